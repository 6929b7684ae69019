"""Several prices in one total: 电脑120台，单价4350元；投影仪12台，单价6800元，合计60.36万元.

And several sizes: 5座的14辆、9座的10辆，共160座.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.language.units import Kind
from reviewer.reading.claims import Role
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import ZERO, Line, Term, alike, says

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


def sizes(line: Line) -> Iterator[Equation]:
    """What counts of several sizes come to, in the unit of the size."""
    sized: list[tuple[Term, Term]] = []
    for size, one in pairwise(line):
        if size.figure.is_trait and size.is_exact and one.is_exact:
            if sized and (size.unit, one.unit) != (sized[-1][0].unit, sized[-1][1].unit):
                sized = []
            sized.append((size, one.counted))
        elif _FEWEST <= len(sized) <= _MOST and _is_made(one, *sized[-1]):
            terms = tuple(factor for pair in sized for factor in reversed(pair))
            yield Equation(Shape.PURCHASES, one, terms, Weight.NEAR)
            sized = []


def _is_made(one: Term, size: Term, count: Term) -> bool:
    """共160座, 座位合计160个: right behind the list, in the unit of the size or named by it."""
    if one.at != count.at + 1 or one.role not in (Role.TOTAL, Role.CONVERTED):
        return False
    named = size.unit in one.front and one.unit == "个"
    return named or (one.unit != count.unit and alike(one, size))


def _is_of_all(bought: Sequence[tuple[Term, Term]], before: Term | None, one: Term) -> bool:
    """3艘每艘11.90万元，2艘每艘13.80万元，5艘合63.30万元: of as many as were bought."""
    if before is None or before.end + len(one.front) != one.start or not one.front.endswith("合"):
        return False
    return before.value == sum((many.value for many, _ in bought), ZERO)


def _is_money(one: Term) -> bool:
    return any(unit.kind is Kind.MONEY for unit in one.quantity.units)
