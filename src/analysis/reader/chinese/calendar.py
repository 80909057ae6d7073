"""Read Chinese calendar expressions: days, months, years, eras, parts of a year, clock times."""

import re

from analysis.reader.chinese.numerals import read_number
from analysis.reader.chinese.words import JOINT
from analysis.reader.days import Day, date_mention
from analysis.reader.mention import NAN, Mention
from analysis.reader.patterns import Rule, Table, lists
from analysis.reader.site import Reading, Site, first_answer

# fmt: off
ONE_TO_NINE = Rule("1-9", "[一二三四五六七八九]", reads="{三十年代} → date",
    leaves="零月 → 0 month")
HOUR = Rule("Chinese hour or minute", r"[二三四五]?十<<1-9>>? | [零〇两] | <<1-9>>",
    reads="早上{八点半} → date // 上午{十点四十}到 → date", leaves="早上八名 → 8 名")
TIME_OF_DAY = Rule("time of day before",
    r"(?:[上下中]午|早上?|晚上?|夜|凌晨|清晨|傍晚|当日|[今当]天)\s?$",
    reads="下午{三点}开会 → date", leaves="提出三点意见 → 3 点")
CLOCK = Rule("Chinese clock time", r"""
    (?: (?:[01]?\d|2[0-4])\s?[时時点點](?!意见|建议|要求|看法|启示|体会)
          (?:\s?(?:\d{1,2}|半)(?:\s?分(?!之))?(?:\s?\d{1,2}秒)?)?
      | (?P<han><<Chinese hour or minute>>)[点點时時](?:
          (?P<sure>半(?!径)|整|钟|(?=之?[前后]|以[前后]|起|开始)|(?<=零[时時])|[一三]刻
              | (?:[零〇]<<1-9>>分|<<Chinese hour or minute>>分
              |[二三四五]十<<1-9>>?|十<<1-9>>?)(?:<<Chinese hour or minute>>秒)?)?)
    )(?:许|左右|多|钟)?
    | (?:[01]?\d|2[0-4])[:：][0-5]\d(?::\d{2})?(?![:：比\d])""",
    reads="在{8时30分左右} → date // 在{9：30}到 → date // {八点三十}登机 → date",
    leaves="在9：75到 → identifier // 下跌36点 → 36 点 down")
PERIOD = Rule("Chinese part of a year or day",
    r"[上下]半[年月] | [一二三四1-4]\s?季(?:度|报) | (?<=第)[一二三四1-4]季(?![^\W的收營营度])",
    reads="在{上半年} → date 2023-01-01 2023-06-30 // 較第{三季}的 → date 2023-07-01 2023-09-30 // "
    "{前三季度} → date 2023-01-01 2023-09-30 // 上半月 → date", leaves="上半场 → nothing")
FIRST_MONTHS = Rule("first months of a year",
    r"(?P<months>1[01]|[2-9]|[两二三四五六七八九]|十一?)\s?个月",
    reads="{前11个月}， → date 2023-01-01 2023-11-30 // 今年{前两个月}， → date 2023-01-01 "
    "2023-02-28",
    leaves="前12个月， → 12 month // 他三年前5个月大 → 3 year | 5 month")
BEFORE_FIRST_MONTHS = Rule("what stands before the first months",
    r"(?:^|[，。；：、（\s]|[今去本当\d]年)前\s?$",
    reads="今年{前两个月}， → date 2023-01-01 2023-02-28", leaves="三年前5个月 → 3 year | 5 month")
MONTH = Rule("Chinese month in numerals", "十[一二]?|<<1-9>>",
    reads="{八月底} → date 2023-08-01 2023-08-31", leaves="八个月 → 8 month")
DAY_NUMERAL = Rule("Chinese day in numerals",
    "三十一?|二?十<<1-9>>?|廿<<1-9>>?|初?<<1-9>>|初十",
    reads="{八月十五日} → date 2023-08-15",
    leaves="八月十五人 → date 2023-08-01 2023-08-31 | 15 people")
