"""Read English measures: quantities, percentages, and parts and multiples without figures."""

import re

from analysis.reader.digits import Number, digit_step
from analysis.reader.english.changes import CHANGES, TRENDS, direction
from analysis.reader.english.nouns import find_unit, singular
from analysis.reader.english.numerals import (
    FRACTIONS,
    MULTIPLES,
    ORDINALS,
    PARTS,
    ROUND_PLURALS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    read_number,
)  # fmt: skip
from analysis.reader.english.words import (
    DURATIONS,
    PER_COUNT,
    PERCENT,
    lasts_over,
    qualifier,
    qualifier_after,
    unbounded,
    vague,
)  # fmt: skip
from analysis.reader.measure_grammar import Amount, Counted, Language, in_percent, measure
from analysis.reader.mention import NAN, NOTHING, Mention, Unit
from analysis.reader.patterns import Rule, rule, words
from analysis.reader.site import OPENING, Site, leads
from analysis.reader.units import CAPITALS, CODES, spellings

# fmt: off
SECOND_QUALIFIED = Rule("qualifier of a range's second number", r"""
    (?i: (?:(?:[a-z]{2,12}ly|<<words of degree before a qualifier>>)\s)?
        (?:<<qualifiers before>>|<<comparatives>>\sthan)\s )""",
    reads="between two and well over five million eggs → range 2000000..5000000 egg // from 3 to "
    "more than 9 towns → range 3..9 town", leaves="two and over five eggs → 2 | more_than 5 egg")
JOINT = Rule("range joint", r"""
    (?: \s?(?P<dash>[-–—−~〜～])\s?
        | (?i:\s?%|\s?pct?\b|\sper\s?cent|-)?[\s-](?P<word>(?i:to|and|or))[\s-]
          (?:(?<!or\s)<<qualifier of a range's second number>>
            |(?<=or\s)(?i:even|maybe|perhaps|possibly)\s
            |(?i:an?\s(?=(?:hundred|thousand|million|billion)\b)))?
        | ,\s(?P<perhaps>(?i:maybe|perhaps|possibly|or\s(?:even|maybe|perhaps)|if\snot))\s )
        (?: (?P<money><<currency of the second number>>)
          | (?=(?P<signed>[-−]<<currency of the second number>>)) )?
        (?(signed) | (?(dash) (?=[-−+]?\.?\d) | (?=(?:[-−–+]\s?)?\.?\d|[a-zA-Z]) ) )
    | [%％]\s?[-–—−～]\s?(?=[-−+]?\.?\d)""",
    reads="$5-10 million → range 5000000..10000000 dollar // two or three days → range 2..3 day // "
    "a two-to-three-week trip → range 2..3 week // between A$5m and A$6m → range 5000000..6000000 "
    "australian dollar // 30k or 40k cars → range 30000..40000 car // 2%-3% → range 2..3 percent "
    "// two or even three cars → range 2..3 car // 2, maybe 3 million cars → range "
    "2000000..3000000 car // at -5--3 °C → range -5..-3 degree celsius // at -5%–-3% → range "
    "-5..-3 percent // from -$5m to -$3m → range -5000000..-3000000 dollar",
    leaves="between 5 and cars → 5 // 3 or 9 cars → 3 | 9 car")
LISTED = Rule("list whose scale stands once", r"""
    (?: ,\s(?:[A-Z]{0,3}<<currency signs>>)?(?:\d{1,3}(?:\.\d{1,3})?
            |(?i:<<number words below hundred>>)) ){0,6}
    (?: ,?\s(?i:and|or)\s | \s(?i:to)\s | (?P<comma>,\s) )
    (?P<money>[A-Z]{0,3}<<currency signs>>)?(?=\d|[a-zA-Z])""",
    reads="raised $3, $4 and $5 billion → 3000000000 dollar | 4000000000 dollar | 5000000000 "
    "dollar // sold 3, 4.5 and 6 million cars → 3000000 | 4500000 | 6000000 car // rose from 2 to "
    "4 million → 2000000 | 4000000", leaves="sold 3 and then 4 million cars → 3 | 4000000 car // "
    "cost $3 and 5 million cars → 3 dollar | 5000000 car")
ECHO = Rule("words before an earlier level", r"""
    \s to \s | ,?\s(?:\(?(?:up|down)\s)?(?:from|compared\s(?:with|to)|against|versus|vs\.?)\s""",
    reads="€12.3 million, compared with €10.1. → 12300000 euro | 10100000 euro // grew from 2 "
    "million to 3, → 2000000 | "
    "3000000", leaves="€12.3 million, comparing €10.1. → 12300000 euro | 10.1 "
    "euro // 2 million, up from 3 cars → 2000000 | 3 car")
