"""Show evidence, sentences and tables in a notebook, as static HTML that stays the same.

Whatever comes from a table or an article is shown as text, never as markup or mathematics; so it
is in the frames that pandas shows itself, once this module is imported.
"""

from __future__ import annotations

import html
import itertools
import re
import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from numbers import Integral, Real
from typing import Any

import pandas as pd
from IPython.display import Markdown

from analysis.articles import paragraphs
from analysis.intervals import Interval
from analysis.reader import MEASURES, find_mentions
from analysis.screening import SEVERITIES
from analysis.wording import in_percent, in_words, period

pd.set_option("display.html.use_mathjax", False)  # two dollars in a cell are no formula

_SPEC = re.compile(r"(?:\.(?P<digits>\d+))?(?P<percent>%?)")
_CHOICE = re.compile(r"(?P<one>[^|]+)\|(?P<several>[^|]+)")
_MARKUP = re.compile(r"[`*_{}\[\]|~]|^[#+-]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")  # how an item of a list begins
_LINKS = {"://": ":&#47;&#47;", "www.": "www&#46;", "@": "&#64;"}  # what Markdown would make one
# MathJax joins the text between two dollars, but not across an element, and knows no other escape.
_MATHS = {ord(sign): f"<span>&#{ord(sign)};</span>" for sign in "$\\"}
# Signs that would turn the text after them round.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# A dot beside the word; each colour stands out from white and from JupyterLab's dark ground.
_VERDICTS = {"corroborated": "#02875f", "consistent": "#2a86c7", "contradicted": "#d55e00",
             "implausible": "#a868c4", "not comparable": "#9a7500",
             "not checked": "#808080"}  # fmt: skip
_DOT = '<span style="color:{}" aria-hidden="true">●</span>\N{NO-BREAK SPACE}'
# On each cell, since JupyterLab takes a <style> out of the outputs of a notebook not yet trusted.
_LEFT = "text-align:left;vertical-align:top;max-width:26em"
_WIDE = "text-align:left;vertical-align:top;max-width:42em"
_RIGHT = "text-align:right;vertical-align:top;white-space:nowrap"
_DOZEN = 12
# A finding's sign in the text, and the marks of a note, a doubt and an error: colour and line.
_SIGNS = {"note": "?", "doubt": "?", "error": "!"}
_FOUND = (
    "background-color:transparent;color:inherit;border-bottom:2px dashed #de8f05",
    "background-color:transparent;color:inherit;border-bottom:3px double #d55e00",
    "background-color:#d55e00;color:#ffffff;border-bottom:3px double #d55e00",
)
_UNMARKED = "background-color:transparent;color:inherit;border-bottom:1px dotted #808080"


@dataclass(frozen=True, repr=False)
class Shown:
    """What a cell shows: HTML, and its words as plain text; nbval compares both."""

    data: str

    def _repr_html_(self) -> str:
        return self.data

    def __repr__(self) -> str:
        """Return the words, a line for each row of a table."""
        words = re.sub("<[^>]*>", "", re.sub("</t[dh]>(?=<t[dh])", " | ", self.data))
        return html.unescape(words).strip()


def fill(template: str, /, **values: Any) -> str:
    """Fill computed values into a sentence by their names.

    Numbers and intervals are written in words, with `:%` in percent, with `:.3` to three digits
    (see `wording`); a date without a format is "8 January 2023". A whole number with two words in
    its format chooses between them, `{n:event|events}`: the first is for one. Raises KeyError for
    a field whose name has no value, or that has no name.

    >>> fill("{n} of {all}, {share:%}", n=5, all=27, share=5 / 27)
    '5 of 27, 18.5 %'
    >>> fill("{n} {n:event is|events are} dated", n=1)
    '1 event is dated'
    """
    return _Sentence(str).vformat(template, (), values)


