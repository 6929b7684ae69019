"""By when something was due, when it was done, and whether that was in time."""

from __future__ import annotations

from reviewer.language.dates import Bound, DateSpan, arabic_dates
from reviewer.language.normal import normalize
from reviewer.models import Indicator
from reviewer.reading.accounts import read_account
from reviewer.reading.dates import (
    Event,
    completes,
    own_pairs,
    put_off,
    read_dates,
    slips,
    told_of_row,
    untitled,
    words,
)
from reviewer.reading.limits import Limit, last_limit, row_limits, run_of_dates, span_of_months
from reviewer.reading.recurring import Recurring
from reviewer.reading.sense import is_time_level, lasts
from reviewer.standing.confessions import is_announced
from reviewer.standing.late_dates import is_about_date, late_date, late_under_label
from reviewer.standing.shortfalls import is_late as is_late_in_words
from reviewer.standing.timing import Timing, Verdict, done_dates, each_time, timing


def weigh(row: Indicator, year: int | None) -> Verdict | None:
    """The deadline of a row against its result and explanation; None where it has no deadline."""
    found = row_limits(row, year)
    again = [_every_time(one, one.recurring, row, year) for one in found if one.recurring]
    dated = [one for one in found if one.span is not None]
    told = [one for one in again if one.timing is not Timing.UNKNOWN]
    if told:
        return next((one for one in told if one.timing is Timing.LATE), told[0])
    if dated:
        return _once(dated, row, year)
    return again[0] if again else _same_day(row)


def late(row: Indicator, year: int | None) -> Verdict | None:
    """The deadline that a row missed; None where it missed none."""
    found = weigh(row, year)
    return found if found is not None and found.timing is Timing.LATE else None


def _once(dated: list[Limit], row: Indicator, year: int | None) -> Verdict:
    """Dates, each with its own event; the last of all holds for whatever is said of none."""
    limit = max(dated, key=lambda one: one.last)
    if turns := _in_turn(row, dated, year):
        overdue = next((one for one in turns if one.timing is Timing.LATE), None)
        return overdue or turns[-1]
    done = done_dates(row, year)
    if len(dated) > 1 and (missed := _missed_of_several(dated, done, row, year)):
        return missed
    if found := late_date(row, limit, year):
        return found
    for event in slips(row.explanation.text, year):
        if timing(limit, event.span, year) is Timing.LATE:
            return Verdict(limit, Timing.LATE, event.span.words, "explanation")
    if not done:
        for event in told_of_row(row.explanation.text, row_words(row), year):
            if event.span.names_year and timing(limit, event.span, year) is Timing.LATE:
                return Verdict(limit, Timing.LATE, event.span.words, "explanation")
    if done:
        longer = _runs_longer(limit, row, year)
        if longer is not None:
            return Verdict(limit, Timing.LATE, longer.words)
        kept = any(timing(limit, one.span, year) is Timing.IN_TIME for one in done)
        return Verdict(limit, Timing.IN_TIME if kept else Timing.UNKNOWN, done[0].span.words)
    if is_late_in_words(row.actual.text) and (year is None or limit.last.year <= year):
        return Verdict(limit, Timing.LATE)
    return Verdict(limit, Timing.UNKNOWN)


def row_words(row: Indicator) -> str:
    """What the row is about, in its own words."""
    return f"{row.name.text} {row.target.text} {row.actual.text}"


def _in_turn(row: Indicator, dated: list[Limit], year: int | None) -> list[Verdict]:
    """6月底、12月底前 against 7月5日、12月28日: each date against its own."""
    done = run_of_dates(row.actual.text, year)
    if not 1 < len(done) == len(dated) == len(run_of_dates(row.target.text, year)):
        return []
    pairs = zip(dated, done, strict=True)
    return [Verdict(limit, timing(limit, one, year), one.words) for limit, one in pairs]


def _missed_of_several(
    dated: list[Limit], done: tuple[Event, ...], row: Indicator, year: int | None
) -> Verdict | None:
    """6月底前完成设计，11月底前完成验收 against 7月20日完成设计，11月5日完成验收."""
    if under_label := late_under_label(dated, row, year):
        return under_label
    for event in done:
        shared = [len(own_pairs(one.clause) & own_pairs(event.clause)) for one in dated]
        most = max(shared)
        if not most or shared.count(most) > 1 or event.says("not_all"):
            continue
        limit = dated[shared.index(most)]
        if timing(limit, event.span, year) is Timing.LATE:
            return Verdict(limit, Timing.LATE, event.span.words)
    return None


def _runs_longer(limit: Limit, row: Indicator, year: int | None) -> DateSpan | None:
    """3月至12月 for 3月至10月: the work that was to end in October; a service may go on."""
    if lasts(row.name.text) or limit.span is None:
        return None
    planned = span_of_months(row.target.text, year)
    span = span_of_months(row.actual.text, year)
    if planned != limit.span or span is None or span.first > limit.span.last:
        return None
    return span if span.last > limit.span.last else None


def _every_time(limit: Limit, wanted: Recurring, row: Indicator, year: int | None) -> Verdict:
    """每月10日前: every day that the result names, and the latest of all."""
    found = done_dates(row, year)
    if is_about_date(row):
        found = tuple(one for one in read_dates(row.actual.text, year) if _is_done(one))
    days = tuple(one for one in found if one.span.is_day)
    return each_time(limit, wanted, row.actual.text, days, year)


def _is_done(event: Event) -> bool:
    """Any day in a row about days, but for plans and what is counted apart."""
    is_else = event.is_apart or event.is_object or event.says("planned", "afterwards")
    return event.span.bound is Bound.ON and not is_else


def _same_day(row: Indicator) -> Verdict | None:
    """日清, 当日办结: what was done on another day was late."""
    if not is_time_level(row.level1.text, row.level2.text):
        return None
    wanted = words().find(untitled(row.target.text), "same_day")
    if not wanted:
        return None
    limit = Limit(wanted[0].word, row.target.text, "target")
    late = words().find(untitled(row.actual.text), "another_day")
    if late:
        return Verdict(limit, Timing.LATE, late[0].word)
    kept = words().holds(untitled(row.actual.text), "same_day")
    return Verdict(limit, Timing.IN_TIME) if kept else None


def is_kept(row: Indicator, year: int | None) -> bool:
    """Whether every date of completion in the result lies within the target's deadline."""
    return _all_done(row, year, within=True)


def is_overdue(row: Indicator, year: int | None) -> bool:
    """Whether the result's dates of completion all lie behind the target's deadline."""
    return _all_done(row, year, within=False)


def _all_done(row: Indicator, year: int | None, *, within: bool) -> bool:
    limit = last_limit(row, year)
    done = done_dates(row, year) if limit is not None else ()
    if limit is None or limit.span is None or not done:
        return False
    if limit.is_yearly:
        wanted = Timing.IN_TIME if within else Timing.LATE
        return all(timing(limit, one.span, year) is wanted for one in done)
    last = limit.last
    return all((one.span.last <= last) if within else (one.span.first > last) for one in done)


def slipped(row: Indicator, year: int | None) -> str:
    """The clause of an explanation that dates the completion of the row behind its deadline.

    Only dates without a year are read, 延误至11月中旬 or 11月5日开放; those with one are A414's.
    """
    limits = row_limits(row, year) if year is not None else ()
    if not limits or len(row.explanation.text) > 400:
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
        0 <= plain.rfind("仍", 0, mark.start) >= mark.start - 9
        for mark in words().find(plain, "finish")
    )


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
