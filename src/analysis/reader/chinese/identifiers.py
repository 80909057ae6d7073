"""Tell apart the Chinese numbers that measure nothing: names, orders, addresses, hotlines."""

import re

from analysis.reader.chinese.nouns import find_unit, sign_before
from analysis.reader.digits import SERVICE, Number
from analysis.reader.mention import Mention
from analysis.reader.patterns import Rule, rule
from analysis.reader.site import Site
from analysis.reader.units import latin_unit

# fmt: off
DOOR = Rule("parts of an address", r"(?:单元|單元|室|房间|[栋棟幢弄号號座层層楼樓])",
    reads="一环路{18号}{3栋}{502室} → identifier | identifier | identifier",
    leaves="共18栋 → 18 栋")
NAME = Rule("Chinese words that make a number a name", r"""
    \s? (?: 年级 | 大(?=[以报精召提代起后之的，。、]) | [国省县]道
    | 号(?:线|楼|院|文|令|房|馆|台风|公路|公告|门|机|店|厅)?
    | [条條](?=规定|第|之|款) | 款(?=规定)
    | 路公交 | 路(?=\s?(?:等\s?\d*\s?[条條]|、[\dA-Za-z]+路)) | 频道 | 中(?=学|全会)
    | 届.{0,2}全会 | 届全国
    | (?<=[一二])战(?=[期后後前中时時结爆的以老]|(?<=二战)(?:[、，。和与]|$))
    | [楼樓](?![盘盤房宇道]) | 局[上下](?![来來去])
    | [)）]班
    | 热线 | 电话 | 基地 | 平台 | 专线 | 报警 | 接警 | 指挥中心 | 医院 | 中学 | 部队 | 服务热线
    | 高速 | 公路 | 航班 | 次列车 | 型 | 系列 | 法案 | 》 )""",
    reads="{十八大}以来 → identifier // {107国道} → identifier // {107 国道}长 → identifier // {83 "
    "路}等 9 条公交 → identifier | 9 条 // {110报警} → identifier",
    leaves="十八名 → 18 名 // 三战后 → nothing")
PLAN = Rule("five-year plan", '十[一二三四五六]五(?=[”"’」时规規期])',
    reads="“{十四五}”时期 → identifier", leaves="四五名 → range 4..5 名")
MEETING = Rule("meeting of a session", r"届.{0,8}$",
    reads="十届全国人大{三}次会议 → identifier | identifier", leaves="三次会议 → 3 次")
SHAPE = Rule("Chinese shapes of names", r"""
    \d{1,2}·\d{1,2}(?!\d) | <<telephone>> | <<version>> | \d{1,3}[:：∶比-]\d{1,3}
    | (?<=\+)\d{1,3}(?:[ -]\d{2,5}){2,4}(?!\d)
    | \d{1,3}胜(?:\d{1,3}平)?\d{1,3}[负負]
    | (?<=[［\[])\d{1,2}(?=[］\]]) | (?<=[坐乘搭换])\d{1,3}路 | (?<!\d)[1-9]\d{2}路
    | (?<=[(（])\d{1,2}(?=[)）](?!\s?<<Chinese unit>>|[%％日])\s?[\u4e00-\u9fff])
    | (?<=[：；])\d{1,2}(?=[．.、]\s?[\u4e00-\u9fff])
    | (?<=[）)][\u4e00-\u9fff])\d{2,4}(?=[\u4e00-\u9fff]{1,4}\d+号)""",
    reads="以{3：1}胜 → identifier // 注：［{1}］按 → identifier // 招录（{1}）应届生 → identifier "
    "// 处罚：{1}．没收 → identifier // 坐{210路}回 → identifier // 以{0∶2}负 → identifier // "
    "（{2023}）皖{1302}民初{4096号} → date | identifier | identifier // 迎{3·15}， → identifier // "
    "以{3胜2负}居首 → identifier",
    leaves="用3-15天 → range 3..15 day")
QUOTED = Rule("digits in a quoted name", r"""
    (?<=[\u4e00-\u9fff])\d+[”’」》]
    | \d{2,}\s?(?:指[数數]|期[货貨])
    | (?<=[\u4e00-\u9fff][（(])(?:[0368]\d{5}|\d{4})(?=[）)．.；;，,])""",
    reads="《中国100》 → identifier // 沪深300指数 → identifier // 富时 100 指数 → identifier // "
    "华澜股份（603917）公告 → identifier // 晶澤電子（6891）公告 → identifier",
    leaves="“中国”100台 → 100 台")
