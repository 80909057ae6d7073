"""Relations of parts and their total: "a total of X: a, b and c", "10+5+8", shares of a hundred."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, groupby

from analysis.intervals import Interval
from analysis.screening.findings import Relation
from analysis.screening.numbers import Number
from analysis.screening.passages import Article

CHECK = "parts and total"
_MOST = 8  # parts
_FINEST_PART = 1000  # smaller parts of a whole could as well be left out
_SENTENCES, _BEFORE = 3, 3  # of one list, and numbers before it that may be its total
_FAR = 20  # numbers around a name that is a sum
_SIBLINGS = 8  # times as likely that like counts of a sentence are no parts of each other
_NEAR = 5  # numbers in a row among which two may make a third
_PARTS = re.compile(
    r"""[^.;。]{0,60}? (?: : | ： | 分别为
        | \b (?:comprising | consist(?:s|ed|ing)?[ ]of | made[ ]up[ ]of | divided[ ]into
            | split[ ](?:into|between)) \b ) \s* (?:the\s+)? [\u4e00-\u9fff]{0,8}$""",
    re.IGNORECASE | re.VERBOSE,
)
_ALL = re.compile(
    r"(?:\b(?:in all|altogether|a total of|in total)\b[ ,]*|共计?|合计|总计)$", re.IGNORECASE
)
_REST = re.compile(r"\b(?:rest|remaining|remainder|others?)\b|其余|剩余|余下|杂项", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those)\s*$", re.IGNORECASE)
_OVER = 125  # percent that four shares may make by a slip; more are no parts of one whole
_LIST = 3  # parts of a list that "the remaining" closes
_REACH = 24  # characters before a number in which that may stand


def parts_and_total(article: Article) -> Iterator[Relation]:
    """Relate the like counts of a sentence to a total beside them, and any like counts nearby.

    The likeliest sums are those of all like counts of one sentence, or of two, and the like count
    before or after them; others of a paragraph count only where many digits agree. The words tell
    that all parts are given where a colon, "comprising" or the like follows the total.

    "a total of 1,450 pupils: 812 girls and 6,380 boys"
    """
    chains = list(_chains([n for n in article.numbers if _may_be_part(n)]))
    sums: dict[tuple[int, ...], Relation] = {}
    likely = chain.from_iterable(_whole_lists(some) for some in chains)
    for one in chain(_threes(article), likely):
        key = tuple(n.at for n in one.numbers)
        if key not in sums or (one.told, -one.tried) > (sums[key].told, -sums[key].tried):
            sums[key] = one
    yield from sums.values()
    yield from _named_sums(article.numbers)
    for some in chains:
        yield from _closed_lists(some)


def _may_be_part(number: Number) -> bool:
    apart = number.trend or number.is_each or number.is_attribute
    return number.kind == "quantity" and not apart


def _chains(numbers: list[Number]) -> Iterator[list[Number]]:
    """Yield the numbers of each measure, the counts of each noun, and all counts."""
    by_dimension: dict[str, list[Number]] = defaultdict(list)
    for number in numbers:
        by_dimension[number.dimension].append(number)
    for dimension, alike in by_dimension.items():
        yield alike
        nouns: dict[str, list[Number]] = defaultdict(list)
        bare: dict[int, list[Number]] = defaultdict(list)
        for number in alike:
            if not number.unit:
                bare[number.paragraph].append(number)
            elif number.unit != dimension:
                nouns[number.unit].append(number)
        for counted in nouns.values():
            beside = {n.paragraph for n in counted} & bare.keys()
            found = [*counted, *chain.from_iterable(bare[paragraph] for paragraph in beside)]
            yield sorted(found, key=lambda n: n.at)


def _whole_lists(alike: list[Number]) -> Iterator[Relation]:
    """Relate all numbers of a chain in one to three sentences to those before and after them.

    Near totals and short lists are likelier: their places count as relations tried.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for i, number in enumerate(alike):
        places[number.sentence].append(i)
    for here, inside in places.items():
        for length in range(_SENTENCES):
            last = places.get(here + length, [-1])[-1]
            if last < 0 or alike[last].paragraph != alike[inside[0]].paragraph:
                continue
            for first in inside[:2]:
                before = range(first - 1, max(first - 1 - _BEFORE, -1), -1)
                for place, total in enumerate([*before, last + 1], start=1):
                    if total < len(alike):
                        parts = alike[first : last + 1]
                        yield from _list_and_total(alike[total], parts, place * (length + 1))
        if len(inside) > 2:
            yield from _list_and_total(alike[inside[-1]], alike[inside[0] : inside[-1]], 1)


def _list_and_total(total: Number, parts: list[Number], tried: int) -> Iterator[Relation]:
    if 1 < len(parts) <= _MOST and _near(total, parts):
        one = _sum_of(total, parts, _is_told(total, parts))
        said = bool(_ALL.search(total.lead))
        beside = total.sentence == parts[0].sentence and total.same_noun(parts[0])
        tried = 1 if said else tried * (_SIBLINGS if beside else 1)  # rather one of the list
        yield replace(one, tried=tried, unlike=one.unlike and not said)


