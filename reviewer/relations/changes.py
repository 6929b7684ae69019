"""Before, now and the change between them: 由11起降至9起，下降22.2%; what is left; two units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import (
    Term,
    alike,
    alike_each,
    front,
    is_exact,
    is_of_another,
    label,
    term,
    year_of,
)

_POINTS = frozenset(("个百分点", "百分点"))
_REACH = 5
"""So many figures before and behind a change its two ends may stand."""


def changes(cell: Cell) -> Iterator[Equation]:
    """Every change with the two figures that it may lie between."""
    for at, figure in enumerate(cell.figures):
        if not _is_change(figure):
            continue
        chosen = _ends(cell, at)
        for before, now in _pairs(cell, at):
            weight = Weight.NEVER
            if chosen is not None and (before, now) == chosen[:2]:
                weight = chosen[2]
            equation = _change(cell, at, before, now, weight)
            if equation is not None:
                yield equation


_Ends = tuple[int, int, Weight]


def _ends(cell: Cell, at: int) -> _Ends | None:
    """What a change lies between, by the words; none where it is the change of another thing."""
    said = front(cell, at)
    words = lexicon("roles")
    if words.holds(said, "detail"):
        return None  # 其中工业产值增长18.4%
    of_plan = words.holds(said, "plan", "excess")
    of_before = words.holds(said, "before") or any(sign in said for sign in ("同比", "环比"))
    found = None if of_plan else _ends_by_role(cell, at) or _ends_by_year(cell, at)
    if found is None and not of_before:
        found = _plan_and_result(cell, at)
    if found is None or at < min(found[:2]):
        return found  # 投诉量减少18件（上年126件，本年108件）: the head of both
    if is_of_another(said, label(cell, found[0]), label(cell, found[1])):
        return None
    return found


def _ends_by_role(cell: Cell, at: int) -> _Ends | None:
    """由11起降至9起; 上年271件，今年286件."""
    old = _nearest(cell, at, Role.BEFORE)
    if old is None:
        compared = [one for one in _around(cell, at) if _is_reference(cell, one)]
        old = compared[0] if len(compared) == 1 else None
    if old is None:
        return None
    new = _nearest(cell, at, Role.NOW)
    if new is None and "原" not in front(cell, old):
        plain = _alike_values(cell, old, at)
        new = plain[0] if len(plain) == 1 else None
    return None if new is None else (old, new, Weight.SURE)


def _is_reference(cell: Cell, at: int) -> bool:
    """测产612公斤/亩，对照578公斤/亩."""
    return lexicon("relations").holds(front(cell, at), "reference")


def _ends_by_year(cell: Cell, at: int) -> _Ends | None:
    """2022年为0.52吨，2023年为0.494吨: the earlier year is the one that is compared with."""
    dated = [
        (year, place)
        for place in _around(cell, at)
        if (year := year_of(front(cell, place))) is not None
    ]
    if len(dated) != 2 or dated[0][0] == dated[1][0]:
        return None
    (_, old), (_, new) = sorted(dated)
    return old, new, Weight.SURE


def _plan_and_result(cell: Cell, at: int) -> _Ends | None:
    """计划投资800万元，实际投资752万元，节约48万元."""
    plan = _nearest(cell, at, Role.PLAN)
    if plan is None and at and cell.figures[at - 1].role is Role.EXCESS:
        plan = at - 1  # 较计划数400件多26件
    if plan is None:
        return None
    plain = _alike_values(cell, plan, at)
    return (plan, plain[0], Weight.NEAR) if len(plain) == 1 else None


def _around(cell: Cell, at: int) -> list[int]:
    """The exact figures of a change's sentence within reach that are no changes themselves."""
    few = len(cell.figures) <= _FEW and "。" not in cell.plain.rstrip("。")  # 上年…；本年…；增12%
    return [
        place
        for place in range(max(0, at - _REACH), min(len(cell.figures), at + _REACH + 1))
        if place != at
        and (few or cell.figures[place].sentence == cell.figures[at].sentence)
        and cell.figures[place].role is not Role.CHANGE
        and is_exact(cell.figures[place])
    ]


_FEW = 3
_EXCESS = ("超出", "超过", "超额", "超")


def _is_change(figure: Figure) -> bool:
    quantity = figure.quantity
    if quantity.words.startswith(_EXCESS) and not quantity.is_range:
        return True  # 超出46名; 超过46名 is a bound, of which no ends are named
    if not is_exact(figure) or figure.scope in (Scope.MOST, Scope.LEAST):
        return False
    return figure.role is Role.CHANGE or bool(quantity.trend) or quantity.unit in _POINTS


def _nearest(cell: Cell, at: int, role: Role) -> int | None:
    """The nearest figure of that role in the sentence."""
    found = [place for place in _around(cell, at) if cell.figures[place].role is role]
    return min(found, key=lambda place: (abs(place - at), place)) if found else None


def _pairs(cell: Cell, at: int) -> Iterator[tuple[int, int]]:
    near = _around(cell, at)
    for before in near:
        for now in near:
            old, new = cell.figures[before], cell.figures[now]
            turned = old.role is Role.NOW or new.role is Role.BEFORE
            if before != now and not turned and alike_each(old, new):
                yield before, now


def _alike_values(cell: Cell, one: int, change: int) -> list[int]:
    """Plain figures of the sentence that count the same as one that has a part in it."""
    figure = cell.figures[one]
    return [
        place
        for place, other in enumerate(cell.figures)
        if place not in (one, change)
        and other.sentence == figure.sentence
        and other.role in (Role.VALUE, Role.NOW, Role.TOTAL)
        and alike_each(other, figure)
    ]


