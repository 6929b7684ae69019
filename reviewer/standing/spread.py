"""Where every single case is to keep the target: one that does not is enough.

平均18分钟，最长一次47分钟 for 每次30分钟内; 第二期93% for 每期≥95%; 最少的村1场 for 每村2场; 7月仅1次 for 每月2次.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reviewer.language.frequency import times_a_year
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, agreement
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.reading.sense import Sense
from reviewer.standing.direction import Place, direction

_ONLY = ("仅", "只", "只有", "仅有", "仅为", "只完成", "仅完成", "仅开展", "只开展")


def asks_each(target: str, place: Place, wish: Quantity) -> bool:
    """Whether every case must keep the target, and not their average or their sum."""
    said = normalize(target) + normalize(place.name)
    words = lexicon("scopes")
    if words.holds(said, "average"):
        return False
    if words.holds(said, "each"):
        return True
    return wish.measures_time and direction(place, wish) is Sense.REVERSE


def outlier(
    cell: Cell, found: Sequence[Figure], wish: Quantity, target: str, place: Place
) -> Figure | None:
    """The figure that fails where each must hold; None where none surely does."""
    way = direction(place, wish)
    if way is Sense.OPEN or wish.trend:
        return None
    each = asks_each(target, place, wish)
    found = [one for one in found if each or (one.scope is Scope.EACH and one.quantity.is_range)]
    alike = [
        one
        for one in found
        if agreement(wish.units, one.quantity.units) is Agreement.SAME
        and not one.quantity.trend
        and bool(times_a_year(one.quantity.subject)) <= bool(times_a_year(wish.subject))
    ]
    worst = Scope.MOST if way is Sense.REVERSE else Scope.LEAST
    singled = [one for one in alike if one.scope is worst or _is_only(one, cell)]
    values = [one for one in alike if one.scope in (Scope.NONE, Scope.EACH)]
    values = [one for one in values if one.role is not Role.TOTAL]
    averaged = any(one.scope is Scope.AVERAGE for one in alike)
    if len(values) > 1 or (averaged and values) or any(one.quantity.is_range for one in values):
        singled += values
    return next((one for one in singled if _fails(one.quantity, wish, way)), None)


def _is_only(figure: Figure, cell: Cell) -> bool:
    """7月仅1次: what one month brought."""
    return cell.plain.endswith(_ONLY, 0, figure.start)


def _fails(value: Quantity, wish: Quantity, way: Sense) -> bool:
    if value.approximate or value.is_bound or wish.approximate:
        return False
    scale = _scale(value) / _scale(wish)
    if way is Sense.REVERSE:
        return value.high * scale > wish.high
    return value.low * scale < wish.low


def _scale(quantity: Quantity) -> Fraction:
    return quantity.units[0].scale if quantity.units else Fraction(1)
