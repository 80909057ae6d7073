"""Tell apart the English numbers that measure nothing: names, orders, codes, scores, slogans.

Digits are a name where letters touch them ("COVID-19"), where a naming word stands before them
("Article 12", "Boeing 737"), or where their own shape says so ("010-6512 3456", "2.4.17").
"""

import re

from analysis.reader.digits import SERVICE, Number
from analysis.reader.english.nouns import NO_NOUNS, STOP_WORDS, VERBS, find_unit
from analysis.reader.english.numerals import ORDINALS
from analysis.reader.english.words import (
    CALLS,
    DURATIONS,
    MONTHS,
    NAMING,
    NUMBER_SIGNS,
    PER_COUNT,
    PERCENT,
)  # fmt: skip
from analysis.reader.mention import MEASURES, NAN, NOTHING, Mention, Unit
from analysis.reader.patterns import Rule, lists, rule, words
from analysis.reader.site import Site

# fmt: off
SHAPE = Rule("shapes of names", r"""
    (?P<sum>\d{1,6}(?:\+\d{1,6})+(?![\d.])) | (?P<ordinal>\d{1,4}(?:,\d{3})*(?:st|nd|rd|th)\b)
    | 0\d{2,4}[\s-]\d{3}[\s-]?\d{3,4}(?!\d) | <<telephone>> | (?:\d{1,5}-){2,}\d+
    | 0\d(?:[\s.]\d\d){4}(?!\d) | \d{3}\.\d{3}\.\d{4}(?!\d) | 1[38]00\s\d{3}\s\d{3}(?!\d)
    | (?P<place>\d{1,3}(?:\.\d{1,10})?\s?°\s?
        (?:\d{1,2}(?:\.\d+)?\s?['′’]\s?(?:[\d.]{1,6}\s?["″”]\s?)?)? [NSEW](?:\b|(?=\d)))
    | \d{1,3}\.\d{4,10},\s[-−]?\d{1,3}\.\d{4,10}
    | \d{1,2}\.\s?(?:[KQRBN]?[a-h]?x?[a-h][1-8]|O-O)[+\#]?(?![a-z])
    | (?<=\+)\d{1,3}[\s-](?:\(?\d+\)?[\s-]?){2,6} | (?<=\()\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}(?!\d)
    | \d{1,4}\([a-z]\)(?:\(\w{1,3}\))* | <<version>>(?:[-_]?[A-Za-z0-9]+)*
    | \d{1,2}[Kk]\s(?:video|TV|ultra|screen|display|resolution|camera|monitor|race|run|walk)
    | \d{1,3}\sfor\s(?:\d|10)(?=\s(?:in|at|off|from|and|on)\b|[,.;)])
    | \d{1,2}:\d{2}(?::\d{2})?\.\d+ | \d{1,2}-(?:under|over)\b | \d+\.\d+:\d+
    | \d[\d.]{0,8}-(?:to|for)-\d+\b(?!-[a-z]|\s<<scales>>\b) | \d{1,2}:\d{1,2}-[a-z]+-\d+
    | \d{4,6}\.[A-Z]{1,2}(?![A-Za-z.]) | (?P<wickets>\d{1,3}\sfor\s\d{1,3}\b(?!\s?[-%]|[.,]\d))
    | (?P<score>(?P<low>\d{1,3})[-–:](?P<high>\d{1,3})
        (?! \d | ,\d | \.\d | [-–]\d{4} | \s?(?:<<scales>>|bn|m)\b )
        (?P<more>(?:[-–:]\d{1,3})*(?:\s?\(\d{1,2}(?:[-–]\d+)?\))?))
    | (?P<code>(?P<head>\d+)-(?P<tail>\d{3,})(?![\d,.%]))""",
    reads="call {010-6512 3456} → identifier // +{44 (0)20 7946 0958} → identifier // {10+5+8} → "
    "identifier // the 17th → ordinal 17 // {54(b)} → identifier // {352 for 8} at → identifier // "
    "a {3-for-1} split → identifier // {1:52.85} → identifier // a {4K video} → identifier // in "
    "{78-1142} → identifier // beat them {2-1} → identifier // call {06 12 34 56 78} → identifier "
    "// at {51°30'N} → identifier // at {40.7128, -74.0060} → identifier // {1. e4} → identifier",
    leaves="10-14 days → range 10..14 day")
