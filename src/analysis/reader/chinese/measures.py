"""Read Chinese measures: quantities, percentages, 成, parts, amounts of money."""

import re
from math import copysign

from analysis.reader.chinese.changes import TREND, direction
from analysis.reader.chinese.nouns import find_unit, sign_before
from analysis.reader.chinese.numerals import (
    FINANCIAL,
    MORE,
    NUMERALS,
    SCALES,
    lent,
    read_number,
)  # fmt: skip
from analysis.reader.chinese.words import QUALIFIERS, bound_before, bound_of_share
from analysis.reader.digits import Number
from analysis.reader.measure_grammar import (
    BY_SIZE,
    Amount,
    Counted,
    Language,
    in_percent,
    measure,
)
from analysis.reader.mention import NAN, Mention, Unit
from analysis.reader.patterns import Rule, Table, words
from analysis.reader.site import Site

# fmt: off
AFTER = Table("Chinese qualifiers after", {"at_least": "以上 及以上 或以上 或更多 及其以上 起步",
    "at_most": "之内 内 以下 以內 以内 及以下 或以下 之內 內 封顶",
    "about": "上下 前后 左右 許 许 不等 之间 前後 光景",
    "more_than": "+ ＋ 有余 有餘 出头 出頭 开外 開外 不止 还多 挂零 之多的",
    "less_than": "不到 不足 未满 未滿 弱"},
    reads="60岁以上 → at_least 60 岁 // 20%左右 → about 20 percent // 五十岁开外 → more_than 50 岁",
    leaves="60岁，以上 → 60 岁")
AFTER_PATTERN = Rule("Chinese qualifier after", r"""
    \s?(?:[(（][不]?含[^()（）]{0,6}[)）])?(?P<word><<Chinese qualifiers after>>)
        (?!<<Chinese numerals>>|\d|[容部外在涵])""",
    reads="一个月内 → at_most 1 month // 5人（含）以上 → at_least 5 people",
    leaves="60个外 → 60 个 // 3个内部 → 3 个")
MUCH_AFTER = Rule("and more after a unit",
    r"[多余餘](?![样种元变次数年个方维边层项功党民用媒条人位家名国地])",
    reads="五倍多 → more_than 5 time // 三公里多 → more_than 3 kilometer",
    leaves="三天多次 → 3 day")
BEGINNING = Rule("beginning of a number", r"\d|<<beginning of a Chinese number>>",
    reads="5至六台 → range 5..6 台", leaves="5至少台 → 5")
RANGE_JOINT = Rule("joint of a Chinese range", r"""
    (?:\s?[%％‰]|[余餘多来來](?=[到至]))?\s?
    (?:<<Chinese range joint>>|、|−|[~～]{2}|以上[、，]?(?=[^，。；、]{1,10}以下))
    \s?(?:[百千万]分之)?
    (?=(?:零[下上]|[负負]|(?<![—–-])[-−－])?<<beginning of a number>>)""",
    reads="5万到10万台 → range 50000..100000 台 // 占5 % - 8 % → range 5..8 percent // 约5、6万人 "
    "→ range 50000..60000 people // 约3、40万人 → range 300000..400000 people // 20多到30亿元 → "
    "range 2000000000..3000000000 yuan // 处三年以上十年以下 → range 3..10 year",
    leaves="5至少台 → 5 // 有5、6台 → 5 | 6 台")
LISTED = Rule("Chinese list whose scale stands once", r"""
    (?: (?:、\d{1,3}(?:\.\d{1,3})?){0,6} (?:、|或者?|以?及|和|与|與)
        | (?P<change>[^\W\d的个個元人年月日]{0,4}[到至]) )
    (?=<<beginning of a number>>)""",
    reads="300、500万元 → 3000000 | 5000000 yuan // 各3、4和5.5万元 → 30000 | 40000 | 55000 yuan "
    "// 3或8万人 → 30000 | 80000 people // 从12.3增加到15.6亿元 → 1230000000 | 1560000000 yuan",
    leaves="3人和8万人 → 3 people | 80000 people")
