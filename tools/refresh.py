"""Run every notebook, store its outputs, and say what changed; one that fails stays as it was."""

import asyncio
import os
import sys
from pathlib import Path

import nbformat
from tqdm import tqdm

from changes import Change, changes, report
from execution import NotebookError, run_all

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LEFT = ".*.ipynb.new"  # where a notebook is written before it takes its place


def refresh(paths):
    """Run the notebooks at these paths in place, print what changed, and return the errors.

    What a killed run left beside them is removed.
    """
    paths = list(paths)
    for left in [left for folder in {p.parent for p in paths} for left in folder.glob(LEFT)]:
        left.unlink()
    with tqdm(total=len(paths), unit="notebook", disable=None, leave=False) as bar:

        def store(path, notebook):
            bar.update()
            return _store(path, notebook)

        results = asyncio.run(run_all(paths, store))
    errors = [result for result in results.values() if isinstance(result, NotebookError)]
    told = {path.name: None if r in errors else r for path, r in results.items()}
    print(report(told))
    return errors


def _store(path, notebook) -> list[Change]:
    """Write the whole file or nothing, and nothing if it would be the same; return what changed."""
    text, stored = nbformat.writes(notebook) + "\n", path.read_text(encoding="utf-8")
    if text == stored:
        return []
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return changes(*(nbformat.reads(version, as_version=4) for version in (stored, text)))


if __name__ == "__main__":
    os.environ.pop("ANALYSIS_DATA", None)  # what is stored is the project's own dataset
    errors = refresh(sorted(NOTEBOOKS.glob("*.ipynb")))
    for error in errors:
        print(error, file=sys.stderr)
    sys.exit(bool(errors))
