"""Clean the figures that a press article states into dataframes, and say what can be trusted.

Read a text with `find_mentions`, load the dataset with `load_figures` and its siblings, compute
with intervals, hold the article against the dataset with `check_article` and the figures against
independent references with `audit_figures`. Charts and notebook helpers load on first use, so
that `import analysis` costs little more than pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.audit import audit_figures, check_arithmetic
from analysis.dataset import (
    DatasetError,
    data_dictionary,
    data_folder,
    load_events,
    load_figures,
    load_other_mentions,
    load_paragraphs,
    load_programmes,
    load_references,
    sample_article,
)
from analysis.estimates import (
    Interval,
    interval_of,
    interval_ratio,
    interval_shares,
    interval_sum,
    with_factor,
)
from analysis.ledger import check_article
from analysis.mentions import find_mentions

if TYPE_CHECKING:
    from analysis import charts, corpus, display
    from analysis.start import export_csv, start_dataset

__all__ = [
    "DatasetError",
    "Interval",
    "audit_figures",
    "charts",
    "check_arithmetic",
    "check_article",
    "corpus",
    "data_dictionary",
    "data_folder",
    "display",
    "export_csv",
    "find_mentions",
    "interval_of",
    "interval_ratio",
    "interval_shares",
    "interval_sum",
    "load_events",
    "load_figures",
    "load_other_mentions",
    "load_paragraphs",
    "load_programmes",
    "load_references",
    "sample_article",
    "start_dataset",
    "with_factor",
]


def __getattr__(name: str) -> Any:
    if name in ("charts", "corpus", "display"):
        return import_module(f"analysis.{name}")
    if name in ("export_csv", "start_dataset"):
        return getattr(import_module("analysis.start"), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
