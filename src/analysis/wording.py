"""Numbers, intervals, shares and periods in words, with no digit that they don't bear out.

A whole number of ours (an `int`, a count of rows) is exact and written in full below a million; any
other single number has at most three significant digits. An interval is written to the last digit
that its width leaves certain, or to the first at which its ends differ, each end with two digits at
least. Ends with no more than three significant digits stand as they are, and so do those that are
half a power of ten on either side of a rounded number, and a whole number that is both ends or the
only one. A scale word leaves three decimals at most, else all is written out. A share below a
hundredth of a percent is no more than that.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from numbers import Integral
from typing import Any

import pandas as pd

MISSING = "–"
_DIGITS = 3
_FINEST = Decimal("0.0001")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_NBSP = "\N{NO-BREAK SPACE}"


def in_words(value: Any, *, digits: int | None = None) -> str:
    """Write a number, or anything with a `low` and a `high`, as prose does; a dash for none.

    `digits` asks for so many significant digits instead of those that the rule above gives.

    >>> in_words(1_730_000), in_words(15_685.24), in_words(15_685), in_words(0.0708)
    ('1.73 million', '15,700', '15,685', '0.0708')
    >>> from analysis.intervals import Interval
    >>> in_words(Interval(2_980_080, 3_020_090)), in_words(Interval(80, math.inf))
    ('2.98–3.02 million', '80 or more')
    >>> in_words(Interval(30.4661, 30.7077)), in_words(Interval(30.4661, 30.7077), digits=3)
    ('30–31', '30.5–30.7')
    """
    if pd.isna(value):
        return MISSING
    if isinstance(value, Integral) and digits is None and abs(int(value)) < 10**6:
        return _plain(Decimal(int(value)))
    return _written(*_ends(value), digits, _with_scale, whole=hasattr(value, "low"))


def in_percent(value: Any, *, digits: int | None = None) -> str:
    """Write a share between 0 and 1, or an interval of shares, in percent; a dash for none.

    >>> from analysis.intervals import Interval
    >>> in_percent(0.5742), in_percent(Interval(0.5746, 0.5817)), in_percent(0.0000268)
    ('57.4 %', '57–58 %', 'under 0.01 %')
    """
    if pd.isna(value):
        return MISSING
    low, high = _ends(value)
    if digits is None:
        if low >= 0 and 0 < high < _FINEST:
            return f"under {_with_percent(100 * _FINEST)}"
        low, high = (end if abs(end) >= _FINEST else Decimal(0) for end in (low, high))
    return _written(100 * low, 100 * high, digits, _with_percent, whole=hasattr(value, "low"))


def period(start: Any, end: Any) -> str:
    r"""Write the days from `start` to `end`, as Timestamps or NaT; no line breaks inside a date.

    >>> day = pd.Timestamp
    >>> period(day("2023-01-01"), day("2023-12-31")), period(day("2023-01-01"), day("2023-06-30"))
    ('2023', 'January to June\xa02023')
    >>> period(pd.NaT, day("2024-07-31"))
    'until 31\xa0July\xa02024'
    """
    if pd.isna(start):
        return "" if pd.isna(end) else f"until {_date(end)}"
    if pd.isna(end):
        return f"from {_date(start)}"
    whole = (start.is_month_start and end.is_month_end, start.is_year_start and end.is_year_end)
    parts = 3 - sum(whole)
    first, last = _date(start, parts), _date(end, parts)
    if first == last:
        return last
    if start.year == end.year:
        same = 2 if parts == 3 and start.month == end.month else 1
        first = first.rsplit(_NBSP, same)[0]
    return f"{first} to {last}"


def periods(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the period of each row in words: a frame with `period_start` and `period_end`.

    >>> frame = pd.DataFrame({"period_start": ["2023-01-01"], "period_end": ["2023-12-31"]})
    >>> periods(frame.astype("datetime64[us]")).tolist()
    ['2023']
    """
    days = zip(frame["period_start"], frame["period_end"], strict=True)
    words = [period(start, end) for start, end in days]
    return pd.Series(words, index=frame.index, dtype="str", name="period")


def _date(day: Any, parts: int = 3) -> str:
    return _NBSP.join([str(day.day), day.month_name(), str(day.year)][-parts:])


def _ends(value: Any) -> tuple[Decimal, Decimal]:
    """Take both ends as what they print as, without the noise of arithmetic in the last digits."""
    low, high = (float(getattr(value, end, value)) for end in ("low", "high"))
    return Decimal(f"{low:.15g}"), Decimal(f"{high:.15g}")


def _written(
    low: Decimal, high: Decimal, digits: int | None, style: Callable[[Decimal], str], *, whole: bool
) -> str:
    """Write what lies between two ends; `whole`: a whole number that stands alone is exact."""

    def alone(end: Decimal, how: str = ROUND_HALF_EVEN) -> str:
        kept = whole and digits is None and end == end.to_integral_value()
        return style(end if kept else _rounded(end, digits, how))

    if low == high:
        return style(low) if low.is_infinite() else alone(low)
    if low.is_infinite():
        return "any number" if high.is_infinite() else f"{alone(high, ROUND_CEILING)} or less"
    if high.is_infinite():
        return f"{alone(low, ROUND_FLOOR)} or more"
    ends = _rounded_ends(low, high, digits)
    first, last = map(style, ends)
    if first == last:
        return last
    number, _, word = first.partition(" ")
    first = number if word == last.partition(" ")[2] else first
    return f"{first}{'–' if ends[0] >= 0 else ' to '}{last}"


def _rounded_ends(low: Decimal, high: Decimal, digits: int | None) -> tuple[Decimal, Decimal]:
    """Round both ends of an interval to the last digit that its width leaves certain."""
    if digits:
        return _rounded(low, digits), _rounded(high, digits)
    short, step = (_rounded(low, None), _rounded(high, None)), high - low
    is_rounding = step.normalize().as_tuple().digits == (1,) and not 2 * low % step
    if is_rounding or short == (low, high):
        return low, high
    # the first power of ten that is not less than the width; if the ends fall together, the next
    place = math.ceil(round(math.log10(high - low), 9))
    sizes = [low.adjusted(), high.adjusted()]
    if abs(sizes[0] - sizes[1]) == 1:  # 957 to 1,019 is no "960–1,000"
        sizes = [min(sizes)] * 2
    coarse, fine = (
        [_to_place(end, min(at, size - 1)) for end, size in zip((low, high), sizes, strict=True)]
        for at in (place, place - 1)
    )
    first, last = coarse if coarse[0] != coarse[1] else fine
    return first, last


def _rounded(number: Decimal, digits: int | None, how: str = ROUND_HALF_EVEN) -> Decimal:
    return _to_place(number, number.adjusted() + 1 - (digits or _DIGITS), how)


def _to_place(number: Decimal, place: int, how: str = ROUND_HALF_EVEN) -> Decimal:
    """Round to a power of ten; nothing is minus zero."""
    return number.quantize(Decimal(1).scaleb(place), how) + 0


def _with_scale(number: Decimal) -> str:
    for scale, word in _SCALES:
        if scale <= abs(number) < math.inf:
            scaled = _plain(number / scale)
            return f"{scaled} {word}" if len(scaled.partition(".")[2]) <= 3 else _plain(number)
    return _plain(number)


def _with_percent(number: Decimal) -> str:
    return f"{_plain(number)} %"


def _plain(number: Decimal) -> str:
    text = f"{number:,f}".replace("Infinity", "∞")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
