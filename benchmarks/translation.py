"""Damage the numbers of translations, one at a time, and count what the comparison sees of it.

python benchmarks/translation.py FOLDER [NAME ...]

The folder holds pairs NN.zh.txt and NN.en.txt; names choose some of them. The intact pairs tell how
many rows say *scale* or *value* where nothing is wrong. Then each English amount that was paired
is printed larger or smaller by 10, 100, 1,000 or 10,000, in turn, and compared in the whole article
and in its paragraph alone. It is found if its row says *scale*, with that factor. The damage is the
same every time.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from analysis import compare_texts, find_mentions
from analysis.articles import paragraphs

FACTORS = (10, 1 / 10_000, 100, 1 / 10, 1_000, 1 / 100, 10_000, 1 / 1_000)
WORDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def printed(value: float) -> str:
    """Print a number as a reporter would."""
    for scale, word in WORDS:
        if value >= scale and float(f"{value / scale:.6g}") * scale == value:
            return f"{value / scale:.6g} {word}"
    return f"{value:,.9f}".rstrip("0").rstrip(".")


def natural(value: float, factors: Iterator[float], *, whole: bool) -> float:
    """Return the next factor that leaves a number which somebody could print."""
    for factor in factors:
        changed = float(f"{value * factor:.9g}")
        if 0.1 <= changed <= 1e14 and not (whole and changed != int(changed)):
            return factor
    raise AssertionError("the factors never end")


def damaged(translation: str, rows: Any) -> Iterator[tuple[Any, float, str]]:
    """Yield each row whose amount can be damaged, the factor, and the damaged translation."""
    factors = cycle(FACTORS)
    mentions = find_mentions(translation).set_index("start")
    for row in rows[(rows["status"] == "same") & (rows["kind"] != "date")].itertuples():
        one = mentions.loc[row.translation_start]
        if one.kind not in ("quantity", "percent") or one.value <= 0 or one.bound == "range":
            continue
        whole = one.kind == "quantity" and one.value == int(one.value)
        factor = natural(one.value, factors, whole=whole)
        number = printed(float(f"{one.value * factor:.9g}"))
        text = translation[: one.number_start] + number + translation[one.number_end :]
        read = find_mentions(text).set_index("start")
        here = row.translation_start in read.index
        if here and abs(read.loc[row.translation_start, "value"] / one.value / factor - 1) < 1e-6:
            yield row, factor, text


def is_found(original: str, translation: str, start: int, factor: float) -> bool:
    rows = compare_texts(original, translation)
    found = rows[(rows["original_start"] == start) & (rows["status"] == "scale")]
    return bool(((found["factor"] / factor - 1).abs() < 0.1).any())


def measure(original: str, translation: str, count: Counter[str]) -> list[str]:
    """Add what is found in a pair to the counts; return what is damaged and not found."""
    start = time.perf_counter()
    rows = compare_texts(original, translation)
    count["seconds"] += time.perf_counter() - start
    count["rows"] += len(rows)
    count.update(f"rows: {status}" for status in rows["status"])
    missed = []
    for row, factor, text in damaged(translation, rows):
        count["damaged"] += 1
        if is_found(original, text, row.original_start, factor):
            count["found in the article"] += 1
        else:
            missed.append(f"{row.original} | {row.translation} × {factor:g}")
        blocks = [paragraphs(side) for side in (original, text)]
        one, two = (blocks[0][row.original_paragraph - 1], blocks[1][row.translation_paragraph - 1])
        begin = original.index(one)
        count["found in the paragraph"] += is_found(one, two, row.original_start - begin, factor)
    return missed


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    count: Counter[str] = Counter()
    for path in sorted(folder.glob("*.zh.txt")):
        name = path.name.removesuffix(".zh.txt")
        if not names or name in names:
            sides = (folder / f"{name}.{language}.txt" for language in ("zh", "en"))
            missed = measure(*(side.read_text(encoding="utf-8") for side in sides), count)
            print(name, *missed, sep="\n    ")
    for what, number in count.items():
        print(f"{what:24} {number:8.2f}" if what == "seconds" else f"{what:24} {number:8}")
    for place in ("article", "paragraph"):
        print(f"recall in the {place:11}{count[f'found in the {place}'] / count['damaged']:8.3f}")


if __name__ == "__main__":
    main()
