"""One house style and a handful of charts, each with finding, subtitle, source and alt text.

Every function draws one chart with seaborn, shows it once (with its alt text in the stored
image's metadata, which JupyterLab and the HTML report carry) and returns its axes. The caption is
the same for all: `finding`, what was found, as the title; `subtitle`, what is plotted, unit and
period; `source`. The alt text is written from the finding and the drawn data.
"""

from __future__ import annotations

import textwrap
from io import BytesIO
from typing import Any, TypedDict, Unpack, cast

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from IPython.display import Image, display
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator

from analysis.display import in_words, use_tables
from analysis.estimates import Interval

ACCENT = sns.color_palette("colorblind").as_hex()[0]
SECOND = sns.color_palette("colorblind").as_hex()[1]
GREY = "#b0b0b0"
PALE = "#dddddd"
INK = "#333333"
QUIET = "#595959"
SOURCE = "Source: figures as stated in the article, data/figures.csv"
_WIDTH = 8.0
_EDGE = 4  # pixels that stay white
_YEAR = 366
_MARGIN = pd.Timedelta(days=12)


class Caption(TypedDict, total=False):
    """The words around a chart: finding and subtitle are required, source has a default."""

    finding: str
    subtitle: str
    source: str


def use_style() -> None:
    """Set the house style: white, no frame, ink on grey, type readable at half width.

    Tables get theirs too: whole numbers in full, no text cut short.
    """
    use_tables()
    sns.set_theme(
        style="white",
        palette="colorblind",
        rc={
            "figure.dpi": 120,
            "font.size": 12,
            "axes.labelcolor": INK,
            "axes.edgecolor": GREY,
            **dict.fromkeys(["axes.spines.top", "axes.spines.right", "axes.spines.left"], False),
            **dict.fromkeys(["text.color", "xtick.color", "ytick.color"], INK),
            "xtick.labelsize": 11,
            "ytick.labelsize": 12,
            "hatch.linewidth": 0.8,
        },
    )


def bars_with_bounds(
    figures: pd.DataFrame,
    *,
    label: str,
    accent: str | None = None,
    **caption: Unpack[Caption],
) -> Axes:
    """Draw figures as bars from zero: solid to the low end, hatched from low to high.

    `figures` has columns `low`, `high` (one unit, finite) and the one named by `label`; `accent`
    is the index of the bar that the finding is about.
    """
    ax = _canvas(height=0.52 * len(figures))
    colors = [ACCENT if index == accent else GREY for index in figures.index]
    names = figures[label].map(_wrap)
    _plain_bars(ax, figures["low"], names, colors)
    for i, (low, high) in enumerate(zip(figures["low"], figures["high"], strict=True)):
        ax.barh(i, high - low, left=low, height=0.8, fc="white", ec=INK, hatch="/////", lw=0.8)
        _label(ax, _words(low, high), high, i, ACCENT if colors[i] == ACCENT else INK)
    ax.set_xlim(_room_for_labels(0, figures["high"].max()))
    return _finish(ax, "Bars", _listing(figures, label), caption)


def counts(numbers: pd.Series, *, accent: str | None = None, **caption: Unpack[Caption]) -> Axes:
    """Draw counts as bars in the order given, each labelled with its number."""
    names = numbers.index.astype(str)
    left = 1.6 if names.str.len().max() < 18 else 2.4
    ax = _canvas(height=0.42 * len(numbers), left=left, right=0.6)
    colors = [ACCENT if name == accent else GREY for name in names]
    _plain_bars(ax, numbers, names.map(_wrap), colors)
    for i, number in enumerate(numbers):
        _label(ax, in_words(number), number, i, ACCENT if colors[i] == ACCENT else INK)
    listing = "; ".join(f"{name} {in_words(n)}" for name, n in zip(names, numbers, strict=True))
    return _finish(ax, "Bars", listing, caption)


