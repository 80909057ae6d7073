"""Read a number phrase: "1.73 million", "three crores ten lakh", "173万", to value and step.

The step is one unit of the last digit that the phrase carries: 10,000 for "1.73 million" and for
"740,000", 10 for "80". Digits may be grouped by comma (also the Indian way) or by space. More than
`MAX_DIGITS` characters in one figure are a name and no number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import lexicon

MAX_DIGITS = 24
_DIGITS = (
    r"[０-９]{1,3}(?:，[０-９]{3}){1,7}(?![０-９])|[０-９]+．[０-９]+|\d+[½¼¾]"
    r"|(?:\d+[ -])?[1-9]/(?:[2-9]|10|16)(?![\d/])"
    r"|\d{1,3}(?:,\d{2,3}){0,9},\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,7}(?![\d-]|[.,:]\d)"
    r"|\d+(?:\.\d+)?"
)
_SCALE = rf"(?:{'|'.join(lexicon.SCALES)})s?\b"
_ONES = "|".join(lexicon.ONES)
_TEENS = "|".join(lexicon.TEENS)
_BELOW = rf"(?:(?:{'|'.join(lexicon.TENS)})(?:[\s-](?:{_ONES}))?\b|(?:{_TEENS}|{_ONES})\b)"
_SMALL = rf"{_BELOW}(?:[\s-]hundred\b(?:(?:\s+and)?\s+{_BELOW}(?![\s-]hundred))?)?"
_HEAD = (
    rf"(?i:({_DIGITS})|({_SMALL}))?(?i:([\s-]and[\s-]a[\s-]half)\b)?"
    rf"(?i:((?:[\s-]?{_SCALE})*))"
)
_PLURAL = r"(?:people|(?!hurdles|relay|steps)(?:[a-z-]{3,}\s)?[a-z]{3,}s)\b"
_LETTERS = r"(\s?(?:bn|mn|mln|bln|tn|trn)(?![^\W_])|[kK](?![^\W_])" rf"|[mMbB](?=\s{_PLURAL}))?"
_HAN = "".join(lexicon.HAN_DIGITS)
_HAN_SCALES = "".join(lexicon.HAN_SCALES)
# 千米, 兆瓦: the scale belongs to the unit
_HAN_SCALE = rf"(?!千[米克瓦卡伏赫焦帕字比]|兆[瓦赫字比帕焦欧]|百帕)[{_HAN_SCALES}]"
_MORE = f"[{lexicon.HAN_MORE}]"
_PATTERNS = {
    "group": _HEAD + _LETTERS,
    "money": _HEAD + r"(?i:(\s?(?:bn|mn|mln|bln|tn|trn|mil|cr)(?![^\W_])|[kmbt](?![^\W_])))?",
    "following": rf"[\s-](?i:(and)\s+)?(?=[\da-zA-Z]){_HEAD}{_LETTERS}",
    "han": rf"\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s?{_MORE}?{_HAN_SCALE})+"
    rf"(?:[零〇]?\d+(?:\.\d+)?(?:{_HAN_SCALE})+)*(?:\d+(?![\d.%]))?"
    rf"|(?:[{_HAN}]|{_HAN_SCALE}|(?<=[{_HAN}])[点點](?=[{_HAN}])"
    rf"|(?<=[{_HAN_SCALES}]){_MORE}(?=[{_HAN_SCALES}])){{1,40}}",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


class Number(NamedTuple):
    """A number in a text: where it stands, value, step and how it is written.

    `form` is "plain" (an integer without separators: may be a year or a name), "decimal",
    "grouped", "scaled", "words" or "han"; `factor` is the last scale ("million");
    `more` tells of a 余 or 多 inside ("1000多万").
    """

    start: int
    end: int
    value: float
    step: float
    form: str
    factor: float = 1.0
    more: bool = False


def parse_number(phrase: str) -> tuple[float, float]:
    """Return value and step of a phrase that is a number and nothing else.

    Raises ValueError, naming the phrase, if it is anything else.

    >>> parse_number("1.73 million")
    (1730000.0, 10000.0)
    >>> parse_number("880 billion 300 million"), parse_number("1.9万")
    ((880300000000.0, 100000000.0), (19000.0, 1000.0))
    """
    number = read_number(phrase, 0) if phrase else None
    if number is None or number.end != len(phrase):
        raise ValueError(f"not a number phrase: {phrase!r}")
    return number.value, number.step


def read_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read the number phrase that begins at `start`, as far as it reaches.

    `money` tells that a currency stands before it: then a bare "m" or "b" is a scale. Returns
    None where no number begins, or one too long to be a figure.
    """
    match = _pattern("money" if money else "group").match(text, start)
    if match is None or match.end() == start:
        return _read_han(text, start)
    digits, words, half, scales, letter = match.groups()
    if digits is None and words is None and not scales:
        return None
    if digits is not None and len(digits) > MAX_DIGITS:
        return None
    if digits is not None and not (scales or letter or half) and digits.isdecimal():
        end = match.end()
        if end == len(text) or text[end] < "\u2fff":
            return Number(start, end, float(digits), _digit_step(digits), "plain")
    factor = _scale(scales, letter)
    value, step = _group_value(digits, words, half, factor)
    end = match.end()
    if factor > 1:
        value, step, end = _read_more(text, end, value, step, factor, digits is None)
        return Number(start, end, value, step, "scaled" if digits else "words", factor)
    if digits is None:
        return Number(start, end, value, step, "words")
    if end < len(text) and text[end] > "\u2fff" and (han := _read_han(text, start)):
        return han
    form = "plain" if digits.isdecimal() else "grouped" if _is_grouped(digits) else "decimal"
    return Number(start, end, value, step, form)


