"""Read the numeric mentions of many articles, on this machine's cores or on a Dask cluster.

An article is a text file in UTF-8, or a line `{"id": ..., "text": ...}` of a JSON-lines file, of
at most `ARTICLE_LIMIT` bytes. Articles are read in batches, which come out in the order given:
memory holds a few of them, whatever the size of the corpus.
"""

from __future__ import annotations

import glob
import json
import os
import sys
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, count, islice
from multiprocessing import current_process, get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pandas as pd

from analysis.articles import ARTICLE_LIMIT, check_text, decode, open_file, read_many

BATCH_CHARACTERS = 1 << 18
_LONGEST_REASON = 160
_TEXT = ".txt"
_LINES = (".jsonl", ".ndjson")
_DIED = "the process that read it died (killed, or out of memory)"
_UNGUARDED = (
    "the processes that should read died as they started: a script has to call this below"
    ' `if __name__ == "__main__":`, or with workers=1'
)

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Article = tuple[str, str]  # source and text
Failures = list[dict[str, str]]
Frames = Future[pd.DataFrame]


def find_mentions_in(
    paths: Paths, *, workers: int | None = None, client: Any = None, progress: bool = True
) -> pd.DataFrame:
    """Find the numeric mentions of many articles: one frame, with the column `source` first.

    `paths` is one path or several: a text file; a folder, for the .txt files in it at any depth; a
    glob; a JSON-lines file (.jsonl, .ndjson) whose lines have an `id` and a `text`. A .json file
    is not read, since it has to be held as a whole: save it as JSON lines. A file is read once,
    however often and by whatever links it is named, a glob's by its shortest name. Endings may be
    in capitals. `source` is the path or the id; the other columns are those of `find_mentions`,
    offsets counted in each article. Rows stand in the order of the paths, sorted within a folder or
    glob, whatever runs them: `workers` processes (default: one a core), or the cluster of a Dask
    `client`. The progress bar needs tqdm.

    What cannot be read is left out with one warning; `failures_of` gives path (of one article among
    lines that the reader fails, its id) and reason. So is an article whose reading kills a process:
    what it was reading is read again in halves, down to the article. Processes import the
    script that starts them, which has to call this below `if __name__ == "__main__":`, else a
    RuntimeError says so.
    """
    frame = _joined(stream_mentions_in(paths, workers=workers, client=client, progress=progress))
    if failures := frame.attrs["failures"]:
        first = f"{failures[0]['path']}: {failures[0]['reason']}"
        message = f"{len(failures)} failed, see failures_of(frame); the first is {first}"
        warnings.warn(" ".join(message.split()), stacklevel=2)
    return frame


def stream_mentions_in(
    paths: Paths, *, workers: int | None = None, client: Any = None, progress: bool = True
) -> Iterator[pd.DataFrame]:
    """Yield what `find_mentions_in` returns in parts, for a corpus whose frame is too large.

    `failures_of` a part gives what failed since the part before it; the last part has no rows.
    Raises ValueError for `workers` that is no number above zero.
    """
    if workers is not None and not (isinstance(workers, int) and workers > 0):
        raise ValueError(f"workers is a number of processes, got {workers!r}")
    failures: Failures = []
    files = _once(_files(paths, failures))
    with _progress(files, progress) as tick:
        batches = _batches(_articles(files, failures, tick))
        for part in chain(_read(batches, workers, client), [_read_batch([])]):
            part.attrs["failures"] = failures + part.attrs["failures"]
            failures.clear()
            yield part


def failures_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what a corpus's frame is without: one row per failure, columns path and reason."""
    # Plain records in attrs, since a frame in there breaks concat and to_parquet.
    return pd.DataFrame(frame.attrs.get("failures", []), columns=["path", "reason"], dtype="str")


@contextmanager
def _progress(files: list[Path], show: bool) -> Iterator[Callable[[int], object]]:
    if not show:
        yield lambda size: None
        return
    from tqdm import tqdm

    total = sum(os.path.getsize(file) for file in files if os.path.isfile(file))
    with tqdm(total=total, unit="B", unit_scale=True) as bar:
        yield bar.update


def _once(files: Iterable[Path]) -> list[Path]:
    """Return the files without those that were named before, by another name or a link."""
    named: dict[str, Path] = {}
    for file in files:
        named.setdefault(_real(file), file)
    return list(named.values())


def _real(file: str | Path) -> str:
    try:
        return os.path.realpath(file)
    except ValueError:  # no name that a file could have
        return str(file)


