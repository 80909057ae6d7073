"""The reader: annotated examples, rules one by one, contract of the frame, any string at all."""

from __future__ import annotations

import importlib.util
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import lexicon
from analysis.mentions import find_mentions, iterate_mentions

KINDS = {
    "q": "quantity",
    "p": "percent",
    "d": "date",
    "c": "date",
    "o": "ordinal",
    "i": "identifier",
    "m": "idiom",
    "v": "vague",
}
MEASURES = ("quantity", "percent")
COLUMNS = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "number_start": "int64",
    "number_end": "int64",
    "kind": "category",
    "value": "float64",
    "value_high": "float64",
    "bound": "category",
    "unit": "str",
    "unit_stated": "str",
    "trend": "category",
    "low": "float64",
    "high": "float64",
    "period_start": "datetime64[us]",
    "period_end": "datetime64[us]",
}


def parse_example(marked: str) -> tuple[str, list[dict[str, object]]]:
    """Split "costs {12;q;;about;dollar}" into the text and what is to be read in it.

    Fields: number; kind; value or low..high (left out: the digits); bound; unit. Kind n is
    neutral: nothing is asked of it.
    """
    text, expected, position = "", [], 0
    for match in re.finditer(r"\{([^{}]*)\}", marked):
        text += marked[position : match.start()]
        position = match.end()
        number, kind, value, bound, unit = (match[1].split(";") + [""] * 4)[:5]
        low, _, high = (value or number.replace(",", "")).partition("..")
        expected.append(
            {
                "span": (len(text), len(text) + len(number)),
                "number": number,
                "kind": kind,
                "value": float(low) if kind in ("q", "p") else None,
                "value_high": float(high) if high else None,
                "bound": "range" if high else bound or "exact",
                "unit": unit,
            }
        )
        text += number
    return text + marked[position:], expected


def examples() -> list[object]:
    path = Path(__file__).parent / "reader_examples.txt"
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [pytest.param(b.partition("\n")[2], id=b.partition("\n")[0][2:]) for b in blocks]


@pytest.mark.parametrize("marked", examples())
def test_annotated_text_is_read_as_marked(marked: str) -> None:
    text, expected = parse_example(marked)
    rows = [row._asdict() for row in find_mentions(text).itertuples()]
    wrong, met = [], set()
    for mark in expected:
        start, end = mark["span"]
        hits = [
            n for n, r in enumerate(rows) if r["number_start"] < end and start < r["number_end"]
        ]
        met |= set(hits)
        if mark["kind"] != "n" and (not hits or differs(mark, rows[hits[0]])):
            wrong.append((mark["number"], differs(mark, rows[hits[0]]) if hits else "missed"))
    wrong += [
        (row["text"], "marked as no measure")
        for number, row in enumerate(rows)
        if number not in met and row["kind"] in MEASURES
    ]
    assert not wrong


@pytest.mark.article
def test_article_is_read_as_annotated(gold_folder: Path, article_text: str) -> None:
    scores = gold_scores(gold_folder, {"seed": article_text})
    assert {name: score for name, score in scores.items() if score != 1} == {"taken": 0}


@pytest.mark.article
def test_annotated_texts_reach_the_marks(gold_folder: Path) -> None:
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((gold_folder / "texts").glob("*.txt"))
    }
    scores = gold_scores(gold_folder, texts)
    assert scores["+ right value"] >= 0.98
    assert scores["value + bound"] >= 0.97
    assert scores["value + bound + unit"] >= 0.93
    assert scores["dates (all)"] >= 0.95
    assert scores["taken"] <= 3


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


def differs(mark: dict[str, object], row: dict[str, object]) -> str:
    """Say how a row differs from its mark, "" if it doesn't."""
    kind = KINDS[str(mark["kind"])]
    measured = kind in MEASURES
    if (row["kind"] in MEASURES) != measured or (kind == "date" and row["kind"] != "date"):
        return f"kind {row['kind']}"
    if not measured:
        return ""
    high = mark["value_high"]
    if row["value"] != pytest.approx(mark["value"]):
        return f"value {row['value']}"
    if high is not None and row["value_high"] != pytest.approx(high):
        return f"value_high {row['value_high']}"
    if row["bound"] != mark["bound"]:
        return f"bound {row['bound']}"
    if mark["unit"] and mark["unit"] not in str(row["unit"]):
        return f"unit {row['unit']}"
    return ""