TITLE = Rule("rest of a title", "[^《》\n]{0,40}》", reads="读《{一千零一}夜》 → identifier",
    leaves="读《一千零一夜 → 1001 夜")
RANGE = Rule("range goes on", r"\s?<<Chinese range joint>>\s?\d",
    reads="GDP 8至9亿元 → range 800000000..900000000 yuan", leaves="卖Mate 60至今 → identifier")
CALLS = Rule("Chinese words of calling", r"""
    (?: [国國省县縣乡鄉]道|详询|咨询|垂询|拨打|撥打|[请請][打拨撥]|致電|可[电電]|專線|专线
        |查詢|查询|電話|熱線|平台|网址|热线
        |电话|致电|客服|群|账号|代[码碼号號]|编码|房间|邮编|号码|[\u4e00-\u9fff]号|背號 )
    (?:为|是|：|:|号|号码)?\s*$""",
    reads="拨打110 → identifier // 查詢：2815 6600， → identifier // 沿縣道203線 → identifier // "
    "电话为2867 → identifier",
    leaves="拨打110次 → 110 次")
DIALLED = Rule("number dialled in groups", r"\d{3,4}(?:[ －-]\d{3,4}){1,2}(?!\d)",
    reads="致电{2527 7177}提供 → identifier", leaves="致电25277177 → identifier")
GRADE = Rule("class of a school after its number", r"""
    (?<=[高初大])[一二三四](?=\s?(?:[（(\d]|[上下]学期|[上下]學期|新生|学[生年子]|學[生年子]|[男女]生|毕业
        |畢業|[的和及、，。]))""",
    reads="招收高{一}新生 → identifier // 高{三}（2）班 → identifier | identifier // 初{二}学生 → "
    "identifier",
    leaves="提高三成， → 30 percent up // 高三米， → 3 meter")
SLOGAN = Rule("slogan of so many things", r"""
    (?<=[“"「『‘])(?:<<Chinese numerals>>|十) [个個大項项] (?!月|人|多|小时|小時|孩子|星期|百分)
        [^\W\d_]{1,6}[”"」』’]""",
    reads="“{三}个增长”落实 → idiom", leaves="“三个月内” → at_most 3 month // 三个增长 → 3 个")
READ_OUT = Rule("digits read out one by one", r"(?:<<Chinese numerals>>|幺|[点點](?=.)){3,24}",
    reads="拨打{幺幺零} → identifier // 房间是{三〇五}， → identifier", leaves="三〇五名 → 305 名")
MEASURES = Rule("unit of a range", r"""
    (?![胜勝])\s{0,2}(?:[%％‰余多]|<<Chinese scales>>|[kKw](?![A-Za-z])|<<Chinese unit>>)""",
    reads="印5-6万册 → range 50000..60000 册", leaves="印5-6， → identifier")
COUNTED = Rule("unit after some more", "[余餘馀多几來]?<<Chinese unit>>",
    reads="拨打110余次 → more_than 110 次", leaves="拨打110余 → identifier")
# fmt: on


_STREETS = tuple("路街段巷弄道")
_OPENS = tuple('“"「『‘')
LUNAR = ("正月", "腊月", "臘月")


def titled(site: Site) -> Mention | None:
    """Read a number inside a title as part of a name: 《一千零一夜》."""
    text, start, number = site.text, site.start, site.number
    left = text[max(0, start - 24) : start]
    if number is None or left.rfind("《") <= left.rfind("》"):
        return None
    return site.mention(number.end, "identifier") if TITLE.match(text, number.end) else None


def address(site: Site) -> Mention | None:
    """Read the number of a house, a unit or a room: 一环路18号3栋2单元502室."""
    text, last, number = site.text, site.previous, site.number
    if number is None or number.form != "plain":
        return None
    door = DOOR.match(text, number.end)
    if door is None:
        return None
    goes_on = last is not None and last.kind == "identifier" and last.end == site.start
    street = door[0] in "号號弄" and text[max(0, site.start - 1) : site.start] in _STREETS
    if goes_on or street or door[0] in ("室", "房间"):
        return site.mention(number.end, "identifier", stop=door.end())
    return None


