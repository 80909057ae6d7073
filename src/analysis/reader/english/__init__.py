"""Read English: what is tried where digits or number words begin, in order; first answer wins."""

import re

from analysis.reader.english import calendar, identifiers, measures
from analysis.reader.english.numerals import number_words, read_number
from analysis.reader.mention import NOTHING, Mention
from analysis.reader.money import currency_before
from analysis.reader.patterns import any_of, derived
from analysis.reader.site import Reading, Site, first_answer

__all__ = ["READINGS", "begins", "currency_before", "read_number"]

IN_WORDS: tuple[Reading, ...] = (
    identifiers.set_phrase,  # "one after another", "two teams and one room"
    calendar.hour,  # "half past six"
    calendar.decade_in_words,  # "the nineties"
    calendar.quarter,  # "first half of 2023"
    measures.part,  # "a third of it", "half a million"
    identifiers.ordinal,  # "third", "forty-seventh"
    measures.round_number,  # "hundreds", "twice", "a dozen"
    measures.fraction,  # "two thirds", "one in five"
    identifiers.named_in_words,  # "number two", "phase two", "Six Nations"
    measures.in_words,  # "three years"
)


def in_words(site: Site) -> Mention | None:
    """Read number words; what no reading takes is nothing."""
    return (first_answer(IN_WORDS, site) or NOTHING) if site.word else None


READINGS: tuple[Reading, ...] = (
    in_words,
    measures.in_money,  # "$5 million"
    measures.marked,  # "2 in 7", "sub-5%", "mid-30s", "1.250.000 euros"
    calendar.day,  # "January 31, 2023"
    calendar.year,  # "2012 to 2020", "from 27 BC to AD 14", "the '90s"
    calendar.short,  # "Q3 2024", "10 a.m.", "the 5th"
    identifiers.shaped,  # "010-6512 3456", "10+5+8", "2-1"
    identifiers.named,  # "COVID-19", "#5", "Article 12", "Boeing 737"
    measures.in_digits,
)


@derived
def begins() -> re.Pattern[str]:
    """Return the scan for number words in a text of lower-case letters."""
    words = any_of(sorted({*number_words(), "point"}))
    return re.compile(rf"[\s\"“”‘’'(\[\-–—/*,.:;]({words})(?:\b|(?=fold\b))")
