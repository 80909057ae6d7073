"""What is left to do on a dataset, and numbers corrected by hand."""

import shutil

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import analysis
import report
from analysis.__main__ import main
from analysis.audit import MENDED_FIRST, STEPS
from analysis.dataset import DatasetError

ARTICLE = (
    "In 2023 the council issued more than 80 cards and opened 12 halls.\n\nIt met on 5 May 2023."
)


@pytest.fixture
def started(tmp_path):
    return analysis.start_dataset(ARTICLE, tmp_path / "own")


def fill(folder, table="figures", **columns):
    path = folder / f"{table}.csv"
    pd.read_csv(path, dtype=str).assign(**columns).to_csv(path, index=False)


def test_a_number_that_was_left_aside_waits_for_somebody_who_agrees(tmp_path):
    text = "In 2023, one in eight of 80 cards came to the second office."
    folder = analysis.start_dataset(text, tmp_path / "own")
    done(folder)
    found = analysis.check_dataset(folder, text)
    waiting = found[found["step"] == "unconfirmed"]
    assert waiting[["file", "column", "problem"]].drop_duplicates().to_numpy().tolist() == [
        ["other_mentions.csv", "why", "no figure: read as vague, neither measure nor day."],
        ["other_mentions.csv", "why", "no figure: read as ordinal, neither measure nor day."],
    ]
    whys = pd.read_csv(folder / "other_mentions.csv")["why"]
    assert "The time of figures." in whys.tolist()
    fill(folder, "other_mentions", why=whys.str.removeprefix("Prefilled: ").tolist())
    assert "unconfirmed" not in analysis.check_dataset(folder, text)["step"].tolist()


def done(folder):
    """Agree with all that was proposed, and say what is left blank."""
    fill(folder, note=None)
    fill(folder, "events", kind="meeting")


def refer(folder, **cells):
    """Type one reference, by default to the cards."""
    row = {
        "reference_id": "R001",
        "figure_id": "card",
        "relation": "same",
        "counted": "cards",
        "publisher": "Daily",
        "source": "Daily",
        "url": "https://example.org/",
        "confidence": "high",
        "what": "As the account has it",
    }
    columns = pd.read_csv(folder / "references.csv").columns
    pd.DataFrame([row | cells], columns=columns).to_csv(folder / "references.csv", index=False)


def left(folder, text=ARTICLE):
    found = analysis.check_dataset(folder, text)
    return [(row.step, row.file, row.column, row.text) for row in found.itertuples()]


def test_a_started_dataset_asks_for_what_nobody_has_said_or_agreed_with(started):
    assert left(started) == [
        ("unnamed", "events.csv", "kind", "It met on 5 May 2023"),
        ("unconfirmed", "figures.csv", "note", "the council issued more than 80 cards and opened"),
        ("unconfirmed", "figures.csv", "note", "and opened 12 halls"),
        ("reference", "references.csv", "", ""),
    ]
    problems = analysis.check_dataset(started)["problem"]
    assert problems[1].startswith("cards; 2023; the whole country; result. Period from '2023'.")


def test_a_row_that_is_agreed_with_is_no_longer_listed(started):
    done(started)
    assert left(started) == [("reference", "references.csv", "", "")]


def test_the_project_s_own_dataset_is_done():
    found = analysis.check_dataset()
    assert set(found["step"]) == {"reference"}
    assert len(found) == len(
        analysis.unused_references(analysis.load_figures(), analysis.load_references())
    )


@pytest.mark.article
def test_the_article_agrees_with_the_project_s_own_dataset(article_text):
    assert set(analysis.check_dataset(text=article_text)["step"]) == {"reference"}


CHANGED = {
    ARTICLE.replace("80 cards", "90 cards"): ("figures.csv", "changed: 80 became 90"),
    f"{ARTICLE}\n\nIt has 3 rooms.": ("", "paragraph 3: no row holds this number"),
    ARTICLE.partition("\n\n")[0]: ("events.csv", "missing: no mention is left for it"),
}


@pytest.mark.parametrize("text", CHANGED, ids=["changed", "new", "missing"])
def test_what_no_longer_agrees_with_the_article_comes_first(text, started):
    done(started)
    entry = analysis.check_dataset(started, text).iloc[0]
    file, problem = CHANGED[text]
    assert (entry["step"], entry["file"]) == ("article", file)
    assert entry["problem"].startswith(problem)


