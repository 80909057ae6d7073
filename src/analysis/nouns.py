"""Find what is counted: the unit, or the head noun of the phrase after a number.

No tagger: tables of units, of words that end a noun phrase, and the plural -s. The first plural
noun is the head ("traffic accidents"), unless plurals follow each other ("customs officers").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import lexicon


class Unit(NamedTuple):
    """A unit or head noun: normalised name, its span, and whether it is a table's unit."""

    name: str
    start: int
    end: int
    measure: bool = False


def singular(word: str) -> str:
    """Return the singular of an English noun in lower case.

    >>> [singular(w) for w in ("cities", "accidents", "businesses", "people", "matches")]
    ['city', 'accident', 'business', 'people', 'match']
    """
    if word in lexicon.PLURALS:
        return lexicon.PLURALS[word]
    if word[-1:] != "s" or len(word) < 3 or word[-2] in "su" or word in lexicon.NOT_PLURAL:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes", "zzes")) and not word.endswith("shoes"):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    if word in lexicon.PLURALS or word in lexicon.COLLECTIVES:
        return True
    return (
        word[-1] == "s"
        and len(word) > 2
        and word[-2] not in "su'’"
        and not word.endswith("is")
        and word not in lexicon.NOT_PLURAL
    )


@cache
def spellings() -> dict[str, str]:
    """Return every spelling of a unit, plurals included, with its canonical name."""
    table: dict[str, str] = {}
    for name, forms in lexicon.UNIT_SPELLINGS.items():
        for form in forms.split():
            form = form.replace("_", " ")
            table[form] = name
            if len(form) > 2 and form[-1] not in "sz" and form.isascii():
                table.setdefault(form + "s", name)
    return table


@cache
def _words() -> re.Pattern[str]:
    word = r"(?:[A-Za-z]\.){2,}|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9’']*(?:-[A-Za-zÀ-ɏ0-9’']+)*"
    return re.compile(rf"(?:(?:[ \u00a0]|\n(?=[a-z]))[\"“‘「]?(?:{word})){{1,7}}")


@cache
def _symbols() -> re.Pattern[str]:
    forms = [f for f in spellings() if not f[0].isalpha() or not f.isalpha() or len(f) < 5]
    forms.sort(key=len, reverse=True)
    return re.compile(r"(?i)[ \u00a0]?(" + "|".join(map(re.escape, forms)) + r")(?![^\W_])")


def find_unit(text: str, start: int, one: bool = False, large: bool = False) -> Unit | None:
    """Return the unit or head noun right after a number that ends at `start`.

    `one` accepts a singular noun, as after "one"; `large` accepts "won" as a currency.

    >>> find_unit("33 production enterprises in", 2)
    Unit(name='enterprise', start=3, end=25, measure=False)
    """
    match = _words().match(text, start)
    if match is None:
        return _symbol(text, start)
    words = match[0].split()
    unit = _table_unit(text, start, words, large)
    return unit or _head(text, start, words, one)


def _symbol(text: str, start: int) -> Unit | None:
    """Read a unit that touches the number or is no word: "20km", "35 °C", "3 km²"."""
    match = _symbols().match(text, start)
    if match is None or (len(match[1]) == 1 and match[1].isupper()):
        return None
    return Unit(spellings()[match[1].lower()], match.start(1), match.end(), True)


def _table_unit(text: str, start: int, words: list[str], large: bool) -> Unit | None:
    """Look up one, two or three words in the table of units."""
    first = words[0].lower()
    units = spellings()
    for count in (3, 2, 1):
        if count > len(words):
            continue
        form = first if count == 1 else " ".join(words[:count]).lower()
        name = units.get(form) or units.get(form.rstrip("'’"))
        if name is None or (count == 1 and _no_unit(words, first, large)):
            continue
        begin = start + 1
        end = begin
        for word in words[:count]:
            end = text.index(word, end) + len(word)
        if count == 1 and text[end : end + 1] in ("²", "³"):
            return _symbol(text, start)
        return Unit(name, begin, end, True)
    return None


def _no_unit(words: list[str], first: str, large: bool) -> bool:
    """Tell that a word of the table is none here: a verb ("won"), a letter, an adjective."""
    if first == "won":
        return not large
    if first in lexicon.TOUCHING_UNITS and first not in "mg":
        return True
    return words[0] in ("MP", "MB", "Mu", "Won", "BP")


def _head(text: str, start: int, words: list[str], one: bool) -> Unit | None:
    """Walk the noun phrase to its head."""
    head = last = None
    head_end = last_end = at = start
    for raw in words:
        word = raw.lstrip('"“‘「').lower()
        at = text.index(raw, at) + len(raw)
        built = last is not None and last.endswith("ly") and word in lexicon.VERBS
        if word in lexicon.ENDS and not built and not (raw.isupper() and len(raw) > 1):
            break
        if word == "and":
            if head or last is None or one:
                break
            continue
        if word.endswith(("'s", "’s", "s'", "s’")):
            continue
        if is_plural(word) or (raw[-1] == "s" and len(raw) > 2 and raw[:-1].isupper()):
            head, head_end = word, at
        elif head:
            break
        else:
            last, last_end = word, at
    if head is None and one and last is not None and _is_noun(last):
        head, head_end = last, last_end
    if head is None and words[0].isupper() and 2 <= len(words[0]) <= 5:
        head, head_end = words[0].lower(), start + 1 + len(words[0])
    if head is None:
        return None
    if text[head_end : head_end + 1] in ('"', "”", "’", "」"):
        head_end += 1
    return Unit(_name(words, head), start + 1, head_end)


def _is_noun(word: str) -> bool:
    return not word.endswith("ly") and word not in lexicon.NOT_NOUNS


def _name(words: list[str], head: str) -> str:
    """Return the singular head; a currency keeps the words that tell whose it is."""
    name = singular(head.rsplit("-", 1)[-1] if head[-1] == "s" and "-" in head else head)
    if name in lexicon.STOP_WORDS:  # "tip-offs"
        name = singular(head)
    if name[-2:] == "us" and any(w.lower() == head and w[:-1].isupper() for w in words):
        name = name[:-1]
    if name not in lexicon.CURRENCY_NOUNS:
        return name
    return (
        " ".join(w.lower() for w in words if w[0].isupper())
        + (" " if words[0][0].isupper() else "")
        + name
    )
