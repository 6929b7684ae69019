"""Formulas that a text writes out: 12+20=32座, 30×4=120."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.patterns import pattern
from reviewer.reading.claims import Cell
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import written

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_UNIT = r"[\u4e00-\u9fff%]{0,3}"
_TWO = pattern(
    rf"(?<![\d.+×xX*/=-])(?P<a>{_NUMBER}){_UNIT}(?P<sign>[+×xX*])(?P<b>{_NUMBER}){_UNIT}"
    rf"(?:(?P<second>[+×xX*])(?P<c>{_NUMBER}){_UNIT})?=(?P<result>{_NUMBER})(?![\d.+×*/=-])(?P<unit>{_UNIT})"
)
_BEHIND = pattern(
    rf"(?<![\d.])(?P<result>{_NUMBER}){_UNIT}\((?P<a>{_NUMBER}){_UNIT}(?P<sign>[+×xX*])(?P<b>{_NUMBER}){_UNIT}\)"
)
"""6240公里（52周×110公里）."""
_MIXED = frozenset("万亿%千百")


def formulas(cell: Cell) -> Iterator[Equation]:
    """Sums and products of plain numbers, of two or three terms."""
    if set("=×+xX*").isdisjoint(cell.plain):
        return
    for found in (*_TWO.finditer(cell.plain), *_BEHIND.finditer(cell.plain)):
        if _MIXED & set(found.group()):
            continue
        groups = found.groupdict()
        sign, second = groups["sign"], groups.get("second")
        if second and (sign == "+") != (second == "+"):
            continue
        terms = tuple(written(found, name) for name in "abc" if groups.get(name))
        shape = Shape.SUM if sign == "+" else Shape.PRODUCT
        yield Equation(shape, written(found, "result"), terms, Weight.SURE)
