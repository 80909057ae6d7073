"""Load a dataset's tables as typed frames.

Numbers are never typed in a table: they are read from the quoted phrases by the reader. Every
fault is raised as a `DatasetError` that names file, line, column and text, before a frame is made.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.articles import read_many
from analysis.dataset.naming import short_names
from analysis.dataset.tables import Column, Dataset, columns, fault, key, schema
from analysis.reader import MEASURES

Folder = str | os.PathLike[str] | Dataset | None


def data_folder(folder: str | os.PathLike[str] | None = None) -> Path:
    """Return the dataset folder: the one given, else `$ANALYSIS_DATA`, else the package's own."""
    if folder is None:
        folder = os.environ.get("ANALYSIS_DATA") or None
    return _packaged_data() if folder is None else Path(os.path.expanduser(folder))


def _packaged_data() -> Path:
    """Return the folder of the project's own dataset, in a checkout or in the installed package."""
    package = Path(__file__).parents[1]
    return next(p for p in (package / "data", package.parents[1] / "data") if p.is_dir())


def sample_article(language: str = "en") -> str:
    """Return the article written for trying the tools, in English ("en") or Chinese ("zh").

    Its province and all its figures are invented; the English one has lost a 万 (ten thousand).
    """
    path = _packaged_data() / "samples" / f"libraries-{language}.txt"
    return path.read_text(encoding="utf-8")


def opened(folder: Folder = None) -> Dataset:
    """Return the dataset in a folder, named as `data_folder` takes it; an opened one as it is."""
    return folder if isinstance(folder, Dataset) else Dataset(data_folder(folder))


def load_figures(
    folder: Folder = None, *, open_more_than: bool = False, as_printed: bool = False
) -> pd.DataFrame:
    """Load the stated figures, one row each, indexed by `figure_id`.

    Columns: name, topic, role, programme_id, counted, stated, value, value_high, bound, low, high,
    unit, quote, number_start, number_end, read_as, paragraph, period_start, period_end, place,
    divides, note. Numbers are float64 in base units, periods datetime64; number_start and
    number_end are the number's span in the quote. Where `read_as` holds a phrase, value, bound,
    interval and unit are read from that (the unit only if it has one); topic is the programme's. A
    figure that nobody has named has what it counts for a name (see `naming.short_names`).
    `open_more_than` takes "more than" without an upper end (see `intervals`); `as_printed` leaves
    `read_as` aside, and leaves out the rows whose quote states no figure. Raises DatasetError.

    >>> figures = load_figures()
    >>> figures.index.name, *(str(figures[name].dtype) for name in ("high", "period_end"))
    ('figure_id', 'float64', 'datetime64[us]')
    """
    data = opened(folder)
    topics = {row["programme_id"]: row["topic"] for row in data.rows("programmes")}
    named = [topics.get(row["programme_id"]) for row in data.rows("figures")]
    frame = _with_numbers(data, "figures", open_more_than, as_printed, topic=named)
    frame["name"] = short_names(frame)
    if as_printed:
        states = _states_a_figure(read_phrases(data, "figures"))
        frame = frame[states.to_numpy()].assign(read_as=pd.Series(dtype="str"))
    order = pd.Index(dict.fromkeys(topics.values()), dtype="str")
    topic = pd.Categorical(frame["topic"], categories=order).remove_unused_categories()
    return frame.assign(topic=topic)


def load_references(folder: Folder = None, *, open_more_than: bool = False) -> pd.DataFrame:
    """Load the independently published figures, one row each, indexed by `reference_id`.

    Columns: figure_id, relation, counted, stated, value, value_high, bound, low, high, unit,
    period_start, period_end, place, publisher, source, published, url, confidence, what. A
    reference without a printed figure has missing numbers. Raises DatasetError.
    """
    return _with_numbers(opened(folder), "references", open_more_than)


def load_events(folder: Folder = None) -> pd.DataFrame:
    """Load the dated events in order of their start, indexed by `event_id`.

    Columns: kind, actor, programme_id, what, start, end, precision, quote, number_start,
    number_end, paragraph. Start and end are the first and last day that the quoted phrase means.
    Raises DatasetError.

    >>> events = load_events()
    >>> bool((events["start"] <= events["end"]).all()), events["start"].is_monotonic_increasing
    (True, True)
    """
    data = opened(folder)
    dates = read_phrases(data, "events")
    undated = (dates["kind"] != "date") | dates["period_start"].isna()
    for i in dates.index[undated]:
        row = data.rows("events")[i]
        if dates["kind"][i] == "date" and row["year"] is None:
            problem = f"blank, and no year in the quote {row['quote']!r:.90} dates the event"
            raise fault("events", row, "year", problem)
        raise fault("events", row, "quote", "expected a phrase that dates the event")
    _require_no_second_year(data)
    days = {"start": dates["period_start"], "end": dates["period_end"]}
    frame = _frame(data, "events", dates.assign(**days, precision=_precision(**days)))
    return frame.drop(columns="year").sort_values(["start", "end"], kind="stable")


