"""`make refresh` and `make report`, on notebooks made for the purpose."""

import html
import os
import re
from doctest import DocTestParser
from inspect import isfunction
from pathlib import Path
from types import ModuleType

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from nbformat import v4

import analysis
import api
import report
from refresh import refresh
from report import (
    TITLE,
    data_folder,
    exchange,
    joined,
    left_to_do,
    main,
    notebooks,
    notes,
    relink,
    screened,
    title_and_origins,
    without_empty_sections,
    write_report,
)

DRAWING = """
import base64
dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
display({"image/png": dot}, raw=True, metadata={"image/png": {"alt": "A dot & more"}})
"""


SAY = "from IPython.display import Markdown\nMarkdown({!r})"
NEW = {"markdown": v4.new_markdown_cell, "code": v4.new_code_cell}


def write(path: Path, *cells: tuple[str, ...]) -> Path:
    """Write a notebook of cells, each given by its kind, its source and its tags."""
    made = [NEW[kind](source, metadata={"tags": tags}) for kind, source, *tags in cells]
    notebook = v4.new_notebook(cells=made)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def pair(folder) -> list[Path]:
    """Two notebooks that link to each other, to a text beside them, and to a file elsewhere."""
    (folder / "words.md").write_text("# Words\n[Back](01-first.ipynb)", encoding="utf-8")
    (folder / "notes.md").write_text("# Notes", encoding="utf-8")
    return [
        write(
            folder / "01-first.ipynb",
            ("markdown", "# What is it?\nOn to [the second](02-second.ipynb#part)."),
            ("code", SAY.format("It is **so**.")),
            ("code", DRAWING),
        ),
        write(
            folder / "02-second.ipynb",
            ("markdown", "# And then?\n## part\n[Words](words.md), [data](../data/x.csv)"),
            ("code", "1 + 1"),
        ),
    ]


@pytest.fixture(scope="module")
def failing(folder) -> Path:
    return write(folder / "03-third.ipynb", ("markdown", "# C"), ("code", "x = {}\nx['gone']"))


@pytest.fixture(scope="module")
def site(pair, folder) -> Path:
    write_report(pair, folder / "report")
    return folder / "report"


def test_refresh_stores_the_same_bytes_and_leaves_a_failing_notebook(pair, failing):
    second, before = pair[1], failing.read_bytes()
    (error,) = refresh([second, failing])
    assert re.match(r"03-third\.ipynb, cell 2: KeyError: 'gone'\n    x = \{\}", str(error))
    assert failing.read_bytes() == before
    stored = second.read_bytes()
    assert nbformat.reads(stored.decode(), 4).cells[1].outputs[0].data["text/plain"] == "2"
    assert refresh([second]) == []
    assert second.read_bytes() == stored


@pytest.mark.parametrize(("failures", "errors"), [(1, 0), (2, 1)])
def test_a_kernel_that_does_not_start_is_tried_once_more(failures, errors, pair, monkeypatch):
    execute, left = NotebookClient.async_execute, [failures]

    async def fail_first(client, *args, **options):
        if left[0]:
            left[0] -= 1
            raise RuntimeError("Kernel died before replying to kernel_info")
        return await execute(client, *args, **options)

    monkeypatch.setattr(NotebookClient, "async_execute", fail_first)
    found = refresh(pair[1:])
    assert len(found) == errors
    assert all("02-second.ipynb: no kernel could be started" in str(error) for error in found)


