"""Run every notebook and store its outputs; one that fails stays as it was."""

import asyncio
import os
import sys
from pathlib import Path

import nbformat

from execution import NotebookError, run_all

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def refresh(paths):
    """Run the notebooks at these paths in place; return the errors."""
    results = asyncio.run(run_all(paths, _store))
    return [result for result in results.values() if isinstance(result, NotebookError)]


def _store(path, notebook):
    """Write the whole file or nothing, and nothing if it would be the same."""
    text = nbformat.writes(notebook) + "\n"
    if path.read_text(encoding="utf-8") == text:
        print(f"{path.name}: as it was")
        return
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    os.replace(new, path)
    print(f"{path.name}: stored")


if __name__ == "__main__":
    os.environ.pop("ANALYSIS_DATA", None)  # what is stored is the project's own dataset
    errors = refresh(sorted(NOTEBOOKS.glob("*.ipynb")))
    for error in errors:
        print(error, file=sys.stderr)
    sys.exit(bool(errors))
