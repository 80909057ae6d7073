"""Read English measures: quantities, percentages, and parts and multiples without figures."""

import re

from analysis.reader.digits import Number
from analysis.reader.english.nouns import find_unit, singular
from analysis.reader.english.numerals import (
    FRACTIONS,
    MULTIPLES,
    ORDINALS,
    PARTS,
    ROUND_PLURALS,
    SCALES,
    read_number,
)  # fmt: skip
from analysis.reader.english.words import PER_COUNT, PERCENT, qualifier, vague
from analysis.reader.measure_grammar import Amount, Counted, Language, measure
from analysis.reader.mention import NAN, NOTHING, Mention, Unit
from analysis.reader.patterns import Rule, Table, rule, words
from analysis.reader.site import Site, leads
from analysis.reader.units import spellings

# fmt: off
TRENDS = Table("directions", {
    "up": """accelerated add added adding additional advance advanced advances boosted climb climbed
        climbing climbs expand expanded expanding expands expansion extra gain gained gaining gains
        grew grow growing grown grows growth higher hike hiked improved increase increased increases
        increasing jump jumped jumping jumps more newly plus raise raised raising rallied rally
        rebounded rise risen rises rising rose skyrocketed soar soared soaring soars surge surged
        surges surging swelled up uptick upward upwards""",
    "down": """contract contracted contraction cut cuts cutting decline declined declines declining
        decrease decreased decreases decreasing dip dipped down downward drop dropped dropping drops
        eased fall fallen falling falls fell fewer halved less lose loses losing lost lower lowered
        lowering minus narrowed plummeted plunge plunged plunging reduce reduced reduces reducing
        reduction retreated sank shed shrank shrink shrinking shrunk slashed slid slide sliding slip
        slipped slump slumped trimmed tumble tumbled weakened"""},
    reads="sales rose 5 percent → 5 percent up // 2.1 points lower → 2.1 point down",
    leaves="they rose, 5 percent → 5 percent")
CHANGES = words("words of change beside directions", """ballooned brought change changed changing
        charge charged charges charging doubled evolved extend extended go goes going improve moved
        promotion recharges shifted shortened switched swung upgraded went widened""",
    reads="went from 76.5 to 76.7 years → 76.5 | 76.7 year // rose from 76.5 to 76.7 → 76.5 up | "
    "76.7", leaves="spans from 76.5 to 76.7 years → range 76.5..76.7 year")
SIGNS = Table("currency signs", {"dollar": "$ ＄", "pound": "£ ￡", "euro": "€", "yuan": "¥ ￥",
    "rupee": "₹", "won": "₩", "ruble": "₽", "naira": "₦", "baht": "฿", "dong": "₫", "peso": "₱",
    "lira": "₺", "hryvnia": "₴", "shekel": "₪"}, reads="for ₹450 crore → 4500000000 rupee",
    leaves="for ₤450 → 450")
CODES = Table("currency codes before a number", {"dollar": "USD", "yuan": "RMB CNY",
    "hong kong dollar": "HKD", "euro": "EUR", "pound": "GBP", "rupee": "INR Rs RS Rs. Re",
    "yen": "JPY", "australian dollar": "AUD", "canadian dollar": "CAD", "singapore dollar": "SGD",
    "swiss franc": "CHF", "won": "KRW", "rupiah": "Rp", "ringgit": "RM", "taka": "Tk",
    "shilling": "KSh Ksh KES Sh", "dirham": "AED", "pakistani rupee": "PKR", "rand": "ZAR",
    "real": "BRL", "pataca": "MOP", "new zealand dollar": "NZD"}, reads="costs Rs 500 → 500 rupee",
    leaves="costs rs 500 → 500")
SIGN_CODES = Table("currency codes before a sign", {"dollar": "US U.S.",
    "australian dollar": "A AU", "canadian dollar": "C CA", "real": "R", "singapore dollar": "S",
    "hong kong dollar": "HK", "new taiwan dollar": "NT", "new zealand dollar": "NZ"},
    reads="costs HK$500 → 500 hong kong dollar", leaves="costs X$500 → 500 dollar")
