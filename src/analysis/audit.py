"""Hold the figures against independent references: which of them can be trusted.

A reference counts the same thing as a figure when its `counted` is the figure's, word for word.
Such references bound the number that the figure should state (a missing day is not known, a blank
place is the whole country):

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
References of low confidence bound nothing. Where same-thing references disagree, those of the
highest confidence decide. A difference rests on two publications, which may count on different
bases: it contradicts only where both are of high confidence.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.estimates import Interval, interval_ratio
from analysis.lexicon import CURRENCY_NOUNS, UNIT_SPELLINGS

VERDICTS = ("corroborated", "consistent", "contradicted", "implausible", "not checked")
RESULTS = ("within", "below", "above", "no reference")

_POWERS = range(-4, 5)
_FAR = 10
_DAY = pd.Timedelta(days=1)
_CONFIDENCES = ("low", "medium", "high")
_FLOWS = ("same", "cumulative", "prior", "later")
_MEASURES = {"percent", *CURRENCY_NOUNS, *UNIT_SPELLINGS} - {"people", "person-time"}
_AUDITED = [
    "verdict",
    "factor",
    "n_references",
    "evidence",
    "reason",
    "room_low",
    "room_high",
    "audited_low",
    "audited_high",
]
_CHECKED = ["kind", "low", "high", "reference_low", "reference_high", "evidence", "result"]


def audit_figures(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Say of every figure whether independent references bear it out, by rules on intervals.

    Takes frames as `load_figures` and `load_references` give them; returns one row per figure,
    indexed by figure_id, by the rules at the top of this module:

    - verdict: *corroborated*, a same-thing reference meets it; *contradicted*, they lie outside,
      or without one a part, total or difference leaves no room; *implausible*, what neighbouring
      totals imply is more than ten times away; *consistent*, references of other periods or parts
      leave room; *not checked*, none counts the same thing.
    - factor: for a contradicted or implausible figure, how many times print and references lie
      apart, if just one power of ten (10^-4 to 10^4) meets every bound and the article's own
      quotients (see `check_arithmetic`); else missing. Missing also where no same-thing reference
      exists and another subject's numbers come within ten times of the print: then the subject
      may be wrong, not the number.
    - n_references: how many count the same thing; evidence: ids of those the verdict rests on.
    - room_low, room_high: what all deciding bounds together leave to the figure; missing where
      nothing bounds it.
    - reason: in words; audited_low, audited_high: the stated interval, corrected by the factor
      where there is one, missing where the figure is refused without. `figures` stays as it is.

    References of figures that are not in `figures` are left out. Raises ValueError for a
    reference that measures something else than its figure does, or one below zero.

    >>> from analysis.dataset import load_figures, load_references
    >>> audit = audit_figures(load_figures(), load_references())
    >>> audit.loc[["talent_endorsements", "first_id_cards"], "verdict"].tolist()
    ['contradicted', 'implausible']
    >>> audit.loc[["talent_endorsements", "first_id_cards"], "factor"].tolist()
    [10.0, 10000.0]
    """
    published = _statements(references)
    cases = [_Case(f, [r for r in published if r.figure_id == f.id]) for f in _statements(figures)]
    for case in cases:
        _require_comparable(case.figure, case.references)
    powers = {case.figure.id: case.powers for case in cases if case.refused}
    decisive: dict[str, _Quotient] = {}
    for quotient in _quotients(figures, references):
        narrowed = powers | quotient.narrow(powers)
        decisive |= {id_: quotient for id_ in powers if narrowed[id_] != powers[id_]}
        powers = narrowed
    rows = [c.report(powers.get(c.figure.id, ()), decisive.get(c.figure.id)) for c in cases]
    frame = pd.DataFrame(rows, columns=_AUDITED, index=figures.index)
    return frame.assign(verdict=pd.Categorical(frame["verdict"], categories=VERDICTS))