@pytest.mark.parametrize(
    ("phrase", "value", "bound", "unit"),
    [
        ("more than 1.73 million transfers", 1_730_000, "more_than", "transfer"),
        ("over 11,000 fans", 11_000, "more_than", "fan"),
        ("exceeded 40%", 40, "more_than", "percent"),
        ("at least 36 cities", 36, "at_least", "city"),
        ("no fewer than 50 boats", 50, "at_least", "boat"),
        ("aged 60 years or older", 60, "at_least", "year"),
        ("nearly 15,000 spectators", 15_000, "nearly", "spectator"),
        ("close to 1,000 kilometres", 1_000, "nearly", "kilometer"),
        ("fewer than 30 members", 30, "less_than", "member"),
        ("under 5 years of age", 5, "less_than", "year"),
        ("up to two hectares", 2, "at_most", "hectare"),
        ("within 24 hours", 24, "at_most", "hour"),
        ("not more than 100,000 yuan", 100_000, "at_most", "yuan"),
        ("an estimated 3.2 billion people", 3.2e9, "about", "people"),
        ("30 days or so", 30, "about", "day"),
        ("70-plus measures", 70, "more_than", "measure"),
        ("between 75 and 100 per cent", 75, "range", "percent"),
        ("hand over 15 cars", 15, "exact", "car"),
        ("saving $8 million over three years", 8e6, "exact", "dollar"),
        ("rose to 5.2 percent", 5.2, "exact", "percent"),
        ("超过1000万人次", 1e7, "more_than", "人次"),
        ("173万余笔", 1_730_000, "more_than", "笔"),
        ("80多万名", 800_000, "more_than", "名"),
        ("不到3公里", 3, "less_than", "kilometer"),
        ("不少于500亿元", 5e10, "at_least", "yuan"),
        ("60岁以上", 60, "at_least", "岁"),
        ("20%左右", 20, "about", "percent"),
        ("近300亿元", 3e10, "nearly", "yuan"),
        ("4,500餘台", 4_500, "more_than", "台"),
        ("480余萬", 4_800_000, "more_than", None),
        ("1.9萬名", 19_000, "exact", "名"),
        ("一萬九千名", 19_000, "exact", "名"),
        ("七成半", 75, "exact", "percent"),
    ],
)
def test_bound_and_unit(phrase: str, value: float, bound: str, unit: str | None) -> None:
    row = find_mentions(phrase).iloc[0]
    assert (row["value"], row["bound"]) == (value, bound)
    assert (row["unit"] if unit else pd.isna(row["unit"])) == (unit or True)


@pytest.mark.parametrize(
    ("phrase", "kind", "number"),
    [
        ("the 20th National Congress", "identifier", "20th"),
        ("COVID-19", "identifier", "19"),
        ("dial 12367", "identifier", "12367"),
        ('launched "10+5+8" measures', "identifier", "10+5+8"),
        ("Article 45 of the law", "identifier", "45"),
        ("won 7-6(1) on clay", "identifier", "7-6(1)"),
        ("a Boeing 737-800 landed", "identifier", "737-800"),
        ("router 192.168.1.1", "identifier", "192.168.1.1"),
        ("221B Baker Street", "identifier", "221B"),
        ("No. 5 seed", "ordinal", "5"),
        ("the second-hand car", "idiom", "second"),
        ('the "two teams and one room" rule', "idiom", "two"),
        ("one reform after another", "idiom", "one"),
        ("nearly three-quarters empty", "vague", "three-quarters"),
        ("hundreds of cars", "vague", "hundreds"),
        ("at 10 a.m. sharp", "date", "10 a.m."),
        ("in 1974/75 the", "date", "1974/75"),
        ("第二批", "ordinal", "二"),
        ("107国道", "identifier", "107"),
        ("十八大以来", "identifier", "十八"),
    ],
)
def test_numbers_that_measure_nothing(phrase: str, kind: str, number: str) -> None:
    row = find_mentions(phrase).iloc[0]
    assert (row["kind"], phrase[row["number_start"] : row["number_end"]]) == (kind, number)


@pytest.mark.parametrize(
    "phrase",
    ["no one came", "one of them", "统一的同一件事", "一家合作社", "零售", "in the quarter"],
)
def test_words_that_are_no_numbers(phrase: str) -> None:
    assert find_mentions(phrase).empty


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("January 31, 2023", "2023-01-31", "2023-01-31"),
        ("the end of 2017", "2017-12-01", "2017-12-31"),
        ("2012 to 2020", "2012-01-01", "2020-12-31"),
        ("third quarter (Q3) of 2024", "2024-07-01", "2024-09-30"),
        ("first half of this year", "2023-01-01", "2023-06-30"),
        ("first half of last year", "2022-01-01", "2022-06-30"),
        ("November 6 to 9", "2023-11-06", "2023-11-09"),
        ("August 7", "2023-08-07", "2023-08-07"),
        ("3 January 2018", "2018-01-03", "2018-01-03"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("2012年至2021年6月", "2012-01-01", "2021-06-30"),
        ("7月18日至27日", "2023-07-18", "2023-07-27"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
    ],
)
def test_period_of_a_date(phrase: str, first: str, last: str) -> None:
    row = find_mentions(phrase, reference_year=2023).iloc[0]
    assert row["kind"] == "date"
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp(first), pd.Timestamp(last))


def test_a_day_without_a_year_has_no_period() -> None:
    assert find_mentions("August 7")["period_start"].isna().all()


