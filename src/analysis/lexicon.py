"""The words that the reader knows, English and Chinese: tables, no logic.

Words stand in lower case unless their case tells something. Canonical unit names are singular,
lower case and American in spelling.
"""

KINDS = ("quantity", "percent", "date", "ordinal", "identifier", "idiom", "vague")
BOUNDS = (
    "exact",
    "more_than",
    "at_least",
    "nearly",
    "less_than",
    "at_most",
    "about",
    "range",
)
TRENDS = ("up", "down")
MEASURED_KINDS = frozenset({"quantity", "percent", "vague"})


def _words(text: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    """Return the phrases of a table, with a bar between them."""
    return frozenset(phrase.strip() for phrase in text.split("|"))


def _of_group(groups: dict[str, str]) -> dict[str, str]:
    """Return every phrase with the group that it belongs to."""
    return {phrase: group for group, text in groups.items() for phrase in _phrases(text)}


def _numbered(text: str, start: int, step: int = 1) -> dict[str, int]:
    """Return the words of a table, numbered from `start` in steps."""
    return {word: start + step * place for place, word in enumerate(text.split())}


# --- numbers -----------------------------------------------------------------------------------

ONES = _numbered("zero one two three four five six seven eight nine", 0)
TEENS = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
BELOW_HUNDRED = ONES | TEENS | TENS
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "dozen": 12,
}
SCALE_LETTERS = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "cr": 10**7,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
ORDINALS = (
    _numbered("first second third fourth fifth sixth seventh eighth ninth tenth", 1)
    | _numbered("eleventh twelfth thirteenth fourteenth fifteenth", 11)
    | _numbered("sixteenth seventeenth eighteenth nineteenth", 16)
    | _numbered("twentieth thirtieth fortieth fiftieth sixtieth", 20, 10)
    | _numbered("seventieth eightieth ninetieth hundredth", 70, 10)
    | {"thousandth": 10**3, "millionth": 10**6}
)
FRACTIONS = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 1 / 8,
    "ninth": 1 / 9,
    "tenth": 1 / 10,
    "twentieth": 1 / 20,
    "hundredth": 1 / 100,
}
MULTIPLE_WORDS = {
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "thrice": 3,
    "triple": 3,
    "treble": 3,
    "tripled": 3,
    "triples": 3,
    "tripling": 3,
    "trebled": 3,
    "trebling": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "quadruples": 4,
    "quadrupling": 4,
    "quintuple": 5,
    "quintupled": 5,
}
VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4}
VAGUE_PLURALS = _words(
    """
    billions crores dozens hundreds lakhs millions thousands trillions
    """
)
# "several thousand" has no value of its own
FEW = _words(
    """
    countless few many several
    """
)
NUMBER_WORDS = (
    frozenset([*BELOW_HUNDRED, *SCALES, *ORDINALS, *MULTIPLE_WORDS, *VAGUE_PLURALS])
    | {"half", "halves", "quarter", "quarters"}
) - {"lac"}
HAN_DIGITS = _numbered("〇 一 二 三 四 五 六 七 八 九", 0) | {"零": 0, "两": 2, "兩": 2}
# largest first: a number is split at its largest scale
HAN_SCALES = {
    "兆": 10**12,
    "亿": 10**8,
    "億": 10**8,
    "万": 10**4,
    "萬": 10**4,
    "千": 1000,
    "百": 100,
    "十": 10,
}
HAN_MORE = "余餘馀多来來"

# --- bounds and directions ---------------------------------------------------------------------

