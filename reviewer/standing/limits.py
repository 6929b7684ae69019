"""Whether a target is a floor or a ceiling, and on which side of it a value lies."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.sense import (
    Sense,
    grows_either_way,
    is_cost_level,
    is_count_level,
    is_time_level,
    lasts,
    names_ceiling,
    names_something_bad,
    sense,
    waits,
)
from reviewer.standing.grounds import Standing

_DAYS = frozenset({Kind.TIME, Kind.WORKDAYS})


def is_most(quantity: Quantity) -> bool:
    """Whether it is printed as a ceiling: ≤5%, 不超过3起."""
    return quantity.relation is not None and quantity.relation.is_upper


def is_inexact(one: Quantity) -> bool:
    """Whether it is no plain count or measure."""
    return bool(one.approximate or one.is_bound or one.is_range or one.trend or one.is_percent)


def scale_of(quantity: Quantity) -> Fraction:
    """What one of its unit is worth in the unit of its kind."""
    return quantity.units[0].scale if quantity.units else Fraction(1)


class Place(NamedTuple):
    """An indicator's own name and the labels that it stands under."""

    name: str
    level1: str = ""
    level2: str = ""


def direction(row: Place, target: Quantity) -> Sense:
    """FORWARD: at least the target is wanted; REVERSE: at most; OPEN: only an equal result is met.

    A sign that contradicts the name (≤ for a satisfaction) leaves it open: one of them is wrong.
    """
    named = _named(row, target)
    if target.relation is not None and target.relation.is_lower:
        contradicts = named is Sense.REVERSE and target.trend >= 0
        return Sense.OPEN if contradicts else Sense.FORWARD
    if target.relation is not None and target.relation.is_upper:
        contradicts = named is Sense.FORWARD and not target.trend
        # 人口增长率≤5%: the sign decides about a growth that nobody is glad of as such
        return Sense.OPEN if contradicts and not grows_either_way(row.name) else Sense.REVERSE
    if target.trend:
        return Sense.OPEN if named is Sense.REVERSE and target.trend > 0 else Sense.FORWARD
    if target.high == 0:
        return Sense.OPEN if named is Sense.FORWARD else Sense.REVERSE
    return _of_bare_number(row, target, named)


def _named(row: Place, target: Quantity) -> Sense:
    by_subject = sense(target.subject) if target.subject else Sense.OPEN
    if by_subject is not Sense.OPEN or _is_rate_of_its_own(target.subject):
        return by_subject
    return sense(row.name)


def _is_rate_of_its_own(subject: str) -> bool:
    """抗菌药物使用率 under 处方合格率 does not go the way of the row's name."""
    return subject.endswith(("率", "比例", "占比")) and len(subject) >= 4


def _holds(text: str, *concepts: str) -> bool:
    return lexicon("senses").holds(normalize(text), *concepts)


def _of_bare_number(row: Place, target: Quantity, named: Sense) -> Sense:
    if names_ceiling(row.name) and not target.measures_time and not target.is_percent:
        return Sense.REVERSE
    if named is Sense.REVERSE:
        # 完成时间: 6月底前完成60% is a share of the work, the more the better
        return Sense.FORWARD if target.is_percent and waits(row.name) else Sense.REVERSE
    levels = row.level1, row.level2
    kinds = {unit.kind for unit in target.units}
    if target.measures_time:
        if target.subject.endswith("前") or _holds(row.name + target.subject, "ahead"):
            return Sense.FORWARD  # 提前15天公示, 国庆节前15天
        return _of_time(row, kinds, levels)
    if _holds(row.name, "size") and not (named is Sense.FORWARD and target.is_percent):
        return Sense.OPEN  # but 供养金足额发放率 100% is a share of what is due
    if is_cost_level(*levels):
        return _of_cost(row, kinds, named)
    if is_time_level(*levels) and not target.units:
        return Sense.OPEN
    if Kind.MONEY in kinds and not _holds(row.name + target.subject, "brought_in"):
        return Sense.FORWARD if named is Sense.FORWARD else Sense.OPEN
    if any(unit.per for unit in target.units) or kinds & {Kind.NOISE, Kind.TEMPERATURE, Kind.RATIO}:
        forward = named is Sense.FORWARD or _holds(row.name, "yield")
        return Sense.FORWARD if forward else Sense.OPEN
    if named is Sense.OPEN and (names_something_bad(row.name) or _growth_of_cost(row)):
        return Sense.OPEN
    return Sense.FORWARD


def _of_time(row: Place, kinds: set[Kind], levels: tuple[str, str]) -> Sense:
    """Days under 时效 should be few; a count of days under 数量 should be reached."""
    if is_time_level(*levels):
        return Sense.REVERSE if kinds & _DAYS and not lasts(row.name) else Sense.OPEN
    return Sense.FORWARD if is_count_level(*levels) else Sense.OPEN


def _of_cost(row: Place, kinds: set[Kind], named: Sense) -> Sense:
    """Money under 成本 should not be exceeded, but a fixed rate of aid is to be paid in full."""
    if named is Sense.FORWARD:
        return Sense.FORWARD
    fixed = _holds(row.name, "fixed_rate")
    return Sense.REVERSE if Kind.MONEY in kinds and not fixed else Sense.OPEN


def _growth_of_cost(row: Place) -> bool:
    """医疗费用增长率 5%: a ceiling, or an increase that was promised."""
    return sense(row.name) is Sense.OPEN and grows_either_way(row.name)


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
    loosely = reading.target.words.startswith(("超", "突破", "逾", "优于", "已超"))
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
