"""What all charts share: the house style, the `Chart`, and what is taken from a frame."""

from __future__ import annotations

import warnings
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Self

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from wcwidth import wrap

from analysis.charts.fonts import OWN, families
from analysis.display import fill, say

ACCENT, SECOND = sns.color_palette("colorblind").as_hex()[:2]
BLACK, INK, QUIET, GREY, PALE = "#111111", "#333333", "#595959", "#b0b0b0", "#dddddd"
_MARKS = "sd^o"
SOURCE = "Source: figures as stated in the article, figures.csv"
_WIDTH = 8.0
_LINES = 5  # of a name; who writes longer ones sees their beginning
_STYLE: Any = {
    **sns.axes_style("white"),
    **sns.plotting_context("notebook"),
    **dict.fromkeys(["axes.spines.top", "axes.spines.right", "axes.spines.left"], False),
    **dict.fromkeys(["text.color", "xtick.color", "ytick.color", "axes.labelcolor"], INK),
    "axes.edgecolor": GREY,
    "font.family": OWN,
    "ytick.labelsize": 12,
    "hatch.linewidth": 0.8,
    **{"legend.frameon": False, "legend.borderpad": 0, "legend.borderaxespad": 0.2},
    "legend.handlelength": 1,
    "text.parse_math": False,  # a `$` is a dollar
}


@contextmanager
def _house_style() -> Iterator[None]:
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # `families` says so once
        yield


in_style = _house_style()  # as decorator: whatever is set has no effect and stays as it is


