"""What a verdict hangs on: each column by itself, and what is known of the article's figures."""

import numpy as np
import pytest

from analysis import (
    audit_figures,
    audit_sensitivity,
    find_mentions,
    load_figures,
    load_references,
)
from analysis.audit.sensitivity import wrong_prints
from analysis.audit.statements import statements
from made_up import YEAR_BEFORE, figures, reference, references, statement

MORE = {"bound": "more_than"}
ONE = {"source": "release"}
OTHER = {"source": "yearbook"}


def sensitivity(number, *rows, **cells):
    stated = figures(moves=statement(number, **cells))
    return audit_sensitivity(stated, references(*rows)).loc["moves"]


HANGING = {
    "on nothing": ([], "", "", 0),
    "on one": ([reference("same", 100, **ONE)], "R001", "release", 1),
    "on either of two": (
        [reference("same", 100, **ONE), reference("same", 100, **OTHER)],
        "",
        "",
        2,
    ),
    "on a release printed twice": (
        [reference("same", 100, **ONE), reference("same", 100, **ONE)],
        "",
        "release",
        1,
    ),
    "on two running totals": (
        [
            reference("cumulative", 1_000, ("", "2022-06-30"), **ONE),
            reference("cumulative", 9_000, ("", "2024-06-30"), **OTHER),
        ],
        "R001; R002",
        "release; yearbook",
        2,
    ),
    "on one of unknown source": ([reference("same", 100)], "R001", "R001", 1),
    "not on one of low confidence": (
        [reference("same", 100, **ONE), reference("same", 100, confidence="low", **OTHER)],
        "R001",
        "release",
        1,
    ),
    "on the one that refuses": (
        [reference("same", 200, **ONE), reference("prior", 90, YEAR_BEFORE, **OTHER)],
        "R001",
        "release",
        1,
    ),
}


@pytest.mark.parametrize("name", HANGING)
def test_what_a_verdict_hangs_on(name):
    rows, ids, sources, behind = HANGING[name]
    row = sensitivity(100, *rows)
    assert row[["hangs_on", "hangs_on_sources", "n_sources"]].tolist() == [ids, sources, behind]


def test_the_open_reading_opens_figures_and_references():
    closed = sensitivity((80, 90), reference("same", (60, 70), **MORE), **MORE)
    assert closed[["verdict", "open_verdict"]].tolist() == ["contradicted", "corroborated"]
    exact = sensitivity((80, 90), reference("same", 60), **MORE)
    assert exact[["verdict", "open_verdict"]].tolist() == ["contradicted", "contradicted"]


def claims(number, **cells):
    """What the wrong prints of one figure claim: powers of ten first, then digits."""
    figure = statements(figures(moves=statement(number, **cells)), references())[0][0]
    ends = [(claim.low, claim.high) for claim in wrong_prints(figure)]
    return ends[:8], ends[8:]


def test_powers_of_ten_take_the_whole_claim_along():
    powers, _ = claims((80, 90), **MORE)
    np.testing.assert_allclose(powers[0], (0.008, 0.009))
    np.testing.assert_allclose(powers[-1], (800_000, 900_000))


@pytest.mark.parametrize(
    ("stated", "number", "first", "last", "n"),
    [
        ("more than 80", (80, 90), (10, 20), (89, 90), 8 + 9),
        ("more than 1.73 million", (1.73e6, 1.74e6), (0.73e6, 0.74e6), (1.79e6, 1.8e6), 3 * 9),
        ("36 cities", 36, (16, 16), (39, 39), 8 + 9),
        ("more than 4,500", (4_500, 4_600), (1_500, 1_600), (4_509, 4_510), 8 + 3 * 9),
        ("about 3.8 billion", (3.75e9, 3.85e9), (0.75e9, 0.85e9), (3.85e9, 3.95e9), 2 * 9),
        ("173万余笔", (1.73e6, 1.74e6), (2.73e6, 2.74e6), (1.79e6, 1.8e6), 8 + 2 * 9),
        ("10+5+8", 23, (33, 33), (24, 24), 8 + 3 * 9),
        ("eight measures", 8, (1, 1), (9, 9), 8),
        ("10 to 15 percent", (10, 15), (11, 15), (10, 19), 4 + 8 + 8),
        ("300 5G masts", (300, 300), (100, 100), (309, 309), 8 + 2 * 9),
    ],
)
def test_each_written_digit_is_replaced(stated, number, first, last, n):
    _, digits = claims(number, stated=stated)
    assert digits[0] == pytest.approx(first)
    assert digits[-1] == pytest.approx(last)
    assert len(digits) == n
    assert number not in digits