SOME_MORE = Rule("and some more, after", r"""
    \s{0,4}个?(?P<word><<and some more, inside>>)(?!年来|变|样|元化|自|到)
    (?:(?<!个.)|(?=[月小星工世百]))""",
    reads="173万余笔 → more_than 1730000 笔 // 3个多月 → more_than 3 month", leaves="30多样化 → 30")
HALF = Rule("and a half", r"\s?半(?![年月天日个径数夜导岛])",
    reads="3年半 → 3.5 year // 三到五年半， → range 3..5.5 year",
    leaves="3年半年 → 3 year | vague 0.5")
POINTS = Rule("Chinese percent", r"""
    \s?(?P<points>[个個]?\s?百分[点點]) | \s{0,2}[%％]
    | (?P<tenths>成(?:(?P<half>半)|(?P<fifth>[一二三四五六七八九]|\d(?!\d))) |
        成(?=[\u4e00-\u9fff，。；、）]|$)(?![立员功果本为都长交绩品分效就群人年]))""",
    reads="5个百分点 → 5 percentage point // 七成半 → 75 percent // 三成， → 30 percent // 两成五 "
    "→ 25 percent // 佔6成2， → 62 percent",
    leaves="五成员 → nothing // 5台 → 5 台")
PERCENT = Rule("percent before the number",
    r"(?P<base>[百千万萬])分之\s?(?=<<beginning of a number>>)",
    reads="{百分之十几}的 → range vague 10 // 增长百分之五 → 5 percent up // 千分之三 → 3 ‰",
    leaves="百分比 → nothing")
FRACTION = Rule("Chinese fraction", r"""
    (?P<below>[一二三四五六七八九十百千万亿]{1,4}|\d{1,3})分之
    (?P<above>[一二三四五六七八九十两几]{1,3}|\d{1,3})强?""",
    reads="{十亿分之三}的 → vague 3e-09 // {三分之二}的人 → vague 0.666667 // {十分之三} → vague "
    "0.3", leaves="三分钟 → 3 minute")
HALVES = Rule("Chinese halves", r"""
    (?P<number>一半 | (?<![上下前后後多参對对折夜大深])半(?:数(?![据字学])|(?P<bare>)))
    (?:(?P<one>[个個])(?!人))?
    (?![径导島岛决夜路票球成球身信百千万亿\d])""",
    reads="半年 → vague 0.5 // 吃半个馒头 → vague 0.5 // 近一半 → nearly vague 0.5",
    leaves="半导体 → nothing")
MULTIPLE = Rule("Chinese doubling", r"(?:(?<=翻)|(?<=翻了))(?P<times>[一两二三四五])番",
    reads="翻{两番} → vague 2", leaves="三番五次 → nothing")
CROWD = Rule("Chinese words for many", r"""
    上(?P<scale>[十百千万亿萬億]{1,3}|兆(?=元))(?![十百千万亿萬億海班升市])
    | (?<=成百)上千 | (?<=成千)上万 | (?<=数以)[十百千万亿]{1,2}计 | (?<=千千)万万""",
    reads="上千人 → range vague 1000 // 上百万吨 → range vague 1000000", leaves="上升 → nothing")
COUNTED_BY_ONE = words("units that 一 counts",
    "day dollar euro hour kilogram kilometer meter minute month mu pound second time tonne week "
    "year yuan", reads="用了一年 → 1 year // 要一美元 → 1 dollar", leaves="是一家合作社 → nothing")
ONLY = Rule("what makes 一 a count", "(?:[只仅共就]有?|各有|另有|[只仅還还]差)$",
    reads="只有一台 → 1 台",
    leaves="还有一台 → nothing")
TENTHS_OF_METER = Rule("tenths and hundredths after 米", r"""
    (?P<tenths>\d|<<Chinese numerals>>)(?P<ones>\d|<<Chinese numerals>>)?
        (?=[的了]|左右|上下|以[上下]|[高长深宽]|(?![^\W_])(?![.．]\d))""",
    reads="身高一米八， → 1.8 meter // 高两米二五， → 2.25 meter // 一米六左右 → about 1.6 meter",
    leaves="高两米五层 → 2 meter | 5 层")
