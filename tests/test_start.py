"""A dataset of one's own: whole, valid, honest about its guesses, and never overwriting."""

import csv
import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import dataset, export_csv, start_dataset
from analysis.__main__ import main
from analysis.articles import paragraphs, read_article
from analysis.dataset import prefill
from analysis.dataset.tables import TABLES, write_descriptor

SAMPLES = analysis.data_folder() / "samples"
ENGLISH, CHINESE = SAMPLES / "libraries-en.txt", SAMPLES / "libraries-zh.txt"


def load(folder, table):
    return getattr(dataset, f"load_{table}")(folder)


def kept_share(text, folder):
    ledger = analysis.check_article(text, folder)
    return (ledger["status"] == "kept").mean()


@pytest.fixture
def started(tmp_path):
    return start_dataset(read_article(ENGLISH), tmp_path / "libraries")


@pytest.mark.parametrize("sample", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_every_mention_has_its_row(sample, tmp_path):
    text = read_article(sample)
    folder = start_dataset(text, tmp_path / "own")
    ledger = analysis.check_article(text, folder)
    assert ledger["status"].tolist() == ["kept"] * len(analysis.find_mentions(text))
    rows = [len(load(folder, name)) for name in ("figures", "events", "other_mentions")]
    assert len(ledger) == sum(rows)


@pytest.mark.article
def test_the_annotated_texts_are_kept_whole(gold_folder, tmp_path):
    for path in sorted((gold_folder / "texts").glob("*.txt")):
        text = read_article(path)
        assert kept_share(text, start_dataset(text, tmp_path / path.stem)) == 1, path.name


def test_what_is_started_is_a_valid_data_package(started):
    report = Package(started / "datapackage.json").validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == set(TABLES)


def test_figures_are_prefilled(started):
    figures = load(started, "figures")
    reservation = figures.loc["reservation"]
    assert reservation["stated"] == "more than 64 cross-city reservations"
    assert (reservation["value"], reservation["paragraph"]) == (64, 4)
    assert reservation["counted"] == "cross-city reservations"
    assert reservation["name"] == "Cross-city reservations"
    assert reservation["place"] == "Qinglan Province"
    assert figures["topic"].eq("Libraries of Qinglan Province lend across city borders").all()
    assert figures["note"].str.startswith("Prefilled. ").all()
    assert figures["name"].is_unique
    assert load(started, "programmes")["n_figures"].tolist() == [len(figures)]
    assert load(started, "references").empty


def test_quotes_are_short_and_stand_once_in_their_paragraph(started):
    blocks = paragraphs(read_article(ENGLISH))
    rows = pd.concat(load(started, name) for name in ("figures", "events", "other_mentions"))
    assert rows["quote"].str.split().str.len().max() <= 12
    for row in rows.itertuples():
        assert blocks[row.paragraph - 1].count(row.quote) == 1


PERIODS = {
    "In 2023, 80 cards were issued.": ("2023-01-01", "2023-12-31", "Period from '2023'."),
    "80 cards were issued in May 2023.": ("2023-05-01", "2023-05-31", "Period from 'May 2023'."),
    "It began in 2022. Then 80 cards came.": (None, None, "No period that is sure."),
    "In 2022, 15 came, and 80 cards in 2023.": ("2023-01-01", "2023-12-31", "from '2023'."),
    "2023年发放80张。": ("2023-01-01", "2023-12-31", "Period from '2023年'."),
    "Since May 2021, 80 cards were issued.": ("2021-05-01", None, "Period from 'May 2021'."),
}


@pytest.mark.parametrize("text", PERIODS)
def test_the_note_says_what_the_period_is_from(text, tmp_path):
    start, end, said = PERIODS[text]
    figures = load(start_dataset(text, tmp_path / "own"), "figures")
    figure = figures[figures["value"] == 80].iloc[0]
    days = figure[["period_start", "period_end"]].tolist()
    days = [None if pd.isna(day) else str(day.date()) for day in days]
    assert days == [start, end]
    assert said in figure["note"]


YEARS = {
    "In 2022, courses began. The last ran from May 6 to 10.": (2022, "2022-05-06"),
    "On May 6, 2023 they met 5 times.": (None, "2023-05-06"),
}


@pytest.mark.parametrize("text", YEARS)
def test_an_event_names_the_year_that_its_phrase_leaves_out(text, tmp_path):
    year, day = YEARS[text]
    folder = start_dataset(text, tmp_path / "own")
    with (folder / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if "May 6" in row["quote"])
    assert row["year"] == ("" if year is None else str(year))
    assert load(folder, "events").loc[row["event_id"], "start"] == pd.Timestamp(day)


@pytest.mark.parametrize("rest", ["", " The plan of 2024 was approved.", "\n\nIn 2022 it rained."])
def test_a_date_whose_year_is_open_is_kept_as_another_mention(rest, tmp_path):
    folder = start_dataset(f"They met on May 6 and issued 80 cards.{rest}", tmp_path / "own")
    assert "dated_may_6" not in load(folder, "events").index
    other = load(folder, "other_mentions").iloc[0]
    assert other["kind"] == "date"
    assert other["why"] == "Prefilled: a time of no day, or in no year, that the text says."


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("80 cards, 90 cards and 5% of 3 cards", ["card", "card_2", "percent", "card_3"]),
        ("近30笔，173万余笔", ["figure", "figure_2"]),
        ("80 cafés", ["cafe"]),
    ],
)
def test_ids_come_from_units_in_text_order(text, ids, tmp_path):
    figures = load(start_dataset(text, tmp_path / "own"), "figures")
    assert figures.index.tolist() == ids