ADDRESS_END = words("words that end an address", """alley ave ave. avenue blvd blvd. boulevard
        broadway circle close court crescent dr. drive embankment esplanade expressway freeway
        gardens grove heights helpline helplines highway hotline hotlines lane mews motorway parkway
        pike place plaza quay rd rd. rise road square st st. street strasse straße terrace turnpike
        vale walk way wharf yard""",
    reads="at {221 Baker Street} → identifier", leaves="at 221 Baker Streams → 221 stream")
ADDRESS = Rule("address", r"""\d+[A-Za-z]?(?:-\d+)?\s(?:
    (?:(?:[A-Z][A-Za-z'’.]*|\d{1,3}(?:st|nd|rd|th))\s){0,3}(?=[A-Z])
        (?i:<<words that end an address>>)(?![A-Za-z])
    | [A-Z][a-zäöüß]+(?:gasse|stra(?:ss|ß)e|weg|platz|allee|laan|straat|gade|gatan|vej)(?![a-z])
    | (?:Rue|Via|Calle|Avenida|Avenue|Boulevard|Place|Plaza|Quai|Rua|Viale|Piazza)\s
        (?:(?:de|del|della|des|du|la|las|los|di|da|do)\s){0,2}[A-Z][\w'’-]+)""",
    reads="at {10 Downing Street} → identifier // at {14 Kirchgasse} → identifier // at {45 Rue de "
    "Rivoli} → identifier",
    leaves="at 10 downing street cars → 10 car")
HOTLINE = Rule("hotline, block of a street or unit of an army", r"""
    \**\s(?:(?!of\b)[A-Za-z-]+\s){0,3}
    (?:answering|emergency|helpline|hotline|(?<![^\Wius]s\s)phone|postcode|telephone|zip)\b
    (?!(?:\s(?!call|cent|line|number|service|system)[a-z-]+(?:\sand\s[a-z-]+)?)?
       \s(?!(?:answer|handle|help|offer|provide|receive|serve|take|work)s\b)[a-z]+[^\Wius]s\b)
    | \s(?:Battalion|Brigade|Commando|Division|Regiment|Squadron)\b
    | (?<=00)\sblock(?=\s(?:at|between|in|near|of|on)\b|[,.;])
    | (?<=00)(?:\s(?:and|to)\s\d{1,3}00)?\sblocks\sof\s[A-Z]""",
    reads="the 988 crisis hotline → identifier // the 12345 public services hotline → identifier //"
    " the 120 emergency phone answers it → identifier // in the 2200 block of it → identifier // "
    "with 617 Squadron in → identifier",
    leaves="the 988 crisis lines → 988 line // 2200 block grants → 2200 grant // 24 emergency beds "
    "→ 24 bed // 436 emergency processing enterprises → 436 enterprise // 36 hotlines → 36 hotline "
    "// 300 boxes of emergency food → 300 box // 600 residents phone it → 600 resident")
DIALLED = words("what is dialled", "fax helpline hotline phone tel telephone whatsapp",
    reads="a hotline, {800 360 022}, opened → identifier // {tel. 40 81 13 77} → identifier // the "
    "helpline is 1916. → identifier", leaves="the hotline had 360 calls → 360 call")
GROUPS = Rule("number in groups",
    r"(?:\d{3,5}|\d{2}(?=(?:[ -]\d{2,4}){2}))(?:[ -]\d{2,6}){0,5}(?!\d|[.,]\d)",
    reads="{tel. 0414-221 80} → identifier", leaves="tel. 0414.5 → identifier")
CRICKET = Rule("word of cricket", r"""
    \b(?i:all\sout|batsm[ae]n|batt(?:ed|er|ers|ing)|bowl(?:ed|er|ing)|chas(?:e|ed|ing)|collapsed
        |declar(?:ed|ing)|innings|lbw|not\sout|overs|runs|slumped|stumps|wickets?)\b""",
    reads="they slumped to {34 for 3} before tea → identifier",
    leaves="they went to 34 for 3 before tea → 34 | 3")
ZIP = Rule("state before a postcode", r"""
    ,\s(?:[A-Z][a-z]{1,5}\.|[A-Z]\.\s?[A-Z]\.|[A-Z]{2}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s$""",
    reads="in Compton, Calif. 90216 it → identifier", leaves="in Compton, calif. 90216 it → 90216")
