"""Intervals: what bounds claim, arithmetic that encloses every case, columns of them."""

import copy
import math
import operator
import pickle
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import Interval, claims, find_mentions, per, per_day, shares, total, with_factor
from analysis.intervals import claimed_interval


@pytest.mark.parametrize(
    ("value", "value_high", "bound", "step", "low", "high"),
    [
        (36, np.nan, "exact", 1, 36, 36),
        (4_500, np.nan, "exact", 100, 4_500, 4_500),
        (15_000, np.nan, "exact", 1_000, 14_500, 15_500),
        (1.5, np.nan, "exact", 0.1, 1.45, 1.55),
        (1_730_000, np.nan, "more_than", 10_000, 1_730_000, 1_740_000),
        (80, np.nan, "more_than", 10, 80, 90),
        (20, np.nan, "at_least", 10, 20, np.inf),
        (3.8e9, np.nan, "about", 1e8, 3.75e9, 3.85e9),
        (15_000, np.nan, "nearly", 1_000, 14_000, 15_000),
        (10_000, np.nan, "nearly", 10_000, 9_000, 10_000),
        (50, np.nan, "less_than", 10, 0, 50),
        (2, np.nan, "at_most", 1, 0, 2),
        (10, 15, "range", 5, 10, 15),
    ],
)
def test_each_bound_claims_its_interval(value, value_high, bound, step, low, high):
    lows, highs = claimed_interval([value], [value_high], [bound], [step])
    assert (lows[0], highs[0]) == (low, high)


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("86.09 million documents", 86_085_000, 86_095_000),
        ("1.3亿人次", 125e6, 135e6),
        ("708.41万通", 7_084_050, 7_084_150),
        ("338万通", 3_375_000, 3_385_000),
        ("7.1k people", 7_050, 7_150),
        ("2000 people", 1_500, 2_500),
        ("48.3 percent", 48.25, 48.35),
        ("2½ years", 2.25, 2.75),
        ("4,500 devices", 4_500, 4_500),
        ("4.500 cars", 4_500, 4_500),
        ("15685件", 15_685, 15_685),
        ("三百人", 300, 300),
        ("70 percent", 70, 70),
        ("3成", 30, 30),
        ("7084135人", 7_084_135, 7_084_135),
        ("708.4135万人", 7_084_135, 7_084_135),
    ],
)
def test_an_exact_statement_claims_what_would_be_printed_so(phrase, low, high):
    mention = find_mentions(phrase).iloc[0]
    assert mention["bound"] == "exact"
    assert [mention["low"], mention["high"]] == pytest.approx([low, high])


def test_a_scale_makes_an_exact_number_rounded():
    ends = claimed_interval([7e6] * 2, [np.nan] * 2, ["exact"] * 2, [100] * 2, scaled=[True, False])
    assert [column.tolist() for column in ends] == [[6_999_950, 7e6], [7_000_050, 7e6]]


def test_the_open_reading_of_more_than_has_no_upper_end():
    _, high = claimed_interval([80], [np.nan], ["more_than"], [10], open_more_than=True)
    assert high[0] == np.inf


def test_an_unknown_bound_is_named():
    with pytest.raises(ValueError, match="roughly"):
        claimed_interval([80], [np.nan], ["roughly"], [10])


@pytest.mark.parametrize(
    ("low", "high", "error"),
    [
        (2, 1, ValueError),
        (np.nan, 1, ValueError),
        (1, np.nan, ValueError),
        (np.inf, np.inf, ValueError),
        (-np.inf, -np.inf, ValueError),
        ("1", "2", TypeError),
        (None, 2, TypeError),
        (1, pd.NA, TypeError),
    ],
)
def test_what_is_no_interval_of_numbers_is_refused(low, high, error):
    with pytest.raises(error, match="an interval needs"):
        Interval(low, high)


def test_ends_are_floats_whatever_they_were():
    interval = Interval(np.int64(80), Decimal(90))
    assert repr(interval) == "Interval(low=80.0, high=90.0)"
    assert interval == Interval(80.0, 90) != Interval(80, 91)


