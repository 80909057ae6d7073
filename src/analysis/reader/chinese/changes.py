"""Tell the amount of a change (增长5%) from a level that it reached or left (增至5%)."""

from analysis.reader.patterns import Rule, Table
from analysis.reader.site import Site

# fmt: off
TRENDS = Table("Chinese directions", {
    "up": "上升 上涨 升 提速 提价 加价 升温 多增 扩容 增资 同比增 回升 增 增加 增幅 增長 增长 "
    "多出 多了 快了 贵 贵了 高了 重了 长了 大了 增重 扩大 提升 提高 新增 涨 环比增 上調 上调 上浮 "
    "攀升 增收 增产 增發 增发 增持 升幅 涨幅 "
    "大涨 收涨 上扬 走高 飙升 激增 高出 延长 加快 漲 上漲 增多 拉高 增设 追加 翻升 跃升 猛增 "
    "高开 高開 漲幅 升值 推高 推升 多花 多付 多交 多缴 多收 多卖 多开 多赚 "
    "扩招 增高 增員 增员 调高 調高 升高 加薪",
    "down": "下滑 下跌 下降 减 负增长 压减 压降 降温 少增 压缩 降息 减少 回落 少 收窄 減少 "
    "慢了 便宜 便宜了 轻了 短了 小了 减重 減重 缩减 缩短 跌 降 降低 降幅 下調 下调 下浮 减收 减产 "
    "裁减 缩水 跌幅 大跌 收跌 走低 缩小 "
    "裁员 裁員 降价 减持 骤降 锐减 低 縮短 縮減 調低 调低 削减 減 减员 下挫 减排 减亏 放缓 "
    "减税 减薪 低开 低開 缩量 縮量 降准 减幅 減幅 蒸发 蒸發 贬值 貶值 拖低 拉低 "
    "少花 少付 少交 少缴 少收 少卖 少开 少赚"},
    reads="增长5.2% → 5.2 percent up // 减少了6% → 6 percent down // 下调3天 → 3 day down",
    leaves="占比5% → 5 percent // 增至5% → 5 percent")
COMPARED = Rule("comparison before a difference",
    r"[比较較][^，。；、,]{1,12}?(?:(?P<up>[多高长大快重贵])|[少低短小慢轻便宜])了?\s?$",
    reads="比上年多3万人 → 30000 people up // 比去年轻3公斤 → 3 kilogram down",
    leaves="很多3万人 → 30000 people")
TREND = Rule("Chinese direction before", r"""
    (?<![至不最减缺从由])(?P<word><<Chinese directions>>)
    (?: 了|去|率|幅度?|也|又|仅|達|达(?!到)
      | (?<=幅)(?:最[大小高低]，?)?(?:为|為|是|在|介乎|[达達]到?)
      | (?<=[拖拉推][低高升])[^\W\d至到为為达達]{1,4} )?
    <<Chinese qualifiers before>>?(?:[$¥￥]|人民币)?\s?$""",
    reads="增长约5% → about 5 percent up // 涨幅为5% → 5 percent up // 减幅最大，为5% → 5 percent "
    "down // 拖低大市100点 → 100 点 down",
    leaves="推高至100点 → 100 点 // 增长的5% → 5 percent // 至少5% → at_least 5 percent // 升到5% "
    "→ 5 percent")
CHANGE_AFTER = Rule("Chinese direction after", r"""
    \s?的(?:年均|平均|同比|大幅|高)?(?:(?P<up>增长|增幅|涨幅|升幅|增速|上涨|上升|提升|升值)
        |(?:降幅|跌幅|下降|下跌|减少|降低|贬值))(?!到|至|为)""",
    reads="实现5%的增长 → 5 percent up // 3%的跌幅 → 3 percent down", leaves="5%的人 → 5 percent")
# fmt: on


def direction(site: Site, begin: int, stop: int) -> str | None:
    """Return the direction of a change: 增长5%, 比上年多3万人, 5%的增长."""
    start = site.currency.start if site.currency else site.start
    if match := TREND.search(site.text, max(site.floor, start - 10), start):
        return TRENDS[match["word"]]
    left, match = site.text[max(0, start - 16) : start], None
    if left[-1:] in ("+", "＋"):
        return "up"
    if "比" in left or "较" in left or "較" in left:
        match = COMPARED.search(left)
    if match is None and "的" in site.text[stop : stop + 2]:
        match = CHANGE_AFTER.match(site.text, stop)
    return match and ("up" if match["up"] else "down")
