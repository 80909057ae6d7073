"""Hold the article's text against the dataset, so that every numeric mention is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset import Folder, load_events, load_figures, load_other_mentions
from analysis.lexicon import KINDS
from analysis.mentions import BETWEEN, find_mentions

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
    blocks = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip())
    mentions, rows = _read_blocks(blocks), _ledger_rows(folder)
    claims = _claims(rows, mentions, blocks)
    owners = {mention: rows[row] for row, mention in claims.items()}
    entries = [
        _found_entry(owners[j], m, blocks[m.block]) if j in owners else _new_entry(m)
        for j, m in enumerate(mentions)
    ]
    entries += [_missing_entry(row) for i, row in enumerate(rows) if i not in claims]
    frame = pd.DataFrame(entries, columns=[*_LEDGER, "order"])
    frame = frame.sort_values(["paragraph", "order"], kind="stable", ignore_index=True)[_LEDGER]
    frame = frame.astype(dict.fromkeys(_LEDGER, "str") | {"paragraph": "int64"})
    kinds, statuses = (pd.CategoricalDtype(list(names)) for names in (KINDS, STATUSES))
    return frame.astype({"kind": kinds, "status": statuses})


@dataclass(frozen=True)
class _Mention:
    """A numeric mention of a block of text; offsets count from the block's start."""

    block: int
    text: str
    kind: str
    bound: str
    number: str
    start: int
    end: int


@dataclass(frozen=True)
class _LedgerRow:
    """A dataset row that claims a mention: its quote, and how the quote reads alone."""

    table: str
    id: str
    quote: str
    block: int
    reading: _Mention


def _read_blocks(blocks: Sequence[str]) -> list[_Mention]:
    """Read many blocks as the paragraphs of one text."""
    text = BETWEEN.join(blocks)
    starts = np.cumsum([0, *(len(block) + len(BETWEEN) for block in blocks)]).tolist()
    found = find_mentions(text)
    owners = np.searchsorted(starts, found["start"], side="right") - 1
    columns = [found[c].tolist() for c in ("text", "kind", "bound", "number_start", "number_end")]
    rows: Iterator[tuple[int, str, str, str, int, int]] = zip(owners, *columns, strict=True)
    return [
        _Mention(
            block, words, kind, bound, text[start:end], start - starts[block], end - starts[block]
        )
        for block, words, kind, bound, start, end in rows
    ]


def _ledger_rows(folder: Folder) -> list[_LedgerRow]:
    loaders = {
        "figures": load_figures,
        "events": load_events,
        "other_mentions": load_other_mentions,
    }
    rows = [
        (table, str(id_), quote, paragraph - 1)
        for table, load in loaders.items()
        for id_, quote, paragraph in load(folder)[["quote", "paragraph"]].itertuples()
    ]
    readings = _read_blocks([quote for _, _, quote, _ in rows])
    return [_LedgerRow(*row, reading) for row, reading in zip(rows, readings, strict=True)]


def _claims(rows: list[_LedgerRow], mentions: list[_Mention], blocks: list[str]) -> dict[int, int]:
    """Match rows and mentions one to one: nearest verbatim quotes first, then by likeness."""
    claims: dict[int, int] = {}
    _claim_best(
        claims,
        (
            (-abs(mention.block - row.block), i, j)
            for i, row in enumerate(rows)
            for j, mention in enumerate(mentions)
            if _stands_in(row, mention, blocks[mention.block])
        ),
    )
    moved = {i: mentions[j].block - rows[i].block for i, j in claims.items()}
    _claim_best(
        claims,
        [
            (likeness, i, j)
            for i, row in enumerate(rows)
            for j, mention in enumerate(mentions)
            if i not in claims
            and (mention.kind == "date") == (row.reading.kind == "date")
            and mention.block == row.block + _shift(row, rows, moved)
            and (likeness := _likeness(row, mention, blocks[mention.block])) >= _ALIKE
        ],
    )
    return claims


def _claim_best(claims: dict[int, int], pairs: Iterable[tuple[float, int, int]]) -> None:
    """Add the pairs of row and mention that are still free, best first."""
    for _, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if i not in claims and j not in claims.values():
            claims[i] = j


def _stands_in(row: _LedgerRow, mention: _Mention, block: str) -> bool:
    """Tell whether the row's quote stands in the block, its number on the mention's."""
    places = [match.start() for match in re.finditer(re.escape(row.quote), block)]
    number = row.reading
    return any(mention.start < at + number.end and at + number.start < mention.end for at in places)


def _shift(row: _LedgerRow, rows: list[_LedgerRow], moved: dict[int, int]) -> int:
    """Return by how many paragraphs the nearest row that was found has moved."""
    nearest = min(moved, key=lambda i: abs(rows[i].block - row.block), default=None)
    return 0 if nearest is None else moved[nearest]


def _likeness(row: _LedgerRow, mention: _Mention, block: str) -> float:
    """Compare a row's number and the words around it with a mention's, from 0 to 1."""
    before, after = row.quote[: row.reading.start], row.quote[row.reading.end :]
    left = block[max(0, mention.start - len(before)) : mention.start]
    right = block[mention.end : mention.end + len(after)]
    words = SequenceMatcher(None, f"{before}#{after}", f"{left}#{right}", autojunk=False)
    return 0.8 * words.ratio() + 0.2 * (row.reading.number == mention.number)


def _found_entry(row: _LedgerRow, mention: _Mention, block: str) -> list[Any]:
    """Return the ledger's row for a claimed mention, and its order within the paragraph."""
    old, details = row.reading, []
    if mention.block != row.block:
        details.append(f"moved from paragraph {row.block + 1} to {mention.block + 1}")
    if mention.number != old.number:
        details.append(f"{old.number} became {mention.number}")
    elif mention.bound != old.bound:
        details.append(f"{old.text!r} became {mention.text!r}")
    elif row.quote not in block:
        details.append("other words around the number")
    where = [mention.block + 1, mention.text, mention.kind, "changed" if details else "kept"]
    return [*where, row.table, row.id, row.quote, "; ".join(details), mention.start]


def _new_entry(mention: _Mention) -> list[Any]:
    where = [mention.block + 1, mention.text, mention.kind, "new"]
    return [*where, None, None, None, "no row claims it", mention.start]


def _missing_entry(row: _LedgerRow) -> list[Any]:
    where = [row.block + 1, None, row.reading.kind, "missing"]
    return [*where, row.table, row.id, row.quote, "no mention is left for it", np.inf]
