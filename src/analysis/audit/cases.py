"""A figure with its references: what bounds it, its verdict, and what would reconcile it.

A reference counts the same thing as a figure when its `counted` is the figure's, word for word but
for case and white space; places are compared alike. Such references, measured alike, bound the
number that the figure should state (a missing day is not known, a blank place is the whole
country):

==========  ====================================================  =============================
rule        a reference, or two, of                               bounds the figure
==========  ====================================================  =============================
same        relation same, the same place and period              both ways: what it states
part        a part of the period or of the country                from below
total       a running total that covers the period                from above
difference  two running totals around the period                  from above; both ways where the
                                                                  days between are the figure's
implied     the shortest such stretch (or one running total with  both ways, within ten times
            a first day), spread evenly over its days
==========  ====================================================  =============================

Two claims meet when both can be true; "more than 80" (80 to 90) does not meet "more than 90".
The open reading of "more than" (`open_more_than`) therefore refuses far less.
References of low confidence bound nothing, and neither does what leaves every number possible. For
what doesn't add up, and by it, only rule *same* holds: what is below zero, a percentage or another
rate, a temperature; a part of it can be more than the whole.
Where same-thing references disagree, those of the highest confidence decide. A difference rests on
two publications, which may count on different bases: it contradicts only where both are of high
confidence.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.audit.arithmetic import spanning
from analysis.audit.statements import Statement
from analysis.intervals import Interval

VERDICTS = (
    "corroborated",
    "consistent",
    "contradicted",
    "implausible",
    "not comparable",
    "not checked",
)
POWERS = range(-4, 5)
FAR = 10
_NEAR = Interval(1 / FAR, FAR)
_ANY = Interval(0, np.inf)
_FLOWS = ("same", "cumulative", "prior", "later")


@dataclass(frozen=True)
class Bound:
    """What a reference, or two together, say of a figure's number."""

    rule: str
    claim: Interval
    by: Statement
    decides: bool = True


@dataclass(frozen=True)
class Case:
    """A figure held against the references attached to it: the verdict, and what it rests on.

    own: the references that count the same thing; evidence: those that the verdict rests on;
    at_odds: those of whatever confidence that do not bear it out; unused: those, of the same thing
    or not, that bound nothing; rivals: those of other subjects that fit a refused print, where none
    states it itself; powers: those of ten that would make it meet every bound; room: what the
    deciding bounds together leave to it, NaN where nothing does.
    """

    figure: Statement
    verdict: str
    own: list[Statement]
    evidence: list[Statement]
    at_odds: list[Statement]
    unused: list[Statement]
    rivals: list[Statement]
    powers: tuple[int, ...]
    room: tuple[float, float]

    @property
    def refused(self) -> bool:
        """Tell whether the figure as stated cannot be trusted."""
        return self.verdict in ("contradicted", "implausible")


def judge(figure: Statement, references: list[Statement]) -> Case:
    """Hold a figure against the references attached to it."""
    claim = figure.claim
    own = [r for r in references if r.same]
    trusted = [r for r in own if r.confidence]
    usable = [r for r in trusted if r.bears_on(figure)]
    bounds = [b for b in _bounds(figure, usable) if b.claim != _ANY]
    room = _room(bounds, claim)
    same = _surest(bounds)
    missed = _missed(bounds, claim)
    against = {b.rule for b in missed if b.decides}
    alike = [r for r in own if r.relation in ("same", "context") and r.spans(figure)]
    alike = [r for r in alike if r.is_measured_like(figure)]
    rivals = list[Statement]()
    if against and (not same or "same" in against):
        verdict = "implausible" if against == {"implied"} else "contradicted"
        implied = verdict == "implausible"
        evidence = [b.by for b in missed if b.decides and (b.rule == "implied") == implied]
        rivals = [] if same else _rivals(figure, references)
    elif same:
        verdict = "corroborated"
        evidence = [b.by for b in bounds if b.rule == "same" and b.claim.meets(claim)]
    else:
        unbounded = "not comparable" if trusted else "not checked"
        verdict = unbounded if np.isnan(room[0]) else "consistent"
        evidence = [b.by for b in bounds] or trusted
    apart = [r for r in alike if not r.claim.meets(claim)]
    at_odds = apart + [b.by for b in missed if b.by not in apart]
    powers = tuple(k for k in POWERS if not _missed(bounds, claim * 10.0**k))
    unused = _unused(bounds, claim, references)
    return Case(figure, verdict, own, evidence, at_odds, unused, rivals, powers, room)


