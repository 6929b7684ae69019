"""The figures of a running text against the rows of a form: which of them give one number."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from reviewer.lexicon import lexicon
from reviewer.reading.prose import Statement
from reviewer.relations.printed import same_unit
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import (
    agrees,
    closeness,
    comparable,
    is_of_anybody,
    is_the_number,
    units_fit,
)

_HARDLY_CHANCE = 2
"""So many digits tell where nothing else is counted in the unit."""
WHOLE, LITTLE = 2.5, 1.0
"""Closeness of a name that stands beside the number, and of one that has a word in its sentence."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of the form and the column of the rows that it is compared with.

    A note speaks of what fell short as well, so that only what has the row's own words counts.
    """

    statements: tuple[Statement, ...]
    rows: tuple[RowFigures, ...]
    is_result: bool
    is_note: bool = False


class Near(NamedTuple):
    """A figure and a row that share words and differ in number, by their places."""

    closeness: float
    figure: int
    line: int


class Matching:
    """The figures of one text against the rows, and which of them agree."""

    def __init__(self, side: Side, year: int | None) -> None:
        self.rows, self.is_result, self.is_note = side.rows, side.is_result, side.is_note
        self.figures = [
            one
            for one in side.statements
            if (year is None or one.year in (None, year))
            and not (side.is_note and one.tells_a_gap)
            and not lexicon("roles").holds(one.quantity.subject, "before")  # 知识库年初14200条
        ]
        self.agreed: dict[int, dict[int, float]] = {}
        """For each figure the lines that it agrees with, and how close they are."""
        self.near: list[Near] = []
        for line, row in enumerate(side.rows):
            for index, figure in enumerate(self.figures):
                if comparable(figure, row):
                    self._weigh(index, figure, line, row)
        self._drop_chances()

    def _weigh(self, index: int, figure: Statement, line: int, row: RowFigures) -> None:
        close = closeness(figure, row)
        if close or row.measure.rate:
            agreed = agrees(figure, row, of_result=self.is_result)
            if not agreed:
                self.near.append(Near(close, index, line))
                return
        if close or self._is_its_number(figure, row):
            self.agreed.setdefault(index, {})[line] = close

    def _is_its_number(self, figure: Statement, row: RowFigures) -> bool:
        """Whether the number alone tells that figure and row are one, without a word in common."""
        if row.measure.rate and row.words and not is_of_anybody(row.words):
            return False
        if not is_the_number(figure, row, _HARDLY_CHANCE):
            return False
        return is_the_number(figure, row) or self.is_alone(figure, row)

    def _drop_chances(self) -> None:
        """A figure beside the whole name of one row gives another's number by chance."""
        for lines in self.agreed.values():
            if max(lines.values()) > WHOLE:
                for line in [at for at, close in lines.items() if close <= WHOLE]:
                    del lines[line]

    def name(self, line: int) -> tuple[str, str, str]:
        """The words of a line, its rate and the unit that it counts in."""
        row = self.rows[line]
        return row.words, row.measure.rate, row.values[0].unit

    def is_alone(self, figure: Statement, row: RowFigures) -> bool:
        """Whether nothing else in the text and in the rows is counted in this unit."""
        rows = {
            one.row
            for one in self.rows
            if one.measure.per == row.measure.per
            and any(units_fit(figure, value) for value in one.values)
        }
        figures = [
            one
            for one in self.figures
            if one.measure.per == figure.measure.per
            and same_unit(one.quantity, figure.quantity)
            and (one is figure or not one.is_part)
        ]
        return len(rows) == 1 and len(figures) == 1

    def is_only_rate(self, rate: str) -> bool:
        """Whether text and rows have this rate but once."""
        rows = {one.row for one in self.rows if one.measure.rate == rate}
        return len(rows) == 1 and sum(one.measure.rate == rate for one in self.figures) == 1

    def counted_alike(self, figure: Statement) -> list[int]:
        """The figures of one unit and measure with this one, but for parts of others."""
        return [
            index
            for index, one in enumerate(self.figures)
            if one.measure == figure.measure
            and same_unit(one.quantity, figure.quantity)
            and (one is figure or not one.is_part)
        ]

    def rows_of(self, figures: Sequence[int]) -> Set[int]:
        """The rows that some figures agree with."""
        return {self.rows[line].row for at in figures for line in self.agreed.get(at, ())}
