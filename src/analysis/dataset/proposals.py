"""Propose what only a human can say for sure: what happens on a date, places, sections.

A proposal repeats words of the article that stand around a number; it is no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analysis.articles import SENTENCE_END
from analysis.dataset.dating import sentence_at

_CJK = "\u3400-\u9fff\uf900-\ufaff"
CHINESE = re.compile(f"[{_CJK}]")
BREAK = re.compile(r"[,;:.!?()\[\]—–\"“”，。；：、！？（）《》\n]")
_WORDS, _SIGNS = 12, 32  # of what happens: words, or Chinese signs
_TITLE_WORDS, _TITLE_SIGNS = 14, 34

_PREPOSITION = re.compile(r"(?:^|\s)(?:on|in|at|by|since|from|of|the|until|during)$", re.I)

_KINDS_OF_PLACE = "Province|City|County|District|Prefecture|Municipality|Autonomous Region"
_PLACE = re.compile(
    rf"\b((?:[A-Z][\w’'-]+ ){{1,3}}(?:{_KINDS_OF_PLACE}))\b"
    rf"|\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:{_KINDS_OF_PLACE.lower()})\b"
    r"|(?:^|[在于对向，。；：、 ])([^为节跨各全的在其中记者从外某直辖农贸超\W\d_a-zA-Z]{2,5}?"
    r"(?:自治区|自治州|省|市|县))"
)
_NO_PLACE = re.compile(
    r"[全本各多该外跨我邻同两几数]|(?:the|this|each|every|a|our|their|its|per|last|next|inner|some|many"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|school|fire|central|industrial)\b",
    re.IGNORECASE,
)
_LEADS_TO_PLACE = re.compile(
    r"^(?:(?:in|of|by|at|for|from|to|after|across|under|with|the|and|as)\s+)+(?=[A-Z])",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^(?:[#*]+\s*)?(?:(?:[IVX]+|\d{1,2}|[A-Z]|[(（]?[一二三四五六七八九十]+[)）]?)[.)、．]\s*)?"
)
_BYLINE = re.compile(
    r"^(?:By |Source:|Photo|Reporter|Editor|\(|（|来源|记者|本报|编辑|作者|图)", re.I
)


def happening(one: Any) -> str:
    """Propose what happens on a date, or nothing: the words after it in its sentence, else before.

    Takes a mention as `subjects.subject` does.
    """
    start, end = sentence_at(one.block, one.start)
    after = _shortened(one.block[one.end : end].strip(" ,;:.!?，。；：、！？日"))
    before = one.block[start : one.start].strip(" ,;:，。；：、")
    before = _PREPOSITION.sub("", before)
    return after if len(after) > 3 else _shortened(before)


def _shortened(words: str) -> str:
    if CHINESE.search(words):
        return BREAK.split(words)[0][:_SIGNS]
    return " ".join(words.split()[:_WORDS])


def place(one: Any, title: str) -> str:
    """Propose where a figure counts: the one place that its sentence names, else its title's."""
    start, end = sentence_at(one.block, one.start)
    named = set(_places(one.block[start:end])) or set(_places(title))
    return named.pop() if len(named) == 1 else ""


def _places(text: str) -> Iterator[str]:
    for found in _PLACE.finditer(text):
        words = _LEADS_TO_PLACE.sub("", next(filter(None, found.groups())))
        if not _NO_PLACE.match(words) and words not in _KINDS_OF_PLACE:
            yield words


def title(blocks: list[str]) -> str:
    """Return the article's title: its first block where that is one, else nothing."""
    return blocks[0] if len(blocks) > 1 and _may_be_title(blocks[0], 2) else ""


def sections(blocks: list[str], dated: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Return the section titles of an article, each with its place among the blocks.

    A title is a short line without a full stop before a longer block; what stands before the first
    of those are the article's own title and byline. `dated` are the blocks that state a day.
    """
    first = next((i for i, block in enumerate(blocks) if not _may_be_title(block)), len(blocks))
    dated = set(dated)
    return [
        (i, blocks[i].strip("#* "))
        for i in range(max(first - 1, 1), len(blocks) - 1)
        if _may_be_title(blocks[i]) and not _may_be_title(blocks[i + 1]) and i not in dated
    ]


def _may_be_title(block: str, times: int = 1) -> bool:
    """Tell whether a block is short, so many times over, and no sentence, list or byline."""
    line = _NUMBERING.sub("", block.strip(), count=1)
    words = len(CHINESE.findall(line)) > 3
    short = (
        len(line) <= times * _TITLE_SIGNS if words else len(line.split()) <= times * _TITLE_WORDS
    )
    ends = SENTENCE_END.search(f"{line} ") or line[-1:] in ",;:，；：、…"
    return short and not ends and not _BYLINE.match(line)