CURRENCY = Rule("currency before a number", r"""
    (?: (?<![A-Za-z.]) (?P<of>(?:US|U\.S\.|HK)\s?|[A-Z]{1,2}) )? (?P<sign><<currency signs>>)\s?$
    | (?<![A-Za-z])(?P<code><<currency codes before a number>>)\s?$""",
    reads="for US $500 → 500 dollar", leaves="for $ or 500 → 500")
AFTER = Table("qualifiers after", {
    "at_least": """and_above and_more and_older and_over and_up at_least or_above or_better
        or_greater or_higher or_later or_longer or_more or_older or_over""",
    "at_most": """and_below and_under and_younger at_most at_the_most or_below or_fewer or_less
        or_lower or_under or_younger""", "about": "or_so or_thereabouts",
    "more_than": "+ -odd -plus odd plus"},
    reads="aged 60 years or older → at_least 60 year // 70-plus measures → more_than 70 measure",
    leaves="aged 60 years or oldish → 60 year")
AFTER_PATTERN = Rule("qualifier after", r"""
    (?i:\s?<<qualifiers after>>)(?![A-Za-z0-9])(?!\s(?:\d|<<currency signs>>))""",
    reads="30 days or so → about 30 day", leaves="30 plus 5 cars → 30 up | 5 car up")
JOINT = Rule("range joint", r"""
    \s?(?P<dash>[-–—~〜～])\s?<<currency signs>>?(?=\d)
    | (?i:\s?%|\spercent|\sper\scent|-)?\s(?P<word>(?i:to|and|or))\s(?:US|HK|Rs\.?\s)?
      <<currency signs>>?(?=[\da-zA-Z])
    | [%％]\s?[-–—～]\s?(?=\d)""",
    reads="$5-10 million → range 5000000..10000000 dollar // two or three days → range 2..3 day",
    leaves="between 5 and cars → 5")
PER = Rule("what a rate is per", r"""
    \sper\s(?:capita|[a-z]+) | /(?:kWh|kg|day|year|month|ton|tonne|hour|barrel|share|km)\b""",
    reads="{12 yuan per capita} → 12 yuan", leaves="{12 yuan} perhaps → 12 yuan")
HYPHEN = Rule("unit after a hyphen", r"-(?P<unit>[A-Za-z]+)(?P<tail>-[A-Za-z]+)?(?:-[a-z]+)*",
    reads="a {three-year-old} man → 3 year // a 5-square-mile lake → 5 square mile",
    leaves="a 5 – year → 5")
NO_COMPOUND = words("words after a hyphen that are no unit", "odd plus",
    reads="70-odd measures → more_than 70 measure", leaves="70-day → 70 day")
PART_OF = Rule("noun of a part", r"\sof\san?(?=\s)", reads="0.5 of a second → 0.5 second",
    leaves="0.5 of the mile → 0.5")
ASIDE = Rule("aside before a unit", r"(?:\s\([^()\n]{1,40})?\)", reads="40 (approx) days → 40 day",
    leaves="40, (approx) days → 40")
DURATIONS = words("durations", "century day decade hour minute month night season week year",
    reads="saving $8m over three years → 8000000 dollar | 3 year",
    leaves="saving $8m over three plants → 8000000 dollar | more_than 3 plant")
LASTING = words("words before a bounded duration", """after aged and are at by for in is just last
        lasted lasting lasts lived of spend spending spent take takes taking than to took wait
        waited waiting waits was well were with worked working""",
    reads="waited over three years → more_than 3 year", leaves="rain over three years → 3 year")
AGO = words("words of the past", "ago before earlier previously",
    reads="higher than one year earlier → 1 year up", leaves="older than 1 year → more_than 1 year")
