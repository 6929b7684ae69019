"""An equation among figures: what it computes, whether it holds as printed, how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import product
from math import prod

from reviewer.language.calendar import workdays
from reviewer.reading.claims import Figure
from reviewer.relations.terms import ONE, ZERO, Term, significant
from reviewer.rounding import plain


class Shape(Enum):
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
    SAME = "a in another unit"
    DAYS = "from a to b, in days"
    AT_MOST = "no more than a"
    AT_LEAST = "no less than a"


class Weight(Enum):
    """When an equation that fails is told."""

    SURE = 4  # words and structure leave no other reading
    NEAR = 3  # where it nearly holds, or one digit makes it hold
    DIGIT = 2  # only where one digit makes it hold, and the figures are long
    EXCHANGE = 1  # only where two neighbours of the result are exchanged
    OPEN = 0  # no word speaks for it or against it: type and position decide
    NEVER = -1  # it may explain a figure, no more


_HUNDRED = Fraction(100)
_Values = Sequence[Fraction]
_RATES = frozenset(shape for shape in Shape if "÷" in shape.value)
_BOUNDS = frozenset((Shape.AT_MOST, Shape.AT_LEAST))
_CHANGES = frozenset((Shape.CHANGE, Shape.CHANGE_RATE))
_SUMS = frozenset((Shape.SUM, Shape.LESS, Shape.CHANGE))


def _rate(values: _Values) -> Fraction | None:
    part, whole = values
    return part / whole * _HUNDRED if whole else None


def _change_rate(values: _Values) -> Fraction | None:
    old, new = values
    return abs(new - old) / old * _HUNDRED if old else None


def _added(values: _Values) -> Fraction:
    """The sum; of whole numbers, as most are, by their numerators, which is several times as fast."""
    if all(one.denominator == 1 for one in values):
        return Fraction(sum(one.numerator for one in values))
    return sum(values, ZERO)


_GIVES: dict[Shape, Callable[[_Values], Fraction | None]] = {
    Shape.SUM: _added,
    Shape.LESS: lambda values: values[0] - sum(values[1:]),
    Shape.RATE: _rate,
    Shape.RATE_OF_REST: lambda values: _rate((values[1] - values[0], values[1])),
    Shape.RATE_OF_BOTH: lambda values: _rate((values[0], values[0] + values[1])),
    Shape.RATE_OF_SUM: lambda values: _rate((sum(values[:-1], ZERO), values[-1])),
    Shape.RATE_OF_ALL: lambda values: _rate((sum(values[:-1], ZERO), sum(values, ZERO))),
    Shape.CHANGE: lambda values: abs(values[1] - values[0]),
    Shape.CHANGE_RATE: _change_rate,
    Shape.PRODUCT: lambda values: prod(values, start=ONE),
    Shape.PURCHASES: lambda values: sum(
        (many * price for many, price in zip(values[::2], values[1::2], strict=True)), ZERO
    ),
    Shape.QUOTIENT: lambda values: values[0] / values[1] if values[1] else None,
    Shape.SAME: lambda values: values[0],
    Shape.DAYS: lambda values: values[1] - values[0],
    Shape.AT_MOST: lambda values: values[0],
    Shape.AT_LEAST: lambda values: values[0],
}


@dataclass(frozen=True, slots=True)
class Equation:
    """`terms` should give `result`.

    Attributes:
        weight: when it is told that it fails.
        way: of a change, whether it rose (1) or fell (-1); 0 where that is not held against it.
    """

    shape: Shape
    result: Term
    terms: tuple[Term, ...]
    weight: Weight
    way: int = 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.result.figure, *(one.figure for one in self.terms))

    @property
    def places(self) -> frozenset[int]:
        """Where its figures stand in the text."""
        return frozenset((self.result.start, *(one.start for one in self.terms)))

    @property
    def expected(self) -> Fraction | None:
        """What the terms give, in the unit of the result as printed; None where they give nothing."""
        if self.is_bound:
            return None
        given = _GIVES[self.shape]([one.value for one in self.terms])
        return None if given is None else given / self.result.one

    def holds(self) -> bool:
        """Whether the result is what the terms give, under any way of rounding them."""
        return not self.is_turned and _holds(self.shape, self.result, self.terms)

    def adds_up(self) -> bool:
        """Whether a difference is the sum of its terms: 结余6.62万元, 5.90 and 0.72 are its causes."""
        if self.shape not in (Shape.LESS, Shape.CHANGE):
            return False
        return sum((one.value for one in self.terms), ZERO) == self.result.value

    @property
    def is_turned(self) -> bool:
        """Whether a rise is printed where the figures fall, or a fall where they rise."""
        return bool(self.way) and (self.terms[1].value - self.terms[0].value) * self.way < 0

    @property
    def is_bound(self) -> bool:
        return self.shape in _BOUNDS

    @property
    def is_change(self) -> bool:
        return self.shape in _CHANGES

    @property
    def is_rate(self) -> bool:
        return self.shape in _RATES and self.shape is not Shape.QUOTIENT

    def is_told(self) -> bool:
        """Whether it is told that it fails, as its weight demands."""
        match self.weight:
            case Weight.SURE:
                return True
            case Weight.NEAR:
                return self.is_near() or self.is_restored_by_a_digit()
            case Weight.EXCHANGE:
                return self._is_long() and self._is_restored_by_exchange()
        return self._is_long() and self.is_restored_by_a_digit()

    def is_near(self) -> bool:
        """Whether it nearly holds: within a third, rates within 20 per cent."""
        given = _GIVES[self.shape]([one.value for one in self.terms])
        if given is None:
            return False
        if self.is_rate:
            return abs(given - self.result.value) <= _NEAR_RATE
        return abs(given - self.result.value) * 3 <= max(given, self.result.value)

    def is_restored_by_a_digit(self) -> bool:
        """Whether it holds with one digit changed, two neighbours exchanged, or a nought more."""
        if self.shape is Shape.PRODUCT and self._is_tenfold():
            return True
        if any(_holds(self.shape, other, self.terms) for other in self.result.variants()):
            return True
        for at, one in enumerate(self.terms):
            for other in one.variants():
                changed = (*self.terms[:at], other, *self.terms[at + 1 :])
                if _holds(self.shape, self.result, changed):
                    return True
        return False

    def _is_tenfold(self) -> bool:
        given = prod((one.value for one in self.terms), start=ONE)
        return self.result.value in (given * 10, given / 10)

    def _is_restored_by_exchange(self) -> bool:
        """Whether two digits of the result stand in each other's place."""
        return any(_holds(self.shape, one, self.terms) for one in self.result.exchanged())

    def _is_long(self) -> bool:
        """Whether a digit hardly restores it by chance."""
        enough = _LONG_PRODUCT if self.shape is Shape.PRODUCT else _LONG
        return significant((self.result, *self.terms)) >= enough

    def formula(self) -> str:
        """12 + 20 = 32; sums in the unit of the result, other terms in their own."""
        if self.is_bound:
            return self._compared()
        expected = self.expected or ZERO
        values = [self._shown(one) for one in self.terms]
        if self.shape in _CHANGES and self.terms[0].value > self.terms[1].value:
            low, high = (values[1], values[0]) if not self.is_turned else values
            expected = -expected if self.is_turned else expected
        elif self.shape in _CHANGES:
            low, high = values
        if self.shape is Shape.CHANGE:
            left = f"{high} − {low}"
        elif self.shape is Shape.CHANGE_RATE:
            left = f"({high} − {low}) ÷ {values[0]}"
        else:
            left = _FORMULAS[self.shape](values)
        return f"{left.replace('+ -', '− ')} = {self.shown(expected)}"

    def _compared(self) -> str:
        """698 > 672, in the unit of the first."""
        sign = ">" if self.shape is Shape.AT_MOST else "<"
        one, other = self.result, self.terms[0]
        return f"{plain(one.value / one.one)} {sign} {plain(other.value / one.one, _PLACES)}"

    def shown(self, value: Fraction) -> str:
        """A value in the unit of the result, one place finer than it is printed where it does not fit."""
        result, places = self.result, _PLACES
        if self.shape in _RATES:
            places = len(result.printed.partition(".")[2]) + 1
        return f"{plain(value, places)}{self._unit}"

    def told(self) -> str:
        """The value that is printed, as `shown` shows what it should be."""
        sign = "-" if self.is_turned and self.way < 0 else ""
        return f"{sign}{plain(self.result.value / self.result.one)}{self._unit}"

    @property
    def _unit(self) -> str:
        return "" if self.shape in _SUMS else self.result.quantity.printed_unit

    def _shown(self, one: Term) -> str:
        if self.shape is Shape.DAYS:
            return one.quantity.words
        if self.shape in _SUMS:
            return str(plain(one.value / self.result.one, 6))
        unit = one.quantity.printed_unit
        if self.shape not in _MIXED:
            unit = unit[:1] if unit[:1] in _POWERS else ""
        return f"{plain(one.value / one.one, 6)}{unit}"


