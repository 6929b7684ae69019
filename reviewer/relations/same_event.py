"""One event told in two places with two dates: 2023年12月完成设备安装 beside 2023年10月20日."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, DateSpan
from reviewer.language.words import without_shared
from reviewer.reading.dates import Event, completes, one_kind, read_dates, thing

_MAX_TEXT = 4000


@lru_cache(maxsize=256)
def told_dates(text: str, year: int | None) -> tuple[Event, ...]:
    """The clauses of a text that say on which day or in which month something was done."""
    events = read_dates(text[:_MAX_TEXT], year)
    clauses = [event.clause for event in events]
    return tuple(
        event
        for event in events
        if clauses.count(event.clause) == 1 and _is_fact(event) and not event.says("not_all")
    )


def _is_fact(event: Event) -> bool:
    span = event.span
    is_dated = span.bound is Bound.ON and not span.is_whole_year
    return is_dated and not event.says("planned", "by_contract", "denied")


def other_date(told: tuple[Event, ...], name: str, actual: str, year: int | None) -> Event | None:
    """The event of a text that a row about the very same dates otherwise; None where none surely is."""
    if not told:
        return None
    what, kind = thing(name), one_kind(name)
    events = read_dates(actual, year) if what and kind else ()
    if len(events) != 1 or not (_is_fact(events[0]) and completes(events[0])):
        return None
    own = events[0]
    if thing(own.before + own.behind):
        return None
    about = [one for one in told if _is_about(one, what, kind)]
    return about[0] if len(about) == 1 and not _overlap(about[0].span, own.span) else None


def other_deadline(text: str, name: str, limit: DateSpan, year: int | None) -> Event | None:
    """The deadline that a goal names for the row's own matter, where the row has another one."""
    what, kind = thing(name), one_kind(name)
    if not what or not kind:
        return None
    due = [
        event
        for event in read_dates(text[:_MAX_TEXT], year)
        if event.span.bound is not Bound.FROM
        and not event.span.is_whole_year
        and not event.says("not_all")
        and _is_about(event, what, kind)
    ]
    if len(due) != 1 or due[0].span.named is not None or limit.named is not None:
        return None
    return None if _overlap(due[0].span, limit) else due[0]


def _is_about(event: Event, what: str, kind: str) -> bool:
    """Whether a clause says of the row's thing, and of nothing else, that it was done."""
    said = event.before + event.behind
    told = thing(said)
    if one_kind(said) != kind or without_shared(what, told).strip():
        return False
    return not without_shared(told, what).strip()


def _overlap(one: DateSpan, other: DateSpan) -> bool:
    return one.first <= other.last and other.first <= one.last
