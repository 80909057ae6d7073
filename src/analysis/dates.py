"""Read calendar expressions: days, months, years, ranges, quarters, clock times.

Every reader takes the text and the place of the expression's first digit (or ordinal word) and
looks a few words to the left for a month name. A period is a pair of `datetime.date` ordinals.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import NamedTuple

from analysis import lexicon

Day = tuple[int | None, int | None, int | None]  # year, month, day
_NAMES = sorted(lexicon.MONTHS, key=len, reverse=True)
_MONTH = "|".join(re.escape(form) for n in _NAMES for form in (n.title(), n.upper()))
_MONTH = rf"(?:{_MONTH})(?![A-Za-z])"
_HAN_DAY = (
    r"(\d{4}|[〇零一二三四五六七八九]{4})年(?:度?(\d{1,2})月份?(?:(\d{1,2})[日号])?)?"
    r"|(\d{1,2})月(?:(\d{1,2})[日号]|份|底|初|中旬|上旬|下旬|末)?|(\d{1,2})(?:日(?!内|以|之内|拘)|号(?![线楼院文令房馆台公门机店厅病路井坑桥库营种球选员床桌窗]))(?![a-zA-Z])"
    r"|\d{1,2}(?=[至到—－~～-]\d{1,2}(?:月(?![余多])|[日号]))"
)
_TH = r"(?:st|nd|rd|th)?"
_DASH = r"(?:\s?[-–—~]\s?|\s(?:to|until|through|and|till)\s)"
_YEAR = r"(\d{4})(?![\d%]|,\d|\s(?:million|billion|percent|yuan))"
_PATTERNS = {
    "after_month": (
        rf"{_YEAR}|(\d{{1,2}}){_TH}(?![\d:,.]\d|\d|[%A-Za-z])"
        rf"(?:{_DASH}(?:({_MONTH})\s)?(\d{{1,2}}){_TH}(?![\d%:]|\s(?:percent|million)|[.,]\d))?"
        rf"(?:(?:,\s?|\s)(?:of\s)?{_YEAR})?"
    ),
    "numeric": (
        r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])"
        r"|(\d{1,2})([/.-])(\d{1,2})\6(\d{4}|(?<=/)\d{2})(?![\d/.-]\d|\d)"
    ),
    "day_month": (
        rf"(\d{{1,2}}){_TH}(?:(?:\s?[-–—&]\s?|\s(?:to|and|or)\s)(\d{{1,2}}){_TH})?[\s-]"
        rf"(?:of\s)?({_MONTH})(?:,?\s{_YEAR})?"
        rf"(?:\s?(?:[-–—]|to|until)\s?(\d{{1,2}}){_TH}\s({_MONTH})(?:,?\s{_YEAR})?)?"
    ),
    "clock": (
        r"\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[-–]\s?\d{1,2}(?:[:.]\d{2})?\s?)?"
        r"(?:[ap]\.m\.|[apAP][mM]\b|[AP]\.M\.|o['’]clock|noon\b|midnight\b)"
        r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2})?(?!\d|:\d|[-.]\d|-[a-z])"
        r"(?:\s(?:GMT|BST|hrs|hours|IST|ET))?"
        r"|(?:[01]\d|2[0-3])\.[0-5]\d\s?(?:GMT|hrs|IST|BST)\b"
        r"|\d{4}\s?(?:GMT|hrs|IST|UTC|BST)\b"
    ),
    "years": (
        r"(\d{4})(?:(?:\s?[-–—/~]\s?|\s(?:to|through|until)\s)(\d{4}|\d{2})"
        r"(?![\d%]|,\d|\s?[a-z]*illion)"
        r"|(?:['’]?(s)\b))?(?![\d%]|/[\dA-Z])"
    ),
    "year_part": (
        r"(?i)\b(?:(?:end|beginning|start|middle) of (?:the )?"
        r"|late[ -]|early[ -]|mid[ -]|year-end )$"
    ),
    "quarter": (
        r"(?i)(first|second|third|fourth|last|final)[\s-](?:(\d{1,2}|two|three|four|five|six|"
        r"seven|eight|nine|ten|eleven)\s)?(quarters?|half|months)\b(?:\s\([QH]\d\))?"
        r"(?:\s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?:year\s)?(?:(\d{4})(?!\d)"
        r"|(this|last|the same|the previous|the current|next|the|that)"
        r"\s(?:fiscal\s|financial\s)?year))?"
    ),
    "term_year": (r"(?:\s(?:of\s)?|/|-)\d{4}(?!\d)|[-/]\d{2}(?!\d)"),
    "han": (_HAN_DAY),
    "han_range": (rf"(?:至|到|—|－|-|~|～|——)(?:{_HAN_DAY})"),
    "han_part": ("(" + "|".join(lexicon.HAN_YEAR_PARTS) + ")"),
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


class Calendar(NamedTuple):
    """A calendar expression: its span, years (NaN if none is stated) and first and last day."""

    start: int
    end: int
    year: float = float("nan")
    year_high: float = float("nan")
    first: int | None = None
    last: int | None = None


def spelled(
    start: int, end: int, first: Day, last: Day | None = None, reference: int | None = None
) -> Calendar:
    """Build a Calendar from first and last day; a missing year is the reference year."""
    last = last or first
    years = [day[0] for day in (first, last)]
    if years[0] is None:
        years[0] = years[1]
    year = float("nan") if years[0] is None else float(years[0])
    high = float(years[1]) if years[1] is not None and years[1] != years[0] else float("nan")
    lows = _bounds(years[0] or reference, first[1], first[2])
    highs = _bounds(years[1] or years[0] or reference, last[1], last[2])
    return Calendar(start, end, year, high, lows and lows[0], highs and highs[1])


def _bounds(year: int | None, month: int | None, day: int | None) -> tuple[int, int] | None:
    """Return first and last day of a year, month or day as ordinals, None if there is none such."""
    if year is None or not 1 <= year <= 9999:
        return None
    try:
        if month is None:
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = calendar.monthrange(year, month)[1]
        return date(year, month, day or 1).toordinal(), date(year, month, day or days).toordinal()
    except (ValueError, KeyError):
        return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(name: str | None) -> int | None:
    return lexicon.MONTHS[name.lower()] if name else None


def month_before(left: str) -> tuple[int, int] | None:
    """Return (length from the end, month) if `left` ends with a month name and one space.

    >>> month_before("on Sept. ")
    (6, 9)
    """
    if not left or left[-1] not in " \n\u00a0":
        return None
    name = left[-11:-1].rpartition(" ")[2].rpartition("\n")[2].lstrip("(“\"‘'")
    month = lexicon.MONTHS.get(name.lower())
    if month is None or not name[0].isupper() or left.endswith(("Long March ", "long march ")):
        return None
    return len(name) + 1, month


def read_date(text: str, start: int, end: int, left: str, reference: int | None) -> Calendar | None:
    """Read the calendar expression with its first number from `start` to `end`, None if it is none.

    >>> read_date("on January 31, 2023, the", 11, 13, "on January ", None)[:3]
    (3, 19, 2023.0)
    """
    if month := month_before(left):
        return _after_month(text, start, *month, reference)
    after = text[end : end + 1]
    if after in "-/." and (match := _pattern("numeric").match(text, start)):
        year, _, month_, day, day2, _, month2, year2 = match.groups()
        if year:
            return _checked(spelled(start, match.end(), (int(year), int(month_), int(day))))
        full = int(year2) if len(year2) == 4 else 2000 + int(year2)
        return spelled(start, match.end(), _ordered(full, int(day2), int(month2)))
    if (
        end - start <= 2
        and after in " \n-–—&snrt"
        and (match := _pattern("day_month").match(text, start))
    ):
        low, high, name, low_year, high2, name2, year = match.groups()
        last = (_number(year or low_year), _month(name2 or name), _number(high2 or high or low))
        first = (_number(low_year or year), _month(name), int(low))
        return _checked(spelled(start, match.end(), first, last, reference))
    return None


def _checked(found: Calendar) -> Calendar | None:
    """Drop what a calendar does not have, a 35th of May."""
    return None if found.first is None and found.year == found.year else found


def _ordered(year: int, first: int, second: int) -> Day:
    """Read 8/5/2024 the American way unless the first number is no month."""
    return (year, second, first) if first > 12 else (year, first, second)


def _after_month(
    text: str, start: int, length: int, month: int, reference: int | None
) -> Calendar | None:
    match = _pattern("after_month").match(text, start)
    if match is None:
        return None
    year, low, name, high, year2 = match.groups()
    begin = start - length
    if year:
        return spelled(begin, match.end(), (int(year), month, None))
    if not 1 <= int(low) <= 31 or text[max(0, begin - 3) : begin].lower() == "in ":
        return None
    first = (_number(year2), month, int(low))
    last = (_number(year2), _month(name) or month, _number(high) or int(low))
    return spelled(begin, match.end(), first, last, reference)


def read_clock(text: str, start: int) -> int | None:
    """Return where a clock time that begins at `start` ends ("10 a.m.", "14:30").

    >>> read_clock("10 a.m. sharp", 0)
    7
    """
    match = _pattern("clock").match(text, start)
    return match.end() if match else None


def read_years(text: str, start: int, left: str) -> Calendar | None:
    """Read a year or a range of years at `start`, with "end of" and the like before it."""
    match = _pattern("years").match(text, start)
    if match is None:
        return None
    low, high, decade = match.groups()
    part = _pattern("year_part").search(left[-16:])
    begin = start - (len(part[0]) if part else 0)
    year = int(low)
    if decade:
        return Calendar(begin, match.end(), year, first=_first(year), last=_last(year + 9))
    if high:
        top = int(high) if len(high) == 4 else year - year % 100 + int(high)
        if top <= year and not (len(high) == 2 and top + 100 - year == 1):
            return None
        top += 100 * (top < year)
        return Calendar(begin, match.end(), year, top, _first(year), _last(top))
    months = lexicon.YEAR_PARTS[_canonical(part[0])] if part else (1, 12)
    return spelled(begin, match.end(), (year, months[0], None), (year, months[1], None))


def _canonical(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words.lower()).replace(" the", "").strip()


def _first(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _last(year: int) -> int:
    return date(year, 12, 31).toordinal()


def read_quarter(text: str, start: int, reference: int | None) -> Calendar | None:
    """Read "third quarter (Q3) of 2024", "first half of the year", "first seven months of 2024".

    >>> read_quarter("first half of 2023 and", 0, None)[:3]
    (0, 18, 2023.0)
    """
    match = _pattern("quarter").match(text, start)
    if match is None:
        return None
    ordinal, many, unit, year, relative = match.groups()
    index = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(ordinal.lower(), 0)
    length = {"quarter": 3, "half": 6, "month": 1}[unit.lower().rstrip("s")]
    count = lexicon.BELOW_HUNDRED.get(many.lower()) or int(many) if many else 1
    top = 12 if not index else min(12, index * length * count)
    low = top - length * count + 1
    shift = {"last": -1, "previous": -1, "next": 1}.get((relative or "").lower(), 0)
    base = _number(year) or (reference + shift if reference is not None else None)
    found = spelled(start, match.end(), (base, max(1, low), None), (base, top, None))
    return found if year else found._replace(year=float("nan"))


def read_han_date(text: str, start: int, reference: int | None) -> Calendar | None:
    """Read "2012年至2021年6月", "7月18日至27日", "5日", "7月底"; the second end inherits.

    >>> read_han_date("2012年至2021年6月毒品", 0, None)[:4]
    (0, 13, 2012.0, 2021.0)
    """
    match = _pattern("han").match(text, start)
    if match is None:
        return None
    first = _han_day(match)
    end, last = match.end(), first
    if follow := _pattern("han_range").match(text, end):
        second = _han_day(follow)
        if first == (None, None, None):  # "1至3月" and "5至7日": the unit stands once
            low = int(match[0])
            first = (None, None, low) if second[1] is None else (None, low, None)
        if not (second[0] is None and second[1] is None and first[2] is None):
            last = (
                second[0] or first[0],
                second[1] or (None if second[0] else first[1]),
                second[2],
            )
            end = follow.end()
    if (
        first[0] is not None
        and first[1] is None
        and (half := _pattern("han_part").match(text, end))
    ):
        low, high = lexicon.HAN_YEAR_PARTS[half[1]]
        return spelled(start, half.end(), (first[0], low, None), (last[0], high, None), reference)
    if first[0] is None and first[1] is None:
        return Calendar(start, end)
    return spelled(start, end, first, last, reference)


def _han_day(match: re.Match[str]) -> Day:
    year, month, day, month_alone, day_after, day_alone = match.group(1, 2, 3, 4, 5, 6)
    plain = "".join(str(lexicon.HAN_DIGITS.get(c, c)) for c in year) if year else None
    return _number(plain), _number(month or month_alone), _number(day or day_after or day_alone)


def read_term(text: str, end: int) -> int:
    """Return where "Q3" or "FY24" ends, with the year that follows ("Q3 2024")."""
    match = _pattern("term_year").match(text, end)
    return match.end() if match else end
