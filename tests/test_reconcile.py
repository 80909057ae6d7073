"""The ledger of an article's mentions: kept, changed, missing, new."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import check_article, data_folder

TEXT = """\
The office met on January 8, 2023 in its first session.

It handled more than 1.73 million moves. About 3.8 billion yuan were saved by them.

In 36 cities the cards of 190,000 people were renewed."""

FIGURE = {"topic": "an office", "role": "result", "programme_id": "office", "counted": "them"}
EVENT = {"kind": "meeting", "actor": "office", "what": "it met"}
OTHER = {"kind": "ordinal", "why": "a session"}
PROGRAMME = {"topic": "an office", "name": "o", "level": "local", "actor": "o", "what": "o"}
TABLES = {
    "figures": [
        FIGURE | {"figure_id": id_, "name": id_, "quote": quote, "paragraph": paragraph}
        for id_, quote, paragraph in [
            ("moves", "handled more than 1.73 million moves", 2),
            ("savings", "About 3.8 billion yuan were saved", 2),
            ("cities", "In 36 cities", 3),
            ("cards", "the cards of 190,000 people", 3),
        ]
    ],
    "events": [EVENT | {"event_id": "session", "quote": "met on January 8, 2023", "paragraph": 1}],
    "other_mentions": [OTHER | {"quote": "its first session", "paragraph": 1}],
    "programmes": [PROGRAMME | {"programme_id": "office", "paragraph": 1}],
    "paragraphs": [{"number": n, "section": "masthead", "words": 9} for n in (1, 2, 3)],
}


@pytest.fixture
def small(tmp_path):
    """A dataset of six rows, for a text of three paragraphs."""
    for path in data_folder().glob("*.csv"):
        columns = pd.read_csv(path, nrows=0).columns
        table = pd.DataFrame(TABLES.get(path.stem, []), columns=columns)
        table.to_csv(tmp_path / path.name, index=False)
    return tmp_path


def statuses(ledger):
    """What isn't kept: row and detail by status."""
    rest = ledger[ledger["status"] != "kept"]
    named = rest["row_id"].fillna(rest["text"])
    return [(s, n, d) for s, n, d in zip(rest["status"], named, rest["detail"], strict=True)]


def test_every_mention_of_a_small_text_is_kept(small):
    ledger = check_article(TEXT, small)
    assert ledger["status"].tolist() == ["kept"] * 6
    assert ledger["paragraph"].tolist() == [1, 1, 2, 2, 3, 3]
    assert ledger["row_id"].tolist() == ["session", "0", "moves", "savings", "cities", "cards"]
    counts = {"figures": 4, "events": 1, "other_mentions": 1}
    assert ledger["table"].value_counts().to_dict() == counts
    assert ledger["status"].cat.categories.tolist() == ["kept", "changed", "missing", "new"]


NEW = "no row claims it"
GONE = "no mention is left for it"
EDITIONS = {
    "a number changed": (
        [("190,000 people", "19,000 people")],
        [("changed", "cards", "190,000 became 19,000")],
    ),
    "a scale changed": (
        [("1.73 million", "1.73 billion")],
        [("changed", "moves", "1.73 million became 1.73 billion")],
    ),
    "a qualifier changed": (
        [("more than 1.73", "nearly 1.73")],
        [("changed", "moves", "'more than 1.73 million moves' became 'nearly 1.73 million moves'")],
    ),
    "words changed": (
        [("In 36 cities", "Across 36 cities")],
        [("changed", "cities", "other words around the number")],
    ),
    "a sentence deleted": (
        [(" About 3.8 billion yuan were saved by them.", "")],
        [("missing", "savings", GONE)],
    ),
    "a sentence added": (
        [("renewed.", "renewed. The fee was 25 yuan.")],
        [("new", "25 yuan", NEW)],
    ),
    "a paragraph inserted at the top": (
        [("The office met", "Corrected.\n\nThe office met")],
        [
            ("changed", "session", "moved from paragraph 1 to 2"),
            ("changed", "0", "moved from paragraph 1 to 2"),
            ("changed", "moves", "moved from paragraph 2 to 3"),
            ("changed", "savings", "moved from paragraph 2 to 3"),
            ("changed", "cities", "moved from paragraph 3 to 4"),
            ("changed", "cards", "moved from paragraph 3 to 4"),
        ],
    ),
    "a sentence moved": (
        [
            (" About 3.8 billion yuan were saved by them.", ""),
            ("In 36", "About 3.8 billion yuan were saved. In 36"),
        ],
        [("changed", "savings", "moved from paragraph 2 to 3")],
    ),
    "a sentence doubled": (
        [("renewed.", "renewed. In 36 cities they were free.")],
        [("new", "36 cities", NEW)],
    ),
    "inserted, changed, deleted and added": (
        [
            ("The office", "A note of 2 lines.\n\nThe office"),
            ("190,000", "19,000"),
            (" About 3.8 billion yuan were saved by them.", " They took 5 days."),
        ],
        [
            ("new", "2 lines", NEW),
            ("changed", "session", "moved from paragraph 1 to 2"),
            ("changed", "0", "moved from paragraph 1 to 2"),
            ("missing", "savings", GONE),
            ("changed", "moves", "moved from paragraph 2 to 3"),
            ("new", "5 days", NEW),
            ("changed", "cities", "moved from paragraph 3 to 4"),
            ("changed", "cards", "moved from paragraph 3 to 4; 190,000 became 19,000"),
        ],
    ),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition(name, small):
    edits, expected = EDITIONS[name]
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert statuses(check_article(text, small)) == expected


def test_an_empty_text_misses_every_row(small):
    ledger = check_article("", small)
    assert ledger["status"].tolist() == ["missing"] * 6
    assert ledger["text"].isna().all()


def test_line_ends_and_spaces_between_paragraphs_do_not_matter(small):
    text = "\n" + TEXT.replace("\n\n", "\r\n  \r\n\r\n") + "\r\n"
    assert_frame_equal(check_article(text, small), check_article(TEXT, small))


@pytest.mark.article
def test_a_corrected_edition_of_the_article(article_text):
    paragraphs = article_text.strip().split("\n\n")
    paragraphs[52] = paragraphs[52].replace("more than 80 ", "more than 800,000 ")
    paragraphs[59] = paragraphs[59].replace("190,000", "19,000") + " Another 12 cities follow."
    paragraphs[60] = paragraphs[60].split(" The 12367")[0]
    ledger = check_article("\n\n".join(["Corrected.", *paragraphs]))
    changed = ledger.set_index("row_id")["detail"]
    assert changed["first_id_cards"] == "moved from paragraph 53 to 54; 80 became 800,000"
    assert changed["talent_endorsements"] == "moved from paragraph 60 to 61; 190,000 became 19,000"
    assert ledger.loc[ledger["status"] == "new", "text"].tolist() == ["12 cities"]
    missing = ledger[ledger["status"] == "missing"]
    assert missing["kind"].tolist() == ["quantity", "identifier", "date"]
    assert (ledger["status"] == "kept").sum() == 0
