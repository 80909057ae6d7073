"""The command line: `python -m analysis start | check | screen | compare`."""

import argparse
import io
import os
import shlex
import sys
import warnings
from typing import Any

import pandas as pd

from analysis.articles import read_article
from analysis.audit import MENDED_FIRST, STEPS, check_dataset
from analysis.comparison import compare_texts
from analysis.dataset import (
    load_events,
    load_figures,
    load_other_mentions,
    opened,
    shortened,
    start_dataset,
)
from analysis.reader import find_mentions
from analysis.screening import screen_figures

_NEXT = """Now read the rows in a spreadsheet or an editor; what is left to do is said by
  python -m analysis check {folder} {article}
figures.csv         counted and place are proposed in words of the article, and the period where
                    they make it sure; a blank place means the whole country, a blank name follows
                    from what is counted, with its period or place if needed. Role: size for
                    the size of a plan or promise, term for how long one lasts. A row that is right:
                    delete its note. One that is no figure moves to other_mentions.csv. A number
                    that the library misread: say in read_as how to read it; a misprint stays as
                    printed, and the audit says so
events.csv          kind, what and actor; a date of no event moves to other_mentions.csv, and one
                    there that is an event moves here
programmes.csv      what the figures are results of, one for each section title, and its topic
other_mentions.csv  a figure that says again what another says is a repeat. A number here that is
                    a figure moves to figures.csv, with read_as; of one that is none, delete the
                    word “Prefilled”
Add what others published to references.csv: reference_id R001 and so on; counted worded as the
figure's where it is the same thing; place and period as the figure's where they are the same;
stated the number as printed; relation same, cumulative, prior, later, denominator or context. Then:
  ANALYSIS_DATA={folder} make report"""
_PIPE_CLOSED = 141
_LINE = 240  # characters of an entry of the checklist
_ARTICLE = "a text file in UTF-8, blank lines between paragraphs"


def main(arguments: list[str] | None = None) -> int:
    r"""Run a command; return its exit status, 2 after an error that is said in one line.

    What standard output cannot write comes as an escape ("\u4e07"). When who reads it has read
    enough, the rest is left out, and the status is 141 as of any program in a shell's pipe.

    `screen` returns 1 if there is an *error* among the findings, `compare` if a number has another
    scale, `check` if something is wrong or missing, else 0.
    """
    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # what a terminal cannot write is written as \u4e07
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = given.run(given)
        if sys.stdout:  # there is none where it was closed
            sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough; nothing is left to be flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        where = "standard output" if error.filename is None else error.filename or "''"
        return _fail(f"{where}: {error.strerror}")
    except ValueError as error:
        return _fail(str(error))
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("start", help="prefill a dataset folder from an article")
    start.add_argument("article", help=_ARTICLE)
    start.add_argument("folder", help="the folder to make")
    start.add_argument(
        "--published", help="the day of the article, as 2024-03-05, if it does not say it itself"
    )
    start.set_defaults(run=_start)
    check = commands.add_parser("check", help="say what is left to do on a dataset")
    check.add_argument("folder", help="the dataset's folder")
    check.add_argument("article", nargs="?", help=f"its article, {_ARTICLE}")
    check.set_defaults(run=_check)
    screen = commands.add_parser("screen", help="say what an article gives away by itself")
    screen.add_argument("article", help=_ARTICLE)
    screen.set_defaults(run=_screen)
    compare = commands.add_parser("compare", help="compare the numbers of a text and another")
    compare.add_argument("original", help=_ARTICLE)
    compare.add_argument("translation", help="its translation, or another version of it")
    compare.set_defaults(run=_compare)
    return parser


def _fail(message: str) -> int:
    print(f"error: {' '.join(message.splitlines())}", file=sys.stderr)
    return 2


def _read(path: str) -> str:
    """Return an article's text; the ValueError of a bad one names the file."""
    try:
        return read_article(path)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _start(given: argparse.Namespace) -> int:
    text = _read(given.article)
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter("always")
        try:
            folder = start_dataset(text, given.folder, published=given.published)
        except ValueError as error:
            raise ValueError(f"{given.article}: {error}") from None
    loaders = {"figure": load_figures, "event": load_events, "other mention": load_other_mentions}
    data = opened(folder)
    counts = ", ".join(_counted(len(load(data)), name) for name, load in loaders.items())
    print(f"Started {folder} from {given.article}: {counts}.")
    for note in notes:
        print(f"Note: {note.message}.")
    print(_NEXT.format(folder=shlex.quote(str(folder)), article=shlex.quote(given.article)))
    return 0


def _check(given: argparse.Namespace) -> int:
    text = None if given.article is None else _read(given.article)
    left = check_dataset(given.folder, text)
    wrong = left["step"].isin(MENDED_FIRST)
    print(f"{os.path.normpath(given.folder)}: {wrong.sum()} to do, {(~wrong).sum()} to look at")
    for step, rows in left.groupby("step", observed=True):
        print(f"\n{STEPS[str(step)]} ({len(rows)}):")
        for row in rows.itertuples():
            print(f"  {_told(row)}")
    if text is None:
        print("\nNot held against its article: name that too.")
    return int(wrong.any())


def _told(row: Any) -> str:
    """Return an entry of the checklist in a line: where, the text, the problem."""
    where = [row.file, "" if pd.isna(row.line) else f"line {row.line}", row.column]
    text = f"“{shortened(row.text)}”" if row.text else ""
    line = ": ".join(filter(None, [", ".join(filter(None, where)), text, row.problem]))
    return shortened("".join(sign if sign.isprintable() else " " for sign in line), _LINE)


def _screen(given: argparse.Namespace) -> int:
    text = _read(given.article)
    findings = screen_figures(find_mentions(text), text)
    findings["factor"] = findings["factor"].map(str)
    print(f"{given.article}: {_counted(len(findings), 'finding')}")
    _print(findings[["severity", "check", "stated", "factor", "reason"]])
    return int((findings["severity"] == "error").any())


def _compare(given: argparse.Namespace) -> int:
    rows = compare_texts(_read(given.original), _read(given.translation))
    counts = rows["status"].value_counts(sort=False)
    said = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    print(f"{given.original} and {given.translation}: {said or 'no numbers to compare'}")
    _print(rows.loc[rows["status"] != "same", ["status", "original", "translation", "factor"]])
    return int((rows["status"] == "scale").any())


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print(frame: pd.DataFrame) -> None:
    """Print a table, as wide as it is, what is missing as a dash."""
    if len(frame):
        wide = ("display.unicode.east_asian_width", True, "display.max_colwidth", None)
        with pd.option_context(*wide):
            print(frame.astype("object").to_string(index=False, na_rep="-", justify="left"))


if __name__ == "__main__":
    sys.exit(main())
