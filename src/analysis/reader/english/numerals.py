"""Read an English number: "1.73 million", "three crores ten lakh", "two and a half billion"."""

import re

from analysis.reader.digits import MAX_DIGITS, Number, digit_step, form, parse_digits
from analysis.reader.patterns import Rule, Table, derived, numbered, words

# fmt: off
SMALL = Table("number words",
    numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
             " fifteen sixteen seventeen eighteen nineteen", 0)
    | numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    reads="about seven cars → about 7 car // sixty-five cars → 65 car", leaves="sixtyish → nothing")
SCALES = Table("scales", {10**2: "hundred", 10**3: "thousand", 10**5: "lakh lac", 10**6: "million",
    10**7: "crore", 10**9: "billion", 10**12: "trillion", 10**15: "quadrillion", 12: "dozen"},
    reads="3.6 lakh crore rupees → 3600000000000 rupee", leaves="millionaires and 3 cars → 3 car")
AFTER_METRES = words("words after a length", """above across and apart around at athletes away
        backstroke before below breaststroke butterfly by champion champions dash deep distancing
        down event events final finals for freestyle from heat heats high hurdles in into lane lanes
        long medley of off on or over per pool pools race races relay rule rules runner runners
        social sprint sprinters steps swimmers tall the title titles to underwater up wide with
        world""",
    reads="3m deep trenches → 3 meter // two 50m swimming pools → 2 | 50 meter",
    leaves="3m dark trenches → 3000000 trench")
SHORT_SCALES = Table("short scales", {10**3: "k grand", 10**6: "m mm mn mln mil mill mio",
    10**7: "cr",
    10**9: "b bn bln bil mrd mia", 10**12: "t tn trn tril"}, reads="it costs £1.5bn → 1500000000 "
    "pound",
    leaves="it costs £1.5 → 1.5 pound")
ORDINALS = Table("ordinals",
    numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
             " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 1)
    | numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
               " hundredth", 20, 10) | {10**3: "thousandth", 10**6: "millionth"},
    reads="for the seventh time → ordinal 7", leaves="on seventhly → nothing")
FRACTIONS = Table("fractions", {1 / 2: "half halves", 1 / 3: "third", 1 / 4: "quarter fourth",
    1 / 5: "fifth", 1 / 6: "sixth", 1 / 7: "seventh", 1 / 8: "eighth", 1 / 9: "ninth",
    1 / 10: "tenth", 1 / 20: "twentieth", 1 / 100: "hundredth", 1 / 1000: "thousandth",
    1e-4: "ten-thousandth", 1e-5: "hundred-thousandth", 1e-6: "millionth"},
    reads="three quarters of it → vague 0.75", leaves="three quartets → 3 quartet")
MULTIPLES = Table("multiples", {2: "twice double doubled doubles doubling",
    4: "quadruple quadrupled quadruples quadrupling",
    3: "thrice triple treble tripled triples tripling trebled trebling", 5: "quintuple quintupled"},
    reads="it nearly doubled → nearly vague 2", leaves="it doubly helps → nothing")
ROUND_PLURALS = words("round numbers in the plural",
    "billions crores dozens hundreds lakhs millions tens thousands trillions",
    reads="hundreds of cars → vague", leaves="the hundred cars → nothing")
PARTS = words("halves and quarters", "half halves quarter quarters",
    reads="over half of it → more_than vague 0.5", leaves="in the quarter → nothing")
DECADES = Table("decades in words", numbered("twenties thirties forties fifties sixties seventies"
    " eighties nineties", 20, 10),
    reads="in the early nineties it → date // in her fifties → vague 50",
    leaves="in the early ninety it → 90")
BELOW_HUNDRED = Rule("number words below hundred", r"""
    (?: (?:twen|thir|for|fif|six|seven|eigh|nine)ty
        [\s-](?:one|two|three|four|five|six|seven|eight|nine)\b
    | <<number words>>(?:\b|(?=fold\b)) )""",
    reads="forty-two cars → 42 car // a tenfold rise → 10 fold up", leaves="forty-teen → 40 teen")
