"""A result that begins with its number, and the two or three figures that it comes of.

16人，24场来了384人; 25%，旧炉一具烧32升，新炉24升; 206座，年初182座，又装24座: the cell
holds nothing else, so that type alone tells what the first should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.lists import PARTIAL
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import Line, Term, alike, plays, says

_LONGEST = 60
_PAIR, _TRIPLE = 2, 3


def derivation(line: Line, name: str) -> Iterator[Equation]:
    """What the first figure should be, where the text is that figure and what it comes of."""
    told = [one for one in line if any(map(str.isdecimal, one.quantity.words))]
    if not _PAIR < len(told) <= _TRIPLE + 1 or len(line.plain) > _LONGEST:
        return
    first, *others = told
    if first.start or line.plain[first.end : first.end + 1] != "，" or not _is_plain(line, told):
        return
    if len(others) == _PAIR:
        yield from _of_two(first, others[0], others[1], name)
    yield from _of_flows(first, others)


def _is_plain(line: Line, told: Sequence[Term]) -> bool:
    """One sentence of exact figures, none of them an extreme, a plan or some of others."""
    if any(sign in line.plain.rstrip("。") for sign in "。；（("):
        return False
    if any(word in line.plain for word in PARTIAL) or says(line.plain, "open"):
        return False
    beside = (Scope.MOST, Scope.LEAST)
    planned = [
        one for one in told if one.role is Role.PLAN and not says(one.front, "base_of_stock")
    ]
    return not planned and all(one.is_exact and one.scope not in beside for one in told)


def _of_two(first: Term, one: Term, other: Term, name: str) -> Iterator[Equation]:
    if first.is_percent:
        yield from _of_rate(first, one, other, name)
    elif not one.is_percent and not other.is_percent:
        yield from _of_mean(first, one, other)


def _of_rate(first: Term, one: Term, other: Term, name: str) -> Iterator[Equation]:
    """A change asked for by the name lies between the two."""
    if one.is_percent or other.is_percent or not alike(one, other):
        return
    if plays(name, "up", "down") and not (says(one.front, "base") or says(other.front, "base")):
        yield Equation(Shape.CHANGE_RATE, first, (one, other), Weight.NEAR)


def _of_mean(first: Term, one: Term, other: Term) -> Iterator[Equation]:
    """16人，24场来了384人; 4800元，修了32株，花去15.36万元: so much of the one for each of the other."""
    totals = [term for term in (one, other) if term.unit == first.unit]
    counts = [term for term in (one, other) if term.unit != first.unit]
    if len(totals) != 1 or len(counts) != 1 or totals[0].role is Role.BEFORE:
        return
    count = counts[0].counted
    if totals[0].value > first.value and count.value > 1 and counts[0].scope is Scope.NONE:
        yield Equation(Shape.QUOTIENT, first, (totals[0], count), Weight.DIGIT)


def _of_flows(first: Term, others: Sequence[Term]) -> Iterator[Equation]:
    """206座，年初182座，又装24座: a stock, then what came in or went out."""
    opening, *flows = others
    if not says(opening.front, "base_of_stock") or any(one.unit != first.unit for one in others):
        return
    signs = [says(one.front, "added") - says(one.front, "cut", "deducted") for one in flows]
    if all(signs):
        moved = (one if sign > 0 else one.minus for one, sign in zip(flows, signs, strict=True))
        yield Equation(Shape.SUM, first, (opening, *moved), Weight.SURE)
