"""How strongly each verdict stands: what it hangs on, and which wrong prints it would let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.articles import read_many
from analysis.audit.cases import POWERS, VERDICTS, Case, judge
from analysis.audit.statements import Statement, statements, with_references
from analysis.dataset import claims_its_sum
from analysis.intervals import Interval, claims
from analysis.reader import MEASURES

_COLUMNS = "verdict open_verdict hangs_on hangs_on_sources n_sources wrong_prints would_pass"


def audit_sensitivity(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Say of every verdict of `audit_figures` what it hangs on, and how much it would notice.

    Takes the same frames. Returns one row per figure, indexed by figure_id:

    - verdict: as `audit_figures` gives it; open_verdict: with every "more than", of figures and of
      references, read without an upper end.
    - hangs_on: ids of the references of which each, taken away alone, changes the verdict;
      hangs_on_sources: the same for whole publications, by the column `source`, with all that
      descends from them. Both with "; " between.
    - n_sources: how many independent publications stand behind the verdict: the different sources
      of the references that it rests on.
    - wrong_prints: how many wrong prints were tried: the figure times each other power of ten from
      10^-4 to 10^4, and with each of its written digits replaced by each other one. would_pass:
      the share of them that would not be refused either. Near 0 the verdict says much, near 1
      next to nothing.

    Raises ValueError as `audit_figures` does.

    >>> cards = {"counted": "cards", "bound": "more_than", "value": 80, "low": 80, "high": 90}
    >>> figures = pd.DataFrame(cards | {"stated": "more than 80"}, index=["cards"])
    >>> found = {"figure_id": "cards", "relation": "same", "confidence": "high"}
    >>> references = pd.DataFrame(cards | found | {"low": 60, "high": 70}, index=["R001"])
    >>> frame = audit_sensitivity(figures, references)
    >>> frame[["verdict", "open_verdict", "hangs_on"]].values.tolist()
    [['contradicted', 'corroborated', 'R001']]
    """
    rows = [_row(*pair) for pair in with_references(*statements(figures, references))]
    frame = pd.DataFrame(rows, columns=_COLUMNS.split(), index=figures.index)
    kinds = dict.fromkeys(("verdict", "open_verdict"), pd.CategoricalDtype(list(VERDICTS)))
    return frame.astype(kinds | dict.fromkeys(("hangs_on", "hangs_on_sources"), "str"))


def wrong_prints(figure: Statement) -> Iterator[Interval]:
    """Yield what the figure would claim with a lost or added power of ten, or with a wrong digit.

    A digit is replaced in the printed phrase, which is then read again; not by a zero in front, nor
    where the phrase would be no single number. A number in words has the digits of its value.

    >>> from analysis.reader import find_mentions
    >>> mention = find_mentions("more than 90 million").assign(stated="more than 90 million")
    >>> none = pd.DataFrame(columns=["figure_id", "counted", "confidence", "value", "low", "high"])
    >>> (figure,), _ = statements(mention.assign(counted="services"), none)
    >>> claims = [*wrong_prints(figure)]
    >>> len(claims), claims[8], claims[-1]
    (25, Interval(low=10000000.0, high=20000000.0), Interval(low=99000000.0, high=100000000.0))
    """
    moved = (figure.claim * 10.0**power for power in POWERS)
    yield from (claim for claim in moved if claim != figure.claim)
    if not re.search(r"\d", figure.stated):
        exponent = Decimal(f"{figure.value:.15g}").normalize().as_tuple().exponent
        step = 10.0 ** int(exponent)
        wrong = map(int, _misprints(str(round(figure.value / step))))
        yield from (figure.claim - figure.value + number * step for number in wrong)
        return
    read = read_many(_misprints(figure.stated))
    sums = claims_its_sum(read)
    ends = {end: read[end].where(~sums, read["value"]) for end in ("low", "high")}
    read = read.assign(**ends)[read["kind"].isin(MEASURES) | sums]
    alone = ~read["owner"].duplicated(keep=False)
    yield from (claim for claim in claims(read[alone]) if claim != figure.claim)


def _misprints(written: str) -> Iterator[str]:
    """Yield a phrase with each of its digits replaced by each other one."""
    for match in re.finditer(r"\d", written):
        place, after = match.start(), written[match.end() :]
        leads = not re.search(r"[\d.,+]$", written[:place]) and not after.startswith(".")
        for other in "123456789" if leads else "0123456789":
            if other != match[0]:
                yield written[:place] + other + after


def _row(figure: Statement, references: list[Statement]) -> list[Any]:
    case = judge(figure, references)
    opened = judge(figure.opened, [r.opened for r in references])
    sources = sorted({r.descends_from for r in references})
    hangs_on = [r.id for r in references if _changes(case, [s for s in references if s != r])]
    hangs_on_sources = [
        source
        for source in sources
        if _changes(case, [r for r in references if r.descends_from != source])
    ]
    rests_on = {id_ for r in case.evidence for id_ in r.id.split("; ")}
    behind = {r.descends_from for r in references if r.id in rests_on}
    wrong = [judge(replace(figure, claim=claim), references) for claim in wrong_prints(figure)]
    passing = sum(not other.refused for other in wrong) / len(wrong)
    hanging = ("; ".join(names) for names in (hangs_on, hangs_on_sources))
    return [case.verdict, opened.verdict, *hanging, len(behind), len(wrong), passing]


def _changes(case: Case, references: list[Statement]) -> bool:
    return judge(case.figure, references).verdict != case.verdict
