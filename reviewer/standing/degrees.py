"""How much a result claims: 基本完成, 部分完成, 有所提高 for 明显提高, 较健全 for 健全."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.lexicon import Mark, lexicon
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
    whole = state.start == 0 or (own and state.clause == 0 and len(plain) <= 16)
    return Hedge(state.words, _BANDS[state.kind], states and whole, state.kind is not Kind.SOME)


def _some_is_done(plain: str, states: Sequence[State]) -> bool:
    """已完成…，…尚未完成: part of it is missing, not the whole."""
    outside, at = [], 0
    for state in states:
        if state.kind is Kind.UNDONE:
            outside.append(plain[at : state.start])
            at = state.end
    rest = " ".join([*outside, plain[at:]])
    return any(word in rest for word in ("已", "均", "其余", "部分", "个别", "完成了"))


_LONGEST = 40


def _find(text: str, *concepts: str) -> tuple[Mark, ...]:
    return lexicon("degrees").find(text, *concepts)


def _first(text: str, *concepts: str) -> Mark | None:
    return next(iter(_find(text, *concepts)), None)


@lru_cache(maxsize=4096)
def is_weaker(target: str, actual: str, name: str = "") -> bool:
    """Whether the result says the target's own words, weakened (较, 不够, 有所 for 明显)."""
    wanted, reached = bare(target), bare(actual)
    if not wanted or len(wanted) > _LONGEST:
        return False
    return (
        _is_qualified(wanted, reached)
        or _changed_less(wanted, reached)
        or _changed_plainly(wanted, reached, bare(name))
    )


def _is_qualified(wanted: str, reached: str) -> bool:
    """The result is the target but for one word that weakens it."""
    if len(reached) > _LONGEST:
        return False
    aims = {wanted, lexicon("degrees").without(wanted, "stronger").replace(" ", "")}
    weak = list(_find(reached, "weaker"))
    if any(wanted.endswith(mark.word) for mark in _find(wanted, "there")):
        weak += _find(reached, "gradually", "slowly")
    return any(reached[: mark.start] + reached[mark.end :] in aims for mark in weak)


def _asked_change(wanted: str) -> tuple[Mark, Mark] | None:
    """明显 and 提高 of 明显提高."""
    much = _first(wanted, "much")
    if much is None:
        return None
    change = next((one for one in _find(wanted, "up", "down") if one.start == much.end), None)
    return None if change is None else (much, change)


def _changed_less(wanted: str, reached: str) -> bool:
    """明显提高 was wanted; nothing in the result says 明显 of anything, and it says 有所提高."""
    asked = _asked_change(wanted)
    if asked is None or _first(wanted, "little"):
        return False
    little = _first(reached, "little")
    if little is None:
        lacks = _first(reached, "lacking")
        rest = lexicon("degrees").without(reached, "lacking")
        return lacks is not None and not _first(rest, "much")
    said = next((one for one in _find(reached, "up", "down") if one.start == little.end), None)
    rest = f"{reached[: little.start]} {reached[little.end :]}"
    if said is None:
        return False
    return said.concept == asked[1].concept and not _first(rest, "much")


def _changed_plainly(wanted: str, reached: str, name: str) -> bool:
    """明显提高 was wanted, and all that the cell says is 提高, 逐步提高 or 较明显."""
    asked = _asked_change(wanted)
    if asked is None or len(reached) > _LONGEST or _first(wanted, "faint"):
        return False
    much, change = asked
    for known in (name, wanted[: much.start], wanted[change.end :]):
        reached = reached.replace(known, "", 1) if known else reached
    said = _first(reached, change.concept)
    faint = _first(reached, "faint")
    if not reached or (said is None and faint is None) or _find(reached, _OTHER[change.concept]):
        return False
    left = lexicon("degrees").without(reached, change.concept, "faint", "slowly", "filler")
    return not left.strip()


_OTHER = {"up": "down", "down": "up"}


@lru_cache(maxsize=4096)
def is_poor(target: str, actual: str, name: str) -> bool:
    """Whether the whole result is a poor verdict on what the target or the row's name speaks of."""
    wanted, reached, named = bare(target), bare(actual), bare(name)
    if max(len(wanted), len(reached)) > 24:
        return False
    if not _first(wanted, "good") or _first(wanted + named, "bad_thing"):
        return False
    poor = next((one for one in _find(reached, "poor") if one.end == len(reached)), None)
    return poor is not None and _is_of_the_row(reached[: poor.start], wanted, named)


def _is_of_the_row(head: str, wanted: str, name: str) -> bool:
    """Whether what is called poor is the row's own thing and no other (宣传不足)."""
    head = head.replace(name, "") if name else head
    left = "".join(lexicon("degrees").without(head, "around").split())
    return not left or left in wanted or left in name
