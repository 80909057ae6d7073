"""Read the currency before a number: "US$5m", "$A5", "CHF 500", "N500 million"."""

import re

from analysis.reader.mention import Unit
from analysis.reader.patterns import Rule, Table
from analysis.reader.site import OPENING, Site
from analysis.reader.units import CODES

# fmt: off
SIGNS = Table("currency signs", {"dollar": "$ ＄", "pound": "£ ￡", "euro": "€", "yuan": "¥ ￥",
    "rupee": "₹", "won": "₩", "ruble": "₽", "naira": "₦", "baht": "฿", "dong": "₫", "peso": "₱",
    "lira": "₺", "hryvnia": "₴", "shekel": "₪", "cedi": "₵", "taka": "৳", "tenge": "₸"},
    reads="for ₹450 crore → 4500000000 rupee", leaves="for ₤450 → 450")
ABBREVIATIONS = Table("abbreviated currencies before a number", {"yuan": "RMB",
    "rupee": "Rs RS Rs. Re", "rupiah": "Rp Rp.", "ringgit": "RM", "taka": "Tk Tk.", "lira": "TL",
    "kenyan shilling": "KSh Ksh KSh. Sh Sh.", "ugandan shilling": "USh Ush", "saudi riyal": "SR",
    "tanzanian shilling": "TSh Tsh", "shilling": "Shs Shs.", "krona": "kr kr. Kr", "zloty": "zł",
    "koruna": "Kč",
    "egyptian pound": "LE", "cedi": "GH¢", "dirham": "Dh Dhs Dh.", "peso": "Php P$", "real": "R$",
    "baht": "Bt"},
    reads="costs Rs 500 → 500 rupee", leaves="costs rs 500 → 500")
LETTERS = Table("currencies of one letter", {"naira": "N", "peso": "P", "rand": "R", "kwacha": "K"},
    reads="costs N500 million → 500000000 naira // costs R1,500 → 1500 rand",
    leaves="the N500 → identifier")
CODE_WORD = Rule("currency code that is a word", r"[^AEIOU\W][AEIOU][^AEIOU\W]$",
    reads="at COP 28 it → identifier // RON 1.5 million → 1500000 romanian leu",
    leaves="costs PLN 28 → 28 zloty")
LARGE = Rule("amount that is money", r"""
    \d{1,3}(?:,\d{3})+ | \d{1,4}(?:\.\d+)?
        (?:\s?(?:bn|mn|mln|bln|mio|mrd|thousand|lakh|crore|million|billion|trillion)\b|[mbk]\b)
    | \d{1,3}\.\d\d(?![\d.])""",
    reads="costs P5.5m → 5500000 peso // is R18.99 in → 18.99 rand", leaves="the P5.5 → identifier")
LONG = Rule("three digits that are no year", r"(?!(?:19|20)\d\d(?!\d))\d{3}",
    reads="costs RON 500 → 500 romanian leu", leaves="the RON 2023 → date")
SIGN_CODES = Table("currency codes beside a sign", {"dollar": "US U.S.",
    "australian dollar": "A AU", "canadian dollar": "C CA", "real": "R", "singapore dollar": "S SG",
    "hong kong dollar": "HK", "new taiwan dollar": "NT", "new zealand dollar": "NZ",
    "mexican peso": "MX Mex", "yen": "JP", "yuan": "CN", "cedi": "GH", "argentine peso": "AR",
    "colombian peso": "COL", "dominican peso": "RD", "chilean peso": "CL", "egyptian pound": "E",
    "fiji dollar": "FJ F", "jamaican dollar": "J", "namibian dollar": "N", "trinidad dollar": "TT",
    "brunei dollar": "B", "zimbabwean dollar": "Z ZW"},
    reads="costs HK$500 → 500 hong kong dollar // costs $A5 → 5 australian dollar // JP¥5 → 5 yen",
    leaves="costs X$500 → 500 dollar")
SECOND_CURRENCY = Rule("currency of the second number", r"""
    (?:(?:[A-Z]{1,3}|U\.S\.|Mex)\s?)?<<currency signs>>(?:US|[A-Z]{1,2})?\s?(?=\.?\d)
    | <<abbreviated currencies before a number|currency codes>>\s?(?=\d)
    | <<currencies of one letter>>(?=\d)""",
    reads="RM5 to RM10 → range 5..10 ringgit", leaves="5 to £10 → 5 | 10 pound")
CURRENCY = Rule("currency before a number", r"""
    (?: (?<![A-Za-z.]) (?P<of>(?:US|U\.S\.|HK)\s?|[A-Z]{1,3}|Mex) )?
        (?P<sign><<currency signs>>)(?P<after>US|[A-Z]{1,2})?(?:\s?[-−]?|\()$
    | (?<![A-Za-z])(?P<code><<abbreviated currencies before a number|currency codes>>)\s?$
    | (?<![^\s(“"–-])(?P<letter><<currencies of one letter>>)$""",
    reads="for US $500 → 500 dollar // for $US500 → 500 dollar // of US$-5m → -5000000 dollar",
    leaves="for $ or 500 → 500")
# fmt: on


def currency_before(site: Site) -> Unit | None:
    """Return the currency sign or code that stands directly before the number."""
    left = site.left
    signs = any(sign in SIGNS for sign in left[-4:])
    if not signs and left[-1:] not in LETTERS:
        word = site.back().lstrip(OPENING)
        if word not in CODES and word not in ABBREVIATIONS:
            return None
    match = CURRENCY.search(left[-9:])
    name = match and _currency(site, match)
    if not (match and name):
        return None
    begin = site.start - len(match[0])
    return Unit(name, begin, begin + len(match[0].rstrip(" -−")), True)


def _currency(site: Site, match: re.Match[str]) -> str | None:
    """Return the name of the currency that a match of `CURRENCY` stands for."""
    if letter := match["letter"]:
        return LETTERS[letter] if LARGE.match(site.text, site.start) else None
    if code := match["code"]:
        long = LONG.match(site.text, site.start)
        if CODE_WORD.match(code) and not long and not LARGE.match(site.text, site.start):
            return None
        return CODES.get(code) or ABBREVIATIONS.get(code)
    of = (match["of"] or match["after"] or "").strip()
    return SIGN_CODES.get(of) or CODES.get(of) or SIGNS[match["sign"]]
