"""The number of a statement about money: whether it is one, how exact, where it begins."""

from __future__ import annotations

from fractions import Fraction

from reviewer.language.units import Kind
from reviewer.reading.claims import Figure


def first_digit(plain: str, figure: Figure) -> int:
    """Where its digits begin, behind 约 or 共."""
    words = figure.quantity.words
    at = plain.find(words, figure.start, figure.end)
    at = figure.start if at < 0 else at
    while at < figure.end and not (plain[at].isdecimal() or plain[at] in _NUMERALS):
        at += 1
    return at


_DIGITS = "0123456789零一二三四五六七八九"
_NUMERALS = "一二两三四五六七八九十百"


def is_money(figure: Figure, *, is_rate: bool) -> bool:
    """Whether it is an amount of money, or a rate: no bound, no range, no price per unit."""
    quantity = figure.quantity
    if quantity.is_bound or quantity.is_range or figure.quantity.made:
        return False
    if is_rate:
        return quantity.is_percent and not quantity.approximate
    if "/" in quantity.unit:
        return False
    kinds = {unit.kind for unit in quantity.units}
    return kinds == {Kind.MONEY} or (not quantity.unit and quantity.multiplier >= _TEN_THOUSAND)


_TEN_THOUSAND = 10_000


def step_of(figure: Figure) -> Fraction:
    """One unit of the last place: 1,000 for 12.5万元."""
    quantity = figure.quantity
    sign = "." if "." in quantity.words else "点"
    _, point, behind = quantity.words.partition(sign)
    decimals = 0
    while point and decimals < len(behind) and behind[decimals] in _DIGITS:
        decimals += 1
    multiplier = quantity.multiplier
    if (
        multiplier == 1
        and not quantity.is_percent
        and not any(char.isdecimal() for char in quantity.words)
    ):
        multiplier = Fraction(_TEN_THOUSAND if quantity.low % _TEN_THOUSAND == 0 else 1)
    return multiplier / Fraction(10**decimals)
