"""A dataset: its tables, loaded, started from an article, held against it, and exported.

What starts or exports one is loaded on first use: few who load a dataset need it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.dataset.load import (
    LOADERS,
    claims_its_sum,
    data_dictionary,
    data_folder,
    folded,
    load_events,
    load_figures,
    load_other_mentions,
    load_paragraphs,
    load_programmes,
    load_references,
    opened,
    same_thing,
    sample_article,
)
from analysis.dataset.reconcile import check_article
from analysis.dataset.tables import (
    PREFILLED,
    SCREENED,
    DatasetError,
    asked_columns,
    key,
    shortened,
)

if TYPE_CHECKING:
    from analysis.dataset.export import export_csv
    from analysis.dataset.start import start_dataset

__all__ = [
    "LOADERS",
    "PREFILLED",
    "SCREENED",
    "DatasetError",
    "asked_columns",
    "check_article",
    "claims_its_sum",
    "data_dictionary",
    "data_folder",
    "export_csv",
    "folded",
    "key",
    "load_events",
    "load_figures",
    "load_other_mentions",
    "load_paragraphs",
    "load_programmes",
    "load_references",
    "opened",
    "same_thing",
    "sample_article",
    "shortened",
    "start_dataset",
]

_ROOMS = {
    "export_csv": "export",
    "start_dataset": "start",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(f"analysis.dataset.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'analysis.dataset' has no attribute {name!r}")
