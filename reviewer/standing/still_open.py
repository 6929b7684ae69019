"""What a result tells to be open still, beside a figure that counts it as done.

等着重检的71台 of 100% settled, 2副退在厂里修 of 14 inspected, 检测报告还没拿到 of a rate of what passed,
初稿还没审完 of reports written.
"""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, spans, start_of
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, read_states

_WHOLE = 100
_LONGEST = 120
_REACH = 8
"""So much may stand between still waiting and for what: 等着厂家复检, 还在厂里换链条."""


@lru_cache(maxsize=4096)
def still_open(target: Quantity, reached: Quantity, actual: str, name: str) -> str:
    """The clause that tells of it; "" where nothing is open, or enough is done without it."""
    plain = normalize(actual)
    if len(plain) > _LONGEST:
        return ""
    for start, end in spans(plain):
        clause = plain[start:end]
        if _came(plain[end:]):
            continue
        of_all = target.is_percent and (target.low == _WHOLE or not quantities(clause))
        if _lacks_its_paper(clause) and (of_all or _is_of_paper(name)):
            return clause
        if not _waits(clause):
            continue
        if _is_draft(plain[:end], name) and not target.is_percent:
            return clause
        if _too_few_without(plain, start, end, target, reached):
            return clause
    return ""


def _waits(clause: str) -> bool:
    """等着重检, 还在厂里修, 专家还没审完."""
    words = lexicon("missing")
    return any(
        before.end <= behind.start <= before.end + _REACH
        for waiting, what in (("still_waits", "recheck"), ("still_at", "in_repair"))
        for before in words.find(clause, waiting)
        for behind in words.find(clause, what)
    ) or words.holds(clause, "not_reviewed")


def _lacks_its_paper(clause: str) -> bool:
    """检测报告还没拿到."""
    words = lexicon("missing")
    papers = words.find(clause, "proof")
    return any(
        paper.end <= one.start <= paper.end + _REACH
        for paper in papers
        for one in words.find(clause, "not_got")
    )


def _is_of_paper(name: str) -> bool:
    return lexicon("missing").holds(normalize(name), "proof")


def _is_draft(before: str, name: str) -> bool:
    """写出2篇初稿, where no draft is asked for."""
    drafts = [one.words for one in read_states(before) if one.kind is Kind.DRAFT]
    return bool(drafts) and not any(one in normalize(name) for one in drafts)


def _too_few_without(plain: str, start: int, end: int, target: Quantity, reached: Quantity) -> bool:
    """Whether the target is missed without those that the clause, or that before it, counts."""
    since = start_of(plain, start, SENTENCE)
    told = [one for one in quantities(plain) if since <= one.start < end]
    own = [one for one in told if one.start >= start] or told[-1:]
    if not own or own[0].start == reached.start:
        return False
    if target.is_percent:
        counted = not own[0].is_percent and not own[0].measures_time
        return counted and target.low == _WHOLE and bool(own[0].low)
    return own[0].unit == reached.unit and 0 <= reached.low - own[0].low < target.low


def _came(behind: str) -> bool:
    """Whether what follows tells that it came in after all."""
    return any(one.kind is Kind.MENDED for one in read_states(behind)) or lexicon("missing").holds(
        behind, "since"
    )