def test_the_report_is_a_site_of_its_own(site, pair):
    pages = {path.name: path.read_text(encoding="utf-8") for path in site.iterdir()}
    assert sorted(pages) == ["01-first.html", "02-second.html", "index.html", "words.html"]
    for page in pages.values():
        links = re.findall(r'(?:href|src)="([^"]*)"', page)
        files = [link.partition("#")[0] for link in links if not link.startswith(("data:", "#"))]
        assert set(files) <= pages.keys()
        assert "://" not in re.sub(r'src="data:[^"]*"', "", page)
        assert "default-src 'none'; img-src data:" in page
    assert 'alt="A dot &amp; more"' in pages["01-first.html"]
    assert '<a href="02-second.html#part">the second</a>' in pages["01-first.html"]
    assert '<a href="01-first.html">Back</a>' in pages["words.html"]
    assert 'id="part"' in pages["02-second.html"]
    assert re.search(r"What is it\?</a>\s*<p>It is <strong>so</strong>", pages["index.html"])
    assert "Findings" not in pages["index.html"]
    assert not re.search(r"<(ul|ol)[^>]*>\s*</", "".join(pages.values()))
    assert 'execution_count": 1' not in pair[0].read_text(encoding="utf-8")


def test_the_api_page_is_a_page_like_the_others(pair, tmp_path):
    (tmp_path / "body.html").write_text("<h1>What there is</h1><p>All.</p>", encoding="utf-8")
    write_report(pair[1:], tmp_path / "site", tmp_path / "body.html")
    pages = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "site").iterdir()}
    assert all('<a href="api.html"' in page for page in pages.values())
    assert "<p>All.</p>" in pages["api.html"]
    assert "<title>What there is · " in pages["api.html"]


def test_each_page_leads_to_the_one_before_and_the_one_after_it(site, monkeypatch):
    monkeypatch.delenv("ANALYSIS_DATA", raising=False)
    named = {
        "index.html": title_and_origins(data_folder())[0],
        "01-first.html": "What is it?",
        "02-second.html": "And then?",
        "words.html": "Words",
    }
    files = list(named)
    for before, file, after in zip([None, *files], files, [*files[1:], None], strict=False):
        page = (site / file).read_text(encoding="utf-8")
        top, rest = page.split("<main>")
        for part in (top, rest.split("</main>")[1]):
            steps = re.findall(r'<a rel="(\w+)" href="([^"]+)">(.*?)</a>', part)
            expected = [("prev", before, "Previous: ")] * bool(before)
            expected += [("next", after, "Next: ")] * bool(after)
            assert [(rel, href) for rel, href, _ in steps] == [(r, h) for r, h, _ in expected]
            for (*_, label), (_, href, word) in zip(steps, expected, strict=True):
                assert word + named[href] in label
        assert re.search(r"<details><summary>All pages</summary>\s*<ol>", top)
        assert len(re.findall("<h1", page)) == 1


FINDINGS = [
    ("markdown", "# Is it *so*?", "finding"),
    ("code", SAY.format("The answer.") + "  # <b>", "finding"),
    ("code", SAY.format("No finding."), "findings", "a-finding"),
    ("code", ""),
    ("markdown", "Text\n\n## R&D: “one”\n\n```\n## no heading\n```"),
    ("code", "x = 1"),
    ("code", "'## neither'"),
    ("code", SAY.format("Below a *heading*."), "other", "finding", "last"),
    ("markdown", "### Smaller\n\n# Larger"),
    ("code", SAY.format("Below a smaller one."), "finding"),
    ("code", "1 + 1", "finding"),
    ("code", "display(Markdown('Twice.'), Markdown('And again.'))", "finding"),
    ("markdown", "Underlined `code` & more\n---\n\n## Last [one](02-b.ipynb)"),
    ("markdown", "Text", "finding"),
    ("code", SAY.format("Below [the last](03-gone.ipynb)."), "finding"),
    ("code", "y = 1"),
]


@pytest.fixture(scope="module")
def telling(tmp_path_factory) -> dict[str, str]:
    """The pages of a site with findings, by name."""
    folder = tmp_path_factory.mktemp("findings")
    paths = [
        write(folder / "01-a.ipynb", *FINDINGS),
        write(
            folder / "02-b.ipynb",
            ("markdown", "# Another?"),
            ("code", SAY.format("The answer, no finding.")),
            ("markdown", "## Section"),
            ("code", SAY.format("Another finding."), "finding"),
        ),
    ]
    notebook = nbformat.read(paths[1], 4)
    notebook.cells[1].metadata["jupyter"] = {"source_hidden": True}
    paths[1].write_text(nbformat.writes(notebook), encoding="utf-8")
    write_report(paths, folder / "report")
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "report").iterdir()}


