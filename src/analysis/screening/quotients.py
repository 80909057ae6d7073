"""Relations of an amount, a count, and the amount for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from analysis.intervals import Interval
from analysis.screening.findings import Relation, ranked
from analysis.screening.numbers import Number
from analysis.screening.passages import Article, Sentence

CHECK = "quotient"
_FAR, _NEAR = 12, 4  # numbers between an average and what it is of, by noun and without
_DAILY = Interval(365, 366)
_CALENDAR = {"day": _DAILY, "month": Interval(12, 12), "week": Interval(52, 53),
             "天": _DAILY, "日": _DAILY, "月": Interval(12, 12)}  # fmt: skip
_BY_DAY = re.compile(r"日均\S{0,6}$|\bdaily\b")
_YEAR = re.compile(
    r"""\b (?:in|during) [ ] (?:19|20)\d\d \b | \b (?:last|the|a|whole) [ ] year \b
        | 全年 | 去年 | 上年 | 一年 | 20\d\d年""",
    re.IGNORECASE | re.VERBOSE,
)
_PERSON = {"people", "person", "resident", "inhabitant", "citizen", "head", "capita", "人", "名",
           "位"}  # fmt: skip


def quotient(article: Article) -> Iterator[Relation]:
    """Relate an amount for each ("20 yuan a ticket", 人均) to totals and counts of its paragraph.

    "5,300 tickets brought in 1.14 million yuan, 21.5 yuan each"
    """
    numbers = article.numbers
    for each in numbers:
        if each.kind == "quantity" and each.is_each:
            reach = _FAR if each.for_each else _NEAR
            near = numbers[max(each.at - reach, 0) : each.at + reach + 1]
            counts = [n for n in near if n.kind == "quantity"]
            of_counts = [_relation(each, *pair) for pair in _pairs(each, counts)]
            yield from ranked([*of_counts, *_by_calendar(each, article.sentences, counts)])


def _by_calendar(
    each: Number, sentences: Sequence[Sentence], numbers: list[Number]
) -> Iterator[Relation]:
    """Relate an amount for each day or month to a total of a year, as its sentence says."""
    span = _CALENDAR.get(each.for_each or "") or (_DAILY if _BY_DAY.search(each.lead) else None)
    for total in numbers:
        of_a_year = _YEAR.search(sentences[total.sentence].text)
        if span and of_a_year and total.at < each.at and total.unit == each.unit:
            made: Interval = total.loose / span
            words = f"{total.name} over a year is {made} for each part, not {each.name}."
            yield Relation(CHECK, (each, total), _over(span), words, each.at)


def _over(span: Interval) -> Callable[[Sequence[Interval]], bool]:
    """Return what tells whether a total over a span is the amount for each part of it."""
    return lambda claims: (claims[1] / span).meets(claims[0])


def _pairs(each: Number, numbers: list[Number]) -> Iterator[tuple[Number, Number]]:
    """Yield the totals and counts that may belong to an amount for each."""
    noun = each.for_each or ""
    unit = each.unit.split(" per ")[0]
    for total in numbers:
        same = total.unit == unit or (not unit and total.dimension == "count")
        if total is each or not same or total.trend or total.is_each:
            continue
        for count in numbers:
            counted = count.dimension == "count" or count.is_duration or count.unit == noun
            if count in (total, each) or not counted or not _counts(count, noun):
                continue
            yield total, count


def _counts(count: Number, noun: str) -> bool:
    words = {noun, count.unit}
    return not noun or noun in words - {noun} or noun in count.unit_stated or words <= _PERSON


def _relation(each: Number, total: Number, count: Number) -> Relation:
    made: Interval = total.loose / count.loose if count.loose.low > 0 else Interval(0, 0)
    words = f"{total.name} over {count.name} is {made} for each, not {each.name}."
    return Relation(CHECK, (each, total, count), _holds, words, each.at)


def _holds(claims: Sequence[Interval]) -> bool:
    each, total, count = claims
    return count.low > 0 and (total / count).meets(each)
