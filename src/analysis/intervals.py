"""What a stated figure claims as an interval, and computing with such intervals.

The step of a statement is one unit of the last digit that it carries: "1.73 million" has step
10,000, "740,000" has step 10,000, "80" has step 10; a percentage up to 100 has five at most. A
bound claims, with value v and step s:

============  ==========  ==========
bound         low         high
============  ==========  ==========
exact         v           v
rounded       v - s/2     v + s/2
more_than     v           v + s
at_least      v           infinity
about         v - s/2     v + s/2
nearly        v - s       v
less_than     0           v
at_most       0           v
range         v           the stated upper end
============  ==========  ==========

At zero and below it "nearly" ends a step above the number, and "less than" and "at most" have no
lower end; nor have they where degrees are measured. Without a value there is no interval.

An exact statement is rounded where it is written with decimals or a scale ("1.3 million", 338万),
or ends in three zeros or more ("15,000"): it claims whatever would be printed so. "Nearly" a 1 with
zeros begins a tenth below it ("nearly 10,000": 9,000), at the number that would be printed before.

"More than" reads the Chinese press's 余 and 多, "and some, below the next step". That is a
reading, and so is taking 超过, "exceeds", for the same: `open_more_than=True` takes the open one
instead, with an infinite upper end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.wording import in_percent, in_words

_ROUND = 1000  # the step of a whole number with three zeros at its end
_SPEC = re.compile(r"(?:\.(?P<digits>[1-9]\d*))?(?P<percent>%?)")


def _operator(compute: Callable[[Interval, Interval], Interval]) -> Callable[..., Any]:
    """Make an operator of what two intervals give: a number counts as one of no width."""

    def operator(self: Interval, other: Any) -> Any:
        if isinstance(other, (Real, Decimal)):
            if math.isnan(other):
                return math.nan
            other = Interval(other, other)  # type: ignore[arg-type]
        return compute(self, other) if isinstance(other, Interval) else NotImplemented

    return operator


def _product(a: Interval, b: Interval) -> Interval:
    ends = [x * y if x and y else 0.0 for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _quotient(a: Interval, b: Interval) -> Interval:
    """Divide; over an interval that begins or ends at zero the result is open."""
    if b.low < 0 < b.high or b.low == b.high == 0:
        raise ZeroDivisionError(f"{a!r} divided by {b!r}, which holds zero")
    if b.low < 0:
        return _quotient(-a, -b)
    ends = [_over(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _over(a: float, b: float) -> float:
    """Divide by what is not negative, towards a limit at zero and infinity."""
    if not a or math.isinf(a):
        return a
    return a / b if b else math.copysign(math.inf, a)


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold the lower and upper end of an estimate, both included, and compute with it.

    Adds, subtracts, multiplies and divides with numbers, intervals and columns of either; with a
    missing number (NaN) the result is missing. Operands are taken as independent: the ends of the
    result are then attained, but `x - x` is not zero. `a | b` spans both. In a format, nothing
    asks for words, `%` for percent, `.3` for three significant digits in place of those that the
    width bears out (see `wording`). Ends that are missing, both infinite on one side or the wrong
    way round raise ValueError, what is no number TypeError.

    >>> Interval(3.75e9, 3.85e9) / (Interval(2.5e6, 3.0e6) + 500_000)
    Interval(low=1071.4285714285713, high=1283.3333333333333)
    >>> f"{Interval(2_980_080, 3_020_090)}", f"{Interval(0.5746, 0.5817):%}"
    ('2.98–3.02 million', '57–58 %')
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Take the ends as floats; refuse what is no interval of numbers."""
        for end in ("low", "high"):
            if not isinstance(value := getattr(self, end), (Real, Decimal)):
                raise TypeError(f"an interval needs numbers, got {value!r}")
            object.__setattr__(self, end, float(value))
        if not self.low <= self.high or self.low == math.inf or self.high == -math.inf:
            needs = "low <= high, and a number between them"
            raise ValueError(f"an interval needs {needs}, got {self.low} and {self.high}")

    def __contains__(self, value: float) -> bool:
        """Tell whether a value lies between the ends."""
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Tell whether both can be true: ends that touch do only where one is a single number.

        >>> Interval(80, 90).meets(Interval(90, 100)), Interval(80, 90).meets(Interval(90, 90))
        (False, True)
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        if math.isclose(low, high, rel_tol=1e-9):  # touching, but for the rounding of floats
            narrower = min(self.high - self.low, other.high - other.low)
            return narrower == 0 or high - low > narrower / 2
        return low < high

    def __or__(self, other: Interval) -> Interval:
        """Return the interval that spans both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def __neg__(self) -> Interval:
        """Turn the sign."""
        return Interval(-self.high, -self.low)

    __add__ = __radd__ = _operator(lambda a, b: Interval(a.low + b.low, a.high + b.high))
    __sub__ = _operator(lambda a, b: a + -b)
    __rsub__ = _operator(lambda a, b: b + -a)
    __mul__ = __rmul__ = _operator(_product)
    __truediv__ = _operator(_quotient)
    __rtruediv__ = _operator(lambda a, b: b / a)

    def __format__(self, spec: str) -> str:
        """Write the interval in words, `%` in percent, `.3` to three significant digits."""
        if (match := _SPEC.fullmatch(spec)) is None:
            raise ValueError(f"an interval has no format {spec!r}: '', '%', '.3' or '.3%'")
        digits = int(match["digits"]) if match["digits"] else None
        return (in_percent if match["percent"] else in_words)(self, digits=digits)

    def __str__(self) -> str:
        """Write the interval in words."""
        return format(self)


def claimed_interval(
    value: ArrayLike,
    value_high: ArrayLike,
    bound: ArrayLike,
    step: ArrayLike,
    *,
    scaled: ArrayLike = False,
    signed: ArrayLike = False,
    open_more_than: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper ends that statements claim, by the table at the top.

    All arguments have the same length: values and steps in base units, bounds by name, `scaled`
    whether the number is written with a scale word, `signed` whether what is measured can be below
    zero. An unknown bound, and ends the wrong way round, raise ValueError.

    >>> low, high = claimed_interval([1_730_000, 3.8e9], [np.nan] * 2, ["more_than", "about"],
    ...                              [10_000, 1e8])
    >>> low.tolist(), high.tolist()
    ([1730000.0, 3750000000.0], [1740000.0, 3850000000.0])
    """
    v, s = np.asarray(value, dtype=np.float64), np.asarray(step, dtype=np.float64)
    rounded = (s < 1) | (s >= _ROUND) | ((s > 1) & np.asarray(scaled, dtype=bool))
    rounding, open_end = np.where(rounded, s / 2, 0), np.full_like(v, np.inf)
    least = np.where((v <= 0) | np.asarray(signed, dtype=bool), -np.inf, 0.0)
    ends = {
        "exact": (v - rounding, v + rounding),
        "more_than": (v, open_end if open_more_than else v + s),
        "at_least": (v, open_end),
        "about": (v - s / 2, v + s / 2),
        "nearly": _nearly(v, s),
        "less_than": (least, v),
        "at_most": (least, v),
        "range": (v, np.asarray(value_high, dtype=np.float64)),
    }
    claimed = _chosen(ends, np.asarray(bound, dtype=object), v)
    claimed[:, np.isnan(claimed).any(axis=0) | np.isnan(v)] = np.nan
    if len(wrong := np.flatnonzero(claimed[0] > claimed[1])):
        raise ValueError(
            f"place {wrong[0]}: {claimed[0, wrong[0]]} is above {claimed[1, wrong[0]]}"
        )
    return claimed[0], claimed[1]