def ordinal(site: Site) -> Mention | None:
    """Read 第二批, 头一天, 初五."""
    number, first = site.number, site.text[site.start]
    before = site.left.rstrip()[-1:]
    if number is None:  # more digits than a figure has
        return site.run() if first.isdecimal() else None
    if before == "第" or (before in ("头", "頭") and first in "一两三"):
        return site.mention(
            number.end, "ordinal", number.value, begin=site.text.rindex(before, 0, site.start)
        )
    if number.form == "han" and site.left.endswith(LUNAR):
        return site.mention(number.end, "date", begin=site.start - 2)
    if GRADE.match(site.text, site.start):
        return site.mention(number.end, "identifier")
    if before == "初" and first in "一二三四五六七八九十":
        return site.mention(number.end, "date")
    return None


def read_out(site: Site) -> Mention | None:
    """Read a code whose digits are read out one by one: 幺幺零, 九一八."""
    number = site.number
    if number and number.form != "code":
        return None
    match = READ_OUT.match(site.text, site.start)
    if match is None:
        return None
    if "幺" not in match[0] and find_unit(site.text, match.end()):
        return None
    return site.mention(match.end(), "identifier")


def named(site: Site) -> Mention | None:
    """Read a number that names by the words or signs around it: 十八大, 107国道, 110热线."""
    text, start, number = site.text, site.start, site.number
    if number is None:
        return None
    end = number.end
    if text[start - 1 : start] in _OPENS and SLOGAN.match(text, start):
        return site.mention(end, "idiom")
    if match := NAME.match(text, end):
        return site.mention(end, "identifier", stop=match.end())
    meets = text[end : end + 1] == "次" and MEETING.search(text[max(0, start - 12) : start])
    if meets or (text[start] == "十" and PLAN.match(text, start)):
        return site.mention(end, "identifier")
    match = SHAPE.match(text, start)
    sure = match and (len(match[0]) > 8 or "." in match[0] or match[0][-1] == "路")
    if match and (sure or not MEASURES.match(text, match.end())):
        return site.mention(match.end(), "identifier")
    if number.form == "decimal" and site.left[-1:].isupper() and touches(site, number):
        return None if MEASURES.match(text, end) else site.run()
    if number.form != "plain":
        return None
    called = is_called(site, number)
    if called and (match := DIALLED.match(text, start)):
        return site.mention(match.end(), "identifier")
    if called or touches(site, number) or QUOTED.match(text, start):
        return site.run()
    heads = end - start < 3 and not site.left.rpartition("\n")[2].strip()
    if heads and text[end : end + 1] in ("、", "．", "."):
        return site.mention(end, "identifier")
    return None


@rule("letters and signs that touch digits in Chinese",
      reads="新冠-19期间 → identifier // PM2.5浓度 → identifier // 歼20A首飞 → identifier // "
      "编为007的 → identifier // 推出iPhone 15，起 → identifier",
      leaves="长20km，宽 → 20 kilometer // 气温-5℃ → -5 degree celsius")  # fmt: skip
def touches(site: Site, number: Number) -> bool:
    """Tell whether letters, signs or a leading zero make digits part of a name."""
    text, before, after = site.text, site.left[-1:], site.text[number.end : number.end + 1]
    if before in tuple("-#_·") or (before.isascii() and before.isalnum()):
        return not site.currency and not sign_before(site, number.end)
    word = site.left.rstrip()[-1:]
    if word.isascii() and word.isalpha():
        end = number.end
        return not (MEASURES.match(text, end) or RANGE.match(text, end) or latin_unit(text, end))
    if text[site.start] == "0" and number.end - site.start > 1:
        return True
    return after.isascii() and after.isalpha() and latin_unit(text, number.end) is None


def is_called(site: Site, number: Number) -> re.Match[str] | bool | None:
    """Tell whether digits are dialled: a public line, or after 拨打 and the like."""
    called = SERVICE.match(site.text, site.start) or CALLS.search(site.left)
    return called and not COUNTED.match(site.text, number.end)
