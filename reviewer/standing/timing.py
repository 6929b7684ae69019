"""A deadline, what was done by it, and the time that passed between two events."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from reviewer.language.calendar import workdays
from reviewer.language.dates import Bound, DateSpan
from reviewer.language.frequency import EVERY
from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.models import Indicator
from reviewer.reading.dates import (
    HAPPENINGS,
    Event,
    completes,
    own_pairs,
    put_off,
    read_dates,
    words,
)
from reviewer.reading.limits import Limit
from reviewer.reading.recurring import (
    Frame,
    Recurring,
    days_of_months,
    latest_day,
    period_of,
    quarter_of,
    recurring,
)
from reviewer.reading.sense import is_time_level
from reviewer.standing.derived import counted


class Timing(StrEnum):
    """Whether a deadline was kept; UNKNOWN where no date, or no certain one, tells."""

    IN_TIME = "in time"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A deadline with what became of it.

    Attributes:
        limit: the deadline.
        timing: whether it was kept.
        done: the words that date the completion, "" where the result says in words that it was
            late or gives no date.
        where: the cell of those words, `actual` or `explanation`.
        is_certain: False where weighing tells that the date is of what was due.
    """

    limit: Limit
    timing: Timing
    done: str = ""
    where: str = "actual"
    is_certain: bool = True


def timing(limit: Limit, done: DateSpan, year: int | None) -> Timing:
    """Whether what was done on a date kept a deadline; the earliest day of a span counts."""
    due = limit.due(done.first, year, is_latest=False)
    if due is None:
        return Timing.UNKNOWN
    sure, last = due
    if done.first > last:
        return Timing.LATE
    return Timing.IN_TIME if done.first <= sure else Timing.UNKNOWN


def each_time(
    limit: Limit, wanted: Recurring, text: str, events: tuple[Event, ...], year: int | None
) -> Verdict:
    """The days of a text against one that comes again; `events` are those it has in full."""
    known = False
    for own in recurring(text):
        later = own.is_later_than(wanted)
        if later:
            return Verdict(limit, Timing.LATE, own.words)
        known = known or later is not None
    days = [(one.span.first, one.span.words, _due(limit, wanted, one, year)) for one in events]
    if wanted.frame is Frame.QUARTER_END and len(days) == _QUARTERS:
        days = [
            (day, said, wanted.for_quarter(day.year, at)) for at, (day, said, _) in enumerate(days)
        ]
    apart = days_of_months(text, year) if year is not None else ()
    days += [(day, said, wanted.due(day, is_latest=True)) for day, said in apart]
    if wanted.frame is Frame.SAME_MONTH and (latest := latest_day(text)) is not None:
        known = True
        if latest[0] > wanted.day:
            return Verdict(limit, Timing.LATE, latest[1])
    for day, said, due in days:
        if due is not None and day > due:
            return Verdict(limit, Timing.LATE, said)
        known = known or due is not None
    return Verdict(limit, Timing.IN_TIME if known else Timing.UNKNOWN)


_QUARTERS = 4
"""3月29日、6月28日、10月9日、12月29日: four days, one for each quarter."""


def _due(limit: Limit, wanted: Recurring, event: Event, year: int | None) -> date | None:
    """The last day in time for an event, by the month that the text names for it."""
    month = period_of(event.lead)
    if month is not None and wanted.frame in (Frame.SAME_MONTH, Frame.NEXT_MONTH):
        own = _year_of(month, event.span.first)
        return wanted.for_month(own, month)
    quarter = quarter_of(event.lead)
    of_quarters = wanted.frame in (Frame.QUARTER_END, Frame.NEXT_QUARTER)
    if quarter is not None and (of_quarters or "季度" in limit.clause):
        done = event.span.first
        return wanted.for_quarter(done.year - (done.month <= 3 * quarter), quarter)
    is_latest = event.says("latest") or put_off(event.clause) is not None
    due = limit.due(event.span.first, year, is_latest=is_latest)
    return None if due is None else due[1]


def _year_of(month: int, done: date) -> int:
    """12月份月报于1月9日报出: the month lies before the day."""
    return done.year if month <= done.month else done.year - 1


_ANCHORS = ("receive", *HAPPENINGS)
_LONGEST = 160
_KINDS = frozenset({Kind.TIME, Kind.WORKDAYS, Kind.MONTHS})
_SINCE = ("后", "起", "之日", "以来", "当日")
_A_MONTH = 31