QUALIFIER_OF = _of_group(
    {
        "range": "between",
        "more_than": """
            > | a little over | above | better than | beyond | bigger than | crossed | crosses|
            crossing | deeper than | exceed | exceeded | exceeding | exceeds | farther than|
            faster than | further than | greater than | heavier than | higher than | in excess of|
            just over | larger than | later than | longer than | more than | north of | older than|
            outnumbering | over | passed | past | slightly over | surpass | surpassed | surpasses|
            surpassing | taller than | topped | topping | tops | upwards of | well over
        """,
        "at_least": """
            a minimum of | at least | at the least | minimum | minimum of | no fewer than|
            no less than | no lower than | no smaller than | not below | not fewer than|
            not less than | not lower than | ≥
        """,
        "nearly": """
            almost | approaching | close to | just short of | near | near to | nearing | nearly|
            nearly as many as | virtually
        """,
        "less_than": """
            < | below | cheaper than | fewer than | just below | just under | less than|
            lighter than | lower than | shorter than | smaller than | under | well under|
            younger than
        """,
        "at_most": """
            a maximum of | as high as | as many as | as much as | at most | maximum | maximum of|
            no greater than | no higher than | no later than | no longer than | no more than|
            no older than | not above | not exceed | not exceeding | not higher than|
            not longer than | not more than | not over | not to exceed | up to | within | ≤
        """,
        "about": """
            about | an approximate | an estimated | approx | approx. | approximate | approximately|
            approximating | around | c. | ca. | circa | estimated | estimated at | estimated to be|
            in the order of | in the region of | more or less | on the order of | or about|
            roughly | some | somewhere around | ~ | ≈
        """,
    }
)
# after these words "past", "over" and the like are prepositions, adverbs or parts of a verb
NOT_QUALIFIED = {
    "past": _words(
        """
        during for half in over quarter the these this
        """
    ),
    "over": _words(
        """
        all carried carry hand handed handing hands spread take taken takes taking took turn
        turned turns win won
        """
    ),
    "up to": _words(
        """
        add added adds bumped climb climbed climbs crept edged go goes going gone inched jumped
        leapt lined lines live lived lives moved moves owned owns pushed pushing rise risen rises
        rising rose shot soared stood ticked went
        """
    ),
    "under": _words(
        """
        came come comes
        """
    ),
    "about": _words(
        """
        knew know learn talk talked talks think
        """
    ),
}
# after the number or its unit
QUALIFIERS_AFTER = _of_group(
    {
        "at_least": """
            and above | and more | and older | and over | and up | at least | or above | or better|
            or greater | or higher | or later | or longer | or more | or older | or over
        """,
        "at_most": """
            and below | and under | and younger | at most | at the most | or below | or fewer|
            or less | or lower | or under | or younger
        """,
        "about": """
            or so | or thereabouts
        """,
        "more_than": """
            + | -odd | -plus | odd | plus
        """,
    }
)
# may stand between the qualifier and the number
BEFORE_NUMBER = _words(
    """
    $ a a$ additional an another c$ cny eur gbp hk$ hkd inr ksh nt$ nz$ rm rmb rp rs rs. s$ sh tk
    u.s. u.s.$ us us$ usd £ ¥ ฿ ₦ ₩ ₪ ₫ € ₱ ₴ ₹ ₺ ₽ ＄ ￡ ￥
    """
)
DURATIONS = _words(
    """
    century day decade hour minute month night season week year
    """
)
# "for over three years" exceeds, "$8 million over three years" does not
BEFORE_OVER = _words(
    """
    after aged and are at by for in is just last lasted lasting lasts lived of spend spending
    spent take takes taking than to took wait waited waiting waits was well were with worked
    working
    """
)
AGO = _words(
    """
    ago before earlier previously
    """
)
HAN_QUALIFIER_OF = _of_group(
    {
        "more_than": """
            多于 | 多於 | 大于 | 大於 | 突破 | 超 | 超出 | 超过 | 超過 | 跨过 | 过 | 逾 | 逾过|
            過 | 高于 | 高於
        """,
        "nearly": """
            临近 | 几乎 | 将近 | 將近 | 幾乎 | 接近 | 接近上年的 | 近 | 近乎 | 逼近
        """,
        "less_than": """
            不到 | 不满 | 不滿 | 不足 | 低于 | 低於 | 小于 | 小於 | 少于 | 少於 | 未到 | 未满|
            未达
        """,
        "at_most": """
            不多于 | 不大于 | 不超过 | 不超過 | 不逾 | 不高于 | 多达 | 多達 | 最多 | 最高 | 至多
        """,
        "at_least": """
            不低于 | 不低於 | 不小于 | 不少于 | 不少於 | 最少 | 至少 | 起码
        """,
        "about": """
            估計 | 估计 | 大概 | 大約 | 大约 | 大致 | 左右约 | 差不多 | 約 | 約有 | 约 | 约为|
            约有 | 预计约
        """,
    }
)
HAN_QUALIFIERS_AFTER = _of_group(
    {
        "at_least": """
            以上 | 及以上 | 或以上
        """,
        "at_most": """
            之内 | 内 | 以下 | 以內 | 以内 | 及以下
        """,
        "about": """
            上下 | 前后 | 左右 | 許 | 许
        """,
    }
)
TREND_OF = _of_group(
    {
        "up": """
            accelerated | add | added | adding | additional | advance | advanced | advances|
            boosted | climb | climbed | climbing | climbs | expand | expanded | expanding|
            expands | expansion | extra | gain | gained | gaining | gains | grew | grow | growing|
            grown | grows | growth | higher | hike | hiked | improved | increase | increased|
            increases | increasing | jump | jumped | jumping | jumps | more | newly | plus | raise|
            raised | raising | rallied | rally | rebounded | rise | risen | rises | rising | rose|
            skyrocketed | soar | soared | soaring | soars | surge | surged | surges | surging|
            swelled | up | uptick | upward | upwards
        """,
        "down": """
            contract | contracted | contraction | cut | cuts | cutting | decline | declined|
            declines | declining | decrease | decreased | decreases | decreasing | dip | dipped|
            down | downward | drop | dropped | dropping | drops | eased | fall | fallen | falling|
            falls | fell | fewer | halved | less | lose | loses | losing | lost | lower | lowered|
            lowering | minus | narrowed | plummeted | plunge | plunged | plunging | reduce|
            reduced | reduces | reducing | reduction | retreated | sank | shed | shrank | shrink|
            shrinking | shrunk | slashed | slid | slide | sliding | slip | slipped | slump|
            slumped | trimmed | tumble | tumbled | weakened
        """,
    }
)
HAN_TREND_OF = _of_group(
    {
        "up": """
            上升 | 上涨 | 升 | 同比增 | 回升 | 增 | 增加 | 增幅 | 增至 | 增長 | 增长 | 多出 | 扩大|
            提升 | 提高 | 新增 | 涨 | 环比增
        """,
        "down": """
            下滑 | 下跌 | 下降 | 减 | 减少 | 回落 | 少 | 收窄 | 減少 | 缩减 | 缩短 | 跌 | 降|
            降低 | 降幅
        """,
    }
)
# "from A to B" after these is two figures and no range
CHANGE_WORDS = _words(
    """
    advanced ballooned boosted brought change changed changing charge charged charges charging
    climb climbed climbing cut cuts cutting decline declined decrease decreased dipped doubled
    down drop dropped evolved expand expanded expanding extend extended fall fallen falling falls
    fell gain gained go goes going grew grow growing grown grows growth hiked improve improved
    increase increased increases increasing jump jumped lower lowered moved narrowed plummeted
    plunged promotion raise raised raising recharges reduce reduced reducing reduction rise risen
    rises rising rose shifted shortened shrank shrink shrunk slashed slid slipped soared surged
    swelled switched swung trimmed tumbled up upgraded went widened
    """
)

