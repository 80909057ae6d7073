"""Read English calendar expressions: days, months, years, quarters, clock times."""

import re

from analysis.reader.days import date_mention, whole
from analysis.reader.digits import Number
from analysis.reader.english.nouns import find_unit
from analysis.reader.english.numerals import SMALL
from analysis.reader.english.words import CALLS, MONTHS, NAMING, qualifier
from analysis.reader.mention import NAN, Mention
from analysis.reader.patterns import Rule, Table, words
from analysis.reader.site import OPENING, Site

# fmt: off
MONTH = Rule("month", r"(?=[A-Z])(?i:<<months>>)(?![A-Za-z])",
    reads="3 JANUARY 2018 → date 2018-01-03", leaves="3 january → 3")
YEAR = Rule("four digits of a year", r"\d{4}(?![\d%]|,\d|\s(?:million|billion|percent|yuan))",
    reads="in May 2023 → date 2023-05-01 2023-05-31",
    leaves="in May 2023 million cars → 2023000000 car")
AFTER_MONTH = Rule("day after its month", r"""
    (?P<year><<four digits of a year>>)
    | (?P<low>\d{1,2})(?:st|nd|rd|th)?(?![\d:,.]\d|\d|[%A-Za-z])
      (?: (?: \s?[-–—~]\s? | \s(?:to|until|through|and|till)\s ) (?:(?P<month><<month>>)\s)?
          (?P<high>\d{1,2})(?:st|nd|rd|th)?(?![\d%:]|\s(?:percent|million)|[.,]\d) )?
      (?: (?:,\s?|\s)(?:of\s)?(?P<last_year><<four digits of a year>>) )?""",
    reads="January 31, 2023 → date 2023-01-31 // November 6 to 9 → date 2023-11-06 2023-11-09",
    leaves="In May 60 cars → 60 car // May 2.5 billion → 2500000000")
NUMERIC = Rule("day in digits", r"""
    (?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d-])
    | (?P<first>\d{1,2})(?P<joint>[/.-])(?P<second>\d{1,2})(?P=joint)
      (?P<last>\d{4}|(?<=/)\d{2})(?![\d/.-]\d|\d)""",
    reads="2024-03-05 → date 2024-03-05 // on 8/5/2024 → date 2024-08-05",
    leaves="2024-03-05-11 → identifier")
DAY_MONTH = Rule("day before its month", r"""
    (?P<low>\d{1,2})(?:st|nd|rd|th)?
    (?: (?:\s?[-–—&]\s?|\s(?:to|and|or)\s) (?P<high>\d{1,2})(?:st|nd|rd|th)? )?
    [\s-](?:of\s)?(?P<month><<month>>) (?:,?\s(?P<year><<four digits of a year>>))?
    (?: \s?(?:[-–—]|to|until)\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?\s(?P<last_month><<month>>)
        (?:,?\s(?P<last_year><<four digits of a year>>))? )?""",
    reads="3 January 2018 → date 2018-01-03 // 6 May to 3 June → date 2023-05-06 2023-06-03",
    leaves="40 Marches → 40 march")
CLOCK = Rule("clock time", r"""
    \d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[-–]\s?\d{1,2}(?:[:.]\d{2})?\s?)?
        (?: [ap]\.m\. | [apAP][mM]\b | [AP]\.M\. | o['’]clock | noon\b | midnight\b )
    | (?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2})?
        (?!\d|:\d|[-.]\d|-[a-z])(?:\s(?:GMT|BST|hrs|hours|IST|ET))?
    | (?:[01]\d|2[0-3])\.[0-5]\d\s?(?:GMT|hrs|IST|BST)\b | \d{4}\s?(?:GMT|hrs|IST|UTC|BST)\b""",
    reads="at {10 a.m.} → date // by {0830 GMT} → date", leaves="by 9:75 → identifier")
YEARS = Rule("year or years", r"""
    (?P<low>\d{4}) (?: (?:\s?[-–—/~]\s?|\s(?:to|through|until)\s)(?P<high>\d{4}|\d{2})
        (?![\d%]|,\d|\s?[a-z]*illion) | (?:['’]?(?P<decade>s)\b) )? (?![\d%]|/[\dA-Z])""",
    reads="2012 to 2020 → date 2012-01-01 2020-12-31 // the 1990s → date 1990-01-01 1999-12-31",
    leaves="in 2012/A → identifier")
YEAR_PARTS = Table("parts of a year", {(12, 12): "end_of year-end", (10, 12): "late",
    (1, 3): "early", (1, 1): "beginning_of start_of", (5, 8): "mid middle_of"},
    reads="at the {end of 2017} → date 2017-12-01 2017-12-31",
    leaves="the trend of 2017 → date 2017-01-01 2017-12-31")
YEAR_PART = Rule("words that cut a year", r"(?i:\b(<<parts of a year>>)[ -](?:the[ ])?)$",
    reads="in late-2017 → date 2017-10-01 2017-12-31",
    leaves="come late in 2017 → date 2017-01-01 2017-12-31")
