"""Read Chinese measures: quantities, percentages, 成, parts."""

from analysis.reader.chinese.nouns import find_unit
from analysis.reader.chinese.numerals import read_number
from analysis.reader.chinese.words import bound_before
from analysis.reader.digits import Number
from analysis.reader.measure_grammar import Amount, Counted, Language, measure
from analysis.reader.mention import NAN, Mention, Unit
from analysis.reader.patterns import Rule, Table, words
from analysis.reader.site import Site

# fmt: off
TRENDS = Table("Chinese directions", {
    "up": "上升 上涨 升 同比增 回升 增 增加 增幅 增至 增長 增长 多出 扩大 提升 提高 新增 涨 环比增",
    "down": "下滑 下跌 下降 减 减少 回落 少 收窄 減少 缩减 缩短 跌 降 降低 降幅"},
    reads="增长5.2% → 5.2 percent up // 减少了6% → 6 percent down", leaves="占比5% → 5 percent")
TREND = Rule("Chinese direction before", "(<<Chinese directions>>)(?:了|至|到|率|约|超|近)?$",
    reads="增长约5% → about 5 percent up", leaves="增长的5% → 5 percent")
AFTER = Table("Chinese qualifiers after", {"at_least": "以上 及以上 或以上",
    "at_most": "之内 内 以下 以內 以内 及以下", "about": "上下 前后 左右 許 许"},
    reads="60岁以上 → at_least 60 岁 // 20%左右 → about 20 percent", leaves="60岁，以上 → 60 岁")
AFTER_PATTERN = Rule("Chinese qualifier after", "<<Chinese qualifiers after>>",
    reads="一个月内 → at_most 1 month", leaves="60个外 → 60 个")
JOINT = Rule("joint of a Chinese range", r"""
    [%％]?\s?<<Chinese range joint>>\s?(?=\d|<<Chinese numerals>>|[十百千万亿])""",
    reads="5万到10万台 → range 50000..100000 台", leaves="5至少台 → 5")
SOME_MORE = Rule("and some more, after", r"""
    个?[余餘馀多几來](?!年来|变|样|元化)(?:(?<!个.)|(?=[月小星工]))""",
    reads="173万余笔 → more_than 1730000 笔 // 3个多月 → more_than 3 month", leaves="30多样化 → 30")
HALF = Rule("and a half", r"半(?![年月天日个径数夜])", reads="3年半 → 3.5 year",
    leaves="3年半年 → 3 year")
POINTS = Rule("Chinese percent", r"""
    (?P<points>[个個]?百分[点點]) | \s?[%％]
    | (?P<tenths>成(?P<half>半) | 成(?=[\u4e00-\u9fff，。；、）]|$)(?![立员功果本为都长交绩品]))""",
    reads="5个百分点 → 5 percentage point // 七成半 → 75 percent // 三成， → 30 percent",
    leaves="五成员 → nothing // 5台 → 5 台")
PERCENT = Rule("percent before the number", "百分之(?=\\d|<<Chinese numerals>>|[十百千万亿])",
    reads="增长百分之五 → 5 percent up", leaves="百分比 → nothing")
FRACTION = Rule("Chinese fraction", "[一二三四五六七八九十]{1,3}分之[一二三四五六七八九十]{1,3}",
    reads="{三分之二}的人 → vague", leaves="三分钟 → 3 minute")
COUNTED_BY_ONE = words("units that 一 counts",
    "day hour kilogram kilometer meter minute month mu second time tonne week year yuan",
    reads="用了一年 → 1 year", leaves="是一家合作社 → nothing")
# fmt: on


def _unit_between(site: Site, number: Number) -> Unit | None:
    """Return the unit of the first of two numbers (180元至980元), but not of a change (从…至…)."""
    start = site.text[max(0, number.start - 1) : number.start]
    return None if start in ("从", "由") else find_unit(site.text, number.end)


def _counted(site: Site, amount: Amount, _currency: Unit | None) -> Counted | None:
    """Read 余 or 多, then percent or classifier; None if the numeral is part of a word."""
    text, stop = site.text, amount.end
    some_more = SOME_MORE.match(text, stop)
    stop = some_more.end() if some_more else stop
    if match := POINTS.match(text, stop):
        name = "percentage point" if match["points"] else "percent"
        if match["tenths"]:
            value = amount.value * 10 + 5 * bool(match["half"])
            amount = Amount(value, amount.high * 10, amount.step * 10, amount.end)
        unit = Unit(name, match.start(), match.end(), True)
        return Counted("percent", unit, match.end(), amount, bool(some_more))
    half = 0.0
    if text.startswith("个半", stop):
        half, stop = 0.5, stop + 2
    found = find_unit(text, stop)
    stop = found.end if found else stop
    if found and HALF.match(text, stop):
        half, stop = 0.5, stop + 1
    if not text[site.start].isdecimal() and _is_idle(text[site.start : amount.end], amount, found):
        return None
    amount = amount._replace(value=amount.value + half)
    return Counted("quantity", found, stop, amount, bool(some_more))


def _is_idle(numeral: str, amount: Amount, unit: Unit | None) -> bool:
    """Tell whether numerals are part of a word: no unit after them, or 一 as an article (一个)."""
    if unit is None:
        return amount.value < 100 or len(numeral) == 1
    return numeral == "一" and unit.name not in COUNTED_BY_ONE


def _after(text: str, counted: Counted) -> tuple[str, int] | None:
    match = AFTER_PATTERN.match(text, counted.stop)
    return (AFTER[match[0]], match.end()) if match else None


def _direction(site: Site, begin: int, _stop: int) -> str | None:
    match = TREND.search(site.text[max(site.floor, begin - 6) : begin])
    return TRENDS[match[1]] if match else None


CHINESE = Language(
    numeral=read_number,
    joint=lambda site, end, _money: JOINT.match(site.text, end),
    unit_between=_unit_between,
    unit_at=find_unit,
    counted=_counted,
    before=lambda site, _start, _counted: bound_before(site),
    after=_after,
    direction=_direction,
)


def percent(site: Site) -> Mention | None:
    """Read 百分之五."""
    match = PERCENT.match(site.text, site.start)
    number = read_number(site.text, match.end()) if match else None
    if number is None:
        return None
    bound, begin = bound_before(site)
    unit = Unit("percent", site.start, number.end, True)
    return Mention(begin, number.end, site.start, number.end, "percent", number.value, NAN, bound,
                   unit, _direction(site, begin, number.end), number.step)  # fmt: skip


def fraction(site: Site) -> Mention | None:
    """Read 三分之二."""
    match = FRACTION.match(site.text, site.start)
    return site.mention(match.end(), "vague") if match else None


def measured(site: Site) -> Mention | None:
    """Read a quantity or percent; a scale alone counts only after a qualifier (近百名)."""
    number = site.number
    if number is None or (
        site.text[site.start] in "百千万亿萬億" and bound_before(site)[0] == "exact"
    ):
        return None
    return measure(site, number, CHINESE)
