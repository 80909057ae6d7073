"""Read Chinese numerals, and digits with Chinese scales: "一萬九千", "3亿5000万", "50余万".

A numeral is taken as one run, as far as its characters reach, whatever blanks stand in it, written
in one canonical way, and split at its largest scale: what stands before is the coefficient, what
stands after must be smaller. A run that does not come out is no number but something vague; it is
never read as the half that does.
"""

import re
from typing import NamedTuple

from analysis.reader.digits import DIGITS, MAX_DIGITS, Number, digit_step, form, parse_digits
from analysis.reader.mention import NAN
from analysis.reader.patterns import Rule, Table, derived, words

# fmt: off
NUMERALS = Table("Chinese numerals", {0: "零 〇 ○", 1: "一", 2: "二 两 兩", 3: "三", 4: "四",
    5: "五",
    6: "六", 7: "七", 8: "八", 9: "九"}, reads="二十三名 → 23 名 // 一点五亿元 → 150000000 yuan",
    leaves="几名 → nothing")
FINANCIAL = Table("financial numerals", {1: "壹", 2: "贰 貳", 3: "叁 參", 4: "肆", 5: "伍",
    6: "陆 陸", 7: "柒", 8: "捌", 9: "玖"}, reads="伍仟叁佰元 → 5300 yuan",
    leaves="大陆人的队伍中 → nothing")
SCALES = Table("Chinese scales", {10**12: "兆", 10**8: "亿 億", 10**4: "万 萬", 1000: "千 仟",
    100: "百 佰", 10: "十 拾"}, reads="1.2万亿元 → 1200000000000 yuan // 一萬九千名 → 19000 名",
    leaves="173名 → 173 名")
TENS = Table("numerals that hold their scale", {20: "廿", 30: "卅"}, reads="廿八名 → 28 名",
    leaves="廿载 → nothing")
MORE = Table("and some more, inside", {"more_than": "余 餘 馀 多", "about": "来 來"},
    reads="1000多万元 → more_than 10000000 yuan // 50来万人 → about 500000 people",
    leaves="1000万元 → 10000000 yuan")
UNKNOWN = words("unknown digits", "几 幾 数 數",
    reads="几百万人 → range vague 1000000 // 几千米 → range vague 1000",
    leaves="几人 → nothing")
BLANKS = Rule("blanks inside a Chinese number", r"[\s\u200b\u2060\ufeff]{0,8}",
    reads="受理 26  万件 → 260000 件 // 柒 百万件 → 7000000 件 // 几  十万元 → range vague 100000",
    leaves="有3     万科 → 3")
SCALE = Rule("scale that belongs to no unit", r"""
    (?!千[米克瓦卡伏赫焦帕字比] | 千[方禧]|千家万|兆[瓦赫字比帕焦欧宽流内网] | 百[帕姓货科般合]
        | 百分[之点點] | 兆
            (?![\d,，零〇一二两兩三四五六七八九壹贰叁肆伍陆柒捌玖千百十仟佰拾多余餘]{0,12}\s?[億亿萬万元圆圓円日美韓韩台臺新港歐欧盾卢盧])
        | (?<![\d一二三四五六七八九十百千零多余几数])万(?:能|物|户侯)
        | 十(?:字路|佳) )<<Chinese scales>>""",
    reads="5千台 → 5000 台 // 投1.2兆元 → 1200000000000 yuan // 三十万能卖 → 300000",
    leaves="5千米 → 5 kilometer // 3百姓 → 3 // 升到200兆， → 200 兆")
APART = Rule("scale after a blank", r"""
    (?:<<blanks inside a Chinese number>>|\s?[(（](?=[千百十]?[万亿萬億][元美][^()（）]{0,3}[)）])
        |[（(][^()（）\n]{1,16}[）)]|[)）](?=[百千]?[万亿萬億]))
    (?:(?<!\s)|(?!万[科达象华通宝]|百[度事丽]|兆易))<<scale that belongs to no unit>>""",
    reads="受理 26 万件 → 260000 件 // 收入12.3(亿元) → 1230000000 yuan // 3500（三千五百）万元 → "
    "35000000 yuan // 虧損收窄至(1.56)億元 → 156000000 yuan // 约 7.4 亿斤 → about 740000000 catty",
    leaves="排名 3 万科、 → 3")
