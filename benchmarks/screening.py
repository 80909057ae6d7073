"""Damage the numbers of articles, one at a time, and count what the screening sees of it.

python benchmarks/screening.py FOLDER ...

A folder holds articles and relations.jsonl, one relation of an article's numbers a line: its file,
its kind, and phrases that each hold one of the numbers. Each number is printed larger or smaller by
10, 100, 1,000 or 10,000, as a reporter would, wherever somebody could print it. The damage is found
if a doubt or an error is about the number. The intact articles tell how many findings there are of
each severity where nothing is wrong.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from multiprocessing import Pool
from operator import itemgetter
from pathlib import Path
from typing import Any

from analysis import find_mentions, screen_figures
from analysis.screening import SEVERITIES

FACTORS = (1e-4, 1e-3, 1e-2, 1e-1, 1e1, 1e2, 1e3, 1e4)
SIBLINGS_APART = 100  # a smaller factor leaves like counts alike
WORDS = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
SIGNS = ((1e8, "亿"), (1e4, "万"))
CHINESE = re.compile("[\u4e00-\u9fff]")


def printed(value: float, *, chinese: bool) -> str:
    """Print a number as a reporter would."""
    for scale, word in SIGNS if chinese else WORDS:
        if value >= scale and float(f"{value / scale:.6g}") * scale == value:
            return f"{value / scale:.6g}{word}"
    return (f"{value:.9f}" if chinese else f"{value:,.9f}").rstrip("0").rstrip(".")


def mention_of(mentions: Any, text: str, phrase: str) -> Any:
    """Return the measure that a phrase of a relation holds, None if none is read there."""
    start = text.index(phrase)
    inside = (mentions["number_start"] < start + len(phrase)) & (mentions["number_end"] > start)
    amounts = mentions["kind"].isin(["quantity", "percent"]) & (mentions["value"] > 0)
    return next(mentions[inside & amounts & (mentions["bound"] != "range")].itertuples(), None)


def damaged(text: str, mention: Any, kind: str) -> Iterator[str]:
    """Yield the text with the number of a mention damaged in each way that is read as damaged."""
    start, end = mention.number_start, mention.number_end
    chinese, is_percent = bool(CHINESE.search(mention.text)), mention.kind == "percent"
    low, high = (0.01, 5_000) if is_percent else (0.001, 1e15)
    is_whole = not is_percent and mention.value % 1 == 0
    sign = "%" if text[start:end].endswith("%") else ""
    for factor in FACTORS:
        value = float(f"{mention.value * factor:.9g}")
        near = kind == "like" and 1 / SIBLINGS_APART < factor < SIBLINGS_APART
        if near or not low <= value <= high or (is_whole and value % 1):
            continue
        damage = text[:start] + printed(value, chinese=chinese) + sign + text[end:]
        read = find_mentions(damage).set_index("number_start")["value"]
        if abs(read.get(start, 0) / value - 1) < 1e-6:
            yield damage


def names(text: str, place: int) -> bool:
    """Tell whether a doubt or an error is about the number at a place of a text."""
    found = screen_figures(find_mentions(text), text)
    told = found.loc[found["severity"] > SEVERITIES[0], "figures"]
    return any(start <= place < end for figures in told for start, end in figures)


def measure(article: tuple[Path, list[dict[str, Any]]]) -> Counter[str]:
    """Count the findings of an article as it stands, its damages, and those that are found."""
    path, relations = article
    text = path.read_text(encoding="utf-8")
    mentions = find_mentions(text)
    start = time.perf_counter()
    intact = screen_figures(mentions, text)
    count = Counter({"articles": 1, "seconds": time.perf_counter() - start})
    count.update(f"intact: {severity}" for severity in intact["severity"])
    known: dict[str, bool] = {}  # by damaged text: a number may be in several relations
    for relation in relations:
        for mention in (mention_of(mentions, text, phrase) for phrase in relation["numbers"]):
            count[f"{relation['kind']}: unread"] += mention is None
            for damage in damaged(text, mention, relation["kind"]) if mention else ():
                if damage not in known:
                    known[damage] = names(damage, mention.number_start)
                count[f"{relation['kind']}: damaged"] += 1
                count[f"{relation['kind']}: found"] += known[damage]
    return count


def main() -> None:
    articles = []
    for folder in map(Path, sys.argv[1:]):
        lines = (folder / "relations.jsonl").read_text(encoding="utf-8").splitlines()
        relations = sorted(map(json.loads, lines), key=itemgetter("file"))
        by_file = groupby(relations, key=itemgetter("file"))
        articles += [(folder / file, list(some)) for file, some in by_file]
    with Pool(processes=2) as pool:
        count = sum(pool.imap_unordered(measure, articles), start=Counter[str]())
    kinds = sorted({relation["kind"] for _, relations in articles for relation in relations})
    for what in ("damaged", "found", "unread"):
        count[f"all: {what}"] = sum(count[f"{kind}: {what}"] for kind in kinds)
    print(f"{'relation':12}{'damaged':>8}{'found':>8}{'recall':>8}{'unread':>8}")
    for kind in (*kinds, "all"):
        tried, found = count[f"{kind}: damaged"], count[f"{kind}: found"]
        recall = found / max(tried, 1)
        print(f"{kind:12}{tried:8}{found:8}{recall:8.2f}{count[f'{kind}: unread']:8}")
    told = (f"{count[f'intact: {severity}']} {severity}" for severity in SEVERITIES)
    print(f"{count['articles']} intact articles: {', '.join(told)}; {count['seconds']:.1f} s")


if __name__ == "__main__":
    main()
