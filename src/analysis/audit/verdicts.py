"""Hold the figures against independent references: which can be trusted, and why, in words."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.audit.arithmetic import Quotient, quotients
from analysis.audit.cases import FAR, VERDICTS, Case, judge
from analysis.audit.statements import Statement, statements, with_references
from analysis.audit.unused import barrier
from analysis.dataset import load_figures, load_references, opened
from analysis.intervals import claims

_COLUMNS = "verdict factor n_references evidence reason room_low room_high audited_low audited_high"


def audit_figures(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Say of every figure whether independent references bear it out, by rules on intervals.

    Takes frames as `load_figures` and `load_references` give them. Returns one row per figure,
    indexed by figure_id, by these rules on the bounds of `audit.cases`:

    - verdict: *corroborated*, a same-thing reference meets it; *contradicted*, they lie outside,
      or without one a part, total or difference leaves no room; *implausible*, what neighbouring
      totals imply is more than ten times away; *consistent*, totals or parts bound it and leave
      room; *not comparable*, trusted references count the same thing, but they bound nothing, or
      leave no number between them; *not checked*, no trusted one counts the same thing.
    - factor: for a contradicted or implausible figure, how many times print and references lie
      apart, if just one power of ten (10^-4 to 10^4) meets every bound and the article's own
      quotients (see `check_arithmetic`); else missing. Missing also where no same-thing reference
      exists and another subject's numbers come within ten times of the print: then the subject
      may be wrong, not the number.
    - n_references: how many count the same thing; evidence: ids of those the verdict rests on;
      reason: the same in sentences for a reader, which also say what was corrected by hand
      (`read_as`).
    - room_low, room_high: what all deciding bounds together leave to the figure; missing where
      nothing bounds it. audited_low, audited_high: the stated interval, corrected by the factor
      where there is one, missing where the figure is refused without.

    References of figures that are not in `figures` are left out; which of the others bound nothing,
    and why, `unused_references` says. Raises ValueError for a figure whose `divides` leads back to
    itself.

    >>> cards = pd.DataFrame({"counted": "cards", "value": 80, "low": 80, "high": 90}, index=["a"])
    >>> elsewhere = cards.assign(figure_id="a", relation="same", confidence="high")
    >>> elsewhere[["value", "low", "high"]] *= 10_000
    >>> audit_figures(cards, elsewhere)[["verdict", "factor"]].values.tolist()
    [['contradicted', 10000.0]]
    """
    stated, published = statements(figures, references)
    cases = [judge(*pair) for pair in with_references(stated, published)]
    powers = {case.figure.id: case.powers for case in cases if case.refused}
    decisive: dict[str, Quotient] = {}
    for quotient in quotients(stated, published):
        narrowed = powers | quotient.narrow(powers)
        decisive |= {id_: quotient for id_ in powers if narrowed[id_] != powers[id_]}
        powers = narrowed
    rows = [_row(c, powers.get(c.figure.id, ()), decisive.get(c.figure.id)) for c in cases]
    frame = pd.DataFrame(rows, columns=_COLUMNS.split(), index=figures.index)
    frame["reason"] += _by_hand(figures)
    return frame.assign(verdict=pd.Categorical(frame["verdict"], categories=VERDICTS))


def _by_hand(figures: pd.DataFrame) -> pd.Series[Any]:
    """Say of each figure whose number was corrected by hand what is read, and what is printed."""
    said = figures.get("read_as", pd.Series(index=figures.index, dtype="str"))
    printed = figures.get("stated", pd.Series("", figures.index))
    words = " Corrected by hand: “" + printed + "” is to be read as “" + said + "”."
    return words.fillna("")