HOUSE = Rule("words before a house", r"""
    ,\sof\s$ | \b(?:based|clinic|flat|home|house|live|lived|lives|living|offices?|premises|shop)
        \s(?:at|from)\s$""",
    reads="Bo Lee, of {12 Harbour View}, said → identifier",
    leaves="a team of 12 Harbour View, → 12")
NAMED_HOUSE = Rule("house of a street with any name",
    r"""\d{1,4}[A-Za-z]?(?:\s[A-Z][a-z'’]+){0,2}\s(?:[A-Z][a-z'’]+(?<!s)|(?<=The\s)[A-Z][a-z]+)
    (?=(?P<loose>\s[a-z])|[,.;:)\n]|$)""",
    reads="Bo Lee, of {12 Harbour View}, said → identifier",
    leaves="Bo Lee, of 12 Harbour Views, said → 12 view")
LETTERED = Rule("digits and a letter", r"\d{1,4}[A-Za-z](?![^\W_]|°)",
    reads="Table {4b} shows → identifier // bus {47B} met people → identifier // in seat {12W} it "
    "→ identifier",
    leaves="about 47B people → about 47000000000 people")
ORDINAL_SCALE = Rule("ordinal of a scale",
    r"\s(?:hundred|thousand|lakh|million|crore|billion|trillion)th\b",
    reads="its {10 millionth} car → ordinal 10", leaves="its 10 months → 10 month")
ORDINAL_TAIL = Rule("ordinal after tens", r"(?i:(?:-|(?<=hundred)[\s-]and[\s-])(<<ordinals>>))\b",
    reads="the forty-seventh → ordinal 47 // the two-hundred-and-first → ordinal 201",
    leaves="four-sevenths of it → vague 0.571429")
ERA = Rule("era", r"(?:BCE?|B\.C\.(?:E\.)?|AD|CE|A\.D\.|C\.E\.)(?![A-Za-z])",
    reads="in {79 AD} it → date 0079-01-01 0079-12-31 // in {44 B.C.} it → date",
    leaves="in 79 ADX it → 79 adx")
CENTURY = Rule("century", r"""
    (?i:[\s-](?:centur(?:y|ies)|millennium)\b)(?:\s<<era>>)?
    | (?=(?:\s?[-–]\s?|,\s|\s(?i:and|or|to)\s) (?i:(?:the|early|mid|late)[\s-]){0,2}
        (?i:\d{1,2}(?:st|nd|rd|th)|<<ordinals>>)[\s-](?i:century|centuries)\b)""",
    reads="in the {20th century} → date // the {third millennium BC} → date // the 18th and {19th "
    "centuries} → date | date", leaves="20th centurion → ordinal 20 // first and second cars → "
    "ordinal 1 | ordinal 2")
CENTURY_PART = Rule("part of a century", r"\b(?:early|mid|late)[ -]$",
    reads="in the {mid-14th century} → date", leaves="in the mild {14th century} → date")
CAPITALS = Rule("name after an ordinal", r"\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}",
    reads="the {20th National Congress} → identifier", leaves="the 20th park → ordinal 20")
TITLE = Rule("title that begins with digits", r"""
    [\"“]\d{1,4}(?:\s[A-Z][\w'’]*(?:\s(?:a|an|and|for|in|of|on|the|to))?){1,6}[!?.,]?[\"”]""",
    reads="saw “12 Angry Owls” twice → identifier | vague 2", leaves="saw “12 angry owls” twice → "
    "12 owl | vague 2")
BRACKETED = Rule("digits alone in brackets", r"""
    \[\d{1,2}\] | \(\d{5,}\) | "\d+" | “\d+” | '\d+' | ‘\d+’""",
    reads='the "996" rule → identifier // see [4] → identifier', leaves="in (996) → 996")
MARKER = Rule("list marker", r"[ \t*\#]*\(?\d{1,2}[.)、](?!\d)",
    reads="1. Health → identifier // (3) go → identifier", leaves="with 1. Health → 1")
SOFT_NAMING = words("words that name by number where nothing is counted", """account act airframe
        badge bay bib block book booth box bus cabin case chassis chromosome class cluster coach
        court day desk district division drawer engine exhibit experiment floor force form game
        group hall heat hole hull incident invoice item junction junctions kilometer kilometre km
        lane level licence license line lines lot mark marker mile milepost option order part
        passcode password path patient permit petition player program programme proposal qq
        question registration round row scenario scene schedule season seat series shelf shop size
        squad squadron stage stall step studio ticket tier track tram unit ward wechat week year
        zone""",
    reads="{day 3} it → identifier // after round two. → identifier // at tier 4 rules change → "
    "identifier",
    leaves="one day 3 cars → 1 day | 3 car // on the line 40 waited → 40")
