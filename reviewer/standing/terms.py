"""Bring a target and a result into the same terms before they are compared: per head, a year, a fall."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from reviewer.language.frequency import EVERY, times_a_year
from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import drops_part_of_per, drops_time, without_per
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell
from reviewer.reading.sense import Sense, is_kept_to
from reviewer.standing.answers import counts_something_else
from reviewer.standing.comparison import compare
from reviewer.standing.figureless import says_all_of, without_number
from reviewer.standing.grounds import Comparison, Part, Standing, unknown
from reviewer.standing.limits import Place, direction, is_inexact, is_most


def _several(subject: str) -> str:
    """The word that says that a number is one of several: 分别举办1期, 各1次; "" for none."""
    if "分别" in subject:
        return "分别"
    at = max(subject.rfind("各"), subject.rfind("每"))
    behind = subject[at + 1 :]
    near = len(behind) <= 5 and (not behind or behind.isalpha())
    return subject[at:] if at >= 0 and near else ""


_CHANGE = frozenset("增减提升降涨缩节幅率")


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose target holds numbers, while it is decided.

    Attributes:
        formula: "ratio" or "linear", for targets of which less is better.
        year: the form's, for dates that name none.
    """

    target: str
    cell: Cell
    place: Place
    formula: str
    year: int | None

    def part(self, wish: Quantity, result: Quantity | None) -> Part:
        """One of the target's quantities with its result, None where no number of the cell is."""
        return Part(wish, result, _compare(self, wish, result))


def _compare(row: Row, target: Quantity, result: Quantity | None) -> Comparison:
    place, actual = row.place, row.cell.printed
    way = _way(place, target, result)
    if (
        target.is_range
        and target.relation is None
        and lexicon("senses").holds(place.name, "condition")
    ):
        way, target = Sense.OPEN, replace(target, binds_both_ways=True)
    if result is None:
        return without_number(actual, target, way)
    name = normalize(place.name)
    every, reached_every = EVERY.search(target.subject), EVERY.search(result.subject)
    if reached_every and target.unit.endswith(f"/{reached_every.group()[1:]}"):
        reached_every = None  # 每班2人 against 2人/班
        result = replace(result, unit=target.unit)
    if every is not None and reached_every is not None:
        target, result = _yearly(target), _yearly(result)
    target, result = _in_same_terms(target, result, name)
    per_head = _per_head(every, result.subject) or _per_head(reached_every, target.subject)
    if (every is None) != (reached_every is None) and not per_head:
        one = every or reached_every
        if reached_every is None and _fills_the_year(target, result, way):
            return Comparison(Standing.MET)
        if one is not None and one.group() not in name:
            return unknown(f"“{one.group()}”的数值与总数不能直接比较")
    if (
        not target.trend
        and result.trend
        and result.is_percent
        and _CHANGE.isdisjoint(name + target.subject)
    ):
        return unknown(f"实际完成值“{result.words}”是增减幅度，与指标值不能直接比较")
    outcome = compare(target, result, way, row.formula)
    if outcome.over is not None and _several(target.subject):
        return replace(outcome, over=None)  # 各季度1次 against 共4次
    if outcome.standing is Standing.MISSED:
        doubt = _doubt(target, result, name)
        if every and reached_every and _is_nearly(target, result, every, reached_every):
            doubt = f"“{every.group()}”与“{reached_every.group()}”不能直接换算"
        if doubt:
            return unknown(doubt)
    said = says_all_of(actual, target, way) if outcome.units_differ else None
    return said or outcome


_WHOLE = 100


def _way(place: Place, target: Quantity, result: Quantity | None) -> Sense:
    """The row's direction; a 成本控制率 over 100% is over the budget, of 98% nobody can say."""
    way = direction(place, target)
    if way is not Sense.OPEN or result is None or target.relation not in (None, Relation.EQ):
        return way
    whole = target.is_percent and target.low == target.high == _WHOLE
    over = whole and result.low > _WHOLE and is_kept_to(place.name)
    return Sense.REVERSE if over else way


def _in_same_terms(target: Quantity, result: Quantity, name: str) -> tuple[Quantity, Quantity]:
    result = _per_the_same(target, result)
    if "水" in name + target.subject + target.tail:
        target, result = _as_volume(target), _as_volume(result)
    return target, _as_fall(target, result)


_TIMES_OFF = 3