RD = "R&amp;D:-%E2%80%9Cone%E2%80%9D"
ABOUT = {
    "The answer.": ("01-a.html", "Is it *so*?"),
    "Below a <em>heading</em>.": (f"01-a.html#{RD}", "Is it *so*? – R&amp;D: “one”"),
    "Below a smaller one.": (f"01-a.html#{RD}", "Is it *so*? – R&amp;D: “one”"),
    "Twice.": (f"01-a.html#{RD}", "Is it *so*? – R&amp;D: “one”"),
    "And again.": (f"01-a.html#{RD}", "Is it *so*? – R&amp;D: “one”"),
    "Below the last.": ("01-a.html#Last-one", "Is it *so*? – Last one"),
    "Another finding.": ("02-b.html#Section", "Another? – Section"),
}


def test_the_summary_has_each_finding_once_with_a_link_to_its_proof(telling):
    page = telling["index.html"]
    told, listed = page.split('<h2 id="notebooks">')
    found = re.findall(
        r'<li><p>(.*?)</p>\s*<p class="proof"><a href="(.*?)">(.*?)</a></p></li>', told
    )
    assert {sentence: (href, label) for sentence, href, label in found} == ABOUT
    assert [sentence for sentence, *_ in found] == list(ABOUT)
    for href, _ in ABOUT.values():
        file, hash_, anchor = href.partition("#")
        assert not hash_ or telling[file].count(f' id="{anchor}"') == 1
    assert "The answer." not in listed
    assert re.search(r"Another\?</a>\s*<p>The answer, no finding\.</p>", listed)
    assert "No finding." not in page


def test_code_is_folded_and_none_is_lost(telling):
    pages = telling["01-a.html"], telling["02-b.html"]
    fold = r'<details class="input"><summary>Code</summary><pre>(.*?)</pre></details>'
    first, second = (re.findall(fold, page, re.DOTALL) for page in pages)
    assert first[0].endswith("  # &lt;b&gt;")
    assert [code.splitlines()[0] for code in first[2:]] == [
        "x = 1",
        "from IPython.display import Markdown",
        "from IPython.display import Markdown",
        "1 + 1",
        "display(Markdown('Twice.'), Markdown('And again.'))",
        "from IPython.display import Markdown",
        "y = 1",
    ]
    assert first[2] == "x = 1\n\n'## neither'"
    assert len(second) == 2
    assert not re.search(r"<details[^>]* open", "".join(pages))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("a b!", ["a b"]),
        ("a! b!", ["a", "b"]),
        ("a b c! d!", ["a b c", "d"]),
        ("a T b!", ["a", "T", "b"]),
        ("T a", ["T", "a"]),
        ("a! b", ["a", "b"]),
        ("_ b!", ["b"]),
        ("a _!", ["a"]),
        ("", []),
    ],
)
def test_code_that_shows_nothing_is_joined_to_the_next(cells, expected):
    """An exclamation mark is an output, T a text, and _ an empty source."""
    made = []
    for cell in cells.split():
        shown = [v4.new_output("stream", text="x")] if cell.endswith("!") else []
        source = cell.strip("!_")
        made.append(
            v4.new_markdown_cell(source) if cell == "T" else v4.new_code_cell(source, outputs=shown)
        )
    kept = joined(made)
    assert [" ".join(cell.source.split()) for cell in kept] == expected
    assert sum(len(cell.get("outputs", [])) for cell in kept) == cells.count("!")