SHORT = Table("scales in letters", {1000: "k K", 10000: "w W", 10**6: "M", 10**9: "B"},
    reads="月薪5k，约 → 5000 // 有50w人 → 500000 people // 有50W人 → 500000 people",
    leaves="有50v人 → identifier")
SHORT_SCALE = Rule("scale in letters after digits", r"""
    (?P<more>[多余餘])? \s? (?:[个個]\s?(?=w))?
    (?P<letter> K(?![^\W_元人次条]) | k(?![A-Za-z\d_电视分高屏超])
        | w(?![A-Za-z\d_]) | [MB](?=\s?[美欧港日]?元)
        | W(?![A-Za-z\d]) )""",
    reads="5k元 → 5000 yuan // 花100多w， → more_than 1000000 // 要50个w， → 500000 // 卖12.3K次 → "
    "12300 次",
    leaves="看8K电视 → identifier // 看4k电视 → identifier // 用50W的灯 → 50 watt")
POWER = Rule("words of electric power",
    "功率|瓦|[灯燈充电電热熱耗]|空调|音箱|LED|led|TDP", reads="总功率20W左右 → about 20 watt",
    leaves="预算20W左右 → about 200000")
GROUPED = Rule("digits grouped as only Chinese does", r"""
    [1-9]\d{0,2}(?:，\d{3}){1,5}(?!\d|，\d)
        (?=[.．]\d|\s{0,2}[元美港日万亿人名件户个亩吨公千辆次家])(?:[.．]\d+)?
    | [1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}\.\d+(?=\s{0,2}[万亿萬億元吨斤公平])""",
    reads="共32，400元 → 32400 yuan // 产粮1 468.2 亿斤 → 146820000000 catty",
    leaves="有32，400，500 → 32 | 400 | 500")
DIGIT = Rule("one Chinese digit", r"""
    (?!(?<=[十百千万亿萬億])[两兩](?!<<Chinese scales>>))
        <<Chinese numerals|numerals that hold their scale>>
    | (?<![队隊大登着著内內水海])<<financial numerals>>(?=<<blanks inside a Chinese number>>
        (?:<<and some more, inside>>?<<blanks inside a Chinese number>>(?:[个個]?<<Chinese scales>>)
            | [元圆圓角分]))
    | [壹贰貳叁肆柒捌玖](?=\s{0,2}(?![年月号線线])<<Chinese unit>>)
    | (?<=[拾佰仟零])<<financial numerals>>""",
    reads="五千名 → 5000 名 // 拾陆万元 → 160000 yuan // 柒 件 → 7 件",
    leaves="登陆地 → nothing // 银三十两 → 30 两")
HEAD = Rule("beginning of a Chinese number", r"""
    <<one Chinese digit>> | <<scale that belongs to no unit>>
    | (?!(?<=[人总總次件户參参指函系岁倍票度基位])[数數])<<unknown digits>>
        (?=<<blanks inside a Chinese number>>(?:[个個]\s?|10{1,3})?<<Chinese scales>>)""",
    reads="三十万名 → 300000 名 // 数十万名 → range vague 100000", leaves="总数十分 → nothing")