def load_audited(folder: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Load the figures of a dataset with the audit's columns beside them.

    The columns of `load_figures` and of `audit_figures`, and as `Interval`: claim (what is stated),
    room (what the references leave) and audited (the claim, corrected by the factor if there is
    one), missing where there is none. And printed_verdict: the verdict without `read_as`, on what
    the library reads in the quote; missing where that states no figure. Where a number was
    corrected by hand, the reason says it too. Raises what these two raise.

    >>> figures = load_audited()
    >>> bool(figures["verdict"].notna().all()), type(figures["claim"].iloc[0]).__name__
    (True, 'Interval')
    """
    data = opened(folder)
    figures = load_figures(data)
    audited = figures.join(audit_figures(figures, load_references(data)))
    without = corrections(data)
    audited["printed_verdict"] = audited["verdict"]
    audited.loc[without.index, "printed_verdict"] = without["printed_verdict"]
    audited.loc[without.index, "reason"] += " Without that " + without["said"] + "."
    audited["claim"] = claims(audited)
    for name in ("room", "audited"):
        audited[name] = claims(audited, f"{name}_low", f"{name}_high")
    return audited


def corrections(data: Any) -> pd.DataFrame:
    """Return the figures whose number was corrected by hand, with the verdict as printed.

    Columns: verdict, printed_verdict (missing where the quote states no figure), differs (whether
    the two do), said (the second in words). The verdict of a figure depends on no other, so these
    alone are judged. Raises DatasetError.
    """
    figures, references = load_figures(data), load_references(data)
    printed = load_figures(data, as_printed=True)
    by_hand = pd.DataFrame(index=figures.index[figures["read_as"].notna()])
    for name, frame in (("verdict", figures), ("printed_verdict", printed)):
        pairs = with_references(*statements(frame[frame.index.isin(by_hand.index)], references))
        verdicts = {figure.id: judge(figure, about).verdict for figure, about in pairs}
        by_hand[name] = pd.Series(verdicts, by_hand.index, dtype="str")
    alike = by_hand["verdict"] == by_hand["printed_verdict"]
    said = "the verdict would be “" + by_hand["printed_verdict"] + "”"
    said = said.mask(alike, "the verdict would be the same")
    said = said.fillna("there would be none: the quote states no figure")
    return by_hand.assign(differs=~alike, said=said)


def _row(case: Case, powers: tuple[int, ...], quotient: Quotient | None) -> list[Any]:
    """Return a figure's row, in the order of the columns.

    `powers` are those that also the quotients leave; `quotient` is one that ruled some out.
    """
    audited, factor = case.figure.claim, np.nan
    if case.refused and len(powers) == 1 and not case.rivals:
        audited, factor = audited * 10.0 ** powers[0], 10.0 ** abs(powers[0])
    refused = case.refused and np.isnan(factor)
    ends = [np.nan, np.nan] if refused else [audited.low, audited.high]
    rests_on = case.evidence + case.rivals
    rests_on += [r for _, stated in quotient.published for r in stated] if quotient else []
    evidence = "; ".join(sorted({id_ for r in rests_on for id_ in r.id.split("; ")}))
    reason = _grounds(case) + (_remedy(case, powers, quotient) if case.refused else "")
    return [case.verdict, factor, len(case.own), evidence, reason, *case.room, *ends]


def _grounds(case: Case) -> str:
    """Say what the verdict rests on, and what is at odds with one that is good."""
    known = case.evidence if case.verdict == "not comparable" else []
    odds = _given([r for r in case.at_odds if r not in known], case.figure)
    otherwise = f" At odds with it: {odds}." if odds else ""
    if case.verdict == "not checked":
        doubt = f" with more than low confidence: {_sources(case.own)}" if case.own else ""
        return f"No reference counts the same thing{doubt}."
    if case.verdict == "corroborated":
        printed = _listed(f"“{r.stated}” by {r.cited}" for r in case.evidence)
        days = (case.figure.start, case.figure.end)
        alike = all((r.start, r.end) == days for r in case.evidence)
        period = "and period" if alike else "and, as far as it is stated, the same period"
        return f"Published for the same thing {period}: {printed}.{otherwise}"
    if case.verdict == "consistent":
        room = [r for r in case.evidence if r not in case.at_odds]
        others = f", but others leave room: {_given(room, case.figure)}" if room else ""
        return f"No trusted reference is for just the same{others}.{otherwise}"
    if case.verdict == "not comparable":
        return f"{_incomparable(case)}.{otherwise}"
    far = f", more than {FAR} times away per day" if case.verdict == "implausible" else ""
    return f"Stated: {case.figure.claim}. But {_given(case.evidence, case.figure)}{far}."


def _incomparable(case: Case) -> str:
    """Say why the references that count the same thing leave no room to a figure."""
    if not set(case.evidence) <= set(case.unused):
        given = _given(case.evidence, case.figure)
        return f"What others give leaves no number between them: {given}"
    each = (f"{r.cited} gives {r.claim} ({barrier(case.figure, r)[1]})" for r in case.evidence)
    return f"Others count the same thing, but nothing bounds the figure: {'; '.join(each)}"


def _remedy(case: Case, powers: tuple[int, ...], quotient: Quotient | None) -> str:
    """Say which powers of ten reconcile a refused figure, and what else may be wrong."""
    allowed, left = _power_words(case.powers), _power_words(powers)
    if case.rivals:
        subjects = _listed(dict.fromkeys(r.counted for r in case.rivals))
        given = _given(case.rivals, case.figure, joint=" and ")
        return (
            f" As stated it is near the {subjects}, where {given}: the subject may be wrong. For"
            f" the subject as printed, {left} makes it meet the references."
        )
    words = f" {allowed.capitalize()} makes it meet the references"
    if quotient:
        words += f"; {left} fits as well what is published of {_quotient_words(quotient)}"
    if len(powers) != 1:
        return f"{words}, so none is chosen."
    return f"{words}. The figure would then be {case.figure.claim * 10.0 ** powers[0]}."


def _given(references: list[Statement], figure: Statement, joint: str = "; ") -> str:
    """Say what references give, those together that give the same."""
    groups: dict[str, list[Statement]] = {}
    for r in references:
        groups.setdefault(r.says(figure), []).append(r)
    return joint.join(
        f"the running totals of {by[0].publisher} leave {says}"
        if by[0].relation == "difference"
        else f"{_sources(by)} {'give' if len({r.cited for r in by}) > 1 else 'gives'} {says}"
        for says, by in groups.items()
    )


def _quotient_words(quotient: Quotient) -> str:
    """Name a quotient, with what publications give for it."""
    parts = quotient.parts
    by = f"“{parts[0].name}”" if len(parts) == 1 else f"the {len(parts)} figures that divide it"
    ranges = []
    for claim, (total, *beside) in quotient.published:
        some = f", over {len(beside)} of them," if len(beside) < len(parts) else ""
        ranges.append(f"{claim}{some} by {total.cited}")
    return f"“{quotient.total.name}” over {by}: {_listed(ranges)}"


def _power_words(powers: tuple[int, ...]) -> str:
    down, up = ([f"{10 ** abs(p):,}" for p in powers if (p > 0) is sign] for sign in (False, True))
    both = (("division", down), ("multiplication", up))
    words = [f"{operation} by {_listed(by, 'or')}" for operation, by in both if by]
    return _listed(words, "or") or "no power of ten"


def _sources(references: list[Statement]) -> str:
    return _listed(dict.fromkeys(r.cited for r in references))


def _listed(items: Iterable[str], joint: str = "and") -> str:
    *first, last = list(items) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last
