"""The package as a whole: what importing it costs, what it offers, how long its functions are."""

import ast
import inspect
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import analysis

SOURCES = sorted(Path(analysis.__file__).parent.glob("*.py"))
TABLES = sorted((Path(__file__).parents[1] / "data").glob("*.csv"))
# Processor time, not the clock's, and of the import alone: other work on the machine counts less.
TIMED = "from time import process_time as t; s = t(); import {}; print(t() - s)"


def python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def cost_ratio(rounds: int) -> float:
    """Return the median cost of importing analysis over that of pandas, taken in turns."""
    times = [
        [float(python(TIMED.format(name))) for name in ("pandas", "analysis")]
        for _ in range(rounds)
    ]
    pandas, ours = zip(*times, strict=True)
    return statistics.median(ours) / statistics.median(pandas)


def test_importing_costs_little_more_than_pandas():
    ratio = cost_ratio(5)
    # A busy machine can make one measurement wrong, hardly a longer one as well.
    assert min(ratio, cost_ratio(15) if ratio > 1.15 else ratio) <= 1.15


def test_importing_loads_no_charting_library():
    loaded = python("import sys, analysis; print(*sys.modules)").split()
    assert "pandas" in loaded
    assert {"matplotlib", "seaborn", "IPython"}.isdisjoint(loaded)


def test_everything_offered_is_there():
    assert sorted(analysis.__all__) == analysis.__all__
    assert [name for name in analysis.__all__ if not hasattr(analysis, name)] == []


@pytest.mark.parametrize("name", analysis.__all__)
def test_everything_offered_is_described(name):
    first = inspect.getdoc(getattr(analysis, name)).splitlines()[0]
    assert first.endswith((".", ":"))


def functions(path: Path) -> list[ast.FunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_function_needs_scrolling(path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path)}
    assert {name: length for name, length in long.items() if length > 50} == {}


def test_the_wheel_carries_library_data_and_licences(tmp_path):
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    ours = {f"analysis/{p.name}" for p in SOURCES} | {f"analysis/data/{p.name}" for p in TABLES}
    assert ours | {"analysis/data/datapackage.json"} <= set(names)
    licences = [name for name in names if name.endswith(("licenses/LICENSE", "data/LICENSE"))]
    assert len(licences) >= 2