CAPITAL_NAMING = words("names that are numbered", lists(__file__)["names that are numbered"],
    reads="on {Route 9} cars → identifier", leaves="on route 9 cars → 9 car")
PREPOSITIONS = words("words before a bare noun", """across after against around at before behind
        beside between but by during for from if in inside into near of on outside over than through
        to under until via when while with within""",
    reads="In Lyon 18 were hurt → 18", leaves="hit Lyon 18 were → identifier")
WHICH = words("words that tell which of several", "each every last next previous same that this",
    reads="last week 12 of us → 12 // by that phone 12 said → 12",
    leaves="the week 12 of us → identifier")
DETERMINERS = words("words before a noun", "a an her his its my our the their your",
    reads="her 1847 novel → date 1847-01-01 1847-12-31 // a 1986 Accord → date 1986-01-01 "
    "1986-12-31 // the 1707 Acts → date 1707-01-01 1707-12-31 // on the line 40 waited → 40",
    leaves="hire 1847 workers → 1847 worker // the 1450 workers → 1450 worker")
ACTS = Rule("verb in -s and its object", r"""
    \s[a-z]{3,12}(?<!s)s\s(?: (?:an?|the|its|his|her|that|<<number words>>)\b | \d )
    | \s(?:allows|arrives|bans|calls|covers|departs|holds|leaves|lists|makes|names|requires|runs
        |says|sets|shows|starts|stops|takes)\s(?:[A-Z]|at\b|for\b|from\b|no\b|out\b)""",
    reads="Circular 23 lists nine clinics → identifier | 9 clinic // by Railcar 21 leaves Unterau "
    "→ identifier", leaves="by Railcar 21 leaves fell → 21 leaf")
GOES_ON = Rule("what follows a name with its number", r"""
    [\d.]{1,9} (?:\sand\s[A-Z][\w-]*\s\d | \sof\s(?:the|its)\s
        | ,\s(?:which|who|whose|an?|the|built|made|[a-z]+ed)\s)""",
    reads="They go. Zorro 1.2 and Wi-Fi 12 → identifier | identifier // They go. Zorro 2, launched "
    "now → identifier // They go. Zorro 9 of the fleet → identifier",
    leaves="They go. Zorro 1.2 and 12 → 1.2 | 12")
PARTITIVE = Rule("some of several",
    r"(?P<some>\d+)\sof\s(?:(?:the\s|its\s)?(?P<all>\d+)|(?:them|those|us|whom)\b)",
    reads="near Lyon 3 of 5 towns burned → 3 | 5 town",
    leaves="near Lyon 3 of late → identifier // by Lyon 3 of 2 May → identifier | date 2023-05-02")
GAPPED = Rule("name in a gapped clause", r"""
    (?:,|;|,?\s(?:and|but|while))\s(?:(?:at|from|in)\s)?(?:the\s)?(?:[A-Z][\w.&'’-]*\s){1,3}$""",
    reads="Audi built 400 cars, Ford 350. → 400 car | 350",
    leaves="they built 400 cars, the new Ford 350. → 400 car | identifier")
NAME_OF = Rule("name with its number after of", r"[A-Z][a-z]+\sof\s$",
    reads="the Group of 20 summit → identifier", leaves="a group of 20 summits → 20 summit")
SET_PHRASES = words("set phrases", """at_first first_and_foremost first_class first_hand
        first_of_all first-class first-hand four_corners one_after_another one_and_only one_another
        one_belt,_one_road one_by_one one_country,_two_systems one_thing one_voice one_window
        one-child one-china one-click one-off one-on-one one-sided one-size-fits-all one-stop
        one-time one-to-one one-way one-window second_hand second_nature second_thoughts
        second_to_none second-hand seven_seas third_parties third_party third-party
        twenty-twenty two-way world-first zero_tolerance zero-sum zero-tolerance""",
    reads="a {second-hand} car → idiom", leaves="a second heart → ordinal 2")