PAST = Rule("comparison with the past", "[高低]于|高於|低於",
    reads="高于五年前的 → 5 year", leaves="不到五年前的 → less_than 5 year")
RECENT = Rule("what makes 近 recent, not nearly", "[来來]",
    reads="近五年来 → 5 year", leaves="近五年没有 → nearly 5 year")
HEADER = Rule("Chinese heading that states a scale",
    r"""[（(](?:单位[：:]?|人民币|新台幣)?(?P<scale>[千百十]?[万亿萬億]|千)[元人吨户戶件][）)]
        (?:[：:为為是]\s?(?:\d[^\n（）()]{0,40})?)? $""",
    reads="收入（单位：万元）为1,234 → 12340000 // 人口（万人）：2.1，去年2.2。 → 21000 | 22000",
    leaves="收入（元）：1,234 → 1234")
SPLIT_SECOND = Rule("hundredths after 秒",
    r"秒(?P<hundredths>\d\d)(?![\d年月日]|\s?<<Chinese unit>>)",
    reads="以13秒42夺 → 13.42 second", leaves="每3秒20次 → 3 second | 20 次")
DISCOUNT = Rule("折 after two digits", "[一二三四五六七八九]{2}(?=折)",
    reads="打八五折， → 8.5 折", leaves="打五折， → 5 折")
DIMES = Rule("角 and 分 without 元", r"""
    [角毛](?:(?P<ones>\d|<<Chinese numerals>>)(?:分[钱錢]?|[钱錢]?(?![^\W_]))|[钱錢]|(?=左右|上下))
    | (?<!一)毛(?![^\W_])
    | 毛(?=多一?点)
    | (?P<cents>分)[钱錢]""",
    reads="加收一角二， → 0.12 yuan // 五角六分计收 → 0.56 yuan // 每斤八毛， → 0.8 yuan // "
    "花5毛钱 → 0.5 yuan // 八分钱 → 0.08 yuan",
    leaves="有三角二人 → 2 people")
SMALL_MONEY = Rule("角 and 分 after 元", r"""
    [零〇]?(?P<tens>\d|<<Chinese numerals|financial numerals>>)[角毛]
        (?:(?P<ones>\d|<<Chinese numerals|financial numerals>>)(?:分|(?=钱|[^\u4e00-\u9fff]|$)))?
    | (?P<single>\d|<<Chinese numerals|financial numerals>>)
        (?:(?P<cents>分)(?!钟|之)|(?=[钱的多了呢吧啊到至涨漲升降跌]|左右|一[斤公个個只张瓶米度升]
            |[^\u4e00-\u9fff\d]|$))""",
    reads="三块二一斤 → 3.2 yuan // 五百块零八毛 → 500.8 yuan // 五块三毛 → 5.3 yuan // 陆佰元伍角 "
    "→ 600.5 yuan // 12元5角 → 12.5 yuan",
    leaves="五块三个 → 5 块 | 3 个")
# fmt: on
_LISTING = frozenset("、或和与與及以")
_FROM = frozenset("从從由自")


def _signed(text: str, start: int, _money: bool) -> Number | None:
    """Read the second number of a range, with a sign of its own."""
    word = text[start : start + 2]
    if word in ("零下", "零上"):
        number = read_number(text, start + 2)
        below = word == "零下"
        return number and number._replace(start=start, value=(-1) ** below * number.value)
    if word[:1] in ("-", "−", "－", "负", "負"):
        number = read_number(text, start + 1)
        return number and number._replace(start=start, value=-number.value)
    return read_number(text, start)


def _unit_between(site: Site, number: Number) -> Unit | None:
    """Return the unit of the first of two numbers (180元至980元), but not of a change (从…至…).

    由180元至880元不等 is none.
    """
    start = site.text[max(0, number.start - 1) : number.start]
    if start in _FROM and "不等" not in site.text[number.end : number.end + 20]:
        return None
    return find_unit(site.text, number.end)