YEAR = Rule("Chinese year in numerals", r"""
    <<Chinese numerals>>{4} | [两二]千[零〇](?:[二三]?十<<1-9>>?|<<1-9>>)
    | (?:[零〇]<<1-9>>|[六七八九](?:[〇零]|<<1-9>>))(?=年十?<<1-9>>?月)""",
    reads="二〇二三年 → date 2023-01-01 2023-12-31 // 八五年二月 → date 1985-02-01 1985-02-28",
    leaves="六七年 → range 6..7 year")
DAY = Rule("Chinese day, month or year", r"""
    (?P<year>\d{4}|\d{3}(?=\s?年\s?\d{1,2}\s?月)|<<Chinese year in numerals>>)\s?年
        (?: 度?\s?(?P<month>\d{1,2}|<<Chinese month in numerals>>)\s?月份?
            (?:\s?(?P<day>\d{1,2}|<<Chinese day in numerals>>)\s?[日号號]
                |(?P<lunar_day>初(?:<<1-9>>|十)))? )?
    | (?P<month_alone>\d{1,2}|<<Chinese month in numerals>>)\s?月(?![余多馀])
        (?: \s?(?P<day_after>\d{1,2}|<<Chinese day in numerals>>)\s?[日号號]
            | (?P<lunar>初(?:<<1-9>>|十)|(?:三十|二?十<<1-9>>?|廿<<1-9>>?)(?=[，。、的到])(?<!月十))
            | 份 | [底初末](?![一二三四五六七八九十]) | [上中下]旬 )?
    | (?P<day_alone>\d{1,2}) \s?(?: 日(?!内|以|之内|拘|均|产|元(?!旦)|[圆圓币幣])
        | [号號]
            (?![线楼院文令房馆台公门机店厅病路井坑桥库营种球选员床桌窗]) )(?![a-zA-Z])
    | (?P<han_day><<Chinese day in numerals>>)日
        (?=[上下中]午|[晚电讯，、在至起早晨说]|凌晨|清晨|消息|宣布)
    | (?P<whole_year>[12]\d{3})[/.-](?P<its_month>\d{1,2})[/.-](?P<its_day>\d{1,2})(?![\d/.-])
    | (?<=[昨今][（(])(?P<bracketed_day>\d{1,2})[）)]日
    | (?P<first_year>[12]\d{3})(?=\s?<<Chinese range joint>>\s?[12]\d{3}\s?(?:年|[）)]))
    | (?<=[-至到—－~～–])(?P<last_year>[12]\d{3})(?=[）)])
    | (?<=[（(])(?P<only_year>(?:1[5-9]|20)\d\d)(?=[）)])
    | \d{1,2}(?=\s?[至到—－~～-]\s?\d{1,2}\s?(?:月(?![余多])|[日号]))""",
    reads="2012年至2021年6月 → date 2012-01-01 2021-06-30 // 二〇二三年 → date // 5日 → date // "
    "7月底 → date 2023-07-01 2023-07-31 // 1至3月 → date 2023-01-01 2023-03-31 // 2023 年 8 月 5 "
    "日 → date 2023-08-05 // 2020—2022年 → date 2020-01-01 2022-12-31 // {五月初五}到 → date "
    "2023-05-05 // {二〇二三年五月初五}到 → date 2023-05-05 // 自{2023/4/5}起 → date 2023-04-05 // "
    "昨（{12）日}在 → date // 他（1881－1936）是 → date 1881-01-01 1936-12-31",
    leaves="5日内 → at_most 5 day // 5号线 → identifier // 1至3月余 → range 1..3 month")
SEASON = Rule("Chinese season", r"""
    (?P<first>[12]\d{3}) \s?[-/／—–~～至]{1,2}\s? (?:\d\d)?\d\d (?:年度?)?
        (?P<year>赛季|賽季|学年度?|學年度?|财年|財年|雪季|榨季|采暖季|年度)""",
    reads="{1998-99赛季}的 → date 1998-01-01 1999-12-31 // {2023／24赛季}的 → date // "
    "在{2023/24学年}中 → date // {2023—2024学年度} → date",
    leaves="在1998-99台 → 1998 | identifier")
