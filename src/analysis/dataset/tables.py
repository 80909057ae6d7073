"""The tables of a dataset: what each column holds, and the faults that a stored one can have.

A dataset is a folder with these tables as CSV files. The schema is `columns.csv`, beside this file
and nowhere else; the folder's `datapackage.json` is written from it for other people's tools, and
never read back.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import date
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

Row = dict[str, Any]

TABLES = {
    "figures": "one stated figure",
    "events": "one dated event",
    "programmes": "one system, plan or reform that the article describes",
    "other_mentions": "one numeric mention that states no figure",
    "references": "one independently published figure",
    "paragraphs": "one paragraph of the article",
}
"""What a row is, by the table's name."""

PREFILLED, SCREENED = "Prefilled", "Screened:"
"""How a note begins while nobody has agreed with its row; what stands before screening's words."""

_PARSERS: dict[str, Any] = {"integer": int, "date": date.fromisoformat}
_PERIODS = (("period_start", "period_end"), ("start", "end"))
_TABLE_LIMIT = 1 << 24  # bytes
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # characters that no one sees in a spreadsheet
_MESSAGE, _SHOWN = 200, 60  # characters of a message, and of a text in it
_HOW = "save it as CSV UTF-8, separated by commas"


class DatasetError(ValueError):
    """A fault in a dataset; the message names file, line, column and the offending text.

    It is one line of at most 200 characters.
    """

    def __init__(self, message: str) -> None:
        """Keep the message short."""
        line = " ".join(message.splitlines())
        super().__init__(line if len(line) <= _MESSAGE else f"{line[: _MESSAGE - 1]}…")


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return a text of so many characters at most, with its middle left out.

    >>> shortened("a paragraph of the article", 12)
    'a para…ticle'
    """
    return text if len(text) <= most else f"{text[: most // 2]}…{text[most // 2 + 1 - most :]}"


def stripped(cell: str) -> str:
    """Return a cell's text as it is taken, without white space and unseen characters around it."""
    return cell.strip().strip(_UNSEEN).strip()


class Column(NamedTuple):
    """A row of `columns.csv`: what a column means, and what its cells may hold.

    `allowed`, by type: the names of a category in their order (blank: those that the table has, in
    its order), a pattern for a string, least..most for an integer. `refers_to` is the table whose
    key it names. What is derived is computed by the library and stands in no file. What is asked
    for may be blank, but a dataset is not done while it is.
    """

    table: str
    name: str
    type: str
    required: bool
    asked: bool
    unique: bool
    derived: bool
    allowed: str
    refers_to: str
    description: str

    def rules(self) -> Row:
        """Return what its cells must keep to, in the words of the Data Package standard."""
        least, _, most = self.allowed.partition("..") if self.type == "integer" else ("", "", "")
        rules = {
            "required": self.required,
            "unique": self.unique,
            "enum": self.allowed.split() if self.type == "category" else [],
            "pattern": self.allowed if self.type == "string" else "",
            "minimum": int(least or 0),
            "maximum": int(most or 0),
        }
        return {name: rule for name, rule in rules.items() if rule}


@cache
def schema() -> list[Column]:
    """Return the columns of every table."""
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [Column._make([*r[:3], *(cell == "yes" for cell in r[3:7]), *r[7:]]) for r in rows]


@cache
def columns(table: str) -> list[Column]:
    """Return a table's columns, in the order of the frame."""
    return [column for column in schema() if column.table == table]


def stored(table: str) -> list[Column]:
    """Return the columns of a table's file."""
    return [column for column in columns(table) if not column.derived]


def asked_columns() -> list[tuple[str, str]]:
    """Return the tables and columns that a finished dataset fills, though they may be blank."""
    return [(column.table, column.name) for column in schema() if column.asked]


def key(table: str) -> str:
    """Return the first column's name where it names a row, else nothing."""
    first = stored(table)[0]
    return first.name if first.unique else ""