def _chosen(ends: dict[str, Any], names: NDArray[Any], v: NDArray[np.float64]) -> Any:
    """Return low and high ends by the bound that is named at each place."""
    if unknown := set(names.tolist()) - set(ends):
        raise ValueError(f"unknown bound {sorted(map(str, unknown))}, expected one of {list(ends)}")
    chosen = np.full((2, *v.shape), np.nan)
    for name, both in ends.items():
        here = names == name
        chosen[:, here] = np.array(both)[:, here]
    return chosen


def _nearly(v: NDArray[np.float64], s: NDArray[np.float64]) -> tuple[Any, Any]:
    """Return the step on the near side of zero, a tenth of it for a 1 with zeros."""
    short = np.where(np.abs(v) == s, s / 10, s)
    return np.where(v <= 0, v, v - short), np.where(v <= 0, v + short, v)


def claims(frame: pd.DataFrame, low: str = "low", high: str = "high") -> pd.Series[Any]:
    """Return what each row claims, as a column of `Interval` with the frame's index.

    `low` and `high` name the columns with the ends; both stated or both missing, else ValueError.
    A row without ends is NaN. The column adds, multiplies and divides like one of numbers, and
    its sum leaves missing rows out (`total` refuses them).

    >>> moves = pd.DataFrame({"low": [30.0, 80.0], "high": [40.0, 90.0]})
    >>> claims(moves).sum(), (claims(moves) / 10).tolist()[0]
    (Interval(low=110.0, high=130.0), Interval(low=3.0, high=4.0))
    """
    ends = frame[[low, high]].astype("float64").set_axis(["low", "high"], axis=1)
    _require_complete(ends.dropna(how="all"))
    values = [math.nan if math.isnan(a) else Interval(a, b) for a, b in ends.to_numpy().tolist()]
    return pd.Series(values, index=frame.index, dtype=object, name="claim")


