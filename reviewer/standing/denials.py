"""Explanations that deny what their row shows, in words.

Beside a target that was missed: 超额完成, 目标设定偏低, 全部合格, 按期开放, 成本控制在限额以内; beside one
far exceeded: 培训减少. What speaks of another thing or of a part says nothing of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.words import without_shared
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.about import is_of_row
from reviewer.reading.clauses import clauses, sentences
from reviewer.standing.confessions import bearing, reported

_LONGEST = 120
"""A longer text says more than that, and weighs one thing against another."""


@lru_cache(maxsize=1024)
def denies_deviation(explanation: str, row_words: str = "") -> bool:
    """Whether every clause says that all was done or that nothing deviates.

    已完成 alone does not: clerks write it for what was done of the row.
    """
    if len(explanation) > 60:
        return False
    found = [
        without_shared(clause, row_words).replace(" ", "")
        for sentence, _ in sentences(explanation)
        for clause in clauses(sentence)
    ]
    words = lexicon("verdicts")
    denied = [_is_made_of(clause, "no_deviation", "way", "all") for clause in found]
    done = [_is_made_of(clause, "all", "done", "way") for clause in found]
    if not found or not all(one or other for one, other in zip(denied, done, strict=True)):
        return False
    return any(words.holds(one, "no_deviation") for one in found) or any(
        words.holds(one, "all") or "目标" in one or "指标值" in one for one in found
    )


def _is_made_of(clause: str, first: str, *more: str) -> bool:
    words = lexicon("verdicts")
    key = "done" if "done" in more else first
    return words.holds(clause, key) and not words.without(clause, first, *more).strip()


@lru_cache(maxsize=4096)
def denies_miss(
    explanation: str,
    row_words: str,
    *,
    less_is_better: bool,
    target: str = "",
    year: int | None = None,
) -> str:
    """The clause that says that a missed target was reached or passed; "" where none does.

    Args:
        explanation: the cell.
        row_words: the row's name, target and result.
        less_is_better: the target is a limit (成本, 时限).
        target: the row's target, for 控制在1200元以内.
        year: the form's.
    """
    plain = normalize(explanation)
    if len(plain) > _LONGEST:
        return ""
    told = tuple(_told(explanation, row_words, year))
    if lexicon("verdicts").holds(plain, "lack"):
        return ""
    for before, clause in zip(("", *told), told, strict=False):
        marks = lexicon("verdicts").outer(clause)
        if _bounds_target(clause, target, less_is_better):
            return clause
        passed = _below_limit(clause, marks, target) if less_is_better else _passes(clause, marks)
        rest = _rest(clause, passed)
        if passed and not rest.strip() and not is_of_row(before, row_words):
            continue  # 投诉多，超过预期: what passed it stands before
        if passed and is_of_row(rest, row_words):
            return clause
        low = [] if less_is_better else _set_too_low(clause, marks)
        if low and is_of_row(_rest(clause, low), row_words):
            return clause
    return _all_done(told, row_words)


def _bounds_target(clause: str, target: str, less_is_better: bool) -> bool:
    """登记率稳居98%以上 where 98% was wanted; what was wanted (要求98%以上) says so itself."""
    if lexicon("verdicts").holds(clause, "target", "limit"):
        return False
    wanted = quantities(target)
    for one in quantities(clause):
        if not one.is_bound or one.relation is None or one.relation.is_upper != less_is_better:
            continue
        if any(one.unit == own.unit and one.low == own.low for own in wanted):
            return True
    return False


def _passes(clause: str, marks: tuple[Mark, ...]) -> list[Mark]:
    """超额完成, 高于年初目标, 超出预期."""
    over = [one for one in marks if one.concept == "over"]
    reached = [] if quantities(clause) else _pair(clause, marks, "target", "reach")
    return over or _pair(clause, marks, "target", "beyond") or reached


def _pair(clause: str, marks: tuple[Mark, ...], what: str, how: str) -> list[Mark]:
    return list(next(bearing(clause, marks, what, how), ()))


def _below_limit(clause: str, marks: tuple[Mark, ...], target: str) -> list[Mark]:
    """低于预算, 节约明显, 控制在1200元以内 where 1200元 is the limit."""
    saved = [one for one in marks if one.concept == "saving"]
    held = [one for one in marks if one.concept == "within"]
    costs = [one for one in marks if one.concept == "cost"]
    limits = {one.low for one in quantities(target)}
    if held and any(one.low in limits for one in quantities(clause)):
        return [*held, *costs]
    below = _pair(clause, marks, "limit", "below")
    costs += [one for one in marks if one.concept == "limit" and saved]
    return [*(below or saved), *costs] if below or saved else []


def _set_too_low(clause: str, marks: tuple[Mark, ...]) -> list[Mark]:
    """目标设定过低, and nothing else."""
    low = [one for one in marks if one.concept == "too_low"]
    target = [one for one in marks if one.concept == "target"]
    if not low or not target or target[0].start > low[-1].start:
        return []
    rest = clause[low[-1].end :].removesuffix("了")
    setting = [one for one in marks if one.concept == "setting"]
    return [low[-1], *target, *setting] if not rest else []


_BEFORE_DONE = re.compile(r"\S(?=[完齐毕](?![善整全成工]))")
"""装 of 装完 is the verb, whatever it is."""


def _rest(clause: str, marks: list[Mark]) -> str:
    clause = _BEFORE_DONE.sub(" ", clause)
    for mark in sorted(set(marks), key=lambda one: one.start, reverse=True):
        clause = f"{clause[: mark.start]} {clause[mark.end :]}"
    return clause


def _all_done(told: tuple[str, ...], row_words: str) -> str:
    """全部合格 as all that is told; a number other than the target's may make it a part."""
    verdict = ""
    for clause in told:
        if _says_all(clause, row_words):
            verdict = verdict or clause
        elif not _is_idle(clause):
            return ""
    wanted = {one.low for one in quantities(row_words)[:1]}
    own = {one.low for clause in told for one in quantities(clause)}
    return verdict if own - {1} <= wanted else ""  # 一个不漏


