"""What a stated figure claims as an interval, and sums, shares and ratios of such intervals.

The step of a statement is one unit of the last digit that it carries: "1.73 million" has step
10,000, "740,000" has step 10,000, "80" has step 10. A bound claims, with value v and step s:

============  ==========  ==========
bound         low         high
============  ==========  ==========
exact         v           v
more_than     v           v + s
at_least      v           infinity
about         v - s/2     v + s/2
nearly        v - s       v
less_than     0           v
at_most       0           v
range         v           the stated upper end
============  ==========  ==========

"More than" reads the Chinese press's 余 and 多, "and some, below the next step". That is a
reading: `open_more_than=True` takes the open one instead, with an infinite upper end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Interval:
    """Hold the lower and upper end of an estimate, both included.

    >>> 10 in Interval(9, 11), Interval(1, 2).overlaps(Interval(2, 3))
    (True, True)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse ends that are missing or the wrong way round."""
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low} and {self.high}")

    def __contains__(self, value: float) -> bool:
        """Tell whether a value lies between the ends."""
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def claimed_interval(
    value: ArrayLike,
    value_high: ArrayLike,
    bound: ArrayLike,
    step: ArrayLike,
    *,
    open_more_than: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper ends that statements claim.

    All arguments have the same length: values and steps in base units, bounds by name. The rule
    is the table at the top of this module. An unknown bound raises ValueError.

    >>> low, high = claimed_interval([1_730_000, 3.8e9], [np.nan] * 2, ["more_than", "about"],
    ...                              [10_000, 1e8])
    >>> [float(x) for x in low], [float(x) for x in high]
    ([1730000.0, 3750000000.0], [1740000.0, 3850000000.0])
    """
    v = np.asarray(value, dtype=np.float64)
    s = np.asarray(step, dtype=np.float64)
    b = np.asarray(bound, dtype=object)
    more_than_high = np.full_like(v, np.inf) if open_more_than else v + s
    ends = {
        "exact": (v, v),
        "more_than": (v, more_than_high),
        "at_least": (v, np.full_like(v, np.inf)),
        "about": (v - s / 2, v + s / 2),
        "nearly": (v - s, v),
        "less_than": (np.zeros_like(v), v),
        "at_most": (np.zeros_like(v), v),
        "range": (v, np.asarray(value_high, dtype=np.float64)),
    }
    unknown = set(b.tolist()) - set(ends)
    if unknown:
        raise ValueError(f"unknown bound {sorted(map(str, unknown))}, expected one of {list(ends)}")
    low, high = np.full_like(v, np.nan), np.full_like(v, np.nan)
    for name, (ends_low, ends_high) in ends.items():
        here = b == name
        low[here], high[here] = ends_low[here], ends_high[here]
    return low, high


def interval_of(row: pd.Series) -> Interval:
    """Return the interval of one figure: a row with `low` and `high`, both stated."""
    return Interval(float(row["low"]), float(row["high"]))


def interval_sum(figures: pd.DataFrame) -> Interval:
    """Add up figures of one unit: a frame with columns `low` and `high`, none missing.

    >>> interval_sum(pd.DataFrame({"low": [30.0, 80.0], "high": [40.0, 90.0]}))
    Interval(low=110.0, high=130.0)
    """
    _require_complete(figures)
    return Interval(float(figures["low"].sum()), float(figures["high"].sum()))


def interval_shares(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each figure's share of their sum, as columns `low` and `high` between 0 and 1.

    A share is lowest when the figure is at its low end and all the others are at their high
    ends: the part moves with the total, so that the bounds are attained. All ends are finite and
    not negative, else ValueError.

    >>> interval_shares(pd.DataFrame({"low": [1.0, 3.0], "high": [1.0, 4.0]}))["high"].tolist()
    [0.25, 0.8]
    """
    _require_complete(figures)
    low, high = figures["low"], figures["high"]
    if not np.isfinite(high).all() or (low < 0).any():
        raise ValueError("shares need finite figures that are not negative")
    others_low, others_high = low.sum() - low, high.sum() - high
    return pd.DataFrame({"low": low / (low + others_high), "high": high / (high + others_low)})


def interval_ratio(numerator: Interval, denominator: Interval) -> Interval:
    """Divide one interval by another that is independent of it; none reaches below zero.

    >>> interval_ratio(Interval(3.75e9, 3.85e9), Interval(2.5e6, 3.0e6))
    Interval(low=1250.0, high=1540.0)
    """
    if numerator.low < 0 or denominator.low < 0:
        raise ValueError("ratios need intervals that are not negative")
    low = numerator.low / denominator.high if denominator.high else np.inf
    high = numerator.high / denominator.low if denominator.low else np.inf
    return Interval(low, high)


def with_factor(figures: pd.DataFrame, figure_id: str, factor: float) -> pd.DataFrame:
    """Return a copy in which one figure's numbers are multiplied; what is stated stays.

    It answers "what if the print lost a factor of 10,000" without touching the data.
    """
    if figure_id not in figures.index:
        raise KeyError(f"no figure {figure_id!r}, expected one of {list(figures.index)}")
    copy = figures.copy()
    numbers = [c for c in ("value", "value_high", "low", "high") if c in copy]
    copy.loc[figure_id, numbers] = copy.loc[figure_id, numbers] * factor
    return copy


def _require_complete(figures: pd.DataFrame) -> None:
    missing = figures.index[figures[["low", "high"]].isna().any(axis=1)]
    if len(missing):
        raise ValueError(f"no interval stated for {missing.tolist()}")
