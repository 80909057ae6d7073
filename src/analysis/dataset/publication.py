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


def own_day(found: pd.DataFrame, n_blocks: int) -> tuple[Any, bool]:
    """Return the day on which an article was published, and whether it says so.

    Takes the mentions with their block and its place (owner). The day is that of the dateline,
    missing if that leaves the year out; else of a line that is no sentence. Else it is guessed to
    be the last day that the first or last lines give, or that the article gives at all, and missing
    if a later one is told of as past.
    """
    dates: list[Any] = list(found[found["kind"] == "date"].itertuples())
    front = [date for date in dates if date.owner < _FRONT]
    if datelines := [date for date in front if _is_dateline(date)]:
        day = max(map(_day, datelines), key=pd.notna)
        return day, pd.notna(day)
    days = [date for date in dates if pd.notna(_day(date))]
    edge = [date for date in days if date.owner < _FRONT or date.owner == n_blocks - 1]
    if lines := [date for date in edge if date.owner and is_own(date)]:
        return max(map(_day, lines)), True
    guess = max(map(_day, edge or days), default=pd.NaT)
    known = all(_is_to_come(date) for date in days if _day(date) > guess)
    return guess if known else pd.NaT, False


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
    if pd.notna(start) and _is_to_come(one):
        return written.year + (start < written), False
    return written.year - (pd.notna(start) and start > written), True


def doubt(day: Any, found: pd.DataFrame, blocks: list[str]) -> str:
    """Say what goes by a day that an article does not say, if anything does: it may be missing."""
    yearless = found["period_start"].isna() & (found["kind"] == "date")
    if not yearless.any() and not any(map(_GOES_BY_IT.search, blocks)):
        return ""
    said = "the text does not say on which day it was published"
    if pd.isna(day):
        said += ", so that what goes by it (“last year”, days without a year) is left blank"
        return f"{said}; published=… says it"
    return f"{said}; {day:%Y-%m-%d} is taken for it, unless published=… says another"


def is_own(one: Any) -> bool:
    """Tell whether a date stands in a line that is no sentence, or in a dateline."""
    before, after = one.block[: one.start], one.block[one.end :]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    words = line if len(line) < _HEAD else f"{before}{after}"
    return not SENTENCE_END.search(f"{words} ") or _is_dateline(one)


def _is_dateline(one: Any) -> bool:
    return one.start < _HEAD and bool(_DATELINE.match(one.block, one.end))


def _is_to_come(one: Any) -> bool:
    start, _ = sentence_at(one.block, one.start)
    return is_future(one.block[start : one.start])


def _day(date: Any) -> Any:
    return date.period_start if date.period_start == date.period_end else pd.NaT
