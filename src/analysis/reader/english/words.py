"""What several rooms share: the words before a number that bound it or name it, months, percent."""

from analysis.reader.mention import NAN, Mention
from analysis.reader.patterns import Rule, Table, derived, words
from analysis.reader.site import OPENING, Site

# fmt: off
QUALIFIERS = Table("qualifiers before", {"range": "between",
    "more_than": """> a_little_over above better_than beyond bigger_than crossed crosses crossing
        deeper_than exceed exceeded exceeding exceeds farther_than faster_than further_than
        greater_than heavier_than higher_than in_excess_of just_over larger_than later_than
        longer_than more_than north_of older_than outnumbering over passed past slightly_over
        surpass surpassed surpasses surpassing taller_than topped topping tops upwards_of
        well_over""",
    "at_least": """a_minimum_of at_least at_the_least minimum minimum_of no_fewer_than no_less_than
        ≥ no_lower_than no_smaller_than not_below not_fewer_than not_less_than not_lower_than""",
    "nearly": """almost approaching close_to just_short_of near near_to nearing nearly
        nearly_as_many_as virtually""",
    "less_than": """< below cheaper_than fewer_than just_below just_under less_than lighter_than
        lower_than shorter_than smaller_than under well_under younger_than""",
    "at_most": """a_maximum_of as_high_as as_many_as as_much_as at_most maximum maximum_of
        not_exceed no_greater_than no_higher_than no_later_than no_longer_than no_more_than
        no_older_than not_above not_exceeding not_higher_than not_longer_than not_more_than not_over
        not_to_exceed up_to within ≤""",
    "about": """about an_approximate an_estimated approx approx. approximate approximately
        approximating around c. ca. circa estimated estimated_at estimated_to_be in_the_order_of
        in_the_region_of more_or_less on_the_order_of or_about roughly some somewhere_around ~
        ≈"""},
    reads="more than 1.73 million transfers → more_than 1730000 transfer // at least 36 cities → "
    "at_least 36 city // close to 1,000 miles → nearly 1000 mile // under 5 years → less_than 5 "
    "year // not more than 100,000 yuan → at_most 100000 yuan // between 5 and 9 cars → range 5..9 "
    "car", leaves="most of the 36 cities → 36 city")
NOT_QUALIFIED = Table("words that a qualifier belongs to", {
    "past": "during for half in over quarter the these this",
    "over": """all carried carry hand handed handing hands spread take taken takes taking took turn
        turned turns win won""",
    "up to": """add added adds bumped climb climbed climbs crept edged go goes going gone inched
        jumped leapt lined lines live lived lives moved moves owned owns pushed pushing rise risen
        rises rising rose shot soared stood ticked went""", "under": "came come comes",
    "about": "knew know learn talk talked talks think"}, reads="hand over 15 cars → 15 car",
    leaves="sold over 15 cars → more_than 15 car")
BETWEEN = words("words between a qualifier and its number", "a additional an another",
    reads="about an extra 30 cars → 30 car up // about another 30 cars → about 30 car",
    leaves="about the 30 cars → 30 car")
NUMBER_SIGNS = words("signs of a number in a row", "no no. nos nos. nr. number №",
    reads="No. 5 seed → ordinal 5 // number two → ordinal 2", leaves="a number, 5 cars → 5 car")
CALLS = words("verbs of calling", "call called calling calls press pressing text texted texting",
    reads="call 2867 2600 → identifier | identifier", leaves="to get 2867 → 2867")
NAMING = words("words that name by number", """aisle annex apartment appendix apt apt. art. article
        articles berth bin carriage category channel chapter chapters clause clauses code codes
        covid decree dial dialed dialing dialled dialling directive docket episode exit expressway
        ext ext. extension fax fig fig. figs figure firmware flat flight flights footnote formula
        gate grade helpline highway highways hotline id influenza interstate isbn issue locker
        mailbox model motorway no no. nos nos. number p. page pages para paragraph paragraphs patch
        phase phone pier pin plate platform postal postcode pp. protocol psalm ref ref. reference
        regulation resolution room rooms rule runway sars sec. section sections serial sku
        subparagraph subsection suite table tables tel tel. telephone terminal type v. verse version
        versions vol vol. volume whatsapp zip №""", reads="in {article 45} days → identifier",
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
PER_COUNT = Rule("number of what a rate counts by", r"/\s?(?P<count>\d[\d,]*\d{3})\b",
    reads="at 12/100,000 → 12 per 100000", leaves="at 12/100 → identifier")
# fmt: on


@derived
def _lasts() -> frozenset[str]:
    """Return the last words of all qualifiers, to look no further after other words."""
    return frozenset(phrase.split()[-1] for phrase in QUALIFIERS)


def qualifier(site: Site, start: int) -> tuple[str, int]:
    """Return the bound that the words before `start` state, and where the phrase then begins.

    `start` is the number's start or that of the currency before it.
    """
    before = site.until(start)
    count = len(before)
    while count and before[count - 1].lower() in BETWEEN:
        count -= 1
    if not count or before[count - 1].lower().lstrip(OPENING) not in _lasts():
        return "exact", start
    for size in range(min(4, count), 0, -1):
        phrase = " ".join(before[count - size : count]).lower().lstrip(OPENING)
        if bound := QUALIFIERS.get(phrase):
            earlier = before[count - size - 1].lower() if count > size else ""
            if NOT_QUALIFIED.get(earlier) == phrase:
                break
            place = start
            for word in reversed(before[count - size :]):
                place = site.text.rfind(word, 0, place)
            return bound, place + len(word) - len(word.lstrip(OPENING))
    return "exact", start


def vague(site: Site, end: int, value: float = NAN) -> Mention:
    """Return a number that is not put in figures, with the qualifier before it."""
    bound, begin = qualifier(site, site.start)
    if bound == "range":
        bound, begin = "exact", site.start
    return Mention(begin, end, site.start, end, "vague", value, bound=bound)
