"""The row that a figure is about, as the other text of the form tells it.

The same words stand there with the row's own number, or the row is the only one of its unit that
the other text speaks of and this text seems not to.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from reviewer.reading.prose import Statement
from reviewer.relations.matching import LITTLE, Matching, Near
from reviewer.relations.printed import same_unit
from reviewer.relations.same_thing import (
    SOME,
    agrees,
    comparable,
    is_close,
    is_slip,
    is_the_number,
    likeness,
    units_fit,
)

_MOST_FIGURES = 80
"""Real texts hold some sixty; of more the other text is not asked, so that time stays bounded."""
_MOST_ALIKE = 4
"""Of more figures in one unit none is known by the others."""
_ALIKE = 0.6
"""So much of one figure's words must stand with its sister in the other text."""


class Ties:
    """What the one text's figures have to do with rows, as the other text tells it."""

    def __init__(self, mine: Matching, other: Matching) -> None:
        self.mine, self.other = mine, other
        self.is_bounded = max(len(mine.figures), len(other.figures)) <= _MOST_FIGURES
        self._words: dict[Statement, Set[int]] = {}

    def rows(self, figure: Statement) -> Set[int]:
        """The row of a figure, in a set that is empty where none is told."""
        if not self.is_bounded:
            return frozenset()
        if figure not in self._words:
            self._words[figure] = frozenset(self._row_of_sister(figure))
        return self._words[figure] or self._left_over(figure)

    def agree(self) -> None:
        """Let figures agree with the rows that the other text ties them to."""
        for index, line in list(self._tied()):
            mine = self.mine
            if agrees(mine.figures[index], mine.rows[line], of_result=mine.is_result):
                mine.agreed.setdefault(index, {})[line] = 0.0

    def near(self) -> Iterator[Near]:
        """Figures and rows that no word of their own ties."""
        have = {(one.figure, one.line) for one in self.mine.near}
        for index, line in self._tied():
            if (index, line) not in have:
                yield Near(SOME, index, line)

    def _tied(self) -> Iterator[tuple[int, int]]:
        """Figures that agree with no row, and the lines to which the other text's words tie them."""
        for index, figure in enumerate(self.mine.figures):
            rows = set() if index in self.mine.agreed else self.rows(figure)
            for line, row in enumerate(self.mine.rows):
                if row.row in rows and comparable(figure, row):
                    yield index, line

    def _row_of_sister(self, figure: Statement) -> Set[int]:
        scores = {
            index: likeness(figure, one)
            for index, one in enumerate(self.other.figures)
            if same_unit(one.quantity, figure.quantity)
            and one.measure == figure.measure
            and one.is_part == figure.is_part
            and bool(one.quantity.trend) == bool(figure.quantity.trend)
        }
        best = max(scores.values(), default=0.0)
        alike = [index for index, score in scores.items() if score == best]
        if best < _ALIKE or len(alike) > 1:
            return set()
        sister = self.other.figures[alike[0]]
        lines = {
            line: close
            for line, close in self.other.agreed.get(alike[0], {}).items()
            if close >= LITTLE or is_the_number(sister, self.other.rows[line], 1)
        }
        closest = max(lines.values(), default=0.0)
        rows = {self.other.rows[line].row for line, close in lines.items() if close == closest}
        return rows if len(rows) == 1 else set()

    def _left_over(self, figure: Statement) -> Set[int]:
        """The row of the unit that the other text speaks of, and of this text only the figure can."""
        if figure.is_part or figure.measure.rate or figure.quantity.trend:
            return frozenset()
        mine, other = self.mine, self.other
        here, theirs = mine.counted_alike(figure), other.counted_alike(figure)
        if len(here) != len(theirs) or len(here) > _MOST_ALIKE:
            return frozenset()
        told = [mine.agreed.get(index) for index in here if mine.figures[index] is not figure]
        asked = [other.agreed.get(index) for index in theirs]
        if not all(told) or not all(asked):
            return frozenset()
        rest = other.rows_of(theirs) - mine.rows_of(here)
        near = {
            row.row
            for row in mine.rows
            if row.row in rest
            and units_fit(figure, row.values[0])
            and (is_slip(figure, row) or (is_close(figure, row) and not figure.counts_anything))
        }
        return near if len(rest) == 1 else frozenset()
