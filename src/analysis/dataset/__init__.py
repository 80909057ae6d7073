"""A dataset: its tables, loaded, started from an article, held against it, and exported."""

from analysis.dataset.export import export_csv
from analysis.dataset.load import (
    claims_its_sum,
    data_dictionary,
    data_folder,
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
from analysis.dataset.start import PLACEHOLDER, start_dataset
from analysis.dataset.tables import DatasetError

__all__ = [
    "PLACEHOLDER",
    "DatasetError",
    "check_article",
    "claims_its_sum",
    "data_dictionary",
    "data_folder",
    "export_csv",
    "load_events",
    "load_figures",
    "load_other_mentions",
    "load_paragraphs",
    "load_programmes",
    "load_references",
    "opened",
    "same_thing",
    "sample_article",
    "start_dataset",
]
