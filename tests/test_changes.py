"""What a refresh says of two versions of a notebook: made-up outputs, before and after."""

import nbformat
import pandas as pd
import pytest
from nbformat import v4

from analysis import display
from changes import WIDTH, changes, report
from refresh import refresh

DOT = "data:image/png;base64"  # stands for a picture
LONG = (
    "In {} all the offices handled {} applications, of which moves made somewhat less than a half."
)
HEAD = "<thead><tr><th>Name</th><th>Verdict</th></tr></thead>"


def sentence(text):
    return {"text/markdown": text, "text/plain": "<Markdown object>"}


def chart(words, picture=DOT):
    return {"image/png": picture, "text/plain": words}


def table(caption, *rows, columns=("name", "claim", "verdict")):
    shown = display.table(pd.DataFrame(rows, columns=list(columns)), caption=caption)
    return {"text/html": shown.data, "text/plain": repr(shown)}


def notebook(*cells):
    """Return a notebook as it is stored: a text is Markdown, the rest an output of a cell."""
    made = []
    for n, cell in enumerate(cells):
        if isinstance(cell, str):
            made.append(v4.new_markdown_cell(cell, id=f"text-{n}"))
            continue
        source, output = cell if isinstance(cell, tuple) else (f"step {n}", cell)
        outputs = [output if "output_type" in output else v4.new_output("display_data", output)]
        made.append(v4.new_code_cell(source, outputs=outputs, id=f"code-{n}"))
    return v4.new_notebook(cells=made)


def error(text):
    return v4.new_output("error", ename="ValueError", evalue=text, traceback=[])


def printed(text):
    return v4.new_output("stream", name="stdout", text=text)


MOVES, CARDS = ("Moves", "2 million", "consistent"), ("Cards", "80", "implausible")
BARS = "{} is most. Counts. Bars: moves {}; cards 80. Source: data."
CASES = {
    "a short sentence": (
        sentence("**3** of 5"),
        sentence("**4** of 5"),
        ["sentence: **3** of 5 → **4** of 5"],
    ),
    "a word of a long sentence": (
        sentence(LONG.format(2022, 30)),
        sentence(LONG.format(2023, 40)),
        [
            "sentence: In [2022 → 2023] all the offices handled [30 → 40] applications, "
            "of which moves made",
            "    somewhat less than a half.",
        ],
    ),
    "words that are added and dropped": (
        sentence(LONG.format(2022, 30)),
        sentence(LONG.format(2022, "about 30").replace("somewhat ", "")),
        [
            "sentence: In 2022 all the offices handled [new: about] 30 applications, "
            "of which moves made",
            "    [gone: somewhat] less than a half.",
        ],
    ),
    "another sentence": (
        sentence("Three words only"),
        sentence("Everything has become different"),
        ["sentence: Three words only → Everything has become different"],
    ),
    "a cell of a table": (
        table("Counts", MOVES, CARDS),
        table("Counts", ("Moves", "3 million", "consistent"), CARDS),
        ["table “Counts”", "  Moves: Claim: 2 million → 3 million"],
    ),
    "a cell that was empty": (
        table("Counts", ("Moves", None, "consistent")),
        table("Counts", MOVES),
        ["table “Counts”", "  Moves: Claim: empty → 2 million"],
    ),
    "rows that are new and gone": (
        table("Counts", MOVES, CARDS),
        table("Counts", ("Births", "9", "consistent"), MOVES),
        ["table “Counts”", "  new: Births | 9 | consistent", "  gone: Cards | 80 | implausible"],
    ),
    "a row renamed": (
        table("Counts", MOVES),
        table("Counts", ("Changes of home", *MOVES[1:])),
        ["table “Counts”", "  Changes of home: Name: Moves → Changes of home"],
    ),
    "two rows of one name": (
        table("Totals", ("a", "1", "May"), ("a", "2", "June")),
        table("Totals", ("a", "0", "April"), ("a", "1", "May"), ("a", "3", "June")),
        ["table “Totals”", "  new: a | 0 | April", "  a: Claim: 2 → 3"],
    ),
    "rows in another order": (
        table("Counts", MOVES, CARDS),
        table("Counts", CARDS, MOVES),
        ["table “Counts”", "  rows stand in another order"],
    ),
    "a table that was empty": (
        table("Counts", columns=["name", "claim"]),
        table("Counts", ("Moves", "2"), columns=["name", "claim"]),
        ["table “Counts”", "  new: Moves | 2", "  gone: none"],
    ),
    "a caption and a column": (
        table("Counts", ("a", 1), columns=["name", "claim"]),
        table("Counts of all", ("a", 1), columns=["name", "number"]),
        [
            "table “Counts of all”",
            "  caption: Counts → Counts of all",
            "  column is new: Number",
            "  column is gone: Claim",
        ],
    ),
    "a frame as pandas shows it": (
        {"text/html": pd.DataFrame({"n": [1]}, index=["a"]).to_html(), "text/plain": ""},
        {"text/html": pd.DataFrame({"n": [2]}, index=["a"]).to_html(), "text/plain": ""},
        ["table of , n", "  a: n: 1 → 2"],
    ),
    "a chart's title and a value": (
        chart(BARS.format("2 million", "2 million")),
        chart(BARS.format("3 million", "3 million")),
        [
            "chart “3 million is most”",
            "  title: 2 million is most → 3 million is most",
            "  moves 2 million → moves 3 million",
        ],
    ),
    "a bar that is new, before the others": (
        chart("A title. Bars: moves 2. Source: data."),
        chart("A title. Bars: births of a year 9; moves 2. Source: data."),
        ["chart “A title”", "  new: births of a year 9"],
    ),
    "an abbreviation, and a bar that is left out": (
        chart("St. Louis has 5. Bars: a 1; b 2. Source: x."),
        chart("St. Louis has 6. Bars: a 1. Source: x. Not drawn: b."),
        [
            "chart “St. Louis has 6”",
            "  title: St. Louis has 5 → St. Louis has 6",
            "  new: Not drawn: b",
            "  gone: b 2",
        ],
    ),
    "bars in another order": (
        chart("A title. Bars: moves 2; cards 1."),
        chart("A title. Bars: cards 1; moves 2."),
        ["chart “A title”", "  drawn in another order"],
    ),
    "a picture alone": (
        chart("A title. Bars: moves 2."),
        chart("A title. Bars: moves 2.", "other bytes"),
        ["chart “A title”", "  picture changed, words the same"],
    ),
    "markup alone": (
        table("Counts", MOVES),
        {"text/html": table("Counts", MOVES)["text/html"].replace("left", "right")},
        ["table “Counts”", "  markup changed, words the same"],
    ),
    "a quotation": (
        {"text/html": "<blockquote>“<mark>30</mark>”</blockquote>", "text/plain": "object"},
        {"text/html": "<blockquote>“<mark>40</mark>”</blockquote>", "text/plain": "object"},
        ["other output: “30” → “40”"],
    ),
    "an error": (error("a"), error("b"), ["error: ValueError: a → ValueError: b"]),
    "an error for a sentence": (
        sentence("So it is."),
        error("gone"),
        ["error is new: ValueError: gone", "sentence is gone: So it is."],
    ),
    "what is printed": (printed("1\n2\n"), printed("1\n3\n"), ["other output: 1 2 → 1 3"]),
    "nothing": (sentence("The same"), sentence("The same"), []),
}


