"""What several rooms share: the qualifiers before a number, and the joints of ranges."""

from analysis.reader.patterns import Rule, Table, words
from analysis.reader.site import Site

# fmt: off
QUALIFIERS = Table("Chinese qualifiers before", {
    "more_than": "> ＞ 多于 多於 大于 大於 突破 超 超出 超过 超過 破 跨过 过 逾 逾过 過 高于 高於 "
    "远超 不止 不只 多過 跨越",
    "nearly": "临近 几乎 将近 將近 幾乎 接近 接近上年的 近 近乎 逼近 濒临",
    "less_than": "< ＜ 不到 不满 不滿 不足 低于 低於 小于 小於 少于 少於 未到 未满 未达 未滿 未及 "
    "不及 不達",
    "at_most": "≤ 不得超过 不得高于 不得多于 不得大于 不得逾 不能超过 不应超过 不能高于 不多于 "
    "不大于 不超过 不超過 不逾 不高于 多达 多達 最多 最高 至多 上限 充其量 "
    "顶多 不多於 不高於",
    "at_least": "≥ 不得低于 不得少于 不得小于 不能低于 不能少于 不应低于 不应少于 不低于 不低於 "
    "不小于 不少于 不少於 最少 至少 起码 最低 不下 不下于 不下於 "
    "少说 起碼 不亚于",
    "about": "估計 估计 大概 大約 大约 大致 左右约 差不多 約 約有 约 约为 约有 预计约 大体 "
    "约莫 大抵 約莫 约合 折合约 约计 估摸"},
    reads="寿命≥8000小时 → at_least 8000 hour // 不得低于3年 → at_least 3 year // 超过1000万人次 → "
    "more_than 10000000 人次 // 不到3公里 → less_than 3 kilometer // 不少于500亿元 → at_least "
    "50000000000 yuan", leaves="通过1000台 → 1000 台")
BETWEEN = words("Chinese words after a qualifier", """有 还有 還有 只有 仅有 共有 就有 已有
    占 佔 为 為 是 达 達 达到 需 需要 要 花 用 还 還 只 仅 就 能 可 可达 拥有 相当于 等于 持续 存在
    每年 每天 每月 上升 下降 增长 增加 减少 上涨 下跌 提高 降低 增長 減少 回落 下滑
    缩短 耗时 耗资 投资 投入
    高出 多出 少 卖 付 剩 剩下 剩余""",
    reads="约占5% → about 5 percent // 超过投资5万元 → more_than 50000 yuan",
    leaves="大约，卖给5家 → 5 家")
ACROSS = words("Chinese qualifiers across a verb", """大约 大約 大概 估计 至少 最少 起码 最多 至多
    顶多 充其量 约莫 少说""", reads="至少造成3人死亡 → at_least 3 people",
    leaves="约造成3人死亡 → 3 people")
OF = Rule("whose number is qualified",
    r"了|(?:其中|总[数量体额]|全[国球省市部]|上年|去年|同期|前者|原来|预算){1,2}的",
    reads="不超过其中的20% → at_most 20 percent // 超过了300台 → more_than 300 台",
    leaves="最高的三座 → 3 座 // 超过上月300台 → 300 台")
LOOKALIKES = Rule("words that only end like a qualifier", r"""
    (?: [附最靠邻就远相新]近 | [节合条签违预公契特]约
      | [^量额額数數值率比龄重速人口员民年入产润资积高价费户度房，。；、（\s][过破]
        (?=[^百千万亿萬億]) )""",
    reads="去过两次 → 2 次 // 侦破5起 → 5 起 // 最近三天 → 3 day // 合约5份 → 5 份",
    leaves="年产量过50吨 → more_than 50 tonne // 销售过百万台 → more_than 1000000 台 // "
    "票房破5亿元 → more_than 500000000 yuan")
BEFORE = Rule("Chinese qualifier before", r"""
    (?: (?P<word><<Chinese qualifiers before>>)(?:<<Chinese words after a qualifier>>){0,2}
      | (?P<across><<Chinese qualifiers across a verb>>)[^\W\d的一二三四五六七八九十]{1,6} )
    (?:<<whose number is qualified>>)?(?:人民币)?\s?[$¥￥]?\s?$""",
    reads="大概只有三十所 → about 30 所 // 约30所 → about 30 所",
    leaves="大概，三十所 → 30 所")
SHARE = Rule("Chinese qualifier before a whole", r"""
    (?P<word><<Chinese qualifiers before>>) <<Chinese words after a qualifier>>?
    (?: (?<=[为為是占佔達达有合于於到足]) | (?<=接近|超过|超過|将近|將近|突破) )
    [^\W\d为]{1,10} 的\s?$""",
    reads="约为海水的三倍 → about 3 time // 约占全国人口的三成， → about 30 percent // "
    "大约相当于地球质量的17倍 → about 17 time // 超过总面积的三成， → more_than 30 percent",
    leaves="约，海水的三倍 → 3 time")
JOINT = Rule("Chinese range joint", "至|到|乃至|或者?|——?|[－–~～∼〜-]",
    reads="7月18日至27日 → date 2023-07-18 2023-07-27 // 5至10天 → range 5..10 day",
    leaves="5日、27日 → date | date")
# fmt: on


def bound_before(site: Site, start: int) -> tuple[str, int]:
    """Return the bound that the words before `start` state, and where they begin."""
    text = site.text
    match = BEFORE.search(text, max(site.floor, start - 14), start)
    if match is None or (match.start() and LOOKALIKES.match(text, match.start() - 1)):
        return "exact", start
    return QUALIFIERS[match["word"] or match["across"]], start - len(match[0])


def bound_of_share(site: Site, start: int) -> tuple[str, int]:
    """Return the bound before the whole that a share or multiple is of: 约为海水的三倍."""
    if site.text[start - 1 : start].strip() not in ("", "的"):
        return "exact", start
    match = SHARE.search(site.text, max(site.floor, start - 18), start)
    if match is None or (match.start() and LOOKALIKES.match(site.text, match.start() - 1)):
        return "exact", start
    return QUALIFIERS[match["word"]], match.start()