_MIXED = frozenset((Shape.PRODUCT, Shape.PURCHASES, Shape.QUOTIENT, Shape.SAME))
_POWERS = ("万", "亿")
_PLACES = 4
_NEAR_RATE = 20
_LONG = 100
_LONG_PRODUCT = 50
_MANY = 4
"""Of so many rounded parts the last place of the sum may differ."""


def _holds(shape: Shape, result: Term, terms: Sequence[Term]) -> bool:
    if shape is Shape.AT_MOST:
        return result.value <= terms[0].value
    if shape is Shape.AT_LEAST:
        return result.value >= terms[0].value
    if shape in _SUMS:
        return _adds_up(shape, result, terms)
    if shape is Shape.DAYS:
        return _counts_days(result, terms)
    spread = [
        (one.value - one.step / 2, one.value + one.step / 2) if one.step else (one.value,)
        for one in terms
    ]
    given = [value for values in product(*spread) if (value := _GIVES[shape](values)) is not None]
    if not given:
        return True
    low, high = min(given), max(given)
    if low <= result.value <= high:
        return True
    return low - result.step < result.value < high + result.step


def _counts_days(result: Term, terms: Sequence[Term]) -> bool:
    """Whether it is one of the ways to count: with the first or last day, without, working days."""
    first, last = (int(one.value / one.one) for one in terms)
    told = result.value / result.one
    fewest, most = workdays(date.fromordinal(first), date.fromordinal(last))
    return last - first - _ENDS <= told <= last - first + 1 or fewest <= told <= most


