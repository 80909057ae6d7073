"""Run the reader over the test cases that quantulum3 and Recognizers-Text publish.

    python benchmarks/public_cases.py FOLDER [--show CLASS]

A case passes when each expected number is read where it stands, with its value (both ends of a
range), as a measure, or as an ordinal where an ordinal is expected; where nothing is expected, no
measure may be read. Units are not compared: the two name them in ways of their own. Prints the
share that passes for each file, and how the others differ.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.reader import find_mentions

Expected = dict[str, Any]


def cases(path: Path) -> Iterator[tuple[str, list[Expected]]]:
    """Yield (text, what is expected) of a file of either project."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if "req" in case and isinstance(case["res"], list):
            yield (
                case["req"],
                [
                    {"text": r["surface"], "low": r["value"], "spread": r.get("uncertainty") or 0}
                    for r in case["res"]
                ],
            )
        elif "Input" in case:
            yield (
                case["Input"],
                [
                    {"text": r["Text"], "start": r.get("Start"), "value": r["Resolution"]["value"]}
                    for r in case["Results"]
                    if r.get("Resolution") and r["Resolution"].get("value") is not None
                ],
            )


def ends(expected: Expected) -> tuple[float, float] | None:
    """Return the value expected, twice, or the ends of the range; None if it is no number."""
    if "low" in expected:
        low, spread = expected["low"], expected["spread"]
        return low - spread, low + spread
    stated = str(expected["value"])
    if interval := re.fullmatch(r"[\[(]([^,]*),([^,]*)[\])]", stated):
        low, high = (float(e) if e else None for e in interval.groups())
        return (-math.inf if low is None else low), (math.inf if high is None else high)
    try:
        number = float(stated.rstrip("%"))
    except ValueError:
        return None
    return number, number


def verdict(text: str, expected: list[Expected]) -> str:
    """Return "pass", or how the reading differs from the expected one."""
    rows = list(find_mentions(text).itertuples())
    if not expected:
        return (
            "nothing expected" if any(r.kind in ("quantity", "percent") for r in rows) else "pass"
        )
    at = 0
    for one in expected:
        start = one.get("start")
        start = text.lower().find(one["text"].lower(), at) if start is None else start
        if start < 0:
            return "wording not in the text"
        end = start + len(one["text"])
        at = end
        span = ends(one)
        if span is None:
            return "no number expected"
        hits = [r for r in rows if r.number_start < end and start < r.number_end]
        if not hits:
            return "not read"
        if not any(agrees(row, span) for row in hits):
            return difference(hits, span)
    return "pass"


def agrees(row: Any, span: tuple[float, float]) -> bool:
    """Tell whether a row states the value, or the ends, that are expected."""
    if row.kind not in ("quantity", "percent", "ordinal", "vague"):
        return False
    if span[0] == span[1]:
        return math.isclose(row.value, span[0], rel_tol=1e-6)
    low, high = row.value, row.value_high
    if row.bound in ("more_than", "at_least"):
        high = math.inf
    if row.bound in ("less_than", "at_most"):
        low, high = -math.inf, row.value
    return all(math.isclose(a, b, rel_tol=1e-6) for a, b in zip((low, high), span, strict=True))


def difference(hits: list[Any], span: tuple[float, float]) -> str:
    """Name the class of a difference."""
    kinds = {row.kind for row in hits}
    if not kinds & {"quantity", "percent"}:
        return f"read as {sorted(kinds)[0]}"
    if span[0] != span[1]:
        return "another bound"
    if any(row.value_high == row.value_high for row in hits):
        return "read as a range"
    return "another value"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", help="print the cases of this class")
    options = parser.parse_args()
    print("| file | cases | pass | share | differences |\n|---|---|---|---|---|")
    for path in sorted(options.folder.rglob("*.json")):
        found = [(text, verdict(text, expected), expected) for text, expected in cases(path)]
        if not found:
            continue
        count = Counter(result for _, result, _ in found)
        passed = count.pop("pass", 0)
        rest = ", ".join(f"{name} {n}" for name, n in count.most_common())
        name = path.relative_to(options.folder)
        print(f"| {name} | {len(found)} | {passed} | {passed / len(found):.0%} | {rest} |")
        for text, result, expected in found:
            if result == options.show:
                print("   ", text, "->", [e["text"] for e in expected], [ends(e) for e in expected])


if __name__ == "__main__":
    main()
