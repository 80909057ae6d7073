"""What a mention states, in a form in which two languages agree, and how two of them relate.

An amount has a dimension and, in its base unit, readings: 增长两倍 is three times as much, and
"rose 150 percent" is 1.5 times more or 2.5 times as much. Multiples and halves are shares, in
percent. Two amounts state the same where their readings differ by no more than the rounding that
the coarser of them shows.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from analysis.conversions import COINS, RATES, SIZES
from analysis.reader import MEASURE_UNITS, MEASURES

Day = tuple[float | None, tuple[int, ...] | None]

_PLACES = {unit: (name, size) for name, units in SIZES.items() for unit, size in units.items()}
_MANY = {"tens": 1e1, "dozen": 1e1, "dozens": 1e1, "hundred": 1e2, "hundreds": 1e2,
         "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9,
         "billions": 1e9, "trillion": 1e12, "trillions": 1e12}  # fmt: skip
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ODDS = re.compile(r"(\S+) (?:in|out of)(?: every)? (\S+)")
_DIGITS_IN_TEXT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUALIFIED = ("more_than", "at_least", "nearly", "about", "less_than", "at_most")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SAME = 1e-6
_ROUNDED = 0.06  # the most that rounding may leave out,
_VAGUE = 0.3  # that "more than" or "a dozen" may,
_CONVERTED = 0.012  # and that a rounded rate of conversion may at least
_DIGITS_ALONE = 3  # that are evidence even between units that differ
_DIGITS = 0.02  # by which the digits of a lost scale may differ
_PAIR = 2
_FEW = 12  # what is said in words, and everywhere
_FARTHEST = 8  # powers of ten: a lost 亿


@dataclass(slots=True)
class Amount:
    """What one mention states, where it stands, and in which bead of aligned sentences.

    `value` is printed, the `readings` and the `high` end of a range are in the base unit of the
    dimension; without a dimension nothing is stated that could be compared, and the readings are
    the numbers in the phrase.
    """

    row: int
    start: int
    end: int
    value: float
    dimension: str = ""
    unit: str | None = None
    size: float = 1.0
    readings: tuple[float, ...] = ()
    high: float | None = None
    digits: int = 0
    half_step: float = 0.0  # of the last digit, relative to the value
    is_qualified: bool = False
    is_vague: bool = False
    day: Day | None = None  # stated year, and first and last day where they are not all of it
    bead: int = -1

    @property
    def key(self) -> Any:
        """Return what is equal where two amounts state exactly the same."""
        return self.day or float(f"{self.readings[0]:.8g}")

    @property
    def is_bare(self) -> bool:
        """Tell whether the unit is left to the context ("up from 1.8")."""
        return self.dimension == "count" and self.unit is None

    def terms(self) -> dict[object, float]:
        """Return what a sentence of the translation may have in common, with its weight."""
        if self.day:
            return {("date", *(self.day[1] or self.day[:1])): 3.0}
        if not self.dimension or not self.readings[0]:
            return {}
        exponent = math.floor(math.log10(abs(self.readings[0])) + 1e-9)
        mantissa = round(abs(self.readings[0]) / 10**exponent, 1)
        weight = 3.0 if self.digits > 1 else 1.5 if mantissa > 1 or exponent else 0.5
        return {(mantissa, exponent): weight, ("digits", mantissa): weight / 2}


class Agreement(NamedTuple):
    """Two amounts state the same: how surely (0 is best), status, and factor."""

    rank: int
    status: str
    factor: float


class _Ratio(NamedTuple):
    """Translation over original: 10^power, but for `gap` of it."""

    power: int
    gap: float
    factor: float


def amounts(mentions: pd.DataFrame) -> list[Amount]:
    """Return what each mention of a frame states, in its order."""
    return [_amount(row, one) for row, one in enumerate(mentions.itertuples())]


def _amount(row: int, one: Any) -> Amount:
    place = row, one.start, one.end
    if one.kind == "date":
        day = _day(one)
        named = () if day else _numbers_in(one)
        return Amount(*place, one.value, "date" if day else "", day=day, readings=named)
    value, high = _stated(one)
    if one.kind not in (*MEASURES, "vague") or math.isnan(value):
        return Amount(*place, value, readings=_numbers_in(one))
    unit = one.unit if isinstance(one.unit, str) else None
    dimension, size, unit = _place(one.kind, unit, value)
    step, digits = _step(value)
    return Amount(
        *place, value, dimension, unit, size,
        readings=_readings(one, dimension, value, size),
        high=None if math.isnan(high) else high * size,
        digits=digits,
        half_step=step / 2 / abs(value) if value else 0.0,
        is_qualified=one.bound in _QUALIFIED or "dozen" in one.text,
        is_vague=one.kind == "vague",
    )  # fmt: skip


def _day(one: Any) -> Day | None:
    """Return a date's stated year, None if it has none, and its days, None for all of a year."""
    if pd.isna(one.period_start):
        return None
    first, last = one.period_start, one.period_end
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    year = None if math.isnan(one.value) else one.value + (last.year - first.year) / 1e4
    return year, None if whole else (first.month, first.day, last.month, last.day)


