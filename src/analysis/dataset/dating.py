"""Date figures by their article's words: the period that is sure, or none.

A date near a number often is not its own: "up from 6.8 billion in 2022", "since 2019", "by 2027". A
word of comparison, beginning or end beside the date says which it is; what stays open stays blank.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.articles import sentence_spans

_DAY, _YEAR = pd.Timedelta(days=1), pd.DateOffset(years=1)
_FRONT = 3  # blocks in which an article says what time it reports on: title, byline and lead

Place = tuple[int, int]  # a paragraph, and an offset in it


class Period(NamedTuple):
    """First and last day, the latter missing where it is open; the words that say so, and where."""

    start: Any
    end: Any
    words: str
    place: Place


class _Date(NamedTuple):
    """A date of the article, what its words make of it, and where it stands.

    The role is "in" it, "at" its end, "since" its begin, "same" for the same days of that year, or
    "other" where it dates nothing but itself, "vague" where it dates others, but who knows to when.
    """

    role: str
    period: Period
    end: int


_BEFORE = {  # what stands before a date
    "same": r"same (?:period|time|months?|quarter|half)(?: in| of| a year earlier in)?",
    "vague": r"(?:holidays?|festival|season)(?: of| in)?|before|until|till|not later than|within"
    r"|(?:last|final|closing|opening|early|late)[ -](?:quarter|half|months?|weeks?|days?|part) of"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:to|through|until|and|[-–])",
    "other": r"(?:as in|ended(?: on)?|than|against|versus|vs\.?|with|(?:that|those) of|over|above"
    r"|below|unlike|beyond|from)"
    r"(?: (?:in|at|that (?:in|of)|those (?:in|of)|(?:the )?(?:average|level)s? (?:in|of)))?"
    r"|(?<!截)比|较|同|与|相比|对比|列入",
    "since": r"starting|beginning|\bsince\b[^,;.]*|自从?|从",
    "at": r"as (?:of|at)|(?:by|at)(?: the)?|截至|截止到?|到|至",
}
_AFTER = {  # and what after it
    "same": r"同期",
    "vague": r"以?前(?!三|两|[一二三四五六七八九十\d])|之前",
    "other": r"相比|年?版|年度?预算|[-–]\w|['’]s\b|的",
    "since": r"[^，。；、]{0,12}以来|起(?!步)|至今| onwards?",
    "at": r"年?[底末止]",
}
_LINK = r"(?:(?:the|year|end of|early|late|mid|calendar|months? (?:of|to))[ -])*"
_LEFT = {
    role: re.compile(rf"(?:^|\W|(?<=[\u3400-\u9fff]))(?:{words})\s*{_LINK}$", re.IGNORECASE)
    for role, words in _BEFORE.items()
}
_RIGHT = {role: re.compile(rf"\s?(?:{words})", re.IGNORECASE) for role, words in _AFTER.items()}
_ENDS = re.compile(r"\bend of\b|[底末]$", re.IGNORECASE)
_RANGE = re.compile(r"\bto\b|\bthrough\b|[–—至～~-](?=\D*\d)")
_SPLIT_YEAR = re.compile(r"(?:19|20)\d\d[-–/]\d\d")  # a financial year, a season or two years
_ON_YEAR = re.compile(r"[\s%\d]on\s*$", re.IGNORECASE)  # "9% on 2022", but not "on 3 March 2024"
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|fall)\b|[春夏秋冬][天季]", re.IGNORECASE)
_FOUNDED = re.compile(  # a year that is a thing's own: "built in 1932", "the 2012 law"
    r"\b(?:built|founded|born|opened|created|established|formed|set up|agreed|signed|destroyed"
    r"|restored|enacted|passed|adopted|invented) (?:in|on) (?:the )?$"
    r"|\b(?:after|following|before|under) (?:the )?\w+ (?:of|in) $"
    r"|(?:成立|创立|创建|创办|建|毁|生|落成|修建|出版|发表)于$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:the|a|an|its|their|this|that)\s$", re.IGNORECASE)
_OWN_CHINESE = re.compile(r"(?:成立|建成|颁布|出台|修订|创办|启动|实施|通过|签订)的")
_RECORD = re.compile(r"\b(?:most|first|best|worst|\w+est)\b[^,;.]{0,40}\bsince (?:the )?$")
_RECORD_CHINESE = re.compile(r"[^，。；]{0,8}以来[^，。；]{0,8}(?:最|新高|新低|首次)")
_LENGTHS = {
    "year": 12,
    "half": 6,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "quarter": 3,
    "three": 3,
    "12": 12,
    "9": 9,
    "6": 6,
    "3": 3,
}
_ENDED = re.compile(
    rf"\b({'|'.join(_LENGTHS)})[ -]?(?:months?|year)? (?:that )?(?:ended|ending|to)(?: on| in)? $",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|plans?|planned|aims?|expects?|expected|hopes?|targets?|forecasts?|due|should|shall"
    r"|intends?|projected|propos\w+|next)\b"
    r"|将|计划|预计|力争|目标|拟|争取|有望|明年|规划|投产",
    re.IGNORECASE,
)
_RELATIVE = re.compile(  # a time is said that is not worked out
    r"\b(?:last|this|next|previous|following|past|coming|same|each|every|first|second|third|fourth)"
    r" (?:\w+ (?:or \w+ )?)?"
    r"(?:year|month|week|quarter|half|season|spring|summer|autumn|winter|decade)s?\b"
    r"|\b(?:now|then|currently|today|ago|so far|to date|yesterday|yet|each|every"
    r"|years? (?:earlier|later)|thereafter|since then|after(?:wards| that)|subsequently"
    r"|a (?:year|month|day|week))\b"
    r"|今年|去年|明年|前年|次年|翌年|目前|现在|现有|如今|近年|近日|当前|本月|上月|每[年月天日]|日均|假期"
    r"|季度|[上下]半年|月份|此后|随后|其后|[一二三四五六七八九十]年(?:后|来|间|过去|之后)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:a|one|the) year (?:earlier|before|ago)\b|\bthe (?:previous|preceding|prior) year\b"
    r"|上年(?:同期|末)?|去年同期|上一年"
)
_RISEN = re.compile(
    r"增|提高|减|下降|上升|扩大|跌"
    r"|\b(?:up|down|rise|rose|fell|increase|grew|more|less|fewer|higher|lower)"
)
_COMPARED = re.compile(
    r"(?:\bfrom|\bthan|\bagainst|\bversus|\bcompared (?:with|to)|\babove|\bbelow|\bover|由|从)"
    r"(?: (?:the|about|some|nearly|more than|just under|roughly|around|only))*\s*$",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(
    r"(?:(?!from|than|over|against|since|compared|below|above|by|per)[ \w'’-]){0,24}?"
    r" (?:in|for|during|on|as of|at(?: the)?(?: end of)?) (?:the |fiscal |calendar |early |late )*"
)
_DIRECTLY_RELATIVE = re.compile(  # before "last year", which has no "in"
    r"(?:(?!(?:from|than|over|against|since|compared|below|above|by|per|on|as|like|unlike|of|before"
    r"|until|and|or|to|with)\b)[ \w'’-]){0,24}? "
)
_TAKEN = re.compile(r"[\d%][ \w'’-]{0,24}? (?:in|for|during|as of|at|of)(?: the)?(?: end of)? $")
_CLAUSE = re.compile(r"[,;:，；：、—–()（）]|[.。!?！？](?=\s|$)")


class _Times(NamedTuple):
    """What an article's relative words go by: its own day, and the time that it reports on."""

    written: Any
    reported: Period | None

    @property
    def year(self) -> Any:
        """The year of "全年" and "the year": the one reported on."""
        return self.reported.end.year if self.reported else None


