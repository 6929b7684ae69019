"""A deadline, what was done by it, and the time that passed between two events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewer.language.dates import Bound, DateSpan
from reviewer.models import Indicator
from reviewer.reading.dates import (
    Event,
    completes,
    own_pairs,
    put_off,
    read_dates,
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
    return is_plain and 1 < len(behind) <= 6 and not event.before and behind.isalpha()


def _is_about(event: Event, own: frozenset[str]) -> bool:
    if event.span.bound is not Bound.ON or event.span.is_whole_year or event.is_object:
        return False
    return not event.says("planned") and any(pair in event.behind for pair in own)
