"""Read English calendar expressions: days, months, years, decades, quarters, clock times."""

import re

from analysis.reader.days import date_mention, full_year, whole
from analysis.reader.digits import Number
from analysis.reader.english.identifiers import (
    CAPITAL_NAMING,
    DETERMINERS,
    following,
    is_verb,
)
from analysis.reader.english.nouns import STOP_WORDS, find_unit
from analysis.reader.english.numerals import DECADES, SMALL, number_words
from analysis.reader.english.words import CALLS, MONTHS, NAMING, qualifier
from analysis.reader.mention import NAN, Mention, Unit
from analysis.reader.patterns import Rule, Table, rule, words
from analysis.reader.site import OPENING, Site

# fmt: off
MONTH = Rule("month", r"(?=[A-Z])(?i:<<months>>)(?![A-Za-z])",
    reads="3 JANUARY 2018 → date 2018-01-03", leaves="3 january → 3")
YEAR = Rule("four digits of a year", r"\d{4}(?![\d%]|,\d|\s(?:million|billion|percent|yuan))",
    reads="in May 2023 → date 2023-05-01 2023-05-31",
    leaves="in May 2023 million cars → 2023000000 car")
YEAR_STATED = Rule("year of a day", r"""
    <<four digits of a year>> | ['’]\d{2}(?![\w'’]) | AD\s\d{1,4}(?!\d) | \d{1,4}\s?<<era>>
    | \d{3}(?=[.,;)](?!\d)|$)""",
    reads="on Oct. 25, '22 it → date 2022-10-25 // on 15 March 44 BC it → date // on 11 May 330. "
    "It → date 0330-05-11", leaves="on 11 May 330 cars → date 2023-05-11 | 330 car")
AFTER_MONTH = Rule("day after its month", r"""
    (?P<year><<four digits of a year>> | \d{1,4}\s?<<era>>)
        (?:(?:\s?[-–—]\s?|\s(?:to|until|through|till)\s)(?P<until><<month>>)
            \s(?P<until_year><<four digits of a year>>))?
    | (?P<low>\d{1,2})(?:st|nd|rd|th)?(?![\d:,.]\d|\d|[%A-Za-z])
      (?: (?: \s?[-–—~]\s? | \s(?:to|until|through|and|till)\s ) (?:(?P<month><<month>>)\s)?
          (?P<high>\d{1,2})(?:st|nd|rd|th)?(?![\d%:]|\s(?:percent|million)|[.,]\d) )?
      (?: (?:,\s?|\s)(?:of\s)?(?P<last_year><<year of a day>>) )?""",
    reads="January 31, 2023 → date 2023-01-31 // November 6 to 9 → date 2023-11-06 2023-11-09 // "
    "May 2020 to June 2021 → date 2020-05-01 2021-06-30 // in March 44 BC it → date",
    leaves="In May 60 cars → 60 car // Last May 30 cars → 30 car // May 2.5 billion → 2500000000")
MONTHS_BEFORE = Rule("months before a year", r"""
    (?<![A-Za-z])(?:(?P<first><<month>>)(?:\s?[-–—/]\s?|\s(?:to|until|through|till)\s))?
    (?P<last><<month>>) (?: (?P<loose>\s(?:of\s)?['’] | \sof\s | ,\s) | \s )$""",
    reads="from March to June 2022 → date 2022-03-01 2022-06-30 // June of 2019 → date 2019-06-01 "
    "2019-06-30 // in Oct '22 it → date 2022-10-01 2022-10-31",
    leaves="from Marching to 2022 → date 2022-01-01 2022-12-31")
NUMERIC = Rule("day in digits", r"""
    (?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d-])
    | (?P<first>\d{1,2})(?P<joint>[/.-])(?P<second>\d{1,2})(?P=joint)
      (?P<last>\d{4}|(?<=/)\d{2})(?![\d/.-]\d|\d)
    | (?P<basic>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)""",
    reads="2024-03-05 → date 2024-03-05 // on 8/5/2024 → date 2024-08-05 // on 20240305 it → date "
    "2024-03-05", leaves="2024-03-05-11 → identifier // about 20240305 cars → about 20240305 car")
DAY_MONTH = Rule("day before its month", r"""
    (?P<low>\d{1,2})(?:st|nd|rd|th)?
    (?: (?:\s?[-–—&]\s?|\s(?:to|and|or)\s) (?P<high>\d{1,2})(?:st|nd|rd|th)? )?
    [\s-](?:of\s)?(?P<month><<month>>) (?:,?\s(?P<year><<year of a day>>))?
    (?: \s?(?:[-–—]|to|until)\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?\s(?P<last_month><<month>>)
        (?:,?\s(?P<last_year><<year of a day>>))? )?""",
    reads="3 January 2018 → date 2018-01-03 // 6 May to 3 June → date 2023-05-06 2023-06-03",
    leaves="40 Marches → 40 march")
