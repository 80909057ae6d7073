"""Ranges: how sure something is, and whether two statements can both be true."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from analysis.charts.chart import (
    ACCENT,
    BLACK,
    GREY,
    INK,
    Chart,
    ends,
    groups,
    in_order,
    in_style,
    marks_of,
)
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
    """Draw intervals as ranges with a mark in the middle, a line of them per name.

    Use it to compare readings or sources of the same thing. `x` names the column of intervals, `y`
    that of their names, `hue` that of at most three marks. `percent` takes the ends as shares, 1
    for the whole; on a `log` axis an end at zero or below runs out to the left. An open end runs
    on to an arrow, a lower one only where something is below zero; the mark then stands at the
    other.
    """
    chart = Chart("Ranges", frame, y, x, hue)
    line = in_order(chart.rows[y])
    rows = chart.rows.assign(_line=line.codes).sort_values("_line", kind="stable")
    if rows.empty:
        return chart.finish()
    (group, colors), (low, high) = groups(rows, hue, GREY, ACCENT, BLACK), ends(rows[x])
    at = 0.3 * np.arange(len(rows)) + 0.2 * rows["_line"].to_numpy()
    middles = pd.Series(at).groupby(rows["_line"].to_numpy()).mean()
    chart.name_rows(line.categories[middles.index], 0.5, at=middles)
    chart.height = max(chart.height, at.max() + 0.5)
    start, end, limits = within(low, high, log)
    chart.ax.set(xscale="log" if log else "linear", ylim=(at.max() + 0.25, -0.25), xlim=limits)
    shades, marks = group.map(colors).to_numpy(), marks_of(colors)
    middle = _middle(start, end, np.isinf(low), np.isinf(high), log)
    chart.ax.hlines(at, start, end, colors=shades, lw=4)
    below = np.isinf(low) & (start < 0)
    _dots(chart, {">": end, "<": start}, [np.isinf(high), below], at, shades)
    own = [(group == name).to_numpy() for name in marks]
    _dots(chart, dict.fromkeys(marks.values(), middle), own, at, shades, s=90, ec=INK, lw=0.6)
    words = in_percent if percent else in_words
    for i, (name, part) in enumerate(zip(rows[y], group, strict=True)):
        text, who = words(Interval(low[i], high[i])), f"{name}, {part}" if part else name
        chart.label(text, end[i], at[i], INK, who)
    places = LogLocator(numticks=5) if log else MaxNLocator(6, steps=[1, 2, 5, 10])
    chart.ax.xaxis.set_major_locator(places)
    chart.ax.xaxis.set_major_formatter(lambda value, _: words(value))
    chart.name_groups(colors, marks)
    return chart.finish()


@in_style
def forest(
    frame: pd.DataFrame,
    *,
    x: str = "claim",
    y: str = "name",
    room: tuple[str, str] = ("room_low", "room_high"),
    together: tuple[str, Any] | None = None,
) -> Chart:
    """Draw the room that references leave to each claim, as so many times the middle of the claim.

    Use it to show an audit at a glance, on a log axis. `x` names the column of claims, `y` that of
    their names, `room` the two columns with the ends of what the references leave: zero, infinity
    and nothing are open, and run to an arrow at the edge. A room that its claim doesn't meet comes
    first, in the accent, with a diamond and in bold. `together` is a label, and the index labels of
    the rows that one line at the foot stands for, from the least low to the greatest high; what a
    claim doesn't meet still has its own. A claim that isn't above zero has none.
    """
    low, high = ends(frame[x])
    middle = np.where(np.isfinite(high), (low + high) / 2, low)
    frame = frame.assign(_middle=np.where(middle > 0, middle, np.nan))
    chart = Chart("Room that references leave", frame, y, x, "_middle", left=3.2, right=0.1)
    if chart.rows.empty:
        return chart.finish()
    lines = _in_one(_rooms(chart.rows, x, y, room), together, chart)
    ratios, missed = lines[["low", "high"]].to_numpy().T, lines["missed"].to_numpy()
    inner = [1.0, *ratios[np.isfinite(ratios) & (ratios > 0)]]
    beside = min(max((max(inner) / min(inner)) ** 0.5, 1.1), 3)
    least, most = min(inner) / beside, max(inner) * beside
    start, end = ratios.clip(least, most)
    colors, at = [ACCENT if miss else GREY for miss in missed], range(len(lines))
    chart.name_rows(lines["name"], 0.32, 38, bold=missed)
    chart.drawn += lines["words"].tolist()
    for i, text in enumerate(lines["text"]):
        chart.label(text, max(end[i], 1), i, colors[i], bold=missed[i])
    chart.ax.vlines(1, -0.6, len(lines), color=INK, lw=1, zorder=0)
    chart.ax.hlines(at, start, end, colors=colors, lw=7)
    center = (start * end) ** 0.5
    here = [~missed, missed, ratios[0] < least, ratios[1] > most]
    _dots(chart, {"s": center, "d": center, "<": start, ">": end}, here, at, colors)
    chart.ax.set(xscale="log", xlim=(least, most * (most / least) ** 0.95))
    chart.ax.set_ylim(len(lines) - 0.5, -1.5)
    chart.height += 0.32
    chart.ax.annotate("as stated", (1, -1), ha="center", va="center")
    _mark_factors(chart.ax, least, most)
    return chart.finish()


def _middle(start: Any, end: Any, below: Any, above: Any, log: bool) -> Any:
    """Return where the marks stand: in the middle, or at the end that is not open."""
    middle = (start * end) ** 0.5 if log else (start + end) / 2
    return np.where(above & ~below, start, np.where(below & ~above, end, middle))


def _mark_factors(ax: Axes, least: float, most: float) -> None:
    """Name every third power of ten on the x axis as a factor; on a short one, what it has."""
    powers, fine = [10.0**k for k in range(-12, 13)], MaxNLocator(5, steps=[1, 2, 5, 10])
    halves = [factor * power for power in powers for factor in (1, 2, 5)]
    for places in (powers[::3], powers, halves, [*fine.tick_values(least, most)]):
        factors = [place for place in places if least <= place <= most]
        if len(factors) > 1:
            break
    ax.set_xticks(factors, [_factor(place) for place in factors])
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.tick_params(labelsize=10)


def _factor(place: float) -> str:
    """Write a factor, below one as what it divides by if that is whole."""
    place = round(place, 12)
    inverse = round(1 / place, 9)
    divides = place < 1 and inverse == int(inverse)
    return f"÷{inverse:,.0f}" if divides else f"×{place:,.12g}"


def _rooms(rows: pd.DataFrame, x: str, y: str, room: tuple[str, str]) -> pd.DataFrame:
    """Return each room as so many times what is stated, those that the claim doesn't meet first."""
    left = np.array([rows[room[0]].fillna(0), rows[room[1]].fillna(np.inf)], dtype=float)
    claims, rooms = ([Interval(*pair) for pair in pairs.T] for pairs in (ends(rows[x]), left))
    low, high = left / rows["_middle"].to_numpy()
    lines = pd.DataFrame({"name": rows[y].astype("str"), "low": low, "high": high})
    lines["missed"] = [not some.meets(claim) for some, claim in zip(rooms, claims, strict=True)]
    lines["text"] = [in_words(some) for some in rooms]
    stated = [str(claim) for claim in claims]
    lines["words"] = lines["name"] + " stated " + stated + ", room " + lines["text"]
    return lines.sort_values("missed", ascending=False, kind="stable")


