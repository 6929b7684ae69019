"""Printed numbers against exact values: which roundings of the exact value print this?"""

from __future__ import annotations

from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

_PRECISION = 60


class Rounding(StrEnum):
    """How an exact value was brought to the decimals printed."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    UP = "up"
    DOWN = "down"


def rounded(exact: Fraction, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """The exact value at so many decimals. Towards +∞ for UP, towards −∞ for DOWN."""
    scaled = exact * 10**decimals
    floor, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    up = {
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
        Rounding.HALF_UP: twice >= 0,
        Rounding.HALF_EVEN: twice > 0 or (twice == 0 and floor % 2 == 1),
    }[rounding]
    return Decimal(floor + up).scaleb(-decimals)


def rounding_of(printed: Decimal, decimals: int, exact: Fraction) -> Rounding | None:
    """The first rounding that turns `exact` into `printed`, None where none does."""
    return next(
        (way for way in Rounding if rounded(exact, decimals, way) == printed),
        None,
    )


def plain(exact: Fraction, decimals: int = 4) -> Decimal:
    """A Decimal for people: at most so many decimals, half-up, without trailing zeros."""
    value = rounded(exact, decimals)
    with localcontext() as context:
        context.prec = _PRECISION
        value = value.normalize()
        return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))  # type: ignore[operator]
