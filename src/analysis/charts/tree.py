"""An agenda as an indented tree: what is a part of what."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from wcwidth import width

from analysis.charts.chart import INK, Chart, filled, groups, in_order, in_style, marks_of

# In inches: a column and where the second begins; how far from a mark its words stand; how far a
# level is set in, and all levels at most; the heights of a line and of the spaces between.
_COLUMN, _SECOND = 3.75, 4.0
_MARK, _LEVEL, _DEEPEST = 0.2, 0.2, 1.6
_LINE, _SPACE, _ABOVE = 20 / 120, 6 / 120, 12 / 120  # whole pixels, for even rows
_NAME, _HEADING = 10, 11  # points
_BASELINE, _CENTRE = 0.13, 0.075  # below the upper edge of a line
# A group is split if that saves more than so many inches; what has parts, only if it saves more.
_SPLIT, _TORN = 6 * _LINE, 20 * _LINE


class _Entry(NamedTuple):
    """A heading, or a row below one, which has a mark."""

    text: str
    heading: str
    level: int = 0
    mark: str = ""
    color: str = INK

    @property
    def above(self) -> float:
        return 0 if self.mark else _ABOVE

    @property
    def height(self) -> float:
        return self.above + (self.text.count("\n") + 1) * _LINE + _SPACE


@in_style
def tree(
    frame: pd.DataFrame,
    *,
    y: str = "name",
    parent: str = "part_of",
    group: str = "topic",
    hue: str | None = None,
) -> Chart:
    """Draw an agenda as an indented tree in two columns, each thing below what it is a part of.

    Use it for up to about 70 things. `y` names the column of their names, `parent` that of the
    index label of what each is a part of; without one, or where it isn't in the frame, a thing
    stands at the top of its group. So does a part of something in another group, whose name then
    follows. `group` names the column of headings, `hue` that of at most four marks; both come in
    their order if they are categories, else as they stand. A cycle of parts is a ValueError, and so
    is a label of several rows that something is a part of.
    """
    chart = Chart("Tree", frame, y, group, hue, left=0.08, right=0.1)
    _refuse_cycle(frame[parent])
    rows, above = chart.rows, _above(chart.rows, parent)
    if rows.empty:
        return chart.finish()
    heads, names = in_order(rows[group]), rows[y].astype("str").tolist()
    (part, colors), entries = groups(rows, hue), list[_Entry]()
    marks, parts = marks_of(colors), part.tolist()
    for i, level in _walk(above, heads.codes.tolist()):
        heading, whole, look = str(heads[i]), above[i], (marks[parts[i]], colors[parts[i]])
        if not entries or entries[-1].heading != heading:
            entries.append(_Entry(heading, heading))
        of, name = heading, names[i]
        if whole is not None and level:
            of = names[whole]
        elif whole is not None:
            name = f"{name}, part of {names[whole]}"
        entries.append(_Entry(name, heading, level, *look))
        chart.drawn.append(f"{of}: {name}" + (f" ({parts[i]})" if hue else ""))
    _draw(chart, entries)
    chart.name_groups(colors, marks)
    return chart.finish()


def _refuse_cycle(wholes: pd.Series) -> None:
    """Raise ValueError if something is a part of itself, be it by way of others."""
    try:
        TopologicalSorter({part: [whole] for part, whole in wholes.dropna().items()}).prepare()
    except CycleError as error:
        way = " → ".join(map(str, error.args[1]))
        raise ValueError(f"a cycle in {wholes.name!r}: {way}") from None


def _above(rows: pd.DataFrame, parent: str) -> list[int | None]:
    """Return the place of the row that each row is a part of, if there is one."""
    twice = rows.index[rows.index.duplicated()]
    if len(several := twice[twice.isin(rows[parent].dropna())]):
        raise ValueError(f"several rows are labelled {several[0]!r}, which {parent!r} names")
    places = {label: i for i, label in enumerate(rows.index)}
    return [places.get(whole) if pd.notna(whole) else None for whole in rows[parent]]


def _walk(above: list[int | None], group: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each row's place and level, group by group, wholes before their parts."""
    parts = defaultdict[int | None, list[int]](list)
    for i, whole in enumerate(above):
        parts[whole if whole is not None and group[whole] == group[i] else None].append(i)
    ahead = [(i, 0) for i in sorted(parts[None], key=group.__getitem__)][::-1]
    while ahead:
        i, level = ahead.pop()
        yield i, level
        ahead += [(part, level + 1) for part in reversed(parts[i])]


def _draw(chart: Chart, entries: list[_Entry]) -> None:
    """Write headings and names into two columns, each name after its mark."""
    step = min(_LEVEL, _DEEPEST / max(1, *(entry.level for entry in entries)))
    entries = [_wrapped(entry, _COLUMN - step * entry.level - _MARK, chart.ax) for entry in entries]
    columns = _columns(entries)
    for column, left in zip(columns, (0, _SECOND), strict=True):
        y = 0.0
        for entry in column:
            x, top = left + step * entry.level, y + entry.above
            if entry.mark:
                look: Any = {"color": entry.color, "mec": INK, "mew": 0.6, "ms": 7.5}
                chart.ax.plot(x + 0.07, top + _CENTRE, entry.mark, **look, clip_on=False)
                x += _MARK
            for i, line in enumerate(entry.text.split("\n")):
                chart.ax.text(x, top + i * _LINE + _BASELINE, line, **_looks(entry))
            y += entry.height
    chart.height = max(sum(entry.height for entry in column) for column in columns)
    chart.ax.set(xticks=[], yticks=[], xlim=(0, _SECOND + _COLUMN + 0.05), ylim=(chart.height, 0))
    chart.ax.spines["bottom"].set_visible(False)


def _looks(entry: _Entry) -> Any:
    """Return how an entry is written: a heading larger and bold."""
    weight, size = ("normal", _NAME) if entry.mark else ("bold", _HEADING)
    return {"fontsize": size, "fontweight": weight}


def _wrapped(entry: _Entry, inches: float, ax: Axes) -> _Entry:
    """Return the entry with its text on as many lines as so many inches take."""
    probe = ax.text(0, 0, "", **_looks(entry))

    def wide(text: str) -> float:
        probe.set_text(text)
        return float(probe.get_window_extent().width / ax.figure.dpi)

    letters = width(entry.text)
    if (whole := wide(entry.text)) > inches:
        letters = math.ceil(letters * inches / whole) + 4  # a line can do with narrow ones
    wraps = (filled(entry.text, most) for most in range(letters, 0, -1))
    text = next((text for text in wraps if wide(text) <= inches), entry.text)
    probe.remove()
    return entry._replace(text=text)


def _columns(entries: list[_Entry]) -> tuple[list[_Entry], list[_Entry]]:
    """Return two columns of like height, a group in one of them unless a split saves enough."""
    heights = [entry.height for entry in entries]

    def cost(i: int) -> float:
        taller = max(sum(heights[:i]), sum(heights[i:]))
        if i == len(entries) or not entries[i].mark:
            return taller
        if not entries[i - 1].mark:
            return math.inf
        return taller + (_TORN if entries[i].level else _SPLIT)

    at = min(range(1, len(entries) + 1), key=cost)
    left, right = entries[:at], entries[at:]
    if right and right[0].mark:
        right.insert(0, _Entry(f"{right[0].heading}, continued", right[0].heading))
    return left, right