_ENDS = 2
"""Both ends of a span may be left out."""


def _adds_up(shape: Shape, result: Term, terms: Sequence[Term]) -> bool:
    """Of equal places a sum is exact; a coarser part leaves half its step, a coarser total a whole."""
    given = _GIVES[shape]([one.value for one in terms]) or ZERO
    if given == result.value:
        return True
    if not result.step and not any(one.step for one in terms):
        return False
    apart = abs(given - result.value)
    finest = min(one.step for one in (result, *terms))
    coarse = [one for one in terms if one.step > max(finest, result.step)]
    if shape is not Shape.SUM:  # 5亿元 beside 2.5亿元 is 5.0亿元
        coarse = [one for one in coarse if one.one != result.one or "." in one.printed]
    slack = sum((one.step / 2 for one in coarse), ZERO)
    if result.step > max(one.step for one in terms):
        return apart < result.step + slack
    if len(terms) >= _MANY and finest and apart <= finest:
        return True
    return bool(slack) and apart <= slack


_FORMULAS: dict[Shape, Callable[[Sequence[str]], str]] = {
    Shape.SUM: " + ".join,
    Shape.LESS: " − ".join,
    Shape.RATE: " ÷ ".join,
    Shape.RATE_OF_REST: lambda values: f"({values[1]} − {values[0]}) ÷ {values[1]}",
    Shape.RATE_OF_BOTH: lambda values: f"{values[0]} ÷ ({values[0]} + {values[1]})",
    Shape.RATE_OF_SUM: lambda values: f"({' + '.join(values[:-1])}) ÷ {values[-1]}",
    Shape.RATE_OF_ALL: lambda values: f"({' + '.join(values[:-1])}) ÷ ({' + '.join(values)})",
    Shape.PRODUCT: " × ".join,
    Shape.PURCHASES: lambda values: " + ".join(
        f"{many} × {price}" for many, price in zip(values[::2], values[1::2], strict=True)
    ),
    Shape.QUOTIENT: " ÷ ".join,
    Shape.SAME: "".join,
    Shape.DAYS: lambda values: "至".join(dict.fromkeys(values)),
}