def _files(paths: Paths, failures: Failures) -> Iterator[Path]:
    """Yield the files that paths, folders and globs name, even those that are not there."""
    for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
        path = os.path.expanduser(given)
        found = [path]
        if glob.has_magic(path) and not os.path.lexists(path):
            names = sorted(glob.glob(path, recursive=True), key=len, reverse=True)
            found = sorted({_real(name): name for name in names}.values())
        if not found:
            failures.append(_failure(path, "no such file"))
        for one in found:
            yield from _inside(one, failures) if os.path.isdir(one) else [Path(one)]


def _inside(path: str, failures: Failures) -> list[Path]:
    files, faults = [], list[OSError]()
    for folder, subfolders, names in os.walk(path, onerror=faults.append):
        subfolders.sort()
        texts = [name for name in sorted(names) if name.lower().endswith(_TEXT)]
        files += [Path(folder, name) for name in texts]
    failures += [_failure(fault.filename, fault.strerror) for fault in faults]
    if not files and not faults:
        failures.append(_failure(path, "no .txt file in this folder"))
    return files


def _articles(
    files: list[Path], failures: Failures, tick: Callable[[int], object]
) -> Iterator[Article]:
    """Yield every article that can be read; note those that cannot."""
    seen: set[str] = set()
    for file in files:
        pieces, place = _pieces(file), ""
        while True:
            try:
                place, raw = next(pieces)
                tick(len(raw))
                source, text = _opened(file, place, raw)
                if source in seen:
                    raise ValueError(f"id {source!r:.80} was there before")
            except StopIteration:
                break
            except OSError as error:
                failures.append(_failure(file, error.strerror))
            except (ValueError, RecursionError) as error:
                failures.append(_failure(file, f"{place}{error}"))
            else:
                seen.add(source)
                yield source, text


def _name(path: str | os.PathLike[str]) -> str:
    """Return a path as text; a byte of its name that is not UTF-8 is written out."""
    return os.fspath(path).encode(errors="backslashreplace").decode()


def _failure(path: str | os.PathLike[str], reason: object) -> dict[str, str]:
    return {"path": _name(path), "reason": " ".join(str(reason).split())[:_LONGEST_REASON]}


