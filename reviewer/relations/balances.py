"""Whole runs of figures of one unit: what came in, what went out, and what it makes.

年初名册3283人，核减去世41人，补录18人，实发3260人; 印出800册，送出612册，库存188册.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import PERSONS, Term, alike, front, is_exact, term

_FEWEST = 3
_MOST = 8
_BESIDE = 8
_HEADS = frozenset((*PERSONS, "人次"))
"""人次 less those who were counted twice are 人."""


def balances(cell: Cell) -> Iterator[Equation]:
    """Every run with the figure that closes it, and those that open with their whole."""
    for run in _runs(cell):
        yield from _signed(cell, _outcome_last(cell, run))
        yield from _netted(cell, run)
        yield from _counted_up(cell, run)
        yield from _left_over(cell, run)
        yield from _shared_out(cell, run)
        yield from _of_subtotals(cell, run)


def _runs(cell: Cell) -> Iterator[list[int]]:
    """The figures of a sentence that count the same, in their order."""
    runs: list[list[int]] = []
    for at, figure in enumerate(cell.figures):
        if not _fits(figure):
            continue
        for run in runs:
            first = cell.figures[run[0]]
            if first.sentence == figure.sentence and _adds(first, figure):
                run.append(at)
                break
        else:
            runs.append([at])
    return (run for run in runs if _FEWEST <= len(run) <= _MOST)


def _fits(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        is_exact(figure)
        and bool(quantity.unit)
        and "/" not in quantity.unit
        and not quantity.is_percent
        and figure.scope is Scope.NONE
        and figure.role is not Role.CONVERTED
    )


def _adds(one: Figure, other: Figure) -> bool:
    return alike(one, other) or {one.quantity.unit, other.quantity.unit} <= _HEADS


def _sum(cell: Cell, result: int, parts: Sequence[int], weight: Weight) -> Equation:
    terms = tuple(term(cell.figures[at]) for at in parts)
    return Equation(Shape.SUM, term(cell.figures[result]), terms, weight)


def _minus(one: Term) -> Term:
    return replace(one, value=-one.value)


def _sign(cell: Cell, at: int) -> int:
    """-1 for what is taken away, 1 for what is put to it, 0 for any other."""
    said, marks = front(cell, at), lexicon("relations")
    if cell.figures[at].role is Role.CHANGE and cell.figures[at].quantity.trend:
        return cell.figures[at].way
    if marks.holds(said, "cut", "deducted"):
        return -1
    return 1 if marks.holds(said, "added") else 0


def _outcome_last(cell: Cell, run: list[int]) -> list[int]:
    """年末在册634人：年初598人，新纳入71人，减少35人: told first, it comes of the others."""
    marks = lexicon("relations")
    head, base = (front(cell, at) for at in run[:2])
    told_first = marks.holds(marks.without(head, "base_of_stock"), "end_of_stock")
    return [*run[1:], run[0]] if told_first and marks.holds(base, "base_of_stock") else run


def _signed(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """A figure, or several, then what is taken away or put to it, then what comes of it.

    Of what no word gives a sign, that sign is meant by which the result comes nearest.
    """
    signs = [_sign(cell, at) for at in run]
    first = next((index for index, sign in enumerate(signs) if sign), 0)
    last = _outcome(cell, run, signs, first)
    if not first or not last:
        return
    totals = [index for index in range(first) if cell.figures[run[index]].role is Role.TOTAL]
    start = totals[-1] if totals else 0
    based = lexicon("relations").holds(front(cell, run[start]), "base_of_stock")
    if first - start > 1 and not totals and not based and not _is_listed(cell, run[start:first]):
        start = first - 1
    fixed = [1] * (first - start) if not based else [1, *signs[start + 1 : first]]
    fixed += signs[first:last]
    result = term(cell.figures[run[last]])
    values = [term(cell.figures[at]) for at in run[start:last]]
    choices = product(*((sign,) if sign else (1, -1) for sign in fixed))
    sums = (
        tuple(one if sign > 0 else _minus(one) for one, sign in zip(values, choice, strict=True))
        for choice in choices
        if -1 in choice
    )
    nearest = min(sums, key=lambda terms: _apart(terms, result), default=None)
    if nearest is not None:
        known = 0 not in fixed
        yield Equation(Shape.SUM, result, nearest, Weight.NEAR if known or based else Weight.DIGIT)


def _apart(terms: Sequence[Term], result: Term) -> Fraction:
    return abs(sum((one.value for one in terms), Fraction(0)) - result.value)


def _outcome(cell: Cell, run: Sequence[int], signs: Sequence[int], first: int) -> int:
    """The figure behind the signed ones that says what came of them; 0 where none does."""
    marks = lexicon("relations")
    for index in range(first + 1, len(run)):
        if not signs[index] and marks.holds(front(cell, run[index]), "outcome"):
            return index
    return 0


_SHORT = 12


def _is_listed(cell: Cell, places: Sequence[int]) -> bool:
    return all(
        len(cell.between(cell.figures[one], cell.figures[other])) <= _SHORT
        for one, other in pairwise(places)
    )


def _netted(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """小麦亏22.4万元，玉米赚3.5万元，轧抵后净亏: of two ways one counts against the other."""
    marks = lexicon("relations")
    ways = [
        marks.holds(front(cell, at), "gain") - marks.holds(front(cell, at), "loss") for at in run
    ]
    last = len(run) - 1
    if not all(ways) or len(set(ways[:last])) == 1:
        return
    if marks.holds(front(cell, run[last]), "netted"):
        terms = tuple(
            term(cell.figures[at]) if way == ways[last] else _minus(term(cell.figures[at]))
            for at, way in zip(run[:last], ways[:last], strict=True)
        )
        yield Equation(Shape.SUM, term(cell.figures[run[last]]), terms, Weight.NEAR)


def _counted_up(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """4处凑齐2400个, 14个村9640人: so many parts, or as many places as theirs, stand before."""
    for index in range(2, len(run)):
        at = run[index]
        if at - 1 == run[index - 1] or not _stands_close(cell, at - 1):
            continue
        many = cell.figures[at - 1].quantity.low
        parts = run[:index]
        heads = [cell.figures[one - 1] for one in parts if one and one - 1 not in run]
        alike_heads = [
            one for one in heads if one.quantity.unit == cell.figures[at - 1].quantity.unit
        ]
        if many == len(parts) or (
            len(alike_heads) == len(parts) and many == sum(one.quantity.low for one in alike_heads)
        ):
            yield _sum(cell, at, parts, Weight.NEAR)


def _stands_close(cell: Cell, at: int) -> bool:
    between = cell.between(cell.figures[at], cell.figures[at + 1])
    return len(between) <= _BESIDE and not set(between) & set("，。；、()")


def _left_over(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """印出800册，送出612册，库存188册: what went out and what is left make the whole."""
    marks = lexicon("relations")
    for index in range(2, len(run)):
        middle = [_sign(cell, at) for at in run[1:index]]
        if 1 in middle or not marks.holds(front(cell, run[index]), "leftover"):
            continue
        if marks.holds(front(cell, run[0]), "leftover"):
            return
        whole, *gone = (term(cell.figures[at]) for at in run[:index])
        result = term(cell.figures[run[index]])
        if whole.value >= max(sum(one.value for one in gone), result.value):
            terms = (whole, *(_minus(one) for one in gone))
            yield Equation(Shape.SUM, result, terms, Weight.NEAR)
        return


def _shared_out(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """断记176小时，雷击占104小时，光缆占72小时; 检出138台，修好121台，报废17台，处置率100%."""
    for index in range(len(run) - 2):
        parts = run[index + 1 :]
        if all(front(cell, at).endswith("占") for at in parts):
            yield _sum(cell, run[index], parts, Weight.NEAR)
            return
    rate = next((one for one in cell.figures[run[-1] :] if one.quantity.is_percent), None)
    if rate is None or rate.sentence != cell.figures[run[0]].sentence or not is_exact(rate):
        return
    whole, first = (cell.figures[at].quantity.low for at in run[:2])
    said = front(cell, cell.figures.index(rate))
    marks = lexicon("relations")
    if rate.quantity.low == _WHOLE:
        complete = marks.holds(said, "settled")
    else:
        share = first / whole * _WHOLE if whole else _WHOLE
        close = abs(share - rate.quantity.low) < _CLOSE
        complete = close and len(run) == _FEWEST and marks.holds(front(cell, run[2]), "wrong")
    if complete:
        yield _sum(cell, run[0], run[1:], Weight.NEAR)


_WHOLE = 100
_CLOSE = 1


def _of_subtotals(cell: Cell, run: Sequence[int]) -> Iterator[Equation]:
    """轮椅96台，助听器74只，拐杖190件，一共360件: things are counted together though by other words."""
    last = cell.figures[run[-1]]
    if last.role is not Role.TOTAL:
        return
    subtotals = [at for at in run[:-1] if cell.figures[at].role is Role.TOTAL]
    if len(subtotals) > 1:
        yield _sum(cell, run[-1], subtotals, Weight.DIGIT)


_ARTICLES = ("件", "套")


def things_together(cell: Cell) -> Iterator[Equation]:
    """轮椅96台，助听器74只，拐杖190件，一共360件: things of several units, each once."""
    run: list[int] = []
    for at, figure in enumerate(cell.figures):
        things = any(unit.kind is Kind.THINGS for unit in figure.quantity.units)
        if not (things or figure.quantity.unit in _ARTICLES) or not _fits(figure):
            continue
        if run and figure.sentence != cell.figures[run[0]].sentence:
            run = []
        if figure.role is Role.TOTAL:
            units = {cell.figures[one].quantity.unit for one in run}
            if len(run) > 1 and len(units) > 1:
                yield _sum(cell, at, run, Weight.DIGIT)
            run = []
        else:
            run.append(at)
