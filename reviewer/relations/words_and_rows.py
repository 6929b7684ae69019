"""Do the words of the text agree with the rows: 均已验收, 无投诉, 未开展 against what a row says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewer.language.kinship import acts, coverage, lacking, plain_words, without_light
from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.goal_text import task_done
from reviewer.reading.states import Kind, read_states

MAX_TEXT = 20_000
MAX_CLAUSES = 200
_LONGEST_CLAUSE = 80
_STOPS = "，。；！？：\n"
_A_WORD = 2


class Says(StrEnum):
    """What a clause says of its thing."""

    ALL = "all"  # 均已验收
    NONE = "none"  # 无投诉
    UNDONE = "undone"  # 尚未开展


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that says of a thing, without figures, that all was done, nothing was, or none came.

    `words` are its plain words, `before` those of its sentence before it, `task` those of the one
    task of the plan of which it speaks.
    """

    says: Says
    text: str
    words: str
    before: str
    task: str = ""


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text that say such a thing, in its order."""
    return tuple(_read(normalize(text[:MAX_TEXT])))


def _read(plain: str) -> Iterator[Clause]:
    at = opening = count = 0
    for end, char in enumerate(f"{plain}。"):
        if char not in _STOPS:
            continue
        piece, count = plain[at:end], count + 1
        said = _said(piece) if len(piece) <= _LONGEST_CLAUSE else None
        if said is not None:
            task = plain_words(task_done(piece)) if said is Says.ALL else ""
            yield Clause(said, piece, plain_words(piece), plain_words(plain[opening:at]), task)
        at = end + 1
        opening = opening if char in "，：" else at
        if count == MAX_CLAUSES:
            return


def _said(clause: str) -> Says | None:
    kinds = {state.kind for state in read_states(clause)}
    prose = lexicon("prose")
    if kinds & _UNDONE:
        return None if prose.holds(clause, "part") else Says.UNDONE
    if prose.holds(clause, "none"):
        return Says.NONE
    if kinds - {Kind.IN_TIME} or quantities(clause):
        return None
    return Says.ALL if prose.holds(clause, "every") else None


_UNDONE = frozenset((Kind.UNDONE, Kind.STOPPED))


def about(said: Sequence[Clause], thing: str) -> Iterator[Clause]:
    """The clauses that have all words of a row's name and speak of nothing else."""
    if len(content(thing)) < _A_WORD:
        return
    for one in said:
        # 校车运行平稳，无责任事故: what is not there may be said of what stands before.
        words = one.before + one.words if one.says is Says.NONE else one.words
        # 造林 of 人工造林 and 疫苗接种 of 犬类疫苗接种只, not of 造林成活.
        if one.task and one.task in (thing[-len(one.task) :], thing[-len(one.task) - 1 : -1]):
            yield one
            continue
        if lacking(thing, words) >= _A_WORD or coverage(thing, words) < _WHOLE:
            continue
        if not acts(thing) <= acts(words):
            continue  # installed is not yet accepted
        bare = lexicon("prose").without(without_light(one.words), *_SAYING)
        if coverage(thing, one.words) and len(content(without_states(bare), thing)) < _A_WORD:
            yield one


def without_states(text: str) -> str:
    """The text with a blank for every word of how far a thing has come."""
    kept, at = [], 0
    for state in read_states(text):
        if state.start >= at:
            kept.append(text[at : state.start])
            at = state.end
    return " ".join([*kept, text[at:]])


_WHOLE = 0.8
_SAYING = ("every", "finished", "none", "beside", "where", "at_least")
