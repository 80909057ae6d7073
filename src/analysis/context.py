"""A place in a text where a number begins, and what the words around it say of it.

`Site` is the place, `Mention` what is read there. The words before a number give its bound
("more than", "up to"), the words on both sides its direction ("rose 5 percent").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import lexicon
from analysis.nouns import Unit

NAN = float("nan")
OPENING = "(“\"‘'[-–—"


class Mention(NamedTuple):
    """One numeric mention: spans, kind, value, bound, unit, direction, step and period."""

    start: int
    end: int
    number_start: int
    number_end: int
    kind: str
    value: float = NAN
    value_high: float = NAN
    bound: str = "exact"
    unit: Unit | None = None
    trend: str | None = None
    step: float = 1.0
    first: int | None = None
    last: int | None = None

    def moved(self, by: int) -> Mention:
        """Return the mention `by` characters further on."""
        unit = self.unit and self.unit._replace(start=self.unit.start + by, end=self.unit.end + by)
        return self._replace(
            start=self.start + by,
            end=self.end + by,
            number_start=self.number_start + by,
            number_end=self.number_end + by,
            unit=unit,
        )


class Site(NamedTuple):
    """A place where a number may begin: the text before it, in words, and the mention before."""

    text: str
    start: int
    floor: int
    left: str
    words: list[str]
    previous: Mention | None
    reference: int | None

    def word(self, back: int = 1) -> str:
        """Return the word `back` places before the number as it stands, "" if there is none."""
        return self.words[-back] if len(self.words) >= back else ""

    def before(self, money: bool) -> str:
        """Return the word before the number and its currency, in lower case."""
        word = self.word().lower()
        if money and (word in lexicon.CURRENCY_CODES or not word[-1:].isalpha()):
            word = self.word(2).lower()
        return word

    def opens_sentence(self) -> bool:
        """Tell whether the number begins a sentence or a line."""
        left = self.left.rstrip(" \t\"“‘'(*")
        if not left:
            return len(self.left) == self.start
        return left[-1] in ".!?:\n-–—•;…"

    def mention(self, end: int, kind: str, value: float = NAN) -> Mention:
        """Return a mention whose phrase is the number alone."""
        return Mention(self.start, end, self.start, end, kind, value)


@cache
def _ends() -> frozenset[str]:
    """Return the last words of all qualifiers, to look no further after other words."""
    return frozenset(phrase.split()[-1] for phrase in lexicon.QUALIFIER_OF)


def qualifier(site: Site, start: int) -> tuple[str, int]:
    """Return the bound that the words before `start` state, and where the phrase then begins.

    `start` is the number's start or that of the currency before it.
    """
    words = site.words
    if start < site.start:
        words = site.text[min(start, site.start - len(site.left)) : start].split()
    count = len(words)
    while count and words[count - 1].lower() in lexicon.BEFORE_NUMBER:
        count -= 1
    last = words[count - 1].lower().lstrip(OPENING) if count else ""
    if last not in _ends():
        return "exact", start
    for size in (4, 3, 2, 1):
        if size <= count:
            phrase = " ".join(words[count - size : count]).lower().lstrip(OPENING)
            if bound := lexicon.QUALIFIER_OF.get(phrase):
                earlier = words[count - size - 1].lower() if count > size else ""
                if earlier in lexicon.NOT_QUALIFIED.get(phrase, ()):
                    break
                return bound, _place(site, words[count - size :], start)
    return "exact", start


def _place(site: Site, words: list[str], start: int) -> int:
    """Return the offset of the first of the words that stand before `start`."""
    place = start
    for word in reversed(words):
        place = site.text.rfind(word, 0, place)
    return place + len(words[0]) - len(words[0].lstrip(OPENING))


def compares(site: Site, unit: Unit | None, begin: int, stop: int) -> bool:
    """Tell that the words before a duration state no bound of it.

    So it is in "higher than one year earlier" and in "saving $800m over three years".
    """
    if unit is None or unit.name not in lexicon.DURATIONS:
        return False
    if site.word().lower() == "than":
        after = site.text[stop : stop + 12].split()
        return (
            site.word(2).lower() not in ("more", "less")
            and bool(after)
            and (after[0].rstrip(",.") in lexicon.AGO)
        )
    if site.text[begin : begin + 4].lower() != "over":
        return False
    before = site.text[max(0, begin - 16) : begin].split()
    return (
        bool(before)
        and (before[-1][-1].isalnum() or before[-1][-1] == "%")
        and before[-1].lower() not in lexicon.BEFORE_OVER
    )


def trend(site: Site, start: int, end: int) -> str | None:
    """Return the direction that the words beside a phrase give, None if they give none."""
    text = site.text
    for word in reversed(text[max(site.floor, start - 32) : start].split()[-4:]):
        if word[-1] in ",.;:?!":
            break
        if direction := lexicon.TREND_OF.get(word.lower()):
            return direction
    for word in text[end : end + 24].split()[:2]:
        if direction := lexicon.TREND_OF.get(word.rstrip(",.;:?!").lower()):
            return direction
        if word[-1] in ",.;:?!":
            break
    return None


def leads(text: str, at: int, signs: str) -> bool:
    """Tell whether one of the signs stands at or one place after `at`: a cheap look ahead."""
    return text[at : at + 1] in signs or text[at + 1 : at + 2] in signs


def any_of(words: object) -> str:
    """Return a pattern of alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]