def test_a_failing_notebook_leaves_the_last_report_and_the_next_replaces_it(
    site, pair, failing, folder
):
    before = {path: path.read_bytes() for path in site.iterdir()}
    with pytest.raises(ExceptionGroup) as raised:
        write_report([failing], site)
    assert "03-third.ipynb, cell 2: KeyError: 'gone'" in str(raised.value.exceptions[0])
    assert {path: path.read_bytes() for path in site.iterdir()} == before
    write_report(pair[1:], site)
    assert sorted(path.name for path in site.iterdir()) == [
        "02-second.html",
        "index.html",
        "words.html",
    ]
    assert list(folder.glob(".report*")) == []


NO_NOTEBOOKS = {
    "nothing": b"",
    "a text": b"Some\n80 cards",
    "another encoding": b"\xff",
    "a list": b"[]",
    "an object": b"{}",
    "half a notebook": b'{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "sour',
    "no cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 80}',
}


@pytest.mark.parametrize("name", NO_NOTEBOOKS)
def test_what_is_no_notebook_is_said_in_one_line(name, tmp_path):
    path = tmp_path / "01-no.ipynb"
    path.write_bytes(NO_NOTEBOOKS[name])
    (error,) = refresh([path])
    assert re.fullmatch(r"01-no\.ipynb: no notebook: .{1,150}", str(error))
    assert path.read_bytes() == NO_NOTEBOOKS[name]
    with pytest.raises(ExceptionGroup) as raised:
        write_report([path], tmp_path / "report")
    assert str(raised.value.exceptions[0]) == str(error)


def test_a_notebook_without_a_heading_is_said_to_have_none(tmp_path):
    path = write(tmp_path / "01-bare.ipynb", ("markdown", "Text"))
    with pytest.raises(ExceptionGroup) as raised:
        write_report([path], tmp_path / "report")
    said = "01-bare.ipynb: it has no heading of the first level (# …)"
    assert [*map(str, raised.value.exceptions)] == [said]


@pytest.fixture
def full_disk(monkeypatch):
    """Let files be cut off as they are written."""

    def fail(path, text, **options):
        path.write_bytes(text.encode()[:80])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)


def test_a_full_disk_leaves_a_notebook_as_it_was(tmp_path, request):
    path = write(tmp_path / "01-full.ipynb", ("markdown", "# Full?"), ("code", "1 + 1"))
    before = path.read_bytes()
    request.getfixturevalue("full_disk")
    (error,) = refresh([path])
    assert str(error) == "01-full.ipynb: No space left on device"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {path: before}


@pytest.fixture
def last(tmp_path, monkeypatch) -> Path:
    """The report that is there before another one, of no notebooks, is made of it."""
    monkeypatch.setattr(report, "ROOT", tmp_path)
    monkeypatch.setattr(report, "API", None)
    monkeypatch.setattr(report, "notebooks", list)
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "last.html").write_text("last", encoding="utf-8")
    return tmp_path / "report"


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_full_disk_leaves_the_last_report(last, full_disk):
    fault, outcome = main().splitlines()
    assert re.fullmatch(r"\S+/index\.html: No space left on device", fault)
    assert outcome == "No report was made: the last one was left as it was."
    assert names(last.parent) == ["report", "report/last.html"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("figures.csv", b"\xff", "figures.csv, line 1: not UTF-8 text: save"),
        ("figures.csv", b"figure_id\nx\n", "figures.csv, line 1: missing columns name, role"),
        ("events.csv", b"event_id\nx\n", "events.csv, line 1: missing columns kind, actor"),
        ("datapackage.json", b"{", "Expecting property name"),
        ("datapackage.json", b"[]", "expected an object"),
        ("datapackage.json", b"5", "expected an object"),
        ("datapackage.json", b'{"title": 5}', "expected an object with a title"),
        ("datapackage.json", b'{"title": null}', "expected an object with a title"),
        ("datapackage.json", b'{"sources": ["Daily"]}', "expected an object"),
        ("datapackage.json", b'{"sources": [{"name": "Daily"}]}', "expected an object"),
        ("datapackage.json", b'{"sources": 5}', "expected an object"),
        ("datapackage.json", b"[" * 100_000, "maximum recursion depth"),
    ],
)
def test_a_dataset_that_cannot_be_read_leaves_the_last_report(
    file, text, said, last, tmp_path_factory, monkeypatch
):
    folder = analysis.start_dataset("Some 80 cards in 2023.", tmp_path_factory.mktemp("data"))
    (folder / file).write_bytes(text)
    monkeypatch.setenv("ANALYSIS_DATA", str(folder))
    *faults, outcome = main().splitlines()
    assert faults[0].startswith((said, f"{folder / file}: {said}"))
    assert outcome == "No report was made: the last one was left as it was."
    assert names(last.parent) == ["report", "report/last.html"]


