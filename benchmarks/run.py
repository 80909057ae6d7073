"""Measure the reader and its peers in one run, on the same texts: accuracy, and speed as ratios.

    python benchmarks/run.py [--gold FOLDER] [--public FOLDER] [--readers NAME ...] [--memory]

FOLDER holds the annotated examples (`texts/`, `gold/`, `score.py`), and the article beside it for
the speed. Peers are installed from PyPI into environments of their own, under `benchmarks/.peers`,
from the pinned `peers-*.txt`. Needs Python 3.11: the peers have no wheels for later ones.
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
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (options.gold / "texts").glob("*.txt")}
    article = (options.gold.parent / "article.txt").read_text(encoding="utf-8")
    gold = score.load_gold()
    reports = {
        name: read_with(name, {**texts, "speed": article})
        for name in dict.fromkeys(["ours", *options.readers])
    }
    ours = reports["ours"]
    print(
        f"The article, {len(article):,} characters: ours "
        f"{1000 * ours['whole']:.1f} ms in one call, "
        f"{1000 * ours['paragraphs']:.1f} ms by paragraph.\n"
    )
    print(f"| reader | {' | '.join(ROWS)} | non-measures taken | time in one call | at its best |")
    print("|---|" + "---|" * (len(ROWS) + 3))
    for name, report in reports.items():
        summary = score.summary(score.run(report["mentions"], gold)[0])
        cells = [f"{summary[row]['F1']:.2f}" for row in ROWS.values()]
        cells.append(str(summary["false positives"]["nonmeasure"]))
        for time in (report["whole"], min(report["whole"], report["paragraphs"])):
            cells.append(f"{time / ours['whole']:,.3g}")
        print(f"| {name} | {' | '.join(cells)} |")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    if options.public:
        command = [sys.executable, str(HERE / "public_cases.py"), str(options.public)]
        subprocess.run(command, check=True, env=environment)
    if options.memory:
        path = options.gold.parent / "article.txt"
        command = [sys.executable, str(HERE / "memory.py"), str(path)]
        subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    main()
