"""Dates that contradict one another: work begins before it is done, and is accepted and told after.

Two dates do so where they lie apart and tell of one thing: of two steps the wrong way round, or of
one event in two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from reviewer.language.dates import Bound, DateSpan, dates
from reviewer.language.words import without_shared
from reviewer.models import Indicator
from reviewer.reading.dates import Event, completes, one_kind, read_dates, thing, untitled, words
from reviewer.relations.steps import before_its_need, follows_in_stages, is_beside

_FIRST = (
    ("start", "finish"),
    ("start", "accept"),
    ("finish", "accept"),
    ("deliver", "accept"),
    ("finish", "publish"),
)
"""What comes before what. Payment may come at any time, and use before the last acceptance."""
_LONGEST = 400


class Step(NamedTuple):
    """An event with its one kind, and what it is said of (its words, the general ones taken away)."""

    event: Event
    kind: str
    thing: str


class Contradiction(NamedTuple):
    """Two steps of which the second must follow the first, and is dated before it.

    Without kinds they stand in a row of steps in which all others follow one another.
    """

    first: Step
    second: Step


@lru_cache(maxsize=4096)
def out_of_order(text: str, year: int | None, name: str = "") -> Contradiction | None:
    """Two events of one text in an order in which they cannot have come.

    Args:
        text: a cell.
        year: the form's.
        name: the row's name; what the text says in its words is said of the row.
    """
    events = read_dates(text, year) if len(text) <= _LONGEST else ()
    if len(events) <= 1:
        return None
    return (
        _contradiction([_step(event, name) for event in events])
        or _out_of_turn(events)
        or _before_what_it_follows(events)
        or _before_its_need(text, events, name)
    )


def _before_its_need(text: str, events: Sequence[Event], name: str) -> Contradiction | None:
    found = before_its_need(text, events, name)
    return Contradiction(*(Step(event, "", "") for event in found)) if found else None


def _out_of_turn(events: Sequence[Event]) -> Contradiction | None:
    """8月14日定稿，7月25日付印，12月8日出书: one step after the other, one of them in the wrong place.

    Only where every clause is a day and another act, so that nothing tells of parts.
    """
    acts = [event.tail.rstrip("。") for event in events]
    if len(events) < _STEPS or not all(map(_is_step, events)):
        return None
    pairs = [act[at : at + 2] for act in acts for at in range(len(act) - 1)]
    if len({act[-1] for act in acts}) < len(acts) or len(set(pairs)) < len(pairs):
        return None  # 南井出水, 北井出水: parts
    days = [event.span.first for event in events]
    falls = [at for at in range(1, len(days)) if days[at] < days[at - 1]]
    if len(falls) != 1:
        return None
    at = falls[0]
    if follows_in_stages(events[at - 1], events[at]) or is_beside(events[at]):
        return None  # 合同6月20日签订，招标5月10日完成: it goes back
    if not any(event.kinds_told for event in events):
        return None
    without_it = days[:at] + days[at + 1 :]
    without_last = days[: at - 1] + days[at:]
    if sorted(without_it) != without_it and sorted(without_last) != without_last:
        return None
    return Contradiction(Step(events[at - 1], "", ""), Step(events[at], "", ""))


def _is_step(event: Event) -> bool:
    said = event.tail.rstrip("。")
    is_plain = _is_on_a_day(event) and len(event.before) <= _LONGEST_THING
    is_act = (
        1 < len(said) <= _LONGEST_ACT
        and said.isalpha()
        and not said.endswith("的")
        and not event.says(*_ANY_TIME)
    )
    return is_plain and is_act


def _before_what_it_follows(events: Sequence[Event]) -> Contradiction | None:
    """三批10月21日装好，三批齐了之后10月16日联调完: what is told to come after is dated before."""
    for at, event in enumerate(events):
        said = event.before.rstrip("，")
        if not at or not _is_on_a_day(event) or not said.endswith(_BEHIND):
            continue
        last = max(events[:at], key=lambda one: one.span.first)
        if _is_on_a_day(last) and last.span.first > event.span.first and not last.says("planned"):
            return Contradiction(Step(last, "", ""), Step(event, "", ""))
    return None


_BEHIND = ("之后", "以后", "完后", "好后", "齐后", "随后", "接着", "然后", "继而", "紧接着")


def _is_on_a_day(event: Event) -> bool:
    return event.span.is_day and event.span.bound is Bound.ON


_STEPS = 3
_LONGEST_THING = 4
"""本子4月1日定稿: so many characters may name what a step is of."""
_LONGEST_ACT = 10
_ANY_TIME = ("pay", "planned", "elsewhere", "apart", "not_all", "more_of_it")


@lru_cache(maxsize=4096)
def after(text: str, year: int | None, dated: str, name: str = "") -> Event | None:
    """A thing told as done in the form's year on a day after its 填报日期; later years are plans.

    Of a row it is done too where the date's own words are its name's: 11月15日入库 of 入库时间.
    """
    filled = [span for span in dates(dated, None) if span.is_day]
    if len(filled) != 1 or len(text) > _LONGEST:
        return None
    events = (one for one in read_dates(text, year) if _is_fact(one) or _names_its_row(one, name))
    late = (event for event in events if event.span.first > filled[0].last)
    return next((event for event in late if event.span.last.year == year), None)


def rows_out_of_order(
    rows: Sequence[Indicator], year: int | None
) -> list[tuple[int, int, Contradiction]]:
    """Pairs of rows about one thing, 完工时间 and 验收时间, whose dates contradict one another."""
    steps = [(index, step) for index, row in enumerate(rows) if (step := _step_of_row(row, year))]
    found = []
    for (one, a), (other, b) in combinations(steps, 2):
        contradiction = _contradiction([a, b])
        if contradiction is not None:
            pair = (one, other) if contradiction.first is a else (other, one)
            found.append((*pair, contradiction))
    return found


def _contradiction(steps: Iterable[Step | None]) -> Contradiction | None:
    known = [step for step in steps if step is not None]
    kinds = [step.kind for step in known]
    for first, second in _FIRST:
        if kinds.count(first) != 1 or kinds.count(second) != 1:
            continue
        one, other = known[kinds.index(first)], known[kinds.index(second)]
        if one.event.span.first > other.event.span.last and _is_one_thing(one.thing, other.thing):
            return Contradiction(one, other)
    return None


def _is_one_thing(one: str, other: str) -> bool:
    """绿化 is not the whole that was accepted; 泵站 and 泵站工程 are one."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    others = {other[at : at + 2] for at in range(len(other) - 1)}
    return pairs <= others or others <= pairs if pairs and others else not (one or other)


