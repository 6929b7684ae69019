"""Do a figure of a running text and a row speak of one thing, and do they give one number?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reviewer.language.kinship import coverage, lacking, plain_words, without_light
from reviewer.language.quantities import Quantity
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.prose import Statement
from reviewer.relations.printed import (
    is_floor,
    is_misprint,
    prints,
    same_unit,
    satisfies,
    units_alike,
)
from reviewer.relations.row_figures import RowFigures, in_a_year

A_WORD = 2
"""So many characters make a word that may tell things apart."""
SOME, MOST = 0.34, 0.6
"""Shares of words in common."""
_FAR = 0.3
"""Words of the sentence before the clause weigh so much less, but for rates."""
_TELLING = 3


# One thing? -------------------------------------------------------------------------------------


def comparable(statement: Statement, row: RowFigures) -> bool:
    """Whether a figure and a row can be of one thing by unit, rate, head and kind of change."""
    mine, theirs = statement.measure, row.measure
    if mine.rate != theirs.rate or mine.per != theirs.per:
        return False
    if statement.is_cumulative and not _may_be_of_the_year(statement, row):
        return False
    trend = statement.quantity.trend if statement.quantity.is_percent else 0
    if row.trend != trend and (row.trend or not row.names_change):
        return False
    if statement.quantity.trend and not row.names_change:
        return False
    return any(units_fit(statement, value) for value in row.values)


def _may_be_of_the_year(statement: Statement, row: RowFigures) -> bool:
    """累计 tells of all years, unless the row says so too or has the number, but for one digit."""
    return "累计" in row.context or any(
        value.low >= _LONG and is_misprint(statement.quantity, value) for value in row.values
    )


_LONG = 1000
"""Shorter numbers of two years may be alike by chance."""


def units_fit(statement: Statement, value: Quantity) -> bool:
    """Whether the units are one; 每人2000元 is in the unit of 2000元/人."""
    unit = statement.quantity.unit
    if units_alike(unit, value.unit):
        return True
    if not statement.measure.per:
        return False
    return units_alike(unit.partition("/")[0], value.unit.partition("/")[0])


def closeness(statement: Statement, row: RowFigures) -> float:
    """How much of the row's name the figure's words have, from 0 to 3.

    Beside the number counts most, then the clause, then the sentence before it.
    """
    if not row.words:
        return 1.0 if statement.measure.rate and statement.measure.rate == row.measure.rate else 0.0
    near = coverage(row.words, statement.words)
    tie = 0.001 * lacking(row.words, statement.around)  # of equals the nearer lacks less
    if near == 1.0:
        return 3.0 - tie
    clause = coverage(row.words, statement.around)
    lead = coverage(row.words, statement.sentence) if statement.lead else clause
    found = near + clause + lead * (1.0 if clause or row.measure.rate else _FAR)
    return max(0.0, found - tie) if found else 0.0


def likeness(one: Statement, other: Statement) -> float:
    """How much the words next to two figures are the same, from 0 to 1."""
    a, b = one.words, other.words
    if not content(a) or not content(b):
        return 0.0
    there, back = coverage(a, b), coverage(b, a)
    return max(there, back) if min(there, back) >= SOME else 0.0


def own_words(statement: Statement, row: RowFigures, *, acts: bool = False) -> int:
    """How many characters next to the number speak of something else than the row."""
    words = statement.words if acts else without_light(statement.words)
    words = lexicon("prose").without(words, "beside", "at_least", "where")
    return len(content(words, row.context))


def says_where(statement: Statement) -> bool:
    """城区核对5200户 is a part of all."""
    return lexicon("prose").holds(statement.near, "where")


def manner_fits(statement: Statement, row: RowFigures) -> bool:
    """提前办结率 is another rate than 按时办结率, and than 办结率."""
    how = statement.measure.manner
    return not how or how == row.measure.manner


def is_of_anybody(words: str) -> bool:
    """Whether 满意度 is said of no others than 群众 (服务对象)."""
    rest = words.replace(_SATISFACTION, "").replace("群众", "")
    return not content(lexicon("prose").without(rest, "beside", "at_least", "where"))


_SATISFACTION = "满意度"


def served_by(statement: Statement) -> str:
    """农村学校 of 为52所农村学校提供补助, but for the words that say where; "" where none are named."""
    before, _, _ = statement.clause.partition(statement.quantity.words)
    if _FOR.isdisjoint(before):
        return ""
    prose = lexicon("prose")
    tail = statement.quantity.tail
    gives = prose.find(tail, "gives")
    if not gives:
        return ""
    words = prose.without(tail[: gives[0].start].strip("的"), "where")
    return plain_words(words.replace(" ", ""))


_FOR = frozenset("为向对给")


def names_one_price(statement: Statement, row: RowFigures) -> bool:
    """Whether neither names what the other does not: 创业补贴标准 is no 住房补贴."""
    prose = lexicon("prose")
    said = statement.clause.replace(statement.quantity.words, " ")
    left = content(prose.without(said, "price", "at_least"), row.context)
    own = content(prose.without(row.words, "price"), statement.around)
    return not content(without_light(plain_words(left))) and not content(without_light(own))


# One number? ------------------------------------------------------------------------------------


def agrees(statement: Statement, row: RowFigures, *, of_result: bool) -> bool:
    """Whether a number of the row is one that the figure's words and digits allow."""
    goal = in_a_year(statement.quantity)
    if of_result and goal.relation and not goal.is_bound and not is_floor(goal, row.asked):
        goal = replace(goal, relation=None)  # 达92% reports 92%
    alike = [value for value in (*row.values, *row.others) if units_fit(statement, value)]
    if not of_result and goal.relation is not None and not goal.is_range:
        bounds = [one for one in alike if _same_bound(one, goal)]
        if bounds and len(bounds) == len(alike):
            return any(_is_one_bound(one, goal) for one in bounds)
    if row.is_price and goal.relation is None:
        # 每人2000元 is within 人均补助标准≤3000元.
        alike = [replace(one, low=Fraction(0)) if _is_ceiling(one) else one for one in alike]
    if any(_is_one_number(value, goal, of_result=of_result) for value in alike):
        return True
    sums = (value for value in row.sums if units_fit(statement, value))
    return any(_is_one_number(value, goal, of_result=of_result) for value in sums)


