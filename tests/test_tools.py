"""`make refresh` and `make report`, on notebooks made for the purpose."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

import analysis
from refresh import refresh
from report import data_folder, notebooks, relink, write_report

DRAWING = """
import base64
dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
display({"image/png": dot}, raw=True, metadata={"image/png": {"alt": "A dot & more"}})
"""


def write(path: Path, *cells: tuple[str, str]) -> Path:
    make = {"markdown": v4.new_markdown_cell, "code": v4.new_code_cell}
    notebook = v4.new_notebook(cells=[make[kind](source) for kind, source in cells])
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
            ("code", "from IPython.display import Markdown\nMarkdown('It is **so**.')"),
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
    assert 'execution_count": 1' not in pair[0].read_text(encoding="utf-8")


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


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a.ipynb">x</a>', '<a href="a.html">x</a>'),
        ('<a href="a.ipynb#b">x <b>y</b></a>', '<a href="a.html#b">x <b>y</b></a>'),
        ('<a href="#b">x</a>', '<a href="#b">x</a>'),
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


def test_another_dataset_gets_the_notebooks_that_suit_any(monkeypatch, tmp_path):
    everything = [path.name[:2] for path in notebooks()]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANALYSIS_DATA", "mine")
    assert [path.name[:2] for path in notebooks()] == [
        number for number in everything if number in {"01", "05", "07", "08"}
    ]
    assert data_folder() == analysis.data_folder() == tmp_path / "mine"