def test_an_interval_is_a_value():
    interval = Interval(80, 90)
    assert pickle.loads(pickle.dumps(interval)) == copy.deepcopy(interval) == interval
    assert {interval: "cards"}[Interval(80.0, 90.0)] == "cards"
    with pytest.raises(AttributeError):
        interval.low = 70


numbers = st.floats(-1e9, 1e9).map(lambda x: round(x, 3))
whole = st.tuples(numbers, numbers).map(sorted)
open_ended = st.one_of(
    whole, numbers.map(lambda x: [x, math.inf]), numbers.map(lambda x: [-math.inf, x])
)
positions = st.floats(0, 1)


def inside(ends, position):
    low, high = (max(-1e12, ends[0]), min(1e12, ends[1]))
    return min(max(low + position * (high - low), low), high)


def near(value, interval):
    slack = 1e-9 * max(1, abs(value))
    return interval.low - slack <= value <= interval.high + slack


@pytest.mark.parametrize("compute", [operator.add, operator.sub, operator.mul])
@given(open_ended, open_ended, positions, positions)
def test_a_result_holds_what_any_values_inside_give(compute, a, b, at_a, at_b):
    result = compute(Interval(*a), Interval(*b))
    assert near(compute(inside(a, at_a), inside(b, at_b)), result)


@given(open_ended, open_ended, positions, positions)
def test_a_quotient_holds_what_any_values_inside_give(a, b, at_a, at_b):
    divisor = inside(b, at_b)
    assume(divisor != 0)
    if b[0] < 0 < b[1]:
        with pytest.raises(ZeroDivisionError, match="which holds zero"):
            Interval(*a) / Interval(*b)
    else:
        assert near(inside(a, at_a) / divisor, Interval(*a) / Interval(*b))


@pytest.mark.parametrize("compute", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(whole, whole)
def test_the_ends_of_a_result_are_attained(compute, a, b):
    if compute is operator.truediv and b[0] <= 0 <= b[1]:
        b = [abs(b[0]) + 1, abs(b[0]) + abs(b[1]) + 1]  # no interval that holds zero
    result = compute(Interval(*a), Interval(*b))
    corners = [compute(x, y) for x in a for y in b]
    assert (result.low, result.high) == (min(corners), max(corners))


@given(numbers, whole)
def test_a_number_counts_as_an_interval_without_width(number, ends):
    interval, single = Interval(*ends), Interval(number, number)
    assert number + interval == interval + number == interval + single
    assert number - interval == single - interval
    assert interval - number == interval - single
    assert number * interval == interval * number == single * interval


@pytest.mark.parametrize(
    ("over", "under", "expected"),
    [
        ((1, 2), (0, 2), (0.5, np.inf)),
        ((1, 2), (-2, 0), (-np.inf, -0.5)),
        ((-2, -1), (0, 2), (-np.inf, -0.5)),
        ((-1, 2), (0, 2), (-np.inf, np.inf)),
        ((0, 0), (0, 2), (0, 0)),
        ((1, np.inf), (1, np.inf), (0, np.inf)),
        ((-8, 4), (-2, -1), (-4, 8)),
    ],
)
def test_division_at_zero_and_infinity(over, under, expected):
    assert Interval(*over) / Interval(*under) == Interval(*expected)


@pytest.mark.parametrize("divisor", [0, Interval(0, 0), Interval(-1, 1)])
def test_division_by_what_holds_zero_says_so(divisor):
    with pytest.raises(ZeroDivisionError, match=r"Interval\(low=1.0, .* which holds zero"):
        Interval(1, 2) / divisor


@pytest.mark.parametrize("other", ["2", None, [1, 2], pd.Timestamp("2023-01-01")])
def test_what_is_no_number_does_not_compute(other):
    for compute in (operator.add, operator.sub, operator.mul, operator.truediv):
        with pytest.raises(TypeError):
            compute(Interval(1, 2), other)
        with pytest.raises(TypeError):
            compute(other, Interval(1, 2))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((80, 90), (85, 100), True),
        ((80, 90), (90, 100), False),
        ((80, 90), (90, 90), True),
        ((80, 90), (91, 91), False),
        ((80, np.inf), (1e9, np.inf), True),
        ((-np.inf, 0), (0, np.inf), False),
        ((0.1 + 0.2, 1), (0.3, 0.3), True),
        ((0.1 + 0.2, 1), (0, 0.3), False),
        ((3.8e9, 3.8e9 + 1), (3.8e9, 3.8e9 + 1), True),
        ((-3, -2), (-2.5, 0), True),
    ],
)
def test_two_meet_when_both_can_be_true(a, b, expected):
    assert Interval(*a).meets(Interval(*b)) is Interval(*b).meets(Interval(*a)) is expected


