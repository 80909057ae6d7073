"""Hold the article's text against the dataset, so that every numeric mention is accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analysis.articles import paragraphs, read_many
from analysis.dataset.load import LOADERS, Folder, opened, read_phrases
from analysis.dataset.tables import Dataset, key
from analysis.reader import KINDS

STATUSES = ("kept", "changed", "missing", "new")

_ALIKE = 0.6
_LEDGER = ["paragraph", "text", "kind", "status", "table", "row_id", "quote", "detail"]


def check_article(text: str, folder: Folder = None) -> pd.DataFrame:
    """Account for every numeric mention of an article by exactly one row of its dataset.

    Paragraphs are the blocks between blank lines, counted from 1. One row per mention of the text,
    in text order, and one per dataset row (figures, events, other_mentions) that is gone from it:
    paragraph, text (missing for a row that is gone), kind, status, table, row_id (the index label
    in the loaded table), quote, detail. Status: *kept*, the quote stands in its paragraph and
    its number and bound read the same (the kind, as in "two teams", may need the context to be
    seen); *changed*, it moved to another paragraph, or another number or wording stands
    in its place (detail says which); *missing*, it is gone; *new*, no row claims the mention.
    """
    blocks = paragraphs(text)
    mentions, rows = _mentions(read_many(blocks), blocks), _claimants(opened(folder))
    claims = _claims(rows, mentions, blocks)
    pairs = [(row, mentions[claims[i]] if i in claims else None) for i, row in enumerate(rows)]
    unclaimed = set(range(len(mentions))) - set(claims.values())
    pairs += [(None, mentions[j]) for j in unclaimed]
    entries = [_entry(row, mention, blocks) for row, mention in pairs]
    frame = pd.DataFrame(entries, columns=[*_LEDGER, "order"])
    frame = frame.sort_values(["paragraph", "order"], kind="stable", ignore_index=True)[_LEDGER]
    frame = frame.astype(dict.fromkeys(_LEDGER, "str") | {"paragraph": "int64"})
    kinds, statuses = (pd.CategoricalDtype(list(names)) for names in (KINDS, STATUSES))
    return frame.astype({"kind": kinds, "status": statuses})


def _mentions(found: pd.DataFrame, texts: list[str], **cells: Any) -> list[Any]:
    """Return mentions of many texts as tuples that also hold their block and `number`."""
    spans = zip(found["owner"], found["number_start"], found["number_end"], strict=True)
    numbers = [texts[owner][start:end] for owner, start, end in spans]
    return list(found.assign(number=numbers, block=found["owner"]).assign(**cells).itertuples())


def _claimants(data: Dataset) -> list[Any]:
    """Return what the dataset's quotes read alone, each with its row's table, id and block."""
    claimants = []
    for table in ("figures", "events", "other_mentions"):
        LOADERS[table](data)  # which raises what is wrong with it
        rows, id_ = data.rows(table), key(table)
        quotes = [row["quote"] for row in rows]
        cells = {
            "table": table,
            "id": [row[id_] if id_ else str(i) for i, row in enumerate(rows)],
            "quote": quotes,
            "block": [row["paragraph"] - 1 for row in rows],
        }
        claimants += _mentions(read_phrases(data, table).reset_index(), quotes, **cells)
    return claimants


def _claims(rows: list[Any], mentions: list[Any], blocks: list[str]) -> dict[int, int]:
    """Match rows and mentions one to one: nearest verbatim quotes first, then by likeness."""
    claims: dict[int, int] = {}
    verbatim = [
        (-abs(mention.block - row.block), i, j)
        for i, row in enumerate(rows)
        for j, mention in _beside(row.quote, mentions, blocks)
        if _stands_in(row, mention, blocks[mention.block])
    ]
    _claim_best(claims, verbatim)
    moved = {i: mentions[j].block - rows[i].block for i, j in claims.items()}
    left = [(i, row) for i, row in enumerate(rows) if i not in claims]
    taken = set(claims.values())
    free = [(j, mention) for j, mention in enumerate(mentions) if j not in taken]
    alike = [
        (likeness, i, j)
        for (i, row), (j, mention) in product(left, free)
        if (mention.kind == "date") == (row.kind == "date")
        and mention.block == row.block + _shift(row, rows, moved)
        and (likeness := _likeness(row, mention, blocks[mention.block])) >= _ALIKE
    ]
    _claim_best(claims, alike)
    return claims


def _beside(quote: str, mentions: list[Any], blocks: list[str]) -> Iterator[tuple[int, Any]]:
    """Yield the mentions, each with its place, of the blocks in which a quote stands."""
    owners = [mention.block for mention in mentions]  # in order
    for at, block in enumerate(blocks):
        if quote in block:
            first, last = bisect_left(owners, at), bisect_right(owners, at)
            yield from enumerate(mentions[first:last], start=first)


def _claim_best(claims: dict[int, int], pairs: list[tuple[float, int, int]]) -> None:
    """Add the pairs of row and mention that are still free, best first."""
    taken = set(claims.values())
    for _, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if i not in claims and j not in taken:
            claims[i] = j
            taken.add(j)


def _stands_in(row: Any, mention: Any, block: str) -> bool:
    """Tell whether the row's quote stands in the block, its number on the mention's."""
    places = (match.start() for match in re.finditer(re.escape(row.quote), block))
    spans = ((at + row.number_start, at + row.number_end) for at in places)
    return any(start < mention.number_end and mention.number_start < end for start, end in spans)


def _shift(row: Any, rows: list[Any], moved: dict[int, int]) -> int:
    """Return by how many paragraphs the nearest row that was found has moved."""
    nearest = min(moved, key=lambda i: abs(rows[i].block - row.block), default=None)
    return 0 if nearest is None else moved[nearest]


def _likeness(row: Any, mention: Any, block: str) -> float:
    """Compare a row's number and the words around it with a mention's, from 0 to 1."""
    before, after = row.quote[: row.number_start], row.quote[row.number_end :]
    left = block[max(0, mention.number_start - len(before)) : mention.number_start]
    right = block[mention.number_end : mention.number_end + len(after)]
    words = SequenceMatcher(None, f"{before}#{after}", f"{left}#{right}", autojunk=False)
    return 0.8 * words.ratio() + 0.2 * bool(row.number == mention.number)


def _entry(row: Any, mention: Any, blocks: list[str]) -> list[Any]:
    """Return the ledger's row for a dataset's row, a mention or both, and its place among all."""
    if mention is None:
        where = [row.block + 1, None, row.kind, "missing"]
        return [*where, row.table, row.id, row.quote, "no mention is left for it", np.inf]
    where = [mention.block + 1, mention.text, mention.kind]
    if row is None:
        return [*where, "new", None, None, None, "no row claims it", mention.number_start]
    details = []
    if mention.block != row.block:
        details.append(f"moved from paragraph {row.block + 1} to {mention.block + 1}")
    if mention.number != row.number:
        details.append(f"{row.number} became {mention.number}")
    elif mention.bound != row.bound:
        details.append(f"{row.text!r} became {mention.text!r}")
    elif row.quote not in blocks[mention.block]:
        details.append("other words around the number")
    status, detail = "changed" if details else "kept", "; ".join(details)
    return [*where, status, row.table, row.id, row.quote, detail, mention.number_start]
