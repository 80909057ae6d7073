"""First and last day of what a calendar expression names, as `datetime.date` ordinals."""

import calendar
from datetime import date

from analysis.reader.mention import NAN, Mention

Day = tuple[int | None, int | None, int | None]  # year, month, day


def date_mention(
    start: int, end: int, first: Day, last: Day | None = None, reference: int | None = None
) -> Mention:
    """Return the date from first to last day; a missing year is the reference year.

    One whose last day lies before the first has neither a year nor days.
    """
    last = last or first
    low, high = first[0] if first[0] is not None else last[0], last[0]
    lows = _bounds(low or reference, first[1], first[2])
    highs = _bounds(high or low or reference, last[1], last[2])
    value = NAN if low is None else float(low)
    value_high = float(high) if high is not None and high != low else NAN
    if value_high < value or (lows and highs and highs[1] < lows[0]):
        value, value_high, lows = NAN, NAN, None
    bound = "exact" if value_high != value_high else "range"
    known = lows and highs  # a period has both ends or none
    return Mention(start, end, start, end, "date", value, value_high, bound,
                   first=known and lows and lows[0], last=known and highs and highs[1])  # fmt: skip


def _bounds(year: int | None, month: int | None, day: int | None) -> tuple[int, int] | None:
    """Return first and last day of a year, month or day, None if there is none such."""
    if year is None or not 1 <= year <= 9999:
        return None
    try:
        if month is None:
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = calendar.monthrange(year, month)[1]
        return date(year, month, day or 1).toordinal(), date(year, month, day or days).toordinal()
    except (ValueError, KeyError):
        return None


def full_year(stated: str | None, era: str = "") -> int | None:
    """Return a year as a number, negative before Christ; two digits mean 1940 to 2039.

    >>> [full_year(y) for y in ("'98", "24", "10,000 BCE", "AD 79")]
    [1998, 2024, -10000, 79]
    """
    if not stated:
        return None
    digits = "".join(filter(str.isdecimal, stated))
    letters = era or stated.strip("0123456789,'’ ")
    if "B" in letters:
        return -int(digits)
    return int(digits) + (0 if letters or len(digits) != 2 else 2000 if digits < "40" else 1900)


def whole(digits: str | None) -> int | None:
    """Return digits as a number, None for none."""
    return int(digits) if digits else None