def _fits(site: Site, joint: re.Match[str], number: Number, other: Number) -> bool:
    """Tell whether two numbers are a range; of 或, only if they are alike.

    After a direction, the second of two that are far apart is the level: 上涨1.2元至8.9元.
    """
    if "、" in joint[0]:  # 5、6万, but not 300、500万 or 分别为3亿、4亿
        alone = site.number is not None and site.number.factor == 1
        beside = site.left[-1:] + site.text[other.end : other.end + 1]
        listed = "分别" in site.left[-6:] or "、" in beside
        steps = (other.factor, 10 * other.factor, 100 * other.factor)  # 3、40万
        return alone and not listed and other.factor > 1 and other.value - number.value in steps
    change = TREND.search(site.text, max(0, number.start - 10), number.start)
    if change and joint.start() > number.end:
        return other.value <= 2 * number.value
    return "或" not in joint[0] or other.value <= 1.5 * number.value


def _lent(number: Number, other: Number, text: str) -> Number:
    """Give the first number the scale of the second, unless it has a unit of its own."""
    joint = RANGE_JOINT.match(text, number.end)
    if joint is None or joint.end() != other.start:
        return number
    if "、" in joint[0] and number.factor == 1:  # 3、40万
        for tens in (10, 100):
            if (number.value + 1) * tens * other.factor == other.value:
                return number._replace(value=number.value * tens * other.factor)
    return lent(number, other, text)


def _lender(site: Site, number: Number) -> Number | None:
    """Return the number of a list or a change that states the scale: 3、5和8万, 从1.2增至3.4万."""
    left = site.text[max(0, number.start - 1) : number.start]
    if site.text[number.end : number.end + 1] not in _LISTING and left not in _FROM:
        return None
    match = LISTED.match(site.text, number.end)
    if match is None or (match["change"] and left not in _FROM):
        return None
    return read_number(site.text, match.end())


def _counted(site: Site, amount: Amount, currency: Unit | None) -> Counted | None:
    """Read 余 or 多, then percent or classifier; None if the numeral is part of a word."""
    text, stop = site.text, amount.end
    some_more = SOME_MORE.match(text, stop)
    more = MORE[some_more["word"]] if some_more else ""
    stop = some_more.end() if some_more else stop
    amount = _mirrored(site, amount)
    if match := POINTS.match(text, stop):
        return _percentage(site, match, amount, more)
    half = text.startswith(("个半", "個半"), stop)
    stop = stop + 2 if half else stop
    found = find_unit(text, stop)
    if found and currency and not found.measure:
        found = None
    stop = found.end if found else stop
    if found and (match := HALF.match(text, stop)):
        half, stop = True, match.end()
    alone = amount.high != amount.high
    if alone:
        amount = amount._replace(value=_further(amount.value, half / 2))
    else:  # 三到五年半 reaches five and a half
        amount = amount._replace(high=_further(amount.high, half / 2))
    lost = site.number and amount.end > site.number.end and alone
    if lost:  # the second of a range is not understood, hence neither is the range
        return Counted("vague", found, stop, amount._replace(value=NAN), more)
    found, stop, amount = _money(site, currency, found, stop, amount)
    if found and alone:
        stop, amount = _split(text, found, stop, amount)
    idle = _is_idle(site, amount, found, more)
    if idle and not AFTER_PATTERN.match(text, stop):
        return None
    if found and found.measure and (match := MUCH_AFTER.match(text, stop)):
        more, stop = "more_than", match.end()
    kind = "vague" if site.number and site.number.vague else "quantity"
    return Counted(kind, found, stop, amount, more)


def _mirrored(site: Site, amount: Amount) -> Amount:
    """Apply a 零下 to both ends of a range that share their unit: 零下5到10度 is -10 to -5."""
    text, start = site.text, site.start
    if site.number and amount.end > site.number.end and find_unit(text, site.number.end):
        return amount
    below = text[start - 1 : start] in ("下", "负", "負") and "零上" not in text[start : amount.end]
    if not below or not amount.value < 0 < amount.high:
        return amount
    low, high = sorted((amount.value, -amount.high))
    return amount._replace(value=low, high=high)