DECIMALS = Rule("decimals in words", r"""(?<!\b[Aa]t\sone)(?:[\s-]|(?<![^\W_])(?<![^\W_]-))point
    (?:[\s-](?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)\b){1,6}""",
    reads="one point two five million cars → 1250000 car // thirty-two point oh one percent → "
    "32.01 percent // one hundred point two billion → 100200000000 // three-point-seven percent → "
    "3.7 percent // rose by point five percent → 0.5 percent up",
    leaves="the two point out → 2 point // at one point two cars → 1 point | 2 car")
AGAIN = Rule("number stated again, or its error, before a scale", r"""
    (?: \s\([^()\n]{1,40}\) | \s?(?:±|\+/-)\s?\d[\d.]{0,6} | \) )
    (?= [\s-]<<scales>>s?\b | \s?(?:bn|m|mn)\b )""",
    reads="five (5) million euros → 5000000 euro // 1.2 (±0.3) million tonnes → 1200000 tonne // "
    "2.3 ± 0.4 million tons → 2300000 ton // lost $(12.3) million → 12300000 dollar down",
    leaves="five (5) euros → 5 euro | 5 euro")
LATER_NOUN = Rule("noun in the plural further on", r"""
    (?=\sof\s(?:them|these|those|whom|its|their|our|us)\b
    | \s (?:(?!(?:<<words after a length>>)\b)[A-Za-z-]{2,30}\s(?:and\s)?){0,3}
        (?!(?:<<words after a length>>)\b)
        (?:people|men|women|children|dead|homeless|jobless|feet|yuan|yen|baht|naira|ringgit|rupiah
            |(?!(?:as|has|his|is|its|plus|this|us|versus|was)\b)(?-i:[A-Z]?[a-z]{2,30}s))\b )""",
    reads="5m mostly rural voters → 5000000 voter // 3m of them → 3000000",
    leaves="5m long pipes → 5 meter // 5m of pipes → 5 meter")
SOME_MORE = Rule("and some more before a scale",
    r"\+|[\s-](?:odd|plus|some|something|and\ssome)\b|-ish\b|\sor\s(?:so|more)\b",
    reads="20-odd million cars → more_than 20000000 car // 200+ million users → more_than "
    "200000000 user // 30 or so million cars → about 30000000 car // 30 or more million cars → "
    "at_least 30000000 car", leaves="20-odd cars → more_than 20 car")
AMOUNT = Rule("amount with its scales", r"""
    (?i: (?: (?P<digits><<digits>>) | (?P<words>
            (?: <<number words below hundred>>(?:[\s-]hundred(?:\b|(?=fold\b)))?
              | hundred\b(?=\s+(?:and\s+)?<<number words below hundred>>
                  \s(?:<<scales>>|grand|mil)\b)
              | (?=point\b) )
            (?:(?<=hundred)(?:\s+and)?\s+<<number words below hundred>>(?![\s-]hundred))?
            <<decimals in words>>? ) )?
        (?:[\s-]and[\s-](?P<parts>a|one|two|three)[\s-](?P<part>half|quarter|thirds)s?\b)?
        (?:(?P<some><<and some more before a scale>>)(?=[\s-]?<<scales>>\b|(?<=\+)(?:bn|[mbk])\b))?
        <<number stated again, or its error, before a scale>>?
        (?P<scales>(?:(?:-|\s{1,3})?(?:(?:full|whole)\s(?=<<scales>>))?<<scales>>(?:s?\b|(?=fold\b))){0,3})
        (?P<later>(?<=ion)\sand\sa\shalf\b)? )""",
    reads="two and a half million cars → 2500000 car // two hundred and five cars → 205 car // one "
    "and three-quarter hours → 1.75 hour // a thousandfold rise → 1000 fold up // about a hundred "
    "and fifty thousand people → about 150000 people // a million and a half dollars → 1500000 "
    "dollar // 1.5  million cars → 1500000 car",
    leaves="two hundred and three hundred cars → 200 | 300 car")