# --- units -------------------------------------------------------------------------------------

CURRENCY_SIGNS = {
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yuan",
    "￥": "yuan",
    "₹": "rupee",
    "₩": "won",
    "₽": "ruble",
    "₦": "naira",
    "฿": "baht",
    "₫": "dong",
    "₱": "peso",
    "₺": "lira",
    "₴": "hryvnia",
    "₪": "shekel",
    "＄": "dollar",
    "￡": "pound",
}
# before a sign ("US$") or before the number ("Rs 500")
CURRENCY_CODES = {
    "us": "dollar",
    "u.s.": "dollar",
    "a": "australian dollar",
    "au": "australian dollar",
    "c": "canadian dollar",
    "ca": "canadian dollar",
    "s": "singapore dollar",
    "hk": "hong kong dollar",
    "nt": "new taiwan dollar",
    "nz": "new zealand dollar",
    "r": "real",
    "usd": "dollar",
    "rmb": "yuan",
    "cny": "yuan",
    "hkd": "hong kong dollar",
    "eur": "euro",
    "gbp": "pound",
    "inr": "rupee",
    "jpy": "yen",
    "aud": "australian dollar",
    "cad": "canadian dollar",
    "sgd": "singapore dollar",
    "chf": "swiss franc",
    "krw": "won",
    "rs": "rupee",
    "rs.": "rupee",
    "re": "rupee",
    "rp": "rupiah",
    "rm": "ringgit",
    "tk": "taka",
    "ksh": "shilling",
    "kes": "shilling",
    "sh": "shilling",
    "aed": "dirham",
    "pkr": "pakistani rupee",
    "zar": "rand",
    "brl": "real",
    "mop": "pataca",
}
# as they are written before a number
CODE_FORMS = _words(
    """
    AED AUD BRL CAD CHF CNY EUR GBP HKD INR JPY KES KRW KSh Ksh MOP NZD PKR RM RMB RS Re Rp Rs Rs.
    SGD Sh Tk USD ZAR
    """
)
CURRENCY_NOUNS = _words(
    """
    baht cedi cent dinar dirham dollar dong euro forint franc krona krone lira naira paise pence
    penny peso pound rand real renminbi ringgit riyal rouble ruble rupee rupiah shekel shilling
    taka won yen yuan zloty
    """
)
# canonical name: its spellings, a blank written as _, the plural in -s understood
UNIT_SPELLINGS = {
    "yuan": "yuan rmb renminbi cny",
    "dollar": "dollar usd u.s._dollar us_dollar u.s._dollars us_dollars bucks",
    "hong kong dollar": "hong_kong_dollar hk_dollar hong_kong_dollars hk_dollars",
    "pound": "pound pound_sterling pounds_sterling",
    "euro": "euro eur",
    "rupee": "rupee rs inr",
    "cent": "cent ¢",
    "yen": "yen",
    "won": "won",
    "rouble": "rouble roubles",
    "kilometer": "kilometer kilometre km kms",
    "meter": "meter metre m",
    "millimeter": "millimeter millimetre mm",
    "centimeter": "centimeter centimetre cm",
    "nanometer": "nanometer nanometre nm",
    "micrometer": "micrometer micrometre micron µm μm",
    "mile": "mile",
    "nautical mile": "nautical_mile nautical_miles",
    "inch": "inch inches",
    "foot": "foot feet ft",
    "yard": "yard",
    "kilogram": "kilogram kilogramme kg kgs kilo",
    "gram": "gram gramme g",
    "milligram": "milligram mg",
    "microgram": "microgram µg μg mcg",
    "tonne": "tonne metric_ton metric_tons metric_tonnes",
    "ton": "ton",
    "catty": "catty jin",
    "ounce": "ounce oz",
    "lb": "lb lbs",
    "hectare": "hectare ha",
    "mu": "mu",
    "acre": "acre",
    "square kilometer": "square_kilometer square_kilometre square_kilometers square_kilometres "
    "sq_km "
    "sq._km km² km2 square_km",
    "square meter": "square_meter square_metre square_meters square_metres sq_m sq._m m² m2 sqm",
    "square mile": "square_mile square_miles sq_mi",
    "square foot": "square_foot square_feet sq_ft sq._ft",
    "cubic meter": "cubic_meter cubic_metre cubic_meters cubic_metres m³ m3",
    "cubic foot": "cubic_feet cubic_foot",
    "liter": "liter litre",
    "hectoliter": "hectoliter hectolitre hl",
    "milliliter": "milliliter millilitre ml",
    "gallon": "gallon",
    "year": "year yr yrs",
    "month": "month",
    "week": "week wk wks",
    "day": "day",
    "hour": "hour hr hrs h",
    "minute": "minute min mins",
    "second": "second sec secs s",
    "millisecond": "millisecond ms",
    "decade": "decade",
    "night": "night",
    "century": "century centuries",
    "people": "people person persons",
    "person-time": "person-time person-times person_times",
    "time": "times",
    "fold": "fold x",
    "‰": "‰",
    "mph": "mph",
    "mile per hour": "mile_per_hour miles_per_hour",
    "kilometer per hour": "km/h kph kmh kmph kilometers_per_hour kilometres_per_hour km_per_hour",
    "meter per second": "m/s meters_per_second metres_per_second",
    "gb": "gb gigabyte",
    "mb": "mb megabyte",
    "tb": "tb terabyte",
    "kb": "kb kilobyte",
    "gbps": "gbps gbit/s",
    "mbps": "mbps",
    "hz": "hz hertz",
    "ghz": "ghz gigahertz",
    "mhz": "mhz megahertz",
    "mah": "mah",
    "mp": "mp",
    "kw": "kw",
    "mw": "mw",
    "gw": "gw",
    "kwh": "kwh",
    "mwh": "mwh",
    "gwh": "gwh",
    "twh": "twh",
    "tw": "tw",
    "kilowatt hour": "kilowatt_hour kilowatt_hours kilowatt-hour kilowatt-hours",
    "megawatt hour": "megawatt_hours megawatt-hours megawatt_hour",
    "gigawatt hour": "gigawatt_hours gigawatt-hours gigawatt_hour",
    "terawatt hour": "terawatt_hours terawatt-hours terawatt_hour",
    "light year": "light_year light_years light-year light-years",
    "degree": "degree °",
    "degree celsius": "°c ℃ degrees_celsius degree_celsius celsius degrees_c",
    "degree fahrenheit": "°f ℉ degrees_fahrenheit fahrenheit",
    "hpa": "hpa",
    "pence": "pence p",
    "basis point": "basis_point basis_points bps bp",
    "point": "point",
    "barrel": "barrel bbl",
    "bpd": "bpd",
    "bushel": "bushel",
    "calorie": "calorie",
    "kcal": "kcal",
    "horsepower": "horsepower hp bhp",
    "decibel": "decibel db",
    "percentage point": "percentage_points percentage_point",
    "ppm": "ppm",
    "ppb": "ppb",
    "part per million": "parts_per_million",
    "part per billion": "parts_per_billion",
}
# units only where they touch the number ("5s")
TOUCHING_UNITS = _words(
    """
    b c f g h l m p s t x
    """
)
# no units after a hyphen ("70-plus")
NOT_COMPOUND = _words(
    """
    odd plus
    """
)
HAN_UNITS = {
    "元": "yuan",
    "元人民币": "yuan",
    "块钱": "yuan",
    "美元": "dollar",
    "港元": "hong kong dollar",
    "公里": "kilometer",
    "千米": "kilometer",
    "米": "meter",
    "厘米": "centimeter",
    "毫米": "millimeter",
    "公斤": "kilogram",
    "千克": "kilogram",
    "克": "gram",
    "吨": "tonne",
    "噸": "tonne",
    "斤": "catty",
    "公顷": "hectare",
    "亩": "mu",
    "畝": "mu",
    "平方公里": "square kilometer",
    "年": "year",
    "个月": "month",
    "個月": "month",
    "月": "month",
    "周": "week",
    "天": "day",
    "日": "day",
    "小时": "hour",
    "小時": "hour",
    "分钟": "minute",
    "分鐘": "minute",
    "秒": "second",
    "人": "people",
    "倍": "time",
    "英寸": "inch",
    "‰": "‰",
}
HAN_CLASSIFIERS = _words(
    """
    比特 字节 兆字节 千伏 千瓦 兆瓦 兆赫 千卡 ℃ 万千瓦 丈 世纪 两 个 个百分点 乡 亩次 人份 人家
    人次 人民币 代 件 份 伏 位 例 個 像素 兆 兆瓦 具 军 分 列 剂 剂次 劑 加仑 加元 包 匹 区 區 千伏
    千卡 千瓦 千瓦时 升 单 卡 卢布 厂 县 口 口人 句 只 台 名 吨公里 员 周岁 員 單 回 团 园 国 圈 场
    场次 块 块钱 場 塊 处 夜 头 套 字 季 学年 学时 学期 安 宗 家 宿 寸 将 尊 尺 局 层 屆 届 層 岁
    州 工作日 市 师 帕 帧 席 幅 幢 平方千米 平方米 床 店 度 座 张 张床 張 戶 户 户次 所 批 批次 把
    摄氏度 支 新台币 方 旅 日元 晚 月 期 本 村 条 杯 枚 枝 架 架次 标准箱 栋 校 株 根 格 档 桩 桶
    條 棵 樁 次 欧元 款 步 歲 段 毫升 海里 滴 澳元 点 焦 片 环 班 班次 環 瓦 瓶 番 盎司 盒 省 碗 磅
    票 种 種 立方米 站 站点 笔 车 死 伤 筆 箱 節 篇 类 粒 級 組 縣 级 线 组 网 群 臺 艘 节 英尺
    英里 英镑 营 蒲式耳 處 袋 词 课时 赫兹 起 趟 路 輛 輪 车次 轮 辆 辆次 连 遍 道 部 里 针 镇 門
    間 门 间 队 院 隻 集 面 韩元 項 頭 類 页 顶 项 顿 颗 餐 馆 首 點
    """
)
# 一 counts before these units; before others it is an article
HAN_AFTER_YI = _words(
    """
    day hour kilogram kilometer meter minute month mu second time tonne week year yuan
    """
)

