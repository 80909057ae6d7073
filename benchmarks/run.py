"""Measure the reader and its peers in one run, on the same texts: accuracy, and speed as ratios.

    python benchmarks/run.py [--gold FOLDER] [--public FOLDER] [--readers NAME ...] [--memory]

FOLDER holds the annotated examples (`texts/`, `gold/`, `score.py`), and the article beside it for
the speed; `texts/` beside this file holds marked texts of each language. Peers are installed from
PyPI into environments of their own, under `benchmarks/.peers`, from the pinned `peers-*.txt`. They
need Python 3.11 or 3.12.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType
from typing import Any

from marked import read_marked

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src"
PEERS = ("quantulum3", "recognizers", "duckling")
ROWS = {
    "span": "measure span",
    "value": "+ right value",
    "bound": "value + bound",
    "all three": "value + bound + unit",
    "dates": "dates (all)",
}


def python_of(name: str) -> str:
    """Return the interpreter of a reader, its environment made if it is missing or stale."""
    if name not in PEERS:
        return sys.executable
    pins = HERE / f"peers-{name}.txt"
    home = HERE / ".peers" / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "pins.txt"
    if not stamp.exists() or stamp.read_text() != pins.read_text():
        venv.create(home, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "-qqq", "--requirement", str(pins)]
        subprocess.run(command, check=True)
        stamp.write_text(pins.read_text())
    return str(python)


def read_with(name: str, texts: dict[str, str]) -> dict[str, Any]:
    """Run one reader over the texts in its own process."""
    done = subprocess.run(
        [python_of(name), str(HERE / "readers.py"), name],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "ignore"},
    )
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return json.loads(done.stdout[done.stdout.index("{") :])


def scorer(gold: Path) -> ModuleType:
    """Load score.py from the folder of annotated examples."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py in {gold}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_sets(gold: Path, score: ModuleType) -> dict[str, dict[str, tuple[str, list[Any]]]]:
    """Return the sets of texts with their marks: the annotated ones, and those of each language."""
    marks = score.load_gold()
    paths = {path.stem: path for path in (gold / "texts").glob("*.txt")}
    annotated = {name: (paths[name].read_text(encoding="utf-8"), marks[name]) for name in marks}
    fresh = {path.stem: read_marked(path) for path in sorted((HERE / "texts").glob("*.txt"))}
    return {"annotated": annotated, **fresh}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    parser.add_argument("--public", type=Path, help="folder of the public test cases")
    parser.add_argument("--readers", nargs="+", default=["ours", *PEERS, "scan"])
    parser.add_argument(
        "--memory", action="store_true", help="also read 100 MB, article by article"
    )
    options = parser.parse_args()
    score = scorer(options.gold)
    sets = text_sets(options.gold, score)
    texts = {f"{s}/{n}": text for s, marked in sets.items() for n, (text, _) in marked.items()}
    article = (options.gold.parent / "article.txt").read_text(encoding="utf-8")
    reports = {
        name: read_with(name, {**texts, "speed": article})
        for name in dict.fromkeys(["ours", *options.readers])
    }
    print_accuracy(score, sets, {name: report["mentions"] for name, report in reports.items()})
    print_speed(len(article), reports)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    if options.public:
        command = [sys.executable, str(HERE / "public_cases.py"), str(options.public)]
        subprocess.run(command, check=True, env=environment)
    if options.memory:
        path = options.gold.parent / "article.txt"
        command = [sys.executable, str(HERE / "memory.py"), str(path)]
        subprocess.run(command, check=True, env=environment)


def print_accuracy(score: ModuleType, sets: dict[str, Any], found: dict[str, Any]) -> None:
    """Print a table of F1 for each set of texts, a row per reader."""
    for place, marked in sets.items():
        gold = {name: marks for name, (_, marks) in marked.items()}
        count = sum(score.summary(score.run(gold, gold)[0])["false positives"][kind][1]
                    for kind in score.NON)  # fmt: skip
        print(f"{place}: {len(gold)} texts, {count} non-measures\n")
        print(f"| reader | {' | '.join(ROWS)} | non-measures taken |")
        print("|---|" + "---|" * (len(ROWS) + 1))
        for reader, mentions in found.items():
            read = {name: mentions[f"{place}/{name}"] for name in gold}
            summary = score.summary(score.run(read, gold)[0])
            cells = [f"{summary[row]['F1']:.2f}" for row in ROWS.values()]
            print(
                f"| {reader} | {' | '.join(cells)} | {summary['false positives']['nonmeasure']} |"
            )
        print()


def print_speed(length: int, reports: dict[str, Any]) -> None:
    """Print CPU time on the article as a multiple of ours."""
    ours = reports["ours"]
    whole, parts = (1000 * ours[name] for name in ("whole", "paragraphs"))
    print(f"The article, {length:,} characters: ours {whole:.1f} ms in one call, ", end="")
    print(f"{parts:.1f} ms by paragraph.\n\n| reader | time in one call | at its best |")
    print("|---|---|---|")
    for name, report in reports.items():
        times = report["whole"], min(report["whole"], report["paragraphs"])
        cells = [f"{time / ours['whole']:,.3g}" for time in times]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
