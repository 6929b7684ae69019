"""Does a number of 年度总体目标 count what an indicator row counts, and do the two agree?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reviewer.wording.content import MIN_SHARED, content, name_words, without_shared
from reviewer.wording.goal_numbers import prints, same_unit, satisfies, scaled, total, units_alike
from reviewer.wording.goals import Stated
from reviewer.wording.normal import normalize
from reviewer.wording.quantities import Quantity

SATISFACTION = "满意度"
_PREFIX = re.compile(
    r"^(?:指标\d*[：、.]?|[★▲*☆]+|\d{1,2}[、.)](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、]"
    r"|其中：?){1,3}"
)
_BRACKETS = re.compile(r"\([^()]{0,20}\)$")
_METRIC = re.compile(
    r"(?:数量|个数|总数|次数|人次数?|人数|户数|份数|篇数|场次|场数|期数|班次|批次|件数|台数|套数"
    r"|家数|座数"
    r"|处数|页数|路数|班数|项数|条数|套数|盏数|棵数|公里数|课时数|学时数"
    r"|天数|小时数|时长|株数|亩数|吨数|头数|辆数|面积|里程|长度|宽度|规模|工作量|任务量|指标|情况|数|量)$"
)
_RATE = re.compile(r"\S{2}(?:率|(?<![长宽高深厚])度)$|(?:比例|占比|比重)$")
_GROWTH = re.compile(r"(?:增长|提升|提高|增加|上升)(?:率|比例|幅度)")
_DECLINE = re.compile(r"(?:下降|降低|减少|压减)(?:率|比例|幅度)")
_CHANGE = re.compile(r"增|减|提|升|降|涨|缩|节|幅")
_BEHIND_RATE = 4
"""So many characters may stand between 满意度 and its number (均保持, 应)."""
_LOOSE = 4
"""So many characters of their own may the words next to a number have."""


class Named(NamedTuple):
    """What a row's name says it measures: its own words, and the rate where it is one.

    `whole` is the name without its measure, words that any name may have included (服务群众).
    """

    words: tuple[str, ...]
    rate: str
    names_change: bool
    whole: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row as the goal is compared with it: its name, its words, and its numbers."""

    name: Named
    words: str
    values: tuple[Quantity, ...]


@lru_cache(maxsize=4096)
def named(name: str) -> Named:
    """公路硬化里程 → 公路硬化; 学员满意度 → 学员, 满意度."""
    plain = _BRACKETS.sub("", _PREFIX.sub("", normalize(name)))
    rate = _RATE.search(plain)
    change = _CHANGE.search(plain) is not None
    if rate:
        return Named(name_words(plain[: rate.start()]), rate.group(), change, plain)
    whole = _METRIC.sub("", _METRIC.sub("", plain))
    return Named(name_words(whole), "", change, whole)


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
        return row.rate in statement.quantity.subject[-len(row.rate) - _BEHIND_RATE :]
    return bool(row.words)


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


def _alike_in_words(statement: Stated, row: RowValues) -> bool:
    return _counts_in(statement.quantity.unit, row) and any(
        _holds(statement.clause, word) for word in row.name.words
    )


def _is_own(
    statement: Stated,
    row: RowValues,
    statements: Sequence[Stated],
    rows: Sequence[RowValues],
) -> bool:
    """Nothing next to the number speaks of something else, or no other number has this unit."""
    lacks = _lacking(statement.clause, row.name.whole) >= MIN_SHARED
    loose = 0 if statement.is_part or lacks else _LOOSE
    near = statement.near.replace("其中", "")
    if row.name.rate or len(content(near, row.words)) <= loose:
        return True
    if loose == 0:
        return False
    unit = statement.quantity.unit
    stated_so = sum(other.quantity.unit == unit for other in statements)
    counted_so = sum(any(value.unit == unit for value in other.values) for other in rows)
    return stated_so == 1 and counted_so == 1
