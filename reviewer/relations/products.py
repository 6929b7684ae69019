"""So many times so many: 8个社区各讲4场，共32场; 20台，单价5800元，总额11.6万元; 1800家，平均1360元/家."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import (
    COUNTS,
    PERSONS,
    Term,
    counted,
    front,
    is_exact,
    is_time,
    label,
    term,
)

_REACH = 4


def products(cell: Cell) -> Iterator[Equation]:
    """Every figure that is said of each, with how many there are and what they make together."""
    for at, figure in enumerate(cell.figures):
        if not is_exact(figure) or figure.quantity.is_percent or not _is_of_each(cell, at):
            continue
        yield from _of_each(cell, at)


def _is_of_each(cell: Cell, at: int) -> bool:
    figure = cell.figures[at]
    if _is_one(cell, at):
        return False
    if figure.role in (Role.BEFORE, Role.REST) or figure.quantity.trend:
        return False
    if figure.scope in (Scope.EACH, Scope.AVERAGE):
        return True
    return lexicon("relations").holds(_said(cell, at), "price")


def _said(cell: Cell, at: int) -> str:
    """The words before a figure; of 一亩下药0.8公斤 it is said 每亩."""
    own = front(cell, at)
    if not at or not _is_one(cell, at - 1):
        return own
    return f"{front(cell, at - 1)}每{cell.figures[at - 1].quantity.unit}{own}"


def _is_one(cell: Cell, at: int) -> bool:
    """一亩 of 一亩下药0.8公斤: each of them, and no number."""
    if at + 1 >= len(cell.figures) or cell.figures[at].quantity.words != (
        f"一{cell.figures[at].quantity.unit}"
    ):
        return False
    between = cell.between(cell.figures[at], cell.figures[at + 1])
    return len(between) <= _REACH and not set(between) & set("，。；、()")


def _of_each(cell: Cell, at: int) -> Iterator[Equation]:
    near = _around(cell, at)
    totals = _totals(cell, at, near)
    counts = [place for place in near if _can_be_count(cell.figures[place], cell.figures[at])]
    chosen = _chosen(cell, at, counts, totals)
    beside = [one for one in totals if _follows(cell, one, chosen) or _is_all_of(cell, one, at)]
    for total in totals:
        alone = len(totals) == 1 or beside == [total]
        whole = term(cell.figures[total])
        for count in counts:
            if count == total:
                continue
            own = chosen is not None and chosen == (count,)
            weight = _weight(cell, at, total, (count,)) if own and alone else Weight.NEVER
            yield _equation(cell, at, count, total, weight)
            if own and alone and _is_monthly(cell, at, total):
                many = counted(cell.figures[count])
                yearly = (many, _months(cell.figures[at]), _rate(cell, at))
                yield Equation(Shape.PRODUCT, whole, yearly, Weight.DIGIT)
            for third in counts:
                if third > count and third != total:
                    own = chosen == (count, third) and alone
                    factors = (counted(cell.figures[one]) for one in (count, third))
                    terms = (*factors, _rate(cell, at))
                    weight = _weight(cell, at, total, (count, third)) if own else Weight.NEVER
                    yield Equation(Shape.PRODUCT, whole, terms, weight)


def _is_all_of(cell: Cell, total: int, at: int) -> bool:
    """115.20万元（120名，每名9600元）: number and price are all that the bracket behind it holds."""
    whole, each = cell.figures[total], cell.figures[at]
    inside = cell.plain[whole.end : each.start]
    closed = cell.plain[each.end :].startswith(")") and ")" not in inside
    return at == total + 2 and each.depth == whole.depth + 1 and inside.startswith("(") and closed


def _follows(cell: Cell, total: int, chosen: tuple[int, ...] | None) -> bool:
    """每周5期播满52周是260期: the factors are said to make it."""
    if chosen is None or total - 1 not in chosen:
        return False
    return cell.between(cell.figures[total - 1], cell.figures[total]) in _MAKE


_MAKE = ("是", "为", "就是", "共", "计", "合计", "共计", "即", "合")


def _is_monthly(cell: Cell, at: int, total: int) -> bool:
    """每月1200元 … 全年发放."""
    return "每月" in front(cell, at) and "年" in label(cell, total)


def _months(each: Figure) -> Term:
    """The twelve months of a year, which no text prints."""
    number = Fraction(12)
    quantity = replace(
        each.quantity, low=number, high=number, unit="个月", multiplier=Fraction(1), words="12个月"
    )
    return counted(replace(each, quantity=quantity))


def _around(cell: Cell, at: int) -> list[int]:
    """The exact figures of the sentence within reach that may be factors or products."""
    return [
        place
        for place in range(max(0, at - _REACH), min(len(cell.figures), at + _REACH + 1))
        if place != at
        and cell.figures[place].sentence == cell.figures[at].sentence
        and is_exact(cell.figures[place])
        and not cell.figures[place].quantity.is_percent
        and cell.figures[place].role is not Role.BEFORE
        and not cell.figures[place].quantity.trend
        and cell.figures[place].scope is Scope.NONE
        and not _is_one(cell, place)
    ]


def _totals(cell: Cell, at: int, near: list[int]) -> list[int]:
    """Those in the unit of the one that is said of each, if there are any."""
    head = cell.figures[at].quantity.unit.partition("/")[0]
    totals = [place for place in near if _can_be_total(cell.figures[place], cell.figures[at])]
    return [place for place in totals if cell.figures[place].quantity.unit == head] or totals


def _chosen(cell: Cell, at: int, counts: list[int], totals: list[int]) -> tuple[int, ...] | None:
    """The factors that the words name: of 每人每天 there are two."""
    said = _said(cell, at)
    each = cell.figures[at]
    parts = [one for one in counts if cell.figures[one].role is Role.PART]
    counts = [one for one in counts if one not in totals and one not in parts]
    times = [one for one in counts if is_time(cell.figures[one])]
    monthly = "每月" in said and not times and len(counts) == 1
    yearly = "年" in said and not times  # a form is of one year
    if lexicon("relations").holds(said, "period") and not (monthly or yearly):
        others = [one for one in counts if one not in times]
        if len(times) != 1 or len(others) > 1:
            return None
        twofold = said.count("每") > 1 or bool(others)
        return tuple(sorted((*times, *others))) if twofold and others else (times[0],)
    of_unit = [one for one in counts if _is_counted_by(cell.figures[one], each, said)]
    if len(of_unit or counts) == 1:
        return ((of_unit or counts)[0],)
    before = _stands_before(cell, at, counts)
    return None if before is None else (before,)


def _weight(cell: Cell, at: int, total: int, chosen: tuple[int, ...]) -> Weight:
    """A total that is named as one, or an average per what is counted, can be nothing else."""
    said = label(cell, total)
    named = cell.figures[total].role is Role.TOTAL or lexicon("roles").holds(said, "total")
    unit = cell.figures[chosen[0]].quantity.unit
    own = _said(cell, at)
    mean = any(f"{char}均" in own for char in _spelt(unit)) or (
        f"每{unit}" in own and ("平均" in own or _is_one(cell, at - 1))
    )
    average = len(chosen) == 1 and bool(unit) and mean
    if named or average or _follows(cell, total, chosen) or _is_all_of(cell, total, at):
        return Weight.NEAR
    shared = any(own[place : place + 2] in said for place in range(len(own) - 1))
    money = cell.figures[total].quantity.units[:1]
    paid = f"每{unit}" in own and bool(money) and money[0].kind is Kind.MONEY
    per = "/" in cell.figures[at].quantity.unit or "价" in own or paid
    likely = shared or per or "全年" in said or at > total
    return Weight.DIGIT if likely else Weight.EXCHANGE


def _spelt(unit: str) -> str:
    return f"{unit}日" if unit == "天" else unit


def _stands_before(cell: Cell, at: int, counts: list[int]) -> int | None:
    before = [one for one in counts if one < at]
    return before[-1] if before else None


def _equation(cell: Cell, at: int, count: int, total: int, weight: Weight) -> Equation:
    each, whole = cell.figures[at], cell.figures[total]
    many = counted(cell.figures[count])
    if at > total and (_is_average(cell, at) or "/" in each.quantity.unit):
        return Equation(Shape.QUOTIENT, _rate(cell, at), (term(whole), many), weight)
    return Equation(Shape.PRODUCT, term(whole), (many, _rate(cell, at)), weight)


def _rate(cell: Cell, at: int) -> Term:
    """What each gets: a standard is exact, an average or a cost is rounded."""
    own = term(cell.figures[at])
    said = front(cell, at)
    standard = any(word in said for word in ("按", "标准", "单价", "每", "各"))
    exact = own.value % own.one == 0 and own.one == own.step
    if _is_average(cell, at):
        return replace(own, step=own.step or own.one)
    return replace(own, step=Fraction(0)) if standard or exact else own


def _is_average(cell: Cell, at: int) -> bool:
    return cell.figures[at].scope is Scope.AVERAGE or "均" in front(cell, at)


def _can_be_total(figure: Figure, each: Figure) -> bool:
    """In the unit of what each gets, or one that converts to it; 个 stands for no other here."""
    head, unit = each.quantity.unit.partition("/")[0], figure.quantity.unit
    if unit == head or (unit, head) in _TURNOUT:
        return True
    if not unit or not head or "/" in unit:
        return False
    own, others = figure.quantity.units, each.quantity.units
    if any(one.kind in COUNTS for one in own):
        return head.startswith(unit) or unit.startswith(head) or {unit, head} <= PERSONS
    return bool(own and others) and own[0].kind is others[0].kind


_TURNOUT = frozenset(
    (("人次", "人"), ("人次", "名"), ("场次", "场"), ("户次", "户"), ("点次", "个"))
)
"""So many each time are so many visits together."""


def _can_be_count(figure: Figure, each: Figure) -> bool:
    unit = figure.quantity.unit
    if figure.role is Role.PLAN or "/" in unit or unit == each.quantity.unit.partition("/")[0]:
        return False
    return all(one.kind not in (Kind.MONEY, Kind.PERCENT) for one in figure.quantity.units)


def _is_counted_by(figure: Figure, each: Figure, said: str) -> bool:
    """1800家 for 元/家, 5期 for 每期40人."""
    unit = figure.quantity.unit
    return bool(unit) and (unit in each.quantity.unit.partition("/")[2] or f"每{unit}" in said)