def test_another_article_is_asked_about_once(started):
    done(started)
    (entry,) = [e for e in left(started, "It has 5 rooms.") if e[0] == "article"]
    assert entry == ("article", "", "", "")


def test_faults_come_before_all_else_and_each_once(started):
    fill(started, paragraph="x")
    fill(started, "events", paragraph="y")
    found = analysis.check_dataset(started, ARTICLE)
    assert set(found["step"]) == {"fault"}
    assert found["problem"].str.extract(r"^(\w+\.csv), line 2, column paragraph: '(x|y)'")[
        0
    ].tolist() == ["figures.csv", "events.csv"]


def test_a_reference_without_use_is_listed_with_why(started):
    done(started)
    refer(started, counted="papers", stated="more than 80")
    (entry,) = analysis.check_dataset(started).itertuples()
    assert (entry.step, entry.line, entry.text) == ("reference", 2, "R001, more than 80")
    assert entry.problem == "wording: The reference counts “papers”, the figure “cards”."


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="no such folder"):
        analysis.check_dataset(tmp_path / "none")


@pytest.mark.parametrize("is_done", [False, True])
def test_the_command_line_says_what_is_left_and_exits_with_it(is_done, started, tmp_path, capsys):
    if is_done:
        done(started)
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["check", str(started), str(article)]) == int(not is_done)
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"{started}: {0 if is_done else 3} to do, 1 to look at"
    assert f"{STEPS['reference']} (1):" in lines
    assert ("  events.csv, line 2, kind: “It met on 5 May 2023”: blank" in lines) is not is_done
    assert max(map(len, lines)) <= 250


def test_the_command_line_says_what_was_not_checked(started, tmp_path, capsys):
    assert main(["check", str(started)]) == 1
    assert "Not held against its article: name that too." in capsys.readouterr().out
    assert main(["check", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'none'}: no such folder\n"


def test_the_steps_to_mend_are_steps_and_come_first():
    assert list(STEPS)[: len(MENDED_FIRST)] == list(MENDED_FIRST)


# A number corrected by hand.

READ = {
    "more than 8.8 million cards": ("more_than", 8.8e6, 8.9e6, "card"),
    "8,000": ("exact", 7_500, 8_500, "card"),
    "60 to 70 papers": ("range", 60, 70, "paper"),
    "12%": ("exact", 12, 12, "percent"),
    "80余万张": ("more_than", 800_000, 900_000, "张"),
}


@pytest.mark.parametrize("words", READ)
def test_a_number_is_read_as_somebody_says(words, started):
    fill(started, read_as=[words, None])
    figure = analysis.load_figures(started).loc["card"]
    assert tuple(figure[["bound", "low", "high", "unit"]]) == READ[words]
    assert figure["stated"] == "more than 80 cards"
    assert analysis.load_figures(started).loc["hall", "value"] == 12
    assert set(analysis.check_article(ARTICLE, started)["status"]) == {"kept"}


def test_the_open_reading_holds_for_what_is_said_too(started):
    fill(started, read_as=["more than 90 cards", None])
    figures = analysis.load_figures(started, open_more_than=True)
    assert figures.loc["card", ["low", "high"]].tolist() == [90, float("inf")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("two cats and 3 dogs", "quantity 'two cats', quantity '3 dogs'"),
        ("May 2023", "date 'May 2023'"),
        ("nothing", "none"),
        ("hundreds", "vague 'hundreds'"),
        ("Room 101", "identifier 'Room 101'"),
    ],
)
def test_what_is_no_measure_is_refused(words, found, started):
    fill(started, read_as=[words, None])
    said = f"figures.csv, line 2, column read_as: {words!r}: expected one measure, found {found}"
    with pytest.raises(DatasetError, match=rf"^{said}$"):
        analysis.load_figures(started)


def test_a_correction_is_said_in_the_audit_the_proof_and_the_checklist(started):
    done(started)
    fill(started, read_as=["more than 800,000 cards", None])
    audited = analysis.load_audited(started)
    said = "Corrected by hand: “more than 80 cards” is to be read as “more than 800,000 cards”."
    assert audited["reason"].str.contains(said, regex=False).tolist() == [True, False]
    assert said in repr(analysis.display.proof(audited.head(1)))
    entry = analysis.check_dataset(started).iloc[0]
    problem = "read as “more than 800,000 cards” (paragraph 1)"
    assert (entry["step"], entry["problem"]) == ("corrected", problem)


