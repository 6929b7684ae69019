"""The cheapest changes after which every law holds, or is left broken at its cost.

A search by lowest cost first. What a half-mended form must still cost at least is counted in: of
laws that share no cell each needs a change of its own, so that slips in different places do not
multiply.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from reviewer.mending.cells import Cell, Printed, Values, is_misprint
from reviewer.mending.laws import Law

_MOST_STATES = 400
"""So many half-mended forms are looked at; a form with one or two slips needs some dozens."""
_MOST_CHANGES = 12
_MARGIN = 0.05
"""Repairs that cost no more beside the cheapest are as likely."""
_AMOUNTS = ("initial_budget", "annual_budget", "executed")
_MISPRINT = 0.8
"""So much of its cost is left of a change that undoes a single slip of the hand."""
_Changes = Mapping[Cell, Printed]


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that mend a form: the new values, and what they cost together."""

    changes: Mapping[Cell, Printed]
    cost: float


@dataclass(order=True, slots=True)
class _State:
    """A half-mended form in the queue.

    Attributes:
        least: what it costs at least once it is mended; `cost` is what it has cost so far.
        broken: the laws that do not hold, less those that are left so.
    """

    least: float
    order: int
    cost: float = field(compare=False)
    changes: _Changes = field(compare=False)
    broken: frozenset[int] = field(compare=False)
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
    search = _Search(values, laws, costs)
    found: list[Repair] = []
    for _ in range(_MOST_STATES):
        if not search.queue or (found and search.queue[0].least > found[0].cost + _MARGIN):
            break
        state = heapq.heappop(search.queue)
        if state.is_done:
            found.append(Repair(state.changes, state.cost))
        elif state.broken:
            search.go_on(state)
        else:
            now = {**values, **state.changes}
            search.finish(state, sum(law.weight for law in evidence if not law.holds(now)))
    return tuple(_minimal(found)) if any(one.changes for one in found) else ()


class _Search:
    """The queue, and what is known of the laws."""

    def __init__(self, values: Values, laws: Sequence[Law], costs: Callable[[Cell], float]) -> None:
        self.values, self.laws, self.costs = values, laws, costs
        self.cells = [law.cells for law in laws]
        self.about: dict[Cell, list[int]] = {}
        for index, cells in enumerate(self.cells):
            for cell in cells:
                self.about.setdefault(cell, []).append(index)
        self.least = [
            min(law.weight, *(costs(cell) * _MISPRINT for cell in law.cells)) for law in laws
        ]
        self.queue: list[_State] = []
        self._order = count()
        self._seen: set[tuple[frozenset[tuple[Cell, Fraction]], frozenset[int]]] = set()
        broken = (index for index, law in enumerate(laws) if not law.holds(values))
        self._add(0.0, {}, frozenset(broken), frozenset())

    def finish(self, state: _State, against: float) -> None:
        """Put a mended form back, with what the evidence has against it."""
        cost = state.cost + against
        mended = _State(
            cost, next(self._order), cost, state.changes, state.broken, state.left, is_done=True
        )
        heapq.heappush(self.queue, mended)

    def go_on(self, state: _State) -> None:
        """What can be done about one of the broken laws: change one of its cells, or leave it."""
        # Which of its cells must change is open; to what, any broken law that names it may say.
        index = min(state.broken, key=lambda one: (len(self.cells[one]), one))
        law = self.laws[index]
        left = state.left | {index}
        self._add(state.cost + law.weight, state.changes, state.broken - {index}, left)
        if len(state.changes) >= _MOST_CHANGES:
            return
        now = {**self.values, **state.changes}
        for cell in self.cells[index]:
            if cell in state.changes:
                continue
            for value in self._wanted(cell, state.broken, now):
                self._change(state, now, cell, value)

    def _wanted(self, cell: Cell, broken: frozenset[int], now: Values) -> Iterable[Fraction]:
        """What broken laws would have in a cell."""
        about = (one for one in self.about[cell] if one in broken)
        values = dict.fromkeys(v for one in about for v in self.laws[one].would_be(cell, now))
        # A source of money may have nothing; a score, a weight or a rate of 0 mends no form.
        least = 0 if cell.field.startswith("funding.") and cell.field.endswith(_AMOUNTS) else None
        printed = self.values[cell].value
        return [v for v in values if v != printed and (v > 0 or v == least)]

    def _change(self, state: _State, now: Values, cell: Cell, value: Fraction) -> None:
        new = self.values[cell].changed(value)
        share = _MISPRINT if is_misprint(self.values[cell].digits, new.digits) else 1.0
        after = {**now, cell: new}
        about = [one for one in self.about[cell] if one not in state.left]
        broken = state.broken.difference(about) | {
            one for one in about if not self.laws[one].holds(after)
        }
        changes = {**state.changes, cell: new}
        self._add(state.cost + self.costs(cell) * share, changes, broken, state.left)

    def _add(
        self, cost: float, changes: _Changes, broken: frozenset[int], left: frozenset[int]
    ) -> None:
        key = frozenset((cell, new.value) for cell, new in changes.items()), left
        if key not in self._seen:
            self._seen.add(key)
            least = cost + self._at_least(broken)
            heapq.heappush(
                self.queue, _State(least, next(self._order), cost, changes, broken, left)
            )

    def _at_least(self, broken: frozenset[int]) -> float:
        """What broken laws that share no cell cost at least."""
        taken: set[Cell] = set()
        cost = 0.0
        for index in sorted(broken, key=lambda one: (len(self.cells[one]), one)):
            if taken.isdisjoint(self.cells[index]):
                taken.update(self.cells[index])
                cost += self.least[index]
        return cost


def _minimal(found: Iterable[Repair]) -> Iterator[Repair]:
    """The repairs that change no more cells than another of them does."""
    kept: list[Repair] = []
    for one in found:
        if not any(other.changes.keys() <= one.changes.keys() for other in kept):
            kept.append(one)
            yield one
