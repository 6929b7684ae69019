"""Amounts side by side that add up to one of the 项目资金 block: what a rest is made of, payments."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from reviewer.relations.funding import TEN_THOUSAND

_MOST = 40
"""A note lists a handful of amounts."""
_SEVERAL = 2


def adding_up(amounts: Sequence[Fraction], whole: Fraction) -> range:
    """Where several amounts that stand side by side add up to a whole; an empty range for nowhere."""
    amounts = amounts[:_MOST]
    for start in range(len(amounts)):
        for count, total in enumerate(accumulate(amounts[start:]), 1):
            if total == whole > 0 and count >= _SEVERAL:
                return range(start, start + count)
    return range(0)


def is_one_of(value: Fraction, amounts: Sequence[Fraction], whole: Fraction) -> bool:
    """Whether an amount is one of several that add up to a whole: 招标节约2.9万元, 差旅省1.5万元."""
    return any(amounts[at] == value for at in adding_up(amounts, whole))


def is_ten_thousandfold(value: Fraction, amounts: Sequence[Fraction], whole: Fraction) -> bool:
    """Whether the amounts add up to the whole once 万 is taken from one of them: 314400万元, 72000元."""
    if value <= whole or list(amounts).count(value) != 1:
        return False
    at = list(amounts).index(value)
    meant = [*amounts[:at], value / TEN_THOUSAND, *amounts[at + 1 :]]
    return at in adding_up(meant, whole)
