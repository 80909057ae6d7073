"""Measure how long one waits for what, and write it into README.md, between its two markers.

Run it with `.venv/bin/python tools/timings.py` on a quiet machine; it takes ten to twenty
minutes. The commands are timed in a clone with an empty home, as `fresh_machine.py` does it. What
can be is told as a ratio of processor times, taken in turns: machines are busy.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from fresh_machine import clone, make, serve

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- written by tools/timings.py -->", "<!-- until here -->"
TIMED = """from time import process_time
{before}
start = process_time()
{code}
print(process_time() - start)"""
LOAD = "import pandas, analysis; analysis.load_figures(); folder = analysis.data_folder()"
READ = (
    "import analysis; text = (analysis.sample_article() * 9)[:1000]; analysis.find_mentions(text)"
)
CSV = "for name in ('figures', 'programmes'): pandas.read_csv(folder / f'{name}.csv')"

Way = Callable[[], float]


def cost(code: str, before: str = "") -> float:
    """Return the seconds of a processor that some code takes, in a process of its own."""
    command = [sys.executable, "-c", TIMED.format(before=before, code=code)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(said.stdout)


def calls() -> dict[str, tuple[int, str, Way]]:
    """Return, by its name, how often a call is timed, how that is written, and how it is done."""
    return {
        "`import analysis` ÷ `import pandas`": (
            15,
            "{:.2f}",
            lambda: cost("import analysis") / cost("import pandas"),
        ),
        "`load_figures()` ÷ `read_csv` of two tables": (
            15,
            "{:.1f}",
            lambda: cost("analysis.load_figures()", LOAD) / cost(CSV, f"{LOAD}\n{CSV}"),
        ),
        "`find_mentions` on 1,000 characters": (
            15,
            "{:.1f} ms",
            lambda: 1000 * cost("analysis.find_mentions(text)", READ),
        ),
    }


def commands(home: Path) -> dict[str, tuple[int, str, Way]]:
    """Return the same of commands, the set-up first: the others find it done."""
    folder = home / "clone"

    def run(*arguments: str) -> float:
        return make(*arguments, folder=folder, home=home / "home")

    def set_up() -> float:
        for old in (folder, home / "home"):
            shutil.rmtree(old, ignore_errors=True)
        return run("setup", f"PYTHON={sys.executable}") if clone(folder) else 0

    return {
        "set-up from zero": (3, "{:.0f} s", set_up),
        "`make lab`, until the page is served": (
            3,
            "{:.1f} s",
            lambda: serve(folder=folder, home=home / "home"),
        ),
        "`make report`": (3, "{:.0f} s", lambda: run("report")),
        "`make test`": (1, "{:.0f} s", lambda: run("test")),
    }


def row(name: str, rounds: int, form: str, way: Way) -> str:
    times = sorted(way() for _ in range(rounds))
    middle, least, most = map(form.format, (statistics.median(times), times[0], times[-1]))
    print(f"{name}: {middle} ({least} to {most})", flush=True)
    return f"| {name} | {middle} | {f'{least} to {most}' if rounds > 1 else 'once'} |"


def written(readme: str, rows: list[str]) -> str:
    """Return the README with these rows between its markers."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    before, begun, rest = readme.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        sys.exit(f"README.md: {BEGIN} or {END} is not there")
    table = [f"| {machine} | median | all rounds |", "|---|---|---|", *rows]
    return "\n".join([before + BEGIN, "", *table, "", END + after])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="timings-") as home:
        ways = commands(Path(home)) | calls()
        rows = [row(name, *way) for name, way in ways.items()]
    README.write_text(written(README.read_text(encoding="utf-8"), rows), encoding="utf-8")


if __name__ == "__main__":
    main()