ERA_YEARS = Rule("years of an era", r"""
    (?P<low>\d{1,3},\d{3}|\d{1,5}) (?:\s?(?P<low_era><<era>>))?
    (?: (?:\s?[-–—/]\s?|\s(?P<joint>to|until|through|and|or)\s) (?:(?P<before>AD|A\.D\.)\s)?
        (?P<high>\d{1,3},\d{3}|\d{1,5}) (?![\d,]\d) (?:\s?(?P<high_era><<era>>))? )?""",
    reads="from {27 BC to AD 14} it → date // in {500–400 BC} it → date // in {AD 37–41} it → date "
    "0037-01-01 0041-12-31 // between 58 and 50 BC → date | date // in {10,000 BCE} it → date",
    leaves="500–400 it → identifier")
EARLY_SPAN = Rule("span of early years", r"""
    (?P<low>\d{1,4}) (?:\s?[-–—]\s?|\s(?:to|until)\s) (?P<high>\d{1,4}) (?![\d%]|[.,]\d)""",
    reads="Ada Byron (742–814) → date 0742-01-01 0814-12-31 // warm (c. 950–1250) → date "
    "0950-01-01 1250-12-31", leaves="see pages (742–814) → range 742..814")
LIFE = Rule("words before a reign or a life", r"""
    (?:(?<=\()|\s)(?i:born|reigned|ruled|governed|lived|died|b\.|r\.|d\.|fl\.|reign:|reigning|ruling)
    \s(?:from\s|in\s|c\.\s|ca\.\s|around\s)?$""",
    reads="who reigned from 117 to 138 → date 0117-01-01 0138-12-31",
    leaves="who reached from 117 to 138 → range 117..138")
NAMED_LIFE = Rule("name before a life", r"[A-Z][a-z'’-]+\s(?:[IVX]+\s)?\((?:c\.\s|ca\.\s)?$",
    reads="Otto (912–973) → date 0912-01-01 0973-12-31", leaves="CI (912–973) → range 912..973")
YEARS = Rule("year or years", r"""
    (?P<low>\d{4}) (?: (?:\s?[-–—/~]\s?|\s(?:to|through|until)\s)(?P<high>\d{4}|\d{2})
        (?![\d%]|[,.]\d|\s?[a-z]*illion) | (?:['’]?(?P<decade>s)\b) )?
        (?![\d%]|/[\dA-Z]|-\d{3}(?!\d))""",
    reads="2012 to 2020 → date 2012-01-01 2020-12-31 // the 1990s → date 1990-01-01 1999-12-31",
    leaves="in 2012/A → identifier // in 2024-118 it → identifier // in 2023 to 76.8 million → "
    "date 2023-01-01 2023-12-31 | 76800000")
YEAR_PARTS = Table("parts of a year", {(12, 12): "end_of year-end", (10, 12): "late",
    (1, 3): "early", (1, 1): "beginning_of start_of", (5, 8): "mid middle_of",
    (1, 12): """autumn autumn_of fall_of fiscal spring spring_of summer summer_of winter
        winter_of"""},
    reads="at the {end of 2017} → date 2017-12-01 2017-12-31 // in {spring 2017} it → date "
    "2017-01-01 2017-12-31",
    leaves="the trend of 2017 → date 2017-01-01 2017-12-31")
YEAR_PART = Rule("words that cut a year", r"(?i:\b(<<parts of a year>>)[ -](?:the[ ])?)$",
    reads="in late-2017 → date 2017-10-01 2017-12-31",
    leaves="come late in 2017 → date 2017-01-01 2017-12-31")
YEAR_SPAN = Rule("two years in digits",
    r"\d{4}(?:\s?[-–—/]\s?|\sto\s)(?P<high>\d{4}|\d{2})(?![\d,%]|\.\d)",
    reads="it was 1974–75 then → date 1974-01-01 1975-12-31",
    leaves="1974–7 cars → date | 7 car // some 1200–1500 cars → range 1200..1500 car // of 1000 to "
    "5000 it → range 1000..5000")
BEFORE_YEAR = Table("words before a year", {
    "always": """autumn b. born during early end fall fiscal fy late mid post pre since spring
        summer throughout till until winter year years""",
    "no count": "after before between by c. ca. circa from in through"},
    reads="since 1850 cars → date 1850-01-01 1850-12-31 // for mid-2023 it → date 2023-05-01 "
    "2023-08-31 // c. 1412 it → date 1412-01-01 1412-12-31",
    leaves="with 1850 cars → 1850 car // after 1250 trials → 1250 trial")
BETWEEN = Rule("second of two counts", r"\sand\s(?:\d{1,3},\d{3}|\d{4})(?![\d%])",
    reads="between 1200 and 1500 cars came → range 1200..1500 car",
    leaves="between 1200 and 1500, cars came → date | date")
