"""The references: what can be held from the table alone, and against the list they come from."""

import re
import shutil

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import (
    audit_figures,
    data_folder,
    load_figures,
    load_references,
    unused_references,
)

REFERENCES = load_references()
FIGURES = load_figures()


def test_a_figure_or_nothing_is_printed_and_counted():
    assert (REFERENCES["stated"].notna() == REFERENCES["counted"].notna()).all()
    assert (REFERENCES["stated"].notna() == REFERENCES["value"].notna()).all()


def test_a_stated_figure_is_a_phrase_not_a_sentence():
    stated = REFERENCES["stated"].dropna()
    assert stated.str.split().str.len().max() <= 12
    assert stated.str.len().max() <= 60


def test_addresses_are_well_formed():
    pattern = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(:\d+)?/\S*")
    assert [url for url in REFERENCES["url"] if not pattern.fullmatch(url)] == []


def own():
    """References beside the figures that they are held against, where both count the same."""
    both = REFERENCES.join(FIGURES.add_suffix("_figure"), on="figure_id")
    return both[both["counted"] == both["counted_figure"]]


def test_relation_same_counts_what_the_figure_counts_where_it_counts():
    same = REFERENCES.index[REFERENCES["relation"] == "same"]
    assert set(same) <= set(own().index)
    kept = own().loc[same]
    assert (kept["place"].fillna("") == kept["place_figure"].fillna("")).all()


@pytest.mark.parametrize("end", ["period_start", "period_end"])
def test_relation_same_has_the_figures_days_where_both_are_known(end):
    same = own().query("relation == 'same'").dropna(subset=[end, f"{end}_figure"])
    assert (same[end] == same[f"{end}_figure"]).all()


def test_a_prior_reference_ends_before_the_figure_and_a_later_one_ends_after():
    known = own().dropna(subset=["period_end", "period_end_figure"])
    prior, later = (known[known["relation"] == name] for name in ("prior", "later"))
    assert (prior["period_end"] < prior["period_end_figure"]).all()
    assert (later["period_end"] > later["period_end_figure"]).all()


def test_periods_run_forwards():
    dated = REFERENCES.dropna(subset=["period_start", "period_end"])
    assert (dated["period_start"] <= dated["period_end"]).all()


def test_one_address_is_one_source():
    assert len(REFERENCES.drop_duplicates(["url", "source"])) == REFERENCES["url"].nunique()


def test_a_source_is_named_as_a_publication_and_not_as_its_copy():
    assert not REFERENCES["source"].str.contains(r"repost|mirror|translation|http").any()
    assert REFERENCES["source"].nunique() < REFERENCES["url"].nunique()


def test_rows_of_one_source_lie_within_one_authority_s_account():
    days = REFERENCES.dropna(subset=["published"]).groupby("source")["published"]
    assert (days.max() - days.min()).max() <= pd.Timedelta(days=3)


CORRUPTED = {
    "bad date": ("published", "2024-01-36", "line {line}, column published: '2024-01-36'"),
    "missing URL": ("url", "", "line {line}, column url: empty"),
    "unknown figure": ("figure_id", "no_such", "line {line}, column figure_id: 'no_such'"),
}


def corrupt(folder, column, text):
    """Spoil the last row that counts what its figure does, and not money; return its id."""
    id_ = own().query("unit_figure != 'yuan'").dropna(subset=["value", "unit_figure"]).index[-1]
    shutil.copytree(data_folder(), folder, dirs_exist_ok=True)
    path = folder / "references.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False, index_col="reference_id")
    table.loc[id_, column] = text
    table.to_csv(path)
    return id_


@pytest.mark.parametrize("name", CORRUPTED)
def test_a_corrupted_table_gives_one_clear_error(name, tmp_path):
    column, text, message = CORRUPTED[name]
    line = REFERENCES.index.get_loc(corrupt(tmp_path, column, text)) + 2
    with pytest.raises(ValueError, match=message.format(line=line)):
        audit_figures(load_figures(tmp_path), load_references(tmp_path))


def test_another_unit_costs_one_reference_and_not_the_audit(tmp_path):
    id_ = corrupt(tmp_path, "stated", "70 yuan")
    spoiled = load_figures(tmp_path), load_references(tmp_path)
    told = unused_references(*spoiled).drop(unused_references(FIGURES, REFERENCES).index)
    assert told["why"].to_dict() == {id_: "unit"}
    without = audit_figures(FIGURES, REFERENCES.drop(id_))
    columns = ["factor", "evidence", "audited_low", "audited_high"]
    others = FIGURES.index != REFERENCES.loc[id_, "figure_id"]
    assert_frame_equal(audit_figures(*spoiled).loc[others, columns], without.loc[others, columns])


@pytest.fixture(scope="module")
def listed(gold_folder):
    path = gold_folder.parent / "references.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False, index_col="ref_id")


@pytest.mark.article
def test_every_listed_reference_is_carried_over(listed):
    carried = REFERENCES.reindex(listed.index)
    # totals since the pilots began, up to a day: by the code book they are running totals
    totals = ["R007", "R008", "R009", "R010", "R011"]
    assert (carried.loc[totals, "relation"] == "cumulative").all()
    # makers are no part of the cars that were registered
    others = ["R048", "R049"]
    assert (carried.loc[others, "relation"] == "context").all()
    relations = carried["relation"].astype(str).drop(totals + others)
    assert (relations == listed["relation"].drop(totals + others)).all()
    for column in ("confidence", "publisher", "url"):
        assert (carried[column].astype(str) == listed[column]).all(), column
    for column in ("published", "period_start", "period_end"):
        days = carried[column].dt.strftime("%Y-%m-%d").fillna("")
        assert (days == listed[column]).all(), column


@pytest.mark.article
def test_every_stated_figure_reads_to_the_listed_value_and_bound(listed):
    carried = REFERENCES.reindex(listed.index)
    values = pd.to_numeric(listed["value"])
    np.testing.assert_allclose(carried["value"], values, rtol=1e-6)
    bounds = carried["bound"].astype("str").fillna("")
    assert (bounds == listed["qualifier"])[values.notna()].all()


@pytest.mark.article
def test_a_stated_figure_stands_in_the_listed_passage(listed):
    printed = REFERENCES["stated"].reindex(listed.index).dropna()
    elsewhere = [id_ for id_, stated in printed.items() if stated not in listed["quote"][id_]]
    # the passage stored for these two is cut off before the figure
    assert elsewhere == ["R024", "R089"]


@pytest.mark.article
def test_what_a_source_says_is_put_in_our_words(listed):
    said = REFERENCES["what"].reindex(listed.index)
    assert not (said == listed["statement_short"]).any()