def total(frame: pd.DataFrame) -> Interval:
    """Add up the claims of figures of one unit: a frame with columns `low` and `high`.

    Raises ValueError, naming the rows, where an interval is missing.

    >>> total(pd.DataFrame({"low": [30.0, 80.0], "high": [40.0, 90.0]}))
    Interval(low=110.0, high=130.0)
    """
    _require_complete(frame)
    return sum(claims(frame), start=Interval(0, 0))


def shares(frame: pd.DataFrame) -> pd.Series[Any]:
    """Return each figure's share of their total, as a column of `Interval` between 0 and 1.

    A share is lowest when the figure is at its low end and all the others are at their high
    ends: the part moves with the total, so that the bounds are attained. All ends are finite and
    not negative and the total is not zero, else ValueError.

    >>> shares(pd.DataFrame({"low": [1.0, 3.0], "high": [1.0, 4.0]})).tolist()[1]
    Interval(low=0.75, high=0.8)
    """
    _require_complete(frame)
    claims(frame)  # which raises for ends the wrong way round
    low, high = frame["low"], frame["high"]
    if not np.isfinite(high).all() or (low < 0).any() or (len(frame) and not high.sum()):
        raise ValueError("shares need finite figures that are not negative, and not all zero")
    lowest, highest = low / (low + _others(high)), high / (high + _others(low))
    ends = pd.DataFrame({"low": lowest, "high": highest})
    # nothing of nothing: alone, whatever a figure is above zero is all of the total
    ends = ends.fillna({"low": 1.0, "high": 0.0})
    return claims(ends.assign(low=ends.min(axis=1))).rename("share")


def per_day(frame: pd.DataFrame) -> pd.Series[Any]:
    """Return what each row claims per day of its period, as a column of `Interval`.

    `frame` has columns `low`, `high`, `period_start` and `period_end`, the first and last day that
    count. A row without claim or period is NaN.

    >>> year = pd.to_datetime(["2023-01-01"]), pd.to_datetime(["2023-12-31"])
    >>> frame = pd.DataFrame({"low": 730.0, "high": 1460.0, "period_start": year[0],
    ...                       "period_end": year[1]})
    >>> per_day(frame)[0]
    Interval(low=2.0, high=4.0)
    """
    days = (frame["period_end"] - frame["period_start"]).dt.days + 1
    if (days <= 0).any():
        raise ValueError(f"a period ends before it starts: {days.index[days <= 0].tolist()}")
    return claims(frame[["low", "high"]].div(days, axis=0)).rename("per_day")


def per(frame: pd.DataFrame, by: Any) -> pd.Series[Any]:
    """Return what each row claims per unit of one of them, `by` naming its index label.

    The row itself is one. Raises KeyError for a label that isn't there.

    >>> frame = pd.DataFrame({"low": [600.0, 180.0], "high": [700.0, 190.0]}, ["km", "cities"])
    >>> f"{per(frame, by='cities')['km']}"
    '3.2–3.9'
    """
    claimed = claims(frame)
    per_unit: pd.Series[Any] = claimed / claimed[by]
    per_unit[by] = Interval(1, 1)
    return per_unit.rename(f"per {by}")


def with_factor(figures: pd.DataFrame, figure_id: str, factor: float) -> pd.DataFrame:
    """Return a copy in which one figure's numbers are multiplied; what is stated stays.

    It answers "what if the print lost a factor of 10,000" without touching the data. The numbers
    are those of the columns value, value_high, low, high and claim that are there. Raises KeyError
    for an id that isn't, ValueError for a factor that is not above zero.
    """
    if not 0 < factor < math.inf:
        raise ValueError(f"a factor is a number above zero, got {factor}")
    copy = figures.copy()
    numbers = [c for c in ("value", "value_high", "low", "high", "claim") if c in copy]
    copy.loc[figure_id, numbers] = copy.loc[figure_id, numbers] * factor
    return copy


def _others(column: pd.Series[Any]) -> NDArray[np.float64]:
    """Add up the other rows: less than the total's last digit would be lost in subtracting."""
    values = column.to_numpy(dtype=np.float64)
    before, after = np.append(0.0, values.cumsum()), np.append(0.0, values[::-1].cumsum())
    others: NDArray[np.float64] = before[:-1] + after[:-1][::-1]
    return others


def _require_complete(figures: pd.DataFrame) -> None:
    missing = figures.index[figures[["low", "high"]].isna().any(axis=1)]
    if len(missing):
        raise ValueError(f"no interval stated for {missing.tolist()}")
