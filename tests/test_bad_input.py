"""Bad input: each has one clear line, or the right result, and never harms the rest."""

import gzip
import os
import re
import shutil
import signal
import socket
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis import DatasetError, dataset, display, start_dataset
from analysis.__main__ import main
from analysis.articles import ARTICLE_LIMIT, read_article
from analysis.corpus import failures_of, find_mentions_in

GOOD = "In 2023, more than 80 cards were issued."

# What an article's file holds -> why it can't be read.
ARTICLES = {
    "an image": (b"\x89PNG\r\n\x1a\n\0\0", r"not UTF-8 text \(byte 0x89 at offset 0\)"),
    "a word processor's file": (b"PK\x03\x04\x14\0\x06\0", "NUL character at offset 5: not a text"),
    "UTF-16": (GOOD.encode("utf-16"), r"not UTF-8 text \(byte 0xff at offset 0\)"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "NUL character at offset 1: not a text"),
    "Chinese in GB 18030": (
        "发放80张".encode("gb18030"),
        r"not UTF-8 text \(byte 0xb7 at offset 0\)",
    ),
    "Latin-1": ("80 cafés".encode("latin-1"), r"not UTF-8 text \(byte 0xe9 at offset 6\)"),
    "half a character at its end": (
        "80张".encode()[:-1],
        r"not UTF-8 text \(byte 0xe5 at offset 2",
    ),
    "a surrogate": (
        b"80 \xed\xa0\x80",
        r"not UTF-8 text \(byte 0xed at offset 3\): save it as UTF-8",
    ),
    "nothing": (b"", "empty: no text in it"),
    "white space": (b" \n\t\r\n \xe3\x80\x80", "empty: no text in it"),
    "a byte order mark": (b"\xef\xbb\xbf\n", "empty: no text in it"),
    "NUL bytes": (b"80\0cards", "NUL character at offset 2: not a text"),
    "a compressed file": (gzip.compress(GOOD.encode()), "compressed: unpack it first"),
    "a compressed file of 2 MB": (b"\xfd7zXZ\0" + b"\x80" * 2**21, "compressed: unpack it first"),
    "a line of 50 MB": (b"80 cards " * (50 * 2**20 // 9), "larger than 1,048,576 bytes: more than"),
}

# A line of a JSON-lines file -> why it can't be read.
LINES = {
    "half a line": ('{"id": "b", "te', "line 2: Invalid control character at: line 1 column 16"),
    "no JSON": ("80 cards", "line 2: Extra data: line 1 column 4"),
    "a list": ('["b", "80 cards"]', "line 2: expected an object, found '"),
    "a number": ("80", "line 2: expected an object, found '80'"),
    "no text": ('{"id": "b"}', "line 2: expected text in the field text, found None"),
    "a text that is none": (
        '{"id": "b", "text": 80}',
        "line 2: expected text in the field text, found 80",
    ),
    "no id": ('{"text": "80 cards"}', "line 2: expected text in the field id, found None"),
    "an id again": ('{"id": "a", "text": "80 cards"}', "line 2: id 'a' was there before"),
    "an empty text": ('{"id": "b", "text": " "}', "line 2: empty: no text in it"),
    "a surrogate": (
        r'{"id": "b", "text": "\ud800"}',
        r"line 2: half a character \(surrogate\) at offset 0",
    ),
    "a NUL": (r'{"id": "b", "text": "8\u0000"}', "line 2: NUL character at offset 1: not a text"),
    "too deep": ("[" * 100_000, "line 2: maximum recursion depth exceeded"),
    "too long": (
        '{"id": "b", "text": "' + "8" * 2 * ARTICLE_LIMIT + '"}',
        "line 2: larger than 1,048,576",
    ),
    "Latin-1": ('{"id": "b", "text": "80 cafés"}'.encode("latin-1"), "line 2: not UTF-8 text"),
}


def not_empty(folder):
    (folder / "own").mkdir()
    (folder / "own" / "notes.txt").write_text("mine", encoding="utf-8")
    return folder / "own"


def a_file(folder):
    (folder / "own").write_text("mine", encoding="utf-8")
    return folder / "own"


# Where a dataset should be started -> why it can't.
TARGETS = {
    "a folder in use": (not_empty, "there is something already, and it is never overwritten"),
    "a file": (a_file, "there is something already, and it is never overwritten"),
    "a folder in none": (lambda folder: folder / "gone" / "own", "No such file or directory"),
    "a folder in a file": (lambda folder: a_file(folder) / "own", "Not a directory"),
    "too long a name": (lambda folder: folder / ("own" * 100), "File name too long"),
}

# What is read for a corpus -> why it can't.
PATHS = {
    "no such file": ("gone.txt", "No such file or directory"),
    "a glob of nothing": ("*.texts", "no such file"),
    "a folder without texts": ("images", "no .txt file in this folder"),
}

# A started table, broken -> what the loader says.
TABLES = {
    "half a table": (
        "figures.csv",
        lambda raw: raw[: raw.index(b"more than") + 4],
        r"figures\.csv, line \d+: (unexpected end of data|expected 13 cells, found \d)",
    ),
    "an id twice": (
        "figures.csv",
        lambda raw: raw + raw.splitlines(keepends=True)[1],
        r"figures\.csv, line 3, column figure_id: 'card': stands in line 2 already",
    ),
    "a table in UTF-16": (
        "figures.csv",
        lambda raw: raw.decode().encode("utf-16"),
        r"figures\.csv, line 1: not UTF-8 text",
    ),
    "a role that there is none of": (
        "figures.csv",
        lambda raw: raw.replace(b'"result"', b'"outcome"', 1),
        r"figures\.csv, line 2, column role: 'outcome': expected one of result, size, term",
    ),
    "an empty table": (
        "programmes.csv",
        lambda raw: b"",
        r"programmes\.csv, line 1: missing columns programme_id, part_of, .*, paragraph$",
    ),
}


def run(capsys, *arguments):
    code = main(["start", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.err.removesuffix("\n") + said.out


def test_start_says_what_it_needs_to_know_or_left_out(tmp_path, capsys):
    path = tmp_path / "article.txt"
    path.write_text("Last year, the office issued 80 cards.", encoding="utf-8")
    code, said = run(capsys, path, tmp_path / "own")
    assert code == 0
    assert "\nNote: the text does not say on which day it was published" in said
    code, said = run(capsys, path, tmp_path / "dated", "--published", "2026-01-12")
    assert code == 0
    assert "Note:" not in said
    figures = dataset.load_figures(tmp_path / "dated")
    assert f"{figures['period_end'].iloc[0]:%Y-%m-%d}" == "2025-12-31"
    code, said = run(capsys, path, tmp_path / "bad", "--published", "last May")
    assert code == 2
    assert said == f"error: {path}: published: expected a day such as 2024-03-05, found 'last May'"
    assert not (tmp_path / "bad").exists()


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_cannot_be_read(name, tmp_path, capsys):
    raw, reason = ARTICLES[name]
    path = tmp_path / "article.txt"
    path.write_bytes(raw)
    code, said = run(capsys, path, tmp_path / "own")
    assert code == 2
    assert re.fullmatch(f"error: {path}: {reason}.*", said)
    assert list(tmp_path.iterdir()) == [path]
    assert_fails_alone(path, path, reason, tmp_path)


def assert_fails_alone(paths, path, reason, folder):
    """In a corpus the bad one is said, with its path, and the good one read."""
    good = folder / "good.text"
    good.write_text(GOOD, encoding="utf-8")
    with pytest.warns(UserWarning, match="^1 failed, see failures_of") as caught:
        frame = find_mentions_in([paths, good], progress=False)
    assert "\n" not in str(caught[0].message)
    failure = failures_of(frame).iloc[0]
    assert failure["path"] == str(path)
    assert re.match(reason, failure["reason"])
    assert frame["source"].tolist() == [str(good)] * 2


@pytest.mark.parametrize("name", PATHS)
def test_a_path_that_leads_to_no_text(name, tmp_path):
    (tmp_path / "images").mkdir()
    path, reason = PATHS[name]
    assert_fails_alone(tmp_path / path, tmp_path / path, reason, tmp_path)


def a_pipe(path):
    os.mkfifo(path)


def a_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def a_device(path):
    path.symlink_to("/dev/zero")


@contextmanager
def alarm(seconds):
    """Let what hangs be an error."""

    def ring(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has nothing of the kind")
@pytest.mark.parametrize("ending", [".txt", ".jsonl"])
@pytest.mark.parametrize("make", [a_pipe, a_socket, a_device])
def test_what_is_no_file_is_not_read(make, ending, tmp_path, capsys):
    path, reason = tmp_path / f"article{ending}", "a pipe, device or socket: only files are read"
    make(path)
    with alarm(seconds=5):
        assert run(capsys, path, tmp_path / "own") == (2, f"error: {path}: {reason}")
        assert_fails_alone(path, path, reason, tmp_path)


def test_json_that_is_no_lines_is_said_to_be_so(tmp_path):
    path = tmp_path / "corpus.JSON"
    path.write_text('[{"id": "a", "text": "80 cards"}]', encoding="utf-8")
    assert_fails_alone(path, path, r"save it as JSON lines \(\.jsonl\)", tmp_path)


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_article(name, tmp_path):
    line, reason = LINES[name]
    line = line if isinstance(line, bytes) else line.encode()
    path = tmp_path / "corpus.jsonl"
    good = [b'{"id": "%s", "text": "80 cards"}' % name for name in (b"a", b"c")]
    path.write_bytes(b"\n".join([good[0], line, good[1]]))
    with pytest.warns(UserWarning, match="^1 failed, see failures_of"):
        frame = find_mentions_in(path, progress=False)
    assert frame["source"].tolist() == ["a", "c"]
    assert failures_of(frame)["path"].tolist() == [str(path)]
    assert re.match(reason, failures_of(frame)["reason"].item())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_cannot_be_written(name, tmp_path, capsys):
    make, reason = TARGETS[name]
    article = tmp_path / "article.txt"
    article.write_text(GOOD, encoding="utf-8")
    target = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    code, said = run(capsys, article, target)
    assert (code, said) == (2, f"error: {target}: {reason}")
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(OSError, match=reason):
        start_dataset(GOOD, target)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nothing is counted here.", "^no number in the text: nothing to start a dataset from$"),
        ("80 \ud800 cards", r"^half a character \(surrogate\) at offset 3$"),
        ("80 \0 cards", "^NUL character at offset 3: not a text$"),
        ("\ufeff\n", "^empty: no text in it$"),
        ("80 cards " * ARTICLE_LIMIT, "^larger than 1,048,576 bytes"),
    ],
    ids=["no number", "a surrogate", "a NUL", "nothing", "too large"],
)
def test_a_text_that_no_dataset_can_be_started_from(text, reason, tmp_path):
    with pytest.raises(ValueError, match=reason):
        start_dataset(text, tmp_path / "own")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_started_table_that_was_broken(name, tmp_path):
    file, breaking, reason = TABLES[name]
    folder = start_dataset(GOOD, tmp_path / "own")
    raw = (folder / file).read_bytes()
    (folder / file).write_bytes(breaking(raw))
    with pytest.raises(DatasetError, match=reason) as caught:
        dataset.load_figures(folder)
    assert "\n" not in str(caught.value)


@contextmanager
def without_rights():
    """Yield an open folder while this process is nobody in particular: root ignores rights."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no rights that could be taken away")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    root = os.geteuid() == 0
    try:
        yield folder, lambda: os.seteuid(65534) if root else None
    finally:
        if root:
            os.seteuid(0)
        for path in [folder, *folder.iterdir()]:
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_and_a_file_without_rights(capsys):
    with without_rights() as (folder, drop_rights):
        (folder / "closed").mkdir()
        for name in ("good.txt", "secret.txt", "closed/inner.txt"):
            (folder / name).write_text(GOOD, encoding="utf-8")
        (folder / "secret.txt").chmod(0)
        (folder / "closed").chmod(0)
        folder.chmod(0o555)
        drop_rights()
        with pytest.warns(UserWarning, match="^2 failed, see failures_of"):
            frame = find_mentions_in(folder, progress=False)
        assert frame["source"].unique().tolist() == [str(folder / "good.txt")]
        assert failures_of(frame).set_index("path")["reason"].to_dict() == {
            str(folder / "closed"): "Permission denied",
            str(folder / "secret.txt"): "Permission denied",
        }
        secret, own = folder / "secret.txt", folder / "own"
        assert run(capsys, secret, own) == (2, f"error: {secret}: Permission denied")
        assert run(capsys, folder / "good.txt", own) == (2, f"error: {own}: Permission denied")


# What an article's file holds -> the figure that is read from it all the same.
ACCEPTED = {
    "a byte order mark": (b"\xef\xbb\xbf80 cards\n", "80 cards"),
    "Windows line ends": (b"Cards.\r\n\r\nSome\r\n80 cards\r\n", "Some\n80 cards"),
    "old line ends": (b"Cards.\r\rThe 80 cards\r", "80 cards"),
    "markup": (b"<script>alert(1)</script><b onclick='x()'>80 cards</b>", "80 cards"),
    "a formula": (b"=HYPERLINK(A0) 80 cards", "80 cards"),
    "no end of line": (b"80 cards", "80 cards"),
    "a number of 5,000 digits": (b"9" * 5000 + b" and 80 cards", "80 cards"),
    "a line of a million letters": (b"x" * 10**6 + b" 80 cards", "80 cards"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_odd_articles_that_are_read_rightly(name, tmp_path):
    raw, stated = ACCEPTED[name]
    path = tmp_path / "article.txt"
    path.write_bytes(raw)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "left out")
        figures = dataset.load_figures(start_dataset(read_article(path), tmp_path / "own"))
    assert stated in figures["stated"].tolist()
    assert stated in find_mentions_in(path, progress=False)["text"].tolist()


def test_markup_in_an_article_is_shown_as_text(tmp_path):
    folder = start_dataset("<img src=x onerror=alert(1)> 80 cards <b>", tmp_path / "own")
    shown = display.quote(dataset.load_figures(folder)).data
    assert "&lt;" in shown
    assert not re.findall("<(?!/?(blockquote|mark|small)>)", shown)


def test_there_are_thirty_and_more():
    assert sum(map(len, (ARTICLES, LINES, TARGETS, PATHS, TABLES, ACCEPTED))) >= 40
