"""The audit: every rule on its own, the article's figures, and damage done to them."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import (
    audit_figures,
    check_arithmetic,
    load_audited,
    load_figures,
    load_references,
    with_factor,
)
from analysis.audit import VERDICTS
from made_up import (
    DAYS,
    FIRST_HALF,
    YEAR,
    YEAR_BEFORE,
    figures,
    reference,
    references,
    statement,
    typed,
)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def verdict(number, *rows, days=YEAR, **cells):
    stated = figures(moves=statement(number, days, **cells))
    return audit_figures(stated, references(*rows)).loc["moves"]


RULES = {
    "nothing published": (100, [], "not checked", ""),
    "same, meets": (100, [reference("same", (95, 105))], "corroborated", "R001"),
    "same, outside": (100, [reference("same", 101)], "contradicted", "R001"),
    "same, period not stated": (100, [reference("same", 100, ("", ""))], "corroborated", "R001"),
    "same, another period": (100, [reference("same", 900, YEAR_BEFORE)], "not comparable", "R001"),
    "same, ends meet at most": ((80, 90), [reference("same", (90, 100))], "contradicted", "R001"),
    "same, exact at an end": ((80, 90), [reference("same", 90)], "corroborated", "R001"),
    "same, one of two meets": (
        100,
        [reference("same", 100), reference("same", 200)],
        "corroborated",
        "R001",
    ),
    "same, the surer decides": (
        100,
        [reference("same", 100, confidence="medium"), reference("same", 200)],
        "contradicted",
        "R002",
    ),
    "same, low alone": (100, [reference("same", 200, confidence="low")], "not checked", ""),
    "same, low beside high": (
        100,
        [reference("same", 100), reference("same", 200, confidence="low")],
        "corroborated",
        "R001",
    ),
    "same, low that meets is no evidence": (
        100,
        [reference("same", 100), reference("same", 100, confidence="low")],
        "corroborated",
        "R001",
    ),
    "another subject": (100, [reference("same", 200, counted="cards")], "not checked", ""),
    "part of the period, room": (100, [reference("context", 60, FIRST_HALF)], "consistent", "R001"),
    "part of the period, more": (
        100,
        [reference("context", 101, FIRST_HALF)],
        "contradicted",
        "R001",
    ),
    "part of the country, room": (100, [reference("same", 60, place="S")], "consistent", "R001"),
    "part of the country, more": (
        100,
        [reference("context", 101, place="S")],
        "contradicted",
        "R001",
    ),
    "another count of the year": (100, [reference("context", 70)], "not comparable", "R001"),
    "total, room": (100, [reference("cumulative", 500, ("", "2024-04-30"))], "consistent", "R001"),
    "total, no room": (
        100,
        [reference("cumulative", 99, ("", "2024-04-30"))],
        "contradicted",
        "R001",
    ),
    "total, low confidence": (
        100,
        [reference("cumulative", 99, ("", "2024-04-30"), confidence="low")],
        "not checked",
        "",
    ),
    "total, ends too early": (
        100,
        [reference("cumulative", 99, ("", "2023-11-30"))],
        "not comparable",
        "R001",
    ),
    "total, begins too late": (
        100,
        [reference("cumulative", 99, ("2023-02-01", "2024-04-30"))],
        "not comparable",
        "R001",
    ),
    "total, last day not stated": (
        100,
        [reference("cumulative", 99, ("", ""))],
        "not comparable",
        "R001",
    ),
    "total without an upper end": (
        100,
        [reference("cumulative", (500, np.inf), ("", "2024-04-30"))],
        "not comparable",
        "R001",
    ),
    "part that may be nothing": (
        100,
        [reference("context", (0, 60), FIRST_HALF)],
        "not comparable",
        "R001",
    ),
    "bounds with nothing between them": (
        (50, 300),
        [
            reference("context", 200, FIRST_HALF),
            reference("cumulative", 100, ("", "2024-04-30")),
        ],
        "not comparable",
        "R001; R002",
    ),
    "below zero, same": (-9, [reference("same", -9)], "corroborated", "R001"),
    "below zero, same, outside": (-9, [reference("same", 9)], "contradicted", "R001"),
    "a share, a part": (
        9,
        [reference("context", 50, FIRST_HALF, unit="percent")],
        "not comparable",
        "R001",
    ),
    "below zero, a part": (-9, [reference("context", 5, FIRST_HALF)], "not comparable", "R001"),
    "a part below zero": (9, [reference("context", -5, FIRST_HALF)], "not comparable", "R001"),
    "a total below zero": (
        9,
        [reference("cumulative", -5, ("", "2024-04-30"))],
        "not comparable",
        "R001",
    ),
    "earlier flow": (100, [reference("prior", 1, YEAR_BEFORE)], "not comparable", "R001"),
}


@pytest.mark.parametrize("name", RULES)
def test_one_rule(name):
    number, rows, expected, evidence = RULES[name]
    row = verdict(number, *rows)
    assert (row["verdict"], row["evidence"]) == (expected, evidence), row["reason"]


def totals(before, after, **cells):
    """Two running totals half a year away from the year 2023 on either side."""
    first = reference("cumulative", before, ("", "2022-06-30"))
    return [first, reference("cumulative", after, ("", "2024-06-30"), **cells)]


DIFFERENCES = {
    "leave room": (100, totals(1000, 1150), "consistent"),
    "leave no room": (200, totals(1000, 1150), "contradicted"),
    "leave no room, one less sure": (200, totals(1000, 1150, confidence="medium"), "consistent"),
    "may be one number": ((200, 300), totals((1000, 1100), (1000, 1100)), "consistent"),
    "imply nine times as much": (9, totals(1000, 1162), "consistent"),
    "imply eleven times as much": (9, totals(1000, 1200), "implausible"),
    "at the very ends, met": (
        100,
        [
            reference("cumulative", 1000, ("", "2022-12-31")),
            reference("cumulative", 1100, ("", "2023-12-31")),
        ],
        "consistent",
    ),
    "at the very ends, more": (
        90,
        [
            reference("cumulative", 1000, ("", "2022-12-31")),
            reference("cumulative", 1100, ("", "2023-12-31")),
        ],
        "contradicted",
    ),
    "begin on different days": (
        200,
        [
            reference("cumulative", 1000, ("2021-01-01", "2022-06-30")),
            reference("cumulative", 1150, ("2022-01-01", "2024-06-30")),
        ],
        "consistent",
    ),
    "of a total with a first day": (
        9,
        [reference("cumulative", 200, ("2022-07-01", "2024-06-30"))],
        "implausible",
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_neighbouring_totals(name):
    number, rows, expected = DIFFERENCES[name]
    assert verdict(number, *rows)["verdict"] == expected


@pytest.mark.parametrize(
    ("number", "days", "expected"),
    [
        (100, ("2022-05-01", "2023-06-30"), "contradicted"),
        (200, ("2022-05-01", "2023-06-30"), "consistent"),
        (200, ("2022-05-01", "2024-06-30"), "contradicted"),
        (100, ("2022-05-01", "2024-06-30"), "consistent"),
    ],
)
def test_a_running_figure_lies_between_earlier_and_later_totals(number, days, expected):
    total = reference("cumulative", 150, days)
    assert verdict(number, total, days=("", "2023-12-31"))["verdict"] == expected


FACTORS = {
    "one": ((190_000, 200_000), [reference("same", (19_000, 20_000))], 10, (19_000, 20_000)),
    "one, upwards": (80, [reference("same", 800_000)], 10_000, (800_000, 800_000)),
    "none": (300, [reference("same", 20)], None, (None, None)),
    "beyond 10,000": (2, [reference("same", 2_000_000)], None, (None, None)),
    "several": (700, [reference("cumulative", 90, ("", "2024-04-30"))], None, (None, None)),
    "one, by two bounds": (
        700,
        [
            reference("cumulative", 90, ("", "2024-04-30")),
            reference("context", 20, FIRST_HALF),
        ],
        10,
        (70, 70),
    ),
    "not needed": (700, [reference("same", 700)], None, (700, 700)),
}


@pytest.mark.parametrize("name", FACTORS)
def test_one_power_of_ten_or_none(name):
    number, rows, factor, ends = FACTORS[name]
    row = verdict(number, *rows)
    found = [row["factor"], row["audited_low"], row["audited_high"]]
    assert found == pytest.approx([factor or np.nan, *(e or np.nan for e in ends)], nan_ok=True)


BEFORE = {"days": YEAR_BEFORE, "url": "https://example.org/before"}
UNIT_COSTS = (
    reference("prior", (900, 1_100), of="savings", **BEFORE),
    reference("prior", 60, of="moves", **BEFORE),
    reference("prior", 40, of="cards", **BEFORE),
)
CARDS = (
    reference("cumulative", 100, ("", "2022-06-30"), of="cards"),
    reference("cumulative", 4_000, ("", "2024-06-30"), of="cards"),
)


def services(savings=40_000, moves=1_000, cards=3):
    """Savings of 9 to 11 yuan for each move and card, where the print says 3 cards, not 3,000."""
    return figures(
        savings=statement(savings),
        moves=statement(moves, divides="savings"),
        cards=statement(cards, divides="savings"),
    )


def household(*rows, **stated):
    published = references(reference("same", 1_000), *CARDS, *rows)
    return audit_figures(services(**stated), published)


def test_references_alone_may_leave_several_factors():
    cards = household().loc["cards"]
    assert (cards["verdict"], cards["evidence"]) == ("implausible", "R002; R003")
    assert np.isnan(cards["factor"])
    assert np.isnan(cards["audited_low"])
    assert "Multiplication by 100 or 1,000 makes it" in cards["reason"]
    assert cards["reason"].endswith("so none is chosen.")


def test_the_articles_arithmetic_chooses_among_them():
    audit = household(*UNIT_COSTS)
    assert audit.loc["cards", ["factor", "audited_low"]].tolist() == [1_000, 3_000]
    assert audit.loc["cards", "evidence"] == "R002; R003; R004; R005; R006"
    assert audit["verdict"].tolist() == ["not comparable", "corroborated", "implausible"]


def test_the_arithmetic_may_refuse_them_all():
    cards = household(*UNIT_COSTS, savings=90_000).loc["cards"]
    assert np.isnan(cards["factor"])
    assert "no power of ten fits as well" in cards["reason"]


def test_two_refused_figures_are_reconciled_together():
    audit = household(*UNIT_COSTS, moves=10_000)
    assert audit.loc[["moves", "cards"], "factor"].tolist() == [10, 1_000]


@pytest.mark.parametrize("left_out", [1, 2])
def test_a_publication_that_states_one_of_two_parts_says_nothing_of_their_quotient(left_out):
    rows = [row for n, row in enumerate(UNIT_COSTS) if n != left_out]
    assert household(*rows).loc["cards", "evidence"] == "R002; R003"


def test_nothing_is_divided_by_zero():
    stated = figures(savings=statement(40), cards=statement(0, divides="savings"))
    assert check_arithmetic(stated, references()).empty
    cards = reference("same", 0, of="cards")
    one = figures(savings=statement(40), cards=statement(3, divides="savings"))
    checks = check_arithmetic(one, references(reference("same", 40, of="savings"), cards))
    assert checks["result"].tolist() == ["no reference"]
    assert audit_figures(stated, references(cards)).loc["cards", "verdict"] == "corroborated"


def test_quotients_of_low_confidence_choose_nothing():
    cards = household(*(row | {"confidence": "low"} for row in UNIT_COSTS)).loc["cards"]
    assert cards["evidence"] == "R002; R003"


def calls(*rows):
    """90 million calls printed, where the hotline has had 11 million in three years."""
    three_years = ("2021-04-08", "2024-04-07")
    hotline = reference("cumulative", 11e6, three_years, of="calls")
    half = reference("context", 3.4e6, FIRST_HALF, of="calls")
    stated = figures(calls=statement(90e6))
    return audit_figures(stated, references(hotline, half, *rows)).loc["calls"]


QUERIES = {"of": "calls", "days": ("2024-01-01", "2024-12-31"), "counted": "queries"}


@pytest.mark.parametrize(
    ("rows", "factor", "evidence"),
    [
        ([], 10, "R001"),
        ([reference("later", 130e6, **QUERIES)], np.nan, "R001; R003"),
        ([reference("later", 910e6, **QUERIES)], 10, "R001"),
        ([reference("context", 130e6, **QUERIES)], 10, "R001"),
        ([reference("later", 130e6, **QUERIES | {"confidence": "low"})], 10, "R001"),
    ],
)
def test_another_subject_that_fits_the_print_leaves_the_factor_open(rows, factor, evidence):
    row = calls(*rows)
    assert row["verdict"] == "contradicted"
    assert (row["factor"], row["evidence"]) == (pytest.approx(factor, nan_ok=True), evidence)
    assert ("near the queries" in row["reason"]) == np.isnan(factor)


def test_a_same_thing_reference_settles_the_subject():
    row = calls(reference("later", 130e6, **QUERIES), reference("same", 9e6, of="calls"))
    assert (row["verdict"], row["factor"]) == ("contradicted", 10)


def test_another_unit_decides_nothing_and_keeps_nothing_else_from_deciding():
    percent = reference("same", 5, unit="percent")
    row = verdict(100, percent, reference("same", 100), unit="card")
    assert (row["verdict"], row["evidence"]) == ("corroborated", "R002")
    assert "At odds" not in row["reason"]
    alone = figures(moves=statement(100, unit="card"))
    before = reference("prior", 5, YEAR_BEFORE, unit="percent")
    assert check_arithmetic(alone, references(percent, before)).empty
    costs = [row | {"unit": "percent"} for row in UNIT_COSTS]
    stated = services().assign(unit=["yuan", "card", "card"])
    quotient = check_arithmetic(stated, references(*costs)).squeeze()
    assert (quotient["kind"], quotient["result"]) == ("quotient", "no reference")


def test_units_of_other_subjects_and_missing_ones_are_no_matter():
    rows = [reference("context", 5, unit="yuan", counted="fees"), reference("same", 100)]
    assert verdict(100, *rows, unit="card")["verdict"] == "corroborated"


FIGURES = load_figures()
REFERENCES = load_references()
AUDIT = audit_figures(FIGURES, REFERENCES)


def refused(audit):
    return set(audit.index[audit["verdict"].isin(["contradicted", "implausible"])])


REFUSED = refused(AUDIT)
GOOD = AUDIT.index[AUDIT["verdict"] == "corroborated"]


def test_the_frame_has_a_row_for_every_figure_and_real_types():
    assert AUDIT.index.equals(FIGURES.index)
    assert AUDIT["verdict"].cat.categories.tolist() == list(VERDICTS)
    assert {c: str(AUDIT[c].dtype) for c in AUDIT.columns[1:]} == {
        "factor": "float64",
        "n_references": "int64",
        "evidence": "str",
        "reason": "str",
        "room_low": "float64",
        "room_high": "float64",
        "audited_low": "float64",
        "audited_high": "float64",
    }


def test_the_room_is_what_all_deciding_bounds_leave():
    rooms = AUDIT[["room_low", "room_high"]]
    assert (rooms["room_low"] <= FIGURES["high"])[GOOD].all()
    assert (rooms["room_high"] >= FIGURES["low"])[GOOD].all()
    bounded = ~AUDIT["verdict"].isin(["not comparable", "not checked"])
    assert rooms.notna().all(axis=1).tolist() == bounded.tolist()


@pytest.mark.parametrize(
    ("rows", "room"),
    [
        ([reference("same", (95, 105))], [95, 105]),
        ([reference("same", (95, 105)), reference("same", (60, 70))], [95, 105]),
        ([reference("context", 60, FIRST_HALF)], [60, np.inf]),
        ([reference("cumulative", 500, ("", "2024-04-30"))], [0, 500]),
        (
            [
                reference("context", 60, FIRST_HALF),
                reference("cumulative", 500, ("", "2024-04-30")),
            ],
            [60, 500],
        ),
        ([reference("prior", 1, YEAR_BEFORE)], [np.nan, np.nan]),
    ],
)
def test_a_room(rows, room):
    row = verdict(100, *rows)
    np.testing.assert_array_equal(row[["room_low", "room_high"]].astype(float), room)


def test_another_count_of_the_same_is_named_beside_a_good_verdict():
    row = verdict(23, reference("same", 23), reference("context", 19))
    assert row["verdict"] == "corroborated"
    assert plain(row["reason"]).endswith("At odds with it: Daily gives 19 for 2023.")


def test_a_total_that_leaves_no_room_is_named_beside_a_good_verdict():
    total = reference("cumulative", 99, ("", "2024-04-30"))
    row = verdict(100, reference("same", 100), total)
    assert (row["verdict"], row["evidence"]) == ("corroborated", "R001")
    assert plain(row["reason"]).endswith("At odds with it: Daily gives 99 until 30 April 2024.")


def test_what_is_stated_is_never_corrected():
    before = FIGURES.copy()
    audit_figures(FIGURES, REFERENCES)
    assert_frame_equal(FIGURES, before)
    kept = AUDIT.drop(list(REFUSED))
    stated = FIGURES["low"].fillna(FIGURES["value"]).drop(list(REFUSED))
    np.testing.assert_array_equal(kept["audited_low"], stated)


def test_evidence_names_references_of_the_table():
    named = AUDIT["evidence"].str.split("; ").explode()
    assert set(named[named != ""]) <= set(REFERENCES.index)


def test_figures_may_be_audited_by_themselves():
    some = FIGURES[FIGURES["topic"] == "immigration"]
    assert_frame_equal(audit_figures(some, REFERENCES), AUDIT.loc[some.index])


def test_damaged_figures_are_caught_with_the_right_factor():
    factors = [10, 100, 10_000, 1 / 10, 1 / 100, 1 / 10_000]
    caught = [
        damaged["verdict"] == "contradicted" and damaged["factor"] == pytest.approx(max(f, 1 / f))
        for id_ in GOOD
        for f in factors
        for damaged in [audit_figures(with_factor(FIGURES, id_, f), REFERENCES).loc[id_]]
    ]
    assert len(caught) == len(GOOD) * 6
    assert np.mean(caught) >= 0.95


def shifted(months):
    """The references, all or each by itself (a list of months) moved in time."""
    moved = REFERENCES.copy()
    by = np.broadcast_to(months, len(moved))
    for day in DAYS:
        moved[day] = [d + pd.DateOffset(months=int(m)) for d, m in zip(moved[day], by, strict=True)]
    return typed(moved)


@pytest.mark.parametrize("months", [-24, -12, -6, -1, 1, 6, 12, 24])
def test_shifted_references_never_refuse_a_good_figure(months):
    audit = audit_figures(FIGURES, shifted(months))
    assert refused(audit) <= REFUSED
    assert (audit["verdict"] == "corroborated").sum() < len(GOOD)


@pytest.mark.parametrize("seed", range(12))
def test_references_shifted_each_by_itself_never_refuse_a_good_figure(seed):
    """But for running totals: what those say is their order."""
    years = np.random.default_rng(seed).choice([-3, -2, -1, 1, 2, 3], len(REFERENCES))
    years[REFERENCES["relation"] == "cumulative"] = 0
    assert refused(audit_figures(FIGURES, shifted(12 * years))) <= REFUSED


@pytest.mark.parametrize("seed", range(12))
def test_half_of_the_references_never_refuse_a_good_figure(seed):
    audit = audit_figures(FIGURES, REFERENCES.sample(frac=0.5, random_state=seed))
    assert refused(audit) <= REFUSED
    settled = audit["factor"].dropna()
    assert settled.isin(AUDIT["factor"]).all()


def test_the_open_reading_of_more_than_refuses_no_figure_for_being_high():
    audit = audit_figures(load_figures(open_more_than=True), load_references(open_more_than=True))
    assert refused(audit) <= REFUSED
    row = verdict((90, np.inf), reference("same", 60), bound="more_than")
    assert row["verdict"] == "contradicted"
    assert plain(row["reason"]).startswith("Stated: 90 or more. But Daily gives 60")


def test_reasons_are_for_readers():
    reasons = AUDIT["reason"]
    assert reasons.str.fullmatch(r"[A-Z].*\.").all()
    assert not reasons.str.contains(r"R\d{3}|nan|NaT|\d{4}-\d\d|[a-z]_[a-z]|\d{3},\d{3},").any()
    cited = REFERENCES["publisher"].str.removesuffix(")")
    for row in AUDIT[AUDIT["evidence"] != ""].itertuples():
        # of a publication that gives several, one mention is enough
        assert all(cited[id_] in row.reason for id_ in row.evidence.split("; ")), row.Index


def test_a_reason_says_which_totals_refuse_and_what_chooses_the_factor():
    assert plain(household(*UNIT_COSTS).loc["cards", "reason"]) == (
        "Stated: 3. But the running totals of Daily and Daily leave 3,900 for July 2022 to June"
        " 2024, more than 10 times away per day. Multiplication by 100 or 1,000 makes it meet the"
        " references; multiplication by 1,000 fits as well what is published of “savings” over the"
        " 2 figures that divide it: 9–11 by Daily. The figure would then be 3,000."
    )


@pytest.mark.parametrize(
    ("number", "rows", "expected"),
    [
        (100, [], "No reference counts the same thing."),
        (
            100,
            [reference("same", 200, confidence="low")],
            "No reference counts the same thing with more than low confidence: Daily.",
        ),
        (
            100,
            [reference("same", 100, published=pd.Timestamp("2024-01-26"), stated="百")],
            "Published for the same thing and period: “百” by Daily (January 2024).",
        ),
        (
            100,
            [reference("same", 60, place="Sichuan"), reference("same", 5, FIRST_HALF)],
            "No trusted reference is for just the same, but others leave room: Daily gives 60 in"
            " Sichuan for 2023; Daily gives 5 for January to June 2023.",
        ),
        (
            100,
            [reference("prior", 60, YEAR_BEFORE), reference("cumulative", 70, ("", ""))],
            "Others count the same thing, but nothing bounds the figure: Daily gives 60 (the"
            " reference is for 2022, the figure for 2023); Daily gives 70 (the reference is for a"
            " time that is not stated, the figure for 2023).",
        ),
        (
            100,
            [reference("prior", 60, YEAR_BEFORE), reference("same", 90, confidence="low")],
            "Others count the same thing, but nothing bounds the figure: Daily gives 60 (the"
            " reference is for 2022, the figure for 2023). At odds with it: Daily gives 90 for"
            " 2023.",
        ),
        (
            (50, 300),
            [
                reference("context", 200, FIRST_HALF),
                reference("cumulative", 100, ("", "2024-04-30")),
            ],
            "What others give leaves no number between them: Daily gives 200 for January to June"
            " 2023; Daily gives 100 until 30 April 2024.",
        ),
        (
            100,
            [reference("same", 100, ("", "")), reference("context", 100)],
            "Published for the same thing and, as far as it is stated, the same period: “100” by"
            " Daily.",
        ),
        (
            200,
            [*totals(1000, 1150, confidence="medium"), reference("context", 60, FIRST_HALF)],
            "No trusted reference is for just the same, but others leave room: Daily gives 60 for"
            " January to June 2023; Daily gives 1,150 until 30 June 2024. At odds with it: the"
            " running totals of Daily and Daily leave 150 for July 2022 to June 2024.",
        ),
        (
            100,
            [reference("context", 70)],
            "Others count the same thing, but nothing bounds the figure: Daily gives 70 (it is"
            " entered as “context”, and of its period only “same” bounds).",
        ),
        (
            (190_000, 200_000),
            [
                reference("same", (19_000, 20_000)),
                reference("same", (19_000, 20_000), publisher="News (mirror)"),
            ],
            "Stated: 190,000–200,000. But Daily and News (mirror) give 19,000–20,000 for 2023."
            " Division by 10 makes it meet the references. The figure would then be"
            " 19,000–20,000.",
        ),
        (
            300,
            [reference("same", 20)],
            "Stated: 300. But Daily gives 20 for 2023. No power of ten makes it meet the"
            " references, so none is chosen.",
        ),
    ],
)
def test_a_reason(number, rows, expected):
    assert plain(verdict(number, *rows)["reason"]) == expected


def test_a_reason_names_the_country_where_the_figure_is_a_regions():
    year_after = ("2024-01-01", "2024-12-31")
    queries = reference("later", 900, year_after, counted="queries")
    total = reference("cumulative", 90, ("", "2024-04-30"), place="Sichuan")
    reason = verdict(1_000, queries, total, place="Sichuan")["reason"]
    assert "near the queries, where Daily gives 900 in the whole country for 2024:" in reason


@pytest.mark.parametrize(
    ("divides", "message"),
    [
        ({"cards": "cards"}, "figures.csv, cards, column divides: 'cards': leads back to cards"),
        (
            {"moves": "cards", "cards": "moves"},
            "figures.csv, moves, .*'cards': leads back to moves",
        ),
        ({"savings": "cards", "cards": "savings"}, "figures.csv, savings, .*'cards': leads back"),
    ],
)
@pytest.mark.parametrize("compute", [check_arithmetic, audit_figures])
def test_a_figure_that_divides_itself_is_refused_by_name(compute, divides, message):
    stated = services()
    for figure_id, of in divides.items():
        stated.loc[figure_id, "divides"] = of
    with pytest.raises(ValueError, match=f"^{message}") as caught:
        compute(stated, references(*CARDS, *UNIT_COSTS))
    assert len(str(caught.value).splitlines()) == 1


def test_a_chain_of_quotients_is_none_that_leads_back():
    stated = figures(
        savings=statement(40),
        moves=statement(20, divides="savings"),
        cards=statement(5, divides="moves"),
    )
    quotients = check_arithmetic(stated, references()).index.tolist()
    assert quotients == ["savings / moves", "moves / cards"]


@pytest.mark.parametrize("cards", [-3, (-3, 3)])
def test_nothing_is_divided_by_what_may_be_below_zero(cards):
    stated = services(cards=cards)
    assert check_arithmetic(stated, references()).empty
    published = references(*UNIT_COSTS[:2], reference("prior", cards, of="cards", **BEFORE))
    checks = check_arithmetic(services(), published)
    quotient = check_of(checks, "quotient", "savings")
    assert (quotient["result"], quotient["evidence"]) == ("no reference", "")


def test_no_references_no_verdict():
    audit = audit_figures(FIGURES, REFERENCES.iloc[:0])
    assert set(audit["verdict"]) == {"not checked"}
    assert (audit["n_references"] == 0).all()


def check_of(checks, kind, figure_id):
    """The one check of a kind on a figure."""
    return checks[(checks["kind"] == kind) & (checks["figure_id"] == figure_id)].squeeze()


def test_the_savings_fit_the_services_only_after_the_factor():
    published = references(*UNIT_COSTS)
    saved = check_of(check_arithmetic(services(), published), "quotient", "savings")
    assert saved[["reference_low", "reference_high"]].tolist() == [9, 11]
    assert saved[["parts", "result"]].tolist() == ["moves; cards", "above"]
    mended = check_arithmetic(with_factor(services(), "cards", 1_000), published)
    assert check_of(mended, "quotient", "savings")["result"] == "within"


@pytest.mark.parametrize(
    ("number", "row", "kind", "low", "result"),
    [
        (730, reference("prior", 365, YEAR_BEFORE), "per day", 2, "above"),
        (365, reference("prior", 365, YEAR_BEFORE), "per day", 1, "within"),
        ((80, 90), reference("prior", 365, YEAR_BEFORE), "per day", 80 / 365, "below"),
        (23, reference("context", 19), "other count", 23, "above"),
        (23, reference("context", 23), "other count", 23, "within"),
    ],
)
def test_one_check_of_the_arithmetic(number, row, kind, low, result):
    checks = check_arithmetic(figures(moves=statement(number)), references(row))
    check = check_of(checks, kind, "moves")
    assert check[["parts", "result"]].tolist() == ["", result]
    assert check["low"] == pytest.approx(low)


def test_a_quotient_by_one_count_is_held_against_a_publication_of_both():
    beside = (
        reference("prior", n, YEAR_BEFORE, of=of) for n, of in [(36, "makers"), (24, "towns")]
    )
    stated = figures(makers=statement(33), towns=statement((18, 24), divides="makers"))
    check = check_of(check_arithmetic(stated, references(*beside)), "quotient", "makers")
    assert check[["low", "high"]].tolist() == [33 / 24, 33 / 18]
    assert check[["parts", "evidence", "result"]].tolist() == ["towns", "R001; R002", "within"]


def test_the_articles_quotients_are_those_that_its_table_asks_for():
    checks = check_arithmetic(FIGURES, REFERENCES)
    asked = FIGURES.dropna(subset="divides").groupby("divides", sort=False)
    parts = {id_: "; ".join(some.index) for id_, some in asked}
    told = checks[checks["kind"] == "quotient"].set_index("figure_id")["parts"]
    assert told.to_dict() == parts


def test_checks_are_named_for_readers():
    days = reference("prior", 365, YEAR_BEFORE)
    checks = check_arithmetic(services(), references(days, reference("context", 999)))
    assert checks.index.tolist() == [
        "savings / (moves + cards)",
        "moves: other count",
        "moves per day",
    ]


def test_a_quotient_without_references_is_still_computed():
    alone = check_arithmetic(FIGURES, REFERENCES.iloc[:0])
    assert set(alone["kind"]) == {"quotient"}
    assert set(alone["result"]) == {"no reference"}
    assert alone["low"].notna().all()


@pytest.mark.parametrize(("confidence", "results"), [("low", []), ("medium", ["above"])])
def test_no_check_rests_on_low_confidence(confidence, results):
    before = reference("prior", 10, YEAR_BEFORE, confidence=confidence)
    checks = check_arithmetic(figures(moves=statement(100)), references(before))
    assert checks["result"].tolist() == results


def test_audited_figures_are_loaded_with_their_intervals():
    loaded, audit = load_audited(), audit_figures(load_figures(), load_references())
    assert_frame_equal(loaded[audit.columns], audit)
    assert_frame_equal(loaded[load_figures().columns], load_figures())
    for name in ("claim", "room", "audited"):
        low, high = ("low", "high") if name == "claim" else (f"{name}_low", f"{name}_high")
        known = loaded[loaded[low].notna()]
        assert [x.low for x in known[name]] == known[low].tolist()
        assert [x.high for x in known[name]] == known[high].tolist()
        assert loaded.loc[loaded[low].isna(), name].isna().all()
