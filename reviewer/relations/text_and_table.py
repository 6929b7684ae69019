"""Match the figures of a running text with the rows about the same things, and compare them.

A figure and a row speak of one thing as far as they share words, the kind of unit, the rate that
they give and what they count it per. First all that agree are paired off; a row that no figure
agrees with is contradicted by a figure that no row agrees with, where it is sure enough that the
two speak of one thing: the words say so, or the unit that nothing else has, or the other text of
the form, in which the same words stand with the row's own number.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import NamedTuple

from reviewer.language.kinship import coverage, does_another, lacking
from reviewer.language.units import Kind
from reviewer.language.words import content
from reviewer.reading.prose import Statement
from reviewer.relations.printed import same_unit, scaled, total
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import (
    A_WORD,
    MOST,
    SOME,
    agrees,
    closeness,
    comparable,
    distance,
    is_close,
    is_of_anybody,
    is_slip,
    is_the_number,
    likeness,
    manner_fits,
    names_one_price,
    own_words,
    says_where,
    served_by,
    units_fit,
)

_COUNTED = frozenset({Kind.THINGS, Kind.PLACES, Kind.PERSONS, Kind.DOCUMENTS, Kind.EVENTS})
_SATISFACTION = "满意度"
"""群众满意度 and 服务对象满意度 are one where a form has but one; 家长满意度 is the parents'."""
_LOOSE = 4
"""So many characters of their own may the words next to a number have."""
_WHOLE, _LITTLE = 2.5, 1.0
"""Closeness of a name that stands beside the number, and of one that has a word in its sentence."""
_MOST_FIGURES = 80
"""Real texts hold some sixty; of more the other text is not asked, so that time stays bounded."""
_MOST_ALIKE = 4
"""Of more figures in one unit none is known by the others."""
_ALIKE = 0.6
"""So much of one figure's words must stand with its sister in the other text."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of the form and the column of the rows that it is compared with.

    A note speaks of what fell short as well, so that only what has the row's own words counts.
    """

    statements: tuple[Statement, ...]
    rows: tuple[RowFigures, ...]
    is_result: bool
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and a row about the same thing; `agrees` says whether they give one number."""

    statement: Statement
    row: RowFigures
    agrees: bool


class _Near(NamedTuple):
    """A figure and a row that share words and differ in number, by their places."""

    closeness: float
    figure: int
    line: int


def compare(planned: Side, achieved: Side, year: int | None) -> tuple[list[Pair], list[Pair]]:
    """For each row that the one text speaks of, and the other, the figure that does."""
    if not (planned.statements or achieved.statements):
        return [], []
    one, other = _Matching(planned, year), _Matching(achieved, year)
    return one.pairs(other), other.pairs(one)


def compare_note(note: Side, year: int | None) -> list[Pair]:
    """For each row that a note speaks of the figure that does."""
    matching = _Matching(note, year)
    return matching.pairs(matching)


class _Matching:
    """The figures of one text against the rows, and which of them agree."""

    def __init__(self, side: Side, year: int | None) -> None:
        self.rows, self.is_result, self.is_note = side.rows, side.is_result, side.is_note
        self.figures = [
            one
            for one in side.statements
            if (year is None or one.year in (None, year)) and not (side.is_note and one.tells_a_gap)
        ]
        self.agreed: dict[int, dict[int, float]] = {}
        """For each figure the lines that it agrees with, and how close they are."""
        self.near: list[_Near] = []
        self._sisters: dict[Statement, Set[int]] = {}
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
                self.near.append(_Near(close, index, line))
                return
        if close or self._is_its_number(figure, row):
            self.agreed.setdefault(index, {})[line] = close

    def _is_its_number(self, figure: Statement, row: RowFigures) -> bool:
        """Whether the number alone tells that figure and row are one, without a word in common."""
        if row.measure.rate and row.words and not is_of_anybody(row.words):
            return False
        least = 2 if self._is_alone(figure, row) else 3
        return is_the_number(figure, row, least)

    def _drop_chances(self) -> None:
        """A figure beside the whole name of one row gives another's number by chance."""
        for lines in self.agreed.values():
            if max(lines.values()) > _WHOLE:
                for line in [at for at, close in lines.items() if close <= _WHOLE]:
                    del lines[line]

    def pairs(self, other: _Matching) -> list[Pair]:
        """Each row with the figure that agrees with it, or contradicts it."""
        return [*self.agreeing(), *self.contradicted(other)] if self.figures else []

    def agreeing(self) -> Iterator[Pair]:
        """Each row with a figure that gives its number."""
        pairs = {
            line: index
            for index, lines in self.agreed.items()
            for line, close in lines.items()
            if close
        }
        for line, index in sorted(pairs.items()):
            yield Pair(self.figures[index], self.rows[line], agrees=True)

    def contradicted(self, other: _Matching) -> Iterator[Pair]:
        """The rows that a figure about the same thing contradicts, each with the nearest one."""
        self._agree_by(other)
        settled = {line for lines in self.agreed.values() for line in lines}
        rows = {self.rows[line].row for line in settled}
        names = {self._name(line) for line in settled}
        free = [
            one
            for one in (*self.near, *self._by_sister(other))
            if self._is_free(one)
            and self.rows[one.line].row not in rows
            and self._name(one.line) not in names
        ]
        told: set[int] = set()
        used: set[int] = set()
        for near in sorted(free, key=self._rank):
            row, figure = self.rows[near.line], self.figures[near.figure]
            if row.row in told or near.figure in used or self._may_be_anothers(near, free):
                continue
            if not self._is_explained(figure, near.line) and self._is_sure(figure, row, other):
                told.add(row.row)
                used.add(near.figure)
                yield Pair(figure, row, agrees=False)

    def _name(self, line: int) -> tuple[str, str, str]:
        """The words of a line, its rate and the unit that it counts in."""
        row = self.rows[line]
        return row.words, row.measure.rate, row.values[0].unit

    def _rank(self, near: _Near) -> tuple[float, float]:
        """The closest in words first, of equals the nearest in number."""
        return -near.closeness, distance(self.figures[near.figure], self.rows[near.line])

    def _is_free(self, near: _Near) -> bool:
        """Whether the figure is no row's, or beside all words of this one another's by chance.

        引进展4个 leaves 原创展4个 to the row of 原创展览数量.
        """
        lines = self.agreed.get(near.figure, {})
        if not lines or (near.closeness > _WHOLE and max(lines.values()) < _LITTLE):
            return True
        return all(
            close < near.closeness
            and any(
                others.get(line, 0.0) > close
                for index, others in self.agreed.items()
                if index != near.figure
            )
            for line, close in lines.items()
        )

    def _may_be_anothers(self, near: _Near, free: list[_Near]) -> bool:
        return any(
            one.figure == near.figure
            and one.closeness >= near.closeness
            and self._name(one.line) != self._name(near.line)
            for one in free
        )

    # What else may explain a difference ---------------------------------------------------------

    def _is_explained(self, figure: Statement, line: int) -> bool:
        """Whether figures add up to the row's number, or this row and others to the figure's."""
        own = {scaled(value)[0] for value in self.rows[line].values}
        about = sorted({one.figure for one in self.near if one.line == line})
        whole = [self.figures[index] for index in about if not self.figures[index].is_part]
        if len(whole) > 1 and total(one.quantity for one in whole) in own:
            return True
        listed = [one.quantity for one in self.figures if one.clause == figure.clause]
        counted = all(one.units and one.units[0].kind in _COUNTED for one in listed)
        if len(listed) > 1 and counted and total(listed) in own:
            return True  # 县直单位62家、乡镇16个、村40个 are the 118家 of the row
        kin = [
            one for one in self.rows if comparable(figure, one) and closeness(figure, one) >= SOME
        ]
        goal = {scaled(figure.quantity)[0], *(scaled(one.quantity)[0] for one in whole)}
        return len(kin) > 1 and total(one.values[0] for one in kin) in goal

    # Whether it is sure -------------------------------------------------------------------------

    def _is_sure(self, figure: Statement, row: RowFigures, other: _Matching) -> bool:
        if self.is_note:
            narrower = own_words(figure, row, acts=True) or says_where(figure)
            return self._is_named(figure, row) and not narrower
        if row.row in self._tied(figure, other):
            return True
        if row.is_price:
            return self._is_alone(figure, row) and names_one_price(figure, row)
        if not manner_fits(figure, row) or (figure.is_each and not row.is_each):
            return False
        if does_another(row.words, figure.sentence):
            return False
        if not row.measure.rate and not coverage(row.words, figure.words):
            return False  # 公益演出48场、公益讲座24期: the name is the other's
        served = served_by(figure)
        counting = self._counting(figure, served)
        if row.row in counting:
            if len(counting) > 1:
                return False
            if not figure.is_part and not content(served, row.context):
                return True
        return self._is_named(figure, row) or self._is_the_only(figure, row)

    def _counting(self, figure: Statement, served: str) -> Set[int]:
        """The rows that count those for whom a clause does something."""
        return {
            one.row
            for one in (self.rows if served else ())
            if comparable(figure, one) and coverage(one.words, served) >= SOME
        }

    def _is_named(self, figure: Statement, row: RowFigures) -> bool:
        """Whether the clause has the row's whole name and nothing else stands beside the number."""
        if lacking(row.words, figure.around) >= A_WORD or not (row.words or row.measure.rate):
            return False
        own = own_words(figure, row)
        if not own or row.measure.rate:
            return True
        if row.is_money:
            return is_slip(figure, row) and self._is_alone(figure, row)
        return own <= _LOOSE and not figure.is_part and row.names_a_thing

    def _is_the_only(self, figure: Statement, row: RowFigures) -> bool:
        """Whether text and rows have but one of the kind, and most of the name is in the sentence."""
        if row.is_money or figure.is_part:
            return False
        lacks, own = lacking(row.words, figure.sentence), own_words(figure, row)
        rate = row.measure.rate
        if rate:
            anybody = rate == _SATISFACTION and (
                is_of_anybody(figure.words) or is_of_anybody(row.words)
            )
            nothing_else = not own_words(figure, row, acts=True)
            fits = lacks < A_WORD or nothing_else or anybody
            return fits and self._is_only_rate(rate)
        if not self._is_alone(figure, row):
            return False
        if lacks < A_WORD:
            # 夜间巡查 is part of 巡查, unless it is more, or a digit apart.
            other = is_slip(figure, row) or _is_more(figure, row)
            return own < A_WORD or row.names_a_thing or other
        covered = coverage(row.words, figure.sentence)
        close = covered >= MOST or (covered >= SOME and is_close(figure, row))
        return close and own_words(figure, row, acts=True) < A_WORD

    def _is_alone(self, figure: Statement, row: RowFigures) -> bool:
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

    def _is_only_rate(self, rate: str) -> bool:
        rows = {one.row for one in self.rows if one.measure.rate == rate}
        return len(rows) == 1 and sum(one.measure.rate == rate for one in self.figures) == 1

    # The other text -----------------------------------------------------------------------------

    def sisters(self, figure: Statement) -> Set[int]:
        """The row whose number stands in this text with the words that the other text uses."""
        if len(self.figures) > _MOST_FIGURES:
            return frozenset()
        if figure not in self._sisters:
            self._sisters[figure] = frozenset(self._row_of_sister(figure))
        return self._sisters[figure]

    def _row_of_sister(self, figure: Statement) -> Set[int]:
        scores = {
            index: likeness(figure, one)
            for index, one in enumerate(self.figures)
            if same_unit(one.quantity, figure.quantity)
            and one.measure == figure.measure
            and one.is_part == figure.is_part
            and bool(one.quantity.trend) == bool(figure.quantity.trend)
        }
        best = max(scores.values(), default=0.0)
        alike = [index for index, score in scores.items() if score == best]
        if best < _ALIKE or len(alike) > 1:
            return set()
        sister = self.figures[alike[0]]
        lines = {
            line: close
            for line, close in self.agreed.get(alike[0], {}).items()
            if close >= _LITTLE or is_the_number(sister, self.rows[line], 1)
        }
        closest = max(lines.values(), default=0.0)
        rows = {self.rows[line].row for line, close in lines.items() if close == closest}
        return rows if len(rows) == 1 else set()

    def _tied(self, figure: Statement, other: _Matching) -> Set[int]:
        return other.sisters(figure) or self._left_over(figure, other)

    def _left_over(self, figure: Statement, other: _Matching) -> Set[int]:
        """The row of the unit that the other text speaks of, and of this text only the figure can."""
        if figure.is_part or figure.measure.rate or figure.quantity.trend:
            return frozenset()
        mine, theirs = self._counted_alike(figure), other._counted_alike(figure)
        if len(mine) != len(theirs) or len(mine) > _MOST_ALIKE:
            return frozenset()
        told = [self.agreed.get(index) for index in mine if self.figures[index] is not figure]
        asked = [other.agreed.get(index) for index in theirs]
        if not all(told) or not all(asked):
            return frozenset()
        rest = other._rows_of(theirs) - self._rows_of(mine)
        near = {
            row.row
            for row in self.rows
            if row.row in rest
            and units_fit(figure, row.values[0])
            and (is_slip(figure, row) or (is_close(figure, row) and not figure.counts_anything))
        }
        return near if len(rest) == 1 else frozenset()

    def _counted_alike(self, figure: Statement) -> list[int]:
        return [
            index
            for index, one in enumerate(self.figures)
            if one.measure == figure.measure
            and same_unit(one.quantity, figure.quantity)
            and (one is figure or not one.is_part)
        ]

    def _rows_of(self, figures: list[int]) -> Set[int]:
        return {self.rows[line].row for at in figures for line in self.agreed.get(at, ())}

    def _tied_by(self, other: _Matching) -> Iterator[tuple[int, int]]:
        """Figures that agree with no row, and the lines to which the other text's words tie them."""
        for index, figure in enumerate(self.figures):
            rows = set() if index in self.agreed else self._tied(figure, other)
            for line, row in enumerate(self.rows):
                if row.row in rows and comparable(figure, row):
                    yield index, line

    def _agree_by(self, other: _Matching) -> None:
        for index, line in list(self._tied_by(other)):
            if agrees(self.figures[index], self.rows[line], of_result=self.is_result):
                self.agreed.setdefault(index, {})[line] = 0.0

    def _by_sister(self, other: _Matching) -> Iterator[_Near]:
        have = {(one.figure, one.line) for one in self.near}
        for index, line in self._tied_by(other):
            if (index, line) not in have:
                yield _Near(SOME, index, line)


def _is_more(figure: Statement, row: RowFigures) -> bool:
    return scaled(figure.quantity)[0] > max(scaled(value)[1] for value in row.values)
