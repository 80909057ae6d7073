"""What several rooms share: the qualifiers before a number, and the joints of ranges."""

from analysis.reader.patterns import Rule, Table
from analysis.reader.site import Site

# fmt: off
QUALIFIERS = Table("Chinese qualifiers before", {
    "more_than": "多于 多於 大于 大於 突破 超 超出 超过 超過 跨过 过 逾 逾过 過 高于 高於",
    "nearly": "临近 几乎 将近 將近 幾乎 接近 接近上年的 近 近乎 逼近",
    "less_than": "不到 不满 不滿 不足 低于 低於 小于 小於 少于 少於 未到 未满 未达",
    "at_most": "不多于 不大于 不超过 不超過 不逾 不高于 多达 多達 最多 最高 至多",
    "at_least": "不低于 不低於 不小于 不少于 不少於 最少 至少 起码",
    "about": "估計 估计 大概 大約 大约 大致 左右约 差不多 約 約有 约 约为 约有 预计约"},
    reads="超过1000万人次 → more_than 10000000 人次 // 不到3公里 → less_than 3 kilometer // "
    "不少于500亿元 → at_least 50000000000 yuan", leaves="通过1000台 → more_than 1000 台")
BEFORE = Rule("Chinese qualifier before",
    r"(<<Chinese qualifiers before>>)(?:人民币|了|的|上年的|去年的)?\s?[$¥￥]?$",
    reads="超过了300台 → more_than 300 台", leaves="超过上月300台 → 300 台")
JOINT = Rule("Chinese range joint", "至|到|——?|－|-|~|～",
    reads="7月18日至27日 → date 2023-07-18 2023-07-27 // 5至10天 → range 5..10 day",
    leaves="5日、27日 → date | date")
# fmt: on


def bound_before(site: Site) -> tuple[str, int]:
    """Return the bound that the words before a number state, and where they begin."""
    match = BEFORE.search(site.left[-8:])
    return (QUALIFIERS[match[1]], site.start - len(match[0])) if match else ("exact", site.start)