def _require_no_second_year(data: Dataset) -> None:
    """Hold that no row supplies a year that its phrase gives itself: they could differ."""
    rows = [row for row in data.rows("events") if row["year"]]
    alone = read_many(row["quote"] for row in rows)
    for i in alone.loc[alone["period_start"].notna(), "owner"]:
        raise fault("events", rows[i], "year", "the quote gives a year itself: leave it blank")


def load_programmes(folder: Folder = None) -> pd.DataFrame:
    """Load the programmes that the article describes, indexed by `programme_id`.

    Columns: part_of, topic, name, level, actor, place, start, end, what, paragraph, n_figures,
    n_events (figures and events tied to the programme itself). Raises DatasetError.
    """
    data = opened(folder)
    tables = ("figures", "events")
    tied = ((f"n_{name}", row["programme_id"]) for name in tables for row in data.rows(name))
    return _counted(data, "programmes", tied)


def load_other_mentions(folder: Folder = None) -> pd.DataFrame:
    """Load the numeric mentions that state no figure of their own.

    Columns: quote, number_start, number_end, paragraph, kind (category), figure_id (of a repeated
    figure), why. Raises DatasetError.
    """
    data = opened(folder)
    for row in data.rows("other_mentions"):
        if (row["kind"] == "repeat") != (row["figure_id"] is not None):
            problem = "expected a figure for kind repeat, and only then"
            raise fault("other_mentions", row, "figure_id", problem)
    spans = read_phrases(data, "other_mentions")[["number_start", "number_end"]]
    return _frame(data, "other_mentions", spans)


def load_paragraphs(folder: Folder = None) -> pd.DataFrame:
    """Load the article's paragraphs, indexed by `number`.

    Columns: section, words, then how many mentions of each kind stand in it: figures, repeats,
    dates, ordinals, names, idioms, hotlines. Raises DatasetError.
    """
    data = opened(folder)
    placed = [("figures", row["paragraph"]) for row in data.rows("figures")]
    placed += [("dates", row["paragraph"]) for row in data.rows("events")]
    placed += [(f"{row['kind']}s", row["paragraph"]) for row in data.rows("other_mentions")]
    return _counted(data, "paragraphs", placed)


LOADERS = {
    "figures": load_figures,
    "events": load_events,
    "programmes": load_programmes,
    "references": load_references,
    "other_mentions": load_other_mentions,
    "paragraphs": load_paragraphs,
}


def data_dictionary() -> pd.DataFrame:
    """Return the data dictionary, one row per column of every table.

    Columns: table, column, type, required, unique, derived (whether the library computes it),
    allowed, refers_to, description (see `tables.Column`).
    """
    return pd.DataFrame(schema()).rename(columns={"name": "column"})


def folded(text: str) -> str:
    """Return a text as it is compared: without case, white space, width and unseen characters.

    >>> folded("Lin\N{SOFT HYPHEN}shui  province\N{EM SPACE}") == folded("Ｌinshui Province")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    seen = (sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split())


def same_thing(figures: pd.DataFrame, references: pd.DataFrame) -> pd.Series[Any]:
    """Tell of every reference whether it counts the same thing as its figure, as a boolean column.

    It does where its `counted` is the figure's, word for word, but for case and white space; never
    for a figure not in `figures`.

    >>> figures = pd.DataFrame({"counted": ["moves"]}, index=["moves"])
    >>> counted = ["Moves ", "moves of every kind"]
    >>> same_thing(figures, pd.DataFrame({"figure_id": "moves", "counted": counted})).tolist()
    [True, False]
    """
    counted = references["figure_id"].map(figures["counted"]).map(folded, na_action="ignore")
    same = references["counted"].map(folded, na_action="ignore") == counted
    return same.rename("same_thing")


def claims_its_sum(mention: Any) -> Any:
    """Tell whether a mention is a name that adds up counts, and so claims their sum.

    Takes a frame of `find_mentions`, for a boolean column, or one row of it.

    >>> from analysis.reader import find_mentions
    >>> claims_its_sum(find_mentions("10+5+8 measures, 33 makers, the Group of 20")).tolist()
    [True, False, False]
    """
    text = mention["text"]
    added = text.str.contains("+", regex=False) if isinstance(text, pd.Series) else "+" in text
    return (mention["kind"] == "identifier") & pd.notna(mention["value"]) & added


def read_phrases(data: Dataset, name: str, *, open_more_than: bool = False) -> pd.DataFrame:
    """Read the one number of each row's phrase, once, with the year that the row supplies.

    The columns of `find_mentions`, indexed by the row's place in the table; a row without a phrase
    is left out. Raises DatasetError for a phrase that does not hold exactly one number.
    """
    reading = name, open_more_than
    if reading not in data.readings:
        data.readings[reading] = _read_phrases(data, name, open_more_than)
    return data.readings[reading]


def _read_phrases(data: Dataset, name: str, open_more_than: bool) -> pd.DataFrame:
    rows, column = data.rows(name), _phrase(name)
    stated = [i for i, row in enumerate(rows) if row[column] is not None]
    parts = []
    for year in {rows[i].get("year") for i in stated} or {None}:
        here = [i for i in stated if rows[i].get("year") == year]
        phrases = [rows[i][column] for i in here]
        part = read_many(phrases, reference_year=year, open_more_than=open_more_than)
        parts.append(part.assign(owner=np.array(here, dtype="int64")[part["owner"]]))
    mentions = pd.concat(parts).set_index("owner").sort_index(kind="stable")
    texts = defaultdict(list)
    for i, text in mentions["text"].items():
        texts[i].append(repr(text))
    for i in stated:
        if len(texts[i]) != 1:
            problem = f"expected exactly one number, found {', '.join(texts[i]) or 'none'}"
            raise fault(name, rows[i], column, problem)
    return mentions


def _phrase(name: str) -> str:
    """Return the column of the phrase that states a row's number."""
    return "stated" if name == "references" else "quote"


