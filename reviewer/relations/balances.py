"""Whole runs of figures of one unit: what came in, what went out, and what it makes.

年初名册3283人，核减去世41人，补录18人，实发3260人; 印出800册，送出612册，库存188册.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Role
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import PERSONS, ZERO, Line, Term, alike, says

_FEWEST = 3
_MOST = 8
_BESIDE = 8
_SHORT = 12
_TWO_BESIDE = 2
_WHOLE = 100
_CLOSE = 1
_HEADS = frozenset((*PERSONS, "人次"))
"""人次 less those who were counted twice are 人."""
_ARTICLES = ("件", "套")
_Run = Sequence[Term]


def balances(line: Line) -> Iterator[Equation]:
    """Every run with the figure that closes it, and those that open with their whole."""
    for run in _runs(line):
        yield from _signed(_outcome_last(run))
        yield from _netted(run)
        yield from _counted_up(line, run)
        yield from _left_over(run)
        yield from _shared_out(line, run)
        yield from _of_subtotals(run)


def _runs(line: Line) -> Iterator[_Run]:
    """The figures of a sentence that count the same, in their order."""
    runs: list[list[Term]] = []
    for one in line:
        if not _fits(one) and not _is_bare(one):
            continue
        for run in runs:
            if run[0].figure.sentence == one.figure.sentence and _adds(run[0], one):
                run.append(one)
                break
        else:
            runs.append([one])
    return (run for run in runs if _FEWEST <= len(run) <= _MOST and run[-1].unit)


def _is_bare(one: Term) -> bool:
    """上年128，新进11，撤并8，现136项: the last of a run may have the unit of all."""
    return one.is_amount and not one.unit and bool(one.front)


def _fits(one: Term) -> bool:
    return one.is_amount and bool(one.unit) and one.role is not Role.CONVERTED


def _adds(one: Term, other: Term) -> bool:
    return alike(one, other) or (one.unit in _HEADS and other.unit in _HEADS)


def _sum(result: Term, parts: _Run, weight: Weight = Weight.NEAR) -> Equation:
    return Equation(Shape.SUM, result, tuple(parts), weight)


def _sign(one: Term) -> int:
    """-1 for what is taken away, 1 for what is put to it, 0 for any other."""
    if one.role is Role.CHANGE and one.quantity.trend:
        return one.figure.way
    if says(one.front, "cut", "deducted"):
        return -1
    return 1 if says(one.front, "added") else 0


def _outcome_last(run: _Run) -> _Run:
    """年末在册634人：年初598人，新纳入71人，减少35人: told first, it comes of the others."""
    head = lexicon("relations").without(run[0].front, "base_of_stock")
    told_first = says(head, "end_of_stock") and says(run[1].front, "base_of_stock")
    return [*run[1:], run[0]] if told_first else run


def _signed(run: _Run) -> Iterator[Equation]:
    """A figure, or several, then what is taken away or put to it, then what comes of it.

    Of what no word gives a sign, that sign is meant by which the result comes nearest.
    """
    signs = [_sign(one) for one in run]
    first = next((index for index, sign in enumerate(signs) if sign), 0)
    behind = range(first + 1, len(run)) if first else ()
    last = next((at for at in behind if not signs[at] and says(run[at].front, "outcome")), 0)
    if not last:
        return
    totals = [index for index in range(first) if run[index].role is Role.TOTAL]
    start = totals[-1] if totals else 0
    based = says(run[start].front, "base_of_stock")
    if first - start > 1 and not totals and not based and not _is_listed(run[start:first]):
        start = first - 1
    fixed = [1] * (first - start) if not based else [1, *signs[start + 1 : first]]
    fixed += signs[first:last]
    result = run[last]
    most = sum((one.value for one in run[start:first]), ZERO)
    if 1 not in signs[first:last] and result.value > most:
        return  # 转学312人，退学41人，毕业347人: one more of what went
    sums = (
        [one if sign > 0 else one.minus for one, sign in zip(run[start:last], choice, strict=True)]
        for choice in product(*((sign,) if sign else (1, -1) for sign in fixed))
        if -1 in choice
    )
    nearest = min(
        sums, key=lambda terms: abs(sum(one.value for one in terms) - result.value), default=None
    )
    if nearest is not None:
        yield _sum(result, nearest, _weight_of_flows(run[start : last + 1], fixed, based=based))


def _weight_of_flows(run: _Run, signs: Sequence[int], *, based: bool) -> Weight:
    """年初18家，退出2家，新签6家，年末24家: between two stocks what came in and what went out is all."""
    if based and 0 not in signs[1:] and 1 in signs[1:] and says(run[-1].front, "end_of_stock"):
        return Weight.SURE
    return Weight.NEAR if based or 0 not in signs else Weight.DIGIT


def _is_listed(run: _Run) -> bool:
    return all(other.start - one.end <= _SHORT for one, other in pairwise(run))


def _netted(run: _Run) -> Iterator[Equation]:
    """小麦亏22.4万元，玉米赚3.5万元，轧抵后净亏: of two ways one counts against the other."""
    result = run[-1]
    if not says(result.front, "netted"):
        return
    *ways, own = (says(one.front, "gain") - says(one.front, "loss") for one in run)
    if own and all(ways) and len(set(ways)) > 1:
        parts = zip(run, ways, strict=False)
        yield _sum(result, [one if way == own else one.minus for one, way in parts])


def _counted_up(line: Line, run: _Run) -> Iterator[Equation]:
    """4处凑齐2400个, 14个村9640人: so many parts, or as many places as theirs, stand before."""
    for index in range(2, len(run)):
        parts, result = run[:index], run[index]
        number = line[result.at - 1]
        if number is run[index - 1] or not line.joins(number, result, _BESIDE):
            continue
        many = number.quantity.low
        heads = [
            head
            for one in parts
            if one.at and (head := line[one.at - 1]) not in run and head.unit == number.unit
        ]
        if many == len(parts) or (
            len(heads) == len(parts) and many == sum(one.quantity.low for one in heads)
        ):
            yield _sum(result, parts)


def _left_over(run: _Run) -> Iterator[Equation]:
    """印出800册，送出612册，库存188册: what went out and what is left make the whole."""
    for index in range(2, len(run)):
        result = run[index]
        beside = [one for one in run[:index] if one.figure.depth == result.figure.depth]
        if len(beside) < _TWO_BESIDE:
            continue
        whole, *gone = _from_stock(beside)
        if not says(result.front, "leftover") or any(_sign(one) == 1 for one in gone):
            continue
        if result.value == gone[-1].value or _is_of(run[index - 1], result):
            return  # 暂列金10万元未动用，结余10万元; 9万元已付，3万元中剩2万元
        if sum((one.value for one in gone), ZERO) > whole.value:
            gone = gone[:1]  # 到库170枚，打出160枚，哑弹2枚、正常158枚，库存10枚
        most = max(sum((one.value for one in gone), ZERO), result.value)
        if whole.value >= most and not says(whole.front, "leftover"):
            yield _sum(result, (whole, *(one.minus for one in gone)))
        return


def _from_stock(run: _Run) -> _Run:
    """消除12处，涵洞4处、小区8处，年初有15处，年末剩3处: what is left is of the stock, less what is told first."""
    stock = next((one for one in run[1:] if says(one.front, "base_of_stock")), None)
    return run if stock is None else (stock, run[0], *run[stock.at - run[0].at + 1 :])


def _is_of(whole: Term, part: Term) -> bool:
    return whole.line.between(whole, part).startswith("中")


def _shared_out(line: Line, run: _Run) -> Iterator[Equation]:
    """断记176小时，雷击占104小时，光缆占72小时; 检出138台，修好121台，报废17台，处置率100%."""
    for index in range(len(run) - 2):
        if all(one.front.endswith("占") for one in run[index + 1 :]):
            yield _sum(run[index], run[index + 1 :])
            return
    rate = next((one for one in line[run[-1].at :] if one.is_percent), None)
    if rate is None or rate.figure.sentence != run[0].figure.sentence or not rate.is_exact:
        return
    whole, first = (one.quantity.low for one in run[:2])
    if rate.quantity.low == _WHOLE:
        complete = says(rate.front, "settled")
    else:
        share = first / whole * _WHOLE if whole else _WHOLE
        close = abs(share - rate.quantity.low) < _CLOSE
        complete = close and len(run) == _FEWEST and says(run[2].front, "wrong")
    if complete:
        yield _sum(run[0], run[1:])


def _of_subtotals(run: _Run) -> Iterator[Equation]:
    """Of several totals in one unit the last is of the others."""
    *others, last = run
    subtotals = [one for one in others if one.role is Role.TOTAL]
    if last.role is Role.TOTAL and len(subtotals) > 1:
        yield _sum(last, subtotals, Weight.DIGIT)


def things_together(line: Line) -> Iterator[Equation]:
    """轮椅96台，助听器74只，拐杖190件，一共360件: things of several units, each once."""
    run: list[Term] = []
    for one in line:
        things = any(unit.kind is Kind.THINGS for unit in one.quantity.units)
        if not (things or one.unit in _ARTICLES) or not _fits(one):
            continue
        if run and one.figure.sentence != run[0].figure.sentence:
            run = []
        if one.role is not Role.TOTAL:
            run.append(one)
            continue
        if len(run) > 1 and len({part.unit for part in run}) > 1:
            yield _sum(one, run, Weight.DIGIT)
        run = []
