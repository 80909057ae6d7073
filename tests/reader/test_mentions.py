"""The reader through its one door: annotated texts, phrases, periods, the frame's contract."""

from __future__ import annotations

import importlib.util
import re
import sys
import time
import unicodedata
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.reader import BOUNDS, KINDS, MEASURES, TRENDS, find_mentions
from analysis.reader.patterns import ROWS, Table
from marked import read_marked

COLUMNS = {"start": "int64", "end": "int64", "text": "str", "number_start": "int64",
           "number_end": "int64", "kind": "category", "value": "float64", "value_high": "float64",
           "bound": "category", "unit": "str", "unit_stated": "str", "trend": "category",
           "low": "float64", "high": "float64", "period_start": "datetime64[us]",
           "period_end": "datetime64[us]"}  # fmt: skip


def agreement(mark: dict[str, object], row: object) -> str:
    """Say how far a row agrees with its mark: "", "kind", "value" or "all" (bound and unit too)."""
    kind = mark["kind"]
    if (row.kind in MEASURES) != (kind in MEASURES) or (kind == "date" != row.kind):
        return ""
    if kind not in MEASURES:
        claimed = [mark["value"], mark["value_high"]]
        return "kind" if mark["value"] and [row.low, row.high] != pytest.approx(claimed) else "all"
    high = mark["value_high"]
    value = pytest.approx([mark["value"], np.nan if high is None else high], nan_ok=True)
    if [row.value, row.value_high] != value:
        return "kind"
    units, bounds = [mark["unit"], *mark["unit_alts"]], [mark["bound"], *mark["alt_bounds"]]
    unit = not units[0] or any(str(u) in str(row.unit) for u in units)
    trend = not mark["trend"] or mark["trend"] == (row.trend if row.trend in TRENDS else "none")
    return "all" if unit and row.bound in bounds and trend else "value"


def test_annotated_corpus_is_read_as_well_as_ever() -> None:
    wrong, taken, marks = [], [], 0
    for name, (text, expected) in read_marked(Path(__file__).parent / "examples.txt").items():
        rows = list(find_mentions(text).itertuples())
        met = set()
        for mark in expected:
            hits = [
                r for r in rows if r.number_start < mark["end"] and mark["start"] < r.number_end
            ]
            met |= {r.Index for r in hits}
            if not mark["neutral"]:
                marks += 1
                level = agreement(mark, hits[0]) if hits else "missed"
                wrong += [(name, mark["text"], level)] if level != "all" else []
        taken += [(name, r.text) for r in rows if r.Index not in met and r.kind in MEASURES]
    assert marks > 2000
    assert wrong == []
    assert taken == []


@pytest.mark.article
def test_article_is_read_as_annotated(gold_folder: Path, article_text: str) -> None:
    scores = gold_scores(gold_folder, {"seed": article_text})
    assert {name: score for name, score in scores.items() if score != 1} == {"taken": 0}


@pytest.mark.article
def test_annotated_texts_are_read_as_annotated(gold_folder: Path) -> None:
    paths = sorted((gold_folder / "texts").glob("*.txt"))
    scores = gold_scores(gold_folder, {p.stem: p.read_text(encoding="utf-8") for p in paths})
    assert {name: score for name, score in scores.items() if score != 1} == {"taken": 0}


