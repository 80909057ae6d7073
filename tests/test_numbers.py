"""Number phrases: value and step, English and Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.numbers import MAX_DIGITS, parse_number, read_number


@pytest.mark.parametrize(
    ("phrase", "value", "step"),
    [
        ("80", 80, 10),
        ("36", 36, 1),
        ("4,500", 4_500, 100),
        ("740,000", 740_000, 10_000),
        ("1.73 million", 1_730_000, 10_000),
        ("0.137 billion", 137_000_000, 1_000_000),
        ("660 000", 660_000, 10_000),
        ("19,31,21,778", 193_121_778, 1),
        ("14.88 crore", 148_800_000, 100_000),
        ("3.60 lakh crore", 3.6e12, 1e10),
        ("14bn", 14e9, 1e9),
        ("880 billion 300 million", 880.3e9, 100e6),
        ("three crores ten lakh 77 thousand 444", 31_077_444, 1),
        ("two hundred and five", 205, 1),
        ("one hundred thousand", 100_000, 100_000),
        ("twenty-five", 25, 1),
        ("two and a half million", 2_500_000, 500_000),
        ("one and a half", 1.5, 0.5),
        ("0", 0, 1),
        ("173万", 1_730_000, 10_000),
        ("1.9萬", 19_000, 1_000),
        ("一萬九千", 19_000, 1_000),
        ("两万五", 25_000, 1_000),
        ("1.2万亿", 1.2e12, 1e11),
        ("3亿5000万", 350_000_000, 10_000_000),
        ("二十三", 23, 1),
        ("一点五亿", 150_000_000, 10_000_000),
        ("１２", 12, 1),
    ],
)
def test_value_and_step(phrase: str, value: float, step: float) -> None:
    assert parse_number(phrase) == pytest.approx((value, step))


@pytest.mark.parametrize("phrase", ["", "cars", "33 cars", "and five", " 5"])
def test_anything_else_is_refused_by_name(phrase: str) -> None:
    with pytest.raises(ValueError, match="not a number phrase"):
        parse_number(phrase)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("two hundred and three hundred", len("two hundred")),
        ("two million and 30 others", len("two million")),
        ("6.9 billion 20 years ago", len("6.9 billion")),
        ("five million or more", len("five million")),
        ("100 000 000 people", len("100 000 000")),
        ("100m hurdles", len("100")),
        ("1.5m people", len("1.5m")),
    ],
)
def test_reads_as_far_as_the_number_reaches(text: str, end: int) -> None:
    number = read_number(text, 0)
    assert number is not None
    assert number.end == end


def test_money_takes_letters_as_scales() -> None:
    number = read_number("400m higher", 0, money=True)
    assert number is not None
    assert number.value == 400e6


def test_too_many_digits_are_a_name() -> None:
    assert read_number("1" * MAX_DIGITS, 0) is not None
    assert read_number("1" * (MAX_DIGITS + 1), 0) is None


@given(st.integers(0, 10**15))
def test_grouped_digits_keep_their_value(number: int) -> None:
    assert parse_number(f"{number:,}")[0] == number


@given(st.integers(1, 999_999), st.sampled_from(["thousand", "million", "billion"]))
def test_step_is_a_power_of_ten_that_divides_the_value(number: int, scale: str) -> None:
    value, step = parse_number(f"{number / 100} {scale}")
    assert (value / step) == pytest.approx(round(value / step))
