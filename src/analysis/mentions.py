"""Find every numeric mention of a text: what kind it is, value, bound, unit, and where it stands.

A scan finds digits and number words; each is read where it stands, with a bounded window of
context on both sides, so that time grows linearly with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import dates, lexicon
from analysis.context import NAN, Mention, Site, any_of, qualifier
from analysis.estimates import claimed_interval
from analysis.han import dated, read_han
from analysis.measures import currency_before, read_measure
from analysis.names import read_name, read_ordinal, read_run
from analysis.nouns import find_unit
from analysis.numbers import MAX_DIGITS, Number, read_number

BETWEEN = "\n\n"  # joins texts that are read in one go: no mention reaches across a blank line

_WINDOW = 64  # characters of context to the left
_EPOCH = 719163  # ordinal of 1970-01-01
_PATTERNS = {
    "blank": r"\n\s*\n",
    "word": r"[A-Za-z]+",
    "term": r"(?<![A-Za-z0-9])(?:[QH](?=[1-4](?!\d))|FY\s?'?(?=\d))",
    "day": r"\d{1,2}(?:st|nd|rd|th)(?=[.,;)\"”]|$|\n|\s(?:of|and|this|last|when|to)\b)",
    "years": r"\d{4}\s?[-–—/]\s?(?:\d{4}|\d{2})(?!\d)",
    "of": r"\s(?:of|more|less|fewer|higher|lower)\b",
    "half_scale": r"(?i)(half|quarter)[\s-](?:a\s|of\sa\s)?"
    r"(million|billion|trillion|dozen|thousand|hundred)\b",
    "fraction": rf"(?i)[\s-]({any_of(lexicon.FRACTIONS)})s?\b"
    r"(?!\s(?:time|place|straight|consecutive|quarter))",
    "ordinal_tail": rf"(?i)-({any_of(lexicon.ORDINALS)})\b",
    "odds": r"(?i)\s(?:in|out\sof)\s(?:every\s)?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|a\s\w+)\b(?!\s(?:years|months|days))",
    "span": r"\s(?:to|or)\s(?:two|three|four|five|six|seven|eight|nine|ten|\d)",
    "idiom": rf"(?i)(?:{any_of(lexicon.IDIOMS)}"
    r"|one\s(?:[a-z-]{1,30}\s){0,4}after\s(?:another|the\sother))\b",
    "slogan": r"(?i)(?:one|two|three|four|five|six|seven|eight|nine|ten)[\s-][A-Za-z-]{1,30}"
    r"(?:\s\([^()\n]{1,20}\))?(?:,?\s[A-Za-z-]{1,30}){0,5}[\"”’'」]",
    "breaks": r"[\"“”.;]",
    "digits": rf"[\d{''.join(lexicon.HAN_DIGITS)}{''.join(lexicon.HAN_SCALES)}上下](?:(?<=\d)\d+)?",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


@cache
def _word_scan() -> re.Pattern[str]:
    """Compile the scan for English number words, by first letter for speed."""
    stems: dict[str, list[str]] = {}
    for word in sorted(lexicon.NUMBER_WORDS):
        stems.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"[{c}{c.upper()}](?i:{any_of(rest)})" for c, rest in stems.items())
    return re.compile(rf"[\s\"“”‘’'(\[\-–—/*,.:;]({words})\b")


def find_mentions(
    text: str, *, reference_year: int | None = None, open_more_than: bool = False
) -> pd.DataFrame:
    """Return one row per numeric mention, in text order, without overlaps.

    Columns: start, end, text (the phrase: qualifier, number, scale, unit or counted noun);
    number_start, number_end (number and scale alone); kind; value, value_high (base units, as
    stated); bound; unit (singular, lower case) and unit_stated (as it stands); trend (direction
    words that are no bound); low, high (the interval that the words claim, see `estimates`);
    period_start, period_end (dates). Offsets are those of `text`. `reference_year` is the year
    that "August 7" and "last year" leave out; `open_more_than` leaves "more than" without an
    upper end. Any string is read; one without numbers gives an empty frame.

    >>> frame = find_mentions("handled more than 1.73 million transfers in 2023")
    >>> float(frame.loc[0, "value"]), frame.loc[0, "bound"], frame.loc[0, "unit"]
    (1730000.0, 'more_than', 'transfer')
    """
    return _frame(text, list(iterate_mentions(text, reference_year)), open_more_than)


def iterate_mentions(text: str, reference_year: int | None = None) -> Iterator[Mention]:
    """Yield the mentions of a text in order, as tuples; none reaches across a blank line."""
    starts, begin = _starts(text), 0
    gaps = _pattern("blank").finditer(text) if "\n" in text else iter(())
    for gap in gaps:
        low, high = bisect_left(starts, begin), bisect_left(starts, gap.start())
        if low < high:
            yield from _paragraph(
                text[begin : gap.start()], starts[low:high], begin, reference_year
            )
        begin = gap.end()
    yield from _paragraph(text[begin:], starts[bisect_left(starts, begin) :], begin, reference_year)


def _paragraph(
    text: str, starts: list[int], offset: int, reference: int | None
) -> Iterator[Mention]:
    """Yield the mentions of the paragraph that begins at `offset`."""
    done, previous = 0, None
    for place in starts:
        start = place - offset
        if start >= done:
            left = text[max(done, start - _WINDOW) : start]
            site = Site(text, start, done, left, left.split(), previous, reference)
            if mention := _read(site):
                done, previous = max(mention.end, mention.number_end), mention
                yield mention.moved(offset) if offset else mention


def _starts(text: str) -> list[int]:
    """Return where digits, Chinese numerals and number words begin."""
    words = _word_scan()
    starts = [match.start() for match in _pattern("digits").finditer(text)]
    if first := words.match(" " + text[:_WINDOW]):
        starts.append(first.start(1) - 1)
    starts += [match.start(1) for match in words.finditer(text)]
    starts.sort()
    return starts


def _read(site: Site) -> Mention | None:
    """Read the mention at a site, in the language around it."""
    first = site.text[site.start]
    if first.isascii() and first.isalpha():
        return _read_word(site)
    if first > "\u2fff" and not first.isdecimal():
        return read_han(site)
    end = site.start + 1
    limit = min(len(site.text), end + MAX_DIGITS)
    while end < limit and (site.text[end].isdecimal() or site.text[end] in ",."):
        end += 1
    end += site.text[end : end + 1] in tuple("%％‰")
    if "\u2fff" < site.text[end : end + 1] < "\uff00" or "\u2fff" < site.left[-1:] < "\uff00":
        return read_han(site)
    return _read_digits(site)


def _read_digits(site: Site) -> Mention | None:
    """Read digits in English text: a date, a name or a measure."""
    currency = currency_before(site)
    number = read_number(site.text, site.start, currency is not None)
    if number is None:
        return read_run(site)
    if currency is None:
        if found := _calendar(site, number) or read_name(site, number):
            return found
        if site.left[-1:] in ("-", "−") and not site.left[-2:-1].isalnum():
            number = number._replace(start=site.start - 1, value=-number.value)
    return read_measure(site, number, currency)


def _calendar(site: Site, number: Number) -> Mention | None:
    """Read digits as a day, a year, a quarter or a clock time."""
    text, start = site.text, site.start
    if number.form in ("grouped", "scaled"):
        return None
    found = dates.read_date(text, start, number.end, site.left, site.reference)
    if (
        found is None
        and number.form == "plain"
        and number.end - start == 4
        and _is_year(site, number)
    ):
        found = dates.read_years(text, start, site.left)
    if found is not None:
        return dated(found)
    after = text[number.end : number.end + 1]
    glued = site.left[-1:].isalpha() and not after.isalnum()
    if glued and (match := _pattern("term").search(text, max(site.floor, start - 4), start + 2)):
        begin, end = match.start(), dates.read_term(text, number.end)
        return Mention(begin, end, begin, end, "date")
    if after and after in ":. apAPoGn" and (clock := dates.read_clock(text, start)):
        return site.mention(clock, "date")
    if site.word().lower() != "the" or site.word(2).lower() not in lexicon.DAY_BEFORE:
        return None
    match = _pattern("day").match(text, start)
    return site.mention(match.end(), "date") if match else None


def _is_year(site: Site, number: Number) -> bool:
    """Tell whether four digits are a year, by the words on both sides."""
    text, value, end = site.text, number.value, number.end
    if not 1000 <= value <= 2100:
        return False
    if site.left[-1:] in ("-", "–", "'") and site.left[-2:-1].isalnum():
        return site.word().rstrip("-–").lower() in lexicon.YEAR_PREFIXES
    after = text[end : end + 1]
    if after == "s" or _pattern("years").match(text, site.start):
        return True
    if after.isalpha() or after == "%" or site.left[-1:].isalnum():
        return False
    word = site.word().lower().lstrip("(“\"‘'")
    if word in lexicon.NAMING_WORDS or word in lexicon.CALLS:
        return False
    unit = find_unit(text, end)
    if word in lexicon.STRONG_YEAR_BEFORE:
        return not (unit and unit.measure and unit.name != "point")
    even = value % 100 == 0 or site.word(2).lower() in ("total", "number")
    if word in lexicon.WEAK_YEAR_BEFORE and 1990 <= value <= 2040 and not even:
        return not (unit and unit.measure)
    if value < 1900 or word in lexicon.QUANTITY_BEFORE:
        return False
    return unit is None and qualifier(site, site.start)[0] == "exact"


def _read_word(site: Site) -> Mention | None:
    """Read a mention that begins with a number word, an ordinal, a fraction or a multiple."""
    text, start = site.text, site.start
    match = _pattern("word").match(text, start)
    if match is None:
        return None
    word, end = match[0].lower(), match.end()
    if idiom := _idiom(site, end):
        return idiom
    if found := dates.read_quarter(text, start, site.reference):
        return dated(found)
    if word in lexicon.ORDINALS:
        if site.left[-2:].lower() == "a " and _pattern("of").match(text, end):
            return _vague(site, end, lexicon.FRACTIONS.get(word, NAN))
        return read_ordinal(site, end, lexicon.ORDINALS[word])
    if word in lexicon.MULTIPLE_WORDS:
        return _vague(site, end, lexicon.MULTIPLE_WORDS[word])
    if word in ("half", "halves", "quarter", "quarters"):
        return _part(site, word, end)
    before = site.word().lower().lstrip("(“\"‘'[")
    if word in lexicon.VAGUE_PLURALS or word == "dozen" or before in lexicon.FEW:
        return _vague(site, end, 12 if word == "dozen" else NAN)
    if word in lexicon.SCALES and before not in ("a", "an"):
        return None
    number = read_number(text, start)
    return _cardinal(site, number, match[0], before) if number else None


def _vague(site: Site, end: int, value: float = NAN) -> Mention:
    bound, begin = qualifier(site, site.start)
    if bound == "range":
        bound, begin = "exact", site.start
    return Mention(begin, end, site.start, end, "vague", value, bound=bound)


def _part(site: Site, word: str, end: int) -> Mention | None:
    """Read "half", "a quarter" and "half a million"; a plain quarter is a period, and none."""
    if word.startswith("quarter") and site.word().lower() not in ("a", "one"):
        return None
    if match := _pattern("half_scale").match(site.text, site.start):
        value = lexicon.SCALES[match[2].lower()] * lexicon.FRACTIONS[match[1].lower()]
        return read_measure(site, Number(site.start, match.end(), value, value, "words"))
    return _vague(site, end, lexicon.FRACTIONS[word])


def _cardinal(site: Site, number: Number, raw: str, before: str) -> Mention | None:
    """Read cardinal words: a measure, a name ("Six Nations"), a fraction or no number at all."""
    text, end, value = site.text, number.end, number.value
    if match := _pattern("fraction").match(text, end):
        part = match[1].lower()
        return _vague(site, match.end(), value * lexicon.FRACTIONS[part])
    if match := _pattern("ordinal_tail").match(text, end):
        return read_ordinal(site, match.end(), value + lexicon.ORDINALS[match[1].lower()])
    if match := _pattern("odds").match(text, end):
        return _vague(site, match.end())
    if before == "no":
        return None
    if before in lexicon.NUMBER_SIGNS:
        return site.mention(end, "ordinal", value)
    if before in lexicon.NAMING_WORDS or (raw[0].isupper() and not site.opens_sentence()):
        return site.mention(end, "identifier", value)
    if raw.lower() == "one" and end - site.start == 3 and not _is_count(text, end, before):
        return None
    return read_measure(site, number)


def _is_count(text: str, end: int, before: str) -> bool:
    """Tell whether "one" counts ("one week") and is no pronoun ("no one", "one of")."""
    if before in lexicon.PRONOUN_BEFORE:
        return False
    if text[end : end + 1] == "-" or _pattern("span").match(text, end):
        return True
    return find_unit(text, end, one=True) is not None


def _idiom(site: Site, end: int) -> Mention | None:
    """Read a set phrase, or a quoted slogan that begins here ("two teams and one room")."""
    text, start, last = site.text, site.start, site.previous
    if match := _pattern("idiom").match(text, start):
        return site.mention(end, "idiom")._replace(end=match.end())
    near = last is not None and last.kind == "idiom" and start - last.end < _WINDOW
    goes_on = near and last and not _pattern("breaks").search(text, last.end, start)
    if (goes_on or site.left[-1:] in tuple("\"“‘'「")) and _pattern("slogan").match(text, start):
        return site.mention(end, "idiom")
    return None


def _frame(text: str, mentions: list[Mention], open_more_than: bool) -> pd.DataFrame:
    """Put the mentions into a typed frame."""
    columns = list(zip(*mentions, strict=True)) or [()] * len(Mention._fields)
    start, end, number_start, number_end, kind, value, high, bound, unit, trend, step = columns[:11]
    values, highs = np.array(value, dtype=float), np.array(high, dtype=float)
    low_end, high_end = claimed_interval(values, highs, bound, step, open_more_than=open_more_than)
    measured = np.array([k in lexicon.MEASURED_KINDS for k in kind], dtype=bool)
    return pd.DataFrame({
        "start": np.array(start, dtype=np.int64),
        "end": np.array(end, dtype=np.int64),
        "text": _strings([text[a:b] for a, b in zip(start, end, strict=True)]),
        "number_start": np.array(number_start, dtype=np.int64),
        "number_end": np.array(number_end, dtype=np.int64),
        "kind": _categories(kind, lexicon.KINDS),
        "value": values,
        "value_high": highs,
        "bound": _categories(bound, lexicon.BOUNDS),
        "unit": _strings([u and u.name for u in unit]),
        "unit_stated": _strings([u and text[u.start : u.end] for u in unit]),
        "trend": _categories(trend, lexicon.TRENDS),
        "low": np.where(measured, low_end, NAN),
        "high": np.where(measured, high_end, NAN),
        "period_start": _days(columns[11]),
        "period_end": _days(columns[12]),
    })  # fmt: skip


def _strings(values: Sequence[str | None]) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype="str")


@cache
def _dtype(categories: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(categories))


def _categories(names: Sequence[str | None], categories: tuple[str, ...]) -> pd.Categorical:
    code: dict[str | None, int] = {name: number for number, name in enumerate(categories)}
    codes = np.array([code.get(name, -1) for name in names], dtype=np.int64)
    return pd.Categorical.from_codes(codes, dtype=_dtype(categories), validate=False)


def _days(ordinals: Sequence[int | None]) -> NDArray[np.datetime64]:
    """Turn date ordinals into datetime64[us], a missing one into NaT."""
    missing = np.iinfo(np.int64).min
    days = np.array([missing if o is None else o - _EPOCH for o in ordinals], dtype=np.int64)
    return days.view("datetime64[D]").astype("datetime64[us]")
