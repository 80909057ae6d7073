"""Check on one thing that is said twice, with two values."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, islice
from typing import Any

from analysis.screening.findings import POWERS, Factors, Finding
from analysis.screening.numbers import Number
from analysis.screening.passages import Article, Sentence

_WORD = re.compile(r"[^\W\d_\u4e00-\u9fff]{4,}|[\u4e00-\u9fff]{2}")
_SCALES = tuple(10.0**power for power in POWERS)
_MOST = 50  # numbers of the same digits that are compared
_MANY = 3  # digits that are no accident


def said_twice(article: Article) -> Iterator[Finding]:
    """Find the same digits of the same thing at two scales, or with two digits swapped.

    Both numbers have the same unit or noun (or, in a title, none) and two digits or more, their
    sentences have words in common, and neither is borne out by a third. Which of the two is right
    can't be seen.

    "2.4 million jobs" in a title, "240,000 jobs" in the text
    """
    placed = [(n, s) for s in article.sentences for n in s.numbers]
    yield from _title(placed)
    often = Counter((n.unit, n.value) for n, _ in placed)
    values = Counter(n.value for n, _ in placed)
    alike: dict[str, dict[Any, tuple[Number, Sentence]]] = defaultdict(dict)
    for number, sentence in placed:
        known = number.value, number.unit, number.kind, number.trend, number.in_title
        alike["".join(sorted(number.digits))].setdefault(known, (number, sentence))
    for same_digits in alike.values():
        for (one, here), (other, there) in combinations(islice(same_digits.values(), _MOST), 2):
            if here is there or not _may_be_one(one, other):
                continue
            factor = _differs_in_scale(one, other)
            title = one.in_title and not other.in_title
            if title and values[one.value] > 1:
                continue  # the text says it too
            common = len(_words(here) & _words(there))
            both = all(often[n.unit, n.value] > 1 for n in (one, other))  # both are meant
            telling = len(one.digits) + common + title >= _MANY + 2
            if telling and not both and (factor or _swapped(one, other)):
                yield _finding(one, other, factor)


def _title(placed: list[tuple[Number, Sentence]]) -> Iterator[Finding]:
    """Find a number of the title that the text has at another scale only."""
    for title, here in (one for one in placed if one[0].in_title):
        like = [(n, s) for n, s in placed if not n.in_title and _may_be_one(title, n)]
        said = any(n.value == title.value for n, _ in placed if not n.in_title)
        if said or any(n.rounded.meets(title.rounded) for n, _ in like):
            continue
        found = [
            _finding(title, number, factors[0])
            for number, there in like
            if (factors := [f for f in _SCALES if _rounds_to(title, number, f)])
            and len(title.digits) + _common(title, number, here, there) >= _MANY
        ]
        numbers = [n for n, _ in placed]
        yield from found or _otherwise(title, [n for n, _ in like], numbers)


def _common(title: Number, number: Number, here: Sentence, there: Sentence) -> int:
    """Count what a title and a sentence have in common: words, and the noun that is counted."""
    return len(_words(here) & _words(there)) + title.same_noun(number)


def _otherwise(title: Number, like: list[Number], numbers: list[Number]) -> Iterator[Finding]:
    """Find a count of the title that the text has of the same thing, once, and as another."""
    same = [n for n in like if n.same_noun(title) and not n.trend and n.bound == title.bound]
    said = [n for n in numbers if not n.in_title and n.rounded.meets(title.rounded)]
    if len({n.value for n in same}) == 1 and not said and title.dimension == "count":
        reason = f"The title says {title.name}, the text {same[0].name}."
        yield Finding("said twice", (title, same[0]), "doubt", reason, same[0].claim)


def _rounds_to(title: Number, number: Number, factor: float) -> bool:
    """Tell whether a title's number is the text's, times a factor, or that rounded."""
    if len(title.digits) < 2 or len(number.digits) < len(title.digits):
        return title.digits == number.digits and math.isclose(title.value, number.value * factor)
    return number.value * factor in title.rounded


def _may_be_one(one: Number, other: Number) -> bool:
    if one.kind != other.kind or not one.value or not other.value:
        return False
    if one.same_noun(other):
        return one.kind != "percent" or one.trend == other.trend
    in_title = one.in_title and not other.in_title and one.kind == "quantity"
    return in_title and not (one.unit and other.unit)


def _differs_in_scale(one: Number, other: Number) -> float:
    """Return the power of ten between two numbers with the same digits, 0 if there is none."""
    least = 1 if one.kind == "percent" else 2
    if one.digits != other.digits or len(one.digits) < least:
        return 0
    ratio = one.value / other.value
    return ratio if not 0.5 < ratio < 2 else 0


def _swapped(one: Number, other: Number) -> bool:
    """Tell whether two numbers differ in two neighbouring digits that changed places."""
    first, second = one.digits, other.digits
    if len(first) != len(second) or len(first) < _MANY or not 0.5 < one.value / other.value < 2:
        return False
    apart = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]


def _words(sentence: Sentence) -> set[str]:
    """Return the longer words of a sentence, or its pairs of Chinese characters."""
    return {word.lower() for word in _WORD.findall(sentence.text)}


def _finding(one: Number, other: Number, factor: float) -> Finding:
    factors = Factors((1 / factor,)) if factor else Factors()
    how = "the same digits at another scale" if factor else "two digits changed places"
    reason = f"{one.name} and {other.name} may be the same number: {how}."
    return Finding("said twice", (one, other), "doubt", reason, other.claim, factors)
