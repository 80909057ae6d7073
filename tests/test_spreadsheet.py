"""A dataset's tables in a spreadsheet: opened, saved as CSV again, and no cell is another."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import analysis
from analysis import DatasetError, load_figures, start_dataset
from analysis.dataset.tables import TABLES

DATA = Path(__file__).parents[1] / "data"
# What a spreadsheet takes for another thing than a text, each beside a word that keeps it one.
HARD = """007 agents and 1,450 members met on 2023-01-08; 3/4 of them left; 50% stayed.

The "10+5+8" measures, said "the 1,450th member", cost $5 each, or 1e5 yuan; TRUE, 99 of them.

处理超过173万件；节约约38亿元，比上年增长５０％。

It was signed. January 8, 2023.

Of all lines one was kept. 3/4.

Room 0012 has 00340 seats. It paid 1,450; about 2,500; and then 3,600.

=12 boats, -5 degrees, +8 points, @9 players and 'tis 25 more. At 12:30 they left."""
STARTED = {"en": analysis.sample_article("en"), "zh": analysis.sample_article("zh"), "hard": HARD}
# Separators, quotes, coding (76 is UTF-8), first line, columns, language, quoted is text, numbers
# of every kind are read. Calc proposes the first line for a file with a byte order mark, and for
# any where the system's coding is UTF-8; dates and the like it reads only when asked to, Excel
# always. The tables of data/ hold semicolons without quotes: at these it is not to part.
OPENED = {"started": "44/59/9,34,76,1,,0,false,true", "data": "44,34,76,1,,0,false,true"}
SAVED = "44,34,76,1,,0,false,true,false"
CALC = "Text - txt - csv (StarCalc)"


def soffice() -> str:
    """Return the program; without it skip, or fail in CI, which has it."""
    if found := shutil.which("soffice"):
        return found
    reason = "LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)"
    return pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def convert(files: list[Path], kind: str, folder: Path, *options: str) -> None:
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", *options, "--convert-to", kind]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def round_trip(tmp_path_factory) -> tuple[Path, Path]:
    """Send all tables through a spreadsheet at once: return the folders before and after."""
    home = tmp_path_factory.mktemp("spreadsheet")
    before, after = home / "before", home / "after"
    folders = {"data": DATA}
    folders |= {name: start_dataset(text, home / name) for name, text in STARTED.items()}
    before.mkdir()
    for name, folder in folders.items():
        for table in TABLES:
            shutil.copy(folder / f"{table}.csv", before / f"{name}-{table}.csv")
    for kind, opened in OPENED.items():
        files = [
            f for f in sorted(before.iterdir()) if f.name.startswith("data") == (kind == "data")
        ]
        convert(files, "ods", home / "sheets", f"--infilter={CALC}:{opened}")
    convert(sorted((home / "sheets").iterdir()), f"csv:{CALC}:{SAVED}", after)
    return before, after


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# Starting the spreadsheet three times takes some seconds, once for all tables.
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", ["data", *STARTED])
def test_a_table_that_a_spreadsheet_saved_is_the_same(name, table, round_trip):
    before, after = (folder / f"{name}-{table}.csv" for folder in round_trip)
    assert cells(after) == cells(before)


def test_a_started_table_says_that_it_is_utf_8(tmp_path):
    folder = start_dataset("处理超过173万件。", tmp_path / "own")
    for table in TABLES:
        assert (folder / f"{table}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It was signed. January 8, 2023.", "It was signed. January 8, 2023"),
        ("They were kept. 3/4.", "They were kept. 3/4"),
        ("Some left; 50% stayed.", "50% stayed"),
        ("It ended. 1e5 yuan.", "1e5 yuan"),
        ("Kept: 2,500; 3,600.", "Kept: 2,500"),
        ("1,450", "1,450"),  # nothing else to quote
    ],
)
def test_a_quote_is_what_no_spreadsheet_rewrites_where_there_is_one(text, quote, tmp_path):
    folder = start_dataset(text, tmp_path / "own")
    tables = (cells(folder / f"{table}.csv") for table in ("figures", "events", "other_mentions"))
    assert quote in {cell for table in tables for row in table for cell in row}


HOW = "save it as CSV UTF-8, separated by commas"
SEMICOLON, TAB = "line 1: separated by ';'", r"line 1: separated by '\\t'"
SAVED_OTHERWISE = {
    "semicolons": (lambda text: text.replace('","', ";").replace('"', "").encode(), SEMICOLON),
    "semicolons, all quoted": (lambda text: text.replace('","', '";"').encode(), SEMICOLON),
    "tabs": (lambda text: text.replace('","', "\t").replace('"', "").encode(), TAB),
    "UTF-16": (lambda text: text.encode("utf-16"), "line 1: not UTF-8 text"),
    "UTF-16 without a mark": (lambda text: text.encode("utf-16-le"), "line 1: NUL character"),
    "Windows-1252": (lambda text: f"{text}é".encode("cp1252"), "line 3: not UTF-8 text"),
    "Chinese Windows": (lambda text: f"{text}余".encode("gbk"), "line 3: not UTF-8 text"),
}


@pytest.mark.parametrize("name", SAVED_OTHERWISE)
def test_a_table_that_was_saved_otherwise_says_how_to_save_it(name, tmp_path):
    saved, reason = SAVED_OTHERWISE[name]
    path = start_dataset("In 2023, 80 cards.", tmp_path / "own") / "figures.csv"
    path.write_bytes(saved(path.read_text(encoding="utf-8-sig")))
    with pytest.raises(DatasetError, match=rf"^figures\.csv, {reason}: {HOW}$"):
        load_figures(path.parent)


def test_a_date_that_a_spreadsheet_rewrote_says_how_to_write_it(tmp_path):
    path = start_dataset("In 2023, 80 cards.", tmp_path / "own") / "figures.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("2023-01-01", "1/1/2023"), encoding="utf-8")
    said = "figures.csv, line 2, column period_start: '1/1/2023': expected a date as YYYY-MM-DD"
    with pytest.raises(DatasetError, match=f"^{said}$"):
        load_figures(path.parent)