PIECES = Rule("rest of a Chinese number", r"""(?:
    <<blanks inside a Chinese number>>(?:<<and some more, inside>>\s{0,4})?
        (?:[个個]\s?(?:<<and some more, inside>>\s?)?(?=[万亿萬億]))?<<scale after a blank>>
    | (?<=<<Chinese scales>>)\s{0,2}[零〇]?\s{0,2}(?: <<one Chinese digit>>(?=\s?<<Chinese scales>>)
        | (?:\d{1,3}(?:[,，]\d{3}){1,3}|\d+)(?:\.\d+)?
            (?=\s{0,2}<<and some more, inside>>?<<scale that belongs to no unit>>) )
    | (?<=<<Chinese scales>>)[零〇]?\d+(?![\d.%％]|,\d{3})
    | (?<=[万亿萬億])\s?(?:\d{4}|\d,\d{3})(?=\s?<<Chinese unit>>)(?!\s?年)
    | (?<!\d)(?!(?<=[百千万亿][二三四五六七八九])一[^\s十百千万亿]) <<one Chinese digit>>
    | (?<=[十拾])\s<<one Chinese digit>>(?=\s?<<Chinese unit>>)
    | (?<=[几幾数數])(?:[千仟]|10{1,3}(?=\s?<<Chinese scales>>))
    | (?<=[二三四五六七八九]十)有(?=[一二三四五六七八九](?![一-九\d]))
    | (?<=[百十])[大好][几幾]十?(?=\s?<<Chinese scales>>)
    | (?<=[几幾数數][十百千])上(?=[百千万萬])
    | (?<=[十拾])[数數](?=[万亿萬億人名个個年])
    | (?<=[万亿萬億])半(?![年月天日个個])
    | (?:(?<=[\d十拾])|(?<=[\d十拾])\s)[几幾](?=\s?[\u4e00-\u9fff]|[，。；、）])(?!\s?[个個]?月)
    | (?<=[一二两兩三四五六七八])\s<<one Chinese digit>>(?=\s?<<Chinese scales>>)
    | (?<=<<Chinese scales>>)[几幾](?=\s?<<Chinese scales>>)
    | (?:(?<=<<Chinese numerals>>)|(?<=[十百千]))[点點．·](?=<<Chinese numerals>>)(?!一[滴点])
    | (?<=[一二两三四五六七八])、(?=[二三四五六七八九](?:\s?<<Chinese scales>>|[个個人名天年]))
    ){0,24}""",
    reads="3亿5000万元 → 350000000 yuan // 四百余万台 → more_than 4000000 台 // 1 亿 零 30 万人 → "
    "100300000 people // 三个亿 → 300000000 // 1亿2,380万人 → 123800000 people // 三四万棵 → range "
    "30000..40000 棵 // 数10万人 → range vague 100000 // 十数万人 → range vague 100000 // 三两万人 "
    "→ range 20000..30000 people // 三亿半元 → 350000000 yuan // 工资 4 万 6,218 元 → 46218 yuan "
    "// 欠 20 几 万元 → range vague 200000 // 几十上百万元 → vague // 一百大几十万 → vague // "
    "房租四千五一个月 → 4500 | 1 month // 茶栈二十有三家 → 23 家 // 用掉三 四 百 亿只 → range "
    "30000000000..40000000000 只",
    leaves="3亿.5 → 300000000 | 5 // 三万一万人 → vague")
