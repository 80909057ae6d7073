"""Results beside their wholes: which references are a whole, and how much of it a result is."""

import pytest

from analysis import Interval, wholes
from made_up import FIRST_HALF, YEAR, YEAR_BEFORE, figures, reference, references, statement

WHOLES = {
    "of the same year": (reference("denominator", 1000), True),
    "counted within the year": (reference("denominator", 1000, ("", YEAR[1])), True),
    "counted on its first day": (reference("denominator", 1000, ("", YEAR[0])), True),
    "counted the day before": (reference("denominator", 1000, ("", YEAR_BEFORE[1])), False),
    "a running total after it": (reference("denominator", 1000, ("", "2024-04-30")), False),
    "of the year before": (reference("denominator", 1000, YEAR_BEFORE), False),
    "of half the year": (reference("denominator", 1000, FIRST_HALF), False),
    "of no stated time": (reference("denominator", 1000, ("", "")), False),
    "of another place": (reference("denominator", 1000, place="Sichuan"), False),
    "of low confidence": (reference("denominator", 1000, confidence="low"), False),
    "of another figure": (reference("denominator", 1000, of="cards"), False),
    "nothing": (reference("denominator", 0), False),
    "no whole": (reference("context", 1000), False),
    "the same thing": (reference("same", 1000), False),
}


def held(*rows, number=(30, 40), **cells):
    return wholes(figures(moves=statement(number, **cells)), references(*rows))


@pytest.mark.parametrize("name", WHOLES)
def test_a_whole_is_of_the_figures_place_and_time(name):
    row, fits = WHOLES[name]
    assert held(row).index.tolist() == ["R001"] * fits


def test_a_figure_without_a_period_has_no_whole():
    assert held(reference("denominator", 1000), days=("", "")).empty
    assert held(reference("denominator", 1000, ("", YEAR[1])), days=("", YEAR[1])).empty


def test_what_is_said_of_a_whole():
    row = reference("denominator", (9_000, 10_000), counted="births", publisher="Bureau")
    (found,) = held(row).itertuples()
    assert (found.figure_id, found.name, found.claim) == ("moves", "moves", Interval(30, 40))
    assert (found.whole, found.of, found.publisher) == ("births", Interval(9e3, 1e4), "Bureau")
    assert found.per_thousand == Interval(30 / 10_000 * 1000, 40 / 9_000 * 1000)


def test_the_smallest_whole_of_a_figure_comes_first():
    rows = [reference("denominator", size, counted=str(size)) for size in (300, 100, 200)]
    assert held(*rows)["whole"].tolist() == ["100", "200", "300"]
    assert held().empty
    assert "per_thousand" in held()