Days = tuple[Any, Any] | None


def _year(year: Any) -> Days:
    return (pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)) if year else None


def _last_year(times: _Times, sentence: str) -> Days:
    return _year(times.written.year - 1) if pd.notna(times.written) else None


def _this_year(times: _Times, sentence: str) -> Days:
    """Return the days of "this year" so far, if they are those reported on; all of a plan's."""
    if pd.isna(times.written):
        return None
    if is_future(sentence):
        return _year(times.written.year)
    begun = times.reported and times.reported.start == pd.Timestamp(times.written.year, 1, 1)
    return times.reported[:2] if begun and times.reported else None


def _reported(times: _Times, sentence: str) -> Days:
    return times.reported and times.reported[:2]


def _reported_year(times: _Times, sentence: str) -> Days:
    return _year(times.year)


_RELATIVE_DATES = (  # words, the role, and the days that they mean
    (re.compile(r"(?<!去年)全年|\b(?i:during|throughout|over|for|in) the (?:whole |full )?year\b"
                r"(?! to| before| ended| ending| of| \d)"),
     "in", _reported_year),
    (re.compile(r"(?<![\d年上])年末|\b(?i:at) (?:the )?year(?:[- ]end|'s end)"
                r"|\b(?i:at) the end of the year\b"),
     "at", _reported_year),
    (re.compile(r"报告期(?!末)内?|\b(?i:during|for|in) the (?:quarter|period|half(?:-year)?)\b"),
     "in", _reported),
    (re.compile(r"\b(?i:at) the end of the (?:quarter|period|half)\b|报告期末"), "at", _reported),
    (re.compile(r"去年(?!同期)|(?<!the )\b[Ll]ast year\b"), "in", _last_year),
    (re.compile(r"今年(?:以来|新)?(?!前|上半|[一二三四\d])|\b[Tt]his year\b"), "in", _this_year),
)  # fmt: skip


