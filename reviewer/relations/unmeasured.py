"""Which figures of the planned text are things to be delivered, and has each of them a row?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.kinship import plain_words, without_light
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Kind
from reviewer.language.words import content, pieces
from reviewer.lexicon import lexicon
from reviewer.reading.demand import planned
from reviewer.reading.prose import Statement
from reviewer.relations.printed import same_unit, satisfies

_MEASURED_WORDS = 3
_SCOPE_REACH = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """What a row asks for: its words and its numbers; 全覆盖 asks for the number of the result."""

    words: str
    values: tuple[Quantity, ...]


@lru_cache(maxsize=4096)
def measured(name: str, target: str, actual: str) -> Measured:
    """A row as what the text promises is measured by it; a bare number stays bare."""
    values = planned(quantities(target)) or planned(quantities(actual))
    return Measured(f"{name} {target}", values)


def unmeasured(statements: Sequence[Statement], rows: Sequence[Measured]) -> list[Statement]:
    """The figures to be delivered that no row has in number, nor shares words with."""
    counted = [row for row in rows if row.values]
    return [one for one in statements if not any(_covers(row, one) for row in counted)]


def wants_row(statement: Statement) -> bool:
    """Whether a figure is a thing to be delivered: no amount, time, scope or part."""
    if statement.is_part:
        return False
    quantity = statement.quantity
    kinds = {unit.kind for unit in quantity.units}
    if not kinds or kinds & {Kind.MONEY, Kind.FOREIGN_MONEY} or quantity.measures_time:
        return False
    if not quantity.is_percent and (_is_scope(quantity.tail) or _tells_reach(statement.clause)):
        return False
    words = lexicon("prose").without(statement.near, "general")
    return any(len(word) > 1 for word in pieces(words))


def _is_scope(tail: str) -> bool:
    """覆盖16个行政村: so many places, and nothing to be made."""
    marks = lexicon("prose").find(tail[:_SCOPE_REACH], "scope")
    return bool(marks) and not content(tail[: marks[0].start].strip("个以上下的"))


def _tells_reach(clause: str) -> bool:
    """涉及居民1.1万户、楼栋286栋: how far something reaches."""
    marks = lexicon("prose").find(clause, "reach")
    return bool(marks) and marks[0].start == 0


def _covers(row: Measured, statement: Statement) -> bool:
    goal = statement.quantity
    alike = [value for value in row.values if value.unit and same_unit(goal, value)]
    if any(satisfies(value, goal) for value in alike):
        return True
    if any(not value.unit and value.low == goal.low for value in row.values):
        return True  # 5200 beside 5200盏
    size = 2 if alike else _MEASURED_WORDS
    said, own = without_light(statement.around), without_light(plain_words(row.words))
    # 18公里 and 420公里 have only their unit in common.
    shared = _runs(said, size) & _runs(own, size)
    return any(content(words) and words not in goal.unit for words in shared)


@lru_cache(maxsize=4096)
def _runs(text: str, size: int) -> frozenset[str]:
    """The runs of so many characters, none of them a digit or a sign."""
    every = (text[at : at + size] for at in range(len(text) - size + 1))
    return frozenset(run for run in every if run.isalpha())