def test_one_report_takes_the_place_of_the_last_in_one_step(last, monkeypatch):
    (last.parent / "other").mkdir()
    if not exchange(last, last.parent / "other"):
        pytest.skip("this system cannot exchange two folders")
    exchange(last, last.parent / "other")
    monkeypatch.setattr(os, "replace", None)
    assert main() is None
    assert names(last.parent) == ["other", "report", "report/index.html"]


def test_a_report_moved_away_by_a_run_that_was_killed_is_put_back(last, monkeypatch):
    replace = os.replace

    def killed(source, target):
        if Path(target) == last:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(report, "exchange", lambda one, other: False)
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            main()
    assert not last.exists()
    monkeypatch.setattr(report, "notebooks", lambda: [last / "gone.ipynb"])
    assert "gone.ipynb: No such file or directory\n" in main()
    assert names(last.parent) == ["report", "report/last.html"]
    monkeypatch.setattr(report, "notebooks", list)
    monkeypatch.setattr(report, "exchange", lambda one, other: False)
    assert main() is None
    assert names(last.parent) == ["report", "report/index.html"]


def test_what_killed_runs_left_is_removed(last):
    for name in (".report-0_abcdef", ".report-old-0_abcdef", ".report-mine"):
        (last.parent / name).mkdir()
    for name in ("01-a.ipynb", ".01-a.ipynb.new", ".02-b.ipynb.new"):
        (last.parent / name).touch()
    refresh([last.parent / "01-a.ipynb"])
    main()
    assert names(last.parent) == [".report-mine", "01-a.ipynb", "report", "report/index.html"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a.ipynb">x</a>', '<a href="a.html">x</a>'),
        ('<a href="a.ipynb#b">x <b>y</b></a>', '<a href="a.html#b">x <b>y</b></a>'),
        ('<a href="#b">x</a>', '<a href="#b">x</a>'),
        ('<a href="a.ipynb#b:-c">x</a>', '<a href="a.html#b:-c">x</a>'),
        ('<a href="other.ipynb#b:-c">x</a>', "x"),
        ('<a href="mailto:a@b">x</a>', '<a href="mailto:a@b">x</a>'),
        ('<a href="../report/a.html#b">x</a>', '<a href="a.html#b">x</a>'),
        ('<a href="other.ipynb">x</a>', "x"),
        ('<a href="../data/a.csv">x</a>', "x"),
        (
            '<a href="https://example.org/a.ipynb">x</a>',
            '<a href="https://example.org/a.ipynb">x</a>',
        ),
    ],
)
def test_links_stay_in_the_site_or_become_text(html, expected):
    assert relink(html, {"a.html"}) == expected