WEAK_YEAR = words("words before what looks like a year",
    "and for of on start than to versus vs with",
    reads="for 2023 reports → date 2023-01-01 2023-12-31", leaves="at 2023 cars → 2023 car")
NO_YEAR = words("words before a count of four digits", """about added additional all almost another
        are arrested average averaged averaging built detained employed employs exactly gained gains
        grew had handled has have hit housed houses injured involving is just killed lost nearly
        number numbered only over produced reached reaching received recorded registered sold some
        these those total totaled totaling totalled totalling was were""",
    reads="it sold 2003 → 2003", leaves="it ended 2003 → date 2003-01-01 2003-12-31")
DATED = words("words before about and a year", """born built by carved cast composed constructed
        created dated dates dating died established founded from in introduced invented made painted
        published since to until woven written""",
    reads="in about 1310 → date 1310-01-01 1310-12-31",
    leaves="with about 1310 → about 1310")
EVENTS = words("events of a year", """assault battle census conquest coronation council crusade
        earthquake eclipse edict eruption expedition famine fire flood invasion massacre partition
        plague raid rebellion revolt sack siege storm synod treaty uprising winter""",
    reads="the siege of 998, it → date 0998-01-01 0998-12-31 // the 793 raid → date 0793-01-01 "
    "0793-12-31", leaves="the sight of 998, it → 998 // the fire of 400 cannon roared → 400")
COUNTED = words("nouns whose number may follow of", """army attendance audience average capacity
        crowd fleet force group height length maximum membership minimum number population staff sum
        total workforce""", reads="the crowd of 1348 → 1348 // a crowd of 2018 → 2018",
    leaves="the plague of 1348 → date 1348-01-01 1348-12-31")
DECADE = Rule("words before a decade in two digits", r"""
    (?P<whose>\b(?i:her|his|my|our|their|your|whose|[a-z]+['’]s)\s)?
    (?: (?P<the>\b(?i:the)\s(?:[A-Z][a-z]+\s)?)?
        (?P<part>\b(?i:very\s)?(?i:early|mid|middle|late|low|high|upper|lower)(?:\s|-))? )
    (?P<short>(?<![A-Za-z0-9])['’])?$""",
    reads="in the early {'80s} it → date // the Roaring 20s → date // in his mid-60s → vague 60",
    leaves="a 60s spot → 60 second")
IN_FULL = Rule("decade with its century in words",
    r"[A-Za-z]+[\s-](?P<decade>(?i:<<decades in words>>))",
    reads="the nineteen-sixties → date 1960-01-01 1969-12-31", leaves="nineteen cars → 19 car")
SCALED = words("what is in its sixties and no decade", """approval average averages climb cold
        degrees gusts heat highs humidity lows mercury mph percent polls prices reach reached
        reaching score scored scores shot speed speeds temperature temperatures temps warm weather
        winds yields""",
    reads="temperatures in the 60s → vague 60", leaves="tempers in the 60s → date")
ZONE = Rule("zone of a clock time", r"""
    (?:GMT|UTC|BST|IST|CES?T|EE?S?T|[ECMP][SD]T|JST|HKT|SGT|MSK|AES?T|hrs|local\stime)\b""",
    reads="by {0830 GMT} → date // at {20.00 CET} it → date",
    leaves="at 20.00 KET it → 20 ket")
CLOCK = Rule("clock time", r"""
    \d{1,2}(?:[:.]\d{2}){0,2}\s?(?:(?:[-–]|to|until)\s?\d{1,2}(?:[:.]\d{2})?\s?)?
        (?: [ap]\.m\. | [apAP][mM]\b | [AP]\.M\. | o['’]clock | noon\b | midnight\b )
    | (?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2})?
        (?!\d|:\d|[-.]\d|-[a-z]|\s(?:map|model|odds|ratio|scale)\b)(?:\s<<zone of a clock time>>)?
    | (?:[01]?\d|2[0-3])(?:\.[0-5]\d|h[0-5]\d|[0-5]\d(?<=\d{4}))\s?<<zone of a clock time>>
    | (?:[01]?\d|2[0-3])h[0-5]\d\b | (?: 0\d{3} | (?:(?<=\bat\s)|(?<=\bby\s)|(?<=\bfrom\s))
        (?:[01]\d|2[0-3])\.?[0-5]\d) \shours\b(?!\sof\b)""",
    reads="at {10 a.m.} → date // at {18h30} it → date // from {9 to 5 p.m.} → date // at {0730 "
    "hours} it → date", leaves="by 9:75 → identifier // a 1:50 model → identifier // trained 1500 "
    "hours → 1500 hour")
POINTED = Rule("clock time with a point", r"(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|\.\d|\s?[%£$€])",
    reads="left at {7.45} → date // its {07.12} was late → date // the delayed {7.15} ferry → date",
    leaves="left at 7.75 → 7.75")