def _numbers_in(one: Any) -> tuple[float, ...]:
    """Return the numbers in a name, a time of day or an odd."""
    digits = [float(number.replace(",", "")) for number in _DIGITS_IN_TEXT.findall(one.text)]
    words = [_SMALL.index(w) for w in one.text.lower().split() if w in _SMALL]
    return (*digits, *words, one.value)


def _stated(one: Any) -> tuple[float, float]:
    """Give "hundreds of thousands", which has no value of its own, that of 几十万; odds theirs."""
    if one.kind == "vague" and (odds := _ODDS.search(one.text.lower())):
        some, all_ = (_number(word) for word in odds.groups())
        return (some / all_ if all_ else math.nan), math.nan
    words = one.text.lower().replace(" of ", " ").split()
    if one.kind == "vague" and math.isnan(one.value) and all(word in _MANY for word in words):
        low = math.prod(_MANY[word] for word in words)
        return low, 10 * low
    return one.value, one.value_high


def _number(word: str) -> float:
    if word in _SMALL:
        return float(_SMALL.index(word))
    digits = word.replace(",", "")
    return float(digits) if digits.isdecimal() else 0.0


def _place(kind: str, unit: str | None, value: float) -> tuple[str, float, str | None]:
    """Return the dimension of a unit, its size in the base unit, and of money the currency."""
    if unit in _PLACES:
        return *_PLACES[unit], unit
    if unit in COINS:
        return "money", 0.01, COINS[unit]
    if unit in RATES:
        return "money", 1.0, unit
    if kind == "vague" and unit is None and value < 10:  # half, doubled, 一番
        return "share", 100.0, unit
    return (str(unit) if unit in MEASURE_UNITS else "count"), 1.0, unit


def _step(value: float) -> tuple[float, int]:
    """Return one unit of the last digit that is not zero, and the number of digits up to it."""
    if not value:
        return 1.0, 1
    mantissa, _, exponent = f"{abs(value):.9e}".partition("e")
    digits = len(mantissa.rstrip("0").replace(".", ""))
    return 10.0 ** (int(exponent) - digits + 1), digits


def _readings(one: Any, dimension: str, value: float, size: float) -> tuple[float, ...]:
    """Return the values in the base unit, the plain one first."""
    plain = value * size
    if one.unit == "degree fahrenheit":  # a temperature, or a difference of two
        return (value - 32) / 1.8, plain
    if one.kind == "vague" and one.text.startswith("上"):  # 成千上万 is "thousands" as well
        return plain, plain / 10
    if dimension != "share":
        return (plain,)
    if one.text.endswith("番"):
        return (100 * 2.0**value,)
    if one.unit == "折":
        return plain, 100 - plain
    if one.trend != "up" or one.unit == "percentage point":
        return (plain,)
    if one.kind == "percent":
        return (plain, plain + 100) if plain >= 50 else (plain,)
    return (plain + 100,) if _CHINESE.search(one.text) else (plain, plain + 100)


