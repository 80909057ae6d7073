"""Tell apart the English numbers that measure nothing: names, orders, codes, scores, slogans.

Digits are a name where letters touch them ("COVID-19"), where a naming word stands before them
("Article 12", "Boeing 737"), or where their own shape says so ("010-6512 3456", "2.4.17").
"""

import re

from analysis.reader.digits import SERVICE, Number
from analysis.reader.english.nouns import STOP_WORDS, find_unit
from analysis.reader.english.numerals import ORDINALS
from analysis.reader.english.words import CALLS, MONTHS, NAMING, NUMBER_SIGNS, PER_COUNT, PERCENT
from analysis.reader.mention import NAN, NOTHING, Mention
from analysis.reader.patterns import Rule, lists, rule, words
from analysis.reader.site import Site

# fmt: off
SHAPE = Rule("shapes of names", r"""
    (?P<sum>\d{1,6}(?:\+\d{1,6})+(?![\d.])) | (?P<ordinal>\d{1,4}(?:,\d{3})*(?:st|nd|rd|th)\b)
    | 0\d{2,4}[\s-]\d{3}[\s-]?\d{3,4}(?!\d) | <<telephone>> | (?:\d{1,5}-){2,}\d+
    | (?<=\+)\d{1,3}[\s-](?:\(?\d+\)?[\s-]?){2,6} | (?<=\()\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}(?!\d)
    | \d{1,4}\([a-z]\)(?:\(\w{1,3}\))* | <<version>>(?:[-_]?[A-Za-z0-9]+)*
    | \d{1,2}K\s(?:video|TV|ultra|screen|display|resolution|camera|monitor|race|run)
    | \d{1,3}\sfor\s(?:\d|10)(?=\s(?:in|at|off|from|and|on)\b|[,.;)])
    | \d{1,2}:\d{2}(?::\d{2})?\.\d+ | \d{1,2}-(?:under|over)\b | \d+\.\d+:\d+
    | \d[\d.]*-(?:to|for)-\d+\b | \d+(?=\sblock\sof\b) | \d{1,2}:\d{1,2}-[a-z]+-\d+
    | (?P<score>(?P<low>\d{1,3})[-–:](?P<high>\d{1,3})
        (?! \d | ,\d | \.\d | [-–]\d{4} | \s?(?:million|billion|thousand|bn|m\b) )
        (?P<more>(?:[-–:]\d{1,3})*(?:\s?\(\d{1,2}(?:[-–]\d+)?\))?))
    | (?P<code>(?P<head>\d+)-(?P<tail>\d{3,})(?![\d,.%]))""",
    reads="call {010-6512 3456} → identifier // +{44 20 7946 0958} → identifier // {10+5+8} → "
    "identifier // the 17th → ordinal 17 // {54(b)} → identifier // {352 for 8} at → identifier // "
    "a {3-for-1} split → identifier // {1:52.85} → identifier // a {4K video} → identifier // in "
    "{78-1142} → identifier // beat them {2-1} → identifier",
    leaves="10-14 days → range 10..14 day")
ADDRESS_END = words("words that end an address", """alley ave ave. avenue blvd blvd. boulevard
        broadway close court crescent dr. drive expressway freeway helpline helplines highway
        hotline hotlines lane motorway parkway place quay rd rd. road st st. street terrace way""",
    reads="at {221 Baker Street} → identifier", leaves="at 221 Baker Streams → 221 stream")
ADDRESS = Rule("address", r"""\d+[A-Za-z]?\s(?:[A-Z][A-Za-z'’.]*\s){0,3}(?=[A-Z])
    (?i:<<words that end an address>>)(?![A-Za-z])""", reads="at {10 Downing Street} → identifier",
    leaves="at 10 downing street cars → 10 car")
HOTLINE = Rule("hotline", r"""\**\s(?:[A-Za-z-]+\s){0,3}
    (?:answering|emergency|helplines?|hotlines?|phone|telephone)\b""",
    reads="the 988 crisis hotline → identifier", leaves="the 988 crisis lines → 988 line")
ORDINAL_SCALE = Rule("ordinal of a scale",
    r"\s(?:hundred|thousand|lakh|million|crore|billion|trillion)th\b",
    reads="its {10 millionth} car → ordinal 10", leaves="its 10 months → 10 month")
ORDINAL_TAIL = Rule("ordinal after tens", r"(?i:-(<<ordinals>>))\b",
    reads="the forty-seventh → ordinal 47", leaves="four-sevenths of it → vague 0.571429")