POINTED_BEFORE = words("verbs of what has its hour", """arrive arrived arrives arriving began begin
        begins breakfast depart departed departing departs dinner doors gates kick-off kicks
        landed leave leaves leaving left lunch meet meeting met sail sailed sails start started
        starting starts wakes woke""",
    reads="starts at {7.45} it → date", leaves="trades at 7.45 it → 7.45")
POINTED_AFTER = Rule("words after a clock time", r"""
    \s(?:(?:in\sthe|that|this|on|yesterday|tomorrow|every|each)\s)?
        (?:morning|afternoon|evening|night|tonight|sharp|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)
        | (?:(?:,|,?\s(?:and|or|to))\s(?:the\s)?[\d.]{4,5}){1,4}
            \s(?:from|to)\s[A-Z][a-z]{2,}
        | (?:(?:,|,?\s(?:and|or|to))\s(?:the\s)?[\d.]{4,5}){0,4}\s(?:[a-z]{3,12}\s)?
        (?:bus(?:es)?|bulletin|departures?|express|ferr(?:y|ies)|flights?
            |kick-off|news|sailings?|services?|start|trains?)\b(?!\s(?:charge|contract|fee|tax))
        | (?<!from\s\d\.\d\d)(?<!from\s\d\d\.\d\d)\s(?:from|to)\s[A-Z][a-z]{2,}""",
    reads="by {8.15} that evening → date // its {8.15} and {9.45} services → date | date // missed "
    "the {8.15} from Leeds → date", leaves="by 8.15 that evens → 8.15")
PAST_HOUR = Rule("hour in words", r"""
    (?i:half|quarter|five|ten|twenty(?:-five)?)
    \s(?:minutes\s)?(?:past|(?<=quarter\s)to|(?<=minutes\s)to)
    \s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b
    (?![.,:]\d|[%\d-]|\s(?:percent|million|years|months))""",
    reads="at {half past 6} → date // at {quarter to eight} → date // {ten past six} → date",
    leaves="ten to eight → 10 | 8 // half past the 6 → vague 0.5 | 6")
