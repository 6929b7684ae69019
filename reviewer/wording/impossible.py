"""What cannot be: a rate of more than all, half a person."""

from __future__ import annotations

import re

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity

_WHOLE_ONLY = frozenset({"人", "名", "人次", "户", "家", "场", "期", "场次"})
_AVERAGED = re.compile(r"均|每|率|比例|占比|密度|指数|万人|千人|床位|学时")


def is_part_of_one(name: str, target: Quantity, reached: Quantity) -> bool:
    """1236.5人次: people and sessions come whole, unless an average or a share is meant."""
    if reached.unit not in _WHOLE_ONLY or reached.multiplier != 1 or reached.approximate:
        return False
    if target.low.denominator != 1 or reached.low.denominator == 1 or reached.is_range:
        return False
    said = f"{name}{target.subject}{reached.subject}{reached.tail}"
    return _AVERAGED.search(normalize(said)) is None and not (target.trend or reached.trend)


_PART_OF_ALL = re.compile(
    r"(?<![不未])(?:合格|满意|(?<!拨备)(?<!准备金)(?<!保障)(?<!备付)(?<!支出)覆盖|出勤|到课|到岗|到会|知晓|及时|准时|按时|按期|准确|正确|达标|优良|优秀|通过|完好|成活|好评|公开|归档"
    r"|签约|规范|真实|完整)(?:率|度)(?:\([^()]{0,12}\))?$"
)
"""Shares of a whole. 完成率, 增长率, 执行率, 毛入学率 and 使用率 may pass 100%."""
_WHOLE = 100


def is_more_than_all(name: str, target: Quantity, reached: Quantity) -> bool:
    """合格率105%, 满意度102分 where 90分 were asked for: more than all there is."""
    if reached.low <= _WHOLE or target.high > _WHOLE or reached.trend or target.trend:
        return False
    if _PART_OF_ALL.search(normalize(name)) is None or (
        reached.subject and not _own(reached, name)
    ):
        return False
    units = {one for one in (target.unit, reached.unit) if one}
    return units in ({"%"}, {"分"})


def _own(reached: Quantity, name: str) -> bool:
    return (
        _PART_OF_ALL.search(reached.subject.rstrip("：为达到")) is not None
        or reached.subject in name
    )
