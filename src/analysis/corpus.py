"""Read the numeric mentions of many articles, on this machine's cores or on a Dask cluster.

An article is a text file in UTF-8, or a line `{"id": ..., "text": ...}` of a JSON-lines file, of
at most `ARTICLE_LIMIT` bytes. Articles are read in batches, which come out in the order given:
memory holds a few of them, whatever the size of the corpus.
"""

from __future__ import annotations

import glob
import json
import os
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.articles import ARTICLE_LIMIT, check_text, decode, read_many

BATCH_CHARACTERS = 1 << 18
_LINES = (".jsonl", ".ndjson")

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Article = tuple[str, str]  # source and text
Failures = list[dict[str, str]]


def find_mentions_in(
    paths: Paths, *, workers: int | None = None, client: Any = None, progress: bool = True
) -> pd.DataFrame:
    """Find the numeric mentions of many articles: one frame, with the column `source` first.

    `paths` is one path or several: a text file; a folder, for the .txt files in it at any depth; a
    glob; a JSON-lines file (.jsonl, .ndjson) whose lines have an `id` and a `text`. A file named
    twice is read once. `source` is the path or the id; the other columns are those of
    `find_mentions`, offsets counted in each article. Rows stand in the order of the paths, sorted
    within a folder or glob, whatever runs them: `workers` processes (default: one a core), or the
    cluster of a Dask `client`. The progress bar needs tqdm.

    What cannot be read is left out with one warning; `failures_of` gives path and reason.
    """
    frames = list(stream_mentions_in(paths, workers=workers, client=client, progress=progress))
    failures: Failures = [failure for part in frames for failure in part.attrs.pop("failures")]
    frame = pd.concat(frames, ignore_index=True)
    frame.attrs["failures"] = failures
    if failures:
        first = f"{failures[0]['path']}: {failures[0]['reason']}"
        message = f"{len(failures)} failed, see failures_of(frame); the first is {first}"
        warnings.warn(message, stacklevel=2)
    return frame


def stream_mentions_in(
    paths: Paths, *, workers: int | None = None, client: Any = None, progress: bool = True
) -> Iterator[pd.DataFrame]:
    """Yield what `find_mentions_in` returns in parts, for a corpus whose frame is too large.

    `failures_of` a part gives what failed since the part before it; the last part has no rows.
    """
    failures: Failures = []
    files = list(dict.fromkeys(_files(paths, failures)))
    with _progress(files, progress) as tick:
        batches = _batches(_articles(files, failures, tick))
        for part in chain(_read(batches, workers, client), [_read_batch([])]):
            part.attrs["failures"] = failures.copy()
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


def _files(paths: Paths, failures: Failures) -> Iterator[Path]:
    """Yield the files that paths, folders and globs name, even those that are not there."""
    for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
        path = os.path.expanduser(given)
        found = [path]
        if glob.has_magic(path) and not os.path.lexists(path):
            found = sorted(glob.glob(path, recursive=True))
        if not found:
            failures.append({"path": path, "reason": "no such file"})
        for one in found:
            yield from _inside(one, failures) if os.path.isdir(one) else [Path(one)]


def _inside(path: str, failures: Failures) -> list[Path]:
    files, faults = [], list[OSError]()
    for folder, subfolders, names in os.walk(path, onerror=faults.append):
        subfolders.sort()
        files += [Path(folder, name) for name in sorted(names) if name.endswith(".txt")]
    failures += [{"path": str(e.filename), "reason": str(e.strerror)} for e in faults]
    if not files and not faults:
        failures.append({"path": path, "reason": "no .txt file in this folder"})
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
                    raise ValueError(f"id {source!r} was there before")
            except StopIteration:
                break
            except OSError as error:
                failures.append({"path": str(file), "reason": str(error.strerror)})
            except (ValueError, RecursionError) as error:
                failures.append({"path": str(file), "reason": f"{place}{error}"})
            else:
                seen.add(source)
                yield source, text


def _pieces(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the articles in a file, each with its place, cut off just above the limit."""
    with file.open("rb") as stream:
        if file.suffix not in _LINES:
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
        return str(file), text
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
    """Yield the mentions of each batch in order, a few batches ahead of who asks for them."""
    first = list(islice(batches, 2))
    batches = chain(first, batches)
    if client is None and (workers == 1 or len(first) < 2):
        yield from map(_read_batch, batches)
        return
    executor: Executor
    if client is None:
        # A fresh process each: a notebook's kernel has threads, and forking those can hang.
        size = workers or os.cpu_count() or 1
        executor = ProcessPoolExecutor(size, mp_context=get_context("spawn"))
    else:
        size = sum(client.nthreads().values())
        executor = client.get_executor(pure=False)
    waiting: deque[Future[pd.DataFrame]] = deque()
    with executor:
        for batch in batches:
            # Packed, since a scheduler keeps the last thousand messages to each worker.
            packed = zlib.compress(json.dumps(batch).encode(), level=1)
            waiting.append(executor.submit(_read_packed, packed))
            if len(waiting) > 2 * size:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read_packed(packed: bytes) -> pd.DataFrame:
    return _read_batch(json.loads(zlib.decompress(packed)))


def _read_batch(batch: list[Article]) -> pd.DataFrame:
    """Read articles as parts of one text, which costs one frame instead of one each."""
    mentions = read_many(text for _, text in batch)
    sources = np.array([source for source, _ in batch], dtype=object)
    mentions["owner"] = pd.Series(sources[mentions["owner"]], dtype="str")
    return mentions.rename(columns={"owner": "source"})