SET_PHRASE = Rule("set phrase",
    r"""(?i: <<set phrases>> | (?:four|five|six|seven|eight|nine|ten)[\s-]figures?
        | one\s(?:[a-z-]{1,30}\s){0,4}after\s(?:another|the\sother) )\b""",
    reads="{one big reform after another} → idiom // in {six figures} → idiom",
    leaves="one reform after others → 1 reform")
SLOGAN = Rule("quoted slogan", r"""
    (?i: (?:one|two|three|four|five|six|seven|eight|nine|ten)[\s-][A-Za-z-]{1,30}
        (?:\s\([^()\n]{1,20}\))?(?:,?\s[A-Za-z-]{1,30}){0,5}[\"”’'」] )""",
    reads='the "two teams and one room" rule → idiom | idiom', leaves="the two teams → 2 team")
# fmt: on
_BRACKETS = tuple("[(\"“'‘")
_BEFORE_HOUSE = frozenset({"at", "from", "of"})
_BESIDE = re.compile(r"\s(?:and|or|&)\s[A-Z][\w-]*\s")  # "USB 3.2 and Thunderbolt 4 ports"
_BREAKS = re.compile(r"[\"“”.;]")
_LAST = re.compile(r"\d+(?:[,.;:)](?!\d)|\n|$|\sand\s(?:[A-Z][\w-]*\s){1,2}\d[\d,]*[.;,])")
_NEXT = re.compile(r"[\d.]{1,9} ([A-Za-z'’-]+)")
_AUXILIARIES = frozenset({"are", "can", "had", "has", "have", "is", "was", "were", "will", "would"})
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
    number, last = site.number, site.previous
    if site.word == "second" and last and last.kind == "vague" and site.left == " of a ":
        return NOTHING
    if site.word in ORDINALS:
        return _ordinal(site, site.start + len(site.word), ORDINALS[site.word])
    if number is None or number.value % 10 or number.value % 100 == 10:
        return None
    match = ORDINAL_TAIL.match(site.text, number.end)
    return _ordinal(site, match.end(), number.value + ORDINALS[match[1].lower()]) if match else None


def _ordinal(site: Site, end: int, value: float) -> Mention:
    """Return an ordinal, or a name if a proper noun follows ("20th National Congress")."""
    text, start = site.text, site.start
    if match := CENTURY.match(text, end):
        part = CENTURY_PART.search(site.left[-8:])
        begin = start - len(part[0]) if part else start
        return site.mention(end, "date", begin=begin, stop=match.end())
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
    named = near in NAMING or (near in SOFT_NAMING and _ends_name(site, number))
    if named or (site.text[site.start].isupper() and not site.opens_sentence()):
        return site.mention(number.end, "identifier", number.value)
    return None


def _ends_name(site: Site, number: Number) -> bool:
    """Tell whether a number word ends a clause and its name: "in round two,", "season three"."""
    after = site.text[number.end : number.end + 1]
    return (after in ',.;:)”"' or not after) and site.back(2).lower() not in WHICH


def shaped(site: Site) -> Mention | None:
    """Read digits whose own shape makes them a name, or orders them."""
    text, number = site.text, site.number
    if found := _dialled(site):
        return found
    if number is None:  # more digits than a figure has
        return site.run()
    if "/" in text[site.start : number.end]:  # a fraction
        return None
    after = text[number.end : number.end + 2]
    possible = after[:1] in _SHAPING or text[site.start] in "01" or after[1:] in _SHAPING_LATER
    possible = (
        possible
        or number.factor == 1000
        or site.left[-1:] == "+"
        or (after == ", " and number.step < 0.001)
    )
    match = SHAPE.match(text, site.start) if possible else None
    if match is None:
        return None
    if match["place"]:
        return site.mention(match.end(), "identifier")
    if match["wickets"] and not _is_cricket(site, match.end()):
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


def _dialled(site: Site) -> Mention | None:
    """Read a number to call, with its groups: "a hotline, 800 360 022"."""
    last, places = site.near(), 1
    while last in ("at", "is", "number", "on"):
        places += 1
        last = site.back(places).lower()
    dialled = last in CALLS or last.rstrip(".:,") in DIALLED
    match = GROUPS.match(site.text, site.start) if dialled else None
    if match is None or find_unit(site.text, match.end()):
        return None
    named = site.near() in NAMING
    return site.mention(match.end(), "identifier", begin=site.back_begins() if named else None)