def agreement(one: Amount, two: Amount) -> Agreement | None:
    """Return how two amounts state the same, None if they don't.

    Ranks: 0 and 1 exactly, the second where one leaves its unit out; 2 rounded; 3 and 4 in
    another unit; 5 the same number of something else.
    """
    if "date" in (one.dimension, two.dimension):
        if one.dimension == two.dimension:
            agree = _days_agree(one, two)
            return Agreement(int(one.day != two.day), "same", math.nan) if agree else None
        is_read_so = one.value == two.value  # 1100年历史, 1,100 years
        return Agreement(5, "same", 1.0) if is_read_so else None
    alike, ratio = is_alike(one, two), _ratio(one, two)
    if alike and ratio and not ratio.power:
        other, status = (3, "unit") if is_other_unit(one, two) else (0, "same")
        if ratio.gap <= _SAME and (one.high is None) == (two.high is None):
            return Agreement(other + (one.dimension != two.dimension), status, ratio.factor)
        if ratio.gap <= _tolerance(one, two) and (one.high is None) == (two.high is None):
            return Agreement(max(other + 1, 2), status, ratio.factor)
    if alike and _contains(one, two):
        return Agreement(2, "same", two.readings[0] / one.readings[0])
    multiples = one.dimension == two.dimension == "share"  # 增长两倍 is not "doubled"
    if math.isclose(one.value, two.value, rel_tol=_SAME) and not multiples:
        status = "unit" if one.dimension == two.dimension and is_other_unit(one, two) else "same"
        return Agreement(5, status, ratio.factor if ratio and alike else 1.0)
    return None


def lost_scale(one: Amount, two: Amount) -> tuple[int, float] | None:
    """Return how many digits two amounts share at different powers of ten, and the factor."""
    apart = {"share", "date", "duration"} & {one.dimension, two.dimension}
    counted = "count" in (one.dimension, two.dimension) and not apart  # in "crowns", who knows
    if one.day or not (is_alike(one, two) or counted):
        return None
    ratio = _ratio(one, two)
    if ratio is None or not 1 <= abs(ratio.power) <= _FARTHEST:
        return None
    if (one.high is None) != (two.high is None):
        return None
    coarse = max(one, two, key=lambda amount: amount.half_step)
    limit = min(coarse.half_step, _DIGITS) if coarse.digits > 1 else _SAME
    limit = max(limit, _CONVERTED) if is_other_unit(one, two) else limit
    digits = min(one.digits, two.digits)
    if digits < _DIGITS_ALONE and not is_alike(one, two):
        return None
    if ratio.gap > limit or (
        digits == 1 and {one.dimension, two.dimension} == {"count", "duration"}
    ):
        return None  # a bare 30 is no slip of three months
    return digits, ratio.factor


def conversion(one: Amount, two: Amount) -> tuple[str, float] | None:
    """Return status and factor of an amount that is added as the conversion of another."""
    if one.dimension != two.dimension or not is_other_unit(one, two):
        return None
    if one.dimension == "money":
        rate = _exchange(one, two)
    else:
        rate = _ratio(one, two)
        rate = rate if rate and rate.gap <= _tolerance(one, two) else None
    return ("scale" if rate.power else "unit", rate.factor) if rate else None


def differ(one: Amount, two: Amount) -> float | None:
    """Return the factor, NaN between dates, if two amounts can stand for each other but differ.

    Counts of a few, and of what may well be something else, are no errors: translators add them.
    """
    if one.day and two.day:
        comparable = _grain(one.day) == _grain(two.day)
        return math.nan if comparable and not _days_agree(one, two) else None
    points = {one.unit, two.unit} == {"percent", "percentage point"}  # a level, and a change
    alike = is_alike(one, two) and one.is_vague == two.is_vague  # "half as much again": who knows
    alike = alike and not points
    ratio = _ratio(one, two) if alike else None
    if ratio and "count" in (one.dimension, two.dimension) and one.unit != two.unit:
        units = one.unit, two.unit
        foreign = None in units or str(units[0]).isascii() != str(units[1]).isascii()
        if not foreign or min(one.value, two.value) <= _FEW or not 0.05 < ratio.factor < 20:
            return None
    return ratio.factor if ratio else None