def as_time_between(target: Quantity, actual: str, year: int | None) -> Quantity | None:
    """5月20日收到，7月10日下达 as 51天 (in months, where the target counts them).

    None where the limit starts with no event of the result, or a day is vague.
    """
    kinds = {unit.kind for unit in target.units}
    plain = normalize(actual)
    if not kinds or not kinds <= _KINDS or len(plain) > _LONGEST:
        return None
    found = read_dates(actual, year)
    if len(found) % _TWO and found[-1].says("afterwards", "more_of_it", "pay"):
        found = found[:-1]  # 8月3日报案，8月14日赔付，9月1日回访
    pairs = [_Pair(*two) for two in zip(found[::_TWO], found[1::_TWO], strict=False)]
    if not pairs or len(found) % _TWO or not all(event.span.is_day for event in found):
        return None
    if not all(one.is_of(target) for one in pairs):
        return None
    told = [_passed(one.first.span.first, one.second.span.first, target, kinds) for one in pairs]
    passed = [one for one in told if one is not None]
    if len(passed) < len(pairs):
        return None
    value, unit = max(passed)
    each = EVERY.search(target.subject)
    between = counted(target, value, value, plain.rstrip("。"), "相隔")
    return replace(between, unit=unit, subject=target.subject if each else "")


_TWO = 2
_NEAR = 4


class _Pair(NamedTuple):
    """Two dates that follow each other: 5月18日出完、9月10日补足."""

    first: Event
    second: Event

    def is_of(self, target: Quantity) -> bool:
        """Whether the limit runs from the first to the second."""
        in_order = self.second.span.first >= self.first.span.first
        return in_order and _begins(target, self.first, self.second)


def _begins(target: Quantity, first: Event, second: Event) -> bool:
    """Whether the limit runs from the first event: 合同签订后60日内 from 3月1日签订合同."""
    anchors = _anchors(target.subject)
    if anchors and anchors & _said(first.clause):
        return True
    if target.subject.rstrip("的，").endswith(_SINCE):  # 进点后60日内, 3月1日进点
        said = first.lead[-_NEAR:] + first.tail
        verb = target.subject.rstrip("的，").removesuffix("之日").rstrip("后起")[-1:]
        return verb in said or any(pair in first.clause for pair in own_pairs(target.subject))
    is_limit = target.relation is Relation.LE and not target.subject
    return is_limit and bool(_said(first.clause) & {"start"}) and second.says("finish", "accept")


def _anchors(subject: str) -> frozenset[str]:
    """What the limit starts with, by the concepts of the lexicon."""
    carried_out = words().find(subject, "carried_out")
    if carried_out and carried_out[-1].end == len(subject):
        return frozenset({"start"})
    return _said(subject) if subject.rstrip("的，").endswith(_SINCE) else frozenset()


def _said(text: str) -> frozenset[str]:
    return frozenset(mark.concept for mark in words().find(text, *_ANCHORS))


def _passed(
    first: date, second: date, target: Quantity, kinds: set[Kind]
) -> tuple[Fraction, str] | None:
    """The time between two days as the limit counts it; None where working days are too near it."""
    if Kind.WORKDAYS in kinds:
        fewest, most = workdays(first, second)
        if fewest > target.high:
            return Fraction(fewest), "个工作日"
        return (Fraction(most), "个工作日") if most <= target.high else None
    if Kind.MONTHS in kinds:
        return _months(first, second), "个月"
    return Fraction((second - first).days), "天"


def _months(first: date, second: date) -> Fraction:
    """3月1日 to 9月1日 is six months, any day more a part of the seventh."""
    months = 12 * (second.year - first.year) + second.month - first.month
    last = monthrange(second.year, second.month)[1]
    behind = second.day - min(first.day, last)
    if behind < 0:
        months, behind = months - 1, behind + _A_MONTH
    return months + Fraction(behind, _A_MONTH)


def done_dates(row: Indicator, year: int | None) -> tuple[Event, ...]:
    """The dates on which a result says that something was done, or that it says of the row's words.

    8月29日全部回收 dates 问卷回收, though no list of verbs may hold it.
    """
    events = tuple(one for one in read_dates(row.actual.text, year) if not one.is_apart)
    if not events or all(map(completes, events)):
        return events
    own = own_pairs(f"{row.name.text} {row.target.text}")
    is_only = len(events) == 1 and is_time_level(row.level1.text, row.level2.text)
    return tuple(
        one
        for one in events
        if completes(one) or _is_about(one, own) or (is_only and _is_bare(one))
    )


def _is_bare(event: Event) -> bool:
    """8月2日补报: a day and what was done on it, in a row about a date."""
    behind = event.behind.strip("。")
    is_plain = event.span.bound is Bound.ON and event.span.is_day and not event.is_object
    return is_plain and 1 < len(behind) <= _FEW_WORDS and not event.before and behind.isalpha()


_FEW_WORDS = 6


def _is_about(event: Event, own: frozenset[str]) -> bool:
    if event.span.bound is not Bound.ON or event.span.is_whole_year or event.is_object:
        return False
    return not event.says("planned") and any(pair in event.behind for pair in own)