def _read_more(
    text: str, end: int, value: float, step: float, limit: int, words: bool
) -> tuple[float, float, int]:
    """Add the groups of falling scale that follow: "[three crores] ten lakh 77 thousand 444"."""
    scaled = 1
    while match := _pattern("following").match(text, end):
        joint, digits, small, half, scales, letter = match.groups()
        factor = _scale(scales, letter)
        if factor >= limit or (joint and digits) or len(digits or "") > MAX_DIGITS:
            break
        if factor == 1 and not (scaled > 1 or (small and words)):
            break
        more, more_step = _group_value(digits, small, half, factor)
        if more >= limit:
            break
        value, step, end, limit, scaled = value + more, more_step, match.end(), factor, scaled + 1
        if factor == 1:
            break
    return value, step, end


def _is_grouped(digits: str) -> bool:
    return "," in digits or "，" in digits or any(c.isspace() for c in digits)


def _scale(scales: str, letter: str | None) -> int:
    """Multiply out "lakh crore", "hundred million", "bn"."""
    factor = 1
    if scales:
        for word in scales.replace("-", " ").lower().split():
            factor *= lexicon.SCALES.get(word) or lexicon.SCALES[word.removesuffix("s")]
    return factor * lexicon.SCALE_LETTERS[letter.strip().lower()] if letter else factor


def _group_value(
    digits: str | None, words: str | None, half: str | None, factor: int
) -> tuple[float, float]:
    """Return value and step of one group of digits or words times its scale."""
    plain = digits or str(_small(words) if words else 1)
    if not plain.isdecimal():
        if plain[-1] in lexicon.VULGAR or "/" in plain:
            return _fraction(plain, factor)
        plain = re.sub(r"[^\d.]", "", plain.replace("．", "."))
    whole, _, decimals = plain.partition(".")
    value = int(whole + decimals) * factor / 10 ** len(decimals)
    return (value + factor / 2, factor / 2) if half else (value, _digit_step(plain) * factor)


def _fraction(digits: str, factor: int) -> tuple[float, float]:
    """Return value and step of "2½", "10 1/2" or "3/4"."""
    if digits[-1] in lexicon.VULGAR:
        whole, part = digits[:-1], lexicon.VULGAR[digits[-1]]
    else:
        whole, _, ratio = digits.replace("-", " ").rpartition(" ")
        above, _, below = ratio.partition("/")
        part = int(above) / int(below)
    return (int(whole or 0) + part) * factor, factor * (part if part < 0.5 else 1 - part)


def _digit_step(digits: str) -> float:
    """Return the step of digits without separators: 0.01 for "1.73", 100 for "4500"."""
    if "." in digits:
        return 10.0 ** (digits.index(".") + 1 - len(digits))
    bare = digits.rstrip("0")
    return 10.0 ** (len(digits) - len(bare)) if bare else 1.0


def _small(words: str) -> int:
    """Return the value of number words below ten thousand ("one hundred and five")."""
    total = 0
    for word in words.replace("-", " ").lower().split():
        total = total * 100 if word == "hundred" else total + lexicon.BELOW_HUNDRED.get(word, 0)
    return total


def _read_han(text: str, start: int) -> Number | None:
    """Read Chinese numerals, or digits with Chinese scales: "一萬九千", "3亿5000万", "50余万"."""
    match = _pattern("han").match(text, start)
    if match is None or len(match[0]) > MAX_DIGITS:
        return None
    phrase = re.sub(r"[,\s]", "", match[0])
    bare = re.sub(f"[{lexicon.HAN_MORE}]", "", phrase)
    value, step = _han_value(bare)
    factor = _han_value(bare.lstrip("0123456789.") or "一")[0] if bare[0].isdecimal() else 1.0
    return Number(start, match.end(), value, step, "han", factor, bare != phrase)


def _han_value(phrase: str) -> tuple[float, float]:
    """Split at the largest scale and read both sides; digits alone are read one by one."""
    for mark, factor in lexicon.HAN_SCALES.items():
        left, found, right = phrase.rpartition(mark)
        if found:
            value, step = _han_value(left) if left else (1.0, 1.0)
            value, step = round(value * factor, 6), step * factor
            if not right:
                return value, step
            more, more_step = _han_value(right)
            if right in lexicon.HAN_DIGITS and factor > 10:  # 两万五 is 25,000
                more, more_step = more * factor / 10, more_step * factor / 10
            return value + more, more_step
    digits = "".join(str(lexicon.HAN_DIGITS.get(c, "." if c in "点點" else c)) for c in phrase)
    return float(digits), _digit_step(digits)
