"""Do two figures agree, in the words and digits printed: 1.58万 and 15,820, at least 8 and 10?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, Kind, agreement, units
from reviewer.rounding import Rounding, rounded

_MARGIN = Fraction(1, 5)
"""约 and 左右 are taken this wide."""
_AND_MORE = frozenset(("余", "多"))


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are given in one unit, or in units that convert."""
    return units_alike(one.unit, other.unit)


@lru_cache(maxsize=4096)
def units_alike(one: str, other: str) -> bool:
    """Whether two units are one, or convert."""
    first, second = units(one), units(other)
    if not (first and second):
        return False
    persons = all(unit.kind is Kind.PERSONS for unit in (*first, *second))  # 人, 名
    return persons or agreement(first, second) is Agreement.SAME


def _scale(quantity: Quantity) -> Fraction | int:
    found = quantity.units
    return found[0].scale if found else 1


def total(values: Iterable[Quantity]) -> Fraction:
    """What the lower ends add up to."""
    return sum((value.ends[0] for value in values), Fraction(0))


def satisfies(value: Quantity, goal: Quantity) -> bool:
    """Whether a value (of a bound, the bound) is one that the goal's words allow."""
    low, high = _meant(goal)
    own_low, own_high = _meant(value)
    if goal.relation is not None and goal.relation.is_lower:
        return own_high >= low
    if goal.relation is not None and goal.relation.is_upper:
        return own_low <= high
    return own_low <= high and own_high >= low


def _meant(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """Its ends, with what 约 or 余 adds to them."""
    low, high = quantity.ends
    if quantity.approximate in _AND_MORE:
        return low, high + _last_place(quantity)
    if quantity.approximate:
        return low - abs(low) * _MARGIN, high + abs(high) * _MARGIN
    return low, high


def _last_place(quantity: Quantity) -> Fraction:
    """280余 ends before 290, 1.5万余 before 1.6万, 2000余 before 3000."""
    step: Fraction = quantity.multiplier / 10**quantity.decimals
    counted = quantity.high / step
    while counted and counted % 10 == 0:
        counted, step = counted / 10, step * 10
    return step * _scale(quantity)


def is_floor(text: Quantity, asked: Iterable[Quantity]) -> bool:
    """Whether a result's 达到 says no more than at least: with a round number, or the target's.

    达92%, where the target is 90%, gives the result itself.
    """
    if text.is_bound or text.relation is None or not text.relation.is_lower:
        return False
    digits = _digits(text)
    return digits < _TWO_DIGITS or digits % 5 == 0 or any(one.ends == text.ends for one in asked)


_TWO_DIGITS = 10


def is_misprint(text: Quantity, value: Quantity) -> bool:
    """Whether one is the other with a digit changed, two exchanged, or in another unit."""
    return differ_by_a_slip(str(_digits(text)), str(_digits(value)))


def differ_by_a_slip(one: str, other: str) -> bool:
    """Whether digits are others with one changed, or two neighbours exchanged, at most."""
    if len(one) != len(other) or len(one) < _TELLING:
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) < 2:
        return True
    first, last = apart[0], apart[-1]
    return last == first + 1 and one[first] == other[last] and one[last] == other[first]


_TELLING = 3
"""Fewer digits are alike by chance."""


# Rounding ------------------------------------------------------------------------------------


def _digits(quantity: Quantity) -> Fraction:
    """The number's digits as printed, without its decimal point: 158 for 1.58万."""
    shift: int = 10**quantity.decimals
    return abs(quantity.low / quantity.multiplier) * shift


def prints(text: Quantity, value: Quantity, *, coarse: bool) -> bool:
    """Whether some rounding of the exact value gives the number that the text prints.

    A single digit (3万 for 31,240) is rounded to the nearest only, and only where `coarse`; so are
    full 100%, which hide that something is missing.
    """
    if text.is_range or value.is_range or text.is_bound or text.approximate or not text.low:
        return False
    scale, exact = _scale(text), value.ends[0]
    if abs(text.rough - value.rough) > _MORE_THAN_A_STEP * float(text.multiplier * scale):
        return False  # most are far apart, and fractions are slow
    if scale != 1:
        exact /= scale
    is_single = _digits(text) < _TWO_DIGITS
    if is_single:
        return coarse and _is_nearest(text, exact)
    if text.is_percent and text.low == _FULL:
        return _is_nearest(text, exact)
    return rounds_to(text, exact)


def rounds_to(text: Quantity, exact: Fraction) -> bool:
    """Whether the exact value, rounded up or down, is the number that is printed."""
    power: int = 10**text.decimals
    printed = text.low / text.multiplier * power
    return text.low == exact or (
        printed.denominator == 1 and abs(exact / text.multiplier * power - printed) < 1
    )


def _is_nearest(text: Quantity, exact: Fraction) -> bool:
    printed = text.low / text.multiplier
    return any(rounded(exact / text.multiplier, text.decimals, way) == printed for way in _HALVES)


_HALVES = (Rounding.HALF_UP, Rounding.HALF_EVEN)
_FULL = 100
_MORE_THAN_A_STEP = 1.01
