"""Read an English number: "1.73 million", "three crores ten lakh", "two and a half billion"."""

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
SHORT_SCALES = Table("short scales", {10**3: "k", 10**6: "m mn mln mil", 10**7: "cr",
    10**9: "b bn bln", 10**12: "t tn trn"}, reads="it costs £1.5bn → 1500000000 pound",
    leaves="it costs £1.5 → 1.5 pound")
ORDINALS = Table("ordinals",
    numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
             " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 1)
    | numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
               " hundredth", 20, 10) | {10**3: "thousandth", 10**6: "millionth"},
    reads="for the seventh time → ordinal 7", leaves="on seventhly → nothing")
FRACTIONS = Table("fractions", {1 / 2: "half halves", 1 / 3: "third", 1 / 4: "quarter fourth",
    1 / 5: "fifth", 1 / 6: "sixth", 1 / 7: "seventh", 1 / 8: "eighth", 1 / 9: "ninth",
    1 / 10: "tenth", 1 / 20: "twentieth", 1 / 100: "hundredth"},
    reads="three quarters of it → vague 0.75", leaves="three quartets → 3 quartet")
MULTIPLES = Table("multiples", {2: "twice double doubled doubles doubling",
    4: "quadruple quadrupled quadruples quadrupling",
    3: "thrice triple treble tripled triples tripling trebled trebling", 5: "quintuple quintupled"},
    reads="it nearly doubled → nearly vague 2", leaves="it doubly helps → nothing")
ROUND_PLURALS = words("round numbers in the plural",
    "billions crores dozens hundreds lakhs millions thousands trillions",
    reads="hundreds of cars → vague", leaves="the hundred cars → nothing")
PARTS = words("halves and quarters", "half halves quarter quarters",
    reads="over half of it → more_than vague 0.5", leaves="in the quarter → nothing")
BELOW_HUNDRED = Rule("number words below hundred", r"""
    (?: (?:twen|thir|for|fif|six|seven|eigh|nine)ty
        [\s-](?:one|two|three|four|five|six|seven|eight|nine)\b | <<number words>>\b)""",
    reads="forty-two cars → 42 car", leaves="forty-teen → 40 teen")
AMOUNT = Rule("amount with its scales", r"""
    (?i: (?: (?P<digits><<digits>>) | (?P<words> <<number words below hundred>>
            (?:[\s-]hundred\b
               (?:(?:\s+and)?\s+<<number words below hundred>>(?![\s-]hundred))?)? ) )?
        (?P<half>[\s-]and[\s-]a[\s-]half\b)? (?P<scales>(?:[\s-]?<<scales>>s?\b)*) )""",
    reads="two and a half million cars → 2500000 car // two hundred and five cars → 205 car",
    leaves="two hundred and three hundred cars → 200 | 300 car")
IN_TEXT = Rule("amount in running text", r"""<<amount with its scales>>
    (?P<letter> \s?(?:bn|mn|mln|bln|tn|trn)(?![^\W_]) | [kK](?![^\W_])
        | [mMbB](?=\s(?:people|(?!hurdles|relay|steps)(?:[a-z-]{3,}\s)?[a-z]{3,}s)\b) )?""",
    reads="1.5m young users → 1500000 user // 30k cars → 30000 car",
    leaves="the 100m hurdles → 100 meter")
IN_MONEY = Rule("amount of money", r"""<<amount with its scales>>
    (?P<letter>(?i: \s?(?:bn|mn|mln|bln|tn|trn|mil|cr)(?![^\W_]) | [kmbt](?![^\W_]) ))?""",
    reads="$400m higher → 400000000 dollar up", leaves="a pipe 400m higher → 400 meter up")
FOLLOWING = Rule("smaller amount that follows",
    r"[\s-](?i:(?P<joint>and)\s+)?(?=[\da-zA-Z])<<amount in running text>>",
    reads="880 billion 300 million yuan → 880300000000 yuan // three crores ten lakh 77 thousand "
    "444 → 31077444",
    leaves="two million and 30 others → 2000000 | 30 other // 6.9 billion 20 years ago → "
    "6900000000 | 20 year")
# fmt: on


@derived
def number_words() -> frozenset[str]:
    """Return all words with which a mention in words may begin."""
    return frozenset([*SMALL, *SCALES, *ORDINALS, *MULTIPLES, *ROUND_PLURALS, *PARTS])


def read_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read the number phrase that begins at `start`, as far as it reaches.

    `money` tells that a currency stands before it: then a bare "m" or "b" is a scale. Returns
    None where no number begins, or one too long to be a figure.
    """
    match = (IN_MONEY if money else IN_TEXT).match(text, start)
    if match is None:
        return None
    digits, small, half, scales, letter = match.group("digits", "words", "half", "scales", "letter")
    if (digits is None and small is None and not scales) or len(digits or "") > MAX_DIGITS:
        return None
    end = match.end()
    if digits is not None and not (scales or letter or half) and digits.isdecimal():
        return Number(start, end, float(digits), digit_step(digits), "plain")
    factor = _scale(scales, letter)
    value, step = _group_value(digits, small, half, factor)
    if factor > 1:
        value, step, end = _read_more(text, end, value, step, factor, digits is None)
        return Number(start, end, value, step, "scaled" if digits else "words", factor)
    return Number(start, end, value, step, "words" if digits is None else form(digits))


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
        if factor == 1 and not (scaled > 1 or (small and in_words)):
            break
        more, more_step = _group_value(digits, small, match["half"], factor)
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
    return factor * SHORT_SCALES.get(letter.strip().lower(), 1) if letter else factor


def _group_value(
    digits: str | None, small: str | None, half: str | None, factor: int
) -> tuple[float, float]:
    """Return value and step of one group of digits or words times its scale."""
    total = 0 if small else 1
    for word in (small or "").replace("-", " ").lower().split():
        total = total * 100 if word == "hundred" else total + SMALL.get(word, 0)
    value, step = parse_digits(digits or str(total), factor)
    return (value + factor / 2, factor / 2) if half else (value, step)
