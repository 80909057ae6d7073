"""The tables: complete, consistent, in the form that the reader looks them up in."""

from __future__ import annotations

import pytest

from analysis import lexicon
from analysis.nouns import spellings


def test_every_qualifier_states_a_known_bound() -> None:
    stated = {*lexicon.QUALIFIER_OF.values(), *lexicon.QUALIFIERS_AFTER.values()}
    stated |= {*lexicon.HAN_QUALIFIER_OF.values(), *lexicon.HAN_QUALIFIERS_AFTER.values()}
    assert stated <= set(lexicon.BOUNDS)


def test_directions_are_up_or_down() -> None:
    assert {*lexicon.TREND_OF.values(), *lexicon.HAN_TREND_OF.values()} == set(lexicon.TRENDS)


@pytest.mark.parametrize(
    "table", ["STOP_WORDS", "VERBS", "COLLECTIVES", "NAMING_WORDS", "NAMING_SOFT", "IDIOMS"]
)
def test_words_are_lower_case(table: str) -> None:
    assert all(word == word.lower() for word in getattr(lexicon, table))


def test_every_spelling_belongs_to_one_unit() -> None:
    seen: dict[str, str] = {}
    for name, forms in lexicon.UNIT_SPELLINGS.items():
        for form in forms.split():
            assert seen.setdefault(form, name) == name


def test_plural_spellings_are_known_too() -> None:
    assert spellings()["kilometres"] == spellings()["km"] == "kilometer"


def test_months_have_twelve_numbers() -> None:
    assert set(lexicon.MONTHS.values()) == set(range(1, 13))