GRAND = words("what grand may belong to", """canyon duchess duke dukes final finals gesture
        hotel juries jurors jury larceny master masters mosque old opening palace pianist piano
        pianos plan plans prix prize prizes scale slam slams strategy theft total tour""",
    reads="five grand piano lessons → 5 lesson", leaves="five grand lessons → 5000 lesson")
IN_TEXT = Rule("amount in running text", r"""<<amount with its scales>>
    (?P<letter> \s?(?: mn|tn|trn|[cC]r|bil|tril|MM|mil(?!\sthick)
            | M(?:io|rd|ia)(?:\.(?=\s[a-zA-Z]))? | (?i:bn|mln|bln) )(?![^\W_])
        | \sgrand\b(?!\s<<what grand may belong to>>\b)
        | [kK](?![^\W_]) | \s[kKM]<<noun in the plural further on>>
        | \sm(?=\s(?:people|inhabitants|residents|users|viewers|deaths)\b)
        | [mMbB](?: (?=\+|-(?:plus|odd)\b)
            | (?=(?:\s?[-–]\s?|\s(?:to|and|or)\s)\d[\d.]{0,6}[mMbB]\s(?:people|[a-z]{3,}s)\b)
            | <<noun in the plural further on>>) )?""",
    reads="2m to 3m users → range 2000000..3000000 user // 1.5m extra school places → 1500000 "
    "place up // 12m+ users → more_than 12000000 user // 30k cars → 30000 car // 2 MLN cars → "
    "2000000 car // 45 Mio cars → 45000000 car // 100 k cars → 100000 car // spent five grand on "
    "it → 5000 // 5 M barrels → 5000000 barrel // some 1.2 mil → about 1200000",
    leaves="the 100m hurdles → 100 meter // a 5 k run → vague")
IN_MILLIONS = Rule("m that is million by what follows", r"""
    [mM](?: \s(?:have|had|has|were|are|live|lived|died|fled|need|needed|voted|watched)\b
        | \s(?:sq\.?\s?(?:ft|feet|km|m|miles?)|sqm|b/d|bbl|ha|USD|EUR|GBP|[TF]EUs?)\b
        | -(?:member|strong)\b )""",
    reads="some 2.5m have fled → about 2500000 // 2.5m sq ft → 2500000 square foot // a "
    "2.5m-member union → 2500000 member // 4.2m TEU → "
    "4200000 teu", leaves="some 2.5m was dug → about 2.5 meter")
HEIGHTS = words("words of height and length", """across apart bridge deep deeper depth distance
        dive flood floods height high higher length long longer metres meters pool rain rainfall
        river runway sea snow spans stretches tall tallest thick tower tunnel wall water wave
        waves wide width""",
    reads="population 3, a tower of 30m. → 3 | 30 meter", leaves="population, in all 3m. → 3000000")
MILLIONS_BEFORE = Rule("m that is million by what stands before", r"""
    (?: \b(?i:population|membership|sales|circulation|audiences?|claimants|viewers|viewership
        |subscribers|users|downloads|budget|turnout|workforce|readership|unemployment|revenues?
        |turnover|profits?|incomes?)\b
        | [£$€]\d[\d.,]{0,8}m\b
        | \d[\d.]{0,5}m\s(?!(?:<<words after a length>>)\b)(?:people|[a-z]{3,}s)\b )
    (?:(?!<<words of height and length>>\b)[^\n;]){0,60}$""",
    reads="membership fell to 1.2m last year, down from 1.5m. → 1200000 | 1500000 // it had 2.5m "
    "viewers, up from 2.1m. → 2500000 viewer | 2100000",
    leaves="the river fell to 1.2m last year → 1.2 meter // the £5m bridge spans 30m. → 5000000 "
    "pound | 30 meter")
METRES = Rule("words before a length", r"\b(?:an?|the|[a-z]+['’]s)\s$",
    reads="a 30m steel gates → 30 meter", leaves="some 30m steel gates → about 30000000 gate")
