"""Build a measure from a number: currency, range, percent, unit, bound and direction."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicon
from analysis.context import NAN, Mention, Site, any_of, compares, leads, qualifier, trend
from analysis.nouns import Unit, find_unit, singular, spellings
from analysis.numbers import Number, read_number

_SIGNS = re.escape("".join(lexicon.CURRENCY_SIGNS))
_AFTER = "oaplOAPL+-"  # how the qualifiers after a number begin
_PATTERNS = {
    "currency": r"(?:(?<![A-Za-z.])((?:US|U\.S\.|HK)\s?|[A-Z]{1,2}))?"
    rf"([{_SIGNS}])\s?$|(?<![A-Za-z])({any_of(lexicon.CODE_FORMS)})\s?$",
    "percent": r"(?i)\s?[%％]|[\s-]?per[\s-]?cent(?:age)?\b(?:[\s-](points?))?"
    r"|[\s-]?pct\b(?:\s(points?))?|\s?(?:pc|(pp|ppts?))\b",
    "rate": r"/\s?(\d[\d,]*\d{3})\b",
    "hyphen": r"-([A-Za-z]+)(?:-[a-z]+)*",
    "per": r"\sper\s(?:capita|[a-z]+)|/(?:kWh|kg|day|year|month|ton|tonne|hour|barrel|share|km)\b",
    "joint": rf"\s?([-–—~〜～])\s?[{_SIGNS}]?(?=\d)"
    rf"|(?i:\s?%|\spercent|\sper\scent|-)?\s(to|and|or)\s(?:US|HK|Rs\.?\s)?[{_SIGNS}]?(?=[\da-zA-Z])"
    r"|[%％]\s?([-–—～])\s?(?=\d)",
    "after": rf"(?i)\s?(?:{any_of(lexicon.QUALIFIERS_AFTER)})(?![A-Za-z0-9])(?!\s[\d{_SIGNS}])",
    "part": r"\sof\san?(?=\s)",
    "aside": r"(?:\s\([^()\n]{1,40})?\)",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def currency_before(site: Site) -> Unit | None:
    """Return the currency sign or code that stands directly before the number."""
    left = site.left
    if not left or not (
        left[-1] in lexicon.CURRENCY_SIGNS
        or site.word() in lexicon.CODE_FORMS
        or (left[-1] == " " and left[-2:-1] in lexicon.CURRENCY_SIGNS)
    ):
        return None
    match = _pattern("currency").search(left[-8:])
    if match is None:
        return None
    code = (match[1] or match[3] or "").strip().lower()
    name = lexicon.CURRENCY_CODES.get(code) or lexicon.CURRENCY_SIGNS.get(match[2] or "")
    if name is None:
        return None
    begin = site.start - len(match[0])
    return Unit(name, begin, begin + len(match[0].rstrip()), True)


def read_measure(site: Site, number: Number, currency: Unit | None = None) -> Mention:
    """Build the quantity or percent that a number states, with all that belongs to its phrase."""
    text, money = site.text, currency is not None
    value, high, end, step = number.value, NAN, number.end, number.step
    bound = "more_than" if number.more else "exact"
    if found := _range(site, number, money):
        value, other = found
        high, end, step, bound = other.value, other.end, other.step, "range"
    kind, unit, stop = "quantity", currency, end
    if leads(text, end, "%％pP") and (match := _pattern("percent").match(text, end)):
        kind, stop = "percent", match.end()
        points = match[1] or match[2] or match[3]
        lead = match[0][0] in " -\n\u00a0"
        unit = Unit("percentage point" if points else "percent", end + lead, stop, True)
    elif unit is None:
        unit, stop = _unit(text, end, value)
    if leads(text, stop, "/p") and (match := _pattern("per").match(text, stop)):
        stop = match.end()
    stated, begin = qualifier(site, currency.start if currency else number.start)
    if stated == "range" and bound != "range":
        stated, begin = "exact", currency.start if currency else number.start
    if stated != "exact" and compares(site, unit, begin, stop):
        stated, begin = "exact", number.start
    if bound != "range" and (match := _after(text, end, stop)):
        if stated == "exact":
            stated = lexicon.QUALIFIERS_AFTER[match[0].strip().lower()]
        stop = max(stop, match.end())
    bound = stated if bound == "exact" else bound
    direction = trend(site, begin, stop)
    return Mention(begin, stop, number.start, end, kind, value, high, bound, unit, direction, step)


def _unit(text: str, end: int, value: float) -> tuple[Unit | None, int]:
    """Return the unit or counted noun after a number that ends at `end`, and the phrase's end."""
    if text[end : end + 1] == "/" and (match := _pattern("rate").match(text, end)):
        return Unit("per " + match[1].replace(",", ""), end, match.end(), True), match.end()
    match = _pattern("hyphen").match(text, end) if text[end : end + 1] == "-" else None
    if match and match[1].lower() not in lexicon.NOT_COMPOUND:
        name = match[1].lower()
        pair = " ".join(match[0].lower().split("-")[1:3])
        known = spellings().get(pair) or spellings().get(name)
        unit = Unit(known or singular(name), end + 1, match.end())
        return None if name == "strong" else unit, match.end()
    start = end
    match = _pattern("after").match(text, end) if leads(text, end, _AFTER) else None
    if match and text[match.end() : match.end() + 1] == " ":
        start = match.end()
    counted = find_unit(text, start, one=value == 1, large=value >= 1000)
    if counted:
        return counted, counted.end
    if text[end : end + 4] == " of " and (match := _pattern("part").match(text, end)):
        counted = find_unit(text, match.end(), one=True)
        return counted, counted.end if counted else end
    match = _pattern("aside").match(text, end)
    return find_unit(text, match.end()) if match else None, end


