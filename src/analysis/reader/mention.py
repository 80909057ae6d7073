"""What is read: `Mention`, its `Unit`, and the names of kinds, bounds and directions."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("quantity", "percent", "date", "ordinal", "identifier", "idiom", "vague")
BOUNDS = ("exact", "more_than", "at_least", "nearly", "less_than", "at_most", "about", "range")
TRENDS = ("up", "down")
MEASURES = ("quantity", "percent")  # the kinds that can be a figure
NAN = float("nan")


class Unit(NamedTuple):
    """A unit or head noun: normalised name, its span, and whether it is a table's unit."""

    name: str
    start: int
    end: int
    measure: bool = False


class Mention(NamedTuple):
    """One numeric mention: spans, kind, value, bound, unit, direction, step and period."""

    start: int
    end: int
    number_start: int
    number_end: int
    kind: str
    value: float = NAN
    value_high: float = NAN
    bound: str = "exact"
    unit: Unit | None = None
    trend: str | None = None
    step: float = 1.0
    first: int | None = None
    last: int | None = None


NOTHING = Mention(0, 0, 0, 0, "")  # the answer of a reading that knows there is no mention
