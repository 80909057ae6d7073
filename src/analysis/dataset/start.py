"""Start a dataset of one's own: a folder in which every number of an article has its row."""

from __future__ import annotations

import csv
import errno
import os
import re
import textwrap
import unicodedata
import warnings
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from analysis.articles import SENTENCE_END, check_text, paragraphs, read_many
from analysis.dataset.export import FORMULA, remove_left
from analysis.dataset.load import LOADERS
from analysis.dataset.tables import TABLES, Dataset, stored, write_descriptor
from analysis.reader import MEASURES, find_mentions
from analysis.screening import MOST_NUMBERS, screen_figures

PLACEHOLDER = "to be named"
SCREENED = "Screened:"

_BETWEEN = "\n\n"
_DURATIONS = ("minute", "hour", "day", "night", "week", "month", "season", "year", "decade")
_OTHER_KINDS = {"ordinal": "ordinal", "identifier": "name", "date": "date"}
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

Row = dict[str, Any]


def start_dataset(text: str, folder: str | os.PathLike[str]) -> Path:
    """Write a dataset folder in which every number of the text has its row, and return it.

    Each measure becomes a row of figures.csv, each date one of events.csv, every other number one
    of other_mentions.csv, with a quote of at most a dozen words; references.csv stays empty. What
    is for a human to say (name, topic, counted, actor, kind, what) reads "to be named"; a figure's
    role is "term" where it is a duration, else "result"; periods are guesses, and `note` says from
    what, and after "Screened:" what `screen_figures` finds of the number in the text; of one
    that is too long for it a warning says so. One that no quote holds alone is left out with a
    warning, and `check_article` lists it as new. The text itself is not stored.

    A folder that is new appears whole or not at all. An empty one that is there stays the folder it
    is: the tables are moved into it when all are made, and taken out again if that fails; only a
    killed process can leave it with some of them, without datapackage.json, which comes last. What
    a killed one left hidden beside them, the next start of the same folder removes.

    Raises FileExistsError if there is something already, another OSError if it can't be written,
    ValueError for a text that has no number or is no text (see `articles.check_text`).
    """
    target = Path(os.path.expanduser(folder)).absolute()
    blocks = paragraphs(check_text(text))
    tables = _prefill(blocks)
    try:
        home = target if target.is_dir() else target.parent
        prefix = f".start-{target.name:.40}-"
        remove_left(home, prefix)
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise OSError(errno.EEXIST, "there is something already, and it is never overwritten")
        with TemporaryDirectory(prefix=prefix, dir=home) as beside:
            made = Path(beside, "dataset")
            made.mkdir()
            _write(made, tables, title=textwrap.shorten(blocks[0], 80, placeholder="…"))
            data = Dataset(made)
            for load in LOADERS.values():
                load(data)
            _move(made, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    return target


def _move(made: Path, target: Path) -> None:
    """Put a folder in the target's place, or what is in it into a target that is there."""
    if not target.exists():
        made.rename(target)
        return
    moved: list[Path] = []
    try:
        for file in sorted(made.iterdir(), key=lambda file: file.suffix == ".json"):
            moved.append(file.rename(target / file.name))
    except BaseException:
        for file in moved:
            file.unlink()
        raise


@dataclass(frozen=True)
class _Quote:
    """A phrase around a mention, how its one number reads alone, and with which year."""

    text: str
    reading: Any
    year: int | None
    is_same_number: bool
    remarks: str


def _prefill(blocks: list[str]) -> dict[str, list[Row]]:
    """Return the rows of every table, by its name."""
    cut = [(one, _cut(one)) for one in _find(blocks)]
    if not cut:
        raise ValueError("no number in the text: nothing to start a dataset from")
    kept = [(one, quote) for one, quote in cut if quote]
    lost = [f"{one.text!r:.50} (paragraph {one.paragraph})" for one, q in cut if not q]
    if lost:
        rest = f" and {len(lost) - 2} more" if len(lost) > 2 else ""
        said = f"left out, as no quote holds it alone: {', '.join(lost[:2])}{rest}"
        warnings.warn(said, stacklevel=3)
    dates = [(one, quote.reading) for one, quote in kept if pd.notna(quote.reading.period_start)]
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    ids: set[str] = set()
    screened = _screened(blocks) if len(cut) <= MOST_NUMBERS else {}
    if len(cut) > MOST_NUMBERS:
        warnings.warn(f"not screened: more than {MOST_NUMBERS:,} numbers", stacklevel=3)
    for one, quote in kept:
        table, row = _row(one, quote, dates, ids)
        if found := screened.get((one.paragraph, one.start)) if table == "figures" else None:
            row["note"] += f" {SCREENED} {found}"
        tables[table].append(row | {"quote": quote.text, "paragraph": one.paragraph})
    unnamed = dict.fromkeys(("topic", "name", "level", "actor", "what"), PLACEHOLDER)
    tables["programmes"].append(unnamed | {"programme_id": "to_be_named", "paragraph": 1})
    for number, block in enumerate(blocks, start=1):
        row = {"number": number, "section": PLACEHOLDER, "words": len(block.split())}
        tables["paragraphs"].append(row)
    return tables


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


def _find(blocks: list[str]) -> list[Any]:
    """Return every mention as a tuple that holds more than the reader says.

    Its paragraph's number and block, where its neighbours there end (left) and start (right), and
    the year last named before it, else the text's first.
    """
    found = read_many(blocks)
    within, sizes = found.groupby("owner"), dict(enumerate(map(len, blocks)))
    found["paragraph"] = found["owner"] + 1
    found["block"] = [blocks[owner] for owner in found["owner"]]
    found["left"] = within["end"].shift(fill_value=0)
    found["right"] = within["start"].shift(-1).fillna(found["owner"].map(sizes)).astype("int64")
    found["year"] = found["period_start"].dt.year.ffill().bfill()
    return list(found.itertuples())


def _cut(one: Any) -> _Quote | None:
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
    if len(phrase) > _CHARACTERS or len(_WORD.findall(phrase)) > _WORDS:
        return False
    if phrase != phrase.strip() or _LINE_END.search(phrase):
        return False
    edges = (block[at - 1 : at + 1] for at in (start, end) if at)
    whole = not any(_INSIDE_WORD.fullmatch(edge) for edge in edges)
    return phrase in mention or (whole and not FORMULA.match(phrase))


def _read_alone(one: Any, start: int, end: int) -> _Quote | None:
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
    return _Quote(phrase, reading, year, alone[:2] == in_place[:2], remarks)


def _sense(mention: Any) -> list[str]:
    """Return what a mention says, in a form in which missing values are equal."""
    parts = (mention.value, mention.value_high, mention.bound, mention.unit, mention.text)
    return [str(mention.kind), *(repr(part) for part in parts)]


def _row(one: Any, quote: _Quote, dates: list[tuple[Any, Any]], ids: set[str]) -> tuple[str, Row]:
    """Return the table that a mention belongs to and its row, without quote and paragraph."""
    reading = quote.reading
    if reading.kind in MEASURES and pd.notna(reading.value) and quote.is_same_number:
        figure_id = _new_id(reading.unit, "figure", ids)
        row = dict.fromkeys(("name", "counted"), f"{PLACEHOLDER} ({figure_id})")
        row |= {"figure_id": figure_id, "topic": PLACEHOLDER, "programme_id": "to_be_named"}
        row |= {"role": "term" if reading.unit in _DURATIONS else "result"} | _period(one, dates)
        return "figures", row | {"note": f"Prefilled. {row['note']}{quote.remarks}"}
    if reading.kind == "date" and pd.notna(reading.period_start):
        event_id = _new_id(f"dated {reading.text}", "dated", ids)
        unnamed = dict.fromkeys(("kind", "actor", "what"), PLACEHOLDER)
        return "events", {"event_id": event_id, "year": quote.year} | unnamed
    why = f"Prefilled: read as {one.kind}, neither measure nor day.{quote.remarks}"
    return "other_mentions", {"kind": _OTHER_KINDS.get(one.kind, "idiom"), "why": why}


def _period(one: Any, dates: list[tuple[Any, Any]]) -> Row:
    """Guess a figure's period: the nearest date in its sentence, else the last one before it."""
    here = one.paragraph, one.start
    at = bisect_left(dates, here, key=lambda date: (date[0].paragraph, date[0].start))
    near = [date for date in dates[max(at - 1, 0) : at + 1] if _in_one_sentence(one, date[0])]
    near.sort(key=lambda date: abs(date[0].start - one.start))
    if not near and not at:
        return {"note": "No date to guess a period from."}
    found, reading = near[0] if near else dates[at - 1]
    where = "its sentence" if near else f"paragraph {found.paragraph}"
    return {
        "period_start": reading.period_start.date().isoformat(),
        "period_end": reading.period_end.date().isoformat(),
        "note": f"Period guessed from {reading.text!r} in {where}.",
    }


def _in_one_sentence(one: Any, other: Any) -> bool:
    first, last = sorted((one, other), key=lambda mention: mention.start)
    between = one.block[first.end : last.start]
    return one.paragraph == other.paragraph and not SENTENCE_END.search(between)


def _new_id(words: Any, otherwise: str, ids: set[str]) -> str:
    """Add and return an identifier of Latin letters and digits that was not there before."""
    latin = unicodedata.normalize("NFKD", words).lower() if isinstance(words, str) else ""
    base = re.sub("[^a-z0-9]+", "_", latin)[:40].strip("_")
    base = base if re.match("[a-z]", base) else otherwise
    new = next(i for n in count(1) if (i := base if n == 1 else f"{base}_{n}") not in ids)
    ids.add(new)
    return new


def _write(folder: Path, tables: dict[str, list[Row]], title: str) -> None:
    for name, rows in tables.items():
        columns = [column.name for column in stored(name)]
        table = pd.DataFrame(rows, columns=columns, dtype=object)
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            # Quoted: a spreadsheet may begin a new cell at a bare semicolon.
            table.to_csv(file, index=False, quoting=csv.QUOTE_ALL, lineterminator="\n")
    head = {
        "name": "article-figures",
        "title": f"Figures and facts stated in one article: {title}",
        "description": f'Prefilled; what reads "{PLACEHOLDER}" waits for a human to say.',
        "sources": [{"title": title}],
    }
    write_descriptor(folder, head)
