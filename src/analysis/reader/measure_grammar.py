"""One grammar of measures for both languages.

A measure is: qualifier, sign or currency, numeral, range joint and second numeral, unit, qualifier
after, with a direction beside it. A `Language` supplies the words for each place; the order in
which they are asked, and which of them wins, stands here once.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.reader.digits import Number
from analysis.reader.mention import Mention, Unit
from analysis.reader.site import Site

# Prose rounds percentages to fives: "almost 70 percent" is 65 to 70, not 60 or just below 70.
PERCENT_STEP = 5
MAX_COEFFICIENT = 1000  # of a scale
# What a bound that goes by size claims below zero: "more than 20 degrees below zero" is less.
BY_SIZE = {
    "more_than": "less_than",
    "at_least": "at_most",
    "at_most": "at_least",
    "less_than": "at_least",
}


class Amount(NamedTuple):
    """A number or the two of a range (else `high` is NaN): values, step, where the last ends."""

    value: float
    high: float
    step: float
    end: int


def in_percent(amount: Amount) -> Amount:
    """Return an amount of percent, whose step is no coarser than prose rounds."""
    coarse = amount.step > PERCENT_STEP and abs(amount.value) <= 100
    return amount._replace(step=PERCENT_STEP) if coarse else amount


class Counted(NamedTuple):
    """What follows an amount: kind and unit, where the phrase ends, what 半 and 成 make of it.

    `below` tells that "below zero" follows, so that what stands before goes by size.
    """

    kind: str
    unit: Unit | None
    stop: int
    amount: Amount
    more: str = ""  # the bound of a 余 or 多 after the number
    below: bool = False


def lend(number: Number, other: Number, _text: str) -> Number:
    """Give the first number of a range the scale that only the second has ("5-10 million").

    "30 to 40,000" leaves out a thousand, "fifty to a hundred thousand" states it once.
    """
    if number.factor not in (1, 100) or number.form == "scaled":  # not 10^-4
        return number
    if other.form == "grouped" and other.value % 1000 == 0:
        near = other.value / 2 <= number.value * 1000 < other.value
        return number._replace(value=number.value * 1000) if near else number
    for factor in (other.factor, other.factor / 100 if other.form == "words" else 0):
        if factor > number.factor and number.value < other.value / factor:
            return number._replace(value=number.value * factor)
    return number


class Language(NamedTuple):
    """The words and small rules that a language supplies to the grammar."""

    numeral: Callable[[str, int, bool], Number | None]
    joint: Callable[[Site, int, bool], re.Match[str] | None]
    unit_between: Callable[[Site, Number], Unit | None]
    unit_at: Callable[[str, int], Unit | None]
    counted: Callable[[Site, Amount, Unit | None], Counted | None]
    before: Callable[[Site, int, Counted], tuple[str, int]]
    after: Callable[[str, Counted], tuple[str, int] | None]
    direction: Callable[[Site, int, int], str | None]
    fits: Callable[[Site, re.Match[str], Number, Number], bool] = lambda *_: True
    lent: Callable[[Number, Number, str], Number] = lend
    lender: Callable[[Site, Number], Number | None] = lambda *_: None


def measure(site: Site, number: Number, language: Language) -> Mention | None:
    """Build the quantity or percent that a number states, with all that belongs to its phrase."""
    currency = site.currency
    amount = _range(site, number, language, currency is not None)
    amount = amount or _borrowed(site, number, language)
    amount = amount or Amount(number.value, number.high, number.step, number.end)
    counted = language.counted(site, amount, currency)
    if counted is None:
        return None
    stated, begin = language.before(site, currency.start if currency else number.start, counted)
    stop, after = counted.stop, None
    if found := language.after(site.text, counted):
        after, stop = found
    value, high, step, _ = counted.amount
    bound, by_size = after if after and stated == "exact" else stated, counted.below
    if amount.high == amount.high:
        bound = "range"
    elif more := number.more or counted.more:
        bound, by_size = more, True  # "minus 5 million odd", 零下5多度
    elif bound == after == "more_than":
        by_size = True  # "minus 20-odd degrees"
    if by_size and value < 0:
        bound = BY_SIZE.get(bound, bound)
    direction = language.direction(site, begin, stop)
    return Mention(begin, stop, number.start, amount.end, counted.kind, value, high, bound,
                   counted.unit, direction, step)  # fmt: skip


def _range(site: Site, number: Number, language: Language, money: bool) -> Amount | None:
    """Read the second number of "15 to 20", "$5-10 million", "between 3 and 5"."""
    match = language.joint(site, number.end, money)
    if match is None and (unit := language.unit_between(site, number)):
        match = _after_unit(site, unit, language)
    other = language.numeral(site.text, match.end(), money) if match else None
    if match is None or other is None:
        return None
    stated, number = number, language.lent(number, other, site.text)
    if number.value == stated.value and _falls(number, other):
        return None
    falls_below_zero = other.value < min(number.value, 0)  # "minus 5 to minus 10", "5 to -5"
    if other.value <= number.value and not falls_below_zero:
        return None
    if not language.fits(site, match, number, other):
        return None
    high = other.high if other.high == other.high else other.value  # 五到七八万 reaches 80,000
    low, high = sorted((number.value, high))
    return Amount(low, high, other.step, other.end)


def _falls(number: Number, other: Number) -> bool:
    """Tell whether the second of two, whose scale stands once, is the smaller: 5 to 3 million."""
    scaled = number.factor == 1 < 1000 <= other.factor and 0 < number.value < MAX_COEFFICIENT
    return scaled and 0 < other.value <= number.value * other.factor <= 10 * other.value


def _borrowed(site: Site, number: Number, language: Language) -> Amount | None:
    """Give a number the scale that another states for it: "$3, $4 and $5 billion", 3、5万."""
    if number.factor > 1 or not 0 < abs(number.value) < MAX_COEFFICIENT:
        return None
    lender = language.lender(site, number)
    if lender is None or lender.factor < 100 or lender.value / lender.factor >= MAX_COEFFICIENT:
        return None
    factor, scaled = lender.factor, abs(number.value) * lender.factor
    if not 0.02 * lender.value <= scaled <= 10 * lender.value:  # "rose from 200 to 1.5 million"
        return None
    return Amount(number.value * factor, number.high * factor, number.step * factor, number.end)


def _after_unit(site: Site, unit: Unit, language: Language) -> re.Match[str] | None:
    """Find the joint of "44 mg to 50 mg", where both numbers have the same unit."""
    match = language.joint(site, unit.end, False)
    other = language.numeral(site.text, match.end(), False) if match else None
    again = language.unit_at(site.text, other.end) if other else None
    same = again and (again.name == unit.name or again.name.startswith(unit.name + " "))
    return match if same else None