def told(old, new):
    """The lines that a report has for one notebook, without its name and closing line."""
    lines = report({"01.ipynb": changes(old, new)}).splitlines()
    return lines[1 : lines.index("")]


def under(section, lines):
    return [section, *(f"    {line}" for line in lines)] if lines else []


@pytest.mark.parametrize("name", CASES)
def test_a_change(name):
    old, new, expected = CASES[name]
    lines = told(notebook("# T\n\n## A part", old), notebook("# T\n\n## A part", new))
    assert lines == under("  A part", expected)
    assert max(map(len, ["", *lines])) <= WIDTH


ONE, TWO = ("say one", sentence("One is 1.")), ("say two", sentence("Two is 2."))
MOVED = {
    "cells that changed places": ([ONE, TWO], [TWO, ONE], []),
    "a cell that is new": ([TWO], [ONE, TWO], ["sentence is new: One is 1."]),
    "a cell that is gone": ([ONE, TWO], [TWO], ["sentence is gone: One is 1."]),
    "an edited cell behind a new one": (
        [("a = 1", sentence("There are 3 of them"))],
        [ONE, ("a = 2", sentence("There are 4 of them"))],
        ["sentence is new: One is 1.", "sentence: There are 3 of them → There are 4 of them"],
    ),
}


@pytest.mark.parametrize("name", MOVED)
def test_outputs_find_each_other_where_cells_moved(name):
    old, new, expected = MOVED[name]
    lines = told(notebook("## A part", "text", *old), notebook("## A part", *new))
    assert lines == under("  A part", expected)


