"""Ranges: how sure something is, and whether two statements can both be true."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import LogLocator

from analysis.charts.chart import ACCENT, GREY, INK, Chart, ends, groups, in_order, in_style
from analysis.intervals import Interval
from analysis.wording import in_percent, in_words


@in_style
def ranges(
    frame: pd.DataFrame,
    *,
    x: str = "claim",
    y: str = "name",
    hue: str | None = None,
    percent: bool = False,
    log: bool = False,
) -> Chart:
    """Draw intervals as ranges with a dot in the middle, a line of them per name.

    Use it to compare readings or sources of the same thing. `x` names the column of intervals, `y`
    that of their names, `hue` that of at most three colours. `percent` takes the ends as shares, 1
    for the whole; on a `log` axis an end at zero or below runs out to the left. An open upper end
    runs on to an arrow.
    """
    chart = Chart("Ranges", frame, y, x, hue)
    line = in_order(chart.rows[y])
    rows = chart.rows.assign(_line=line.codes).sort_values("_line", kind="stable")
    if rows.empty:
        return chart.finish()
    (group, colors), (low, high) = groups(rows, hue, GREY, ACCENT, INK), ends(rows[x])
    at = 0.3 * np.arange(len(rows)) + 0.2 * rows["_line"].to_numpy()
    middles = pd.Series(at).groupby(rows["_line"].to_numpy()).mean()
    chart.name_rows(line.categories[middles.index], 0.5, at=middles)
    chart.height = max(chart.height, at.max() + 0.5)
    start, end, limits = within(low, high, log)
    chart.ax.set(xscale="log" if log else "linear", ylim=(at.max() + 0.25, -0.25), xlim=limits)
    shades = group.map(colors).to_numpy()
    middle = (start * end) ** 0.5 if log else (start + end) / 2
    chart.ax.hlines(at, start, end, colors=shades, lw=5)
    _dots(chart, {"o": middle, ">": end}, [np.isfinite(low + high), end < high], at, shades)
    words = in_percent if percent else in_words
    for i, (name, part) in enumerate(zip(rows[y], group, strict=True)):
        text, who = words(Interval(low[i], high[i])), f"{name}, {part}" if part else name
        chart.label(text, end[i], at[i], INK, who)
    if log:
        chart.ax.xaxis.set_major_locator(LogLocator(numticks=5))
    chart.ax.xaxis.set_major_formatter(lambda value, _: words(value))
    chart.name_groups(colors)
    return chart.finish()


@in_style
def forest(
    frame: pd.DataFrame,
    *,
    x: str = "claim",
    y: str = "name",
    room: tuple[str, str] = ("room_low", "room_high"),
) -> Chart:
    """Draw the room that references leave to each claim, as so many times what is stated.

    Use it to show an audit at a glance, on a log axis. `x` names the column of claims, `y` that of
    their names, `room` the two columns with the ends of what the references leave: zero, infinity
    and nothing are open, and run to an arrow at the edge. A room that its claim doesn't meet is
    drawn in the accent. A claim that isn't above zero has none.
    """
    low, high = ends(frame[x])
    middle = np.where(np.isfinite(high), (low + high) / 2, low)
    frame = frame.assign(_middle=np.where(middle > 0, middle, np.nan))
    chart = Chart("Room that references leave", frame, y, x, "_middle", left=3.2, right=0.1)
    rows = chart.rows
    if rows.empty:
        return chart.finish()
    left = np.array([rows[room[0]].fillna(0), rows[room[1]].fillna(np.inf)], dtype=float)
    ratios = left / rows["_middle"].to_numpy()
    inner = [1.0, *ratios[np.isfinite(ratios) & (ratios > 0)]]
    least, most = min(inner) / 3, max(inner) * 3
    start, end = ratios.clip(least, most)
    colors, at = [], range(len(rows))
    chart.name_rows(rows[y], 0.32, 38)
    for i, name, *pairs in zip(at, rows[y], ends(rows[x]).T, left.T, strict=True):
        claim, some = (Interval(*pair) for pair in pairs)
        colors.append(GREY if some.meets(claim) else ACCENT)
        chart.label(in_words(some), max(end[i], 1), i, colors[i], f"{name} stated {claim}, room")
    chart.ax.vlines(1, -0.6, len(rows), color=INK, lw=1, zorder=0)
    chart.ax.hlines(at, start, end, colors=colors, lw=7)
    marks = {"s": (start * end) ** 0.5, "<": start, ">": end}
    _dots(chart, marks, [start > 0, ratios[0] < least, ratios[1] > most], at, colors)
    chart.ax.set(xscale="log", xlim=(least, most * (most / least) ** 0.95))
    chart.ax.set_ylim(len(rows) - 0.5, -1.5)
    chart.height += 0.32
    chart.ax.annotate("as stated", (1, -1), ha="center", va="center")
    powers = [k for k in range(-12, 13, 3) if least <= 10.0**k <= most]
    texts = [f"{'÷' if k < 0 else '×'}{10 ** abs(k):,}" for k in powers]
    chart.ax.set_xticks([10.0**k for k in powers], texts)
    chart.ax.tick_params(labelsize=10)
    return chart.finish()


def _dots(chart: Chart, marks: dict[str, Any], here: list[Any], at: Any, colors: Any) -> None:
    """Draw a mark of each shape at its places, where it belongs."""
    for (shape, place), rows in zip(marks.items(), here, strict=True):
        looks: Any = {"marker": shape, "s": 47, "ec": "none", "clip_on": False}
        chart.ax.scatter(place[rows], np.asarray(at)[rows], c=np.asarray(colors)[rows], **looks)


def within(low: Any, high: Any, log: bool = False) -> tuple[Any, Any, tuple[float, float]]:
    """Return the ends to draw, the open ones near the edge, and limits with room for labels."""
    finite = [end for end in (*low, *high) if np.isfinite(end) and (end > 0 or not log)] or [1.0]
    least, most = min(finite), max(finite)
    if log:
        wide = max(most / least, 10**0.5)
        left, right, limit = least / wide**0.05, most * wide**0.1, most * wide**0.6
    else:
        left = min(least, 0.0)
        wide = (max(most, 0.0) - left) or 1.0
        right, limit = most + 0.1 * wide, most + (0.65 if np.isinf(high).any() else 0.5) * wide
    return low.clip(left, right), high.clip(left, right), (left, limit)
