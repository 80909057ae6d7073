"""Corpora: the same frame whatever runs them, and what can't be read is said."""

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

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


def test_endings_may_be_in_capitals(tmp_path):
    write_lines(tmp_path / "lines.JSONL", [{"id": "a", "text": "80 cards"}])
    (tmp_path / "NOTE.TXT").write_text("5 dams", encoding="utf-8")
    assert read([tmp_path, tmp_path / "lines.JSONL"])["text"].tolist() == ["5 dams", "80 cards"]


def test_a_file_is_read_once_by_whatever_links_it_is_named(tmp_path):
    path = tmp_path / "z.txt"
    path.write_text("80 cards", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "a link.txt").symlink_to(path)
    assert read(str(tmp_path / "**" / "*.txt"))["source"].tolist() == [str(path)]
    assert read([path, tmp_path, tmp_path / "again" / "z.txt"])["source"].tolist() == [str(path)]


def test_a_file_may_have_a_name_that_is_not_utf_8(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        Path(os.fsdecode(path)).write_text("80 cards", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    assert read(tmp_path)["source"].tolist() == [str(tmp_path / r"caf\udce9.txt")]


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


DEADLY, HALF, FAILING = "Deadly: 80 cards", "Half: 80 cards", "Failing: 80 cards"
# What a process does before it reads: one text fails, another kills it, a third as it answers.
PATCH = f"""
import os, signal, struct
from multiprocessing.connection import Connection
from analysis import corpus

def die_halfway(pipe, message):
    os.write(pipe.fileno(), struct.pack("!i", len(message)) + bytes(message)[:80])
    os.kill(os.getpid(), signal.SIGKILL)

def read_or_die(texts, read=corpus.read_many):
    texts = list(texts)
    if {DEADLY!r} in texts:
        os.kill(os.getpid(), signal.SIGKILL)
    if {HALF!r} in texts:
        Connection._send_bytes = die_halfway
    if {FAILING!r} in texts:
        raise LookupError("no reading\\nof this" + "!" * 1000)
    return read(texts)

corpus.read_many = read_or_die
"""


@pytest.fixture
def patched_processes(tmp_path, monkeypatch):
    """Let spawned processes patch the reader: they run the script that starts them once more."""
    script = ModuleType("__main__")
    script.__file__ = str(tmp_path / "patch.py")
    Path(script.__file__).write_text(PATCH, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", script)


@pytest.fixture
def some_bad(tmp_path, monkeypatch):
    """Articles in three batches: the first is good, the second has one that fails."""
    monkeypatch.setattr(corpus, "BATCH_CHARACTERS", 40)
    texts = [
        "80 cards are more than 70 cards of 2023.",
        "5 dams",
        FAILING,
        "6 dams 7 dams",
        "8 dams",
    ]
    return [{"id": f"a{i}", "text": text} for i, text in enumerate(texts)]


def assert_left_out(records, names, reasons, folder, **options):
    path = write_lines(folder / "some.jsonl", records)
    with pytest.warns(UserWarning, match=f"^{len(names)} failed, see") as caught:
        frame = read(path, **options)
    failures = failures_of(frame)
    assert failures["path"].tolist() == names
    assert failures["reason"].map(len).max() <= 200
    assert [reason[:20] for reason in failures["reason"]] == reasons
    assert "\n" not in str(caught[0].message)
    kept = [(r["id"], r["text"]) for r in records if r["id"] not in names]
    assert_frame_equal(frame, one_by_one(kept))


def test_an_article_that_the_reader_fails_leaves_the_rest(some_bad, tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "read_many", corpus.read_many)  # which the patch replaces
    exec(PATCH, {})
    assert_left_out(some_bad, ["a2"], ["LookupError: no read"], tmp_path, workers=1)


def test_an_article_that_kills_its_process_leaves_the_rest(some_bad, patched_processes, tmp_path):
    texts = {"deadly": DEADLY, "half": HALF, "last": "9 dams"}
    some_bad += [{"id": name, "text": text} for name, text in texts.items()]
    reasons = ["LookupError: no read", *["the process that rea"] * 2]
    assert_left_out(some_bad, ["a2", "deadly", "half"], reasons, tmp_path, workers=2)


def test_a_killed_process_loses_nothing(tmp_path, small_batches):
    texts = [f"In 2023, {i} of 36 bridges. " * 80 for i in range(20)]
    records = [{"id": f"a{i}", "text": text} for i, text in enumerate(texts)]
    path = write_lines(tmp_path / "some.jsonl", records)
    parts = stream_mentions_in(path, workers=2, progress=False)
    parts_read = [next(parts)]
    killed = multiprocessing.active_children()
    for process in killed:
        os.kill(process.pid, signal.SIGKILL)
    parts_read += parts
    assert len(killed) == 2
    assert len(parts_read) > 8
    assert_frame_equal(pd.concat(parts_read, ignore_index=True), read(path, workers=1))


def test_a_script_without_a_guard_is_told_so_in_one_line(some_bad, tmp_path):
    path = write_lines(tmp_path / "some.jsonl", some_bad)
    call = f"corpus.find_mentions_in({str(path)!r}, workers=2, progress=False)"
    lines = ["from analysis import corpus", "corpus.BATCH_CHARACTERS = 40", call]
    (tmp_path / "script.py").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, tmp_path / "script.py"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("RuntimeError: the processes that should read died as they started: ")
    assert 'below `if __name__ == "__main__":`' in last


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


def test_an_article_that_kills_the_workers_of_a_cluster_leaves_the_rest(
    some_bad, patched_processes, tmp_path
):
    import dask
    from dask.distributed import Client, LocalCluster

    some_bad.append({"id": "deadly", "text": DEADLY})
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        reasons = ["LookupError: no read", "the process that rea"]
        assert_left_out(some_bad, ["a2", "deadly"], reasons, tmp_path, client=client)


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2"])
def test_workers_are_a_number_of_processes(workers, tmp_path):
    (tmp_path / "a.txt").write_text("80 cards", encoding="utf-8")
    with pytest.raises(ValueError, match=f"workers is a number of processes, got {workers!r}"):
        find_mentions_in(tmp_path, workers=workers, progress=False)