YEAR_SPAN = Rule("two years in digits", r"\d{4}\s?[-–—/]\s?(?:\d{4}|\d{2})(?!\d)",
    reads="it was 1974–75 then → date 1974-01-01 1975-12-31", leaves="1974–7 cars → date | 7 car")
QUARTER = Rule("part of a year in words", r"""
    (?i: (?P<ordinal>first|second|third|fourth)[\s-](?:(?P<many>\d{1,2}|two|three|four|five|six
        |seven|eight|nine|ten|eleven)\s)?(?P<unit>quarter|half|month(?=s))s?\b(?:\s\([QH]\d\))?
    (?: \s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?:year\s)? (?: (?P<year>\d{4})(?!\d)
        | (?:the\s)?(?P<relative>this|last|same|previous|current|next|the|that)
          \s(?:fiscal\s|financial\s)?year) )? )""",
    reads="first half of last year → date 2022-01-01 2022-06-30 // third quarter (Q3) of 2024 → "
    "date 2024-07-01 2024-09-30 // the first seven months → date 2023-01-01 2023-07-31",
    leaves="the first quartet → ordinal 1 // the first month → ordinal 1")
TERM = Rule("short name of a part of a year", r"""
    (?<![A-Za-z0-9])(?:[QH][1-4](?!\d)|FY\s?'?\d+)(?![A-Za-z])
    (?: (?:\s(?:of\s)?|/|-)\d{4}(?!\d) | [-/]\d{2}(?!\d) )?""",
    reads="in {Q3 2024} and {FY24} → date | date", leaves="in Q5 → identifier")
DAY = Rule("day of this month", r"""
    (?i:\b(?:after|before|by|from|of|on|since|till|to|until)\sthe\s)
    (?P<day>\d{1,2}(?:st|nd|rd|th))(?=[.,;)\"”]|$|\n|\s(?:of|and|this|last|when|to)\b)""",
    reads="on the 5th of this → date",
    leaves="on the 5th car → ordinal 5 // in the 5th. → ordinal 5")
STRONG_YEAR = words("words before a year", """after autumn before between by circa during early end
        fiscal from fy in late mid post pre since spring summer through throughout till until winter
        year years""",
    reads="since 1850 cars → date 1850-01-01 1850-12-31 // for mid-2023 it → date 2023-05-01 "
    "2023-08-31", leaves="with 1850 cars → 1850 car")
WEAK_YEAR = words("words before what looks like a year",
    "and for of on start than the to versus vs with",
    reads="the 2023 reports → date 2023-01-01 2023-12-31", leaves="at 2023 cars → 2023 car")
NO_YEAR = words("words before a count of four digits", """about added additional all almost another
        are arrested average averaged averaging built detained employed employs exactly gained gains
        grew had handled has have hit housed houses injured involving is just killed lost nearly
        number numbered only over produced reached reaching received recorded registered sold some
        these those total totaled totaling totalled totalling was were""",
    reads="it sold 2003 → 2003", leaves="it ended 2003 → date 2003-01-01 2003-12-31")
# fmt: on
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTHS_OF = {"quarter": 3, "half": 6, "month": 1}


def quarter(site: Site) -> Mention | None:
    """Read "third quarter (Q3) of 2024", "first half of the year", "first seven months of 2024"."""
    match = QUARTER.match(site.text, site.start) if site.word in _ORDINAL else None
    if match is None:
        return None
    many, relative = match["many"], (match["relative"] or "").lower()
    count = SMALL.get(many.lower()) or int(many) if many else 1
    length = _MONTHS_OF[match["unit"].lower()]
    top = min(12, _ORDINAL[site.word] * length * count)
    year, low = whole(match["year"]), max(1, top - length * count + 1)
    if year is None and site.reference is not None:
        year = site.reference + (relative == "next") - (relative in ("last", "previous"))
    found = date_mention(site.start, match.end(), (year, low, None), (year, top, None))
    return found if match["year"] else found._replace(value=NAN)


def day(site: Site) -> Mention | None:
    """Read a day, or a month with its year, before or after the month's name, or in digits."""
    text, start, number = site.text, site.start, site.number
    if number is None or number.form in ("grouped", "scaled"):
        return None
    if month := _month_before(site.left):
        return _after_month(site, *month)
    after = text[number.end : number.end + 1]
    if after in "-/." and (match := NUMERIC.match(text, start)):
        return _numeric(match)
    if number.end - start > 2 or after not in " \n-–—&snrt":
        return None
    if match := DAY_MONTH.match(text, start):
        year, last_year, name = whole(match["year"]), whole(match["last_year"]), match["month"]
        high = int(match["last"] or match["high"] or match["low"])
        first = (year or last_year, _month(name), int(match["low"]))
        last = (last_year or year, _month(match["last_month"] or name), high)
        return _real(date_mention(start, match.end(), first, last, site.reference))
    return None


