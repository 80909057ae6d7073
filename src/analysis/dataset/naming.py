"""Short names for figures that nobody has named: what they count, and what tells them apart."""

from __future__ import annotations

import textwrap
from itertools import chain, count

import pandas as pd

from analysis.wording import periods

_LONGEST = 60


def short_names(figures: pd.DataFrame) -> pd.Series[str]:
    """Return every figure's name: its own, else one made for it that no other figure has.

    Takes a frame with name, counted, stated, read_as, paragraph, period_start, period_end and
    place. A name that is made is what is counted; where several count the same, also their periods,
    places, both, or what is stated: the first of these that tells them apart.

    >>> sales = pd.DataFrame({"name": None, "counted": "sales", "stated": ["$80", "$90"]})
    >>> years = pd.to_datetime(["2023-01-01", "2024-01-01"])
    >>> sales = sales.assign(period_start=years, period_end=years + pd.offsets.YearEnd())
    >>> sales = sales.assign(place=None, paragraph=1, read_as=None)
    >>> short_names(sales).tolist()
    ['Sales, 2023', 'Sales, 2024']
    >>> years = {"period_start": pd.NaT, "period_end": pd.NaT}
    >>> short_names(sales.assign(place=["Ghent", None], **years)).tolist()
    ['Sales, Ghent', 'Sales']
    """
    stated = "“" + figures["read_as"].fillna(figures["stated"]).map(_shortened) + "”"
    nothing_said = stated + ", paragraph " + figures["paragraph"].astype("str")
    said = figures["counted"].map(_opened, na_action="ignore").astype("str")
    first = said.fillna(nothing_said)
    made = first.copy()
    days = periods(figures)
    when = (", " + days).mask(days == "", "")
    where = (", " + figures["place"]).fillna("")
    marks = [when, where, where + when, ": " + stated]
    blank, taken = figures["name"].isna(), set(figures["name"].dropna())
    for name, group in first[blank].groupby(first):
        if len(group) > 1 or name in taken:
            apart = (group + mark[group.index] for mark in marks)
            unlike = (names for names in apart if len({*names} - taken) == len(group))
            made[group.index] = next(unlike, group)
    for label in figures.index[blank]:
        choices = chain([made[label]], (f"{made[label]}, number {n}" for n in count(2)))
        made[label] = next(name for name in choices if name not in taken)
        taken.add(made[label])
    return figures["name"].fillna(made)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _LONGEST:
        return words
    whole = textwrap.shorten(words, _LONGEST, placeholder="…")
    return whole if len(whole) > _LONGEST / 2 else f"{words[: _LONGEST - 1]}…"


def _opened(words: str) -> str:
    short = _shortened(words)
    return short[:1].upper() + short[1:]
