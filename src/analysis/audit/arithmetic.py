"""The article's own arithmetic: what its figures imply of each other, against published ranges."""

from __future__ import annotations

import functools
import graphlib
import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.audit.statements import Statement, statements
from analysis.intervals import Interval

RESULTS = ("within", "below", "above", "no reference")
_COLUMNS = "check kind figure_id parts low high reference_low reference_high evidence result"


def check_arithmetic(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Hold the article's own arithmetic against ranges that references give, as stated.

    One row per check, indexed by what it computes, in names of figures. Kinds: *quotient*, a figure
    over the sum of those that divide it (column `divides`), the range from publications that state
    both it and those, at least two where there are several; *per day*, a figure over its days, the
    range from the same thing in other periods; *other count*, the same counted on another basis.
    Columns: kind, figure_id (the figure checked), parts (ids of those that divide it, "; "
    between), low, high, reference_low, reference_high, evidence, result (within, below, above, no
    reference). A range says what has been seen, not what can be: a result outside it asks for an
    explanation. References of low confidence or in another unit are left out, and so are quotients
    by what may be below zero. Pass figures whose low and high are the audited ones to see whether a
    factor mends a quotient. Raises ValueError for a figure whose `divides` leads back to itself.

    >>> figures = pd.DataFrame({"name": ["Kilometres", "Cities"], "divides": [None, "km"]})
    >>> figures = figures.assign(value=[600, 20], low=[600, 20], high=[700, 20], counted="lanes")
    >>> columns = ["figure_id", "counted", "relation", "confidence", "value", "low", "high"]
    >>> checks = check_arithmetic(figures.set_axis(["km", "n"]), pd.DataFrame(columns=columns))
    >>> checks[["low", "high", "result"]].reset_index().values.tolist()
    [['Kilometres / Cities', 30.0, 35.0, 'no reference']]
    """
    rows = [_row(*check) for check in _checks(*statements(figures, references))]
    frame = pd.DataFrame(rows, columns=_COLUMNS.split()).astype({"check": "str"}).set_index("check")
    return frame.assign(result=pd.Categorical(frame["result"], categories=RESULTS))


@dataclass(frozen=True)
class Quotient:
    """A figure over the sum of those that divide it, with what publications give for the same."""

    total: Statement
    parts: list[Statement]
    published: list[tuple[Interval, list[Statement]]]

    @property
    def name(self) -> str:
        """The quotient in names of figures."""
        parts = " + ".join(part.name for part in self.parts)
        return f"{self.total.name} / {f'({parts})' if len(self.parts) > 1 else parts}"

    def value(self, powers: dict[str, int]) -> Interval:
        """Return the quotient with some of its figures multiplied by powers of ten."""
        total, *parts = (f.claim * 10.0 ** powers.get(f.id, 0) for f in (self.total, *self.parts))
        value: Interval = total / sum(parts)
        return value

    def narrow(self, powers: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Return, of the powers of its refused figures, those that together meet the range."""
        refused = [f.id for f in (self.total, *self.parts) if f.id in powers]
        if not self.published or not all(powers[id_] for id_ in refused):
            return {}
        span = spanning(claim for claim, _ in self.published)
        choices = itertools.product(*(powers[id_] for id_ in refused))
        kept = [c for c in choices if self.value(dict(zip(refused, c, strict=True))).meets(span)]
        return {id_: tuple(sorted({c[i] for c in kept})) for i, id_ in enumerate(refused)}


def quotients(figures: Sequence[Statement], references: Iterable[Statement]) -> Iterator[Quotient]:
    """Yield the quotients that the figures' `divides` asks for."""
    stated = {figure.id: figure for figure in figures}
    _require_no_circle(stated)
    attached = (r for r in references if r.figure_id in stated)
    own = [r for r in attached if r.bears_on(stated[r.figure_id])]
    for id_ in dict.fromkeys(f.divides for f in figures if f.divides in stated):
        parts = [f for f in figures if f.divides == id_]
        dividing = [r for r in own if stated[r.figure_id].divides == id_]
        published = []
        for r in (r for r in own if r.figure_id == id_):
            beside = [part for part in dividing if part.stands_with(r)]
            # over one part of several, what is stated for all of them would come out too high
            if len(beside) >= min(2, len(parts)) and _can_divide(beside):
                published.append((r.claim / sum(part.claim for part in beside), [r, *beside]))
        if _can_divide(parts):
            yield Quotient(stated[id_], parts, published)


def _require_no_circle(figures: dict[str, Statement]) -> None:
    """Hold that no figure divides itself, by way of others or at once: no quotient would tell."""
    try:
        graphlib.TopologicalSorter({id_: [f.divides] for id_, f in figures.items()}).prepare()
    except graphlib.CycleError as error:
        first = figures[error.args[1][-1]]
        problem = f"column divides: {first.divides!r}: leads back to {first.id}"
        raise ValueError(f"figures.csv, {first.id}, {problem}") from None


def _can_divide(parts: list[Statement]) -> bool:
    """Tell whether a quotient by their sum means something: none below zero, and not all zero."""
    claims = [part.claim for part in parts]
    return all(claim.low >= 0 for claim in claims) and any(claim.high for claim in claims)


def spanning(claims: Iterable[Interval]) -> Interval:
    """Return the interval that spans all of them."""
    return functools.reduce(operator.or_, claims)


def _checks(figures: list[Statement], references: list[Statement]) -> Iterator[tuple[Any, ...]]:
    """Yield the checks: name, kind, figure, what divides it, claim, and the claims seen of whom."""
    for quotient in quotients(figures, references):
        value, seen = quotient.value({}), quotient.published
        yield quotient.name, "quotient", quotient.total, quotient.parts, value, seen
    for figure in figures:
        own = [r for r in references if r.figure_id == figure.id and r.bears_on(figure)]
        other = [r for r in own if r.relation == "context" and r.spans(figure)]
        if other:
            seen = [(r.claim, [r]) for r in other]
            yield f"{figure.name}: other count", "other count", figure, [], figure.claim, seen
        away = [r for r in own if r.area == figure.area and not r.spans(figure)]
        seen = [(rate, [r]) for r in away if (rate := r.per_day)]
        if seen and figure.per_day:
            yield f"{figure.name} per day", "per day", figure, [], figure.per_day, seen


def _row(name: str, kind: str, figure: Statement, parts: list[Statement], claim: Interval,
         seen: list[tuple[Interval, list[Statement]]]) -> list[Any]:  # fmt: skip
    by, ends, result = [r for _, some in seen for r in some], [np.nan, np.nan], "no reference"
    if seen:
        span = spanning(claim for claim, _ in seen)
        ends, apart = [span.low, span.high], "below" if claim.low < span.low else "above"
        result = "within" if claim.meets(span) else apart
    divided_by, evidence = ("; ".join(s.id for s in some) for some in (parts, by))
    return [name, kind, figure.id, divided_by, claim.low, claim.high, *ends, evidence, result]
