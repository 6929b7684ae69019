"""A rate and its counts: 收回248份，满意223份，满意度92.3%; 抽检320批次，不合格4批次; 占."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.named_counts import ENDS, Count, chosen_counts
from reviewer.relations.terms import Term, alike, front, is_exact, label, term, written

_MOST_COUNTS = 6
_FEW = 3
_PAIR = 2


def rates(cell: Cell, name: str) -> Iterator[Equation]:
    """Every per cent with the counts around it; `name` is what a bare one is called."""
    for at, figure in enumerate(cell.figures):
        quantity = figure.quantity
        if quantity.unit not in ("%", "‰") or not is_exact(figure) or quantity.trend:
            continue
        if figure.role is Role.BEFORE or figure.scope is not Scope.NONE:
            continue
        if figure.role is Role.CHANGE and not front(cell, at).rstrip(ENDS).endswith("率"):
            continue  # 核减率 is a rate of two counts
        fraction = _as_fraction(cell, at)
        if fraction is not None:
            yield fraction
        else:
            yield from _of_rate(cell, at, name)


_FRACTION = re.compile(
    r"(?<![\d/.])(?P<part>\d{1,6})[^\d/()，。]{0,3}/(?P<whole>\d{1,6})[^\d/()，。%]{0,3}"
)


def _as_fraction(cell: Cell, at: int) -> Equation | None:
    """95%（57/60）; 57/60=95%."""
    rate = cell.figures[at]
    behind = _FRACTION.match(cell.plain, rate.end + 1)
    if behind is not None and cell.plain[rate.end] in "(，":
        found = behind
        if cell.plain[behind.end() : behind.end() + 1] not in ("", ")", "。"):
            return None
    else:
        before = list(_FRACTION.finditer(cell.plain, 0, rate.start))
        if not before or cell.plain[before[-1].end() : rate.start].strip("(，=为是") != "":
            return None
        found = before[-1]
    part, whole = (written(found, name) for name in ("part", "whole"))
    if not 0 < part.value <= whole.value:
        return None
    return Equation(Shape.RATE, term(rate), (part, whole), Weight.SURE)


def _of_rate(cell: Cell, at: int, name: str) -> Iterator[Equation]:
    """The equation that the words name, then every other that may hold all the same."""
    counts = _counts(cell, at)
    result = term(cell.figures[at])
    chosen = chosen_counts(cell, at, counts, name)
    if chosen is not None:
        shape, terms, weight = chosen
        yield Equation(shape, result, tuple(one.term for one in terms), weight)
    yield from _of_several(result, counts)
    for one in counts:
        for other in counts:
            if one is other or not alike(one.term.figure, other.term.figure):
                continue
            pair = one.term, other.term
            if one.term.value <= other.term.value:
                yield Equation(Shape.RATE, result, pair, Weight.NEVER)
            if _is_rest(cell, one):
                yield Equation(Shape.RATE_OF_REST, result, pair, Weight.NEVER)
            if one.at < other.at and (wrong := _is_wrong(other)) | _is_rest(cell, other):
                # 报准30条，虚惊6条，准确率
                weight = Weight.NEAR if wrong and len(counts) == _PAIR else Weight.NEVER
                yield Equation(Shape.RATE_OF_BOTH, result, pair, weight)


def _of_several(result: Term, counts: Sequence[Count]) -> Iterator[Equation]:
    """非常满意120人、满意80人、一般10人: both are of those who are content."""
    for first in range(len(counts) - 2):
        run = counts[first:]
        if not all(alike(one.term.figure, run[0].term.figure) for one in run):
            continue
        for last in range(first + 3, len(counts) + 1):
            terms = tuple(one.term for one in counts[first:last])
            yield Equation(Shape.RATE_OF_ALL, result, terms, Weight.NEVER)
            behind = (*terms[1:], terms[0])
            yield Equation(Shape.RATE_OF_SUM, result, behind, Weight.NEVER)


def _counts(cell: Cell, at: int) -> list[Count]:
    """The counts of the rate's sentence, the nearest ones."""
    rate = cell.figures[at]
    few = len(cell.figures) <= _FEW and "；" in cell.plain and "。" not in cell.plain.rstrip("。")
    found = [
        place
        for place, one in enumerate(cell.figures)
        if (one.sentence == rate.sentence or few) and place != at and _is_count(one)
    ]
    found.sort(key=lambda place: abs(place - at))
    return [
        Count(term(cell.figures[place]), label(cell, place), place)
        for place in sorted(found[:_MOST_COUNTS])
    ]


def _is_count(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        not quantity.is_percent
        and "/" not in quantity.unit
        and is_exact(figure)
        and quantity.low >= 0
        and figure.role is not Role.BEFORE
        and figure.scope is Scope.NONE
        and quantity.unit not in (":", "分", "个百分点", "百分点")
    )


def _is_wrong(one: Count) -> bool:
    return lexicon("relations").holds(one.said, "wrong")


def _is_rest(cell: Cell, one: Count) -> bool:
    return lexicon("roles").holds(front(cell, one.at), "closing") or lexicon("relations").holds(
        one.said, "negative"
    )
