"""Does a number of 年度总体目标 count what an indicator row counts, and do the two agree?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from reviewer.language.units import Kind
from reviewer.language.words import MIN_SHARED, content, without_shared
from reviewer.wording.goal_numbers import (
    is_floor,
    is_misprint,
    prints,
    same_unit,
    satisfies,
    scaled,
    total,
    units_alike,
)
from reviewer.wording.goal_rows import Named, RowValues
from reviewer.wording.goal_service import serves_only
from reviewer.wording.goals import Stated

SATISFACTION = "满意度"
_GROWTH = re.compile(r"(?:增长|提升|提高|增加|上升)(?:率|比例|幅度)")
_DECLINE = re.compile(r"(?:下降|降低|减少|压减)(?:率|比例|幅度)")
_BEHIND_RATE = 4
"""So many characters may stand between 满意度 and its number (均保持, 应)."""
_LOOSE = 4
"""So many characters of their own may the words next to a number have."""


# The same thing? ------------------------------------------------------------------------------


def matching(
    statements: Sequence[Stated], rows: Sequence[RowValues], year: int | None
) -> list[tuple[Stated, ...]]:
    """For each row the statements that count, in its unit, what its name says.

    Where several rows' names fit a statement, the row has it whose name shares most with the words
    next to the number: 评估报告 before 报告.
    """
    matched: list[list[Stated]] = [[] for _ in rows]
    in_unit: dict[str, list[tuple[int, RowValues]]] = {}
    for statement in statements:
        if year is not None and statement.year not in (None, year):
            continue
        unit = statement.quantity.unit
        if unit not in in_unit:
            in_unit[unit] = [(i, row) for i, row in enumerate(rows) if _counts_in(unit, row)]
        fits = [
            (_closeness(statement, row), index)
            for index, row in in_unit[unit]
            if (row.name.names_change or not statement.quantity.trend)
            and (
                _speaks_of(statement, row.name)
                or _is_only_satisfaction(statement, row, statements, rows)
                or serves_only(statement, row, statements, rows)
            )
        ]
        closest = max((closeness for closeness, _ in fits), default=(0, 0))
        for closeness, index in fits:
            if closeness == closest:
                matched[index].append(statement)
    return [tuple(found) for found in matched]


def _counts_in(unit: str, row: RowValues) -> bool:
    return any(units_alike(unit, value.unit) for value in row.values)


def _speaks_of(statement: Stated, row: Named) -> bool:
    if not all(_holds(statement.clause, word) for word in row.words):
        return False
    if _GROWTH.fullmatch(row.rate) or _DECLINE.fullmatch(row.rate):
        return bool(row.words) and statement.quantity.trend == (
            1 if _GROWTH.fullmatch(row.rate) else -1
        )
    if row.rate:
        near = statement.quantity.subject[-len(row.rate) - _BEHIND_RATE :]
        return row.rate in near and _is_rate_alike(statement.quantity.subject, row)
    return bool(row.words)


_HOW = re.compile(
    r"(?:(?P<in_time>按[时期]|及时|如期|准时)|(?P<early>提前)|(?P<once>一次性?|首次|初次)|(?P<online>网上|线上|全程网)"
    r"|(?P<at_once>当场|现场|即时|当日|当天))$"
)


def _is_rate_alike(subject: str, row: Named) -> bool:
    """提前办结率 is another rate than 按时办结率, and than 办结率."""
    at = subject.rfind(row.rate)
    said = _HOW.search(subject, max(0, at - _BEHIND_RATE), at)
    own = _HOW.search(row.whole.removesuffix(row.rate)) if row.rate else None
    how, wanted = said and said.lastgroup, own and own.lastgroup
    return how == wanted or (wanted is None and how == "in_time") or how is None


@lru_cache(maxsize=4096)
def _holds(clause: str, word: str) -> bool:
    """Whether the clause has the word, whole or in pieces: 资助困难学生 in 资助家庭困难学生."""
    return word in clause or not without_shared(word, clause).strip()


def _is_only_satisfaction(
    statement: Stated, row: RowValues, statements: Sequence[Stated], rows: Sequence[RowValues]
) -> bool:
    """服务对象满意度 and 群众满意度 are one where the form has but one on either side."""
    subject = statement.quantity.subject
    return (
        row.name.rate == SATISFACTION
        and SATISFACTION in subject[-len(SATISFACTION) - _BEHIND_RATE :]
        and sum(SATISFACTION in other.clause for other in statements) == 1
        and sum(other.name.rate == SATISFACTION for other in rows) == 1
    )


# The same number? -----------------------------------------------------------------------------


def contradiction(
    matched: Sequence[Stated],
    index: int,
    statements: Sequence[Stated],
    rows: Sequence[RowValues],
    *,
    of_result: bool,
) -> Stated | None:
    """The matched statement that a row contradicts.

    None where the row agrees with one of them, or none is surely about the row.
    """
    row = rows[index]
    if any(_agrees(statement, row, of_result=of_result) for statement in matched):
        return None
    if _adds_up([one for one in matched if not one.is_part], row, rows):
        return None
    if any(_lists_parts(one, row, statements) for one in matched):
        return None
    own = [one for one in matched if _is_own(one, row, statements, rows)]
    return max(own, key=lambda one: _closeness(one, row), default=None)


def _closeness(statement: Stated, row: RowValues) -> tuple[int, int]:
    """How many characters of the row's name stand next to the number, in pieces of two or more.

    Of equals the name is closer that the clause lacks least of: 培训 before 服务群众 in 培训群众.
    """
    shared = sum(
        len(word) - len(without_shared(word, statement.near).replace(" ", ""))
        for word in row.name.words
    )
    return shared, -_lacking(statement.clause, row.name.whole)


@lru_cache(maxsize=4096)
def _lacking(clause: str, whole: str) -> int:
    """How many characters of a name stand nowhere in the clause."""
    return len(without_shared(whole, clause).replace(" ", ""))


def _agrees(statement: Stated, row: RowValues, *, of_result: bool) -> bool:
    goal = statement.quantity
    if of_result and not goal.is_bound and not is_floor(goal, row.asked):
        goal = replace(goal, relation=None)  # 达92% reports 92%
    alike = [value for value in row.values if same_unit(goal, value)]
    return any(
        satisfies(value, goal)
        or (of_result and satisfies(goal, value))
        or prints(goal, value, coarse=of_result)
        or prints(value, goal, coarse=of_result)
        for value in alike
    )


def _adds_up(matched: Sequence[Stated], row: RowValues, rows: Sequence[RowValues]) -> bool:
    """The goal's numbers sum up to the row's, the row's parts or several rows to the goal's."""
    if not matched:
        return False
    whole = total(statement.quantity for statement in matched)
    own = total(row.values)
    goals = {whole, *(scaled(statement.quantity)[0] for statement in matched)}
    if own in goals or whole in {scaled(value)[0] for value in row.values}:
        return True
    kin = [
        other for other in rows if any(_alike_in_words(statement, other) for statement in matched)
    ]
    return total(value for other in kin for value in other.values) in goals


def _lists_parts(matched: Stated, row: RowValues, statements: Sequence[Stated]) -> bool:
    """县直单位62家、乡镇16个、村40个 are the 118家 of the row."""
    listed = [one.quantity for one in statements if one.clause == matched.clause]
    counts = all(one.units and one.units[0].kind in _COUNTED for one in listed)
    return (
        len(listed) > 1 and counts and total(listed) in {scaled(value)[0] for value in row.values}
    )


_COUNTED = frozenset({Kind.THINGS, Kind.PLACES, Kind.PERSONS, Kind.DOCUMENTS, Kind.EVENTS})


def _alike_in_words(statement: Stated, row: RowValues) -> bool:
    return _counts_in(statement.quantity.unit, row) and any(
        _holds(statement.clause, word) for word in row.name.words
    )


_BESIDE = re.compile(r"其中|(?:资金|经费)?(?:金额|总额)")
"""Beside a number these say nothing of their own."""


def _loose(statement: Stated, row: Named) -> int:
    """How many characters of its own the number may have beside it."""
    lacks = _lacking(statement.clause, row.whole) >= MIN_SHARED
    return 0 if statement.is_part or lacks else _LOOSE


def _is_own(
    statement: Stated,
    row: RowValues,
    statements: Sequence[Stated],
    rows: Sequence[RowValues],
) -> bool:
    """Nothing next to the number speaks of something else, or no other number has this unit."""
    if serves_only(statement, row, statements, rows):
        return True
    own_words = len(content(_BESIDE.sub("", statement.near), row.words))
    if row.name.rate or not own_words:
        return True
    loose = _loose(statement, row.name)
    if any(unit.kind is Kind.MONEY for unit in statement.quantity.units):
        # Sums are many: 专项债券 beside 支付利息 may be a part, unless the digits tell.
        slipped = any(is_misprint(statement.quantity, value) for value in row.values)
        if not slipped or loose == 0 or _stated_in_unit(statement, statements) > 1:
            return False
        return sum(_alike_in_words(statement, other) for other in rows) == 1
    return own_words <= loose or (loose > 0 and _is_only_in_unit(statement, statements, rows))


def _is_only_in_unit(
    statement: Stated, statements: Sequence[Stated], rows: Sequence[RowValues]
) -> bool:
    unit = statement.quantity.unit
    counted_so = sum(any(value.unit == unit for value in other.values) for other in rows)
    return counted_so == 1 and _stated_in_unit(statement, statements) == 1


def _stated_in_unit(statement: Stated, statements: Sequence[Stated]) -> int:
    unit = statement.quantity.unit
    return sum(other.quantity.unit == unit for other in statements)
