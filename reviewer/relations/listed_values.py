"""Values of one kind side by side, and what is told of them all: the highest, the lowest, the mean.

六个点得分88、91、86、93、90、92，平均90分，最低86分.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import ZERO, Line, Term, of_one_statement, says

_FEWEST = 3
_MOST = 8
"""Of more values the ends of what they were rounded from are too many to try."""
_LONGEST_LABEL = 8


def listed_values(line: Line) -> Iterator[Equation]:
    """What holds of a highest, a lowest and a mean beside the values that they are of."""
    for run in _runs(line):
        for one in line:
            if _tells_of(one, run):
                values = [value.in_unit_of(one) for value in run]
                yield from _held_against(one, values, _is_complete(run, one))


def _held_against(one: Term, values: Sequence[Term], complete: bool) -> Iterator[Equation]:
    if one.scope is Scope.AVERAGE:
        if complete and len(values) <= _MOST:
            weight = Weight.DIGIT if one.is_percent else Weight.NEAR  # rates may be weighed
            yield Equation(Shape.MEAN, one, tuple(values), weight)
        return
    end = (min if one.scope is Scope.LEAST else max)(values, key=lambda own: own.value)
    shapes = (Shape.AT_MOST, Shape.AT_LEAST)
    for shape in shapes if complete else shapes[one.scope is Scope.MOST :][:1]:
        yield Equation(shape, one, (end,), Weight.SURE)


def _tells_of(one: Term, run: Sequence[Term]) -> bool:
    """Whether a figure tells of the values of a run: in their unit, in their statement."""
    told = one.scope in (Scope.LEAST, Scope.MOST, Scope.AVERAGE) and "每" not in one.front
    if not told or not one.is_exact or one in run or not of_one_statement(one, run[0]):
        return False
    if one.role is Role.BEFORE:
        return False  # 换船前平均26分钟
    named = any(value.front for value in run[1:]) and not _is_complete(run, one)
    if named and one.scope is not Scope.AVERAGE:
        return False  # 春蚕2280张、夏蚕640张、秋蚕2380张，最多的一间310张
    if one.at == run[0].at - 1 and "、" in one.line.between(one, run[0]):
        return False  # 最高分别为4.8、5.1、6.6: the first of them
    unit = run[-1].unit
    return (
        one.unit == unit
        or run[-1].is_minutes_of(one)
        or (not unit and one.at in (run[-1].at + 1, run[-1].at + 2))
    )


def _runs(line: Line) -> Iterator[Sequence[Term]]:
    """Three or more values that 、 alone joins, with short names or none."""
    run: list[Term] = []
    for one in line:
        if _is_value(one) and run and run[-1].at == one.at - 1 and _is_joined(line, run[-1], one):
            run.append(one)
            continue
        if len(run) >= _FEWEST:
            yield tuple(run)
        run = [one] if _is_value(one) else []
    if len(run) >= _FEWEST:
        yield tuple(run)


def _is_value(one: Term) -> bool:
    return one.is_exact and one.scope is Scope.NONE and one.value > ZERO


def _is_joined(line: Line, one: Term, other: Term) -> bool:
    between = line.between(one, other)
    alike = one.unit == other.unit or not one.unit
    return alike and between.startswith("、") and len(between) <= _LONGEST_LABEL


def _is_complete(run: Sequence[Term], told: Term) -> bool:
    """Whether the text counts them: 6个点得分为 before six values, 四类平均 behind four."""
    line = told.line
    if says(line.plain[run[0].start : run[-1].end + 1], "open"):
        return False
    counts = [*line[: run[0].at], line[told.at - 1]]
    if any(one.quantity.low == len(run) and one not in run for one in counts):
        return True
    said = line.plain[line[run[0].at - 1].end if run[0].at else 0 : run[0].start]
    numbers = "".join(char if char.isdecimal() else " " for char in said).split()
    return numbers == [str(len(run))]  # 4出戏得分: of no known unit
