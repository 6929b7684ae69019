"""What the terms of an equation give, and whether that is the figure printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from reviewer.language.calendar import workdays
from reviewer.relations.terms import ZERO, Term


class Shape(StrEnum):
    """How the terms give the result."""

    SUM = "a + b"
    LESS = "a − b"
    RATE = "a ÷ b"
    RATE_OF_REST = "(b − a) ÷ b"
    RATE_OF_BOTH = "a ÷ (a + b)"
    RATE_OF_SUM = "(a + b) ÷ c"
    RATE_OF_ALL = "(a + b) ÷ (a + b + c)"
    CHANGE = "|b − a|"
    CHANGE_RATE = "|b − a| ÷ a"
    PRODUCT = "a × b"
    PURCHASES = "a × b + c × d"
    QUOTIENT = "a ÷ b, as an average"
    MEAN = "(a + b + c) ÷ 3"
    SAME = "a in another unit"
    DAYS = "from a to b, in days"
    CLOCK = "from a to b, by the clock"
    AT_MOST = "no more than a"
    AT_LEAST = "no less than a"


_Values = Sequence[Fraction]
RATES = frozenset(shape for shape in Shape if "÷" in shape.value)
AVERAGES = frozenset((Shape.QUOTIENT, Shape.MEAN))
BOUNDS = frozenset((Shape.AT_MOST, Shape.AT_LEAST))
CHANGES = frozenset((Shape.CHANGE, Shape.CHANGE_RATE))
SUMS = frozenset((Shape.SUM, Shape.LESS, Shape.CHANGE))


def _sum(values: _Values) -> Fraction:
    return values[0] + sum(values[1:])


def _rate(values: _Values) -> Fraction | None:
    part, whole = values
    return part / whole * 100 if whole else None


def _change_rate(values: _Values) -> Fraction | None:
    old, new = values
    return abs(new - old) / old * 100 if old else None


GIVES: dict[Shape, Callable[[_Values], Fraction | None]] = {
    Shape.SUM: _sum,
    Shape.LESS: lambda values: values[0] - sum(values[1:]),
    Shape.RATE: _rate,
    Shape.RATE_OF_REST: lambda values: _rate((values[1] - values[0], values[1])),
    Shape.RATE_OF_BOTH: lambda values: _rate((values[0], values[0] + values[1])),
    Shape.RATE_OF_SUM: lambda values: _rate((_sum(values[:-1]), values[-1])),
    Shape.RATE_OF_ALL: lambda values: _rate((_sum(values[:-1]), _sum(values))),
    Shape.CHANGE: lambda values: abs(values[1] - values[0]),
    Shape.CHANGE_RATE: _change_rate,
    Shape.PRODUCT: lambda values: values[0] * prod(values[1:]),
    Shape.PURCHASES: lambda values: _sum(
        [many * price for many, price in zip(values[::2], values[1::2], strict=True)]
    ),
    Shape.QUOTIENT: lambda values: values[0] / values[1] if values[1] else None,
    Shape.MEAN: lambda values: _sum(values) / len(values),
    Shape.SAME: lambda values: values[0],
    Shape.DAYS: lambda values: values[1] - values[0],
    Shape.CLOCK: lambda values: values[1] - values[0],
    Shape.AT_MOST: lambda values: values[0],
    Shape.AT_LEAST: lambda values: values[0],
}


_MANY = 4
"""Of so many rounded parts the last place of the sum may differ."""


def holds(shape: Shape, terms: Sequence[Term], values: _Values) -> bool:
    """Whether the first is what the others give, with these values in the place of their own."""
    result, step = values[0], terms[0].step
    if shape is Shape.AT_MOST:
        return result <= values[1]
    if shape is Shape.AT_LEAST:
        return result >= values[1]
    if shape in SUMS:
        return _adds_up(shape, terms, values)
    if shape is Shape.DAYS:
        return _counts_days(terms, values)
    given = _ends(shape, values[1:], [one.step / 2 for one in terms[1:]])
    if not given:
        return True
    low: Fraction = min(given)
    high: Fraction = max(given)
    return low <= result <= high or low - step < result < high + step


def may_hold(shape: Shape, terms: Sequence[Term], values: Sequence[Any]) -> bool:
    """Whether it does as far as floats tell: most equations are far off, and fractions are slow."""
    if shape in BOUNDS or shape is Shape.DAYS:
        return True
    result, slack = values[0], terms[0].rough_step
    if shape in SUMS:
        given: list[Any] = [GIVES[shape](values[1:])]
        slack = sum((one.rough_step for one in terms), _INEXACT * sum(map(abs, values)))
    else:
        given = _ends(shape, values[1:], [one.rough_step / 2 for one in terms[1:]])
    if not given:
        return True
    low, high = min(given), max(given)
    slack += _INEXACT * (1 + abs(result) + abs(low) + abs(high))
    return not (result < low - slack or result > high + slack)


_INEXACT = 1e-9
"""What floats may be wrong by, as a share; more than they ever are."""


def _ends(shape: Shape, values: Sequence[Any], halves: Sequence[Any]) -> list[Any]:
    """What the terms give at the ends of the spans from which they may have been rounded."""
    spans = [
        (value - half, value + half) if half else (value,)
        for value, half in zip(values, halves, strict=True)
    ]
    give = GIVES[shape]
    return [given for ends in product(*spans) if (given := give(ends)) is not None]


def _counts_days(terms: Sequence[Term], values: _Values) -> bool:
    """Whether it is one of the ways to count: with the first or last day, without, working days."""
    told, *ends = (value / one.one for one, value in zip(terms, values, strict=True))
    first, last = map(int, ends)
    fewest, most = workdays(date.fromordinal(first), date.fromordinal(last))
    return last - first - _ENDS <= told <= last - first + 1 or fewest <= told <= most


_ENDS = 2
"""Both ends of a span may be left out."""


def _adds_up(shape: Shape, terms: Sequence[Term], values: _Values) -> bool:
    """Of equal places a sum is exact; a coarser part leaves half its step, a coarser total a whole."""
    given = GIVES[shape](values[1:])
    if given == values[0]:
        return True
    result, *parts = terms
    if not any(one.step for one in terms):
        return False
    apart = abs((given or ZERO) - values[0])
    finest = min(one.step for one in terms)
    coarse = [one for one in parts if one.step > max(finest, result.step)]
    if shape is not Shape.SUM:  # 5亿元 beside 2.5亿元 is 5.0亿元
        coarse = [one for one in coarse if one.one != result.one or "." in one.printed]
    slack = sum((one.step / 2 for one in coarse), ZERO)
    if result.step > max(one.step for one in parts):
        return apart < result.step + slack
    if len(parts) >= _MANY and finest and apart <= finest:
        return True
    return bool(slack) and apart <= slack