HOUR_OF_DAY = Rule("hour with its part of the day", r"""
    (?i: (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)
        \s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight)\b)(?!\s[a-z]+s\b)""",
    reads="at about {nine in the morning} → date // by {ten at night} → date",
    leaves="found nine in the mornings → 9 // had two in the morning classes → 2")
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
    (?<![A-Za-z0-9]) (?:
        (?: (?P<unit>[QH])(?P<nth>[1-4])(?!\d) | (?P<place>[1-4])(?P<half>[QH]) )
        (?: (?P<fiscal>(?:\s(?:of\s)?|-)?FY\s?|\sof\sfiscal\s|\sfiscal\s)['’]?\d{2,4}(?!\d)
            | (?:\s(?:of\s)?|[-/])?(?P<year>\d{4})(?!\d)(?P<split>[-/]\d{2}(?!\d))?
            | (?:['’/-]|(?<=[1-4][QH]))(?P<short>\d{2})(?!\d) )?
        | [FC]Y\s?['’]?(?P<low>\d{4}|\d{2})(?:[-–/](?P<high>\d{4}|\d{2}))?
    ) (?![A-Za-z0-9])""",
    reads="in {Q3 2024} and {FY24} → date 2024-07-01 2024-09-30 | date 2024-01-01 2024-12-31 // in "
    "{1Q24} it → date 2024-01-01 2024-03-31 // FY2024-25 → date 2024-01-01 2025-12-31 // {Q4 FY24} "
    "→ date // in {H1} → date 2023-01-01 2023-06-30", leaves="in Q5 → identifier")
DAY = Rule("day of this month", r"""
    (?i:\b(?:after|before|by|from|of|on|since|till|to|until)\sthe\s)
    (?P<day>\d{1,2}(?:st|nd|rd|th))(?=[.,;)\"”]|$|\n|\s(?:of|and|this|last|when|to)\b)""",
    reads="on the 5th of this → date",
    leaves="on the 5th car → ordinal 5 // in the 5th. → ordinal 5")
# fmt: on
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTHS_OF = {"quarter": 3, "half": 6, "month": 1, "Q": 3, "H": 6}
_AT = frozenset({"after", "around", "at", "before", "by", "from", "since", "the", "till", "until"})
_PARTS_OF_HOUR = frozenset({"half", "quarter", "five", "ten", "twenty"})
_CENTURIES = frozenset({"fifteen", "sixteen", "seventeen", "eighteen", "nineteen"})
_ABOUT = frozenset({"about", "approximately", "around", "roughly"})
_AFTERWARDS = re.compile(
    r"\s(?:after|as|because|before|by|during|he|she|the|under|when|while"
    r"|and\s(?:again|had|his|in|the|was|were))\s"
)
_HOUR = re.compile(r"\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?)?")
_POSSESSIVES = frozenset({"'s", "’s", "s'", "s’"})
_YEAR_JOINTS = frozenset({" and ", " or ", " to ", ", ", ", and ", " and the ", " and in "})


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
    if months := _months_before(site, number):
        return months
    if month := _month_before(site.left):
        return _after_month(site, *month)
    after = text[number.end : number.end + 1]
    if (after in "-/." or number.end - start == 8) and (match := NUMERIC.match(text, start)):
        return _numeric(match)
    if number.end - start > 2 or after not in " \n-–—&snrt":
        return None
    if match := DAY_MONTH.match(text, start):
        year, last_year = full_year(match["year"]), full_year(match["last_year"])
        name = match["month"]
        high = int(match["last"] or match["high"] or match["low"])
        first = (year or last_year, _month(name), int(match["low"]))
        last = (last_year or year, _month(match["last_month"] or name), high)
        return _real(date_mention(start, match.end(), first, last, site.reference))
    return None


def _months_before(site: Site, number: Number) -> Mention | None:
    """Read the year after months: "March to June 2023", "June of 2019", "Oct '22"."""
    text, start, left = site.text, site.start, site.left
    short, word = left[-1:] in ("'", "’"), site.back()
    if number.form != "plain":
        return None
    if not (word[:1].isupper() or word in ("of", "'", "’")) or number.end - start != 4 - 2 * short:
        return None
    match = MONTHS_BEFORE.search(left[-30:])
    if match is None or not (match["first"] or match["loose"]):
        return None
    if find_unit(text, number.end) or text[number.end : number.end + 1].isalnum():
        return None
    year, last = full_year(text[start : number.end]), _month(match["last"])
    first = _month(match["first"]) or last
    return date_mention(start - len(match[0]), number.end, (year, first, None), (year, last, None))


def _month_before(left: str) -> tuple[int, int] | None:
    """Return length from the end and month if `left` ends with a month's name and one blank."""
    if left[-1:] not in (" ", "\n", "\u00a0"):
        return None
    word = left[-16:-1].rpartition(" ")[2].rpartition("\n")[2].lstrip(OPENING)
    name = word[-9:].rpartition("-")[2] if "-" in word else word
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
        until = whole(match["until_year"]), _month(match["until"]), None
        first = full_year(match["year"]), month, None
        return date_mention(begin, match.end(), first, until if match["until"] else None)
    low, year = int(match["low"]), full_year(match["last_year"])
    earlier = (site.text[max(0, begin - 6) : begin].lower().split(" ") or [""])[-2:-1]
    if not 1 <= low <= 31 or earlier == ["in"]:
        return None
    if earlier in (["last"], ["next"], ["this"]) and find_unit(site.text, match.end()):
        return None
    last = (year, _month(match["month"]) or month, whole(match["high"]) or low)
    return date_mention(begin, match.end(), (year, month, low), last, site.reference)


def _numeric(match: re.Match[str]) -> Mention | None:
    """Read 2024-03-05, and 8/5/2024 the American way unless the first number is no month."""
    start, end = match.span()
    if match["year"]:
        stated = (int(match["year"]), int(match["month"]), int(match["day"]))
        return _real(date_mention(start, end, stated))
    if basic := match["basic"]:
        first_day = int(basic[:4]), int(basic[4:6]), int(basic[6:])
        counts = find_unit(match.string, end)
        return None if counts else _real(date_mention(start, end, first_day))
    first, second, last = int(match["first"]), int(match["second"]), match["last"]
    year = int(last) if len(last) == 4 else 2000 + int(last)
    return date_mention(start, end, (year, second, first) if first > 12 else (year, first, second))


def _real(found: Mention) -> Mention | None:
    """Drop what a calendar does not have, a 35th of May."""
    return None if found.first is None and found.value > 0 else found


def year(site: Site) -> Mention | None:
    """Read a year, years or a decade."""
    number = site.number
    if number is None or number.form not in ("plain", "grouped"):
        return None
    if found := _era(site, number):
        return found
    size = number.end - site.start
    if number.form == "grouped" or size > 4:
        return None
    found = _year(site, number) if size == 4 else None
    if size == 2:
        found = _decade_in_two(site, number) or _two_digits(site, number)
    return found or _early_year(site, number)


def _era(site: Site, number: Number) -> Mention | None:
    """Read years with their era; those before Christ are negative and have no period."""
    text, word = site.text, site.near()
    ahead = text[number.end : number.end + 18]
    before = word in ("ad", "a.d.") and site.back()[-2:] in ("AD", "D.") and site.left[-1].isspace()
    if not (before or "C" in ahead or "D" in ahead):
        return None
    match = ERA_YEARS.match(text, site.start)
    if match is None:
        return None
    first = match["low_era"] or ("AD" if before else "")
    last = match["before"] or match["high_era"] or ""
    if not (first or last):
        return None
    low, high = full_year(match["low"], first or last), full_year(match["high"], last or first)
    begin = site.back_begins() if before else site.start
    spans = match["joint"] not in ("and", "or") and (last or before or match["joint"] is None)
    if high is None or low is None or low >= high or not spans:
        end = match.end("low_era") if match["low_era"] else match.end("low")
        return date_mention(begin, end, (low, None, None))
    return date_mention(begin, match.end(), (low, None, None), (high, None, None))


def _early_year(site: Site, number: Number) -> Mention | None:
    """Read a year before 1000, or a life or a reign, where the words around leave no doubt."""
    after = site.text[number.end : number.end + 1]
    life = after and after in "-–— " and _life(site)
    if life:
        return life
    digits = number.end - site.start == 3 and number.value >= 100
    if not (digits and _early(site, after)):
        return None
    return date_mention(site.start, number.end, (int(number.value), None, None))


def _life(site: Site) -> Mention | None:
    """Read "Otto (912–973)", "who reigned from 117 to 138"."""
    left = site.left[-32:]
    told = LIFE.search(left) if left[-1:] == " " else None
    if not (told or left[-1:] == "(" or left[-3:] in ("c. ", "a. ")):
        return None
    match = EARLY_SPAN.match(site.text, site.start)
    if match is None or find_unit(site.text, match.end()):
        return None
    low, high = int(match["low"]), int(match["high"])
    named = len(match["low"]) > 2 and high - low < 120 and NAMED_LIFE.search(left)
    if low >= high or not (told or named or left.endswith(("(c. ", "(ca. "))):
        return None
    return date_mention(site.start, match.end(), (low, None, None), (high, None, None))


@rule("early year", reads="in 476, it fell → date 0476-01-01 0476-12-31 // In 410 Rome fell → date "
    "0410-01-01 0410-12-31 // the year 536 → date 0536-01-01 0536-12-31",
      leaves="one in 476, it fell → vague // In 410 towns it rained → 410 town")  # fmt: skip
def _early(site: Site, after: str) -> bool:
    """Tell whether three digits are a year: "fell in 476, when", "In 410 Rome was sacked"."""
    word, text, end = site.near(), site.text, site.start + 3
    if word == "year":
        return find_unit(text, end) is None
    earlier = site.back(2).lower().lstrip(OPENING)
    if word == "of" and site.back(3).lower() == "the":
        verb = following(site)
        ends = not verb or verb in STOP_WORDS or verb == "and" or is_verb(verb)
        return earlier in EVENTS and ends and find_unit(text, end) is None
    if word == "the" and after == " ":
        return following(site) in EVENTS
    if word in _ABOUT and earlier in DATED and find_unit(text, end) is None:
        return True  # "born about 846"
    if word not in ("in", "since"):
        return False
    if earlier.startswith("result") or earlier in number_words() or earlier[-1:].isdecimal():
        return False
    if after in ",.;)" and not text[end + 1 : end + 2].isdecimal():
        return True
    if after == " " and not earlier.startswith("use") and _AFTERWARDS.match(text, end):
        return True
    if after == " " and is_verb(following(site)):
        return find_unit(text, end) is None
    opens = site.back() == "In" and (not earlier or earlier[-1] in ".!?")
    capital = text[end + 1 : end + 2].isupper() and not text[end + 2 : end + 3].isupper()
    begins = capital or following(site) in ("it", "they")
    return opens and after == " " and begins and find_unit(text, end) is None


def _year(site: Site, number: Number) -> Mention | None:
    """Read a year or a range of years, with "end of" and the like before it."""
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
        if site.text[end - 3] == " " and len(high) == 2 and find_unit(site.text, end):
            return date_mention(begin, site.start + 4, (value, None, None))
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
        return word.rstrip("-–") in BEFORE_YEAR
    after = text[end : end + 1]
    if after == "s":
        return True
    if span := YEAR_SPAN.match(text, site.start):
        return _spans(site, span, value)
    if after.isalpha() or after == "%" or site.left[-1:].isalnum():
        return False
    if word in NAMING or word in CALLS or site.back() in CAPITAL_NAMING:
        return False
    match = BETWEEN.match(text, end) if word == "between" and value < 1900 else None
    if match and find_unit(text, match.end()):
        return False
    unit = find_unit(text, end)
    if word in BEFORE_YEAR:
        return _in_time(site, number, unit)
    counted = word == "of" and site.back(2).lower() in COUNTED
    if counted:
        return False
    if word in WEAK_YEAR and 1990 <= value <= 2040 and value % 100:
        return not (unit and unit.measure)
    if unit is None and _goes_on(site, word):
        return True
    if _modifies(site, value, unit):
        return True
    last = site.previous
    change = last is not None and last.trend is not None and site.start - last.end < 8
    if value >= 1900 and unit is None and change and word in ("over", "on", "than"):
        return True  # "an increase of 7.4 percent over 2026"
    if value < 1900 or word in NO_YEAR:
        return False
    compared = word in ("above", "below")  # "7 points below 2019"
    return unit is None and (compared or qualifier(site, site.start)[0] == "exact")


def _spans(site: Site, span: re.Match[str], value: float) -> bool:
    """Tell whether two numbers are years and no range of counts."""
    high, word = int(span["high"]), site.near()
    unit = find_unit(site.text, span.end())
    if high > 2100 or (unit and (unit.measure or (value < 1900 and _head_is_lower(site, unit)))):
        return False
    even = value < 1900 and value % 100 == 0 == high % 100
    if even and not (word in BEFORE_YEAR or site.left[-1:] == "("):
        return False
    return value >= 1900 or qualifier(site, site.start)[0] == "exact"


def _in_time(site: Site, number: Number, unit: Unit | None) -> bool:
    """Tell whether four digits after "in", "since" and the like are a year and no count."""
    if unit is None or BEFORE_YEAR[site.near()] == "always":
        return not (unit and unit.measure and unit.name != "point")
    if unit.measure:
        return unit.name == "point"
    small = number.value < 1900 and (number.value % 100 == 0 or site.near() != "in")
    return not (small and _head_is_lower(site, unit))


def _head_is_lower(site: Site, unit: Unit) -> bool:
    """Tell whether a noun is no name."""
    return site.text[unit.start : unit.end].split()[-1][0].islower()


def _goes_on(site: Site, word: str) -> bool:
    """Tell whether the words before four digits, which count nothing, call for a year."""
    last = site.previous
    dated = last and last.kind == "date" and last.value == last.value
    if dated and last and site.text[last.end : site.start] in _YEAR_JOINTS:
        return True
    if word in _ABOUT:
        name = site.text[site.start + 4 : site.start + 6].strip().isupper()
        return site.back(2).lower() in DATED or (name and site.back()[0].isupper())
    if word != "of" or site.number is None or site.number.value % 100 == 0:
        return False
    noun = site.back(2)
    if noun[:1].isupper() and len(site.before) > 2:
        return True
    return site.back(3).lower() == "the" or BEFORE_YEAR.get(noun.lower()) == "always"


def _modifies(site: Site, value: float, unit: Unit | None) -> bool:
    """Tell whether four digits stand between an article and a name or a singular noun."""
    word, end = site.near(), site.start + 4
    article = word in DETERMINERS or word.endswith(("'s", "’s", "s'", "s’"))
    if not article and not (unit is None and word.isalpha() and site.back().islower()):
        return False
    if not article and (site.back(2).lower() not in DETERMINERS or word in STOP_WORDS):
        return False
    if site.text[end : end + 1] != " " or (unit and unit.measure):
        return False
    if word == "a" and value < 1900 and value % 10 == 0:
        return False
    noun = (site.after(end, 24) or [""])[0]
    if unit is None:
        name = noun[:1].isupper() or (noun[:1].isalpha() and noun.lower() not in STOP_WORDS)
        return bool(name) and not is_verb(noun) and (value % 100 > 0 or word == "an")
    if not _head_is_lower(site, unit):
        return value % 100 > 0 or value >= 1990
    return word in ("a", "an") or value % (100 if value >= 1900 else 10) > 0


def _decade_in_two(site: Site, number: Number) -> Mention | None:
    """Read "the '90s" and "the late 60s" as dates, "in his 60s" as an age in round numbers."""
    text, start, end = site.text, site.start, number.end + 1
    if text[number.end : end] != "s" or number.value % 10 or text[end : end + 1].isalnum():
        return None
    last, match = site.previous, DECADE.search(site.left[-40:])
    after = bool(last) and last is not None and last.kind == "date" and text[last.end - 1] == "s"
    if after and last and text[last.end : start].strip(" '’") in ("and", "or", "to", "-", "–", "/"):
        century = last.value - last.value % 100
        return _decade(site, end, century + number.value)
    if match is None or not match[0].strip():
        return None
    return _round(site, end, number.value, match)


def decade_in_words(site: Site) -> Mention | None:
    """Read "the nineties" as a date, "in his fifties" as an age in round numbers."""
    if site.word in _CENTURIES and (match := IN_FULL.match(site.text, site.start)):
        century = 100 * SMALL[site.word]
        return _decade(site, match.end(), century + DECADES[match["decade"].lower()])
    tens = DECADES.get(site.word)
    match = DECADE.search(site.left[-40:]) if tens else None
    if tens is None or match is None or not match[0].strip():
        return None
    return _round(site, site.start + len(site.word), float(tens), match)


def _round(site: Site, end: int, value: float, match: re.Match[str]) -> Mention:
    """Return a decade, or a vague number if it is an age or a temperature."""
    if match["whose"] or any(w.lower() in SCALED for w in site.before[-8:]):
        return site.mention(end, "vague", value)
    return _decade(site, end, NAN)


def _decade(site: Site, end: int, value: float) -> Mention:
    """Return a decade, with its period if the century is known."""
    if value != value:
        return site.mention(end, "date", begin=site.start - (site.left[-1:] in ("'", "’")))
    found = date_mention(site.start, end, (int(value), None, None), (int(value) + 9, None, None))
    return found._replace(value_high=NAN, bound="exact")


def _two_digits(site: Site, number: Number) -> Mention | None:
    """Read a year in two digits after an apostrophe: "since '98", "the class of '68"."""
    text, left = site.text, site.left
    if left[-1:] not in ("'", "’") or left[-2:-1].isalnum():
        return None
    last = site.back().rstrip("'’-–").lower()
    word, end = last or site.back(2).lower(), number.end
    if text[end : end + 1].isalnum() or text[end : end + 1] in ("'", "’", "%"):
        return None
    unit = find_unit(text, end)
    if not (word in BEFORE_YEAR or word in WEAK_YEAR) or (unit and _head_is_lower(site, unit)):
        return None
    return date_mention(site.start - 1, end, (full_year(text[site.start : end]), None, None))


def short(site: Site) -> Mention | None:
    """Read "Q3", "FY24" with the year that follows, "the 5th" of a month, "10 a.m.", "14:30"."""
    number, text, start = site.number, site.text, site.start
    if number is None or number.form in ("grouped", "scaled"):
        return None
    after = text[number.end : number.end + 1]
    if site.left[-1:].isalpha() or (after and after in "QH"):
        match = TERM.search(text, max(site.floor, start - 4), start + 16)
        if match and match.start() <= start < match.end():
            return _term(match, site.reference)
    if after and after in ":. apAPoGnh-–" and (match := CLOCK.match(text, start)):
        return site.mention(match.end(), "date")
    if number.form == "decimal" and _pointed(site):
        return site.mention(number.end, "date")
    match = DAY.search(text, max(0, start - 11), start + 9) if site.back() == "the" else None
    return site.mention(match.end(), "date") if match and match.start("day") == start else None


def _term(match: re.Match[str], reference: int | None) -> Mention:
    """Return the quarter, half or fiscal year of a short name; a fiscal quarter has no period."""
    begin, end = match.span()
    if match["low"]:
        low, high = full_year(match["low"]), full_year(match["high"])
        return date_mention(begin, end, (low, None, None), (high or low, None, None))
    if match["fiscal"] or match["split"]:
        return Mention(begin, end, begin, end, "date")
    nth, length = int(match["nth"] or match["place"]), _MONTHS_OF[match["unit"] or match["half"]]
    year = full_year(match["year"] or match["short"])
    first, last = (year, length * (nth - 1) + 1, None), (year, length * nth, None)
    return date_mention(begin, end, first, last, reference)


def _pointed(site: Site) -> bool:
    """Tell whether a decimal is a clock time: "leaves at 7.45", "the 8.15 train"."""
    match = POINTED.match(site.text, site.start)
    if match is None:
        return False
    if site.text[site.start] == "0" and match.end() - site.start == 5:
        return find_unit(site.text, match.end()) is None or _is_service(site, match.end())
    word, last = site.near(), site.previous
    if last and last.kind == "date" and _HOUR.fullmatch(site.text, last.start, last.end):
        joint = site.text[last.end : site.start]
        if joint in _YEAR_JOINTS or (word == "at" and "." not in joint.replace(".m.", "")):
            return True
    if word not in _AT and not _is_service(site, match.end()):
        return False
    whose = (word, site.back(2).lower() if word.isalpha() else "")  # "the delayed 8.15 ferry"
    if word not in _AT and not any(w in DETERMINERS or w[-2:] in _POSSESSIVES for w in whose):
        return False
    unit = find_unit(site.text, match.end())
    if unit and unit.measure:
        return False
    begins = any(word.lower() in POINTED_BEFORE for word in site.before[-4:-1])
    return begins or POINTED_AFTER.match(site.text, match.end()) is not None


def _is_service(site: Site, end: int) -> bool:
    """Tell whether a train or the like follows its hour."""
    return POINTED_AFTER.match(site.text, end) is not None


def hour(site: Site) -> Mention | None:
    """Read an hour in words: "half past 6", "quarter to eight", "nine in the morning"."""
    match = PAST_HOUR.match(site.text, site.start) if site.word in _PARTS_OF_HOUR else None
    match = match or (HOUR_OF_DAY.match(site.text, site.start) if site.word in SMALL else None)
    return site.mention(match.end(), "date") if match else None
