"""Results that are a plan or work under way (正在, 计划, 待验收) and not yet a result."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import every_quantity
from reviewer.reading.states import Kind, State, clause_at, read_states

_OPEN = (Kind.UNDER_WAY, Kind.BUILDING, Kind.PENDING, Kind.PLANNED, Kind.STOPPED)
_NOT_BEGUN = (
    "开展",
    "启动",
    "实施",
    "完工",
    "竣工",
    "开工",
    "组织",
    "进行",
    "举办",
    "举行",
    "召开",
)
_TRIALS = ("试运行", "试生产")
_ACTUAL = ("实际", "均已", "全部完成", "已完成", "已全部完成")
_ACTUAL_WITHIN = 60
"""How far behind a plan the words on what was really done may stand."""
_SHOWN = 16


@lru_cache(maxsize=4096)
def unfinished(text: str) -> str | None:
    """The words that make a result a plan or work under way, None where there are none.

    按计划完成, 年度计划, 草拟 and a plan that is followed by what was really done are none.
    """
    plain = normalize(text)
    for state in read_states(text):
        if not _is_open(state):
            continue
        if state.kind is Kind.PLANNED and _stands_beside_a_result(text, plain, state):
            continue
        _, stop = clause_at(plain, state.start)
        return plain[state.start : min(max(stop, state.end), state.start + _SHOWN)]
    return None


def _is_open(state: State) -> bool:
    if state.kind is Kind.UNDONE:
        return state.words.endswith(_NOT_BEGUN)
    return state.kind in _OPEN and not state.words.startswith(_TRIALS)


def _stands_beside_a_result(text: str, plain: str, plan: State) -> bool:
    """计划5份，实际完成5份; 演出57场，计划60场: the plan only stands beside what was done."""
    behind = plain[plan.end : plan.end + _ACTUAL_WITHIN]
    if any(word in behind for word in _ACTUAL):
        return True
    counts = every_quantity(text)
    told = any(one.end <= plan.start and plain[one.end : plan.start] in _SIGNS for one in counts)
    _, stop = clause_at(plain, plan.end)
    of_plan = [one for one in counts if plan.end <= one.start < stop]
    alone = len(of_plan) == 1 and plain[plan.end : of_plan[0].start] in _NAMED
    return told and alone and not plain[of_plan[0].end : stop].strip(")")


_SIGNS = ("，", "(", "；", "、")
_NAMED = ("", "数", "值", "为", "数为", "值为", "：", "数：", "是")
