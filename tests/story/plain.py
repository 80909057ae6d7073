"""The dataset read by another route: plain Python on the CSV files, no function of the library.

A number is read from its phrase by one expression for all languages, which knows just the words
that this dataset has; a verdict is worked out from the rules as `data/README.md` and the audit's
documentation state them. Whatever is wrong in the library is not wrong here in the same way.
"""

import csv
import re
from calendar import month_name, monthrange
from datetime import date, timedelta
from functools import cache
from math import inf
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[2] / "data"
SCALES = {"million": 1e6, "billion": 1e9, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
WORDS = {"three": 3, "eight": 8, "三": 3}
MORE, ABOUT, NEARLY = "more than|over|超過|突破", "about|around|约", "nearly|近"
NUMBER = re.compile(
    rf"(?P<bound>{MORE}|{ABOUT}|{NEARLY})?\s*"
    r"(?P<digits>\d+(?:[, ]\d{3})*(?:\.\d+)?)\s*(?P<and>[余餘馀多])?\s*"
    rf"(?P<scale>{'|'.join(SCALES)})?\s*(?P<some>[余餘馀多])?",
    re.IGNORECASE,
)
CONFIDENCE = {"low": 0, "medium": 1, "high": 2}
REFUSED = ("contradicted", "implausible")


class Claim(NamedTuple):
    """What a phrase claims, and the number in it."""

    low: float
    high: float
    value: float
    bound: str


def read(phrase):
    """Read the one number of a phrase."""
    if total := re.search(r"\d+(?:\+\d+)+", phrase):
        value = sum(map(int, total[0].split("+")))
        return Claim(value, value, value, "exact")
    if "一萬九千" in phrase:
        return Claim(19_000, 20_000, 19_000, "more than")
    match = NUMBER.search(phrase)
    if match is None:
        known = [n for word, n in WORDS.items() if word in phrase.lower()]
        if not known:
            raise ValueError(f"no number that tests/story/plain.py can read: {phrase!r}")
        return Claim(known[0], known[0], known[0], "exact")
    digits = re.sub("[, ]", "", match["digits"])
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    value = float(digits) * scale
    whole, _, decimals = digits.partition(".")
    carried = (whole + decimals).lstrip("0") if decimals else whole.rstrip("0")
    step = scale / 10 ** len(decimals) if decimals else scale * 10 ** (len(whole) - len(carried))
    word = (match["bound"] or "").lower()
    if re.fullmatch(MORE, word) or match["and"] or match["some"]:
        return Claim(value, value + step, value, "more than")
    if re.fullmatch(NEARLY, word):
        below = step / 10 if value == step else step
        return Claim(value - below, value, value, "nearly")
    if re.fullmatch(ABOUT, word):
        return Claim(value - step / 2, value + step / 2, value, "about")
    if decimals or scale > 1 or step >= 1000:
        return Claim(value - step / 2, value + step / 2, value, "exact")
    return Claim(value, value, value, "exact")


class Row(dict):
    """A row of a table, its cells as attributes too; its number as `claim`, None without one."""

    def __getattr__(self, name):
        """Return a cell, or what the number claims: an end of it, both ends, value or bound."""
        if name in ("low", "high", "value", "bound"):
            return getattr(self["claim"], name)
        if name == "ends":
            return self["claim"][:2]
        if name not in self:
            raise AttributeError(name)
        return self[name]

    @property
    def days(self):
        """The number of days of its period, or None."""
        if self.period_start and self.period_end:
            return (self.period_end - self.period_start).days + 1
        return None


def rows(name):
    """Return the rows of a table, with dates as dates."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = [Row(row) for row in csv.DictReader(file)]
    for row in found:
        for cell in {"period_start", "period_end", "published"} & row.keys():
            row[cell] = date.fromisoformat(row[cell]) if row[cell] else None
        phrase = row.get("stated") if name == "references" else row.get("quote")
        if name in ("figures", "references"):
            row["claim"] = read(phrase) if phrase else None
    return found


@cache
def figures():
    """Return the figures by id."""
    return {row.figure_id: row for row in rows("figures")}


@cache
def references():
    """Return the references by id."""
    return {row.reference_id: row for row in rows("references")}


def same_thing(figure, *relations):
    """Return the references that count the same thing, with more than low confidence."""
    return [
        r
        for r in references().values()
        if r.figure_id == figure.figure_id
        and alike(r.counted, figure.counted)
        and r.claim
        and r.confidence != "low"
        and (not relations or r.relation in relations)
    ]


def alike(one, other):
    """Tell whether two texts are the same but for case and white space."""
    return one.lower().split() == other.lower().split()


def wholes(figure):
    """Return the trusted wholes of a figure: of its place, and of its period or a day in it."""
    return [
        r
        for r in references().values()
        if (r.figure_id, r.relation, r.place) == (figure.figure_id, "denominator", figure.place)
        and r.claim
        and r.confidence != "low"
        and _is_of_the_time(r, figure)
    ]


def _is_of_the_time(r, figure):
    if not r.period_end or not figure.period_start:
        return False
    if r.period_start:
        return (r.period_start, r.period_end) == (figure.period_start, figure.period_end)
    return figure.period_start <= r.period_end <= figure.period_end


def over(a, b):
    """Divide two pairs of ends."""
    return a[0] / b[1], a[1] / b[0]


def times(row, factor):
    """Return what a row claims, multiplied."""
    return row.low * factor, row.high * factor


def meets(a, b):
    """Tell whether two pairs of ends have more than an end in common, or a single number."""
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return low < high or (low == high and (a[0] == a[1] or b[0] == b[1]))


# The audit, by its rules.


def verdict(figure, attached, claim=None):
    """Return the verdict on a figure, or on another claim in its place, from some references."""
    claim = claim or figure.ends
    own = [r for r in attached if alike(r.counted, figure.counted) and r.claim]
    own = [r for r in own if r.confidence != "low"]
    if not own:
        return "not checked"
    same = [r for r in own if r.relation == "same" and spans(r, figure)]
    if same:
        best = max(CONFIDENCE[r.confidence] for r in same)
        met = any(meets(r.ends, claim) for r in same if CONFIDENCE[r.confidence] == best)
        return "corroborated" if met else "contradicted"
    stretches, room = [], [0, inf]
    for r in own:
        inside = figure.period_start and r.period_start and r.period_end
        inside = inside and figure.period_start <= r.period_start <= r.period_end
        inside = inside and r.period_end <= figure.period_end
        part = (r.place and not figure.place) or (r.period_start, r.period_end) != (
            figure.period_start,
            figure.period_end,
        )
        if inside and part:
            room[0] = max(room[0], r.low)
            if r.low > claim[1]:
                return "contradicted"
    totals = [r for r in own if r.relation == "cumulative" and r.place == figure.place]
    totals = [r for r in totals if r.period_end]
    for last in totals:
        if last.period_end < figure.period_end:
            continue
        first_known = last.period_start and figure.period_start
        late = first_known and last.period_start > figure.period_start
        room[1] = room[1] if late else min(room[1], last.high)
        if not late and last.high < claim[0]:
            return "contradicted"
        if first_known and last.period_start <= figure.period_start:
            stretches.append((last.days, last.ends))
        for first in totals:
            if figure.period_start and first.period_end < figure.period_start:
                left = (last.low - first.high, last.high - first.low)
                days = (last.period_end - first.period_end).days
                stretches += [(days, left)] if left[0] > 0 else []
    if stretches:
        days, (low, high) = min(stretches)
        share = figure.days / days
        if not meets((low * share / 10, high * share * 10), claim):
            return "implausible"
    return "consistent" if stretches or room != [0, inf] else "not comparable"


def why_unused(r, figure):
    """Return why a reference bounds nothing of its figure, None where it bounds something."""
    if not r.claim:
        return "no number"
    if r.relation == "denominator":
        return "relation"
    if not alike(r.counted, figure.counted):
        return "wording"
    if r.confidence == "low":
        return "confidence"
    if r.relation == "same" and spans(r, figure):
        return None
    days, its = ((s.period_start, s.period_end) for s in (figure, r))
    part = (r.place and not figure.place) or (r.place == figure.place and days != its)
    if part and all(days + its) and days[0] <= its[0] and its[1] <= days[1]:
        return None
    if r.relation == "cumulative" and r.place == figure.place and r.period_end:
        after = [s for s in same_thing(figure, "cumulative") if s.period_end]
        after = [s.low for s in after if s.period_end >= figure.period_end]
        late = r.period_start and figure.period_start and r.period_start > figure.period_start
        if r.period_end >= figure.period_end and not late:
            return None
        if r.period_end < figure.period_start and any(low > r.high for low in after):
            return None
    return "relation" if r.relation == "context" and spans(r, figure) else "period"


def attached_to(figure):
    """Return the references that the table attaches to a figure."""
    return [r for r in references().values() if r.figure_id == figure.figure_id]


@cache
def verdicts():
    """Return the verdict on each figure by id."""
    return {id_: verdict(f, attached_to(f)) for id_, f in figures().items()}


def hangs_on(figure, column):
    """Return the references or sources of which each, taken away, changes the verdict."""
    names = sorted({r[column] for r in attached_to(figure)})
    before = verdicts()[figure.figure_id]
    return [
        name
        for name in names
        if verdict(figure, [r for r in attached_to(figure) if r[column] != name]) != before
    ]


def opened(row):
    """Return a row with "more than" read without an upper end."""
    if row.claim is None or row.bound != "more than":
        return row
    return Row(row | {"claim": row.claim._replace(high=inf)})


def open_verdict(figure):
    """Return the verdict with every "more than" without an upper end."""
    return verdict(opened(figure), [opened(r) for r in attached_to(figure)])


def wrong_prints(figure):
    """Return the wrong prints of a figure, and which of them would not be refused."""
    claims = [times(figure, 10.0**k) for k in range(-4, 5) if k]
    phrase = figure.quote
    number = re.search(r"\d[\d,.+]*\d|\d", phrase)
    if number is None:
        claims += [times(figure, n / figure.value) for n in range(1, 10) if n != figure.value]
    else:
        first, last = number.span()
        for at in range(first, last):
            for other in set("0123456789") - {phrase[at]} if phrase[at].isdigit() else ():
                wrong = phrase[:at] + other + phrase[at + 1 :]
                if wrong[first] != "0" or wrong[first + 1] == ".":
                    claims.append(read(wrong)[:2])
    passing = [c for c in claims if verdict(figure, attached_to(figure), c) not in REFUSED]
    return claims, passing


def spans(r, figure):
    ends = ((r.period_start, figure.period_start), (r.period_end, figure.period_end))
    return r.place == figure.place and all(not a or not b or a == b for a, b in ends)


# The calendar.

MONTHS = {name: number for number, name in enumerate(month_name) if name}
MONTH = "|".join(MONTHS)


class Event(NamedTuple):
    """An event with the first and last day that its quote means."""

    row: Row
    first: date
    last: date

    @property
    def precision(self):
        """The unit that it is dated by."""
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return "year"
        return "month" if (self.last - self.first).days > 26 else "day"


@cache
def events():
    """Return the events in the order of the table."""
    return [Event(row, *_days(row.quote, row.year)) for row in rows("events")]


def _days(quote, year):
    if m := re.search(rf"({MONTH}) (\d+) to (\d+)", quote):
        first, last = (date(int(year), MONTHS[m[1]], int(day)) for day in (m[2], m[3]))
        return first, last
    if m := re.search(rf"({MONTH}) (\d+), (\d{{4}})", quote):
        return (day := date(int(m[3]), MONTHS[m[1]], int(m[2]))), day
    if m := re.search(r"(\d{4})-(\d\d)-(\d\d)", quote):
        return (day := date(*map(int, m.groups()))), day
    if m := re.search(rf"({MONTH}) (\d{{4}})", quote):
        at = int(m[2]), MONTHS[m[1]]
        return date(*at, 1), date(*at, monthrange(*at)[1])
    years = [int(m) for m in re.findall(r"\d{4}", quote)]
    return date(years[0], 1, 1), date(years[-1], 12, 31)


def empty_days(year):
    """Return the longest run of days of a year that no event dated closer than a year touches."""
    spans = [(e.first, e.last) for e in events() if e.precision != "year"]
    day, run, best = date(year, 1, 1), [], []
    while day.year == year:
        run = [] if any(a <= day <= b for a, b in spans) else [*run, day]
        best = max(best, run, key=len)
        day += timedelta(days=1)
    return best
