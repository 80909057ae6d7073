"""Find what is counted: a unit, or the classifier after a number, and the currency before it.

Units with an everyday English name are given that name. A counted noun after the classifier is
left out of the phrase: Chinese does not mark its end.
"""

import re

from analysis.reader.chinese.numerals import MORE
from analysis.reader.mention import NOTHING, Mention, Unit
from analysis.reader.patterns import Rule, Table, lists, words
from analysis.reader.site import Site
from analysis.reader.units import latin_unit

# fmt: off
CURRENCIES = Table("Chinese currencies", {"yuan": "元人民币 人民币 块钱 人民幣 元人民幣 块人民币",
    "dollar": "美元 美金 美圆 美圓", "hong kong dollar": "港元 港币 港幣 港圆 港圓 元港币 蚊",
    "hong kong cent": "港仙",
    "new taiwan dollar": "新台币 新臺幣 新台幣 台币 臺幣 台幣 元新台币",
    "yen": "日元 日圆 日圓 日币 日幣", "won": "韩元 韩圆 韓元 韓圜 韩币", "euro": "欧元 歐元",
    "pound": "英镑 英鎊", "rouble": "卢布 盧布", "canadian dollar": "加元 加币 加拿大元",
    "australian dollar": "澳元 澳币 澳幣 澳大利亚元",
    "singapore dollar": "新加坡元 新元 坡币 新币", "baht": "泰铢 泰銖",
    "rupee": "卢比 盧比 印度卢比", "dong": "越南盾", "rupiah": "印尼盾 印尼卢比",
    "lira": "里拉 土耳其里拉", "peso": "比索",
    "ringgit": "林吉特 令吉 马币 马来西亚林吉特 马来西亚令吉", "real": "雷亚尔", "rand": "兰特",
    "swiss franc": "瑞士法郎 瑞郎", "franc": "法郎", "krone": "克朗", "zloty": "兹罗提",
    "forint": "福林", "shekel": "谢克尔", "dirham": "迪拉姆", "riyal": "里亚尔", "dinar": "第纳尔",
    "taka": "塔卡", "tenge": "坚戈", "pataca": "澳门元 澳门币 葡币", "hryvnia": "格里夫纳",
    "shilling": "先令", "naira": "奈拉", "bitcoin": "比特币",
    "new zealand dollar": "纽元 新西兰元 纽币"},
    reads="3万韩元 → 30000 won // 港币300万 → 3000000 hong kong dollar", leaves="3万韩人 → 30000")
SIGNS = Table("currency signs in Chinese", {"yuan": "¥ ￥ RMB CNY", "dollar": "$ US$ USD ＄",
    "hong kong dollar": "HK$ HKD", "new taiwan dollar": "NT$ NTD TWD", "euro": "€ EUR",
    "pound": "£ GBP", "australian dollar": "A$ AUD", "canadian dollar": "C$ CAD", "yen": "JPY JP¥",
    "singapore dollar": "S$ SGD", "pataca": "MOP", "ringgit": "RM MYR"},
    reads="HK$500万 → 5000000 hong kong dollar", leaves="HKT500 → identifier")
CURRENCY = Rule("currency before in Chinese",
    r"(?<![A-Za-z])(<<Chinese currencies|currency signs in Chinese>>)\s{0,2}$",
    reads="新台币500元 → 500 new taiwan dollar // US$5亿 → 500000000 dollar",
    leaves="外币500 → 500")
UNITS = Table("Chinese units", {"yuan": "元 圆 圓", "meter": "米 公尺", "kilometer": "公里 千米",
    "centimeter": "厘米 公分", "millimeter": "毫米 公厘 公釐", "kilogram": "公斤 千克",
    "gram": "克 公克",
    "tonne": "吨 噸 公吨 公噸", "catty": "斤", "hectare": "公顷 公頃", "mu": "亩 畝", "‰": "‰",
    "basis point": "基点 基點 个基点 個基點", "square kilometer": "平方公里 平方千米",
    "square meter": "平方米 平方公尺 平米 ㎡",
    "cubic meter": "立方米", "year": "年 周年 週年", "month": "个月 個月 月",
    "week": "周 週 星期 个星期 礼拜 个礼拜", "day": "天 日",
    "hour": "小时 小時 个小时 個小時 钟头 个钟头 鐘頭", "minute": "分钟 分鐘", "second": "秒 秒钟",
    "people": "人", "time": "倍", "inch": "英寸", "century": "世纪 个世纪 世紀 個世紀",
    "degree celsius": "℃ 摄氏度 攝氏度 °C °_C", "degree": "度", "nautical mile": "海里",
    "mile": "英里", "liter": "升 公升", "milliliter": "毫升", "milligram": "毫克"},
    reads="3公里 → 3 kilometer // 5倍 → 5 time", leaves="3公斗 → 3")
CLASSIFIERS = words("classifiers", lists(__file__)["classifiers"], reads="173万笔 → 1730000 笔",
    leaves="173万了 → 1730000")
FALSE_UNIT = Rule("words that only begin like a classifier", r"""
    分[之别析布]|元[素旦]|月球|日本|天[然津]|年轻|米[饭其]|升[至级]|间接|次[数级]|点[击赞]
    |发[展现生布]|台湾
    |大[关型]|市值
    |球[星队員员迷场馆衣类状]|[胜勝][利者过算任地]""",
    reads="分列3、5升至2 → 3 | 5 | 2", leaves="3升水 → 3 liter")
UNIT = Rule("Chinese unit", """
    (?!<<words that only begin like a classifier>>)
    <<Chinese units|Chinese currencies|classifiers>>""",
    reads="五平方公里 → 5 square kilometer // 3 万 元 → 30000 yuan", leaves="35km → 35 kilometer")