def intervals(
    frame: pd.DataFrame,
    *,
    label: str,
    group: str,
    percent: bool = False,
    log: bool = False,
    **caption: Unpack[Caption],
) -> Axes:
    """Draw intervals as ranges with a dot in the middle: one row per label, one colour per group.

    `frame` has columns `low`, `high` and the two named; a key in the groups' colours stands above.
    `percent` takes the ends as shares between 0 and 1; `log` uses a log axis.
    """
    groups, rows = frame[group].unique().tolist(), pd.factorize(frame[label])
    drawn = frame.assign(row=rows[0], low=frame["low"] * (100 if percent else 1))
    drawn["high"] = frame["high"] * (100 if percent else 1)
    drawn = drawn.sort_values("row", kind="stable")
    drawn["y"] = 0.3 * np.arange(len(drawn)) + 0.2 * drawn["row"]
    ax = _canvas(height=drawn["y"].max() + 0.5)
    ends = drawn[["low", "high"]]
    drawn["x"] = ends.prod(axis=1) ** 0.5 if log else ends.mean(axis=1)
    colors = dict(zip(groups, [GREY, ACCENT, INK], strict=False))
    shades = drawn[group].map(colors).tolist()
    ax.hlines(drawn["y"], drawn["low"], drawn["high"], colors=shades, lw=5)
    options = {"palette": colors, "s": 45, "ec": "none", "legend": False, "clip_on": False}
    sns.scatterplot(drawn, x="x", y="y", hue=group, **options, ax=ax)
    unit = " %" if percent else ""
    drawn["text"] = [_words(*ends) + unit for ends in zip(drawn["low"], drawn["high"], strict=True)]
    for x, y, text in zip(drawn["high"], drawn["y"], drawn["text"], strict=True):
        _label(ax, text, x, y)
    ax.set_yticks(drawn.groupby("row")["y"].mean(), map(_wrap, rows[1]))
    ax.set(xscale="log" if log else "linear", ylim=(drawn["y"].max() + 0.25, -0.25))
    ax.set_xlim(_room_for_labels(drawn["low"].min(), drawn["high"].max(), log=log))
    if log:
        ax.xaxis.set_major_locator(LogLocator(numticks=5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: in_words(x) + unit))
    _key(ax, colors)
    listing = "; ".join(drawn[label] + ", " + drawn[group] + ": " + drawn["text"])
    return _finish(ax, "Ranges", listing, caption, key=True)


def growth(
    totals: pd.DataFrame,
    *,
    series: str,
    shade: tuple[str, str],
    log: bool = False,
    **caption: Unpack[Caption],
) -> Axes:
    """Draw running totals over time through the referenced points only, a line per series.

    `totals` has columns `period_end` (the day a total stands for), `low` and the one named by
    `series`; `shade` gives the first and last day of the period to mark. A series with a single
    point is drawn as that point. `log` uses a log axis in place of one from zero.
    """
    ax = _canvas(height=3.2, left=1.1, right=2.45)
    names = totals[series].unique().tolist()
    totals = totals.sort_values("period_end", kind="stable")
    colors = dict(zip(names, [ACCENT, INK, QUIET], strict=False))
    start, end = (float(date2num(pd.Timestamp(day))) for day in shade)
    ax.axvspan(start, end, color=GREY, alpha=0.25, lw=0)
    options = {"x": "period_end", "y": "low", "hue": series, "palette": colors, "legend": False}
    sns.lineplot(totals, **options, errorbar=None, estimator=None, ax=ax)
    sns.scatterplot(totals, **options, s=45, ax=ax)
    for name, points in totals.groupby(series, sort=False):
        last = points.iloc[-1]
        text = f"{_wrap(name)}\n{in_words(last['low'])}"
        _label(ax, text, last["period_end"], last["low"], colors[name])
    ax.set_yscale("log" if log else "linear")
    ax.margins(x=0.1)
    ax.set_ylim(totals["low"].min() / 3 if log else 0, totals["low"].max() * (3 if log else 1.1))
    _label_values(ax, totals.groupby(series, sort=False))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: in_words(y)))
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    _headline(ax, (start + end) / 2, shade[0][:4], INK)
    days = totals["period_end"].dt.strftime("%Y-%m-%d")
    listing = "; ".join(totals[series] + ", " + days + ": " + totals["low"].map(in_words))
    return _finish(ax, "Lines", listing, caption)


