"""Bars, squares and stems: how much, and how many."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.ticker import MaxNLocator

from analysis.charts.chart import ACCENT, GREY, INK, PALE, Chart, ends, groups, in_order, in_style
from analysis.charts.ranges import within
from analysis.intervals import Interval
from analysis.wording import in_words


@in_style
def rangebars(
    frame: pd.DataFrame, *, x: str = "claim", y: str = "name", highlight: Any = None
) -> Chart:
    """Draw claims as bars from zero: solid to the low end, hatched from low to high.

    Use it to compare amounts of one unit that are stated with "more than" or "about". `x` names the
    column of intervals, `y` that of their names; `highlight` is the index label, or several, that
    the finding is about. An open end runs on to an arrow, a lower one only where something is below
    zero.
    """
    chart = Chart("Bars", frame, y, x)
    low, high = ends(chart.rows[x])
    start, end, limits = within(low, high)
    texts = [in_words(Interval(*claim)) for claim in zip(low, high, strict=True)]
    _bars(chart, start, 0.52, chart.accents(highlight), texts, end)
    i = np.flatnonzero(end > start)
    closed = (end == high) & (start == low)
    looks: Any = {"fc": "white", "ec": INK, "hatch": "/////", "lw": 0.8 * closed[i]}
    chart.ax.barh(i, (end - start)[i], left=start[i], **looks)
    for mark, at, is_open in ((">", end, end < high), ("<", start, (start > low) & (start < 0))):
        if is_open.any():
            looks = {"color": INK, "ms": 9, "clip_on": mark == ">"}
            chart.ax.plot(at[is_open], np.flatnonzero(is_open), mark, **looks)
    chart.ax.set_xlim(limits)
    return chart.finish()


@in_style
def bars(
    data: pd.Series | pd.DataFrame,
    *,
    x: str | None = None,
    y: str | None = None,
    highlight: Any = None,
) -> Chart:
    """Draw numbers as bars from zero in the order given, each labelled.

    Use it for counts: a Series named by its index, as `value_counts` gives it; or a frame with its
    columns `x` of numbers and `y` of names, the index where it's not given. `highlight` is the
    index label, or several, that the finding is about.
    """
    frame, x, y = _columns(data, x, y)
    chart = Chart("Bars", frame, y, x, right=0.6)
    numbers, colors = chart.rows[x], chart.accents(highlight)
    _bars(chart, numbers, 0.42, colors, [*map(in_words, numbers)], numbers.array)
    return chart.finish()


@in_style
def nestedbars(frame: pd.DataFrame, *, y: str, part: str, whole: str) -> Chart:
    """Draw the part of each whole as a bar within a bar, both from zero and labelled.

    Use it for "so many of so many". `y` names the column of names, `part` and `whole` those of
    numbers.
    """
    chart = Chart("Bars", frame, y, part, whole)
    some, all_ = chart.rows[part], chart.rows[whole]
    texts = [f"{in_words(n)} of {in_words(of)}" for n, of in zip(some, all_, strict=True)]
    _bars(chart, all_, 0.42, [PALE] * len(all_), texts, all_.array)
    chart.ax.barh(range(len(some)), some, color=ACCENT, lw=0)
    chart.ax.margins(x=0.45)
    return chart.finish()


@in_style
def waffle(frame: pd.DataFrame, *, y: str, hue: str | None = None) -> Chart:
    """Draw a square for each row of a frame, and the number of them at the end of each line.

    Use it for a few dozen things that one may want to count. `y` names the column of lines, `hue`
    that of at most four colours, whose numbers follow as a sum in the legend's order; categories
    come in their order, else values as they stand.
    """
    chart = Chart("Squares", frame, y, hue, left=1.9)
    (group, colors), line = groups(chart.rows, hue), in_order(chart.rows[y])
    lines = [Counter(here) for _, here in group.groupby(line, observed=False)]
    texts = [_sum([counts[each] for each in colors]) for counts in lines]
    squares, inches = [], chart.ax.bbox.width / chart.ax.figure.dpi
    rooms = [inches - 0.1 * len(text) for text in texts]  # 0.1 for a letter, with some to spare
    steps = [room / (here.total() + 0.7) for room, here in zip(rooms, lines, strict=True)]
    step = min([0.33, *steps])  # inches from one square to the next
    for i, (name, counts) in enumerate(zip(line.categories, lines, strict=True)):
        ordered = [each for each in colors for _ in range(counts[each])]
        squares += [(x, i, colors[each]) for x, each in enumerate(ordered)]
        chart.label(texts[i], len(ordered) - 0.6, i)
        parts = [f"{each} {counts[each]}".strip() for each in colors if counts[each]]
        chart.drawn.append(f"{name}: {', '.join(parts) or 0}")
    x, rows, shades = np.array(squares, dtype=object).reshape(-1, 3).T.tolist()
    chart.ax.scatter(x, rows, c=shades, marker="s", s=(55 * step) ** 2, ec=INK, lw=0.6)
    chart.name_rows(line.categories, 0.42)
    chart.ax.set(xticks=[], xlim=(-0.7, inches / step - 0.7))
    chart.ax.spines["bottom"].set_visible(False)
    chart.name_groups(colors, dict.fromkeys(colors, "s"))
    things = sum(max(len(+counts), 1) for counts in lines)
    return chart.finish(things=things if squares else 0)


def _sum(parts: list[int]) -> str:
    """Write how many there are, and of several parts how many in each."""
    total = in_words(sum(parts))
    return f"{total} = {' + '.join(map(in_words, parts))}" if len(parts) > 1 else total


@in_style
def lollipop(
    data: pd.Series | pd.DataFrame,
    *,
    x: str | None = None,
    y: str | None = None,
    span: tuple[float, float] | None = None,
    span_label: str | None = None,
) -> Chart:
    """Draw numbers as stems along an axis of positions; a zero has no label.

    Use it to show where in a text, or in a row of years, things stand. `data` is a Series indexed
    by position, or a frame with its columns `x` of positions, the index where it's not given, and
    `y` of numbers. `span` gives the first and last position to shade, `span_label` names them.
    """
    frame, y, x = _columns(data, y, x)
    chart = Chart("Stems", frame, x, y, left=0.3)
    if chart.rows.empty:
        return chart.finish()
    chart.height = 2.4
    at, numbers = chart.rows[[x, y]].to_numpy(dtype=float).T
    first, last = span or (np.inf, -np.inf)
    colors = [ACCENT if first <= place <= last else GREY for place in at]
    chart.ax.vlines(at, 0, numbers, colors=colors, lw=5)
    here = numbers != 0
    chart.ax.scatter(at[here], numbers[here], color=INK, s=30, zorder=3)
    for place, number in zip(at[here], numbers[here], strict=True):
        text, up = in_words(number), number > 0
        looks: Any = {
            "textcoords": "offset points",
            "ha": "center",
            "va": "baseline" if up else "top",
        }
        chart.ax.annotate(text, (place, number), (0, 7 if up else -7), **looks)
        chart.drawn.append(f"{x} {place:.15g}: {text}")
    chart.notes += [] if here.all() else ["all others 0" if chart.drawn else "all 0"]
    chart.ax.set(yticks=[], xlim=(at.min() - 0.7, at.max() + 0.7))
    least, most = min(numbers.min(), 0), max(numbers.max(), 0)
    chart.ax.set_ylim(least * 1.6, most * 1.35 or (0 if least else 1))
    if least:
        chart.ax.axhline(0, color=GREY, lw=1, zorder=0)
    chart.ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    if span:
        words = f"{x} {first:.15g} to {last:.15g}"
        chart.shade(first - 0.5, last + 0.5, span_label, words, ACCENT)
    return chart.finish()


def _columns(data: Any, numbers: str | None, names: str | None) -> tuple[pd.DataFrame, str, str]:
    """Return a frame and its columns of numbers and names, the index for those not given."""
    if isinstance(data, pd.Series):
        data, numbers = data.to_frame("_number"), numbers or "_number"
    if numbers is None:
        raise TypeError(f"name the column of numbers, one of {list(data.columns)}")
    if names is None:
        names = str(data.index.name or "at")
        names += " in the index" if names in data else ""
        data = data.assign(**{names: data.index})
    return data, numbers, names


def _bars(chart: Chart, lengths: Any, inches: float, colors: Any, texts: Any, at: Any) -> None:
    """Draw a bar from zero for each row, its name before it and a text after it.

    Name and text of what is in the accent are bold, for a bar can be too short to show its colour.
    """
    chart.ax.set(xticks=[])  # first, or the plot makes ticks that nobody sees
    rows = [*range(len(colors))]
    looks: Any = {"orient": "h", "errorbar": None, "saturation": 1, "legend": False}
    if rows:
        sns.barplot(x=lengths, y=rows, hue=rows, palette=list(colors), **looks, ax=chart.ax)
    chart.ax.set(xlabel=None, ylabel=None)
    bold = [color == ACCENT for color in colors]
    chart.name_rows(chart.names, inches, bold=bold)
    for i, name in enumerate(chart.names):
        chart.label(texts[i], max(at[i], 0), i, colors[i], name, bold[i])
    chart.ax.spines["bottom"].set_visible(False)
