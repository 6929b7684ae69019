"""By when something was due, when it was done, and whether that was in time."""

from __future__ import annotations

from reviewer.language.dates import Bound, DateSpan
from reviewer.language.quantities import quantities
from reviewer.models import Indicator
from reviewer.reading.cells import read_cell
from reviewer.reading.dates import (
    Event,
    completes,
    own_pairs,
    read_dates,
    slips,
    told_of_row,
    untitled,
    words,
)
from reviewer.reading.limits import Limit, last_limit, row_limits, run_of_dates, span_of_months
from reviewer.reading.recurring import Recurring
from reviewer.reading.sense import is_time_level, lasts
from reviewer.standing.in_words import is_late as is_late_in_words
from reviewer.standing.late_parts import (
    is_about_date,
    is_other_part,
    late_part,
    late_under_label,
    only_next_step,
)
from reviewer.standing.timing import Timing, Verdict, each_time, timing


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
    if found := late_event(row, limit, year):
        return Verdict(limit, Timing.LATE, found.span.words)
    if part := late_part(row, limit, year):
        return part
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
    return is_plain and 1 < len(behind) <= _FEW and not event.before and behind.isalpha()


_FEW = 6


def _is_about(event: Event, own: frozenset[str]) -> bool:
    if event.span.bound is not Bound.ON or event.span.is_whole_year or event.is_object:
        return False
    return not event.says("planned") and any(pair in event.behind for pair in own)


def _in_turn(row: Indicator, dated: list[Limit], year: int | None) -> list[Verdict]:
    """6月底、12月底前 against 7月5日、12月28日: each date against its own."""
    done = run_of_dates(row.actual.text, year)
    if not 1 < len(done) == len(dated) == len(run_of_dates(row.target.text, year)):
        return []
    pairs = zip(dated, done, strict=True)
    return [Verdict(limit, timing(limit, one, year), one.words) for limit, one in pairs]


def late_event(row: Indicator, limit: Limit, year: int | None) -> Event | None:
    """The event of a result that tells of what was due, and came too late."""
    done = done_dates(row, year)
    timed = [(event, timing(limit, event.span, year)) for event in done]
    kept = [event for event, when in timed if when is not Timing.LATE]
    due = f"{row.name.text} {row.target.text}"
    for event, when in timed:
        if when is not Timing.LATE or is_other_part(event, due):
            continue
        if not kept:
            if not (_only_follows(event, due) or only_next_step(event, row, limit, year)):
                return event
        elif _tells_of_due(event, kept, due) and not _share_is_kept(limit, event, kept):
            return event
    return None


def _only_follows(event: Event, due: str) -> bool:
    """已完成建设，2024年1月完成决算审计: what comes when the work is done is not the work."""
    if event.says("afterwards") and not words().holds(due, "afterwards"):
        return True
    pays = event.kinds and event.kinds <= {"pay"}
    return bool(pays) and words().holds(due, "accept", "use", "start", "contract", "publish")


def _tells_of_due(event: Event, kept: list[Event], due: str) -> bool:
    """Whether a later event is what was due, though an earlier one was in time."""
    wanted = _due(due)
    before = frozenset[str]().union(*(one.kinds for one in kept))
    own = own_pairs(due)
    if (
        not event.says("not_all")
        and not _shares(own, event)
        and any(_shares(own, one) for one in kept)
    ):
        return False  # 11月3日调运到位，11月20日盘点: what was due has its date
    is_same = wanted == "finish" and bool(event.kinds & before)  # 完成 is said of any of them
    is_same = is_same or (not event.kinds and _shares(own, event))
    if not (is_same or wanted in event.kinds) or _only_follows(event, due):
        return False
    if not is_same and wanted not in before:
        return True
    clauses = "，".join([event.clause, *(one.clause for one in kept)])
    return _is_of_parts(clauses) or _names(due, event.clause, [one.clause for one in kept])


def _shares(own: frozenset[str], event: Event) -> bool:
    return any(pair in event.clause for pair in own)


def _due(asked: str) -> str:
    """What is to be done by then: the last event named, as 竣工验收 and 安装完成 have it."""
    kinds = [mark.concept for mark in words().find(asked, *_KINDS)]
    special = [kind for kind in kinds if kind != "finish"]
    return (special or kinds or ["finish"])[-1]


_KINDS = ("start", "contract", "finish", "accept", "use", "deliver", "pay", "publish")


def _is_of_parts(clauses: str) -> bool:
    """2处于10月20日完工，1处于12月5日完工: a part in time, another too late."""
    if words().holds(clauses, "not_all", "whole"):
        return True
    return any(
        one.quantity.unit and not one.quantity.measures_time and not one.quantity.is_percent
        for one in read_cell(clauses).figures
    )


def _names(due: str, clause: str, kept: list[str]) -> bool:
    """设备采购 was due: 12月完成采购 is it, 10月完成招标 is not."""
    return any(
        pair in clause and not any(pair in other for other in kept) for pair in own_pairs(due)
    )


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


def _share_is_kept(limit: Limit, event: Event, kept: list[Event]) -> bool:
    """年底前完成80%以上: 85% by then will do, and the rest may come later."""
    asked = [one for one in quantities(limit.clause) if one.is_percent]
    if len(asked) != 1 or asked[0].low >= _ALL or not event.says("not_all", "planned"):
        return False
    told = (one for event in kept for one in quantities(event.sentence) if one.is_percent)
    return any(one.low >= asked[0].low for one in told)


_ALL = 100


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
