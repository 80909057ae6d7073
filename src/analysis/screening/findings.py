"""Relations between numbers, which power of ten would mend one that fails, and what is found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain
from typing import Any

from analysis.intervals import Interval
from analysis.screening.numbers import Number
from analysis.wording import in_words

SEVERITIES = ("note", "doubt", "error")
_SLIPS = (-4, -3, -2, -1, 1, 2, 3, 4)  # powers that a relation may need that no words tell
POWERS = (-8, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 8)  # 千 万 亿, thousand, million; a point moved

_UNLIKELY = 0.06  # expected coincidences below which a mended relation counts
_UNLIKE = 10  # times as many coincidences to be expected between different nouns
_TELLING = 0.05  # orders of magnitude by which no number of a telling relation may be off
_DIGITS = 3  # that tell a misprint from an accident
_FINEST, _WIDEST = 2.0**-12, 0.5


class Factors(tuple[float, ...]):
    """The factors of ten that would mend a number; in words, "× 1,000 or 10,000"."""

    __slots__ = ()

    def __str__(self) -> str:
        """Say them, a part of one as a division."""
        up = [f"{factor:,.0f}" for factor in sorted(self) if factor > 1]
        down = [f"{1 / factor:,.0f}" for factor in sorted(self, reverse=True) if factor < 1]
        signed = [(sign, some) for sign, some in (("×", up), ("÷", down)) if some]
        return " or ".join(f"{sign} {' or '.join(some)}" for sign, some in signed)


@dataclass(frozen=True)
class Finding:
    """One finding: its check, the numbers that it is about, the odd one first, and why."""

    check: str
    numbers: tuple[Number, ...]
    severity: str
    reason: str
    expected: Interval | None = None
    factors: Factors = field(default_factory=Factors)

    @property
    def row(self) -> list[Any]:
        """The cells of its row, in the order of the columns of `screen_figures`."""
        figures = tuple(number.id for number in self.numbers)
        expected = math.nan if self.expected is None else self.expected
        stated = self.numbers[0].phrase
        return [self.check, figures, stated, expected, self.factors, self.severity, self.reason]


@dataclass(frozen=True, eq=False)
class Relation:
    """Numbers that should fit each other, as the words or just their nearness suggest.

    `holds` takes their claims in order; `words` says what they make if they don't fit. `anchor` is
    what the alternatives among which one is to hold have in common, such as the percentage that
    one of several pairs should make. `told`: the words themselves state the relation, and if a
    power of ten mends it, it is as bad as `worst`.
    """

    check: str
    numbers: tuple[Number, ...]
    holds: Callable[[Sequence[Interval]], bool]
    words: str
    anchor: Any
    told: bool = False
    worst: str = "error"
    powers: Sequence[int] = ()
    unlike: bool = False  # whether it holds between different nouns
    tried: int = 1  # its place among the relations that might be meant, the likeliest first

    @property
    def distance(self) -> int:
        """How many numbers further on its last one stands than its first."""
        places = [number.at for number in self.numbers]
        return max(places) - min(places)

    @cached_property
    def is_true(self) -> bool:
        """Whether it holds as stated."""
        return self.holds([number.loose for number in self.numbers])

    @cached_property
    def remedies(self) -> list[tuple[int, Factors]]:
        """The places of numbers of which one alone, times a power of ten, makes it hold."""
        found = []
        powers = self.powers or (POWERS if self.told else _SLIPS)
        for at, number in enumerate(self.numbers):
            if number.digit_width * self.guesses >= _UNLIKELY:
                continue  # whatever would mend it
            mended = [10.0**p for p in powers if self._with(at, 10.0**p)]
            if mended:
                found.append((at, Factors(mended)))
        return found

    @cached_property
    def misprints(self) -> list[tuple[int, float]]:
        """The places of numbers that one wrong digit, or two that changed places, would explain.

        Each comes with the number that should stand there. Only numbers of three digits or more,
        each exact or nearly so, tell a misprint from an accident.
        """
        return [
            (at, number.value * factor)
            for at, number in enumerate(self.numbers)
            for factor in self._readings(number)
            if self._with(at, factor)
        ]

    def _readings(self, number: Number) -> tuple[float, ...]:
        """Return the misprints of a number that so few relations were tried for that they count."""
        factors = _misprinted(number.digits)
        least = number.digit_width * len(factors) * len(self.numbers) * self.guesses
        return factors if least < _UNLIKELY else ()

    def width(self, at: int, factor: float = 1.0) -> float:
        """Return in how many orders of magnitude around `factor` times a number it holds."""
        reach = sum(self._reach(at, factor, sign) for sign in (-1, 1))
        return max(reach, self.numbers[at].digit_width)

    def bears_out(self, at: int) -> bool:
        """Tell whether it would not hold if a number were a little larger or smaller."""
        return not any(self._with(at, 10.0**reach) for reach in (-_TELLING, _TELLING))

    @property
    def guesses(self) -> float:
        """How many relations were tried, none where the words themselves tell it."""
        return 0 if self.told else self.tried * (_UNLIKE if self.unlike else 1)

    def finding(
        self, odd: int, ways: list[str], severity: str, expected: Interval | None = None,
        factors: Factors | None = None,
    ) -> Finding:  # fmt: skip
        """Return the finding that one number is the odd one, and what would make it fit."""
        number = self.numbers[odd]
        others = tuple(n for n in self.numbers if n is not number)
        reason = f"{self.words} It would fit with {', or with '.join(ways)}."
        numbers = (number, *others)
        return Finding(self.check, numbers, severity, reason, expected, factors or Factors())

    def _reach(self, at: int, factor: float, sign: int) -> float:
        reach, step = 0.0, _WIDEST
        while step >= _FINEST:
            if self._with(at, factor * 10.0 ** (sign * (reach + step))):
                reach += step
            step /= 2
        return max(reach, _FINEST)

    def _with(self, at: int, factor: float) -> bool:
        claims = [number.loose for number in self.numbers]
        claims[at] = self.numbers[at].times(factor)
        return self.holds(claims)


def ranked(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Yield relations of which one may be meant, those whose numbers stand closest together first.

    Their place among them counts as the number of relations tried.
    """
    by_distance = sorted(relations, key=lambda r: r.distance)
    for place, relation in enumerate(by_distance, start=1):
        yield replace(relation, tried=place)