_SHAPING = frozenset("+-–:.snrt()°")  # right after digits, a shape of a name is possible
_SHAPING_LATER = frozenset("0123456789f")  # the same one place later: "555 1234", "352 for 8"


def _is_cricket(site: Site, end: int) -> bool:
    """Tell whether words of cricket stand around "34 for 3", and no unit after it."""
    text = site.text
    near = f"{text[max(0, site.start - 64) : site.start]} {text[end : end + 64]}"
    return CRICKET.search(near) is not None and find_unit(text, end) is None


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
    if number is None:
        return None
    if number.form == "grouped":
        return site.run() if before_count(site) else None
    if _is_lettered(site, number):
        return site.run()
    if number.form == "scaled":
        return None
    if "/" in text[site.start : number.end]:  # a fraction, unless it is a day ("the 7/7 attacks")
        above, _, below = text[site.start : number.end].partition("/")
        return site.mention(number.end, "identifier") if above == below else None
    if site.left[-1:] in ("#", "№"):
        return site.mention(number.end, "ordinal", number.value, begin=site.start - 1)
    zero = text[site.start] == "0" and number.form == "plain" and number.end - site.start > 1
    if zero or touches(site, number):
        return _named(site) if site.near() in NAMING else site.run()
    after = text[number.end : number.end + 1]
    if after == " " and (match := ORDINAL_SCALE.match(text, number.end)):
        return site.mention(match.end(), "ordinal", number.value)
    return _worded(site, number)


@rule("name with its number before a count",
      reads="the Nikkei 225 152 points → identifier | 152 point",
      leaves="the cost 225 152 points → 225152 point")  # fmt: skip
def before_count(site: Site) -> bool:
    """Tell whether the first of two numbers is the name's: "the Nikkei 225 152 points"."""
    return site.text[site.start + 3 : site.start + 4] == " " and site.back() in CAPITAL_NAMING


def _is_lettered(site: Site, number: Number) -> bool:
    """Tell whether digits and a capital are a bus, a seat or a house: "bus 47B", "seat 12L"."""
    text, start = site.text, site.start
    letter = next(filter(str.isalpha, text[number.end - 1 : number.end + 1]), "")
    if not letter:
        return False
    match = LETTERED.match(text, start)
    if match is None:
        return False
    word, scaled = site.near(), number.form == "scaled"
    if (
        word in NAMING
        or (letter.isupper() and word in SOFT_NAMING)
        or site.back() in CAPITAL_NAMING
    ):
        return True
    if letter.islower():
        return False
    return scaled and (word == "the" or ADDRESS.match(text, start) is not None)


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
    text, end, raw = site.text, number.end, site.back()
    bare = raw.strip('(“"‘[:')
    word = bare.lower()
    if word in NUMBER_SIGNS:
        run = site.run()
        kind = "ordinal" if run.end == end else "identifier"
        return run._replace(start=site.back_begins(), kind=kind, value=number.value)
    if word in NAMING or bare in CAPITAL_NAMING:
        return _numbered(site, number, bare)
    plain = number.form == "plain"
    if plain and (found := _alone(site, number, word)):
        return found
    if plain and (word in SOFT_NAMING or site.left.endswith("Long March ")):
        return _softly_named(site, number)
    if not (_is_name(bare) or follows_name(site)):
        return None
    unit = find_unit(text, end, large=number.value >= 1000)
    unit = None if unit and bare[:1].isupper() and ACTS.match(text, end) else unit
    model = plain or any(map(str.isupper, bare[1:]))  # "USB 3.0 ports"
    if PERCENT.match(text, end) or (unit and not (model and kind_of_thing(site, number, unit))):
        return None
    return _named(site) if unit or follows_name(site) or after_capital(site, bare) else None


def _numbered(site: Site, number: Number, bare: str) -> Mention | None:
    """Read digits after a word that names by number, unless they are a share or a count."""
    if PERCENT.match(site.text, number.end):
        return None
    if bare.islower():  # "at the gate 40 waited", but no "hotline 12345", "its clause 8 fixed"
        count = site.back(3).lower() in PREPOSITIONS and number.value < 10_000
        count = count and stands_apart(site)
        return None if count else _named(site)
    unit = find_unit(site.text, number.end)
    many = number.value >= 1000 and not 1990 <= number.value <= 2040
    lasts = unit is not None and unit.name in DURATIONS  # "gave the House 21 days"
    return None if unit and (many or lasts) else _named(site)


