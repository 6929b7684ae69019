"""Several prices in one total: 电脑120台，单价4350元；投影仪12台，单价6800元，合计60.36万元.

And several sizes: 5座的14辆、9座的10辆，共160座; so many each: 12座各1人，4座各3人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.language.units import Kind
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import ZERO, Line, Term, alike, says

_FEWEST, _MOST = 2, 6
_EACH = ("每", "各")
_BESIDE = 8


def purchases(line: Line) -> Iterator[Equation]:
    """Every total behind several counts with a price each, or beside so many each."""
    yield from _of_each(line)
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


def _of_each(line: Line) -> Iterator[Equation]:
    """What counts times 各 or 每 come to: 3个班各12节、2个班各9节，共54节; it may lead them, too."""
    pairs: list[tuple[Term, Term]] = []
    for count, each in pairwise((*line, None)):
        goes_on = pairs and count.at == pairs[-1][1].at + 1
        if each is not None and _is_so_many_each(count, each):
            like = goes_on and (count.unit, each.unit) == (pairs[-1][0].unit, pairs[-1][1].unit)
            pairs = [*(pairs if like else ()), (count.counted, replace(each, step=ZERO))]
        elif goes_on or each is None:
            yield from _made_by(line, pairs)
            pairs = []


def _is_so_many_each(count: Term, each: Term) -> bool:
    """6台每台12.5千瓦, 5个馆各3节; what is told of each day or month is of more than its count."""
    said = each.front
    own = any(word in said for word in _EACH) and not any(word in count.front for word in _EACH)
    plain = count.is_exact and each.is_exact and not count.is_percent and not each.is_percent
    near = each.scope is Scope.EACH and len(count.line.between(count, each)) <= _BESIDE
    return own and plain and near and count.unit != each.unit and not says(said, "period")


def _made_by(line: Line, pairs: Sequence[tuple[Term, Term]]) -> Iterator[Equation]:
    if not _FEWEST <= len(pairs) <= _MOST:
        return
    first, last = pairs[0][0].at, pairs[-1][1].at
    others = [one for one in (*line[:first], *line[last + 1 :]) if one.is_exact]
    made = [one for one in others if one.unit == pairs[0][1].unit and one.scope is Scope.NONE]
    beside = [one for one in made if one.at in (first - 1, last + 1)]
    if len(made) != 1 or made != beside or made[0].role in (Role.BEFORE, Role.PLAN, Role.CHANGE):
        return
    total, terms = made[0], tuple(factor for pair in pairs for factor in pair)
    counts = [one.value for one in others if one.unit == pairs[0][0].unit]
    equation = Equation(Shape.PURCHASES, total, terms, Weight.NEAR)
    if counts:
        whole = sum((many.value for many, _ in pairs), ZERO) in counts
    elif total.at > last:
        whole = total.role is Role.TOTAL
    else:
        whole = total.at == 0 and (equation.expected or ZERO) * total.one > total.value
    yield equation if whole else replace(equation, weight=Weight.NEVER)


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
