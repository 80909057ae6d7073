"""Results beside their wholes: how many of how many."""

from __future__ import annotations

import pandas as pd

from analysis.audit.statements import Statement, statements, with_references

_COLUMNS = "figure_id name claim whole of per_thousand publisher"


def wholes(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Hold every figure against the wholes that references give for it, as so many per thousand.

    One row per whole, indexed by reference_id, the smallest whole of a figure first. Columns:
    figure_id, name, claim (of the figure), whole (what it counts), of (how much it is), and
    per_thousand, all three numbers as `Interval`; publisher. A whole is a reference of relation
    *denominator* for the figure's place and its very period, or for a day within it where it is
    only known when it was counted. References of low confidence are left out. What is counted
    twice, such as persons who come again, makes it a rate and no share.

    >>> days = {"period_start": pd.Timestamp(2023, 1, 1), "period_end": pd.Timestamp(2023, 12, 31)}
    >>> newborns = {"value": 30_000, "low": 30_000, "high": 40_000, "name": "Newborns"}
    >>> figures = pd.DataFrame(newborns | days, index=["newborns"])
    >>> births = {"value": 9e6, "low": 9e6, "high": 9e6, "counted": "births"}
    >>> births |= {"figure_id": "newborns", "relation": "denominator", "confidence": "high"}
    >>> held = wholes(figures.assign(counted="newborns"), pd.DataFrame(births | days, index=["a"]))
    >>> f"{held.loc['a', 'per_thousand']} of a thousand {held.loc['a', 'whole']}"
    '3.3–4.4 of a thousand births'
    """
    rows = {
        r.id: [f.id, f.name, f.claim, r.counted, r.claim, f.claim / r.claim * 1000, r.publisher]
        for f, attached in with_references(*statements(figures, references))
        for r in sorted(attached, key=lambda r: r.claim.low)
        if _is_whole(r, f)
    }
    index = pd.Index(rows, name="reference_id", dtype="str")
    return pd.DataFrame([*rows.values()], index=index, columns=_COLUMNS.split())


def _is_whole(reference: Statement, figure: Statement) -> bool:
    """Tell whether a reference gives a whole of the figure's place and days."""
    if reference.relation != "denominator" or not reference.confidence or reference.claim.low <= 0:
        return False
    counted_within = pd.isna(reference.start) and figure.start <= reference.end <= figure.end
    same_days = reference.start == figure.start and reference.end == figure.end
    return reference.area == figure.area and (counted_within or same_days)