@given(open_ended, open_ended)
def test_an_interval_meets_itself_and_what_spans_it(a, b):
    interval = Interval(*a)
    assert interval.meets(interval)
    assert interval.meets(interval | Interval(*b))


def test_a_number_is_in_an_interval():
    interval = Interval(80, 90)
    assert [x in interval for x in (79, 80, 85.5, 90, 91, np.nan)] == [0, 1, 1, 1, 0, 0]
    assert 1e300 in Interval(80, np.inf)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [("", "30–31"), (".3", "30.5–30.7"), ("%", "3,000–3,100 %"), (".3%", "3,050–3,070 %")],
)
def test_formats(spec, expected):
    interval = Interval(30.4661, 30.7077)
    assert format(interval, spec) == expected
    assert str(interval) == "30–31"


@pytest.mark.parametrize("spec", [".0", "d", ".2f", ",", ".%"])
def test_a_format_that_an_interval_does_not_have_is_refused(spec):
    with pytest.raises(ValueError, match="has no format"):
        format(Interval(1, 2), spec)


COLUMN = pd.Series([Interval(1, 2), np.nan, Interval(3, 4)], index=list("abc"), dtype=object)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (COLUMN / 2, [Interval(0.5, 1), np.nan, Interval(1.5, 2)]),
        (12 / COLUMN, [Interval(6, 12), np.nan, Interval(3, 4)]),
        (COLUMN / Interval(1, 2), [Interval(0.5, 2), np.nan, Interval(1.5, 4)]),
        (Interval(12, 12) / COLUMN, [Interval(6, 12), np.nan, Interval(3, 4)]),
        (np.float64(2) * COLUMN, [Interval(2, 4), np.nan, Interval(6, 8)]),
        (COLUMN + COLUMN, [Interval(2, 4), np.nan, Interval(6, 8)]),
        (COLUMN * pd.Series([np.nan, 2, 3], index=list("abc")), [np.nan, np.nan, Interval(9, 12)]),
        (pd.Series([1.0, np.nan]) / Interval(1, 2), [Interval(0.5, 1), np.nan]),
        (np.arange(2) - Interval(1, 2), [Interval(-2, -1), Interval(-1, 0)]),
    ],
)
def test_a_column_computes_like_one_of_numbers(result, expected):
    assert [x if isinstance(x, Interval) else None for x in result] == [
        x if isinstance(x, Interval) else None for x in expected
    ]


def test_a_column_adds_up_and_is_written():
    assert COLUMN.sum() == sum(COLUMN.dropna()) == Interval(4, 6)
    assert COLUMN.dropna().map(format).tolist() == ["1–2", "3–4"]


ends = st.floats(min_value=0, max_value=1e12)
interval_lists = st.lists(st.tuples(ends, ends).map(sorted), min_size=1, max_size=8)


def frame_of(pairs, **columns):
    return pd.DataFrame(pairs, columns=["low", "high"], dtype="float64").assign(**columns)


def test_claims_are_intervals_or_missing():
    frame = frame_of([(80, 90), (np.nan, np.nan), (20, np.inf)])
    first, second, third = claims(frame)
    assert (first, third) == (Interval(80, 90), Interval(20, np.inf))
    assert np.isnan(second)
    assert claims(frame.astype("Float64")).dropna().tolist() == [first, third]
    room = frame.rename(columns={"low": "room_low", "high": "room_high"})
    assert claims(room, "room_low", "room_high").dropna().tolist() == [first, third]


@pytest.mark.parametrize("compute", [claims, total, shares])
def test_a_figure_with_one_end_is_named(compute):
    with pytest.raises(ValueError, match=r"\['cards'\]"):
        compute(pd.DataFrame({"low": [np.nan], "high": [1.0]}, index=["cards"]))