FEW = words("words that leave a number open", "countless few many several",
    reads="several thousand cars → vague", leaves="a thousand cars → 1000 car")
PART_SCALE = Rule("part of a scale",
    r"(?i:(?P<part>half|quarter)[\s-](?:a\s|of\sa\s)?(?P<scale><<scales>>)\b)",
    reads="half a million cars → 500000 car", leaves="half of the million → vague 0.5")
FRACTION = Rule("fraction in words", r"""
    (?i:[\s-](?P<part><<fractions>>)s?\b)(?!\s(?:time|place|straight|consecutive|quarter))""",
    reads="nearly two-thirds of it → nearly vague 0.666667", leaves="one third time → ordinal 3")
ODDS = Rule("odds", r"""
    (?i: \s(?:in|out\sof)\s(?:every\s)? (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten
        |a\s\w+)\b )(?!\s(?:years|months|days))""", reads="{one in five} of us → vague",
    leaves="two in three years → 2 | 3 year")
A_PART = Rule("part after an article", r"\s(?:of|more|less|fewer|higher|lower)\b",
    reads="a third of it → vague 0.333333", leaves="a third car → ordinal 3")
ONE_TO = Rule("one that begins a range",
    r"-|\s(?:to|or)\s(?:two|three|four|five|six|seven|eight|nine|ten|\d)",
    reads="for one or two of us → range 1..2", leaves="for one or all of us → nothing")
PRONOUN = words("words that make one a pronoun",
    "another any bad big each every good great new no not old only some that the this which",
    reads="that one costs 3 dimes → 3 dime", leaves="with one mile → 1 mile")
MINUS = Rule("minus", r"(?<![^\W_])[-−]$", reads="at -8.7% → -8.7 percent",
    leaves="at x-8 → identifier")
# fmt: on
_AFTER_BEGINS = "oaplOAPL+-"  # how the qualifiers after a number begin


def currency_before(site: Site) -> Unit | None:
    """Return the currency sign or code that stands directly before the number."""
    left = site.left
    if left[-1:] not in SIGNS and left[-2:-1] not in SIGNS and site.back() not in CODES:
        return None
    match = CURRENCY.search(left[-8:])
    of = (match["of"] or "").strip() if match else ""
    name = match and (CODES.get(match["code"]) or SIGN_CODES.get(of) or SIGNS.get(match["sign"]))
    if not (match and name):
        return None
    begin = site.start - len(match[0])
    return Unit(name, begin, begin + len(match[0].rstrip()), True)


def _counted(site: Site, amount: Amount, currency: Unit | None) -> Counted:
    """Read the percent sign, unit or noun after an amount."""
    text, end = site.text, amount.end
    kind, unit, stop = "quantity", currency, end
    if leads(text, end, "%％pP") and (match := PERCENT.match(text, end)):
        kind, stop = "percent", match.end()
        points = match["points"] or match["pct"] or match["pp"]
        lead = match[0][0] in " -\n\u00a0"
        unit = Unit("percentage point" if points else "percent", end + lead, stop, True)
    elif unit is None:
        unit, stop = _unit(text, end, amount.value)
    if leads(text, stop, "/p") and (match := PER.match(text, stop)):
        stop = match.end()
    return Counted(kind, unit, stop, amount)


def _unit(text: str, end: int, value: float) -> tuple[Unit | None, int]:
    """Return the unit or counted noun after a number that ends at `end`, and the phrase's end."""
    sign = text[end : end + 1]
    if sign == "/" and (match := PER_COUNT.match(text, end)):
        return Unit("per " + match["count"].replace(",", ""), end, match.end(), True), match.end()
    if sign == "-" and (match := HYPHEN.match(text, end)) and match[1].lower() not in NO_COMPOUND:
        return _compound(match), match.end()
    start = end
    match = AFTER_PATTERN.match(text, end) if leads(text, end, _AFTER_BEGINS) else None
    if match and text[match.end() : match.end() + 1] == " ":
        start = match.end()
    if counted := find_unit(text, start, one=value == 1, large=value >= 1000):
        return counted, counted.end
    if text[end : end + 4] == " of " and (match := PART_OF.match(text, end)):
        counted = find_unit(text, match.end(), one=True)
        return counted, counted.end if counted else end
    match = ASIDE.match(text, end)
    return find_unit(text, match.end()) if match else None, end