def say(template: str, /, **values: Any) -> Markdown:
    r"""Return a sentence filled as by `fill`, as Markdown; text values cannot mark it up.

    >>> say("*{name}*: {n}", name="<b>*x*</b>", n=1_730_000).data
    '*&lt;b&gt;\\*x\\*&lt;/b&gt;*: 1.73 million'
    """
    sentence = Markdown("")  # given a text, it would open what looks like an address or a file
    sentence.data = _Sentence(_escape_markdown).vformat(template, (), values)
    return sentence


def table(
    frame: pd.DataFrame | pd.Series[Any],
    *,
    caption: str | None = None,
    percent: Iterable[str] = (),
    most: int = _DOZEN,
) -> Shown:
    """Show a frame as a table for reading: text to the left, numbers in words to the right.

    `caption` stands above it. `percent` names the columns that hold shares, besides one named
    `share`. Of more rows than `most`, a dozen, a last line says how many there are. Whole numbers
    are written in full, dates as "8 January 2023", categories without underscores, what is missing
    as an empty cell; a verdict has a coloured dot. The index isn't shown; a frame without rows
    shows "none".
    Raises KeyError for a name in `percent` that is no column.

    >>> table(pd.DataFrame({"name": ["moves"], "share": [Interval(0.5746, 0.5817)]}), caption="Who")
    Who
    Name | Share
    moves | 57–58 %
    """
    frame = pd.DataFrame(frame)
    if absent := set(percent) - set(frame.columns):
        raise KeyError(f"no column {sorted(absent)}, expected some of {list(frame.columns)}")
    shown = frame.head(most)
    columns = [_cells(name, cells, name in {"share", *percent}) for name, cells in shown.items()]
    rest = f"… and {len(frame) - len(shown):,} more" if len(shown) else "none"
    return _assembled(columns, caption, rest if not len(shown) or len(shown) < len(frame) else "")


def quote(rows: pd.DataFrame | pd.Series[Any]) -> Shown:
    """Show quoted evidence with its numbers marked, and the paragraph that it stands in.

    Takes one row or several of figures or events: columns `quote`, `paragraph`, `number_start` and
    `number_end`, the offsets in the quote. Rows of one paragraph share a block, and rows of one
    quote a quotation. Raises KeyError for a column that is missing.
    """
    frame = rows.to_frame().T if isinstance(rows, pd.Series) else rows
    blocks = []
    for number, block in frame.groupby("paragraph", sort=False):
        quotes = block.groupby("quote", sort=False)[["number_start", "number_end"]]
        marked = " … ".join(f"“{_marked(str(text), spans)}”" for text, spans in quotes)
        blocks.append(f"<blockquote>{marked} <small>(paragraph {number:.0f})</small></blockquote>")
    return Shown("\n".join(blocks))


def proof(rows: pd.DataFrame | pd.Series[Any], *, caption: str | None = None) -> Shown:
    """Show claims beside their proof: the phrase, what other publications say of it, the verdict.

    Takes one figure or several, as `load_audited` gives them: columns `name`, `quote`, `paragraph`,
    `number_start`, `number_end`, `reason` and `verdict`. The number is marked in its phrase.
    Raises KeyError for a column that is missing.
    """
    frame = rows.to_frame().T if isinstance(rows, pd.Series) else rows
    spans = frame[["number_start", "number_end"]]
    said = [
        f"“{_marked(str(text), spans.iloc[[at]])}” <small>(paragraph {number:.0f})</small>"
        for at, (text, number) in enumerate(zip(frame["quote"], frame["paragraph"], strict=True))
    ]
    columns = {
        "Figure": map(_escape, frame["name"].astype("str")),
        "The article says": said,
        "Other publications": map(_escape, frame["reason"].astype("str")),
        "Verdict": map(_with_dot, frame["verdict"].astype("str")),
    }
    styles = (_LEFT, _LEFT, _WIDE, _LEFT)
    shown = [
        _column(heading, cells, style)
        for (heading, cells), style in zip(columns.items(), styles, strict=True)
    ]
    return _assembled(shown, caption, "" if len(frame) else "none")


