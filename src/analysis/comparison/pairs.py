"""Pair the numbers of a text with those of its translation, and say how each pair differs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product, takewhile
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.articles import check_text
from analysis.comparison.amounts import (
    Amount,
    agreement,
    amounts,
    conversion,
    differ,
    is_alike,
    is_chance,
    lost_scale,
)
from analysis.comparison.sentences import align, cut
from analysis.reader import BLANK_LINE, KINDS, find_mentions

STATUSES = ("same", "scale", "value", "unit", "only original", "only translation")

_NAMES = ("original", "translation")
_LEAP_YEAR = 2000  # the year of days that state none
_CONVERSION = re.compile(r"[(（]|\b(?:or|about|equal|equivalent)\b|约|合")
_BESIDE = 16  # characters between an amount and its conversion in brackets
# Beads over which a number is looked for: by its digits, as small ones are everywhere.
_NEAR = {1: 2, 2: 6}
_FAR = 80
_TWIN = 3
_SURE = 3  # digits that are hardly the same by chance


class Pair(NamedTuple):
    """One row: a mention of either text or of both, its status, translation over original."""

    one: Amount | None
    two: Amount | None
    status: str
    factor: float = math.nan


Ranked = tuple[tuple[float, ...], Pair]


def compare_texts(original: str, translation: str) -> pd.DataFrame:
    """Compare the numbers of a text with those of its translation, or of another version of it.

    Either text may be Chinese, English or both. Sentences are aligned by order, length and the
    numbers in them; one row per pair of numbers, in the order of the original, and per leftover.
    Columns: original, translation (the phrases as printed); original_value, translation_value (base
    units, as printed); factor (translation over original; of units of one dimension after
    conversion; between currencies the power of ten by which no rate makes them equal); status;
    kind; original_start, original_end, translation_start, translation_end (offsets);
    original_paragraph, translation_paragraph (from 1). What a text lacks is missing.

    Status: *same*, as far as both are rounded (173万余 and "more than 1.7 million", 增长两倍 and
    "tripled"); *scale*, the same digits at another power of ten, a lost 万, or a conversion that
    is off by one; *value*, another number
    of the same kind at the same place; *unit*, in another unit, whether converted or not; *only
    original* and *only translation*. An amount that is added as the conversion of the one before it
    has a row with that one. Counts of one and two, halves, vague amounts and dates that stand in
    one text alone have no row, nor have ordinals, names and set phrases.

    Raises TypeError for what is no string, ValueError, with the name of the text, for what is no
    text (see `articles.check_text`).

    >>> rows = compare_texts("办理户口迁移173万余笔、身份证80余万笔。", "It handled more than 1.73 "
    ...                      "million transfers and more than 80 identity cards.")
    >>> rows[["original", "translation", "factor", "status"]].values.tolist()
    [['173万余笔', 'more than 1.73 million transfers', 1.0, 'same'],
     ['80余万笔', 'more than 80 identity cards', 0.0001, 'scale']]
    """
    texts = _checked(original, _NAMES[0]), _checked(translation, _NAMES[1])
    frames = [find_mentions(text, reference_year=_LEAP_YEAR) for text in texts]
    stated = [amounts(frame) for frame in frames]
    cuts = [
        cut(text, frame, [amount.terms() for amount in side])
        for text, frame, side in zip(texts, frames, stated, strict=True)
    ]
    beads = align(cuts[0][0], cuts[1][0])
    for n, side in enumerate(stated):
        bead = [at for at, ranges in enumerate(beads) for _ in ranges[n]]
        for amount, sentence in zip(side, cuts[n][1].tolist(), strict=True):
            amount.bead = bead[sentence]
    return _frame(_Pairing(texts, stated).rows(), texts, frames)


def _checked(text: str, name: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{name}: expected a string, got {type(text).__name__}")
    try:
        return check_text(text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


class _Pairing:
    """The pairs found so far, and the search for more, surest first."""

    def __init__(self, texts: tuple[str, str], stated: list[list[Amount]]) -> None:
        self.texts = texts
        self.named: list[dict[int, set[float]]] = [defaultdict(set), defaultdict(set)]
        for n, side in enumerate(stated):
            for amount in side:
                self.named[n][amount.bead].update(() if amount.dimension else amount.readings)
        self.compared = [[a for a in side if a.dimension] for side in stated]
        self.mates: tuple[dict[int, Amount], dict[int, Amount]] = ({}, {})
        self.pairs: list[Pair] = []
        self.beads: dict[int, tuple[list[Amount], list[Amount]]] = defaultdict(lambda: ([], []))
        self.stated = [_index(side) for side in self.compared]
        for n, side in enumerate(self.compared):
            for amount in side:
                self.beads[amount.bead][n].append(amount)

    def rows(self) -> list[Pair]:
        """Return all pairs and leftovers in the order of the original."""
        for here, there in self.beads.values():
            self._choose(_agreeing(here, there))
        self._rescue()
        for bead in self.beads:
            self._choose(self._scales(*self._free(bead)))
        for bead in self.beads:
            self._choose(_scales_beside(self._free(bead)[0], self._free_beside(bead)))
        for search in (_exchanged, self._values):
            for bead in self.beads:
                self._choose(search(*self._free(bead)))
        self._leave()
        return sorted(self.pairs, key=self._order)

    def _choose(self, candidates: Iterable[Ranked]) -> None:
        """Take candidates by rank, each mention once."""
        for _, pair in sorted(candidates, key=lambda ranked: ranked[0]):
            one, two = pair.one, pair.two
            if one and two and not (one.row in self.mates[0] or two.row in self.mates[1]):
                self.mates[0][one.row], self.mates[1][two.row] = two, one
                self.pairs.append(pair)

    def _free(self, bead: int) -> list[list[Amount]]:
        """Return the mentions of a bead that have no mate, of each text."""
        sides = self.beads[bead]
        return [[a for a in side if a.row not in self.mates[n]] for n, side in enumerate(sides)]

    def _free_beside(self, bead: int) -> list[Amount]:
        """Return the mentions of the translation that have no mate in the beads on either side."""
        beside = [at for at in (bead - 1, bead + 1) if at in self.beads]
        return [two for at in beside for two in self._free(at)[1]]

    def _rescue(self) -> None:
        """Pair what states the same in sentences nearby: translators move clauses."""
        free = _index([a for a in self.compared[1] if a.row not in self.mates[1]])
        for one in self.compared[0]:
            there = free.get(one.key) if one.row not in self.mates[0] else None
            if there is None:
                continue
            at = bisect_left(there, one.bead, key=_bead)
            near = there[max(at - 3, 0) : at + 3]
            reach = _NEAR.get(one.digits, _FAR)
            near = [two for two in near if abs(two.bead - one.bead) <= reach and is_alike(one, two)]
            ranked = [((abs(two.bead - one.bead), *rank), pair) for two in near
                      for rank, pair in _agreeing([one], [two])]  # fmt: skip
            self._choose(ranked)

    def _is_stated_near(self, amount: Amount, n: int, reach: int) -> bool:
        there = self.stated[n].get(amount.key, [])
        at = bisect_left(there, amount.bead - reach, key=_bead)
        near = takewhile(
            lambda other: other.bead <= amount.bead + reach, islice(there, at, at + 99)
        )
        return any(is_alike(amount, other) for other in near)

    def _scales(self, here: list[Amount], there: list[Amount]) -> Iterator[Ranked]:
        """Find the same digits at another power of ten, where nothing else explains them."""
        found = {}
        for (p, one), (q, two) in product(enumerate(here), enumerate(there)):
            if lost := lost_scale(one, two):
                found[p, q] = lost
        gaps = self._gaps(here) if found else {}
        single = _without_rival(found)
        for (p, q), (digits, factor) in found.items():
            one, two = here[p], there[q]
            fits = (gaps[one.row][0] < two.row) + (two.row < gaps[one.row][1])
            only = fits == 2 and (p, q) in single and not self._has_twin(one, two)
            alone = _are_left_alone(one, two, here, there) and not self._has_twin(one, two, 0)
            stands_out = alone and fits == 2 if is_chance(one, two) else alone or only
            if digits >= _SURE or stands_out or (digits == 2 and fits):
                yield (-digits, -fits, abs(p - q)), Pair(one, two, "scale", factor)

    def _values(self, here: list[Amount], there: list[Amount]) -> Iterator[Ranked]:
        """Find what stands alone at the same place of both texts, and differs."""
        found, gaps = {}, self._gaps(here) if there else {}
        for (p, one), (q, two) in product(enumerate(here), enumerate(there)):
            low, high = gaps[one.row]
            if low < two.row < high and (factor := differ(one, two)) is not None:
                found[p, q] = factor
        for p, q in _without_rival(found):
            if not self._has_twin(here[p], there[q]):
                yield (), Pair(here[p], there[q], "value", found[p, q])

    def _has_twin(self, one: Amount, two: Amount, reach: int = _TWIN) -> bool:
        """Tell whether either amount is stated in the other text, at most `reach` beads away."""
        return self._is_stated_near(one, 1, reach) or self._is_stated_near(two, 0, reach)

    def _gaps(self, here: list[Amount]) -> dict[int, tuple[float, float]]:
        """Return between which mentions of the translation each of a bead would be in order."""
        gaps: dict[int, tuple[float, float]] = {}
        waiting: list[int] = []
        low = -math.inf
        for a in self.beads[here[0].bead][0] if here else ():
            mate = self.mates[0].get(a.row)
            if mate is None:
                waiting.append(a.row)
            elif mate.bead == a.bead:
                gaps |= dict.fromkeys(waiting, (low, mate.row))
                low, waiting = mate.row, []
        return gaps | dict.fromkeys(waiting, (low, math.inf))

    def _leave(self) -> None:
        """Leave what has no mate, unless it is a conversion, or hardly a number."""
        for n, side in enumerate(self.compared):
            for before, amount in zip([None, *side], side, strict=False):
                if amount.row in self.mates[n]:
                    continue
                if before and (pair := self._added(before, amount, n)):
                    self.pairs.append(pair)
                elif _is_telling(amount) and amount.value not in self.named[1 - n][amount.bead]:
                    one, two = (None, amount) if n else (amount, None)
                    self.pairs.append(Pair(one, two, f"only {_NAMES[n]}"))

    def _added(self, before: Amount, amount: Amount, n: int) -> Pair | None:
        """Pair an amount that is added as the conversion of the one before it.

        It may be off by powers of ten, but only of money, and only where it is said to be one.
        """
        mate = self.mates[n].get(before.row)
        if mate is None or not conversion(before, amount) or amount.start - before.end > _BESIDE:
            return None
        one, two = (mate, amount) if n else (amount, mate)
        status, factor = conversion(one, two) or ("", math.nan)
        said = _CONVERSION.search(self.texts[n][before.end : amount.start + 6])
        if status == "unit" or (status == "scale" and one.dimension == "money" and said):
            return Pair(one, two, status, factor)
        return None

    def _order(self, pair: Pair) -> tuple[int, int, int]:
        """Order by the original; a leftover of the translation follows the one before it."""
        if pair.one:
            return pair.one.bead, pair.one.row, -1
        two = pair.two
        assert two is not None  # noqa: S101
        before = [
            mate.row
            for other in self.beads[two.bead][1]
            if other.row < two.row
            and (mate := self.mates[1].get(other.row))
            and mate.bead == two.bead
        ]
        return two.bead, before[-1] if before else -1, two.row


def _bead(amount: Amount) -> int:
    return amount.bead


def _index(side: list[Amount]) -> dict[Any, list[Amount]]:
    found: dict[Any, list[Amount]] = defaultdict(list)
    for amount in side:
        found[amount.key].append(amount)
    return found


def _agreeing(here: list[Amount], there: list[Amount]) -> Iterator[Ranked]:
    """Find what states the same, best first; among equals, what stands at the same place."""
    if [one.key for one in here] == [two.key for two in there]:
        agreed = [agreement(one, two) for one, two in zip(here, there, strict=True)]
        if all(found and not found.rank for found in agreed):
            for one, two, found in zip(here, there, agreed, strict=True):
                if found:
                    yield (0,), Pair(one, two, found.status, found.factor)
            return
    for (p, one), (q, two) in product(enumerate(here), enumerate(there)):
        if found := agreement(one, two):
            offset = abs((p + 0.5) / len(here) - (q + 0.5) / len(there))
            yield (found.rank, offset), Pair(one, two, found.status, found.factor)


def _without_rival(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of places of which neither place stands in another pair."""
    pairs = list(found)
    firsts, seconds = (Counter(places) for places in ([p for p, _ in pairs], [q for _, q in pairs]))
    return [(p, q) for p, q in pairs if firsts[p] == seconds[q] == 1]