def _per_the_same(target: Quantity, result: Quantity) -> Quantity:
    """420元 for ≤500元/人·天: what it is counted per goes without saying, a total is of another size."""
    if any(
        word in result.subject for word in ("共", "总", "合计", "累计", "全年", "支出", "投入")
    ) or not without_per(target.unit, result.unit):
        return result
    if drops_part_of_per(target.unit, result.unit):
        return result
    by = result.units[0].scale / target.units[0].scale
    low, high = result.low * by, result.high * by
    if not target.low / _TIMES_OFF <= low <= high <= target.high * _TIMES_OFF:
        return result
    if drops_time(target.unit, result.unit) and not _keeps_to(target, low, high):
        return result  # 620元 for ≤500元/人·天 may be of two days
    return replace(result, unit=target.unit, low=low, high=high)


def _keeps_to(target: Quantity, low: Fraction, high: Fraction) -> bool:
    relation = target.relation
    if relation is not None and relation.is_lower:
        return low >= target.low
    return high <= target.high


def _as_fall(target: Quantity, result: Quantity) -> Quantity:
    """同比下降10% against -12.6%, as spreadsheets write a fall."""
    if target.trend < 0 and not result.trend and result.low == result.high < 0:
        return replace(result, low=-result.low, high=-result.high, trend=-1)
    return result


def _as_volume(water: Quantity) -> Quantity:
    """吨 of water are 立方米, and both are printed."""
    head, slash, per = water.unit.partition("/")
    return replace(water, unit=f"立方米{slash}{per}") if head in ("吨", "t") else water


def _per_head(every: re.Match[str] | None, subject: str) -> bool:
    """每人不少于24学时 and 人均20学时 say the same."""
    return every is not None and f"{every.group()[-1]}均" in subject


def _is_share(target: Quantity, result: Quantity) -> bool:
    """分别举办1期: of how many is not said. 每期42人 against 每期50人 is said of both."""
    several, wanted = _several(result.subject), _several(target.subject)
    if not several or (times_a_year(target.subject) and times_a_year(result.subject)):
        return False
    return not (wanted == several and several.startswith("每"))


def _yearly(one: Quantity) -> Quantity:
    """每月2次 as the 24次 of a year, so that it can be compared with 每季度6次."""
    times = times_a_year(one.subject) or 1
    return replace(one, low=one.low * times, high=one.high * times)


def _doubt(target: Quantity, result: Quantity, name: str) -> str:
    """Why a result that seems to fall short may not; "" where it surely does."""
    if _is_share(target, result):
        return f"“{result.words}”是分项的数，不能确定总数"
    if counts_something_else(target, result, name):
        return f"“{result.words}{result.tail}”与指标值“{target.words}”数的不是同一种东西"
    return ""


_SLACK = Fraction(9, 10)


def _is_nearly(
    target: Quantity, result: Quantity, every: re.Match[str], reached: re.Match[str]
) -> bool:
    """每2周1次 and 每月2次 are 26 and 24 a year, and mean the same."""
    return every.group() != reached.group() and result.low >= target.low * _SLACK


def _fills_the_year(target: Quantity, result: Quantity, way: Sense) -> bool:
    """每月1次 is reached by 12次; fewer may have been due for part of the year only."""
    times = times_a_year(target.subject)
    if not times or way is not Sense.FORWARD or target.unit != result.unit:
        return False
    return result.low >= target.high * times


_PLAINLY = Fraction(3, 4)
"""So much of the year's number is no single month's or quarter's any more."""
_HOLIDAYS = {52: 50, 365: 365}
"""Weeks that a year holds without the long holidays."""
_EVEN = (1, 2, 3, 4, 6, 12)
"""A year has so many months or quarters; of 每10天 or 每2周 one or two may fall out."""


def due_in_a_year(target: Quantity, reached: Quantity) -> int:
    """How many were due where the result is plainly the whole year's and fewer; 0 otherwise.

    3期 for 每季度1期 are a year's, 2次 for 每月2次 a month's. 250 of 每日1次 may be the working days.
    """
    times = times_a_year(target.subject) or 0
    vague = target.approximate or target.is_range or is_most(target) or is_inexact(reached)
    same = target.unit == reached.unit and not (reached.tail or EVERY.search(reached.subject))
    if not times or vague or not same or "工作日" in target.subject:
        return 0
    if times > max(_HOLIDAYS):
        return 0  # 每2小时1次 may leave the nights out
    if lexicon("seasons").holds(f"{target.tail}，{EVERY.sub('', target.subject)}", "season"):
        return 0
    due = target.low * times
    fewest = target.low * _HOLIDAYS.get(times, times if times in _EVEN else times * 24 // 25 - 1)
    if not target.low < reached.low < fewest or due.denominator != 1:
        return 0
    is_total = any(
        word in reached.subject for word in ("全年", "年度", "年内", "累计", "合计", "总计", "共")
    ) and times < max(_HOLIDAYS)
    return int(due) if is_total or reached.low >= _PLAINLY * due else 0
