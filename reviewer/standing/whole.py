"""What cannot be: a rate of more than all, half a person."""

from __future__ import annotations

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon

_WHOLE_ONLY = frozenset({"人", "名", "人次", "户", "家", "场", "期", "场次"})


def is_part_of_one(name: str, target: Quantity, reached: Quantity) -> bool:
    """1236.5人次: people and sessions come whole, unless an average or a share is meant."""
    if reached.unit not in _WHOLE_ONLY or reached.multiplier != 1 or reached.approximate:
        return False
    if target.low.denominator != 1 or reached.low.denominator == 1 or reached.is_range:
        return False
    said = f"{name}{target.subject}{reached.subject}{reached.tail}"
    return not lexicon("names").holds(normalize(said), "averaged") and not (
        target.trend or reached.trend
    )


_WHOLE = 100


def is_more_than_all(name: str, target: Quantity, reached: Quantity) -> bool:
    """合格率105%, 满意度102分 where 90分 were asked for: more than all there is."""
    if reached.low <= _WHOLE or target.high > _WHOLE or reached.trend or target.trend:
        return False
    if not _is_part_of_all(name) or (reached.subject and not _own(reached, name)):
        return False
    units = {one for one in (target.unit, reached.unit) if one}
    return units in ({"%"}, {"分"})


def _is_part_of_all(name: str) -> bool:
    """合格率 is a share of a whole; 完成率, 增长率, 执行率, 毛入学率 and 使用率 may pass 100%."""
    plain = normalize(name).rstrip("：为达到")
    bare = plain.partition("(")[0] if plain.endswith(")") else plain
    return any(one.end == len(bare) for one in lexicon("names").find(bare, "part_of_all"))


def _own(reached: Quantity, name: str) -> bool:
    return _is_part_of_all(reached.subject) or reached.subject in name
