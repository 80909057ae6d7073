"""Numbers in digits, as every language writes them: value, step, and shapes that are names.

The step is one unit of the last digit that the phrase carries: 10,000 for "1.73 million" and for
"740,000", 10 for "80". Digits may be grouped by comma (also the Indian way), space or apostrophe,
and by two points or more ("1.250.000"); "2,5 percent" has a decimal comma. More than `MAX_DIGITS`
characters are a name, no number.
"""

import re
from typing import NamedTuple

from analysis.reader.patterns import Rule, Table

MAX_DIGITS = 24
_SEPARATORS = re.compile(r"[^\d.]")
# fmt: off
VULGAR = Table("vulgar fractions", {0.5: "½", 0.25: "¼", 0.75: "¾", 1 / 3: "⅓",
    2 / 3: "⅔", 0.2: "⅕", 0.125: "⅛", 0.375: "⅜", 0.625: "⅝", 0.875: "⅞"},
    reads="a 2½ inch screen → 2.5 inch // a 2 ½ inch screen → 2.5 inch // ¾ inch → 0.75 inch",
    leaves="x½ → identifier")
DECIMAL_COMMA = Rule("decimal comma or raised point", r"""
    \d{1,3}[,·]\d{1,2} (?=\s?(?:[-–]\s?\d{1,3}[,·]\d{1,2}\s?)? (?: [%€°] | (?i:percent|per\scent
        |million|billion|thousand|euros?|m(?:io|rd|ia)?|bn|k[mg]|[cm]m|ha)\b ) )""",
    reads="rose 2,5 percent → 2.5 percent up // 3·2 million cars → 3200000 car // 0·5–1·2 million "
    "cars → range 500000..1200000 car", leaves="in 2,5 and 7 → 2 | 5 | 7")
DIGITS = Rule("digits", r"""
    (?:\d+[ ]?)?<<vulgar fractions>>
    | (?:\d+[ -])?[1-9]/(?:[2-9]|10|16)(?![\d/])
    | <<decimal comma or raised point>>
    | \d{1,3}(?:,\d{2,3}){0,9},\d{3}(?!\d)(?:\.\d+)?
    | \d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,7}(?![\d-]|[.,:]\d)
    | \d{1,3}(?:['’]\d{3}){1,6}(?!\d) | \d{1,3}(?:\.\d{3}){2,6}(?![\d.])
    | \d+(?:\.\d+)? | \.\d+""",
    reads="19,31,21,778 voters → 193121778 voter // 660 000 cars → 660000 car // １，２３４ cars → "
    "1234 car // a 10 1/2 inch dish → 10.5 inch // 1'200'000 cars → 1200000 car // for €1.250.000 "
    "→ 1250000 euro // fell .25 percent → 0.25 percent down",
    leaves="12,345,6 cars → 12345 | 6 car // 3 cars.5 vans → 3 car | 5 van")
GLUED = Rule("glued to digits", r"\d+(?:[-–.:/_]?[A-Za-z0-9]+)*(?:\(\d+\))?",
    reads="runs {007X/2} → identifier", leaves="in {007} - five → identifier | 5")
PHONE = Rule("telephone",
    r"\d{3,4}[-\s]\d{3,4}[-\s]\d{4}(?!\d) | \d{3,4}-\d{7,8}(?!\d) | 1[3-9]\d{9}(?!\d)",
    reads="拨打{010-6512-3456} → identifier", leaves="with 23910203040 cars → 23910203040 car")
DOTTED = Rule("version", r"\d+(?:\.\d+){2,}", reads="升级到{2.4.17}了 → identifier",
    leaves="at 2.4 → 2.4")
SERVICE = Rule("public service line",
    r"(?:10000 | 10010 | 10086 | 12[13]\d\d | 955\d\d | 96110)(?!\d)",
    reads="通过12345投诉 → identifier", leaves="with 12445 and → 12445")
# fmt: on


class Number(NamedTuple):
    """A number in a text: where it stands, value, step and how it is written.

    `form` is "plain" (an integer without separators: may be a year or a name), "decimal",
    "grouped", "scaled", "words" or "han"; `factor` is the last scale ("million");
    `more` is the bound that a 余 or 来 inside states ("1000多万"); `high` the second of two
    neighbours (三四万) or what an unknown digit reaches (几百万), which is `vague`.
    """

    start: int
    end: int
    value: float
    step: float
    form: str
    factor: float = 1.0
    more: str = ""
    high: float = float("nan")
    vague: bool = False


def parse_digits(digits: str, factor: int = 1) -> tuple[float, float]:
    """Return value and step of digits as `DIGITS` matches them, times a scale."""
    if not digits.isdecimal():
        if digits[-1] in VULGAR or "/" in digits:
            return _fraction(digits, factor)
        if digits[-3:-2] == "," or digits[-2:-1] == ",":  # a decimal comma: no group is so short
            digits = digits.replace(",", ".")
        digits = _SEPARATORS.sub("", digits.replace("·", "."))
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    whole, _, decimals = digits.partition(".")
    value = int(whole + decimals) * factor / 10 ** len(decimals)
    return value, digit_step(digits) * factor


def _fraction(digits: str, factor: int) -> tuple[float, float]:
    """Return value and step of "2½", "10 1/2" or "3/4"."""
    if digits[-1] in VULGAR:
        whole, part = digits[:-1], VULGAR[digits[-1]]
    else:
        whole, _, ratio = digits.replace("-", " ").rpartition(" ")
        above, _, below = ratio.partition("/")
        part = int(above) / int(below)
    rest = part % 1  # 4/3 is one and a third
    return (int(whole or 0) + part) * factor, factor * (min(rest, 1 - rest) or 1)


def digit_step(digits: str) -> float:
    """Return the step of digits without separators: 0.01 for "1.73", 100 for "4500"."""
    if "." in digits:
        return 10.0 ** (digits.index(".") + 1 - len(digits))
    bare = digits.rstrip("0")
    return 10.0 ** (len(digits) - len(bare)) if bare else 1.0


def form(digits: str) -> str:
    """Return how digits are written: "plain", "grouped" or "decimal"."""
    if digits.isdecimal():
        return "plain"
    grouped = digits.count(".") > 1 or any(c in ",，'’" or c.isspace() for c in digits)
    return "grouped" if grouped else "decimal"
