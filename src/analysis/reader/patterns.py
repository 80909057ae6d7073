"""Rules and word tables as rows with examples beside them, and the one place that compiles.

A row has a name, what it matches, lines that it reads and lines that it must leave alone. A line
is "a text → what is read there", mentions in order with "|" between them ("up 5 percent → 5 percent
up"); "//" stands between lines. Braces show the phrase of a mention: "the {20th century} → date".
Tests read every line, and demand that some line of a row fails when `without` takes the row away.

Patterns are verbose (`re.VERBOSE`); `<<name>>` stands for another row: a pattern, or a table's
words, the longest first; `<<name|name>>` for those of two tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

V = TypeVar("V")
Match = Callable[..., "re.Match[str] | None"]

ROWS: dict[str, Rule | Table[Any]] = {}
_DERIVED: list[Callable[[], None]] = []  # each forgets a value worked out from rows


@dataclass(frozen=True, eq=False)
class Rule:
    """A pattern or a predicate with its examples; a pattern is compiled when it is first used."""

    name: str
    pattern: str | Callable[..., Any]
    reads: str
    leaves: str

    def __post_init__(self) -> None:
        """Enter the rule among the rows."""
        _enter(self)

    def __call__(self, *args: object) -> Any:
        """Ask the predicate."""
        return self.pattern(*args)  # type: ignore[operator]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(expanded(cast("str", self.pattern)), re.VERBOSE)

    @cached_property
    def match(self) -> Match:
        """Match at a place of a text."""
        return self.compiled.match

    @cached_property
    def search(self) -> Match:
        """Search in a text."""
        return self.compiled.search


class Table(dict[str, V]):
    """Words or phrases, each with the group that it belongs to; `_` stands for a blank."""

    def __init__(self, name: str, groups: Mapping[V, str], reads: str, leaves: str) -> None:
        """Enter the table among the rows."""
        pairs = ((word, group) for group, text in groups.items() for word in text.split())
        super().__init__((word.replace("_", " "), group) for word, group in pairs)
        self.name, self.reads, self.leaves = name, reads, leaves
        _enter(self)


def _enter(row: Rule | Table[Any]) -> None:
    if row.name in ROWS:
        raise ValueError(f"two rows are named {row.name!r}")
    ROWS[row.name] = row


def words(name: str, text: str, reads: str, leaves: str) -> Table[bool]:
    """Return a table that only tells which words are in it."""
    return Table(name, {True: text}, reads, leaves)


def lists(room: str) -> dict[str, str]:
    """Return the large plain lists beside a room's file, by the names of their tables."""
    text = Path(room).with_name("lists.txt").read_text(encoding="utf-8")
    return {name: rest for name, _, rest in (s.partition("\n") for s in text.split("\n\n"))}


def numbered(text: str, start: int, step: int = 1) -> dict[int, str]:
    """Return words as the groups of a table, numbered from `start` in steps."""
    return {start + step * place: word for place, word in enumerate(text.split())}


def rule(name: str, reads: str, leaves: str) -> Callable[[Callable[..., Any]], Rule]:
    """Make a predicate a rule."""
    return lambda predicate: Rule(name, predicate, reads, leaves)


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first; of none, one that never matches.

    It branches letter by letter, so that a text is held against hundreds of words at once.
    """
    heads: dict[str, list[str]] = {}
    for form in forms:
        heads.setdefault(form[:1], []).append(form[1:])
    ends = heads.pop("", None) is not None
    branches = [
        re.escape(head) + (any_of(rest) if any(rest) else "") for head, rest in heads.items()
    ]
    if not branches:
        return "" if ends else "(?!)"
    pattern = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if ends else pattern


def expanded(pattern: str) -> str:
    """Put rows in the places of their names."""

    def put(match: re.Match[str]) -> str:
        rows = [ROWS[name] for name in match[1].split("|")]
        if isinstance(rows[0], Rule):
            return f"(?:{expanded(cast('str', rows[0].pattern))})"
        return f"(?:{any_of(word for row in rows for word in cast('Table[Any]', row))})"

    return re.sub(r"<<(.+?)>>", put, pattern)


def derived(function: Callable[[], V]) -> Callable[[], V]:
    """Keep what a function works out from rows, until a row changes."""
    kept = cache(function)
    _DERIVED.append(kept.cache_clear)
    return kept


@contextmanager
def without(name: str) -> Iterator[None]:
    """Empty a table, or switch a rule off, for as long as the block lasts."""
    row = ROWS[name]
    state: dict[str, Any] = row if isinstance(row, Table) else vars(row)
    kept = dict(state)
    if isinstance(row, Table):
        row.clear()
    else:
        state["pattern"] = "(?!)" if isinstance(row.pattern, str) else lambda *_args: None
    _forget()
    try:
        yield
    finally:
        state.update(kept)
        _forget()


def _forget() -> None:
    """Drop all that was compiled or worked out from rows."""
    for row in ROWS.values():
        for name in ("compiled", "match", "search"):
            vars(row).pop(name, None)
    for forget in _DERIVED:
        forget()
