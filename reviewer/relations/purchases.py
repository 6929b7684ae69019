"""Several prices in one total: 电脑120台，单价4350元；投影仪12台，单价6800元，合计60.36万元."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Role
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import Term, counted, front, is_exact, term

_FEWEST = 2
_MOST = 6


def purchases(cell: Cell) -> Iterator[Equation]:
    """Numbers and unit prices in turn, then the sum of money that they come to."""
    bought: list[tuple[Term, Term]] = []
    for at, figure in enumerate(cell.figures):
        if at and _is_price(cell, at) and not _is_money(cell, at - 1):
            bought.append((counted(cell.figures[at - 1]), term(figure)))
        elif figure.role is Role.TOTAL and _is_money(cell, at) and is_exact(figure):
            if _FEWEST <= len(bought) <= _MOST:
                terms = tuple(one for pair in bought for one in pair)
                yield Equation(Shape.PURCHASES, term(figure), terms, Weight.NEAR)
            bought = []


def _is_price(cell: Cell, at: int) -> bool:
    figure = cell.figures[at]
    said = lexicon("relations").holds(front(cell, at), "price") or "/" in figure.quantity.unit
    return said and _is_money(cell, at) and is_exact(figure) and is_exact(cell.figures[at - 1])


def _is_money(cell: Cell, at: int) -> bool:
    return any(unit.kind is Kind.MONEY for unit in cell.figures[at].quantity.units)
