"""What is left to do on a dataset, in the order in which to do it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.audit.unused import unused_references
from analysis.audit.verdicts import corrections
from analysis.dataset import (
    LOADERS,
    PREFILLED,
    DatasetError,
    asked_columns,
    check_article,
    key,
    load_figures,
    load_references,
    opened,
    shortened,
)
from analysis.wording import period

STEPS = {
    "fault": "The tables cannot be read: nothing else can be checked before",
    "article": "The tables and the article do not agree",
    "unnamed": "Nobody has said this yet",
    "unconfirmed": "Proposed by rule: mend what is wrong, then delete its note, or “Prefilled”",
    "corrected": "Corrected by hand: the verdict is about the correction",
    "reference": "References that bound no figure, and why",
}
"""What a step is about, by its name, in the order in which to mend."""

MENDED_FIRST = ("fault", "article", "unnamed", "unconfirmed")
"""The steps in which something is wrong, missing or a guess, and not just to be looked at."""

_COLUMNS = ["step", "file", "line", "column", "text", "problem"]

Entry = tuple[str, str, Any, str, str, str]


def check_dataset(folder: Any = None, text: str | None = None) -> pd.DataFrame:
    """List what is left to do on a dataset, in the order in which to do it.

    `folder` is a dataset's folder as the loaders take it, `text` its article, if that is at hand.
    One row per thing to do: step, file, line (of the file; missing where there is none), column,
    text (the cell or the number) and problem. Steps: *fault*, a table cannot be read (the first
    fault of each; the other steps wait for it); *article*, a number of the article has no row, or a
    row's number has changed, moved or gone (see `check_article`); *unnamed*, a cell that a finished
    dataset fills is blank; *unconfirmed*, a row still says that it is prefilled, in a figure's note
    or in why a number is none; *corrected*, a number is read as somebody has said (`read_as`), and
    the verdict without that, where it is another; *reference*, one that bounds no figure, and why
    (see `unused_references`), or that there is none. Raises FileNotFoundError for a
    folder that is not there, ValueError for a text that is none.

    >>> check_dataset()["step"].unique().tolist()
    ['reference']
    """
    data = opened(folder)
    if not data.folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(data.folder))
    found = [*_faults(data)]
    if not found:
        found += [] if text is None else _disagreements(data, text)
        found += [*_unnamed(data), *_unconfirmed(data), *_corrected(data), *_unused(data)]
    frame = pd.DataFrame(found, columns=_COLUMNS)
    steps = pd.Categorical(frame["step"], categories=list(STEPS))
    return frame.astype({"line": "Int64"}).assign(step=steps)


def _faults(data: Any) -> Iterator[Entry]:
    told = set()
    for load in LOADERS.values():
        try:
            load(data)
        except DatasetError as error:
            if (message := str(error)) not in told:
                yield "fault", "", None, "", "", message
            told.add(message)


def _disagreements(data: Any, text: str) -> Iterator[Entry]:
    ledger: Any = check_article(text, data)
    n_rows, n_gone = ledger["row_id"].notna().sum(), (ledger["status"] == "missing").sum()
    if n_gone > n_rows / 2:
        problem = f"{n_gone} of {n_rows} rows are not in this text: is it the dataset's article?"
        yield "article", "", None, "", "", problem
        return
    for row in ledger[ledger["status"] != "kept"].itertuples():
        where = f"paragraph {row.paragraph}"
        if row.status == "new":
            yield "article", "", None, "", row.text, f"{where}: no row holds this number"
        else:
            problem = f"{row.status}: {row.detail} ({where})"
            yield "article", f"{row.table}.csv", _line(data, row), "quote", row.quote, problem


def _line(data: Any, row: Any) -> int:
    """Return the line of a row that a ledger names by its index label."""
    rows = data.rows(row.table)
    named = key(row.table)
    lines = {one[named] if named else str(i): one["line"] for i, one in enumerate(rows)}
    return int(lines[row.row_id])


def _unnamed(data: Any) -> Iterator[Entry]:
    for table, column in asked_columns():
        for row in data.rows(table):
            if row[column] is None:
                text = row.get("quote") or row.get("name") or ""
                yield "unnamed", f"{table}.csv", row["line"], column, text, "blank"


def _unconfirmed(data: Any) -> Iterator[Entry]:
    for row in data.rows("figures"):
        if (note := row["note"] or "").casefold().startswith(PREFILLED.casefold()):
            days = (pd.Timestamp(row[name]) for name in ("period_start", "period_end"))
            said = [row["counted"] or "nothing said", period(*days) or "no period"]
            said += [row["place"] or "the whole country", row["role"]]
            problem = f"{'; '.join(said)}. {shortened(note.partition('. ')[2], 90)}"
            yield "unconfirmed", "figures.csv", row["line"], "note", row["quote"], problem
    for row in data.rows("other_mentions"):
        if (why := row["why"] or "").casefold().startswith(PREFILLED.casefold()):
            problem = f"no figure: {shortened(why[len(PREFILLED) :].lstrip(': '), 90)}"
            yield "unconfirmed", "other_mentions.csv", row["line"], "why", row["quote"], problem


def _corrected(data: Any) -> Iterator[Entry]:
    by_hand = corrections(data)
    for row in data.rows("figures"):
        if row["read_as"] is not None:
            judged = by_hand.loc[row["figure_id"]]
            problem = f"read as “{shortened(row['read_as'], 90)}” (paragraph {row['paragraph']})"
            if judged["differs"]:
                problem += f": {judged['verdict']}; without that {judged['said']}"
            yield "corrected", "figures.csv", row["line"], "read_as", row["quote"], problem


def _unused(data: Any) -> Iterator[Entry]:
    lines = {row["reference_id"]: row["line"] for row in data.rows("references")}
    unused: Any = unused_references(load_figures(data), load_references(data))
    for row in unused.itertuples():
        text = row.Index if pd.isna(row.stated) else f"{row.Index}, {row.stated}"
        yield "reference", "references.csv", lines[row.Index], "", text, f"{row.why}: {row.reason}"
    if not lines:
        yield "reference", "references.csv", None, "", "", "none yet: nothing is audited"