def _compound(match: re.Match[str]) -> Unit | None:
    """Return the unit of "three-year-old", "5-square-mile"."""
    name, known = match["unit"].lower(), spellings()
    pair = name + (match["tail"] or "").lower().replace("-", " ")
    unit = known.get(pair) or known.get(name) or singular(name)
    return None if name == "strong" else Unit(unit, match.start() + 1, match.end())


def _before(site: Site, start: int, counted: Counted) -> tuple[str, int]:
    """Return the bound that stands before a measure, and where its phrase begins."""
    bound, begin = qualifier(site, start)
    if bound == "range" and counted.amount.high != counted.amount.high:
        return "exact", start
    if bound != "exact" and compares(site, counted.unit, begin, counted.stop):
        return "exact", site.start
    return bound, begin


@rule("words before a duration that state no bound",
      reads="it saved $8 over three years → 8 dollar | 3 year",
      leaves="more than one year earlier → more_than 1 year")  # fmt: skip
def compares(site: Site, unit: Unit | None, begin: int, stop: int) -> bool:
    """Tell that the words before a duration state no bound of it.

    So it is in "higher than one year earlier" and in "saving $800m over three years".
    """
    if unit is None or unit.name not in DURATIONS:
        return False
    if site.back().lower() == "than":
        after = site.after(stop, 12)
        earlier = bool(after) and after[0].rstrip(",.") in AGO
        return earlier and site.back(2).lower() not in ("more", "less")
    if site.text[begin : begin + 4].lower() != "over":
        return False
    word = (site.text[max(0, begin - 16) : begin].split() or [""])[-1]
    return bool(word) and (word[-1].isalnum() or word[-1] == "%") and word.lower() not in LASTING


def _after(text: str, counted: Counted) -> tuple[str, int] | None:
    """Return the bound after the number or its unit ("-plus", "or more"), and where it ends."""
    if counted.amount.high == counted.amount.high:
        return None
    for place in (counted.amount.end, counted.stop):
        if leads(text, place, _AFTER_BEGINS) and (match := AFTER_PATTERN.match(text, place)):
            return AFTER[match[0].strip().lower()], max(counted.stop, match.end())
    return None


def _joint(site: Site, end: int, money: bool) -> re.Match[str] | None:
    """Find what joins two numbers, cheap looks first."""
    ahead = site.text[end : end + 14]
    if leads(ahead, 0, "-–—~〜～%％") or " to " in ahead or " and " in ahead or ahead[:4] == " or ":
        match = JOINT.match(site.text, end)
        return None if match and match[0][-1] in SIGNS and not money else match
    return None


def _unit_between(site: Site, number: Number) -> Unit | None:
    """Return the unit of the first of two numbers ("44 mg to 50 mg")."""
    ahead = site.text[number.end : number.end + 30]
    if ahead[:1] == "-" or not (" to " in ahead or " and " in ahead):
        return None
    unit = find_unit(site.text, number.end)
    return unit if unit and unit.measure and site.text[unit.end : unit.end + 1] == " " else None


def _fits(site: Site, joint: re.Match[str], number: Number, other: Number) -> bool:
    """Tell whether two numbers and the words between and before them state a range."""
    word, sign = (joint["word"] or "").lower(), joint[0].lstrip()[0]
    if word == "and" and _word_before(site) != "between":
        return False
    if word == "to" and _word_before(site) == "from":
        before = [w.strip(",.;()").lower() for w in site.before[-8:-1]]
        if any(w in CHANGES or w in TRENDS for w in before):
            return False
    if word == "or" and (
        joint.start() > number.end or other.value - number.value > other.value / 2 + 1
    ):
        return False
    if other.form == "words" != number.form:
        return False
    if "\u2fff" < site.text[other.end : other.end + 1] < "\uff00":  # a Chinese scale may follow
        return False
    return sign not in "%％p" or PERCENT.match(site.text, other.end) is not None