CENTURY = Rule("century", r"(?i:[\s-]century\b)", reads="in the {20th century} → date",
    leaves="20th centurion → ordinal 20")
CAPITALS = Rule("name after an ordinal", r"\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}",
    reads="the {20th National Congress} → identifier", leaves="the 20th park → ordinal 20")
BRACKETED = Rule("digits alone in brackets", r"""
    \[\d{1,2}\] | \(\d{5,}\) | "\d+" | “\d+” | '\d+' | ‘\d+’""",
    reads='the "996" rule → identifier // see [4] → identifier', leaves="in (996) → 996")
MARKER = Rule("list marker", r"[ \t*\#]*\(?\d{1,2}[.)、](?!\d)",
    reads="1. Health → identifier // (3) go → identifier", leaves="with 1. Health → 1")
SOFT_NAMING = words("words that name by number where nothing is counted", """account badge bay block
        booth box bus cabin chromosome class coach court day desk district drawer engine floor form
        game group hall heat incident item junction junctions lane level line lines lot qq round row
        schedule season seat series shelf shop squad stage stall step studio tier track tram unit
        ward wechat week zone""", reads="on {day 3} it → identifier",
    leaves="on day 3 cars → 3 car")
CAPITAL_NAMING = words("names that are numbered", lists(__file__)["names that are numbered"],
    reads="on {Route 9} cars → identifier", leaves="on route 9 cars → 9 car")
NO_NAMES = words("words that take no number as a name",
    "age aged least more total monday tuesday wednesday thursday friday saturday sunday",
    reads="The Sunday 40 was → 40", leaves="The Apollo 40 was → identifier")
ONE_THING = Rule("verb after one thing", r"\d+\s(?:can|costs|does|has|is|makes|said|was|will)\b",
    reads="They go. Microsoft 365 has it → identifier", leaves="They go. Offices 365 → 365")
SET_PHRASES = words("set phrases", """at_first first_and_foremost first_class first_hand
        first_of_all first-class first-hand four_corners one_after_another one_and_only one_another
        one_belt,_one_road one_by_one one_country,_two_systems one_thing one_voice one_window
        one-child one-china one-click one-off one-on-one one-sided one-size-fits-all one-stop
        one-time one-to-one one-way one-window second_hand second_nature second_thoughts
        second_to_none second-hand seven_seas ten_thousand third_parties third_party third-party
        twenty-twenty two-way world-first zero_tolerance zero-sum zero-tolerance""",
    reads="a {second-hand} car → idiom", leaves="a second heart → ordinal 2")
SET_PHRASE = Rule("set phrase",
    r"(?i:<<set phrases>>|one\s(?:[a-z-]{1,30}\s){0,4}after\s(?:another|the\sother))\b",
    reads="{one big reform after another} → idiom", leaves="one reform after others → 1 reform")
SLOGAN = Rule("quoted slogan", r"""
    (?i: (?:one|two|three|four|five|six|seven|eight|nine|ten)[\s-][A-Za-z-]{1,30}
        (?:\s\([^()\n]{1,20}\))?(?:,?\s[A-Za-z-]{1,30}){0,5}[\"”’'」] )""",
    reads='the "two teams and one room" rule → idiom | idiom', leaves="the two teams → 2 team")
# fmt: on
_BRACKETS = tuple("[(\"“'‘")
_BREAKS = re.compile(r"[\"“”.;]")
_MODEL = re.compile(r"\s[A-Z]{1,2}[A-Za-z]{0,6}\s")
_LISTED = frozenset({", ", " and ", ", and ", " or ", "/", "-", "–", " to ", " & "})


def set_phrase(site: Site) -> Mention | None:
    """Read a set phrase, or a quoted slogan that begins here ("two teams and one room")."""
    text, start, last = site.text, site.start, site.previous
    end = start + len(site.word)
    if match := SET_PHRASE.match(text, start):
        return site.mention(end, "idiom", stop=match.end())
    near = last is not None and last.kind == "idiom" and start - last.end < 64
    goes_on = near and last and not _BREAKS.search(text, last.end, start)
    if (goes_on or site.left[-1:] in tuple("\"“‘'「")) and SLOGAN.match(text, start):
        return site.mention(end, "idiom")
    return None