# --- noun phrases ------------------------------------------------------------------------------

# end a noun phrase before its head
STOP_WORDS = _words(
    """
    a a.m. about above abroad according across after again against ago all almost alone
    already also although altogether always am amid among an annually any apart approximately
    are aren't around as at away back be because been before behind being below beside between
    beyond both bst but by can can't compared could couldn't deep depending despite did didn't
    do does doesn't don't done down due during e.g. each earlier either est et etal even every
    exactly except fewer following for from gmt had has hasn't have haven't having he he's her
    here herself high him himself his how however i i.e. if in including inside instead into
    is isn't ist it it's its itself just later less like long may maybe me meanwhile might
    minus monthly moreover must my nationwide near nearly neither never no none nor not now of
    off often old on once only onto or our out outside over p.m. per perhaps plus pm quite
    rather respectively roughly shall she she's should since so some sometimes soon still tall
    than that that's the their them themselves then there therefore these they they're this
    those though through throughout till times to today together tomorrow too toward towards
    twice under unless unlike until up upon us usually utc versus very via vs vs. was wasn't
    we we're were weren't what when where whereas whether which while who whom whose why wide
    will with within without won't worldwide would wouldn't yearly yesterday yet you your
    """
)
# verbs that follow a number or a short noun phrase, and end it
VERBS = _words(
    """
    according account accounted added adds agreed allowed amounted appeared appears applied arrived
    ate attended based beat became become began begun belong belonged benefited bought brought
    built came carried claimed climbed closed come comes compared covered covers crossed declined
    decreased delivered departed depend depends died drew dropped drove ended enjoyed equal equals
    entered escaped exist existed expected extended extends faced failed fell felt finished fled
    flew followed follows found gave generated get gets give given gives go goes gone got grew
    grown handled happened held helped hit holds include included includes increased involve
    involved issued joined jumped kept launched led left let lived logged lost made make makes
    managed met missed moved need needed needs occurred opened paid participated passed played put
    qualify ran reached received remain remained remains represented returned rose said sat saw say
    says scored seek seemed seen served showed shown signed slept sold sought spanned spans stands
    started stayed stood suffered surged survived take taken takes told took totaled totalled
    traveled travelled tried turned used visited voted walked want wanted wants weighs went won
    worked
    """
)
ENDS = STOP_WORDS | VERBS | NUMBER_WORDS
# plurals that are not made by -s, or whose singular is not made by taking it away
PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "halves": "half",
    "shelves": "shelf",
    "wolves": "wolf",
    "thieves": "thief",
    "loaves": "loaf",
    "calves": "calf",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "media": "medium",
    "data": "data",
    "movies": "movie",
    "cookies": "cookie",
    "calories": "calorie",
    "ties": "tie",
    "pies": "pie",
    "zombies": "zombie",
    "selfies": "selfie",
    "rookies": "rookie",
    "birdies": "birdie",
    "brownies": "brownie",
    "sorties": "sortie",
    "hoodies": "hoodie",
    "smoothies": "smoothie",
    "prairies": "prairie",
    "foodies": "foodie",
    "newbies": "newbie",
    "bookies": "bookie",
    "magpies": "magpie",
    "pixies": "pixie",
    "strata": "stratum",
    "genies": "genie",
    "lies": "lie",
    "dies": "die",
    "buses": "bus",
    "viruses": "virus",
    "campuses": "campus",
    "bonuses": "bonus",
    "statuses": "status",
    "gases": "gas",
    "shoes": "shoe",
    "toes": "toe",
    "canoes": "canoe",
    "headaches": "headache",
    "avalanches": "avalanche",
    "caches": "cache",
    "niches": "niche",
    "series": "series",
    "species": "species",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "hypotheses": "hypothesis",
    "axes": "axe",
    "indices": "index",
    "matrices": "matrix",
    "alumni": "alumnus",
    "stimuli": "stimulus",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "larvae": "larva",
    "quizzes": "quiz",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "businessmen": "businessman",
    "fishermen": "fisherman",
    "firemen": "fireman",
    "servicemen": "serviceman",
    "gunmen": "gunman",
    "lawmen": "lawman",
    "workmen": "workman",
    "sportsmen": "sportsman",
    "congressmen": "congressman",
    "grandchildren": "grandchild",
    "schoolchildren": "schoolchild",
    "gentlemen": "gentleman",
    "congresswomen": "congresswoman",
    "salesmen": "salesman",
    "spokesmen": "spokesman",
    "clergymen": "clergyman",
    "airmen": "airman",
    "seamen": "seaman",
    "crewmen": "crewman",
    "aldermen": "alderman",
    "frontmen": "frontman",
    "cameramen": "cameraman",
    "herdsmen": "herdsman",
    "townspeople": "townspeople",
    "salespeople": "salespeople",
    "businesspeople": "businesspeople",
    "tradespeople": "tradespeople",
    "craftspeople": "craftspeople",
    "craftsmen": "craftsman",
}
# plural in meaning, or counted as they are
COLLECTIVES = _words(
    """
    aircraft baht cattle cavalry chinese clergy crew dead deer faculty fish folk gentry head
    horsepower hovercraft infantry japanese kin kwh lebanese livestock offspring personnel police
    portuguese poultry rand renminbi salmon series sheep shrimp spacecraft species staff sudanese
    swiss troops trout vietnamese watercraft won yen youth yuan
    """
)
# end in -s and are no plurals
NOT_PLURAL = _words(
    """
    access address aerospace afterwards airbus always analysis as athens athletics atlas barclays
    basis besides bias bonus brussels bus business business-class campus canvas caucus census
    chaos charles christmas class congress consensus continuous corpus crisis dangerous des
    diabetes diagnosis does downstairs economics electronics emphasis express famous focus gas
    glass grass has helpless his homeless hopkins hundreds indoors is its james jobless las lens
    less lloyds logistics los mass mathematics mcdonald's measles mercedes millions moody's mumps
    naples news nowadays numerous olympics outdoors overseas paralympics paris perhaps perilous
    physics plus politics precious press previous process progress religious reuters series
    serious siemens sinus sometimes starbucks status success surplus texas this thomas thousands
    thus towards united unless upstairs us various virus wales was williams wireless xi'an yes
    """
)
# no head after "one"
NOT_NOUNS = _words(
    """
    another bad big final first former full good key last least less main major more most new next
    old other own same single small such thing way whole
    """
)
# "one" after these is a pronoun
PRONOUN_BEFORE = _words(
    """
    another any bad big each every good great new no not old only some that the this which
    """
)

