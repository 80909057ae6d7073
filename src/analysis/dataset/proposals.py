"""Propose what only a human can say for sure: what is counted, names, places, sections.

A proposal repeats words of the article that stand around a number; it is no more than that.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import Any

from analysis.articles import SENTENCE_END
from analysis.dataset.dating import sentence_at
from analysis.reader import MEASURE_UNITS

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_CHINESE = re.compile(f"[{_CJK}]")
_BREAK = re.compile(r"[,;:.!?()\[\]—–\"“”，。；：、！？（）《》\n]")
_WORDS, _SIGNS = 8, 16  # of what is counted: words, or Chinese signs
_TITLE_WORDS, _TITLE_SIGNS = 14, 34
_NAME = 60

# What joins a number to the words before it, and says nothing of what is counted.
_BEFORE = """
a about above accounted across added against all almost also amounted an and another approximately
are around as at averaged be been being below between brought by came climbed close collected
compared contributed cost costing costs could declined decreased down dropped earned edged even
expected fell for found from gained generated grew had has have hit in including increase
increased into is its jumped just made may measured measures must nearly of off on only or out
over paid placed posted raised ran reached received recorded remaining reported rose said saw says
set should slipped some spent stand stands stood than that the their them then these this those
though through to took total totaled totaling totalled totalling up used using was were which who
will with would
"""
_AFTER = """
a after against also an and are as at be became before began between both but by came can during
each even ever every fell for from had has have he her here his if in into is it its last left
like made may more must next now on or our over per rose said she since so some than that their
them then there they this through to today under until up was we were when where which while who
whose will with within without would yesterday
"""
_JOINTS = "|".join(_BEFORE.split())
_LEADING = re.compile(rf"^(?:(?:{_JOINTS}|but|while|if|so|when|where)\s+)+", re.I)
_TRAILING = re.compile(rf"(?:^|\s+)(?:{_JOINTS})$", re.I)
_AFTER_WORD = re.compile(rf"\s(?:{'|'.join(_AFTER.split())})\b", re.I)
_OF = re.compile(r"\s+of (?!which|whom|them|these|those|this|that|it\b)", re.I)

_CHINESE_LEADING = re.compile(
    r"^(?:[的了后前内期间底末初起止以来]+|其中|同时|此外|另外|目前|今年|去年|全年|当年|已经|已"
    r"|共有|共计|共|累计|同比|分别|还|并|也|均|又|再|仅|由|比|较)+"
)
_CHINESE_TRAILING = re.compile(
    r"(?:[达至到为是近超逾共计有占了在以的由从比较仅每个将等]|(?<![预节合签契条公特])约|超过"
    r"|突破|大约|不少于|不低于|相当于|合计|总计|分别|同比|环比|占比|上年同期|上年|去年)$"
)
_CHINESE_STOP = re.compile(r"[的和与及或在将被把对向已等中有是为了并比从到至较占]")

_SAYS_NOTHING = re.compile(  # words of change and of time alone
    r"(?:(?:a|the|in|this|last|past|next|previous|year|years|quarter|month|months|week|day|growth"
    r"|decrease|decline|rise|fall|change|figure|total|share|rate|it|they|he|she|we|but|worth)\b\s?)*"
    r"|(?:增长|增加|提高|提升|下降|减少|上升|压缩|扩大|达到|全[国省市县区]|这一?|比例|其中|已|共|均|约|[他她]们?说|上年)*",
    re.IGNORECASE,
)

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


def counted(one: Any) -> str:
    """Propose what a mention counts, or nothing: the noun after its number, else words before.

    Takes a mention as a tuple that also holds its block, where its neighbours there end (left) and
    start (right).
    """
    block = one.block
    before = _BREAK.split(block[one.left : one.start])[-1]
    after = _BREAK.split(block[one.end : one.right])[0]
    noun = block[one.number_end : one.end].strip(" -余多")
    chinese = bool(_CHINESE.search(f"{before[-4:]}{noun}{after[:4]}"))
    counts = isinstance(one.unit, str) and one.unit not in MEASURE_UNITS
    if chinese:
        words = _counted_in_chinese(before, after if counts and one.unit != "people" else "")
    elif counts:
        words = f"{noun}{_complement(after)}"
    elif one.kind == "percent" and (whole := _complement(_BREAK.split(block[one.end :])[0])):
        words = f"share{whole}"
    else:
        words = _counted_before(before) or _complement(after).removeprefix(" of ")
    return "" if _SAYS_NOTHING.fullmatch(words) else " ".join(words.split()[:_WORDS])


def _complement(after: str) -> str:
    """Return how the words after a noun go on with "of …", up to the next word of another kind."""
    opening = _OF.match(after)
    if not opening:
        return ""
    rest = re.sub(r"\d\S*\s?", "", after[opening.end() :])
    stop = _AFTER_WORD.search(f" {rest}")
    said = rest[: max(stop.start() - 1, 0)] if stop else rest
    return f" of {said.strip()}" if said.strip() else ""


def _counted_before(before: str) -> str:
    words = " ".join(before.split()[-4 * _WORDS :])
    while words and (found := _TRAILING.search(words)):
        words = words[: found.start()]
    return " ".join(_LEADING.sub("", words).split()[-_WORDS:])


def _counted_in_chinese(before: str, after: str) -> str:
    stop = _CHINESE_STOP.search(after)
    noun = re.sub(r"\s", "", after[: stop.start()] if stop else after)
    if len(noun) > 1:
        return noun[:_SIGNS]
    words = _CHINESE_LEADING.sub("", re.sub(r"\s", "", before[-4 * _SIGNS :]))
    while words and (found := _CHINESE_TRAILING.search(words)):
        words = words[: found.start()]
    return words[-_SIGNS:] if len(words) > 1 else ""


def name(thing: str, one: Any, names: set[str]) -> str:
    """Propose a short name that no other figure has, and add it to the names.

    What is counted; with the number as stated where that is taken or nothing is said.
    """
    text = " ".join(one.text.split())
    stated = f"“{text}”" if len(text) <= _NAME else f"“{text[: _NAME - 1]}…”"
    short = textwrap.shorten(thing, _NAME, placeholder="…") if " " in thing else thing[:_NAME]
    first = short[:1].upper() + short[1:] if thing else f"{stated}, paragraph {one.paragraph}"
    choices = chain([first, f"{first}: {stated}"], (f"{first}, number {n}" for n in count(2)))
    new = next(choice for choice in choices if choice not in names)
    names.add(new)
    return new


def happening(one: Any) -> str:
    """Propose what happens on a date, or nothing: the words after it in its sentence, else before.

    Takes a mention as `counted` does.
    """
    start, end = sentence_at(one.block, one.start)
    after = _shortened(one.block[one.end : end].strip(" ,;:.!?，。；：、！？日"))
    before = one.block[start : one.start].strip(" ,;:，。；：、")
    before = _PREPOSITION.sub("", before)
    return after if len(after) > 3 else _shortened(before)


def _shortened(words: str) -> str:
    if _CHINESE.search(words):
        return _BREAK.split(words)[0][: 2 * _SIGNS]
    return " ".join(words.split()[:12])


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
    words = len(_CHINESE.findall(line)) > 3
    short = (
        len(line) <= times * _TITLE_SIGNS if words else len(line.split()) <= times * _TITLE_WORDS
    )
    ends = SENTENCE_END.search(f"{line} ") or line[-1:] in ",;:，；：、…"
    return short and not ends and not _BYLINE.match(line)
