"""What a result or an explanation tells of single periods: one quarter late, one visit left out."""

from __future__ import annotations

import re

from reviewer.language.normal import normalize
from reviewer.language.quantities import every_quantity
from reviewer.reading.states import Kind, read_states

_PERIOD = re.compile(
    r"前[两二三]个?季度|第?[一二三四1-4](?:至第?[二三四2-4])?季度|[上下]半年|\d{1,2}(?:[-—~至、]\d{1,2})?月"
)
_CLAUSES = re.compile(r"[，；。]")
_LAPSES = (Kind.UNDONE, Kind.LATE, Kind.LACKING, Kind.STOPPED)
_TIMES = frozenset(("次", "期", "批", "个月", "月", "季度", "回", "天"))
_WITHIN = 8


def tells_periods_apart(target: str, actual: str) -> bool:
    """前三季度按季发放，第四季度于次年1月发放: of 按季发放 that was true for some quarters only."""
    if _PERIOD.search(normalize(target)):
        return False
    wanted = normalize(target).strip("。")
    told = [clause for clause in _CLAUSES.split(normalize(actual)) if _PERIOD.search(clause)]
    return len(told) > 1 and any(wanted not in clause for clause in told)


def misses_some(explanation: str) -> bool:
    """1次未按15天间隔维保: one of many was late or left out."""
    plain = normalize(explanation)
    times = [one for one in every_quantity(explanation) if one.unit in _TIMES]
    lapses = [one.start for one in read_states(explanation) if one.kind in _LAPSES]
    lapses += [
        at
        for sign in ("未", "漏", "缺", "没有", "延", "推迟", "晚")
        if (at := plain.find(sign)) >= 0
    ]
    return any(0 <= at - one.end <= _WITHIN for one in times for at in lapses)
