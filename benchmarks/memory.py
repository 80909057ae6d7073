"""Read 100 MB of text article by article and print the peak memory on the way: it stays flat.

python benchmarks/memory.py ARTICLE [MEGABYTES]
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from analysis.reader import find_mentions


def main() -> None:
    article = Path(sys.argv[1]).read_text(encoding="utf-8")
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    rounds = size * 1_000_000 // len(article) + 1
    marks = {rounds * percent // 100 for percent in (1, 10, 25, 50, 75, 100)}
    for done in range(1, rounds + 1):
        find_mentions(f"{article}\n\nIssue {done} of the series.")
        if done in marks:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{done * len(article) / 1e6:6.1f} MB read, peak memory {peak:.1f} MB")


if __name__ == "__main__":
    main()