@pytest.mark.parametrize(
    ("tables", "suited"),
    [
        ({}, []),
        ({"figures": "figure_id\nmoves\n", "events": "event_id\n"}, ["01"]),
        ({"figures": "figure_id\nmoves\n", "events": "event_id\nday\n"}, ["01", "05"]),
        ({"figures": "\ufefffigure_id\nmoves\n", "references": "figure_id\nmoves\n"}, ["01", "07"]),
    ],
)
def test_another_dataset_gets_the_notebooks_that_suit_it(tables, suited, monkeypatch, tmp_path):
    assert len(notebooks()) > 3
    (tmp_path / "mine").mkdir()
    for name, text in tables.items():
        (tmp_path / "mine" / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANALYSIS_DATA", "mine")
    assert [path.name[:2] for path in notebooks()] == suited
    assert data_folder() == analysis.data_folder() == tmp_path / "mine"


def test_what_another_dataset_still_needs_is_said(tmp_path):
    started = analysis.start_dataset(analysis.sample_article(), tmp_path / "mine")
    prefilled, others, blank, unchecked = notes(started, left_to_do(started))
    assert prefilled.startswith("Figures that are as they were prefilled: 21 of 21. ")
    assert others == "Numbers of which nobody has confirmed that they are no figure: 8."
    assert blank == "Cells in which nobody has said anything yet: 6."
    assert "references.csv has rows" in unchecked
    rows = pd.read_csv(started / "figures.csv", dtype=str)
    rows["counted"] = rows["counted"].fillna("what I say")
    rows.loc[:1, "read_as"] = ["12 measures", "more than 2.63 million loans"]
    rows.assign(note=None).to_csv(started / "figures.csv", index=False)
    events = pd.read_csv(started / "events.csv", dtype=str)
    events.assign(kind="meeting").to_csv(started / "events.csv", index=False)
    assert notes(started, left_to_do(started)) == [others, unchecked]
    mentions = pd.read_csv(started / "other_mentions.csv", dtype=str)
    mentions["why"] = mentions["why"].str.removeprefix("Prefilled: ")
    mentions.to_csv(started / "other_mentions.csv", index=False)
    assert notes(started, left_to_do(started)) == [unchecked]
    said = [entry["problem"] for entry in left_to_do(started)["corrected"]]
    corrected = zip(rows["read_as"][:2], rows["paragraph"], strict=False)
    assert said == [f"read as “{words}” (paragraph {number})" for words, number in corrected]
    assert notes(analysis.data_folder(), {}) == []


def test_a_report_that_no_notebook_suits_says_so(tmp_path, monkeypatch):
    started = analysis.start_dataset("The second council met in Room 101.", tmp_path / "mine")
    monkeypatch.setenv("ANALYSIS_DATA", str(started))
    assert notebooks() == []
    write_report(notebooks(), tmp_path / "report")
    said = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "None has anything to tell: the tables hold neither a figure nor a dated event." in said
    assert "<p>Source of the figures: The second council met in Room 101.</p>" in said


def test_what_screening_found_is_read_from_the_notes(tmp_path):
    started = analysis.start_dataset(analysis.sample_article(), tmp_path / "mine")
    (one,) = screened(started)
    assert one["quote"] == "more than 64 cross-city reservations and"
    assert one["found"].startswith(
        "doubt, siblings: “more than 64 cross-city reservations” is more"
    )
    assert screened(analysis.data_folder()) == []
    assert screened(tmp_path) == []


EMPTY = {"text/html": analysis.display.table(pd.DataFrame({"n": []}))._repr_html_()}
FULL = {"text/html": analysis.display.table(pd.DataFrame({"n": [1]}))._repr_html_()}
NONE, ONE, TWO = (
    analysis.charts.bars(pd.Series(counts, dtype=int)).caption("Counts")._repr_mimebundle_()[0]
    for counts in ({}, {"cards": 1}, {"cards": 1, "moves": 2})
)
SAID, QUOTED = {"text/markdown": "0 cards."}, {"text/html": "<blockquote>none</blockquote>"}


@pytest.mark.parametrize(
    ("shown", "empty"),
    [
        ([], False),
        ([SAID], False),
        ([SAID, EMPTY], True),
        ([SAID, EMPTY, NONE], True),
        ([SAID, FULL, NONE], False),
        ([SAID, EMPTY, ONE], False),
        ([SAID, EMPTY, TWO], False),
        ([SAID, QUOTED], False),
    ],
)
def test_a_section_with_nothing_to_show_is_left_out_of_the_report(shown, empty):
    outputs = [v4.new_output("execute_result", data=data) for data in shown]
    section = [v4.new_markdown_cell("## How many?"), v4.new_code_cell("1", outputs=outputs)]
    top, last = v4.new_markdown_cell("# Cards?"), v4.new_markdown_cell("## Next?")
    assert without_empty_sections([top, *section, last]) == [top, *([] if empty else section), last]


def test_title_and_origin_are_what_the_descriptor_says_if_there_is_one(tmp_path):
    assert title_and_origins(tmp_path) == (TITLE, [])
    text = '{"title": "Cards", "sources": [{"title": "Daily"}]}'
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert title_and_origins(tmp_path) == ("Cards", ["Daily"])


@pytest.fixture(scope="module")
def body() -> str:
    return api.body()


def entries(body: str) -> dict[str, str]:
    """Return what the API page says of each name, by its id."""
    parts = re.split(r'<section class="entry">\s*<h\d id="([^"]+)">', body)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_api_page_has_each_public_name_once(body):
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids)
    told = entries(body)
    for name in analysis.__all__:
        offered = getattr(analysis, name)
        if isinstance(offered, ModuleType):
            assert f"analysis.{name}" in ids
        elif callable(offered):
            assert offered.__doc__.splitlines()[0][:20] in html.unescape(told[name])
    assert "open_more_than: bool = False" in told["find_mentions"]
    assert "low: float, high: float" in told["Interval"]
    assert "analysis.Interval.meets" in told["Interval.meets"]


