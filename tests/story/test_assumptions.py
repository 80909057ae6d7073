"""What the notebooks' prose takes for granted of the project's own data.

A correction of the data that makes one of these false also makes a typed sentence false: read the
notebook that the test names again.
"""

import pandas as pd
import pytest

import analysis
from analysis import Interval

FIGURES = analysis.load_figures()
REFERENCES = analysis.load_references()
EVENTS = analysis.load_events()
PROGRAMMES = analysis.load_programmes()
PARAGRAPHS = analysis.load_paragraphs()
OTHERS = analysis.load_other_mentions()
AUDIT = analysis.audit_figures(FIGURES, REFERENCES)
STRENGTH = analysis.audit_sensitivity(FIGURES, REFERENCES)
CLAIM = analysis.claims(FIGURES)
PUBLISHED = analysis.claims(REFERENCES)
SAME = REFERENCES[analysis.same_thing(FIGURES, REFERENCES)]
SERVICES = FIGURES[FIGURES["divides"] == "savings_yuan"]
RESULTS = FIGURES[FIGURES["role"] == "result"]


def rows(figure_id, *relations):
    found = SAME[SAME["figure_id"] == figure_id]
    return found[found["relation"].isin(relations)] if relations else found


def wholes(figure_id, words=""):
    """The references, not of low confidence, to something that the figure is held beside."""
    found = REFERENCES[REFERENCES["figure_id"] == figure_id].query("relation == 'denominator'")
    return found[(found["confidence"] != "low") & found["counted"].str.contains(words)]


def early_savings():
    """Yield what each publication before the year gives as saved, with its counts by service."""
    early = SAME[(SAME["period_end"] < "2023-01-01") & (SAME["confidence"] != "low")]
    for id_, row in (
        early[early["figure_id"] == "savings_yuan"].sort_values("period_end").iterrows()
    ):
        counts = early[(early["url"] == row["url"]) & early["figure_id"].isin(SERVICES.index)]
        yield PUBLISHED[id_], PUBLISHED[counts.index].set_axis(counts["figure_id"])


TWO = ["hukou_migration", "hukou_certificates"]


# 01 What the article states


def test_the_three_ways_of_stating_a_figure_are_there():
    assert set(FIGURES["bound"]) == {"exact", "more_than", "about"}
    assert (FIGURES["low"] <= FIGURES["high"]).all()


def test_dates_are_the_largest_group_beside_the_figures():
    kinds = OTHERS["kind"].value_counts()
    assert len(EVENTS) + kinds["date"] > kinds.drop("date").max()
    assert kinds["date"] > 0


def test_every_number_of_the_article_is_counted_once():
    numbers = len(FIGURES) + len(EVENTS) + len(OTHERS)
    assert numbers == PARAGRAPHS.drop(columns=["section", "words"]).to_numpy().sum()
    assert PARAGRAPHS["figures"].sum() == len(FIGURES)


def test_no_result_for_people_or_transactions_is_exact():
    exact = RESULTS.loc[RESULTS["bound"] == "exact", "unit"]
    assert set(exact) == {"enterprise", "city"}


# 02 Cross-province household services


def test_the_odd_service_is_the_smallest_and_all_are_lower_ends():
    assert SERVICES["low"].idxmin() == "first_id_cards"
    assert (SERVICES["bound"] == "more_than").all()
    assert AUDIT.loc["first_id_cards", "verdict"] in ("implausible", "contradicted")


def test_multiplied_it_is_the_second_largest_and_fits_under_the_growth():
    restored = analysis.with_factor(SERVICES, "first_id_cards", 10_000)
    assert restored["low"].rank(ascending=False)["first_id_cards"] == 2
    known = (
        rows("first_id_cards", "prior", "cumulative")
        .dropna(subset=["period_end"])
        .sort_values("period_end")
    )
    growth = known["low"].iloc[-1] - known["low"].iloc[-2]
    assert SERVICES.loc["first_id_cards", "low"] < restored.loc["first_id_cards", "low"] <= growth


def test_the_multiplied_saving_lies_among_the_early_ones_and_the_printed_one_above():
    early = SAME[SAME["period_end"] < "2023-01-01"].assign(claim=PUBLISHED)
    early = early[early["confidence"] != "low"]
    ids = ["savings_yuan", "hukou_migration", "hukou_certificates"]
    money, moves, papers = (
        early[early["figure_id"] == id_].set_index("period_end")["claim"] for id_ in ids
    )
    ratios = (money / (moves + papers)).dropna().tolist()
    early_range = Interval(min(r.low for r in ratios), max(r.high for r in ratios))
    restored = analysis.with_factor(SERVICES, "first_id_cards", 10_000)
    assert CLAIM["savings_yuan"].low / analysis.total(SERVICES).high > early_range.high
    assert early_range.meets(CLAIM["savings_yuan"] / analysis.total(restored))


