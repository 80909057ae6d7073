"""Read Chinese numerals, and digits with Chinese scales: "一萬九千", "3亿5000万", "50余万"."""

import re

from analysis.reader.digits import DIGITS, MAX_DIGITS, Number, digit_step, form, parse_digits
from analysis.reader.patterns import Rule, Table

# fmt: off
NUMERALS = Table("Chinese numerals", {0: "〇 零", 1: "一", 2: "二 两 兩", 3: "三", 4: "四", 5: "五",
    6: "六", 7: "七", 8: "八", 9: "九"}, reads="二十三名 → 23 名 // 一点五亿元 → 150000000 yuan",
    leaves="几名 → nothing")
SCALES = Table("Chinese scales", {10**12: "兆", 10**8: "亿 億", 10**4: "万 萬", 1000: "千",
    100: "百", 10: "十"}, reads="1.2万亿元 → 1200000000000 yuan // 一萬九千名 → 19000 名",
    leaves="173名 → 173 名")
SCALE = Rule("scale that belongs to no unit",
    "(?!千[米克瓦卡伏赫焦帕字比]|兆[瓦赫字比帕焦欧]|百帕)<<Chinese scales>>",
    reads="5千台 → 5000 台", leaves="5千米 → 5 kilometer")
MORE = Rule("and some more, inside", "[余餘馀多来來]", reads="1000多万元 → more_than 10000000 yuan",
    leaves="1000万元 → 10000000 yuan")
THOUSANDS = Rule("k after digits in Chinese", r"[kK](?![^\W_])", reads="月薪5k，约 → 5000",
    leaves="看8K电视 → identifier")
NUMBER = Rule("Chinese number", r"""
    \d+(?:,\d{3})*(?:\.\d+)? (?:\s?<<and some more, inside>>?<<scale that belongs to no unit>>)+
        (?:[零〇]?\d+(?:\.\d+)?<<scale that belongs to no unit>>+)* (?:\d+(?![\d.%]))?
    | (?: <<Chinese numerals>> | <<scale that belongs to no unit>>
        | (?<=<<Chinese numerals>>)[点點](?=<<Chinese numerals>>)
        | (?<=<<Chinese scales>>)<<and some more, inside>>(?=<<Chinese scales>>) ){1,40}""",
    reads="3亿5000万元 → 350000000 yuan // 四百余万台 → more_than 4000000 台",
    leaves="3亿.5 → 300000000 | 5")
# fmt: on
_LEADING = re.compile(r"^[\d.]+")


def read_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read the number that begins at `start`, None where none begins or one too long for a figure.

    `money` tells nothing in Chinese, where a scale is always written.
    """
    match = DIGITS.match(text, start)
    digits = match[0] if match else ""
    if len(digits) > MAX_DIGITS:
        return None
    end = start + len(digits)
    han = _read_han(text, start) if not digits or text[end : end + 1] > "\u2fff" else None
    if han or not digits:
        return han
    if THOUSANDS.match(text, end):
        return Number(start, end + 1, *parse_digits(digits, 1000), "scaled", 1000)
    return Number(start, end, *parse_digits(digits), form(digits))


def _read_han(text: str, start: int) -> Number | None:
    match = NUMBER.match(text, start)
    if match is None or len(match[0]) > MAX_DIGITS:
        return None
    phrase = "".join(match[0].replace(",", "").replace("點", "点").split())
    if phrase.count("点") > 1:
        return None
    bare = MORE.compiled.sub("", phrase)
    value, step = _value(bare)
    factor = _value(_LEADING.sub("", bare) or "一")[0] if bare[0].isdecimal() else 1.0
    return Number(start, match.end(), value, step, "han", factor, bare != phrase)


def _value(phrase: str) -> tuple[float, float]:
    """Split at the largest scale and read both sides; digits alone are read one by one."""
    for mark, factor in SCALES.items():
        left, found, right = phrase.rpartition(mark)
        if found:
            value, step = _value(left) if left else (1.0, 1.0)
            value, step = round(value * factor, 6), step * factor
            if not right:
                return value, step
            more, more_step = _value(right)
            if right in NUMERALS and factor > 10:  # 两万五 is 25,000
                more, more_step = more * factor / 10, more_step * factor / 10
            return value + more, more_step
    digits = "".join(str(NUMERALS.get(c, "." if c == "点" else c)) for c in phrase)
    return float(digits), digit_step(digits)