def _softly_named(site: Site, number: Number) -> Mention | None:
    """Read digits after a word that names by number where nothing is counted."""
    earlier = site.back(2).lower()
    if earlier in WHICH or stands_apart(site) or PERCENT.match(site.text, number.end):
        return None
    small = number.value < 100
    small = small and (earlier in PREPOSITIONS or earlier[-1:] in (*",.:;", ""))
    unit = find_unit(site.text, number.end, large=number.value >= 1000)
    return None if unit and (unit.measure or not small) else _named(site)


def _alone(site: Site, number: Number, word: str) -> Mention | None:
    """Read an address, a list marker, a footnote, or digits to call."""
    text, start, end = site.text, site.start, number.end
    if match := ADDRESS.match(text, start) or _house(site):
        return site.mention(end, "identifier", stop=match.end())
    if end - start == 5 and site.left[-1:] == " " and ZIP.search(site.left[-32:]):
        return site.run() if find_unit(text, end) is None else None
    line = site.left.rpartition("\n")[2]
    opens = line != site.left or len(line) == start
    marks = opens and end - start < 3 and MARKER.match(line + text[start : start + 4])
    if marks or (site.left[-1:] in _BRACKETS and BRACKETED.match(text, start - 1)):
        return site.mention(end, "identifier", number.value, stop=end + 1)
    if site.left[-1:] in ('"', "“") and (match := TITLE.match(text, start - 1)):
        return site.mention(end, "identifier", stop=match.end() - 1)
    if word == "of" and number.value < 200 and NAME_OF.search(site.left[-16:]):
        return None if find_unit(text, end) or not site.back(3)[-1:].isalnum() else site.run()
    service = end - start == 5 and SERVICE.match(text, start)
    called = (service and not find_unit(text, end, large=True)) or word in CALLS
    return site.run() if called or HOTLINE.match(text, end) else None


def _house(site: Site) -> "re.Match[str] | None":
    """Match a house number and a street of any name: "Bo Lee, of 12 Harbour View"."""
    match = NAMED_HOUSE.match(site.text, site.start) if site.near() in _BEFORE_HOUSE else None
    if match is None or not HOUSE.search(site.left[-20:]):
        return None
    unit = find_unit(site.text, site.start + len(match[0].split(None, 1)[0]))
    return None if unit and match["loose"] and unit.end > match.end() else match


def _named(site: Site) -> Mention:
    """Return a name with the word before its number."""
    return site.run()._replace(start=site.back_begins())


@rule("list of names", reads="in Articles 12, 14 → identifier | identifier",
      leaves="in Article 12 has 14 → identifier | 14 // in group 2, 14 died → identifier | "
      "14")  # fmt: skip
def follows_name(site: Site) -> bool:
    """Tell whether the digits go on with a list of names: "Articles 12, 14 and 15"."""
    last = site.previous
    if last is None or last.kind != "identifier" or last.end != last.number_end:
        return False
    joint, after = site.text[last.end : site.start], following(site)
    return joint in _LISTED and not (joint == ", " and (after == "of" or is_verb(after)))


@rule("capitalised word before digits", reads="Yesterday Zorro 11 flew → identifier // They go. "
      "Zorro 11 flew → identifier // the visionOS 2 beta → identifier",
      leaves="Yesterday zorro 11 flew → 11 // They go. Zorro 11. → 11")  # fmt: skip
def after_capital(site: Site, bare: str) -> bool:
    """Tell whether a word before the digits takes them as its number ("Apollo 11")."""
    if site.left[-1:] != " ":
        return False
    if len(site.before) == 1 and site.floor and bare != site.back():  # "(IQR 9.7-13.1)"
        return False
    if _opens(site):
        return bare.isupper() or not bare[1:].islower() or _acts(site, bare)
    return not (gapped(site) or _in_place(site))


def _is_name(bare: str) -> bool:
    """Tell whether a word may be a name that takes a number."""
    word = bare.lower()
    if len(bare) < 2 or word == bare or word in STOP_WORDS or word in MONTHS:
        return False
    return bare[-1].isalnum() or "." in bare[:-1]


def _opens(site: Site) -> bool:
    """Tell whether the word before the number is the first of a sentence or a line."""
    if len(site.before) > 1 and site.back(2)[-1] in ".!?:":
        return True
    before = site.left[: site.left.rfind(site.back())].rstrip(" \t")
    return before[-1] == "\n" if before else len(site.left) == site.start


