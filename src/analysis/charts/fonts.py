"""The fonts that a text is drawn with: matplotlib's own, and one that has the glyphs it lacks.

An English text is drawn with the first alone, and asks for no other. What it lacks, such as
Chinese, is looked for by its glyphs: in the fonts that installed packages bring along (zhplot has
one with Chinese), then in those of the system.
"""

from __future__ import annotations

import sysconfig
import unicodedata
import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib.font_manager import findfont, fontManager, weight_dict
from matplotlib.ft2font import FT2Font

OWN = "DejaVu Sans"  # comes with matplotlib, so that pictures are the same everywhere
_MOST, _BOLD = 3, 700
_PLACEHOLDERS = "Last Resort"  # has a sign for every character, and says nothing with it
_INSTALL = (
    "characters that no font here has are drawn as boxes: install one that has them, for Chinese"
    " `pip install zhplot` or the system's fonts-noto-cjk"
)
_UNDRAWN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs")


def families(texts: Iterable[str]) -> list[str]:
    """Return the names of the fonts that texts are drawn with: the first that has a glyph draws it.

    Where some have none, a warning says so, once.
    """
    others = {sign for text in texts if not text.isascii() for sign in text if not sign.isascii()}
    drawn = {sign for sign in others if unicodedata.category(sign) not in _UNDRAWN}
    lacking = frozenset(map(ord, drawn)) - glyphs(findfont(OWN)) if drawn else frozenset()
    return [OWN, *(fallbacks(lacking) if lacking else ())]


@cache
def fallbacks(lacking: frozenset[int]) -> tuple[str, ...]:
    """Return the first font that has all of what is lacking, else those that have most of it."""
    found, paths = list[str](), candidates()
    while lacking and len(found) < _MOST:
        best = next((path for path in paths if lacking <= glyphs(path)), None)
        best = best or max(paths, key=lambda path: len(lacking & glyphs(path)), default=None)
        if best is None or not lacking & glyphs(best):
            break
        lacking -= glyphs(best)
        found.append(paths[best])
        _serve_as_bold(paths[best])
    if lacking:
        warn_of_boxes()
    return tuple(found)


def _serve_as_bold(family: str) -> None:
    """Let a font that has no bold be taken for one: matplotlib would log that it isn't there."""
    faces = [entry for entry in fontManager.ttflist if entry.name == family]
    if all(_weight(face.weight) < _BOLD for face in faces):
        fontManager.ttflist.append(replace(faces[0], weight=_BOLD))


def _weight(weight: int | str) -> int:
    return weight_dict[weight] if isinstance(weight, str) else weight


@cache
def warn_of_boxes() -> None:
    """Say once what to install for characters that no font has."""
    warnings.warn(_INSTALL, stacklevel=4)


@cache
def glyphs(path: str) -> frozenset[int]:
    """Return the characters that a font has; none of a file that is no font."""
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()


@cache
def candidates() -> dict[str, str]:
    """Return the fonts to choose from, names by their files, those of packages first."""
    known = {entry.fname: entry.name for entry in fontManager.ttflist}
    packages = Path(sysconfig.get_path("purelib"))
    brought = sorted(str(path) for path in packages.glob("*/fonts/*.[ot]t[fc]"))
    for path in brought:
        if path not in known and glyphs(path):
            fontManager.addfont(path)
            known[path] = fontManager.ttflist[-1].name
    order = [*brought, *sorted(known)]
    named = {path: known[path] for path in order if path in known}
    return {path: name for path, name in named.items() if _PLACEHOLDERS not in name}