def agreement(figures: pd.DataFrame, *, label: str, **caption: Unpack[Caption]) -> Axes:
    """Draw the room that references leave to each figure, as so many times the stated number.

    `figures` has columns `low`, `high`, `room_low`, `room_high` and the one named by `label`, a
    row each on a log axis. A room that the stated interval misses is drawn in the accent; an end
    that is open or zero runs to the edge.
    """
    ax = _canvas(height=0.32 * (len(figures) + 1), left=4.3, right=0.1)
    middle = figures[["low", "high"]].mean(axis=1)
    room = figures[["room_low", "room_high"]].div(middle, axis=0).replace([0, np.inf], np.nan)
    ends = room.to_numpy(dtype=float)
    edges = float(np.nanmin([*ends.flat, 1])) / 3, float(np.nanmax([*ends.flat, 1])) * 3
    left, right = room["room_low"].fillna(edges[0]), room["room_high"].fillna(edges[1])
    misses = (figures["room_low"] > figures["high"]) | (figures["room_high"] < figures["low"])
    colors = misses.map({True: ACCENT, False: GREY}).tolist()
    rows = range(len(figures))
    ax.vlines(1, -0.6, len(figures), color=INK, lw=1, zorder=0)
    ax.hlines(rows, left, right, colors=colors, lw=7)
    sns.scatterplot(x=(left * right) ** 0.5, y=rows, c=colors, s=49, marker="s", ec="none", ax=ax)
    words = [in_words(Interval(*ends)) for ends in figures[["room_low", "room_high"]].to_numpy()]
    for x, y, text, color in zip(right.clip(1), rows, words, colors, strict=True):
        _label(ax, text, x, y, ACCENT if color == ACCENT else INK)
    ax.set(xscale="log", xlim=(edges[0], edges[1] * (edges[1] / edges[0]) ** 0.95))
    ax.set(ylim=(len(figures) - 0.5, -1.5), yticks=rows, yticklabels=figures[label])
    ax.annotate("as stated", (1, -1), ha="center", va="center")
    powers = [k for k in range(-9, 10, 3) if edges[0] <= 10.0**k <= edges[1]]
    ax.set_xticks([10.0**k for k in powers], [_times(k) for k in powers])
    ax.tick_params(axis="x", labelsize=9.5)
    ax.tick_params(axis="y", labelsize=10)
    listing = "; ".join(f"{name}: {text}" for name, text in zip(figures[label], words, strict=True))
    return _finish(ax, "Ranges that references leave", listing, caption)


def timeline(
    events: pd.DataFrame, *, actor: str, shade: tuple[Any, Any], **caption: Unpack[Caption]
) -> Axes:
    """Draw dated events one below the other, by kind: a dot is a day, a bar the days meant.

    `events` has columns `kind`, `what`, `start`, `end` and the one named by `actor`, which gives
    the colour. The axis ends with the last event shorter than a year or so; longer ones run out
    of it and say until when. `shade` gives the first and last day of a stretch to mark.
    """
    drawn = events.astype({"kind": "str"})
    order = drawn.groupby("kind")["start"].transform("min")
    drawn = drawn.assign(order=order).sort_values(["order", "kind", "start", "end"], kind="stable")
    short = (drawn["end"] - drawn["start"]).dt.days <= _YEAR
    first, last = drawn["start"].min(), drawn.loc[short, "end"].max()
    ax = _canvas(height=0.4 * len(drawn), left=1.2)
    ax.xaxis_date()
    ax.set(ylim=(len(drawn) - 0.4, -0.6), xlim=(first - _MARGIN, last + _MARGIN))
    colors = _ramp(_in_order(drawn[actor]).cat.categories.tolist())
    for y, event in enumerate(drawn.itertuples()):
        _event(ax, y, event, last, colors[getattr(event, actor)])
    heads = np.flatnonzero(~drawn["kind"].duplicated())
    ax.set_yticks(heads, drawn["kind"].iloc[heads])
    ax.axvspan(*(float(date2num(pd.Timestamp(day))) for day in shade), color=GREY, alpha=0.2, lw=0)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    _key(ax, colors)
    days = drawn["start"].dt.strftime("%Y-%m-%d") + " to " + drawn["end"].dt.strftime("%Y-%m-%d")
    return _finish(ax, "Events", "; ".join(days + " " + drawn["what"]), caption, key=True)


