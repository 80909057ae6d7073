"""Every row of the reader reads the lines beside it, and is missed when it is switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pytest

from analysis.reader import find_mentions
from analysis.reader.patterns import ROWS, Rule, Table, without

Row = Rule | Table[object]


def lines(row: Row) -> Iterator[tuple[str, str]]:
    """Yield each text of a row with what is to be read in it."""
    for line in f"{row.reads} // {row.leaves}".split(" // "):
        text, arrow, expected = line.partition(" → ")
        assert arrow, f"{line!r} has no arrow"
        yield text, expected


def described(row: object) -> str:
    """Say what was read: "about 3 car up", "date 2023-01-01 2023-12-31", "ordinal 5"."""
    bound = "" if row.bound == "exact" or row.kind == "date" else row.bound
    value = "" if pd.isna(row.value) else f"{row.value:{'.6g' if abs(row.value) < 1 else '.15g'}}"
    if row.kind in ("quantity", "percent"):
        high = "" if pd.isna(row.value_high) else f"..{row.value_high:.15g}"
        unit, trend = ("" if pd.isna(word) else word for word in (row.unit, row.trend))
        return " ".join(f"{bound} {value}{high} {unit} {trend}".split())
    if row.kind == "date":
        days = {str(d.date()): None for d in (row.period_start, row.period_end) if pd.notna(d)}
        return " ".join(["date", *days])
    shown = value if row.kind in ("ordinal", "vague") else ""
    return " ".join(f"{bound} {row.kind} {shown}".split())


def misread(text: str, expected: str) -> str:
    """Say what is read instead of what is expected, "" if it is as expected."""
    plain = re.sub("[{}]", "", text)
    rows = list(find_mentions(plain, reference_year=2023).itertuples())
    found = [described(row) for row in rows] or ["nothing"]
    wanted = expected.split(" | ")
    same = len(found) == len(wanted) and all(
        was == want or (want == "date" and was.startswith("date"))
        for was, want in zip(found, wanted, strict=True)
    )
    phrases = [row.text for row in rows]
    missing = [phrase for phrase in re.findall(r"\{(.*?)\}", text) if phrase not in phrases]
    return "" if same and not missing else f"{text!r} gives {found}, {phrases}"


@pytest.mark.parametrize("name", ROWS)
def test_row_reads_its_lines(name: str) -> None:
    assert [wrong for line in lines(ROWS[name]) if (wrong := misread(*line))] == []


@pytest.mark.parametrize("name", ROWS)
def test_row_is_missed_when_it_is_switched_off(name: str) -> None:
    with without(name):
        assert any(misread(*line) for line in lines(ROWS[name]))


def test_a_row_that_nothing_needs_is_found_out() -> None:
    useless = Rule("useless", r"cars", reads="33 cars → 33 car", leaves="33 boats → 33 boat")
    idle = Table("idle", {True: "cars"}, reads="33 cars → 33 car", leaves="33 boats → 33 boat")
    try:
        for row in (useless, idle):
            with without(row.name):
                assert not any(misread(*line) for line in lines(row))
    finally:
        del ROWS["useless"], ROWS["idle"]


def test_two_rows_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two rows are named 'scales'"):
        Rule("scales", "cars", reads="33 cars → 33 car", leaves="33 boats → 33 boat")


def test_switching_off_leaves_no_trace() -> None:
    with without("scales"):
        assert misread("3 million cars", "3000000 car")
    assert not misread("3 million cars", "3000000 car")


def test_every_row_has_a_line_to_read_and_one_to_leave_alone() -> None:
    assert [row.name for row in ROWS.values() if " → " not in row.reads or not row.leaves] == []
