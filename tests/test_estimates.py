"""Intervals that bounds claim, and sums, shares and ratios of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates import (
    Interval,
    claimed_interval,
    interval_of,
    interval_ratio,
    interval_shares,
    interval_sum,
    with_factor,
)


@pytest.mark.parametrize(
    ("value", "value_high", "bound", "step", "low", "high"),
    [
        (36, np.nan, "exact", 1, 36, 36),
        (1_730_000, np.nan, "more_than", 10_000, 1_730_000, 1_740_000),
        (80, np.nan, "more_than", 10, 80, 90),
        (20, np.nan, "at_least", 10, 20, np.inf),
        (3.8e9, np.nan, "about", 1e8, 3.75e9, 3.85e9),
        (15_000, np.nan, "nearly", 1_000, 14_000, 15_000),
        (50, np.nan, "less_than", 10, 0, 50),
        (2, np.nan, "at_most", 1, 0, 2),
        (10, 15, "range", 5, 10, 15),
    ],
)
def test_each_bound_claims_its_interval(value, value_high, bound, step, low, high):
    lows, highs = claimed_interval([value], [value_high], [bound], [step])
    assert (lows[0], highs[0]) == (low, high)


def test_the_open_reading_of_more_than_has_no_upper_end():
    _, high = claimed_interval([80], [np.nan], ["more_than"], [10], open_more_than=True)
    assert high[0] == np.inf


def test_an_unknown_bound_is_named():
    with pytest.raises(ValueError, match="roughly"):
        claimed_interval([80], [np.nan], ["roughly"], [10])


@pytest.mark.parametrize(("low", "high"), [(2, 1), (np.nan, 1), (1, np.nan)])
def test_an_interval_needs_ordered_ends(low, high):
    with pytest.raises(ValueError, match="low <= high"):
        Interval(low, high)


ends = st.floats(min_value=0, max_value=1e12)
interval_lists = st.lists(st.tuples(ends, ends).map(sorted), min_size=1, max_size=8)


def frame_of(pairs):
    return pd.DataFrame(pairs, columns=["low", "high"])


@given(interval_lists)
def test_a_sum_contains_the_sum_of_any_values_inside(pairs):
    total = interval_sum(frame_of(pairs))
    middle = sum((low + high) / 2 for low, high in pairs)
    assert total.low * (1 - 1e-9) <= middle <= total.high * (1 + 1e-9)


@given(interval_lists, st.floats(min_value=0, max_value=1))
def test_shares_contain_the_share_of_any_values_inside(pairs, position):
    frame = frame_of(pairs) + 1
    shares = interval_shares(frame)
    values = frame["low"] + position * (frame["high"] - frame["low"])
    truth = values / values.sum()
    assert (shares["low"] <= truth + 1e-9).all()
    assert (truth <= shares["high"] + 1e-9).all()
    assert shares.to_numpy().min() >= 0
    assert shares.to_numpy().max() <= 1


def test_share_bounds_are_attained():
    shares = interval_shares(frame_of([(1, 2), (3, 5)]))
    assert shares.loc[0].tolist() == [1 / 6, 2 / 5]


@pytest.mark.parametrize("pairs", [[(1, np.inf), (1, 2)], [(-1, 2), (1, 2)]])
def test_shares_refuse_what_has_no_share(pairs):
    with pytest.raises(ValueError, match="finite"):
        interval_shares(frame_of(pairs))


@pytest.mark.parametrize("compute", [interval_sum, interval_shares])
def test_a_figure_without_interval_is_named(compute):
    with pytest.raises(ValueError, match=r"\['cards'\]"):
        compute(pd.DataFrame({"low": [np.nan], "high": [1.0]}, index=["cards"]))


@given(st.tuples(ends, ends).map(sorted), st.tuples(ends, ends).map(sorted))
def test_a_ratio_contains_the_ratio_of_the_middles(over, under):
    over, under = [x + 1 for x in over], [x + 1 for x in under]
    ratio = interval_ratio(Interval(*over), Interval(*under))
    middle = sum(over) / sum(under)
    assert ratio.low * (1 - 1e-9) <= middle <= ratio.high * (1 + 1e-9)


def test_a_ratio_over_zero_is_unbounded():
    assert interval_ratio(Interval(1, 2), Interval(0, 2)) == Interval(0.5, np.inf)


def test_a_ratio_of_negative_intervals_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        interval_ratio(Interval(-1, 2), Interval(1, 2))


def test_a_factor_multiplies_the_numbers_and_leaves_the_statement():
    figures = pd.DataFrame(
        {
            "stated": ["more than 80", "36"],
            "value": [80.0, 36],
            "low": [80.0, 36],
            "high": [90.0, 36],
        },
        index=["cards", "cities"],
    )
    changed = with_factor(figures, "cards", 10_000)
    assert interval_of(changed.loc["cards"]) == Interval(800_000, 900_000)
    assert changed.loc["cards", "stated"] == "more than 80"
    assert interval_of(changed.loc["cities"]) == Interval(36, 36)
    assert figures.loc["cards", "low"] == 80
    with pytest.raises(KeyError, match="trains"):
        with_factor(figures, "trains", 10)
