"""An indicator row as the goal's text is compared with it: what its name measures, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.frequency import times_a_year
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, measure_in_name, quantities
from reviewer.language.words import name_words
from reviewer.standing.demand import planned

_PREFIX = re.compile(
    r"^(?:指标\d*[：、.]?|[★▲*☆]+|\d{1,2}[、.)](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、]"
    r"|其中：?){1,3}"
)
_BRACKETS = re.compile(r"\([^()]{0,20}\)$")
_METRIC = re.compile(
    r"(?:数量|个数|总数|次数|人次数?|人数|户数|份数|篇数|场次|场数|期数|班次|批次|件数|台数|套数"
    r"|家数|座数"
    r"|处数|页数|路数|班数|项数|条数|套数|盏数|棵数|公里数|课时数|学时数"
    r"|天数|小时数|时长|株数|亩数|吨数|头数|辆数|面积|里程|长度|宽度|规模|金额|工作量|任务量|指标|情况|数|量)$"
)
_RATE = re.compile(r"\S{2}(?:率|(?<![长宽高深厚])度)$|(?:比例|占比|比重)$")
_SENT_OUT = re.compile(r"^(?:出动|派出|派遣)")
"""出动巡查 is 巡查."""
_CHANGE = re.compile(r"增|减|提|升|降|涨|缩|节|幅")


class Named(NamedTuple):
    """What a row's name says it measures: its own words, and the rate where it is one.

    `whole` is the name without its measure, words that any name may have included (服务群众).
    """

    words: tuple[str, ...]
    rate: str
    names_change: bool
    whole: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row as the goal is compared with it: its name, its words, its numbers and its target's."""

    name: Named
    words: str
    values: tuple[Quantity, ...]
    asked: tuple[Quantity, ...] = ()


@lru_cache(maxsize=4096)
def named(name: str) -> Named:
    """公路硬化里程 → 公路硬化; 学员满意度 → 学员, 满意度."""
    plain = _BRACKETS.sub("", _PREFIX.sub("", normalize(name)))
    rate = _RATE.search(plain)
    change = _CHANGE.search(plain) is not None
    if rate:
        return Named(name_words(plain[: rate.start()]), rate.group(), change, plain)
    whole = _METRIC.sub("", _METRIC.sub("", plain))
    return Named(name_words(_SENT_OUT.sub("", whole)), "", change, whole)


# Numbers -------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def row_values(name: str, target_text: str, actual_text: str, *, of_result: bool) -> RowValues:
    """The row's numbers; those without a unit have the only unit of its target, result and name."""
    target, actual = quantities(target_text), quantities(actual_text)
    asked = planned(target)
    measured = [one for one in (*target, *actual, *measure_in_name(name)) if one.unit]
    values = _with_units(actual if of_result else asked, measured)
    if not values:
        return NO_VALUES
    asked = _with_units(asked, measured) if of_result else values
    return RowValues(named(name), f"{name} {target_text}", values, asked)


@lru_cache(maxsize=4096)
def asked_for(name: str, target_text: str, actual_text: str) -> RowValues:
    """The row as what the goal promises is measured by it.

    A bare number stays bare; 全覆盖 asks for the number that the result gives.
    """
    row = row_values(name, target_text, actual_text, of_result=False)
    if row.values:
        return row
    found = planned(quantities(target_text)) or planned(quantities(actual_text))
    return RowValues(named(name), f"{name} {target_text}", found, found)


NO_VALUES = RowValues(Named((), "", names_change=False), "", ())


def _with_units(own: Sequence[Quantity], measured: Sequence[Quantity]) -> tuple[Quantity, ...]:
    read = tuple(map(_in_a_year, own))
    if len({one.unit for one in measured}) == 1:
        read = tuple(reading for one in read for reading in _readings(one, measured))
    return tuple(one for one in read if one.unit)


def _in_a_year(value: Quantity) -> Quantity:
    """每季度1次 makes 4次."""
    times = times_a_year(value.subject)
    return replace(value, low=value.low * times, high=value.high * times) if times else value


def _readings(bare: Quantity, measured: Sequence[Quantity]) -> Iterator[Quantity]:
    """47.6 beside 50万次 is 47.6万次, or 47.6次."""
    if bare.unit:
        yield bare
        return
    unit = measured[0].unit
    yield replace(bare, unit=unit)
    for times in {one.multiplier for one in measured if bare.multiplier == 1} - {Fraction(1)}:
        low, high = bare.low * times, bare.high * times
        yield replace(bare, unit=unit, low=low, high=high, multiplier=times)