def judge(relations: Iterable[Relation]) -> Iterator[Finding]:
    """Yield what relations find that fail, of each anchor that none of them explains.

    Where the words themselves state a relation, one that fails is an error if a power of ten mends
    it, else a doubt. Others may be meant or not, and near each other numbers make some relation at
    some power of ten by chance: the more of them are tried and the fewer digits they have, the more
    often. So many coincidences are to be expected; where they are few, the relation is a doubt,
    unless each number that could be the odd one is borne out by another relation.
    """
    groups: dict[Any, list[Relation]] = {}
    for relation in relations:
        groups.setdefault((relation.check, relation.anchor), []).append(relation)
    borne_out = _borne_out(groups.values())
    found: dict[tuple[str, int], tuple[float, Finding]] = {}
    for group in groups.values():
        told = [r for r in group if r.told]
        if any(r.is_true for r in told or group):
            continue
        for chance, finding in chain.from_iterable(_failing(r, borne_out) for r in told or group):
            key = finding.check, finding.numbers[0].at
            if chance < _UNLIKELY and (key not in found or chance < found[key][0]):
                found[key] = chance, finding
    yield from (finding for _, finding in found.values())


def _borne_out(groups: Iterable[list[Relation]]) -> set[int]:
    """Return the places of the numbers that a telling relation holds for."""
    return {
        number.at
        for group in groups
        for relation in group
        if relation.is_true
        for at, number in enumerate(relation.numbers)
        if relation.bears_out(at)
    }


def _failing(relation: Relation, borne_out: set[int]) -> Iterator[tuple[float, Finding]]:
    """Yield the finding of a relation that fails, and how many coincidences are to be expected."""
    odd_ones = _odd(relation.remedies, relation, borne_out)
    if odd_ones:
        odd, factors = odd_ones[0]
        chance = relation.width(odd, factors[0]) * relation.guesses
        ways = [f"{relation.numbers[at].name} {some}" for at, some in odd_ones]
        number = relation.numbers[odd]
        expected = number.claim * factors[0] if len(factors) == 1 else None
        severity = relation.worst if relation.told else "doubt"
        yield chance, relation.finding(odd, ways, severity, expected, factors)
    elif misprints := _odd(relation.misprints, relation, borne_out):
        odd, value = misprints[0]
        number = relation.numbers[odd]
        tried = len(_misprinted(number.digits)) * len(relation.numbers)
        chance = relation.width(odd, value / number.value) * tried * relation.guesses
        ways = [f"{relation.numbers[at].name} as {in_words(right)}" for at, right in misprints[:2]]
        yield chance, relation.finding(odd, ways, "doubt", Interval(value, value))
    elif relation.told:
        yield 0.0, Finding(relation.check, relation.numbers, "doubt", relation.words)


def _odd(found: list[Any], relation: Relation, borne_out: set[int]) -> list[Any]:
    """Return what would mend numbers that nothing else bears out; any, where the words tell."""
    odd_ones = [one for one in found if relation.numbers[one[0]].at not in borne_out]
    return odd_ones or (found if relation.told else [])


@cache
def _misprinted(digits: str) -> tuple[float, ...]:
    """Return by what to multiply a number to replace one of its digits or exchange two.

    >>> [round(120 * factor) for factor in _misprinted("120")[:3]]
    [220, 320, 420]
    """
    if len(digits) < _DIGITS:
        return ()
    forms = [
        digits[:at] + digit + digits[at + 1 :]
        for at in range(len(digits))
        for digit in "0123456789"
        if digit != digits[at] and (at or digit != "0")
    ]
    forms += [
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1] and (at or digits[1] != "0")
    ]
    return tuple(int(form) / int(digits) for form in forms)
