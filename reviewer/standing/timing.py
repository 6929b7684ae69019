"""A deadline, what was done by it, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.language.dates import DateSpan
from reviewer.reading.dates import Event, put_off
from reviewer.reading.limits import Limit
from reviewer.reading.recurring import Recurring, days_of_months, recurring


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
    """

    limit: Limit
    timing: Timing
    done: str = ""
    where: str = "actual"


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
    days = [(one.span.first, one.span.words, _has_its_period(one)) for one in events]
    apart = days_of_months(text, year) if year is not None else ()
    for day, said, is_latest in (*days, *((day, said, True) for day, said in apart)):
        due = limit.due(day, year, is_latest=is_latest)
        if due is not None and day > due[1]:
            return Verdict(limit, Timing.LATE, said)
        known = known or due is not None
    return Verdict(limit, Timing.IN_TIME if known else Timing.UNKNOWN)


def _has_its_period(event: Event) -> bool:
    """最晚一次5月9日, 3月通报于4月9日印发: it is known for which month it was done."""
    month = (event.span.first.month - 2) % 12 + 1
    named = f"{month}月" in event.before
    return named or event.says("latest") or put_off(event.clause) is not None
