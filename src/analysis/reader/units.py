"""Units in Latin letters and signs; `lists.txt` holds their names and spellings.

There the canonical name stands first (with a colon if it is no spelling itself), `_` is a blank,
and plurals in -s are understood.
"""

import re

from analysis.reader.mention import Unit
from analysis.reader.patterns import Rule, Table, derived, lists, words


def _listed() -> dict[str, str]:
    """Return canonical names with their spellings."""
    listed: dict[str, str] = {}
    for row in lists(__file__)["units"].replace("\n", "|").strip("|").split("|"):
        name, *forms = row.split()
        listed[name.rstrip(":").replace("_", " ")] = " ".join(
            forms if name[-1] == ":" else [name, *forms]
        )
    return listed


# fmt: off
UNITS = Table("units", _listed(), reads="600 metres of lanes → 600 meter // 35km → 35 kilometer",
    leaves="600 light blue metres → 600 metre")
TOUCHING = words("units only where they touch the number", "b c f h l p s t x",
    reads="5s → 5 second", leaves="5 s → 5 // ran 5 x → 5")
WORDS = Rule("words after a number", r"""(?: (?:[ \u00a0]|\n(?=[a-z])) [\"“‘「]?
        (?: (?:[A-Za-z]\.){2,} | [A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9’']*(?:-[A-Za-zÀ-ɏ0-9’']+)* ) ){1,7}""",
    reads="33 “production\nenterprises → 33 enterprise",
    leaves="33, enterprises → 33 // 33\nEnterprises → 33")
# fmt: on


@derived
def spellings() -> dict[str, str]:
    """Return every spelling of a unit, plurals included, with its canonical name."""
    table = dict(UNITS)
    for form, name in UNITS.items():
        if len(form) > 2 and form[-1] not in "sz" and form.isascii():
            table.setdefault(form + "s", name)
    return table


@derived
def _symbols() -> re.Pattern[str]:
    forms = [f for f in spellings() if not f[0].isalpha() or not f.isalpha() or len(f) < 5]
    forms.sort(key=len, reverse=True)
    return re.compile(r"(?i)[ \u00a0]?(" + "|".join(map(re.escape, forms)) + r")(?![^\W_])")


def symbol(text: str, start: int) -> Unit | None:
    """Read a unit that touches the number or is no word: "20km", "35 °C", "3 km²"."""
    match = _symbols().match(text, start)
    if match is None or (len(match[1]) == 1 and match[1].isupper()):
        return None
    return Unit(spellings()[match[1].lower()], match.start(1), match.end(), True)


def unit_in_words(text: str, start: int, after: list[str], large: bool = False) -> Unit | None:
    """Look up the first three, two words or one after a number that ends at `start`.

    `large` accepts "won" as a currency.
    """
    first, units = after[0].lower(), spellings()
    for count in (3, 2, 1):
        if count > len(after):
            continue
        form = first if count == 1 else " ".join(after[:count]).lower()
        name = units.get(form) or units.get(form.rstrip("'’"))
        if name is None or form in TOUCHING or (form == "won" and not large):
            continue
        end = start + 1
        for word in after[:count]:
            end = text.index(word, end) + len(word)
        if count == 1 and text[end : end + 1] in ("²", "³"):
            return symbol(text, start)
        return Unit(name, start + 1, end, True)
    return None


def latin_unit(text: str, start: int) -> Unit | None:
    """Return the unit in Latin letters or signs right after a number that ends at `start`."""
    match = WORDS.match(text, start)
    return unit_in_words(text, start, match[0].split()) if match else symbol(text, start)