def following(site: Site) -> str:
    """Return the word that follows one blank after the digits."""
    match = _NEXT.match(site.text, site.start)
    return match[1] if match else ""


def _acts(site: Site, bare: str) -> bool:
    """Tell whether a verb or a noun in the singular follows a name that opens a sentence."""
    word, first = following(site), bare.lower()
    if first in NO_NOUNS or first.endswith(("ly", "wide")) or word in NO_NOUNS:
        return False
    if word[:1].isupper() or GOES_ON.match(site.text, site.start):
        return True
    if word in ("and", "") or word in STOP_WORDS:
        return is_verb(word)
    return word.islower()


@rule("number after a name that its clause leaves alone",
      reads="Audi built 400 cars and Ford 350. → 400 car | 350",
      leaves="Audi built 400 cars and flew Ford 350. → 400 car | identifier")  # fmt: skip
def gapped(site: Site) -> bool:
    """Tell whether a clause leaves its verb out: "Audi built 400 cars, Ford 350"."""
    last, text = site.previous, site.text
    if last is None or last.kind not in MEASURES or site.start - last.end > 64:
        return False
    if not GAPPED.match(text[last.end : site.start]):
        return False
    return _LAST.match(text, site.start) is not None


def _in_place(site: Site) -> bool:
    """Tell whether a name belongs to "in" or the like, and the number to a verb after it."""
    places = 1
    while places < 4 and (site.back(places)[:1].isupper() or site.back(places).lower() == "the"):
        if site.back(places).lower() in PREPOSITIONS:
            break
        places += 1
    before, verb = site.back(places), following(site)
    if before.lower() not in PREPOSITIONS:
        return False
    part = PARTITIVE.match(site.text, site.start)
    if part and (not part["all"] or int(part["some"]) <= int(part["all"])):
        return True
    if before[0].isupper() or (before == "in" and site.back(places - 1) == "the"):
        return is_verb(verb)
    many = site.number is not None and site.number.value > 1
    return before != "of" and many and verb in ("were", "are", "have")


@rule("name of a kind of thing",
      reads="the Leopard 2 tanks → identifier // on visionOS 2 devices → identifier // its USB 3.0 "
      "ports → identifier // an ISO 27001 certified firms → identifier // a USB 3.2 and Zorro 4 "
      "ports → identifier | identifier",
      leaves="in the Louvre 30 visitors → 30 visitor // by ISO 27 new firms → 27 firm")  # fmt: skip
def kind_of_thing(site: Site, number: Number, unit: Unit) -> bool:
    """Tell whether a name with its number stands before a plural: "the Leopard 2 tanks"."""
    bare, last = site.back(), site.previous
    if last and last.kind == "identifier" and _BESIDE.match(site.text, last.end):
        return not unit.measure and _BESIDE.fullmatch(site.text, last.end, site.start) is not None
    if unit.measure or bare.islower() or not bare[:1].isalpha() or site.left[-1:] != " ":
        return False
    if bare[0].islower() or number.form == "decimal":  # "iPhone 15 cases"
        return True
    if len(site.before) == 1 and last is not None and last.kind == "quantity":
        return last.unit is None and site.left == f" {bare} "
    article = site.back(2).lower()
    if article in DETERMINERS or article.endswith(("'s", "’s")):
        return article in ("a", "an") or site.back(3).lower() not in PREPOSITIONS
    if bare.isupper() or not _opens(site):
        return bare.isupper() and (number.value >= 1000 or _opens(site))
    return 1990 <= number.value <= 2040


@rule("count after a noun with its article",
      reads="on the line 40 waited → 40", leaves="on line 40 waited → identifier")  # fmt: skip
def stands_apart(site: Site) -> bool:
    """Tell whether the noun before a number has an article, and the number a verb."""
    last, earlier = site.previous, site.back(2).lower()
    first = not earlier and last is not None and last.kind == "ordinal"
    return (first or earlier in DETERMINERS or earlier in WHICH) and is_verb(following(site))


def is_verb(word: str) -> bool:
    """Tell whether a word looks like a verb in the past, or one of the listed."""
    return word in VERBS or word in _AUXILIARIES or (word.endswith("ed") and len(word) > 4)