SIGN = Rule("sign of a number", r"""[-−–+]\s?(?=\.?\d) | [-−]<<currency of the second number>>
    | (?i:minus|negative|plus)\s(?=[\da-z])""",
    reads="between minus 5 and minus 3 degrees → range -5..-3 degree // -3 to −1 °C → range -3..-1 "
    "degree celsius", leaves="between minus 5 and minuses → -5")
NEGATIVE = Rule("minus before a number", r"""
    (?: (?<![^\W_])[-−] | (?<!\S)– | (?<=\s)−\s | (?<=\s)[-–]\s | (?i:\b(?:minus|negative)\s) )$""",
    reads="at -8.7% → -8.7 percent // below – 5 °C → less_than -5 degree celsius",
    leaves="at x-8 → identifier // a deal – 5 of them → 5")
SIGNED = words("words before a level", """a about above almost and around as at average averaged
        averages be below between booked by came from hit is least logged most nearly net of over
        posted reach reached recorded registered reported roughly showed stood than the to total
        totaled totalled under was were""",
    reads="to – 5 °C → -5 degree celsius // was minus 12 → -12 // no more than minus $5m → at_most "
    "-5000000 dollar",
    leaves="we had – 5% there → 5 percent")
FROM_ZERO = Rule("measure that may be below zero", r"""
    (?:\s?(?:to|and|or|[-–])\s(?:minus\s)?[\d.]{1,6}|\sto\s(?:minus\s)?[a-z-]{3,12})?
    [\s-]?(?:[°℃%]|deg(?:rees?)?\b|[CF]\b|per\s?cent|percentage|pct\b)""",
    reads="Minus 20 to minus 15 degrees → range -20..-15 degree // a negative 3% → -3 percent",
    leaves="a negative 3 cars → 3 car")
ZERO = Rule("side of zero", r"""(?i:(?:\sdegrees?)?(?:\sor\s(?P<more>more|so))?
        \s(?P<side>above|below)\s(?:zero|freezing|0)\b)""",
    reads="{20 degrees below zero} → -20 degree // {15 degrees or more below zero} → at_most -15 "
    "degree // more than 50 degrees below zero → less_than -50 degree // to 5 to 10 C below "
    "zero → range -10..-5 degree celsius // {8 degrees above zero} → 8 degree",
    leaves="20 degrees below zeros → 20 degree")
SUB = Rule("prefix that bounds", r"(?i:(?<![^\s(“\"'‘])sub-)$",
    reads="a sub-$500 phone → less_than 500 dollar // a {sub-2-hour} run → less_than 2 hour",
    leaves="a hub-2 run → identifier // a sub-zero night → nothing")
TENS = Rule("words before tens of years or degrees",
    r"(?:(?:early|mid|late|low|lower|high|upper)[- ]|\b(?:his|her|my|our|their|your)\s)$",
    reads="in her mid-30s → vague 30 // in the low 40s → vague 40 // in his 60s → vague 60",
    leaves="in the mid-1990s → date 1990-01-01 1999-12-31")
OF_PERCENT = Rule("part of a percent", r"""
    (?:\sof)?\s(?:an?|one|1)\s?(?:%|per\s?cent(?:age)?\b)(?P<point>\s?points?\b)?""",
    reads="cut rates by half a percentage point → 0.5 percentage point down // one tenth of one "
    "percent of it → 0.1 percent // 1/4 of 1% of it → 0.25 percent // {about half a percent} of it "
    "→ about 0.5 percent", leaves="half of the percentage → vague 0.5")
BEFORE_POINT = words("words before a decimal without its zero",
    "about almost around by just nearly of oh only over than to under was",
    reads="of point five percent → 0.5 percent",
    leaves="at this point five percent → 5 percent")
HEADING = Rule("heading that states a scale", r"""
    \( (?:in\s)? (?:[A-Z]{0,3}[$£€]?|[A-Z]{3}|euros?,?)\s? (?P<scale>(?i:<<scales>>|bn|mn?|k))s?
        (?:\sof\s[a-z]{3,10})? \) (?:\s(?:was|is|were|at|of|totall?ed|rose\sto|fell\sto))?
    :?\s (?:[A-Z]{0,3}[$£€]?\d[^\n()]{0,80}\s)? $""",
    reads="population (millions): 8.9 and 3 → vague | 8900000 | 3000000 // revenue (in thousands) "
    "was $45,678 → vague | 45678000 dollar",
    leaves="population (people): 8.9 → 8.9 // population (m): 8.9 in 3 towns → 8900000 | 3 town")