def _percentage(site: Site, match: re.Match[str], amount: Amount, more: str) -> Counted:
    """Return percent, percentage points or 成, which is ten percent."""
    stop = match.end()
    if found := MUCH_AFTER.match(site.text, stop):
        more, stop = "more_than", found.end()
    if match["tenths"]:
        rest = 5.0 if match["half"] else float(_figure(match["fifth"]))
        amount = amount._replace(value=amount.value * 10 + rest, high=amount.high * 10,
                                 step=amount.step if rest else amount.step * 10)  # fmt: skip
    else:
        amount = in_percent(amount)
    unit = Unit(
        "percentage point" if match["points"] else "percent", match.start(), match.end(), True
    )
    return Counted("percent", unit, stop, amount, more)


def _money(
    site: Site, currency: Unit | None, unit: Unit | None, stop: int, amount: Amount
) -> tuple[Unit | None, int, Amount]:
    """Join a currency before and after the number, and 角 and 分 after 元, into one amount."""
    text, alone = site.text, amount.high != amount.high
    stated = unit and text[unit.start : unit.end]
    if (
        alone
        and stated in ("元", "块", "塊", "圆", "圓", "块钱")
        and (match := SMALL_MONEY.match(text, stop))
    ):
        tens, ones = (_figure(match[name]) for name in ("tens", "ones"))
        single = _figure(match["single"])
        cents = single if match["cents"] else 10 * (tens + single) + ones
        value = _further(amount.value, cents / 100)
        stop = match.end() + text.startswith("钱", match.end())
        amount = Amount(value, NAN, 0.01 if match["cents"] or match["ones"] else 0.1, match.end())
        unit = unit and Unit("yuan", unit.start, unit.end, True)
    if unit and stated in ("块", "塊") and not text[stop : stop + 1] > "\u3002":
        unit = Unit("yuan", unit.start, unit.end, True)
    if currency and (unit is None or unit.name == "yuan"):
        unit = currency._replace(end=unit.end) if unit and unit.start < currency.end else currency
    return unit, stop, amount


def _split(text: str, unit: Unit, stop: int, amount: Amount) -> tuple[int, Amount]:
    """Add what stands after the unit of an amount as its decimals: 13秒42, 一米八."""
    if unit.name == "second" and (match := SPLIT_SECOND.match(text, unit.start)):
        value = _further(amount.value, int(match["hundredths"]) / 100)
        return match.end(), Amount(value, NAN, 0.01, match.end())
    if text[unit.start : unit.end] == "米" and amount.end == unit.start:
        return _tenths(text, stop, amount)
    return stop, amount


def _tenths(text: str, stop: int, amount: Amount) -> tuple[int, Amount]:
    """Add the tenths and hundredths of 一米八 and 一米七五 to an amount of whole meters."""
    match = TENTHS_OF_METER.match(text, stop) if amount.value < 10 else None
    if match is None:
        return stop, amount
    value = _further(amount.value, _figure(match["tenths"]) / 10 + _figure(match["ones"]) / 100)
    step = 0.01 if match["ones"] else 0.1
    return match.end(), Amount(value, NAN, step, match.end())


def _further(value: float, part: float) -> float:
    """Add a part of a unit to a value, away from zero."""
    return round(value + copysign(part, value), 2) if part else value


def _figure(sign: str | None) -> int:
    """Return the value of one digit, 0 of none."""
    if sign is None or sign.isdecimal():
        return int(sign or 0)
    return NUMERALS.get(sign) or FINANCIAL.get(sign, 0)


