"""Checks on counts that stand in one list: one far from the others, and odd precision."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import groupby

from analysis.intervals import Interval
from analysis.screening.findings import POWERS, Factors, Finding
from analysis.screening.numbers import Number, last_digit, shared_words
from analysis.screening.passages import Article, Sentence

_QUOTES = "“”\"'"
_APART = 100  # two orders of magnitude
_JOINT = re.compile(
    r"""(?: [,;] | \b (?:and | or | as[ ]well[ ]as | plus) ) \s*$
        | [、；和及] (?:其中)? [^，。；、,\d]{0,6}$ | ，$""",
    re.IGNORECASE | re.VERBOSE,
)
_VAGUE_BOUNDS = ("more_than", "about", "nearly")
_FINE = 20  # smaller counts are known to the last one
_WHOLE_COUNTRY = re.compile(
    r"\b(?:nationwide|nationally|national|country|countrywide|province|provincial|provinces"
    r"|statewide)\b|全国|全省|全区|各地",
    re.I,
)


def siblings(article: Article) -> Iterator[Finding]:
    """Find the one of several like counts that stands two orders of magnitude from all others.

    Like are three counts or more that divide the same figure, or that follow each other in one
    list with the same unit, a common word or no noun of their own; prices and measures are no
    siblings of counts. It is a doubt where the odd one is worded with the others' qualifier
    ("more than"), or they lie within a tenth of the distance to it; else a note. The factors are
    the powers of ten that bring it back among the others.

    "more than 1.73 million moves, more than 740,000 moves abroad, more than 80 moves home"
    """
    lists = [run for sentence in article.sentences for run in _lists(sentence)]
    counted = (n for n in article.numbers if n.group and n.value > 0)
    by_group = sorted(counted, key=lambda n: n.group)
    lists += [list(group) for _, group in groupby(by_group, key=lambda n: n.group)]
    for numbers in (some for some in lists if len(some) > 2):
        for odd in (min(numbers, key=_size), max(numbers, key=_size)):
            others = [n for n in numbers if n is not odd]
            if finding := _apart(odd, others):
                yield finding


def odd_precision(article: Article) -> Iterator[Finding]:
    """Find a qualifier on a count written to its last digit: "more than 312 machines".

    Nobody rounds so finely: it is what a lost scale word leaves behind. By itself it is a note;
    where several stand in one sentence, or a whole country or province is counted, a doubt.
    """
    for sentence in article.sentences:
        fine = [n for n in sentence.numbers if _is_fine(n)]
        wide = _WHOLE_COUNTRY.search(sentence.text)
        severity = "doubt" if len(fine) > 1 or (fine and wide) else "note"
        for number in fine:
            reason = (
                f"{number.name} has a qualifier, yet is printed to its last digit: a scale word"
                " may be lost."
            )
            yield Finding("odd precision", (number,), severity, reason)


def _lists(sentence: Sentence) -> Iterator[list[Number]]:
    """Yield the runs of counts that a sentence lists."""
    run: list[Number] = []
    for number in sentence.numbers:
        unlisted = number.value <= 0 or number.trend or number.is_attribute
        if number.kind != "quantity" or unlisted:
            continue
        if run and not (number.like(run[-1]) and _JOINT.search(number.lead)):
            yield run
            run = []
        run.append(number)
    yield run


def _apart(odd: Number, others: list[Number]) -> Finding | None:
    ends = [_ends(n) for n in others]
    low, high = min(e.low for e in ends), max(e.high for e in ends)
    stated = _ends(odd)
    below = stated.high * _APART <= low
    distance = low / stated.high if below else stated.low / high
    spread = high / low
    if distance < _APART or spread >= _APART * _APART or not (likeness := _likeness(odd, others)):
        return None
    span = Interval(low, high)
    factors = Factors(10.0**p for p in POWERS if (stated * 10.0**p).meets(span))
    worded = odd.bound != "exact" and sum(n.bound == odd.bound for n in others) > 1
    severity = "doubt" if odd.group or worded or spread * 10 <= distance else "note"
    reason = (
        f"{odd.name} is more than a hundred times {'smaller' if below else 'larger'} than the"
        f" {len(others)} counts beside it ({likeness}), {span}."
    )
    return Finding("siblings", (odd, *others), severity, reason, span, factors)


def _likeness(odd: Number, others: list[Number]) -> str:
    """Say what makes counts like: what they add up to, their unit, or common words."""
    if odd.group:
        return "which divide the same figure"
    units = [n.unit for n in (odd, *others) if n.unit]
    if units and (len(set(units)) == 1 or sum(n.same_noun(odd) for n in others) > 1):
        noun = next(n.unit_stated for n in (odd, *others) if n.unit).split()[-1]
        how = "all" if len(set(units)) == 1 else "most"
        return f"{how} of “{noun.strip(_QUOTES)}”"
    if odd.dimension != "count":
        return ""
    with_word = [n for n in others if shared_words([odd, n])]
    if len(with_word) > 1 and (words := shared_words([odd, *with_word])):
        how = "all" if len(with_word) == len(others) else "most"
        return f"{how} “{min(words)}”"
    return ""


def _ends(number: Number) -> Interval:
    """Return what a number claims, or just its value where that is open to one side."""
    claim = number.claim
    is_open = claim.low <= 0 or math.isinf(claim.high)
    return Interval(number.value, number.value) if is_open else claim


def _size(number: Number) -> float:
    return number.value


def _is_fine(number: Number) -> bool:
    counted = number.kind == "quantity" and number.dimension == "count" and number.unit
    if not counted or number.bound not in _VAGUE_BOUNDS or number.value < _FINE:
        return False
    is_whole = last_digit(number.value, number.printed) == 1 and number.printed[-1:].isdigit()
    return is_whole and number.value % 5 != 0
