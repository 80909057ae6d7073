"""Load the dataset: `data/*.csv`, held against `data/datapackage.json`, as typed frames.

A dataset is a folder with a Data Package descriptor and the tables that it describes. Numbers are
never typed in a table: they are read from the quoted phrases by `find_mentions`. Every fault is
raised as a `DatasetError` that names file, line, column and text, before any frame is made.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.mentions import BETWEEN, find_mentions

MEASURES = ("quantity", "percent")
_DERIVED = ["value", "value_high", "bound", "low", "high", "unit"]
_MENTION_KINDS = {
    "ordinal": "ordinals",
    "name": "names",
    "idiom": "idioms",
    "hotline": "hotlines",
    "date": "dates",
    "repeat": "repeats",
}

Row = dict[str, Any]
Folder = str | os.PathLike[str] | None


class DatasetError(ValueError):
    """A fault in a dataset; the message names file, line, column and the offending text."""


def data_folder(folder: Folder = None) -> Path:
    """Return the dataset folder: the one given, else `$ANALYSIS_DATA`, else the package's own."""
    if folder is None:
        folder = os.environ.get("ANALYSIS_DATA") or None
    return packaged_data() if folder is None else Path(folder).expanduser()


def packaged_data() -> Path:
    """Return the folder of the project's own dataset, in a checkout or in the installed package."""
    package = Path(__file__).parent
    return next(p for p in (package / "data", package.parents[1] / "data") if p.is_dir())


def sample_article(language: str = "en") -> str:
    """Return the article written for trying the tools, in English ("en") or Chinese ("zh").

    Its province and all its figures are invented; the English one has lost a 万 (ten thousand).
    """
    path = packaged_data() / "samples" / f"libraries-{language}.txt"
    return path.read_text(encoding="utf-8")


def load_figures(folder: Folder = None, *, open_more_than: bool = False) -> pd.DataFrame:
    """Load the stated figures, one row each, indexed by `figure_id`.

    Columns: topic, programme_id, counted, stated, value, value_high, bound, low, high, unit,
    quote, paragraph, period_start, period_end, place, note. Numbers are float64 in base units,
    periods datetime64, topic and bound categories. `open_more_than` takes "more than" without an
    upper end (see `estimates`). Raises DatasetError.

    >>> figures = load_figures()
    >>> figures.at["savings_yuan", "stated"], float(figures.at["savings_yuan", "high"])
    ('about 3.8 billion yuan', 3850000000.0)
    """
    rows, schema, path = _read_table("figures", data_folder(folder))
    frame = _typed(rows, schema)
    mentions = _read_quotes(rows, "quote", path, open_more_than=open_more_than)
    mentions = _as_figures(mentions, rows, "quote", path)
    frame["stated"] = mentions["text"].to_numpy()
    frame[_DERIVED] = mentions[_DERIVED].set_axis(frame.index)
    first = ["figure_id", "topic", "programme_id", "counted", "stated", *_DERIVED, "quote"]
    return _ordered(frame, first)


def load_references(folder: Folder = None, *, open_more_than: bool = False) -> pd.DataFrame:
    """Load the independently published figures, one row each, indexed by `reference_id`.

    Columns: figure_id, relation, counted, stated, value, value_high, bound, low, high, unit,
    place, period_start, period_end, publisher, published, url, confidence, what. A reference
    without a printed figure has missing numbers. Raises DatasetError.
    """
    rows, schema, path = _read_table("references", data_folder(folder))
    frame = _typed(rows, schema)
    stated = [row for row in rows if row["stated"] is not None]
    mentions = _read_quotes(stated, "stated", path, open_more_than=open_more_than)
    mentions = _as_figures(mentions, stated, "stated", path)
    mentions.index = frame.index[[row["stated"] is not None for row in rows]]
    frame[_DERIVED] = mentions[_DERIVED].reindex(frame.index)
    first = ["reference_id", "figure_id", "relation", "counted", "stated", *_DERIVED, "place"]
    return _ordered(frame, first)


