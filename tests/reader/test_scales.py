"""No number is read as another power of ten, however it is put together and set.

Every phrase here is composed from parts whose values are known, so that its value is worked out by
arithmetic alone; plain numerals are written by cn2an, which shares nothing with the reader.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import cn2an
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reader import find_mentions

BLANKS = ("", " ", "\u00a0", "\u3000", "\u2009", "  ")
DIGITS = {"3": 3, "26": 26, "7.4": 7.4, "1,200": 1200, "0.85": 0.85, "３２": 32, "１，２００": 1200,
          "６．５": 6.5}  # fmt: skip
NUMERALS = {"三": 3, "两": 2, "十六": 16, "二十五": 25, "六十": 60, "三百零五": 305,
            "九点六": 9.6, "柒": 7, "贰拾叁": 23, "伍佰": 500, "廿二": 22, "兩": 2}  # fmt: skip
SCALES = {"": 1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "百万": 1e6, "千万": 1e7, "万亿": 1e12,
          "萬": 1e4, "億": 1e8, "仟萬": 1e7, "個億": 1e8, "个亿": 1e8}  # fmt: skip
UNITS = ("元", "件", "户", "人次", "公里", "吨", "輛", "名", "美元")
TRADITIONAL = str.maketrans("万亿两个", "萬億兩個")
NEIGHBOURS = "一二三四五六七八九"


class Phrase(NamedTuple):
    """A phrase, and what has to be read in it; `high` is its own value where it is no range."""

    text: str
    low: float
    high: float
    more: bool = False


def numbers() -> Iterator[tuple[str, float]]:
    """Yield every number that can stand before a scale, with the scale, as (text, value)."""
    for (number, value), (scale, factor) in itertools.product(
        [*DIGITS.items(), *NUMERALS.items()], SCALES.items()
    ):
        small = scale[:1] in ("百", "千", "仟")
        if number in NUMERALS and small and number not in ("三", "两", "兩", "柒"):
            continue  # 十六百 is no numeral
        yield f"{number}|{scale}" if scale else number, value * factor


def stated() -> Iterator[Phrase]:
    """Yield numbers in every setting: blanks, 余 and 多, units."""
    more = ("", "余", "多", "餘")
    for place, ((number, value), some, blank) in enumerate(
        itertools.product(numbers(), more, BLANKS)
    ):
        unit = UNITS[place % len(UNITS)]
        digits, _, scale = number.partition("|")
        decimal = "." in digits or "．" in digits or "点" in digits
        if some and ((decimal and not scale) or value < 10 or value == 305):
            continue
        inside = (digits, some, scale, unit)
        after = (digits, scale, some, unit)
        can_be_inside = scale[:1] in ("万", "亿", "萬", "億") and not decimal
        for form in (inside, after) if some and can_be_inside else (after,):
            yield Phrase(blank.join(filter(None, form)), value, value, bool(some))


def ranges() -> Iterator[Phrase]:
    """Yield ranges whose scale stands once or twice, and neighbouring numerals."""
    joints = ("到", "至", "-", "~", "～", "——", "–", " - ", " 至 ")
    pairs = [("四", 4, "五", 5), ("十二", 12, "十六", 16), ("20", 20, "25", 25), ("5", 5, "6", 6),
             ("1.5", 1.5, "2", 2), ("三千", 3e3, "四千", 4e3)]  # fmt: skip
    scales = {"万": 1e4, "亿": 1e8, "千万": 1e7, "萬": 1e4, " 万": 1e4, "\u3000亿": 1e8}
    for joint, (low, a, high, b), (scale, factor) in itertools.product(
        joints, pairs, scales.items()
    ):
        if scale == "千万" and low in ("三千", "十二"):
            continue  # 十二千万 is no numeral
        yield Phrase(f"{low}{joint}{high}{scale}元", a * factor, b * factor)
        yield Phrase(f"{low}{scale}{joint}{high}{scale}元", a * factor, b * factor)
        yield Phrase(f"{low}{scale}元{joint}{high}{scale}元", a * factor, b * factor)
    tens = {"": 1, "十": 10, "百": 100, "千": 1e3, "万": 1e4, "亿": 1e8, "十万": 1e5, "百万": 1e6,
            "千万": 1e7, "百亿": 1e10}  # fmt: skip
    for (at, low), (scale, factor) in itertools.product(enumerate(NEIGHBOURS[:8], 1), tens.items()):
        high = NEIGHBOURS[at]
        yield Phrase(f"{low}{high}{scale}户", at * factor, (at + 1) * factor)
        if not scale:
            yield Phrase(f"十{low}{high}户", 10 + at, 11 + at)
            yield Phrase(f"十{low}{high}万户", (10 + at) * 1e4, (11 + at) * 1e4)
            yield Phrase(f"两万{low}{high}户", 2e4 + at * 1e3, 2e4 + (at + 1) * 1e3)


def vague() -> Iterator[Phrase]:
    """Yield 几百万 and its kin: from one of the scale to ten of it."""
    scales = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "十万": 1e5, "百万": 1e6, "千万": 1e7,
              "十亿": 1e9, "百亿": 1e10, "萬": 1e4}  # fmt: skip
    for word, blank, (scale, factor) in itertools.product("几数數幾", BLANKS, scales.items()):
        yield Phrase(f"{word}{blank}{scale}{blank}元", factor, 10 * factor)
    for ten, value in (("十", 10), ("二十", 20), ("三十", 30)):
        for scale, factor in {"": 1, "万": 1e4, "亿": 1e8, "萬": 1e4}.items():
            yield Phrase(f"{ten}几{scale}户", value * factor, (value + 10) * factor)


ENGLISH = {"3": 3, "26": 26, "7.4": 7.4, "1,200": 1200, "0.85": 0.85, "three": 3, "twelve": 12,
           "twenty-six": 26, "sixty": 60, "seven point four": 7.4, "thirty-two point one": 32.1,
           "one hundred and five": 105}  # fmt: skip
ENGLISH_SCALES = {"": 1, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
                  "trillion": 1e12, "hundred million": 1e8, "lakh": 1e5, "crore": 1e7}  # fmt: skip
LETTERS = {"k": 1e3, "m": 1e6, "bn": 1e9, "mn": 1e6}
GAPS = (" ", "\u00a0", "  ", "-", "\n")
NOUNS = ("people", "cars", "tonnes of rice", "yuan", "square meters")


def english() -> Iterator[Phrase]:
    """Yield numbers in digits and words with every scale, gap and unit, and sums of money."""
    noun = itertools.cycle(NOUNS)
    for (number, value), (scale, factor), gap in itertools.product(
        ENGLISH.items(), ENGLISH_SCALES.items(), GAPS
    ):
        if "hundred" in scale and value not in (3, 12, 26, 60):
            continue
        yield Phrase(f"{number}{scale and gap}{scale} {next(noun)}", value * factor, value * factor)
    digits = {number: value for number, value in ENGLISH.items() if number[0].isdecimal()}
    signs = ("$", "US$", "€", "RMB ", "Rs ", "£")
    for (number, value), sign, (scale, factor) in itertools.product(
        digits.items(), signs, (ENGLISH_SCALES | LETTERS).items()
    ):
        gap = " " if scale in ENGLISH_SCALES and scale else ""
        yield Phrase(f"{sign}{number}{gap}{scale}", value * factor, value * factor)


def english_ranges() -> Iterator[Phrase]:
    """Yield ranges whose scale or currency stands once or twice."""
    pairs = [("3", 3, "5", 5), ("1.5", 1.5, "2", 2), ("20", 20, "30", 30), ("three", 3, "five", 5),
             ("twenty-six", 26, "sixty", 60)]  # fmt: skip
    joints = ("{} to {}", "between {} and {}", "from {} to {}", "{}-{}", "{} – {}", "{} or {}")
    for (low, a, high, b), joint, (scale, factor) in itertools.product(
        pairs, joints, ENGLISH_SCALES.items()
    ):
        if not low[0].isdecimal() and joint not in joints[:3]:
            continue
        if joint == "{} or {}" and b > 1.5 * a:
            continue
        if "hundred" in scale and not float(a).is_integer():
            continue
        after = f" {scale} cars" if scale else " cars"
        yield Phrase(joint.format(low, high) + after, a * factor, b * factor)
        if low[0].isdecimal() and scale:
            yield Phrase(joint.format(f"{low} {scale}", high) + after, a * factor, b * factor)
            money = joint.format(f"${low}", f"{'$' * ('to' in joint)}{high} {scale}")
            yield Phrase(money, a * factor, b * factor)
    for low, high in itertools.combinations((20, 25, 30, 35), 2):
        for joint in joints[:5]:
            yield Phrase(joint.format(low, f"{high},000") + " people", low * 1e3, high * 1e3)


def read_together(phrases: Iterable[Phrase], around: str) -> list[tuple[Phrase, pd.DataFrame]]:
    """Read phrases as the paragraphs of one text; return each with its own mentions."""
    listed = list(phrases)
    texts = [around.format(phrase.text) for phrase in listed]
    ends = list(itertools.accumulate(len(text) + 2 for text in texts))
    mentions = find_mentions("\n\n".join(texts))
    place = pd.Series(ends).searchsorted(mentions["number_start"], side="right")
    groups = dict(iter(mentions.groupby(place)))
    return [(phrase, groups.get(at, mentions[:0])) for at, phrase in enumerate(listed)]


def misread(phrase: Phrase, mentions: pd.DataFrame) -> bool:
    """Tell whether a phrase is not read as one number with its own value, or its two ends."""
    if len(mentions) != 1:
        return True
    row = mentions.iloc[0]
    if phrase.low < phrase.high:
        return bool(pd.isna(row["value_high"])) or not same(
            [row["value"], row["value_high"]], [phrase.low, phrase.high]
        )
    bound = "more_than" if phrase.more else "exact"
    return not same([row["value"]], [phrase.low]) or row["bound"] != bound


def same(read: list[float], meant: list[float]) -> bool:
    return read == pytest.approx(meant, rel=1e-9)


AROUND = ["{}", "共有{}，", "全年投入 {} 。", "目前{}的"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("kind", [stated, ranges, vague])
def test_composed_phrases_keep_their_scale(kind, around):
    read = read_together(kind(), around)
    assert len(read) > 200
    wrong = [(p.text, rows["text"].tolist(), rows["value"].tolist()) for p, rows in read
             if misread(p, rows)]  # fmt: skip
    assert wrong == []


@settings(max_examples=4 * settings.default.max_examples)
@given(
    st.one_of(st.integers(10, 10**13), st.integers(1, 999).map(lambda n: n * 10**9)),
    st.sampled_from(["low", "up"]),
    st.booleans(),
)
def test_plain_numerals_are_read_as_another_library_writes_them(number, mode, traditional):
    numeral = cn2an.an2cn(number, mode)
    numeral = numeral.translate(TRADITIONAL) if traditional else numeral
    (value,) = find_mentions(f"共有{numeral}元")["value"]
    assert value == number


@given(st.decimals(0, 9999, places=2), st.sampled_from(["", "万", "亿"]))
def test_decimals_in_numerals(number, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    numeral = cn2an.an2cn(f"{number:.2f}", "low")
    (value,) = find_mentions(f"共有{numeral}{scale}吨")["value"]
    assert value == pytest.approx(float(number) * factor, rel=1e-9)


@pytest.mark.parametrize("around", ["{}", "It counted {} in all.", "(see {})", "In May, {} came;"])
@pytest.mark.parametrize("kind", [english, english_ranges])
def test_composed_english_phrases_keep_their_scale(kind, around):
    read = read_together(kind(), around)
    assert len(read) > 200
    wrong = [(p.text, rows["text"].tolist(), rows["value"].tolist()) for p, rows in read
             if misread(p, rows[rows["kind"] != "date"])]  # fmt: skip
    assert wrong == []