def documented() -> list[tuple[str, object]]:
    rooms = [(name, getattr(analysis, name)) for name in ("charts", "display", "corpus")]
    names = [(f"{room}.{n}", value) for room, module in rooms for n, value in vars(module).items()]
    names += [(name, getattr(analysis, name)) for name in analysis.__all__]
    return [(name, value) for name, value in names if isfunction(value)]


def test_an_example_stands_on_the_page_as_it_runs(body):
    told = entries(body)
    examples = [
        (name, example)
        for name, value in documented()
        if name in told
        for example in DocTestParser().get_examples(value.__doc__)
    ]
    assert len(examples) > 20
    for name, example in examples:
        text = html.unescape(re.sub("<[^>]+>", "", told[name]))
        assert f">>> {example.source.splitlines()[0]}" in text
        assert example.want in text


def test_the_api_page_shows_each_chart_and_a_table(body):
    told = entries(body)
    drawing = [n for n in analysis.charts.__all__ if isfunction(getattr(analysis.charts, n))]
    assert len(drawing) > 8
    for name in drawing:
        picture = re.search(
            r'<img src="data:image/png;base64,[^"]+" alt="([^"]+)"', told[f"charts.{name}"]
        )
        assert re.search(r"\d", picture[1]), "the alt text has the drawn values"
        assert f"<pre>charts.{name}(" in told[f"charts.{name}"]
    assert "<table>" in told["display.table"]


def test_the_api_page_asks_for_nothing_and_shows_nothing_private(body):
    assert "://" not in body
    assert "<script" not in body
    assert not [name for name in entries(body) if re.search(r"(^|\.)_", name)]


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        (">>> Picture()\n", '<img src="data:image/png;base64,ZG90" alt="a &lt; b">'),
        (">>> Picture()\n>>> 1\n1\n>>> Table()\n", "<table></table>"),
        (">>> Table()\n>>> 1 + 1\n2\n", "<table></table>"),
        (">>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: x\n", ""),
        ("No example.", ""),
    ],
)
def test_what_an_example_shows_is_the_last_that_can_be_seen(docstring, expected):
    class Picture:
        def _repr_mimebundle_(self, **options):
            return {"image/png": b"dot"}, {"image/png": {"alt": "a < b"}}

    class Table:
        def _repr_html_(self):
            return "<table></table>"

    assert api.shown_by(docstring, {"Picture": Picture, "Table": Table}) == expected


def test_an_example_that_fails_is_not_passed_over():
    with pytest.raises(NameError):
        api.shown_by(">>> gone\n", {})
