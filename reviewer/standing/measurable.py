"""Targets that nobody could measure: 按要求, 达到预期目标, 完成年度任务."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon

_LONGEST = 40
_ANY_YEAR = 2000
_VERBS = [
    "按",
    "按照",
    "根据",
    "依据",
    "依照",
    "符合",
    "达到",
    "达成",
    "满足",
    "完成",
    "实现",
    "落实",
    "执行",
    "遵照",
    "遵循",
]
_VAGUE = ("vague_way", "vague_whose", "vague_goal")


@lru_cache(maxsize=4096)
def cannot_be_measured(target: str) -> bool:
    """Whether the whole target says no more than that what is due should be done.

    A text that merely contains such words (按要求完成12项审查) can be measured, and so can external
    standards (符合国家标准), which can be looked up.
    """
    plain = bare(target)
    words = lexicon("figures")
    if not plain or len(plain) > _LONGEST or _goes_by_plan(plain):
        return False
    if plain in words.concepts["vague"]["words"].split():
        return True
    if words.without(plain, *_VAGUE).strip():
        return False
    verbs = [mark for mark in words.find(plain, "vague_way") if mark.word in _VERBS]
    goals = words.find(plain, "vague_goal")
    return bool(verbs) and any(goal.start >= verbs[0].end for goal in goals)


def only_says_prompt(target: str, actual: str) -> bool:
    """及时响应 for 平均22分钟到场: the result has a time, the target sets no limit to hold it against."""
    plain = bare(target)
    marks = lexicon("figures").find(plain, "prompt")
    if (
        not marks
        or marks[0].start > 0
        or not 0 < len(plain) - marks[0].end <= _VERB
        or quantities(target)
    ):
        return False
    return any(one.measures_time and one.unit != "年" for one in quantities(actual))


_VERB = 4


def _goes_by_plan(plain: str) -> bool:
    """按施工进度: a plan has dates of its own."""
    ahead = plain[:_PLAN_WITHIN]
    return plain.startswith("按") and lexicon("figures").holds(ahead, "by_plan")


_PLAN_WITHIN = 14


@lru_cache(maxsize=4096)
def says_all_or_none(target: str) -> bool:
    """Whether a target without a number can be counted all the same: 全覆盖, 无事故, a deadline.

    The year of 2020年度审核工作 is none.
    """
    plain = normalize(target)
    if plain.startswith("无") or lexicon("figures").holds(plain, "countable"):
        return True
    return any(
        span.bound is Bound.BY or not span.is_whole_year for span in dates(target, _ANY_YEAR)
    )
