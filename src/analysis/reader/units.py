"""Units and money in Latin letters and signs; `lists.txt` holds their names and spellings.

There the canonical name stands first (with a colon if it is no spelling itself), `_` is a blank,
and plurals in -s are understood. Codes of currencies are those of ISO 4217, but for those that are
words in capitals (ALL, TOP, CUP).
"""

import re

from analysis.reader.mention import Unit
from analysis.reader.patterns import Rule, Table, any_of, derived, lists, words


def _listed(kind: str) -> dict[str, str]:
    """Return canonical names with their spellings."""
    listed: dict[str, str] = {}
    for row in lists(__file__)[kind].replace("\n", "|").strip("|").split("|"):
        name, *forms = row.split()
        listed[name.rstrip(":").replace("_", " ")] = " ".join(
            forms if name[-1] == ":" else [name, *forms]
        )
    return listed


# fmt: off
UNITS = Table("units", _listed("units"), reads="600 metres of lanes → 600 meter // 35km → 35 "
    "kilometer // 12 MPa → 12 megapascal", leaves="600 light blue metres → 600 metre")
MONEY = Table("money", _listed("money"), reads="costs 5 € → 5 euro // 25c → 25 cent // 5 kr → 5 "
    "krona", leaves="5 $10 notes → 5 | 10 dollar")
CODES = Table("currency codes", _listed("currency codes"), reads="costs SEK 500 → 500 swedish "
    "krona // 40 PLN → 40 zloty", leaves="40 pln → 40")
CAPITALS = Table("units that are one capital", {"volt": "V", "watt": "W", "liter": "L",
    "degree celsius": "C", "degree fahrenheit": "F"},
    reads="a 12V battery → 12 volt // 120 W → 120 watt // at 101F → 101 degree fahrenheit // by "
    "1.5C → 1.5 degree celsius", leaves="a 12D gate → identifier")
BY_CAPITALS = Table("units told apart by their capitals",
    {"megawatt": "MW", "milliwatt": "mW", "megatonne": "Mt", "millipascal": "mPa"},
    reads="150 MW → 150 megawatt // 5mW → 5 milliwatt // 3 Mt of coal → 3 megatonne",
    leaves="150 KW → 150 kw")
DEGREES = Rule("number before a degree of one letter", r"""
    (?: \d\.\d | (?: ^ | (?<!\w)[-−+] | \d[-–] | [(:]\s? | (?<!\w)(?:a|above|about|and|are|around|at
        |below|by|exceeded|from|hit|hits|is|minus|nearly|near|of|over|past|reach|reached|than|to
        |topped|under|was)\s )\d{1,3} )$""",
    reads="than 2C → 2 degree celsius // below minus 80C → less_than -80 degree celsius",
    leaves="the 20C gate → identifier")
WARMTH = words("what is warm or cold", """cold conditions day days drop fall forecast heat heatwave
        heatwaves highs hotspot hotspots increase limit lows mark night nights ocean rise sea
        sunshine target temperature temperatures threshold warming warmth water weather""",
    reads="in 31C heat → 31 degree celsius", leaves="in 31C heap → identifier")
STREET = Rule("what follows a capital that is no unit", r"\s(?:\d|[A-Z][a-z]|grades?\b)",
    reads="5 W 42nd → 5 | ordinal 42", leaves="at 5 W. → 5 watt")
TOUCHING = words("units only where they touch the number", "b c f h in l p s t x",
    reads="5s → 5 second", leaves="5 s → 5 // ran 5 x → 5")
WORDS = Rule("words after a number", r"""(?: (?:[ \u00a0]|\n(?=[a-z])) [\"“‘「]?
        (?: (?:[A-Za-z]\.){2,} | [A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9’']*(?:-[A-Za-zÀ-ɏ0-9’']+)* ) ){1,7}""",
    reads="33 “production\nenterprises → 33 enterprise",
    leaves="33, enterprises → 33 // 33\nEnterprises → 33")
# fmt: on


@derived
def spellings() -> dict[str, str]:
    """Return every spelling of a unit, plurals included, with its canonical name."""
    table = {**UNITS, **MONEY}
    for form, name in [*table.items()]:
        if len(form) > 2 and form[-1] not in "sz" and form.isascii():
            table.setdefault(form + "s", name)
    return table


@derived
def _symbols() -> dict[str, re.Pattern[str]]:
    """Return a pattern of short spellings for each first letter or sign."""
    forms = [f for f in spellings() if not f[0].isalpha() or not f.isalpha() or len(f) < 5]
    begins: dict[str, list[str]] = {}
    for form in [*forms, *CAPITALS]:
        begins.setdefault(form[0].lower(), []).append(form)
    return {c: re.compile(rf"(?i)({any_of(f)})(?![0-9A-Za-zÀ-ɏ])") for c, f in begins.items()}


@derived
def _per() -> re.Pattern[str]:
    return re.compile(rf"(?i)/({any_of(spellings())})(?![^\W_])")


def symbol(text: str, start: int) -> Unit | None:
    """Read a unit that touches the number or is no word: "20km", "35 °C", "3 km²", "5 mg/dL"."""
    begin = start + (text[start : start + 1] in (" ", "\u00a0"))
    pattern = _symbols().get(text[begin : begin + 1].lower())
    match = pattern.match(text, begin) if pattern else None
    if match is None:
        return None
    form, end = match[1], match.end()
    if len(form) == 1 and form.isupper():
        name = CAPITALS.get(form, "") if _is_unit(text, start, form, end) else ""
    else:
        name = BY_CAPITALS.get(form) or spellings().get(form.lower(), "")
    if text[end : end + 1] == "/" and name not in MONEY and (per := _per().match(text, end)):
        name, end = f"{name} per {spellings()[per[1].lower()]}", per.end()
    return Unit(name, match.start(1), end, True) if name else None


def _is_unit(text: str, start: int, capital: str, end: int) -> bool:
    """Tell whether one capital after a number is its unit, and neither a name nor a street."""
    if capital in "CF" and not DEGREES.search(text[max(0, start - 13) : start]):
        after = text[end + 1 : end + 16].split(None, 1) or [""]
        return text[end : end + 1] == " " and after[0].rstrip(".,;") in WARMTH
    return STREET.match(text, end) is None


def unit_in_words(text: str, start: int, after: list[str], large: bool = False) -> Unit | None:
    """Look up the first three, two words or one after a number that ends at `start`.

    `large` accepts "won" as a currency.
    """
    first, units = after[0].lower(), spellings()
    if after[0] in CODES:
        return Unit(CODES[after[0]], start + 1, start + 4, True)
    if after[0] in CAPITALS:
        return symbol(text, start)
    for count in (3, 2, 1):
        if count > len(after):
            continue
        form = first if count == 1 else " ".join(after[:count]).lower()
        name = BY_CAPITALS.get(after[0]) if count == 1 else None
        name = name or units.get(form) or units.get(form.rstrip("'’"))
        if name is None or form in TOUCHING or (form == "won" and not large):
            continue
        end = start + 1
        for word in after[:count]:
            end = text.index(word, end) + len(word)
        if count == 1 and text[end : end + 1] in ("²", "³", "/"):
            return symbol(text, start) or Unit(name, start + 1, end, True)
        return Unit(name, start + 1, end, True)
    return symbol(text, start) if text.startswith("/", start + 1 + len(after[0])) else None


def latin_unit(text: str, start: int) -> Unit | None:
    """Return the unit in Latin letters or signs right after a number that ends at `start`."""
    match = WORDS.match(text, start)
    return unit_in_words(text, start, match[0].split()) if match else symbol(text, start)
