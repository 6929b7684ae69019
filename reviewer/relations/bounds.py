"""What no figure can be: a part more than its whole, an average outside its least and most."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.reading.claims import Cell, Figure, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import front, is_exact, term

_BEFORE = 4


def bounds(cell: Cell) -> Iterator[Equation]:
    """Parts behind 其中 and extremes beside an average, with what bounds them."""
    for at, figure in enumerate(cell.figures):
        if not is_exact(figure) or not figure.quantity.unit:
            continue
        if figure.scope in (Scope.LEAST, Scope.MOST):
            yield from _of_average(cell, figure)
        elif front(cell, at).startswith("其中") and not figure.quantity.is_percent:
            yield from _of_whole(cell, at)


def _of_average(cell: Cell, figure: Figure) -> Iterator[Equation]:
    means = [
        one
        for one in cell.figures
        if one.scope is Scope.AVERAGE
        and one.sentence == figure.sentence
        and is_exact(one)
        and one.quantity.unit == figure.quantity.unit
    ]
    if len(means) == 1:
        shape = Shape.AT_MOST if figure.scope is Scope.LEAST else Shape.AT_LEAST
        yield Equation(shape, term(figure), (term(means[0]),), Weight.SURE)


def _of_whole(cell: Cell, at: int) -> Iterator[Equation]:
    """The largest figure before it that counts the same: 收了672吨，其中机械捡拾的698吨."""
    figure = cell.figures[at]
    wholes = [
        one
        for one in cell.figures[max(0, at - _BEFORE) : at]
        if one.quantity.unit == figure.quantity.unit and one.scope is Scope.NONE
    ]
    if not wholes or figure.scope is not Scope.NONE or not all(map(is_exact, wholes)):
        return
    whole = max(wholes, key=lambda one: one.quantity.low)
    if whole.sentence == figure.sentence:
        yield Equation(Shape.AT_MOST, term(figure), (term(whole),), Weight.SURE)