CALIBRE = Rule("calibre", r"""
    [\s-]?(?i:cal(?:iber|ibre)?\b | (?:rifle|pistol|revolver|handgun|rounds?|bullets?|magnum)\b)
    | \s[A-Z]""",
    reads="a .22-calibre gun → identifier // a .44 Magnum → identifier",
    leaves="a .3 gain → 0.3 up")
TIMES = Rule("times before a comparison", r"\s?[x×](?=\s(?:as|more|less|[a-z]{3,8}er)\b)",
    reads="3 x faster → 3 fold", leaves="3 x 4 → 3 | 4")
PER = Rule("what a rate is per", r"""
    \sper\s(?:(?:ten|hundred)\s(?:thousand|million)|[a-z]+)
    | /(?:kWh|kg|day|year|month|ton|tonne|hour|barrel|share|km)\b""",
    reads="{12 yuan per capita} → 12 yuan // {5.0 per hundred thousand} → 5",
    leaves="{12 yuan} perhaps → 12 yuan")
HYPHEN = Rule("unit after a hyphen", r"-(?P<unit>[A-Za-z]+)(?P<tail>-[A-Za-z]+)?(?:-[a-z]+)*",
    reads="a {three-year-old} man → 3 year // a 5-square-mile lake → 5 square mile",
    leaves="a 5 – year → 5")
NO_COMPOUND = words("words after a hyphen that are no unit", "ish odd plus some something",
    reads="70-odd measures → more_than 70 measure", leaves="70-day → 70 day")
PART_OF = Rule("noun of a part", r"\sof\san?(?=\s)", reads="0.5 of a second → 0.5 second",
    leaves="0.5 of the mile → 0.5")
ASIDE = Rule("aside before a unit", r"(?:\s\([^()\n]{1,40})?\)", reads="40 (approx) days → 40 day",
    leaves="40, (approx) days → 40")
FEW = words("words that leave a number open", "countless few many several",
    reads="several thousand cars → vague", leaves="a thousand cars → 1000 car")
COUPLE = Rule("couple before a scale", r"(?i:\bcouple\s(?:of\s)?)$",
    reads="a couple of hundred cars → vague", leaves="a couple of a hundred cars → 100 car")
ROUND_OF = Rule("round number of round numbers",
    r"(?i:(?:\sof\s<<round numbers in the plural>>\b)+)",
    reads="{tens of thousands} of cars → vague // {hundreds of millions} of cars → vague",
    leaves="tens of cars → nothing")
PART_SCALE = Rule("part of a scale",
    r"""(?i: (?: (?P<part>half|quarter)[\s-](?:a[\s-]|of\sa\s)?
          | (?P<ordinal><<fractions>>)\sof\sa\s )
        (?P<scale><<scales>>)\b )""",
    reads="half a million cars → 500000 car // a tenth of a million cars → 100000 car",
    leaves="half of the million → vague 0.5")
FRACTION = Rule("fraction in words", r"""
    (?i:[\s-](?P<part><<fractions>>)s?\b (?:\sof\sa\s(?P<scale><<scales>>)\b)?)
    (?!\s(?:time|place|straight|consecutive|quarter))""",
    reads="nearly two-thirds of it → nearly vague 0.666667 // three-quarters of a million cars → "
    "750000 car", leaves="one third time → ordinal 3")
RATIO = Rule("ratio in words", r"(?i:-to-(<<number words>>)\b)",
    reads="a ten-to-one margin → identifier", leaves="a two-to-four-week wait → range 2..4 week")
ODDS = Rule("odds", r"""
    (?i: (?P<joint>[\s-])(?:in|out[\s-]of)[\s-](?:every[\s-])?
        (?:a[\s-](?=hundred|thousand|million|billion))? )(?=[\da-zA-Z])""",
    reads="{one in five} of us → vague // {nearly 2 in 7} adults → nearly vague // a {1-in-10,000} "
    "chance → vague // {two out of five hundred} → vague", leaves="two in three years → 2 | 3 year "
    "// 2 in 2020 → 2 | date 2020-01-01 2020-12-31 // a 3-in-1 printer → identifier")
TALLIED = words("verbs of a tally", """arrested injured injuring killed killing lost made scored
        took won wounded""", reads="killed 2 in 7 raids → 2 | 7 raid",
    leaves="for 2 in 7 raids → vague")