SIZED = Rule("size before a classifier",
    r"[大小整满](?=[碗杯箱袋包盘盆桶堆块片瓶锅罐壶勺筐篮步圈串把][^\W\d])",
    reads="喝了两大碗粥 → 2 碗", leaves="用了两大杯 → 2 大")
PLACES = words("places named by numerals", """五台山 七台河 三门峡 五道口 五家渠 三台县 三元桥
    三元里 九江市 三河市 三江口 万年县 三台山""",
    reads="在五台山 → nothing", leaves="在五台车 → 5 台")
IN_WORDS = Rule("numerals inside words", r"""
    (?<=[万不专之单同唯统进逐那这哪每某另各任])一 | (?<=的)一(?![成半倍万千百十亿\d])
    | (?<=周)(?<![一两]周)[一二三四五六](?![十百千万])
    | (?<=星期)[一二三四五六] | (?<=番)五 | 一大 | 一[号系]
    | 一二(?!\s{0,4}[三成十百千万亿萬億]|(?![线楼期等届层批次年月日号])<<Chinese unit>>)
    | 万一(?![千百十]) | 十字(?=[架路]) | 五线谱 | 三分球 | 四人帮 | 八国联军 | 半斤八两 | 五大连池
    | (?<=[一二三四五六七八九][花面湖山颜心嘴通])[一二三四五六七八九] | [一二三四]线(?=[城品产])
    | 十万(?=火急) | 四季(?!度) | 三三两两
    | 三个代表 | 三番 | 三轮(?=车) | 两个[确维] | 两院 | 二号 | 五位一体
    | 八项规定 | 六安 | 十分(?![之钟鐘]) | 四个[全意自] | 四[周处轮面] | 七匹狼 | 零部?件
    | (?<=张)三(?![家名位])
    | (?<=李)四(?![家名位]) | <<places named by numerals>> | 三国(?=[时演杀鼎志]) """,
    reads="在同一天 → nothing // 十分重要 → nothing // 零部件 → nothing // 难忘的一年 → nothing // "
    "五花八门 → nothing // 二线城市 → nothing",
    leaves="在一天 → 1 day // 四个人 → 4 个 // 一个月内完成 → at_most 1 month")
SIGN = Rule("sign before a Chinese number", r"""
    (?: (?P<word>零下(?:[摄攝]氏)?(?P<degree><<Chinese qualifiers before>>)?
            |(?<![\d胜抱担正背肩身欠])[负負]的?)
        | (?<![A-Za-z\d_)）%％])[-−－] )\s?$""",
    reads="零下5摄氏度 → -5 degree celsius // 气温-5℃ → -5 degree celsius // "
    "零下近20度 → nearly -20 degree // 零下超过20度 → less_than -20 degree // 负的3.2亿元 → "
    "-320000000 yuan",
    leaves="编号-5 → identifier")
SECOND = Rule("second number of a range below zero",
    r"\s?<<Chinese range joint>>\s?[-−－]?\d[\d.]{0,12}<<Chinese scales>>{0,2}",
    reads="气温-10～-5℃ → range -10..-5 degree celsius // 增长-3-5% → range "
    "-3..5 percent // 预计-3.2至-2.8亿元 → range -320000000..-280000000 yuan",
    leaves="编号-5至7 → identifier | 7")
PERCENT_SIGN = Rule("sign of percent", r"\s?[%％‰]|[个個]?百分[点點]",
    reads="同比-5% → -5 percent // 贡献-0.5个百分点 → -0.5 percentage point",
    leaves="编号-5件 → identifier")
# fmt: on
_LAST = tuple("-−－")
_WORDS = frozenset("下负負")
_LARGE = 1e4


def in_word(site: Site) -> Mention | None:
    """Answer that a numeral is part of a word and counts nothing (同一天, 十分重要)."""
    return NOTHING if IN_WORDS.match(site.text, site.start) else None


def find_unit(text: str, start: int) -> Unit | None:
    """Return the unit or classifier at `start` or after a blank, or a Latin unit ("35 km")."""
    begin = start
    while begin < start + 2 and text[begin : begin + 1].isspace():
        begin += 1
    begin += SIZED.match(text, begin) is not None
    match = UNIT.match(text, begin)
    if match is None:
        return latin_unit(text, start)
    name = UNITS.get(match[0]) or CURRENCIES.get(match[0])
    return Unit(name or match[0], begin, match.end(), name is not None)


def currency_before(site: Site) -> Unit | None:
    """Return the currency before the number: 人民币, 港币, HK$."""
    match = CURRENCY.search(site.text, max(site.floor, site.start - 12), site.start)
    if match is None:
        return None
    form = match[1]
    name = CURRENCIES.get(form) or SIGNS[form]
    return Unit(name, match.start(1), match.end(1), True)


def sign_before(site: Site, end: int, percent: bool = False) -> re.Match[str] | None:
    """Return the sign before a number that ends at `end`; a dash is one only of a measure.

    `percent` tells that it is one, as 百分之 before it does.
    """
    text, start = site.text, site.start
    near = text[max(site.floor, start - 8) : start]
    if near[-1:] not in _LAST and not near[-1:].isspace() and not _WORDS & set(near):
        return None
    match = SIGN.search(text, max(site.floor, start - 9), start)
    if match is None or match["word"] or percent or _is_measured(site, end):
        return match
    return None


def _is_measured(site: Site, end: int) -> bool:
    """Tell whether a number that ends at `end`, or the range that it begins, is measured."""
    text = site.text
    if second := SECOND.match(text, end):
        end = second.end()
    end += text[end : end + 1] in MORE
    unit = find_unit(text, end)
    scaled = site.number is not None and site.number.factor >= _LARGE
    return scaled or PERCENT_SIGN.match(text, end) is not None or bool(unit and unit.measure)
