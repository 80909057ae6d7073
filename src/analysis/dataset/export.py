"""Write a frame for a spreadsheet."""

from __future__ import annotations

import csv
import glob
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # how a cell starts that is computed


def export_csv(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a frame as CSV in which no text can start a formula in a spreadsheet.

    A text that begins with = + - @ (wide forms too, blanks before them or not), a tab, a line end
    or an apostrophe gets an apostrophe in front: take one off each to have the texts back. Column
    names are treated alike; numbers and dates stay as they are. A named index becomes a column.
    UTF-8 with a byte order mark, which spreadsheets ask for. A file that is there is replaced when
    all is written, and keeps its mode; a link keeps leading to it. What a killed export left hidden
    beside it, the next one to the same file removes. Raises OSError, with the path.

    >>> [_inert(text) for text in ("=1+1", "more than 80", "'tis 5")]
    ["'=1+1", 'more than 80', "''tis 5"]
    """
    indexed = frame.reset_index(allow_duplicates=True) if any(frame.index.names) else frame
    safe = indexed.rename(columns=_inert)
    for place, dtype in enumerate(safe.dtypes):  # by place, as a name may stand there twice
        if not (pd.api.types.is_numeric_dtype(dtype) or dtype.kind in "mM"):
            safe.isetitem(place, safe.iloc[:, place].astype(object).map(_inert).array)
    with _replacing(Path(os.path.expanduser(path))) as file:
        # Quoted: the writer leaves a bare carriage return open, where a spreadsheet begins a row.
        safe.to_csv(file, index=False, encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield a file to write, which takes the place of the path's if nothing is raised."""
    try:
        if path.exists() and not path.is_file():  # a device or a pipe has no place to be taken
            yield path
            return
        target = Path(os.path.realpath(path))
        if target.exists():
            target.open("ab").close()  # who may not write to it may not replace it
        prefix = f".export-{target.name:.40}-"
        remove_left(target.parent, prefix)
        with TemporaryDirectory(prefix=prefix, dir=target.parent) as beside:
            file = Path(beside, target.name)
            yield file
            if target.exists():
                shutil.copymode(target, file)
            file.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def remove_left(home: Path, prefix: str) -> None:
    """Remove the temporary folders of this prefix that killed runs left in a folder."""
    for left in home.glob(f"{glob.escape(prefix)}????????"):  # as tempfile names them
        shutil.rmtree(left)


def _inert(cell: Any) -> Any:
    risky = isinstance(cell, str) and (cell.startswith("'") or FORMULA.match(cell))
    return f"'{cell}" if risky else cell
