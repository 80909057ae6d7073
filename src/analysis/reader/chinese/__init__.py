"""Read Chinese, simplified or traditional: what is tried, in order; first answer wins."""

from analysis.reader.chinese import calendar, identifiers, measures, nouns
from analysis.reader.chinese.nouns import currency_before
from analysis.reader.chinese.numerals import BEGINNINGS, read_number
from analysis.reader.site import Reading

READINGS: tuple[Reading, ...] = (
    identifiers.titled,  # 《一千零一夜》
    identifiers.address,  # 一环路18号3栋
    calendar.dated,  # 上半年, 8时30分, 19世纪60年代, 公元前300年, 2012年至2021年6月
    nouns.in_word,  # 同一天, 十分: nothing
    measures.percent,  # 百分之五
    measures.dimes,  # 一角二
    measures.fraction,  # 三分之二, 上千
    measures.half,  # 半年
    identifiers.ordinal,  # 第二批
    identifiers.read_out,  # 幺幺零
    identifiers.named,  # 十八大, 107国道
    measures.measured,  # 173万余笔
)

__all__ = ["BEGINNINGS", "READINGS", "currency_before", "read_number"]