def _closed_lists(alike: list[Number]) -> Iterator[Relation]:
    """Relate a sentence's numbers up to "the remaining 18", which closes the list, to a total.

    It is one of the three before them, if it is about their sum.
    """
    for _, inside in groupby(enumerate(alike), key=lambda pair: pair[1].sentence):
        here = list(inside)
        closing = [n for _, n in here if _REST.search(n.lead[-_REACH:])]
        parts = [n for _, n in here if not _DEFINITE.search(n.lead)]
        if not closing or len(parts) < _LIST or parts[-1] is not closing[-1]:
            continue
        first = here[0][0]
        for total in alike[max(first - _BEFORE, 0) : first]:
            one = replace(_sum_of(total, parts, told=True), anchor=parts[-1].at, worst="doubt")
            if one.is_true or abs(_sum(parts).low - total.value) < total.value / 4:
                yield one


def _near(total: Number, parts: list[Number]) -> bool:
    """Tell whether a total stands in the title, or no paragraph between it and its parts."""
    return total.paragraph == 1 or abs(total.paragraph - parts[0].paragraph) <= 1


def _is_told(total: Number, parts: list[Number]) -> bool:
    """Tell whether the words before a list say that it has all parts of the total before it."""
    follows = parts[0].at == total.at + 1 and total.sentence == parts[-1].sentence
    return follows and parts[-1].is_last and bool(_PARTS.match(total.tail))


def shares_of_a_hundred(article: Article) -> Iterator[Relation]:
    """Relate shares of one sentence to 100 percent: three or more, or two and "the rest".

    "45 percent by rail, 4 percent by road, and the remaining 15 percent by water"
    """
    for sentence in article.sentences:
        shares = tuple(n for n in sentence.numbers if n.unit == "percent" and not n.trend)
        least = 2 if _REST.search(sentence.text) else 3
        if least <= len(shares) <= _MOST:
            words = f"The shares {_listed(shares)} make {_sum(shares)} percent."
            powers = (-3, -2, -1, 1, 2, 3)
            closed = bool(_REST.search(shares[-1].lead[-_REACH:]))
            closed = closed or (len(shares) > _LIST and 100 < _sum(shares).low < _OVER)
            yield Relation(
                CHECK, shares, _make_hundred, words, shares, closed, "doubt", powers=powers
            )


def _make_hundred(claims: Sequence[Interval]) -> bool:
    return 100.0 in sum(claims, start=Interval(0, 0))


def _threes(article: Article) -> Iterator[Relation]:
    """Relate each three like numbers of a paragraph that stand near each other."""
    for sentences in article.paragraphs():
        numbers = [n for s in sentences for n in s.numbers if _may_be_part(n)]
        found = []
        for at, first in enumerate(numbers):
            for second, third in combinations(numbers[at + 1 : at + _NEAR], 2):
                three = (first, second, third)
                if all(one.like(other) for one, other in combinations(three, 2)):
                    found += [_sum_of(n, [part for part in three if part is not n]) for n in three]
        for one in found:
            nouns = {(n.unit, n.sentence) for n in one.numbers}
            yield replace(one, tried=len(found) * (_SIBLINGS if len(nouns) == 1 else 1))


def _sum_of(total: Number, parts: Sequence[Number], told: bool = False) -> Relation:
    words = f"{_listed(parts)} make {_sum(parts)}, not {total.name}."
    anchor = tuple(n.at for n in (total, *parts))
    unlike = len({n.unit for n in (total, *parts) if n.unit}) > 1
    return Relation(CHECK, (total, *parts), _adds_up, words, anchor, told, unlike=unlike)


def _adds_up(claims: Sequence[Interval]) -> bool:
    whole, *parts = claims
    if whole.low == whole.high == len(parts):  # "in four provinces: ..."
        return True
    least = min(part.low for part in parts)
    counts = least * _FINEST_PART > whole.high and least > whole.high - whole.low
    if not counts or sum(p.high for p in parts) < whole.low:
        return False
    return whole.meets(Interval(sum(p.low for p in parts), sum(p.high for p in parts)))


def _sum(numbers: Sequence[Number]) -> Interval:
    return sum((n.loose for n in numbers), start=Interval(0, 0))


def _listed(numbers: Sequence[Number]) -> str:
    *first, last = (number.name for number in numbers)
    return f"{', '.join(first)} and {last}" if first else last


def _named_sums(numbers: list[Number]) -> Iterator[Relation]:
    """Relate a name such as "10+5+8" to the counts of the same things in its paragraph."""
    for named in (n for n in numbers if "+" in n.printed):
        nouns = set(re.findall(r"\w+", f"{named.phrase} {named.tail}".lower()))
        for count in numbers[max(named.at - _FAR, 0) : named.at + _FAR]:
            same = count.unit and any(noun.startswith(count.unit) for noun in nouns)
            if count is not named and same and count.paragraph == named.paragraph:
                words = f"{named.name} adds up to {named.value:.0f}, but {count.name} are stated."
                yield Relation(CHECK, (count, named), _equal, words, named.at, told=True)


def _equal(claims: Sequence[Interval]) -> bool:
    return claims[0].meets(claims[1])
