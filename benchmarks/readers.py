"""Read a text with one reader and return its mentions in the form that score.py takes.

Run with the Python of the reader's own environment: `python readers.py NAME < texts.json`, where
the texts are {name: text}. Prints JSON: mentions by text, and the CPU seconds that the text named
"speed" takes, warm, in one call and paragraph by paragraph.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from typing import Any

Mentions = list[dict[str, Any]]
Reader = Callable[[str], Mentions]


def mention(start: int, end: int, kind: str, value: float | None = None, **more: Any) -> dict:
    return {"start": start, "end": end, "kind": kind, "value": value, "bound": "exact", **more}


def ours() -> Reader:
    from analysis.reader import find_mentions

    def read(text: str) -> Mentions:
        frame = find_mentions(text).drop(columns=["period_start", "period_end"]).astype(object)
        return frame.where(frame.notna(), None).to_dict("records")

    return read


def scan() -> Reader:
    digits = re.compile(r"\d[\d,.]*")

    def read(text: str) -> Mentions:
        found = []
        for match in digits.finditer(text):
            plain = match[0].replace(",", "").rstrip(".")
            value = float(plain) if plain.count(".") < 2 else None
            found.append(mention(match.start(), match.end(), "quantity", value))
        return found

    return read


def quantulum3() -> Reader:
    from quantulum3 import parser

    def read(text: str) -> Mentions:
        found = []
        for q in parser.parse(text):
            spread = q.uncertainty or 0
            kind = "percent" if "percent" in q.unit.name else "quantity"
            unit = None if q.unit.name == "dimensionless" else q.unit.name
            high = q.value + spread if spread else None
            found.append(
                mention(*q.span, kind, q.value - spread, value_high=high, unit=unit)
                | {"bound": "range" if spread else "exact"}
            )
        return found

    return read


def recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_text import Culture

    models = (
        (recognize_datetime, "date"),
        (recognize_currency, "quantity"),
        (recognize_dimension, "quantity"),
        (recognize_age, "quantity"),
        (recognize_temperature, "quantity"),
        (recognize_percentage, "percent"),
        (recognize_ordinal, "ordinal"),
        (recognize_number, "quantity"),
    )

    def read(text: str) -> Mentions:
        found: Mentions = []
        culture = Culture.Chinese if re.search("[\u4e00-\u9fff]", text) else Culture.English
        for model, kind in models:
            for result in model(text, culture):
                if any(result.start < m["end"] and m["start"] <= result.end for m in found):
                    continue
                resolved = result.resolution or {}
                number = re.match(r"-?[\d.]+", str(resolved.get("value") or ""))
                what = kind if "duration" not in result.type_name else "quantity"
                value = float(number[0]) if number and what != "date" else None
                unit = "percent" if what == "percent" else resolved.get("unit")
                found.append(mention(result.start, result.end + 1, what, value, unit=unit))
        return sorted(found, key=lambda m: m["start"])

    return read


def duckling() -> Reader:
    import duckling as d

    zones = d.load_time_zones("/usr/share/zoneinfo")
    reference = d.parse_ref_time(zones, "UTC", 1_700_000_000)
    names = ["amount-of-money", "distance", "duration", "number", "ordinal", "quantity"]
    dimensions = d.parse_dimensions([*names, "temperature", "time", "volume"])
    contexts = {
        lang: d.Context(reference, d.parse_locale(place, d.default_locale_lang(d.parse_lang(lang))))
        for lang, place in (("EN", "EN_US"), ("ZH", "ZH_CN"))
    }
    kinds = {"time": "date", "ordinal": "ordinal"}

    def read(text: str) -> Mentions:
        lang = "ZH" if re.search("[\u4e00-\u9fff]", text) else "EN"
        found: Mentions = []
        for result in d.parse(text, contexts[lang], dimensions, False):
            kind, value = kinds.get(result["dim"], "quantity"), result["value"]
            low, high = value.get("from"), value.get("to")
            bound = "range" if low and high else "more_than" if low else "less_than"
            bound = bound if low or high else "exact"
            edge = low or high or value
            end, number = result["end"], edge.get("value")
            if kind == "quantity" and re.match(r"\s?(?:%|per ?cent)", text[end:]):
                kind = "percent"
            if any(result["start"] < m["end"] and m["start"] < end for m in found):
                continue
            top = high["value"] if bound == "range" and kind != "date" else None
            found.append(
                mention(
                    result["start"], end, kind, None if kind == "date" else number,
                    value_high=top, unit=edge.get("unit") or value.get("product"),
                ) | {"bound": bound}
            )  # fmt: skip
        return found

    return read


READERS = {
    "ours": ours,
    "quantulum3": quantulum3,
    "recognizers": recognizers,
    "duckling": duckling,
    "scan": scan,
}


def seconds(read: Callable[[str], object], parts: list[str], runs: int) -> float:
    """Return the best CPU time of reading the parts one by one."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        for part in parts:
            read(part)
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    name = sys.argv[1]
    texts = json.load(sys.stdin)
    article = texts.pop("speed")
    read = READERS[name]()
    found = {key: read(text) for key, text in texts.items()}
    timed: Callable[[str], object] = read
    if name == "ours":
        from analysis.reader import find_mentions as timed
    runs = {"recognizers": 1, "quantulum3": 2, "duckling": 2}.get(name, 7)
    report = {
        "mentions": found,
        "whole": seconds(timed, [article], runs),
        "paragraphs": seconds(timed, article.split("\n\n"), runs),
    }
    json.dump(report, sys.stdout, default=float)


if __name__ == "__main__":
    main()
