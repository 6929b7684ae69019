"""What structure alone makes sure: formulas written out, one amount in two units, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from reviewer.language.patterns import pattern
from reviewer.language.units import Kind
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import COUNTS, PERSONS, Line, Term, of_one_statement, says, written

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_UNIT = r"[\u4e00-\u9fff%]{0,3}"
_TWO = pattern(
    rf"(?<![\d.+×xX*/=-])(?P<a>{_NUMBER}){_UNIT}(?P<sign>[+×xX*])(?P<b>{_NUMBER}){_UNIT}"
    rf"(?:(?P<second>[+×xX*])(?P<c>{_NUMBER}){_UNIT})?=(?P<result>{_NUMBER})(?![\d.+×*/=-])(?P<unit>{_UNIT})"
)
_BEHIND = pattern(
    rf"(?<![\d.])(?P<result>{_NUMBER}){_UNIT}\((?P<a>{_NUMBER}){_UNIT}(?P<sign>[+×xX*])(?P<b>{_NUMBER}){_UNIT}"
    rf"(?:(?P<second>[+×xX*])(?P<c>{_NUMBER}){_UNIT})?\)"
)
"""6240公里（52周×110公里）."""
_SIGNS = frozenset("+×xX*")
_MIXED = frozenset("亿%千百")


def formulas(line: Line) -> Iterator[Equation]:
    """Sums and products of two or three plain numbers: 12+20=32座, 30×4=120."""
    if _SIGNS.isdisjoint(line.plain):
        return
    for found in (*_TWO.finditer(line.plain), *_BEHIND.finditer(line.plain)):
        if not _MIXED.isdisjoint(found.group()):
            continue
        groups = found.groupdict()
        sign, second = groups["sign"], groups.get("second")
        if second and (sign == "+") != (second == "+"):
            continue
        names = ("result", *(name for name in "abc" if groups.get(name)))
        result, *terms = (written(found, name) for name in names)
        if result.value in (one.value for one in terms):
            continue  # 128场补贴（128×250元）
        shape = Shape.SUM if sign == "+" else Shape.PRODUCT
        yield Equation(shape, result, tuple(terms), Weight.SURE)


# One amount in two units ------------------------------------------------------------------------


def conversions(line: Line) -> Iterator[Equation]:
    """2.16万亩（折合1440公顷）: one amount in two units, of one kind and another scale."""
    for first, second in pairwise(line):
        if second.role is not Role.CONVERTED and not _is_beside(line, first, second):
            continue
        if "；" in line.between(first, second) or "每" in second.front:
            continue  # 平均6570小时；停播折合每百小时28秒
        ends = first.quantity, second.quantity
        one, other = (end.units[:1] for end in ends)
        if not one or not other or (one[0].kind, one[0].per) != (other[0].kind, other[0].per):
            continue
        if one[0].scale == other[0].scale and ends[0].multiplier == ends[1].multiplier:
            continue
        if one[0].kind in COUNTS and first.unit != second.unit:
            continue  # 3个棚的纱网打穿，折12万粒
        if any(end.is_range or end.is_bound for end in ends):
            continue
        if not first.value <= second.value * _FAR <= first.value * _FAR * _FAR:
            continue  # 仓储费4.41万元，折72.41元: for each, not the same once more
        is_rough = any(end.approximate for end in ends)
        result = replace(second, step=second.value * _ROUGHLY) if is_rough else second
        yield Equation(Shape.SAME, result, (first,), Weight.SURE)


_FAR = 20
_ROUGHLY = Fraction(1, 20)
"""So much of a value that is about so much."""


def _is_beside(line: Line, first: Term, second: Term) -> bool:
    """3600亩（240公顷）; 15200亩，约1013公顷."""
    between, is_rough = line.between(first, second), bool(second.quantity.approximate)
    closed = between == "(" and line.plain[second.end : second.end + 1] == ")"
    if closed and is_rough and second.quantity.units[:1] == first.quantity.units[:1]:
        return True  # 9141.12万元（约0.91亿元）
    about = is_rough and between in ("(", "，", "")
    return (closed or about) and any(unit.kind in _MEASURED for unit in second.quantity.units)


_MEASURED = frozenset((Kind.AREA, Kind.LENGTH, Kind.MASS, Kind.VOLUME))


# Bounds -----------------------------------------------------------------------------------------


def bounds(line: Line) -> Iterator[Equation]:
    """What no figure can be: a part more than its whole, an average outside its least and most."""
    yield from _ages(line)
    for one in line:
        if not one.is_exact or one.unit == ":":  # 最晚6:27 is no ratio
            continue
        if one.scope in (Scope.LEAST, Scope.MOST):
            yield from _of_average(one)
        elif one.scope is Scope.AVERAGE:
            yield from _between_extremes(one)
        elif one.scope is Scope.NONE and not one.is_percent and one.front.startswith("其中"):
            yield from _of_whole(line, one)


def _of_average(extreme: Term) -> Iterator[Equation]:
    means = [one for one in _counted_as(extreme) if one.scope is Scope.AVERAGE and one.is_exact]
    means = [one for one in means if not says(one.front, "period")]  # 日均39吨，2月最少980吨
    is_pace = extreme.kind is not Kind.TIME and any(one in extreme.front for one in "快慢")
    if len(means) == 1 and not is_pace:  # 最快25公里/小时 is the most
        shape = Shape.AT_MOST if extreme.scope is Scope.LEAST else Shape.AT_LEAST
        yield Equation(shape, extreme.in_unit_of(means[0]), (means[0],), Weight.SURE)


def _ages(line: Line) -> Iterator[Equation]:
    """最大97岁，最小68岁，平均79岁: an age is no quantity, but has its extremes."""
    told = list(_AGE.finditer(line.plain))
    means = [one for one in told if one["how"] == "平均"]
    for one in told:
        if len(means) == 1 and one not in means:
            shape = Shape.AT_MOST if one["how"] in _YOUNGEST else Shape.AT_LEAST
            yield Equation(shape, _age(one), (_age(means[0]),), Weight.SURE)


_AGE = pattern(
    r"(?P<how>最年长|最年轻|最年幼|最大|最小|平均)(?:年龄|的)?(?P<age>\d{1,3}(?:\.\d)?)岁"
)
_YOUNGEST = frozenset(("最小", "最年轻", "最年幼"))


def _age(found: re.Match[str]) -> Term:
    term = written(found, "age")
    scope = Scope.AVERAGE if found["how"] == "平均" else Scope.NONE
    quantity = replace(term.quantity, words=found.group())
    return replace(term, figure=replace(term.figure, quantity=quantity, scope=scope))


def _between_extremes(mean: Term) -> Iterator[Equation]:
    """场均310人，最旺的一场860人，最冷的一场120人: whatever word tells which of two is the most."""
    ends = [one for one in _counted_as(mean) if "最" in one.front and one.scope is Scope.NONE]
    if len(ends) == _TWO_ENDS and all(one.is_exact for one in ends):
        least, most = sorted(ends, key=lambda one: one.value)
        yield Equation(Shape.AT_LEAST, mean, (least,), Weight.SURE)
        yield Equation(Shape.AT_MOST, mean, (most,), Weight.SURE)


def _counted_as(one: Term) -> Iterator[Term]:
    """The other terms of a statement that count the same, 人 and 人次 too."""
    beside = _beside(one)
    for other in one.line:
        alike = other.unit == one.unit or _HEADS.issuperset((other.unit, one.unit))
        if other in beside:
            yield other.in_unit_of(one)
        elif other is not one and one.unit and alike and of_one_statement(one, other):
            yield other


def _beside(one: Term) -> list[Term]:
    """平均0.71，最低0.66，最高0.78吨: the mean and the extremes told one after the other, in one unit."""
    line, start, stop = one.line, one.at, one.at + 1
    while start and _is_next(line[start - 1], line[start]):
        start -= 1
    while stop < len(line) and _is_next(line[stop - 1], line[stop]):
        stop += 1
    run = line[start:stop]
    return (
        [own for own in run if own is not one]
        if len({own.unit for own in run} - {""}) < _TWO_ENDS
        else []
    )


def _is_next(one: Term, other: Term) -> bool:
    between = one.line.between(one, other)
    of_several = _is_of_several(one) and _is_of_several(other)
    return of_several and between[:1] in ("，", "、") and (between[1:] or "最").isalpha()


def _is_of_several(one: Term) -> bool:
    """平均一座500, 最大800, 最小的一户3.5; 最低湿度40 is of a thing of its own."""
    if not one.is_exact or one.role is Role.BEFORE:
        return False
    _, most, said = one.front.partition("最")
    is_extreme = one.scope in (Scope.LEAST, Scope.MOST) and most
    return one.scope is Scope.AVERAGE or (bool(is_extreme) and said[1:2] in ("", "的", "一"))


_TWO_ENDS = 2
_HEADS = frozenset((*PERSONS, "人次"))


def _of_whole(line: Line, part: Term) -> Iterator[Equation]:
    """The largest figure before it that counts the same: 收了672吨，其中机械捡拾的698吨."""
    wholes = [
        one
        for one in line[max(0, part.at - _BEFORE) : part.at]
        if one.unit == part.unit and one.scope is Scope.NONE
    ]
    if wholes and all(one.is_exact for one in wholes):
        whole = max(wholes, key=lambda one: one.quantity.low)
        if whole.figure.sentence == part.figure.sentence:
            yield Equation(Shape.AT_MOST, part, (whole,), Weight.SURE)


_BEFORE = 4
