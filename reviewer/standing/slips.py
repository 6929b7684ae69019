"""Explanations that date the completion of a row behind the deadline that its result keeps."""

from __future__ import annotations

from reviewer.language.dates import Bound, arabic_dates
from reviewer.language.normal import normalize
from reviewer.models import Indicator
from reviewer.reading.accounts import read_account
from reviewer.reading.dates import Event, completes, own_pairs, put_off, read_dates, words
from reviewer.reading.limits import Limit, row_limits
from reviewer.reading.recurring import Recurring
from reviewer.standing.confessions import is_announced
from reviewer.standing.timing import Timing, each_time, timing

_LONGEST = 400


def slipped(row: Indicator, year: int | None) -> str:
    """The clause of an explanation that dates the completion of the row behind its deadline.

    Only dates without a year are read, 延误至11月中旬 or 11月5日开放; those with one are A414's.
    """
    limits = row_limits(row, year) if year is not None else ()
    if not limits or len(row.explanation.text) > _LONGEST:
        return ""
    clauses = read_account(row.explanation.text, year).clauses
    told = "，".join(one.text for one in clauses if not is_announced(one, year))
    if _is_kept(told):
        return ""
    again = next((one for one in limits if one.recurring is not None), None)
    if again is not None and again.recurring is not None:
        return _late_once(again, again.recurring, told, year)
    limit = max(limits, key=lambda one: one.last)
    own = own_pairs(f"{row.name.text} {row.target.text}")
    for event in read_dates(told, year):
        if timing(limit, event.span, year) is Timing.LATE and _tells(event, own):
            return event.clause
    return ""


def _late_once(limit: Limit, wanted: Recurring, told: str, year: int | None) -> str:
    """4月因银行系统故障，于19日发放 where every 15th was asked for."""
    events = tuple(
        one
        for one in read_dates(told, year)
        if one.span.is_day and one.span.bound is Bound.ON and completes(one)
    )
    found = each_time(limit, wanted, told, events, year)
    return found.done if found.timing is Timing.LATE else ""


def stays_in_time(explanation: str) -> bool:
    """Whether a delay is told with its date, or said to have kept the deadline all the same."""
    plain = arabic_dates(normalize(explanation))
    dated = any(plain[at - 1 : at].isdecimal() for at, char in enumerate(plain) if char in "月日")
    return dated or words().holds(plain, "within") or _is_kept(plain)


def _is_kept(told: str) -> bool:
    """提前, 仍于10月完成, 不影响总工期."""
    plain = arabic_dates(told)
    if words().holds(plain, "kept"):
        return True
    return any(
        0 <= plain.rfind("仍", 0, mark.start) >= mark.start - _NEAR
        for mark in words().find(plain, "finish")
    )


_NEAR = 9


def _tells(event: Event, own: frozenset[str]) -> bool:
    """The clause says that something was put off to this date, or done on it."""
    if event.span.names_year or event.span.bound is not Bound.ON:
        return False
    if event.says("planned", "afterwards", "elsewhere") or "开工" in event.clause:
        return False
    mark = put_off(event.before)
    is_put_off = mark is not None and len(event.before) - mark.end <= _TO_THE_DATE
    done = words().find(event.behind, *_DONE)
    if is_put_off or (bool(done) and done[0].start <= _ONLY_THEN):
        return True
    return any(event.behind[at : at + 2] in own for at in range(_ONLY_THEN + 1))


_TO_THE_DATE = 3
"""推迟到了 11月."""
_ONLY_THEN = 3
"""11月5日才正式 开放."""
_DONE = ("finish", "accept", "use", "publish", "deliver", "pay")