class Chart:
    """A drawn chart, which shows itself as the last expression of a cell, with its alt text.

    `ax` are its open matplotlib Axes, for whatever else is to be drawn; pyplot doesn't know their
    figure, so nothing is left open. `rows` are the rows of the frame that could be drawn, `names`
    their names, `drawn` the words for each thing drawn, `notes` those for what else is to be seen.
    Rows without a number are left out, which the picture says.

    A picture is for comparing, so it takes two things of a kind: two bars with what is in them,
    ranges, rooms, points, stems, events, names in a tree, or groups of squares, be it within one
    line. With one of them or none the chart shows itself in words. `png` draws it all the same.
    """

    def __init__(
        self, kind: str, frame: pd.DataFrame, *columns: Any, left: float = 2.4, right: float = 0.3
    ) -> None:
        """Open axes with these margins in inches for the rows that have something in each column.

        `kind` begins the list in the alt text; the first column names the rows. An infinite number
        counts as none, an open interval doesn't. Raises KeyError for a column that isn't there.
        """
        needed = [column for column in columns if column is not None]
        whole = frame[needed].replace([np.inf, -np.inf], np.nan).notna().all(axis=1)
        words = (str(cell) for name in needed for cell in (name, *frame[name].unique()))
        mpl.rcParams["font.family"] = families(words)  # as the style, for as long as it is drawn
        self._figure = figure = Figure(figsize=(_WIDTH, 1), dpi=120)
        figure.subplots_adjust(left=left / _WIDTH, right=1 - right / _WIDTH)
        self.ax: Axes = figure.add_subplot()
        self.rows, self.names = frame[whole], frame.loc[whole, needed[0]]
        self.height, self.drawn, self.notes = 0.5, list[str](), list[str]()
        self._things: int | None = None
        self._legend_lines = 1
        left_out = frame.loc[~whole, needed[0]].astype("str").items()
        names = [str(label if pd.isna(name) else name) for label, name in left_out]
        self._not_drawn = f"Not drawn: {', '.join(names)}" if names else ""
        self._kind, self._index = kind, frame.index
        self._finding = self._subtitle = self._source = ""
        self._texts = [
            figure.text(0.01, 1, "", va="top", size=size, weight=weight, color=color)
            for size, weight, color in ((14, "bold", INK), (11, None, QUIET), (9, None, QUIET))
        ]

    @property
    def alt(self) -> str:
        """The alt text: finding, subtitle, every drawn value, source."""
        listing = f"{self._kind}: {'; '.join(self.drawn + self.notes) or 'nothing to draw'}"
        parts = (self._finding, self._subtitle, listing, self._source, self._not_drawn)
        return _sentences(*parts)

    def caption(
        self, finding: str, subtitle: str = "", source: str = SOURCE, **values: Any
    ) -> Self:
        """Write what was found as the title, what is plotted under it, the source at the foot.

        `{name}` in finding and subtitle is filled with the value of that name in words, `{name:%}`
        in percent; a name without a value is a KeyError. A later caption replaces an earlier one.
        """
        self._finding, self._subtitle = fill(finding, **values), fill(subtitle, **values)
        self._source = source
        self.lay_out()
        return self

    @in_style
    def png(self) -> bytes:
        """Return the picture at its own size, or larger where something would be cut off."""
        self.lay_out()
        png, figure = BytesIO(), self._figure
        written: list[Any] = figure.findobj(Text)
        fonts = families(text.get_text() for text in written)
        for text in written if len(fonts) > 1 else ():
            text.set_fontfamily(fonts)
        box = Bbox.union([figure.bbox_inches, figure.get_tightbbox().padded(0.034)])
        fast = {"compress_level": 3}  # these pictures get no smaller with more of it
        looks: Any = {"dpi": figure.dpi, "facecolor": "white", "pil_kwargs": fast}
        figure.canvas.print_figure(png, format="png", bbox_inches=box, **looks)
        return png.getvalue()

    def accents(self, highlight: Any) -> list[str]:
        """Return a colour for each row: the accent where its index label is one to highlight."""
        labels = self.known(highlight, "highlight")
        return [ACCENT if label in labels else GREY for label in self.rows.index]

    def known(self, labels: Any, purpose: str) -> list[Any]:
        """Return one index label or several as a list; one that isn't there is a KeyError."""
        several: list[Any] = [labels] if pd.api.types.is_scalar(labels) else list(labels)
        if len(self._index) and (absent := set(several) - {None, *self._index}):
            raise KeyError(f"no row {absent} to {purpose}, expected one of {[*self._index]}")
        return several

    def name_rows(
        self, names: Any, inches: float, width: int = 26, at: Any = None, bold: Any = None
    ) -> None:
        """Write names of so many characters a line beside rows at least so many inches high.

        `bold` says which ones the finding is about; they take more room.
        """
        strong = [False] * len(names) if bold is None else bold
        texts = [
            filled(str(n), width - 4 * b).split("\n") for n, b in zip(names, strong, strict=True)
        ]
        self.height = len(texts) * max([inches, *(0.2 * len(lines) + 0.1 for lines in texts)])
        places = range(len(texts)) if at is None else at
        self.ax.set_yticks(places, ["\n".join(lines) for lines in texts])
        self.ax.set_ylim(max(len(texts), 1) - 0.5, -0.5)
        for label, heavy in zip(self.ax.get_yticklabels(), strong, strict=True):
            label.set_fontweight("bold" if heavy else "normal")

    def name_groups(self, colors: dict[str, str], marks: dict[str, str]) -> None:
        """Name the groups by their marks and colours above the axes: in a row, else in a column."""
        if "" not in colors:
            looks: Any = {"ls": "", "ms": 9, "mec": INK, "mew": 0.6}
            handles = [
                self.ax.plot([], [], marks[name], color=color, **looks)[0]
                for name, color in colors.items()
            ]
            box = self.ax.get_position()
            place: Any = {"loc": "lower left", "bbox_to_anchor": ((0.01 - box.x0) / box.width, 1)}
            names = [filled(name, 90) for name in colors]
            row = self.ax.legend(handles, names, ncols=len(colors), **place)
            if row.get_window_extent().x1 > self._figure.bbox.x1:
                self._legend_lines = sum(name.count("\n") + 1 for name in names)
                self.ax.legend(handles, names, **place)

    def label(
        self, text: str, x: float, y: float, color: str = INK, name: Any = None,
        bold: bool = False, up: float = 0,
    ) -> None:  # fmt: skip
        """Write a label to the right of a point, so many points up, in its colour if the accent."""
        self.drawn += [] if name is None else [f"{name} {text}"]
        looks: Any = {"color": color if color == ACCENT else INK, "va": "center"}
        looks["weight"] = "bold" if bold else "normal"
        self.ax.annotate(text, (x, y), (8, up), textcoords="offset points", **looks)

    def shade(self, start: float, end: float, label: str | None, words: str, color: str) -> None:
        """Shade a stretch of the x axis, and name it at the upper edge."""
        self.ax.axvspan(start, end, color=color, alpha=0.12, lw=0)
        place: Any = {"transform": self.ax.get_xaxis_transform(), "ha": "center", "va": "top"}
        self.ax.text((start + end) / 2, 0.97, filled(label or "", 24), color=color, **place)
        self.notes.append(f"shaded: {label + ', ' if label else ''}{words}")

    def finish(self, things: int | None = None) -> Self:
        """Say so where nothing was drawn, and leave no minor tick.

        `things` says how many things there are to compare, if not as many as words.
        """
        self._things = things
        self.ax.minorticks_off()
        if not self.drawn:
            self.height = 0.5
            self.ax.set(xticks=[], yticks=[])
            self.ax.text(0, 0.5, "Nothing to draw", transform=self.ax.transAxes, color=QUIET)
        self.lay_out()
        return self

    def lay_out(self) -> None:
        """Let the figure grow by what the caption needs, so that plots of one height look alike."""
        finding, subtitle = wrap(self._finding, 66), wrap(self._subtitle, 94)
        foot = wrap(self._source, 112) + wrap(self._not_drawn, 112)
        under_title = 0.22 + 0.27 * len(finding) if finding else 0.1
        legend = 0.18 + 0.24 * self._legend_lines if self.ax.get_legend() else 0.18
        top = under_title + 0.21 * len(subtitle) + legend
        under_axes = 0.05 + 0.15 * len(foot)
        axis = 0.2 * bool(len(self.ax.get_xticks())) + 0.25 * bool(self.ax.get_xlabel())
        bottom = under_axes + 0.22 + axis
        height = self.height + top + bottom
        self._figure.set_figheight(height)
        self._figure.subplots_adjust(top=1 - top / height, bottom=bottom / height)
        tops = (height - 0.11, height - under_title, under_axes)
        for text, y, lines in zip(self._texts, tops, (finding, subtitle, foot), strict=True):
            text.set(y=y / height, text="\n".join(lines))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[Any, Any]:
        if self._compared() < 2:
            return {"text/markdown": self._instead(), "text/plain": self.alt}, {}
        image = b64encode(self.png()).decode("ascii")
        return {"image/png": image, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}

    def _compared(self) -> int:
        """Return how many things there are to compare."""
        return len(self.drawn) if self._things is None else self._things

    def _instead(self) -> str:
        """Return, as Markdown, what was found and what there is in place of a picture."""
        only = f"there is only one: {'; '.join(self.drawn)}"
        there = only if self._compared() else "there is nothing"
        finding, rest = map(_sentences, (self._finding, f"Not drawn: {there}"))
        template = "**{finding}** {rest} {gaps}" if finding else "{rest} {gaps}"
        sentence = say(template, finding=finding, rest=rest, gaps=_sentences(self._not_drawn))
        return str(sentence.data).strip()

    def __repr__(self) -> str:
        """Return the alt text."""
        return self.alt


