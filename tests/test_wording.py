"""Numbers, intervals, shares and periods in words: no digit that they don't bear out."""

import math
import re
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis import Interval
from analysis.wording import in_percent, in_words, period, periods


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1_730_000, "1.73 million"),
        (15_685, "15,685"),
        (np.int64(999_999), "999,999"),
        (1_234_567, "1.23 million"),
        (-80, "−80"),
        (0, "0"),
        (-0.0, "0"),
        (15_685.24, "15,700"),
        (15_685.0, "15,700"),
        (np.float64(0.0708), "0.0708"),
        (Decimal("999999.6"), "1 million"),
        (999.5, "1,000"),
        (9.995e8, "1 billion"),
        (3.8e12, "3.8 trillion"),
        (-1.5e6, "−1.5 million"),
        (1e-12, "0.000000000001"),
        (1e20, "100,000,000 trillion"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "–"),
        (None, "–"),
        (pd.NaT, "–"),
        (pd.NA, "–"),
    ],
)
def test_a_number(value, expected):
    assert in_words(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2_980_080, 3_020_090, "2.98–3.02 million"),
        (30.4661, 30.7077, "30–31"),
        (236_409.2, 236_464.1, "236,400–236,500"),
        (652.17, 1190.48, "650–1,190"),
        (956.6, 1019.3, "960–1,020"),
        (25.65e12, 25.75e12, "25.65–25.75 trillion"),
        (1_409_665_000, 1_409_675_000, "1,409,665,000–1,409,675,000"),
        (86.085e6, 86.095e6, "86.085–86.095 million"),
        (86.0857e6, 86.0957e6, "86.09–86.1 million"),
        (55_923.39, 1.2e6, "56,000–1.2 million"),
        (80, 90, "80–90"),
        (36, 36, "36"),
        (15_685, 15_685, "15,685"),
        (10_916_000, 10_916_000, "10.916 million"),
        (123_456_789, 123_456_789, "123,456,789"),
        (1e30, 1e30, "1,000,000,000,000,000,000 trillion"),
        (30.4661, 30.4661, "30.5"),
        (1.73e6, 1.74e6, "1.73–1.74 million"),
        (900_000, 1.1e6, "900,000–1.1 million"),
        (0, 1.2e6, "0–1.2 million"),
        (999_999, 1_000_001, "999,999–1,000,001"),
        (1_234_560, 1_234_570, "1,234,560–1,234,570"),
        (1e20, 1.0000000000000003e20, "100,000,000 trillion"),
        (-5, -3, "−5 to −3"),
        (-5.323, 612.5, "−5.3 to 610"),
        (-0.0001, 0, "−0.0001 to 0"),
        (80, math.inf, "80 or more"),
        (15_685, math.inf, "15,685 or more"),
        (236_409.3, math.inf, "236,000 or more"),
        (1_235_900.5, math.inf, "1.23 million or more"),
        (-math.inf, 3, "3 or less"),
        (-math.inf, 1_231_000.5, "1.24 million or less"),
        (-math.inf, math.inf, "any number"),
    ],
)
def test_an_interval(low, high, expected):
    assert in_words(Interval(low, high)) == f"{Interval(low, high)}" == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5742, "57.4 %"),
        (0.57, "57 %"),
        (1, "100 %"),
        (2.5, "250 %"),
        (12.3456, "1,230 %"),
        (0, "0 %"),
        (0.0000268, "under 0.01 %"),
        (-0.0000268, "0 %"),
        (-0.125, "−12.5 %"),
        (math.nan, "–"),
        (None, "–"),
        (Interval(0.5746, 0.5817), "57–58 %"),
        (Interval(0.0321, 0.056812), "3.2–5.7 %"),
        (Interval(0.0000265, 0.0000268), "under 0.01 %"),
        (Interval(0.0000265, 0.3), "0–30 %"),
        (Interval(-0.5, 0.00005), "−50 to 0 %"),
        (Interval(0, 0.00005), "under 0.01 %"),
        (Interval(0, 0), "0 %"),
        (Interval(1.2, 1.3), "120–130 %"),
        (Interval(0.0000268, math.inf), "0 % or more"),
        (Interval(0.5, math.inf), "50 % or more"),
    ],
)
def test_a_share(value, expected):
    assert in_percent(value) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (in_words(15_685, digits=2), "16,000"),
        (in_words(Interval(30.4661, 30.7077), digits=3), "30.5–30.7"),
        (in_words(Interval(236_409, 236_464), digits=6), "236,409–236,464"),
        (in_words(Interval(30.46, 30.47), digits=2), "30"),
        (in_percent(0.0000268, digits=1), "0.003 %"),
        (in_percent(Interval(0.57461, 0.58171), digits=3), "57.5–58.2 %"),
    ],
)
def test_as_many_digits_as_are_asked_for(written, expected):
    assert written == expected


