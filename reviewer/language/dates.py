"""Dates and deadlines in running text, each as the span of days that the words allow."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from reviewer.language.calendar import NamedDays, impossible_day, last_day_before, named_limits
from reviewer.language.normal import normalize
from reviewer.language.numerals import chinese_number
from reviewer.language.patterns import pattern


class Bound(Enum):
    """Whether a date is a day, a deadline or a beginning."""

    ON = "on"
    BY = "by"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date.

    Attributes:
        first: the first day that the words allow (2020年12月: the 1st).
        last: the last day.
        bound: BY for 前, 之前, 以前, 截至 …; FROM for 起, 以后; ON otherwise.
        words: as printed, with the bound's words.
        names_year: the year stands in the text and was not taken from the form.
        is_whole_year: nothing finer than the year is said (2020年, 2020年度, 全年).
        start: position in the normalized text; `end` is behind the words.
        named: what the day is named after (国庆节前), None for a date in figures.
    """

    first: date
    last: date
    bound: Bound
    words: str
    names_year: bool
    is_whole_year: bool
    start: int
    end: int
    named: NamedDays | None = None

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def is_run_of_days(self) -> bool:
        """4月8日至10日: when something was held."""
        return not self.is_day and self.words.endswith(("日", "号"))


_YEAR_WORDS = {
    word: shift
    for shift, words in ((1, "次年 翌年 明年 下年 下一年 第二年"), (-1, "上年 去年"))
    for word in words.split()
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LONG_YEAR = r"(?:19|20)\d\d"
_RELATIVE = r"次年|翌年|明年|下一?年|第二年|当年|本年|今年|同年|上年|去年"
_COUNTED = r"(?<![一二两三四五六七八九十百半每近多几数])"
"""三年内 and 近十年底 count years."""
_NO_EDGE = r"(?![级中始步期稿审设检验衷心次线层座部预目计确下批制安绩定既])"
"""年初预算, 年初设定目标: an adjective, not a date."""
_DATE = pattern(
    r"(?=[0-9年本当次翌明下今同全上去第一二三四])(?<![0-9.])(?:"
    r"(?P<compact>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?!\d)"
    rf"|(?P<y1>{_LONG_YEAR})(?P<sep>[-./])(?P<m1>\d{{1,2}})(?:(?P=sep)(?P<d1>\d{{1,2}}))?"
    r"(?![\d.%个万元家年])"
    rf"|(?:(?P<y2>{_LONG_YEAR}|\d\d)年(?:度)?|(?P<relative>{_RELATIVE})度?)?"
    r"(?:(?:(?P<m0>\d{1,2})(?:月(?:份)?)?[-~—至到])?(?P<m2>\d{1,2})月(?:份)?"
    r"(?:(?:(?P<d0>\d{1,2})[日号]?[-~—至到])?(?P<d2>\d{1,2})[日号]|(?P<third>[上中下]旬|[底末初]))?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:末)?|(?P<half>[上下])半年"
    rf"|(?P<edge>(?:(?<=年)|{_COUNTED}年)[底末初]){_NO_EDGE})"
    rf"|(?:(?P<y0>{_LONG_YEAR})年?[-~—至到])?(?P<y3>{_LONG_YEAR})年(?:度)?(?!级)(?P<within>内)?"
    rf"|(?P<year>当年|本年|全年|{_COUNTED}年内|次年|翌年|明年)(?:度)?(?P<inside>内)?)"
)
_CHINESE_DATE = pattern(
    r"(?P<y>[〇零○一二三四五六七八九]{4})年|(?P<m>[一二三四五六七八九十]{1,2})月(?!个)"
    r"|(?<=月)(?P<d>[一二三四五六七八九十]{1,3})[日号]"
)
_ANY = pattern(r"[年月季]|(?:19|20)\d\d")
"""Without one of these there is no date."""
_BY_BEFORE = pattern(
    r"(?:截至|截止到|截止至|截止|不晚于|不迟于|最迟|最晚|早于|不超过|≤|<)(?:于|在|到)?$"
)
_CLOCK = r"(?:\d{1,2}(?::\d\d|[时点](?:\d{1,2}分|整)?))?"
_BY_AFTER = pattern(
    _CLOCK + r"(?:之前|以前|前(?!后|期|言|述|往|三|两|四)|为止|止|之内|以内|内(?!容|部|控|审))"
)
_FROM_AFTER = pattern(r"(?:以后|之后|后|起|开始|以来)")
_RANGE = pattern(r"(?:[-~—]|至|到)$")


@lru_cache(maxsize=4096)
def dates(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """The dates of a text, in its order; `year` is the form's, for dates that name none.

    A date that cannot be placed (13月, or no year known) is left out; a day too many (6月31日) is
    taken as the month's last.
    """
    plain = arabic_dates(text)
    named = tuple(_named(plain, year))
    if _ANY.search(plain) is None:
        return named
    found = tuple(_joined(_spans(plain, year), plain))
    if not named:
        return found
    apart = (one for one in found if all(one.end <= n.start or one.start >= n.end for n in named))
    return tuple(sorted((*apart, *named), key=lambda one: one.start))


def _named(plain: str, year: int | None) -> Iterator[DateSpan]:
    """国庆节前, 2024年春节前."""
    for found in named_limits(plain, year):
        own = found.year if found.year is not None else year
        days = None if own is None else last_day_before(found.days, own, None)
        if days is not None:
            yield DateSpan(
                first=days[0],
                last=days[1],
                bound=Bound.BY,
                words=plain[found.start : found.end],
                names_year=found.year is not None,
                is_whole_year=False,
                start=found.start,
                end=found.end,
                named=found.days,
            )


def may_name_a_date(text: str) -> bool:
    """Whether any sign of a date stands in a text; most cells have none."""
    plain = normalize(text)
    return "前" in plain or _ANY.search(plain) is not None


_NUMERALS = frozenset("一二三四五六七八九十〇○")


def arabic_dates(text: str) -> str:
    """The normalized text with 二〇二三年十二月 as 2023年12月; positions of spans refer to it."""
    plain = normalize(text)
    return plain if _NUMERALS.isdisjoint(plain) else _CHINESE_DATE.sub(_arabic, plain)


def last_year(text: str) -> int | None:
    """The year that a text names last (2023年), None where it names none."""
    named = _NAMED_YEAR.findall(text)
    return int(named[-1]) if named else None


_NAMED_YEAR = pattern(r"(?<!\d)(20\d\d)年")


def impossible_date(text: str) -> str:
    """A date that no calendar holds (2月30日), "" where all can be."""
    return impossible_day(arabic_dates(text))


def _arabic(found: re.Match[str]) -> str:
    """二〇二三年十二月 becomes 2023年12月."""
    for group, sign in (("y", "年"), ("m", "月"), ("d", "日")):
        words = found[group]
        if words:
            number = chinese_number(words.replace("○", "〇"))
            return found.group() if number is None else f"{number}{sign}"
    return found.group()


def _spans(plain: str, year: int | None) -> Iterator[DateSpan]:
    said: int | None = None
    for found in _DATE.finditer(plain):
        names = _named_year(found, year)
        base = names if names is not None else (said if said is not None else year)
        if base is None:
            continue
        span = _span(found, base)
        if span is None:
            continue
        if names is not None:
            said = names
        first, last = span
        bound, start, end = _bound(plain, found)
        yield DateSpan(
            first=first,
            last=last,
            bound=bound,
            words=plain[start:end],
            names_year=names is not None or said is not None,
            is_whole_year=_names_nothing_finer(found),
            start=found.start(),
            end=end,
        )


def _names_nothing_finer(found: re.Match[str]) -> bool:
    return found["y3"] is not None or found["year"] is not None


def _named_year(found: re.Match[str], year: int | None) -> int | None:
    if found["compact"]:
        return int(found["compact"][:4])
    printed = found["y1"] or found["y2"] or found["y3"]
    if printed:
        return int(printed) if len(printed) > 2 else 2000 + int(printed)
    word = found["relative"] or found["year"]
    shift = _YEAR_WORDS.get(word or "", 0)
    return year + shift if year is not None and shift else None


def _span(found: re.Match[str], year: int) -> tuple[date, date] | None:
    if found["compact"]:
        digits = found["compact"]
        return _days(year, int(digits[4:6]), int(digits[6:]))
    month = found["m1"] or found["m2"]
    if month:
        if not 1 <= int(month) <= 12:
            return None
        days = _month(year, int(month), found["d1"] or found["d2"], found["third"])
        since = int(found["m0"] or 0)
        if days is not None and 1 <= since <= int(month):  # 1-12月
            return date(year, since, 1), days[1]
        begun = int(found["d0"] or 0)
        if days is not None and 1 <= begun <= days[0].day:  # 4月8日至10日
            return days[0].replace(day=begun), days[1]
        return days
    if found["quarter"]:
        last = 3 * _QUARTERS[found["quarter"]]
        return _months(year, last - 2, last)
    if found["half"]:
        return _months(year, 1, 6) if found["half"] == "上" else _months(year, 7, 12)
    if found["edge"]:
        return _months(year, 1, 3) if found["edge"].endswith("初") else _months(year, 12, 12)
    since = min(year, int(found["y0"] or year))  # 2020-2021年
    return date(since, 1, 1), date(year, 12, 31)


def _month(year: int, month: int, day: str | None, third: str | None) -> tuple[date, date] | None:
    if day:
        return _days(year, month, int(day))
    first, last = _months(year, month, month)
    parts = {
        "上旬": (first, first.replace(day=10)),
        "初": (first, first.replace(day=10)),
        "中旬": (first.replace(day=11), first.replace(day=20)),
        "下旬": (first.replace(day=21), last),
        "底": (first.replace(day=21), last),
        "末": (first.replace(day=21), last),
    }
    return parts.get(third or "", (first, last))


def _days(year: int, month: int, day: int) -> tuple[date, date] | None:
    if not 1 <= day <= 31:
        return None
    only = date(year, month, min(day, calendar.monthrange(year, month)[1]))
    return only, only


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _bound(plain: str, found: re.Match[str]) -> tuple[Bound, int, int]:
    """The bound, and where the words with it begin and end."""
    start, end = found.span()
    behind = _BY_AFTER.match(plain, end)
    before = _BY_BEFORE.search(plain, max(0, start - 6), start)
    if behind is not None or before is not None or found["within"] or found["inside"]:
        first = start if before is None else before.start()
        return Bound.BY, first, end if behind is None else behind.end()
    if found["year"] == "年内":
        return Bound.BY, start, end
    later = _FROM_AFTER.match(plain, end)
    return (Bound.ON, start, end) if later is None else (Bound.FROM, start, later.end())


def _joined(spans: Iterator[DateSpan], plain: str) -> Iterator[DateSpan]:
    """2020年1月至12月, 1-12月: one span from the first to the last."""
    held: DateSpan | None = None
    for span in spans:
        if (
            held is not None
            and _RANGE.search(plain[held.end : span.start])
            and (span.start - held.end <= 1 and span.last >= held.first)
        ):
            held = replace(
                span,
                first=held.first,
                words=plain[held.start : span.end],
                names_year=held.names_year,
                start=held.start,
            )
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