def _after(text: str, end: int, stop: int) -> re.Match[str] | None:
    """Find a qualifier after the number or after the unit: "-plus", "or more"."""
    for place in (end, stop):
        if leads(text, place, _AFTER) and (match := _pattern("after").match(text, place)):
            return match
    return None


def _range(site: Site, number: Number, money: bool) -> tuple[float, Number] | None:
    """Read the second number of "15 to 20", "$5-10 million", "between 3 and 5"."""
    text = site.text
    ahead = text[number.end : number.end + 30]
    near = leads(text, number.end, "-–—~〜～%％to")
    if not (near or " to " in ahead or " and " in ahead):
        return None
    match = _pattern("joint").match(text, number.end) or _after_unit(text, number)
    if match is None or (match[0][-1] in lexicon.CURRENCY_SIGNS and not money):
        return None
    joint = (match[1] or match[2] or match[3]).lower()
    if joint == "and" and site.before(money) != "between":
        return None
    if joint == "to" and _changes(site, money):
        return None
    other = read_number(text, match.end(), money)
    if other is None or (other.form == "words" and number.form != "words"):
        return None
    if match[0].lstrip()[0] in "%％p" and not _pattern("percent").match(text, other.end):
        return None
    value = number.value
    if number.factor == 1 and other.factor > 1 and value < other.value / other.factor:
        value *= other.factor
    far = joint == "or" and other.value - value > 0.5 * other.value + 1
    return None if other.value <= value or far else (value, other)


def _after_unit(text: str, number: Number) -> re.Match[str] | None:
    """Find the joint of "44 mg to 50 mg", where both numbers have the same unit."""
    ahead = text[number.end : number.end + 30]
    if ahead[:1] == "-" or not (" to " in ahead or " and " in ahead):
        return None
    unit = find_unit(text, number.end)
    if unit is None or not unit.measure or text[unit.end : unit.end + 1] != " ":
        return None
    match = _pattern("joint").match(text, unit.end)
    if match is None or match[2] == "or":
        return None
    other = read_number(text, match.end())
    again = find_unit(text, other.end) if other else None
    return match if again is not None and again.name == unit.name else None


def _changes(site: Site, money: bool) -> bool:
    """Tell whether "from A to B" says that something changed: then A and B are two figures."""
    if site.before(money) != "from":
        return False
    return any(w.strip(",.;()").lower() in lexicon.CHANGE_WORDS for w in site.words[-8:-1])
