"""Tell the amount of a change ("rose 5 percent") from a level that it reached or left."""

from itertools import pairwise

from analysis.reader.english.nouns import STOP_WORDS, VERBS
from analysis.reader.english.words import AGO, BETWEEN, DURATIONS
from analysis.reader.patterns import Table, derived, words
from analysis.reader.site import Site

# fmt: off
TRENDS = Table("directions", {
    "up": """accelerated add added adding adds additional advance advanced advances advancing
        ballooned boost boosted boosting bounced climb climbed climbing climbs dearer expand
        expanded expanding expands expansion extra firmer gain gained gaining gains grew grow
        growing grown grows growth higher hike hiked improved improvement increase increased
        increases increasing increment jump jumped jumping jumps leap leaped leapt more plus raise
        raised raises raising rallied rally rebound rebounded rise risen rises rising rose
        skyrocketed soar soared soaring soars stronger surge surged surges surging swelled up
        uptick upswing upward upwards widened widening""",
    "down": """cheaper contract contracted contracting contraction cut cuts cutting decline declined
        declines declining decrease decreased decreases decreasing dip dipped dips down downturn
        downward drop dropped dropping drops eased fall fallen falling falls fell fewer halved less
        lose loses losing loss lost lower lowered lowering narrowed plummeted plunge plunged
        plunges plunging reduce reduced reduces reducing reduction retreated sank shaved shed
        shedding sheds shrank shrink shrinking shrunk slashed slid slide slides sliding slip
        slipped slips slowed slump slumped softer trim trimmed tumble tumbled weaker weakened"""},
    reads="sales rose 5 percent → 5 percent up // a 5 percent cut → 5 percent down",
    leaves="they rose, 5 percent → 5 percent // it rose to 5 percent → 5 percent // it fell below "
    "5 percent → less_than 5 percent // up from 5 percent → 5 percent")
CHANGES = words("words of change beside directions", """ballooned brought change changed changing
        charge charged charges charging doubled evolved extend extended go goes going improve moved
        promotion recharges shifted shortened switched swung upgraded went widened""",
    reads="went from 76.5 to 76.7 years → 76.5 | 76.7 year // rose from 76.5 to 76.7 → 76.5 | 76.7",
    leaves="spans from 76.5 to 76.7 years → range 76.5..76.7 year")
DIFFERENCES = words("words of difference", """additional cheaper dearer down extra fewer firmer
        higher less lower more softer stronger up weaker""",
    reads="2.1 points lower → 2.1 point down // 3,000 fewer jobs → 3000 job down // lower by 5 "
    "yuan → 5 yuan down", leaves="lower prices 5 yuan → 5 yuan")
GIVES_WAY = words("words of direction that only percentages and points take",
    "down plus raise raised raises raising up",
    reads="raised $5 million → 5000000 dollar // 30 km up the coast → 30 kilometer",
    leaves="raised rates 5 points → 5 point up // up 30 km → 30 kilometer up")
SHIFTS = words("nouns of change", """boost climb contraction cut decline decrease dip downturn drop
        expansion fall gain growth hike improvement increase increment jump leap loss plunge rally
        rebound reduction rise slide slump surge uptick upswing""",
    reads="a 5 percent pay rise → 5 percent up // a drop of 5 yuan → 5 yuan down // growth was 5 "
    "percent → 5 percent up", leaves="5 percent increased it → 5 percent")
PACES = words("nouns of speed", "clip pace rate", reads="it grew at an annual rate of 5 percent → "
    "5 percent up", leaves="it grew at a depth of 5 percent → 5 percent")
NOUNS_ALONE = words("nouns of change that are no verbs", """contraction expansion growth improvement
        increment loss reduction""", reads="cut its growth forecast by 0.3 points → 0.3 point down",
    leaves="cut its rise forecast by 0.3 points → 0.3 point up")
BESIDE = words("words between a change and its amount", """a about almost an another around even
        just nearly only perhaps roughly some still""",
    reads="rose just 5 yuan → 5 yuan up // fell a sharp 5 yuan → 5 yuan down",
    leaves="rose when 5 yuan → 5 yuan")
OWNERS = words("words that begin an object", "her his its our the their",
    reads="raised its rate 25 points → 25 point up",
    leaves="raised its 25 percent share → 25 percent")
LEVELS = words("qualifiers that tell a level", "above below beyond high low past",
    reads="rose above 5 percent → more_than 5 percent",
    leaves="rose over 5 percent → more_than 5 percent up")
DELTAS = words("ends of percentages and points",
    "% ％ percent per_cent pct point points bp bps pp",
    reads="cut rates 25 basis points → 25 basis point down", leaves="cut rates 25 → 25")
# fmt: on


@derived
def _deltas() -> tuple[str, ...]:
    """Return how percentages and points end."""
    return tuple(DELTAS)


