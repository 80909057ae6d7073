"""Tell apart the numbers that measure nothing: codes, scores, articles, models, list markers.

Digits are a name where letters touch them ("COVID-19"), where a naming word stands before them
("Article 12", "Boeing 737"), or where their own shape says so ("010-6512 3456", "2.4.17").
"""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicon
from analysis.context import Mention, Site, any_of
from analysis.nouns import find_unit
from analysis.numbers import Number

_SHAPES = {
    "sum": r"\d{1,6}(?:\+\d{1,6})+(?![\d.])",
    "ordinal": r"\d{1,4}(?:,\d{3})*(?:st|nd|rd|th)\b",
    "phone": r"0\d{2,4}[\s-]\d{3}[\s-]?\d{3,4}(?!\d)|\d{3,4}[-\s]\d{3,4}[-\s]\d{4}(?!\d)"
    r"|\d{3,4}-\d{7,8}(?!\d)|1[3-9]\d{9}(?!\d)|(?:\d{1,5}-){2,}\d+"
    r"|(?<=\+)\d{1,3}[\s-](?:\(?\d+\)?[\s-]?){2,6}"
    r"|(?<=\()\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}(?!\d)",
    "clause": r"\d{1,4}\([a-z]\)(?:\(\w{1,3}\))*",
    "size": r"\d{1,2}K\s(?:video|TV|ultra|screen|display|resolution|camera|monitor|race|run)",
    "dotted": r"\d+(?:\.\d+){2,}(?:[-_]?[A-Za-z0-9]+)*",
    "sports": r"\d{1,3}\sfor\s(?:\d|10)(?=\s(?:in|at|off|from|and|on)\b|[,.;)])"
    r"|\d{1,2}:\d{2}(?::\d{2})?\.\d+|\d{1,2}-(?:under|over)\b",
    "ratio": r"\d+\.\d+:\d+|\d[\d.]*-(?:to|for)-\d+\b"
    r"|\d+(?=\sblock\sof\b)|\d{1,2}:\d{1,2}-[a-z]+-\d+",
    "score": r"(?P<low>\d{1,3})[-–:](?P<high>\d{1,3})"
    r"(?!\d|,\d|\.\d|[-–]\d{4}|\s?(?:million|billion|thousand|bn|m\b))"
    r"(?P<more>(?:[-–:]\d{1,3})*(?:\s?\(\d{1,2}(?:[-–]\d+)?\))?)",
    "code": r"(?P<head>\d+)-(?P<tail>\d{3,})(?![\d,.%])",
}
_SHAPING = frozenset("+-–:.snrt()")  # right after digits, a shape of a name is possible
_SHAPING_LATER = frozenset("0123456789f")  # the same one place later: "555 1234", "352 for 8"
_PATTERNS = {
    "shape": "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()),
    "glued": r"\d+(?:[-–.:/_]?[A-Za-z0-9]+)*(?:\(\d+\))?",
    "percent": r"(?i)\s?[%％]|[\s-]?per[\s-]?cent|[\s-]?pct\b|\s?(?:pc|ppts?|pp)\b",
    "rate": r"/\s?(\d[\d,]*\d{3})\b",
    "address": r"\d+[A-Za-z]?\s(?:[A-Z][A-Za-z'’.]*\s){0,3}(?:"
    + any_of(word.title() for word in lexicon.NAMING_AFTER)
    + r")(?![A-Za-z])",
    "calling": rf"\**\s(?:[A-Za-z-]+\s){{0,3}}(?:{any_of(lexicon.CALLING)})\b",
    "ordinal_scale": r"\s(?:hundred|thousand|lakh|million|crore|billion|trillion)th\b",
    "century": r"(?i)[\s-]century\b",
    "model": r"\s[A-Z]{1,2}[A-Za-z]{0,6}\s",
    "capitals": r"\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def read_run(site: Site, kind: str = "identifier") -> Mention:
    """Return the digits at a site, and what is glued to them, as a name."""
    match = _pattern("glued").match(site.text, site.start)
    return site.mention(match.end() if match else site.start + 1, kind)


def read_name(site: Site, number: Number) -> Mention | None:
    """Read digits as an identifier or ordinal, None if they seem to measure."""
    after = site.text[number.end : number.end + 2]
    shaped = after[:1] in _SHAPING or site.text[site.start] in "01" or after[1:] in _SHAPING_LATER
    shaped = shaped or number.factor == 1000
    match = _pattern("shape").match(site.text, site.start) if shaped else None
    if match and (found := _shaped(site, number, match)):
        return found
    if number.form in ("grouped", "scaled") or "/" in site.text[site.start : number.end]:
        return None
    sign = site.left[-1:]
    if sign and sign in "#№":
        return site.mention(number.end, "ordinal", number.value)._replace(start=site.start - 1)
    if site.text[site.start] == "0" and number.form == "plain" and number.end - site.start > 1:
        return read_run(site)
    if _is_glued(site, number):
        return read_run(site)
    if after[:1] == " " and (match := _pattern("ordinal_scale").match(site.text, number.end)):
        return site.mention(match.end(), "ordinal", number.value)
    return _worded(site, number)


def _shaped(site: Site, number: Number, match: re.Match[str]) -> Mention | None:
    """Read digits whose own shape makes them a name."""
    shape = match.lastgroup if match.lastgroup not in ("more", "high", "tail") else ""
    if match["score"] is not None:
        return _score(site, match)
    if match["code"] is not None:
        return read_run(site) if _is_code(site, match) else None
    if shape == "ordinal":
        return read_ordinal(site, match.end(), number.value)
    value = sum(map(float, match[0].split("+"))) if shape == "sum" else float("nan")
    return site.mention(match.end(), "identifier", value)


def _worded(site: Site, number: Number) -> Mention | None:
    """Read digits that a word before or after them makes a name."""
    raw = site.word()
    bare = raw.strip('(“"‘[:')
    word, end = bare.lower(), number.end
    if word in lexicon.NUMBER_SIGNS:
        run = read_run(site)
        kind = "ordinal" if run.end == end else "identifier"
        return run._replace(start=site.start - len(raw) - 1, kind=kind, value=number.value)
    if word in lexicon.NAMING_WORDS or bare in lexicon.NAMING_CAPITALS:
        return None if _pattern("percent").match(site.text, end) else _named(site)
    if number.form == "plain":
        if match := _pattern("address").match(site.text, site.start):
            return site.mention(end, "identifier")._replace(end=match.end())
        if _is_marker(site, number) or _is_bracketed(site, end):
            return site.mention(end, "identifier", number.value)._replace(end=end + 1)
        line = site.text[site.start : end] in lexicon.SERVICE_NUMBERS and _is_bare(site, number)
        called = word in lexicon.CALLS or _pattern("calling").match(site.text, end)
        if line or called or _goes_on(site):
            return read_run(site)
    soft = number.form == "plain" and (
        word in lexicon.NAMING_SOFT or f"{site.word(2)} {bare}" in lexicon.NAMING_PAIRS
    )
    if (soft or _follows_name(site) or _after_capital(site, bare)) and _is_bare(site, number):
        return _named(site)
    return None


def _named(site: Site) -> Mention:
    """Return a name with the word before its number."""
    return read_run(site)._replace(start=site.start - len(site.left) + site.left.rfind(site.word()))


def _is_bare(site: Site, number: Number) -> bool:
    """Tell whether neither unit, noun nor percent follows the number."""
    text, end = site.text, number.end
    return find_unit(text, end, large=True) is None and not _pattern("percent").match(text, end)


def read_ordinal(site: Site, end: int, value: float) -> Mention:
    """Return an ordinal, or a name if a proper noun follows ("20th National Congress")."""
    text, start = site.text, site.start
    if match := _pattern("century").match(text, end):
        return site.mention(end, "date")._replace(end=match.end())
    named = text[start].isdecimal() or (text[start].isupper() and not site.opens_sentence())
    if named and (match := _pattern("capitals").match(text, end)):
        return site.mention(end, "identifier", value)._replace(end=match.end())
    return site.mention(end, "ordinal", value)


def _is_glued(site: Site, number: Number) -> bool:
    """Tell whether letters or signs touch the digits and make them part of a name."""
    text, end, left = site.text, number.end, site.left
    if left and (left[-1].isalnum() or left[-1] in "_@"):
        return True
    if left[-1:] in ("-", "–", "/", ".", ":", "+", "=") and left[-2:-1].isalnum():
        return not (number.form == "decimal" and site.word()[0].islower())
    after = text[end : end + 2]
    if after[:1].isalpha():
        if after[0] == "x" or _pattern("percent").match(text, end):
            return after[0] == "x" and after[1:].isdecimal()
        return after[0] < "\u2fff" and find_unit(text, end) is None
    if after[:1] == "-":
        return after[1:].isupper()
    if after[:1] == "/":
        rate = number.form != "plain" or _pattern("rate").match(text, end)
        return after[1:].isalnum() and not rate and find_unit(text, end) is None
    return after[:1] == "_"


def _score(site: Site, match: re.Match[str]) -> Mention | None:
    """Read "2-1" as a score where it cannot be a range."""
    text, end = site.text, match.end()
    name = site.mention(end, "identifier")
    low, high = int(match["low"]), int(match["high"])
    if match["more"] or high <= low:
        return name
    if text[end : end + 1] == "-" or _pattern("percent").match(text, end):
        return None
    unit = find_unit(text, end)
    if unit is not None and unit.name not in lexicon.SCORE_AFTER:
        return None
    last = site.previous
    if last and last.kind == "identifier" and text[last.end : site.start].strip(" ,;and") == "":
        return name
    near = {word.strip(",.;").lower() for word in site.words[-8:]}
    return name if low < 10 or near & lexicon.SCORE_WORDS else None


def _is_code(site: Site, match: re.Match[str]) -> bool:
    """Tell whether digits joined by a hyphen are a code ("78-1142") and no range."""
    low, high = len(match["head"]), len(match["tail"])
    return low != high and max(low, high) > 3 and find_unit(site.text, match.end()) is None


def _is_marker(site: Site, number: Number) -> bool:
    """Tell whether the digits number an item of a list or a footnote: "1. Health", "(3)", "[4]"."""
    if number.end - site.start > 2:
        return False
    after = site.text[number.end : number.end + 2]
    head = site.left.rpartition("\n")[2].strip(" \t*#")
    opens = "\n" in site.left or len(site.left) == site.start
    if site.left[-1:] == "[":
        return after[:1] == "]"
    if not opens or head not in ("", "("):
        return False
    return after[:1] in (".", ")", "、") and not after[1:].isdigit()


def _is_bracketed(site: Site, end: int) -> bool:
    """Tell whether digits stand alone in brackets, five or more, or in quotation marks."""
    around = site.left[-1:] + site.text[end : end + 1]
    return around in lexicon.QUOTED or (around == "()" and end - site.start > 4)


def _follows_name(site: Site) -> bool:
    """Tell whether the digits go on with a list of names: "Articles 12, 14 and 15"."""
    last = site.previous
    return (
        last is not None
        and last.kind == "identifier"
        and last.end == last.number_end
        and site.text[last.end : site.start] in lexicon.LISTED
    )


def _goes_on(site: Site) -> bool:
    """Tell whether the digits go on with a name: "Tel 2867 2600", "Boeing 737 MAX 9"."""
    last = site.previous
    if last is None or last.kind != "identifier" or site.start - last.end > 12:
        return False
    between = site.text[last.end : site.start]
    if between == " ":
        run = site.text[last.number_start : last.number_end]
        return (
            len(run) > 2
            and run.isdecimal()
            and site.text[site.start + 2 : site.start + 3].isdecimal()
        )
    return _pattern("model").fullmatch(between) is not None


def _after_capital(site: Site, bare: str) -> bool:
    """Tell whether a capitalised word before the digits takes them as its number ("Apollo 11")."""
    if not bare[:1].isupper() or bare.lower() in lexicon.NO_NAMES:
        return False
    if not bare[-1].isalnum() and "." not in bare[:-1]:
        return False
    if site.left[-1:] != " " or len(site.words) < 2:
        return False
    after = site.text[site.start : site.start + 24].split()
    follow = after[1] if len(after) > 1 and "." not in after[0] else ""
    if site.word(2)[-1] in ".!?:" and (bare.lower() in lexicon.STOP_WORDS or not bare.isupper()):
        return follow in lexicon.SINGULAR_VERBS
    return follow not in lexicon.PLURAL_VERBS
