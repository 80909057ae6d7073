"""Screen figures: every check on every number, one frame of findings."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pandas as pd

from analysis.articles import paragraph_spans
from analysis.reader import find_mentions
from analysis.screening.changes import change, direction
from analysis.screening.equivalents import conversion
from analysis.screening.findings import SEVERITIES, Finding, judge
from analysis.screening.lists import odd_precision, siblings
from analysis.screening.passages import Article, Named, named_by, of_figures, of_text
from analysis.screening.quotients import quotient
from analysis.screening.repeats import said_twice
from analysis.screening.shares import part_and_whole, share_of_base, shares_of_one_base
from analysis.screening.sums import parts_and_total, shares_of_a_hundred

CHECKS = (
    "siblings", "odd precision", "parts and total", "change", "share of a base", "conversion",
    "said twice", "quotient",
)  # fmt: skip
MOST_NUMBERS = 10_000  # more than an article has; so many take fifteen seconds
_FINDINGS = (siblings, odd_precision, direction, part_and_whole, conversion, said_twice)
_RELATIONS = (
    parts_and_total, shares_of_a_hundred, change, share_of_base, shares_of_one_base, quotient,
)  # fmt: skip
_MENTION_CELLS = ("start", "end", "text", "number_start", "number_end", "kind")
_FIGURE_CELLS = ("name", "quote", "paragraph", "number_start", "number_end")
_COLUMNS = "check figures stated expected factor severity reason"
_OF_MENTIONS = (
    "start end text number_start number_end kind value bound unit unit_stated trend low high"
)
_OF_FIGURES = (
    "name quote paragraph number_start number_end stated value bound unit low high divides"
)


def screen_figures(figures_or_mentions: pd.DataFrame, text: str | None = None) -> pd.DataFrame:
    """Say what an article's figures give away by themselves, before any reference.

    Takes what `find_mentions` returned of a text, with that text, or figures as `load_figures`
    gives them: without the text each is seen in its quote alone, so that only lists of figures that
    divide the same one, and what one quote tells, can be checked; with it all numbers are.

    One row per finding, what weighs most first. Columns: check (one of `screening.CHECKS`), figures
    (a tuple of what it is about, the odd one first: ids of figures, or else spans in the text),
    stated (the odd one's phrase), expected (an `Interval`, or missing), factor (the powers of ten
    that would mend it, a tuple of multipliers that prints as "× 1,000 or 10,000"), severity and
    reason. Severity: *error*, the words state a relation that the numbers break, and a power of ten
    would mend it, or a part is larger than its whole; *doubt*, the numbers can hardly all be meant,
    or a scale may be lost; *note*, worth a look. All of it is about print, not truth: a finding
    says that numbers don't fit each other, not which of them is wrong. Bounds and rounding are
    honoured: what "more than", or the digits left out, can explain is none.

    The checks are those of statistical consistency tests (statcheck; GRIM and its kin), made for
    press prose: each is a function of this wing, with its rule and an example. Raises ValueError
    for mentions without their text or of another text, for more than `MOST_NUMBERS`, for rows that
    stand there twice and cells that are missing, KeyError for missing columns, TypeError for what
    is no frame or no text.

    >>> from analysis.reader import find_mentions
    >>> text = ("Issued were more than 1.73 million moves, more than 740,000 papers, more than "
    ...         "30,000 moves of newborns and more than 80 moves of cards.")
    >>> text = text.replace("papers", "paper moves")
    >>> found = screen_figures(find_mentions(text), text)
    >>> found[["check", "stated", "severity"]].values.tolist()
    [['siblings', 'more than 80 moves', 'doubt']]
    >>> print(found["factor"].iloc[0])
    × 1,000 or 10,000
    """
    article = _article(figures_or_mentions, text)
    judged = judge(chain.from_iterable(relate(article) for relate in _RELATIONS))
    found = [*chain.from_iterable(check(article) for check in _FINDINGS), *judged]
    found.sort(key=_weight)
    found = list({(f.check, f.numbers[0].at): f for f in reversed(found)}.values())[::-1]
    frame = pd.DataFrame([finding.row for finding in found], columns=_COLUMNS.split())
    frame = frame.astype({"check": "str", "stated": "str", "reason": "str", "expected": object})
    return frame.assign(severity=pd.Categorical(frame["severity"], SEVERITIES, ordered=True))


def _weight(finding: Finding) -> tuple[int, int]:
    return -SEVERITIES.index(finding.severity), finding.numbers[0].at


def _article(frame: pd.DataFrame, text: str | None) -> Article:
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"expected figures or mentions as a frame, got {type(frame).__name__}")
    are_figures = "quote" in frame
    _require(frame, _OF_FIGURES if are_figures else _OF_MENTIONS)
    if len(frame) > MOST_NUMBERS:
        raise ValueError(f"{len(frame):,} numbers: more than {MOST_NUMBERS:,} are not screened")
    _require_cells(frame, _FIGURE_CELLS if are_figures else _MENTION_CELLS)
    _require_once(frame.index if are_figures else frame["start"])
    if text is None:
        if not are_figures:
            raise ValueError("mentions say nothing without the text that they stand in: pass it")
        return of_figures(frame)
    if not isinstance(text, str):
        raise TypeError(f"expected the text as a string, got {type(text).__name__}")
    if are_figures:
        return of_text(text, find_mentions(text), _named(frame, text))
    rows: list[Any] = list(frame.itertuples())
    for row in rows:
        if text[row.start : row.end] != row.text:
            raise ValueError(f"row {row.Index}: {row.text!r:.60} does not stand there in the text")
    return of_text(text, frame, {})


def _require(frame: pd.DataFrame, columns: str) -> None:
    if missing := [name for name in columns.split() if name not in frame]:
        raise KeyError(f"no column {missing}, expected those of find_mentions or load_figures")


def _require_cells(frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    for name in columns:
        if len(rows := frame.index[frame[name].isna()]):
            raise ValueError(f"row {rows[0]!r}, column {name}: missing")


def _require_once(labels: pd.Index | pd.Series[Any]) -> None:
    """Hold that no row stands there twice, which would be a count beside itself."""
    if (twice := labels.duplicated()).any():
        raise ValueError(f"row {labels[twice].tolist()[0]!r}: stands there twice")


def _named(figures: pd.DataFrame, text: str) -> dict[int, Named]:
    """Return ids, names and groups of the figures by where their numbers begin in the text."""
    spans = paragraph_spans(text)
    rows: list[Any] = list(figures.itertuples())
    named: dict[int, Named] = {}
    for row in rows:
        start, end = spans[row.paragraph - 1] if row.paragraph <= len(spans) else (0, 0)
        at = text.find(row.quote, start, end)
        if at >= 0:
            named[at + int(row.number_start)] = named_by(row)
    return named
