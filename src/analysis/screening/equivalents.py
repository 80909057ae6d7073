"""Check on one amount in two units: "X yuan (about Y dollars)", miles and kilometres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.conversions import are_money, converted
from analysis.intervals import Interval
from analysis.screening.findings import POWERS, Factors, Finding
from analysis.screening.numbers import Number
from analysis.screening.passages import Article

_BETWEEN = re.compile(
    r"""[^,，.。;；\d(（]{0,6} \s*
        (?: [(（\[] | [,，]? \s* (?:or | equal[ ]to | equivalent[ ]to | that[ ]is | about) \b
        | [,，]? [^,，。；\d]{0,8} (?:约合 | 折合 | 合 | 相当于) )
        (?: \s | \b (?:about|around|some|roughly|nearly|or|equal[ ]to|equivalent[ ]to) \b
        | 约合 | 合 | 约 | 折合 | 相当于 | 人民币 )*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SAID = re.compile(r"约?合|折合|相当于")  # where the qualifier is a part of the phrase
_SHORT = re.compile(r"[^。；\d]{0,10}$")
_SLACK = Interval(0.9, 1.1)  # what rounding by eye adds


def conversion(article: Article) -> Iterator[Finding]:
    """Find two statements of one amount that no conversion, or no plausible rate, makes equal.

    Measures are converted by their definitions, currencies within the rates of three decades, and
    by the rate that the article's other conversions of the two agree on.

    "12 million yuan (about 17 million dollars)", "26 miles (420 km)"
    """
    pairs = [pair for sentence in article.sentences for pair in pairwise(sentence.numbers)]
    stated = [(a, b) for a, b in pairs if _is_conversion(a, b)]
    for one, other in stated:
        made = converted(one.rounded, one.unit, other.unit)
        if made is not None and not (made * _SLACK).meets(other.rounded):
            fits = [p for p in POWERS if (made * _SLACK).meets(other.rounded * 10.0**p)]
            reason = f"{one.name} are {made} {other.unit_stated}, not {other.name}."
            severity = "error" if fits else "doubt"
            factors = Factors(10.0**p for p in fits)
            yield Finding("conversion", (other, one), severity, reason, made, factors)
        elif are_money(one.unit, other.unit):
            yield from _other_rate(one, other, stated)


def _is_conversion(one: Number, other: Number) -> bool:
    differ = one.unit and other.unit and one.unit != other.unit
    said = _BETWEEN.match(other.lead) or (_SAID.match(other.phrase) and _SHORT.match(other.lead))
    return bool(differ and said and one.bound != "range")


def _other_rate(
    one: Number, other: Number, stated: list[tuple[Number, Number]]
) -> Iterator[Finding]:
    """Find a rate that at least two other conversions of the article contradict."""
    units = one.unit, other.unit
    alike = [(a, b) for a, b in stated if (a.unit, b.unit) == units and a.rounded.low > 0]
    rates = [b.rounded / a.rounded for a, b in alike if a is not one]
    agree = len(rates) > 1 and all(r.meets(rates[0] * _SLACK) for r in rates)
    if agree and not any((one.rounded * r * _SLACK).meets(other.rounded) for r in rates):
        made: Interval = one.rounded * rates[0]
        reason = (
            f"At the rate of the article's other conversions {one.name} are {made}"
            f" {other.unit_stated}, not {other.name}."
        )
        yield Finding("conversion", (other, one), "doubt", reason, made)
