"""Show evidence and numbers in a notebook: marked quotations, sentences with computed numbers.

Whatever comes from a table or an article is escaped: it is shown as text, never as markup.
"""

from __future__ import annotations

import html
import math
import re
import string
from numbers import Real
from typing import Any

import pandas as pd
from IPython.display import HTML, Markdown

from analysis.estimates import Interval
from analysis.mentions import find_mentions

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MARKUP = re.compile(r"[\\`*_{}\[\]|~$]|^[#+-]", re.MULTILINE)


def in_words(value: float | Interval, *, digits: int = 3) -> str:
    """Write a number or an interval as prose does, to so many significant digits.

    Whole numbers below a million keep all their digits.

    >>> in_words(1_730_000), in_words(740_000), in_words(1275.2)
    ('1.73 million', '740,000', '1,275')
    >>> in_words(Interval(2_980_080, 3_030_090)), in_words(Interval(80, math.inf))
    ('2.98 to 3.03 million', '80 or more')
    """
    if not isinstance(value, Interval):
        return " ".join(_split(value, digits)).rstrip()
    if math.isinf(value.high):
        return f"{in_words(value.low, digits=digits)} or more"
    low, high = _split(value.low, digits), _split(value.high, digits)
    if low == high and value.low != value.high and digits < 15:
        return in_words(value, digits=digits + 1)
    parts = [low[0] if low[1] == high[1] else " ".join(low).rstrip(), high[0]]
    return " ".join([" to ".join(dict.fromkeys(parts)), high[1]]).rstrip()


def in_percent(value: float | Interval, *, digits: int = 3) -> str:
    """Write a share between 0 and 1, or an interval of shares, in percent.

    >>> in_percent(0.5742), in_percent(Interval(0.5742, 0.5806))
    ('57.4 %', '57.4 to 58.1 %')
    """
    ends = (value.low, value.high) if isinstance(value, Interval) else (value,)
    texts = [_plain(100 * end, digits) for end in ends]
    return " to ".join(dict.fromkeys(texts)) + " %"


def fill(template: str, *values: Any, **named: Any) -> str:
    """Fill computed values into a sentence: numbers and intervals in words, `:%` in percent.

    >>> fill("{} of {all}, {share:%}", 5, all=27, share=5 / 27)
    '5 of 27, 18.5 %'
    """
    return _Sentence().vformat(template, values, named)


def say(template: str, *values: Any, **named: Any) -> Markdown:
    r"""Return a filled sentence as Markdown; text values are escaped, so they cannot mark up.

    >>> say("*{}*: {n}", "<b>*x*</b>", n=1_730_000).data
    '*&lt;b&gt;\\*x\\*&lt;/b&gt;*: 1.73 million'
    """
    escaped = {name: _escape_markdown(value) for name, value in named.items()}
    text = fill(template, *map(_escape_markdown, values), **escaped)
    return Markdown(text)


def quote(rows: pd.DataFrame | pd.Series) -> HTML:
    """Show quoted evidence with its number marked, and the paragraph that it stands in.

    Takes one row or several of a frame with columns `quote` and `paragraph`; all text is escaped.
    """
    frame = rows.to_frame().T if isinstance(rows, pd.Series) else rows
    lines = [
        f"<blockquote>“{mark_numbers(text)}” <small>paragraph {int(number)}</small></blockquote>"
        for text, number in zip(frame["quote"], frame["paragraph"], strict=True)
    ]
    return HTML("\n".join(lines))


def use_tables() -> None:
    """Show frames with whole numbers in full, others to four digits, and no text cut short."""
    pd.set_option("display.float_format", _cell)
    pd.set_option("display.max_colwidth", None)
    pd.set_option("display.max_rows", 100)


def mark_numbers(text: str) -> str:
    """Return the text as HTML with every numeric mention in a `<mark>`, all else escaped.

    >>> mark_numbers('more than 80 <b>cards</b>')
    '<mark>more than 80</mark> &lt;b&gt;cards&lt;/b&gt;'
    """
    found = find_mentions(text)
    parts, end = [], 0
    for start, stop in zip(found["start"].tolist(), found["number_end"].tolist(), strict=True):
        parts += [html.escape(text[end:start]), f"<mark>{html.escape(text[start:stop])}</mark>"]
        end = stop
    return "".join(parts) + html.escape(text[end:])


def article(text: str) -> HTML:
    """Show an article with every numeric mention marked, a paragraph each; all text is escaped."""
    blocks = re.split(r"\n\s*\n", text.strip())
    marked = "\n".join(f"<p>{mark_numbers(block)}</p>" for block in blocks)
    return HTML(marked)


class _Sentence(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        """Write numbers and intervals in words, all else as Python does."""
        if isinstance(value, Real) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, (float, Interval)) or format_spec not in ("", "%"):
            return str(super().format_field(value, format_spec))
        return in_percent(value) if format_spec else in_words(value)


def _split(value: float, digits: int) -> tuple[str, str]:
    """Return the number and the name of its scale: 1,730,000 gives "1.73" and "million"."""
    if math.isnan(value):
        return "–", ""
    rounded = float(f"{value:.6g}")
    scale, word = next((s for s in _SCALES if abs(rounded) >= s[0]), (1.0, ""))
    return _plain(value / scale, digits), word


def _plain(value: float, digits: int) -> str:
    """Write a number below a million with commas; whole numbers keep all their digits."""
    if value == round(value) and abs(value) < 1e6:
        return f"{value:,.0f}"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cell(value: float) -> str:
    whole = math.isinf(value) or value == round(value) or abs(value) >= 1e4
    return f"{value:,.0f}" if whole else f"{value:,.4g}"


def _escape_markdown(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _MARKUP.sub(r"\\\g<0>", html.escape(value, quote=False))
