"""Time the notebooks under nbval, and the report, against notebooks that only import libraries.

Run it with `python benchmarks/notebooks.py [ROUNDS]` (default 5) on a quiet machine. The floor is
as many notebooks that import pandas and seaborn and do nothing else. Each round takes every way
once, one after the other; printed are the medians, and how many times its floor each way takes.
The report has two floors: what nbconvert itself needs to execute and convert the empty notebooks,
in as many processes as there are cores, and what this project's runner needs for them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RUNNER = "import sys; from pathlib import Path; sys.path.insert(0, 'tools'); import report; "
RUNNER += "report.write_report(sorted(Path(sys.argv[1]).glob('*.ipynb')), *map(Path, sys.argv[2:]))"


def write_floor(folder: Path) -> Path:
    """Write as many notebooks as the project has that import pandas and seaborn, as executed."""
    folder.mkdir()
    for path in NOTEBOOKS:
        metadata = nbformat.read(path, as_version=4).metadata
        imports = v4.new_code_cell("import pandas as pd\nimport seaborn as sns", execution_count=1)
        title = v4.new_markdown_cell(f"# {path.stem}")
        nbformat.write(
            v4.new_notebook(cells=[title, imports], metadata=metadata), folder / path.name
        )
    return folder


def seconds(*commands: list[str | Path]) -> float:
    """Return how long the commands take, side by side; raise where one fails."""
    start = time.perf_counter()
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for command in commands
    ]
    for process in running:
        said, _ = process.communicate()
        if process.returncode:
            sys.exit(f"{process.args} failed:\n{said.decode()}")
    return time.perf_counter() - start


def suite(folder: Path) -> float:
    options = ["-n", str(os.cpu_count()), "--dist", "loadscope", "-p", "no:cacheprovider", "-q"]
    config = ["-c", ROOT / "pyproject.toml"]
    return seconds([sys.executable, "-m", "pytest", *config, *options, folder])


def report(folder: Path, target: Path, *api: Path) -> float:
    return seconds([sys.executable, "-c", RUNNER, folder, target, *api])


def nbconvert(folder: Path, target: Path) -> float:
    paths, cores = sorted(folder.glob("*.ipynb")), os.cpu_count() or 1
    options = ["--to", "html", "--execute", "--output-dir", target]
    command = [sys.executable, "-m", "nbconvert", *options]
    return seconds(*([*command, *paths[core::cores]] for core in range(min(cores, len(paths)))))


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as temporary:
        site, floor = Path(temporary) / "site", write_floor(Path(temporary) / "floor")
        api = Path(temporary) / "api.html"
        seconds([sys.executable, "tools/api.py", api])  # as make does before the report
        ways: dict[str, Callable[[], float]] = {
            "nbval": lambda: suite(ROOT / "notebooks"),
            "nbval, floor": lambda: suite(floor),
            "report": lambda: report(ROOT / "notebooks", site, api),
            "API page, made anew": lambda: seconds([sys.executable, "tools/api.py", api]),
            "report, floor": lambda: report(floor, site),
            "nbconvert, floor": lambda: nbconvert(floor, Path(temporary) / "html"),
        }
        times = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    for name in ways:
        print(f"{name}: {statistics.median(t[name] for t in times):.1f} s")
    for name, base in (
        ("nbval", "nbval, floor"),
        ("report", "nbconvert, floor"),
        ("report", "report, floor"),
    ):
        ratios = sorted(t[name] / t[base] for t in times)
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(f"{name} / {base}: {statistics.median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main()