def ordinal(site: Site) -> Mention | None:
    """Read an ordinal in words ("third", "forty-seventh"), or a name that one begins."""
    number = site.number
    if site.word in ORDINALS:
        return _ordinal(site, site.start + len(site.word), ORDINALS[site.word])
    if number is None or number.value % 100 < 20 or number.value % 10:
        return None
    match = ORDINAL_TAIL.match(site.text, number.end)
    return _ordinal(site, match.end(), number.value + ORDINALS[match[1].lower()]) if match else None


def _ordinal(site: Site, end: int, value: float) -> Mention:
    """Return an ordinal, or a name if a proper noun follows ("20th National Congress")."""
    text, start = site.text, site.start
    if match := CENTURY.match(text, end):
        return site.mention(end, "date", stop=match.end())
    named = not site.word or (text[start].isupper() and not site.opens_sentence())
    if named and (match := CAPITALS.match(text, end)):
        return site.mention(end, "identifier", value, stop=match.end())
    return site.mention(end, "ordinal", value)


def named_in_words(site: Site) -> Mention | None:
    """Read a number word that orders or names: "number two", "phase two", "Six Nations"."""
    number, near = site.number, site.near()
    if number is None:
        return None
    if near == "no":
        return NOTHING
    if near in NUMBER_SIGNS:
        return site.mention(number.end, "ordinal", number.value)
    if near in NAMING or (site.text[site.start].isupper() and not site.opens_sentence()):
        return site.mention(number.end, "identifier", number.value)
    return None


def shaped(site: Site) -> Mention | None:
    """Read digits whose own shape makes them a name, or orders them."""
    text, number = site.text, site.number
    if number is None:  # more digits than a figure has
        return site.run()
    after = text[number.end : number.end + 2]
    possible = after[:1] in _SHAPING or text[site.start] in "01" or after[1:] in _SHAPING_LATER
    match = SHAPE.match(text, site.start) if possible or number.factor == 1000 else None
    if match is None:
        return None
    if match["score"]:
        return _score(site, match)
    if match["code"]:
        low, high = len(match["head"]), len(match["tail"])
        code = low != high and max(low, high) > 3 and find_unit(text, match.end()) is None
        return site.run() if code else None
    if match["ordinal"]:
        return _ordinal(site, match.end(), number.value)
    value = sum(map(float, match[0].split("+"))) if match["sum"] else NAN
    return site.mention(match.end(), "identifier", value)


_SHAPING = frozenset("+-–:.snrt()")  # right after digits, a shape of a name is possible
_SHAPING_LATER = frozenset("0123456789f")  # the same one place later: "555 1234", "352 for 8"


def _score(site: Site, match: re.Match[str]) -> Mention | None:
    """Read "2-1" as a score where it cannot be a range."""
    text, end, last = site.text, match.end(), site.previous
    low, high = int(match["low"]), int(match["high"])
    if not match["more"] and high > low:
        if text[end : end + 1] == "-" or PERCENT.match(text, end) or find_unit(text, end):
            return None
        after_name = last is not None and last.kind == "identifier"
        listed = after_name and last and not text[last.end : site.start].strip(" ,;and")
        if low >= 10 and not listed:
            return None
    return site.mention(end, "identifier")


def named(site: Site) -> Mention | None:
    """Read digits that letters or signs touching them, or words beside them, make a name."""
    number, text = site.number, site.text
    if number is None or number.form in ("grouped", "scaled"):
        return None
    if "/" in text[site.start : number.end]:  # a fraction
        return None
    if site.left[-1:] in ("#", "№"):
        return site.mention(number.end, "ordinal", number.value, begin=site.start - 1)
    zero = text[site.start] == "0" and number.form == "plain" and number.end - site.start > 1
    if zero or touches(site, number):
        return site.run()
    after = text[number.end : number.end + 1]
    if after == " " and (match := ORDINAL_SCALE.match(text, number.end)):
        return site.mention(match.end(), "ordinal", number.value)
    return _worded(site, number)


@rule("letters and signs that touch digits",
      reads="COVID-19 → identifier // a B12 gate → identifier // in 45/EU → identifier",
      leaves="a 20km/h limit → 20 kilometer per hour")  # fmt: skip
