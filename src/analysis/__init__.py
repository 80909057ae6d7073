"""Clean the figures that a press article states into dataframes, and say what can be trusted.

Read a text with `find_mentions`, load the dataset with `load_figures` and its siblings, compute
with intervals, hold the article against the dataset with `check_article` and the figures against
independent references with `audit_figures`; `audit_sensitivity` says what a verdict hangs on. What
an article gives away by itself `screen_figures` says, and `compare_texts` what its translation. A
dataset of another article begins with `start_dataset`; `check_dataset` says what is left to do.
Charts, notebook helpers and what starts or exports a dataset load on first use, so that `import
analysis` costs little more than pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.audit import (
    audit_figures,
    audit_sensitivity,
    check_arithmetic,
    check_dataset,
    load_audited,
    unused_references,
    wholes,
)
from analysis.dataset import (
    DatasetError,
    check_article,
    data_dictionary,
    data_folder,
    load_events,
    load_figures,
    load_other_mentions,
    load_paragraphs,
    load_programmes,
    load_references,
    same_thing,
    sample_article,
)
from analysis.intervals import Interval, claims, per, per_day, shares, total, with_factor
from analysis.reader import find_mentions
from analysis.wording import periods

if TYPE_CHECKING:
    from analysis import charts, corpus, display
    from analysis.comparison import compare_texts
    from analysis.dataset import export_csv, start_dataset
    from analysis.screening import screen_figures

__version__ = "0.1.0"

__all__ = [
    "DatasetError",
    "Interval",
    "__version__",
    "audit_figures",
    "audit_sensitivity",
    "charts",
    "check_arithmetic",
    "check_article",
    "check_dataset",
    "claims",
    "compare_texts",
    "corpus",
    "data_dictionary",
    "data_folder",
    "display",
    "export_csv",
    "find_mentions",
    "load_audited",
    "load_events",
    "load_figures",
    "load_other_mentions",
    "load_paragraphs",
    "load_programmes",
    "load_references",
    "per",
    "per_day",
    "periods",
    "same_thing",
    "sample_article",
    "screen_figures",
    "shares",
    "start_dataset",
    "total",
    "unused_references",
    "wholes",
    "with_factor",
]


_ON_FIRST_USE = {
    "compare_texts": "comparison",
    "export_csv": "dataset",
    "screen_figures": "screening",
    "start_dataset": "dataset",
}


def __getattr__(name: str) -> Any:
    if name in ("charts", "corpus", "display"):
        return import_module(f"analysis.{name}")
    if wing := _ON_FIRST_USE.get(name):
        return getattr(import_module(f"analysis.{wing}"), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