def _word_before(site: Site) -> str:
    """Return the word before the number and its currency, in lower case."""
    return (site.until(site.currency.start if site.currency else site.start) or [""])[-1].lower()


def _direction(site: Site, begin: int, stop: int) -> str | None:
    """Return the direction that the words beside a phrase give, None if they give none."""
    for word in site.until(begin)[:-5:-1]:
        if word[-1] in ",.;:?!":
            break
        if direction := TRENDS.get(word.lower()):
            return direction
    for word in site.after(stop, 24)[:2]:
        if direction := TRENDS.get(word.rstrip(",.;:?!").lower()):
            return direction
        if word[-1] in ",.;:?!":
            break
    return None


ENGLISH = Language(
    numeral=read_number,
    joint=_joint,
    unit_between=_unit_between,
    unit_at=find_unit,
    counted=_counted,
    before=_before,
    after=_after,
    direction=_direction,
    fits=_fits,
)


def part(site: Site) -> Mention | None:
    """Read "a third of it", "half", "a quarter", "half a million"; a plain quarter is a period."""
    text, end = site.text, site.start + len(site.word)
    if site.word in ORDINALS and site.left[-2:].lower() == "a " and A_PART.match(text, end):
        return vague(site, end, FRACTIONS.get(site.word, NAN))
    if site.word not in PARTS:
        return None
    if site.word.startswith("quarter") and site.back().lower() not in ("a", "one"):
        return NOTHING
    if match := PART_SCALE.match(text, site.start):
        value = SCALES[match["scale"].lower()] * FRACTIONS[match["part"].lower()]
        return measure(site, Number(site.start, match.end(), value, value, "words"), ENGLISH)
    return vague(site, end, FRACTIONS[site.word])


def round_number(site: Site) -> Mention | None:
    """Read "twice", "hundreds", "a dozen", "several thousand"."""
    end = site.start + len(site.word)
    if site.word in MULTIPLES:
        return vague(site, end, MULTIPLES[site.word])
    if site.word in ROUND_PLURALS or site.word == "dozen" or site.near() in FEW:
        return vague(site, end, 12 if site.word == "dozen" else NAN)
    return None


def fraction(site: Site) -> Mention | None:
    """Read "two thirds" and "one in five"."""
    number = site.number
    if site.word in SCALES and site.near() not in ("a", "an"):  # "the million"
        return NOTHING
    if number is None:
        return None
    if match := FRACTION.match(site.text, number.end):
        return vague(site, match.end(), number.value * FRACTIONS[match["part"].lower()])
    match = ODDS.match(site.text, number.end)
    return vague(site, match.end()) if match else None


def in_words(site: Site) -> Mention | None:
    """Read cardinal words that count ("one week"), and none that do not ("no one", "one of")."""
    number = site.number
    if number is None:
        return None
    if site.word == "one" and number.end - site.start == 3:
        counts = ONE_TO.match(site.text, number.end) or find_unit(site.text, number.end, one=True)
        if site.near() in PRONOUN or not counts:
            return None
    return measure(site, number, ENGLISH)


def in_money(site: Site) -> Mention | None:
    """Read digits after a currency sign or code: they are neither a date nor a name."""
    return measure(site, site.number, ENGLISH) if site.currency and site.number else None


def in_digits(site: Site) -> Mention | None:
    """Read digits as a measure, with a minus before them."""
    number = site.number
    if number is None:
        return None
    if site.left[-1:] in ("-", "−") and MINUS.search(site.left[-2:]):
        number = number._replace(start=site.start - 1, value=-number.value)
    return measure(site, number, ENGLISH)
