"""为62所农村学校提供…: a number of those for whom something is done, and the row that counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from reviewer.wording.goal_numbers import units_alike
from reviewer.wording.goal_rows import RowValues
from reviewer.wording.goals import Stated

_RECEIVER = re.compile(
    r"^(?:受益|受惠|惠及|服务|补助|资助|补贴|救助|扶持)(?P<who>[\u4e00-\u9fff]{2,6})$"
)
_FOR = re.compile(r"(?:^|[^认成作视因人行])[为向对给]")
_DOES = re.compile(r"提供|发放|给予|实施|开展|补助|资助|补贴|救助|配备|购买|落实|办理")
_KIND = r"(?:农村|城乡|城镇|城区|乡镇|全[省市县区镇乡]|辖区内?|各类)"
"""So much may stand before those counted without making them others."""


def serves_only(
    statement: Stated, row: RowValues, statements: Sequence[Stated], rows: Sequence[RowValues]
) -> bool:
    """Whether the number counts those whom the row counts, and nothing else can be meant.

    The text has no other number and the form no other row in this unit for them.
    """
    who = _receiver(row.name.whole)
    if not who or statement.is_part or not _is_served(statement.clause, statement.near, who):
        return False
    unit = statement.quantity.unit
    return _is_one(units_alike(unit, other.quantity.unit) for other in statements) and _is_one(
        _counts(who, unit, other) for other in rows
    )


def _is_one(found: Iterable[bool]) -> bool:
    """Whether just one is true; the second ends the search."""
    return len(tuple(islice(filter(None, found), 2))) == 1


def _counts(who: str, unit: str, row: RowValues) -> bool:
    of_them = who in row.name.whole or (row.name.whole != "" and row.name.whole in who)
    return of_them and any(units_alike(unit, value.unit) for value in row.values)


@lru_cache(maxsize=4096)
def _receiver(whole: str) -> str:
    """学校 of 受益学校; "" where a name counts nobody served."""
    found = _RECEIVER.match(whole)
    return "" if found is None else found["who"]


@lru_cache(maxsize=4096)
def _is_served(clause: str, near: str, who: str) -> bool:
    """Whether a clause does something for those behind its number: 为1.8万名学生提供补助."""
    if who not in near or not (_FOR.search(clause) and _DOES.search(clause)):
        return False
    tail = near.partition(" ")[2]
    return re.match(f"{_KIND}?{re.escape(who)}(?:$|的$|{_DOES.pattern})", tail) is not None