def sources(*origins: str | pd.DataFrame) -> str:
    """Write the line that names a chart's sources: files, and the publishers of references.

    >>> sources("figures.csv", pd.DataFrame({"publisher": ["CCTV", "Xinhua", "CCTV"]}))
    'Source: figures.csv; CCTV; Xinhua'
    """
    names = [[o] if isinstance(o, str) else o["publisher"].tolist() for o in origins]
    return f"Source: {'; '.join(dict.fromkeys(itertools.chain.from_iterable(names)))}"


def article(text: str, *, findings: pd.DataFrame | None = None) -> Shown:
    """Show an article with every numeric mention marked, a paragraph each.

    With `findings`, as `screen_figures` gives them of the text's mentions, measures are marked and
    other numbers underlined, each with its kind on hover; the odd number of a finding carries its
    place in the list below, which gives severity, check and reason, with a sign: "?" for a note or
    doubt, "!" for an error. Raises ValueError for findings of figures, which have no place in the
    text, or of another text.

    >>> article("more than 80 <b>cards</b>").data
    '<p><mark>more than 80</mark> &lt;b&gt;cards&lt;/b&gt;</p>'
    """
    mentions = find_mentions(text)
    if findings is None:
        marked = _marked(text, mentions[["start", "number_end"]])
        return Shown("\n".join(f"<p>{block}</p>" for block in paragraphs(marked)))
    rows: list[Any] = list(findings.itertuples(index=False))
    if not all(isinstance(span, tuple) for row in rows for span in row.figures):
        raise ValueError("findings of figures have no place in the text: screen its mentions")
    for row in rows:
        if " ".join(text[slice(*row.figures[0])].split()) != row.stated:
            raise ValueError(f"{row.stated!r:.60} does not stand there: findings of another text")
    blocks = "\n".join(f"<p>{block}</p>" for block in paragraphs(_screened(text, mentions, rows)))
    return Shown(f"{blocks}\n{_listed_findings(rows)}")


def _screened(text: str, mentions: pd.DataFrame, findings: list[Any]) -> str:
    """Return the text as HTML, its numbers with their kind and the findings about them."""
    about: dict[int, list[tuple[int, Any]]] = {}
    for place, row in enumerate(findings, start=1):
        about.setdefault(row.figures[0][0], []).append((place, row))
    parts, end = [], 0
    rows: list[Any] = list(mentions.itertuples(index=False))
    for row in rows:
        found = about.get(row.start, [])
        inside = _escape(text[row.start : row.number_end])
        reasons = [f"{one.severity}, {one.check}: {one.reason}" for _, one in found]
        hover = html.escape("; ".join([str(row.kind), *reasons]))
        worst = max((SEVERITIES.index(one.severity) for _, one in found), default=-1)
        style = _FOUND[worst] if found else _UNMARKED if row.kind not in MEASURES else ""
        signs = "".join(f"<sup>[{_sign(place, one.severity)}]</sup>" for place, one in found)
        attributes = f' style="{style}"' if style else ""
        marked = f'<mark title="{hover}"{attributes}>{inside}</mark>{signs}'
        parts += [_escape(text[end : row.start]), marked]
        end = row.number_end
    return "".join(parts) + _escape(text[end:])


def _sign(place: int, severity: str) -> str:
    return f"{place}{_SIGNS[severity]}"


def _listed_findings(findings: list[Any]) -> str:
    """Return what the findings say as a list, each with the sign that it has in the text."""
    if not findings:
        return "<p>Nothing was found.</p>"
    items = [
        f"<li>[{_sign(place, row.severity)}] {_escape(row.severity)}, {_escape(row.check)}:"
        f" {_escape(row.reason)}</li>"
        for place, row in enumerate(findings, start=1)
    ]
    return '<ul style="list-style:none;padding-left:0">' + "\n".join(items) + "</ul>"


