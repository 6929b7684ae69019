"""The rest that is only planned or awaited beside what is done: 首批已复查，其余学校拟寒假前安排.

Of a row that asks by when a thing is done, or for a rate that its result does not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.stops import spans
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, read_states

_ANY_YEAR = 2000
_REACH = 8
"""So much may stand between the rest and what is to become of it: 其余学校拟, 第三批安排在."""


@lru_cache(maxsize=4096)
def left_over(target: str, actual: str) -> str:
    """The clause that tells of it; "" for none."""
    plain = normalize(actual)
    if len(plain) > 120:
        return ""
    by_when = any(one.bound is Bound.BY for one in dates(target, _ANY_YEAR))
    rate = any(one.is_percent for one in quantities(target))
    given = any(one.is_percent or not one.high for one in quantities(actual))
    if not by_when and (given or not rate):
        return ""
    return next(_told(actual, plain, by_when=by_when), "")


def _told(actual: str, plain: str, *, by_when: bool) -> Iterator[str]:
    for start, end in spans(plain):
        clause = plain[start:end]
        left_out = _left_out(clause)
        if left_out and left_out not in plain[end:]:
            yield clause
        if _is_rest(clause) and not _came(plain[end:]):
            yield clause
        undated = by_when and not dates(actual, _ANY_YEAR)
        verdict = not by_when and lexicon("missing").holds(clause, "announced")
        if (undated or verdict) and _is_awaited(clause):
            yield clause


def _left_out(clause: str) -> str:
    """西关片区 of 除西关片区外均已装好; 除节假日外均开放 and 除已报废的2台外 leave nothing open."""
    words = lexicon("missing")
    opening = clause.find("除")
    closing = clause.find("外", opening)
    thing = clause[opening + 1 : closing].removesuffix("以").removesuffix("之")
    if opening != 0 or not 0 < len(thing) <= 12 or words.holds(thing, "not_due"):
        return ""
    behind = clause[closing + 1 :]
    all_done = words.holds(behind[:6], "all_of_it") and (
        words.holds(behind, "over") or behind.endswith("了")
    )
    return thing if all_done and not any(char.isdecimal() for char in thing) else ""


def _is_awaited(clause: str) -> bool:
    """待档案馆接收, 成绩待省馆公布."""
    words = lexicon("missing")
    awaited = words.find(clause, "awaited", "announced")
    return any(
        mark.end <= one.start <= mark.end + _REACH
        for mark in words.find(clause, "awaits", "waits")
        for one in awaited
    )


def _is_rest(clause: str) -> bool:
    """其余学校拟, 第三批安排在次年1月: the words on the rest, and close behind what is to become of it."""
    words = lexicon("missing")
    rests = [one for one in words.find(clause, "rest_of_it") if one.start <= 1]
    if not rests or lexicon("asks").holds(clause, "why_not"):
        return False
    return any(
        rests[0].end <= one.start <= rests[0].end + _REACH
        for one in words.find(clause, "intends", "put_off")
    )


def _came(behind: str) -> bool:
    return any(one.kind is Kind.MENDED for one in read_states(behind)) or lexicon("missing").holds(
        behind, "since"
    )
