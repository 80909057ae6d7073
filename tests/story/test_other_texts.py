"""The notebooks that suit any text or dataset run on others, and say nothing false of them."""

import json
import re

import pandas as pd
import pytest

import analysis
from story import cells
from story.cells import NOTEBOOKS

COLUMNS = "reference_id figure_id relation counted stated period_start period_end place publisher"
COLUMNS += " source published url confidence what"


def run(name, *, without=(), **parameters):
    """Run a notebook's code in this process; return what its cells show, as plain text."""
    shown = cells.values(name, without=without, **parameters)
    texts = [getattr(value, "data", None) or repr(value) for value in shown]
    return [re.sub("<[^>]*>", " ", text) for text in texts]


SAMPLE = analysis.sample_article()
TEXTS = {
    "one number": "The council opened 12 libraries.",
    "one lower end": "The council opened more than 12 libraries.",
    "none": "The council met and adjourned.",
    "nothing": "",
    "two paragraphs": "More than 40,000 calls.\n\nMore than 3 million visits and over 9 tours.",
    "dollars": "The council spent $4.5 million, 12 percent of 2023, and over US$300 on tea.",
    "dates alone": "The council met on 4 March 2024.",
    "Chinese": "去年办理跨省通办业务173万余笔，节省约38亿元，同比增长5.2%。",
    "vague": "Hundreds of people came, nearly all of them twice.",
    "five thousand words": "\n\n".join([SAMPLE] * (5_000 // len(SAMPLE.split()) + 1)),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_reader_notebook_runs_on_any_text(text):
    shown = run("08", text=text)
    found = analysis.find_mentions(text)
    measures = int(found["kind"].isin(["quantity", "percent"]).sum())
    assert f"**The text holds {len(found)} numbers, and {measures} of them" in shown[0]
    assert not [words for words in shown if re.search(r"\bnan\b|\binf\b|\{", words)]
    assert not measures or "“My first figure” is now corroborated" in " ".join(shown)


def test_a_lost_scale_in_another_text_is_found():
    text = "Issued were more than 900,000 cards, more than 350,000 cards and more than 35 cards."
    shown = " ".join(run("08", text=text))
    assert "What screening the text finds: errors 0, doubts 1, notes 0." in shown
    assert "Far from the others: more than 35 cards" in shown


PAIRS = {
    "one number": ("图书馆开放12天。", "The library was open for 12 days.", (1, 1, 0)),
    "none": ("会议结束了。", "The meeting ended.", (0, 0, 0)),
    "equal": (SAMPLE, SAMPLE, (29, 29, 0)),
    "English and English": (
        "More than 1.73 million cards were issued in 2023.",
        "Over 1.37 million cards were issued in 2023.",
        (2, 1, 0),
    ),
    "a lost 万": (
        "去年办理90万余张身份证，35万余张通行证。",
        "Last year more than 900,000 cards and over 35 passes were issued.",
        (2, 1, 1),
    ),
}


@pytest.mark.parametrize(("original", "translation", "counts"), PAIRS.values(), ids=PAIRS)
def test_the_notebook_of_translations_runs_on_any_pair(original, translation, counts):
    shown = run("09", original=original, translation=translation)
    n, same, scale = counts
    answer = f"**Of {n} numbers that both texts state {same} are the same, and {scale} lost or"
    assert answer in shown[0]
    assert not [words for words in shown if re.search(r"\bnan\b|\binf\b|<NA>|\{", words)]
    words = " ".join(shown)
    assert ("a scale: none.**" in shown[0]) is (scale == 0)
    assert ("of amounts none differs" in words) is (n == same)
    assert ("10,000 times apart: over 35 passes" in words) is (scale == 1)
    assert ("1.26 times apart: Over 1.37 million cards" in words) is (n - same - scale == 1)


@pytest.fixture
def another_dataset(tmp_path, monkeypatch):
    """A dataset started from the sample, with a reference that bears one figure out."""
    folder = tmp_path / "libraries"
    analysis.start_dataset(analysis.sample_article(), folder)
    figures = analysis.load_figures(folder)
    figure = figures[figures["unit"] == "loan"].iloc[0]
    cells = dict.fromkeys(COLUMNS.split(), "") | {
        "reference_id": "R001",
        "figure_id": figure.name,
        "relation": "same",
        "counted": figure["counted"],
        "place": figure["place"],
        "stated": "more than 2.36 million loans",
        "period_start": f"{figure['period_start']:%Y-%m-%d}",
        "period_end": f"{figure['period_end']:%Y-%m-%d}",
        "publisher": "Library Council",
        "source": "Library Council, account of the year",
        "url": "https://example.org/",
        "confidence": "high",
        "what": "The same loans",
    }
    pd.DataFrame([cells]).to_csv(folder / "references.csv", index=False)
    monkeypatch.setenv("ANALYSIS_DATA", str(folder))
    return folder


@pytest.mark.parametrize("name", ["01", "05", "07"])
def test_another_dataset_is_told_by_its_own_tables(name, another_dataset):
    shown = run(name, without=["this-article"])
    words = " ".join(shown)
    assert not re.search(r"\bnan\b|\binf\b|Xinhua|hotline calls|savings_yuan", words)
    assert "to be named" not in words
    if name == "07":
        assert "counted results 1 is borne out by other publications, and none is refused" in words
        assert "without “Library Council, account of the year” none would be left" in words
    if name == "05":
        assert "The table of events does not say yet who acts." in words
        assert "No event is named a plan or a measure in the table yet." in words


@pytest.mark.parametrize("name", ["01", "05", "07"])
@pytest.mark.parametrize("text", [t for t in TEXTS if t not in ("none", "nothing")])
def test_a_dataset_just_started_is_told(name, text, tmp_path, monkeypatch):
    started = analysis.start_dataset(TEXTS[text], tmp_path / "mine")
    monkeypatch.setenv("ANALYSIS_DATA", str(started))
    shown = run(name, without=["this-article"])
    assert not [words for words in shown if re.search(r"\bnan\b|\binf\b|\{", words)]


PROSE = {
    name: "\n".join(
        "".join(cell["source"])
        for cell in json.loads(next(NOTEBOOKS.glob(f"{name}-*.ipynb")).read_text("utf-8"))["cells"]
        if cell["cell_type"] == "markdown"
        and "this-article" not in cell["metadata"].get("tags", [])
    )
    for name in ("01", "05", "07", "08", "09")
}


@pytest.mark.parametrize("name", PROSE)
def test_prose_for_any_dataset_doesnt_speak_of_this_one(name):
    about = (
        r"(?i)\bministr|it is a machine translation|public security|speeches|hotline|endorsement"
    )
    assert re.findall(about, PROSE[name]) == []


@pytest.mark.parametrize("name", ["01", "05", "07"])
def test_a_section_for_any_dataset_begins_its_cell(name):
    """The report on another dataset leaves whole sections out, cell by cell."""
    (path,) = NOTEBOOKS.glob(f"{name}-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [text for text in texts if re.search(r".\n+## ", text, re.DOTALL)] == []
