"""The references attached to a figure that bound nothing, and why not, in a word and in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.audit.cases import judge
from analysis.audit.statements import Statement, statements, with_references
from analysis.wording import period

BARRIERS = (
    "no number",
    "relation",
    "wording",
    "confidence",
    "unit",
    "place",
    "period",
    "open",
    "no sum",
)
_COLUMNS = ["figure_id", "name", "counted", "stated", "why", "reason"]


def unused_references(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """List the references that are attached to a figure but bound nothing, each with why.

    Takes the frames of `audit_figures`. Returns one row per reference, indexed by reference_id in
    their order: figure_id, name (of the figure), counted, stated, why and reason. Why is the first
    of these that holds, and reason says it in a sentence that names both sides:

    - *no number*, none is printed; *relation*, it gives a whole, or the same counted on another
      basis; *wording*, its `counted` is not the figure's; *confidence*, low, or a surer one
      decides; *unit*, it measures something else;
    - *place* and *period*, it is for others, and for no part of the figure's and no total around
      them; *open*, it is, but leaves every number possible; *no sum*, it is, but of what is
      below zero, a rate or a temperature parts and totals bound nothing.

    A reference listed here may still be used for a quotient (`check_arithmetic`), as a whole
    (`wholes`) or to tell another subject. References of figures not in `figures` are left out.

    >>> libraries = {"counted": "libraries", "value": 80, "low": 80, "high": 90, "place": "Linshui"}
    >>> figures = pd.DataFrame(libraries, index=["a"])
    >>> found = {"figure_id": "a", "relation": "same", "confidence": "high"}
    >>> found = pd.DataFrame(libraries | found | {"place": "Linshui Province"}, index=["R001"])
    >>> unused_references(figures, found)[["why", "reason"]].values.tolist()
    [['place', 'The reference is for “Linshui Province”, the figure for “Linshui”.']]
    """
    stated, published = statements(figures, references)
    cases = (judge(*pair) for pair in with_references(stated, published))
    told = {r.id: barrier(case.figure, r) for case in cases for r in case.unused}
    numberless = references["value"].isna() & references["figure_id"].isin(figures.index)
    told |= dict.fromkeys(references.index[numberless], ("no number", "it states no number"))
    frame = references[references.index.isin(list(told))]
    names = frame["figure_id"].map(figures.get("name", figures["counted"]))
    why = pd.Categorical([told[id_][0] for id_ in frame.index], categories=BARRIERS)
    reason = pd.Series([_sentence(told[id_][1]) for id_ in frame.index], frame.index, dtype="str")
    frame = frame.assign(name=names, why=why, reason=reason)
    return frame.reindex(columns=_COLUMNS).rename_axis("reference_id")


def barrier(figure: Statement, reference: Statement) -> tuple[str, str]:
    """Say in a word and in words why a reference does not bound a figure."""
    return next(_barriers(figure, reference))


def _barriers(figure: Statement, r: Statement) -> Iterator[tuple[str, str]]:
    """Yield what stands between a figure and a reference that does not bound it."""
    when, its = period(figure.start, figure.end), period(r.start, r.end)
    if r.relation == "denominator":
        yield "relation", f"it gives a whole, {_quoted(r.counted)}, for the figure to be a part of"
    if not r.same:
        counts = f"the reference counts {_quoted(r.counted)}"
        yield "wording", f"{counts}, the figure {_quoted(figure.counted)}"
    if not r.confidence:
        yield "confidence", "its confidence is low"
    if not r.is_measured_like(figure):
        yield "unit", f"the reference is in “{r.unit}”, the figure in “{figure.unit}”"
    if r.area != figure.area and (figure.area or its == when) and not r.is_part_of(figure):
        yield "place", f"the reference is for {_place(r)}, the figure for {_place(figure)}"
    if r.is_part_of(figure) or r.covers(figure):
        rate = next((s for s in (r, figure) if not s.adds_up), None)
        if rate:
            kind = "below zero" if rate.claim.low < 0 else "a rate or a temperature"
            yield "no sum", f"“{rate.stated}” is {kind}, which no part or total bounds"
        yield (
            "open",
            f"“{r.stated}” for {_time(its)} leaves every number possible for {_time(when)}",
        )
    if r.relation == "same" and r.spans(figure):
        yield "confidence", "a reference of higher confidence decides"
    if its == when or (r.relation == "context" and r.spans(figure)):
        yield "relation", f"it is entered as “{r.relation}”, and of its period only “same” bounds"
    yield "period", f"the reference is for {_time(its)}, the figure for {_time(when)}"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _quoted(text: str) -> str:
    return f"“{text}”" if text.strip() else "nothing that is named"


def _place(statement: Statement) -> str:
    return _quoted(statement.place) if statement.area else "the whole country (a blank place)"


def _time(words: str) -> str:
    if not words:
        return "a time that is not stated"
    return f"the time {words}" if words.startswith(("until", "from")) else words
