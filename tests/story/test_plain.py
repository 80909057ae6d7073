"""The other route and the library agree on every row: what they read, and what they make of it.

A phrase that only the library can read is no fault of the data: teach `plain` its words.
"""

import pytest

import analysis
from story import plain

FIGURES, REFERENCES = analysis.load_figures(), analysis.load_references()
READ = {**plain.figures(), **plain.references()}
TABLE = analysis.claims(FIGURES).to_dict() | analysis.claims(REFERENCES).dropna().to_dict()
STRENGTH = analysis.audit_sensitivity(FIGURES, REFERENCES)
EVENTS = analysis.load_events()
WHOLES = analysis.wholes(FIGURES, REFERENCES)


@pytest.mark.parametrize("id_", TABLE)
def test_both_read_the_same_number(id_):
    assert [READ[id_].low, READ[id_].high] == pytest.approx([TABLE[id_].low, TABLE[id_].high])


def test_neither_reads_a_number_where_none_is_stated():
    assert {id_ for id_, row in READ.items() if row["claim"] is None} == READ.keys() - TABLE.keys()


@pytest.mark.parametrize("event", plain.events(), ids=lambda event: event.row.event_id)
def test_both_date_an_event_alike(event):
    row = EVENTS.loc[event.row.event_id]
    assert [event.first, event.last] == [row["start"].date(), row["end"].date()]
    assert event.precision == row["precision"]


@pytest.mark.parametrize("id_", FIGURES.index)
def test_both_come_to_the_same_verdict_and_to_what_it_hangs_on(id_):
    figure, row = plain.figures()[id_], STRENGTH.loc[id_]
    assert plain.verdicts()[id_] == row["verdict"]
    assert plain.open_verdict(figure) == row["open_verdict"]
    assert "; ".join(plain.hangs_on(figure, "reference_id")) == row["hangs_on"]
    assert "; ".join(plain.hangs_on(figure, "source")) == row["hangs_on_sources"]
    tried, passing = plain.wrong_prints(figure)
    assert (len(tried), len(passing) / len(tried)) == (row["wrong_prints"], row["would_pass"])


@pytest.mark.parametrize("id_", FIGURES.index)
def test_both_find_the_same_wholes(id_):
    found = {r.reference_id for r in plain.wholes(plain.figures()[id_])}
    assert found == set(WHOLES.index[WHOLES["figure_id"] == id_])
