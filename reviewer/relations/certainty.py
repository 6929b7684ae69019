"""Is it sure that a figure and a row, which differ in number, speak of one thing?"""

from __future__ import annotations

from collections.abc import Set

from reviewer.language.kinship import coverage, does_another, lacking
from reviewer.language.words import content
from reviewer.reading.prose import Statement
from reviewer.relations.matching import Matching
from reviewer.relations.printed import scaled
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import (
    A_WORD,
    MOST,
    SOME,
    comparable,
    is_close,
    is_of_anybody,
    is_slip,
    manner_fits,
    names_one_price,
    own_words,
    says_where,
    served_by,
)
from reviewer.relations.ties import Ties

_SATISFACTION = "满意度"
"""群众满意度 and 服务对象满意度 are one where a form has but one; 家长满意度 is the parents'."""
_LOOSE = 4
"""So many characters of their own may the words next to a number have."""


def is_sure(matching: Matching, figure: Statement, row: RowFigures, ties: Ties) -> bool:
    """Whether words, the unit or the other text say so."""
    if matching.is_note:
        narrower = own_words(figure, row, acts=True) or says_where(figure)
        return _is_named(matching, figure, row) and not narrower
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
    return _is_named(matching, figure, row) or _is_the_only(matching, figure, row)


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


def _is_more(figure: Statement, row: RowFigures) -> bool:
    return scaled(figure.quantity)[0] > max(scaled(value)[1] for value in row.values)
