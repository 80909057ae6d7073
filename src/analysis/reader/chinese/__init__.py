"""Read Chinese, simplified or traditional: what is tried, in order; first answer wins."""

from analysis.reader.chinese import calendar, identifiers, measures, nouns
from analysis.reader.chinese.numerals import NUMERALS, SCALES, read_number
from analysis.reader.mention import Unit
from analysis.reader.site import Reading, Site

READINGS: tuple[Reading, ...] = (
    calendar.period,  # 上半年, 三季度, 8时30分
    identifiers.address,  # 一环路18号3栋
    calendar.day,  # 2012年至2021年6月
    nouns.in_word,  # 同一天, 十分: nothing
    measures.percent,  # 百分之五
    measures.fraction,  # 三分之二
    identifiers.ordinal,  # 第二批
    identifiers.named,  # 十八大, 107国道
    measures.measured,  # 173万余笔
)
BEGINNINGS = "".join([*NUMERALS, *SCALES, "上下"])

__all__ = ["BEGINNINGS", "READINGS", "currency_before", "read_number"]


def currency_before(_site: Site) -> Unit | None:
    """Return None: in Chinese the currency stands after the number."""
    return None