REPUBLIC = Rule("year of the Republic read out",
    r"""(?P<year>一[〇零一二][〇零一二三四五六七八九])年
        (?:(?P<month>\d{1,2}|<<Chinese month in numerals>>)月)?""",
    reads="自{一一三年}以來 → date 2024-01-01 2024-12-31 // {一一三年八月}到 → date 2024-08-01 "
    "2024-08-31", leaves="自一百一十三年 → 113 year")
SPAN_OF_YEARS = Rule("years that are no date", r"""
    \s?年的?(?:历史|歷史|文明|之久|前(?![后三两半一期])|来|间|左右|时间)""",
    reads="有2000年历史 → 2000 year", leaves="2000年初 → date 2000-01-01 2000-01-31")
SINCE = Rule("word before a span of years",
    r"(?:距今|长达|历时|绵延)(?:已?有?|约|大约|超过|近)\s?$",
    reads="距今6000年前 → 6000 year // 距今约1500年 → about 1500 year",
    leaves="至今1500年 → date 1500-01-01 1500-12-31")
YEAR_PARTS = Table("Chinese parts of a year", {(1, 6): "上半年", (7, 12): "下半年",
    (1, 3): "第一季度 一季度", (4, 6): "第二季度 二季度", (7, 9): "第三季度 三季度",
    (10, 12): "第四季度 四季度", (1, 9): "前三季度", (12, 12): "年底 底 年末 末", (1, 1): "初"},
    reads="2023年上半年 → date 2023-01-01 2023-06-30",
    leaves="2023年全年 → date 2023-01-01 2023-12-31")
YEAR_PART = Rule("Chinese part after a year", "<<Chinese parts of a year>>",
    reads="{2023年前三季度} → date 2023-01-01 2023-09-30", leaves="{2023年}前 → date")
ERAS = Table("Chinese eras", {0: "公元 西元"} | {int(first) - 1: names for first, names in
    (line.split(None, 1) for line in lists(__file__)["Chinese eras"].split(" | "))},
    reads="民国三十八年 → date 1949-01-01 1949-12-31 // 公元642年 → date 0642-01-01 0642-12-31 // "
    "民國92年至95年 → date 2003-01-01 2006-12-31 // {民國113年4月14日}開 → date 2024-04-14 // "
    "{咸丰十一年九月廿九日}城 → date 1861-01-01 1861-12-31",
    leaves="共和国三十八年 → 38 year // 嘉靖420年 → 420 year")
ERA = Rule("Chinese era before a year", r"""
    (?:(?P<era><<Chinese eras>>)(?P<before>前)? | (?<![\u4e00-\u9fff\d])(?P<bare>前))\s?$""",
    reads="{公元前300年} → date // （{前221年}） → date", leaves="三年前5年 → 3 year | 5 year")
ERA_YEAR = Rule("year of a Chinese era", r"""
    \s?年 (?: (?P<month>\d{1,2}|<<Chinese month in numerals>>)月
            (?:(?P<day>\d{1,2}|<<Chinese day in numerals>>)[日號号]?)?
        | \s?<<Chinese range joint>>\s?(?:公元|西元)?(?P<before>前)?(?P<last>\d{1,4})\s?年)?""",
    reads="{公元前221年至公元前206年} → date", leaves="公元300 → 300")
EARLY = Rule("year of three digits", r"""
    (?:[1-9]\d\d)\s?年(?!的?(?:历史|歷史|文明)|[前来间以之左多余内后]|时间|寿)""",
    reads="于704年 → date 0704-01-01 0704-12-31", leaves="于704年间 → 704 year")
BEFORE_EARLY = Rule("what stands before an early year",
    r"(?:[在于於自至到从，。；（(]|^)\s?$",
    reads="（704年）， → date 0704-01-01 0704-12-31", leaves="有704年 → 704 year")
SIGNS = Rule("signs of the calendar", "[年月日号號世时時点點代季賽赛学學财財:：)）/.-]",
    reads="{5日} → date",
    leaves="5天 → 5 day")
