"""What an article gives away by itself: numbers that do not fit each other."""

from analysis.screening.findings import SEVERITIES, Factors
from analysis.screening.screen import CHECKS, MOST_NUMBERS, screen_figures

__all__ = ["CHECKS", "MOST_NUMBERS", "SEVERITIES", "Factors", "screen_figures"]
