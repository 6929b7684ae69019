"""What must hold among cells, and what a cell would have to be for it to hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeGuard

from reviewer.mending.cells import Cell, Values, misprints
from reviewer.rounding import Rounding, rounded, rounding_of

_MOST_DECIMALS = 6


class Law(Protocol):
    """Something that must hold.

    Attributes:
        code: the rule that tells that it does not.
        weight: what it costs to leave it broken; a law that may stay broken costs little.
    """

    @property
    def code(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it is about."""
        ...

    def holds(self, values: Values) -> bool:
        """Whether it holds."""
        ...

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        """What the cell may be for it to hold, the other cells being as they are."""
        ...


HARD = 2.6
"""Dearer than to change a cell: it is left broken only where nothing mends it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` make `total`; a total of fewer decimals may be rounded half-up."""

    code: str
    total: Cell
    parts: tuple[Cell, ...]
    weight: float = HARD
    is_rounded: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)

    def holds(self, values: Values) -> bool:
        printed, exact = values[self.total], self._sum(values)
        if printed.value == exact or not self.is_rounded:
            return printed.value == exact
        ways = (Rounding.HALF_UP, Rounding.HALF_EVEN)
        return any(rounded(exact, printed.decimals, way) == printed.value for way in ways)

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        exact = self._sum(values)
        if cell == self.total:
            return (exact,)
        return (values[cell].value + values[self.total].value - exact,)

    def _sum(self, values: Values) -> Fraction:
        return sum((values[one].value for one in self.parts), Fraction(0))


@dataclass(frozen=True, slots=True)
class Quotient:
    """`rate`, in per cent (or as a share: scale 1), is `part` ÷ `whole`, however rounded.

    Attributes:
        is_rough: whether the amounts are rounded themselves, as those in 万元 are.
    """

    code: str
    rate: Cell
    part: Cell
    whole: Cell
    scale: int = 100
    weight: float = HARD
    is_rough: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.rate, self.part, self.whole

    def holds(self, values: Values) -> bool:
        rate, part, whole = (values[cell] for cell in self.cells)
        exact = self._exact(values)
        if exact is None:
            return False
        if rounding_of(rounded(rate.value, rate.decimals), rate.decimals, exact) is not None:
            return True
        halves = part.half, whole.half
        if not self.is_rough or halves[0] >= part.value or halves[1] >= whole.value:
            return False
        lowest = (part.value - halves[0]) / (whole.value + halves[1]) * self.scale
        highest = (part.value + halves[0]) / (whole.value - halves[1]) * self.scale
        return lowest - rate.half <= rate.value <= highest + rate.half

    def _exact(self, values: Values) -> Fraction | None:
        whole = values[self.whole].value
        return values[self.part].value / whole * self.scale if whole else None

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        if cell == self.rate:
            exact = self._exact(values)
            return () if exact is None else (Fraction(rounded(exact, values[cell].decimals)),)
        # No one amount gives a rounded rate: only one that is easily misprinted so is thought of.
        return [
            value
            for value in misprints(values[cell])
            if self.holds({**values, cell: values[cell].changed(value)})
        ]


_Share = Fraction | Cell | tuple[Cell, Cell]


def _is_pair(share: _Share) -> TypeGuard[tuple[Cell, Cell]]:
    """A cell is a tuple, too."""
    return isinstance(share, tuple) and not isinstance(share, Cell)


@dataclass(frozen=True, slots=True)
class Share:
    """`score` is `whole` times a share, however rounded.

    Attributes:
        shares: where the share stands, each as good: fixed, a cell in per cent, or two that give it.
    """

    code: str
    score: Cell
    whole: Cell
    shares: tuple[_Share, ...]
    weight: float = HARD
    scale: int = 100

    @property
    def cells(self) -> tuple[Cell, ...]:
        named = [one for one in self.shares if isinstance(one, Cell)]
        given = [cell for one in self.shares if _is_pair(one) for cell in one]
        return (self.score, self.whole, *named, *given)

    def holds(self, values: Values) -> bool:
        return any(self._is_printed(values, exact) for exact in self._exact(values))

    def _is_printed(self, values: Values, exact: Fraction) -> bool:
        printed = values[self.score]
        if self.shares == (Fraction(1),):  # nothing to round
            return printed.value == exact
        if printed.value == values[self.whole].value:
            # Full marks only where rounding to a place of a score gives them.
            return rounded(exact, max(1, printed.decimals)) == printed.value
        low, high = (rounded(exact, printed.decimals, way) for way in (Rounding.DOWN, Rounding.UP))
        return low <= printed.value <= high

    def _exact(self, values: Values) -> list[Fraction]:
        whole = values[self.whole].value
        found = []
        for one in self.shares:
            if isinstance(one, Fraction):
                share = one
            elif isinstance(one, Cell):
                share = values[one].value / self.scale
            else:
                part, base = (values[cell].value for cell in one)
                share = part / base if base else Fraction(0)
            found.append(whole * min(share, Fraction(1)))
        return found

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        if cell == self.score:
            exact, now = self._exact(values)[0], values[cell].value
            figures = [Fraction(rounded(exact, decimals)) for decimals in range(2, _MOST_DECIMALS)]
            # 9.9989 of 10 is no 10.00.
            return (next((one for one in figures if one != now), figures[0]),)
        if cell == self.whole and self.shares == (Fraction(1),):
            return (values[self.score].value,)
        return ()


@dataclass(frozen=True, slots=True)
class Limit:
    """`cell` is no more than `most`.

    Attributes:
        is_reached: whether it may well be as much, as a score of full marks is.
    """

    code: str
    cell: Cell
    most: Cell
    weight: float = HARD
    is_reached: bool = True

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.cell, self.most

    def holds(self, values: Values) -> bool:
        return values[self.cell].value <= values[self.most].value

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        if not self.is_reached:
            return ()
        return (values[self.most if cell == self.cell else self.cell].value,)


@dataclass(frozen=True, slots=True)
class Fixed:
    """`cell` is what the policy says."""

    code: str
    cell: Cell
    value: Fraction
    weight: float = HARD

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.cell,)

    def holds(self, values: Values) -> bool:
        return values[self.cell].value == self.value

    def would_be(self, cell: Cell, values: Values) -> Iterable[Fraction]:
        return (self.value,)