CENTURY = Rule("Chinese century or decade", r"""
    (?: (?P<last>[上本])
        | (?P<century>\d{1,2}|二?十<<1-9>>?|<<1-9>>)
            (?:\s?<<Chinese range joint>>\s?(?:\d{1,2}|二?十<<1-9>>?))? )\s?世[纪紀]
        (?P<decades> (?P<decade>\d0|<<1-9>>十|<<1-9>>(?=<<1-9>>十))
            (?:<<Chinese range joint>>|、)?(?:\d0|<<1-9>>十)?\s?年代 )?
        (?:[初末]期?|中叶|[前后]期|[上下]半叶)?
    | (?P<year>\d{2}[0-9]0|<<1-9>>十|\d0|<<1-9>>{2}十)\s?年代[初末]?""",
    reads="在{12世纪} → date // {19世纪60年代} → date 1860-01-01 1869-12-31",
    leaves="两个世纪 → 2 century")
# fmt: on


LONGEST_ERA = 200  # years: the Republic's goes on
SOLAR_FROM = 1911  # eras that begin later count solar months


def clock(site: Site) -> Mention | None:
    """Read 8时30分, 9:30, 八点半; 三点 only after a time of day."""
    match = CLOCK.match(site.text, site.start)
    if match is None:
        return None
    han, left = match["han"], site.left
    if han and match["sure"] is None and not TIME_OF_DAY.search(left[-4:]):
        return None
    if not han and left[-1:] in tuple("跌涨漲升降得"):
        return None
    return site.mention(match.end(), "date")


def period(site: Site) -> Mention | None:
    """Read 上半年, 三季度, 前三季度, 前11个月."""
    match = PERIOD.match(site.text, site.start)
    first = None if match else FIRST_MONTHS.match(site.text, site.start)
    start, low, high = site.start, None, None
    if first and BEFORE_FIRST_MONTHS.search(site.text, max(0, start - 4), start):
        match, low, high = first, 1, _figure(first["months"])
    elif match:
        low, high = _months(match[0], site.left.endswith("前"))
    if match is None:
        return None
    if not high:
        return site.mention(match.end(), "date")
    ends = (None, low, None), (None, high, None)
    mention = date_mention(start, match.end(), *ends, site.reference)
    return mention._replace(start=start - (low == 1 and site.left.endswith("前")))


def _months(words: str, first: bool) -> tuple[int | None, int | None]:
    """Return the first and last month of a part of a year, or of its first quarters."""
    if "季" not in words:
        return YEAR_PARTS.get(words, (None, None))
    quarter = _figure(words[0]) or 0
    if first:
        return (1, 3 * quarter) if quarter > 1 else (None, None)
    return 3 * quarter - 2, 3 * quarter


def century(site: Site) -> Mention | None:
    """Read 12世纪, 19世纪60年代, 上世纪80年代, 三十年代."""
    match = CENTURY.match(site.text, site.start)
    if match is None or (match["last"] and not match["decades"]):
        return None
    year = _figure(match["year"]) or 0
    if match["decade"]:
        number = 20 if match["last"] == "上" else 21 if match["last"] else _figure(match["century"])
        decade = _figure(match["decade"]) or 0
        year = 100 * (number or 0) - 100 + decade * (10 if decade < 10 else 1)
    if year < 1000:
        return site.mention(match.end(), "date")
    mention = date_mention(site.start, match.end(), (year, None, None), (year + 9, None, None))
    return mention._replace(value_high=NAN, bound="exact")


