"""Find where numbers begin, and let the language around each of them read it.

Each place is read with a bounded window of context on both sides, so that time grows linearly with
the length of the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

import pandas as pd

from analysis.reader import chinese, english
from analysis.reader.digits import VULGAR
from analysis.reader.frame import mention_frame
from analysis.reader.mention import Mention
from analysis.reader.patterns import Rule
from analysis.reader.site import Site, first_answer

BLANK_LINE = r"\n[^\S\n]*\n\s*"  # between paragraphs; no mention reaches across one

_BLANK = re.compile(BLANK_LINE)
_DIGITS = re.compile(rf"[\d{''.join(VULGAR)}{chinese.BEGINNINGS}](?:(?<=\d)\d+)?")
_WORD = re.compile(r"[A-Za-z]+")
_WIDE = "０１２３４５６７８９．"
_WIDE_SIGN = re.compile(r"(?<=\d)．(?=\d)|(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_NARROW = {"．": ".", "，": ","}
_NARROW_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_FAR_EAST = re.compile("[\u3000-\uffef]")  # without such a character a paragraph is English
# fmt: off
LEADING_POINT = Rule("point that begins a decimal",
    r"(?:[\s(“\"'‘$£€~<>+−–-]|[\u4e00-\u9fff](?<![兆亿億万萬千百十]))?\.$",
    reads="a .300 average → 0.3 // from $.50 → 0.5 dollar // 为.35亿元 → 35000000 yuan",
    leaves="3 cars.5 vans → 3 car | 5 van")
IN_CHINESE = Rule("digits, or a range of them, before a Chinese character", r"""
    [\d,.，．]{1,24}(?:[ \u00a0\u2009\u202f]\d{3}){0,4}(?:\.\d+)?(?![\d,.，．])
    (?:\s?[%％‰]|[kwW]\+?)?
    (?:\s?[-~～∼〜—－–−]{1,2}\s?\d[\d,.]{0,24}[%％‰kw]?)?
    [\s\u200b\u2060\ufeff]{0,3} [\u3001-\uff0f\uff1a-\uffef]""",
    reads="70 - 90天 → range 70..90 day // a 26 万 → 260000",
    leaves="70 - 90 days → range 70..90 day")
AFTER_CHINESE = Rule("Chinese character before digits, past signs", r"""
    [\u3001-\uff0f\uff1a-\uffef][\s$¥€£(“"'+±~−<>≤≥-]{0,3}$""",
    reads="增长 5.2% → 5.2 percent up", leaves="in 5 kg → 5 kilogram")
# fmt: on


def find_mentions(
    text: str, *, reference_year: int | None = None, open_more_than: bool = False
) -> pd.DataFrame:
    """Return one row per numeric mention, in text order, without overlaps.

    Columns: start, end, text (the phrase: qualifier, number, scale, unit or counted noun);
    number_start, number_end (number and scale alone); kind; value, value_high (base units, as
    stated); bound; unit (singular, lower case) and unit_stated (as it stands); trend (up or down
    if the number is the amount of a change, none if a level is reached or left); low, high (the
    interval that the words claim, see `intervals`); period_start, period_end (dates). Offsets are
    those of `text`. `reference_year` is the year that "August 7" and "last year" leave out;
    `open_more_than` leaves "more than" without an upper end. Any string is read; one without
    numbers gives an empty frame.

    >>> frame = find_mentions("handled more than 1.73 million transfers in 2023")
    >>> float(frame.loc[0, "value"]), frame.loc[0, "bound"], frame.loc[0, "unit"]
    (1730000.0, 'more_than', 'transfer')
    """
    found = list(_mentions(narrow(text), reference_year))
    return mention_frame(text, found, open_more_than)


def narrow(text: str) -> str:
    """Write full-width digits, and the points and commas between them, as plain ones in place.

    >>> narrow("共３２，４００．５元")
    '共32,400.5元'
    """
    if text.isascii() or not any(sign in text for sign in _WIDE):
        return text
    return _WIDE_SIGN.sub(lambda match: _NARROW[match[0]], text).translate(_NARROW_DIGITS)


def _mentions(text: str, reference: int | None) -> Iterator[tuple[int, Mention]]:
    """Yield where a paragraph begins with each of its mentions, in order.

    None reaches across a blank line.
    """
    starts, begin = _starts(text), 0
    gaps = [match.span() for match in _BLANK.finditer(text)] if "\n" in text else []
    for end, next_begin in [*gaps, (len(text), len(text))]:
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        if low < high:
            yield from _paragraph(text[begin:end], starts[low:high], begin, reference)
        begin = next_begin


def _starts(text: str) -> list[int]:
    """Return where digits, Chinese numerals and English number words begin."""
    words = english.begins()
    starts = [match.start() for match in _DIGITS.finditer(text)]
    lower = text.replace("İ", "I").lower()  # the one letter that would grow
    if first := words.match(" " + lower[:64]):
        starts.append(first.start(1) - 1)
    starts += [match.start(1) for match in words.finditer(lower)]
    starts.sort()
    return starts


def _paragraph(
    text: str, starts: list[int], offset: int, reference: int | None
) -> Iterator[tuple[int, Mention]]:
    """Yield the mentions of the paragraph that begins at `offset`."""
    done, previous, mixed = 0, None, _FAR_EAST.search(text) is not None
    for place in starts:
        start = place - offset
        if start < done:
            continue
        if start > done and text[start - 1] == "." and _leads_decimal(text, start):
            start -= 1
        word = _WORD.match(text, start) if text[start].isascii() else None
        word_here = word[0].lower() if word else ""
        site = Site(text, start, done, previous, reference, word_here)
        if mention := _read(site, mixed):
            done, previous = max(mention.end, mention.number_end), mention
            yield offset, mention


def _leads_decimal(text: str, start: int) -> bool:
    """Tell whether the point before digits begins their decimal: "fell .25 percent"."""
    return LEADING_POINT.match(text[max(0, start - 2) : start]) is not None


def _read(site: Site, mixed: bool) -> Mention | None:
    """Ask the readings of the language around a site; the first answer wins."""
    language = chinese if mixed and not site.word and _in_chinese(site) else english
    site.currency = language.currency_before(site)
    site.number = language.read_number(site.text, site.start, site.currency is not None)
    mention = first_answer(language.READINGS, site)
    return mention if mention and mention.kind else None


def _in_chinese(site: Site) -> bool:
    """Tell whether a Chinese numeral stands here, or digits beside a Chinese character.

    Blanks and signs between them tell nothing.
    """
    first = site.text[site.start]
    if first > "\u2fff" and not first.isdecimal():
        return True
    text, start = site.text, site.start
    if not text[start : start + 32].isascii() and IN_CHINESE.match(text, start):
        return True
    left = text[max(0, start - 4) : start]
    return not left.isascii() and bool(AFTER_CHINESE.search(left))
