"""Results that are a plan or work under way (正在, 计划, 待验收) and not yet a result."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import every_quantity
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, clause_at, read_states

_OPEN = (Kind.UNDER_WAY, Kind.BUILDING, Kind.PENDING, Kind.PLANNED, Kind.STOPPED)
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
    state = _open_state(text)
    if state is None:
        return None
    plain = normalize(text)
    _, stop = clause_at(plain, state.start)
    return plain[state.start : min(max(stop, state.end), state.start + _SHOWN)]


@lru_cache(maxsize=4096)
def _open_state(text: str) -> State | None:
    plain = normalize(text)
    for state in read_states(text):
        beside = state.kind is Kind.PLANNED and _stands_beside_a_result(text, plain, state)
        if _is_open(state) and not beside:
            return state
    return None


def tells_of_work(text: str) -> bool:
    """Whether what is open is told as it is (2口正在施工) and not as a plan (计划下年举办)."""
    state = _open_state(text)
    return state is not None and state.kind in (Kind.UNDER_WAY, Kind.BUILDING, Kind.UNDONE)


_SHORT = 16
_HEAD = 6


def says_nothing_was_done(text: str) -> bool:
    """未开展, 已取消举办: the whole result says that there is none."""
    plain = normalize(text).strip("。")
    first = next(iter(read_states(text)), None)
    if first is None or first.kind not in (Kind.UNDONE, Kind.STOPPED) or first.start > _HEAD:
        return False
    return len(plain) - first.start <= _SHORT and not set("，；") & set(plain)


def is_dated(text: str) -> bool:
    """Whether a text names a time: 2024年3月, 下年底, 二季度."""
    plain = normalize(text)
    return lexicon("states").holds(plain, "later", "dated") or any(
        plain[at - 1 : at].isdecimal() for at in range(1, len(plain)) if plain[at] in "月年"
    )


def _is_open(state: State) -> bool:
    if state.kind is Kind.UNDONE:
        verbs = lexicon("states").find(state.words, "beginning")
        return any(mark.end == len(state.words) for mark in verbs)
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
