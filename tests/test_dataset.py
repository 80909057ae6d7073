"""The dataset: valid, typed, and loud about every fault."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from pandas.testing import assert_frame_equal

import analysis
import data_readme
from analysis import DatasetError, data_folder, dataset, find_mentions
from analysis.dataset.tables import TABLES, write_descriptor

LOADERS = {
    "figures": analysis.load_figures,
    "events": analysis.load_events,
    "programmes": analysis.load_programmes,
    "references": analysis.load_references,
    "other_mentions": analysis.load_other_mentions,
    "paragraphs": analysis.load_paragraphs,
}


@pytest.fixture
def copy(tmp_path):
    """A copy of the dataset that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    return folder


def spoil(folder, name, fault, row=-1):
    """Write a fault into a table: cells of a row, a line at its end, or a part of its head.

    A function is called with the table.

    In the text of a cell, {name} stands for the first row's cell of that column.
    """
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    if isinstance(fault, dict) or callable(fault):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column, cell in fault.items() if isinstance(fault, dict) else ():
            table.loc[table.index[row], column] = cell.format(**table.iloc[0])
        if callable(fault):
            fault(table)
        table.to_csv(path, index=False)
    elif isinstance(fault, str):
        path.write_text(f"{text}{fault}\n", encoding="utf-8")
    else:
        head, _, body = text.partition("\n")
        path.write_text(f"{head.replace(*fault)}\n{body}", encoding="utf-8")


def circle(table, label, column, size):
    """Let so many rows refer to each other in a circle."""
    labels = table[label].head(size).tolist()
    table.loc[table.index[:size], column] = [*labels[1:], labels[0]]


def test_the_package_is_a_valid_data_package():
    report = Package("datapackage.json", basepath=str(data_folder())).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == set(LOADERS)


def test_descriptor_and_readme_are_what_the_schema_says(tmp_path):
    stored = data_folder()
    head = data_readme.head_of(stored)
    write_descriptor(tmp_path, head)
    for name, text in {
        "datapackage.json": (tmp_path / "datapackage.json").read_text(encoding="utf-8"),
        "README.md": data_readme.page(head),
    }.items():
        assert (stored / name).read_text(encoding="utf-8") == text, f"{name}: run `make refresh`"


def test_the_dictionary_holds_every_column_once():
    dictionary = analysis.data_dictionary()
    assert not dictionary.duplicated(["table", "column"]).any()
    assert set(dictionary["table"]) == set(LOADERS)
    assert dictionary["description"].str.len().min() > 4


def test_the_dictionary_names_the_values_that_frames_have():
    dictionary = analysis.data_dictionary().set_index(["table", "column"])
    for table, column in dictionary.index[dictionary["allowed"].ne("")]:
        if dictionary.loc[(table, column), "type"] == "category":
            categories = LOADERS[table]()[column].cat.categories
            assert dictionary.loc[(table, column), "allowed"].split() == categories.tolist()