def _sentences(*parts: str) -> str:
    """Join what isn't empty, each with a full stop where nothing else ends it."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def filled(text: str, columns: int) -> str:
    """Break a text into a few lines of so many columns, of which a Chinese character takes two."""
    return "\n".join(wrap(text, columns, max_lines=_LINES, placeholder="…"))


def ends(column: pd.Series) -> Any:
    """Return the lower and upper ends of a column of intervals or numbers."""
    pairs = [(getattr(x, "low", x), getattr(x, "high", x)) for x in column]
    return np.array(pairs, dtype=float).reshape(-1, 2).T


def groups(rows: pd.DataFrame, hue: str | None, *palette: str) -> tuple[Any, dict[str, str]]:
    """Return each row's group and each group's colour; all are "" and the accent without `hue`.

    Groups come in their own order if they are categories, else as they stand. Without a palette the
    last is pale. All differ in lightness too. More groups than colours are a ValueError.
    """
    if hue is None:
        return pd.Series("", index=rows.index), {"": ACCENT}
    names = [str(name) for name in in_order(rows[hue]).categories]
    colors = palette or (*(ACCENT, BLACK, SECOND)[: len(names) - 1], PALE)
    if len(names) > len(colors):
        raise ValueError(f"at most {len(colors)} groups can be told apart, got {names} in {hue!r}")
    return rows[hue].astype("str"), dict(zip(names, colors, strict=False))


def marks_of(colors: dict[str, str]) -> dict[str, str]:
    """Return each group's mark, for colour is never alone; a dot where there are no groups."""
    return {name: mark if name else "o" for name, mark in zip(colors, _MARKS, strict=False)}


def in_order(values: pd.Series) -> pd.Categorical:
    """Return values as categories, in their own order or as they stand."""
    own = isinstance(values.dtype, pd.CategoricalDtype)
    return pd.Categorical(values, None if own else values.unique())