# --- names, ordinals, set phrases --------------------------------------------------------------

NUMBER_SIGNS = _words(
    """
    no no. nos nos. nr. number №
    """
)
# what follows is the number of a name
NAMING_WORDS = _words(
    """
    aisle annex apartment appendix apt apt. art. article articles berth bin carriage category
    channel chapter chapters clause clauses code codes covid decree dial dialed dialing dialled
    dialling directive docket episode exit expressway ext ext. extension fax fig fig. figs figure
    firmware flat flight flights footnote formula gate grade helpline highway highways hotline id
    influenza interstate isbn issue locker mailbox model motorway no no. nos nos. number p. page
    pages para paragraph paragraphs patch phase phone pier pin plate platform postal postcode pp.
    protocol psalm ref ref. reference regulation resolution room rooms rule runway sars sec.
    section sections serial sku subparagraph subsection suite table tables tel tel. telephone
    terminal type v. verse version versions vol vol. volume whatsapp zip №
    """
)
# the same where no unit or noun follows
NAMING_SOFT = _words(
    """
    account badge annex bay block booth box bus cabin chromosome class coach court day desk
    district docket drawer engine episode floor form game grade group hall heat incident item
    junction junctions lane level line lines lot phase platform qq round row schedule season seat
    serial series shelf shop squad stage stall step studio tier track tram unit ward wechat week
    zone
    """
)
# the same with a capital
NAMING_CAPITALS = _words(
    """
    Act Agenda Airbus Amendment Android Annex Apartment Apollo Appendix Area Ariane Artemis Article
    Avenue Beijing_2022 Berth Bill Block Bluetooth Boeing Book Box Building Bus CAC CSI Cabinet
    Cap. Camera Camp Carriage Case Category Chandrayaan Channel Chapter Chrome Class Clause Core
    Counter Court Day Debian Decree Delta Directive District Dock Euro Exit Expo Expressway FTSE
    Falcon Figure Firefox Flat Flight Floor Form Formula Fortune Galaxy Game Gate Grade Grid Group
    HTTP Hall Hangar Heat Highway House Hubble Interstate Item Java Kirin Lane Law Level Line Lines
    Linux Lot Mark Mate Mk Model Motorway Nasdaq Nikkei Omicron Op. Order Page Paragraph Part Phase
    Phone Pier Pixel Platform PlayStation Plot Polio Pool Prop Prop. Proposition Python Radio
    Reactor Regulation Resolution Ring Road Russell STOXX Stoxx Room Round Route Routes Row Rule
    Runway Ryzen S&P Scene Schedule Season Seat Section Sector Sentinel Series Shenzhou Snapdragon
    Soyuz Stage Starlink Station Street Studio Sub-clause Suite Super Table Tel Terminal Tiangong
    Tianwen Tier Title Tower Track Tram Type USB Ubuntu Unit Version Vision Voyager Ward Week Wi-Fi
    Windows Xbox Zone iOS iPad iPhone macOS
    """
)
# lines of Chinese public services
SERVICE_NUMBERS = _words(
    """
    10000 10010 10086 12110 12122 12123 12301 12305 12306 12308 12315 12319 12320 12328 12329
    12331 12333 12336 12337 12338 12339 12345 12348 12355 12356 12358 12360 12365 12366 12367
    12369 12371 12377 12379 12381 12388 12389 12393 12395 95588 95598 96110
    """
)
NAMING_PAIRS = _phrases(
    """
    Long March | the Long March
    """
)
# a number and capitalised words before these are an address
NAMING_AFTER = _words(
    """
    alley ave ave. avenue blvd blvd. boulevard broadway close court crescent dr. drive expressway
    freeway helpline helplines highway hotline hotlines lane motorway parkway place quay rd rd.
    road st st. street terrace way
    """
)
# capitalised or not, these take no number as a name
NO_NAMES = _words(
    """
    a about above age aged almost an and apr apr. april around at aug aug. august below between
    but by dec dec. december feb feb. february for friday from in jan jan. january jul jul. july
    jun jun. june just least mar mar. march may monday more nearly nov nov. november oct oct.
    october of on only or over saturday sep sep. sept sept. september some sunday than the
    thursday to total tuesday under up wednesday with within
    """
)
# "Microsoft 365 has" begins a sentence with a name
SINGULAR_VERBS = _words(
    """
    can costs does has is makes said was will
    """
)
# "In Kenya 40 were" counts, "Apollo 11 was" names
PLURAL_VERBS = _words(
    """
    are did died had have injured killed remain were
    """
)
CALLS = _words(
    """
    call called calling calls dial dialed press pressing dialing dialled text texted texting
    """
)
CALLING = _words(
    """
    answering emergency helpline helplines hotline hotlines phone telephone
    """
)
# quotation marks that open and close
QUOTED = frozenset({'""', "“”", "''", "‘’"})
LISTED = frozenset({", ", " and ", ", and ", " or ", "/", "-", "–", " to ", " & "})
SCORE_WORDS = _words(
    """
    advantage aggregate ahead beat beaten beating beats behind defeat defeated defeats down downed
    draw drawn draws drew edged ended finished lead leading leads led level lose loses losing lost
    odds ratio record ruled ruling score scored scores series serve set sets split stood thrashed
    tie tiebreak tied trail trailed trailing trails triumph up victory vote voted voting win
    winning wins won
    """
)
SCORE_AFTER = _words(
    """
    advantage after against aggregate ahead decision defeat deficit down draw favourite in lead
    loss majority margin on over record ruling run score scoreline series split success thrashing
    tie to triumph up victory vote win wins
    """
)
IDIOMS = _phrases(
    """
    at first | first and foremost | first class | first hand | first of all | first-class|
    first-hand | four corners | one after another | one and only | one another|
    one belt, one road | one by one | one country, two systems | one thing | one voice|
    one window | one-child | one-china | one-click | one-off | one-on-one | one-sided|
    one-size-fits-all | one-stop | one-time | one-to-one | one-way | one-window | second hand|
    second nature | second thoughts | second to none | second-hand | seven seas | ten thousand|
    third parties | third party | third-party | twenty-twenty | two-way | world-first|
    zero tolerance | zero-sum | zero-tolerance
    """
)
# words with a numeral in them that count nothing
HAN_FIXED = _words(
    """
    一下 一个 一举 一二三 一些 一人 一件 一份 一众 一位 一体 一体化 一共 一再 一切 一则 一半 一卡
    一去 一双 一口 一只 一台 一号 一同 一名 一向 一味 一场 一块 一声 一大 一头 一套 一定 一家 一对
    一小 一层 一带一路 一并 一应 一度 一座 一张 一律 一心 一所 一手 一批 一把手 一排 一支 一整
    一方面 一旦 一时 一时间 一本 一村 一条 一来 一样 一概 一次 一步 一段 一汽 一流 一点 一片 一番
    一直 一眼 一码 一种 一窗 一站 一站式 一系列 一线 一组 一经 一网 一群 一股 一致 一般 一警 一证
    一贯 一起 一起来 一路 一身 一车 一辆 一边 一道 一部 一部分 一键 一门 一间 一面 一项 一齐 七一
    七匹狼 七嘴八舌 万一 万万 万事 万众 万分 万物 万科 万达 万里 万里长城 三三两两 三个代表 三亚
    三农 三峡 三文鱼 三方 三星 三番五次 三角 三角洲 三轮车 不一 专一 两个确立 两个维护 两会 两侧
    两国 两山 两岸 两手 两旁 两极 两端 两翼 两者 两院 之一 九江 二号 二手 二氧化碳 二维码 五一
    五位一体 五四 五官 五星红旗 五湖四海 五粮液 五谷 五金 八一 八卦 八达岭 八项规定 六一 六安 十一
    十分 千万别 千千万万 千家万户 千年 千方百计 千里马 双一流 同一 周一 周三 周二 周五 周六 周四
    唯一 四个全面 四个意识 四个自信 四周 四处 四季 四川 四轮 四面 星期一 星期三 星期二 星期五
    星期六 星期四 百分比 百分点 百姓 百年 百度 百货 礼拜一 统一 进一步 零件 零售 零容忍 零距离
    零部件
    """
)
HAN_FIXED_BEFORE = _words(
    """
    万一 不一 专一 之一 单一 同一 周一 周三 周二 周五 周六 周四 唯一 星期 第三方 统一 进一 逐一
    """
)