def tiles(frame: pd.DataFrame, *, row: str, group: str, **caption: Unpack[Caption]) -> Axes:
    """Draw a square for each row of a frame: one line per value of `row`, coloured by `group`.

    Both are columns of the frame; a categorical one gives the order, else the values come as they
    stand. The number of squares of each line stands at its end.
    """
    frame = frame.assign(**{name: _in_order(frame[name]) for name in (row, group)})
    frame = frame.sort_values([row, group], kind="stable")
    rows, groups = (frame[name].cat.categories.tolist() for name in (row, group))
    x = frame.groupby(row, observed=False).cumcount()
    ax = _canvas(height=0.42 * len(rows), left=1.9)
    colors = _ramp(groups)
    shades = [colors[name] for name in frame[group]]
    ax.scatter(x, frame[row].cat.codes, marker="s", s=330, c=shades, ec=INK, lw=0.6)
    for y, total in enumerate(frame.groupby(row, observed=False).size()):
        _label(ax, in_words(total), total - 0.6, y)
    ax.set(xticks=[], xlim=(-0.7, max([*x + 2.0, 17])), ylim=(len(rows) - 0.5, -0.5))
    ax.set_yticks(range(len(rows)), map(_wrap, rows))
    ax.spines["bottom"].set_visible(False)
    _key(ax, colors)
    sizes = frame.groupby([row, group], observed=True).size().reset_index(name="n")
    listing = "; ".join(f"{a}, {b}: {in_words(n)}" for a, b, n in sizes.to_numpy())
    return _finish(ax, "Squares", listing, caption, key=True)


def parts(
    frame: pd.DataFrame, *, label: str, part: str, whole: str, **caption: Unpack[Caption]
) -> Axes:
    """Draw the part of each whole as a bar within a bar, both from zero and labelled."""
    ax = _canvas(height=0.42 * len(frame))
    names = frame[label].map(_wrap)
    _plain_bars(ax, frame[whole], names, [PALE] * len(frame))
    ax.barh(range(len(frame)), frame[part], height=0.8, color=ACCENT, lw=0)
    texts = frame[part].map(in_words) + " of " + frame[whole].map(in_words)
    for y, (text, end, some) in enumerate(zip(texts, frame[whole], frame[part], strict=True)):
        _label(ax, text, end, y, ACCENT if some else INK)
    ax.set_xlim(_room_for_labels(0, frame[whole].max()))
    return _finish(ax, "Bars", "; ".join(frame[label] + " " + texts), caption)


def positions(
    numbers: pd.Series, sections: pd.Series, *, accent: str, **caption: Unpack[Caption]
) -> Axes:
    """Draw how many figures stand in each paragraph, as stems along the article.

    `numbers` and `sections` are indexed by paragraph number; the run of paragraphs whose section
    starts with `accent` is shaded and named.
    """
    ax = _canvas(height=2.4, left=0.3)
    marked = sections.index[sections.str.startswith(accent)].to_numpy(dtype=float)
    colors = [ACCENT if number in marked else GREY for number in numbers.index]
    ax.vlines(numbers.index, 0, numbers, colors=colors, lw=5)
    here = numbers[numbers > 0]
    sns.scatterplot(x=here.index, y=here, color=INK, s=30, ax=ax, zorder=3)
    ax.axvspan(marked.min() - 0.5, marked.max() + 0.5, color=ACCENT, alpha=0.1, lw=0)
    for x, y in zip(here.index.to_numpy(dtype=float), here.to_numpy(dtype=float), strict=True):
        ax.annotate(f"{y:.0f}", (x, y), (0, 7), textcoords="offset points", ha="center")
    ax.set(yticks=[], xlim=(0, len(numbers) + 1), ylim=(0, max(here.max() * 1.35, 1)))
    _headline(ax, marked.mean(), accent, ACCENT)
    listing = "; ".join(f"paragraph {number}: {count}" for number, count in here.items())
    return _finish(ax, "Stems", listing, caption)