def _is_idle(site: Site, amount: Amount, unit: Unit | None, more: str) -> bool:
    """Tell whether numerals are part of a word: no unit after them, or 一 as an article (一个)."""
    number, numeral = site.number, site.text[site.start : amount.end]
    if number is None or numeral[0].isdecimal() or number.vague or amount.value < 0:
        return False
    if more or site.currency:
        return False
    if unit is None:
        scaled = amount.high == amount.high and any(sign in SCALES for sign in numeral)
        scaled = scaled or any(sign in "点點" for sign in numeral)
        tens = len(numeral) > 1 and numeral[-1] in SCALES
        scaled = scaled or (tens and bound_before(site, site.start)[0] != "exact")
        return not scaled and (amount.value < 100 or len(numeral) == 1 or number.form == "code")
    if number.form == "code" and len(numeral) == 2:  # 五四, 三八: no way to state a number
        return not set(numeral) & {"零", "〇"}
    if numeral != "一" or unit.name in COUNTED_BY_ONE or ONLY.search(site.left[-3:]):
        return False
    return bound_before(site, site.start)[0] == "exact"  # but 不止一个


def _before(site: Site, start: int, counted: Counted) -> tuple[str, int]:
    """Return the bound stated before a number, its sign or currency, and where it begins."""
    sign = sign_before(site, start) if start == site.start else None
    if sign and sign["degree"]:  # 零下近20度
        stated = QUALIFIERS[sign["degree"]]
        return BY_SIZE.get(stated, stated), sign.start()
    start = sign.start() if sign and sign["word"] else start
    bound, begin = bound_before(site, start)
    unit = counted.unit
    if bound == "exact" and start == site.start and unit and unit.name in ("time", "percent"):
        bound, begin = bound_of_share(site, start)
    if PAST.match(site.text, begin) and site.text.startswith("前", counted.stop):
        return "exact", start
    if site.text.startswith("近", begin) and RECENT.match(site.text, counted.stop):
        return "exact", start
    heat = counted.unit is not None and counted.unit.name.startswith("degree")
    if heat and site.text.startswith("最", begin):  # 最低 is the lowest of the day
        return "exact", start
    return bound, begin


def _after(text: str, counted: Counted) -> tuple[str, int] | None:
    match = AFTER_PATTERN.match(text, counted.stop)
    return (AFTER[match["word"]], match.end()) if match else None


CHINESE = Language(
    numeral=_signed,
    joint=lambda site, end, _money: RANGE_JOINT.match(site.text, end),
    unit_between=_unit_between,
    unit_at=find_unit,
    counted=_counted,
    before=_before,
    after=_after,
    direction=direction,
    lender=_lender,
    fits=_fits,
    lent=_lent,
)


def _hundredths(site: Site, amount: Amount, _currency: Unit | None) -> Counted:
    """Count by 百分之, 千分之 or 万分之, which stands before the number."""
    some_more = SOME_MORE.match(site.text, amount.end)
    more = MORE[some_more["word"]] if some_more else ""
    stop = some_more.end() if some_more else amount.end
    base = site.text[site.start]
    unit = Unit("‰" if base == "千" else "percent", site.start, stop, True)
    if base in "万萬":
        amount = Amount(amount.value / 100, amount.high / 100, amount.step / 100, amount.end)
    amount = amount if base == "千" else in_percent(amount)
    return Counted("quantity" if base == "千" else "percent", unit, stop, amount, more)


def dimes(site: Site) -> Mention | None:
    """Read 一角二, 五毛钱, 八分钱: an amount of less than one 元."""
    number = site.number
    if (
        number is None
        or not 0 < number.value < 10
        or site.text[number.end : number.end + 1] not in ("角", "毛", "分")
    ):
        return None
    match = DIMES.match(site.text, number.end)
    if match is None:
        return None
    factor = 0.01 if match["cents"] else 0.1
    value = round(number.value * factor + _figure(match["ones"]) / 100, 2)
    number = number._replace(value=value, high=round(number.high * factor, 2),
                             step=0.01 if match["ones"] else factor,
                             end=match.end())  # fmt: skip
    unit = Unit("yuan", match.start(), match.end(), True)
    return measure(
        site,
        number,
        CHINESE._replace(
            counted=lambda _site, amount, _currency: Counted("quantity", unit, amount.end, amount),
            unit_between=lambda *_: None,
        ),
    )


