"""The deadlines of a row: by which day its target asks for something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from reviewer.language.calendar import last_day_before
from reviewer.language.dates import Bound, DateSpan, dates
from reviewer.models import Indicator
from reviewer.reading.dates import Event, read_dates, untitled, words
from reviewer.reading.recurring import Recurring, recurring_limits
from reviewer.reading.sense import is_time_level

WHEN = ("时间", "时限", "日期", "期限", "节点", "时点")
_BELONGS_TO = ("预算", "计划", "目标", "任务", "工作", "决算", "考核", "绩效", "项目", "资金")


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline.

    Attributes:
        words: as it stands in the target (its name, where that has the deadline).
        clause: what is due by then.
        at: the cell that has it, `target` or `name`.
        span: the date, None for one that comes again.
        recurring: the day of every month or quarter, None for a date.
    """

    words: str
    clause: str
    at: str
    span: DateSpan | None = None
    recurring: Recurring | None = None

    @property
    def is_yearly(self) -> bool:
        """春节前 without a year: it may be this year's or the next one's."""
        return self.span is not None and self.span.named is not None and not self.span.names_year

    @property
    def last(self) -> date:
        """The last day of a dated deadline; one that comes again has none."""
        return date.max if self.span is None else self.span.last

    @property
    def expected(self) -> str:
        """The last day in time, for people."""
        if self.span is None:
            return f"每次不晚于{self.words}"
        last = self.span.last
        return f"不晚于{last.year}年{last.month}月{last.day}日"

    def due(self, done: date, year: int | None, *, is_latest: bool) -> tuple[date, date] | None:
        """The last day that is surely in time and the last that may be, for what was done then."""
        if self.recurring is not None:
            last = self.recurring.due(done, is_latest=is_latest)
            return None if last is None else (last, last)
        if self.span is None:
            return None
        if self.is_yearly and self.span.named is not None and year is not None:
            return last_day_before(self.span.named, year, done)
        first = self.span.first if self.span.named is not None else self.span.last
        return first, self.span.last


@lru_cache(maxsize=4096)
def limits(target: str, name: str, level1: str, level2: str, year: int | None) -> tuple[Limit, ...]:
    """Every deadline of a row: dates with 前 …, or bare dates under 时效.

    A year before the form's is no deadline (2015年以前建成的小区).
    """
    is_timed = is_time_level(level1, level2)
    found = _of(target, "target", year, is_timed=is_timed or _asks_when(name))
    if not found and (is_timed or not any(char.isdigit() for char in target)):
        found = [one for one in _of(name, "name", year, is_timed=False) if one.span]
    return tuple(one for one in found if one.is_yearly or year is None or one.last.year >= year)


def row_limits(row: Indicator, year: int | None) -> tuple[Limit, ...]:
    """The deadlines of a row."""
    levels = row.level1.text, row.level2.text
    return limits(row.target.text, row.name.text, *levels, year)


def last_limit(row: Indicator, year: int | None) -> Limit | None:
    """The latest dated deadline of a row."""
    dated = [one for one in row_limits(row, year) if one.span is not None]
    return max(dated, key=lambda one: one.last, default=None)


def _of(text: str, at: str, year: int | None, *, is_timed: bool) -> list[Limit]:
    again = [
        Limit(one.words, text, at, recurring=one)
        for one in recurring_limits(text)
        if is_timed or at == "target"
    ]
    events = [one for one in read_dates(text, year) if not _within(one, again)]
    found = [one for one in events if one.span.bound is Bound.BY]
    run = run_of_dates(text, year)
    if found and len(run) == len(events) and run[-1].bound is Bound.BY:
        found = events  # 6月和12月底前
    if not found and is_timed and not any(one.span.bound is Bound.FROM for one in events):
        found = [one for one in events if not _is_attribute(one)]
    return [*again, *(Limit(one.span.words, one.clause, at, span=one.span) for one in found)]


def _within(event: Event, again: list[Limit]) -> bool:
    """当月 of 当月10日前 is no date of its own."""
    found = (one.recurring for one in again if one.recurring is not None)
    return any(one.start <= event.span.start < one.end for one in found)


def _asks_when(name: str) -> bool:
    """验收时间, 上线日期: a row about a date under whatever level."""
    at = max(name.find(word) for word in WHEN)
    return at > 0 and any(mark.end == at for mark in words().marks(name[:at]))


def _is_attribute(event: Event) -> bool:
    """2023年度预算编制: the year belongs to the budget."""
    behind = event.behind.removeprefix("度")
    return event.span.is_whole_year and behind.startswith(_BELONGS_TO)


def needs_year(row: Indicator, year: int | None) -> bool:
    """Whether the target has a deadline that only the form's missing year keeps from reading."""
    return year is None and last_limit(row, None) is None and last_limit(row, 2000) is not None


def span_of_months(text: str, year: int | None) -> DateSpan | None:
    """The span of several months that is the whole text: 2023年3月至10月; None for anything else."""
    plain = untitled(text).strip("。")
    spans = dates(plain, year)
    if len(spans) != 1 or spans[0].start != 0 or spans[0].end != len(plain):
        return None
    only = spans[0]
    same_month = (only.first.year, only.first.month) == (only.last.year, only.last.month)
    is_range = any(sign in plain for sign in "-~—至到")
    is_one = same_month or only.is_whole_year or not is_range
    return None if only.bound is not Bound.ON or is_one else only


_BETWEEN = frozenset("、和及与")


def run_of_dates(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """The dates of a text that stand in one list: 6月底、12月底前报送; () where there is more."""
    plain = untitled(text)
    spans = dates(plain, year)
    joined = all(
        plain[one.end : other.start] and set(plain[one.end : other.start]) <= _BETWEEN
        for one, other in pairwise(spans)
    )
    return spans if joined else ()