def _canvas(height: float, *, left: float = 2.4, right: float = 0.3) -> Axes:
    """Return axes with a fixed margin left and right; heights and margins are in inches."""
    figure, ax = plt.subplots(figsize=(_WIDTH, height))
    figure.subplots_adjust(left=left / _WIDTH, right=1 - right / _WIDTH)
    return ax


def _finish(ax: Axes, kind: str, listing: str, caption: Caption, *, key: bool = False) -> Axes:
    """Write the caption round the chart, show it with its alt text and close it.

    The figure grows by what the caption needs, so that plots of one height look alike.
    """
    figure = cast(Figure, ax.figure)
    ax.set(xlabel=None, ylabel=None)
    ax.minorticks_off()
    finding = textwrap.fill(caption["finding"], 66)
    subtitle = textwrap.fill(caption["subtitle"], 94)
    source = textwrap.fill(caption.get("source", SOURCE), 112)
    under_title = 0.22 + 0.27 * (finding.count("\n") + 1)
    top = under_title + 0.21 * (subtitle.count("\n") + 1) + (0.42 if key else 0.18)
    bottom = 0.62 if ax.xaxis.get_ticklocs().size else 0.42
    height = figure.get_figheight() + top + bottom
    figure.set_figheight(height)
    figure.subplots_adjust(top=1 - top / height, bottom=bottom / height)
    for text, y, size, weight, color in (
        (finding, height - 0.11, 14, "bold", INK),
        (subtitle, height - under_title, 11, "normal", QUIET),
        (source, 0.2, 9, "normal", QUIET),
    ):
        figure.text(0.01, y / height, text, size=size, weight=weight, color=color, va="top")
    alt = f"{caption['finding']}. {kind}: {listing}."
    display(Image(_png(figure), alt=alt))
    plt.close(figure)
    return ax


def _png(figure: Figure) -> bytes:
    """Return the picture at its own size, or larger where something would be cut off.

    To fit a picture to its content draws all of it twice, so only one whose edge isn't white is.
    """
    png, canvas = BytesIO(), FigureCanvasAgg(figure)
    # Level 3 makes these pictures as small as the default does, in two thirds of its time.
    canvas.print_png(png, pil_kwargs={"compress_level": 3})
    pixels = np.array(canvas.buffer_rgba())
    pixels[_EDGE:-_EDGE, _EDGE:-_EDGE] = 255
    if pixels.min() < 255:
        png = BytesIO()
        canvas.print_figure(png, format="png", bbox_inches="tight")
    return png.getvalue()


def _event(ax: Axes, y: int, event: Any, last: pd.Timestamp, color: str) -> None:
    """Draw one event with its words: above a long bar, else on the side that has more room."""
    left, right = ax.get_xlim()
    start, end = (float(date2num(day)) for day in (event.start, event.end + pd.Timedelta(days=1)))
    place: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 11}
    if end - start > (right - left) / 2:
        ax.barh(y + 0.3, min(end, right) - start, left=start, height=0.16, color=color)
        ax.annotate(event.what, (start, y), (0, 0), **place)
        if event.end > last:
            ax.annotate(f"to {event.end:%B %Y} →", (right, y), (0, 0), ha="right", **place)
        return
    if event.start == event.end:
        ax.plot(start, y, "o", color=color, mec=INK, mew=0.6, ms=9)
    else:
        ax.barh(y, end - start, left=start, height=0.42, color=color, ec=INK, lw=0.6)
    before = start - left > right - end
    room = (start - left if before else right - end) / (right - left) * ax.bbox.width
    text = textwrap.fill(event.what, int(room / 0.085 / cast(Figure, ax.figure).dpi))
    x, side = (start, -8) if before else (end, 8)
    ax.annotate(text, (x, y), (side, 0), ha="right" if before else "left", **place)


