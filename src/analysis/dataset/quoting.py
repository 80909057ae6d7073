"""Cut the short phrase that is a number's evidence out of an article.

A mention is passed on as a tuple that holds more than the reader says: its paragraph's number and
block, where its neighbours there end (left) and start (right), the year that it leaves out, and
whether the article's own day says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.articles import SENTENCE_END, read_many
from analysis.dataset.export import FORMULA
from analysis.dataset.publication import doubt, own_day, year_of
from analysis.dataset.tables import stripped
from analysis.reader import find_mentions

_WORDS, _CHARACTERS = 12, 200
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]{{1,2}}|[^\s{_CJK}]+")  # a Chinese word is about two characters
_INSIDE_WORD = re.compile(rf"[^\W{_CJK}]{{2}}")
_STOPS = " \t\n,.;:!?，。；：、！？"
_LINE_END = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # CSV readers may break lines there
# What a spreadsheet takes for a number, a date, a time or a truth, and stores in its own words; a
# semicolon or tab, at which it may begin a new cell, also when it has been quoted once.
_STORED_OTHERWISE = re.compile(
    r"(?![1-9]\d{0,14}\Z)"  # such an integer comes back as it is
    r"([\d\W_]|[年月日时分秒]|\b(?:e|am|pm|true|false)\b|(?<=\d)e(?=[\d+-])"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)*|.*[;\t].*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Quote:
    """A phrase around a mention, how its one number reads alone, and with which year."""

    text: str
    reading: Any
    year: int | None
    is_same_number: bool
    remarks: str


def words_in(text: str) -> int:
    """Count words: what white space separates, and two Chinese signs for one."""
    return len(_WORD.findall(text))


def placed_mentions(blocks: list[str], published: Any = pd.NaT) -> tuple[list[Any], Any, str]:
    """Return every mention as a tuple that holds more than the reader says, and the article's day.

    Its paragraph's number and block, where its neighbours there end (left) and start (right); the
    year that a date leaves out, and whether it is `sure` (see `publication`). And what is to be
    said where the text does not say its day and something goes by it.
    """
    found = read_many(blocks)
    within, sizes = found.groupby("owner"), dict(enumerate(map(len, blocks)))
    found["paragraph"] = found["owner"] + 1
    found["block"] = [blocks[owner] for owner in found["owner"]]
    found["left"] = within["end"].shift(fill_value=0)
    found["right"] = within["start"].shift(-1).fillna(found["owner"].map(sizes)).astype("int64")
    written, said = published, True
    if pd.isna(published):
        written, said = own_day(found, len(blocks))
    years = found["period_start"].dt.year.astype("float64")
    found["year"], found["near"] = years.ffill().bfill(), years.groupby(found["owner"]).ffill()
    found["sure"] = False
    for one in found[years.isna() & (found["kind"] == "date")].itertuples():
        found.loc[one.Index, ["year", "sure"]] = year_of(one, written)
    return list(found.itertuples()), written, "" if said else doubt(written, found, blocks)


def cut(one: Any) -> Quote | None:
    """Cut the phrase whose one number is the mention's and reads best as it does in place."""
    best = None
    for start, end in _windows(one):
        quote = _read_alone(one, start, end)
        if quote and not quote.remarks:
            return quote
        if quote and (best is None or quote.is_same_number > best.is_same_number):
            best = quote
    return best


def _windows(one: Any) -> list[tuple[int, int]]:
    """Return where a phrase may be cut, best first: some words on either side, in one sentence.

    What a spreadsheet would store in its own words comes last.
    """
    block = one.block
    left = max(one.left, one.start - _CHARACTERS)
    right = min(one.right, one.end + _CHARACTERS)
    before = [word.start() for word in _WORD.finditer(block, left, one.start)][::-1][:6]
    after = [word.end() for word in _WORD.finditer(block, one.end, right)][:8]
    costs = {(one.number_start, one.number_end): 99}
    for i, start in enumerate([one.start, *before]):
        for j, end in enumerate([one.end, *after]):
            head = block[start : one.start].lstrip(_STOPS)
            tail = block[one.end : end].rstrip(_STOPS)
            crossing = bool(SENTENCE_END.search(head) or SENTENCE_END.search(tail))
            window = one.start - len(head), one.end + len(tail)
            costs.setdefault(window, abs(i - 3) + abs(j - 4) + 20 * crossing)
    allowed = [window for window in costs if _may_be_quoted(block, *window, one.text)]
    altered = {at: bool(_STORED_OTHERWISE.fullmatch(block, *at)) for at in allowed}
    return sorted(allowed, key=lambda window: (altered[window], costs[window]))


def _may_be_quoted(block: str, start: int, end: int, mention: str) -> bool:
    """Whether a phrase is short, cuts no word, and is inert in a spreadsheet."""
    phrase = block[start:end]
    if len(phrase) > _CHARACTERS or words_in(phrase) > _WORDS:
        return False
    if phrase != stripped(phrase) or _LINE_END.search(phrase):
        return False
    edges = (block[at - 1 : at + 1] for at in (start, end) if at)
    whole = not any(_INSIDE_WORD.fullmatch(edge) for edge in edges)
    return phrase in mention or (whole and not FORMULA.match(phrase))


def _read_alone(one: Any, start: int, end: int) -> Quote | None:
    """Read a phrase by itself; None if that does not find the mention's number alone."""
    phrase, year = one.block[start:end], None
    readings = find_mentions(phrase)
    if one.kind == "date" and readings["period_start"].isna().all():
        year = int(one.year) if 1900 <= one.year <= 2100 else None
        readings = find_mentions(phrase, reference_year=year)
    if len(readings) != 1:
        return None
    reading: Any = next(readings.itertuples())
    if start + reading.number_start >= one.number_end:
        return None
    remarks = "" if one.block.count(phrase) == 1 else " The quote stands there more than once."
    alone, in_place = _sense(reading), _sense(one)
    if alone != in_place:
        remarks += f" Reads {reading.text!r} alone, {one.text!r} in its sentence."
    year = None if pd.isna(reading.period_start) else year
    return Quote(phrase, reading, year, alone[:2] == in_place[:2], remarks)


def _sense(mention: Any) -> list[str]:
    """Return what a mention says, in a form in which missing values are equal."""
    parts = (mention.value, mention.value_high, mention.bound, mention.unit, mention.text)
    return [str(mention.kind), *(repr(part) for part in parts)]
