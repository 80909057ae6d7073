"""Read Chinese calendar expressions: days, months, years, parts of a year, clock times."""

import re

from analysis.reader.chinese.numerals import NUMERALS
from analysis.reader.chinese.words import JOINT
from analysis.reader.days import Day, date_mention, whole
from analysis.reader.mention import Mention
from analysis.reader.patterns import Rule, Table
from analysis.reader.site import Site

# fmt: off
PERIOD = Rule("Chinese part of a year or day", r"""
    [上下]半年 | [一二三四1-4]季度? | \d{1,2}[时時点點](?:(?:\d{1,2}|半)分?)?(?:许|左右)?
    | (?:[01]?\d|2[0-4])[:：][0-5]\d(?::\d{2})?(?![:：比\d])""",
    reads="在{上半年} → date // 第{三季度} → date // 在{8时30分左右} → date // 在{9：30}到 → date",
    leaves="在9：75到 → identifier // 上半场 → nothing")
DAY = Rule("Chinese day, month or year", r"""
    (?P<year>\d{4}|<<Chinese numerals>>{4})年
        (?: 度?(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号])? )?
    | (?P<month_alone>\d{1,2})月(?: (?P<day_after>\d{1,2})[日号] | 份 | [底初末] | [上中下]旬 )?
    | (?P<day_alone>\d{1,2}) (?: 日(?!内|以|之内|拘)
        | 号(?![线楼院文令房馆台公门机店厅病路井坑桥库营种球选员床桌窗]) )(?![a-zA-Z])
    | \d{1,2}(?=[至到—－~～-]\d{1,2}(?:月(?![余多])|[日号]))""",
    reads="2012年至2021年6月 → date 2012-01-01 2021-06-30 // 二〇二三年 → date // 5日 → date // "
    "7月底 → date 2023-07-01 2023-07-31 // 1至3月 → date 2023-01-01 2023-03-31",
    leaves="5日内 → at_most 5 day // 5号线 → identifier // 1至3月余 → range 1..3 month")
YEAR_PARTS = Table("Chinese parts of a year", {(1, 6): "上半年", (7, 12): "下半年",
    (1, 3): "第一季度 一季度", (4, 6): "第二季度 二季度", (7, 9): "第三季度 三季度",
    (10, 12): "第四季度 四季度", (1, 9): "前三季度", (12, 12): "年底 底 年末 末", (1, 1): "初"},
    reads="2023年上半年 → date 2023-01-01 2023-06-30",
    leaves="2023年全年 → date 2023-01-01 2023-12-31")
YEAR_PART = Rule("Chinese part after a year", "<<Chinese parts of a year>>",
    reads="{2023年前三季度} → date 2023-01-01 2023-09-30", leaves="{2023年}前 → date")
# fmt: on


def period(site: Site) -> Mention | None:
    """Read 上半年, 三季度, 8时30分, 9:30."""
    match = PERIOD.match(site.text, site.start)
    return site.mention(match.end(), "date") if match else None


def day(site: Site) -> Mention | None:
    """Read "2012年至2021年6月", "7月18日至27日", "5日", "7月底"; the second end inherits."""
    text, start = site.text, site.start
    match = DAY.match(text, start)
    if match is None:
        return None
    first = last = _day(match)
    end = match.end()
    joint = JOINT.match(text, end)
    follow = DAY.match(text, joint.end()) if joint else None
    if follow:
        second = _day(follow)
        if first == (None, None, None):  # "1至3月" and "5至7日": the unit stands once
            low = int(match[0])
            first = (None, None, low) if second[1] is None else (None, low, None)
        if second[0] or second[1] or first[2]:
            month = second[1] or (None if second[0] else first[1])
            last, end = (second[0] or first[0], month, second[2]), follow.end()
    if first[0] and not first[1] and (half := YEAR_PART.match(text, end)):
        low, high = YEAR_PARTS[half[0]]
        return date_mention(start, half.end(), (first[0], low, None), (last[0], high, None))
    if not first[0] and not first[1]:
        return site.mention(end, "date")
    return date_mention(start, end, first, last, site.reference)


def _day(match: re.Match[str]) -> Day:
    """Return year, month and day as they are stated."""
    year = "".join(str(NUMERALS.get(c, c)) for c in match["year"]) if match["year"] else None
    month = match["month"] or match["month_alone"]
    day = match["day"] or match["day_after"] or match["day_alone"]
    return whole(year), whole(month), whole(day)