def _key(ax: Axes, colors: dict[str, str]) -> None:
    """Name the groups in their own colours above the axes, instead of a legend box."""
    handles = [ax.plot([], [], "-", color=color, lw=5)[0] for color in colors.values()]
    box = ax.get_position()
    corner = ((0.01 - box.x0) / box.width, 1)
    looks: dict[str, Any] = {"frameon": False, "borderpad": 0, "borderaxespad": 0.2}
    looks |= {"ncols": len(colors), "handlelength": 1}
    ax.legend(handles, colors, loc="lower left", bbox_to_anchor=corner, **looks)


def _room_for_labels(low: float, high: float, *, log: bool = False) -> tuple[float, float]:
    """Return axis limits that leave the right third of the axes to the labels."""
    if not log:
        return 0, high * 1.45
    decades = max(np.log10(high / low), 0.5)
    return low / 10 ** (0.05 * decades), high * 10 ** (0.5 * decades)


def _plain_bars(
    ax: Axes, lengths: pd.Series, names: pd.Series | pd.Index, colors: list[str]
) -> None:
    ax.set(xticks=[])  # first, or the plot makes ticks that nobody sees
    sns.barplot(x=lengths.to_numpy(), y=names, color=GREY, errorbar=None, ax=ax)
    for bar, color in zip(ax.patches, colors, strict=True):
        bar.set_facecolor(color)
    ax.set(ylim=(len(names) - 0.5, -0.5))
    ax.spines["bottom"].set_visible(False)


def _headline(ax: Axes, x: float, text: str, color: str) -> None:
    """Name a shaded part of the axes at its upper edge."""
    place: dict[str, Any] = {"transform": ax.get_xaxis_transform(), "ha": "center", "va": "top"}
    ax.text(x, 0.97, text, color=color, **place)


def _label(ax: Axes, text: str, x: float, y: float, color: str = INK) -> None:
    """Write a direct label to the right of a point."""
    ax.annotate(text, (x, y), (7, 0), textcoords="offset points", va="center", color=color)


def _ramp(groups: list[str]) -> dict[str, str]:
    """Give each group a colour, the last a pale one; they differ in lightness too, for grey."""
    if len(groups) > 4:
        raise ValueError(f"at most 4 groups can be told apart, got {groups}")
    return dict(zip(groups, [*(ACCENT, INK, SECOND)[: len(groups) - 1], PALE], strict=True))


def _in_order(values: pd.Series) -> pd.Series:
    """Return values as categories, in their own order or as they stand."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values
    return pd.Series(pd.Categorical(values, categories=values.unique()), index=values.index)


def _label_values(ax: Axes, groups: Any) -> None:
    """Write the values of inner points above them, left, where the axes have room for it."""
    points = [np.column_stack([date2num(g["period_end"]), g["low"]]) for _, g in groups]
    lines = [ax.transData.transform(line) for line in points]
    taken: list[tuple[float, float]] = []
    for line, pixels in zip(points, lines, strict=True):
        for (x, y), (right, under) in zip(line[:-1], pixels[:-1], strict=True):
            text, middle = in_words(y), (float(right) - 30, float(under) + 16)
            crossed = [np.interp(middle[0], o[:, 0], o[:, 1], np.nan, np.nan) for o in lines]
            if (
                right - 10 * len(text) > ax.bbox.x0
                and all(abs(a - middle[0]) > 100 or abs(b - middle[1]) > 20 for a, b in taken)
                and not any(abs(height - middle[1]) < 16 for height in crossed)
            ):
                taken.append(middle)
                ax.annotate(text, (x, y), (-4, 8), textcoords="offset points", ha="right")


def _times(power: int) -> str:
    """Say a power of ten as a factor: 2 is "×100", -1 is "÷10"."""
    return f"{'÷' if power < 0 else '×'}{10 ** abs(power):,}"


def _listing(figures: pd.DataFrame, label: str) -> str:
    ends = zip(figures[label], figures["low"], figures["high"], strict=True)
    return "; ".join(f"{name} {_words(low, high)}" for name, low, high in ends)


def _words(low: float, high: float) -> str:
    return in_words(Interval(low, high))


def _wrap(text: object) -> str:
    return textwrap.fill(str(text), 26)
