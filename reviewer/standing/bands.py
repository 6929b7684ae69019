"""The qualitative band that the words of a result claim: 达成, 部分达成, 未达成."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.reading.states import Kind, State, read_states


class Band(Enum):
    """The three qualitative bands."""

    MET = 0
    PARTLY = 1
    NOT_MET = 2

    @property
    def chinese(self) -> str:
        return ("达成预期指标", "部分达成预期指标", "未达成预期指标")[self.value]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word with which a result claims less than all.

    Attributes:
        word: as printed.
        band: the band it claims; MET means the first band but not all of it.
        is_explicit: it states the outcome as a whole (部分完成, 未完成), so that a score outside
            its band contradicts it.
        is_verdict: it qualifies the reaching of the target itself (基本完成, 初步建成).
    """

    word: str
    band: Band
    is_explicit: bool
    is_verdict: bool


_BANDS = {
    Kind.UNDONE: Band.NOT_MET,
    Kind.PARTLY: Band.PARTLY,
    Kind.SOME: Band.MET,
    Kind.MOSTLY: Band.MET,
}
_SHORT = 16


@lru_cache(maxsize=4096)
def hedge(text: str) -> Hedge | None:
    """The gravest hedge of a result, None where it hedges nothing.

    基本医疗, 基本公共服务, 组成部分, 初步设计, 个别辅导 are names and hedge nothing.
    """
    states = [state for state in read_states(text) if state.kind in _BANDS]
    if not states:
        return None
    plain = normalize(text)
    found = [_hedge(state, plain) for state in states]
    gravest = max(found, key=lambda one: one.band.value)
    if gravest.band is Band.NOT_MET and _some_is_done(plain, states):
        return Hedge(gravest.word, Band.PARTLY, is_explicit=False, is_verdict=True)
    return gravest


def _hedge(state: State, plain: str) -> Hedge:
    states = state.kind in (Kind.PARTLY, Kind.UNDONE)
    # 尚未 somewhere in a text speaks of a rest; as its beginning, of the whole.
    own = state.kind is Kind.PARTLY or state.words[0] in "未没"
    whole = state.start == 0 or (own and state.clause == 0 and len(plain) <= _SHORT)
    return Hedge(state.words, _BANDS[state.kind], states and whole, state.kind is not Kind.SOME)


_DONE = ("已", "均", "其余", "部分", "个别", "完成了")


def _some_is_done(plain: str, states: Sequence[State]) -> bool:
    """已完成…，…尚未完成: part of it is missing, not the whole."""
    outside, at = [], 0
    for state in states:
        if state.kind is Kind.UNDONE:
            outside.append(plain[at : state.start])
            at = state.end
    rest = " ".join([*outside, plain[at:]])
    return any(word in rest for word in _DONE)
