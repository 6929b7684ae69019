"""Before, now and the change between them: 由11起降至9起，下降22.2%; what is left; two units."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import Term, alike, front, is_exact, term

_POINTS = frozenset(("个百分点", "百分点"))
_REACH = 5
"""So many figures before and behind a change its two ends may stand."""


def changes(cell: Cell) -> Iterator[Equation]:
    """Every change with the two figures that it may lie between."""
    for at, figure in enumerate(cell.figures):
        if not _is_change(figure):
            continue
        old = _nearest(cell, at, Role.BEFORE)
        new = _nearest(cell, at, Role.NOW)
        for before, now in _pairs(cell, at):
            weight = Weight.NEVER
            if before == old and (now == new if new is not None else _is_now(cell, now, before)):
                weight = Weight.SURE
            equation = _change(cell, at, before, now, weight)
            if equation is not None:
                yield equation


def _is_change(figure: Figure) -> bool:
    quantity = figure.quantity
    if not is_exact(figure) or figure.scope is not Scope.NONE:
        return False
    return figure.role is Role.CHANGE or bool(quantity.trend) or quantity.unit in _POINTS


def _nearest(cell: Cell, at: int, role: Role) -> int | None:
    """The nearest figure of that role in the sentence."""
    found = [
        place
        for place in range(max(0, at - _REACH), min(len(cell.figures), at + _REACH + 1))
        if place != at
        and cell.figures[place].role is role
        and cell.figures[place].sentence == cell.figures[at].sentence
        and is_exact(cell.figures[place])
    ]
    return min(found, key=lambda place: (abs(place - at), place)) if found else None


def _pairs(cell: Cell, at: int) -> Iterator[tuple[int, int]]:
    near = [
        place
        for place in range(max(0, at - _REACH), min(len(cell.figures), at + _REACH + 1))
        if place != at
        and cell.figures[place].sentence == cell.figures[at].sentence
        and cell.figures[place].role is not Role.CHANGE
        and is_exact(cell.figures[place])
    ]
    for before in near:
        for now in near:
            old, new = cell.figures[before], cell.figures[now]
            turned = old.role is Role.NOW or new.role is Role.BEFORE
            if before != now and not turned and alike(old, new):
                yield before, now


def _is_now(cell: Cell, now: int, before: int) -> bool:
    """A plain figure beside the one of last year, of which there is only one."""
    figure = cell.figures[now]
    others = [
        place
        for place, one in enumerate(cell.figures)
        if place != before
        and one.sentence == figure.sentence
        and one.role in (Role.VALUE, Role.NOW, Role.TOTAL)
        and alike(one, cell.figures[before])
    ]
    return others == [now]


def _change(cell: Cell, at: int, before: int, now: int, weight: Weight) -> Equation | None:
    change = cell.figures[at]
    old, new = cell.figures[before], cell.figures[now]
    terms = (term(old), term(new))
    if change.quantity.unit in _POINTS:
        if not old.quantity.is_percent:
            return None
        return Equation(Shape.CHANGE, term(change), terms, weight)
    if change.quantity.is_percent:
        if old.quantity.is_percent:
            # 由50%提高到60%，提高20%: by a fifth, or by so many points
            shape = Shape.CHANGE if _fits_points(term(change), terms) else Shape.CHANGE_RATE
            return Equation(shape, term(change), terms, Weight.NEVER)
        return Equation(Shape.CHANGE_RATE, term(change), terms, weight)
    if not alike(change, old):
        return None
    if now > at > before and new.role is Role.NOW:
        rises = change.quantity.trend >= 0 and not lexicon("roles").holds(front(cell, at), "down")
        shape = Shape.SUM if rises else Shape.LESS
        return Equation(shape, term(new), (term(old), term(change)), weight)
    return Equation(Shape.CHANGE, term(change), terms, weight)


def _fits_points(change: Term, ends: tuple[Term, Term]) -> bool:
    return abs(ends[1].value - ends[0].value) == change.value


def rests(cell: Cell) -> Iterator[Equation]:
    """计划20公里，完成16.4公里，剩余3.6公里."""
    for at, figure in enumerate(cell.figures):
        if figure.role is not Role.REST or not is_exact(figure) or figure.quantity.is_percent:
            continue
        near = [
            place
            for place, one in enumerate(cell.figures)
            if place != at
            and one.sentence == figure.sentence
            and is_exact(one)
            and one.role is not Role.REST
            and alike(one, figure)
        ]
        plans = [one for one in near if cell.figures[one].role in (Role.PLAN, Role.TOTAL)]
        sure = len(near) == 2 and len(plans) == 1
        for whole in near:
            for done in near:
                if (
                    done == whole
                    or cell.figures[done].quantity.low > cell.figures[whole].quantity.low
                ):
                    continue
                weight = Weight.SURE if sure and whole == plans[0] else Weight.NEVER
                terms = (term(cell.figures[whole]), term(cell.figures[done]))
                yield Equation(Shape.LESS, term(figure), terms, weight)


def conversions(cell: Cell) -> Iterator[Equation]:
    """2.16万亩（折合1440公顷）: one amount in two units."""
    for at, figure in enumerate(cell.figures):
        if figure.role is not Role.CONVERTED or at == 0:
            continue
        first = cell.figures[at - 1]
        one, other = first.quantity.units, figure.quantity.units
        if not one or not other or one[0].kind is not other[0].kind:
            continue
        if one[0].per != other[0].per or first.quantity.unit == figure.quantity.unit:
            continue
        if one[0].scale == other[0].scale or not (is_exact(first) and is_exact(figure)):
            continue
        yield Equation(Shape.SAME, term(figure), (term(first),), Weight.SURE)
