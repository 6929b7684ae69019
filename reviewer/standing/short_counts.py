"""Targets in numbers: what words take away from a number that is there, 2台未到货 of 30台."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, clause_at, read_states
from reviewer.standing.completeness import open_counts
from reviewer.standing.grounds import Shortfall, ShortfallKind, with_words

if TYPE_CHECKING:
    from reviewer.standing.attainment import Attainment

_PENDING = (Kind.PENDING, Kind.BUILDING, Kind.UNDER_WAY)
_LONGEST_BEGUN = 24


@lru_cache(maxsize=4096)
def part_missing(target: Quantity, reached: Quantity, name: str, actual: str) -> Shortfall | None:
    """2台未到货 of 30台, 6个待验收 of 40个, where the target needs them all."""
    asked = f"{normalize(name)}{target.subject}{target.tail}"
    builds = lexicon("asks").holds(asked, "build") and not lexicon("asks").holds(asked, "begin")
    hunting = lexicon("asks").holds(normalize(name), "hunting")
    if only := _only_so_many(target, reached, actual):
        return with_words(ShortfallKind.COMPLETENESS, only)
    for count, state in open_counts(actual, asked):
        same = count.unit == reached.unit and bool(target.unit) and count.start != reached.start
        if not same or count.start < reached.start or not reached.low - count.low < target.low:
            continue
        if state.kind is Kind.FAILED and hunting:
            continue
        if any(word in count.subject for word in _BESIDES):
            continue
        if state.kind is Kind.UNDONE and not _is_owed(state, asked):
            return with_words(ShortfallKind.PENDING, span(actual, count, state))
        if state.kind in _PENDING and not (builds and not _is_on_trial(state)):
            return with_words(ShortfallKind.PENDING, span(actual, count, state))
        return with_words(ShortfallKind.COMPLETENESS, span(actual, count, state))
    return None


def _only_so_many(target: Quantity, reached: Quantity, actual: str) -> str:
    """仅2个获批 behind 5个片区: so few of them got there."""
    plain = normalize(actual)
    for one in quantities(actual):
        few = one.unit == reached.unit and one.low < target.low and one.start > reached.start
        if few and plain.endswith(("仅", "仅有", "只有", "只"), 0, one.start):
            return plain[one.start - 1 : clause_at(plain, one.start)[1]]
    return ""


def _is_owed(state: State, asked: str) -> bool:
    """Whether what is not done is what the row asks for; a device bought may not yet be put up."""
    verbs = lexicon("states").find(state.words, "owing")
    own = any(state.words[at : at + 2] in asked for at in range(1, len(state.words) - 1))
    return own or any(mark.end == len(state.words) for mark in verbs)


def _is_on_trial(state: State) -> bool:
    """Built, and not yet accepted: 待验收, 正在试运行."""
    return state.kind is Kind.PENDING or any(word in state.words for word in _TRIALS)


_BESIDES = ("剩余", "其余", "余下", "此外", "剩下")
"""Of what is beside what was reached."""
_TRIALS = ("试运行", "试生产", "试用", "联调", "调试", "验收")


def first_enough(target: Quantity, actual: str, found: Attainment) -> Quantity | None:
    """40个 of 40个，仅12个完工, where several numbers leave open which one answers."""
    if found.missed or found.reverse or not target.unit:
        return None
    first = next(iter(quantities(actual)), None)
    enough = first is not None and first.unit == target.unit and first.low >= target.low
    return first if enough else None


def span(actual: str, count: Quantity, state: State) -> str:
    """The words of a result from a number to what is said of it, in either order."""
    plain = normalize(actual)
    return plain[min(count.start, state.start) : max(count.end, state.end)]


@lru_cache(maxsize=4096)
def only_begun(target: str, name: str, actual: str) -> str:
    """The words that say that all of what was to be built is only begun: 3个（已开工）."""
    asked = f"{normalize(name)}{normalize(target)}"
    reached = normalize(actual).strip("。")
    if (
        not lexicon("asks").holds(asked, "build")
        or lexicon("asks").holds(asked, "begin")
        or len(reached) > _LONGEST_BEGUN
    ):
        return ""
    counts = quantities(actual)
    if len(counts) != 1 or lexicon("asks").holds(reached, "delivered"):
        return ""
    begun = [(one.start, one.end) for one in lexicon("asks").find(reached, "begun")]
    states = [(one.start, one.end) for one in read_states(actual) if one.kind is Kind.BUILDING]
    spans = begun or states
    if not spans:
        return ""
    start, end = spans[0]
    rest = reached[: min(start, counts[0].start)] + reached[max(end, counts[0].end) :]
    between = reached[min(end, counts[0].end) : max(start, counts[0].start)]
    loose = "".join(char for char in rest + between if char not in "()，已均全部现目前仍建设")
    return reached[start:end] if len(loose) <= _LOOSE and "其中" not in reached else ""


_LOOSE = 6


def under_way_in_all(actual: str) -> str:
    """正在对5个台站逐一维护: the number is of what is being done, and nothing is done."""
    plain = normalize(actual)
    first = next(iter(read_states(actual)), None)
    if first is None or first.kind is not Kind.UNDER_WAY or first.start > 0:
        return ""
    _, stop = clause_at(plain, first.end)
    counted = any(first.end <= one.start < stop for one in quantities(actual))
    done = any(word in plain for word in _DONE)
    return plain[:stop] if counted and not done else ""


def own_thing_open(asked: str, actual: str) -> str:
    """样品送了8份，报告还没回来 of 检测报告: what the row counts is itself not there."""
    plain = normalize(actual)
    for state in read_states(actual):
        start, stop = clause_at(plain, state.start)
        subject = plain[start : state.start]
        if state.kind is not Kind.UNDONE or not _OWN <= len(subject) <= _LONGEST_OWN:
            continue
        if subject in asked and not any(word in plain[stop:] for word in _DONE):
            return plain[start:stop]
    return ""


_OWN, _LONGEST_OWN = 2, 6
_DONE = ("已", "均", "都", "完成", "全部", "完毕", "完工", "验收")
