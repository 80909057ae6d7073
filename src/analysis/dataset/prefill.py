"""Fill the tables of a new dataset from an article, as far as its words go."""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_right
from itertools import accumulate, count
from typing import Any

import pandas as pd

from analysis.dataset import proposals, quoting, subjects
from analysis.dataset.dating import Calendar, Period, sentence_at
from analysis.dataset.publication import is_own
from analysis.dataset.tables import PREFILLED, SCREENED, TABLES, stripped
from analysis.reader import MEASURES, find_mentions
from analysis.screening import MOST_NUMBERS, screen_figures

_BETWEEN = "\n\n"
_DURATIONS = ("minute", "hour", "day", "night", "week", "month", "season", "year", "decade")
_OTHER_KINDS = {"ordinal": "ordinal", "identifier": "name", "date": "date"}

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def prefill(blocks: list[str], published: Any = pd.NaT) -> Tables:
    """Return the rows of every table, by its name; raises ValueError if there is no number."""
    mentions, written, unsaid = quoting.placed_mentions(blocks, published)
    cut = [(one, quoting.cut(one)) for one in mentions]
    if not cut:
        raise ValueError("no number in the text: nothing to start a dataset from")
    lost = [f"{one.text!r:.50} (paragraph {one.paragraph})" for one, quote in cut if not quote]
    if lost:
        rest = f" and {len(lost) - 2} more" if len(lost) > 2 else ""
        said = f"left out, as no quote holds it alone: {', '.join(lost[:2])}{rest}"
        warnings.warn(said, stacklevel=3)
    if unsaid:
        warnings.warn(unsaid, stacklevel=3)
    if len(cut) > MOST_NUMBERS:
        warnings.warn(f"not screened: more than {MOST_NUMBERS:,} numbers", stacklevel=3)
    draft = _Draft(blocks, [(one, quote) for one, quote in cut if quote], written)
    return draft.tables(_screened(blocks) if len(cut) <= MOST_NUMBERS else {})


