"""Count how well a started dataset prefills the periods of its figures.

python benchmarks/periods.py [GOLD.csv ...] [--articles FOLDER]

A row of a gold file is a measure of an article: its paragraph, its place there, and the period that
an attentive reader takes from the text for what is counted, blank where the text does not fix it. A
note gives each other reading that can be defended: "either 2023-01-01/2023-06-30; either blank". A
figure of the started dataset is the measure in which the number of its quote begins.
"""

from __future__ import annotations

import argparse
import csv
import re
import warnings
from collections import Counter
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from analysis import load_figures, start_dataset
from analysis.articles import paragraphs, read_article

GOLD = Path(__file__).parent / "periods"
ARTICLES = Path(__file__).parent / "articles"
UNKNOWN = ("", "")
OTHER_READING = re.compile(r"either (?:blank|(?P<start>[\d-]*)/(?P<end>[\d-]*))")
# Wrong: the text says another period. Made up: it says none.
OUTCOMES = ("right", "wrong", "made up", "rightly blank", "missed", "no figure")

Period = tuple[str, str]


def readings(row: dict[str, str]) -> list[Period]:
    """Return the periods that a row of a gold file allows, the preferred one first."""
    others = OTHER_READING.finditer(row["note"])
    first = row["period_start"], row["period_end"]
    return [first, *((other["start"] or "", other["end"] or "") for other in others)]


def outcome(allowed: list[Period], guess: Period | None) -> str:
    """Say how a guess does, None where the measure became no figure."""
    if guess is None:
        return "no figure"
    if guess == UNKNOWN:
        return "rightly blank" if UNKNOWN in allowed else "missed"
    if guess in allowed:
        return "right"
    return "made up" if allowed[0] == UNKNOWN else "wrong"


def prefilled(text: str) -> list[tuple[int, int, Period]]:
    """Start a dataset and return each figure's paragraph, its number's place there, its period."""
    with TemporaryDirectory() as beside, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what no quote holds alone counts as no figure
        figures = load_figures(start_dataset(text, Path(beside, "dataset")))
    blocks, found = paragraphs(text), []
    ends = [0] * (len(blocks) + 1)  # they stand in the order of the text; a quote may stand twice
    figure: Any
    for figure in figures.itertuples():
        start = blocks[figure.paragraph - 1].index(figure.quote, ends[figure.paragraph])
        ends[figure.paragraph] = start + figure.number_end
        days = figure.period_start, figure.period_end
        first, last = ("" if pd.isna(day) else day.date().isoformat() for day in days)
        found.append((figure.paragraph, start + figure.number_start, (first, last)))
    return found


def measure(text: str, gold: list[dict[str, str]]) -> Counter[str]:
    """Count the outcomes of an article's measures."""
    figures, count = prefilled(text), Counter[str]()
    for row in gold:
        paragraph, start, end = (int(row[name]) for name in ("paragraph", "start", "end"))
        here = (period for p, place, period in figures if p == paragraph and start <= place < end)
        count[outcome(readings(row), next(here, None))] += 1
    return count


def line(name: str, count: Counter[str]) -> str:
    return f"{name:28}" + "".join(f"{count[outcome]:15}" for outcome in OUTCOMES)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="*", type=Path, default=sorted(GOLD.glob("*.csv")))
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    given = parser.parse_args()
    for path in given.gold:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        print(f"{path.name:28}" + "".join(f"{outcome:>15}" for outcome in OUTCOMES))
        total = Counter[str]()
        for name, some in groupby(rows, key=itemgetter("article")):
            count = measure(read_article(given.articles / name), list(some))
            total += count
            print(line(name, count))
        print(line("all", total))


if __name__ == "__main__":
    main()