def era_year(site: Site) -> Mention | None:
    """Read 公元前300年, 公元642年, 民国三十八年, 于704年."""
    text, start, number = site.text, site.start, site.number
    if number is None or number.value != number.value:
        return None
    before = ERA.search(text, max(site.floor, start - 6), start)
    if before and before["bare"] and number.value < 10:
        return None
    offset = ERAS[before["era"]] if before and before["era"] else 0
    if offset and number.value > LONGEST_ERA:
        return None
    match = ERA_YEAR.match(text, number.end) if before else EARLY.match(text, start)
    if match is None or (not before and not BEFORE_EARLY.search(site.left[-2:])):
        return None
    if before is None:
        return date_mention(start, match.end(), (int(number.value), None, None))
    begin, past = start - len(before[0]), before["before"] or before["bare"]
    year = int(number.value) + offset
    if match["month"] and not past:
        month, day = _figure(match["month"]), _figure(match["day"])
        first = (year, month, day) if offset == 0 or offset >= SOLAR_FROM else (year, None, None)
        return date_mention(start, match.end(), first)._replace(start=begin)
    last = int(match["last"] or 0) * (-1 if match["before"] else 1)
    if not past:
        until = last + offset if last else year
        return date_mention(start, match.end(), (year, None, None),
                            (until, None, None))._replace(start=begin)  # fmt: skip
    mention = site.mention(match.end(), "date", -float(year), begin)
    return mention._replace(value_high=float(last), bound="range") if last else mention


def day(site: Site) -> Mention | None:
    """Read "2012年至2021年6月", "7月18日至27日", "5日", "7月底"; the second end inherits."""
    text, start = site.text, site.start
    match = DAY.match(text, start)
    ordered = match and (match["day_alone"] or match["month_alone"]) and site.left.rstrip()[-1:]
    if match is None or ordered == "第" or _counts_years(site, match):
        return None
    first = last = _day(match)
    end = match.end()
    joint = JOINT.match(text, end + text.startswith(" ", end))
    follow = DAY.match(text, joint.end() + text.startswith(" ", joint.end())) if joint else None
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


def season(site: Site) -> Mention | None:
    """Read 1998-99赛季, 2023/2024学年: from the first of the years to the last."""
    match = SEASON.match(site.text, site.start) if site.text[site.start] in "12" else None
    if match is None:
        return None
    first = int(match["first"])
    return date_mention(site.start, match.end(), (first, None, None), (first + 1, None, None))


def republic_year(site: Site) -> Mention | None:
    """Read 一一三年, a year of the Republic read out: 2024."""
    match = REPUBLIC.match(site.text, site.start) if site.text[site.start] == "一" else None
    number = read_number(match["year"], 0) if match else None
    if match is None or number is None:
        return None
    day = (1911 + int(number.value), _figure(match["month"]), None)
    return date_mention(site.start, match.end(), day)


def dated(site: Site) -> Mention | None:
    """Ask the readings of the calendar in order, if one of its signs stands near."""
    if SIGNS.search(site.text, site.start + 1, site.start + 14):
        return first_answer(READINGS, site)
    return None


READINGS: tuple[Reading, ...] = (
    period,  # 上半年, 三季度
    clock,  # 8时30分
    century,  # 19世纪60年代
    era_year,  # 公元前300年
    season,  # 1998-99赛季
    republic_year,  # 一一三年
    day,  # 2012年至2021年6月
)


def _counts_years(site: Site, match: re.Match[str]) -> bool:
    """Tell whether years are counted: 距今6000年前, 有2000年历史."""
    year = _figure(match["year"]) if match["year"] else None
    if year is None:
        return False
    long = year % 500 == 0 and SPAN_OF_YEARS.match(site.text, match.end("year"))
    return bool(year > 2200 or long or SINCE.search(site.left[-6:]))


def _day(match: re.Match[str]) -> Day:
    """Return year, month and day as they are stated."""
    stated = ("year", "whole_year", "first_year", "last_year", "only_year")
    year = next((_figure(match[name]) for name in stated if match[name]), None)
    if match["year"] and year is not None and year < 100 and not match["year"].isdecimal():
        year += 2000 if year < 30 else 1900
    month = match["month"] or match["month_alone"] or match["its_month"]
    days = ("day", "its_day", "lunar_day", "bracketed_day", "day_after", "day_alone", "han_day",
            "lunar")  # fmt: skip
    day = next((match[name] for name in days if match[name]), None)
    return year, _figure(month), _figure(day)


def _figure(stated: str | None) -> int | None:
    """Return a year, month or day in digits or numerals as a number, None for none."""
    if not stated:
        return None
    number = read_number(stated.lstrip("初"), 0)
    return int(number.value) if number and number.value == number.value else None
