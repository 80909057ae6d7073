"""The references that bound nothing: why each does not, and what the audit says meanwhile."""

import numpy as np
import pandas as pd
import pytest

from analysis import (
    audit_figures,
    check_arithmetic,
    load_figures,
    load_references,
    unused_references,
    wholes,
)
from analysis.audit import BARRIERS
from made_up import FIRST_HALF, YEAR_BEFORE, figures, reference, references, statement

RIGHT = reference("same", (800_000, 900_000), place="Linshui", unit="card")
AFTER, BEFORE = ("", "2024-04-30"), ("", "2022-12-31")
OTHERS = "Others count the same thing, but nothing bounds the figure: Daily gives "
GIVEN = f"{OTHERS}800,000–900,000 (the reference "
NONE = "No reference counts the same thing."
LOW = "No reference counts the same thing with more than low confidence: Daily."

# The figure: more than 80 "moves" of 2023 in Linshui, which has lost four zeros. A reference that
# would find it, changed in a cell or two; the verdict and the factor; then, if the reference is not
# used, why, the reason in words, and how the audit's reason ends.
CASES = {
    "as it should be": ({}, "contradicted", 10_000, None),
    "case of the place": ({"place": "LINSHUI"}, "contradicted", 10_000, None),
    "space after the place": ({"place": "Linshui  "}, "contradicted", 10_000, None),
    "full width of the place": ({"place": "Ｌinshui"}, "contradicted", 10_000, None),
    "a capital in counted": ({"counted": "Moves"}, "contradicted", 10_000, None),
    "two spaces in counted": ({"counted": " moves\t"}, "contradicted", 10_000, None),
    "no unit": ({"unit": np.nan}, "contradicted", 10_000, None),
    "another noun": ({"unit": "piece"}, "contradicted", 10_000, None),
    "days not stated": (
        dict.fromkeys(("period_start", "period_end")),
        "contradicted",
        10_000,
        None,
    ),
    "“Province”": (
        {"place": "Linshui Province"},
        "not comparable",
        np.nan,
        ("place", "The reference is for “Linshui Province”, the figure for “Linshui”.", GIVEN),
    ),
    "blank place": (
        {"place": np.nan},
        "not comparable",
        np.nan,
        (
            "place",
            "The reference is for the whole country (a blank place), the figure for “Linshui”.",
            GIVEN,
        ),
    ),
    "wrong year": (
        {"period_start": pd.Timestamp("2022-01-01"), "period_end": pd.Timestamp("2022-12-31")},
        "not comparable",
        np.nan,
        ("period", "The reference is for 2022, the figure for 2023.", GIVEN),
    ),
    "other unit": (
        {"unit": "yuan"},
        "not comparable",
        np.nan,
        ("unit", "The reference is in “yuan”, the figure in “card”.", GIVEN),
    ),
    "another relation": (
        {"relation": "context"},
        "not comparable",
        np.nan,
        (
            "relation",
            "It is entered as “context”, and of its period only “same” bounds.",
            f"{OTHERS}800,000–900,000 (it ",
        ),
    ),
    "wrong wording": (
        {"counted": "moves home"},
        "not checked",
        np.nan,
        ("wording", "The reference counts “moves home”, the figure “moves”.", NONE),
    ),
    "a whole": (
        {"counted": "births", "relation": "denominator"},
        "not checked",
        np.nan,
        ("relation", "It gives a whole, “births”, for the figure to be a part of.", NONE),
    ),
    "low confidence": (
        {"confidence": "low"},
        "not checked",
        np.nan,
        ("confidence", "Its confidence is low.", LOW),
    ),
    "no printed number": (
        {"value": np.nan, "low": np.nan, "high": np.nan, "stated": np.nan, "counted": np.nan},
        "not checked",
        np.nan,
        ("no number", "It states no number.", NONE),
    ),
}


def audited(*rows, number=(80, 90), **cells):
    """The audit's row of the figure, and what is said of each reference that is not used."""
    cells = {"place": "Linshui", "unit": "card"} | cells
    stated, published = figures(moves=statement(number, **cells)), references(*rows)
    told = unused_references(stated, published)[["why", "reason"]]
    return audit_figures(stated, published).loc["moves"], told.T.to_dict("list")


@pytest.mark.parametrize("name", CASES)
def test_a_lost_scale_is_found_or_it_is_said_why_not(name):
    cells, verdict, factor, unused = CASES[name]
    row, told = audited(RIGHT | cells)
    assert row["verdict"] == verdict, row["reason"]
    assert row["factor"] == pytest.approx(factor, nan_ok=True)
    assert np.isnan(row["room_high"]) == (unused is not None)
    assert told == ({"R001": list(unused[:2])} if unused else {})
    if unused:
        _, reason, said = unused
        assert row["reason"].startswith(said)
        inner = reason.removesuffix(".").removeprefix("The reference ").removeprefix("It ")
        assert (inner in row["reason"]) == (verdict == "not comparable"), row["reason"]


@pytest.mark.parametrize("place", ["LINSHUI", " Linshui"])
def test_a_place_is_compared_alike_by_every_rule(place):
    total = reference("cumulative", 40, AFTER, place=place)
    part = reference("context", 95, FIRST_HALF, place=place)
    for row in (total, part):
        found = audited(row)[0]
        assert found["verdict"] == "contradicted"
        assert "linshui" not in found["reason"].lower()  # named only where it is another
    whole = reference("denominator", 900, place=place, counted="homes")
    stated = figures(moves=statement(90, place="Linshui"))
    assert wholes(stated, references(whole)).index.tolist() == ["R001"]
    assert wholes(stated, references(whole | {"low": -1})).empty


