"""Find what is counted: a unit, or the classifier after a number.

Units with an everyday English name are given that name. A counted noun after the classifier is
left out of the phrase: Chinese does not mark its end.
"""

from analysis.reader.mention import NOTHING, Mention, Unit
from analysis.reader.patterns import Rule, Table, lists, words
from analysis.reader.site import Site
from analysis.reader.units import latin_unit

# fmt: off
UNITS = Table("Chinese units", {"yuan": "元 元人民币 块钱", "dollar": "美元",
    "hong kong dollar": "港元", "meter": "米", "kilometer": "公里 千米", "centimeter": "厘米",
    "millimeter": "毫米", "kilogram": "公斤 千克", "gram": "克", "tonne": "吨 噸", "catty": "斤",
    "hectare": "公顷", "mu": "亩 畝", "‰": "‰", "square kilometer": "平方公里", "year": "年",
    "month": "个月 個月 月", "week": "周", "day": "天 日", "hour": "小时 小時",
    "minute": "分钟 分鐘", "second": "秒", "people": "人", "time": "倍", "inch": "英寸"},
    reads="3公里 → 3 kilometer // 5倍 → 5 time", leaves="3公斗 → 3")
CLASSIFIERS = words("classifiers", lists(__file__)["classifiers"], reads="173万笔 → 1730000 笔",
    leaves="173万了 → 1730000")
UNIT = Rule("Chinese unit", "<<Chinese units|classifiers>>",
    reads="五平方公里 → 5 square kilometer", leaves="35km → 35 kilometer")
IN_WORDS = Rule("numerals inside words", r"""
    (?<=[万不专之单同唯统进逐])一 | (?<=周)[一二三四五六] | (?<=番)五 | 一大 | 一[二号系]
    | 三三两两 | 三个代表 | 三[方番轮] | 两个[确维] | 两院 | 二号 | 五位一体 | 八项规定 | 六安
    | 十分 | 四个[全意自] | 四[周处轮面] | 七匹狼 | 零部?件""",
    reads="在同一天 → nothing // 十分重要 → nothing // 零部件 → nothing",
    leaves="在一天 → 1 day // 四个人 → 4 个 // 一个月内完成 → at_most 1 month")
# fmt: on


def in_word(site: Site) -> Mention | None:
    """Answer that a numeral is part of a word and counts nothing (同一天, 十分重要)."""
    return NOTHING if IN_WORDS.match(site.text, site.start) else None


def find_unit(text: str, start: int) -> Unit | None:
    """Return the unit or classifier at `start`, or a Latin unit ("35 km")."""
    match = UNIT.match(text, start)
    if match is None:
        return latin_unit(text, start)
    return Unit(UNITS.get(match[0], match[0]), start, match.end(), True)