def percent(site: Site) -> Mention | None:
    """Read 百分之五, 千分之三, 百分之五到百分之八."""
    match = PERCENT.match(site.text, site.start) if site.text[site.start] in "百千万萬" else None
    number = read_number(site.text, match.end()) if match else None
    if number is None or number.value != number.value:
        return None
    if number.vague:
        return _vague(site, number.end, number.value, number.high)
    number = _signed_before(site, number._replace(start=site.start), percent=True)
    return measure(
        site, number, CHINESE._replace(counted=_hundredths, unit_between=lambda *_: None)
    )


def fraction(site: Site) -> Mention | None:
    """Read 三分之二, 一半, 半年, 两番, 上千: all of them vague."""
    text, start = site.text, site.start
    if "分之" in text[start : start + 10] and (match := FRACTION.match(text, start)):
        above, below = read_number(text, match.start("above")), site.number
        if above is None or below is None or above.vague or not below.value:
            return _vague(site, match.end(), NAN)
        return _vague(site, match.end(), above.value / below.value)
    if text[start - 1 : start] in ("翻", "了") and (match := MULTIPLE.match(text, start)):
        number = read_number(text, match.start("times"))
        return _vague(site, match.end(), number.value if number else NAN)
    if text[start] in "上十百千万亿萬億" and (match := CROWD.match(text, start)):
        number = read_number(text, match.start("scale")) if match["scale"] else None
        value = number.value if number else NAN
        return _vague(site, match.end(), value, 10 * value)
    return None


def _vague(site: Site, end: int, value: float, high: float = NAN) -> Mention:
    """Return a vague mention with its qualifiers and unit."""
    bound, begin = bound_before(site, site.start)
    unit = find_unit(site.text, end)
    bound = "range" if high == high else bound
    stop = unit.end if unit else end
    return Mention(begin, stop, site.start, end, "vague", value, high, bound, unit, step=value / 10)


def half(site: Site) -> Mention | None:
    """Read 半年, 一半, 近半."""
    match = HALVES.match(site.text, site.start) if site.text[site.start] in "一半" else None
    if match is None:
        return None
    bare = match["bare"] is not None
    found = find_unit(site.text, match.end()) if bare else None
    stated = bound_before(site, site.start)[0]
    if bare and not (match["one"] or (found and found.measure)) and stated == "exact":
        return None
    return _vague(site, match.end("number"), 0.5)


def _signed_before(site: Site, number: Number, percent: bool = False) -> Number:
    """Return a number with the sign before it; a dash belongs to the number, 零下 does not."""
    sign = sign_before(site, number.end, percent)
    if sign is None:
        return number
    start = number.start if sign["word"] else sign.start()
    return number._replace(start=start, value=-number.value)


def _headed(site: Site, number: Number) -> Number:
    """Give a number the scale that a heading before it states: 营业收入（万元）：1234."""
    near = site.text[max(0, site.start - 60) : site.start]
    header = HEADER.search(near) if "）" in near or ")" in near else None
    scale = read_number(header["scale"], 0) if header else None
    if scale is None or number.factor > 1 or find_unit(site.text, number.end):
        return number
    factor = scale.value
    return number._replace(value=number.value * factor, step=number.step * factor, factor=factor)


def measured(site: Site) -> Mention | None:
    """Read a quantity or percent; a scale alone counts only with a qualifier (近百名)."""
    number, text = site.number, site.text
    if number is None:
        return None
    if number.value != number.value:
        return site.mention(number.end, "vague" if number.vague else "identifier")
    bare = text[site.start] in "百千万亿萬億仟佰"
    if DISCOUNT.match(text, number.start) and number.end == number.start + 2:
        tenths = 10 * _figure(text[number.start]) + _figure(text[number.start + 1])
        number = site.number = Number(number.start, number.end, tenths / 10, 0.1, "decimal")
    number = _signed_before(site, _headed(site, number))
    mention = measure(site, number, CHINESE)
    if mention is None or not bare:
        return mention
    if mention.bound == "exact":
        return None
    if mention.bound == "nearly":  # 近千 is no figure
        return mention._replace(kind="vague", step=number.value / 10)
    return mention