class _Draft:
    """An article's rows in the making: its numbers, with what the rows must not share."""

    def __init__(
        self, blocks: list[str], kept: list[tuple[Any, quoting.Quote]], written: Any
    ) -> None:
        self.blocks, self.kept, self.written = blocks, kept, written
        dates = [(one, quote) for one, quote in kept if quote.reading.kind == "date"]
        years = [(one, quote.reading, quote.year is None) for one, quote in dates]
        self.calendar = Calendar(years, blocks, written)
        days = ((one, quote.reading) for one, quote in dates)
        dated = {one.paragraph - 1 for one, day in days if day.period_start == day.period_end}
        self.title = proposals.title(blocks)
        self.sections = proposals.sections(blocks, dated)
        self.ids: set[str] = set()
        self.subjects: list[tuple[Any, str]] = []  # what the figures so far are about
        self.programmes: dict[int, str] = {}  # ids, by the place of a section's title
        self.rows: Tables = {name: [] for name in TABLES}

    def tables(self, screened: dict[tuple[int, int], str]) -> Tables:
        """Return the rows of all tables, each in the order of the text."""
        for number, block in enumerate(self.blocks, start=1):
            section = self._section(number)[1]
            row = {"number": number, "section": section, "words": quoting.words_in(block)}
            self.rows["paragraphs"].append(row)
        periods = {
            (one.paragraph, one.start): self.calendar.period(one)
            for one, quote in self.kept
            if _is_figure(quote) and quote.reading.unit not in _DURATIONS
        }
        used = {at.place for here, at in periods.items() if at and self._is_one_sentence(here, at)}
        for one, quote in self.kept:
            here = one.paragraph, one.start
            if _is_figure(quote):
                found = screened.get(here)
                table, row = "figures", self._figure(one, quote, periods.get(here), found)
            elif self._is_event(one, quote, here in used or here in self.calendar.compared):
                table, row = "events", self._event(one, quote)
            else:
                table, row = "other_mentions", self._other(one, quote, here in used)
            self.rows[table].append(row | {"quote": quote.text, "paragraph": one.paragraph})
        return self.rows

    def _is_one_sentence(self, here: tuple[int, int], period: Period) -> bool:
        """Tell whether a figure and the words of its period stand in one sentence."""
        block, there = self.blocks[here[0] - 1], period.place
        return here[0] == there[0] and sentence_at(block, here[1]) == sentence_at(block, there[1])

    def _section(self, number: int) -> tuple[int, str]:
        """Return where the section of a paragraph begins, from 1, and its title, or 0 and ""."""
        at = bisect_right([place + 1 for place, _ in self.sections], number)
        place, title = self.sections[at - 1] if at else (-1, "")
        return place + 1, _inert(title)

    def _programme(self, number: int) -> str:
        """Return the programme of a paragraph's section, and add its row with the first figure."""
        begin, title = self._section(number)
        if begin not in self.programmes:
            name = _inert(title or self.title) or "The article"
            id_ = _new_id(name, "section" if begin else "article", self.ids)
            row = {"programme_id": id_, "topic": name, "name": name, "paragraph": begin or 1}
            self.rows["programmes"].append(row)
            self.programmes[begin] = id_
        return self.programmes[begin]

    def _figure(
        self, one: Any, quote: quoting.Quote, period: Period | None, found: str | None
    ) -> Row:
        subject = subjects.subject(one, self.subjects)
        self.subjects.append((one, subject))
        dated = f"Period from {period.words!r}." if period else "No period that is sure."
        screened = f" {SCREENED} {found}" if found else ""
        return {
            "figure_id": _new_id(quote.reading.unit, "figure", self.ids),
            "counted": _inert(subjects.counted(subject, one)),
            "role": self._role(one, quote),
            "programme_id": self._programme(one.paragraph),
            "place": proposals.place(one, self.title),
            "period_start": _day(period and period.start),
            "period_end": _day(period and period.end),
            "note": f"{PREFILLED}. {dated}{quote.remarks}{screened}",
        }

    def _role(self, one: Any, quote: quoting.Quote) -> str:
        if quote.reading.unit in _DURATIONS:
            return "term"
        return "size" if self.calendar.is_planned(one) else "result"

    def _is_event(self, one: Any, quote: quoting.Quote, dates_figures: bool) -> bool:
        """Tell whether a date is a day or some, or at least not just the time of figures.

        So are dates with which something is compared ("from 2022"), but not the article's own day.
        """
        first, last = quote.reading.period_start, quote.reading.period_end
        if self._is_own_day(one, quote):
            return False
        days = first.month == last.month and not last.is_month_end if pd.notna(first) else False
        return quote.reading.kind == "date" and pd.notna(first) and (days or not dates_figures)

    def _is_own_day(self, one: Any, quote: quoting.Quote) -> bool:
        """Tell whether a date stands as the article's own day where such days stand."""
        first, last = quote.reading.period_start, quote.reading.period_end
        return bool(first == last == self.written and is_own(one))

    def _other(self, one: Any, quote: quoting.Quote, dates_figures: bool) -> Row:
        read = f"{PREFILLED}: read as {one.kind}, neither measure nor day."
        if one.kind == "date" and pd.isna(quote.reading.period_start):
            read = f"{PREFILLED}: a time of no day, or in no year, that the text says."
        if dates_figures:
            read = "The time of figures."
        if self._is_own_day(one, quote):
            read = "The day of the article."
        return {"kind": _OTHER_KINDS.get(one.kind, "idiom"), "why": f"{read}{quote.remarks}"}

    def _event(self, one: Any, quote: quoting.Quote) -> Row:
        event_id = _new_id(f"dated {quote.reading.text}", "dated", self.ids)
        what = _inert(proposals.happening(one))
        return {"event_id": event_id, "what": what, "year": quote.year}


def _is_figure(quote: quoting.Quote) -> bool:
    reading = quote.reading
    return reading.kind in MEASURES and pd.notna(reading.value) and quote.is_same_number


def _inert(words: str) -> str:
    """Return words that start no formula in a spreadsheet, in one line, if there are any."""
    line = stripped(" ".join(words.split())).lstrip("=+-@＝＋－＠' ")
    return line if re.search(r"\w", line) else ""


def _day(day: Any) -> str:
    return "" if day is None or pd.isna(day) else day.date().isoformat()


def _screened(blocks: list[str]) -> dict[tuple[int, int], str]:
    """Return what screening the text says of its mentions, by paragraph and place in it."""
    text = _BETWEEN.join(blocks)
    found: dict[tuple[int, int], str] = {}
    starts = [0, *accumulate(len(block) + len(_BETWEEN) for block in blocks)]
    findings: list[Any] = list(screen_figures(find_mentions(text), text).itertuples())
    for finding in findings:
        begin = finding.figures[0][0]
        paragraph = bisect_right(starts, begin)
        place = paragraph, begin - starts[paragraph - 1]
        said = f"{finding.severity}, {finding.check}: {finding.reason}"
        found[place] = f"{found[place]} {said}" if place in found else said
    return found


def _new_id(words: Any, otherwise: str, ids: set[str]) -> str:
    """Add and return an identifier of Latin letters and digits that was not there before."""
    latin = unicodedata.normalize("NFKD", words).lower() if isinstance(words, str) else ""
    base = re.sub("[^a-z0-9]+", "_", latin)[:40].strip("_")
    base = base if re.match("[a-z]", base) else otherwise
    new = next(i for n in count(1) if (i := base if n == 1 else f"{base}_{n}") not in ids)
    ids.add(new)
    return new
