"""Find what is counted: the unit, or the head noun of the phrase after a number.

No tagger: tables of units, of words that end a noun phrase, and the plural -s. The first plural
noun is the head ("traffic accidents"), unless plurals follow each other ("customs officers").
"""

from analysis.reader.english.numerals import number_words
from analysis.reader.mention import Unit
from analysis.reader.patterns import Rule, Table, derived, lists, words
from analysis.reader.units import WORDS, symbol, unit_in_words

LISTS = lists(__file__)
# fmt: off
STOP_WORDS = words("words that end a noun phrase", LISTS["words that end a noun phrase"],
    reads="33 of the new factories → 33", leaves="33 new factories → 33 factory")
VERBS = words("verbs that end a noun phrase", LISTS["verbs that end a noun phrase"],
    reads="of whom 33 left factories → 33", leaves="33 newly built factories → 33 factory")
PLURALS = Table("irregular plurals", dict(pair.split() for pair in
    LISTS["irregular plurals"].replace("\n", "|").strip("|").split("|")),
    reads="seven young women → 7 woman // 12 cookies → 12 cookie // 5 bacteria → 5 bacterium",
    leaves="20 houses → 20 house")
UNCHANGED = words("nouns in -s that stay", """barracks crossroads diabetes gallows headquarters
        herpes innings mumps news rabies scabies series species""",
    reads="3 regional headquarters → 3 headquarters", leaves="3 tower blocks → 3 block")
PLURAL_US = Rule("plurals in -uses", r"(?!(?:exc|ab|f|m|r|ref|acc|recl)uses$)[a-z-]*[^ao\W]uses$",
    reads="20 surpluses → 20 surplus", leaves="20 fuses → 20 fuse // 20 clauses → 20 clause")
NO_NOUNS = words("words that are no noun", """afterwards another bad besides big downstairs final
        first former full good indoors key last least less main major more most new next nowadays
        old other outdoors overseas own same single small such thing thus upstairs way whole""",
    reads="one more came → nothing // 20 overseas → 20", leaves="one more car → 1 car up")
COLLECTIVES = words("nouns that are counted as they are",
    LISTS["nouns that are counted as they are"], reads="33 military aircraft → 33 aircraft",
    leaves="33 military lift → 33")
CURRENCIES = words("currencies", """afghani baht birr boliviano cedi cent dinar dirham dollar dong
        dram euro forint franc guarani hryvnia kip koruna krona krone kwacha kyat lari lempira leu
        lev lira manat metical naira paise pataca pence penny peso pound pula quetzal rand real
        renminbi rial riel ringgit riyal rouble ruble rupee rupiah shekel shilling taka tenge tugrik
        won yen yuan zloty""",
    reads="5 Canadian dollars → 5 canadian dollar", leaves="5 Canadian trees → 5 tree")
COMPOUND_MEN = Rule("plurals in -men", r"[a-z]{2,}[^iuo]men$", reads="nine policemen → 9 policeman",
    leaves="nine specimens → 9 specimen")
# fmt: on
_SIBILANTS = ("sses", "shes", "ches", "xes", "oes", "zzes", "tzes")


@derived
def _ends() -> frozenset[str]:
    """Return all words that end a noun phrase."""
    return frozenset([*STOP_WORDS, *VERBS, *number_words()])


def singular(word: str) -> str:
    """Return the singular of an English noun in lower case.

    >>> [singular(w) for w in ("cities", "accidents", "businesses", "people", "matches")]
    ['city', 'accident', 'business', 'people', 'match']
    """
    if word in PLURALS or (word.endswith("men") and COMPOUND_MEN.match(word)):
        return PLURALS.get(word) or word[:-2] + "an"
    if word[-1:] != "s" or len(word) < 3 or word[-2] in "su" or word in UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    es = word.endswith(_SIBILANTS) or (word.endswith("uses") and PLURAL_US.match(word))
    return word[: -2 if es else -1]


def _is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    if (
        word in PLURALS
        or word in UNCHANGED
        or word in COLLECTIVES
        or (word.endswith("men") and COMPOUND_MEN.match(word))
    ):
        return True
    if word[-1] != "s" or len(word) < 3 or word in NO_NOUNS:
        return False
    return word[-2] not in "su'’" and not word.endswith("is")


def find_unit(text: str, start: int, one: bool = False, large: bool = False) -> Unit | None:
    """Return the unit or head noun right after a number that ends at `start`.

    `one` accepts a singular noun, as after "one"; `large` accepts "won" as a currency.

    >>> find_unit("33 production enterprises in", 2)
    Unit(name='enterprise', start=3, end=25, measure=False)
    """
    match = WORDS.match(text, start)
    if match is None:
        return symbol(text, start)
    after = match[0].split()
    return unit_in_words(text, start, after, large) or _head(text, start, after, one)


def _head(text: str, start: int, after: list[str], one: bool) -> Unit | None:
    """Walk the noun phrase to its head."""
    ends = _ends()
    head = last = None
    head_end = last_end = at = start
    for raw in after:
        word = raw.lstrip('"“‘「').lower()
        at = text.index(raw, at) + len(raw)
        built = last is not None and last.endswith("ly") and word in VERBS
        if word in ends and not built and not (raw.isupper() and len(raw) > 1):
            break
        if word == "and":
            if head or last is None or one:
                break
            continue
        if word.endswith(("'s", "’s", "s'", "s’")):
            continue
        if _is_plural(word) or (raw[-1] == "s" and len(raw) > 2 and raw[:-1].isupper()):
            head, head_end = word, at
        elif head:
            break
        else:
            last, last_end = word, at
    if head is None and one and last is not None and not (last.endswith("ly") or last in NO_NOUNS):
        head, head_end = last, last_end
    if head is None and after[0].isupper() and 2 <= len(after[0]) <= 5:
        head, head_end = after[0].lower(), start + 1 + len(after[0])
    if head is None:
        return None
    closed = text[head_end : head_end + 1] in ('"', "”", "’", "」")
    return Unit(_name(after, head), start + 1, head_end + closed)


def _name(after: list[str], head: str) -> str:
    """Return the singular head; a currency keeps the words that tell whose it is."""
    name = singular(head.rsplit("-", 1)[-1] if head[-1] == "s" and "-" in head else head)
    if name in STOP_WORDS:  # "tip-offs"
        name = singular(head)
    if name[-2:] == "us" and any(w.lower() == head and w[:-1].isupper() for w in after):
        name = name[:-1]
    if name not in CURRENCIES:
        return name
    return " ".join([*(w.lower() for w in after if w[0].isupper()), name])