POWER = Rule("power of ten", r"""
    (?<=\d)e(?P<exponent>[+-]?\d{1,2})(?![^\W_])
    | (?P<times>\s?[x×·*]\s?10 | (?<=\b10)(?=[\^⁰¹²³⁴-⁹]))
        (?:\^\s?(?P<power>[-−+]?\d{1,2})(?!\d) | (?P<raised>⁻?[⁰¹²³⁴-⁹]{1,2}))""",
    reads="1.5e6 cells → 1500000 cell // 3 × 10^6 cells → 3000000 cell // 2 x 10⁴ cells → 20000 "
    "cell // 10^6 cells → 1000000 cell",
    leaves="3 × 10 cells → 3 | 10 cell")
IN_MONEY = Rule("amount of money", r"""<<amount with its scales>>
    (?P<letter>(?i: \s?(?:bn|mn|mln|bln|tn|trn|mil|cr|m(?:io|rd|ia)(?:\.(?=\s[a-z]))?)(?![^\W_])
        | (?:\s?mm|[kmbt]|\s?(?:mill|bil|tril))(?![^\W_]) )
        | \s[kmbtKMBT](?![^\W_]|[.-]\w))?""",
    reads="$400m higher → 400000000 dollar up // CHF 3.2 Mrd it → 3200000000 swiss franc // a $2 T "
    "debt → 2000000000000 dollar // $1.2 bil → 1200000000 dollar // only $5 m. → 5000000 dollar // "
    "a $2 T debt → 2000000000000 dollar", leaves="a pipe 400m higher → 400 meter up")
FOLLOWING = Rule("smaller amount that follows",
    r"[\s-](?i:(?P<joint>and)\s+)?(?=[\da-zA-Z])<<amount in running text>>",
    reads="880 billion 300 million yuan → 880300000000 yuan // three crores ten lakh 77 thousand "
    "444 → 31077444 // 3 thousand 500 cars → 3500 car // two million five cars → 2500000 car",
    leaves="two million and 30 others → 2000000 | 30 other // 6.9 billion 20 years ago → "
    "6900000000 | 20 year")
# fmt: on
# Digits after which nothing of a number can come: most are, and need no longer pattern.
_PLAIN = re.compile(
    r"[0-9]{1,9}(?=[,.:;](?![0-9])|\)(?!\s[bmt])|[%$]"
    r"|[ ](?=[efijnrsuvwyzEFGIJNOPRSUVWYZ]|o[^r]|k\S|p(?!lus)|g(?!rand)))"
)
_POWERS = frozenset("ex×·* ^⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")

_SOME = {"so": "about", "more": "at_least", "-ish": "about"}
_PEOPLE = re.compile(r"\s[A-Z][a-z]+s\b")  # "the 5.6m Ukrainians"


@derived
def number_words() -> frozenset[str]:
    """Return all words with which a mention in words may begin."""
    return frozenset([*SMALL, *SCALES, *ORDINALS, *MULTIPLES, *ROUND_PLURALS, *PARTS, *DECADES])


