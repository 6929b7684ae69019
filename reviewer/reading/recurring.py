"""Days that come again: 每月10日前, 次月15日前, 季度末月20日前."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from reviewer.language.dates import arabic_dates
from reviewer.language.patterns import pattern
from reviewer.lexicon import Mark, lexicon


class Frame(StrEnum):
    """The period that a day belongs to, and the month in which it lies."""

    SAME_MONTH = "same_month"
    NEXT_MONTH = "next_month"
    QUARTER_END = "quarter_end"
    NEXT_QUARTER = "next_quarter"


_ORDER = {
    Frame.SAME_MONTH: (1, 0),
    Frame.NEXT_MONTH: (1, 1),
    Frame.QUARTER_END: (3, 0),
    Frame.NEXT_QUARTER: (3, 1),
}
"""Months of the period, and whether the day lies behind it."""
_DAY = pattern(r"[^\d，。；、:%]{0,8}?第?(?P<day>\d{1,2})(?:日|号|天|个?自然日)")
_PLACES = 40
"""A cell names a handful of periods."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A day of every month or quarter; `words` and place in the text with dates in digits."""

    frame: Frame
    day: int
    words: str
    start: int
    end: int

    def is_later_than(self, other: Recurring) -> bool | None:
        """Whether it comes later in its period; None where the periods differ."""
        (own, behind), (others, its) = _ORDER[self.frame], _ORDER[other.frame]
        return None if own != others else (behind, self.day) > (its, other.day)

    def due(self, done: date, *, is_latest: bool) -> date | None:
        """The last day in time for what was done on a day; None where its period is not known.

        What is due in the month after may have been done before its own month was over, unless
        the text calls it the latest of all.
        """
        if self.frame is Frame.SAME_MONTH:
            return self._in(done.year, done.month)
        quarter = (done.month - 1) // 3
        if self.frame is Frame.QUARTER_END:
            return self._in(done.year, 3 * quarter + 3)
        if self.frame is Frame.NEXT_QUARTER:
            early = done.month % 3 == 0 and not is_latest  # 12月27日 may be for the fourth quarter
            return None if early else self._in(done.year, 3 * quarter + 1)
        own = self._in(done.year, done.month)
        return own if is_latest or done <= own else None

    def for_month(self, year: int, month: int) -> date:
        """The last day in time for what belongs to a month: 8月份月报 by 5 September."""
        behind = month - 1 + _ORDER[self.frame][1]
        return self._in(year + behind // _YEAR, behind % _YEAR + 1)

    def for_quarter(self, year: int, number: int) -> date:
        """The last day in time of what belongs to a quarter, counted from 0."""
        behind = 3 * number + (2 if self.frame is Frame.QUARTER_END else 3)
        return self._in(year + behind // _YEAR, behind % _YEAR + 1)

    def _in(self, year: int, month: int) -> date:
        return date(year, month, min(self.day, monthrange(year, month)[1]))


@lru_cache(maxsize=4096)
def recurring(text: str) -> tuple[Recurring, ...]:
    """The days of a text that come again in every month or quarter."""
    plain = arabic_dates(text)
    found = []
    for mark in _frames(plain):
        day = _DAY.match(plain, mark.end)
        if day is not None and 1 <= int(day["day"]) <= 31:
            words = plain[mark.start : day.end()]
            place = mark.start, day.end()
            found.append(Recurring(Frame(mark.concept), int(day["day"]), words, *place))
    return tuple(found)


def _frames(plain: str) -> tuple[Mark, ...]:
    if "月" not in plain and "季" not in plain:
        return ()
    return lexicon("happenings").find(plain, *Frame)[:_PLACES]


_YEAR = 12
_PERIOD = pattern(r"(?<![\d至到\-~])(?P<month>1[0-2]|[1-9])月(?!\d|[底初末中上下]|[至到\-~])")
_REACH = 24


def period_of(lead: str) -> int | None:
    """The month that the words before a day name for it: 最晚的8月份那期是 9月8日."""
    named = list(_PERIOD.finditer(lead[-_REACH:]))
    return int(named[-1]["month"]) if named and "。" not in lead[named[-1].end() :] else None


_QUARTER = pattern(r"(?<!前)第?(?P<number>[一二三四1-4])季度")


def quarter_of(lead: str) -> int | None:
    """The quarter, counted from 0, that the words before a day name for it: 第四季度在 12月27日."""
    named = list(_QUARTER.finditer(lead[-_REACH:]))
    return (_NUMBERS.index(named[-1]["number"]) % 4) if named else None


_NUMBERS = "一二三四1234"
_BY = pattern(r"(?:之?前|以前|[之以]?内|止)")


def recurring_limits(text: str) -> tuple[Recurring, ...]:
    """Those of a target that are deadlines: 每月10日前, 季度终了后10日内."""
    plain = arabic_dates(text)
    return tuple(one for one in recurring(text) if _BY.match(plain, one.end))


_MONTH_DAY = pattern(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月份?(?P<between>[^\d。；、]{1,16}?)(?P<day>\d{1,2})[日号](?!内|以内|之内|前|之前|以前)"
)
_NO_DAY = pattern(r"次月|下月|当月|本月|推迟|延[后期迟]|提前|相隔|历时|晚$|早$")


_LATEST = pattern(
    r"最[晚迟](?:的|一次|的?一期|的?一个月)?(?:[为是在于]|不超过)?(?P<day>[12]?\d|3[01])[日号](?!内|以内|之内|前|之前|以前)"
)


def latest_day(text: str) -> tuple[int, str] | None:
    """The day of a month, with its words, on which the latest of all was: 最晚13日到卡."""
    found = _LATEST.search(arabic_dates(text))
    return None if found is None else (int(found["day"]), found.group())


def days_of_months(text: str, year: int) -> tuple[tuple[date, str], ...]:
    """Days that stand apart from their month, with their words: 9月因系统升级于13日发放."""
    plain = arabic_dates(text)
    found = []
    for one in _MONTH_DAY.finditer(plain):
        month, day = int(one["month"]), int(one["day"])
        if not _NO_DAY.search(one["between"]) and 1 <= day <= monthrange(year, month)[1]:
            found.append((date(year, month, day), one.group()))
    return tuple(found)
