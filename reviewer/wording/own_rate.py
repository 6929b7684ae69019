"""A rate beside the counts that it should come from: 参训1236人，合格1150人，合格率95.6%; 100%（57/60）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.rounding import Rounding, plain, rounded
from reviewer.wording.shares import counted

_BESIDE = re.compile(
    r"(?P<rate>(?P<number>\d{1,3}(?:\.\d{1,4})?)%)[(，](?:即|为)?(?P<part>\d{1,6})[^\d/()，。]{0,3}/(?P<whole>\d{1,6})[^\d/()，。]{0,3}\)?"
    r"|(?<![\d/.])(?P<part2>\d{1,6})[^\d/()，。]{0,3}/(?P<whole2>\d{1,6})[^\d/()，。]{0,3}(?:[=(，])(?P<rate2>(?P<number2>\d{1,3}(?:\.\d{1,4})?)%)\)?"
)
_LONGEST = 120
_DECIMALS = re.compile(r"\.(\d+)%")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A printed rate and what its counts give: 1150 ÷ 1236 = 93.04%."""

    rate: str
    expected: str
    formula: str


@lru_cache(maxsize=4096)
def rate_that_does_not_follow(actual: str, name: str) -> Mismatch | None:
    """A cell's only rate, where its plain numerator and denominator give another one.

    Every way of rounding is right, and so is every whole that the cell names (forms sent out and
    forms come back). None where a count is inexact, or two readings are open.
    """
    plain_text = normalize(actual)
    if "%" not in plain_text or len(plain_text) > _LONGEST or plain_text.count("%") != 1:
        return None
    told = next((pair for pair in _pairs(plain_text, actual, name)), None)
    if told is None:
        return None
    rate, shares = told
    if any(_prints(rate, part, whole) for part, whole in shares):
        return None
    part, whole = shares[0]
    exact = plain(part / whole * 100, 2)
    return Mismatch(rate, f"{exact}%", f"{plain(part)} ÷ {plain(whole)} = {exact}%")


_Shares = Sequence[tuple[Fraction, Fraction]]


def _pairs(plain_text: str, actual: str, name: str) -> Iterator[tuple[str, _Shares]]:
    found = _BESIDE.fullmatch(plain_text.rstrip("。"))
    if found is not None:
        part, whole = (found[key] or found[f"{key}2"] for key in ("part", "whole"))
        if 0 < int(part) <= int(whole):
            yield found["rate"] or found["rate2"], [(Fraction(part), Fraction(whole))]
        return
    every = quantities(actual)
    rates = [one for one in every if one.is_percent]
    if len(rates) != 1 or _is_inexact(rates[0]) or rates[0].unit != "%":
        return
    counts = [one for one in every if not one.is_percent]
    rated = rates[0].subject.rstrip("：为达到是") or name
    shares = counted(counts, rated)
    if shares:
        yield rates[0].words, shares


def _is_inexact(rate: Quantity) -> bool:
    return bool(rate.approximate or rate.is_bound or rate.is_range or rate.trend)


def _prints(rate: str, part: Fraction, whole: Fraction) -> bool:
    """Whether some rounding prints it, in tenths or hundredths of a per cent too coarsely or not."""
    match = _DECIMALS.search(rate)
    decimals = len(match[1]) if match else 0
    number = Fraction(re.sub(r"[^\d.]", "", rate))
    exact = part / whole * 100
    return any(Fraction(rounded(exact, decimals, way)) == number for way in Rounding)
