"""The article against the dataset and the annotated examples, where both are at hand."""

import importlib.util
import json

import pytest

import analysis
from analysis import articles


@pytest.fixture(scope="module")
def paragraphs(article_text):
    return articles.paragraphs(article_text)


@pytest.mark.article
def test_every_mention_belongs_to_exactly_one_row(article_text):
    ledger = analysis.check_article(article_text)
    assert ledger[ledger["status"] != "kept"].empty
    assert len(ledger) == len(analysis.find_mentions(article_text))
    rows = sum(
        len(load())
        for load in (analysis.load_figures, analysis.load_events, analysis.load_other_mentions)
    )
    assert len(ledger) == rows


@pytest.mark.article
@pytest.mark.parametrize("table", ["figures", "events", "other_mentions"])
def test_every_quote_stands_once_in_its_paragraph(table, paragraphs):
    frame = getattr(analysis, f"load_{table}")()
    for row in frame.itertuples():
        assert paragraphs[row.paragraph - 1].count(row.quote) == 1, row


@pytest.mark.article
def test_paragraphs_have_the_words_that_the_table_says(paragraphs):
    words = analysis.load_paragraphs()["words"]
    assert words.tolist() == [len(text.split()) for text in paragraphs]


@pytest.mark.article
def test_no_long_run_of_the_article_stands_in_the_dataset(article_text):
    words = article_text.split()
    longest = 16  # the title, cited as the source, has fourteen
    runs = {tuple(words[i : i + longest]) for i in range(len(words) - longest + 1)}
    for path in analysis.data_folder().iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace(",", " ").split()
            here = {tuple(text[i : i + longest]) for i in range(len(text) - longest + 1)}
            assert not runs & here, path.name


def scores(gold_folder, predictions, *, seed=False):
    """The gold's own scorer on readings by text name."""
    spec = importlib.util.spec_from_file_location("score", gold_folder / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer.summary(scorer.run(predictions, scorer.load_gold(seed))[0])


def reading(text):
    return json.loads(analysis.find_mentions(text).to_json(orient="records", date_format="iso"))


@pytest.mark.article
def test_the_article_is_read_as_annotated(article_text, gold_folder):
    result = scores(gold_folder, {"seed": reading(article_text)}, seed=True)
    for measure in ("measure span", "+ right value", "value + bound", "value + bound + unit"):
        assert result[measure]["F1"] == 1.0, measure
    assert result["dates (all)"]["F1"] == 1.0
    assert result["false positives"]["nonmeasure"] == 0


@pytest.mark.article
def test_the_annotated_texts_are_read_well(gold_folder):
    texts = sorted((gold_folder / "texts").glob("*.txt"))
    result = scores(gold_folder, {p.stem: reading(p.read_text(encoding="utf-8")) for p in texts})
    assert result["+ right value"]["F1"] >= 0.98
    assert result["value + bound"]["F1"] >= 0.97
    assert result["value + bound + unit"]["F1"] >= 0.93
    assert result["dates (all)"]["F1"] >= 0.95
    assert result["false positives"]["nonmeasure"] <= 3