@pytest.mark.parametrize("name", LOADERS)
def test_columns_are_those_of_the_dictionary(name):
    dictionary = analysis.data_dictionary()
    described = set(dictionary.loc[dictionary["table"] == name, "column"]) - {"year"}
    frame = LOADERS[name]()
    assert set(frame.columns) | {frame.index.name} - {None} == described
    lines = (data_folder() / f"{name}.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(frame) == lines


@pytest.mark.parametrize("name", LOADERS)
def test_dtypes_are_real(name):
    frame = LOADERS[name]()
    assert not [c for c in frame if frame[c].dtype == object]
    days = [c for c in frame if c in ("start", "end", "published") or c.startswith("period_")]
    assert all(frame[c].dtype == "datetime64[us]" for c in days)
    assert frame.index.is_unique


def columns_of(frame):
    days = [c for c in frame if frame[c].dtype.kind == "M"]
    return days, {c: frame[c].dtype for c in frame if c not in days}


@pytest.mark.parametrize("name", LOADERS)
def test_frames_survive_a_round_trip(name, tmp_path):
    frame = LOADERS[name]()
    days, dtypes = columns_of(frame)
    frame.to_csv(tmp_path / "frame.csv", encoding="utf-8")
    back = pd.read_csv(tmp_path / "frame.csv", index_col=0, dtype=dtypes, parse_dates=days)
    assert_frame_equal(back.rename_axis(frame.index.name), frame)
    frame.to_parquet(tmp_path / "frame.parquet")
    assert_frame_equal(pd.read_parquet(tmp_path / "frame.parquet"), frame)


def test_every_phrase_reads_alone_as_it_reads_among_the_others():
    figures = analysis.load_figures()
    for figure in figures.itertuples():
        alone = find_mentions(figure.quote).iloc[0]
        assert (alone["text"], alone["value"]) == (figure.stated, figure.value)


def test_the_open_reading_reaches_the_frame():
    figures, opened = analysis.load_figures(), analysis.load_figures(open_more_than=True)
    more = figures["bound"] == "more_than"
    assert more.any()
    assert (opened.loc[more, "high"] == float("inf")).all()
    assert_frame_equal(opened[~more], figures[~more])
    assert_frame_equal(opened.drop(columns="high"), figures.drop(columns="high"))


def test_names_are_short_and_hold_no_number():
    names = analysis.load_figures()["name"]
    assert names.is_unique
    assert names.str.len().max() <= 32
    assert names.str.fullmatch(r"[A-Z][^\d]*").all()


def test_a_size_is_counted_in_measures_or_policies_and_a_term_in_days_or_years():
    figures = analysis.load_figures()
    sizes = figures["unit"].isin(["measure", "policy"]) | figures["stated"].str.contains(
        "+", regex=False
    )
    terms = figures["unit"].isin(["day", "year"])
    assert (figures["role"] == "size").equals(sizes)
    assert (figures["role"] == "term").equals(terms)


def test_topics_kinds_and_levels_are_what_the_tables_say(copy):
    spoil(copy, "programmes", {"topic": "clever policing"}, row=-1)
    last = pd.read_csv(copy / "programmes.csv")["programme_id"].iloc[-1]
    spoil(copy, "figures", {"programme_id": last}, row=0)
    spoil(copy, "events", {"kind": "address"})
    assert analysis.load_figures(copy)["topic"].iloc[0] == "clever policing"
    assert analysis.load_events(copy)["kind"].cat.categories[-1] == "address"


@pytest.mark.parametrize(
    ("name", "column"), [("programmes", "level"), ("programmes", "topic"), ("events", "kind")]
)
def test_categories_stand_in_the_order_of_the_table(name, column):
    table = pd.read_csv(data_folder() / f"{name}.csv", dtype=str)
    assert LOADERS[name]()[column].cat.categories.tolist() == table[column].unique().tolist()


@pytest.mark.parametrize("name", ["figures", "events", "other_mentions"])
def test_the_number_of_a_quote_stands_where_the_frame_says(name):
    frame = LOADERS[name]()
    for row in frame.itertuples():
        found = find_mentions(row.quote).iloc[0]
        span = (row.number_start, row.number_end)
        assert span == (found["number_start"], found["number_end"])
        assert re.search(r"\d|[a-z]", row.quote[slice(*span)].lower())


def test_quotes_are_short():
    tables = [LOADERS[name]() for name in ("figures", "events", "other_mentions")]
    assert max(frame["quote"].str.split().str.len().max() for frame in tables) <= 12


@pytest.mark.parametrize(
    ("quote", "year", "days", "precision"),
    [
        ("In 2023, the office", "", ("2023-01-01", "2023-12-31"), "year"),
        ("the plan (2023-2025)", "", ("2023-01-01", "2025-12-31"), "year"),
        ("In March 2023, it issued", "", ("2023-03-01", "2023-03-31"), "month"),
        ("On January 8, 2023, it met", "", ("2023-01-08", "2023-01-08"), "day"),
        ("From November 6 to 9 it met", "2023", ("2023-11-06", "2023-11-09"), "day"),
    ],
)
def test_events_carry_their_precision(copy, quote, year, days, precision):
    spoil(copy, "events", {"event_id": "made_up", "quote": quote, "year": year})
    event = analysis.load_events(copy).loc["made_up"]
    assert (event["start"], event["end"]) == tuple(map(pd.Timestamp, days))
    assert event["precision"] == precision


def test_events_stand_in_order():
    assert analysis.load_events()["start"].is_monotonic_increasing


def test_repeats_state_what_the_figure_states():
    others, figures = analysis.load_other_mentions(), analysis.load_figures()
    repeats = others[others["kind"] == "repeat"]
    assert len(repeats)
    for row in repeats.itertuples():
        assert find_mentions(row.quote)["value"].tolist() == [figures.loc[row.figure_id, "value"]]


def test_the_dataset_is_found_from_any_folder(tmp_path):
    code = "import analysis; print(len(analysis.load_figures()))"
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert run.stdout.strip() == str(len(analysis.load_figures())), run.stderr


def test_another_folder_can_be_named(copy, monkeypatch):
    spoil(copy, "figures", {"figure_id": "made_up", "quote": "more than 1.74 million moves"})
    assert analysis.load_figures(copy).loc["made_up", "value"] == 1_740_000
    monkeypatch.setenv("ANALYSIS_DATA", str(copy))
    assert analysis.load_figures().loc["made_up", "value"] == 1_740_000


FAULTS = {
    "a missing column": (
        "figures",
        ("figure_id,name,", "figure_id,"),
        r"figures\.csv, line 1: missing columns name$",
    ),
    "columns in another order": (
        "figures",
        ("figure_id,name,", "name,figure_id,"),
        r"figures\.csv, line 1: expected the column figure_id where name is$",
    ),
    "a column of one's own": (
        "figures",
        ("figure_id,name,", "figure_id,low,name,"),
        r"figures\.csv, line 1: unknown columns low$",
    ),
    "a column twice": (
        "figures",
        ("figure_id,name,", "figure_id,name,name,"),
        r"figures\.csv, line 1: repeated columns name$",
    ),
    "a figure that divides itself": (
        "figures",
        {"figure_id": "made_up", "divides": "made_up", "name": "Made up"},
        r"figures\.csv, line \d+, column divides: 'made_up': leads in a circle: "
        "made_up → made_up$",
    ),
    "a programme that is a part of its part": (
        "programmes",
        lambda table: circle(table, "programme_id", "part_of", 3),
        r"programmes\.csv, line \d+, column part_of: '\w+': leads in a circle: "
        r"(\w+) → \w+ → \w+ → \1$",
    ),
    "an unknown role": (
        "figures",
        {"role": "outcome"},
        r"figures\.csv, line \d+, column role: 'outcome': expected one of result, size, term",
    ),
    "a name twice": (
        "figures",
        {"name": "{name}"},
        r"figures\.csv, line \d+, column name: '[^']+': stands in line 2 already",
    ),
    "a duplicate id": (
        "figures",
        {"figure_id": "{figure_id}"},
        r"figures\.csv, line \d+, column figure_id: '\w+': stands in line 2 already",
    ),
    "a quote of more than a dozen words": (
        "figures",
        {"quote": "a b c d e f g h i j k l 116"},
        r"figures\.csv, line \d+, column quote: 'a b .* 116': expected Phrase of the article",
    ),
    "a quote without a number": (
        "figures",
        {"quote": "In many cities"},
        r"figures\.csv, line \d+, column quote: 'In many cities': expected exactly one number",
    ),
    "a quote with two numbers": (
        "figures",
        {"quote": "In 116 or 117 cities of 31 provinces"},
        r"column quote: .* expected exactly one number, found",
    ),
    "a quote whose number measures nothing": (
        "figures",
        {"quote": "the first city"},
        r"column quote: 'the first city': expected a figure, found a number of kind ordinal;"
        r" read_as can say what it states$",
    ),
    "an unknown programme": (
        "figures",
        {"programme_id": "tram_lanes"},
        r"column programme_id: 'tram_lanes': no such programme_id in programmes\.csv",
    ),
    "a period that ends before it starts": (
        "figures",
        {"period_start": "2023-08-03", "period_end": "2023-07-03"},
        r"column period_end: '2023-07-03': lies before period_start, 2023-08-03",
    ),
    "an unknown relation": (
        "references",
        {"relation": "equal"},
        r"references\.csv, line \d+, column relation: 'equal': expected one of same, cumulative",
    ),
    "a reference without a source": (
        "references",
        {"source": ""},
        r"references\.csv, line \d+, column source: empty, but a value is required",
    ),
    "a reference for no figure": (
        "references",
        {"figure_id": "tram_lane_km"},
        r"references\.csv, line \d+, column figure_id: 'tram_lane_km': no such figure_id",
    ),
    "an address that is none": (
        "references",
        {"url": "ftp://example.org/"},
        r"references\.csv, line \d+, column url: 'ftp",
    ),
    "a paragraph that is no number": (
        "events",
        {"paragraph": "thirty-nine"},
        r"events\.csv, line \d+, column paragraph: 'thirty-nine': expected a value of type integer",
    ),
    "a paragraph out of range": (
        "events",
        {"paragraph": "0"},
        r"column paragraph: '0': out of range",
    ),
    "an event without a date": (
        "events",
        {"quote": "Updated 5 times"},
        r"events\.csv, line \d+, column quote: .* expected a phrase that dates the event",
    ),
    "an event whose year nobody says": (
        "events",
        {"quote": "They met on 6 May", "year": ""},
        r"events\.csv, line \d+, column year: blank, and no year in the quote 'They met on 6 May'"
        r" dates the event$",
    ),
    "a quote with a blank line": (
        "figures",
        {"quote": "in 116\n\ncities"},
        r"column quote: 'in 116\\n\\ncities': expected Phrase .* and no blank line",
    ),
    "a quote of five thousand digits": (
        "figures",
        {"quote": "9" * 5000 + " a b c d e f g h i j k l"},
        r"figures\.csv, line \d+, column quote: '9+…9+ a b c d e f g h i j k l': expected Phrase",
    ),
    "a paragraph called None": (
        "events",
        {"paragraph": "None"},
        r"events\.csv, line \d+, column paragraph: 'None': expected a value of type integer",
    ),
    "a paragraph of thirty digits": (
        "events",
        {"paragraph": "9" * 30},
        r"events\.csv, line \d+, column paragraph: '9{30}': out of range",
    ),
    "a paragraph of five thousand digits": (
        "events",
        {"paragraph": "9" * 5000},
        r"events\.csv, line \d+, column paragraph: '9+…9+': expected a value of type integer",
    ),
    "a paragraph in wide digits": (
        "events",
        {"paragraph": "１６"},
        r"events\.csv, line \d+, column paragraph: '１６': expected a value of type integer",
    ),
    "a week for a date": (
        "programmes",
        {"start": "2023-W05-1"},
        r"programmes\.csv, line \d+, column start: '2023-W05-1': expected a date as YYYY-MM-DD",
    ),
    "a NUL": (
        "paragraphs",
        "99,im\0print,6",
        r"paragraphs\.csv, line \d+: NUL character: save it as CSV UTF-8, separated by commas$",
    ),
    "a row with many cells": (
        "paragraphs",
        "imprint," * 300,
        r"paragraphs\.csv, line \d+: expected 3 cells, found 301: \['imprint', .*…",
    ),
    "a table with many columns": (
        "paragraphs",
        ("number,", "number," + "".join(f"extra_{i}," for i in range(300))),
        r"paragraphs\.csv, line 1: unknown columns extra_0, .*…",
    ),
    "a year beside one that the quote gives": (
        "events",
        {"quote": "in March 2023, it", "year": "2022"},
        r"events\.csv, line \d+, column year: '2022': the quote gives a year itself",
    ),
    "a cell that nobody sees": (
        "programmes",
        {"name": "\u200b \u2060"},
        r"programmes\.csv, line \d+, column name: empty, but a value is required",
    ),
    "a bad date": (
        "programmes",
        {"start": "2023-08-32"},
        r"programmes\.csv, line \d+, column start: '2023-08-32': expected a date as YYYY-MM-DD",
    ),
    "a date without hyphens": (
        "programmes",
        {"start": "20230803"},
        r"programmes\.csv, line \d+, column start: '20230803': expected a date as YYYY-MM-DD",
    ),
    "an empty cell": (
        "programmes",
        {"name": ""},
        r"programmes\.csv, line \d+, column name: empty, but a value is required",
    ),
    "a repeat of nothing": (
        "other_mentions",
        {"kind": "repeat", "figure_id": ""},
        r"other_mentions\.csv, line \d+, column figure_id: expected a figure for kind repeat",
    ),
    "a number as programmers write it": (
        "paragraphs",
        {"words": "1_6"},
        r"paragraphs\.csv, line \d+, column words: '1_6': expected a value of type integer",
    ),
    "a row that is too short": (
        "paragraphs",
        "99,imprint",
        r"paragraphs\.csv, line \d+: expected 3 cells, found 2: \['99', 'imprint'\]",
    ),
    "an open quotation mark": (
        "paragraphs",
        '99,"imprint,6',
        r"paragraphs\.csv, line \d+: unexpected end of data",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_one_clear_error(copy, fault):
    name, written, message = FAULTS[fault]
    spoil(copy, name, written)
    with pytest.raises(DatasetError, match=message) as caught:
        LOADERS[name](copy)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) <= 200


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_no_regular_file_is_named(copy, table):
    path = copy / f"{table}.csv"
    for replace in (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")):
        path.unlink() if path.is_file() else None
        replace(path)
        with pytest.raises(DatasetError, match=rf"^{table}\.csv: no regular file$"):
            LOADERS[table](copy)
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_table_of_twenty_megabytes_is_refused_by_name(copy):
    with (copy / "paragraphs.csv").open("ab") as file:
        file.truncate(20 * 2**20)
    with pytest.raises(DatasetError, match=r"^paragraphs\.csv: larger than 16,777,216 bytes"):
        analysis.load_paragraphs(copy)


def test_a_file_in_another_encoding_is_named(copy):
    path = copy / "figures.csv"
    path.write_bytes(path.read_bytes() + "caf\xe9\n".encode("latin-1"))
    with pytest.raises(DatasetError, match=r"figures\.csv, line \d+: not UTF-8 text"):
        analysis.load_figures(copy)


@pytest.mark.parametrize("name", ["figures.csv", "programmes.csv", "paragraphs.csv"])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(DatasetError, match=re.escape(str(copy / name))):
        analysis.load_figures(copy)


HOSTILE = """{"resources": [{"name": "figures", "path": "../../../etc/passwd",
    "schema": {"fields": [{"name": "quote", "type": "integer",
    "constraints": {"pattern": "(a+)+$", "enum": "abc"}}]}}]}"""


@pytest.mark.parametrize("descriptor", [None, "", "{", "[]", HOSTILE])
def test_nothing_is_read_from_the_descriptor(copy, descriptor):
    (copy / "datapackage.json").unlink()
    if descriptor is not None:
        (copy / "datapackage.json").write_text(descriptor, encoding="utf-8")
    for name, load in LOADERS.items():
        assert_frame_equal(load(copy), LOADERS[name]())


def test_byte_order_marks_and_windows_line_ends_are_read(copy):
    path = copy / "figures.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert_frame_equal(analysis.load_figures(copy), analysis.load_figures())


WATCHED = []


def watch(event, args):
    if WATCHED and event == "open" and isinstance(args[0], str | Path):
        path = Path(args[0])
        if path.parent == WATCHED[0]:
            WATCHED.append(path.name)


sys.addaudithook(watch)


def opened_in(folder, action):
    """The files of a folder that an action opens, sorted, once for each time."""
    WATCHED[:] = [folder]
    action()
    files, WATCHED[:] = sorted(WATCHED[1:]), []
    return files


LINKED = {
    "figures": {"figures", "programmes", "paragraphs"},
    "events": {"events", "programmes", "paragraphs"},
    "programmes": {"figures", "events", "programmes", "paragraphs"},
    "references": {"references", "figures"},
    "other_mentions": {"other_mentions", "figures", "paragraphs"},
    "paragraphs": {"figures", "events", "other_mentions", "programmes", "paragraphs"},
}


@pytest.mark.parametrize("name", LOADERS)
def test_a_file_is_read_once_for_a_table(name, copy):
    files = [f"{table}.csv" for table in sorted(LINKED[name])]
    assert opened_in(copy, lambda: LOADERS[name](copy)) == files


def test_a_file_is_read_once_for_several_tables(copy):
    def load():
        data = dataset.opened(copy)
        return [load(data) for load in LOADERS.values()]

    assert opened_in(copy, load) == sorted(f"{table}.csv" for table in TABLES)


def test_an_article_is_held_against_files_read_once(copy):
    files = opened_in(copy, lambda: analysis.check_article("Some 80 cards.", copy))
    assert len(files) == len(set(files)) == 5


@pytest.mark.parametrize(
    ("counted", "same"),
    [
        ("moves home", True),
        ("Moves  HOME ", True),
        ("ｍoves\N{IDEOGRAPHIC SPACE}home", True),
        ("moves-home", False),
        ("move home", False),
        ("other things", False),
        (None, False),
    ],
)
def test_the_same_thing_is_worded_alike(counted, same):
    figures = pd.DataFrame({"counted": ["moves home", "cards"]}, index=["a", "b"])
    references = pd.DataFrame(
        {"figure_id": ["b", "a", "gone"], "counted": ["cards", counted, "moves home"]},
        index=["R1", "R2", "R3"],
        dtype="str",
    )
    told = analysis.same_thing(figures, references)
    assert told.tolist() == [True, same, False]
    assert told.dtype == bool
    assert told.index.tolist() == ["R1", "R2", "R3"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [("10+5+8 measures", True), ("23 measures", False), ("No. 7", False), ("the 20th", False)],
)
def test_a_name_that_adds_up_claims_its_sum(text, claims):
    assert dataset.claims_its_sum(find_mentions(text)).tolist() == [claims]


def test_a_figure_that_adds_up_is_its_sum(copy):
    spoil(copy, "figures", {"figure_id": "made_up", "quote": 'launch "1+2+4" measures'})
    package = analysis.load_figures(copy).loc["made_up"]
    assert package[["low", "value", "high"]].tolist() == [7, 7, 7]