def load_events(folder: Folder = None) -> pd.DataFrame:
    """Load the dated events in order of their start, indexed by `event_id`.

    Columns: kind, actor, programme_id, what, start, end, precision, quote, paragraph. Start and
    end are the first and last day that the quoted phrase means. Raises DatasetError.

    >>> load_events().loc["technology_plan_training", ["start", "end"]].dt.day.tolist()
    [6, 9]
    """
    rows, schema, path = _read_table("events", data_folder(folder))
    frame = _typed(rows, schema)
    dates = _read_dates(rows, path)
    for row, kind, start in zip(rows, dates["kind"], dates["period_start"], strict=True):
        if kind != "date" or pd.isna(start):
            raise _fault(path, row, "quote", "expected a phrase that dates the event")
    frame["start"], frame["end"] = dates["period_start"], dates["period_end"]
    frame["precision"] = _precision(frame["start"], frame["end"])
    first = ["event_id", "kind", "actor", "programme_id", "what", "start", "end", "precision"]
    frame = _ordered(frame.drop(columns="year"), first)
    return frame.sort_values(["start", "end"], kind="stable")


def load_programmes(folder: Folder = None) -> pd.DataFrame:
    """Load the programmes that the article describes, indexed by `programme_id`.

    Columns: part_of, topic, name, level, actor, place, start, end, what, paragraph, n_figures,
    n_events (figures and events tied to the programme itself). Raises DatasetError.
    """
    folder = data_folder(folder)
    frame = _ordered(_typed(*_read_table("programmes", folder)[:2]), ["programme_id"])
    for name, count in (("figures", "n_figures"), ("events", "n_events")):
        tied = [row["programme_id"] for row in _read_table(name, folder)[0]]
        counts = pd.Series(tied, dtype=object).value_counts()
        frame[count] = counts.reindex(frame.index).fillna(0).astype("int64")
    return frame


def load_other_mentions(folder: Folder = None) -> pd.DataFrame:
    """Load the numeric mentions that state no figure of their own.

    Columns: quote, paragraph, kind (category), figure_id (of a repeated figure), why. Raises
    DatasetError.
    """
    rows, schema, path = _read_table("other_mentions", data_folder(folder))
    for row in rows:
        if (row["kind"] == "repeat") != (row["figure_id"] is not None):
            raise _fault(path, row, "figure_id", "expected a figure for kind repeat, and only then")
    _read_quotes(rows, "quote", path)
    return _typed(rows, schema)


def load_paragraphs(folder: Folder = None) -> pd.DataFrame:
    """Load the article's paragraphs, indexed by `number`.

    Columns: section, words, then how many mentions of each kind stand in it: figures, repeats,
    dates, ordinals, names, idioms, hotlines. Raises DatasetError.
    """
    folder = data_folder(folder)
    frame = _ordered(_typed(*_read_table("paragraphs", folder)[:2]), ["number"])
    placed = [("figures", row["paragraph"]) for row in _read_table("figures", folder)[0]]
    placed += [("dates", row["paragraph"]) for row in _read_table("events", folder)[0]]
    others = _read_table("other_mentions", folder)[0]
    placed += [(_MENTION_KINDS[row["kind"]], row["paragraph"]) for row in others]
    kinds, paragraphs = zip(*placed, strict=True) if placed else ((), ())
    columns = ["figures", "repeats", "dates", "ordinals", "names", "idioms", "hotlines"]
    counts = pd.crosstab(pd.Series(paragraphs, dtype="int64"), pd.Series(kinds, dtype=object))
    counts = counts.reindex(index=frame.index, columns=columns, fill_value=0)
    return frame.join(counts.astype("int64"))


def data_dictionary(folder: Folder = None) -> pd.DataFrame:
    """Return the data dictionary, one row per column of every table.

    Columns: table, column, type, derived (whether the library computes it), description.
    """
    rows = [
        (r["name"], f["name"], f["type"], derived, f["description"])
        for r in _package(data_folder(folder))["resources"]
        for derived, fields in ((False, r["schema"]["fields"]), (True, r["derived"]))
        for f in fields
    ]
    return pd.DataFrame(rows, columns=["table", "column", "type", "derived", "description"])


