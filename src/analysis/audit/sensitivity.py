"""How strongly each verdict stands: what it hangs on, and which wrong prints it would let pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.audit.cases import POWERS, VERDICTS, Case, judge
from analysis.audit.statements import Statement, with_references
from analysis.intervals import Interval

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
      10^-4 to 10^4, and with each digit that it carries replaced by each other one. would_pass:
      the share of them that would not be refused either. Near 0 the verdict says much, near 1
      next to nothing.

    Raises ValueError as `audit_figures` does.

    >>> from analysis.dataset import load_figures, load_references
    >>> frame = audit_sensitivity(load_figures(), load_references())
    >>> frame.loc["first_id_cards", ["verdict", "open_verdict", "hangs_on"]].tolist()
    ['implausible', 'consistent', 'R015; R031']
    """
    rows = [_row(*pair) for pair in with_references(figures, references)]
    frame = pd.DataFrame(rows, columns=_COLUMNS.split(), index=figures.index)
    kinds = dict.fromkeys(("verdict", "open_verdict"), pd.CategoricalDtype(list(VERDICTS)))
    return frame.astype(kinds | dict.fromkeys(("hangs_on", "hangs_on_sources"), "str"))


def wrong_prints(figure: Statement) -> Iterator[Interval]:
    """Yield what the figure would claim with a lost or added power of ten, or with a wrong digit.

    The digits are those that the statement carries: 1, 7 and 3 of "more than 1.73 million".
    """
    yield from (figure.claim * 10.0**power for power in POWERS if power)
    step = _step(figure)
    number, sign = round(abs(figure.value) / step), -1 if figure.value < 0 else 1
    digits = str(number)
    for place, digit in enumerate(digits):
        for other in "0123456789" if place else "123456789":
            if other != digit:
                wrong = int(digits[:place] + other + digits[place + 1 :])
                yield figure.claim + sign * (wrong - number) * step


def _step(figure: Statement) -> float:
    """Return one unit of the last digit that the statement carries.

    An interval that is read from it is a step wide; a number without width is written to the unit.
    """
    width = figure.claim.high - figure.claim.low
    if figure.bound in ("exact", "more_than", "about") and width < float("inf"):
        return width or 1.0
    exponent = Decimal(f"{figure.value:.15g}").normalize().as_tuple().exponent
    return 10.0 ** int(exponent)


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