_NOW = re.compile(  # another time than the date's begins here
    r"\b(?:now|today|tonight|currently|yesterday|tomorrow|ago|nowadays|at present"
    r"|(?:last|next|this) (?:week|month|year))\b|如今|目前|现有|现在|当前|昨[日天]|今天|明[天年]"
    r"|上月|本月|前年|次日|翌日|次年|翌年",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s?(?:,|、|and|or|和|与|及|, and)\s?")


class Calendar:
    """The dates of an article, ready to date its figures."""

    def __init__(
        self, dates: Iterable[tuple[Any, Any, bool]], blocks: list[str], written: Any = pd.NaT
    ) -> None:
        """Take each date's mention in place (see `quoting`), its reading, and if it has a year.

        What has none is a date of the year that the article reports on, if it is longer than days.
        """
        self._blocks = blocks
        whole = [(one, reading) for one, reading, has_year in dates if has_year]
        self._dates = _joined([_dated(*date) for date in whole], blocks)
        self.reported = self._reported(written)
        times = _Times(written, self.reported)
        yearless = [(one, reading) for one, reading, has_year in dates if not has_year]
        self._dates += [_of_year(_dated(*date), times, date[0].sure) for date in yearless]
        for paragraph, block in enumerate(blocks, start=1):
            self._dates += _relative_dates(paragraph, block, times)
        self._dates = _without_lists(self._dates, blocks, written)
        self._places = [date.period.place for date in self._dates]
        self.compared = {d.period.place for d in self._dates if d.role in ("other", "same")}

    def is_planned(self, one: Any) -> bool:
        """Tell whether a figure's sentence speaks of what is to come."""
        start, end = sentence_at(one.block, one.start)
        period = self.period(one)
        past = period and self.reported and period[:2] == self.reported[:2]
        return not past and is_future(one.block[start:end])

    def _reported(self, written: Any) -> Period | None:
        """Return the time that the first paragraphs say the article is about."""
        for date in self._dates:
            paragraph, place = date.period.place
            block = self._blocks[paragraph - 1]
            begin, end = sentence_at(block, place)
            long = date.role == "in" and date.period.end - date.period.start > 26 * _DAY
            long = long and (paragraph < _FRONT or not _is_taken(date, block))
            past = pd.isna(written) or date.period.end <= written
            if paragraph <= _FRONT and long and past and not is_future(block[begin:end]):
                return date.period
        return None

    def period(self, one: Any) -> Period | None:
        """Return the period that a figure's mention counts, if the words make it sure."""
        start, end = sentence_at(one.block, one.start)
        here = self._within(one.paragraph, start, end)
        if direct := next((date for date in here if _dates_directly(date, one)), None):
            return direct.period
        clause = max(one.left, start, _clause_start(one.block, start, one.start))
        before = one.block[clause : one.start]
        after = _CLAUSE.split(one.block[one.end : one.right])[0]
        earlier = bool(_EARLIER.search(before) or _EARLIER.search(after))
        usable = _usable(one, here)
        found = self._governing(one, usable) if usable else self._carried(one, start, end)
        if _COMPARED.search(one.block[start : one.start]):
            return _a_year_earlier(found) if found and earlier else None
        if found and earlier and not _RISEN.search(before) and not _RISEN.match(after.strip()):
            return _a_year_earlier(found)
        return found

    def _governing(self, one: Any, usable: list[_Date]) -> Period | None:
        """Return the period of the last date before a number in its sentence, if it is known."""
        between = one.block[usable[-1].end : one.start]
        if usable[-1].role == "vague" or _NOW.search(between):
            return None
        if usable[-1].role != "same":
            return usable[-1].period
        start, _ = sentence_at(one.block, one.start)
        main = next((d.period for d in usable[-2::-1]), None)
        main = main or self._carried(one, start, start)
        return main and _in_year(main, usable[-1].period)

    def _carried(self, one: Any, start: int, end: int) -> Period | None:
        """Return the one period of the sentences before in the paragraph, else the article's.

        Nothing, if the sentence says of itself that it speaks of another time.
        """
        sentence = _EARLIER.sub("", one.block[start:end])
        if is_future(sentence) or _RELATIVE.search(sentence):
            return None
        before = [d for d in self._within(one.paragraph, 0, start) if not _is_taken(d, one.block)]
        going_on = {d.period[:2]: d.period for d in before if d.role in ("in", "at", "vague")}
        vague = any(date.role == "vague" for date in before)
        if len(going_on) == 1 and not vague:
            return next(iter(going_on.values()))
        elsewhere = self.reported and not (
            self.reported.place[0] == one.paragraph and start <= self.reported.place[1] < end
        )
        return self.reported if elsewhere and not going_on else None

    def _within(self, paragraph: int, start: int, end: int) -> list[_Date]:
        first = bisect_right(self._places, (paragraph, start - 1))
        return self._dates[first : bisect_right(self._places, (paragraph, end - 1))]


def _dated(one: Any, reading: Any) -> _Date:
    """Return a date with the role that the words beside it give it."""
    start, end, place = reading.period_start, reading.period_end, (one.paragraph, one.start)
    left, right = one.block[max(0, one.start - 120) : one.start], one.block[one.end : one.end + 16]
    role = _role(left, right, one.text)
    if found := _ENDED.search(left):
        role, months = "in", _LENGTHS[found[1].lower()]
        start = end + _DAY - pd.DateOffset(months=months)
    elif role == "at":
        start = end
    end = pd.NaT if role == "since" else end
    return _Date(role, Period(start, end, one.text, place), one.end)


def _role(left: str, right: str, words: str) -> str:
    if _SPLIT_YEAR.fullmatch(words) or _SEASON.search(words):
        return "vague"
    if re.fullmatch(r"\d{4}", words) and _ON_YEAR.search(left):
        return "other"
    if _FOUNDED.search(left) and "since" not in left.lower():
        return "other"
    named = re.fullmatch(r"\d{4}", words) and re.match(r" [a-z]", right) and _NAMED.search(left)
    if named or _OWN_CHINESE.match(right):
        return "other"
    if _RECORD.search(left) or _RECORD_CHINESE.match(right):
        return "other"
    ranged = bool(_RANGE.search(words))
    beside = {role for role, pattern in _RIGHT.items() if pattern.match(right)}
    beside |= {role for role, pattern in _LEFT.items() if not ranged and pattern.search(left)}
    beside |= {"at"} if _ENDS.search(words) else set()
    return next(
        (role for role in ("same", "vague", "other", "since", "at") if role in beside), "in"
    )


def _without_lists(dates: list[_Date], blocks: list[str], written: Any) -> list[_Date]:
    """Return the dates in order; of several in a row who knows which is whose.

    Nor does the day on which the article was written date what is told.
    """
    found = sorted(dates, key=lambda date: date.period.place)
    vague = set()
    for at, (one, two) in enumerate(pairwise(found)):
        (paragraph, _), (other, start) = one.period.place, two.period.place
        if paragraph == other and _LISTED.fullmatch(blocks[paragraph - 1][one.end : start]):
            vague |= {at, at + 1}
    own = {i for i, d in enumerate(found) if d.role == "in" and d.period[:2] == (written, written)}
    found = [d._replace(role="vague") if i in vague else d for i, d in enumerate(found)]
    return [d._replace(role="other") if i in own else d for i, d in enumerate(found)]


def _of_year(date: _Date, times: _Times, sure: bool) -> _Date:
    """Return a date that was read without a year, in the year that the article reports on."""
    start, end, *_ = date.period
    if pd.isna(start):
        return date._replace(role="vague")
    days = pd.isna(end) or end - start < 27 * _DAY
    if times.year and not days:
        back = pd.DateOffset(years=end.year - times.year)
        return date._replace(period=date.period._replace(start=start - back, end=end - back))
    return date if sure else date._replace(role="vague")


def _joined(dates: list[_Date], blocks: list[str]) -> list[_Date]:
    """Join the two dates of "between … and …" to one period."""
    joined: list[_Date] = []
    for date in dates:
        paragraph, place = date.period.place
        last = joined[-1] if joined and joined[-1].period.place[0] == paragraph else None
        block = blocks[paragraph - 1]
        if last and block[last.end : place].strip() in ("and", "to", "until", "through"):
            begin = last.period.place[1]
            if re.search(r"\b(?:between|from) $", block[:begin], re.IGNORECASE):
                words = block[begin : date.end]
                period = Period(last.period.start, date.period.end, words, last.period.place)
                joined[-1] = _Date("in", period, date.end)
                continue
        joined.append(date)
    return joined


def _relative_dates(paragraph: int, block: str, times: _Times) -> Iterator[_Date]:
    """Yield the times that a block tells in relative words, as far as they are worked out."""
    for pattern, role, days in _RELATIVE_DATES:
        for found in pattern.finditer(block):
            begin, end = sentence_at(block, found.start())
            if span := days(times, block[begin:end]):
                left, right = block[: found.start()][-40:], block[found.end() :]
                beside = _LEFT["other"].search(left) or right.startswith("的")
                start = span[1] if role == "at" else span[0]
                period = Period(start, span[1], found[0], (paragraph, found.start()))
                yield _Date("other" if beside else role, period, found.end())


def _dates_directly(date: _Date, one: Any) -> bool:
    """Tell whether a date is part of a number's phrase: "8 in 2022", "8 last year", 2022年的8亿."""
    place = date.period.place[1]
    if date.role == "other" and one.block[date.end : one.start] == "的":
        return True
    follows = place >= one.end and date.role in ("in", "at")
    pattern = _DIRECTLY_RELATIVE if date.period.words.endswith("year") else _DIRECTLY
    return follows and bool(pattern.fullmatch(one.block[one.end : place]))


def _usable(one: Any, here: list[_Date]) -> list[_Date]:
    """Return the dates of a sentence before a number that may be its own."""
    before = [date for date in here if date.period.place[1] < one.start]
    return [d for d in before if d.role != "other" and not _is_taken(d, one.block)]


def _is_taken(date: _Date, block: str) -> bool:
    """Tell whether a date is that of the number before it, and not one of all that follow."""
    place = date.period.place[1]
    start, _ = sentence_at(block, place)
    return bool(_TAKEN.search(block[max(start, place - 40) : place]))


def _clause_start(block: str, start: int, place: int) -> int:
    return max((start + m.end() for m in _CLAUSE.finditer(block[start:place])), default=start)


def _a_year_earlier(period: Period) -> Period:
    start, end = period.start - _YEAR, period.end - _YEAR
    return Period(start, end, f"{period.words}, a year earlier", period.place)


def _in_year(main: Period, year: Period) -> Period:
    """Return the same days in another year."""
    back = pd.DateOffset(years=main.end.year - year.start.year)
    words = f"{main.words}, in {year.words}"
    return Period(main.start - back, main.end - back, words, year.place)


def is_future(words: str) -> bool:
    """Tell whether words speak of what is to come."""
    return bool(_FUTURE.search(words))


def sentence_at(block: str, place: int) -> tuple[int, int]:
    """Return where the sentence at a place of a block begins and ends."""
    spans = _sentences(block)
    return spans[max(bisect_right(spans, (place, len(block))) - 1, 0)]


@lru_cache(maxsize=64)
def _sentences(block: str) -> list[tuple[int, int]]:
    return sentence_spans(block) or [(0, len(block))]
