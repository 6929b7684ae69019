"""Which cell of a drifting row belongs to which column of the table.

Text out of a PDF shifts whole rows by a tab or two, drops empty cells and adds others. A row is
therefore laid over the columns of the heading from left to right so that the sum of misfits is
smallest: a cell of the wrong kind for its column, a shift that changes within the row, a column
that ought to be filled and is not, a cell that finds no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

Columns = tuple[tuple[str, int], ...]
"""Role and column of every heading, from left to right."""


class Shape(NamedTuple):
    """All that alignment needs to know of a cell: where it stands and what kind of text it holds.

    Kinds: `t` text, `n` number, `N` number whose right neighbour is a number no greater (分值 before
    得分), `m` number above 100, which is no 分值, `w` score in words, `%` rate, `-` dash, `a` 一级
    label, `b` 二级 label, `c` label of either level, `d` `e` `f` the same where it may be a name as
    well (服务对象满意度), `s` block label, `p` piece of a label cut in two.
    """

    column: int
    kind: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """`roles[i]` is the role of cell i, None where it found no place."""

    cost: float
    roles: tuple[str | None, ...]
    offset: int


_MISFIT: dict[str, dict[str, float]] = {
    "side": {"s": 0, "p": 1},
    "level1": {"a": 0, "c": 1, "p": 1, "b": 3, "t": 3.5, "-": 3, "s": 6},
    "level2": {"b": 0, "c": 0, "p": 1, "a": 3, "t": 3.5, "-": 3},
    "name": {"t": 0, "p": 2, "b": 5, "c": 5, "a": 5, "n": 4, "N": 4, "%": 4, "-": 5},
    "target": {"t": 0, "n": 0, "N": 0, "%": 0, "-": 1, "p": 0, "a": 2, "b": 2, "c": 2, "s": 2},
    "earlier_target": {"t": 0, "n": 0, "N": 0, "%": 0, "-": 0, "p": 0},
    "actual": {"t": 0, "n": 0, "N": 0, "%": 0, "-": 1, "p": 0, "a": 2, "b": 2, "c": 2, "s": 2},
    "nature": {"t": 0, "-": 0},
    "measure": {"t": 0, "-": 0, "%": 0},
    "weight": {"N": 0, "n": 1, "-": 2, "%": 5, "t": 5.5},
    "score": {"n": 0, "N": 0, "-": 2, "%": 3, "t": 5.5},
    "explanation": {"t": 0, "-": 0, "p": 0, "a": 1, "b": 1, "c": 1, "s": 1, "n": 2, "N": 3, "%": 2},
    "remedy": {"t": 0, "-": 0, "p": 0, "a": 1, "b": 1, "c": 1, "s": 1, "n": 2, "N": 3, "%": 2},
    "note": {"t": 0, "-": 0, "n": 1, "N": 3, "%": 1, "p": 0},
    "review": {"t": 0, "-": 0, "n": 0, "N": 0, "%": 0},
    "unknown": {"t": 0.5, "-": 0.5, "n": 0.5, "N": 0.5, "%": 0.5, "p": 0.5},
    "second": {"t": 0.5, "-": 0.5, "n": 0.5, "N": 0.5, "%": 0.5, "p": 0.5},
    "ignored": {"t": 0, "-": 0, "n": 0, "N": 0, "%": 0, "p": 0},
    "label": {"t": 0, "p": 0, "s": 4},
    "initial_budget": {"n": 0, "N": 0, "-": 0},
    "annual_budget": {"n": 0, "N": 0, "-": 0},
    "executed": {"n": 0, "N": 0, "-": 0},
    "arrived": {"n": 0, "N": 0, "-": 0, "%": 0},
    "execution_weight": {"n": 0.5, "N": 0, "-": 0},
    "execution_rate": {"%": 0, "n": 1, "N": 1, "-": 0},
    "execution_score": {"n": 0.5, "N": 0.5, "-": 0},
}
_TOO_MUCH = dict.fromkeys(("weight", "score", "execution_weight", "execution_score"), 7.0)
_IN_WORDS = 3.0
_LIKELY_NAME = 2.0
_WRONG_KIND = 9.0
for _role, _costs in _MISFIT.items():
    if "n" in _costs:
        _costs["m"] = _TOO_MUCH.get(_role, _costs["n"])
    if "t" in _costs:
        _costs["w"] = min(_costs["t"], _IN_WORDS)
    for _label, _word in (("a", "d"), ("b", "e"), ("c", "f")):
        if _label in _costs:
            _costs[_word] = min(_costs[_label], _LIKELY_NAME if _role == "name" else _WRONG_KIND)
_LEFT_OUT = {
    "name": 6.0,
    "target": 4.0,
    "measure": 1.0,
    "actual": 4.0,
    "weight": 6.0,
    "score": 6.0,
    "label": 2.0,
}
_ONE_OF_TWO = 0.5
_NO_PLACE = 12.0
_SHIFT = 1.5
_DOUBTFUL = 3.0
_LAST_NUMBERS = 4
"""分值 stands among the last numbers of a row."""


@lru_cache(maxsize=16384)
def align(cells: tuple[Shape, ...], columns: Columns, offset: int = 0) -> Alignment:
    """The cheapest way to lay a row over the headings.

    Args:
        cells: the row, from left to right.
        columns: the headings of the table.
        offset: how far the rows around it are shifted against the headings.
    """
    return _cheapest(cells, columns, offset, None)


@lru_cache(maxsize=16384)
def rivals(cells: tuple[Shape, ...], columns: Columns, offset: int = 0) -> tuple[Alignment, ...]:
    """Other ways that cost little more and take another cell for 分值, cheapest first.

    For a caller who knows better than the layout: the sums.
    """
    best = align(cells, columns, offset)
    chosen = best.roles.index("weight") if "weight" in best.roles else None
    numbers = [index for index, cell in enumerate(cells) if cell.kind in "nN"]
    ways = [
        _cheapest(cells, columns, offset, index)
        for index in numbers[-_LAST_NUMBERS:]
        if index != chosen
    ]
    near = (way for way in ways if way.cost <= best.cost + _DOUBTFUL)
    return tuple(sorted(near, key=lambda way: way.cost))


_States = dict[tuple[int, int], tuple[float, tuple[str | None, ...]]]
"""Cost and roles so far by (columns passed, shift of the last cell placed)."""


def _cheapest(
    cells: tuple[Shape, ...], columns: Columns, offset: int, weight_cell: int | None
) -> Alignment:
    """Shortest path, a step for every cell."""
    # Of two columns of targets one is often empty.
    has_earlier = any(role == "earlier_target" for role, _ in columns)
    costs = _LEFT_OUT | {"target": _ONE_OF_TWO} if has_earlier else _LEFT_OUT
    left_out = list(accumulate((costs.get(role, 0.0) for role, _ in columns), initial=0.0))
    states: _States = {(0, offset): (0.0, ())}
    for index, cell in enumerate(cells):
        places = [
            (
                position + 1,
                role,
                cell.column - column,
                left_out[position] + _MISFIT.get(role, {}).get(cell.kind, _WRONG_KIND),
            )
            for position, (role, column) in enumerate(columns)
            if weight_cell is None or (role == "weight") == (index == weight_cell)
        ]
        following: _States = {}
        for (passed, shift), (cost, roles) in states.items():
            if index != weight_cell:
                known = following.get((passed, shift))
                if known is None or cost + _NO_PLACE < known[0]:
                    following[passed, shift] = (cost + _NO_PLACE, (*roles, None))
            for after, role, place, step in places:
                if after > passed:
                    moved = shift if role == "label" else place
                    total = cost - left_out[passed] + step + _SHIFT * abs(moved - shift)
                    known = following.get((after, moved))
                    if known is None or total < known[0]:
                        following[after, moved] = (total, (*roles, role))
        states = _worth_following(following) or states
    best = min(
        (
            (cost + left_out[-1] - left_out[passed], roles, shift)
            for (passed, shift), (cost, roles) in states.items()
        ),
        key=lambda way: way[0],
    )
    roles = best[1] if len(best[1]) == len(cells) else (None,) * len(cells)
    return Alignment(best[0], roles, best[2])


def _worth_following(states: _States) -> _States:
    """Without the states that another beats whatever follows, a change to its shift included."""
    cheapest: dict[int, tuple[float, int]] = {}
    for (passed, shift), (cost, _) in states.items():
        if passed not in cheapest or cost < cheapest[passed][0]:
            cheapest[passed] = (cost, shift)
    kept = {}
    for (passed, shift), way in states.items():
        least, its_shift = cheapest[passed]
        if way[0] <= least + _SHIFT * abs(shift - its_shift):
            kept[passed, shift] = way
    return kept
