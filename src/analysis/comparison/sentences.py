"""Cut two texts into sentences and align them, by the numbers in them, their length and order.

The alignment is a monotone one: each step takes one to three sentences of both texts, or passes
over one. Where a full search would take long, blocks of sentences are aligned first, and the
sentences then in a band around that way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.articles import ABBREVIATION, SENTENCE_END
from analysis.reader import BLANK_LINE

Bead = tuple[range, range]  # sentences of the original and of the translation
Terms = dict[object, float]  # what a sentence may share with its translation, and its weight
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CELLS = 4_000_000  # a search of more takes seconds
_BLOCKS = 1000
_MARGIN = 2  # blocks on either side of the way
_MOST_NUMBERS = 12  # a table without stops is cut, so that beads stay small
_SHORTEST = 8  # characters; what is shorter is joined to what follows
_COMMON = 30  # a term in more sentences tells nothing
_WIDE = re.compile(r"[\u3000-\u9fff\uf900-\uffef]")
_WORD = re.compile(r"[a-z]{4,}|(?=([\u4e00-\u9fff]{2}))")
# Sentences taken of either text, and what it costs.
_STEPS = ((1, 1, 0.0), (1, 2, 1.2), (2, 1, 1.2), (2, 2, 2.4), (1, 3, 2.4), (3, 1, 2.4), (1, 0, 2.5))
_MOST = 3
_PASS = 2.5
_LENGTH, _LONGEST = 1.0, 5.0
_NUMBER, _PARAGRAPH = 0.6, 0.7


@dataclass
class Sentences:
    """Sentences, or blocks of them, as arrays: end, length, count of numbers, and terms.

    `closes` tells whether a paragraph ends with it.
    """

    ends: Ints
    lengths: Floats
    numbers: Floats
    closes: NDArray[np.bool_]
    terms: list[Terms]

    def __len__(self) -> int:
        """Count them."""
        return len(self.ends)

    def blocks(self, size: int) -> Sentences:
        """Return blocks of `size` sentences."""
        begins = np.arange(0, len(self), size)
        last = np.append(begins[1:], len(self)) - 1
        terms: list[Terms] = [{} for _ in begins]
        for at, one in enumerate(self.terms):
            terms[at // size].update(one)
        lengths, numbers = (np.add.reduceat(a, begins) for a in (self.lengths, self.numbers))
        return Sentences(self.ends[last], lengths, numbers, self.closes[last], terms)


def cut(text: str, mentions: pd.DataFrame, terms: Sequence[Terms]) -> tuple[Sentences, Ints]:
    """Return the sentences of a text, and in which of them each of its mentions stands.

    `terms` are what each mention has in common with a translation of it.
    """
    starts = mentions["start"].to_numpy()
    breaks = [match.end() for match in re.finditer(BLANK_LINE, text)]
    ends = _ends(text, starts, mentions["end"].to_numpy(), breaks)
    place = np.searchsorted(ends, starts, side="right").astype(np.int64)
    pieces = [text[a:b] for a, b in pairwise([0, *ends.tolist()])]
    found: list[Terms] = [_words(piece) for piece in pieces]
    for at, one in zip(place.tolist(), terms, strict=True):
        found[at].update(one)
    lengths = np.array([_length(piece) for piece in pieces])
    numbers = np.bincount(place, minlength=len(ends)).astype(np.float64)
    return Sentences(ends, lengths, numbers, np.isin(ends, [*breaks, len(text)]), found), place


def _ends(text: str, starts: Ints, ends: Ints, breaks: list[int]) -> Ints:
    """Return where sentences end: not inside a mention, not after an abbreviation or a blank."""
    stops = [
        match.end()
        for match in SENTENCE_END.finditer(text)
        if match[0] != "." or not ABBREVIATION.search(text[max(0, match.end() - 8) : match.end()])
    ]
    found = np.unique(np.array([*stops, *breaks, len(text)], dtype=np.int64))
    begun = np.searchsorted(starts, found)
    reach = np.append(0, ends)[begun]
    kept, begun = found[reach <= found], begun[reach <= found]
    rows = [
        int(starts[at])
        for first, last in pairwise([0, *begun.tolist()])
        for at in range(first + _MOST_NUMBERS, last, _MOST_NUMBERS)
    ]
    kept = np.unique(np.append(kept, np.array(rows, dtype=np.int64)))
    merged = [0]
    for end in kept.tolist():
        if len(text[merged[-1] : end].strip()) >= _SHORTEST:
            merged.append(end)
    return np.array([*merged[1:-1], len(text)], dtype=np.int64)


def _length(piece: str) -> float:
    """Measure what is said: a Chinese character says as much as about three letters."""
    wide = len(_WIDE.findall(piece))
    return wide + (len(piece) - wide) / 3.3


def _words(piece: str) -> Terms:
    return {match[0] or match[1]: 1.0 for match in _WORD.finditer(piece.lower())}


def align(original: Sentences, translation: Sentences) -> list[Bead]:
    """Return the beads of two texts, in order; each sentence stands in one."""
    n, m = len(original), len(translation)
    if n * m <= _CELLS:
        low, high = np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64)
    else:
        low, high = _band(original, translation)
    return _way(original, translation, low, high)


def _band(original: Sentences, translation: Sentences) -> tuple[Ints, Ints]:
    """Return between which ends in the translation each end of the original is searched."""
    n, m = len(original), len(translation)
    size, other = (-(-count // _BLOCKS) for count in (n, m))
    beads = align(original.blocks(size), translation.blocks(other))
    low, high = np.full(n + 1, m), np.zeros(n + 1, dtype=np.int64)
    for one, two in beads:
        rows = slice(max(one.start - _MARGIN, 0) * size, (one.stop + _MARGIN) * size + 1)
        low[rows] = np.minimum(low[rows], max(two.start - _MARGIN, 0) * other)
        high[rows] = np.maximum(high[rows], min((two.stop + _MARGIN) * other, m))
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)


def _shared(original: list[Terms], translation: list[Terms]) -> list[list[tuple[int, float]]]:
    """Return which sentences of the translation share terms with each of the original."""
    where: dict[object, list[int]] = defaultdict(list)
    for at, terms in enumerate(translation):
        for term in terms:
            where[term].append(at)
    count: dict[object, int] = defaultdict(int)
    for terms in original:
        for term in terms:
            count[term] += 1
    return [
        [
            (at, weight / (max(count[term], len(there)) ** 0.5))
            for term, weight in terms.items()
            if (there := where.get(term)) and max(count[term], len(there)) <= _COMMON
            for at in there
        ]
        for terms in original
    ]


def _way(original: Sentences, translation: Sentences, low: Ints, high: Ints) -> list[Bead]:
    """Search the best way through both texts, row by row of the original.

    best[i][j] is the score of the first i and j sentences; of a row only `low` to `high` is
    searched, and of all rows only how each place was reached is kept.
    """
    n, m = len(original), len(translation)
    scores = _Scores(original, translation)
    rows = [np.full(m + 1, -np.inf) for _ in range(_MOST + 1)]
    reached: list[NDArray[np.int8]] = []
    for i in range(n + 1):
        a, b = int(low[i]), int(high[i]) + 1
        row = rows[i % (_MOST + 1)]
        if i > _MOST:
            row[int(low[i - _MOST - 1]) : int(high[i - _MOST - 1]) + 1] = -np.inf
        how = np.full(b - a, len(_STEPS), dtype=np.int8)
        if i == 0:
            row[0] = 0.0
        scores.enter(i)
        for step, (up, left, cost) in enumerate(_STEPS):
            first = max(a, left)
            if up > i or first >= b:
                continue
            new = rows[(i - up) % (_MOST + 1)][first - left : b - left] - cost
            if left:
                new += scores.of(i, up, left, first, b)
            better = new > row[first:b]
            row[first:b][better] = new[better]
            how[first - a :][better] = step
        ahead = row[a:b] + _PASS * np.arange(b - a)  # passing over sentences of the translation
        passed = np.maximum.accumulate(ahead)
        how[passed > ahead] = len(_STEPS)
        row[a:b] = passed - _PASS * np.arange(b - a)
        reached.append(how)
    return list(_backwards(reached, low, n, m))[::-1]


class _Scores:
    """Score steps that take sentences of both texts: numbers shared, lengths, paragraphs."""

    def __init__(self, original: Sentences, translation: Sentences) -> None:
        self.closes = original.closes, translation.closes
        self.length, self.numbers = (
            [np.append(0.0, np.cumsum(getattr(side, name))) for side in (original, translation)]
            for name in ("lengths", "numbers")
        )
        self.shared = _shared(original.terms, translation.terms)
        self.rows = [np.zeros(len(translation)) for _ in range(_MOST)]

    def enter(self, i: int) -> None:
        """Write down what the i-th sentence of the original shares with each sentence."""
        row = self.rows[i % _MOST]
        for at, _ in self.shared[i - _MOST - 1] if i > _MOST else ():
            row[at] = 0.0
        for at, weight in self.shared[i - 1] if i else ():
            row[at] += weight

    def of(self, i: int, up: int, left: int, first: int, end: int) -> Floats:
        """Return the score of the last `up` sentences before i with the `left` before each j."""
        score: Floats = np.zeros(end - first)
        for back in range(left):
            for row in range(up):
                score += self.rows[(i - row) % _MOST][first - back - 1 : end - back - 1]
        (one, two), (count, counts) = (
            (sums[0][i] - sums[0][i - up], sums[1][first:end] - sums[1][first - left : end - left])
            for sums in (self.length, self.numbers)
        )
        score -= np.minimum(_LENGTH * (two - one) ** 2 / (two + one + 1), _LONGEST)
        score -= _NUMBER * np.minimum(np.minimum(counts, count), 8)
        same = self.closes[1][first - 1 : end - 1] == self.closes[0][i - 1]
        score += np.where(same, _PARAGRAPH if self.closes[0][i - 1] else 0.0, -_PARAGRAPH)
        return score


def _backwards(reached: list[NDArray[np.int8]], low: Ints, i: int, j: int) -> Iterator[Bead]:
    while i or j:
        step = int(reached[i][j - int(low[i])])
        up, left = (_STEPS[step][:2]) if step < len(_STEPS) else (0, 1)
        yield range(i - up, i), range(j - left, j)
        i, j = i - up, j - left