@pytest.mark.parametrize(
    ("phrase", "trend"),
    [
        ("sales rose 5 percent", "up"),
        ("up 48.8%", "up"),
        ("down to 3.2 million", "down"),
        ("2.1 percentage points higher", "up"),
        ("同比增长5.2%", "up"),
        ("减少16.3%", "down"),
        ("a share of 40%", None),
    ],
)
def test_trend(phrase: str, trend: str | None) -> None:
    found = find_mentions(phrase)["trend"].iloc[0]
    assert found == trend if trend else pd.isna(found)


def test_from_to_with_a_change_is_two_figures() -> None:
    assert find_mentions("life rose from 76.5 to 76.7 years")["value"].tolist() == [76.5, 76.7]


def test_interval_follows_the_bound() -> None:
    row = find_mentions("about 3.8 billion yuan").iloc[0]
    assert (row["low"], row["high"]) == (3.75e9, 3.85e9)
    open_row = find_mentions("more than 80 offices", open_more_than=True).iloc[0]
    assert (open_row["low"], open_row["high"]) == (80, np.inf)


def test_wording_of_the_unit_is_kept() -> None:
    row = find_mentions("600 kilometres of lanes").iloc[0]
    assert (row["unit"], row["unit_stated"]) == ("kilometer", "kilometres")


@pytest.mark.parametrize("text", ["", "no numbers here", "in 2023, 33 enterprises"])
def test_columns_and_types_are_always_the_same(text: str) -> None:
    frame = find_mentions(text)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS
    assert tuple(frame["kind"].cat.categories) == lexicon.KINDS
    assert tuple(frame["bound"].cat.categories) == lexicon.BOUNDS
    assert tuple(frame["trend"].cat.categories) == lexicon.TRENDS


PIECES = [
    *sorted(lexicon.NUMBER_WORDS),
    *lexicon.QUALIFIER_OF,
    *lexicon.MONTHS,
    *lexicon.UNIT_SPELLINGS,
    *sorted(lexicon.HAN_CLASSIFIERS),
    *lexicon.HAN_SCALES,
    *lexicon.HAN_DIGITS,
    *"10%$£-–/:.,()“”²½٣第大余多年月",
    *["2023", "12,345", "3.5", "100000", "１２", "US$", '"'],
    *["百分之", "\n", "\n\n", " ", "st", "per", "between", "and", "to", "from", "No.", "\ud800"],
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Nd", "Nl", "No", "Lo", "Zs"]), max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from([None, 2023]))
@example("\ud8001 \udfff", None)
@example("9" * 5000 + " cars", None)
@example("February 31, 2023 and 99/99/2023", 2023)
def test_any_string_is_read_and_offsets_slice_back(text: str, year: int | None) -> None:
    done = 0
    for row in find_mentions(text, reference_year=year).itertuples():
        assert done <= row.start <= row.number_start < row.number_end <= row.end <= len(text)
        assert text[row.start : row.end] == row.text
        done = row.end


@pytest.mark.parametrize(
    ("above", "below"),
    [("about", "20"), ("80 more than", "80"), ("page", "74"), ("$", "55"), ("May", "5"),
     ("近", "30个"), ("Articles 12,", "14 and"), ("three", "million"), ("5", "percent"),
     ("no.", "7"), ("第", "三"), ("2012 to", "2020"), ("12,", "345")],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])
def test_nothing_is_read_across_a_blank_line(above: str, below: str, gap: str) -> None:
    assert_read_apart(above, gap, below)


WORDS = st.lists(
    st.sampled_from([*(p for p in PIECES if "\n" not in p and p.strip()), "a", "the", "，"]),
    max_size=8,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_paragraphs_read_together_as_alone(above: str, below: str) -> None:
    assert_read_apart(above, "\n\n", below)


def assert_read_apart(above: str, gap: str, below: str) -> None:
    """Check that two paragraphs give the mentions that each gives alone, at their places."""
    together = list(iterate_mentions(above + gap + below, 2023))
    shift = len(above + gap)
    alone = [
        *iterate_mentions(above, 2023),
        *(m.moved(shift) for m in iterate_mentions(below, 2023)),
    ]
    assert repr(together) == repr(alone)


@pytest.mark.parametrize(
    "unit",
    ["1,", "1-", "1.", "1 to ", "one ", "100 ", "more than ", "万", "一", "1%-", "between 1 and ",
     "one hundred and ", "5 a ", "(", '"one ', "1+", "-x", "1/", "A1 ", "第一", "$1", "1:"],
)  # fmt: skip
def test_time_grows_linearly(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        find_mentions(text)
        return time.process_time() - begin

    seconds(100)
    # The best of several: a busy machine slows a run down, and never speeds one up.
    small, large = (min(seconds(size) for _ in range(3)) for size in (4_000, 32_000))
    assert large < 0.05 or large < 24 * small
