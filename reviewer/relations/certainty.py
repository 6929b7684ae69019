"""Is it sure that a figure and a row, which differ in number, speak of one thing?"""

from __future__ import annotations

from collections.abc import Iterator, Set

from reviewer.language.kinship import coverage, does_another, lacking
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.prose import Statement
from reviewer.relations.matching import LITTLE, Matching, Near
from reviewer.relations.printed import is_misprint, same_unit
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import (
    A_WORD,
    MOST,
    SOME,
    agrees,
    comparable,
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

_SATISFACTION = "满意度"
"""群众满意度 and 服务对象满意度 are one where a form has but one; 家长满意度 is the parents'."""
_LOOSE = 4
"""So many characters of their own may the words next to a number have."""
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


def is_sure(matching: Matching, figure: Statement, row: RowFigures, ties: Ties) -> bool:
    """Whether words, the unit or the other text say so."""
    if matching.is_note:
        narrower = own_words(figure, row, acts=True) or says_where(figure)
        return _is_named(matching, figure, row) and not narrower
    each = lexicon("roles").find(figure.quantity.subject, "each")
    if not row.is_each and any(mark.word.startswith("各") for mark in each):
        return False  # 7月、8月各办1期
    if row.row in ties.rows(figure):
        return True
    if row.is_price:
        return matching.is_alone(figure, row) and names_one_price(figure, row)
    if not manner_fits(figure, row) or (figure.is_each and not row.is_each):
        return False
    if does_another(row.words, figure.sentence):
        return False
    if not row.measure.rate and not coverage(row.words, figure.words):
        return False  # 公益演出48场、公益讲座24期: the name is the other's
    served = served_by(figure)
    counting = _counting(matching, figure, served)
    if row.row in counting:
        if len(counting) > 1:
            return False
        if not figure.is_part and not content(served, row.context):
            return True
    named = _is_named(matching, figure, row) or _is_the_only(matching, figure, row)
    return named or _is_misprinted(figure, row)


def _counting(matching: Matching, figure: Statement, served: str) -> Set[int]:
    """The rows that count those for whom a clause does something."""
    return {
        one.row
        for one in (matching.rows if served else ())
        if comparable(figure, one) and coverage(one.words, served) >= SOME
    }


def _is_named(matching: Matching, figure: Statement, row: RowFigures) -> bool:
    """Whether the clause has the row's whole name and nothing else stands beside the number."""
    if lacking(row.words, figure.around) >= A_WORD or not (row.words or row.measure.rate):
        return False
    own = own_words(figure, row)
    if not own or row.measure.rate:
        return True
    if row.is_money:
        return is_slip(figure, row) and matching.is_alone(figure, row)
    return own <= _LOOSE and not figure.is_part and row.names_a_thing


def _is_the_only(matching: Matching, figure: Statement, row: RowFigures) -> bool:
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
        return fits and matching.is_only_rate(rate)
    if not matching.is_alone(figure, row):
        return False
    if lacks < A_WORD:
        # 夜间巡查 is part of 巡查, unless it is more, or a digit apart.
        other = is_slip(figure, row) or _is_more(figure, row)
        return own < A_WORD or row.names_a_thing or other
    covered = coverage(row.words, figure.sentence)
    close = covered >= MOST or (covered >= SOME and is_close(figure, row))
    return close and own_words(figure, row, acts=True) < A_WORD


def _is_misprinted(figure: Statement, row: RowFigures) -> bool:
    """筛查了786人 beside 768人 of 评估筛查人数: a word of the name, and its long number but for a slip."""
    if figure.is_part or row.measure.rate or row.is_money or figure.quantity.approximate:
        return False
    slips = any(is_misprint(figure.quantity, one) for one in row.values[-1:])
    alike = coverage(row.words, figure.words) > _A_WORD_OF_IT
    return slips and alike and own_words(figure, row, acts=True) < A_WORD


_A_WORD_OF_IT = 0.2


def _is_more(figure: Statement, row: RowFigures) -> bool:
    return figure.quantity.ends[0] > max(value.ends[1] for value in row.values)
