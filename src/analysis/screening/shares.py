"""Relations of a share: "k of n, p percent"; a part larger than its whole, a share over 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from analysis.intervals import Interval
from analysis.screening.findings import Factors, Finding, Relation, ranked
from analysis.screening.numbers import Number
from analysis.screening.passages import Article

CHECK = "share of a base"
_OF = re.compile(
    r"\s*(?:out )?of (?:(?:the|its|their|all|those|these|our|some|a total of) )*", re.IGNORECASE
)
_OF_THEM = re.compile(
    r"""\b (?: (?:of|among) [ ] (?:them|whom|which|these|those) | including ) \b [^.;:,]{0,40}$
        | 其中 [^，。；]{0,12}$""",
    re.IGNORECASE | re.VERBOSE,
)
_AT_FIRST = re.compile(r"\W*(?:of|out of|among) (?:the|these|those|its)\s*", re.IGNORECASE)
_THEM_AFTER = re.compile(r"\s*of (?:them|whom|which|these|those)\b", re.IGNORECASE)
_IN = re.compile(r"[^，。；]{0,10}(?:中|里)[,，]?(?:有|的)?\s*")
_AS_SHARE = re.compile(
    r"\s*(?:[(（]|[,，]?\s*(?:(?:or|that is|i\.e\.)\b|accounting for|约?占))", re.IGNORECASE
)
_SHARE_OF = re.compile(
    r"\s*of (?:the|all|its|their|those|these|respondents|voters|people|residents)\b", re.IGNORECASE
)
_NO_SHARE = re.compile(
    r"""\s* of [ ] (?:(?:the|its|their)[ ])? (?:[\w'’-]+[ ]){0,2}
        (?:target|plan|gdp|level|capacity|average|norm|normal|goal|quota|budget|value|price|cost
        |income|year|total[ ]in|rate)""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPARED = re.compile(
    r"""\s* (?:points?|more|less|fewer|higher|lower|above|below|up|down|over|increase|rise|growth
        |cut|drop|fall|decline|discount|off) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_HUNDRED = 100.5
_NEAR, _FAR = 4, 8  # numbers around a share, and before shares of one base


def share_of_base(article: Article) -> Iterator[Relation]:
    """Relate each share to the pairs of like numbers near it, one of them beside it.

    Where the words say "k of n" and the share follows as such, they state the relation.

    "812 of 1,450 pupils, or 5.6 percent"
    """
    numbers = article.numbers
    for share in numbers:
        if _is_share(share):
            near = numbers[max(share.at - _NEAR, 0) : share.at + _NEAR + 1]
            yield from ranked(_pairs(share, [n for n in near if n.kind == "quantity"]))


def _pairs(share: Number, near: list[Number]) -> Iterator[Relation]:
    """Relate a share to the pairs of like numbers near it of which one stands beside it."""
    for part, whole in permutations(near, 2):
        usable = not (part.trend or whole.trend or part.is_duration or whole.is_duration)
        beside = 1 in (abs(part.at - share.at), abs(whole.at - share.at))
        if usable and beside and part.like(whole):
            told = _tells(part, whole) and _follows(share, part, whole)
            if told or len(share.digits) > 1:
                yield _relation(part, whole, share, told)


def shares_of_one_base(article: Article) -> Iterator[Relation]:
    """Relate shares of one paragraph to the base that all of them but one have in common.

    "800, or 74 percent, ...; 275, or 22 percent, ...; and 175, or 14 percent" of 1,250
    """
    numbers = article.numbers
    for sentences in article.paragraphs():
        here = [n for s in sentences for n in s.numbers]
        pairs = [
            (part, share)
            for part, share in pairwise(here)
            if part.kind == "quantity" and _is_share(share) and _AS_SHARE.match(share.lead)
        ]
        before = pairs[0][0].at if len(pairs) > 1 else 0
        for base in numbers[max(before - _FAR, 0) : before]:
            related = [_relation(part, base, share, True) for part, share in pairs]
            failing = [r for r in related if not r.is_true]
            alike = all(base.like(part) for part, _ in pairs)
            if alike and len(failing) == 1 and base.kind == "quantity":
                yield replace(failing[0], worst="doubt")


def part_and_whole(article: Article) -> Iterator[Finding]:
    """Find a part that is larger than its whole, and a share of more than all.

    Where part and whole are different nouns it is a doubt, as villages can include more people.

    "812 of the 145 pupils", "145 pupils, including 812 girls", "120 percent of the pupils"
    """
    for sentence in article.sentences:
        for at, number in enumerate(sentence.numbers):
            before = [
                n
                for n in sentence.numbers[max(at - _FAR, 0) : at]
                if n.kind == "quantity" and n.like(number)
            ]
            wholes = before if _is_part(number) else []
            last = [n for n in before[-1:] if not number.unit or number.same_noun(n)]
            wholes += [n for n in last if _tells(number, n) or _AT_FIRST.fullmatch(n.lead)]
            wholes += [n for n in sentence.numbers[at + 1 : at + 2] if _tells(number, n)]
            if wholes and all(number.claim.low > n.claim.high for n in wholes):
                reason = f"{number.name} are a part of {wholes[-1].name}, and more."
                same = not number.unit or number.same_noun(wholes[-1])
                severity = "error" if same else "doubt"
                yield Finding(CHECK, (number, wholes[-1]), severity, reason)
            yield from _over_hundred(number)


def _is_part(number: Number) -> bool:
    """Tell whether the words make a number a part of one before it."""
    if number.kind != "quantity" or number.trend:
        return False
    return bool(_OF_THEM.search(number.lead) or _THEM_AFTER.match(number.tail))


def _is_share(number: Number) -> bool:
    return number.unit == "percent" and not number.trend and not _COMPARED.match(number.tail)


def _over_hundred(number: Number) -> Iterator[Finding]:
    of = number.unit == "percent" and not number.trend and _SHARE_OF.match(number.tail)
    if of and number.claim.low > _HUNDRED and not _NO_SHARE.match(number.tail):
        reason = f"{number.name} is stated as a share, and more than all."
        factors = Factors(f for f in (0.1, 0.01, 0.001) if number.claim.high * f <= 100)
        yield Finding(CHECK, (number,), "doubt", reason, None, factors)


def _tells(part: Number, whole: Number) -> bool:
    """Tell whether the words make one number a part of its neighbour."""
    kinds = part.kind == whole.kind == "quantity" and not part.trend and not whole.trend
    same = part.dimension == whole.dimension and (not part.unit or part.same_noun(whole))
    if not (kinds and same and part.sentence == whole.sentence):
        return False
    if whole.at == part.at + 1:
        return bool(_OF.fullmatch(whole.lead))
    after = part.at == whole.at + 1
    return after and bool(_OF_THEM.search(part.lead) or _IN.fullmatch(part.lead))


def _follows(share: Number, part: Number, whole: Number) -> bool:
    last = max(part.at, whole.at)
    return share.at == last + 1 and bool(_AS_SHARE.match(share.lead))


def _relation(part: Number, whole: Number, share: Number, told: bool) -> Relation:
    made: Interval = part.loose / whole.loose * 100 if whole.loose.low > 0 else Interval(0, 0)
    words = f"{part.name} of {whole.name} is {made} percent, not {share.name}."
    mixed = bool(part.unit and whole.unit) and not part.same_noun(whole)
    return Relation(CHECK, (part, whole, share), _holds, words, share.at, told, unlike=mixed)


def _holds(claims: Sequence[Interval]) -> bool:
    part, whole, share = claims
    return whole.low > 0 and (part / whole * 100).meets(share)