@pytest.mark.parametrize("compute", [claims, shares, per_day])
def test_no_figures_are_no_claims(compute):
    days = pd.Series(dtype="datetime64[us]")
    empty = compute(frame_of([], period_start=days, period_end=days))
    assert (len(empty), empty.dtype) == (0, object)


@given(interval_lists, positions)
def test_a_total_holds_the_sum_of_any_values_inside(pairs, position):
    assert near(sum(inside(pair, position) for pair in pairs), total(frame_of(pairs)))


def test_a_total_of_nothing_is_nothing_and_an_open_figure_leaves_it_open():
    assert total(frame_of([])) == Interval(0, 0)
    assert total(frame_of([(20, np.inf), (1, 2)])) == Interval(21, np.inf)


@given(interval_lists, st.lists(positions, min_size=8, max_size=8))
def test_shares_hold_the_share_of_any_values_inside(pairs, at):
    values = [inside(pair, position) for pair, position in zip(pairs, at, strict=False)]
    assume(sum(values) > 0)
    for value, share in zip(values, shares(frame_of(pairs)), strict=True):
        assert near(value / sum(values), share)
        assert 0 <= share.low <= share.high <= 1


def test_share_bounds_are_attained():
    assert shares(frame_of([(1, 2), (3, 5)]))[0] == Interval(1 / 6, 2 / 5)
    assert shares(frame_of([(0, 2), (0, 0)])).tolist() == [Interval(1, 1), Interval(0, 0)]
    assert shares(frame_of([(0, 1), (0, 1e-121)])).tolist() == [Interval(0, 1), Interval(0, 1)]


def test_shares_bear_the_rounding_of_floats():
    exact = 0.00128775645075794
    shares(frame_of([(15444885735909.66, 19427004053419.793), (exact, exact)]))


@pytest.mark.parametrize("pairs", [[(1, np.inf), (1, 2)], [(-1, 2), (1, 2)], [(0, 0)]])
def test_shares_refuse_what_has_no_share(pairs):
    with pytest.raises(ValueError, match="finite"):
        shares(frame_of(pairs))


def test_per_day_counts_the_first_and_the_last_day():
    days = (
        pd.to_datetime(["2023-01-01", "2023-01-01", None]),
        pd.to_datetime(["2023-12-31", "2023-01-01", "2023-12-31"]),
    )
    frame = frame_of([(365, 730), (5, np.inf), (1, 2)], period_start=days[0], period_end=days[1])
    rates = per_day(frame)
    assert rates[:2].tolist() == [Interval(1, 2), Interval(5, np.inf)]
    assert np.isnan(rates[2])
    with pytest.raises(ValueError, match=r"ends before it starts: \[0\]"):
        per_day(frame.assign(period_end=pd.Timestamp("2022-12-31")).iloc[:1])


def test_per_one_of_them():
    frame = frame_of([(600, 700), (180, 190), (np.nan, np.nan)]).set_axis(["km", "cities", "x"])
    rates = per(frame, by="cities")
    assert rates["km"] == Interval(600 / 190, 700 / 180)
    assert rates["cities"] == Interval(1, 1)
    assert np.isnan(rates["x"])
    with pytest.raises(KeyError, match="towns"):
        per(frame, by="towns")


def test_a_factor_multiplies_the_numbers_and_leaves_the_statement():
    figures = frame_of(
        [(80, 90), (36, 36)], stated=["more than 80", "36"], value=[80.0, 36], value_high=np.nan
    ).set_axis(["cards", "cities"])
    figures["claim"] = claims(figures)
    before = figures.copy()
    changed = with_factor(figures, "cards", 10_000)
    assert changed.loc["cards", "claim"] == Interval(800_000, 900_000)
    assert_frame_equal(
        changed[["low", "high"]], frame_of([(800_000, 900_000), (36, 36)]).set_axis(figures.index)
    )
    assert changed["stated"].tolist() == ["more than 80", "36"]
    assert changed.dtypes.equals(figures.dtypes)
    assert_frame_equal(figures, before)
    with pytest.raises(KeyError, match="trains"):
        with_factor(figures, "trains", 10)