def _with_numbers(
    data: Dataset,
    name: str,
    open_more_than: bool,
    as_printed: bool = False,
    **derived: list[Any],
) -> pd.DataFrame:
    """Return a table with each row's figure, read by hand where somebody has, unless as printed.

    `derived` are columns more, in the order of the rows.
    """
    mentions = read_phrases(data, name, open_more_than=open_more_than)
    by_hand = _read_by_hand(data, name, open_more_than)
    sums = claims_its_sum(mentions)
    for i in mentions.index[~_states_a_figure(mentions)].difference(by_hand.index):
        problem = f"expected a figure, found a number of kind {mentions['kind'][i]}"
        problem += "; read_as can say what it states" if name == "figures" else ""
        raise fault(name, data.rows(name)[i], _phrase(name), problem)
    ends = {end: mentions[end].where(~sums, mentions["value"]) for end in ("low", "high")}
    read = mentions.assign(stated=mentions["text"], **ends)
    if not as_printed:
        by_hand["unit"] = by_hand["unit"].fillna(mentions["unit"])
        read.loc[by_hand.index, by_hand.columns] = by_hand
    for column, values in derived.items():
        read[column] = pd.Series(values, dtype="object").reindex(read.index)
    return _frame(data, name, read)


def _states_a_figure(mentions: pd.DataFrame) -> pd.Series[Any]:
    """Tell of each mention whether it is a measure, or a name that adds up counts (10+5+8)."""
    states: pd.Series[Any] = mentions["kind"].isin(MEASURES) | claims_its_sum(mentions)
    return states


def _read_by_hand(data: Dataset, name: str, open_more_than: bool) -> pd.DataFrame:
    """Read what stands in `read_as`, the columns that take the place of what the quote reads."""
    rows = data.rows(name)
    some = [i for i, row in enumerate(rows) if row.get("read_as") is not None]
    phrases = [rows[i]["read_as"] for i in some]
    found = read_many(phrases, open_more_than=open_more_than).set_index("owner")
    for at, i in enumerate(some):
        here = found.loc[[at]] if at in found.index else found.iloc[:0]
        if len(here) != 1 or here["kind"].iloc[0] not in MEASURES or here["value"].isna().iloc[0]:
            pairs = zip(here["kind"], here["text"], strict=True)
            told = ", ".join(f"{kind} {text!r}" for kind, text in pairs)
            raise fault(name, rows[i], "read_as", f"expected one measure, found {told or 'none'}")
    found.index = pd.Index(some, dtype="int64")
    return found[["value", "value_high", "bound", "low", "high", "unit"]]


def _frame(data: Dataset, name: str, read: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a table's columns, typed, with those of its derived ones that `read` holds."""
    rows, series = data.rows(name), {}
    for column in columns(name):
        if not column.derived:
            series[column.name] = _series([row[column.name] for row in rows], column)
        elif read is not None and column.name in read:
            series[column.name] = read[column.name].reindex(range(len(rows)))
    frame = pd.DataFrame(series, index=range(len(rows)))
    return frame.set_index(key(name)) if key(name) else frame


def _counted(data: Dataset, name: str, pairs: Iterable[tuple[str, Any]]) -> pd.DataFrame:
    """Return a table whose derived columns count the pairs of column and key."""
    counts, frame = Counter(pairs), _frame(data, name)
    for column in (column.name for column in columns(name) if column.derived):
        frame[column] = np.array([counts[column, label] for label in frame.index], dtype="int64")
    return frame


def _series(values: list[Any], column: Column) -> pd.Series[Any]:
    if column.type == "category":
        names = column.allowed.split() or list(dict.fromkeys(v for v in values if v is not None))
        return pd.Series(pd.Categorical(values, categories=pd.Index(names, dtype="str")))
    if column.type == "date":
        return pd.Series(values, dtype="datetime64[us]")
    if column.type == "integer" and None not in values:
        return pd.Series(values, dtype="int64")
    return pd.Series(values, dtype="str" if column.type == "string" else "float64")


def _precision(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[Any]:
    whole_years = (start.dt.day_of_year == 1) & end.dt.is_year_end
    whole_months = start.dt.is_month_start & end.dt.is_month_end
    names = np.select([whole_years, whole_months], ["year", "month"], "day")
    named = pd.Categorical(names, categories=["day", "month", "year"])
    return pd.Series(named, index=start.index)
