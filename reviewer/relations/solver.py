"""Which equations the figures of a cell stand in, and which of them they should and do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure
from reviewer.relations.balances import balances, things_together
from reviewer.relations.bounds import bounds
from reviewer.relations.changes import changes, conversions, rests
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.formulas import formulas
from reviewer.relations.products import products
from reviewer.relations.purchases import purchases
from reviewer.relations.rates import rates
from reviewer.relations.sums import sums

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
    if len(cell.figures) < _FEWEST and not set("/=×+*") & set(cell.plain):
        return _NOTHING
    return _weighed(_equations(cell, name))


def _equations(cell: Cell, name: str) -> list[Equation]:
    kinds = [formulas(cell), conversions(cell), bounds(cell), rates(cell, name)]
    if len(cell.figures) > _FEWEST:
        kinds += [sums(cell), changes(cell), rests(cell), balances(cell)]
        kinds += [things_together(cell), products(cell), purchases(cell)]
    return [one for kind in kinds for one in islice(kind, _MOST_OF_A_KIND)]


def _weighed(equations: list[Equation]) -> Solution:
    held = [one for one in equations if one.holds()]
    held = [one for one in held if not one.is_bound]
    explained = {figure.start for one in held for figure in _claimed(one)}
    results = {one.result.figure.start for one in held}
    within = [
        {figure.start for figure in one.figures} for one in held if one.weight is not Weight.NEVER
    ]
    broken: list[Equation] = []
    doubted: list[Equation] = []
    taken: set[int] = set()
    open_ones = [one for one in equations if one.weight is not Weight.NEVER and not one.holds()]
    for equation in sorted(open_ones, key=lambda one: -one.weight.value):
        places = {figure.start for figure in equation.figures}
        made = equation.shape is Shape.PRODUCT and equation.weight is Weight.NEAR
        done = results if made else explained  # a part of a sum may be a product
        if equation.result.figure.start in done or places <= done:
            continue
        parts = places - {equation.result.figure.start}
        if any(one <= parts for one in within):
            continue  # a total among the parts is counted twice
        if equation.result.figure.start in taken:
            continue  # one cause, one finding
        if _is_told(equation):
            broken.append(equation)
            taken |= places
        elif equation.weight is not Weight.EXCHANGE and equation.is_near():
            doubted.append(equation)
    doubted = [one for one in doubted if one.result.figure.start not in taken]
    return Solution(tuple(held), tuple(broken), tuple(doubted))


def _claimed(equation: Equation) -> Iterable[Figure]:
    """The figures that an equation which holds leaves nothing to say of."""
    if equation.shape in (Shape.SUM, Shape.CHANGE):
        return equation.figures
    return (equation.result.figure,)


def _is_told(equation: Equation) -> bool:
    if equation.weight is Weight.SURE:
        return True
    if equation.weight is Weight.NEAR:
        return equation.is_near() or equation.is_restored_by_a_digit()
    if equation.weight is Weight.EXCHANGE:
        return equation.is_long() and equation.is_restored_by_exchange()
    if equation.is_rate and not equation.is_near():
        return False
    return equation.is_long() and equation.is_restored_by_a_digit()


def is_contradicted(text: str, words: str, name: str = "") -> bool:
    """Whether other figures of the text contradict the one that these words end with.

    A rule that holds the text against something else leaves that figure to A416.
    """
    for one in solve(text, name).broken:
        head, sign, tail = words.rpartition(one.result.figure.quantity.words)
        if sign and not tail and not head[-1:].isdecimal():
            return True
    return False


def corrected(text: str, name: str = "") -> Cell:
    """The cell with the rates, totals and changes that its own figures give, where they differ.

    What falls short by the true figure falls short; every other figure stays as it is printed.
    """
    cell = read_cell(text)
    true = {
        one.result.figure.start: one.expected * one.result.figure.quantity.multiplier
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