def _are_left_alone(one: Amount, two: Amount, here: list[Amount], there: list[Amount]) -> bool:
    """Tell whether nothing else of their kind is left in their bead."""
    return sum(is_alike(a, two) for a in here) == sum(is_alike(one, b) for b in there) == 1


def _scales_beside(here: list[Amount], there: list[Amount]) -> Iterator[Ranked]:
    """Find many digits at another power of ten in a clause that was moved."""
    for one, two in product(here, there):
        if (lost := lost_scale(one, two)) and lost[0] >= _SURE and is_alike(one, two):
            yield (-lost[0],), Pair(one, two, "scale", lost[1])


def _exchanged(here: list[Amount], there: list[Amount]) -> Iterator[Ranked]:
    """Find money that is stated in another currency."""
    for one, two in product(here, there):
        found = conversion(one, two) if one.dimension == "money" else None
        if found and found[0] == "unit":
            yield (abs(one.row - two.row),), Pair(one, two, *found)


def _is_telling(amount: Amount) -> bool:
    """Tell whether a number that stands in one text alone is worth a row."""
    few = amount.value <= (2 if amount.dimension == "count" else 1)
    return amount.dimension != "date" and not amount.is_vague and not few


def _frame(pairs: list[Pair], texts: tuple[str, str], frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Lay the pairs out as a frame."""
    sides = [pair.one for pair in pairs], [pair.two for pair in pairs]
    taken = {
        name: frame.reindex([-1 if amount is None else amount.row for amount in side])
        for name, frame, side in zip(_NAMES, frames, sides, strict=True)
    }
    values = [np.array([a.value if a else math.nan for a in side], dtype=float) for side in sides]
    columns: dict[str, Any] = {name: taken[name]["text"].array for name in _NAMES}
    columns |= {f"{name}_value": side for name, side in zip(_NAMES, values, strict=True)}
    columns["factor"] = np.array([pair.factor for pair in pairs], dtype=float)
    columns["status"] = pd.Categorical([pair.status for pair in pairs], STATUSES, ordered=True)
    both = zip(*(taken[name]["kind"] for name in _NAMES), strict=True)
    kinds = [x if isinstance(x, str) else y for x, y in both]
    columns["kind"] = pd.Categorical(kinds, KINDS)
    for name, text in zip(_NAMES, texts, strict=True):
        for edge in ("start", "end"):
            columns[f"{name}_{edge}"] = taken[name][edge].astype("Int64").array
        columns[f"{name}_paragraph"] = _paragraphs(text, columns[f"{name}_start"])
    return pd.DataFrame(columns)


def _paragraphs(text: str, starts: Any) -> pd.Series[Any]:
    """Return in which paragraph each offset stands, from 1."""
    lead = len(text) - len(text.lstrip())
    breaks = [match.end() for match in re.finditer(BLANK_LINE, text) if match.end() > lead]
    offsets = pd.Series(starts)
    numbers = np.searchsorted(np.array(breaks), offsets.fillna(0).to_numpy(), side="right") + 1
    return pd.Series(numbers, dtype="Int64").where(offsets.notna())
