"""Read marked texts: "costs {12;q;;about;dollar}" says what is to be read at the 12.

A file holds blocks, a line "# name" and then the text, with a blank line between blocks. The
fields of a mark: number; kind; value or low..high (left out: the digits); bound; unit; trend (or
"none" where it must have none). Kinds are q quantity, p percent, d date, c clock time, o ordinal,
i identifier, m set phrase, v vague (its value is the interval claimed), n neutral (nothing is asked
of it). A bound or a unit may be one of several: "about|exact".
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

KINDS = {"q": "quantity", "p": "percent", "d": "date", "c": "date", "o": "ordinal",
         "i": "identifier", "m": "idiom", "v": "vague", "n": "vague"}  # fmt: skip
MEASURES = ("quantity", "percent")
_MARK = re.compile(r"\{([^{}]*)\}")

Mark = dict[str, Any]


def read_marked(path: Path) -> dict[str, tuple[str, list[Mark]]]:
    """Return each text of a file with its marks, by name."""
    blocks = (block.strip().partition("\n") for block in path.read_text("utf-8").split("\n\n"))
    return {name.removeprefix("# "): unmarked(marked) for name, _, marked in blocks}


def unmarked(marked: str) -> tuple[str, list[Mark]]:
    """Split a marked text into the text and its marks, in the form that score.py compares."""
    text, marks, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        number, code, value, bounds, units, trend = (match[1].split(";") + [""] * 5)[:6]
        span = {"start": len(text), "end": len(text) + len(number)}
        text += number
        kind = KINDS[code]
        stated = value or re.sub(r"[, ]", "", number)
        if kind not in MEASURES:
            stated = value if code == "v" else ""
        low, _, high = stated.partition("..")
        bound, *other_bounds = ("range" if high else bounds or "exact").split("|")
        unit, *other_units = units.split("|")
        marks.append({
            **span, "number_start": span["start"], "number_end": span["end"], "text": number,
            "code": code, "kind": kind, "value": float(low) if low else None,
            "value_high": float(high) if high else None, "bound": bound, "unit": unit or None,
            "alt_bounds": other_bounds, "unit_alts": other_units, "trend": trend,
            "neutral": code == "n", "subtype": "clock" if code == "c" else None,
        })  # fmt: skip
    return text + marked[position:], marks
