"""Which equations the figures of a cell stand in, and which of them they should and do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from reviewer.language.units import Kind
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Role
from reviewer.relations.balances import balances, things_together
from reviewer.relations.changes import changes, rests, tails
from reviewer.relations.denied import come_twice, denied
from reviewer.relations.derivation import derivation
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.intervals import intervals
from reviewer.relations.licence import licensed
from reviewer.relations.listed_values import listed_values
from reviewer.relations.lists import is_kept
from reviewer.relations.products import products
from reviewer.relations.purchases import purchases, sizes
from reviewer.relations.rates import rates
from reviewer.relations.shapes import SUMS, Shape
from reviewer.relations.sums import sums
from reviewer.relations.sure import bounds, conversions, formulas
from reviewer.relations.terms import Line, says

_FEWEST = 2
"""Figures that an equation without a written fraction needs, less its result."""
_MOST_OF_A_KIND = 200
"""A text makes a dozen of each; more are not weighed, so that time stays bounded."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What the figures of a cell say of one another.

    Attributes:
        held: equations that hold as printed.
        broken: those that do not, where words or one digit leave no other reading.
        doubted: those that do not, where another reading is open.
    """

    held: tuple[Equation, ...] = ()
    broken: tuple[Equation, ...] = ()
    doubted: tuple[Equation, ...] = ()


_NOTHING = Solution()


@lru_cache(maxsize=4096)
def solve(text: str, name: str = "") -> Solution:
    """Weigh the equations of a text; `name` is what a bare rate in it is the rate of."""
    cell = read_cell(text)
    if len(cell.figures) < _FEWEST and _SIGNS.isdisjoint(cell.plain) and "月" not in cell.plain:
        return _NOTHING
    whole = Line(cell.plain, cell.figures)
    amounts = [one for one in cell.figures if not one.is_trait]
    line = Line(cell.plain, amounts) if len(amounts) < len(whole) else whole
    kinds = [formulas(whole), conversions(line), bounds(line), rates(line, name), intervals(line)]
    if len(line) > _FEWEST:
        kinds += [sums(line), changes(line, name), rests(line), tails(line)]
        kinds += [denied(line), come_twice(line), balances(line), derivation(line, name)]
        kinds += [things_together(line), purchases(whole), products(whole), listed_values(line)]
        kinds += [sizes(whole)] if whole is not line else []
    return _weighed(line, name, [one for kind in kinds for one in islice(kind, _MOST_OF_A_KIND)])


_SIGNS = frozenset("/=×+*")


def _weighed(line: Line, name: str, equations: list[Equation]) -> Solution:
    held: list[Equation] = []
    failing: list[Equation] = []
    for one in equations:
        (held if one.holds() else failing).append(one)
    failing = [_licensed(line, name, one) for one in failing]
    failing = [one for one in failing if one.weight.value > 0]
    held = [one for one in held if not one.is_bound]
    if not failing:
        return Solution(tuple(held))
    results = {one.result.start for one in held}
    meant = {start for one in held if one.weight.value > 0 for start in one.places}
    within = [one.places for one in held if one.weight.value > 0]
    broken: list[Equation] = []
    doubted: list[Equation] = []
    taken: set[int] = set()
    for equation in sorted(failing, key=lambda one: -one.weight.value):
        places, result = equation.places, equation.result.start
        made = equation.shape is Shape.PRODUCT and equation.weight.value >= Weight.NEAR.value
        done = results if made else _explained(held, equation)  # a part of a sum may be a product
        if equation.weight is Weight.SURE and (equation.is_change or equation.shape is Shape.SUM):
            done = done & meant  # of several figures some make any change by chance
        if (result in meant if made else equation.shape is Shape.SUM) and _is_slip(held, equation):
            done = done - {result}
        if result in done or places <= done:
            continue
        if any(one <= places - {result} for one in within):
            continue  # a total among the parts is counted twice
        if result in taken:
            continue  # one cause, one finding
        if equation.weight is not Weight.SURE and _holds_without(equation):
            continue
        if equation.holds_otherwise() or _is_of_several_amounts(equation):
            continue
        if equation.is_told():
            broken.append(equation)
            taken |= places
        elif equation.weight is not Weight.EXCHANGE and equation.is_near():
            doubted.append(equation)
    doubted = [one for one in doubted if one.result.start not in taken]
    return Solution(tuple(held), tuple(broken), tuple(doubted))


def _is_slip(held: list[Equation], equation: Equation) -> bool:
    """12个班，每班45人，共420人，男生230人、女生190人: no other tells of the 45, and 35 makes it hold.

    So with the parts of a total that a product gives, where none of its own shape gives it.
    """
    told = frozenset(start for one in held for start in one.places)
    summed, result = equation.shape in SUMS, equation.result.start
    same = any((one.shape in SUMS) is summed and result in one.places for one in held)
    if same or equation.weight.value < Weight.NEAR.value:
        return False
    free = [one for one in equation.terms if one.start not in told and len(one.printed) > 1]
    return any(map(equation.is_restored_with, free))


def _licensed(line: Line, name: str, equation: Equation) -> Equation:
    """With the weight that structure gives it, where that is more than the words gave."""
    if equation.weight not in (Weight.OPEN, Weight.DIGIT):
        return equation
    own = licensed(line, equation, name)
    return replace(equation, weight=own) if own.value > equation.weight.value else equation


def _is_of_several_amounts(equation: Equation) -> bool:
    """财政130万元支出124.8万元，其他20万元支出19.2万元，合起来余6万元: a rest of several amounts."""
    result = equation.result
    less = equation.shape is Shape.LESS or any(one.value < 0 for one in equation.terms)
    amounts = [one.value for one in result.mates if one.kind is Kind.MONEY]
    if not less or result.kind is not Kind.MONEY or not _FEW < len(amounts) <= 2 * _FEW:
        return False
    sums = (
        sum(sign * one for sign, one in zip(signs, amounts, strict=True))
        for signs in product((1, -1), repeat=len(amounts))
    )
    return result.value in sums


_FEW = 3


def _holds_without(equation: Equation) -> bool:
    """Whether a sum holds without what is left over, or less what is taken off: 余1.26万元 is no part."""
    if equation.shape is not Shape.SUM:
        return False
    left = [one for one in equation.terms if one.role is Role.REST or says(one.front, *_LEFT)]
    over = sum(one.value for one in equation.terms) - equation.result.value
    return any(over in (one.value, 2 * one.value) for one in left)


_LEFT = ("deducted", "cut", "leftover", "negative")


def _explained(held: list[Equation], equation: Equation) -> set[int]:
    """What is left without question; a part of one sum may all the same be the total of another."""
    places = equation.places
    return {
        start
        for one in held
        if one.result.start in places or len(one.places & places) > 1
        if not _leaves_over(one, equation)
        for start in _claimed(one)
    }


def _leaves_over(held: Equation, whole: Equation) -> bool:
    """收治34只，放飞27只，死了7只，还养着2只: the first make all by chance, what is left belongs to it."""
    if not held.shape is whole.shape is Shape.SUM or held.result.start != whole.result.start:
        return False
    more = [one for one in whole.terms if one.start not in held.places]
    return bool(more) and all(map(is_kept, more)) and held.places < whole.places


def _claimed(equation: Equation) -> Iterable[int]:
    """Where the figures stand that an equation which holds leaves nothing to say of."""
    if equation.shape in (Shape.SUM, Shape.CHANGE):
        return equation.places
    return (equation.result.start,)


def is_contradicted(text: str, words: str, name: str = "") -> bool:
    """Whether other figures of the text contradict the one that these words end with.

    A rule that holds the text against something else leaves that figure to A416.
    """
    for one in solve(text, name).broken:
        head, sign, tail = words.rpartition(one.result.quantity.words)
        if sign and not tail and not head[-1:].isdecimal():
            return True
    return False


def corrected(text: str, name: str = "") -> Cell:
    """The cell with the rates, totals and changes that its own figures give, where they differ.

    What falls short by the true figure falls short; every other figure stays as it is printed.
    """
    cell = read_cell(text)
    true = {
        one.result.start: one.expected * one.result.quantity.multiplier
        for one in solve(text, name).broken
        if one.expected is not None
    }
    if not true:
        return cell
    figures = tuple(
        replace(figure, quantity=replace(figure.quantity, low=value, high=value))
        if (value := true.get(figure.start)) is not None
        else figure
        for figure in cell.figures
    )
    return replace(cell, figures=figures)
