"""Run notebooks from scratch, several at a time, and say where one failed."""

import asyncio
import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

CELL_TIMEOUT = 60


class NotebookError(Exception):
    """A notebook that didn't run to its end; the message names it, the cell and the error."""


class FileError(Exception):
    """A file that can't be read or written; the message names it."""


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Let what is wrong with a file be a FileError, in one line."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{error.filename or path}: {error.strerror}") from error
    except (ValueError, RecursionError, csv.Error) as error:
        raise FileError(f"{path}: {_in_one_line(error)}") from error


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:150]


async def run_all(
    paths: Iterable[Path],
    finish: Callable[[Path, NotebookNode], Any],
    without: str | None = None,
) -> dict[Path, Any]:
    """Run each notebook in a kernel of its own; return, per path, what `finish` makes of it.

    Of a notebook that can't be read or stored, or didn't run to its end, the result is its
    NotebookError. `finish` is called while others still run. Cells that carry the tag `without` are
    left out.
    """
    # One more than there are cores, since a kernel mostly waits while it starts.
    free = asyncio.Semaphore((os.cpu_count() or 1) + 1)

    async def run(path):
        try:
            async with free:
                notebook = await _run(path, without)
            with naming(path.name):
                return finish(path, notebook)
        except NotebookError as error:
            return error
        except FileError as error:
            return NotebookError(str(error))

    paths = list(paths)
    return dict(zip(paths, await asyncio.gather(*map(run, paths)), strict=True))


async def _run(path, without):
    notebook = _read(path)
    notebook.cells = [c for c in notebook.cells if without not in c.metadata.get("tags", [])]
    try:
        await _execute(path, notebook)
    except _StartError:  # two kernels that start at once can be given the same port
        await _execute(path, notebook)
    # The Python that happened to run it is no part of what a notebook says.
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


def _read(path: Path) -> NotebookNode:
    with naming(path.name):
        try:
            return nbformat.read(path, as_version=4)
        except OSError:
            raise
        except Exception as error:  # nearly any, as what is no notebook can be anything
            raise NotebookError(f"{path.name}: no notebook: {_in_one_line(error)}") from error


class _StartError(NotebookError):
    """A notebook of which no cell was run."""


async def _execute(path, notebook):
    at = {"cell_index": None}
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        shutdown_kernel="immediate",  # asked politely, some kernels take seconds to go
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: at.update(cell_index=cell_index),
    )
    try:
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError, OSError) as error:
        kind = NotebookError if at["cell_index"] is not None else _StartError
        raise kind(_explain(path, notebook, at["cell_index"], error)) from None


def _explain(path, notebook, index, error):
    if index is None:
        return f"{path.name}: no kernel could be started: {error}"
    if isinstance(error, CellExecutionError):
        what = f"{error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        what = f"it ran for more than {CELL_TIMEOUT} s"
    else:
        what = "its kernel died"
    source = "\n".join(f"    {line}" for line in notebook.cells[index].source.splitlines())
    return f"{path.name}, cell {index + 1}: {what}\n{source}"