def test_nothing_in_the_text_becomes_a_file_name(tmp_path):
    start_dataset("../../name 80 ../../etc/passwd\n\n5 C:\\x.csv of 2023/01/02", tmp_path / "own")
    assert [path.name for path in tmp_path.iterdir()] == ["own"]
    names = sorted(path.name for path in (tmp_path / "own").iterdir())
    assert names == sorted(["datapackage.json", *(f"{table}.csv" for table in TABLES)])


def test_the_same_text_gives_the_same_files(tmp_path):
    text = read_article(ENGLISH)
    one, other = (start_dataset(text, tmp_path / name) for name in ("one", "other"))
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes()


def test_the_descriptor_is_the_schema_s_under_the_article_s_title(started, tmp_path):
    stored = (started / "datapackage.json").read_text(encoding="utf-8")
    head = json.loads(stored)
    assert head["title"].endswith("Libraries of Qinglan Province lend across city borders")
    assert head["description"] == 'Rows that say "Prefilled" wait for a human to agree.'
    write_descriptor(tmp_path, {k: head[k] for k in ("name", "title", "description", "sources")})
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == stored


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("80 cards in 2023", "result"),
        ("They waited 30 days.", "term"),
        ("deploy a three-year action plan", "term"),
        ("有效期5年", "term"),
        ("The ministry issued 26 measures.", "result"),
    ],
)
def test_the_role_is_term_for_a_duration_and_never_size(text, role, tmp_path):
    figures = load(start_dataset(text, tmp_path / "own"), "figures")
    assert figures["role"].tolist() == [role]


def test_the_lost_ten_thousand_is_found_end_to_end(started):
    shutil.copy(SAMPLES / "libraries-en-references.csv", started / "references.csv")
    counted = load(started, "references").groupby("figure_id")["counted"].first()
    rows = pd.read_csv(started / "figures.csv", dtype=str).set_index("figure_id")
    rows.loc[counted.index, "counted"] = counted
    rows.reset_index().to_csv(started / "figures.csv", index=False)
    audit = analysis.audit_figures(load(started, "figures"), load(started, "references"))
    assert audit["verdict"].value_counts().to_dict() | {"not checked": 0} == {
        "corroborated": 2,
        "contradicted": 1,
        "consistent": 0,
        "implausible": 0,
        "not comparable": 0,
        "not checked": 0,
    }
    assert audit.loc["reservation", ["verdict", "factor", "audited_low"]].tolist() == [
        "contradicted",
        10_000,
        640_000,
    ]