class Dataset:
    """A dataset's folder, each of whose tables is parsed and checked once, when first asked for.

    Every loader takes one in place of a folder; who calls several saves the reading of files.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = Path(folder)
        self.readings: dict[tuple[str, bool], pd.DataFrame] = {}
        self._parsed: dict[str, list[Row]] = {}
        self._linked: set[str] = set()

    def rows(self, table: str) -> list[Row]:
        """Return a table's rows; each also holds `line`, its last line in the file.

        Raises DatasetError for a cell that its column does not allow, or that names no row.
        """
        rows = self._rows_alone(table)
        links = [] if table in self._linked else [c for c in stored(table) if c.refers_to]
        for column in links:
            named = key(column.refers_to)
            known = {row[named] for row in self._rows_alone(column.refers_to)} | {None}
            for row in rows:
                if row[column.name] not in known:
                    problem = f"no such {named} in {column.refers_to}.csv"
                    raise fault(table, row, column.name, problem)
        for column in links:
            if column.refers_to == table:
                _check_cycles(rows, column)
        self._linked.add(table)
        return rows

    def _rows_alone(self, table: str) -> list[Row]:
        if table not in self._parsed:
            rows = _parse(self.folder / f"{table}.csv", [c.name for c in stored(table)])
            for column in stored(table):
                _check_column(rows, column)
            _check_periods(rows, table)
            self._parsed[table] = rows
        return self._parsed[table]


def fault(table: str, row: Row, column: str, problem: str) -> DatasetError:
    """Return the error for a cell."""
    text = "" if row.get(column) is None else f"{shortened(repr(str(row[column])))}: "
    return DatasetError(f"{table}.csv, line {row['line']}, column {column}: {text}{problem}")


def _parse(path: Path, columns: list[str]) -> list[Row]:
    text = _read(path)
    first = text.partition("\n")[0]
    if "," not in first and (parted := re.search("[;\t]", first)):
        raise DatasetError(f"{path.name}, line 1: separated by {parted[0]!r}: {_HOW}")
    reader = csv.reader(io.StringIO(text, newline=None), strict=True)
    rows = []
    try:
        if (header := next(reader, [])) != columns:
            raise DatasetError(f"{path.name}, line 1: {_header_problem(header, columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                found = shortened(repr(cells), 2 * _SHOWN)
                problem = f"expected {len(columns)} cells, found {len(cells)}: {found}"
                raise DatasetError(f"{path.name}, line {reader.line_num}: {problem}")
            row = dict(zip(columns, (stripped(cell) or None for cell in cells), strict=True))
            rows.append(row | {"line": reader.line_num})
    except csv.Error as error:
        raise DatasetError(f"{path.name}, line {reader.line_num}: {error}") from None
    return rows


def _read(path: Path) -> str:
    """Return the text of a table's file."""
    try:
        if path.exists() and not path.is_file():
            raise DatasetError(f"{path.name}: no regular file")
        with path.open("rb") as file:
            raw = file.read(_TABLE_LIMIT + 1)
        if len(raw) > _TABLE_LIMIT:
            raise DatasetError(
                f"{path.name}: larger than {_TABLE_LIMIT:,} bytes, no dataset's table"
            )
        text = raw.decode("utf-8-sig")
    except OSError as error:
        place = shortened(str(path), 2 * _SHOWN)
        raise DatasetError(f"{place}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DatasetError(f"{path.name}, line {line}: not UTF-8 text: {_HOW}") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DatasetError(f"{path.name}, line {line}: NUL character: {_HOW}")
    return text


def _header_problem(header: list[str], columns: list[str]) -> str:
    """Say what is wrong with a table's first line."""
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    twice = [column for column in columns if header.count(column) > 1]
    wrong = {"missing": missing, "unknown": unknown, "repeated": twice}
    said = [f"{what} columns {shortened(', '.join(some))}" for what, some in wrong.items() if some]
    first = next((name for name, found in zip(columns, header, strict=False) if name != found), "")
    return "; ".join(said) or f"expected the column {first} where {header[columns.index(first)]} is"


def _check_column(rows: list[Row], column: Column) -> None:
    """Hold every cell against its column, and put the parsed value in its place."""
    rules, seen = column.rules(), dict[Any, int]()
    for row in rows:
        value, problem = _cell(row[column.name], column, rules)
        if not problem and column.unique and value is not None and value in seen:
            problem = f"stands in line {seen[value]} already"
        if problem:
            raise fault(column.table, row, column.name, problem)
        seen[value] = row["line"]
        row[column.name] = value


def _check_cycles(rows: list[Row], column: Column) -> None:
    """Refuse rows that refer to themselves, be it by way of others."""
    named = key(column.table)
    links = {row[named]: [row[column.name]] for row in rows if row[column.name] is not None}
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        way = error.args[1][::-1]
        row = next(row for row in rows if row[named] == way[0])
        problem = f"leads in a circle: {' → '.join(way)}"
        raise fault(column.table, row, column.name, problem) from None


def _cell(text: str | None, column: Column, rules: Row) -> tuple[Any, str]:
    """Return a cell's value, and what is wrong with it."""
    if text is None:
        return None, "empty, but a value is required" if column.required else ""
    if text not in rules.get("enum", [text]):
        return text, f"expected one of {', '.join(rules['enum'])}"
    if not re.fullmatch(rules.get("pattern", ".*"), text, re.DOTALL):
        return text, f"expected {column.description} ({rules['pattern']})"
    try:
        value = _PARSERS.get(column.type, str)(text)
    except ValueError:
        value = ""
    if str(value) != text:  # "20230803" and "1_000" are read as well, but by Python alone
        kind = "date as YYYY-MM-DD" if column.type == "date" else f"value of type {column.type}"
        return text, f"expected a {kind}"
    within = rules.get("minimum", value) <= value <= rules.get("maximum", value)
    return value, "" if within else f"out of range, expected {column.description}"


def _check_periods(rows: list[Row], table: str) -> None:
    for first, last in _PERIODS:
        for row in rows:
            start, end = row.get(first), row.get(last)
            if start and end and end < start:
                raise fault(table, row, last, f"lies before {first}, {start}")


def write_descriptor(folder: Path, head: Row) -> None:
    """Write the folder's `datapackage.json`: who and what the dataset is, then the schema."""
    package = {"profile": "data-package"} | head | {"resources": list(map(_resource, TABLES))}
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(table: str) -> Row:
    """Describe a table as the Data Package standard has it."""
    links = []
    for column in stored(table):
        if column.refers_to:
            target = column.refers_to if column.refers_to != table else ""  # as the standard asks
            reference = {"resource": target, "fields": key(column.refers_to)}
            links.append({"fields": column.name, "reference": reference})
    described = {
        "fields": list(map(_field, stored(table))),
        "missingValues": [""],
        "primaryKey": key(table),
        "foreignKeys": links,
    }
    return {
        "name": table,
        "path": f"{table}.csv",
        "title": f"A row is {TABLES[table]}",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "schema": {name: part for name, part in described.items() if part},
        "derived": [_field(column) for column in columns(table) if column.derived],
    }


def _field(column: Column) -> Row:
    type_ = "string" if column.type == "category" else column.type
    field = {"name": column.name, "type": type_, "description": column.description}
    return field | ({"constraints": column.rules()} if column.rules() else {})
