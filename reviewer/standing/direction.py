"""Whether a target is a floor or a ceiling: by its sign, else by its name and place."""

from __future__ import annotations

from typing import NamedTuple

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

_DAYS = frozenset({Kind.TIME, Kind.WORKDAYS})


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


_SHORTEST_RATE = 4


def _is_rate_of_its_own(subject: str) -> bool:
    """抗菌药物使用率 under 处方合格率 does not go the way of the row's name."""
    return subject.endswith(("率", "比例", "占比")) and len(subject) >= _SHORTEST_RATE


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