def _step(event: Event, name: str) -> Step | None:
    """A dated fact of one kind; None for plans, parts and anything else."""
    if not _is_fact(event) or event.says("not_all", "afterwards"):
        return None
    said = event.before + event.behind
    kind = one_kind(said)
    return Step(event, kind, without_shared(thing(said), name).replace(" ", "")) if kind else None


def _is_fact(event: Event) -> bool:
    return _is_done(event) and not event.says("planned", "elsewhere")


def _names_its_row(event: Event, name: str) -> bool:
    said = event.behind.strip("。 ")
    is_own = bool(said) and said in name and not event.before
    return is_own and _is_dated(event) and not event.says("planned", "elsewhere")


def _is_done(event: Event) -> bool:
    """Whether something was done on that very date."""
    return _is_dated(event) and completes(event)


def _is_dated(event: Event) -> bool:
    return event.span.bound is Bound.ON and not event.span.is_whole_year


def _step_of_row(row: Indicator, year: int | None) -> Step | None:
    """The step of a row whose result has one date: its kind stands in the result or the name."""
    events = read_dates(row.actual.text, year)
    if len(events) != 1 or events[0].clause != untitled(row.actual.text).rstrip("。"):
        return None
    event = events[0]
    if not _is_done(event):
        return None
    said = row.name.text if one_kind(row.name.text) else f"{row.name.text}{event.behind}"
    kind = one_kind(said)
    if not kind or words().holds(said, "not_all", "planned", "afterwards"):
        return None
    return Step(event, kind, thing(said))


# One event, two dates ------------------------------------------------------------------------------

_LONGEST_TEXT = 4000


@lru_cache(maxsize=256)
def told_dates(text: str, year: int | None) -> tuple[Event, ...]:
    """The clauses of a text that say on which day or in which month something was done."""
    events = read_dates(text[:_LONGEST_TEXT], year)
    clauses = [event.clause for event in events]
    return tuple(
        event
        for event in events
        if clauses.count(event.clause) == 1 and _is_told(event) and not event.says("not_all")
    )


def _is_told(event: Event) -> bool:
    return _is_dated(event) and not event.says("planned", "by_contract", "denied")


def other_date(told: tuple[Event, ...], name: str, actual: str, year: int | None) -> Event | None:
    """The event of a text that a row about the very same dates otherwise; None where none surely is."""
    if not told:
        return None
    what, kind = thing(name), one_kind(name)
    events = read_dates(actual, year) if what and kind else ()
    if len(events) != 1 or not (_is_told(events[0]) and completes(events[0])):
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
        for event in read_dates(text[:_LONGEST_TEXT], year)
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