def test_narrowed_the_growth_may_leave_little_around_the_year():
    papers = rows("hukou_certificates", "prior", "cumulative").dropna(subset="period_end")
    cards = rows("first_id_cards", "prior", "cumulative").sort_values("period_end")
    papers = papers[papers["period_end"] <= cards["period_end"].iloc[-1]]
    papers = analysis.claims(papers.set_index("period_end").sort_index())
    papers = papers[~papers.index.duplicated()]
    (first, a), (middle, b), (last, c) = list(papers.items())[-3:]
    expected = b + (b - a) / (middle - first).days * (last - middle).days
    latest, before = PUBLISHED[cards.index[-1]], PUBLISHED[cards.index[-2]]
    narrowed = latest / (c / expected) - before
    assert (10_000 * CLAIM["first_id_cards"] / narrowed).high > 0.9


def test_a_smaller_factor_misses_the_early_savings_narrowly_and_like_for_like_none_fits():
    smaller = analysis.with_factor(SERVICES, "first_id_cards", 1_000)
    most = max((saved / counts[TWO].sum()).high for saved, counts in early_savings())
    each = CLAIM["savings_yuan"] / analysis.total(smaller)
    assert most < each.low < 1.05 * most
    assert (CLAIM["savings_yuan"] / CLAIM[TWO].sum()).low > most


def test_as_printed_the_country_had_far_fewer_cards_than_the_pilot():
    before = rows("first_id_cards").query("period_end < '2023-01-01'").sort_values("period_end")
    pilot = analysis.per_day(before).dropna().iloc[-1]
    printed = analysis.per_day(FIGURES.loc[["first_id_cards"]]).iloc[0]
    assert printed.high < pilot.low / 100


def test_published_running_totals_grow():
    running = SAME[SAME["relation"].isin(["prior", "cumulative"])].dropna(subset=["period_end"])
    running = running.sort_values("period_end").drop_duplicates(["figure_id", "period_end"])
    services = running[running["figure_id"].isin(SERVICES.index)]
    assert services.groupby("figure_id")["low"].is_monotonic_increasing.all()


# 03 Traffic management


def test_the_package_adds_up_its_name():
    package = FIGURES.loc["traffic_package_measures"]
    assert package["value"] == sum(map(int, package["stated"].split("+")))


def test_all_publications_give_the_same_number_of_beneficiaries():
    low = CLAIM["traffic_beneficiaries"].low
    counted = REFERENCES["counted"] == FIGURES.loc["traffic_beneficiaries", "counted"]
    assert set(REFERENCES.loc[counted, "low"]) == {low}
    year = FIGURES.loc["traffic_beneficiaries", ["period_start", "period_end"]]
    given = REFERENCES[counted]
    part = given["relation"] == "prior"
    assert part.sum() == 1
    assert (given.loc[~part, ["period_start", "period_end"]] == year).all(axis=None)
    assert (given.loc[part, "period_end"] < year["period_end"]).all()


def test_the_largest_count_of_a_part_is_the_accidents():
    parts = PROGRAMMES.index[PROGRAMMES["part_of"] == "traffic_package"]
    counts = RESULTS[RESULTS["programme_id"].isin(parts)]
    assert counts["low"].idxmax() == "fast_handling_accidents"


@pytest.mark.parametrize("figure_id", ["one_certificate_owners", "bus_lane_km"])
def test_a_result_is_smaller_than_its_whole(figure_id):
    assert CLAIM[figure_id].high < wholes(figure_id)["low"].min()


@pytest.mark.parametrize("figure_id", ["inspection_cities", "fast_handling_cities"])
def test_pilots_grow(figure_id):
    figure = FIGURES.loc[[figure_id]]
    points = pd.concat([figure, rows(figure_id, "prior", "later", "cumulative")])
    day = points["period_end"].fillna(points["period_start"])
    assert points["low"].loc[day.sort_values(kind="stable").index].is_monotonic_increasing


def test_the_yearbook_counts_fewer_accidents_than_the_pilot():
    yearbook = wholes("fast_handling_accidents", "yearbook")
    assert yearbook["high"].max() < CLAIM["fast_handling_accidents"].low
    later = rows("fast_handling_accidents", "cumulative")
    assert later["low"].min() > CLAIM["fast_handling_accidents"].high


