"""A rate and its counts: 收回248份，满意223份，满意度92.3%; 抽检320批次，不合格4批次; 占."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.named_counts import ASPECTS, ENDS, Count, chosen_counts
from reviewer.relations.terms import (
    Term,
    alike,
    front,
    is_exact,
    is_of_another,
    label,
    term,
    written,
)

_MOST_COUNTS = 6
_FEW = 3
_SHORT = 3
_PAIR = 2


def rates(cell: Cell, name: str) -> Iterator[Equation]:
    """Every per cent with the counts around it; `name` is what a bare one is called."""
    for at, figure in enumerate(cell.figures):
        quantity = figure.quantity
        if quantity.unit not in ("%", "‰") or not is_exact(figure) or quantity.trend:
            continue
        if figure.role is Role.BEFORE or figure.scope is not Scope.NONE:
            continue
        if figure.role is Role.CHANGE and not front(cell, at).rstrip(ENDS).endswith("率"):
            continue  # 核减率 is a rate of two counts
        fraction = _as_fraction(cell, at)
        if quantity.low == _WHOLE and _passed_later(cell, at):
            continue
        if fraction is not None:
            yield fraction
        else:
            yield from _of_rate(cell, at, name)


_WHOLE = 100


def _passed_later(cell: Cell, at: int) -> bool:
    """一次通过11个，油饰分部复验通过，合格率100%: what first failed has passed since."""
    before = cell.plain[: cell.figures[at].start].rpartition("。")[2]
    marks = lexicon("relations")
    clauses = before.replace("；", "，").split("，")
    return any(marks.holds(one, "again") and _passes_behind(one) for one in clauses)


def _passes_behind(clause: str) -> bool:
    marks = lexicon("relations")
    again = marks.find(clause, "again")[-1]
    behind = clause[again.end :]
    return marks.holds(behind, "passed") and not marks.holds(behind, "negative")


_FRACTION = re.compile(
    r"(?<![\d/.])(?P<part>\d{1,6})[^\d/()，。]{0,3}/(?P<whole>\d{1,6})[^\d/()，。%]{0,3}"
)


def _as_fraction(cell: Cell, at: int) -> Equation | None:
    """95%（57/60）; 57/60=95%."""
    rate = cell.figures[at]
    behind = _FRACTION.match(cell.plain, rate.end + 1)
    if behind is not None and cell.plain[rate.end] in "(，":
        found = behind
        if cell.plain[behind.end() : behind.end() + 1] not in ("", ")", "。"):
            return None
    else:
        before = list(_FRACTION.finditer(cell.plain, 0, rate.start))
        if not before or cell.plain[before[-1].end() : rate.start].strip("(，=为是") != "":
            return None
        found = before[-1]
    part, whole = (written(found, name) for name in ("part", "whole"))
    if not 0 < part.value <= whole.value:
        return None
    return Equation(Shape.RATE, term(rate), (part, whole), Weight.SURE)


def _of_rate(cell: Cell, at: int, name: str) -> Iterator[Equation]:
    """The equation that the words name, then every other that may hold all the same."""
    counts = _counts(cell, at)
    result = term(cell.figures[at])
    chosen = chosen_counts(cell, at, counts, name)
    if chosen is not None:
        shape, terms, weight = chosen
        yield Equation(shape, result, tuple(one.term for one in terms), weight)
    else:
        yield from _of_pair(cell, at, counts, name)
    yield from _of_several(result, counts)
    for one in counts:
        for other in counts:
            if one is other or not alike(one.term.figure, other.term.figure):
                continue
            pair = one.term, other.term
            if one.term.value <= other.term.value:
                yield Equation(Shape.RATE, result, pair, Weight.NEVER)
            if _is_rest(cell, one):
                yield Equation(Shape.RATE_OF_REST, result, pair, Weight.NEVER)
            if one.at < other.at and (wrong := _is_wrong(other)) | _is_rest(cell, other):
                # 报准30条，虚惊6条，准确率
                weight = Weight.NEAR if wrong and len(counts) == _PAIR else Weight.NEVER
                yield Equation(Shape.RATE_OF_BOTH, result, pair, weight)


def _of_pair(cell: Cell, at: int, counts: Sequence[Count], name: str) -> Iterator[Equation]:
    """参考251人，过关238人，94.82%: the two counts in front, the larger first, no others alike.

    A part that is said to have come or passed has a rate of its own name, a satisfaction its grades.
    """
    if len(counts) < _PAIR or counts[-1].at != at - 1:
        return
    part, marks = counts[-1], lexicon("relations")
    same = [one for one in counts[:-1] if alike(one.term.figure, part.term.figure)]
    said = front(cell, at).rstrip(ENDS)
    other = marks.holds(said or name, "satisfied") or marks.holds(part.said, *ASPECTS, "returned")
    if len(same) != 1 or same[0].term.value < part.term.value or other or "占" in said:
        return
    if any(one.term.figure.role is Role.CHANGE for one in (part, *same)):
        return  # 新增8.6万人，比上年多0.4万人，失业率3.2%
    if len(said) > _SHORT and is_of_another(said, part.said, same[0].said, name):
        return
    if "，" in cell.between(part.term.figure, cell.figures[at]):
        yield Equation(Shape.RATE, term(cell.figures[at]), (part.term, same[0].term), Weight.DIGIT)


def _of_several(result: Term, counts: Sequence[Count]) -> Iterator[Equation]:
    """非常满意120人、满意80人、一般10人: both are of those who are content."""
    for first in range(len(counts) - 2):
        run = counts[first:]
        if not all(alike(one.term.figure, run[0].term.figure) for one in run):
            continue
        for last in range(first + 3, len(counts) + 1):
            terms = tuple(one.term for one in counts[first:last])
            yield Equation(Shape.RATE_OF_ALL, result, terms, Weight.NEVER)
            behind = (*terms[1:], terms[0])
            yield Equation(Shape.RATE_OF_SUM, result, behind, Weight.NEVER)


def _counts(cell: Cell, at: int) -> list[Count]:
    """The counts of the rate's sentence, the nearest ones."""
    rate = cell.figures[at]
    few = len(cell.figures) <= _FEW and "；" in cell.plain and "。" not in cell.plain.rstrip("。")
    found = [
        place
        for place, one in enumerate(cell.figures)
        if (one.sentence == rate.sentence or few) and place != at and _is_count(one)
    ]
    found.sort(key=lambda place: abs(place - at))
    return [
        Count(term(cell.figures[place]), label(cell, place), place)
        for place in sorted(found[:_MOST_COUNTS])
    ]


def _is_count(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        not quantity.is_percent
        and "/" not in quantity.unit
        and is_exact(figure)
        and quantity.low >= 0
        and figure.role is not Role.BEFORE
        and figure.scope is Scope.NONE
        and quantity.unit not in (":", "分", "个百分点", "百分点")
    )


def _is_wrong(one: Count) -> bool:
    return lexicon("relations").holds(one.said, "wrong")


def _is_rest(cell: Cell, one: Count) -> bool:
    return lexicon("roles").holds(front(cell, one.at), "closing") or lexicon("relations").holds(
        one.said, "negative"
    )