def is_chance(one: Amount, two: Amount) -> bool:
    """Tell whether the one digit that two amounts share is as good as none: 2 and 20, 1 and 100."""
    if "count" not in (one.dimension, two.dimension):
        return False
    return min(one.value, two.value) <= _PAIR or f"{one.value:e}"[0] == "1"


def is_alike(one: Amount, two: Amount) -> bool:
    """Tell whether both measure the same, money in one currency, or a bare number could."""
    if one.dimension == two.dimension:
        return one.dimension != "money" or one.unit == two.unit
    apart = {"share", "date"} & {one.dimension, two.dimension}
    return (one.is_bare or two.is_bare) and not apart


def is_other_unit(one: Amount, two: Amount) -> bool:
    """Tell whether the units of a dimension differ; percent, halves and times don't."""
    if one.dimension != two.dimension or one.dimension in ("share", "count"):
        return False
    return one.size != two.size or (one.dimension == "money" and one.unit != two.unit)


def _ratio(one: Amount, two: Amount) -> _Ratio | None:
    """Compare the readings that are most alike; a bare number is compared as printed."""
    if one.dimension == two.dimension:
        readings, ends = (one.readings, two.readings), (one.high, two.high)
    else:
        readings, ends = ((one.value,), (two.value,)), (None, None)
    if len(readings[0]) == len(readings[1]) == 1 and not (ends[0] and ends[1]):
        return _over(readings[0][0], readings[1][0])
    found = [ratio for x in readings[0] for y in readings[1] if (ratio := _over(x, y))]
    best = min(found, key=lambda r: (r.gap > _SAME, abs(r.power), r.gap), default=None)
    if best and ends[0] and ends[1]:
        last = _over(ends[0], ends[1])
        return best if last and last.power == best.power and last.gap <= _ROUNDED else None
    return best


def _over(x: float, y: float) -> _Ratio | None:
    if not x or not y:
        return _Ratio(0, 0.0, 1.0) if x == y else None
    factor = abs(y / x)
    power = round(math.log10(factor))
    return _Ratio(power, abs(factor / 10.0**power - 1), factor)


def _tolerance(one: Amount, two: Amount) -> float:
    """Return by how much of the value two amounts may differ and still state the same."""
    coarse = max(one, two, key=lambda amount: amount.half_step)
    if is_other_unit(one, two):
        return max(min(coarse.half_step, _ROUNDED), _CONVERTED)
    if coarse.is_qualified or coarse.is_vague:
        return min(2 * coarse.half_step, _VAGUE)
    return min(coarse.half_step, _ROUNDED) if coarse.digits > 1 else _SAME


def _contains(one: Amount, two: Amount) -> bool:
    """Tell whether one is a range, and the other a value within it."""
    if one.dimension != two.dimension or (one.high is None) == (two.high is None):
        return False
    wide, single = (one, two) if two.high is None else (two, one)
    return wide.readings[0] <= single.readings[0] <= (wide.high or 0.0)


def _exchange(one: Amount, two: Amount) -> _Ratio | None:
    """Return by how many powers of ten the rate between two currencies is off."""
    if not one.dimension == two.dimension == "money" or one.unit == two.unit:
        return None
    (low, high), (least, most) = RATES[str(one.unit)], RATES[str(two.unit)]
    rate = abs(two.readings[0] / one.readings[0]) if one.readings[0] else 0.0
    if not rate:
        return None
    power = round(math.log10(rate / math.sqrt(least / high * most / low)))
    plausible = least / high * 0.98 <= rate / 10.0**power <= most / low * 1.02
    return _Ratio(power, 0.0, 10.0**power if power else math.nan) if plausible else None


def _grain(day: Day) -> str:
    """Return what a date names: a year, a month, a day or some other span."""
    if day[1] is None:
        return "year"
    month, first, last_month, last = day[1]
    if (month, first) == (last_month, last):
        return "day"
    return "month" if month == last_month and first == 1 and last > 27 else "span"


def _days_agree(one: Amount, two: Amount) -> bool:
    """Tell whether two dates can be the same, by all that both of them state."""
    if not one.day or not two.day:
        return False
    (year, days), (other, others) = one.day, two.day
    if year is not None and other is not None and year != other:
        return False
    if days is not None and others is not None:
        return days == others
    return year is not None and other is not None