def _says_all(clause: str, row_words: str) -> bool:
    marks = lexicon("verdicts").outer(clause)
    every = next((one for one in marks if one.concept == "all"), None)
    if every is None:
        return False
    done = [one for one in marks if one.concept == "done" and one.start >= every.end]
    ways = [one for one in marks if one.concept in ("way", "all", "in_time")]
    if done and is_of_row(_rest(clause, [*done, *ways]), row_words):
        return True
    told = _TOLD.search(clause, every.end)
    if told is None:
        return False
    wanted = {(one.low, one.unit) for one in quantities(row_words)[:1]}
    if any((one.low, one.unit) in wanted for one in quantities(clause)):
        return True  # 14个项目都出了报告 where 14 were wanted
    rest = clause[: told.start()] + clause[told.end() :]
    return is_of_row(rest.replace(every.word, " "), row_words)


_TOLD = re.compile(r"[\u4e00-\u9fff]{1,2}(?:到|到位|完|好)?了")
"""What is told as done, whatever it is: 全都享受到了, 都出了报告."""


def _is_idle(clause: str) -> bool:
    """无偏差, 今后继续做好, 反响良好: nothing of the row's own."""
    words = lexicon("made_up")
    return (
        lexicon("verdicts").holds(clause, "no_deviation")
        or any(one.start == 0 for one in words.find(clause, "goes_on"))
        or any(one.end == len(clause) for one in words.find(clause, "praised"))
    )


def denies_delay(explanation: str, row_words: str, year: int | None = None) -> str:
    """The clause that says that something late was in time; "" where none does."""
    plain = normalize(explanation)
    if len(plain) > _LONGEST or lexicon("verdicts").holds(plain, "lack"):
        return ""
    for clause in _told(explanation, row_words, year):
        marks = lexicon("verdicts").marks(clause)
        kept = [one for one in marks if one.concept == "in_time"]
        done = [one for one in marks if one.concept == "done" and kept and one.start >= kept[0].end]
        if kept and done and is_of_row(_rest(clause, [*kept, *done]), row_words):
            return clause
        if kept and kept[0].word == "赶在" and done:
            return clause
        early = max(clause.find("早"), clause.find("提前"))
        if early > 0 and any(one.concept == "deadline" and one.end <= early for one in marks):
            return clause
    return ""


def tells_of_less(explanation: str, row_words: str, year: int | None = None) -> str:
    """The clause that says that there was less of what far exceeded its target; "" for none."""
    plain, words = normalize(explanation), lexicon("verdicts")
    name = row_words.split(" ", 1)[0]
    if len(plain) > _LONGEST or words.holds(plain, "growth") or words.holds(name, "less_wanted"):
        return ""
    for clause in _told(explanation, row_words, year):
        less = words.find(clause, "fewer")
        if not less or less[0].start == 0:
            continue
        behind = words.without(clause[less[-1].end :], "target", "of_year").strip()
        if not behind and is_of_row(clause[: less[0].start], row_words):
            return clause
    return ""


def _told(explanation: str, row_words: str, year: int | None) -> Iterator[str]:
    """The clauses that report a fact; 确保完成目标 reports none."""
    for clause in reported(explanation, year, row_words):
        if not lexicon("explanation").holds(clause, "future"):
            yield clause
