"""Whether a target is a floor or a ceiling: by its sign, else by its name and place."""

from __future__ import annotations

import re
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.wording.sense import (
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

_FIXED_RATE = re.compile(r"标准|补助|补贴|奖励|工资|津贴|发放|定额|待遇|资助")
_SIZE = re.compile(
    r"在职|在编|在岗|供养|编制数|编制人数|退休|保有量|在校|(?<!随访)(?<!患者)(?<!血压)(?<!血糖)控制[数率]|存量|核定"
)
"""Sizes that are neither good nor bad: 在职人数, 车辆保有量."""
_BROUGHT_IN = re.compile(
    r"投资|收入|产值|税收|销售|营收|利润|增收|融资|引资|补贴|补助|发放|带动|节约|挽回|核减|交易|到位|贷款|投入|资助"
    r"|捐|筹|效益|增加值|总值|规模|出口|贸易|产业|招商|募集|赔付|救助|奖励|偿还|化解|回收|追回|完成额"
)
"""Money of which more is better; of other money (经费, 支出) nobody can say."""
_YIELD = re.compile(
    r"(?:产粮|产量|单产|亩产|收入|收益|产值|效益)[\u4e00-\u9fff]{0,4}?(?:增加|提高|提升|增长)?(?:量|额|值)?$|增[产收]$"
)
"""Per head or acre more of these is better."""
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
    if by_subject is not Sense.OPEN or _RATE.search(target.subject):
        return by_subject
    return sense(row.name)


_RATE = re.compile(r"[\u4e00-\u9fff]{3}(?:率|比例|占比)$")
"""A rate of its own (抗菌药物使用率 under 处方合格率) does not go the way of the row's name."""


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
    if _SIZE.search(row.name) and not (named is Sense.FORWARD and target.is_percent):
        return Sense.OPEN  # but 供养金足额发放率 100% is a share of what is due
    if is_cost_level(*levels):
        return _of_cost(row, kinds, named)
    if is_time_level(*levels) and not target.units:
        return Sense.OPEN
    if Kind.MONEY in kinds and not _BROUGHT_IN.search(row.name + target.subject):
        return Sense.FORWARD if named is Sense.FORWARD else Sense.OPEN
    if any(unit.per for unit in target.units) or kinds & {Kind.NOISE, Kind.TEMPERATURE, Kind.RATIO}:
        forward = named is Sense.FORWARD or _YIELD.search(row.name) is not None
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
    fixed = _FIXED_RATE.search(normalize(row.name)) is not None
    return Sense.REVERSE if Kind.MONEY in kinds and not fixed else Sense.OPEN


def _growth_of_cost(row: Place) -> bool:
    """医疗费用增长率 5%: a ceiling, or an increase that was promised."""
    return sense(row.name) is Sense.OPEN and grows_either_way(row.name)
