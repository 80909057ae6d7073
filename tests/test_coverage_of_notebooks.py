"""Every figure, event and programme is used in at least one notebook.

A row is used where its own words (name, quote, what is counted, what happens) or its id stand in
what a reader sees of a notebook: text, code, outputs, and the alt text of its pictures. An id or a
name that two rows share says nothing of either. Run as a script, this prints the coverage by
notebook.
"""

import html
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import display

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
SEEN = ("text/plain", "text/html", "text/markdown")
WORDS = {
    "figures": ["name", "counted", "quote"],
    "events": ["what", "quote"],
    "programmes": ["name", "what"],
}
# What stands within words: marked numbers, the signs that display escapes, Markdown's backslash.
MARKS = re.compile(r"</?(?:mark|span)\b[^>]*>|\\")
TABLES = {
    "figures": analysis.load_figures(),
    "events": analysis.load_events(),
    "programmes": analysis.load_programmes(),
}


def joined(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)


def seen_of(output: dict) -> list[str]:
    data = output.get("data", {})
    described = [kind for kind in output.get("metadata", {}).values() if isinstance(kind, dict)]
    alts = [kind.get("alt", "") for kind in described]
    return [joined(output.get("text", "")), *alts, *(joined(data.get(kind, "")) for kind in SEEN)]


def text_of(path: Path) -> str:
    """Everything that a reader of the notebook sees, as plain text in single spaces."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = [joined(cell["source"]) for cell in cells]
    texts += [text for c in cells for output in c.get("outputs", []) for text in seen_of(output)]
    return " ".join(html.unescape(MARKS.sub("", "\n".join(texts))).split())


def is_used(row_id: str, words: list[str], text: str, shared: set[str]) -> bool:
    own = {row_id, *words} - shared
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in own)


def coverage(tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> pd.DataFrame:
    """One row per row of the tables, one boolean column per notebook."""
    named = [pd.Series([*table.index, *table.get("name", [])]) for table in tables.values()]
    called = pd.concat(named)
    shared = set(called[called.duplicated()])
    rows = {
        (name, row_id): [is_used(row_id, list(words), text, shared) for text in texts.values()]
        for name, table in tables.items()
        for row_id, *words in table[WORDS[name]].itertuples()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(texts))
    return frame.set_index(pd.MultiIndex.from_tuples(frame.index, names=["table", "row"]))


@pytest.fixture(scope="module")
def covered() -> pd.DataFrame:
    return coverage(TABLES, {path.stem: text_of(path) for path in NOTEBOOKS})


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_used_in_a_notebook(table, covered):
    used = covered.loc[table].any(axis=1)
    assert used.index[~used].tolist() == []


def test_a_row_that_no_notebook_uses_is_found():
    invented = TABLES["events"].head(1).assign(what="Nobody did this", quote="On no day")
    tables = TABLES | {"events": invented.set_axis(["invented_event"])}
    used = coverage(tables, {path.stem: text_of(path) for path in NOTEBOOKS}).any(axis=1)
    assert used.index[~used].tolist() == [("events", "invented_event")]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("it says: Bus lanes moved", True),
        ("the id bus_lanes in an index", True),
        ("my_bus_lanes_km is another id", False),
        ("Bus lanes", False),
    ],
)
def test_words_and_whole_ids_count_as_use(text, used):
    assert is_used("bus_lanes", ["Bus lanes moved"], text, set()) is used


def test_a_shared_id_or_name_alone_is_no_use():
    shared = {"bus_lanes", "Bus lanes"}
    assert not is_used("bus_lanes", ["Bus lanes"], "Bus lanes: bus_lanes", shared)


def test_a_name_that_two_tables_share_is_no_use_of_either():
    figure, programme = TABLES["figures"].head(1), TABLES["programmes"].head(1)
    tables = {
        "figures": figure.assign(name="One name", counted="what one counts", quote="no quote"),
        "programmes": programme.assign(name="One name", what="what one does"),
    }
    texts = {"name": "One name", "words": "what one counts", "other": "what one does"}
    assert coverage(tables, texts).to_numpy().tolist() == [
        [False, True, False],
        [False, False, True],
    ]


@pytest.mark.parametrize(
    "show",
    [
        lambda row: display.table(row[["name"]]),
        lambda row: display.quote(row),
        lambda row: display.say("In {quote}", quote=row["quote"].iloc[0]),
    ],
    ids=["table", "quote", "say"],
)
def test_words_count_as_display_shows_them(show, tmp_path):
    rows = TABLES["figures"].assign(name="5 $ & <cards>_x", quote="over 5 $ & 36 <b>", number_end=6)
    shown = show(rows.assign(number_start=5).head(1))
    html_of = getattr(shown, "_repr_html_", lambda: None)()
    data = {"text/html": html_of} if html_of else {"text/markdown": shown.data}
    cells = [{"source": "", "outputs": [{"data": data}]}]
    (path := tmp_path / "shown.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    seen = text_of(path)
    assert is_used("no_id", rows[["name", "quote"]].iloc[0].tolist(), seen, set())


def test_what_counts_is_what_a_reader_sees():
    picture = {"data": {"image/png": "x"}, "metadata": {"image/png": {"alt": "Bars: buses"}}}
    stream = {"output_type": "stream", "text": ["more\n", "lines"]}
    assert seen_of(picture)[1] == "Bars: buses"
    assert seen_of(stream)[0] == "more\nlines"


if __name__ == "__main__":
    found = coverage(TABLES, {path.stem: text_of(path) for path in NOTEBOOKS})
    print(found.groupby("table", sort=False).sum().T.to_string())