def _surest(bounds: list[Bound]) -> list[Bound]:
    """Return what the surest references of the same place and period say."""
    return [b for b in bounds if b.rule == "same" and b.decides]


def _missed(bounds: list[Bound], claim: Interval) -> list[Bound]:
    """Return the bounds that a claim does not meet; of the same-thing ones one is enough."""
    met = any(b.claim.meets(claim) for b in _surest(bounds))
    missed = (b for b in bounds if not b.claim.meets(claim))
    return [b for b in missed if b.rule != "same" or (b.decides and not met)]


def _unused(bounds: list[Bound], claim: Interval, references: list[Statement]) -> list[Statement]:
    """Return the references that take part in no bound, or only where a surer one overrules it."""
    parts = (b for b in bounds if b.rule != "same" or b.decides or b.claim.meets(claim))
    used = {id_ for b in parts for id_ in b.by.id.split("; ")}
    return [r for r in references if r.id not in used]


def _room(bounds: list[Bound], claim: Interval) -> tuple[float, float]:
    claims = [b.claim for b in bounds if b.decides and b.rule != "same"]
    if same := [b.claim for b in _surest(bounds)]:
        claims.append(spanning([c for c in same if c.meets(claim)] or same))
    low = max((c.low for c in claims), default=np.nan)
    high = min((c.high for c in claims), default=np.nan)
    return (low, high) if low <= high else (np.nan, np.nan)


def _rivals(figure: Statement, references: list[Statement]) -> list[Statement]:
    """Return the references of other subjects whose rate is within ten times of the print."""
    near = figure.per_day * _NEAR if figure.per_day else None
    others = (r for r in references if not r.same and r.confidence and r.counted)
    flows = [r for r in others if r.relation in _FLOWS and r.is_measured_like(figure)]
    return [r for r in flows if near and r.per_day and r.per_day.meets(near)]


def _bounds(figure: Statement, usable: list[Statement]) -> Iterator[Bound]:
    """Bound a figure by the references that bear on it, rule by rule."""
    same = [r for r in usable if r.relation == "same" and r.spans(figure)]
    rest = [r for r in usable if r not in same and r.adds_up and figure.adds_up]
    for r in same:
        yield Bound("same", r.claim, r, r.confidence == max(s.confidence for s in same))
    for r in rest:
        if r.is_part_of(figure):
            yield Bound("part", Interval(r.claim.low, np.inf), r)
    totals = [r for r in rest if r.relation == "cumulative" and r.area == figure.area]
    around = [r for r in totals if r.end >= figure.end]
    for r in around:
        if r.covers(figure):
            yield Bound("total", Interval(0, r.claim.high), r)
    earlier = [r for r in totals if r.end < figure.start]
    pairs = itertools.product(earlier, around)
    stretches = [left for first, last in pairs for left in last.minus(first)]
    for s in stretches:
        exact = s.start == figure.start and s.end == figure.end
        claim = s.claim if exact else Interval(0, s.claim.high)
        yield Bound("difference", claim, s, s.confidence == 2)
    stretches += [r for r in around if r.start <= figure.start]
    if stretches:
        shortest = min(stretches, key=lambda s: s.days)
        near = shortest.claim * _NEAR * (figure.days / shortest.days)
        yield Bound("implied", near, shortest)