A_PART = Rule("part after an article", r"\s(?:of|more|less|fewer|higher|lower)\b",
    reads="a third of it → vague 0.333333", leaves="a third car → ordinal 3")
ONE_TO = Rule("one that begins a range",
    r"-|\s(?:to|or|(?<=etween\sone\s)and)\s(?:two|three|four|five|six|seven|eight|nine|ten|\d)",
    reads="for one or two of us → range 1..2 // between one and three million cars → range "
    "1000000..3000000 car", leaves="for one or all of us → nothing")
PRONOUN = words("words that make one a pronoun",
    "another any bad big each every good great new no not old only some that the this which",
    reads="that one costs 3 dimes → 3 dime", leaves="with one mile → 1 mile")
OVER_AGES = words("words before ages in the plural", "over under",
    reads="for under 18s → less_than 18", leaves="for 18s → 18 second")
# fmt: on
SECOND_PART = re.compile(r"[-–—−~～]\s?[\d+−]")
_SIGN_BEGINS = frozenset("-−–+mMnNpP")
_SIGNS = frozenset("-−–")
_BEFORE_BLANK = frozenset(["us ", "ve ", " - ", " – ", " − "])
_SIGN_WORDS = frozenset(["-", "−", "–", "+", "minus", "negative", "plus"])
_PREFIX_ENDS = frozenset(["b-", "B-", "d-", "d ", "y-", "y ", "e-", "e ", "w ", "r ", "s ", "h "])
_PERHAPS = frozenset("mpoi")  # how maybe, perhaps, possibly, or, if not begin
_APART = frozenset([" k", " K", " L"])
_ODDS_BEGIN = frozenset({" in", "-in", " ou", "-ou"})


def _counted(site: Site, amount: Amount, currency: Unit | None) -> Counted:
    """Read the percent sign, unit or noun after an amount."""
    text, end = site.text, amount.end
    kind, unit, stop = "quantity", currency, end
    if leads(text, end, "%％pP") and (match := PERCENT.match(text, end)):
        kind, stop = "percent", match.end()
        points = match["points"] or match["pct"] or match["pp"]
        lead = match[0][0] in " -\n\u00a0"
        unit = Unit("percentage point" if points else "percent", end + lead, stop, True)
        amount = in_percent(amount)
    elif unit is None:
        unit, stop = _unit(text, end, amount.value)
    elif text[end : end + 1] == " " and text[end + 1 : end + 4] in CODES:
        unit, stop = unit._replace(name=CODES[text[end + 1 : end + 4]]), end + 4
    if text[end : end + 2] in _APART and (found := _lettered(text, amount, currency)):
        return found
    if leads(text, stop, "/p") and (match := PER.match(text, stop)):
        stop = match.end()
    if unit and text[end:stop] == "s" and site.back().lower() in OVER_AGES:
        unit = None
    below, more = False, ""
    if text[stop : stop + 2] in (" a", " b", " d", " o") and (match := ZERO.match(text, stop)):
        stop, below = match.end(), match["side"].lower() == "below"
        amount = _negative(amount) if below else amount
        more = {"more": "at_least", "so": "about"}[match["more"].lower()] if match["more"] else ""
    return Counted(kind, unit, stop, amount, more, below)


def _lettered(text: str, amount: Amount, currency: Unit | None) -> Counted | None:
    """Count lakhs in "Rs 2.5 L"; "200 K" may be thousands, a temperature or a race: vague."""
    stop = amount.end + 2
    lakh = text[stop - 1] == "L"
    if text[stop : stop + 1].isalnum() or (lakh and (currency and currency.name) != "rupee"):
        return None
    if lakh:
        lakhs = Amount(amount.value * 1e5, amount.high * 1e5, amount.step * 1e5, stop)
        return Counted("quantity", currency, stop, lakhs)
    return Counted("vague", None, stop, amount._replace(value=NAN, high=NAN, end=stop))


def _negative(amount: Amount) -> Amount:
    """Return the amount on the other side of zero; a range ends where it began."""
    if amount.high != amount.high:
        return amount._replace(value=-amount.value)
    return amount._replace(value=-amount.high, high=-amount.value)


