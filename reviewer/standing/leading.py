"""The figure with which a result begins: it answers where the others are told beside it.

平均8200元，90株73.80万元；最贵的一株21600元: of one, of all together, of a group or of other things.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.standing.derived import half_step

_LONGEST = 6
"""So many characters may stand before it."""
_ADDED = ("新增", "新建", "净增")
_LEVELS = (Role.VALUE, Role.NOW, Role.TOTAL)
_EXTREMES = (Scope.MOST, Scope.LEAST)
_TOGETHER = 5
"""An amount so many times a price is what all of them cost."""


def leading(cell: Cell, done: tuple[Figure, ...], wish: Quantity) -> Figure | None:
    """The first figure, in the unit of the target and no part of a year or of a series."""
    first = next(iter(cell.figures), None)
    if first is None or wish.high == 0 or (first not in done and first.quantity.low != wish.low):
        return None
    front = cell.plain[: first.start]
    if (front and not front.isalpha()) or len(front) > _LONGEST:
        return None
    level = front in _ADDED or first.role in _LEVELS
    if not level or first.scope in _EXTREMES or lexicon("stages").holds(front, "stage"):
        return None
    same = agreement(wish.units, first.quantity.units) is Agreement.SAME
    return first if same else None


def is_mean(first: Figure, cell: Cell) -> bool:
    """Whether it is said or shown to be of many: 平均5天, 4.5天，20条合计90天."""
    if first.scope is Scope.AVERAGE:
        return True
    own = [one.quantity for one in cell.figures if one.start > first.start]
    totals = [one for one in own if one.unit == first.quantity.unit]
    return any(
        abs(total.low / count.low - first.quantity.low) <= half_step(first.quantity)
        for count, total in product(own, totals)
        if count.unit != total.unit and count.low > 1
    )


def are_beside(first: Figure, others: Iterable[Figure]) -> bool:
    """Whether nothing else is told of what the first figure is of; beside 新增3260条 nothing is.

    A bare one that a cell begins with is what was asked for; only 实际18台 says otherwise.
    """
    if first.start == 0 and not first.quantity.subject:
        return not any(_is_it_really(one, first) for one in others)
    return first.role not in _LEVELS or all(_is_beside(one, first) for one in others)


def _is_it_really(one: Figure, first: Figure) -> bool:
    told = lexicon("roles").holds(one.quantity.subject, "really", "finished")
    return one is not first and one.quantity.unit == first.quantity.unit and told


def _is_beside(one: Figure, first: Figure) -> bool:
    own, other = first.quantity, one.quantity
    if one is first or other.unit != own.unit:
        return True
    if first.scope is Scope.AVERAGE or one.scope in (*_EXTREMES, Scope.AVERAGE):
        return True  # 平均1.03万元，小一型1.90万元，小二型0.84万元
    if any(unit.kind is Kind.MONEY for unit in own.units):
        return other.low > _TOGETHER * own.low  # 5800元，20张用去11.6万元
    # 196个村一个没落，另到4个敬老院
    return own.unit == "个" and bool(own.tail and other.tail) and own.tail[0] != other.tail[0]


def is_of_this_year(first: Figure, cell: Cell) -> bool:
    """当年新认养46株，累计183株: whether its words say so; of money the whole year's is no price."""
    money = any(unit.kind is Kind.MONEY for unit in first.quantity.units)
    return not money and lexicon("prose").holds(cell.plain[: first.start], "this_year")
