"""Write a frame for a spreadsheet."""

from __future__ import annotations

import csv
import os
import re
from typing import Any

import pandas as pd

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # how a cell starts that is computed


def export_csv(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a frame as CSV in which no text can start a formula in a spreadsheet.

    A text that begins with = + - @ (wide forms too, blanks before them or not), a tab, a line end
    or an apostrophe gets an apostrophe in front: take one off each to have the texts back. Column
    names are treated alike; numbers and dates stay as they are. A named index becomes a column.
    UTF-8 with a byte order mark, which spreadsheets ask for. A file that is there is replaced.

    >>> [_inert(text) for text in ("=1+1", "more than 80", "'tis 5")]
    ["'=1+1", 'more than 80', "''tis 5"]
    """
    safe = (frame.reset_index() if any(frame.index.names) else frame).rename(columns=_inert)
    for name, dtype in safe.dtypes.items():
        if not (pd.api.types.is_numeric_dtype(dtype) or dtype.kind in "mM"):
            safe[name] = safe[name].astype(object).map(_inert)
    # Quoted, as the writer leaves a bare carriage return open, where a spreadsheet begins a row.
    safe.to_csv(path, index=False, encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC)


def _inert(cell: Any) -> Any:
    risky = isinstance(cell, str) and (cell.startswith("'") or FORMULA.match(cell))
    return f"'{cell}" if risky else cell
