"""Read the numeric mentions of a text; `find_mentions` is the one door to this wing."""

from analysis.reader.english.nouns import CURRENCIES
from analysis.reader.mention import BOUNDS, KINDS, MEASURES, TRENDS
from analysis.reader.scan import BLANK_LINE, find_mentions
from analysis.reader.units import CODES, MONEY, UNITS

MEASURE_UNITS = frozenset(
    {"percent", *CURRENCIES, *UNITS.values(), *MONEY.values(), *CODES.values()}
) - {"people", "person-time"}

__all__ = [
    "BLANK_LINE",
    "BOUNDS",
    "KINDS",
    "MEASURES",
    "MEASURE_UNITS",
    "TRENDS",
    "find_mentions",
]
