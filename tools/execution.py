"""Run notebooks from scratch, several at a time, and say where one failed."""

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

CELL_TIMEOUT = 60


class NotebookError(Exception):
    """A notebook that didn't run to its end; the message names it, the cell and the error."""


async def run_all(
    paths: Iterable[Path],
    finish: Callable[[Path, NotebookNode], Any],
    without: str | None = None,
) -> dict[Path, Any]:
    """Run each notebook in a kernel of its own; return, per path, what `finish` makes of it.

    Of a notebook that didn't run to its end the result is its NotebookError. `finish` is called
    while others still run. Cells that carry the tag `without` are left out.
    """
    # One more than there are cores, since a kernel mostly waits while it starts.
    free = asyncio.Semaphore((os.cpu_count() or 1) + 1)

    async def run(path):
        async with free:
            result = await _run(path, without)
        return result if isinstance(result, NotebookError) else finish(path, result)

    paths = list(paths)
    return dict(zip(paths, await asyncio.gather(*map(run, paths)), strict=True))


async def _run(path, without):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if without not in c.metadata.get("tags", [])]
    try:
        try:
            await _execute(path, notebook)
        except _StartError:  # two kernels that start at once can be given the same port
            await _execute(path, notebook)
    except NotebookError as error:
        return error
    # The Python that happened to run it is no part of what a notebook says.
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


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
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
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