# fmt: on
BEGINNINGS = "".join([*NUMERALS, *FINANCIAL, *TENS, *SCALES, *UNKNOWN, "上下半幺"])
_BLANKS = " \t\n\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\u2060\ufeff"
_BRACKETED = re.compile(r"[（(][^()（）]+[）)]|[()（）]")
_CLAUSE = re.compile("[，。；、：]")
_GROUPING = re.compile(r"[,，\s](?=\d)")
_ORDER = {"兆": 1e12, "亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2, "十": 10.0}
_DIGITS = "零一二三四五六七八九"
_FREE = 1e4  # from this scale on a coefficient may hold scales of its own


class Span(NamedTuple):
    """What a numeral states: low and high, alike if it is one; step; 余 or 来; whether vague."""

    low: float
    high: float
    step: float
    more: str = ""
    vague: bool = False

    def times(self, factor: float) -> "Span":
        """Return the span with a scale."""
        low, high = round(self.low * factor, 6), round(self.high * factor, 6)
        return Span(low, high, self.step * factor, self.more, self.vague)


def read_number(text: str, start: int, money: bool = False) -> Number | None:
    """Read the number that begins at `start`, None where none begins or one too long for a figure.

    `money` tells nothing in Chinese, where a scale is always written.
    """
    near = text[start + 1 : start + 5]
    grouped = text[start : start + 1].isdecimal() and not near.isalnum()
    wide = GROUPED.match(text, start) if grouped else None
    match = wide or DIGITS.match(text, start) or HEAD.match(text, start)
    if match is None or len(match[0]) > MAX_DIGITS:
        return None
    head, end = match[0], match.end()
    if not head[0].isdecimal():
        return _read_run(text, start, end)
    follows = text[end : end + 3].lstrip(_BLANKS)[:1]
    if (follows > "\u2fff" or follows in ("(", ")")) and (found := _read_run(text, start, end)):
        return found
    digits = head.replace("，", ",")
    number = Number(start, end, *parse_digits(digits), form(digits))
    return _in_letters(text, number)


def _in_letters(text: str, number: Number) -> Number:
    """Give a number the scale that letters after it state: 5k, 50w, 100多w; W may be watt."""
    match = SHORT_SCALE.match(text, number.end)
    if match is None:
        return number
    if match["letter"] == "W":
        before = _CLAUSE.split(text[max(0, number.start - 10) : number.start])[-1]
        after = _CLAUSE.split(text[match.end() : match.end() + 6])[0]
        if POWER.search(before + "W" + after):
            return number
    factor = SHORT.get(match["letter"], 1)
    value, step = round(number.value * factor, 6), number.step * factor
    more = "more_than" if match["more"] else number.more
    return number._replace(end=match.end(), value=value, high=number.high * factor, step=step,
                           factor=factor, form="scaled", more=more)  # fmt: skip


def _read_run(text: str, start: int, end: int) -> Number | None:
    """Read a numeral as far as it goes; one that does not come out is vague and has no value."""
    rest = PIECES.match(text, end)
    stop = rest.end() if rest else end
    run = text[start:stop]
    if (stop == end and run[0].isdecimal()) or len(run) > 2 * MAX_DIGITS:
        return None
    phrase = _canonical(run)
    span = _span(phrase, True)
    if span is None:
        code = not any(mark in phrase for mark in _ORDER)
        return Number(start, stop, NAN, 1.0, "code" if code else "han", vague=not code)
    factor = 1.0
    for mark in reversed(phrase):
        if mark not in _ORDER:
            break
        factor *= _ORDER[mark]
    high = span.high if span.high > span.low else NAN
    read_out = len(phrase) > 1 and not set(phrase) - set(_DIGITS)
    form = "code" if read_out and high != high else "han"
    number = Number(start, stop, span.low, span.step, form, factor, span.more, high, span.vague)
    return _in_letters(text, number) if factor < _FREE else number


@derived
def _letters() -> dict[int, str]:
    """Return the one way in which each sign of a numeral is written while it is read."""
    tables = (NUMERALS, FINANCIAL)
    pairs = [(sign, _DIGITS[value]) for table in tables for sign, value in table.items()]
    scales = {int(factor): mark for mark, factor in _ORDER.items()}
    pairs += [(sign, scales[factor]) for sign, factor in SCALES.items()]
    pairs += [(sign, _DIGITS[value // 10] + "十") for sign, value in TENS.items()]
    pairs += [(sign, "余" if bound == "more_than" else "来") for sign, bound in MORE.items()]
    pairs += [(sign, "几") for sign in UNKNOWN]
    pairs += [("點", "点"), ("．", "点"), ("·", "点"), *((sign, "") for sign in "、有" + _BLANKS)]
    return {ord(sign): mark for sign, mark in pairs}


def _canonical(run: str) -> str:
    """Write a numeral without blanks, grouping and 个, in simplified everyday characters."""
    phrase = "".join(_BRACKETED.sub("", _GROUPING.sub("", run)).translate(_letters()).split())
    phrase = phrase.replace("几1000", "几千").replace("几100", "几百").replace("几10", "几十")
    return phrase.replace("个", "").replace("個", "").replace("万万", "亿")


def _span(phrase: str, heads: bool = False) -> Span | None:
    """Read a numeral split at its largest scale; `heads` if it may begin with a scale."""
    before, point, decimals = phrase.partition("点")
    if point and not set(decimals) - set(_DIGITS):
        whole = _span(before)
        digits = "".join(str(_DIGITS.index(digit)) for digit in decimals)
        if whole is None or whole.high > whole.low or not digits:
            return None
        value = whole.low + float(f"0.{digits}")
        return Span(value, value, digit_step(f"0.{digits}"))
    for mark, factor in _ORDER.items():
        left, found, right = phrase.rpartition(mark)
        if found:
            if mark in left or (not left and factor > 10 and right not in ("", "余", "来")):
                return None
            above = _coefficient(left, factor, heads)
            return above and _joined(above, factor, right)
    return _digits(phrase)


def _coefficient(left: str, factor: float, heads: bool) -> Span | None:
    """Read what stands before a scale; nothing is one, 五十余 is fifty and more."""
    if not left:
        return Span(1.0, 1.0, 1.0) if heads or factor == 10 else None
    mark = {"余": "more_than", "来": "about"}.get(left[-1], "")
    span = _span(left[:-1] if mark else left, heads)
    if span is None or (span.more and mark):
        return None
    simple = len(left) < 3 or left[0].isdecimal() or "点" in left
    if factor < _FREE and (
        not simple or set(left) & set(_ORDER) or (factor == 10 and "点" in left)
    ):
        return None
    return span._replace(more=mark) if mark else span


def _joined(above: Span, factor: float, right: str) -> Span | None:
    """Add what stands after a scale: 两万五 is 25,000, 三十几 between 30 and 40."""
    span = above.times(factor)
    if right in ("余", "来"):
        right, span = "", span._replace(more="more_than" if right == "余" else "about")
    if right == "半":
        right, span = "", Span(span.low + factor / 2, span.high + factor / 2, factor / 2)
    if not right:
        return span
    if span.high > span.low or span.more or span.vague:
        return None
    more = _span(right.removeprefix("零"))
    if more is None or more.high > factor or more.more:
        return None
    if right == "几":
        return Span(span.low, span.low + factor, factor, vague=True) if factor == 10 else None
    bare = right[0] != "零" and not set(right) & set(_ORDER) and more.high < 10
    if bare and factor > 10:
        more = more.times(factor / 10)
    return Span(span.low + more.low, span.low + more.high, more.step, "", more.vague)


def _digits(phrase: str) -> Span | None:
    """Read a numeral without scales: digits, one numeral, two neighbours, or numerals read out."""
    if phrase in ("几", "余"):
        return Span(1.0, 10.0, 1.0, "", True) if phrase == "几" else None
    if phrase[-1:] == "几" and phrase[:-1].isdecimal() and phrase[-2] in "0０":
        value, step = parse_digits(phrase[:-1])
        return Span(value, value + 10, step, "", True)
    if DIGITS.compiled.fullmatch(phrase):
        value, step = parse_digits(phrase)
        return Span(value, value, step)
    places = [_DIGITS.find(sign) for sign in phrase]
    if not places or -1 in places:
        return None
    if len(places) == 2 and places[0] > 0 and (places[1] - places[0] == 1 or phrase == "三五"):
        return Span(float(places[0]), float(places[1]), 1.0)
    if places == [3, 2]:  # 三两万, two or three
        return Span(2.0, 3.0, 1.0)
    digits = "".join(map(str, places))
    return Span(float(digits), float(digits), digit_step(digits))


def lent(number: Number, other: Number, text: str) -> Number:
    """Give the first number of a range the scale of the second, if it stays the smaller.

    四到五万 is 40,000 to 50,000; of what 六到七百亿 can mean, 600 to 700亿 is taken.
    """
    if other.factor == 1:
        return number
    if number.value < 0 and other.value < 0:
        short = other.value < number.value and number.factor == 1  # -3.2至-2.8亿
        return number._replace(value=number.value * other.factor) if short else number
    best = factor = other.factor if other.form == "scaled" and number.factor == 1 else 1.0
    if number.value * factor >= other.value:
        return number
    for mark in reversed(_canonical(text[other.start : other.end]).rstrip("余来")):
        if mark not in _ORDER or mark == "十":
            break
        factor *= _ORDER[mark]
        if number.value * factor < other.value:
            best = factor
    hundreds = other.value / best
    if best > 1 and 1 < number.value < 10 and hundreds < 1000 and hundreds % 100 == 0:
        best *= 100  # 2-300万
    return number._replace(value=number.value * best)
