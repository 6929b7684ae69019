"""Read 年度总体目标 as a whole: its labelled parts, and what it says of all that was to be done."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import quantities
from reviewer.language.similarity import words_only
from reviewer.language.stops import SENTENCE, spans, start_of
from reviewer.language.units import Kind as Units
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, read_states

MAX_TEXT = 20_000
_LONGEST_HOLLOW = 60
_STOPS = "，。；！？：\n"
_YEAR = pattern(r"20\d\d年度?|[1-9]、|\d\.|\(?[一二三四五]\)?、")


# Parts ------------------------------------------------------------------------------------------


class Parts(NamedTuple):
    """The text under 总目标 and under 阶段性目标, bare of signs."""

    whole: str
    stage: str


class _Label(NamedTuple):
    is_whole: bool
    start: int
    end: int


@lru_cache(maxsize=256)
def parts(planned: str) -> Parts | None:
    """The goal's two parts, None where it is not divided so."""
    text = normalize(planned[:MAX_TEXT])
    labels = list(_labels(text))
    whole = next((one for one in labels if one.is_whole), None)
    if whole is None:
        return None
    stage = next((one for one in labels if not one.is_whole and one.start >= whole.end), None)
    if stage is None:
        return None
    return Parts(words_only(text[whole.end : stage.start]), words_only(text[stage.end :]))


@lru_cache(maxsize=256)
def without_labels(text: str) -> str:
    """The bare text without 总目标： and 阶段性目标：."""
    plain = normalize(text[:MAX_TEXT])
    kept, at = [], 0
    for label in _labels(plain):
        kept.append(plain[at : label.start])
        at = label.end
    return words_only("".join([*kept, plain[at:]]))


def _labels(text: str) -> Iterator[_Label]:
    """总目标 and 年度目标：, with years in brackets or before them (2023年度目标：)."""
    for mark in lexicon("completion").find(text, "whole_label", "stage_label"):
        start, end, is_whole = mark.start, mark.end, mark.concept == "whole_label"
        if text.startswith("(", end):
            closed = text.find(")", end, end + 20)
            end = closed + 1 if closed > 0 else end
        if text.startswith("：", end):
            end += 1
        elif not is_whole:
            continue
        if text[max(0, start - 4) : start].isdecimal():
            start -= 4
        elif text[max(0, start - 5) : start - 1].isdecimal() and text[start - 1] == "年":
            start -= 5
        yield _Label(is_whole, start, end)


# What is said of all ----------------------------------------------------------------------------


@lru_cache(maxsize=256)
def sweeping_claim(achieved: str) -> str:
    """The words that say, without exception or hedge, that all was done; "" where none do."""
    plain = normalize(achieved[:MAX_TEXT])
    for start, end in spans(plain, _STOPS):
        clause = plain[start:end]
        concepts = _made_of(clause)
        if not concepts >= {"all", "thing", "done"} or "denied" in concepts:
            continue
        opening = start_of(plain, start, SENTENCE)
        if not _is_qualified(plain[opening:start]):
            return _claim(clause)
    return ""


def _claim(clause: str) -> str:
    """完成各项任务 of 我局圆满完成各项任务, 各项任务均已完成 as it is."""
    find = lexicon("completion").find
    things, done, every = (find(clause, concept) for concept in ("thing", "done", "all"))
    if done[0].start < things[-1].start:
        return clause[done[0].start : things[-1].end]
    return clause[every[0].start : done[-1].end]


def _is_qualified(before: str) -> bool:
    """Whether the sentence has told of an exception: 除采购外, 两项尚未开展."""
    return lexicon("completion").holds(before, "except") or any(
        state.kind in _SHORT and not _is_saved(before, state) for state in read_states(before)
    )


def _is_saved(before: str, state: State) -> bool:
    """用电量少了41.6万千瓦时: less of what is measured is no task undone."""
    less = next((one for one in quantities(before) if one.start >= state.start), None)
    if state.kind is not Kind.LACKING or less is None or less.start > state.start + _BESIDE:
        return False
    return bool(less.units) and all(unit.kind not in _COUNTED for unit in less.units)


_BESIDE = 3


_COUNTED = frozenset(
    (Units.THINGS, Units.PLACES, Units.PERSONS, Units.PERSON_TIMES, Units.DOCUMENTS, Units.EVENTS)
)


_SHORT = frozenset((Kind.UNDONE, Kind.PARTLY, Kind.SOME, Kind.STOPPED, Kind.LACKING))


@lru_cache(maxsize=256)
def admits_failure(achieved: str) -> bool:
    """Whether the text begins by saying that the goal as a whole was not reached."""
    plain = normalize(achieved[:_LONGEST_HOLLOW])
    start, end = next(spans(plain, _STOPS), (0, 0))
    return _made_of(plain[start:end]) >= {"denied", "done"}


@lru_cache(maxsize=256)
def says_nothing(achieved: str) -> bool:
    """Whether the whole text could stand in any form, whatever was to be done."""
    plain = normalize(achieved)
    if not plain or len(plain) > _LONGEST_HOLLOW:
        return False
    words = lexicon("completion")
    return not any(
        content(words.without(plain[start:end], "hollow", "elsewhere"))
        for start, end in spans(plain, _STOPS)
    )


def _without_list(clause: str) -> str:
    """Without 培训、巡护等 of 培训、巡护等各项任务, which names the first of them all."""
    words = lexicon("completion")
    at = clause.rfind("等")
    if at < 0 or not any(mark.start == at + 1 for mark in words.find(clause, "all")):
        return clause
    done = words.find(clause[:at], "done")
    start = done[-1].end if done else 0
    named = clause[start:at]
    is_list = 1 < len(named) <= 24 and not ("的" in named or words.holds(named, *_NOT_SO))
    return clause[:start] + clause[at + 1 :] if is_list else clause


_NOT_SO = ("denied", "except", "elsewhere")


@lru_cache(maxsize=256)
def task_done(clause: str) -> str:
    """入户排查 of 年初定下的入户排查任务全部完成: the one task said to be wholly done; "" for none."""
    words = lexicon("completion")
    marks = words.marks(clause)
    things = [mark for mark in marks if mark.concept == "thing"]
    concepts = {mark.concept for mark in marks}
    if not concepts >= {"all", "done"} or concepts & {*_NOT_SO} or not things:
        return ""
    before = (mark.end for mark in marks if mark.end <= things[0].start)
    named = clause[max(before, default=0) : things[0].start]
    rest = words.without(clause.replace(named, " ", 1) if named else clause, *words.concepts)
    is_task = len(content(named)) > 1 and named.isalpha() and not rest.strip(" ")
    return named if is_task else ""


@lru_cache(maxsize=4096)
def _made_of(clause: str) -> Set[str]:
    """The concepts of a clause that has no other words; nothing for any other clause."""
    if len(clause) > 60:
        return frozenset()
    rest = _YEAR.sub("", _without_list(clause))
    concepts: set[str] = set()
    covered = 0
    for mark in lexicon("completion").marks(rest):
        if mark.start > covered:
            return frozenset()
        if mark.end > covered or mark.start == covered:
            covered = max(covered, mark.end)
        concepts.add(mark.concept)
    if covered < len(rest) or concepts & {"elsewhere", "except"}:
        return frozenset()
    return frozenset(concepts)
