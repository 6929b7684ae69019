"""Places in an order: 前三, 第2名, 进入前10%, and bare numbers under 排名."""

from __future__ import annotations

import re
from fractions import Fraction

from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS, chinese_number
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon

_PLACE = re.compile(
    rf"(?:≤|不低于|不超过)?(?P<how>前|第)?(?P<number>\d{{1,4}}|[{NUMERALS}]{{1,4}})"
    r"(?P<share>%)?(?:名|位)?(?:(?:及|或)?(?:以内|之内|内|以上|以前|之前|前))?"
)
_LONGEST = 24


def is_ranked(name: str) -> bool:
    """Whether a row's bare numbers are places (全市排名), and not how far one moved."""
    plain, words = normalize(name), lexicon("ranks")
    return words.holds(plain, "ranking") and not words.holds(plain, "moving")


def place(cell: str, name: str) -> Quantity | None:
    """The place that a whole cell names, None where it names none or says more.

    前5 and 第5名 are places by themselves; 5 and 5名 only under a name that ranks.
    """
    plain = normalize(cell).strip("。；")
    found = _PLACE.fullmatch(plain, _lead(plain)) if len(plain) <= _LONGEST else None
    if found is None:
        return None
    if not found["how"] and not is_ranked(name):
        return None
    digits = found["number"]
    number = Fraction(int(digits)) if digits.isascii() else chinese_number(digits)
    if number is None or number <= 0:
        return None
    return Quantity(
        subject="",
        relation=Relation.LE,
        low=number,
        high=number,
        unit="%" if found["share"] else "名",
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        trend=0,
        words=plain,
        start=0,
        end=len(plain),
        clause=0,
    )


def _lead(plain: str) -> int:
    """Where the words end that lead up to a place: 综合考核位列全市第2名."""
    at = 0
    for mark in lexicon("ranks").find(plain, "lead"):
        if mark.start != at:
            break
        at = mark.end
    return at