class _Sentence(string.Formatter):
    def __init__(self, escape: Callable[[str], str]) -> None:
        self.escape = escape

    def get_value(self, key: Any, args: Any, values: Any) -> Any:
        """Look a value up by the name of its field."""
        if key not in values:
            raise KeyError(f"no value named {key!r} for a field, got {list(values)}")
        return values[key]

    def format_field(self, value: Any, spec: str) -> str:
        """Write numbers and intervals in words, all else as Python does."""
        if _is_number(value) and (match := _SPEC.fullmatch(spec)):
            digits = int(match["digits"]) if match["digits"] else None
            return (in_percent if match["percent"] else in_words)(value, digits=digits)
        if isinstance(value, date) and not spec:
            return _text(value)
        if isinstance(value, Integral) and (words := _CHOICE.fullmatch(spec)):
            return words["one"] if value == 1 else words["several"]
        return self.escape(str(super().format_field(value, spec)))


def _cells(name: Any, values: pd.Series[Any], percent: bool) -> list[str]:
    """Return the heading and cells of a column."""
    texts = [_text(value, percent) for value in values.tolist()]
    if isinstance(values.dtype, pd.CategoricalDtype):
        texts = [text.replace("_", " ") for text in texts]
    known = values.dropna()
    style = _RIGHT if len(known) and all(map(_is_number, known)) else _LEFT
    heading = str(name).replace("_", " ")
    heading = _escape(heading[:1].upper() + heading[1:])
    return _column(heading, map(_with_dot, texts), style)


def _column(heading: str, cells: Iterable[str], style: str) -> list[str]:
    """Return a column of a table, its heading first; all of it is HTML."""
    shown = [f'<td style="{style}">{cell}</td>' for cell in cells]
    return [f'<th scope="col" style="{style}">{heading}</th>', *shown]


def _assembled(columns: list[list[str]], caption: str | None, last: str = "") -> Shown:
    """Put columns together as a table, with a last line across all of them if it says something."""
    head, *body = (f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    title = f'<caption style="text-align:left">{_escape(caption)}</caption>\n' if caption else ""
    if last:
        body.append(f'<tr><td colspan="{len(columns)}" style="{_LEFT}">{last}</td></tr>')
    rows = "\n".join(body)
    return Shown(f"<table>{title}<thead>{head}</thead>\n<tbody>{rows}</tbody></table>")


def _with_dot(text: str) -> str:
    """Return a cell's text as HTML, a verdict with its dot."""
    dot = _DOT.format(_VERDICTS[text]) if text in _VERDICTS else ""
    return dot + _escape(text)


def _is_number(value: Any) -> bool:
    return isinstance(value, (Real, Interval)) and not isinstance(value, bool)


def _text(value: Any, percent: bool = False) -> str:
    """Write one value as a reader expects it."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, date):
        return period(day := pd.Timestamp(value), day)
    if not _is_number(value):
        return str(value)
    if isinstance(value, Integral) and not percent:
        return f"{value:,}".replace("-", "−")
    return in_percent(value) if percent else in_words(value)


def _marked(text: str, spans: pd.DataFrame) -> str:
    """Return the text as HTML with the spans in `<mark>`, all else escaped."""
    parts, end = [], 0
    for start, stop in sorted(spans.dropna().astype(int).to_numpy().tolist()):
        if start >= end:
            parts += [_escape(text[end:start]), f"<mark>{_escape(text[start:stop])}</mark>"]
            end = stop
    return "".join(parts) + _escape(text[end:])


def _escape(text: str) -> str:
    return html.escape(text, quote=False).translate(_MATHS | _TURNS)


def _escape_markdown(text: str) -> str:
    """Escape what would mark up or make a link, and keep the value on one line."""
    line = _escape(re.sub(r"\s*[\r\n]\s*|\t", " ", text).lstrip(" "))
    for sign, shown in _LINKS.items():
        line = line.replace(sign, shown)
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))
