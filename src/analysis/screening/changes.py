"""Relations of a change: "up 5 percent to B from A", "an increase of C to B from A"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from analysis.intervals import Interval
from analysis.screening.findings import Finding, Relation, ranked
from analysis.screening.numbers import Number
from analysis.screening.passages import Article, Sentence

CHECK = "change"
_FROM = re.compile(
    r"""(?: \b (?:from | compared[ ](?:with|to) | against | versus | than)
            (?: \s+ (?:the|a|an|its|their|last|previous|year|year-earlier|earlier|year['’]s|total
                |low|high|level|figure|of|in|20\d\d|about|just|only) ){0,5}
        | (?:[比较由从自]|[多少高低]于) [^，。；\d]{0,8} 的? ) \s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST_BEFORE = re.compile(
    r"""(?: \b (?:last|previous|preceding|prior) [ ] (?:year|season|quarter|month|week|record) \b
            [^.;]{0,20}
        | \b (?:year|quarter|month|week)s? [ ] (?:earlier|before|ago) \b [^.;]{0,25}
        | (?:上年|去年|上季度|上月|上周|前一[年月周日]|[一两三]年前|此前|原来|原先|往年)
            [^，。；]{0,8} )$""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST_AFTER = re.compile(
    r"""[^,.;，。；\d]{0,40} \b (?: earlier | before | ago | previously
        | (?:last|previous|preceding|prior) [ ] (?:year|season|week|month|quarter) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_TO = re.compile(
    r"""(?: \bto (?: \s+ (?:a|an|the|record|high|total|of|just|only|all-time|level) ){0,5}
        | 至 | 到 | 达到 ) \s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_AMOUNT = re.compile(
    r"""(?: \b (?:increase|rise|gain|growth|jump|drop|fall|decline|decrease|reduction|cut|loss)s?
            [ ] of (?: \s+ (?:a|the) )?
        | (?<!up)\bby | [增降涨跌]幅(?:为|达|约)* | 差距[^，。；\d]{0,4}
        | 多出? | 少 | 快了? | 慢了? ) \s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPARED = re.compile(
    r"""\s* (?: (?P<up>more|higher|above|increase|rise|growth|up|over|better|longer|jump|gain)
        | (?:less|fewer|lower|below|decrease|drop|fall|decline|down|under|shorter|cut) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_UP = re.compile(
    r"""\b (?:rose|risen|rises|rising|increased?|increasing|grew|grown|grows|climbed|jumped|gained
        |surged|up|expanded|widened|raised|doubled) \b | 增 | 升 | 涨 | 扩大 | 上调""",
    re.IGNORECASE | re.VERBOSE,
)
_DOWN = re.compile(
    r"""\b (?:fell|fallen|falls|falling|dropped|drops|declined|decreased?|down|shrank|slid|slipped
        |cut|reduced|narrowed|lowered|shortened) \b | 减 | 降 | 跌 | 下滑 | 缩短 | 下调""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE = re.compile(r"\b(?:while|whereas|but|and)\b|[;；]|，而")  # where another one begins
_REACH = 16  # characters around two levels in which the change is named
_NEAR = 4  # numbers between those of one change


def change(article: Article) -> Iterator[Relation]:
    """Relate the amount of a change to a level left and a level reached near it.

    The level left is told by its words ("from", "compared with", "a year earlier", 比上年的). Where
    the sentence says from what to what and has one amount, the words state the relation.

    "up 5 percent to 1.2 million from 114,000"
    """
    numbers = article.numbers
    for amount in numbers:
        if sign := _sign(amount):
            around = numbers[max(amount.at - _NEAR, 0) : amount.at + _NEAR + 1]
            near = [n for n in around if n is not amount]
            yield from ranked(one for left in near for one in _changes(amount, sign, left, near))


def direction(article: Article) -> Iterator[Finding]:
    """Find a rise to less, or a fall to more, in a clause that says from what to what.

    "rose to 41,000 from 380,000"
    """
    for sentence in article.sentences:
        for left, reached in _levels(sentence):
            low, high = sorted((left.at, reached.at))
            inside = [n for n in sentence.numbers if low <= n.at <= high]
            words = " ".join([inside[0].lead[-_REACH:], *(n.lead for n in inside[1:])])
            words = f"{words} {inside[-1].tail[:_REACH]}"
            up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
            if up == down:
                continue
            one, other = (left, reached) if up else (reached, left)
            if reached.loose.meets(left.loose) or one.loose.low < other.loose.low:
                continue
            word = "rise" if up else "fall"
            reason = f"A {word} is stated, from {left.name} to {reached.name}: it is none."
            yield Finding(CHECK, (reached, left), "doubt", reason)


def _levels(sentence: Sentence) -> Iterator[tuple[Number, Number]]:
    """Yield the levels left and reached where a sentence has one of each, side by side."""
    levels = [n for n in sentence.numbers if not n.trend]
    left = [n for n in levels if _FROM.search(n.lead)]
    reached = [n for n in levels if _TO.search(n.lead) and n not in left]
    if len(left) == len(reached) == 1:
        one, other = left[0], reached[0]
        if one.like(other) and one.kind == other.kind and abs(one.at - other.at) == 1:
            yield one, other


def _sign(amount: Number) -> int:
    """Return 1 for the amount of a rise, -1 for one of a fall, 0 for what is no amount."""
    if amount.trend:
        return 1 if amount.trend == "up" else -1
    if match := _COMPARED.match(amount.tail):
        return 1 if match["up"] else -1
    if _AMOUNT.search(amount.lead):
        return -1 if _DOWN.search(amount.lead[-40:]) or amount.lead.rstrip()[-1:] == "少" else 1
    return 0


def _is_left(number: Number) -> bool:
    if number.trend or number.bound in ("at_least", "at_most"):
        return False
    words = (_FROM.search(number.lead), _PAST_BEFORE.search(number.lead))
    return bool(any(words) or _PAST_AFTER.match(number.tail))


def _changes(amount: Number, sign: int, left: Number, numbers: list[Number]) -> Iterator[Relation]:
    if left.trend or left.bound in ("at_least", "at_most"):
        return
    for reached in numbers:
        if reached is left or _sign(reached) or _is_left(reached):
            continue
        near = abs(reached.at - left.at) <= _NEAR and reached.kind == left.kind
        if not (near and reached.like(left) and _fits(amount, left) and _fits(amount, reached)):
            continue
        together = amount.sentence == left.sentence == reached.sentence
        told = together and bool(_FROM.search(left.lead) and _TO.search(reached.lead))
        if not told and "percent" in (left.unit, amount.unit) and left.unit == amount.unit:
            continue
        span = max(amount.at, left.at, reached.at) - min(amount.at, left.at, reached.at)
        told = told and span == 2  # three in a row
        if left.at == amount.at + 1:  # "up 5 percent, from ...", but not "and staff grew from"
            told = told and bool(_FROM.match(left.lead.lstrip(" ,，")))
        else:
            later = sorted((amount, left, reached), key=lambda n: n.at)[1:]
            told = told and not any(_CLAUSE.search(n.lead) for n in later)
        yield _relation(amount, sign, left, reached, told)


def _fits(amount: Number, left: Number) -> bool:
    """Tell whether a change can be one of a level: percent of anything, or the same unit."""
    if amount.unit == "percentage point":
        return left.unit == "percent"
    if amount.unit in ("time", "fold"):
        return False
    return amount.unit == "percent" or (left.kind == "quantity" and amount.like(left))


def _relation(amount: Number, sign: int, left: Number, reached: Number, told: bool) -> Relation:
    relative = amount.unit == "percent"
    points = relative and left.unit == "percent"  # "from 4 percent to 5, up 1 percent"

    def holds(claims: Sequence[Interval]) -> bool:
        after, before, change = claims
        wanted = change * sign
        absolute = not relative or points
        met = [_made(after, before, relative=True).meets(wanted)] if relative else []
        return any([*met, *([(after - before).meets(wanted)] if absolute else [])])

    made = _made(reached.loose, left.loose, relative=relative)
    unit = "percent" if relative else amount.unit_stated
    words = f"From {left.name} to {reached.name} is a change of {made} {unit}".rstrip()
    words = f"{words}, not {amount.name}."
    guessed = not _is_left(left)
    numbers = reached, left, amount
    return Relation(CHECK, numbers, holds, words, amount.at, told, unlike=guessed)


def _made(reached: Interval, left: Interval, *, relative: bool) -> Interval:
    """Return the change between two levels, in percent if it is relative."""
    if not relative:
        difference: Interval = reached - left
        return difference
    if left.low <= 0:
        return Interval(-100, math.inf)
    ratio: Interval = (reached / left - 1) * 100
    return ratio