# 04 Immigration services


def test_two_immigration_figures_are_contradicted():
    immigration = AUDIT[FIGURES["topic"] == "immigration"]
    contradicted = immigration.index[immigration["verdict"] == "contradicted"]
    assert set(contradicted) == {"talent_endorsements", "services_12367"}


def test_applicants_and_documents_are_of_the_same_year():
    days = ["period_start", "period_end"]
    applied = FIGURES.loc["nationwide_application_residents", days]
    documents = wholes("nationwide_application_residents")[days]
    assert (documents == applied).all(axis=1).any()


def test_the_print_exceeds_every_published_total_of_endorsements():
    printed = CLAIM["talent_endorsements"].low
    published = rows("talent_endorsements")
    assert published["low"].max() < printed
    assert printed / AUDIT.loc["talent_endorsements", "factor"] == published["low"].min()
    assert (
        printed / AUDIT.loc["talent_endorsements", "factor"]
        == (AUDIT.loc["talent_endorsements", "audited_low"])
    )


def test_the_print_is_nearer_to_the_platform_than_to_the_telephone():
    lines = REFERENCES[REFERENCES["figure_id"] == "services_12367"].dropna(subset=["period_start"])
    rates = analysis.per_day(lines).dropna()
    rates = rates[~lines.loc[rates.index, "counted"].str.contains("website and hotline")]
    online = lines.loc[rates.index, "counted"].str.contains("online")
    printed = analysis.per_day(FIGURES.loc[["services_12367"]]).iloc[0]
    hotline = max(rate.high for rate in rates[~online])
    platform = min(rate.low for rate in rates[online])
    assert printed.low / hotline > platform / printed.low > 1


# 05 When did it all happen?


def test_terms_are_as_long_as_their_plans_say():
    terms = EVENTS[EVENTS["end"] - EVENTS["start"] > pd.Timedelta(days=366)]
    years = terms["end"].dt.year - terms["start"].dt.year + 1
    stated = FIGURES[FIGURES["unit"] == "year"].set_index("programme_id")["value"]
    assert years.tolist() == stated.loc[terms["programme_id"]].tolist()
    assert len(terms) == 2


def test_the_dates_thin_out_after_the_first_quarter():
    dated = EVENTS[(EVENTS["precision"] != "year") & (EVENTS["start"].dt.year == 2023)]
    quarters = dated["start"].dt.quarter.value_counts().sort_index()
    assert quarters.is_monotonic_decreasing
    assert quarters[1] > quarters[2:].max()
    assert {"speech", "meeting", "plan"} <= set(dated.loc[dated["start"].dt.quarter == 1, "kind"])


def test_nearly_all_results_are_dated_to_the_year_as_a_whole():
    year = [pd.Timestamp("2023-01-01"), pd.Timestamp("2023-12-31")]
    assert (RESULTS[["period_start", "period_end"]] == year).all(axis=1).mean() > 0.8


def test_moves_stand_with_the_services_and_not_with_the_policy():
    assert PROGRAMMES.loc[FIGURES.loc["hukou_migration", "programme_id"], "part_of"] == (
        "cross_province_services"
    )
    assert EVENTS.loc["hukou_policy_relaxed", "programme_id"] == "hukou_policy"


# 06 Who does what


def test_figures_and_events_belong_to_programmes():
    assert PROGRAMMES["n_figures"].sum() == FIGURES["programme_id"].notna().sum()
    assert PROGRAMMES["n_events"].sum() == EVENTS["programme_id"].notna().sum()


def test_the_division_of_work_has_neither_number_nor_date():
    division = PROGRAMMES[PROGRAMMES["part_of"] == "division_of_work"]
    assert len(division) == 5
    assert division[["n_figures", "n_events"]].to_numpy().sum() == 0


def test_the_plan_for_police_stations_has_its_length_alone():
    figures = FIGURES[FIGURES["programme_id"] == "plan_stations"]
    assert figures["unit"].tolist() == ["year"]


def test_where_programmes_gather():
    topics = PROGRAMMES.groupby("level", observed=True)["topic"].value_counts()
    assert topics["local"].index[0] == "police organisation"
    assert set(topics["regional"].index[:2]) == {"smart policing", "immigration"}
    services = PROGRAMMES[PROGRAMMES["topic"].isin(["household services", "service measures"])]
    assert (services["level"] == "national").mean() > 0.9