def gold_scores(folder: Path, texts: dict[str, str]) -> dict[str, float]:
    """Return F1 of each measure of the annotated examples' scorer, and the non-measures taken."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    predicted = {
        name: [
            {key: None if pd.isna(cell) else cell for key, cell in row._asdict().items()}
            for row in find_mentions(text).itertuples()
        ]
        for name, text in texts.items()
    }
    summary = score.summary(score.run(predicted, score.load_gold("seed" in texts))[0])
    taken = summary.pop("false positives")["nonmeasure"]
    return {name: row["F1"] for name, row in summary.items()} | {"taken": taken}


@pytest.mark.parametrize(
    ("phrase", "value", "step"),
    [
        ("80", 80, 10), ("36", 36, 1), ("4,500", 4_500, 100), ("740,000", 740_000, 10_000),
        ("1.73 million", 1_730_000, 10_000), ("0.137 billion", 137_000_000, 1_000_000),
        ("660 000", 660_000, 10_000), ("19,31,21,778", 193_121_778, 1), ("14bn", 14e9, 1e9),
        ("14.88 crore", 148_800_000, 100_000), ("3.60 lakh crore", 3.6e12, 1e10),
        ("880 billion 300 million", 880.3e9, 100e6), ("two hundred and five", 205, 1),
        ("three crores ten lakh 77 thousand 444", 31_077_444, 1), ("twenty-five", 25, 1),
        ("three million five hundred thousand", 3.5e6, 1e5), ("one and a half", 1.5, 0.5),
        ("one hundred thousand", 100_000, 100_000), ("two and a half million", 2.5e6, 5e5),
        ("0", 0, 1), ("１２", 12, 1), (".25", 0.25, 0.01), ("1.2e6", 1.2e6, 1e5),
        ("1.250.000", 1.25e6, 1e4), ("3 × 10^5", 3e5, 1e5), ("one and a quarter", 1.25, 0.25),
    ],
)  # fmt: skip
def test_value_and_step(phrase: str, value: float, step: float) -> None:
    row = find_mentions(f"about {phrase} cars").iloc[0]
    assert (row["value"], row["high"] - row["low"]) == pytest.approx((value, step))


@pytest.mark.parametrize(
    ("phrase", "value", "step"),
    [
        ("173万", 1_730_000, 10_000), ("1.9萬", 19_000, 1_000), ("一萬九千", 19_000, 1_000),
        ("两万五", 25_000, 1_000), ("1.2万亿", 1.2e12, 1e11), ("3亿5000万", 350_000_000, 1e7),
        ("二十三", 23, 1), ("一点五亿", 150_000_000, 10_000_000),
    ],
)  # fmt: skip
def test_value_and_step_in_chinese(phrase: str, value: float, step: float) -> None:
    row = find_mentions(f"约{phrase}台").iloc[0]
    assert (row["value"], row["high"] - row["low"]) == pytest.approx((value, step))


@given(st.integers(0, 10**15))
def test_grouped_digits_keep_their_value(number: int) -> None:
    assert find_mentions(f"about {number:,} cars")["value"].iloc[0] == number


@pytest.mark.parametrize(("digits", "kind"), [(24, "quantity"), (25, "identifier")])
def test_too_many_digits_are_a_name(digits: int, kind: str) -> None:
    assert find_mentions("5" * digits + " cars")["kind"].iloc[0] == kind


@pytest.mark.parametrize(
    "phrase",
    ["no one came", "one of them", "统一的同一件事", "一家合作社", "零售", "in the quarter"],
)
def test_words_that_are_no_numbers(phrase: str) -> None:
    assert find_mentions(phrase).empty


@pytest.mark.parametrize("phrase", ["一个月内完成", "幺二七点零点零点幺"])
def test_what_was_not_read_or_raised(phrase: str) -> None:
    assert not find_mentions(phrase).empty


def test_a_day_without_a_year_has_no_period() -> None:
    assert find_mentions("August 7")["period_start"].isna().all()


def test_interval_follows_the_bound() -> None:
    row = find_mentions("about 3.8 billion yuan").iloc[0]
    assert (row["low"], row["high"]) == (3.75e9, 3.85e9)
    percent = find_mentions("almost 70 percent, and more than 300 percent")
    assert percent["low"].tolist() == [65, 300]
    assert percent["high"].tolist() == [70, 400]
    open_row = find_mentions("more than 80 offices", open_more_than=True).iloc[0]
    assert (open_row["low"], open_row["high"]) == (80, np.inf)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("no higher than -5 degrees", "at_most", -np.inf, -5),
        ("below -20 degrees", "less_than", -np.inf, -20),
        ("below 5 degrees", "less_than", -np.inf, 5),
        ("below 5 percent", "less_than", 0, 5),
        ("up to -3%", "at_most", -np.inf, -3),
        ("nearly -20 degrees", "nearly", -20, -10),
        ("about minus 20 degrees", "about", -25, -15),
        ("-5 to -3 degrees", "range", -5, -3),
        ("-5–-3 degrees", "range", -5, -3),
        ("from -$5m to -$3m", "range", -5e6, -3e6),
        ("at least -$5m", "at_least", -5e6, np.inf),
        ("no more than minus $5m", "at_most", -np.inf, -5e6),
        ("不高于-5℃", "at_most", -np.inf, -5),
        ("零下20多度", "less_than", -np.inf, -20),
        ("气温-10～-5℃", "range", -10, -5),
        ("more than 50 degrees below zero", "less_than", -np.inf, -50),
        ("up to 30 degrees below zero", "at_least", -30, np.inf),
        ("15 degrees or more below zero", "at_most", -np.inf, -15),
        ("it was minus 20-odd degrees", "less_than", -np.inf, -20),
        ("between 5 and -5 degrees", "range", -5, 5),
        ("growth was below 0 percent", "less_than", -np.inf, 0),
        ("nearly zero cases", "nearly", 0, 1),
        ("a balance of US$-5m", "exact", -5.5e6, -4.5e6),
        ("The unit reported minus $5 million", "exact", -5.5e6, -4.5e6),
        ("below minus 80C", "less_than", -np.inf, -80),
        ("净利润预计为-3.2亿至-2.8亿元", "range", -3.2e8, -2.8e8),
        ("预计-5000至-4000万元", "range", -5e7, -4e7),
        ("利润-30000至-2万元", "range", -30000, -20000),
        ("拉动增长-0.5个百分点", "exact", -0.55, -0.45),
        ("差额为-20万", "exact", -250000, -150000),
        ("气温-20多度", "less_than", -np.inf, -20),
        ("夜间零下近20度", "nearly", -20, -10),
        ("夜间零下超过20度", "less_than", -np.inf, -20),
        ("零下3℃到8℃", "range", -3, 8),
        ("零下2～7℃", "range", -7, -2),
        ("3～-1℃", "range", -1, 3),
    ],
)
def test_what_is_below_zero_lies_within_what_is_claimed(text, bound, low, high) -> None:
    row = find_mentions(text).iloc[0]
    assert (row["bound"], row["low"], row["high"]) == (bound, low, high)


@pytest.mark.parametrize("text", ["at least thousands", "at most dozens", "more than hundreds"])
def test_without_a_value_there_is_no_interval(text: str) -> None:
    row = find_mentions(text).iloc[0]
    assert row[["value", "low", "high"]].isna().all()


@pytest.mark.parametrize(
    "text", ["1" + " quadrillion" * 21, "5" + " crore" * 44, "五" + "万亿" * 30, "5ſ", "9e99 cars"]
)
def test_no_scale_is_too_large_to_be_read(text: str) -> None:
    with warnings.catch_warnings(action="error"):
        assert np.isfinite(find_mentions(text)["value"].dropna()).all()


def test_wording_of_the_unit_is_kept() -> None:
    row = find_mentions("600 kilometres of lanes").iloc[0]
    assert (row["unit"], row["unit_stated"]) == ("kilometer", "kilometres")


@pytest.mark.parametrize("text", ["", "no numbers here", "in 2023, 33 enterprises"])
def test_columns_and_types_are_always_the_same(text: str) -> None:
    frame = find_mentions(text)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS
    assert tuple(frame["kind"].cat.categories) == KINDS
    assert tuple(frame["bound"].cat.categories) == BOUNDS
    assert tuple(frame["trend"].cat.categories) == TRENDS


_PIECES = """
    zero one two three ten twenty hundred thousand million billion lakh crore dozen first third
    half quarter twice hundreds double few between more than over about nearly up to not odd plus
    May September Sept. 11 2023 12,345 3.5 100000 １２ US$ $ £ % per st and from No. yuan km
    people °C month days won bn k m ½ 1/2 - – / : . ( ) “ ” " ² ٣ ① 第 大 余 多 年 月 日 亿 万 千
    百 十 〇 零 一 两 三 九 点 半 成 个 人次 公里 元 号 室 至 分之 百分之 约 以上 左右 上半年 季度
    \ud800