def _in_one(lines: pd.DataFrame, together: tuple[str, Any] | None, chart: Chart) -> pd.DataFrame:
    """Return the lines with those of these index labels as one at the foot, if they are several."""
    name, labels = together or ("", [])
    some = lines.index.isin(chart.known(labels, "put together")) & ~lines["missed"]
    if some.sum() < 2:
        return lines
    low, high = lines.loc[some, "low"].min(), lines.loc[some, "high"].max()
    limits = [f"from ×{in_words(low, digits=2)}"] if low > 0 else []
    limits += [f"to ×{in_words(high, digits=2)}"] if np.isfinite(high) else []
    text = f"{some.sum()}, {' '.join(limits) or 'without limits'}"
    words = f"{name}: {text}: {'; '.join(lines.loc[some, 'words'])}"
    one = {"name": name, "low": low, "high": high, "missed": False, "text": text, "words": words}
    return pd.concat([lines[~some], pd.DataFrame([one])])


def _dots(
    chart: Chart, marks: dict[str, Any], here: list[Any], at: Any, colors: Any, **own: Any
) -> None:
    """Draw a mark of each shape at its places, where it belongs."""
    looks: Any = {"s": 47, "ec": "none", "clip_on": False, "zorder": 2} | own
    for (shape, place), rows in zip(marks.items(), here, strict=True):
        chart.ax.scatter(
            place[rows], np.asarray(at)[rows], c=np.asarray(colors)[rows], marker=shape, **looks
        )


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
        left -= 0.1 * wide * bool(np.isinf(low).any() and left < 0)
        right, limit = most + 0.1 * wide, most + (0.65 if np.isinf(high).any() else 0.5) * wide
    return low.clip(left, right), high.clip(left, right), (left, limit)