def read_back(text):
    """The number that a text shows, and one unit of its last digit."""
    number, _, word = text.partition(" ")
    digits = number.replace(",", "").replace("−", "-")
    scale = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12, "%": 1}[word]
    decimals = len(digits.partition(".")[2])
    trailing = re.search("0*$", digits)[0] if not decimals and digits.strip("-0") else ""
    unit = Decimal(10) ** (len(trailing) - decimals) * scale
    return Decimal(digits) * scale, unit


def both_ends(text):
    first, last = re.split("–| to ", text) if re.search("[0-9n]–| to ", text) else (text, text)
    word = last.partition(" ")[2]
    known = first.partition(" ")[2] or not word
    beside = first if known else f"{first} {word}"
    return [read_back(end) for end in (first, beside, last)]


floats = st.floats(-1e13, 1e13).filter(lambda x: x == 0 or abs(x) > 1e-6)


@given(floats)
def test_a_float_has_at_most_three_significant_digits(value):
    shown, unit = read_back(in_words(value))
    assert len(str(abs(int(shown / unit)))) <= 3
    assert abs(shown - Decimal(value)) <= unit / 2 or math.isclose(shown, value, rel_tol=1e-12)


wide = st.tuples(floats, floats).map(sorted)
narrow = st.tuples(floats, st.floats(-11, 0)).map(lambda x: [x[0], x[0] + abs(x[0]) * 10 ** x[1]])


@given(st.one_of(wide, narrow))
def test_printed_ends_are_within_one_unit_of_the_true_ends(ends):
    low, high = ends
    assume(high - low > 1e-12 * max(abs(low), abs(high)))
    text = in_words(Interval(low, high))
    bare, scaled, (last, last_unit) = both_ends(text)
    assert re.search("[^−]–| to ", text), "ends that differ print differently"
    assert any(abs(first - Decimal(low)) <= unit for first, unit in (bare, scaled))
    assert abs(last - Decimal(high)) <= last_unit
    assert min(bare[0], scaled[0]) <= last


@given(floats)
def test_or_more_and_or_less_stay_true(value):
    more, less = in_words(Interval(value, math.inf)), in_words(Interval(-math.inf, value))
    noise = abs(Decimal(value)) * Decimal("1e-14")
    assert read_back(more.removesuffix(" or more"))[0] <= Decimal(value) + noise
    assert read_back(less.removesuffix(" or less"))[0] >= Decimal(value) - noise


@given(st.integers(-999_999, 999_999))
def test_a_whole_number_of_ours_is_written_in_full(value):
    assert int(in_words(value).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2023-01-01", "2023-06-30", "January to June 2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2022-08-01", "2024-07-31", "August 2022 to July 2024"),
        ("2023-01-08", "2023-01-08", "8 January 2023"),
        ("2023-03-06", "2023-03-09", "6 to 9 March 2023"),
        ("2023-03-06", "2023-04-09", "6 March to 9 April 2023"),
        ("2023-02-20", "2024-08-19", "20 February 2023 to 19 August 2024"),
        ("2023-01-01", "2023-06-29", "1 January to 29 June 2023"),
        (None, "2024-07-31", "until 31 July 2024"),
        ("2022-08-01", None, "from 1 August 2022"),
        (None, None, ""),
    ],
)
def test_a_period(start, end, expected):
    text = period(pd.to_datetime(start), pd.to_datetime(end))
    assert text.replace("\N{NO-BREAK SPACE}", " ") == expected
    assert not re.search(r"\d [A-Z]|(?<!to) \d{4}", text), "a date stays on one line"


def test_periods_of_a_frame():
    days = pd.to_datetime(["2023-01-01", None])
    frame = pd.DataFrame({"period_start": days, "period_end": days}, index=["a", "b"])
    words = periods(frame)
    assert words.str.replace("\N{NO-BREAK SPACE}", " ").to_dict() == {
        "a": "1 January 2023",
        "b": "",
    }
    assert (words.name, str(words.dtype), str(periods(frame[:0]).dtype)) == ("period", "str", "str")
