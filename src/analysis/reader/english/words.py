"""What several rooms share: the words before a number that bound it or name it, months, percent."""

from analysis.reader.english.nouns import STOP_WORDS, VERBS
from analysis.reader.english.numerals import SMALL
from analysis.reader.mention import NAN, Mention, Unit
from analysis.reader.patterns import Rule, Table, derived, rule, words
from analysis.reader.site import OPENING, Site

# fmt: off
QUALIFIERS = Table("qualifiers before", {"range": "between",
    "more_than": """> above beyond cross crossed crosses crossing eclipsed exceed exceeded exceeding
        exceeds in_excess_of north_of outnumbered outnumbering outstripped over passed past
        surpass surpassed surpasses surpassing topped topping tops upward_of upwards_of""",
    "at_least": """a_floor_of a_good a_minimum_of at_a_minimum at_least at_minimum at_the_least
        at_the_very_least fully minimum minimum_of ≥""",
    "nearly": """almost approaching as_good_as bordering_on close_on close_to closing_in_on
        coming_up_on getting_on_for getting_on_towards going_on going_on_for near near_to nearing
        nearly nearly_as_many_as nigh_on not_far_off not_far_short_of not_quite practically pushing
        the_best_part_of the_better_part_of verging_on virtually""",
    "less_than": "< below beneath not_even nowhere_near short_of shy_of south_of under",
    "at_most": """a_ceiling_of a_maximum_of anything_up_to at_a_maximum at_most at_the_most
        at_the_outside at_the_very_most max maximum maximum_of up_to up_to_and_including within
        ≤""",
    "about": """about an_approximate an_estimated approx approx. approximate approximately
        approximating around around_about barely c. ca. circa estimated estimated_at
        estimated_to_be hardly in_the_ballpark_of in_the_neighborhood_of in_the_neighbourhood_of
        in_the_order_of in_the_region_of in_the_vicinity_of just_about more_or_less near_enough
        of_the_order_of on_the_order_of or_about roughly round_about scarcely some
        something_like somewhere_around ~ ≈"""},
    reads="north of 1.73 million transfers → more_than 1730000 transfer // at least 36 cities → "
    "at_least 36 city // the best part of 1,000 miles → nearly 1000 mile // under 5 years → "
    "less_than 5 year // at the outside 100,000 yuan → at_most 100000 yuan // in the region of 30 "
    "km → about 30 kilometer // between 5 and 9 cars → range 5..9 car",
    leaves="most of the 36 cities → 36 city // to the tune of 30 yuan → 30 yuan")
COMPARATIVES = Table("comparatives", {
    "more_than": """above better beyond bigger deeper farther faster further greater heavier higher
        larger later longer more older over taller up upward upwards wider""",
    "less_than": """below beneath cheaper closer colder cooler earlier fewer less lighter lower
        narrower nearer shallower shorter slower smaller sooner thinner under weaker younger"""},
    reads="thinner than 5 mm → less_than 5 millimeter // 60 years or older → at_least 60 year // "
    "ten or fewer cars → at_most 10 car", leaves="no other than 5 cars → 5 car")
NO_COMPARATIVES = words("words in -er that compare nothing", "either other rather",
    reads="rather than 5 cars → 5 car", leaves="hotter than 5 degrees → more_than 5 degree")
AS_AS = Table("adjectives between as and as", {
    "at_most": "big deep heavy high large long many much old tall wide",
    "at_least": "few light little low short small young"},
    reads="as many as 36 cities → at_most 36 city // as little as 5 yuan → at_least 5 yuan",
    leaves="as for 36 cities → 36 city // twice as many as 36 cities → vague 2 | 36 city")
DEGREES = Table("words of degree before a qualifier", {
    "small": "bit even fraction hair just little notch shade smidgen still tad touch whisker",
    "large": "considerably far long much significantly substantially way well"},
    reads="handed {a whisker over 30} → more_than 30 // a shade short of 30 cars → nearly 30 car",
    leaves="handed over 30 → 30 // far short of 30 cars → less_than 30 car")
NO_DEGREES = words("words in -ly that grade nothing", """annually assembly currently daily early
        family finally hourly italy july monthly now only previously quarterly recently reply
        reportedly supply usually weekly yearly""", reads="in Italy {more than 30} → more_than 30",
    leaves="but {vastly more than 30} → more_than 30")