def _unit(text: str, end: int, value: float) -> tuple[Unit | None, int]:
    """Return the unit or counted noun after a number that ends at `end`, and the phrase's end."""
    sign = text[end : end + 1]
    if sign == "/" and (match := PER_COUNT.match(text, end)):
        return Unit("per " + match["count"].replace(",", ""), end, match.end(), True), match.end()
    if sign == "-" and (match := HYPHEN.match(text, end)) and match[1].lower() not in NO_COMPOUND:
        return _compound(match), match.end()
    if leads(text, end, "x×") and (match := TIMES.match(text, end)):
        return Unit("fold", match.end() - 1, match.end(), True), match.end()
    start = end + 6 if text[end : end + 7] == " fewer " else end
    after = qualifier_after(text, end)
    if after and text[after[1] : after[1] + 1] == " ":
        start = after[1]
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
    unit = known.get(pair) or known.get(name) or CAPITALS.get(match["unit"]) or singular(name)
    return None if name == "strong" else Unit(unit, match.start() + 1, match.end())


def _before(site: Site, start: int, counted: Counted) -> tuple[str, int]:
    """Return the bound that stands before a measure, and where its phrase begins."""
    if site.currency and counted.amount.value < 0:
        sign = sign_before(site, start, counted.amount.end)
        start = start if sign is None else sign
    bound, begin = qualifier(site, start)
    if bound == "exact" and lasts_over(site, start, counted.unit):
        return "more_than", site.text.rfind("over", 0, start)
    if bound != "range" and counted.amount.high == counted.amount.high:  # between about 5 and 9
        bound, begin = qualifier(site, begin)
    if bound == "range" and counted.amount.high != counted.amount.high:
        return "exact", start
    if bound != "exact" and unbounded(site, counted.unit, begin, counted.stop):
        return "exact", site.start
    return bound, begin


def _after(text: str, counted: Counted) -> tuple[str, int] | None:
    """Return the bound after the number or its unit ("-plus", "or more"), and where it ends."""
    end, stop = counted.amount.end, counted.stop
    if counted.amount.high == counted.amount.high:
        return None
    found = qualifier_after(text, end) or (stop > end and qualifier_after(text, stop, True))
    return (found[0], max(stop, found[1])) if found else None


def _joint(site: Site, end: int, money: bool) -> re.Match[str] | None:
    """Find what joins two numbers, cheap looks first."""
    ahead = site.text[end : end + 14]
    if (
        leads(ahead, 0, "-–—−~〜～%％")
        or " to " in ahead
        or " and " in ahead
        or ahead[:4] == " or "
        or (ahead[:2] == ", " and ahead[2:3] in _PERHAPS)
    ):
        match = JOINT.match(site.text, end)
        return None if match and not money and (match["money"] or match["signed"]) else match
    return None


def _unit_between(site: Site, number: Number) -> Unit | None:
    """Return the unit of the first of two numbers ("44 mg to 50 mg", "10mm-15mm")."""
    ahead = site.text[number.end : number.end + 30]
    near = ahead[1:9]
    dash = any(sign in near for sign in "-–~～")
    joined = " to " in ahead or " and " in ahead or (dash and SECOND_PART.search(ahead))
    if ahead[:1] == "-" or not joined:
        return None
    unit = find_unit(site.text, number.end)
    after = site.text[unit.end : unit.end + 1] if unit else ""
    return unit if unit and unit.measure and after and after in " -–—−~～" else None


def _fits(site: Site, joint: re.Match[str], number: Number, other: Number) -> bool:
    """Tell whether two numbers and the words between and before them state a range."""
    word, sign = (joint["word"] or "").lower(), joint[0].lstrip()[0]
    word = "or" if joint["perhaps"] else word
    if word == "and" and _word_before(site) != "between":
        return False
    if word == "to" and _word_before(site) == "from":
        if site.previous and site.previous.trend and site.start - site.previous.end < 8:
            return False  # "rise 10 percent from 30 to 33"
        before = [w.strip(",.;()").lower() for w in site.before[-8:-1]]
        if any(w in CHANGES or w in TRENDS for w in before):
            return False
    own = joint["money"] or joint.start() > number.end or _word_before(site) == "by"
    if word == "to" and own and other.value > 3 * number.value and _changed(site):
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


def _lender(site: Site, number: Number) -> Number | None:
    """Return the number of a list or comparison that states the scale: "3, 4 and 5 million"."""
    ahead = site.text[number.end : number.end + 5]
    if ahead[:2] != ", " and ahead != " and " and ahead[:4] not in (" or ", " to "):
        return _echoed(site, number)
    match = LISTED.match(site.text, number.end)
    if match is None or (bool(match["money"]) != bool(site.currency) and not match["comma"]):
        return None
    last = read_number(site.text, match.end(), bool(match["money"]))
    if last is None:
        return _echoed(site, number)
    if match["comma"]:  # "fifty, sixty thousand", but not "of 3, 12 million"
        ratio = last.value / last.factor / number.value
        return last if 1 < ratio <= 2 else None
    return last