def _is_one_number(value: Quantity, goal: Quantity, *, of_result: bool) -> bool:
    return (
        satisfies(value, goal)
        or (of_result and satisfies(goal, value))
        or prints(goal, value, coarse=of_result)
        or prints(value, goal, coarse=of_result)
    )


def _is_ceiling(value: Quantity) -> bool:
    return value.relation is not None and value.relation.is_upper


def _same_bound(one: Quantity, other: Quantity) -> bool:
    """Two floors, or two ceilings: for one thing they are one number."""
    return (
        one.relation is not None
        and other.relation is not None
        and one.relation.is_upper == other.relation.is_upper
        and not one.approximate
        and not other.approximate
        and not one.is_range
    )


def _is_one_bound(one: Quantity, other: Quantity) -> bool:
    return _is_same(replace(one, is_bound=False), replace(other, is_bound=False))


def is_the_number(statement: Statement, row: RowFigures, least: int = _TELLING) -> bool:
    """Whether the row has the very number, and one of so many digits, hardly another's by chance."""
    quantity = statement.quantity
    digits = str(abs(quantity.low / quantity.multiplier).numerator).rstrip("0")
    return len(digits) >= least and any(_is_same(quantity, value) for value in row.values)


def _is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are one, as they are printed."""
    return (
        one.ends == other.ends
        or prints(one, other, coarse=False)
        or prints(other, one, coarse=False)
    )


def is_listed_part(statement: Statement, row: RowFigures) -> bool:
    """Whether it is but one of the parts that a result lists, so that the whole is still open."""
    if not row.listed:
        return False
    mine = statement.quantity.ends
    if not any(mine == one.ends and units_fit(statement, one) for one in row.values):
        return False
    sums = [one.ends for one in row.sums if units_fit(statement, one)]
    return bool(sums) and mine not in sums and mine < max(sums)


def is_slip(statement: Statement, row: RowFigures) -> bool:
    """Whether the numbers are a digit apart, or in another unit."""
    return any(is_misprint(statement.quantity, value) for value in row.values)


def is_close(statement: Statement, row: RowFigures) -> bool:
    """Whether the numbers are of one size, or a digit apart."""
    mine = statement.quantity.ends[0]
    alike = [one for one in (*row.others, *row.sums) if same_unit(one, statement.quantity)]
    theirs = [value.ends[0] for value in (*row.values, *alike)]
    near = any(value and Fraction(1, 2) <= mine / value <= 2 for value in theirs)
    return near or is_slip(statement, row)


def distance(statement: Statement, row: RowFigures) -> float:
    """How far apart the numbers are, as a share of the larger."""
    mine = float(statement.quantity.ends[0])
    apart = (
        abs(mine - float(value.ends[0])) / max(abs(mine), abs(float(value.ends[0])), 1e-9)
        for value in row.values
    )
    return min(apart, default=1.0)
