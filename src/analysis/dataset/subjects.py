"""Propose what a figure counts, in words of the article that stand around its number.

A proposal repeats words of the article; it is no more than that.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analysis.dataset.dating import sentence_at
from analysis.dataset.proposals import BREAK, CHINESE
from analysis.reader import MEASURE_UNITS

_WORDS, _SIGNS = 8, 16  # of what is counted: words, or Chinese signs
_FIGURES, _NEAR = 20, 200  # looked back at for what a sentence is about; characters around them

# What joins a number to the words before it, and says nothing of what is counted.
_BEFORE = """
a about above accounted across added against all almost also amounted an and another approximately
are around as at averaged be been being below between brought by came climbed close closed collected
compared contributed cost costing could declined decreased down dropped earned edged ended enough
even expected fell finished flat for found from gained generated grew had has have higher hit
holding in including increase increased into is its jumped just less lost lower made managed may
measured measures more must nearly now of off on only opened or other out over paid past placed
posted raised ran reached received recorded remaining reported rose said saw says set should slipped
some spent stable stand stands steady stood than that the their them then these this those though
through to took total totaled totaling totalled totalling unchanged up used using was well went were
which who whom will with within would
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
_TRAILING_VERB = re.compile(r"\s+[a-z]{3,}ed(?:\s+(?:to|by|from|at))?$")
# A clause: its subject, the verb, and what follows the verb.
_CLAUSE = re.compile(
    r"""
    (?P<subject>.*?)\b
    (?:(?:will|would|can|could|(?:plan|aim|intend|expect)s?\ to)\s+[a-z]+
      |(?:has|have|had|is|are|was|were)
       (?:\s+(?:been|be|not|also|already|now|\w+ed|risen|fallen|grown|shrunk|become))*
      |expects?
      |(?:raises?|raised|lower(?:s|ed)|increased?|reduced?|cuts?)(?=\s+\w)
    )\b\s*
    (?:(?:a|an|the|its|their|his|her|our)\s+)?
    (?P<object>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE_OPENING = re.compile(r"(?:it|they|we|he|she|i|you|who|which|that|there)\b", re.I)
_TOLD = re.compile(
    r".*\b(?:sa(?:id|ys)|introduced|added|noted|explained|told \w+|stated|reported|announced)"
    r"(?: in \w+)? that\b",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(rf"\s(?:{'|'.join(_AFTER.split())})\b", re.I)
_OF = re.compile(r"\s+of (?!which|whom|them|these|those|this|that|it\b)", re.I)

_CHINESE_CHANGES = "增长|增加|提高|提升|上升|上涨|上调|下降|下跌|下调|降低|减少|回落|压缩|扩大|缩小"
_CHINESE_LEADING = re.compile(
    r"^(?:[的了后前内期间底末初起止以来]+|其中|同时|此外|另外|目前|今年|去年|全年|当年|已经|已"
    r"|共有|共计|共|累计|同比|分别|还|并|也|均|又|再|仅|由|比|较)+"
)
_CHINESE_TRAILING = re.compile(
    rf"(?:(?:{_CHINESE_CHANGES})[到至为]"
    r"|[达至到为是近超逾共计有占了在以的由从比较仅每个将等已]|(?<![预节合签契条公特])约|超过|突破|大约|不少于"
    r"|不低于|相当于|合计|总计|分别|同比|环比|占比|上年同期|上年|去年|稳定|每\w)$"
)
_CHINESE_STOP = re.compile(r"[的和与及或在将被把对向已等中有是为了并比从到至较占]")

_SAYS_NOTHING = re.compile(  # words of change and of time alone
    r"(?:(?:a|the|in|this|last|past|next|previous|year|years|quarter|month|months|week|day|growth"
    r"|whole|entire|country|nation|province|provincial|municipal|national|city|county|district"
    r"|decrease|decline|rise|fall|change|figure|total|share|rate|it|they|he|she|we|but|worth)\b\s?)*"
    rf"|(?:{_CHINESE_CHANGES}|达到|全[国省市县区]|这一?|比例|其中|已|共|均|约|[他她]们?说|上年|年|同期|期?末)*",
    re.IGNORECASE,
)

# How a number goes on with what an earlier one is about.
_GOES_ON = re.compile(
    r"\b(?:to|from|of which|(?:compared )?with|against|versus|than)\b"
    r"|[到至由从达较]|占比?$|比例|其中|上年|去年|同期",
    re.IGNORECASE,
)
_SHARE = re.compile("占比?$")
_RESPECTIVELY = re.compile(r"respectively|分别", re.IGNORECASE)
_CHANGES = (
    "rises?|falls?|growth|increases?|decreases?|declines?|drops?|gains?|loss(?:es)?|cuts?|changes?"
    "|reductions?"
)
_CHANGE = re.compile(rf"\b(?:{_CHANGES})\b|[增降减涨跌]|{_CHINESE_CHANGES}", re.IGNORECASE)
_TRAILING_CHANGE = re.compile(
    rf"(?:\s+(?:{_CHANGES})|(?:同比|环比)?(?:{_CHINESE_CHANGES}))$", re.IGNORECASE
)


def subject(one: Any, earlier: list[tuple[Any, str]]) -> str:
    """Propose what a mention is about, or nothing: the noun after its number, else words before.

    Takes a mention as a tuple that also holds its block, where its neighbours there end (left) and
    start (right), and the figures before it with their subjects. What says a change, or the other
    end of one, and no noun beside, goes on with the subject of its sentence.
    """
    block = one.block
    before = BREAK.split(block[one.left : one.start])[-1]
    after = BREAK.split(block[one.end : one.right])[0]
    noun = block[one.number_end : one.end].strip(" -余多")
    counts = isinstance(one.unit, str) and one.unit not in MEASURE_UNITS
    if _RESPECTIVELY.search(before):
        words = ""
    elif CHINESE.search(f"{before[-4:]}{noun}{after[:4]}"):
        words = _counted_in_chinese(before, after if counts and one.unit != "people" else "")
    elif counts:
        words = f"{noun}{_complement(after)}"
    elif one.kind == "percent" and (whole := _complement(BREAK.split(block[one.end :])[0])):
        words = f"share{whole}"
    else:
        words = _complement(after).removeprefix(" of ") or _counted_before(before)
    said = "" if _SAYS_NOTHING.fullmatch(words) else " ".join(words.split()[:_WORDS])
    return said or _carried(one, earlier)


def _carried(one: Any, earlier: list[tuple[Any, str]]) -> str:
    """Return the subject of an earlier figure of the sentence, where a mention goes on with it."""
    start, end = sentence_at(one.block, one.start)
    before, changes = one.block[one.left : one.start], pd.notna(one.trend)
    goes_on = changes or _GOES_ON.search(before)
    near = max(start, one.start - _NEAR), min(end, one.end + _NEAR)
    if not goes_on or _RESPECTIVELY.search(one.block, *near):
        return ""
    units = {"percentage point": "percent"}
    for other, words in earlier[: -_FIGURES - 1 : -1]:
        if other.paragraph != one.paragraph or other.start < start:
            break
        if words and _SHARE.search(before):
            return f"{words}占比"
        alike = units.get(one.unit, one.unit) in (units.get(other.unit, other.unit), None)
        if alike or pd.notna(other.trend) or (changes and one.unit == "percent"):
            return _TRAILING_CHANGE.sub("", words)
    return ""


def counted(words: str, one: Any) -> str:
    """Propose what a mention counts: its subject, or the change in it where it is one's amount."""
    is_change = one.unit in MEASURE_UNITS and pd.notna(one.trend)
    if not words or not is_change or _CHANGE.search(words):
        return words
    if CHINESE.search(words):
        return f"{words}{'增幅' if one.trend == 'up' else '降幅'}"
    start, _ = sentence_at(one.block, one.start)
    opens = bool(one.block.startswith(words, start)) and words[1:].islower()
    return f"{'rise' if one.trend == 'up' else 'fall'} in {words.lower() if opens else words}"


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
    words = _TOLD.sub("", " ".join(before.split()[-4 * _WORDS :]))
    words = _TRAILING_VERB.sub("", words).strip()
    while words and (found := _TRAILING.search(words)):
        words = words[: found.start()]
    if clause := _CLAUSE.fullmatch(words):
        words = _LEADING.sub("", clause["object"]) or clause["subject"].strip()
    words = _LEADING.sub("", " ".join(_LEADING.sub("", words).split()[-_WORDS:]))
    return "" if _CLAUSE_OPENING.match(words) else words


def _counted_in_chinese(before: str, after: str) -> str:
    stop = _CHINESE_STOP.search(after)
    noun = re.sub(r"\s", "", after[: stop.start()] if stop else after)
    if len(noun) > 1:
        return noun[:_SIGNS]
    words = _CHINESE_LEADING.sub("", re.sub(r"\s", "", before[-4 * _SIGNS :]))
    while words and (found := _CHINESE_TRAILING.search(words)):
        words = words[: found.start()]
    return words[-_SIGNS:] if len(words) > 1 else ""