def _echoed(site: Site, number: Number) -> Number | None:
    """Return the number before, if this one is compared with it: "€12.3 million, up from €10.1"."""
    last, currency = site.previous, site.currency
    begin = currency.start if currency else number.start
    if last is None or last.kind != "quantity" or begin - last.end > 24:
        return None
    same = currency is None or (last.unit is not None and last.unit.name == currency.name)
    match = ECHO.match(site.text, last.end)
    if not same or match is None or match.end() != begin or _counts(site, number):
        return None
    earlier = read_number(site.text, last.number_start, last.start < last.number_start)
    if earlier is None or abs(earlier.value) < 1:
        return None
    ratio = earlier.value / earlier.factor / number.value
    return earlier if 0.1 <= ratio <= 10 else None


def _counts(site: Site, number: Number) -> bool:
    """Tell whether a unit, a noun or percent follows a number."""
    end = number.end
    return find_unit(site.text, end) is not None or PERCENT.match(site.text, end) is not None


@rule("amount of a change before its level",
      reads="Brent rose by $1.20 to $85.40 → 1.2 dollar up | 85.4 dollar // deaths rose by 16 to "
      "104 → 16 up | 104",
      leaves="it rose $5 to $10 → range 5..10 dollar up")  # fmt: skip
def _changed(site: Site) -> bool:
    """Tell whether one of the words before a number is of a change: "rose $1.20 to $85.40"."""
    before = site.until(site.currency.start if site.currency else site.start)
    reach = 7 if before[-1:] == ["by"] else 3
    return any(word.lower() in TRENDS for word in before[-reach:])


def _word_before(site: Site) -> str:
    """Return the word before a number, its currency, sign and what blurs it, in lower case."""
    begin = site.currency.start if site.currency else site.start
    bound, earlier = qualifier(site, begin)
    before = site.until(begin if bound == "range" else earlier)
    while before and before[-1].lower() in _SIGN_WORDS:
        before = before[:-1]
    return before[-1].lower() if before else ""


