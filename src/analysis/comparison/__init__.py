"""Compare the numbers of a text and its translation; `compare_texts` is the one door."""

from analysis.comparison.pairs import STATUSES, compare_texts

__all__ = ["STATUSES", "compare_texts"]
