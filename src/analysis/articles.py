"""One article: its file, its text, its paragraphs, and many texts read in one go."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd

from analysis.reader import BLANK_LINE, find_mentions

ARTICLE_LIMIT = 1 << 20
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？；]|\n")

_SENTENCE_END = re.compile(
    r"""[.!?]["”’')\]]* (?=\s+["“‘'(\[]?[A-Z0-9\u00c0-\u00de] | \s*$) | [。！？]["”’』」）]*""",
    re.VERBOSE,
)
ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[A-Za-z]|Mrs?|Ms|Dr|St|Nos?|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Ltd|Co|Corp|Col|Gen|Gov|Rep|Sen|Rev|Prof|Fig|Mt|approx|c)\.$"
)
_BETWEEN = "\n\n"  # no mention reaches across a blank line
_COMPRESSED = re.compile(
    rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|\x28\xb5\x2f\xfd"
)  # gzip, bzip2, xz, zstd
_OFFSETS = ["start", "end", "number_start", "number_end"]


def read_article(path: str | os.PathLike[str]) -> str:
    """Return the text of an article's file, without byte order mark, line ends as newlines.

    Raises OSError, and ValueError for what is no file (see `open_file`), no text (see `check_text`)
    or not UTF-8.
    """
    with open_file(path) as file:
        return decode(file.read(ARTICLE_LIMIT + 1))


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file to read its bytes.

    Raises OSError, and ValueError for a pipe, device or socket, reading which may never end.
    """
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # opening a folder says what it is
        raise ValueError("a pipe, device or socket: only files are read")
    return Path(path).open("rb")


def decode(raw: bytes) -> str:
    """Return the text of an article's bytes; raises ValueError as `read_article` does."""
    if _COMPRESSED.match(raw):
        raise ValueError("compressed: unpack it first")
    if len(raw) > ARTICLE_LIMIT:
        raise ValueError(f"larger than {ARTICLE_LIMIT:,} bytes: more than an article")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise ValueError(f"not UTF-8 text ({byte}): save it as UTF-8") from None
    return check_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def check_text(text: str) -> str:
    r"""Return the text if it can be an article's, else raise a ValueError that says why not.

    >>> check_text("12 cards\0")
    Traceback (most recent call last):
    ValueError: NUL character at offset 8: not a text
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise ValueError(f"half a character (surrogate) at offset {error.start}") from None
    if size > ARTICLE_LIMIT:
        raise ValueError(f"larger than {ARTICLE_LIMIT:,} bytes: more than an article")
    if "\0" in text:
        raise ValueError(f"NUL character at offset {text.index(chr(0))}: not a text")
    if not text.strip().strip("\ufeff"):
        raise ValueError("empty: no text in it")
    return text


def paragraphs(text: str) -> list[str]:
    r"""Return the blocks between blank lines; the first is paragraph 1 of a dataset.

    >>> paragraphs("one\n \ntwo,\r\nstill two\n\n")
    ['one', 'two,\nstill two']
    """
    return re.split(BLANK_LINE, text.replace("\r\n", "\n").strip())


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    r"""Return where each of the `paragraphs` begins and ends in the text.

    >>> paragraph_spans("one\n \ntwo")
    [(0, 3), (6, 9)]
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    gaps = [gap.span() for gap in re.finditer(BLANK_LINE, text) if start < gap.start() < end]
    return [*zip([start, *(b for _, b in gaps)], [*(a for a, _ in gaps), end], strict=True)]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph begins and ends in the text.

    A full stop, question or exclamation mark ends one, but not within a number or after an
    abbreviation; a semicolon doesn't.

    >>> text = "In the U.S. 3.5 million cards were issued. No. 2 is next; so be it."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['In the U.S. 3.5 million cards were issued.', 'No. 2 is next; so be it.']
    """
    end = len(text) if end is None else end
    found = _SENTENCE_END.finditer(text, start, end)
    ends = [
        m.end()
        for m in found
        if not ABBREVIATION.search(text, max(start, m.start() - 8), m.start() + 1)
    ]
    spans = zip([start, *ends], [*ends, end], strict=True)
    stripped = (_stripped(text, a, b) for a, b in spans)
    return [(a, b) for a, b in stripped if a < b]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def read_many(texts: Iterable[str], *, reference_year: int | None = None,
              open_more_than: bool = False) -> pd.DataFrame:  # fmt: skip
    """Return the mentions of many texts in one frame, which costs one frame instead of one each.

    Column `owner`, the first, is a text's place in `texts`, from 0; the others are those of
    `reader.find_mentions`, which takes the options, offsets counted in each text.

    >>> read_many(["33 makers", "none", "36 cities"])[["owner", "text"]].values.tolist()
    [[0, '33 makers'], [2, '36 cities']]
    """
    texts = list(texts)
    mentions = find_mentions(
        _BETWEEN.join(texts), reference_year=reference_year, open_more_than=open_more_than
    )
    lengths = np.array([len(text) + len(_BETWEEN) for text in texts], dtype="int64")
    ends = lengths.cumsum()
    owner = np.searchsorted(ends, mentions["start"].to_numpy(), side="right")
    mentions[_OFFSETS] -= (ends - lengths)[owner][:, None]
    mentions.insert(0, "owner", owner.astype("int64"))
    return mentions