NEGATIONS = Table("negations of a qualifier", {
    "flat": "cannot never no not rarely seldom without", "soft": "hardly little scarcely"},
    reads="not over 30 cars → at_most 30 car // may not charge more than 3 yuan → at_most 3 yuan "
    "// no fewer than 30 cars → at_least 30 car // isn't to exceed 3 cars → at_most 3 car // not "
    "much more than 3 cars → about 3 car // hardly over 3 cars → about 3 "
    "car", leaves="a little more than 30 cars → more_than 30 car")
NOT_QUALIFIED = Table("words that a qualifier belongs to", {
    "past": """drove during flew for half in marched over quarter ran run running the these this
        walk walked walking""",
    "over": """advantage all anger anxiety argument authority battle battles concern concerns
        conflict conflicts control debate disagreement dispute disputes doubt doubts edge fear fears
        feud fight fights jurisdiction lawsuit lead outrage protest protests quarrel questions row
        rows scandal sovereignty struggle talks tension tensions uncertainty victories victory war
        wins worries worry""",
    "up to": """add added adds bumped climb climbed climbs crept edged go goes going gone inched
        jumped leapt lined lines live lived lives moved moves owned owns pushed pushing rise risen
        rises rising rose shot soared stood ticked went woke""",
    "under": "came come comes", "about": "ask asked asking asks knew know learn talk talked talks "
    "think"},
    reads="a dispute over 3 isles → 3 isle // it went up to 3 cars → 3 car",
    leaves="sold over 15 cars → more_than 15 car")
VERBS_OVER = words("verbs that take over with them", """agonise argue bend brood carried carry
        clash clashes disagree dominate fought fret gloss hand loom lord mull negotiate pore preside
        prevail puzzle quarrel reign rule spill spread step stumble take taken took tower triumph
        turn voice watch win won wrangle""",
    reads="it presided over 7 members → 7 member // handing over 15 cars → 15 car",
    leaves="handled over 15 cars → more_than 15 car // took over 15 minutes → more_than 15 minute")
PREPOSITIONS = words("qualifiers that are prepositions of place", """above below beneath
        beyond near over past under within""", reads="chairs over a seven-member panel → 7 member "
        "// over some 3 hours → about 3 "
        "hour", leaves="sold over a million cars → more_than 1000000 "
    "car // about a 5 percent share → about 5 percent")
EXCEEDING = words("verbs of exceeding that give way", "crossed crosses passed passes topped tops",
    reads="passed within 90km → at_most 90 kilometer", leaves="passed some 90km → more_than 90 "
    "kilometer")
AGES = words("qualifiers of ages and durations", "as_long_as going_on pushing",
    reads="going on 3 trips → 3 trip // as long as 3 men go → 3 man",
    leaves="going on 3 years → nearly 3 year")
BETWEEN = words("words between a qualifier and its number", """a additional an another combined
        extra full further mere record staggering total whole whopping""",
    reads="about an extra 30 cars → about 30 car up // up to a further 30 cars → at_most 30 car",
    leaves="about the 30 cars → 30 car")
TAILS = Table("qualifiers that end a phrase", {
    "at_least": """and_counting at_a_minimum at_least at_the_least at_the_very_least if_not_more
        maybe_more minimum or_maybe_more or_perhaps_more or_possibly_more perhaps_more
        possibly_more""",
    "at_most": "at_a_maximum at_most at_the_most at_the_outside at_the_very_most max maximum tops",
    "about": """approx approximately give_or_take more_or_less or_so or_thereabouts plus_or_minus
        -ish""",
    "more_than": "+ -odd -plus -some -something and_a_bit and_change odd plus"},
    reads="70-plus measures → more_than 70 measure // 30 km, give or take → about 30 kilometer",
    leaves="70 years at large → 70 year")
AFTER_AND = words("words that begin another phrase", """about all almost around as every her his it
        its my nearly our some that the their these they this those time us we you""",
    reads="5 shops and above all 3 banks → 5 shop | 3 bank",
    leaves="5 shops and above → at_least 5 shop")