# --- dates -------------------------------------------------------------------------------------

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.",
            "february feb feb.",
            "march mar mar.",
            "april apr apr.",
            "may",
            "june jun jun.",
            "july jul jul.",
            "august aug aug.",
            "september sept sep sept. sep.",
            "october oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}
# first and last month that "end of 2023" and the like mean
YEAR_PARTS = {
    "end of": (12, 12),
    "late": (10, 12),
    "early": (1, 3),
    "beginning of": (1, 1),
    "start of": (1, 1),
    "mid": (5, 8),
    "middle of": (5, 8),
    "year-end": (12, 12),
}
HAN_YEAR_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "第一季度": (1, 3),
    "第二季度": (4, 6),
    "第三季度": (7, 9),
    "第四季度": (10, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
    "年底": (12, 12),
    "底": (12, 12),
    "年末": (12, 12),
    "末": (12, 12),
    "初": (1, 1),
}
# four digits after these are a year
STRONG_YEAR_BEFORE = _words(
    """
    after autumn before between by circa during early fiscal from fy in late mid since spring
    summer through throughout till until winter year years
    """
)
# after these they are if they look like one
WEAK_YEAR_BEFORE = _words(
    """
    and for of on start than the to versus vs with
    """
)
# after these they are none
QUANTITY_BEFORE = _words(
    """
    about added additional all almost another are arrested average averaged averaging built
    detained employed employs exactly gained gains grew had handled has have hit housed houses
    injured involving is just killed lost nearly number numbered only over produced reached
    reaching received recorded registered sold some these those total totaled totaling totalled
    totalling was were
    """
)
# "mid-2023"
YEAR_PREFIXES = _words(
    """
    early end fy late mid post pre year
    """
)
# "on the 5th"
DAY_BEFORE = _words(
    """
    after before by from of on since till to until
    """
)