def test_changes_stand_under_their_sections_in_the_order_of_the_notebook():
    numbers = [sentence(f"Number {n}") for n in range(4)]
    old = notebook("# T", numbers[0], "## A\ntext\n## B", numbers[0], "## C", numbers[0])
    new = notebook("# T", numbers[1], "## A\ntext\n## B", numbers[2], "## C", numbers[3])
    assert told(old, new) == [
        "  At the top",
        "    sentence: Number 0 → Number 1",
        "  B",
        "    sentence: Number 0 → Number 2",
        "  C",
        "    sentence: Number 0 → Number 3",
    ]


def test_a_verdict_is_summed_up_once_wherever_it_stands():
    proven = ("Moves", "2 million", "corroborated")
    old = notebook(table("All", MOVES, CARDS), table("Good", CARDS), table("Bad", MOVES))
    new = notebook(table("All", proven, CARDS), table("Good", proven), table("Bad", CARDS))
    found = changes(old, new)
    lines = report({"01.ipynb": found, "02.ipynb": found}).splitlines()
    assert lines[-2:] == [
        "verdict of Moves: consistent → corroborated",
        "6 tables and 1 verdict changed in 2 notebooks",
    ]


def test_verdicts_of_two_columns_are_told_apart_and_a_new_thing_has_none():
    columns = ["name", "verdict", "read openly"]
    old = table("All", ("Moves", "consistent", "consistent"), columns=columns)
    rows = [("Moves", "consistent", "corroborated"), ("Cards", "implausible", "consistent")]
    found = changes(notebook(old), notebook(table("All", *rows, columns=columns)))
    lines = [change.lines for change in found if change.kind == "verdict"]
    assert lines == [("verdict of Moves, read openly: consistent → corroborated",)]


TWO_WORDS = (notebook(sentence("a")), notebook(sentence("b")))
PICTURE = (notebook(chart("A. Bars: x 1.")), notebook(chart("A. Bars: x 1.", "other")))
SAME = (TWO_WORDS[0], TWO_WORDS[0])
CLOSINGS = {
    "nothing": ([SAME], "Nothing changed in what the notebooks say"),
    "one": ([TWO_WORDS, SAME], "1 sentence changed in 1 notebook"),
    "two": ([TWO_WORDS, TWO_WORDS], "2 sentences changed in 2 notebooks"),
    "a picture": (
        [PICTURE],
        "Nothing changed in what the notebooks say; 1 output only looks different",
    ),
    "a failure": ([None, TWO_WORDS], "1 sentence changed in 1 notebook; 1 notebook did not run"),
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_the_closing_line_counts(name):
    pairs, expected = CLOSINGS[name]
    found = {f"{n}.ipynb": changes(*pair) if pair else None for n, pair in enumerate(pairs)}
    assert report(found).splitlines()[-1] == expected


def test_wide_characters_take_two_columns():
    old, new = (notebook(sentence("跨省通办 " * 30 + word)) for word in ("一", "二"))
    lines = told(old, new)
    assert len(lines) > 3
    assert max(len(line) + sum(ord(c) > 0x2E80 for c in line) for line in lines) <= WIDTH
    assert "[一 → 二]" in " ".join(lines)


def test_a_refresh_says_what_changed_in_the_order_of_the_notebooks(tmp_path, capsys):
    """The slowest stands first, and outputs of several lines are stored as lists of them."""
    show = "from IPython.display import HTML, Markdown\n"
    codes = {
        "01.ipynb": f"import time; time.sleep(1)\n{show}Markdown(f'It is **{{2 + 2}}**.')",
        "02.ipynb": "1 / 0",
        "03.ipynb": f"{show}HTML('<p>a\\nb</p>')",
    }
    for name, code in codes.items():
        cells = [v4.new_markdown_cell("## How many?"), v4.new_code_cell(code)]
        nbformat.write(v4.new_notebook(cells=cells), tmp_path / name)
    paths = [tmp_path / name for name in codes]
    refresh(paths)
    assert capsys.readouterr().out.splitlines()[:2] == ["01.ipynb", "  How many?"]
    stored = paths[0].read_text(encoding="utf-8")
    paths[0].write_text(stored.replace("It is **4**.", "It is **3**."), encoding="utf-8")
    third = paths[2].read_text(encoding="utf-8")
    paths[2].write_text(third.replace('"id"', '"id" '), encoding="utf-8")
    (error,) = refresh(paths)
    assert "02.ipynb, cell 2: ZeroDivisionError" in str(error)
    assert capsys.readouterr().out == (
        "01.ipynb\n"
        "  How many?\n"
        "    sentence: It is **3**. → It is **4**.\n"
        "02.ipynb: did not run, left as it was\n"
        "03.ipynb: says what it said\n"
        "\n"
        "1 sentence changed in 1 notebook; 1 notebook did not run\n"
    )
    assert [path.read_text(encoding="utf-8") for path in (paths[0], paths[2])] == [stored, third]
