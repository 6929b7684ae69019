"""Which numbers of the planned goal are to be delivered, and has each of them an indicator row?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reviewer.language.units import Kind
from reviewer.language.words import content, pieces
from reviewer.wording.goal_numbers import same_unit, satisfies
from reviewer.wording.goal_rows import RowValues
from reviewer.wording.goals import Stated

_SCOPE = re.compile(
    r"^(?:个|以上|以下)*的?(?:行政|自然|建制|乡)?(?:[省市县区乡镇村旗盟州]|街道|部门|单位|科室|处室|方面|阶段|领域|大类|类别)"
)
_REACHED = re.compile(r"共?(?:涉及|覆盖|惠及)")
"""涉及居民1.1万户、楼栋286栋: how far something reaches."""
_GENERAL = re.compile(
    r"全[省市县区州镇乡局校院年]|[我本][省市县区州镇乡局校院]|涉及|覆盖|包括|对|在|针对|各"
)
_MEASURED_WORDS = 3


def wants_row(statement: Stated) -> bool:
    """Whether a number of the plan is a thing to be delivered: no amount, time, scope or part."""
    if statement.is_part:
        return False
    quantity = statement.quantity
    kinds = {unit.kind for unit in quantity.units}
    if not kinds or kinds & {Kind.MONEY, Kind.FOREIGN_MONEY} or quantity.measures_time:
        return False
    if not quantity.is_percent and (
        _SCOPE.match(quantity.tail) or _REACHED.match(statement.clause)
    ):
        return False
    return bool(own_words(statement))


def own_words(statement: Stated) -> tuple[str, ...]:
    """The words around a number that are its own."""
    return tuple(word for word in pieces(_GENERAL.sub(" ", statement.near)) if len(word) > 1)


def has_row(statement: Stated, rows: Sequence[RowValues]) -> bool:
    """Whether some quantified row has this number in this unit, or shares words with it."""
    return any(_covers(row, statement) for row in rows if row.values)


def _covers(row: RowValues, statement: Stated) -> bool:
    goal = statement.quantity
    alike = [value for value in row.values if value.unit and same_unit(goal, value)]
    if any(satisfies(value, goal) for value in alike):
        return True
    if any(not value.unit and value.low == goal.low for value in row.values):
        return True  # 5200 beside 5200盏
    size = 2 if alike else _MEASURED_WORDS
    shared = _runs(statement.clause, size) & _runs(row.words, size)
    # 18公里 and 420公里 have only their unit in common.
    return any(content(words) and words not in goal.unit for words in shared)


@lru_cache(maxsize=4096)
def _runs(text: str, size: int) -> frozenset[str]:
    """The runs of so many characters, none of them a digit or a sign."""
    every = (text[at : at + size] for at in range(len(text) - size + 1))
    return frozenset(run for run in every if run.isalpha())