def _package(folder: Path) -> Row:
    path = folder / "datapackage.json"
    try:
        package: Row = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DatasetError(f"{path}: no dataset here ({error.strerror})") from None
    except ValueError as error:
        raise DatasetError(f"{path}: not valid JSON ({error})") from None
    return package


def _fault(path: Path, row: Row, column: str, problem: str) -> DatasetError:
    text = "" if row.get(column) is None else f"{row[column]!r}: "
    return DatasetError(f"{path.name}, line {row['line']}, column {column}: {text}{problem}")


def _read_table(
    name: str, folder: Path, *, follow_keys: bool = True
) -> tuple[list[Row], Row, Path]:
    """Read and validate one table; each row also holds `line`, its last line in the file."""
    resources = {r["name"]: r for r in _package(folder)["resources"]}
    path = folder / resources[name]["path"]
    schema = resources[name]["schema"]
    rows = _parse_rows(path, [field["name"] for field in schema["fields"]])
    for field in schema["fields"]:
        _check_column(rows, field, path)
    _check_periods(rows, path)
    for key in schema.get("foreignKeys", []) if follow_keys else []:
        _check_foreign_key(rows, key, folder, path)
    return rows, schema, path


def _parse_rows(path: Path, columns: list[str]) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DatasetError(f"{path.name}, line {line}: not UTF-8 text") from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if header != columns:
            raise DatasetError(f"{path.name}, line 1: {_header_problem(header, columns)}")
        rows = []
        for cells in reader:
            if len(cells) != len(columns):
                problem = f"expected {len(columns)} cells, found {len(cells)}: {cells}"
                raise DatasetError(f"{path.name}, line {reader.line_num}: {problem}")
            cleaned = (cell.strip() or None for cell in cells)
            rows.append(dict(zip(columns, cleaned, strict=True)) | {"line": reader.line_num})
    except csv.Error as error:
        raise DatasetError(f"{path.name}, line {reader.line_num}: {error}") from None
    return rows


def _header_problem(header: list[str], columns: list[str]) -> str:
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if missing or unknown:
        return f"missing columns {missing}, unknown columns {unknown}"
    return f"expected the columns in the order {columns}, found {header}"


def _check_column(rows: list[Row], field: Row, path: Path) -> None:
    """Hold one column against its field: required, type, enum, pattern, range, unique."""
    name, rules = field["name"], field.get("constraints", {})
    pattern = re.compile(rules.get("pattern", ".*"), re.DOTALL)
    seen: dict[Any, int] = {}
    for row in rows:
        text = row[name]
        if text is None:
            if rules.get("required"):
                raise _fault(path, row, name, "empty, but a value is required")
            continue
        if "enum" in rules and text not in rules["enum"]:
            raise _fault(path, row, name, f"expected one of {', '.join(rules['enum'])}")
        if not pattern.fullmatch(text):
            raise _fault(path, row, name, f"expected {field['description']} ({pattern.pattern})")
        value = _parsed(row, name, field["type"], path)
        if not rules.get("minimum", value) <= value <= rules.get("maximum", value):
            raise _fault(path, row, name, f"out of range, expected {field['description']}")
        if rules.get("unique") and value in seen:
            raise _fault(path, row, name, f"stands in line {seen[value]} already")
        seen[value] = row["line"]
        row[name] = value


def _parsed(row: Row, name: str, kind: str, path: Path) -> Any:
    parsers: dict[str, Callable[[str], Any]] = {
        "string": str,
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
    }
    try:
        return parsers[kind](row[name])
    except ValueError:
        expected = "a date as YYYY-MM-DD" if kind == "date" else f"a value of type {kind}"
        raise _fault(path, row, name, f"expected {expected}") from None


