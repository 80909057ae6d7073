"""A number as it stands among the words of its sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from analysis.intervals import Interval
from analysis.reader import MEASURE_UNITS

_DECIMALS = re.compile(r"\d[\d,]*\.(?P<decimals>\d+)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PER = re.compile(r"\bper (?P<noun>[a-z]+)|/(?P<sign>[a-z]+)", re.I)
_EACH_AFTER = re.compile(
    r"^\s*(?:an?|per|each|every|apiece|for (?:each|every))\b\s*(?P<noun>[a-z]*)", re.I
)
_EACH_BEFORE = re.compile(
    r"""(?: \b averag(?:e|ed|es|ing) \b [^,.;]{0,30}
        | \b each \b [^,.;]{0,20}
        | \b (?:at | cost | costs | costing | priced[ ]at) \s*
        | 平均 | (?P<one>人)均 | 户均 | 日均 | 均价 | 单价 | 票价 | 售价
        | 每 (?P<noun>\S{1,3}?) [^，。；\d]{0,8}? )$""",
    re.IGNORECASE | re.VERBOSE,
)
_DURATIONS = ("year", "month", "week", "day", "hour", "minute", "second", "night", "decade")
_THOUSAND = 1000  # a smaller whole number is no rounding
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = 3  # that a word needs to say anything
_OF_DEGREE = {"more", "than", "over", "about", "nearly", "some", "around", "almost", "least",
              "most", "million", "billion", "thousand", "hundred", "trillion"}  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Number:
    """A number that measures something, with the words between it and its neighbours.

    `id` is the label of its figure, or its span in the text; `name` says who it is. `at` and
    `sentence` count numbers and sentences from 0, `group` is the figure that it divides, `before`
    the number whose unit it goes on with if it has none.
    """

    id: Any
    name: str
    phrase: str
    printed: str
    kind: str
    value: float
    bound: str
    unit: str
    unit_stated: str
    trend: str
    claim: Interval
    at: int
    sentence: int
    paragraph: int
    lead: str
    tail: str
    group: str = ""
    before: Number | None = None
    in_title: bool = False
    is_last: bool = False  # of its sentence
    products: dict[float, Interval] = field(default_factory=dict, repr=False)  # of `times`

    @cached_property
    def rounded(self) -> Interval:
        """What it is a rounding of, whatever its qualifier."""
        half = last_digit(self.value, self.printed) / 2
        return Interval(self.value - half, self.value + half)

    @cached_property
    def loose(self) -> Interval:
        """What it claims, taken as rounded to its last digit, unless it counts to the last one."""
        is_percent = self.kind == "percent"
        step = last_digit(self.value, self.printed, whole=is_percent)
        to_the_last = not is_percent and step >= 1 and self.value < _THOUSAND
        if self.bound not in ("exact", "about") or (self.bound == "exact" and to_the_last):
            return self.claim
        return self.claim | Interval(self.value - step / 2, self.value + step / 2)

    def times(self, factor: float) -> Interval:
        """Return `loose` times a factor; the same few are asked for again and again."""
        if factor not in self.products:
            self.products[factor] = self.loose * factor
        return self.products[factor]

    @cached_property
    def digit_width(self) -> float:
        """How many orders of magnitude its last printed digit leaves open."""
        printed = int(self.digits or 1)
        return math.log10((printed + 0.5) / (printed - 0.5))

    @cached_property
    def dimension(self) -> str:
        """What it can be added to: its measure unit, or "count" for all that is counted.

        Without a unit of its own it goes on with that of a number before it in its paragraph.
        """
        if not self.unit and self.before:
            return self.before.dimension
        return self.unit if self.unit in MEASURE_UNITS else "count"

    @property
    def sets_dimension(self) -> bool:
        """Whether a number without unit after it goes on with its unit."""
        return self.kind == "quantity" and not self.is_each and not self.is_duration

    @property
    def is_duration(self) -> bool:
        """Whether it says how long something lasts."""
        return self.unit in _DURATIONS

    @property
    def is_attribute(self) -> bool:
        """Whether it only describes a noun: "a 1,600-seat hall"."""
        return f"{self.printed}-" in self.phrase

    @cached_property
    def for_each(self) -> str | None:
        """The noun that it is an amount for each of, "" if that isn't said, None if it is none."""
        if self.trend:
            return None
        if "/" in self.printed:
            return ""
        if match := _PER.search(self.phrase):
            return str(match["noun"] or match["sign"]).lower()
        if match := _EACH_AFTER.match(self.tail):
            return str(match["noun"]).lower()
        if match := _EACH_BEFORE.search(self.lead):
            return match["noun"] or match["one"] or ""
        return None

    @property
    def is_each(self) -> bool:
        """Whether it is an amount for each of some."""
        return self.for_each is not None

    @cached_property
    def digits(self) -> str:
        """The digits that it is printed with, without zeros at either end."""
        match = _DIGITS.search(self.printed)
        plain = match[0].replace(",", "") if match else f"{self.value:.15g}"
        return plain.replace(".", "").strip("0")

    def like(self, other: Number) -> bool:
        """Tell whether it can be added to the other."""
        if "percent" in (self.kind, other.kind):
            return self.unit == other.unit
        return self.dimension == other.dimension

    def same_noun(self, other: Number) -> bool:
        """Tell whether both count the same noun or unit."""
        return bool(self.unit) and self.unit == other.unit


def shared_words(numbers: Iterable[Number]) -> set[str]:
    """Return the words that stand in every one of the numbers' phrases, but for those of degree."""
    words = [{w for w in _WORD.findall(n.phrase.lower()) if len(w) >= _LETTERS} for n in numbers]
    return set.intersection(*words) - _OF_DEGREE if words else set()


def last_digit(value: float, printed: str, *, whole: bool = False) -> float:
    """Return what one unit of the last digit is worth that is no zero at a whole number's end.

    With `whole`, zeros at the end count as digits.

    >>> last_digit(1_700_000, "1.70 million"), last_digit(1450, "1,450"), last_digit(3, "three")
    (10000.0, 10.0, 1.0)
    """
    if match := _DECIMALS.search(printed):
        number = float(match[0].replace(",", ""))
        scale = abs(value) / number if number else 1.0
        return float(scale * 10.0 ** -len(match["decimals"]))
    exponent = int(Decimal(f"{abs(value):.15g}").normalize().as_tuple().exponent)
    return 10.0 ** (min(exponent, 0) if whole else exponent) if value else 1.0
