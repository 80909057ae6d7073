"""Start a dataset of one's own: a folder in which every number of an article has its row."""

from __future__ import annotations

import csv
import datetime
import errno
import os
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.articles import check_text, paragraphs
from analysis.dataset.export import remove_left
from analysis.dataset.load import LOADERS
from analysis.dataset.prefill import Tables, prefill
from analysis.dataset.publication import published_on
from analysis.dataset.tables import PREFILLED, Dataset, stored, write_descriptor


def start_dataset(
    text: str, folder: str | os.PathLike[str], *, published: str | datetime.date | None = None
) -> Path:
    """Write a dataset folder in which every number of the text has its row, and return it.

    Each measure becomes a row of figures.csv, each date that is more than the time of figures one
    of events.csv, every other number one of other_mentions.csv, with a quote of at most a dozen
    words; each section title is a programme; references.csv stays empty. What only a human can say
    for sure is proposed in words of the article (counted, what happens) or left blank, as periods
    and places are that it does not make sure; names follow from what is counted (see
    `load_figures`). A figure's role is "term" where it is a duration, "size" where its sentence
    tells what is to come, else "result". Its `note` begins "Prefilled" until somebody who agrees
    with the row deletes it, says what the period is from, and after "Screened:" what
    `screen_figures` finds of the number in the text; of a text that is too long for it a warning
    says so. A number that no quote holds alone is left out with a warning, and `check_article`
    lists it as new. The text itself is not stored. What is left to do `check_dataset` says.

    `published` is the day of the article, by which "last year" and days without a year go; if it is
    not given, the one in the article's dateline or byline. If that leaves it open, so are they, and
    a warning says so.

    A folder that is new appears whole or not at all. An empty one that is there stays the folder it
    is: the tables are moved into it when all are made, and taken out again if that fails; only a
    killed process can leave it with some of them, without datapackage.json, which comes last. What
    a killed one left hidden beside them, the next start of the same folder removes.

    Raises FileExistsError if there is something already, another OSError if it can't be written,
    ValueError for a text that has no number or is no text (see `articles.check_text`), and for a
    `published` that is no day.
    """
    target = Path(os.path.expanduser(folder)).absolute()
    blocks = paragraphs(check_text(text))
    tables = prefill(blocks, published_on(published))
    try:
        _make(target, tables, title=textwrap.shorten(blocks[0], 80, placeholder="…"))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    return target


def _make(target: Path, tables: Tables, title: str) -> None:
    """Make a folder beside the target, try to load it, and put it in the target's place."""
    home = target if target.is_dir() else target.parent
    prefix = f".start-{target.name:.40}-"
    remove_left(home, prefix)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OSError(errno.EEXIST, "there is something already, and it is never overwritten")
    with TemporaryDirectory(prefix=prefix, dir=home) as beside:
        made = Path(beside, "dataset")
        made.mkdir()
        _write(made, tables, title)
        data = Dataset(made)
        for load in LOADERS.values():
            load(data)
        _move(made, target)


def _move(made: Path, target: Path) -> None:
    """Put a folder in the target's place, or what is in it into a target that is there."""
    if not target.exists():
        made.rename(target)
        return
    moved: list[Path] = []
    try:
        for file in sorted(made.iterdir(), key=lambda file: file.suffix == ".json"):
            moved.append(file.rename(target / file.name))
    except BaseException:
        for file in moved:
            file.unlink()
        raise


def _write(folder: Path, tables: Tables, title: str) -> None:
    for name, rows in tables.items():
        columns = [column.name for column in stored(name)]
        table = pd.DataFrame(rows, columns=columns, dtype=object)
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            # Quoted: a spreadsheet may begin a new cell at a bare semicolon.
            table.to_csv(file, index=False, quoting=csv.QUOTE_ALL, lineterminator="\n")
    head = {
        "name": "article-figures",
        "title": f"Figures and facts stated in one article: {title}",
        "description": f'Rows that say "{PREFILLED}" wait for a human to agree.',
        "sources": [{"title": title}],
    }
    write_descriptor(folder, head)