def _check_periods(rows: list[Row], path: Path) -> None:
    for first, last in (("period_start", "period_end"), ("start", "end")):
        for row in rows:
            start, end = row.get(first), row.get(last)
            if start and end and end < start:
                raise _fault(path, row | {last: str(end)}, last, f"lies before {first}, {start}")


def _check_foreign_key(rows: list[Row], key: Row, folder: Path, path: Path) -> None:
    field, target = key["fields"], key["reference"]["resource"]
    column = key["reference"]["fields"]
    others = _read_table(target, folder, follow_keys=False)[0] if target else rows
    known = {row[column] for row in others}
    for row in rows:
        if row[field] is not None and row[field] not in known:
            where = f"{target}.csv" if target else path.name
            raise _fault(path, row, field, f"no such {column} in {where}")


def _typed(rows: list[Row], schema: Row) -> pd.DataFrame:
    fields = schema["fields"]
    return pd.DataFrame({f["name"]: _series([row[f["name"]] for row in rows], f) for f in fields})


def _series(values: list[Any], field: Row) -> pd.Series[Any]:
    if categories := field.get("constraints", {}).get("enum"):
        return pd.Series(pd.Categorical(values, categories=categories))
    if field["type"] == "date":
        return pd.Series(values, dtype="datetime64[us]")
    if field["type"] == "integer" and None not in values:
        return pd.Series(values, dtype="int64")
    return pd.Series(values, dtype="str" if field["type"] == "string" else "float64")


def _ordered(frame: pd.DataFrame, first: list[str]) -> pd.DataFrame:
    """Put the named columns first and make the very first one the index."""
    rest = [column for column in frame if column not in first]
    return frame[[*first, *rest]].set_index(first[0])


def _read_quotes(rows: Iterable[Row], column: str, path: Path, **options: Any) -> pd.DataFrame:
    """Read the one numeric mention of each row's phrase, in row order.

    The phrases are read as paragraphs of one text, which costs one frame instead of one each.
    """
    rows = list(rows)
    lengths = np.array([len(row[column]) + len(BETWEEN) for row in rows], dtype="int64")
    mentions = find_mentions(BETWEEN.join(row[column] for row in rows), **options)
    owner = np.searchsorted(lengths.cumsum(), mentions["start"].to_numpy(), side="right")
    for i, count in enumerate(np.bincount(owner, minlength=len(rows))):
        if count != 1:
            found = ", ".join(repr(text) for text in mentions["text"][owner == i]) or "none"
            raise _fault(path, rows[i], column, f"expected exactly one number, found {found}")
    return mentions


def _read_dates(rows: list[Row], path: Path) -> pd.DataFrame:
    """Read the date of each row's quote, with the year that the row supplies where it does."""
    parts = [find_mentions("")]
    for year in {row["year"] for row in rows}:
        here = [i for i, row in enumerate(rows) if row["year"] == year]
        part = _read_quotes([rows[i] for i in here], "quote", path, reference_year=year)
        parts.append(part.set_axis(here))
    return pd.concat(parts).sort_index()


def _as_figures(mentions: pd.DataFrame, rows: list[Row], column: str, path: Path) -> pd.DataFrame:
    """Hold that every mention is a figure, and give each its interval.

    A figure is a measure, or a name that adds up counts (10+5+8), which claims exactly its sum.
    """
    sums = (mentions["kind"] == "identifier") & mentions["value"].notna()
    fit = mentions["kind"].isin(MEASURES) | sums
    for row, ok, kind in zip(rows, fit, mentions["kind"], strict=True):
        if not ok:
            raise _fault(path, row, column, f"expected a figure, found a number of kind {kind}")
    low, high = (mentions[end].where(~sums, mentions["value"]) for end in ("low", "high"))
    return mentions.assign(low=low, high=high)


def _precision(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[Any]:
    whole_years = (start.dt.day_of_year == 1) & end.dt.is_year_end
    whole_months = start.dt.is_month_start & end.dt.is_month_end
    names = np.select([whole_years, whole_months], ["year", "month"], "day")
    return pd.Series(pd.Categorical(names, categories=["day", "month", "year"]))