AFTER = Rule("qualifier after", r"""
    (?i: ,?\s? (?: (?P<joint>and|or)\s(?P<compared><<comparatives>>)
        | (?P<tail><<qualifiers that end a phrase>>) ) )
    (?! [A-Za-z0-9] | -[A-Za-z] | (?i: \sthan\b | (?<=up)\s(?:to|from)\b
        | (?:(?<=upward)|(?<=upwards))\sof\b
        | \s(?:an?\s)? (?: \d | [A-Z]{0,3}<<currency signs>> | (?: <<number words|scales>> | half
            | twice | (?:hundred|thousand|million|billion|dozen)s )\b ) ) )""",
    reads="30 days or so → about 30 day // 12 and over → at_least 12 // aged 60 years or older → "
    "at_least 60 year",
    leaves="30 plus 5 cars → 30 | 5 car // 12 shops or less than 9 bars → 12 shop | less_than 9 "
    "bar // 12 shops and up to forty bars → 12 shop | at_most 40 bar")
DURATIONS = words("durations", "century day decade hour minute month night season week year",
    reads="saving $8m over three years → 8000000 dollar | 3 year",
    leaves="saving $8m over three plants → 8000000 dollar | more_than 3 plant")
LASTING = words("words before a bounded duration", """after aged and are at by for in is just last
        lasted lasting lasts lived of spend spending spent take takes taking than to took wait
        waited waiting waits was well were with worked working""",
    reads="waited over three years → more_than 3 year", leaves="rain over three years → 3 year")
AGO = words("words of the past", "ago before earlier later previously running straight",
    reads="higher than one year earlier → 1 year", leaves="older than 1 year → more_than 1 year")
NUMBER_SIGNS = words("signs of a number in a row", "no no. nos nos. nr. number №",
    reads="No. 5 seed → ordinal 5 // number two → ordinal 2", leaves="a number, 5 cars → 5 car")
CALLS = words("verbs of calling",
    "call called calling calls press pressing ring text texted texting",
    reads="press 2867 2600 → identifier // please ring 101, → identifier", leaves="to "
    "get 2867 → 2867")
NAMING = words("words that name by number", """aisle annex apartment appendix apt apt. art. article
        articles berth bin carriage category channel chapter chapters clause clauses code codes
        covid decree dial dialed dialing dialled dialling directive docket episode exit expressway
        ext ext. extension fax fig fig. figs figure firmware flat flight flights footnote formula
        gate grade helpline highway highways hotline id influenza interstate isbn issue locker
        mailbox model motorway no no. nos nos. number p. page pages para paragraph paragraphs patch
        phase phone pier pin plate platform postal postcode pp. protocol psalm ref ref. reference
        regulation release resolution rev. room rooms rule runway sars sec. section sections serial
        sku subparagraph subsection suite table tables tel tel. telephone terminal type v. verse
        version versions vol vol. volume whatsapp zip №""",
    reads="in {article 45} days → identifier",
    leaves="in articles of 45 days → 45 day")
MONTHS = Table("months", {1: "january jan jan.", 2: "february feb feb.", 3: "march mar mar.",
    4: "april apr apr.", 5: "may", 6: "june jun jun.", 7: "july jul jul.", 8: "august aug aug.",
    9: "september sept sep sept. sep.", 10: "october oct oct.", 11: "november nov nov.",
    12: "december dec dec."}, reads="on Sept. 11 → date 2023-09-11",
    leaves="in may 11 cars go → 11 car")
PERCENT = Rule("percent", r"""
    (?i: \s?[%％] | [\s-]?per[\s-]?cent(?:age)?\b(?:[\s-](?P<points>points?))?
    | [\s-]?pct\b(?:\s(?P<pct>points?))? | \s?(?:pc|(?P<pp>pp|ppts?))\b )""",
    reads="25.8-percent rise → 25.8 percent up // 3 pp → 3 percentage point",
    leaves="3 percussionists → 3 percussionist")
PER_COUNT = Rule("number of what a rate counts by", r"/\s?(?P<count>\d[\d,]*000)\b",
    reads="at 12/100,000 → 12 per 100000", leaves="at 12/100 → identifier // under 2019/1700 it → "
    "identifier")