def touches(site: Site, number: Number) -> bool:
    """Tell whether letters or signs touch the digits and make them part of a name."""
    text, end, left = site.text, number.end, site.left
    if left and (left[-1].isalnum() or left[-1] in "_@"):
        return True
    if left[-1:] in ("-", "–", "/", ".", ":", "+", "=") and left[-2:-1].isalnum():
        return not (number.form == "decimal" and site.back()[0].islower())
    after = text[end : end + 2]
    if after[:1].isalpha():
        if after[0] == "x" or PERCENT.match(text, end):
            return after[0] == "x" and after[1:].isdecimal()
        return after[0] < "\u2fff" and find_unit(text, end) is None
    if after[:1] == "/":
        per = number.form != "plain" or PER_COUNT.match(text, end)
        return after[1:].isalnum() and not per and find_unit(text, end) is None
    return after[:1] == "_" or (after[:1] == "-" and after[1:].isupper())


def _worded(site: Site, number: Number) -> Mention | None:
    """Read digits that a word before or after them makes a name."""
    text, start, end, raw = site.text, site.start, number.end, site.back()
    bare = raw.strip('(“"‘[:')
    word = bare.lower()
    if word in NUMBER_SIGNS:
        run = site.run()
        kind = "ordinal" if run.end == end else "identifier"
        return run._replace(start=start - len(raw) - 1, kind=kind, value=number.value)
    if word in NAMING or bare in CAPITAL_NAMING:
        return None if PERCENT.match(text, end) else _named(site)
    if number.form == "plain" and (found := _alone(site, number, word)):
        return found
    soft = number.form == "plain" and (word in SOFT_NAMING or site.left.endswith("Long March "))
    if not (soft or follows_name(site) or after_capital(site, bare)):
        return None
    counts = find_unit(text, end, large=True) or PERCENT.match(text, end)
    return None if counts else _named(site)


def _alone(site: Site, number: Number, word: str) -> Mention | None:
    """Read an address, a list marker, a footnote, or digits to call."""
    text, start, end = site.text, site.start, number.end
    if match := ADDRESS.match(text, start):
        return site.mention(end, "identifier", stop=match.end())
    line = site.left.rpartition("\n")[2]
    opens = line != site.left or len(line) == start
    marks = opens and end - start < 3 and MARKER.match(line + text[start : start + 4])
    if marks or (site.left[-1:] in _BRACKETS and BRACKETED.match(text, start - 1)):
        return site.mention(end, "identifier", number.value, stop=end + 1)
    service = end - start == 5 and SERVICE.match(text, start)
    called = (service and not find_unit(text, end, large=True)) or word in CALLS
    return site.run() if called or HOTLINE.match(text, end) or goes_on(site) else None


def _named(site: Site) -> Mention:
    """Return a name with the word before its number."""
    return site.run()._replace(start=site.start - len(site.left) + site.left.rfind(site.back()))


@rule("list of names", reads="in Articles 12, 14 → identifier | identifier",
      leaves="in Article 12 has 14 → identifier | 14")  # fmt: skip
def follows_name(site: Site) -> bool:
    """Tell whether the digits go on with a list of names: "Articles 12, 14 and 15"."""
    last = site.previous
    if last is None or last.kind != "identifier" or last.end != last.number_end:
        return False
    return site.text[last.end : site.start] in _LISTED


@rule("name that goes on",
      reads="Tel 2867 2600 → identifier | identifier // Boeing 737 MAX 9 → identifier | identifier",
      leaves="Tel 2867 2 cars → identifier | 2 car")  # fmt: skip
def goes_on(site: Site) -> bool:
    """Tell whether the digits go on with a name: "Tel 2867 2600", "Boeing 737 MAX 9"."""
    last, start = site.previous, site.start
    if last is None or last.kind != "identifier" or start - last.end > 12:
        return False
    between = site.text[last.end : start]
    if between != " ":
        return _MODEL.fullmatch(between) is not None
    run = site.text[last.number_start : last.number_end]
    return len(run) > 2 and run.isdecimal() and site.text[start + 2 : start + 3].isdecimal()


@rule("capitalised word before digits", reads="Yesterday Zorro 11 flew → identifier",
      leaves="Yesterday zorro 11 flew → 11 // They go. Zorro 11 flew → 11")  # fmt: skip
def after_capital(site: Site, bare: str) -> bool:
    """Tell whether a capitalised word before the digits takes them as its number ("Apollo 11")."""
    word = bare.lower()
    if not bare[:1].isupper() or word in NO_NAMES or word in STOP_WORDS or word in MONTHS:
        return False
    if not bare[-1].isalnum() and "." not in bare[:-1]:
        return False
    if site.left[-1:] != " " or len(site.before) < 2:
        return False
    return (
        site.back(2)[-1] not in ".!?:"
        or bare.isupper()
        or bool(ONE_THING.match(site.text, site.start))
    )