def test_a_number_that_is_no_measure_can_be_corrected(tmp_path):
    text = "In Room 101 people meet, and 5 of them rest."
    folder = analysis.start_dataset(text, tmp_path / "own")
    rows = pd.read_csv(folder / "figures.csv", dtype=str)
    mine = rows.head(1).assign(
        figure_id="mine", name="Mine", quote="In Room 101", read_as="101 people"
    )
    pd.concat([rows, mine]).to_csv(folder / "figures.csv", index=False)
    assert analysis.load_figures(folder).loc["mine", ["value", "unit"]].tolist() == [101, "people"]
    assert "mine" not in analysis.load_figures(folder, as_printed=True).index
    audited = analysis.load_audited(folder)
    assert audited["printed_verdict"].isna().tolist() == [
        label == "mine" for label in audited.index
    ]
    said = " Without that there would be none: the quote states no figure."
    assert audited.loc["mine", "reason"].endswith(said)
    entry = analysis.check_dataset(folder).query("step == 'corrected'").iloc[0]
    said = "not checked; without that there would be none: the quote states no figure"
    assert entry["problem"] == f"read as “101 people” (paragraph 1): {said}"


# number corrected by hand, number published, the two verdicts
JUDGED = {
    "a misprint": ("more than 800,000 cards", "more than 800,000", "corroborated", "contradicted"),
    "a good print": ("more than 800,000 cards", "more than 80", "contradicted", "corroborated"),
    "both wrong": ("8 cards", "more than 500", "contradicted", "contradicted"),
    "another unit": ("12%", "more than 80 cards", "not comparable", "corroborated"),
    "no reference": ("8 cards", None, "not checked", "not checked"),
}


@pytest.mark.parametrize("case", JUDGED)
def test_a_figure_is_judged_without_its_correction_too(case, started):
    done(started)
    words, published, verdict, printed = JUDGED[case]
    fill(started, read_as=[words, None])
    days = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    if published:
        refer(started, stated=published, **days)
    audited = analysis.load_audited(started)
    assert audited["verdict"].tolist() == [verdict, "not checked"]
    assert audited["printed_verdict"].tolist() == [printed, "not checked"]
    assert audited["printed_verdict"].dtype == audited["verdict"].dtype
    would = "the same" if printed == verdict else f"“{printed}”"
    assert audited["reason"].iloc[0].endswith(f"Without that the verdict would be {would}.")
    assert "Without" not in audited["reason"].iloc[1]
    problem = analysis.check_dataset(started)["problem"].iloc[0]
    said = f": {verdict}; without that the verdict would be “{printed}”"
    assert problem.endswith(said if printed != verdict else " (paragraph 1)")


def test_a_long_correction_is_told_in_a_short_line(started):
    fill(started, read_as=[f"8 {'very ' * 50}big cards", None])
    refer(started, stated="more than 80")
    found = analysis.check_dataset(started).set_index("step")["problem"]
    assert "without that the verdict would be “corroborated”" in found["corrected"]
    assert len(found["corrected"]) <= 200


def test_the_report_begins_with_what_a_correction_changes(started, tmp_path, monkeypatch):
    fill(started, read_as=["more than 800,000 cards", None])
    refer(started, stated="more than 800,000")
    monkeypatch.setenv("ANALYSIS_DATA", str(started))
    report.write_report([], tmp_path / "report")
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    said = "corroborated; without that the verdict would be “contradicted”"
    assert f"– read as “more than 800,000 cards” (paragraph 1): {said}</li>" in page


def test_a_quote_that_the_library_misreads_has_the_misreading_s_verdict(tmp_path):
    text = "In 2023 the council issued 8.8m cards."
    folder = analysis.start_dataset(text, tmp_path / "own")
    (label,) = analysis.load_figures(folder).index
    fill(folder, counted="cards", read_as="8,800 cards")
    days = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    refer(folder, figure_id=label, stated="8,800 cards", **days)
    (figure,) = analysis.load_audited(folder).itertuples()
    assert (figure.verdict, figure.printed_verdict) == ("corroborated", "contradicted")


def test_a_dataset_without_corrections_is_read_as_it_is(tmp_path):
    copy = shutil.copytree(analysis.data_folder(), tmp_path / "data")
    assert analysis.load_figures(copy)["read_as"].isna().all()
    audited = analysis.load_audited(copy)
    assert not audited["reason"].str.contains("by hand").any()
    assert (audited["printed_verdict"] == audited["verdict"]).all()
    assert_frame_equal(analysis.load_figures(copy, as_printed=True), analysis.load_figures(copy))
