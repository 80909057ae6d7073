"""Figures and references made up for tests of the audit."""

import numpy as np
import pandas as pd

DAYS = ("period_start", "period_end")
DATES = (*DAYS, "published")
YEAR = ("2023-01-01", "2023-12-31")
FIRST_HALF = ("2023-01-01", "2023-06-30")
YEAR_BEFORE = ("2022-01-01", "2022-12-31")


def statement(number, days=YEAR, **cells):
    low, high = number if isinstance(number, tuple) else (number, number)
    start, end = (pd.Timestamp(day) if day else pd.NaT for day in days)
    common = {
        "value": low,
        "low": low,
        "high": high,
        "unit": np.nan,
        "place": np.nan,
        "bound": "exact",
    }
    return common | {"stated": f"{low:,}", "period_start": start, "period_end": end} | cells


def figures(**rows):
    """Figures by id; each counts itself, and is named so."""
    cells = [{"name": id_, "counted": id_, "divides": np.nan} | row for id_, row in rows.items()]
    return typed(pd.DataFrame(cells, index=pd.Index(rows, name="figure_id")))


def reference(relation, number, days=YEAR, of="moves", **cells):
    fixed = {"figure_id": of, "counted": of, "relation": relation, "confidence": "high"}
    source = {
        "publisher": "Daily",
        "published": pd.NaT,
        "url": "https://example.org/",
        "source": "",
    }
    return statement(number, days) | fixed | source | cells


def references(*rows):
    index = pd.Index([f"R{n:03d}" for n in range(1, len(rows) + 1)], name="reference_id")
    columns = [*reference("same", 1)]
    return typed(pd.DataFrame(rows, index=index, columns=columns))


def typed(frame):
    numbers = dict.fromkeys(("value", "low", "high"), "float64")
    dates = dict.fromkeys(frame.columns.intersection(DATES), "datetime64[us]")
    texts = {c: "str" for c in frame if c not in (*numbers, *dates)}
    return frame.astype(numbers | texts | dates)