TEXT = st.lists(
    st.sampled_from(
        [
            *("In", "2023", "more than", "80", "cards", "up", "5%", "of", "May 6", "first", "one"),
            *("after another", '"two', 'safeguards"', "10+5+8", "=1+1", "+86 10", "@home", "-8.7%"),
            *(
                "1 1 1",
                "80 cards",
                ".",
                ",",
                "\n",
                "\n\n",
                "173万余笔",
                "近30个",
                "第二",
                "，",
                "。",
            ),
            *("\t", "\u2028", "\x0c", "\r", "\ufeff", "2 to 4 days", "$5", "No. 7", "12345"),
        ]
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=settings.default.max_examples // 2)
@given(TEXT)
def test_nothing_is_lost_in_silence(tmp_path_factory, words):
    text = "80 cards. " + " ".join(words)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        folder = start_dataset(text, tmp_path_factory.mktemp("text") / "own")
    left_out = sum(str(warning.message).count("(paragraph ") for warning in caught)
    tables = [load(folder, table) for table in ("figures", "events", "other_mentions")]
    ledger = analysis.check_article(text, folder)
    assert sum(map(len, tables)) + left_out == ledger["text"].notna().sum()
    said = tables[0]["note"].tolist() + tables[2]["why"].tolist()
    if not left_out and not any("Reads" in note or "more than once" in note for note in said):
        assert set(ledger["status"]) == {"kept"}


ARTICLE = "Some 80 cards were issued in 2023."


@pytest.mark.parametrize(
    ("inside", "folder"), [(".", "own"), (".", "empty"), ("empty", "."), (".", "empty/own")]
)
def test_the_folder_may_be_there_if_it_holds_nothing(inside, folder, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / inside)
    target = (tmp_path / inside / folder).resolve()
    kept = target.stat() if target.exists() else None
    assert start_dataset(ARTICLE, folder) == target
    assert not kept or os.path.samestat(kept, target.stat())
    assert len(load(target, "figures")) == 1
    assert {path.name for path in tmp_path.iterdir()} <= {"own", "empty"}
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("folder", ["own", "."])
@pytest.mark.parametrize("moved", [0, 3])
def test_a_failure_leaves_nothing_behind(moved, folder, tmp_path, monkeypatch):
    left, rename = [moved], Path.rename

    def fail(self, target):
        if left[0] and self.is_file():
            left[0] -= 1
            return rename(self, target)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left on device"):
        start_dataset(ARTICLE, tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_start_left_is_removed_by_the_next(tmp_path):
    for home in (tmp_path, tmp_path / "here"):
        (home / ".start-here-0_abcdef" / "dataset").mkdir(parents=True)
    mine = [tmp_path / ".start-over", tmp_path / ".start-here-and-now-0_abcdef"]
    for folder in mine:
        folder.mkdir()
    here = start_dataset(ARTICLE, tmp_path / "here")
    assert not list(here.glob(".*"))
    start_dataset(ARTICLE, tmp_path / "other")
    shutil.rmtree(here)
    start_dataset(ARTICLE, here)
    assert sorted(tmp_path.glob(".*")) == sorted(mine)


def test_the_descriptor_comes_last_into_a_folder_that_is_there(tmp_path, monkeypatch):
    moved, rename = [], Path.rename

    def note(self, target):
        moved.append(target.name)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", note)
    start_dataset(ARTICLE, tmp_path)
    assert sorted(moved) == sorted(path.name for path in tmp_path.iterdir())
    assert moved[-1] == "datapackage.json"


def test_started_tables_cannot_start_a_formula(tmp_path):
    text = "=HYPERLINK(1) 80 cards\n\n-8.7% of @home\n\n+cmd|'/C calc'!A0 12 =1+1 cards 2023 -5 x"
    folder = start_dataset(text, tmp_path / "own")
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        risky = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
        assert [
            cell for cell in risky if not analysis.find_mentions(cell)["text"].eq(cell).any()
        ] == []


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    "'=1",
    "plain 5",
    "",
    None,
]


def test_exports_cannot_start_a_formula(tmp_path):
    frame = pd.DataFrame(
        {
            "text": pd.Series(HOSTILE, dtype="str"),
            "kind": pd.Categorical(HOSTILE),
            "=name": range(len(HOSTILE)),
            "number": -1.5,
        },
    ).rename_axis("row")
    export_csv(frame, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == ["row", "text", "kind", "'=name", "number"]
    for expected, row in zip(HOSTILE, rows, strict=True):
        for cell in row[1:3]:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
            assert cell.removeprefix("'") == (expected or "")
        assert row[4] == "-1.5"


@pytest.mark.parametrize(
    "columns",
    [
        pd.Index(["=a", "=a", "n"]),
        pd.MultiIndex.from_tuples([("=a", "b"), ("=a", "b"), ("n", "n")]),
    ],
)
def test_columns_of_one_name_are_exported_like_others(columns, tmp_path):
    frame = pd.DataFrame([["=1", "'=2", 3], ["x", "+4", 5]], columns=columns)
    export_csv(frame, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        *header, first, second = list(csv.reader(file))
    assert header[0] == ["'=a", "'=a", "n"]
    assert (first, second) == (["'=1", "''=2", "3"], ["x", "'+4", "5"])


class Failing:
    def __str__(self):
        raise OSError(28, "No space left on device")


FULL = pd.DataFrame({"text": ["80 cards"] * 100_000 + [Failing()]})


def test_an_export_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "out.csv"
    for before in ([], [path]):
        with pytest.raises(OSError, match=r"No space left on device: '.*out\.csv'"):
            export_csv(FULL, path)
        assert list(tmp_path.iterdir()) == before
        path.write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match=r"No such file or directory: '.*gone.out'"):
        export_csv(FULL, tmp_path / "gone" / "out")


def test_an_export_replaces_what_a_link_leads_to_and_keeps_its_mode(tmp_path):
    path, link = tmp_path / "out.csv", tmp_path / "link.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to("out.csv")
    export_csv(pd.DataFrame({"n": [1]}), link)
    assert link.readlink() == Path("out.csv")
    assert path.read_text(encoding="utf-8-sig").split() == ['"n"', "1"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [link, path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
def test_an_export_to_a_device_leaves_the_device(tmp_path):
    (tmp_path / "device").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"No space left on device: '.*device'"):
        export_csv(pd.DataFrame({"n": [1]}), tmp_path / "device")
    assert Path("/dev/full").is_char_device()


def test_the_index_of_mentions_is_not_exported(tmp_path):
    export_csv(analysis.find_mentions(ARTICLE), tmp_path / "out.csv")
    back = pd.read_csv(tmp_path / "out.csv")
    assert back["text"].tolist() == ["Some 80 cards", "2023"]
    assert back.columns[0] == "start"


def test_the_command_line_says_what_it_made_and_what_is_left_to_do(tmp_path, capsys):
    assert main(["start", str(ENGLISH), str(tmp_path / "own")]) == 0
    said = capsys.readouterr().out
    figures = load(tmp_path / "own", "figures")
    assert f"{len(figures)} figures" in said
    assert f"python -m analysis check {tmp_path / 'own'} {ENGLISH}" in said
    assert "datapackage" not in said
    assert f"ANALYSIS_DATA={tmp_path / 'own'} make report" in said


LIST = "Issued were more than 900,000 cards, more than 350,000 cards and more than 35 cards."
SLIP = "The road is 26 miles (420 km) long."


@pytest.mark.parametrize("before", ["", "A title\n\n", "\n\n  Two 3 lines\n \n4 more.\n\n"])
def test_what_screening_finds_stands_in_the_note_of_its_figure(before, tmp_path):
    folder = start_dataset(f"{before}{LIST}\n\nNothing odd: 12 boats.", tmp_path / "own")
    notes = analysis.load_figures(folder).set_index("stated")["note"]
    found = notes[notes.str.contains("Screened:")]
    assert found.index.tolist() == ["more than 35 cards"]
    assert found.iloc[0].endswith(
        "Screened: doubt, siblings: “more than 35 cards” is more than a hundred times smaller than"
        " the 2 counts beside it (all of “cards”), 350,000–1 million."
    )


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (LIST, 0, "1 finding\nseverity check    stated             factor"),
        (SLIP, 1, "error    conversion 420 km"),
        ("It has 12 boats.", 0, "0 findings\n"),
        ("No number.", 0, "0 findings\n"),
    ],
)
def test_the_command_line_screens_an_article(text, status, said, tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    assert main(["screen", str(article)]) == status
    assert said in capsys.readouterr().out


def test_the_command_line_compares_two_articles(tmp_path, capsys):
    paths = [tmp_path / name for name in ("zh.txt", "en.txt")]
    for path, text in zip(
        paths,
        ("办理80余万笔。有桥梁36座。", "It handled more than 80. It has 36 bridges."),
        strict=True,
    ):
        path.write_text(text, encoding="utf-8")
    assert main(["compare", *map(str, paths)]) == 1
    out = capsys.readouterr().out
    assert "1 same, 1 scale" in out
    assert "80余万笔" in out
    assert "36" not in out.partition("\n")[2]
    assert main(["compare", str(paths[1]), str(paths[1])]) == 0


@pytest.mark.parametrize("command", [["screen"], ["compare", "good.txt"]])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff5", "not UTF-8 text"),
        (b"5\0", "NUL character"),
        (b"", "empty"),
        (None, "No such file"),
    ],
)
def test_a_bad_article_is_named_in_one_line(command, content, said, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text("12 boats", encoding="utf-8")
    if content is not None:
        Path("bad.txt").write_bytes(content)
    assert main([*command, "bad.txt"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("error: bad.txt: ")
    assert said in shown.err
    assert shown.err.count("\n") == 1


def run_in_a_shell(command, **environment):
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m analysis {command}"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("command", "environment", "status", "out", "err"),
    [
        ("screen article.txt", {"PYTHONIOENCODING": "ascii"}, 1, r"420\u516c\u91cc", ""),
        ("screen article.txt | true", {}, 141, "", ""),
        ("screen article.txt > /dev/full", {}, 2, "", "error: standard output: No space left"),
        ("screen ''", {}, 2, "", "error: '': No such file or directory"),
        ("compare article.txt ''", {}, 2, "", "error: '': No such file or directory"),
        ("screen article.txt >&-", {}, 1, "", ""),
        ("start article.txt '~nobody-of-that-name/x'", {}, 2, "", "error: "),
        ("screen $'a\nb.txt'", {}, 2, "", "error: a b.txt: No such file or directory"),
    ],
    ids=[
        "letters that cannot be written",
        "a closed pipe",
        "a full disk",
        "no name",
        "nor here",
        "no standard output",
        "no such user",
        "a name of two lines",
    ],
)
def test_what_becomes_of_standard_output(
    command, environment, status, out, err, tmp_path, monkeypatch
):
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("全长420公里（26英里）。", encoding="utf-8")
    run = run_in_a_shell(command, **environment)
    assert (run.returncode, run.stderr.count("\n")) == (status, bool(err))
    assert out in run.stdout
    assert run.stderr.startswith(err)


def test_the_warning_of_what_is_left_out_is_short(tmp_path):
    numbers = ", ".join(f"{i}{'9' * 300}" for i in range(1, 8))
    with pytest.warns(UserWarning, match=r"^left out, .* and 5 more$") as caught:
        start_dataset(f"In all 80 cards, {numbers}", tmp_path / "own")
    assert len(str(caught[0].message)) <= 200


def test_a_text_too_long_to_be_screened_is_started_with_a_warning(tmp_path, monkeypatch):
    monkeypatch.setattr(prefill, "MOST_NUMBERS", 3)
    with pytest.warns(UserWarning, match="^not screened: more than 3 numbers$"):
        folder = start_dataset(SLIP + " It has 12 boats and 3 piers.", tmp_path / "own")
    assert not load(folder, "figures")["note"].str.contains("Screened").any()
