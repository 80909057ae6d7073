"""The day on which an article was published, and the years of dates that leave theirs out."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pandas as pd

from analysis.articles import SENTENCE_END
from analysis.dataset.dating import is_future, sentence_at
from analysis.reader import find_mentions

_FRONT = 3  # paragraphs: title, byline and lead
_HEAD = 60  # characters of a paragraph in which a dateline stands
_MONTH, _LEAP_YEAR = pd.Timedelta(days=27), 2000
_DATELINE = re.compile(r"\s*(?:[（(][^()（）]{0,40}[）)]\s*)?(?:电|讯|[—–-])")
_BESIDE = {  # how many years from the article's; words before and after a date that say so
    years: (
        re.compile(rf"(?:{chinese}年|\b{english} year(?:'s|,)?)\s*$", re.IGNORECASE),
        re.compile(rf"\s(?:of )?{english} year\b", re.IGNORECASE),
    )
    for years, chinese, english in ((0, "今", "this"), (-1, "去", "last"), (1, "明", "next"))
}
_GOES_BY_IT = re.compile(r"[今去明]年|\b(?:this|last|next) year\b", re.IGNORECASE)


def published_on(day: Any) -> Any:
    """Return the day that somebody gives, missing for None; raise ValueError if it is none."""
    try:
        if day is None:
            return pd.NaT
        given = day.isoformat()[:10] if isinstance(day, datetime.date) else day
        return pd.Timestamp(datetime.date.fromisoformat(given))
    except (TypeError, ValueError):
        problem = f"published: expected a day such as 2024-03-05, found {day!r:.50}"
        raise ValueError(problem) from None


def own_day(found: pd.DataFrame, blocks: list[str]) -> Any:
    """Return the day on which an article was published, as far as it says so.

    Takes the mentions with their blocks' place (owner). The day is that of the dateline or byline;
    missing if that leaves the year out. Else it is the last day that its first or last lines give,
    or that it gives at all, unless a later one is told of as past.
    """
    dates = found[found["kind"] == "date"]
    days = dates[dates["period_start"] == dates["period_end"]]
    edge = days[(days["owner"] < _FRONT) | (days["owner"] == len(blocks) - 1)]
    rows: list[Any] = list(edge.itertuples())
    own = edge[[is_own(blocks[row.owner], row) for row in rows]]
    if len(own):
        return own["period_start"].max()
    yearless = dates[dates["period_start"].isna() & (dates["owner"] < _FRONT)]
    rows = list(yearless.itertuples())
    if any(_is_dateline(blocks[row.owner], row) for row in rows):
        return pd.NaT
    guess = (edge if len(edge) else days)["period_start"].max()
    later: list[Any] = list(days[days["period_start"] > guess].itertuples())
    return guess if all(_is_to_come(blocks[row.owner], row) for row in later) else pd.NaT


def year_of(one: Any, written: Any) -> tuple[float, bool]:
    """Return the year of a date that leaves it out, missing if it is open, and whether it is sure.

    Takes the mention with its block, where its neighbours there end and start (see `quoting`), the
    year that its text and its paragraph (near) have named last. A date beside which stands "this
    year" has that of the article's day; one that is to come is the next such day after it, another
    the last before it. Where that day is missing, a day is in the year that its paragraph has
    named, a month or more in the text's.
    """
    block = one.block
    for years, (before, after) in _BESIDE.items():
        if before.search(block, one.left, one.start) or after.match(block, one.end):
            return written.year + years, pd.notna(written)
    year = _LEAP_YEAR if pd.isna(written) else written.year
    days = find_mentions(one.text, reference_year=year)[["period_start", "period_end"]]
    start, end = days.max()
    if pd.isna(written):
        return (one.near if end - start < _MONTH else one.year), False
    if pd.notna(start) and _is_to_come(block, one):
        return written.year + (start < written), False
    return written.year - (pd.notna(start) and start > written), True


def goes_by_its_day(found: pd.DataFrame, blocks: list[str]) -> bool:
    """Tell whether a text has dates without a year, or words such as "last year"."""
    yearless = found["period_start"].isna() & (found["kind"] == "date")
    return bool(yearless.any()) or any(map(_GOES_BY_IT.search, blocks))


def is_own(block: str, one: Any) -> bool:
    """Tell whether a date stands in a line that is no sentence, or in a dateline."""
    return not SENTENCE_END.search(f"{block} ") or _is_dateline(block, one)


def _is_dateline(block: str, one: Any) -> bool:
    return one.start < _HEAD and bool(_DATELINE.match(block, one.end))


def _is_to_come(block: str, one: Any) -> bool:
    start, _ = sentence_at(block, one.start)
    return is_future(block[start : one.start])