def test_services_are_counted_and_technology_and_organisation_described():
    counted = (PROGRAMMES["n_figures"] > 0).groupby(PROGRAMMES["topic"], observed=True).mean()
    assert counted[["household services", "traffic management"]].min() > 0.5
    assert counted[["smart policing", "police organisation", "service measures"]].max() < 0.2


def test_results_stand_in_the_extended_reading():
    sections = PARAGRAPHS.loc[RESULTS["paragraph"], "section"]
    assert sections.str.startswith("extended reading").all()


# 07 Can the numbers be trusted?


def test_the_factor_brings_the_saving_into_its_range():
    audited = FIGURES.assign(
        low=AUDIT["audited_low"].fillna(FIGURES["low"]),
        high=AUDIT["audited_high"].fillna(FIGURES["high"]),
    )
    results = [
        checks[(checks["kind"] == "quotient") & (checks["figure_id"] == "savings_yuan")]["result"]
        for checks in (
            analysis.check_arithmetic(FIGURES, REFERENCES),
            analysis.check_arithmetic(audited, REFERENCES),
        )
    ]
    assert [result.tolist() for result in results] == [["above"], ["within"]]


def test_the_refused_figures_are_those_that_the_notebook_explains():
    refused = AUDIT.index[AUDIT["verdict"].isin(["contradicted", "implausible"])]
    assert set(refused) == {"first_id_cards", "talent_endorsements", "services_12367"}


def test_good_verdicts_rest_on_one_publication_and_catch_a_moved_decimal_point():
    good = STRENGTH[STRENGTH["verdict"] == "corroborated"]
    assert (good["n_sources"] == 1).mean() > 0.5
    for id_ in good.index:
        for factor in (10.0**power for power in (-4, -3, -2, -1, 1, 2, 3, 4)):
            moved = analysis.with_factor(FIGURES, id_, factor)
            verdict = analysis.audit_figures(moved.loc[[id_]], REFERENCES).loc[id_, "verdict"]
            assert verdict == "contradicted", (id_, factor)
    rounded = FIGURES.loc[good.index, "bound"] == "more_than"
    assert good.loc[~rounded, "would_pass"].max() == 0
    assert STRENGTH.loc[STRENGTH["verdict"] == "consistent", "would_pass"].min() > 0.8


def test_read_openly_a_smaller_number_bears_out_a_larger():
    assert STRENGTH.loc["talent_endorsements", "open_verdict"] == "corroborated"


def test_no_reference_counts_visits_to_macao_and_professionals_are_a_tenth():
    attached = REFERENCES[REFERENCES["figure_id"] == "talent_endorsements"]
    visits = attached["counted"].dropna()
    assert not visits[visits.str.contains("visits")].str.contains("Macao").any()
    assert AUDIT.loc["talent_endorsements", "factor"] == 10


def test_the_print_fits_the_platform_a_year_earlier_at_a_steady_rate_only():
    lines = REFERENCES[REFERENCES["figure_id"] == "services_12367"].sort_values("period_start")
    first, second = PUBLISHED[lines.index[lines["counted"].str.contains("online")][:2]]
    assert (first * first / second).meets(CLAIM["services_12367"])
    assert not (first + first - second).meets(CLAIM["services_12367"])


def test_other_years_of_the_hotline_lie_far_below_the_print():
    calls = rows("services_12367")
    rates = analysis.per_day(calls).dropna()
    printed = analysis.per_day(FIGURES.loc[["services_12367"]]).iloc[0]
    assert len(rates) > 1
    assert max(rate.high for rate in rates) * 3 < printed.low


def test_no_publication_gives_the_hotline_as_much_as_the_print():
    assert (rows("services_12367")["high"] < CLAIM["services_12367"].low).all()


def test_screening_without_references_finds_one_figure_and_no_error():
    found = analysis.screen_figures(FIGURES)
    (row,) = found.itertuples()
    assert (row.check, row.severity, row.figures[0]) == ("siblings", "doubt", "first_id_cards")
    assert 10_000 in row.factor


# 08 Your own article


def test_the_sample_has_lost_a_ten_thousand():
    english = analysis.find_mentions(analysis.sample_article())
    chinese = analysis.find_mentions(analysis.sample_article("zh"))
    units = english[english["unit"].isin(["loan", "return", "reservation", "renewal"])]
    odd = units["value"].min()
    assert len(units) == units["unit"].nunique() == 4
    assert chinese["value"].eq(odd * 10_000).any()
    assert odd < units["value"].nsmallest(2).iloc[1] / 1000
