"""Corpora: the same frame whatever runs them, and what can't be read is said."""

import json
import os
import re
import signal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import corpus, find_mentions
from analysis.articles import read_article, read_many
from analysis.corpus import failures_of, find_mentions_in, stream_mentions_in

TEXTS = {
    "ferries": "The ferries carried more than 1.2 million passengers in 2023, up 8%.",
    "bridges": "Of 36 bridges, nearly 30 were repaired.\r\n\r\nThe first reopened on May 6, 2024.",
    "水库": "全市有水库173座，蓄水约2.4亿立方米。",
    "prose": "Nothing is counted here.",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    return tmp_path


def write_lines(path, records):
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path):
    """A JSON-lines file of enough articles for a few dozen batches."""
    records = [
        {"id": f"a{i}", "text": f"In {1990 + i % 30}, {name}: {text} " + "Word upon 5 words. " * 60}
        for i in range(300)
        for name, text in [list(TEXTS.items())[i % 4]]
    ]
    return write_lines(tmp_path / "many.jsonl", records)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 1 << 12)


def one_by_one(sources_and_texts):
    """The frame as it's defined: each article read alone."""
    parts = [find_mentions(text).assign(source=source) for source, text in sources_and_texts]
    frame = pd.concat(parts, ignore_index=True)
    return frame[["source", *frame.columns.drop("source")]]


def read(paths, **options):
    return find_mentions_in(paths, progress=False, **options)


def test_a_folder_is_read_in_order(folder):
    (folder / "north").mkdir()
    (folder / "north" / "dam.txt").write_text("5 dams", encoding="utf-8")
    (folder / "notes.md").write_text("7 notes", encoding="utf-8")
    files = [*sorted(folder.glob("*.txt")), folder / "north" / "dam.txt"]
    frame = read(folder)
    assert_frame_equal(frame, one_by_one((str(path), read_article(path)) for path in files))
    assert frame.attrs == {"failures": []}
    assert failures_of(frame).empty


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (["prose.txt", "bridges.txt"], ["bridges"]),
        (["bridges.txt", "ferries.txt", "bridges.txt"], ["bridges", "ferries"]),
        (["?er*.txt"], ["ferries"]),
        (["[bf]*.txt", "水库.txt"], ["bridges", "ferries", "水库"]),
        (["水库.txt", "."], ["水库", "bridges", "ferries"]),
        ([], []),
    ],
)
def test_paths_may_be_files_globs_and_folders(folder, name, expected):
    frame = read([folder / part for part in name])
    assert [os.path.basename(s)[:-4] for s in frame["source"].unique()] == expected


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path):
    path = tmp_path / "report [2023].txt"
    path.write_text("80 cards", encoding="utf-8")
    assert read(path)["source"].tolist() == [str(path)]


def test_json_lines_are_articles(tmp_path):
    records = [{"id": name, "text": text, "more": 1} for name, text in TEXTS.items()]
    path = write_lines(tmp_path / "articles.jsonl", records)
    assert_frame_equal(read(str(path)), one_by_one(TEXTS.items()))


def test_offsets_are_those_of_the_article(folder):
    for row in read(folder).itertuples():
        assert read_article(row.source)[row.start : row.end] == row.text


PIECES = re.findall(
    r"\S+",
    "about more than 20 1,2 third million 万 近 第 $ % - ( ) page from to between May 2023 year "
    "people people. 5 of one",
)
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_articles_read_together_as_they_read_alone(texts):
    together = read_many(texts)
    apart = one_by_one(enumerate(texts)).rename(columns={"source": "owner"})
    assert_frame_equal(together, apart, check_dtype=len(together) > 0)


def test_processes_give_the_frame_that_one_gives(many, small_batches):
    alone = read(many, workers=1)
    assert alone["source"].nunique() == 300
    assert_frame_equal(read(many, workers=2), alone)


def test_the_corpus_is_streamed(many, small_batches):
    whole = read(many, workers=1)
    parts = list(stream_mentions_in(many, workers=1, progress=False))
    assert len(parts) > 20
    assert parts[-1].empty
    joined = pd.concat(parts, ignore_index=True)
    assert_frame_equal(joined, whole)


def test_no_more_is_read_ahead_than_a_few_batches(tmp_path, monkeypatch, small_batches):
    for i in range(60):
        (tmp_path / f"{i:02}.txt").write_text("80 cards " * 500, encoding="utf-8")
    taken, opening = [], Path.open

    def noted(path, *args, **options):
        taken.append(path)
        return opening(path, *args, **options)

    monkeypatch.setattr(Path, "open", noted)
    parts = stream_mentions_in(tmp_path, workers=2, progress=False)
    next(parts)
    assert 1 < len(taken) < 12
    parts.close()


def test_a_failure_leaves_the_rest(folder, small_batches):
    (folder / "cards.txt").write_bytes(b"80 caf\xe9s")
    with pytest.warns(UserWarning, match="^2 failed, see failures_of.*; the first is ") as caught:
        frame = read([folder, folder / "gone.txt"])
    assert len(caught) == 1
    assert failures_of(frame).to_dict("records") == [
        {
            "path": str(folder / "cards.txt"),
            "reason": "not UTF-8 text (byte 0xe9 at offset 6): save it as UTF-8",
        },
        {"path": str(folder / "gone.txt"), "reason": "No such file or directory"},
    ]
    assert frame["source"].nunique() == 3


def test_failures_survive_parquet_and_concat(folder, tmp_path):
    with pytest.warns(UserWarning, match="failed"):
        frame = read([folder, "gone.txt"])
    frame.to_parquet(tmp_path / "frame.parquet")
    back = pd.read_parquet(tmp_path / "frame.parquet")
    assert_frame_equal(back, frame)
    assert failures_of(back)["path"].tolist() == ["gone.txt"]
    assert len(pd.concat([frame, frame])) == 2 * len(frame)


def test_progress_is_shown_in_bytes(many, capsys):
    find_mentions_in(many, workers=1)
    assert "100%" in capsys.readouterr().err


def test_a_cluster_gives_the_same_frame_when_a_worker_is_killed(many, monkeypatch):
    from dask.distributed import Client, LocalCluster

    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 1 << 13)
    expected = read(many, workers=1)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        processes = client.run(os.getpid)
        parts, killed = [], None
        for part in stream_mentions_in(many, client=client, progress=False):
            parts.append(part)
            busy = [worker for worker, tasks in client.processing().items() if tasks]
            if len(parts) > 10 and busy and not killed:
                killed = busy[0]
                os.kill(processes[killed], signal.SIGKILL)
        assert killed in processes
        assert killed not in client.nthreads()
    assert len(parts) > 30
    assert_frame_equal(pd.concat(parts, ignore_index=True), expected)
