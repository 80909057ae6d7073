"""Time: running totals, and what happened when."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter, date2num

from analysis.charts.chart import ACCENT, BLACK, INK, Chart, filled, groups, in_style, marks_of
from analysis.wording import in_words

_YEAR = 366
_LINE = 15  # points of a line of a label
_MIDDLE = "#8c8c8c"  # a grey for a third line, neither the accent's lightness nor too pale
_MARGIN = 12  # days that stay free on either side of a timeline
_EDGES = date2num(["0001-01-01", "9999-12-31"])  # matplotlib writes no day outside of these


@in_style
def lines(
    frame: pd.DataFrame,
    *,
    x: str = "period_end",
    y: str = "value",
    hue: str | None = None,
    span: tuple[Any, Any] | None = None,
    span_label: str | None = None,
    log: bool = False,
) -> Chart:
    """Draw numbers over time, a line per series through the published points only.

    Use it for running totals. `x` names the column of days, `y` that of numbers, `hue` that of at
    most three series, each with its own mark and named at its last point; one with a single point
    is drawn as that. `span` gives the first and last day to shade, `span_label` names them; `log`
    uses a log axis in place of one from zero, without what isn't above zero.
    """
    frame = frame.assign(**{y: frame[y].where(frame[y] > (0 if log else -np.inf))})
    chart = Chart("Lines", frame, x, y, hue, left=1.1, right=2.45)
    rows = chart.rows.astype({x: "datetime64[s]", y: float}).sort_values(x, kind="stable")
    if rows.empty:
        return chart.finish()
    group, colors = groups(rows, hue, ACCENT, BLACK, _MIDDLE)
    for name, day, number in zip(group, rows[x], rows[y], strict=True):
        chart.drawn.append(f"{name and name + ', '}{day:%Y-%m-%d}: {in_words(number)}")
    looks: Any = {"palette": colors, "markers": marks_of(colors), "dashes": False, "legend": False}
    looks |= {"hue": group.array, "style": group.array, "ms": 9, "mec": "white"}
    chart.ax.margins(x=0)  # it writes the days of the axis, and there is none before the year 1
    sns.lineplot(x=rows[x], y=rows[y], estimator=None, **looks, ax=chart.ax)
    _days(chart, span, span_label)
    least, most = rows[y].min(), rows[y].max()
    limits = (least / 3, most * 3) if log else (min(0, least * 1.1), max(0, most * 1.1) or 1)
    chart.ax.set(yscale="log" if log else "linear", ylim=limits, xlabel=None, ylabel=None)
    chart.ax.margins(x=0.1)
    chart.ax.set_xlim(np.clip(chart.ax.get_xlim(), *_EDGES))
    chart.ax.yaxis.set_major_formatter(lambda value, _: in_words(value))
    chart.height = 3.2
    chart.lay_out()  # for the size of the axes, by which points are labelled
    last = pd.DataFrame({"name": group.array, "day": rows[x].array, "number": rows[y].array})
    _label_ends(chart, last.groupby("name", sort=False).tail(1), colors)
    _label_inner_points(chart.ax)
    return chart.finish()


@in_style
def timeline(
    events: pd.DataFrame,
    *,
    y: str = "kind",
    label: str = "what",
    start: str = "start",
    end: str = "end",
    hue: str | None = None,
    span: tuple[Any, Any] | None = None,
    span_label: str | None = None,
) -> Chart:
    """Draw dated events one below the other, by kind: a mark is a day, a bar the days meant.

    Use it to show what came when, and when nothing did. `y` names the column of kinds, `label` that
    of the words, `start` and `end` those of the first and last day, `hue` that of at most four
    marks; a bar begins with its own. The axis ends with the last event shorter than a year or so;
    longer ones run out of it and say until when. `span` gives the first and last day to shade,
    `span_label` names them.
    """
    chart = Chart("Events", events, label, y, start, end, hue, left=1.2)
    rows = chart.rows.astype({y: "str", start: "datetime64[s]", end: "datetime64[s]"})
    if rows.empty:
        return chart.finish()
    rows = rows.assign(_first=rows.groupby(y)[start].transform("min"))
    rows = rows.sort_values(["_first", y, start, end], kind="stable")
    group, colors = groups(rows, hue)
    marks = marks_of(colors)
    short = (rows[end] - rows[start]).dt.days <= _YEAR
    last = rows.loc[short if short.any() else ~short, end].max()
    if (latest := rows[start].max()) > last:  # one that begins after all the others
        last = latest + (latest - rows[start].min()) / 2
    chart.name_rows(rows[label], 0.4, 76)  # for their height
    limits = date2num(rows[start].min()) - _MARGIN, date2num(last) + _MARGIN
    chart.ax.set_xlim(np.clip(limits, *_EDGES))
    columns = (rows[y], group, rows[label], rows[start], rows[end])
    for i, (kind, who, text, since, until) in enumerate(zip(*columns, strict=True)):
        _event(chart.ax, i, text, (since, until), colors[who], marks[who])
        days = f"{since:%Y-%m-%d}" + (f" to {until:%Y-%m-%d}" if until > since else "")
        chart.drawn.append(f"{days} {kind}{who and ', ' + who}: {text}")
    heads = np.flatnonzero(~rows[y].duplicated())
    chart.ax.set_yticks(heads, [filled(kind, 13) for kind in rows[y].iloc[heads]])
    _days(chart, span, span_label)
    chart.name_groups(colors, marks)
    return chart.finish()


def _label_ends(chart: Chart, last: pd.DataFrame, colors: dict[str, str]) -> None:
    """Write name and number of each series beside its last point, one above the other."""
    places = [*zip(date2num(last["day"]), last["number"], strict=True)]
    named = zip(last["name"], last["number"], strict=True)
    texts = [f"{filled(name, 26)}\n{in_words(number)}".strip() for name, number in named]
    moves = _apart(chart.ax, places, texts)
    for name, place, text, up in zip(last["name"], places, texts, moves, strict=True):
        chart.label(text, *place, colors[name], up=up)


def _apart(ax: Axes, places: list[tuple[Any, Any]], texts: list[str]) -> list[float]:
    """Return by how many points to move each text up, so that none covers another."""
    points = 72 / ax.figure.dpi
    middles = np.array([ax.transData.transform(place)[1] * points for place in places])
    moved, high = middles.copy(), [_LINE * (text.count("\n") + 1) for text in texts]
    order = middles.argsort()
    for _ in range(20):
        for below, above in itertools.pairwise(order):
            missing = (high[below] + high[above]) / 2 - (moved[above] - moved[below])
            moved[[below, above]] += np.array([-0.5, 0.5]) * max(missing, 0)
    return list(moved - middles)


def _days(chart: Chart, span: tuple[Any, Any] | None, label: str | None) -> None:
    """Show days on the x axis, and shade those from the first to the end of the last of a span."""
    chart.ax.xaxis_date()
    chart.ax.xaxis.set_major_formatter(ConciseDateFormatter(chart.ax.xaxis.get_major_locator()))
    if span:
        first, last = (pd.Timestamp(day) for day in span)
        words = f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
        chart.shade(date2num(first), date2num(last) + 1, label, words, INK)


def _event(ax: Axes, y: int, words: str, days: tuple[Any, Any], color: str, mark: str) -> None:
    """Draw one event with its words: above a long bar, else on the side that has more room."""
    left, right = ax.get_xlim()
    start, end = date2num(days[0]), date2num(days[1]) + 1
    place: Any = {"textcoords": "offset points", "va": "center", "fontsize": 11}
    looks: Any = {"color": color, "mec": INK, "mew": 0.6, "ms": 9}
    if end - start > (right - left) / 2:
        ax.barh(y + 0.3, min(end, right) - start, left=start, height=0.16, color=color)
        ax.plot(start, y + 0.3, mark, **looks)
        late = start - left > (right - left) / 2
        at: Any = ((start, y + 0.3), (-8, 0)) if late else ((start, y), (7, 0))
        ax.annotate(words, *at, ha="right" if late else "left", **place)
        if end > right:
            ax.annotate(f"to {days[1]:%B %Y} →", (right, y), (0, 0), ha="right", **place)
        return
    if days[0] != days[1]:
        ax.barh(y, end - start, left=start, height=0.16, color=color)
    ax.plot(start, y, mark, **looks)
    before = start - left > right - end
    x, side, room = (start, -8, start - left) if before else (end, 8, right - end)
    text = filled(words, int(room / (right - left) * ax.bbox.width / 10.2))
    ax.annotate(text, (x, y), (side, 0), ha="right" if before else "left", **place)


def _label_inner_points(ax: Axes) -> None:
    """Write the values of inner points above them, left, where the axes have room for it."""
    paths = [ax.transData.transform_path(line.get_path()) for line in ax.lines]
    taken = [text.get_window_extent() for text in ax.texts]
    for x, y in np.concatenate([np.asarray(line.get_xydata())[:-1] for line in ax.lines]):
        text = ax.annotate(in_words(y), (x, y), (-4, 8), textcoords="offset points", ha="right")
        box = text.get_window_extent()
        crossed = any(path.intersects_bbox(box, filled=False) for path in paths)
        if box.x0 < ax.bbox.x0 or crossed or box.count_overlaps(taken):
            text.remove()
        else:
            taken.append(box)