def test_a_sharp_reference_lets_no_wrong_print_pass_and_an_empty_one_all():
    more = {"stated": "more than 80"} | MORE
    sharp = sensitivity(36, reference("same", 36), stated="36 cities")
    assert sharp[["wrong_prints", "would_pass"]].tolist() == [25, 0]
    empty = sensitivity((80, 90), reference("prior", 1, YEAR_BEFORE), **more)
    assert (empty["verdict"], empty["would_pass"]) == ("not comparable", 1)
    # divided four times, or 10 to 60 in place of 80
    half = sensitivity((80, 90), reference("cumulative", 65, ("", "2024-04-30")), **more)
    assert half["would_pass"] == (4 + 6) / 25


def test_a_slip_within_the_step_passes_where_a_rounded_number_bears_it_out():
    row = sensitivity((80, 90), reference("same", (80, 90)), stated="more than 80", **MORE)
    assert row["would_pass"] == 9 / 25  # more than 81 to more than 89


FIGURES = load_figures()
REFERENCES = load_references()
SENSITIVITY = audit_sensitivity(FIGURES, REFERENCES)


def test_the_verdicts_are_those_of_the_audit():
    audit = audit_figures(FIGURES, REFERENCES)
    assert SENSITIVITY["verdict"].tolist() == audit["verdict"].tolist()
    assert SENSITIVITY.index.equals(FIGURES.index)
    opened = audit_figures(load_figures(open_more_than=True), load_references(open_more_than=True))
    assert SENSITIVITY["open_verdict"].tolist() == opened["verdict"].tolist()


@pytest.mark.parametrize("column", ["hangs_on", "hangs_on_sources"])
def test_what_is_taken_away_changes_that_verdict_in_the_audit(column):
    by = REFERENCES["source"] if column == "hangs_on_sources" else REFERENCES.index.to_series()
    for name in by.dropna().unique():
        audit = audit_figures(FIGURES, REFERENCES[by != name])
        changed = audit["verdict"].to_numpy() != SENSITIVITY["verdict"].to_numpy()
        named = [name in hanging.split("; ") for hanging in SENSITIVITY[column]]
        assert changed.tolist() == named, name


def test_a_wrong_print_passes_where_the_audit_of_it_does():
    id_, wrong, passed = "hukou_certificates", FIGURES.copy(), []
    digits = str(int(FIGURES.loc[id_, "value"]))
    prints = [
        f"more than {int(digits[:place] + other + digits[place + 1 :]):,}"
        for place, digit in enumerate(digits)
        for other in "0123456789"
        if other != digit and (place or other != "0")
    ]
    read = [find_mentions(text).iloc[0][["low", "high"]].tolist() for text in prints]
    moved = FIGURES.loc[id_, ["low", "high"]].astype(float).to_numpy()
    for low, high in [*read, *(moved * 10.0**k for k in range(-4, 5) if k)]:
        wrong.loc[id_, ["value", "low", "high"]] = [low, low, high]
        verdict = audit_figures(wrong, REFERENCES).loc[id_, "verdict"]
        passed.append(verdict not in ("contradicted", "implausible"))
    row = SENSITIVITY.loc[id_]
    assert [row["wrong_prints"], row["would_pass"]] == [len(passed), np.mean(passed)]
