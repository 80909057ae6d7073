"""Put mentions into a typed frame."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.intervals import claimed_interval
from analysis.reader.mention import BOUNDS, KINDS, NAN, TRENDS, Mention, Unit

_EPOCH = 719163  # ordinal of 1970-01-01
_SCALED = re.compile(r"\d\s*[^\W\d_]")  # "708.41万", "7.1k"; not "4,500", nor a percentage
_MEASURED = frozenset({"quantity", "percent", "vague"})  # the kinds that claim an interval


def mention_frame(
    text: str, found: Sequence[tuple[int, Mention]], open_more_than: bool
) -> pd.DataFrame:
    """Return a row per mention, with the columns of `find_mentions`.

    Each mention comes with the offset of the paragraph in which its places are counted.
    """
    offsets, mentions = zip(*found, strict=True) if found else ((), ())
    cells = zip(*mentions, strict=True) if mentions else ((),) * len(Mention._fields)
    column = dict(zip(Mention._fields, cells, strict=True))
    values, highs = (np.array(column[name], dtype=float) for name in ("value", "value_high"))
    low, high = claimed_interval(values, highs, column["bound"], column["step"],
                                 scaled=[_is_scaled(text, *m) for m in found],
                                 signed=[_is_temperature(unit) for unit in column["unit"]],
                                 open_more_than=open_more_than)  # fmt: skip
    measured = np.array([kind in _MEASURED for kind in column["kind"]], dtype=bool)
    moved = np.array(offsets, dtype=np.int64)
    start, end, number_start, number_end = (
        np.array(column[name], dtype=np.int64) + moved for name in Mention._fields[:4]
    )
    units = column["unit"]
    stated = [u and text[u.start + by : u.end + by] for u, by in zip(units, offsets, strict=True)]
    return pd.DataFrame({
        "start": start,
        "end": end,
        "text": _strings([text[m.start + by : m.end + by] for by, m in found]),
        "number_start": number_start,
        "number_end": number_end,
        "kind": _categories(column["kind"], KINDS),
        "value": values,
        "value_high": highs,
        "bound": _categories(column["bound"], BOUNDS),
        "unit": _strings([unit and unit.name for unit in units]),
        "unit_stated": _strings(stated),
        "trend": _categories(column["trend"], TRENDS),
        "low": np.where(measured, low, NAN),
        "high": np.where(measured, high, NAN),
        "period_start": _days(column["first"]),
        "period_end": _days(column["last"]),
    })  # fmt: skip


def _is_scaled(text: str, offset: int, mention: Mention) -> bool:
    """Tell whether digits are written with a scale, where that can make them rounded."""
    if mention.kind != "quantity" or not 1 < mention.step < 1000:
        return False
    span = slice(mention.number_start + offset, mention.number_end + offset)
    return _SCALED.search(text[span]) is not None


def _is_temperature(unit: Unit | None) -> bool:
    return unit is not None and unit.name.startswith("degree")


def _strings(values: Sequence[str | None]) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype="str")


@cache
def _dtype(categories: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(categories))


def _categories(names: Sequence[str | None], categories: tuple[str, ...]) -> pd.Categorical:
    code: dict[str | None, int] = {name: number for number, name in enumerate(categories)}
    codes = np.array([code.get(name, -1) for name in names], dtype=np.int64)
    return pd.Categorical.from_codes(codes, dtype=_dtype(categories), validate=False)


def _days(ordinals: Sequence[int | None]) -> NDArray[np.datetime64]:
    """Turn date ordinals into datetime64[us], a missing one into NaT."""
    missing = np.iinfo(np.int64).min
    days = np.array([missing if o is None else o - _EPOCH for o in ordinals], dtype=np.int64)
    return days.view("datetime64[D]").astype("datetime64[us]")
