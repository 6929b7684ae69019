"""What must come first: work begins before it is done, is done before it is accepted, and told after.

Two dates contradict one another where they lie apart, the wrong way round, and tell of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from reviewer.language.dates import Bound, dates
from reviewer.language.words import without_shared
from reviewer.models import Indicator
from reviewer.reading.dates import Event, completes, one_kind, read_dates, thing, untitled, words

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
    """Two steps of which the second must follow the first, and is dated before it."""

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
    return _contradiction([_step(event, name) for event in events]) if len(events) > 1 else None


@lru_cache(maxsize=4096)
def after(text: str, year: int | None, dated: str) -> Event | None:
    """A thing told as done in the form's year on a day after its 填报日期; later years are plans."""
    filled = [span for span in dates(dated, None) if span.is_day]
    if len(filled) != 1 or len(text) > _LONGEST:
        return None
    events = (event for event in read_dates(text, year) if _is_fact(event))
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
    span = event.span
    told = span.bound is Bound.ON and not span.is_whole_year and completes(event)
    return told and not event.says("planned", "elsewhere")


def _step_of_row(row: Indicator, year: int | None) -> Step | None:
    """The step of a row whose result has one date: its kind stands in the result or the name."""
    events = read_dates(row.actual.text, year)
    if len(events) != 1 or events[0].clause != untitled(row.actual.text).rstrip("。"):
        return None
    event = events[0]
    if event.span.bound is not Bound.ON or event.span.is_whole_year or not completes(event):
        return None
    said = row.name.text if one_kind(row.name.text) else f"{row.name.text}{event.behind}"
    kind = one_kind(said)
    if not kind or words().holds(said, "not_all", "planned", "afterwards"):
        return None
    return Step(event, kind, thing(said))