"""
PIECES = _PIECES.split()
KNOWN = sorted({word for row in ROWS.values() if isinstance(row, Table) for word in row})
SIGNS = [
    *"0123456789０５一二三四五六七八九十百千万亿零〇两几余多来半点个壹贰拾佰廿年月日第",
    *"/½.．,，:-–—～%$+×^ 、",
]
GAPS = ["\n", "\n\n", " "]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Nd", "Nl", "No", "Lo", "Zs"]), max_size=40),
    st.lists(st.sampled_from(PIECES + GAPS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES + GAPS), max_size=12).map("".join),
    st.lists(st.sampled_from(SIGNS), max_size=12).map("".join),
    st.lists(st.one_of(st.sampled_from(KNOWN), st.sampled_from(SIGNS)), max_size=12).flatmap(
        lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
    ),
)


@settings(max_examples=8 * settings.default.max_examples)
@given(TEXTS, st.sampled_from([None, 2023]))
@example("\ud8001 \udfff", None)
@example("9" * 5000 + " cars", None)
@example("February 31, 2023 and 99/99/2023", 2023)
@example("幺二七点零点零点幺", None)
@example("、1/2〇", None)
@example("零下9零下", None)
@example("AD３３３７", 2023)
@example("-陆佰元伍，", None)
@example("4/3 and 6/4 and 4/4", None)
def test_any_string_is_read_and_offsets_slice_back(text: str, year: int | None) -> None:
    done, frame = 0, find_mentions(text, reference_year=year)
    for row in frame.itertuples():
        assert done <= row.start <= row.number_start < row.number_end <= row.end <= len(text)
        assert text[row.start : row.end] == row.text
        done = row.end
    assert_in_order(frame)


def assert_in_order(frame: pd.DataFrame) -> None:
    """Check that what is stated lies within what is claimed, and that no end comes alone."""
    low, value, high = (frame[name] for name in ("low", "value", "high"))
    assert (low.isna() == high.isna()).all()
    stated = frame["kind"].isin(MEASURES) & value.notna()
    assert low[stated].notna().all()
    assert (low.isna() | ((low <= value) & (value <= high) & (low < np.inf))).all()
    assert (frame["value_high"].isna() | (value <= frame["value_high"])).all()
    assert np.isfinite(value.dropna()).all()
    days = frame[["period_start", "period_end"]].dropna()
    assert (days["period_start"] <= days["period_end"]).all()


# A numeral of any script, alone and as part of what the reader knows.
FRAMES = """5{} {}5 5{}5 {}{}{} {}.{} {}/{} {}-{} -{} {}% ${} no.{}_of {}_cars about_{}_people
    {}_million 第{} {}万 {}年 {}月{}日 零下{}度 2023{}"""
NUMERALS = [
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) in ("Nd", "Nl", "No")
    or unicodedata.numeric(sign, None) is not None
]


def test_every_numeral_character_is_read_in_twenty_frames() -> None:
    frames = [frame.replace("_", " ") for frame in FRAMES.split()]
    assert len(frames) == 20
    text = "\n\n".join(frame.replace("{}", sign) for sign in NUMERALS for frame in frames)
    frame = find_mentions(text, reference_year=2023)
    assert [text[row.start : row.end] for row in frame.itertuples()] == frame["text"].tolist()
    assert_in_order(frame)


@pytest.mark.parametrize(
    ("above", "below"),
    [("about", "20"), ("80 more than", "80"), ("page", "74"), ("$", "55"), ("May", "5"),
     ("近", "30个"), ("Articles 12,", "14 and"), ("three", "million"), ("5", "percent"),
     ("no.", "7"), ("第", "三"), ("2012 to", "2020"), ("12,", "345")],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])
def test_nothing_is_read_across_a_blank_line(above: str, below: str, gap: str) -> None:
    assert_read_apart(above, gap, below)


WORDS = st.lists(st.sampled_from([*PIECES, "a", "the", "，"]), max_size=8).map(" ".join)


@settings(max_examples=4 * settings.default.max_examples)
@given(st.one_of(WORDS, TEXTS), st.one_of(WORDS, TEXTS))
@example("公里", " –５^%-—五")
@example("公里", " Chinese ٣: p38")
def test_paragraphs_read_together_as_alone(above: str, below: str) -> None:
    assert_read_apart(above, "\n\n", below)


def assert_read_apart(above: str, gap: str, below: str) -> None:
    """Check that two paragraphs give the mentions that each gives alone, at their places."""
    together = find_mentions(above + gap + below, reference_year=2023)
    first = find_mentions(above, reference_year=2023)
    second = find_mentions(below, reference_year=2023)
    places = ["start", "end", "number_start", "number_end"]
    second[places] += len(above + gap)
    apart = pd.concat([first, second], ignore_index=True)
    assert together.astype(str).to_dict("records") == apart.astype(str).to_dict("records")


def _units() -> set[str]:
    """Return a line beside each rule and table, words of each table, and signs after a number."""
    lines = [side.partition(" // ")[0] for row in ROWS.values() for side in (row.reads, row.leaves)]
    texts = {re.sub("[{}]", "", line.partition(" → ")[0]) for line in lines}
    tables = [list(row) for row in ROWS.values() if isinstance(row, Table)]
    known = {word for words in tables for word in (words[0], max(words, key=len))}
    signs = {sign for text in texts for sign in text if not sign.isalnum()}
    repeated = {1: ("", "1", "五"), 2: ("1",)}
    return texts | known | {b + n * sign for sign in signs for n in repeated for b in repeated[n]}


UNITS = sorted(_units())
GROWTH = 2.3  # by doubling a text; twice the time is linear, four times quadratic


@pytest.mark.parametrize("first", range(16))
def test_time_grows_linearly(first: int) -> None:
    assert len(UNITS) > 700
    slow = [unit for unit in UNITS[first::16] if _growth(unit) > GROWTH]
    # The best of several: a busy machine slows a run down, and never speeds one up.
    assert [unit for unit in slow if _growth(unit, runs=5) > GROWTH] == []


def _growth(unit: str, runs: int = 1) -> float:
    """Return by how much the time grows when a text of repeated units doubles."""
    small, large = (min(_seconds(unit, size) for _ in range(runs)) for size in (500, 4000))
    return float((large / small) ** (1 / 3)) if large > 0.02 else 1.0


def _seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit) + 1)
    begin = time.process_time()
    find_mentions(text[:size])
    return time.process_time() - begin
