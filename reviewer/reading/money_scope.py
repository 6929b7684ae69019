"""Of what and of when a clause about money speaks: the project, something smaller, another year."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import dates
from reviewer.language.stops import SENTENCE, start_of
from reviewer.lexicon import Token, blanked, lexicon

SENTENCE_SIGNS = f"{SENTENCE}\n"


@lru_cache(maxsize=4096)
def tokens(name: str, text: str, *concepts: str) -> tuple[Token, ...]:
    """The words of these concepts (of all, where none is named) that stand within no longer one."""
    found = lexicon(name).tokens(text)
    if not concepts:
        return found
    return tuple(one for one in found if not one.concepts.isdisjoint(concepts))


_OF_A_BASIS = frozenset({"basis", "basis_end"})


def _without_words(name: str, text: str) -> str:
    # 会议 is a thing too where no 根据 stands before it.
    found = (one for one in tokens(name, text) if not one.concepts <= _OF_A_BASIS)
    return blanked(text, ((one.start, one.end) for one in found))


def is_elsewhere(clause: str, year: int | None, *, carries_on: bool) -> bool:
    """Whether it is said of a plan, another year or a stage of the year."""
    if tokens("money_scope", clause, "other_time"):
        return True
    if carries_on and "结转" in clause:
        return False  # 结转下年使用资金3万元, 结转2024年
    if tokens("money_scope", clause, "future"):
        return True
    return year is not None and any(
        span.names_year and span.first.year != year for span in dates(clause, year)
    )


def is_stage(before: str) -> bool:
    """Whether the sentence counts up to a day before the year's end: 截至10月底."""
    sentence = before[start_of(before, len(before), SENTENCE_SIGNS) :]
    return bool(tokens("money_scope", sentence, "until")) and not tokens(
        "money_scope", sentence, "year_end"
    )


def named(clause: str) -> str:
    """The words of a clause that are none of money's own: what it speaks of."""
    effects = tokens("money_scope", clause, "effect")
    rest = _without_words("money", clause[effects[-1].end if effects else 0 :])
    rest = _without_words("money_scope", rest)
    return "".join(char for char in rest if "\u4e00" <= char <= "\u9fff")


def without_basis(clause: str) -> str:
    """Without 根据常务会议纪要, which says why and not of what."""
    found = tokens("money_scope", clause, "basis", "basis_end")
    begin = next((one.start for one in found if "basis" in one.concepts), None)
    ends = [one.end for one in found if "basis_end" in one.concepts]
    if begin is None or not ends or ends[-1] < begin:
        return clause
    return clause[:begin] + clause[ends[-1] :]


def unless_project(words: str, project: str) -> str:
    """Nothing where the words are the project's own name, or most of it."""
    if len(words) < _A_NAME or not project:
        return words
    pairs = {project[at : at + 2] for at in range(len(project) - 1)}
    shared = sum(words[at : at + 2] in pairs for at in range(len(words) - 1))
    is_name = shared == len(words) - 1 and 2 * len(words) >= len(project)
    return "" if is_name else words


_A_NAME = 4
"""Shorter words may be of an item: 培训支出 in 社区安全培训."""


def is_execution_rate(name: str) -> bool:
    """Whether a row is the project's own rate of execution: 预算执行率."""
    return bool(tokens("money", name, "rate")) and is_about_money(name)


@lru_cache(maxsize=1024)
def is_about_money(name: str) -> bool:
    """Whether a row's name speaks of the project's money and of nothing else: 项目资金支出额."""
    if not (tokens("money", name, "rate") or tokens("spending", name, "money")):
        return False
    return len(named(name)) <= 1 and not tokens("money_scope", name, "source", "part")


def topic(clause: str) -> str:
    """What a clause that counts or pays something speaks of."""
    words = named(clause)
    if len(words) > 1:
        return words
    return "" if tokens("money_scope", clause, "whole") else A_NUMBER


A_NUMBER = "#"
