"""Read numeric mentions in Chinese text, simplified or traditional.

The unit is the classifier ("173万余笔": 笔); units with an everyday English name are given that
name. A counted noun after the classifier is left out of the phrase: Chinese does not mark its end.
"""

from __future__ import annotations

import re
from functools import cache

from analysis import dates, lexicon
from analysis.context import NAN, Mention, Site, any_of
from analysis.names import read_run
from analysis.nouns import Unit, find_unit
from analysis.numbers import Number, read_number

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_PATTERNS = {
    "period": r"[上下]半年|(?:第?[一二三四1-4]|前[二三])季度?|(?<=第)[一二三四]季度"
    r"|\d{1,2}(?:时|時|点|點)(?:(?:\d{1,2}|半)分?)?(?:许|左右)?"
    r"|(?:[01]?\d|2[0-4])[:：][0-5]\d(?::\d{2})?(?![:：比\d])",
    "fixed": any_of(lexicon.HAN_FIXED),
    "fixed_before": f"(?:{any_of(lexicon.HAN_FIXED_BEFORE)})$",
    "fraction": r"[一二三四五六七八九十]{1,3}分之[一二三四五六七八九十]{1,3}",
    "percent": rf"百分之(?=[\d{_NUMERALS}])",
    "name": r"年级|大(?=[以报精召提代起后之的，。、])|[国省县]道"
    r"|号(?:线|楼|院|文|令|房|馆|台风|公路|公告|门|机|店|厅)?"
    r"|[条條](?=规定|第|之|款)|款(?=规定)|路公交|频道|中(?=学|全会)|届.{0,2}全会|届全国|(?:热线|电话|平台|专线|报警|接警|指挥中心|医院|中学|部队"
    r"|服务热线|高速|公路|航班|次列车|型|系列|法案|》)",
    "door": r"(?:单元|室|房间|[栋幢弄号座层楼])",
    "meeting": r"届.{0,8}$",
    "plan": '十[一二三四五六]五(?=[”"’」时规規期])',
    "quoted": r"(?<=[\u4e00-\u9fff])\d+[”’」》]|\d{2,}(?:指数|期货)",
    "shape": r"\d{1,2}·\d{1,2}(?!\d)|\d{3,4}-\d{3,4}-\d{4}|\d{3,4}-\d{7,8}|1[3-9]\d{9}(?!\d)"
    r"|\d+(?:\.\d+){2,}|\d{1,3}[:：比-]\d{1,3}",
    "calls": r"(?:拨打|平台|网址|热线|电话|致电|客服|代码|编码|房间|邮编|号码|[\u4e00-\u9fff]号)"
    r"(?:为|是|：|:|号|号码)?"
    r"(?:[\d\s或、和及]*)$",
    "unit": any_of(set(lexicon.HAN_UNITS) | lexicon.HAN_CLASSIFIERS),
    "joint": rf"[%％]?\s?(?:至|到|—|－|-|~|～|——)\s?(?=[\d{_NUMERALS}])",
    "more": r"个?[余餘馀多几來](?!年来|变|样|元化)(?:(?<!个.)|(?=[月小星工]))",
    "half": r"半(?![年月天日个径数夜])",
    "points": r"[个個]?百分[点點]|\s?[%％]|成半"
    r"|成(?=[\u4e00-\u9fff，。；、）]|$)(?![立员功果本为都长交绩品])",
    "after": any_of(lexicon.HAN_QUALIFIERS_AFTER),
    "before": rf"({any_of(lexicon.HAN_QUALIFIER_OF)})(?:人民币|了|的|上年的|去年的)?\s?[$¥￥]?$",
    "trend": rf"({any_of(lexicon.HAN_TREND_OF)})(?:了|至|到|率|约|超|近)?$",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def read_han(site: Site) -> Mention | None:
    """Read digits or numerals in Chinese text: dates, ordinals, names, percentages, measures."""
    text, start = site.text, site.start
    digit = text[start].isdecimal()
    if match := _pattern("period").match(text, start):
        return site.mention(match.end(), "date")
    if text[start] in "上下":
        return None
    if digit and (address := _address(site)):
        return address
    if found := dates.read_han_date(text, start, site.reference):
        return dated(found)
    if not digit and (
        _pattern("fixed").match(text, start)
        or _pattern("fixed_before").search(text[max(0, start - 2) : start + 1])
    ):
        return None
    if (match := _pattern("percent").match(text, start)) and (
        number := read_number(text, match.end())
    ):
        bound, begin = _bound_before(site)
        unit = Unit("percent", start, number.end, True)
        return Mention(begin, number.end, start, number.end, "percent", number.value, NAN, bound,
                       unit, _direction(site, begin), number.step)  # fmt: skip
    if not digit and (match := _pattern("fraction").match(text, start)):
        return site.mention(match.end(), "vague")
    number = read_number(text, start)
    if number is None:
        return read_run(site) if digit else None
    return _read_name(site, number) or _read_measure(site, number)


def _address(site: Site) -> Mention | None:
    """Read the number of a house, a unit or a room: 一环路18号3栋2单元502室."""
    text, last = site.text, site.previous
    number = read_number(text, site.start)
    door = number and number.form == "plain" and _pattern("door").match(text, number.end)
    if not door or not number:
        return None
    goes_on = last is not None and last.kind == "identifier" and last.end == site.start
    street = door[0] == "号" and text[max(0, site.start - 1) : site.start] in tuple("路街段巷弄道")
    if goes_on or street or door[0] in ("室", "房间"):
        return site.mention(number.end, "identifier")._replace(end=door.end())
    return None


def dated(found: dates.Calendar) -> Mention:
    """Turn a calendar expression into a mention."""
    start, end, year, high, first, last = found
    bound = "range" if high == high else "exact"
    return Mention(start, end, start, end, "date", year, high, bound, first=first, last=last)


def _read_name(site: Site, number: Number) -> Mention | None:
    """Read a number that orders or names: 第二批, 十八大, 107国道, 110热线."""
    text, start, end = site.text, site.start, number.end
    before, after = site.left[-1:], text[end : end + 1]
    if before == "第" or (before in ("头", "頭") and text[start] in "一两三"):
        return site.mention(end, "ordinal", number.value)._replace(start=start - 1)
    if before == "初" and text[start] in "一二三四五六七八九十":
        return site.mention(end, "date")
    if match := _pattern("name").match(text, end):
        return site.mention(end, "identifier")._replace(end=max(end, match.end()))
    if _pattern("plan").match(text, start) or (
        after == "次" and _pattern("meeting").search(text[max(0, start - 12) : start])
    ):
        return site.mention(end, "identifier")
    match = _pattern("shape").match(text, start)
    if match and (len(match[0]) > 8 or not _pattern("unit").match(text, match.end())):
        return site.mention(match.end(), "identifier")
    if number.form == "plain":
        glued = before in tuple("-#_·") or (before.isascii() and before.isalnum())
        latin = after.isascii() and after.isalpha() and find_unit(text, end) is None
        zero = text[start] == "0" and end - start > 1
        line = text[start:end] in lexicon.SERVICE_NUMBERS
        called = (line or _pattern("calls").search(site.left)) and not _counts(text, end)
        if glued or zero or latin or called or _pattern("quoted").match(text, start):
            return read_run(site)
        if (
            after in ("、", "．", ".")
            and end - start < 3
            and not site.left.rpartition("\n")[2].strip()
        ):
            return site.mention(end, "identifier")
    return None


def _counts(text: str, end: int) -> bool:
    """Tell whether a classifier follows the number, or 多 or 余 and then one."""
    more = _pattern("more").match(text, end)
    return _pattern("unit").match(text, more.end() if more else end) is not None


def _read_measure(site: Site, number: Number) -> Mention | None:
    """Build a measure: range, 余 or 多, classifier or unit, qualifiers before and after."""
    text, start = site.text, site.start
    bound_before, begin = _bound_before(site)
    if text[start] in "百千万亿萬億" and bound_before == "exact":
        return None
    value, high, end, step = _second(text, number)
    bound = "range" if high == high else "more_than" if number.more else bound_before
    stop = end
    if match := _pattern("more").match(text, stop):
        bound, stop = "more_than", match.end()
    kind, unit = "quantity", None
    if match := _pattern("points").match(text, stop):
        kind, stop = "percent", match.end()
        unit = Unit(
            "percentage point" if "百分" in match[0] else "percent", match.start(), stop, True
        )
        if match[0][0] == "成":
            value, high, step = value * 10 + 5 * (len(match[0]) - 1), high * 10, step * 10
    else:
        if text.startswith("个半", stop):
            value, stop = value + 0.5, stop + 2
        unit = _classifier(text, stop)
        stop = unit.end if unit else stop
        if unit and _pattern("half").match(text, stop):
            value, stop = value + 0.5, stop + 1
        if not text[start].isdecimal() and _is_idle(text[start:end], number, unit):
            return None
    if match := _pattern("after").match(text, stop):
        bound = lexicon.HAN_QUALIFIERS_AFTER[match[0]] if bound == "exact" else bound
        stop = match.end()
    return Mention(begin, stop, start, end, kind, value, high, bound, unit,
                   _direction(site, begin), step)  # fmt: skip


def _second(text: str, number: Number) -> tuple[float, float, int, float]:
    """Return value, value_high, end and step, of a range if a second number follows."""
    match = _pattern("joint").match(text, number.end) or _joint_after_unit(text, number)
    other = read_number(text, match.end()) if match else None
    value = number.value
    if other is not None:
        if value < 1000 < other.value and number.factor == 1 < other.factor:
            value *= other.factor
        if other.value > value:
            return value, other.value, other.end, other.step
    return number.value, NAN, number.end, number.step


def _joint_after_unit(text: str, number: Number) -> re.Match[str] | None:
    """Find the joint of 180元至980元, where both numbers have the same unit."""
    unit = _pattern("unit").match(text, number.end)
    match = _pattern("joint").match(text, unit.end()) if unit else None
    if (
        unit is None
        or match is None
        or text[max(0, number.start - 1) : number.start] in ("从", "由")
    ):
        return None
    other = read_number(text, match.end())
    return match if other and text.startswith(unit[0], other.end) else None


def _classifier(text: str, start: int) -> Unit | None:
    """Return the unit or classifier at `start`, or a Latin unit ("35 km")."""
    match = _pattern("unit").match(text, start)
    if match is None:
        return find_unit(text, start)
    return Unit(lexicon.HAN_UNITS.get(match[0], match[0]), start, match.end(), True)


def _is_idle(numeral: str, number: Number, unit: Unit | None) -> bool:
    """Tell whether numerals are part of a word: no unit after them, or 一 as an article (一个)."""
    if unit is None:
        return number.value < 100 or len(numeral) == 1
    return numeral == "一" and unit.name not in lexicon.HAN_AFTER_YI


def _bound_before(site: Site) -> tuple[str, int]:
    match = _pattern("before").search(site.left[-8:])
    if match is None:
        return "exact", site.start
    return lexicon.HAN_QUALIFIER_OF[match[1]], site.start - len(match[0])


def _direction(site: Site, start: int) -> str | None:
    match = _pattern("trend").search(site.text[max(site.floor, start - 6) : start])
    return lexicon.HAN_TREND_OF[match[1]] if match else None