# fmt: on
FLIPPED = {"more_than": "at_most", "less_than": "at_least"}  # what "not" makes of a bound
_AT_ONCE = frozenset("+-,o")  # what may touch a number as a qualifier
_AFTER_BEGINS = frozenset(
    ["an", "ap", "at", "gi", "if", "ma", "mi", "mo", "od", "or", "pe", "pl", "po"]
)  # after a blank


@derived
def _lasts() -> dict[str, int]:
    """Return the last words of qualifiers with the length of the longest, to look no further."""
    lengths = {"than": 0, "as": 0}
    for phrase in map(str.split, QUALIFIERS):
        lengths[phrase[-1]] = max(len(phrase), lengths.get(phrase[-1], 0))
    return lengths


def qualifier(site: Site, start: int) -> tuple[str, int]:
    """Return the bound that the words before `start` state, and where the phrase then begins.

    `start` is the number's start or that of the currency before it. Of two qualifiers in a row
    the first bounds, unless it only blurs: "up to about 30", "about at least 30".
    """
    words = site.until(start)
    last = words[-1].lower().lstrip(OPENING) if words else ""
    if last not in _lasts() and last not in BETWEEN and last != "of":
        return "exact", start
    words = words[-12:]
    count = len(words)
    while count and words[count - 1].lower() in BETWEEN:
        count -= 1
    lower = [word.lower().lstrip(OPENING) for word in words]
    if lower[max(0, count - 2) : count] == ["total", "of"]:
        count -= 3 if lower[max(0, count - 3)] == "a" else 2
    if count <= 0 or lower[count - 1] not in _lasts():
        return "exact", start
    found = _stated(lower[:count])
    last = lower[count - 1]
    if (
        found is None
        or (lower[count:] in (["a"], ["an"]) and _is_place(site, last))
        or (last == "as" and found[1] == 0 and _is_multiple(site.previous))
    ):
        return "exact", start
    bound, left = found
    if left and lower[left - 1] in _lasts() and lower[left - 1] not in PREPOSITIONS:
        outer, further = _stated(lower[:left]) or ("range", left)
        if outer != "range" and not (lower[left - 1] in EXCEEDING and bound != "about"):
            bound, left = bound if outer == "about" else outer, further
    place = start
    for word in reversed(words[left:]):
        place = site.text.rfind(word, 0, place)
    return bound, place + len(word) - len(word.lstrip(OPENING))


def _is_place(site: Site, word: str) -> bool:
    """Tell that a word before "a" bounds nothing: "over a 3-member panel", not "over a million"."""
    return word in PREPOSITIONS and (not site.word or site.word in SMALL)


def _is_multiple(mention: Mention | None) -> bool:
    """Tell whether a mention multiplies what follows: "half as many as 36", "three times"."""
    if mention is None:
        return False
    return mention.kind == "vague" or bool(mention.unit and mention.unit.name == "time")


def _stated(words: list[str]) -> tuple[str, int] | None:
    """Return the bound that the last words state, and how many words stand before it."""
    bound, left = _core(words)
    if not bound:
        return None
    phrase = " ".join(words[left:])
    at = left
    while at and _is_degree(words, at - 1):
        at -= 1
    degrees = words[at:left]
    if degrees and at and words[at - 1] == "a":
        at -= 1
    earlier = words[at - 1] if at else ""
    if earlier == "to" and phrase == "exceed" and at > 1:
        at, earlier = at - 1, words[at - 2]
    negation = "flat" if earlier.endswith(("n't", "n’t")) else NEGATIONS.get(earlier)
    if phrase.endswith("than") and at > 1 and words[at - 2] in ("not", "cannot"):
        at, negation = at - 1, "flat"  # "may not charge more than"
    if negation and bound in FLIPPED:
        return ("about" if degrees or negation == "soft" else FLIPPED[bound]), at - 1
    if not degrees and _belongs(earlier, phrase):
        return None
    if degrees and phrase in ("short of", "shy of"):
        bound = "less_than" if "large" in map(DEGREES.get, degrees) else "nearly"
    return bound, at