def direction(site: Site, begin: int, stop: int) -> str | None:
    """Return the direction if the phrase is the amount of a change, None if it is a level."""
    text, phrase, before = site.text, site.text[begin:stop], site.until(begin)
    after = (text[stop : stop + 16].split(None, 1) or [""])[0].rstrip(",.;:?!)").lower()
    time = (after in AGO or "-" in phrase) and _ends_in_time(phrase)
    if time and after in AGO:
        return None
    hyphen = phrase.rfind("-")
    delta = phrase.endswith(_deltas()) or (hyphen > 0 and phrase[hyphen + 1 :][:1].isalpha())
    if (
        not time
        and (delta or before[-1:] in (["a"], ["an"]))
        and (found := _shift_after(site, stop))
    ):
        return found
    levels = text[begin : site.start].lower().split() if begin < site.start else []
    if "extra" in levels or "additional" in levels:
        return "up"
    if before and not (levels and (levels[0] == "under" or any(map(LEVELS.get, levels)))):
        if before[-1] == "by" or (before[-1] == "of" and "by" in before[-5:-2]):
            return _changed_by(
                text[max(0, begin - 64) : begin].lower().rpartition("by ")[0].split()
            )
        if found := _amount(before, delta, after):
            return found
        if delta and site.previous and site.previous.trend and (found := _listed(site, begin)):
            return found
    plus = text[max(0, begin - 2) : begin]
    if plus[-1:] == "+" and not plus[0].isalnum() and "°" not in phrase:
        return "up"
    return _difference(site, after, stop, delta)


def _ends_in_time(phrase: str) -> bool:
    """Tell whether a phrase ends in a duration: "three years", "10-year"."""
    return phrase.replace("-", " ").split()[-1].removesuffix("s") in DURATIONS


def _shift_after(site: Site, stop: int) -> str | None:
    """Return the direction of "a 5 percent [annual pay] rise"."""
    for raw in site.after(stop, 48)[:4]:
        word = raw.rstrip(',.;:?!)”"').lower()
        if word in SHIFTS:
            return TRENDS.get(word)
        if word != raw.lower() or word in STOP_WORDS or word in VERBS:
            break
    return None


def _amount(before: list[str], delta: bool, after: str) -> str | None:
    """Return the direction of a change whose amount follows: "rose", "an increase of"."""
    last = before[-1].lower()
    if last == "of" or (delta and last in ("was", "is", "were", "averaged")):
        return _noun_of([word.lower() for word in before[-6:-1]], delta)
    if delta and (last == "at" or (after in PACES and before[-2:] in (["at", "a"], ["at", "an"]))):
        verb = before[-2 if last == "at" else -3 :][0].lower()
        return TRENDS.get(verb) if verb not in DIFFERENCES else None
    between = article = False
    for raw in before[:-7:-1]:
        word = raw.lower()
        if word[-1] in ",.;:?!":
            break
        if (direction := TRENDS.get(word)) and not (between and word in NOUNS_ALONE):
            bare = word in DIFFERENCES and word not in ("additional", "extra", "up", "down")
            fits = delta or not (between or (word in GIVES_WAY and word not in DIFFERENCES))
            return direction if (fits or article) and not bare else None
        if word in BESIDE or word in BETWEEN:
            article = article or word in ("a", "an")
        elif word[-2:] == "ly" or (between and word in OWNERS):
            continue
        elif word in STOP_WORDS or word in VERBS:
            break
        else:
            between = True
    return None


def _changed_by(before: list[str]) -> str | None:
    """Return the direction of "cut [the cost of it] by", none where someone does it ("led by")."""
    noun = None
    for word in before[:-10:-1]:
        if word in NOUNS_ALONE:
            noun = noun or TRENDS.get(word)
        elif direction := TRENDS.get(word):
            return direction
        elif word[-1] in ",.;:?!" or word[-2:] == "ed" or word in VERBS or word == "by":
            break
    return noun


def _noun_of(before: list[str], delta: bool) -> str | None:
    """Return the direction of "an increase of", "a rise in exports of", "at an annual rate of"."""
    last = before[-1] if before else ""
    if last in PACES:
        return next(filter(None, map(TRENDS.get, before[-2:-6:-1])), None)
    if not _is_shift(last) and delta and "in" in before[-5:]:
        last = before[before.index("in", -min(5, len(before))) - 1]
    return TRENDS.get(last) or TRENDS.get(last[:-1]) if _is_shift(last) else None


def _is_shift(word: str) -> bool:
    return word in SHIFTS or word[:-1] in SHIFTS


def _listed(site: Site, begin: int) -> str | None:
    """Return the direction that goes on from the number before: "fell 9 points, or 7 percent"."""
    last = site.previous
    if last is None or begin - last.end > 11:
        return None
    joint = site.text[last.end : begin].replace(",", " ").split()
    if not joint and site.text.startswith("or ", begin):  # "or about"
        joint = ["or"]
    alike = last.unit is None or last.kind == "percent" or joint == ["or"]
    return last.trend if alike and all(w in ("and", "or", "then") for w in joint) else None


def _difference(site: Site, after: str, stop: int, delta: bool) -> str | None:
    """Return the direction of "5 points lower", "3,000 fewer jobs"."""
    if after in DIFFERENCES and (delta or after not in GIVES_WAY):
        return TRENDS.get(after)
    phrase = site.text[site.start : stop]
    if phrase.count(" ") < 2:
        return None
    for earlier, word in pairwise(phrase.split(None, 3)[:3]):
        if word in DIFFERENCES and earlier not in ("or", "to", "and"):
            return TRENDS.get(word) if word not in GIVES_WAY else None
    return None
