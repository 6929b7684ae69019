"""The numeric cells of a form, what they print, and which misprints look like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from reviewer.rounding import plain, rounded


class Cell(NamedTuple):
    """A cell by its field, such as "indicator.score", and its row or line (None: there is one)."""

    field: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it stands: its value (of 95.5% it is 95.5) and its decimals."""

    value: Fraction
    decimals: int = 0

    @property
    def digits(self) -> str:
        """As it is written, without a sign for per cent."""
        return f"{rounded(self.value, self.decimals):f}"

    @property
    def half(self) -> Fraction:
        """Half a unit of its last place: so much may rounding have taken or given."""
        return Fraction(1, 2 * 10**self.decimals)

    def changed(self, value: Fraction) -> Printed:
        """Another value in its place, with the decimals that it needs."""
        needed = -int(plain(value, 6).as_tuple().exponent)
        return Printed(value, max(self.decimals, needed))


Values = Mapping[Cell, Printed]


def is_misprint(one: str, other: str) -> bool:
    """Whether a single slip makes one number of the other: a digit, two exchanged, the point."""
    bare, wanted = one.replace(".", ""), other.replace(".", "")
    if bare.strip("0") == wanted.strip("0"):
        return True
    if max(len(bare.strip("0")), len(wanted.strip("0"))) == 1:
        return False  # any digit is another one changed
    first, second = _padded(one), _padded(other)
    odd = [at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    if len(first) == len(second):
        if len(odd) == 1:
            return True
        pair = [at for at in odd if first[at] != "." != second[at]]
        return len(odd) == len(pair) == 2 and _are_exchanged(first, second, odd)
    long, short = sorted((bare, wanted), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _are_exchanged(one: str, other: str, odd: list[int]) -> bool:
    a, b = odd
    return one[a] == other[b] and one[b] == other[a]


def _padded(number: str) -> str:
    """With two decimals, so that 9.5 and 9.50 are one."""
    decimals = len(number.partition(".")[2])
    return f"{Decimal(number):.2f}" if decimals < 2 else number


@lru_cache(maxsize=256)
def misprints(printed: Printed) -> tuple[Fraction, ...]:
    """The values of which a single slip makes this number."""
    return tuple(dict.fromkeys(Fraction(one) for one in _slips(printed.digits)))


def _slips(digits: str) -> Iterator[str]:
    for at, own in enumerate(digits):
        if own == ".":
            continue
        for other in "0123456789":
            if other != own:
                yield digits[:at] + other + digits[at + 1 :]
        after = digits[at + 1 : at + 2]
        if after not in ("", ".", own):
            yield digits[:at] + after + own + digits[at + 2 :]