def signed_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read a number with the sign before it, as it stands after a joint."""
    sign = SIGN.match(text, start) if text[start : start + 1] in _SIGN_BEGINS else None
    number = read_number(text, sign.end() if sign else start, money)
    if number is None or sign is None:
        return number
    below = sign[0][0] in "-−–mMnN"
    return number._replace(start=start, value=-number.value if below else number.value)


ENGLISH = Language(
    numeral=signed_number,
    joint=_joint,
    unit_between=_unit_between,
    unit_at=find_unit,
    counted=_counted,
    before=_before,
    after=_after,
    direction=direction,
    fits=_fits,
    lender=_lender,
)


def of_percent(site: Site, end: int, value: float) -> Mention | None:
    """Read "half a percent", "three-quarters of a percentage point" after the part."""
    match = OF_PERCENT.match(site.text, end)
    if match is None:
        return None
    name = "percentage point" if match["point"] else "percent"
    unit = Unit(name, match.start() + 1, match.end(), True)

    def counted(_site: Site, amount: Amount, _currency: Unit | None) -> Counted:
        return Counted("percent", unit, match.end(), amount)

    number = Number(site.start, end, value, value, "words")
    return measure(site, number, ENGLISH._replace(counted=counted, joint=lambda *_: None,
                                                  unit_between=lambda *_: None))  # fmt: skip


def part(site: Site) -> Mention | None:
    """Read "a third of it", "half", "a quarter", "half a million"; a plain quarter is a period."""
    text, end = site.text, site.start + len(site.word)
    of_scale = PART_SCALE.match(text, site.start) if site.word in FRACTIONS else None
    if of_scale and of_scale["ordinal"]:
        return _part_of_scale(site, of_scale)
    if site.word in ORDINALS and site.left[-2:].lower() == "a " and A_PART.match(text, end):
        value = FRACTIONS.get(site.word, NAN)
        return of_percent(site, end, value) or vague(site, end, value)
    if site.word not in PARTS:
        return None
    if of_scale:
        return _part_of_scale(site, of_scale)
    if site.word.startswith("quarter") and site.back().lower() not in ("a", "one"):
        return NOTHING
    value = FRACTIONS.get(site.word, NAN)
    return of_percent(site, end, value) or vague(site, end, value)


def _part_of_scale(site: Site, match: re.Match[str]) -> Mention | None:
    """Read "half a million", "a third of a million"."""
    word = (match["part"] or match["ordinal"]).lower()
    value = SCALES[match["scale"].lower()] * FRACTIONS[word]
    return measure(site, Number(site.start, match.end(), value, value, "words"), ENGLISH)


def round_number(site: Site) -> Mention | None:
    """Read "twice", "hundreds", "a dozen", "several thousand"."""
    end = site.start + len(site.word)
    if site.word in MULTIPLES:
        return vague(site, end, MULTIPLES[site.word])
    open_number = site.near() in FEW or COUPLE.search(site.left)
    if site.word in ROUND_PLURALS and (match := ROUND_OF.match(site.text, end)):
        return vague(site, match.end())
    if site.word == "tens":
        return None
    if site.word in ROUND_PLURALS or site.word == "dozen" or open_number:
        return vague(site, end, 12 if site.word == "dozen" else NAN)
    return None


def fraction(site: Site) -> Mention | None:
    """Read "two thirds" and "one in five"."""
    number = site.number
    if site.word in SCALES and site.near() not in ("a", "an"):  # "the million"
        return NOTHING
    if number is None:
        return None
    if (match := RATIO.match(site.text, number.end)) and SMALL[match[1].lower()] <= number.value:
        return site.mention(match.end(), "identifier")
    if match := FRACTION.match(site.text, number.end):
        value = number.value * FRACTIONS[match["part"].lower()]
        if match["scale"] is None:
            return of_percent(site, match.end(), value) or vague(site, match.end(), value)
        value, step = (v * SCALES[match["scale"].lower()] for v in (value, value / number.value))
        return measure(site, Number(site.start, match.end(), value, step, "words"), ENGLISH)
    return odds(site)


def odds(site: Site) -> Mention | None:
    """Read "one in five" and "2 in 7"; "3-in-1" is a name."""
    number, text = site.number, site.text
    if number is None or text[number.end : number.end + 3] not in _ODDS_BEGIN:
        return None
    match = ODDS.match(text, number.end) if number.form in ("plain", "words") else None
    of = read_number(text, match.end()) if match else None
    if match is None or of is None or number.factor > 1 or PERCENT.match(text, of.end):
        return None
    year = of.form == "plain" and of.value > 1000 and (of.value % 1000 or of.value == 2000)
    unit = find_unit(text, of.end)
    lasts = unit is not None and unit.name in DURATIONS
    if year or lasts or of.form == "decimal" or site.near() in TALLIED:
        return None
    if of.value <= number.value:
        return site.mention(of.end, "identifier") if match["joint"] == "-" else None
    return vague(site, of.end)


def in_words(site: Site) -> Mention | None:
    """Read cardinal words that count ("one week"), and none that do not ("no one", "one of")."""
    number = site.number
    if number is None:
        return None
    if site.word == "point" and not (site.near() in BEFORE_POINT or site.near() in TRENDS):
        return None
    if site.word == "zero" and SUB.search(site.left):
        return None
    if site.word == "one" and number.end - site.start == 3:
        counts = ONE_TO.match(site.text, number.end) or find_unit(site.text, number.end, one=True)
        if site.near() in PRONOUN or not counts:
            return None
    return prefixed(site, measure(site, signed(site, number), ENGLISH))


def in_money(site: Site) -> Mention | None:
    """Read digits after a currency sign or code: they are neither a date nor a name."""
    currency, number = site.currency, site.number
    if not (currency and number):
        return None
    number = _rescaled(site, number, currency.start)
    below = (
        site.left[-1:] in ("-", "−") or sign_before(site, currency.start, number.end) is not None
    )
    return prefixed(site, measure(site, below_zero(number) if below else number, ENGLISH))


def prefixed(site: Site, mention: Mention | None) -> Mention | None:
    """Return a measure with "sub-" before it as one that is bounded."""
    if mention is None or site.text[mention.start - 1 : mention.start] != "-":
        return mention
    match = SUB.search(site.text[max(site.floor, mention.start - 5) : mention.start])
    return mention._replace(start=mention.start - 4, bound="less_than") if match else mention


def marked(site: Site) -> Mention | None:
    """Read digits that are no name for what stands beside them: "2 in 7", "sub-5%", "mid-30s"."""
    number, text = site.number, site.text
    if number is None:
        return None
    if number.form == "grouped" and text[site.start : number.end].count(".") > 1:
        return _pointed(site, number)
    if text[number.end : number.end + 3] in _ODDS_BEGIN and (found := odds(site)):
        return found
    return _bounded(site, number) if site.left[-2:] in _PREFIX_ENDS else None


def _bounded(site: Site, number: Number) -> Mention | None:
    """Read digits after a prefix that bounds them or cuts a decade of life: "sub-5%", "mid-30s"."""
    left = site.left
    if left[-1] == "-" and SUB.search(left):
        return prefixed(site, measure(site, number, ENGLISH))
    if site.text[number.end : number.end + 1] != "s" or not 20 <= number.value < 100:
        return None
    if match := TENS.search(left):
        return site.mention(number.end + 1, "vague", number.value, begin=site.start - len(match[0]))
    return None


def _pointed(site: Site, number: Number) -> Mention | None:
    """Read "1.250.000 euros" as a number where a noun follows, else as a version."""
    counts = find_unit(site.text, number.end, large=True)
    return measure(site, number, ENGLISH) if counts else site.run()


def in_digits(site: Site) -> Mention | None:
    """Read digits as a measure, with the sign before them."""
    number = site.number
    if number is None:
        return None
    slash = "/" in site.text[number.start : number.end]
    if slash and (found := of_percent(site, number.end, number.value)):
        return found
    if site.text[site.start] == "." and CALIBRE.match(site.text, number.end):
        return site.mention(number.end, "identifier")
    return measure(site, signed(site, _rescaled(site, number, site.start)), ENGLISH)


def _rescaled(site: Site, number: Number, begin: int) -> Number:
    """Give a number the scale that its point or a heading before `begin` tells."""
    if number.form == "decimal" and _groups(site, number):
        value = number.value * 1000
        return number._replace(value=value, step=digit_step(f"{value:.0f}"))
    factor = 1 if number.factor > 1 else _heading(site, number, begin)
    return number._replace(value=number.value * factor, step=number.step * factor,
                           factor=number.factor * factor)  # fmt: skip


def _heading(site: Site, number: Number, begin: int) -> int:
    """Return the scale that a heading states, 1 if none does: "Population (millions): 8.9"."""
    before = site.text[max(0, begin - 110) : begin]
    match = HEADING.search(before) if ")" in before else None
    if match is None or _counts(site, number):
        return 1
    name = match["scale"].lower()
    return SCALES.get(name) or SHORT_SCALES[name]


@rule("thousands after a point", reads="with 12.000 people and €3.500, → 12000 people | 3500 euro",
      leaves="with 12.000 km and 12.345 people → 12 kilometer | 12.345 people")  # fmt: skip
def _groups(site: Site, number: Number) -> bool:
    """Tell whether a point groups thousands: money or people have no decimals of two zeros."""
    digits = site.text[number.start : number.end]
    if digits[-4:-3] != "." or digits[-2:] != "00":
        return False
    unit = site.currency or find_unit(site.text, number.end)
    counted = unit is not None and (not unit.measure or unit.name == "people")
    return site.currency is not None or counted


def signed(site: Site, number: Number) -> Number:
    """Return a number with the sign or word before it that puts it below zero."""
    if site.left[-1:] not in _SIGNS and site.left[-3:] not in _BEFORE_BLANK:
        return number
    sign = sign_before(site, site.start, number.end)
    return number if sign is None else below_zero(number)._replace(start=sign)


def below_zero(number: Number) -> Number:
    """Return a number below zero."""
    return number._replace(value=-number.value)


def sign_before(site: Site, begin: int, end: int) -> int | None:
    """Return where the sign of the number from `begin` to `end` stands, None without one."""
    left = site.text[max(site.floor, begin - 10) : begin]
    if left[-1:] not in _SIGNS and left[-3:] not in _BEFORE_BLANK:
        return None
    match = NEGATIVE.search(site.text, begin - len(left), begin)
    if match is None:
        return None
    if match[0] in ("-", "−", "− ") or (match[0] == "–" and not left[-3:-2].isdecimal()):
        return begin - len(match[0])
    words_before = site.until(begin - len(match[0]))
    last = words_before[-1].lower().lstrip(OPENING) if words_before else ""
    level, zero = last in SIGNED, FROM_ZERO.match(site.text, end) is not None
    if match[0][0] in "nN":
        stated = zero or last == "between" or site.currency is not None
    elif match[0][0] in "mM":
        counts = find_unit(site.text, end)
        level = level or last in ("", "negative")
        stated = zero or (level and (counts is None or counts.measure))
        stated = stated and not last[-1:].isdecimal() and words_before[-2:] != ["plus", "or"]
    else:
        stated = level and zero
    return begin - len(match[0]) if stated else None