def _pieces(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the articles in a file, each with its place, cut off just above the limit."""
    with open_file(file) as stream:
        ending = file.suffix.lower()
        if ending == ".json":
            raise ValueError("save it as JSON lines (.jsonl), an object with id and text a line")
        if ending not in _LINES:
            yield "", stream.read(ARTICLE_LIMIT + 1)
            return
        for number in count(1):
            line = rest = stream.readline(ARTICLE_LIMIT + 1)
            while len(rest) > ARTICLE_LIMIT:
                rest = stream.readline(ARTICLE_LIMIT + 1)
            if not line:
                return
            if line.strip():
                yield f"line {number}: ", line


def _opened(file: Path, place: str, raw: bytes) -> Article:
    text = decode(raw)
    if not place:
        return _name(file), text
    record = json.loads(text)
    if not isinstance(record, dict):
        raise ValueError(f"expected an object, found {text.strip()!r:.40}")
    for field in ("id", "text"):
        if not isinstance(record.get(field), str):
            raise ValueError(f"expected text in the field {field}, found {record.get(field)!r:.40}")
    return check_text(record["id"]), check_text(record["text"])


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch, size = list[Article](), 0
    for source, text in articles:
        batch.append((source, text))
        size += len(text)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(
    batches: Iterator[list[Article]], workers: int | None, client: Any
) -> Iterator[pd.DataFrame]:
    """Return the mentions of each batch in order, wherever they are read."""
    first = list(islice(batches, 2))
    batches = chain(first, batches)
    if client is not None:
        return _read_on_cluster(batches, client)
    if workers == 1 or len(first) < 2:
        return map(_read_batch, batches)
    return _read_in_processes(batches, workers or os.cpu_count() or 1)


def _read_on_cluster(batches: Iterator[list[Article]], client: Any) -> Iterator[pd.DataFrame]:
    from distributed import KilledWorker

    def submit(batch: list[Article]) -> Frames:
        # Packed, since a scheduler keeps the last thousand messages to each worker.
        packed = zlib.compress(json.dumps(batch).encode(), level=1)
        return executor.submit(_read_packed, packed)

    def result(batch: list[Article], future: Frames) -> pd.DataFrame:
        try:
            return future.result()
        except KilledWorker:
            return _read_halves(batch, lambda half: result(half, submit(half)), _DIED)

    executor: Executor
    with client.get_executor(pure=False) as executor:
        size = sum(client.nthreads().values())
        yield from _read_ahead(batches, size, submit, result)


def _read_in_processes(batches: Iterator[list[Article]], size: int) -> Iterator[pd.DataFrame]:
    if getattr(current_process(), "_inheriting", False):
        sys.exit(1)  # a script without a guard, run again by its own process; that says so
    processes = [_Process() for _ in range(size)]
    free = SimpleQueue[_Process]()
    for process in processes:
        free.put(process)

    def read(batch: list[Article]) -> pd.DataFrame:
        process = free.get()
        try:
            return process.read(batch)
        finally:
            free.put(process)

    threads = ThreadPoolExecutor(size)
    try:
        yield from _read_ahead(
            batches, size, lambda batch: threads.submit(read, batch), lambda _, f: f.result()
        )
    finally:
        threads.shutdown(cancel_futures=True)
        for process in processes:
            process.close()


class _Process:
    """A process that reads one batch at a time, and is made anew when it was killed.

    It has a pipe to itself, of which the other end is closed with its death. A pool's processes
    share one, and wait forever when one of them is killed as it writes.
    """

    def __init__(self) -> None:
        self._pipe: Any = None

    def read(self, batch: list[Article]) -> pd.DataFrame:
        for _ in range(1 if len(batch) > 1 else 2):
            try:
                if not self._pipe:
                    self._start()
                self._pipe.send(batch)
                frame: pd.DataFrame = self._pipe.recv()
            except (EOFError, OSError):
                self.close()
            else:
                return frame
        return _read_halves(batch, self.read, _DIED)

    def _start(self) -> None:
        # A fresh process: a notebook's kernel has threads, and forking those can hang.
        context = get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()
        try:
            self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            if self._process.exitcode == 1:  # as Python ends after an error, not when killed
                raise RuntimeError(_UNGUARDED) from None
            raise

    def close(self) -> None:
        if self._pipe:
            self._pipe.close()
            self._pipe = None
            self._process.join()


def _serve(pipe: Any) -> None:
    """Read the batches that come through a pipe until it is closed."""
    pipe.send(None)
    with suppress(EOFError):
        while True:
            pipe.send(_read_batch(pipe.recv()))


def _read_ahead(
    batches: Iterator[list[Article]],
    size: int,
    submit: Callable[[list[Article]], Frames],
    result: Callable[[list[Article], Frames], pd.DataFrame],
) -> Iterator[pd.DataFrame]:
    """Yield the mentions of each batch in order, a few batches ahead of who asks for them."""
    waiting = deque[tuple[list[Article], Frames]]()
    for batch in batches:
        waiting.append((batch, submit(batch)))
        if len(waiting) > 2 * size:
            yield result(*waiting.popleft())
    while waiting:
        yield result(*waiting.popleft())


def _read_packed(packed: bytes) -> pd.DataFrame:
    return _read_batch(json.loads(zlib.decompress(packed)))


def _read_batch(batch: list[Article]) -> pd.DataFrame:
    """Return the mentions of a batch; `failures_of` them has the articles that the reader fails."""
    try:
        return _mentions(batch)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other articles are read
        return _read_halves(batch, _read_batch, f"{type(error).__name__}: {error}")


def _read_halves(
    batch: list[Article], read: Callable[[list[Article]], pd.DataFrame], reason: str
) -> pd.DataFrame:
    """Read the halves of a batch that failed; a single article is left out, for this reason."""
    if len(batch) > 1:
        middle = len(batch) // 2
        return _joined(map(read, (batch[:middle], batch[middle:])))
    frame = _mentions([])
    frame.attrs["failures"] = [_failure(source, reason) for source, _ in batch]
    return frame


def _joined(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    parts = list(parts)
    failures: Failures = [failure for part in parts for failure in part.attrs.pop("failures")]
    frame = pd.concat(parts, ignore_index=True)
    frame.attrs["failures"] = failures
    return frame


def _mentions(batch: list[Article]) -> pd.DataFrame:
    """Read articles as parts of one text, which costs one frame instead of one each."""
    mentions = read_many(text for _, text in batch)
    sources = np.array([source for source, _ in batch], dtype=object)
    mentions["owner"] = pd.Series(sources[mentions["owner"]], dtype="str")
    mentions.attrs["failures"] = []
    return mentions.rename(columns={"owner": "source"})