def _change(cell: Cell, at: int, before: int, now: int, weight: Weight) -> Equation | None:
    change = cell.figures[at]
    old, new = cell.figures[before], cell.figures[now]
    terms = (term(old), term(new))
    sure = weight is Weight.SURE and change.quantity.low >= 0
    way = (change.way or change.quantity.trend) if sure else 0
    if change.quantity.unit in _POINTS:
        if not old.quantity.is_percent:
            return None
        return Equation(Shape.CHANGE, term(change), terms, weight, way)
    if change.quantity.is_percent:
        if old.quantity.is_percent:
            # 由50%提高到60%，提高20%: by a fifth, or by so many points
            shape = Shape.CHANGE if _fits_points(term(change), terms) else Shape.CHANGE_RATE
            return Equation(shape, term(change), terms, Weight.NEVER)
        return Equation(Shape.CHANGE_RATE, term(change), terms, weight, way)
    if not alike_each(change, old):
        return None
    if old.scope is not Scope.NONE and "年" in front(cell, at):
        return None  # 每月由1.2万元降至0.9万元，全年节约3.6万元
    if now > at > before and new.role is Role.NOW:
        rises = change.quantity.trend >= 0 and not lexicon("roles").holds(front(cell, at), "down")
        shape = Shape.SUM if rises else Shape.LESS
        return Equation(shape, term(new), (term(old), term(change)), weight)
    return Equation(Shape.CHANGE, term(change), terms, weight, way)


def _fits_points(change: Term, ends: tuple[Term, Term]) -> bool:
    return abs(ends[1].value - ends[0].value) == change.value


def rests(cell: Cell) -> Iterator[Equation]:
    """计划20公里，完成16.4公里，剩余3.6公里; 新办6580张，注销310张，净增6270张."""
    for at, figure in enumerate(cell.figures):
        is_net = "净" in front(cell, at)
        if not (figure.role is Role.REST or is_net) or not is_exact(figure):
            continue
        if figure.quantity.is_percent:
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
        if _is_carried_over(cell, at):
            near = []
        plans = [one for one in near if cell.figures[one].role in (Role.PLAN, Role.TOTAL)]
        chosen: tuple[int, int] | None = None
        weight = Weight.NEVER
        if len(near) == 2 and len(plans) == 1:
            done = near[0] if near[1] == plans[0] else near[1]
            chosen, weight = (plans[0], done), Weight.SURE
        elif len(near) == 2 and near == [at - 2, at - 1] and not plans:
            chosen, weight = (near[0], near[1]), Weight.NEAR
        for whole in near:
            for done in near:
                if done == whole:
                    continue
                is_chosen = (whole, done) == chosen
                if not is_chosen and _value(cell, done) > _value(cell, whole):
                    continue
                terms = (term(cell.figures[whole]), term(cell.figures[done]))
                own = weight if is_chosen else Weight.NEVER
                yield Equation(Shape.LESS, term(figure), terms, own)


def _is_carried_over(cell: Cell, at: int) -> bool:
    """上年结余10万元 … 结余15万元: what is left is not of the other two alone."""
    figure = cell.figures[at]
    return any(
        other is not figure
        and other.sentence == figure.sentence
        and alike(other, figure)
        and (other.role in (Role.REST, Role.BEFORE) or "结转" in front(cell, place))
        for place, other in enumerate(cell.figures)
    )


def _value(cell: Cell, at: int) -> Fraction:
    return cell.figures[at].quantity.low


def conversions(cell: Cell) -> Iterator[Equation]:
    """2.16万亩（折合1440公顷）: one amount in two units, of one kind and another scale."""
    for at, figure in enumerate(cell.figures):
        if at == 0:
            continue
        first = cell.figures[at - 1]
        if figure.role is not Role.CONVERTED and not _is_beside(cell, first, figure):
            continue
        one, other = first.quantity.units, figure.quantity.units
        if not one or not other or one[0].kind is not other[0].kind:
            continue
        powers = first.quantity.multiplier, figure.quantity.multiplier
        if one[0].per != other[0].per or (
            one[0].scale == other[0].scale and powers[0] == powers[1]
        ):
            continue
        ends = first.quantity, figure.quantity
        if any(one.is_range or one.is_bound for one in ends):
            continue
        rough = [one for one in ends if one.approximate]
        result = term(figure)
        if rough:
            result = replace(result, step=result.value * _ROUGHLY)
        yield Equation(Shape.SAME, result, (term(first),), Weight.SURE)


_ROUGHLY = Fraction(1, 20)
"""So much of a value that is about so much."""


def _is_beside(cell: Cell, first: Figure, figure: Figure) -> bool:
    """3600亩（240公顷）; 15200亩，约1013公顷."""
    between = cell.between(first, figure)
    closed = between == "(" and cell.plain[figure.end : figure.end + 1] == ")"
    if (
        closed
        and figure.quantity.approximate
        and figure.quantity.units[:1] == first.quantity.units[:1]
    ):
        return True  # 9141.12万元（约0.91亿元）
    about = between in _ABOUT and bool(figure.quantity.approximate)
    return (closed or about) and any(unit.kind in _MEASURED for unit in figure.quantity.units)


_ABOUT = ("(", "，", "")


_MEASURED = frozenset((Kind.AREA, Kind.LENGTH, Kind.MASS, Kind.VOLUME))