def _month_before(left: str) -> tuple[int, int] | None:
    """Return length from the end and month if `left` ends with a month's name and one blank."""
    if left[-1:] not in (" ", "\n", "\u00a0"):
        return None
    name = left[-11:-1].rpartition(" ")[2].rpartition("\n")[2].lstrip(OPENING)
    month = MONTHS.get(name.lower())
    if month is None or not name[0].isupper() or left[-11:].lower() == "long march ":
        return None
    return len(name) + 1, month


def _month(name: str | None) -> int | None:
    return MONTHS[name.lower()] if name else None


def _after_month(site: Site, length: int, month: int) -> Mention | None:
    """Read what follows a month: a year, or days of it."""
    match, begin = AFTER_MONTH.match(site.text, site.start), site.start - length
    if match is None:
        return None
    if match["year"]:
        return date_mention(begin, match.end(), (int(match["year"]), month, None))
    low, year = int(match["low"]), whole(match["last_year"])
    if not 1 <= low <= 31 or site.text[max(0, begin - 3) : begin].lower() == "in ":
        return None
    last = (year, _month(match["month"]) or month, whole(match["high"]) or low)
    return date_mention(begin, match.end(), (year, month, low), last, site.reference)


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 2024-03-05, and 8/5/2024 the American way unless the first number is no month."""
    start, end = match.span()
    if match["year"]:
        stated = (int(match["year"]), int(match["month"]), int(match["day"]))
        return _real(date_mention(start, end, stated))
    first, second, last = int(match["first"]), int(match["second"]), match["last"]
    year = int(last) if len(last) == 4 else 2000 + int(last)
    return date_mention(start, end, (year, second, first) if first > 12 else (year, first, second))


def _real(found: Mention) -> Mention | None:
    """Drop what a calendar does not have, a 35th of May."""
    return None if found.first is None and found.value == found.value else found


def year(site: Site) -> Mention | None:
    """Read a year or a range of years, with "end of" and the like before it."""
    number = site.number
    if number is None or number.form != "plain" or number.end - site.start != 4:
        return None
    match = YEARS.match(site.text, site.start) if _is_year(site, number) else None
    if match is None:
        return None
    part = YEAR_PART.search(site.left[-16:])
    value, high, end = int(number.value), match["high"], match.end()
    begin = site.start - (len(part[0]) if part else 0)
    if match["decade"]:
        found = date_mention(begin, end, (value, None, None), (value + 9, None, None))
        return found._replace(value_high=NAN, bound="exact")
    if high:
        top = int(high) if len(high) == 4 else value - value % 100 + int(high)
        if top <= value and not (len(high) == 2 and top + 100 - value == 1):
            return None
        top += 100 * (top < value)
        return date_mention(begin, end, (value, None, None), (top, None, None))
    months = YEAR_PARTS[part[1].lower()] if part else (1, 12)
    return date_mention(begin, end, (value, months[0], None), (value, months[1], None))


def _is_year(site: Site, number: Number) -> bool:
    """Tell whether four digits are a year, by the words on both sides."""
    text, value, end, word = site.text, number.value, number.end, site.near()
    if not 1000 <= value <= 2100:
        return False
    if site.left[-1:] in ("-", "–", "'") and site.left[-2:-1].isalnum():
        return word.rstrip("-–") in STRONG_YEAR
    after = text[end : end + 1]
    if after == "s" or YEAR_SPAN.match(text, site.start):
        return True
    if after.isalpha() or after == "%" or site.left[-1:].isalnum():
        return False
    if word in NAMING or word in CALLS:
        return False
    unit = find_unit(text, end)
    if word in STRONG_YEAR:
        return not (unit and unit.measure and unit.name != "point")
    even = value % 100 == 0 or site.back(2).lower() in ("total", "number")
    if word in WEAK_YEAR and 1990 <= value <= 2040 and not even:
        return not (unit and unit.measure)
    if value < 1900 or word in NO_YEAR:
        return False
    return unit is None and qualifier(site, site.start)[0] == "exact"


def short(site: Site) -> Mention | None:
    """Read "Q3", "FY24" with the year that follows, "the 5th" of a month, "10 a.m.", "14:30"."""
    number, text, start = site.number, site.text, site.start
    if number is None or number.form in ("grouped", "scaled"):
        return None
    if site.left[-1:].isalpha():
        match = TERM.search(text, max(site.floor, start - 4), start + 12)
        if match and match.start() < start < match.end():
            return Mention(*match.span(), *match.span(), "date")
    after = text[number.end : number.end + 1]
    if after and after in ":. apAPoGn" and (match := CLOCK.match(text, start)):
        return site.mention(match.end(), "date")
    match = DAY.search(text, max(0, start - 11), start + 9) if site.back() == "the" else None
    return site.mention(match.end(), "date") if match and match.start("day") == start else None
