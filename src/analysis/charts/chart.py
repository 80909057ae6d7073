"""What all charts share: the house style, the `Chart`, and what is taken from a frame."""

from __future__ import annotations

import textwrap
from base64 import b64encode
from io import BytesIO
from typing import Any, Self

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.display import fill

ACCENT, SECOND = sns.color_palette("colorblind").as_hex()[:2]
GREY, PALE, INK, QUIET = "#b0b0b0", "#dddddd", "#333333", "#595959"
SOURCE = "Source: figures as stated in the article, data/figures.csv"
_WIDTH = 8.0
_STYLE: Any = {
    **sns.axes_style("white"),
    **sns.plotting_context("notebook"),
    **dict.fromkeys(["axes.spines.top", "axes.spines.right", "axes.spines.left"], False),
    **dict.fromkeys(["text.color", "xtick.color", "ytick.color", "axes.labelcolor"], INK),
    "axes.edgecolor": GREY,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that pictures are the same everywhere
    "ytick.labelsize": 12,
    "hatch.linewidth": 0.8,
    **{"legend.frameon": False, "legend.borderpad": 0, "legend.borderaxespad": 0.2},
    "legend.handlelength": 1,
    "text.parse_math": False,  # a `$` is a dollar
}
in_style = mpl.rc_context(_STYLE)  # as decorator: whatever is set has no effect and stays as it is


class Chart:
    """A drawn chart, which shows itself as the last expression of a cell, with its alt text.

    `ax` are its open matplotlib Axes, for whatever else is to be drawn; pyplot doesn't know their
    figure, so nothing is left open. `rows` are the rows of the frame that could be drawn, `names`
    their names, `drawn` the words for each thing drawn. Rows without a number are left out, which
    the picture says.
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
        self._figure = figure = Figure(figsize=(_WIDTH, 1), dpi=120)
        figure.subplots_adjust(left=left / _WIDTH, right=1 - right / _WIDTH)
        self.ax: Axes = figure.add_subplot()
        self.rows, self.names = frame[whole], frame.loc[whole, needed[0]]
        self.height, self.drawn = 0.5, list[str]()
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
        listing = f"{self._kind}: {'; '.join(self.drawn) or 'nothing to draw'}"
        parts = (self._finding, self._subtitle, listing, self._source, self._not_drawn)
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)

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
        box = Bbox.union([figure.bbox_inches, figure.get_tightbbox().padded(0.034)])
        fast = {"compress_level": 3}  # these pictures get no smaller with more of it
        looks: Any = {"dpi": figure.dpi, "facecolor": "white", "pil_kwargs": fast}
        figure.canvas.print_figure(png, format="png", bbox_inches=box, **looks)
        return png.getvalue()

    def accents(self, highlight: Any) -> list[str]:
        """Return a colour for each row: the accent where its index label is one to highlight."""
        labels = [highlight] if pd.api.types.is_scalar(highlight) else list(highlight)
        if len(self._index) and (absent := set(labels) - {None, *self._index}):
            raise KeyError(f"no row {absent} to highlight, expected one of {[*self._index]}")
        return [ACCENT if label in labels else GREY for label in self.rows.index]

    def name_rows(self, names: Any, inches: float, width: int = 26, at: Any = None) -> None:
        """Write names of so many characters a line beside rows at least so many inches high."""
        texts = [textwrap.wrap(str(name), width) for name in names]
        self.height = len(texts) * max([inches, *(0.2 * len(lines) + 0.1 for lines in texts)])
        places = range(len(texts)) if at is None else at
        self.ax.set_yticks(places, ["\n".join(lines) for lines in texts])
        self.ax.set_ylim(max(len(texts), 1) - 0.5, -0.5)

    def name_groups(self, colors: dict[str, str]) -> None:
        """Name the groups in their own colours above the axes, instead of a legend box."""
        if "" not in colors:
            handles = [self.ax.plot([], [], "-", color=color, lw=5)[0] for color in colors.values()]
            box = self.ax.get_position()
            place: Any = {"loc": "lower left", "bbox_to_anchor": ((0.01 - box.x0) / box.width, 1)}
            self.ax.legend(handles, colors, ncols=len(colors), **place)

    def label(self, text: str, x: float, y: float, color: str = INK, name: Any = None) -> None:
        """Write a label to the right of a point, in its colour if that is legible."""
        self.drawn += [] if name is None else [f"{name} {text}"]
        color = INK if color in (GREY, PALE) else color
        self.ax.annotate(text, (x, y), (7, 0), textcoords="offset points", va="center", color=color)

    def shade(self, start: float, end: float, label: str | None, words: str, color: str) -> None:
        """Shade a stretch of the x axis, and name it at the upper edge."""
        self.ax.axvspan(start, end, color=color, alpha=0.12, lw=0)
        place: Any = {"transform": self.ax.get_xaxis_transform(), "ha": "center", "va": "top"}
        self.ax.text((start + end) / 2, 0.97, label or "", color=color, **place)
        self.drawn.append(f"shaded: {label + ', ' if label else ''}{words}")

    def finish(self) -> Self:
        """Say so where nothing was drawn, and leave no minor tick."""
        self.ax.minorticks_off()
        if not self.drawn:
            self.height = 0.5
            self.ax.set(xticks=[], yticks=[])
            self.ax.text(0, 0.5, "Nothing to draw", transform=self.ax.transAxes, color=QUIET)
        self.lay_out()
        return self

    def lay_out(self) -> None:
        """Let the figure grow by what the caption needs, so that plots of one height look alike."""
        finding, subtitle = textwrap.wrap(self._finding, 66), textwrap.wrap(self._subtitle, 94)
        foot = textwrap.wrap(self._source, 112) + textwrap.wrap(self._not_drawn, 112)
        under_title = 0.22 + 0.27 * len(finding) if finding else 0.1
        top = under_title + 0.21 * len(subtitle) + (0.42 if self.ax.get_legend() else 0.18)
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
        image = b64encode(self.png()).decode("ascii")
        return {"image/png": image, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}

    def __repr__(self) -> str:
        """Return the alt text."""
        return self.alt


def ends(column: pd.Series) -> Any:
    """Return the lower and upper ends of a column of intervals or numbers."""
    pairs = [(getattr(x, "low", x), getattr(x, "high", x)) for x in column]
    return np.array(pairs, dtype=float).reshape(-1, 2).T


def groups(rows: pd.DataFrame, hue: str | None, *palette: str) -> tuple[Any, dict[str, str]]:
    """Return each row's group and each group's colour; all are "" and the accent without `hue`.

    Groups come in their own order if they are categories, else as they stand. Without a palette the
    last is pale, and all differ in lightness too. More groups than colours are a ValueError.
    """
    if hue is None:
        return pd.Series("", index=rows.index), {"": ACCENT}
    names = [str(name) for name in in_order(rows[hue]).categories]
    colors = palette or (*(ACCENT, INK, SECOND)[: len(names) - 1], PALE)
    if len(names) > len(colors):
        raise ValueError(f"at most {len(colors)} groups can be told apart, got {names} in {hue!r}")
    return rows[hue].astype("str"), dict(zip(names, colors, strict=False))


def in_order(values: pd.Series) -> pd.Categorical:
    """Return values as categories, in their own order or as they stand."""
    own = isinstance(values.dtype, pd.CategoricalDtype)
    return pd.Categorical(values, None if own else values.unique())
