"""Whether a value lies on the wanted side of a bound, with what 约, 余 and 近 leave open."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from reviewer.language.modifiers import Relation
from reviewer.language.quantities import Quantity


class Standing(Enum):
    """Whether a target was reached; UNKNOWN where that cannot be said for certain."""

    MET = "met"
    OVER = "over"  # met, and more than that
    MISSED = "missed"
    UNKNOWN = "unknown"


class Reading(NamedTuple):
    """Both quantities on one scale; `unit` is what one of the target's printed unit is worth."""

    target: Quantity
    actual: Quantity
    t_low: Fraction
    t_high: Fraction
    a_low: Fraction
    a_high: Fraction
    unit: Fraction


_LESS = frozenset({"近", "将近", "接近"})
_MORE = frozenset({"余", "多", "+", "上"})
_BESIDE = _LESS | _MORE
"""What never is the printed number itself: 近1200 stays below it, 1100多 below the next hundred."""
_LOOSELY = ("超", "突破", "逾", "优于", "已超")
_VAGUENESS = Fraction(11, 10)
_UNDER = 1 / _VAGUENESS
"""What 约, 近, 左右 may hide: a tenth either way."""
_TEN = 10
_FINEST = 10**6


def lower(reading: Reading) -> Standing:
    """At least so much is wanted."""
    wanted, low, high = reading.t_low, *_fuzzy(reading.actual, reading.a_low, reading.a_high)
    relation = reading.actual.relation if reading.actual.is_bound else None
    strictly = reading.target.relation is Relation.GT
    if relation is not None and relation.is_upper:
        below = reading.a_high < wanted or (reading.a_high == wanted and relation is Relation.LT)
        return Standing.MISSED if below else Standing.UNKNOWN
    if low > wanted or (low == wanted and (not strictly or relation is Relation.GT)):
        return Standing.MET
    if relation is not None or _may_reach(reading, high, wanted):
        return Standing.UNKNOWN
    return Standing.MISSED


def _may_reach(reading: Reading, high: Fraction, wanted: Fraction) -> bool:
    """Whether what was reached may be enough; >300 is not reached by 300 itself, 超过300 perhaps."""
    if high <= wanted and reading.actual.approximate in _BESIDE and _is_firm(reading.target):
        return False  # 近1200 and 1100多 are less than 1200
    loosely = reading.target.words.startswith(_LOOSELY)
    if (
        high == wanted
        and not loosely
        and not (reading.target.approximate or reading.actual.approximate)
    ):
        return reading.actual.is_range
    by = Fraction(1) if reading.target.approximate in _MORE else _UNDER
    return high >= _softened(reading.target, wanted, by)


def _is_firm(target: Quantity) -> bool:
    """1200 and 1200余 ask for 1200 at least; 约1200 leaves a little open."""
    return not target.approximate or target.approximate in _MORE


def upper(reading: Reading) -> Standing:
    """At most so much is allowed."""
    allowed, low, high = reading.t_high, *_fuzzy(reading.actual, reading.a_low, reading.a_high)
    relation = reading.actual.relation if reading.actual.is_bound else None
    strictly = reading.target.relation is Relation.LT
    if relation is not None and relation.is_lower:
        above = reading.a_low > allowed or (reading.a_low == allowed and relation is Relation.GT)
        return Standing.MISSED if above else Standing.UNKNOWN
    if high < allowed or (high == allowed and (not strictly or relation is Relation.LT)):
        return Standing.MET
    if relation is not None or _may_keep_to(reading, low, allowed):
        return Standing.UNKNOWN
    return Standing.MISSED


def _may_keep_to(reading: Reading, low: Fraction, allowed: Fraction) -> bool:
    """Whether what came out may be little enough; <5% is not kept by 5% itself."""
    if low >= allowed and reading.actual.approximate in _MORE and not reading.target.approximate:
        return False  # 5天多 is more than 5天
    if low == allowed and not (reading.target.approximate or reading.actual.approximate):
        return reading.actual.is_range
    return low <= _softened(reading.target, allowed, _VAGUENESS)


def _fuzzy(actual: Quantity, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The span that 余, 近, 约 allow."""
    if not actual.approximate or actual.low <= 0:
        return low, high
    if actual.approximate == "+":
        return low, high * _VAGUENESS
    if actual.approximate in _MORE:
        return low, high + _step(actual.high) * (high / actual.high)
    if actual.approximate in _LESS:
        return low * _UNDER, high
    return low * _UNDER, high * _VAGUENESS


def _step(number: Fraction) -> Fraction:
    """What 余 stays below: 1100余 is less than 1200, 10余 less than 20, 4.6万余 less than 4.7万."""
    step = Fraction(1)
    if number.denominator != 1:
        while (number / step).denominator != 1 and step.denominator < _FINEST:
            step /= _TEN
        return step
    while (number / step) % _TEN == 0:
        step *= _TEN
    return step


def _softened(target: Quantity, limit: Fraction, by: Fraction) -> Fraction:
    """约1500家 is missed only by a clear margin; an exact target by any."""
    return limit * by if target.approximate else limit
