"""So many times so many: 8个社区各讲4场，共32场; 20台，单价5800元，总额11.6万元; 1800家，平均1360元/家."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import alike, front, is_exact, label, term

_REACH = 4


def products(cell: Cell) -> Iterator[Equation]:
    """Every figure that is said of each, with how many there are and what they make together."""
    for at, figure in enumerate(cell.figures):
        if not is_exact(figure) or figure.quantity.is_percent or not _is_of_each(cell, at):
            continue
        yield from _of_each(cell, at)


def _is_of_each(cell: Cell, at: int) -> bool:
    figure = cell.figures[at]
    if figure.role in (Role.BEFORE, Role.CHANGE, Role.REST):
        return False
    if figure.scope in (Scope.EACH, Scope.AVERAGE):
        return True
    return lexicon("relations").holds(front(cell, at), "price")


def _of_each(cell: Cell, at: int) -> Iterator[Equation]:
    each = cell.figures[at]
    said = front(cell, at)
    periodic = lexicon("relations").holds(said, "period")
    near = [
        place
        for place in range(max(0, at - _REACH), min(len(cell.figures), at + _REACH + 1))
        if place != at
        and cell.figures[place].sentence == each.sentence
        and is_exact(cell.figures[place])
        and not cell.figures[place].quantity.is_percent
        and cell.figures[place].role not in (Role.BEFORE, Role.CHANGE, Role.PLAN)
        and cell.figures[place].scope is Scope.NONE
    ]
    totals = [place for place in near if _can_be_total(cell.figures[place], each)]
    head = each.quantity.unit.partition("/")[0]
    same = [place for place in totals if cell.figures[place].quantity.unit == head]
    totals = same or totals
    counts = [place for place in near if _can_be_count(cell.figures[place], each)]
    of_unit = [place for place in counts if _is_counted_by(cell.figures[place], each, said)]
    for total in totals:
        for count in counts:
            if count == total:
                continue
            weight = Weight.NEVER
            only = (of_unit or counts) == [count] or _stands_before(cell, at, counts) == count
            if only and len(totals) == 1 and not periodic:
                whole = cell.figures[total]
                sure = whole.role is Role.TOTAL or lexicon("roles").holds(
                    label(cell, total), "total"
                )
                weight = Weight.NEAR if sure else Weight.DIGIT
            yield _equation(cell, at, count, total, weight)
            for third in counts:
                if third > count and third != total:
                    terms = tuple(term(cell.figures[one]) for one in (count, third, at))
                    yield Equation(Shape.PRODUCT, term(cell.figures[total]), terms, Weight.NEVER)


def _stands_before(cell: Cell, at: int, counts: list[int]) -> int | None:
    before = [one for one in counts if one < at]
    return before[-1] if before else None


def _equation(cell: Cell, at: int, count: int, total: int, weight: Weight) -> Equation:
    each, whole = cell.figures[at], cell.figures[total]
    terms = term(cell.figures[count]), term(each)
    if each.scope is Scope.AVERAGE and at > total:
        return Equation(Shape.QUOTIENT, term(each), (term(whole), terms[0]), weight)
    if at > total and "/" in each.quantity.unit:
        return Equation(Shape.QUOTIENT, term(each), (term(whole), terms[0]), weight)
    return Equation(Shape.PRODUCT, term(whole), terms, weight)


def _can_be_total(figure: Figure, each: Figure) -> bool:
    head = each.quantity.unit.partition("/")[0]
    own, others = figure.quantity.units, each.quantity.units
    if figure.quantity.unit == head:
        return True
    if "/" in figure.quantity.unit:
        return False
    if "/" in each.quantity.unit:
        return bool(own and others) and own[0].kind is others[0].kind
    return alike(figure, each)


def _can_be_count(figure: Figure, each: Figure) -> bool:
    if "/" in figure.quantity.unit or figure.quantity.unit == each.quantity.unit.partition("/")[0]:
        return False
    return all(unit.kind not in (Kind.MONEY, Kind.PERCENT) for unit in figure.quantity.units)


def _is_counted_by(figure: Figure, each: Figure, said: str) -> bool:
    """1800家 for 元/家, 5期 for 每期40人."""
    unit = figure.quantity.unit
    return bool(unit) and (unit in each.quantity.unit.partition("/")[2] or f"每{unit}" in said)