def read_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read the number phrase that begins at `start`, as far as it reaches.

    `money` tells that a currency stands before it: then a bare "m" or "b" is a scale. Returns
    None where no number begins, or one too long to be a figure.
    """
    if plain := _PLAIN.match(text, start):
        return Number(start, plain.end(), float(plain[0]), digit_step(plain[0]), "plain")
    match = (IN_MONEY if money else IN_TEXT).match(text, start)
    if match is None:
        return None
    digits, small, part, scales, letter = match.group("digits", "words", "part", "scales", "letter")
    end = match.end()
    if not (digits or small or scales) or len(digits or "") > MAX_DIGITS:
        return None
    if letter in ("m", "M") and not money and METRES.search(text[max(0, start - 12) : start]):
        if not _PEOPLE.match(text, end):
            letter, end = None, end - 1
    elif not letter and not scales and not money and text[end : end + 1] in ("m", "M"):
        letter = _millions(text, start, end)
        end += letter is not None
    if digits is not None and not (scales or letter or part):
        if text[end : end + 1] in _POWERS and (power := POWER.match(text, end)):
            return _power(start, digits, power)
        if digits.isdecimal():
            return Number(start, end, float(digits), digit_step(digits), "plain")
    factor = _scale(scales, letter)
    value, step = _group_value(match, factor)
    hundreds = 100 if small and small.lower().endswith("hundred") else 1
    if factor > 1:
        value, step, end = _read_more(text, end, value, step, factor, digits is None)
        more = _SOME.get((match["some"] or "").split(" ")[-1], "more_than") if match["some"] else ""
        written = "scaled" if digits else "words"
        return Number(start, end, value, step, written, factor * hundreds, more)
    return Number(start, end, value, step, form(digits) if digits else "words", hundreds)


def _millions(text: str, start: int, end: int) -> str | None:
    """Return the "m" after a number if the words around it tell that it is million."""
    if text[end + 1 : end + 2].isalnum() or text[end + 1 : end + 2] in ("²", "³", "/"):
        return None
    if IN_MILLIONS.match(text, end):
        return "m"
    word = text[end + 1 : end + 20].split(None, 1)
    length = bool(word) and word[0].rstrip(",.;") in HEIGHTS
    return "m" if not length and MILLIONS_BEFORE.search(text, max(0, start - 90), start) else None


def _read_more(
    text: str, end: int, value: float, step: float, limit: int, in_words: bool
) -> tuple[float, float, int]:
    """Add the groups of falling scale that follow: "[three crores] ten lakh 77 thousand 444"."""
    scaled = 1
    while match := FOLLOWING.match(text, end):
        joint, digits, small = match.group("joint", "digits", "words")
        factor = _scale(*match.group("scales", "letter"))
        if factor >= limit or (joint and digits) or len(digits or "") > MAX_DIGITS:
            break
        if not (digits or small or match["scales"]):
            break
        hundreds = limit == 1000 and digits is not None and len(digits) == 3
        if factor == 1 and not (scaled > 1 or (small and in_words) or hundreds):
            break
        if (
            factor == 1
            and small
            and not joint
            and limit >= 10**6
            and SMALL.get(small.lower(), 10) < 10
        ):
            factor = limit // 10  # "two million five" is 2.5 million
        more, more_step = _group_value(match, factor)
        if more >= limit:
            break
        value, step, end, limit, scaled = value + more, more_step, match.end(), factor, scaled + 1
        if factor == 1:
            break
    return value, step, end


def _scale(scales: str, letter: str | None) -> int:
    """Multiply out "lakh crore", "hundred million", "bn"."""
    factor = 1
    for word in scales.replace("-", " ").lower().split():
        factor *= SCALES.get(word) or SCALES[word.removesuffix("s")]
    return factor * SHORT_SCALES.get(letter.strip(" .\u00a0").lower(), 1) if letter else factor


def _group_value(match: re.Match[str], factor: int) -> tuple[float, float]:
    """Return value and step of one group of digits or words times its scale."""
    spoken = " " + (match["words"] or "").replace("-", " ").lower()
    small, _, decimals = spoken.partition(" point ")
    total = 0 if small.strip() or decimals else 1
    for word in small.split():
        total = max(total, 1) * 100 if word == "hundred" else total + SMALL.get(word, 0)
    digits = match["digits"] or str(total)
    if decimals:
        digits += "." + "".join(str(SMALL.get(word, 0)) for word in decimals.split())
    value, step = parse_digits(digits, factor)
    if part := match["part"]:
        parts = {"a": 1, "one": 1, "two": 2, "three": 3}[match["parts"].lower()]
        step = FRACTIONS[part.lower().rstrip("s")] * factor
        value += parts * step
    if match["later"]:
        value, step = value + factor / 2, factor / 2
    return value, step


def _power(start: int, digits: str, power: re.Match[str]) -> Number:
    """Read "1.5e6", "3 × 10^6" and "10⁶"."""
    digits = "1" if power["times"] == "" else digits
    raised = power["exponent"] or power["power"] or power["raised"]
    exponent = int(raised.translate(_RAISED))
    value, step = (
        number * 10**exponent if exponent > 0 else number / 10**-exponent
        for number in parse_digits(digits)
    )
    written = "decimal" if power["exponent"] else "scaled"  # "4e00" may be a name
    return Number(start, power.end(), value, step, written, max(10.0**exponent, 1.0))
