"""The cheapest changes after which every law holds, or is left broken at its cost."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from reviewer.mending.cells import Cell, Printed, Values, is_misprint
from reviewer.mending.laws import Law

_MOST_STATES = 1500
"""So many half-mended forms are looked at; a form with one or two slips needs some dozens."""
_MOST_CHANGES = 6
_MARGIN = 0.05
"""Repairs that cost no more beside the cheapest are as likely."""
_AMOUNTS = ("initial_budget", "annual_budget", "executed")
_MISPRINT = 0.8
"""So much of its cost is left of a change that undoes a single slip of the hand."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that mend a form: the new values, and what they cost together."""

    changes: Mapping[Cell, Printed]
    cost: float


@dataclass(order=True, slots=True)
class _State:
    """A half-mended form in the queue."""

    cost: float
    order: int
    changes: dict[Cell, Printed] = field(compare=False)
    left: frozenset[int] = field(compare=False)
    is_done: bool = field(compare=False, default=False)


def repairs(
    values: Values,
    laws: Sequence[Law],
    costs: Callable[[Cell], float],
    evidence: Sequence[Law] = (),
) -> tuple[Repair, ...]:
    """The cheapest repairs, those that are as likely as the cheapest beside it; () if none is broken.

    Args:
        values: the cells as printed.
        laws: what must hold.
        costs: what it costs to change a cell.
        evidence: laws that speak for and against a repair, and demand none.
    """
    about: dict[Cell, list[int]] = {}
    for index, law in enumerate(laws):
        for cell in law.cells:
            about.setdefault(cell, []).append(index)
    order = count()
    queue = [_State(0.0, next(order), {}, frozenset())]
    seen: set[tuple[frozenset[tuple[Cell, Fraction]], frozenset[int]]] = set()
    found: list[Repair] = []
    for _ in range(_MOST_STATES):
        if not queue or (found and queue[0].cost > found[0].cost + _MARGIN):
            break
        state = heapq.heappop(queue)
        if state.is_done:
            found.append(Repair(state.changes, state.cost))
            continue
        now = {**values, **state.changes}
        broken = [
            index
            for index, law in enumerate(laws)
            if index not in state.left and not law.holds(now)
        ]
        if not broken:
            against = sum(law.weight for law in evidence if not law.holds(now))
            heapq.heappush(
                queue,
                _State(state.cost + against, next(order), state.changes, state.left, is_done=True),
            )
            continue
        # One of the cells of this law must change; to what, any broken law that names it may say.
        index = min(broken, key=lambda one: len(laws[one].cells))
        beside = [laws[one] for one in broken]
        for cost, changes, left in _steps(laws[index], index, beside, values, now, state, costs):
            key = frozenset((cell, new.value) for cell, new in changes.items()), left
            if key not in seen:
                seen.add(key)
                heapq.heappush(queue, _State(cost, next(order), changes, left))
    return tuple(_minimal(found)) if any(one.changes for one in found) else ()


def _steps(
    law: Law,
    index: int,
    broken: Sequence[Law],
    values: Values,
    now: Values,
    state: _State,
    costs: Callable[[Cell], float],
) -> Iterator[tuple[float, dict[Cell, Printed], frozenset[int]]]:
    """What can be done about a broken law: change one of its cells, or leave it."""
    yield state.cost + law.weight, state.changes, state.left | {index}
    if len(state.changes) >= _MOST_CHANGES:
        return
    for cell in law.cells:
        if cell in state.changes:
            continue
        wanted = (value for one in broken if cell in one.cells for value in one.would_be(cell, now))
        for value in dict.fromkeys(wanted):
            # A source of money may have nothing; a score, a weight or a rate of 0 mends no form.
            is_amount = cell.field.startswith("funding.") and cell.field.endswith(_AMOUNTS)
            if value == values[cell].value or value < 0 or (not value and not is_amount):
                continue
            new = values[cell].changed(value)
            share = _MISPRINT if is_misprint(values[cell].digits, new.digits) else 1.0
            yield state.cost + costs(cell) * share, {**state.changes, cell: new}, state.left


def _minimal(found: Iterable[Repair]) -> Iterator[Repair]:
    """The repairs that change no more cells than another of them does."""
    kept: list[Repair] = []
    for one in found:
        if not any(other.changes.keys() <= one.changes.keys() for other in kept):
            kept.append(one)
            yield one
