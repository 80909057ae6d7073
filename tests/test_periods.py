"""The gold standard of periods stands on its articles, and its scorer counts as it says."""

import csv
from collections import Counter
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter

import pytest

import periods
from analysis.articles import paragraphs, read_article

FILES = sorted(periods.GOLD.glob("*.csv"))
UNKNOWN = periods.UNKNOWN
YEAR, HALF = ("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-06-30")


def gold(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marked(text, mention, period, note=""):
    start = text.index(mention)
    row = {"paragraph": "1", "start": str(start), "end": str(start + len(mention)), "note": note}
    return row | dict(zip(("period_start", "period_end"), period, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_marked_measure_stands_in_its_article(path):
    blocks = {}
    for row in gold(path):
        name = row["article"]
        blocks.setdefault(name, paragraphs(read_article(periods.ARTICLES / name)))
        block = blocks[name][int(row["paragraph"]) - 1]
        assert block[int(row["start"]) : int(row["end"])] == row["text"], row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_marked_period_is_one(path):
    for row in gold(path):
        allowed = periods.readings(row)
        notes = row["note"].split("; ") if row["note"] else []
        assert len(set(allowed)) == 1 + len(notes), row
        for period in allowed:
            days = [date.fromisoformat(day) for day in period if day]
            assert all(first <= last for first, last in pairwise(days)), row


@pytest.mark.parametrize(
    ("allowed", "guess", "said"),
    [
        ([YEAR], YEAR, "right"),
        ([YEAR, HALF], HALF, "right"),
        ([UNKNOWN, HALF], HALF, "right"),
        ([YEAR], HALF, "wrong"),
        ([YEAR, UNKNOWN], HALF, "wrong"),
        ([UNKNOWN], YEAR, "made up"),
        ([UNKNOWN, HALF], YEAR, "made up"),
        ([UNKNOWN], UNKNOWN, "rightly blank"),
        ([YEAR, UNKNOWN], UNKNOWN, "rightly blank"),
        ([YEAR], UNKNOWN, "missed"),
        ([YEAR], None, "no figure"),
    ],
)
def test_outcome(allowed, guess, said):
    assert periods.outcome(allowed, guess) == said


def test_a_note_gives_other_readings():
    row = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    note = "either 2023-01-01/2023-06-30; either blank; either 2021-03-01/"
    assert periods.readings(row | {"note": note}) == [YEAR, HALF, UNKNOWN, ("2021-03-01", "")]


def test_figures_are_found_by_the_place_of_their_number():
    text = "In 2023 the port sold 41 boats. Of 12 boats nobody spoke."
    count = periods.measure(text, [
        marked(text, "41 boats", YEAR), marked(text, "12 boats", UNKNOWN), marked(text, "In", YEAR),
    ])  # fmt: skip
    assert count == {"right": 1, "made up": 1, "no figure": 1}


def test_a_quote_that_stands_twice_is_taken_in_turn():
    text = "It sold 5 cows. It sold 5 cows."
    places = [place for _, place, _ in periods.prefilled(text)]
    assert places == [text.index("5"), text.rindex("5")]


def test_few_periods_are_false():
    """A guard against rules that guess again: of a text full of dates, some seconds."""
    path = periods.GOLD / "years.csv"
    count = Counter()
    for name, rows in groupby(gold(path), key=itemgetter("article")):
        count += periods.measure(read_article(periods.ARTICLES / name), list(rows))
    assert count["right"] > 170
    assert count["wrong"] + count["made up"] < 8