def _core(words: list[str]) -> tuple[str, int]:
    """Return the bound of the longest qualifier that ends the words, and what stands before it."""
    count = len(words)
    for size in range(min(_lasts()[words[-1]], count), 0, -1):
        if bound := QUALIFIERS.get(" ".join(words[count - size :])):
            return bound, count - size
    if words[-1] == "than" and count > 1:
        word = words[-2]
        comparative = word.endswith("er") and word not in NO_COMPARATIVES
        return COMPARATIVES.get(word) or ("more_than" if comparative else ""), count - 2
    if words[-1] == "as" and count > 2 and words[-3] == "as":
        return AS_AS.get(words[-2], ""), count - 3
    return "", count


def _is_degree(words: list[str], place: int) -> bool:
    """Tell whether a word grades the qualifier after it: "well over", "a little under"."""
    word = words[place]
    if word in NEGATIONS:
        return word == "little" and place > 0 and words[place - 1] == "a"
    return word in DEGREES or (
        word[-2:] == "ly" and word not in NO_DEGREES and word not in QUALIFIERS
    )


def _belongs(word: str, phrase: str) -> bool:
    """Tell whether a qualifier belongs to the word before it: "hand over", "presides over"."""
    if NOT_QUALIFIED.get(word) == phrase:
        return True
    if phrase != "over":
        return False
    if word.endswith(("ing", "ed")):
        stem = word[: -3 if word[-1] == "g" else -2]
        once = stem[:-1] if stem[-2:-1] == stem[-1:] else stem  # "quarrelled"
        return any(form in VERBS_OVER for form in (word, stem, stem + "e", once))
    return any(word.removesuffix(end) in VERBS_OVER for end in ("", "s", "es"))


def qualifier_after(text: str, place: int, counted: bool = False) -> tuple[str, int] | None:
    """Return the bound after a number or its unit ("-plus", "or more"), and where it ends.

    After what is counted, "and more" must end its phrase: "12 offices and more staff" has none.
    """
    if text[place + 1 : place + 3] not in _AFTER_BEGINS and text[place : place + 1] not in _AT_ONCE:
        return None
    match = AFTER.match(text, place)
    if match is None:
        return None
    tail = (match["tail"] or "").lower()
    if match[0][0] == "," and not (tail.endswith("more") or TAILS.get(tail) == "about"):
        return None
    if tail:
        return TAILS[tail], match.end()
    if match["joint"].lower() == "and":
        word = next(iter(text[match.end() : match.end() + 16].split()), "").lower()
        ends = text[match.end() : match.end() + 1] != " " or word in STOP_WORDS or word in VERBS
        if word in AFTER_AND or (counted and not ends):
            return None
    bound = COMPARATIVES[match["compared"].lower()]
    return ("at_least" if bound == "more_than" else "at_most"), match.end()


def lasts_over(site: Site, start: int, unit: Unit | None) -> bool:
    """Tell that the "over" of "took over three hours" belongs to the time, not to the verb."""
    words = site.until(start)
    lasting = words[-1:] == ["over"] and len(words) > 1 and words[-2].lower() in LASTING
    return lasting and unit is not None and unit.name in DURATIONS


@rule("words before a duration that state no bound",
      reads="it saved $8 over three years → 8 dollar | 3 year",
      leaves="more than one year earlier → more_than 1 year")  # fmt: skip
def unbounded(site: Site, unit: Unit | None, begin: int, stop: int) -> bool:
    """Tell that the words from `begin` to the number state no bound of what it counts.

    So it is in "higher than one year earlier" and in "saving $800m over three years".
    """
    first = site.text[begin : begin + 12].lower()
    if first.startswith(tuple(AGES)):
        return unit is not None and unit.name not in DURATIONS
    if unit is None or unit.name not in DURATIONS:
        return False
    if site.back().lower() == "than":
        after = site.after(stop, 12)
        earlier = bool(after) and after[0].rstrip(",.") in AGO
        return earlier and site.back(2).lower() not in ("more", "less")
    if first[:5] == "past ":
        return True
    if first[:5] != "over ":
        return False
    word = (site.text[max(0, begin - 16) : begin].split() or [""])[-1]
    return bool(word) and (word[-1].isalnum() or word[-1] == "%") and word.lower() not in LASTING


def vague(site: Site, end: int, value: float = NAN) -> Mention:
    """Return a number that is not put in figures, with the qualifier before it."""
    bound, begin = qualifier(site, site.start)
    if bound == "range":
        bound, begin = "exact", site.start
    return Mention(begin, end, site.start, end, "vague", value, bound=bound)