@pytest.mark.parametrize("place", ["LINSHUI", " Linshui"])
def test_a_place_is_compared_alike_by_the_arithmetic(place):
    stated = figures(
        savings=statement(40, place="Linshui"),
        moves=statement(20, place="Linshui", divides="savings"),
    )
    before = {"days": YEAR_BEFORE, "of": "savings", "place": place}
    rows = [
        reference("prior", 30, **before),
        reference("prior", 15, **before | {"of": "moves", "place": "Linshui"}),
    ]
    checks = check_arithmetic(stated, references(*rows))
    assert checks["evidence"].to_dict() == {
        "savings / moves": "R001; R002",
        "savings per day": "R001",
        "moves per day": "R002",
    }


LEFT_OVER = {
    "a surer one decides": (
        [reference("same", 80), reference("same", 800, confidence="medium")],
        {"R002": ["confidence", "A reference of higher confidence decides."]},
    ),
    "a less sure one that meets it": (
        [reference("same", 80), reference("same", 85, confidence="medium")],
        {},
    ),
    "an earlier total with a later one": (
        [reference("cumulative", 500, BEFORE), reference("cumulative", 590, AFTER)],
        {},
    ),
    "an earlier total alone": (
        [reference("cumulative", 500, BEFORE)],
        {
            "R001": [
                "period",
                "The reference is for the time until 31 December 2022, the figure for 2023.",
            ]
        },
    ),
    "a total without an end": (
        [reference("cumulative", (5, np.inf), AFTER, stated="over 5")],
        {
            "R001": [
                "open",
                "“over 5” for the time until 30 April 2024 leaves every number possible for 2023.",
            ]
        },
    ),
    "a part below zero": (
        [reference("context", -5, FIRST_HALF)],
        {
            "R001": [
                "no sum",
                "“-5” is below zero, which no part or total bounds.",
            ]
        },
    ),
    "an earlier one of the very year": (
        [reference("prior", 60)],
        {
            "R001": [
                "relation",
                "It is entered as “prior”, and of its period only “same” bounds.",
            ]
        },
    ),
    "a part of the country in another year": (
        [reference("same", 60, YEAR_BEFORE, place="Linshui")],
        {"R001": ["period", "The reference is for 2022, the figure for 2023."]},
    ),
    "a part of the country": ([reference("same", 60, place="Linshui")], {}),
    "a part of the country, no time stated": (
        [reference("same", 60, ("", ""), place="Linshui")],
        {
            "R001": [
                "period",
                "The reference is for a time that is not stated, the figure for 2023.",
            ]
        },
    ),
    "nothing named": (
        [reference("same", 60, counted="")],
        {
            "R001": [
                "wording",
                "The reference counts nothing that is named, the figure “moves”.",
            ]
        },
    ),
}


@pytest.mark.parametrize("name", LEFT_OVER)
def test_what_bounds_nothing_beside_others(name):
    rows, expected = LEFT_OVER[name]
    told = audited(*rows, place=np.nan)[1]
    assert {id_: [why, text.replace("\xa0", " ")] for id_, (why, text) in told.items()} == expected


def test_places_of_figures_without_a_time_are_told_apart():
    stated = figures(moves=statement(80, ("", "")))
    told = unused_references(stated, references(reference("same", 60, ("", ""), place="Linshui")))
    assert told["reason"].tolist() == [
        "The reference is for “Linshui”, the figure for the whole country (a blank place)."
    ]


FIGURES, REFERENCES = load_figures(), load_references()
UNUSED = unused_references(FIGURES, REFERENCES)


def test_the_frame_lists_them_in_the_order_of_the_table_with_real_types():
    kept = REFERENCES.loc[UNUSED.index]
    assert UNUSED.index.is_monotonic_increasing
    assert UNUSED.index.name == "reference_id"
    assert UNUSED.columns.tolist() == ["figure_id", "name", "counted", "stated", "why", "reason"]
    assert UNUSED["why"].cat.categories.tolist() == list(BARRIERS)
    assert UNUSED["name"].tolist() == FIGURES.loc[kept["figure_id"], "name"].tolist()
    assert (UNUSED["why"] == "no number").tolist() == kept["value"].isna().tolist()
    assert UNUSED["reason"].str.fullmatch(r"[A-Z].{5,199}\.").all()
    empty = unused_references(FIGURES, REFERENCES.iloc[:0])
    assert empty.empty
    assert empty.columns.equals(UNUSED.columns)


def test_what_is_not_listed_is_needed_and_what_is_listed_is_not():
    audit = audit_figures(FIGURES, REFERENCES)
    columns = ["room_low", "room_high"]
    without = audit_figures(FIGURES, REFERENCES.drop(UNUSED.index))
    pd.testing.assert_frame_equal(without[columns], audit[columns])
    used = REFERENCES.index.difference(UNUSED.index)
    alone = [
        audit_figures(FIGURES, REFERENCES.loc[[id_]])["room_low"].notna().sum() for id_ in used
    ]
    # an earlier running total bounds only beside a later one
    assert (REFERENCES.loc[used[np.array(alone) == 0], "relation"] == "cumulative").all()
    assert audit["evidence"].str.split("; ").explode().isin([*used, ""]).sum() > len(used) / 2


def test_references_of_other_figures_are_left_out():
    some = FIGURES[FIGURES["topic"] == "immigration"]
    told = unused_references(some, REFERENCES)
    pd.testing.assert_frame_equal(told, UNUSED[UNUSED["figure_id"].isin(some.index)])
