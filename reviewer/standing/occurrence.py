"""Results that count where a share or nothing was asked for: all of them, or none of them."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, agreement
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Role

_BEFORE = 8
_PAIR = 2


def all_of_them(cell: Cell) -> bool:
    """Whether every one counted is said to be so: 4处都合格, 18批过关 of 18批."""
    words = lexicon("occurrence")
    if words.holds(cell.plain, "but"):
        return False
    if words.holds(cell.plain, "every"):
        return True
    counts = [one.quantity for one in cell.figures if one.role is not Role.BEFORE]
    counts = [one for one in counts if not (one.is_range or one.is_percent or one.decimals)]
    return any(_says_all(counts, unit) for unit in {one.unit for one in counts})


def _says_all(counts: Sequence[Quantity], unit: str) -> bool:
    """129段合格 of 129段, 评估表307份 of 307户."""
    own = [one.low for one in counts if one.unit == unit]
    most = max(own)
    beside = [one.low for one in counts if one.unit != unit and one.low == most]
    return own.count(most) + len(beside) >= _PAIR


def denies(cell: Cell) -> bool:
    """Whether the result says that something did not happen: 没有误报, 无人员死亡, 疫木一株未流出."""
    return lexicon("occurrence").holds(cell.plain, "denied")


def occurrence(cell: Cell, wish: Quantity) -> Quantity | None:
    """The number of times that what was not to happen did; None where nothing says that it did."""
    words = lexicon("occurrence")
    alike = [
        one
        for one in cell.figures
        if one.role not in (Role.BEFORE, Role.PLAN, Role.REST)
        and agreement(wish.units, one.quantity.units) >= Agreement.CLOSE
        and not one.quantity.is_percent
    ]
    if any(one.quantity.high == 0 for one in alike):
        return None
    for one in alike:
        before = cell.plain[max(0, one.start - _BEFORE) : one.start]
        marks = words.find(before, "happened")
        if marks and not words.holds(before[: marks[-1].start], "denied"):
            return one.quantity
    return alike[0].quantity if alike and not denies(cell) else None