def check_arithmetic(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Hold the article's own arithmetic against ranges that references give, as stated.

    One row per check, indexed by its name. Kinds: *quotient*, a figure over the sum of those that
    divide it (column `divides` of figures), the range from publications that state both it and
    those, at least two where there are several; *per day*, a figure over its days, the range from
    the same thing in other periods; *other count*, the same thing and period counted on another
    basis. Columns: kind, low, high, reference_low, reference_high, evidence, result (within,
    below, above, no reference). A range says what has been seen, not what can be: a result
    outside it asks for an explanation. References of low confidence are left out. Pass figures
    whose low and high are the audited ones to see whether a factor mends a quotient.

    >>> from analysis.dataset import load_figures, load_references
    >>> checks = check_arithmetic(load_figures(), load_references())
    >>> checks.loc["bus_lane_km / bus_lane_cities", ["low", "high"]].round(1).tolist()
    [3.2, 3.9]
    """
    rows = [
        (q.name, "quotient", q.value({}), [claim for claim, _ in q.published], q.ids)
        for q in _quotients(figures, references)
    ]
    published = [r for r in _statements(references) if r.confidence != "low"]
    for figure in _statements(figures):
        own = [r for r in published if r.figure_id == figure.id and r.counted == figure.counted]
        other = {r.id: r.claim for r in own if r.recounts(figure)}
        away = [r for r in own if r.place == figure.place and not r.spans(figure)]
        rates = {r.id: r.per_day for r in away if r.per_day}
        if other:
            name = f"{figure.id}: other count"
            rows.append((name, "other count", figure.claim, list(other.values()), list(other)))
        if rates and figure.per_day:
            name = f"{figure.id} / day"
            rows.append((name, "per day", figure.per_day, list(rates.values()), list(rates)))
    index = pd.Index([name for name, *_ in rows], name="check", dtype="str")
    frame = pd.DataFrame([_check_row(*row[1:]) for row in rows], columns=_CHECKED, index=index)
    return frame.assign(result=pd.Categorical(frame["result"], categories=RESULTS))


@dataclass(frozen=True)
class _Statement:
    """A figure or reference that states a number; NaT or "" where a day or the place is open."""

    id: str
    claim: Interval
    start: Any
    end: Any
    figure_id: str
    counted: str
    stated: str
    unit: str
    place: str
    relation: str
    confidence: str
    url: str

    @property
    def days(self) -> float:
        return float((self.end - self.start + _DAY) / _DAY)

    @property
    def per_day(self) -> Interval | None:
        """The claim per day of its period, where that is known and longer than a day."""
        return _times(self.claim, 1 / self.days) if self.days > 1 else None

    def spans(self, figure: _Statement) -> bool:
        """Tell whether place and period are the figure's, as far as both are known."""
        ends = ((self.start, figure.start), (self.end, figure.end))
        known = all(a == b or pd.isna(a) or pd.isna(b) for a, b in ends)
        return self.place == figure.place and known

    def recounts(self, figure: _Statement) -> bool:
        """Tell whether it counts the same thing and period on another basis."""
        return self.relation == "context" and self.spans(figure)

    def is_part_of(self, figure: _Statement) -> bool:
        """Tell whether it counts a part of the figure's period or of the country."""
        running = self.relation == "cumulative" and pd.isna(figure.start)
        inside = (running or self.start >= figure.start) and self.end <= figure.end
        whole = self.start == figure.start and self.end == figure.end
        regional = bool(self.place) and not figure.place
        return inside and (regional or (self.place == figure.place and not whole))

    def stands_with(self, total: _Statement) -> bool:
        """Tell whether one publication states both, for one place and period."""
        mine, its = ((r.url, r.place, str(r.start), str(r.end)) for r in (self, total))
        return mine == its

    def says(self, figure: _Statement) -> str:
        """Say what it claims, of what period, and of what place where that is not the figure's."""
        start, end = (f"{d:%Y-%m-%d}" if pd.notna(d) else "" for d in (self.start, self.end))
        where = f" in {self.place}" if self.place != figure.place else ""
        period = f" ({start} to {end})" if start and end else f" (up to {end})" if end else ""
        return f"{self.id}: {_words(self.claim)}{where}{period}"


@dataclass(frozen=True)
class _Bound:
    """What a reference, or two together, say of a figure's number."""

    rule: str
    claim: Interval
    by: _Statement
    decides: bool = True


@dataclass(frozen=True)
class _Case:
    """A figure with the references attached to it."""

    figure: _Statement
    references: list[_Statement]

    @cached_property
    def own(self) -> list[_Statement]:
        return [r for r in self.references if r.counted == self.figure.counted]

    @cached_property
    def bounds(self) -> list[_Bound]:
        return list(_bounds(self.figure, [r for r in self.own if r.confidence != "low"]))

    @cached_property
    def same(self) -> list[_Bound]:
        return [b for b in self.bounds if b.rule == "same" and b.decides]

    def outside(self, claim: Interval) -> list[_Bound]:
        """Return the bounds that a claim does not meet; of the same-thing ones one is enough."""
        missed = [b for b in self.bounds if not _meet(b.claim, claim)]
        met = any(b not in missed for b in self.same)
        return [b for b in missed if b.rule != "same" or (b.decides and not met)]

    @cached_property
    def verdict(self) -> str:
        rules = {b.rule for b in self.outside(self.figure.claim) if b.decides}
        if self.same:
            return "contradicted" if "same" in rules else "corroborated"
        if rules:
            return "implausible" if rules == {"implied"} else "contradicted"
        return "consistent" if any(r.confidence != "low" for r in self.own) else "not checked"

    @property
    def refused(self) -> bool:
        return self.verdict in ("contradicted", "implausible")

    @cached_property
    def powers(self) -> tuple[int, ...]:
        """The powers of ten that would make the figure meet every bound."""
        return tuple(k for k in _POWERS if not self.outside(_scaled(self.figure.claim, k)))

    @cached_property
    def rivals(self) -> list[_Statement]:
        """The references of other subjects that fit the print, where none states it itself."""
        rate = self.figure.per_day
        if self.same or not self.refused or not rate:
            return []
        near = Interval(rate.low / _FAR, rate.high * _FAR)
        others = [r for r in self.references if r not in self.own and r.confidence != "low"]
        flows = [(r, r.per_day) for r in others if r.relation in _FLOWS]
        return [r for r, its_rate in flows if its_rate and _meet(its_rate, near)]

    @cached_property
    def evidence(self) -> list[_Statement]:
        """What the verdict rests on; two references that stand together count as one."""
        if self.refused:
            outside = [b for b in self.outside(self.figure.claim) if b.decides]
            implied = self.verdict == "implausible"
            return [b.by for b in outside if (b.rule == "implied") == implied]
        if self.same:
            spanning = [r for r in self.own if r.relation == "same" and r.spans(self.figure)]
            return [r for r in spanning if _meet(r.claim, self.figure.claim)]
        return [b.by for b in self.bounds] or [r for r in self.own if r.confidence != "low"]

    def _at_odds(self) -> list[_Statement]:
        """Return the references of whatever confidence that do not bear a good figure out."""
        spanning = [r for r in self.own if r.relation in ("same", "context")]
        apart = [r for r in spanning if r.spans(self.figure) and r not in self.evidence]
        return apart + [b.by for b in self.outside(self.figure.claim) if b.by not in apart]

    def report(self, powers: tuple[int, ...], quotient: _Quotient | None) -> list[Any]:
        """Return the figure's row of the audit, in the order of its columns.

        `powers` are those that also the quotients leave; `quotient` is one that ruled some out.
        """
        ends, factor = [self.figure.claim.low, self.figure.claim.high], np.nan
        if self.refused:
            settled = len(powers) == 1 and not self.rivals
            mended = _scaled(self.figure.claim, powers[0]) if settled else None
            ends = [mended.low, mended.high] if mended else [np.nan, np.nan]
            factor = 10.0 ** abs(powers[0]) if settled else np.nan
        ids = [id_ for r in self.evidence + self.rivals for id_ in r.id.split("; ")]
        ids += quotient.ids if quotient else []
        reason = self._grounds() + (self._remedy(powers, quotient) if self.refused else "")
        evidence = "; ".join(sorted({*ids}))
        return [self.verdict, factor, len(self.own), evidence, reason, *self.room, *ends]

    @property
    def room(self) -> tuple[float, float]:
        """What the deciding bounds together leave to the figure; missing where nothing does."""
        same = [b for b in self.same if _meet(b.claim, self.figure.claim)] or self.same
        claims = [b.claim for b in self.bounds if b.decides and b.rule != "same"]
        claims += [_hull([b.claim for b in same])] if same else []
        low = max((c.low for c in claims), default=np.nan)
        high = min((c.high for c in claims), default=np.nan)
        return (low, high) if low <= high else (np.nan, np.nan)

    def _grounds(self) -> str:
        """Say what the verdict rests on."""
        if self.verdict == "not checked":
            low = f" with more than low confidence: {_ids(self.own)}" if self.own else ""
            return f"No reference counts the same thing{low}."
        if self.verdict == "corroborated":
            printed = ", ".join(f"{r.id} ({r.stated})" for r in self.evidence)
            otherwise = ", ".join(r.says(self.figure) for r in self._at_odds())
            words = f"The same is published for the same period: {printed}."
            return words + (f" At odds with it: {otherwise}." if otherwise else "")
        says = ", ".join(r.says(self.figure) for r in self.evidence)
        if self.verdict == "consistent":
            return f"No reference is for the same place and period; the others leave room: {says}."
        far = f", more than {_FAR} times away per day" if self.verdict == "implausible" else ""
        return f"Stated: {_words(self.figure.claim)}. But {says}{far}."

    def _remedy(self, powers: tuple[int, ...], quotient: _Quotient | None) -> str:
        """Say which powers of ten reconcile a refused figure, and what else may be wrong."""
        allowed, left = _power_words(self.powers), _power_words(powers)
        if self.rivals:
            subjects = ", ".join(dict.fromkeys(r.counted for r in self.rivals))
            return (
                f" As stated it is near the {subjects} ({_ids(self.rivals)}): the subject may be"
                f" wrong. For the subject as printed, {left} meets the references."
            )
        words = f" To meet the references: {allowed}"
        if quotient:
            words += f"; to meet also {quotient.says()}: {left}"
        if len(powers) != 1:
            return f"{words}, so none is chosen."
        return f"{words}, which gives {_words(_scaled(self.figure.claim, powers[0]))}."


@dataclass(frozen=True)
class _Quotient:
    """A figure over the sum of those that divide it, with what publications give for the same."""

    total: _Statement
    parts: list[_Statement]
    published: list[tuple[Interval, list[str]]]

    @property
    def name(self) -> str:
        parts = " + ".join(part.id for part in self.parts)
        return f"{self.total.id} / {f'({parts})' if len(self.parts) > 1 else parts}"

    @property
    def ids(self) -> list[str]:
        return [id_ for _, ids in self.published for id_ in ids]

    def says(self) -> str:
        ranges = ", ".join(f"{_words(claim)} in {' + '.join(ids)}" for claim, ids in self.published)
        return f"{self.name} ({ranges})"

    def value(self, powers: dict[str, int]) -> Interval:
        """Return the quotient with some of its figures multiplied by powers of ten."""
        total, *parts = (_scaled(f.claim, powers.get(f.id, 0)) for f in (self.total, *self.parts))
        return interval_ratio(total, _sum(parts))

    def narrow(self, powers: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Return, of the powers of its refused figures, those that together meet the range."""
        refused = [f.id for f in (self.total, *self.parts) if f.id in powers]
        if not self.published or not all(powers[id_] for id_ in refused):
            return {}
        span = _hull([claim for claim, _ in self.published])
        choices = itertools.product(*(powers[id_] for id_ in refused))
        kept = [c for c in choices if _meet(self.value(dict(zip(refused, c, strict=True))), span)]
        return {id_: tuple(sorted({c[i] for c in kept})) for i, id_ in enumerate(refused)}


def _bounds(figure: _Statement, trusted: list[_Statement]) -> Iterator[_Bound]:
    """Bound a figure by the references that count the same thing, rule by rule."""
    same = [r for r in trusted if r.relation == "same" and r.spans(figure)]
    rest = [r for r in trusted if r not in same]
    best = max((_CONFIDENCES.index(r.confidence) for r in same), default=0)
    for r in same:
        yield _Bound("same", r.claim, r, _CONFIDENCES.index(r.confidence) == best)
    for r in rest:
        if r.is_part_of(figure):
            yield _Bound("part", Interval(r.claim.low, np.inf), r)
    totals = [r for r in rest if r.relation == "cumulative" and r.place == figure.place]
    around = [r for r in totals if r.end >= figure.end]
    for r in around:
        if not r.start > figure.start:
            yield _Bound("total", Interval(0, r.claim.high), r)
    pairs = itertools.product([r for r in totals if r.end < figure.start], around)
    stretches = [difference for pair in pairs for difference in _difference(*pair)]
    for s in stretches:
        exact = s.start == figure.start and s.end == figure.end
        claim = s.claim if exact else Interval(0, s.claim.high)
        yield _Bound("difference", claim, s, s.confidence == "high")
    stretches += [r for r in around if r.start <= figure.start]
    for s in sorted(stretches, key=lambda s: s.days)[:1]:
        share = figure.days / s.days
        yield _Bound("implied", _times(Interval(s.claim.low / _FAR, s.claim.high * _FAR), share), s)


def _difference(first: _Statement, last: _Statement) -> Iterator[_Statement]:
    """Yield what two running totals leave for the days between.

    Totals that may be the same number tell nothing: one of them may only repeat the other.
    """
    one_start = pd.isna(first.start) or pd.isna(last.start) or first.start == last.start
    low, high = last.claim.low - first.claim.high, last.claim.high - first.claim.low
    if one_start and low > 0:
        yield replace(
            last,
            id=f"{first.id}; {last.id}",
            claim=Interval(low, high),
            start=first.end + _DAY,
            confidence=min(first.confidence, last.confidence, key=_CONFIDENCES.index),
        )


def _quotients(figures: pd.DataFrame, references: pd.DataFrame) -> Iterator[_Quotient]:
    stated = {figure.id: figure for figure in _statements(figures)}
    trusted = [r for r in _statements(references) if r.confidence != "low"]
    known = [r for r in trusted if r.figure_id in stated]
    own = [r for r in known if r.counted == stated[r.figure_id].counted]
    divided = figures.loc[figures["divides"].isin(list(stated)), "divides"]
    for total in divided.unique():
        parts = [stated[id_] for id_ in divided.index[divided == total]]
        dividing = [r for r in own if divided.get(r.figure_id) == total]
        ratios = []
        for r in (r for r in own if r.figure_id == total):
            beside = [part for part in dividing if part.stands_with(r)]
            # over one part of several, what is stated for all of them would come out too high
            if len(beside) >= min(2, len(parts)):
                ratio = interval_ratio(r.claim, _sum([part.claim for part in beside]))
                ratios.append((ratio, [r.id, *(part.id for part in beside)]))
        yield _Quotient(stated[total], parts, ratios)


def _check_row(kind: str, claim: Interval, claims: list[Interval], ids: list[str]) -> list[Any]:
    if not claims:
        return [kind, claim.low, claim.high, np.nan, np.nan, "", "no reference"]
    span = _hull(claims)
    apart = "below" if claim.low < span.low else "above"
    result = "within" if _meet(claim, span) else apart
    return [kind, claim.low, claim.high, span.low, span.high, "; ".join(ids), result]


def _require_comparable(figure: _Statement, references: list[_Statement]) -> None:
    """Hold that references are not negative and those of the same thing are in the same unit.

    Nouns and classifiers all count, so any of them will do; a missing unit will always do.
    """
    for r in references:
        where = f"references.csv, {r.id}, column stated: {r.stated!r}"
        if r.claim.low < 0:
            raise ValueError(f"{where}: below zero")
        units = {s.unit if s.unit in _MEASURES else "count" for s in (r, figure) if s.unit}
        if r.counted == figure.counted and len(units) > 1:
            expected = f"{figure.id} ({figure.stated!r}) is in {figure.unit!r}"
            raise ValueError(f"{where}: in {r.unit!r}, but {expected}")


def _statements(frame: pd.DataFrame) -> list[_Statement]:
    """Take the rows that state a number; a sum in a name (10+5+8) claims its value."""
    frame = frame[frame["value"].notna()]
    texts = ["figure_id", "counted", "stated", "unit", "place", "relation", "confidence", "url"]
    cells = frame.reindex(columns=texts).astype("str").fillna("")
    low, high = (frame[end].fillna(frame["value"]).tolist() for end in ("low", "high"))
    days = (frame["period_start"], frame["period_end"])
    return [
        _Statement(str(id_), Interval(*ends), start, end, *words)
        for id_, *ends, start, end, words in zip(
            frame.index, low, high, *days, cells.itertuples(index=False, name=None), strict=True
        )
    ]


def _meet(a: Interval, b: Interval) -> bool:
    """Tell whether both can be true: ends that touch do only where one is a single number."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    touching = np.isclose(low, high, rtol=1e-9, atol=0)
    return bool((a.low == a.high or b.low == b.high) if touching else low < high)


def _hull(claims: Sequence[Interval]) -> Interval:
    return Interval(min(c.low for c in claims), max(c.high for c in claims))


def _times(claim: Interval, factor: float) -> Interval:
    return Interval(claim.low * factor, claim.high * factor)


def _sum(claims: Sequence[Interval]) -> Interval:
    return Interval(sum(c.low for c in claims), sum(c.high for c in claims))


def _scaled(claim: Interval, power: int) -> Interval:
    """Multiply by a power of ten; downwards by dividing, which leaves whole numbers whole."""
    by = 10.0 ** abs(power)
    return _times(claim, by) if power >= 0 else Interval(claim.low / by, claim.high / by)


def _words(claim: Interval) -> str:
    low, high = (f"{x:,.0f}" if x >= 100 else f"{x:,.3g}" for x in (claim.low, claim.high))
    if claim.high == np.inf:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def _power_words(powers: tuple[int, ...]) -> str:
    words = [f"{'×' if power > 0 else '÷'} {10 ** abs(power):,}" for power in powers]
    return " or ".join(words) or "no power of ten"


def _ids(statements: Iterable[_Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
