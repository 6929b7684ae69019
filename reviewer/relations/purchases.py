"""Several prices in one total: 电脑120台，单价4350元；投影仪12台，单价6800元，合计60.36万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.language.units import Kind
from reviewer.reading.claims import Role
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import ZERO, Line, Term, says

_FEWEST, _MOST = 2, 6


def purchases(line: Line) -> Iterator[Equation]:
    """Every total behind several counts with a price each."""
    bought: list[tuple[Term, Term]] = []
    for before, one in zip((None, *line), line, strict=False):
        if not _is_money(one) or not one.is_exact:
            continue
        priced = "/" in one.unit or says(one.front, "price")
        if before is not None and before.is_exact and priced and not _is_money(before):
            bought.append((before.counted, one))
        elif one.role is Role.TOTAL or _is_of_all(bought, before, one):
            if _FEWEST <= len(bought) <= _MOST:
                terms = tuple(factor for pair in bought for factor in pair)
                yield Equation(Shape.PURCHASES, one, terms, Weight.NEAR)
            bought = []


def _is_of_all(bought: Sequence[tuple[Term, Term]], before: Term | None, one: Term) -> bool:
    """3艘每艘11.90万元，2艘每艘13.80万元，5艘合63.30万元: of as many as were bought."""
    if before is None or before.end + len(one.front) != one.start or not one.front.endswith("合"):
        return False
    return before.value == sum((many.value for many, _ in bought), ZERO)


def _is_money(one: Term) -> bool:
    return any(unit.kind is Kind.MONEY for unit in one.quantity.units)
