"""Statements that the audit holds against each other: figures, and references to them."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from analysis.dataset import folded, same_thing
from analysis.intervals import Interval
from analysis.reader import MEASURE_UNITS
from analysis.wording import period

_DAY = pd.Timedelta(days=1)
_RATES = {"percent", "percentage point", "basis point", "‰"}
_TEMPERATURES = {"degree", "degree celsius", "degree fahrenheit"}
_CONFIDENCES = {"low": 0, "medium": 1, "high": 2}


@dataclass(frozen=True)
class Statement:
    """A figure or reference that states a number; NaT or "" where a day or the place is open.

    Confidence is 0 for low, which decides nothing, 1 for medium, 2 for high; `same` tells whether
    a reference counts the same thing as its figure.
    """

    claim: Interval
    start: Any
    end: Any
    published: Any
    id: str
    counted: str
    stated: str
    unit: str
    place: str
    name: str
    divides: str
    figure_id: str
    relation: str
    publisher: str
    source: str
    url: str
    bound: str
    value: float
    confidence: int
    same: bool

    @functools.cached_property
    def area(self) -> str:
        """The place as it is compared: "" where it is the whole country."""
        return folded(self.place)

    @property
    def dimension(self) -> str:
        """What it is measured in: nouns and classifiers all count; "" where no unit is stated."""
        return self.unit if self.unit in MEASURE_UNITS or not self.unit else "count"

    @property
    def adds_up(self) -> bool:
        """Tell whether parts of it make a whole: an amount that isn't below zero, no rate."""
        return self.claim.low >= 0 and self.unit not in _RATES | _TEMPERATURES

    @property
    def days(self) -> float:
        """The days of its period, the first and the last included; NaN where one is open."""
        return float((self.end - self.start + _DAY) / _DAY)

    @property
    def per_day(self) -> Interval | None:
        """The claim per day of its period, if it adds up over days that are known and several."""
        return self.claim / self.days if self.adds_up and self.days > 1 else None

    @property
    def opened(self) -> Statement:
        """Itself, read openly: "more than" without an upper end."""
        if self.bound != "more_than":
            return self
        return replace(self, claim=Interval(self.claim.low, math.inf))

    @property
    def descends_from(self) -> str:
        """The publication that it descends from: itself where none is stated."""
        return self.source or self.id

    @property
    def cited(self) -> str:
        """Who published it, and when where that is known: "Xinhua (repost, January 2024)"."""
        if pd.isna(self.published):
            return self.publisher
        month = f"{self.published.month_name()} {self.published.year}"
        told_how = self.publisher.endswith(")")
        return f"{self.publisher[:-1]}, {month})" if told_how else f"{self.publisher} ({month})"

    def is_measured_like(self, figure: Statement) -> bool:
        """Tell whether its unit is one that the figure's can be held against."""
        return not (self.dimension and figure.dimension) or self.dimension == figure.dimension

    def bears_on(self, figure: Statement) -> bool:
        """Tell whether it counts the same thing, measured alike, with more than low confidence."""
        return self.same and self.confidence > 0 and self.is_measured_like(figure)

    def spans(self, figure: Statement) -> bool:
        """Tell whether place and period are the figure's, as far as both are known."""
        ends = ((self.start, figure.start), (self.end, figure.end))
        known = all(a == b or pd.isna(a) or pd.isna(b) for a, b in ends)
        return self.area == figure.area and known

    def is_part_of(self, figure: Statement) -> bool:
        """Tell whether it counts a part of the figure's period or of the country."""
        running = self.relation == "cumulative" and pd.isna(figure.start)
        inside = (running or self.start >= figure.start) and self.end <= figure.end
        whole = self.start == figure.start and self.end == figure.end
        regional = bool(self.area) and not figure.area
        return inside and (regional or (self.area == figure.area and not whole))

    def covers(self, figure: Statement) -> bool:
        """Tell whether it is a running total of the figure's place that covers its period."""
        running = self.relation == "cumulative" and self.area == figure.area
        return running and self.end >= figure.end and not self.start > figure.start

    def stands_with(self, total: Statement) -> bool:
        """Tell whether one publication states both, for one place and period."""
        mine, its = ((r.url, r.area, str(r.start), str(r.end)) for r in (self, total))
        return mine == its

    def says(self, figure: Statement) -> str:
        """Say what it claims, of what period, and of what place where that is not the figure's."""
        where = self.place or "the whole country"
        where = f" in {where}" if self.area != figure.area else ""
        when = period(self.start, self.end)
        joint = "" if not when else " " if when.startswith(("until", "from")) else " for "
        return f"{self.claim}{where}{joint}{when}"

    def minus(self, first: Statement) -> Iterator[Statement]:
        """Yield what this running total and an earlier one leave for the days between.

        Totals that may be the same number tell nothing: one of them may only repeat the other.
        """
        one_start = pd.isna(first.start) or pd.isna(self.start) or first.start == self.start
        left = self.claim - first.claim
        if one_start and left.low > 0:
            yield replace(
                self,
                id=f"{first.id}; {self.id}",
                claim=left,
                start=first.end + _DAY,
                confidence=min(first.confidence, self.confidence),
                relation="difference",
                publisher=f"{first.cited} and {self.cited}",
                published=pd.NaT,
            )


def statements(
    figures: pd.DataFrame, references: pd.DataFrame
) -> tuple[list[Statement], list[Statement]]:
    """Take the figures and the references that state a number; a sum (10+5+8) claims its value."""
    references = references.assign(
        same=same_thing(figures, references),
        confidence=references["confidence"].astype("str").map(_CONFIDENCES),
    )
    if "read_as" in figures:  # where somebody has said how to read the phrase
        figures = figures.assign(stated=figures["read_as"].fillna(figures["stated"]))
    return _statements(figures.assign(same=False, confidence=0)), _statements(references)


def with_references(
    figures: list[Statement], references: list[Statement]
) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield every figure with the references attached to it."""
    for figure in figures:
        yield figure, [r for r in references if r.figure_id == figure.id]


def _statements(frame: pd.DataFrame) -> list[Statement]:
    frame = frame[frame["value"].notna()].assign(id=lambda rows: rows.index)
    days = frame.reindex(columns=["period_start", "period_end", "published"]).to_numpy(object)
    low, high = (frame[end].fillna(frame["value"]) for end in ("low", "high"))
    words = [field.name for field in fields(Statement) if field.type == "str"]
    texts = frame.reindex(columns=words).astype("str").fillna("")
    others: list[Any] = texts.join(frame[["value", "same", "confidence"]]).to_dict("records")
    cells = zip(low, high, days, others, strict=True)
    return [Statement(Interval(a, b), *when, **named) for a, b, when, named in cells]
