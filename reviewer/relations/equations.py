"""An equation among figures: whether it holds as printed, when it is told that not, how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import product
from math import prod

from reviewer.reading.claims import Figure
from reviewer.relations.shapes import (
    AVERAGES,
    BOUNDS,
    CHANGES,
    GIVES,
    RATES,
    SUMS,
    Shape,
    holds,
    may_hold,
)
from reviewer.relations.terms import ONE, ZERO, Term, significant
from reviewer.rounding import plain


class Weight(Enum):
    """When an equation that fails is told."""

    SURE = 4  # words and structure leave no other reading
    NEAR = 3  # where it nearly holds, or one digit makes it hold
    DIGIT = 2  # only where one digit makes it hold, and the figures are long
    EXCHANGE = 1  # only where two neighbours of the result are exchanged
    OPEN = 0  # no word speaks for it or against it: type and position decide
    NEVER = -1  # it may explain a figure, no more


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
        given = self._given
        return None if given is None else given / self.result.one

    @property
    def _given(self) -> Fraction | None:
        return GIVES[self.shape]([one.value for one in self.terms])

    def holds(self) -> bool:
        """Whether the result is what the terms give, under any way of rounding them."""
        return self.is_restored_by((self.result.value,))

    def holds_otherwise(self) -> bool:
        """Whether its figures hold with other signs: 结余6.62万元, 5.90 and 0.72; 492群，515群，并掉23群."""
        values = [one.value for one in self.terms]
        if self.shape in (Shape.LESS, Shape.CHANGE):
            return sum(values, ZERO) == self.result.value
        if self.shape is not Shape.SUM or len(values) > _MOST_SIGNED:
            return False
        return any(
            abs(sum((sign * one for sign, one in zip(signs, values, strict=True)), ZERO))
            == self.result.value
            for signs in product((1, -1), repeat=len(values))
        )

    @property
    def is_turned(self) -> bool:
        """Whether a rise is printed where the figures fall, or a fall where they rise."""
        return bool(self.way) and (self.terms[1].value - self.terms[0].value) * self.way < 0

    @property
    def is_bound(self) -> bool:
        return self.shape in BOUNDS

    @property
    def is_change(self) -> bool:
        return self.shape in CHANGES

    @property
    def is_rate(self) -> bool:
        return self.shape in RATES and self.shape not in AVERAGES

    def is_told(self) -> bool:
        """Whether it is told that it fails, as its weight demands."""
        match self.weight:
            case Weight.SURE:
                return True
            case Weight.NEAR:
                return self.is_near() or (not self._is_coarse and self.is_restored_by_a_digit())
            case Weight.EXCHANGE:
                return self._is_long() and self._is_restored_by_exchange()
        return self._is_long() and self.is_restored_by_a_digit()

    def is_near(self) -> bool:
        """Whether it nearly holds: within a third, rates within 20 per cent."""
        given = self._given
        if given is None:
            return False
        if self.is_rate:
            return abs(given - self.result.value) <= _NEAR_RATE
        return abs(given - self.result.value) * 3 <= max(given, self.result.value)

    @property
    def _is_coarse(self) -> bool:
        """82%: of a rate in two digits one more or less makes nearly any two numbers fit."""
        return self.is_rate and len(self.result.printed.replace(".", "")) <= _TWO_DIGITS

    def is_restored_by_a_digit(self) -> bool:
        """Whether it holds with one digit changed, two neighbours exchanged, or a nought more."""
        if self.shape is Shape.PRODUCT and self._is_tenfold():
            return True
        return any(map(self.is_restored_with, (self.result, *self.terms)))

    def is_restored_with(self, changed: Term) -> bool:
        """Whether one digit of one of its figures makes it hold."""
        return self._holds_with(changed, changed.variants())

    def is_restored_by(self, values: Iterable[Fraction]) -> bool:
        """Whether it holds with one of these values for its result."""
        return not self.is_turned and self._holds_with(self.result, values)

    def _holds_with(self, changed: Term, values: Iterable[Fraction]) -> bool:
        """Whether it holds with one of these values for one of its terms or for its result."""
        terms = (self.result, *self.terms)
        at = next(index for index, one in enumerate(terms) if one is changed)
        exact, rough = [one.value for one in terms], [one.rough for one in terms]
        for exact[at] in values:
            rough[at] = float(exact[at])
            if may_hold(self.shape, terms, rough) and holds(self.shape, terms, exact):
                return True
        return False

    def _is_tenfold(self) -> bool:
        """1000元 for each of 80户 in 80000万元 too, where 元 was meant."""
        given = prod((one.value for one in self.terms), start=ONE)
        return self.result.value in (given * 10, given / 10, given * 10_000)

    def _is_restored_by_exchange(self) -> bool:
        """Whether two digits of the result stand in each other's place."""
        return self._holds_with(self.result, self.result.exchanged())

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
        if self.shape in CHANGES and self.terms[0].value > self.terms[1].value:
            low, high = (values[1], values[0]) if not self.is_turned else values
            expected = -expected if self.is_turned else expected
        elif self.shape in CHANGES:
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
        if self.shape in RATES:
            places = len(result.printed.partition(".")[2]) + 1
        return f"{plain(value, places)}{self._unit}"

    def told(self) -> str:
        """The value that is printed, as `shown` shows what it should be."""
        sign = "-" if self.is_turned and self.way < 0 else ""
        return f"{sign}{plain(self.result.value / self.result.one)}{self._unit}"

    @property
    def _unit(self) -> str:
        return "" if self.shape in SUMS else self.result.quantity.printed_unit

    def _shown(self, one: Term) -> str:
        if self.shape in (Shape.DAYS, Shape.CLOCK):
            return one.quantity.words
        if self.shape in SUMS:
            return str(plain(one.value / self.result.one, 6))
        unit = one.quantity.printed_unit
        if self.shape not in _MIXED:
            unit = unit[:1] if unit[:1] in _POWERS else ""
        return f"{plain(one.value / one.one, 6)}{unit}"


_MIXED = frozenset((Shape.PRODUCT, Shape.PURCHASES, Shape.QUOTIENT, Shape.SAME))
_POWERS = ("万", "亿")
_PLACES = 4
_NEAR_RATE = 20
_TWO_DIGITS = 2
_MOST_SIGNED = 3
"""Of more some make any total by chance."""
_LONG = 100
_LONG_PRODUCT = 50
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
    Shape.MEAN: lambda values: f"({' + '.join(values)}) ÷ {len(values)}",
    Shape.SAME: "".join,
    Shape.DAYS: lambda values: "至".join(dict.fromkeys(values)),
    Shape.CLOCK: "至".join,
}
