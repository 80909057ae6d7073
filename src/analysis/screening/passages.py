"""What is screened: the sentences of an article, or the quotes of figures, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import SimpleNamespace
from typing import Any, NamedTuple

import pandas as pd

from analysis.articles import paragraph_spans, sentence_spans
from analysis.intervals import Interval
from analysis.reader import MEASURES, find_mentions
from analysis.screening.numbers import Number

_ENDS = re.compile(r"[.。；;:：，,][\"”’」』）)]*$|[.。]\s")  # a sentence, so no title


class Named(NamedTuple):
    """Who a number is where it is a figure's: its id, its name, and the figure that it divides."""

    id: Any
    name: str
    group: str


@dataclass(frozen=True)
class Sentence:
    """A sentence and its numbers, in order."""

    text: str
    paragraph: int
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Article:
    """The sentences that hold numbers, in order."""

    sentences: tuple[Sentence, ...]

    @property
    def numbers(self) -> list[Number]:
        """All numbers, in order."""
        return [number for sentence in self.sentences for number in sentence.numbers]

    def paragraphs(self) -> Iterator[list[Sentence]]:
        """Yield the sentences of each paragraph that has a number."""
        for _, sentences in groupby(self.sentences, key=lambda s: s.paragraph):
            yield list(sentences)


class _Place(NamedTuple):
    """Where a sentence stands in its text, and what comes before it."""

    start: int
    end: int
    paragraph: int
    sentence: int = 0
    first: int = 0  # place of its first number
    before: Number | None = None
    in_title: bool = False


def of_text(text: str, mentions: pd.DataFrame, named: dict[int, Named]) -> Article:
    """Take a text and its mentions apart; `named` says whose numbers begin where."""
    rows: list[Any] = [row for row in mentions.itertuples() if _measures(row)]
    rows.sort(key=lambda row: row.start)
    sentences: list[Sentence] = []
    spans, at = paragraph_spans(text), 0
    for paragraph, (first, last) in enumerate(spans, start=1):
        in_title = paragraph == 1 < len(spans) and not _ENDS.search(text[first:last])
        for start, end in sentence_spans(text, first, last):
            upto = at
            while upto < len(rows) and rows[upto].start < end:
                upto += 1
            if upto > at:
                before = _goes_on(sentences[-1], paragraph) if sentences else None
                place = _Place(start, end, paragraph, len(sentences), at, before, in_title)
                numbers = tuple(_numbers(text, rows[at:upto], place, named))
                sentences.append(Sentence(text[start:end], paragraph, numbers))
                at = upto
    return Article(tuple(sentences))


def of_figures(figures: pd.DataFrame) -> Article:
    """Take figures without their text: each quote is a sentence of its own."""
    sentences: list[Sentence] = []
    rows: list[Any] = list(figures[figures["value"].notna()].itertuples())
    for at, row in enumerate(rows):
        start, end = _stated(row)
        kind = "percent" if row.unit in ("percent", "percentage point") else "quantity"
        cells = {"start": start, "end": end, "kind": kind, "unit_stated": None, "trend": None}
        mention = SimpleNamespace(**row._asdict() | cells)
        place = _Place(0, len(row.quote), int(row.paragraph), at, at)
        named = {int(row.number_start): named_by(row)}
        numbers = tuple(_numbers(row.quote, [mention], place, named))
        sentences.append(Sentence(row.quote, int(row.paragraph), numbers))
    return Article(tuple(sentences))


def named_by(row: Any) -> Named:
    """Return who the number of a figure's row is."""
    return Named(row.Index, str(row.name), "" if pd.isna(row.divides) else str(row.divides))


def _measures(row: Any) -> bool:
    return (row.kind in MEASURES or "+" in row.text) and pd.notna(row.value)


def _stated(row: Any) -> tuple[int, int]:
    """Return where the phrase of a figure stands in its quote."""
    found: list[Any] = list(find_mentions(row.quote).itertuples())
    around = [m for m in found if m.start < row.number_end and m.end > row.number_start]
    if around:
        return int(around[0].start), int(around[0].end)
    return int(row.number_start), int(row.number_end)


def _numbers(
    text: str, rows: list[Any], place: _Place, named: dict[int, Named]
) -> Iterator[Number]:
    """Yield the numbers of a sentence."""
    edges = [place.start, *(edge for row in rows for edge in (row.start, row.end)), place.end]
    gaps = [text[a:b] for a, b in pairwise(edges)][::2]
    before = place.before
    for i, row in enumerate(rows):
        phrase = " ".join(text[row.start : row.end].split())
        nobody = Named((int(row.start), int(row.end)), f"“{phrase}”", "")
        who = named.get(int(row.number_start), nobody)
        words = ("" if pd.isna(c) else str(c) for c in (row.unit, row.unit_stated, row.trend))
        unit, unit_stated, trend = words
        number = Number(
            id=who.id, name=who.name, group=who.group,
            phrase=phrase, printed=text[int(row.number_start) : int(row.number_end)],
            kind=str(row.kind), value=float(row.value), bound=str(row.bound), claim=_claim(row),
            unit=unit, unit_stated=unit_stated or unit, trend=trend,
            at=place.first + i, sentence=place.sentence, paragraph=place.paragraph,
            lead=gaps[i], tail=gaps[i + 1], before=before, in_title=place.in_title,
            is_last=i == len(rows) - 1,
        )  # fmt: skip
        yield number
        before = number if number.sets_dimension else before


def _goes_on(sentence: Sentence, paragraph: int) -> Number | None:
    """Return the number whose unit the next sentence of a paragraph may go on with."""
    if sentence.paragraph != paragraph:
        return None
    last = [n for n in sentence.numbers if n.sets_dimension]
    return last[-1] if last else sentence.numbers[-1].before


def _claim(row: Any) -> Interval:
    if pd.isna(row.low):
        return Interval(row.value, row.value)
    return Interval(*sorted((row.low, row.high)))
