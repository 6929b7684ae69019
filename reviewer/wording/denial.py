"""Explanations that deny what they stand beside: 全部完成，无偏差."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.words import without_shared
from reviewer.reading.clauses import clauses, sentences

_LONGEST = 60
_NO_DEVIATION = re.compile(
    r"(?:与?(?:预期|年度|绩效)?(?:目标|指标|计划)值?)?(?:本?(?:年度|项|指标)*)"
    r"(?:无|没有|不存在|未(?:发生|出现|产生))(?:任何|明显)?偏[差离](?:情况|现象)?"
)
_HOW = "(?:已经?|均已?|都已?|全部|全面|全年|圆满|顺利|如期|按期|按时|按质|按量|保质|保量|足额|按照?(?:计划|要求|进度|预期)){0,5}"
_WHAT = "(?:了|年度|年初|预期|既定|预定|设定|绩效|各项|全部|所有|的|工作|任务|目标值?|指标值?|计划|要求|内容){0,6}"
_DONE = re.compile(rf"{_HOW}(?:完成|达[到成标]|实现){_WHAT}")
_WHOLLY = re.compile("全部|全面|圆满|所有|各项|目标|指标值")


@lru_cache(maxsize=1024)
def denies_deviation(explanation: str, row_words: str = "") -> bool:
    """Whether every clause says that all was done or that nothing deviates.

    已完成 alone does not: clerks write it for what was done of the row.
    """
    if len(explanation) > _LONGEST:
        return False
    found = [
        without_shared(clause, row_words).replace(" ", "")
        for sentence, _ in sentences(explanation)
        for clause in clauses(sentence)
    ]
    denied = [_NO_DEVIATION.fullmatch(clause) is not None for clause in found]
    done = [_DONE.fullmatch(clause) is not None for clause in found]
    if not found or not all(one or other for one, other in zip(denied, done, strict=True)):
        return False
    return any(denied) or any(_WHOLLY.search(clause) for clause in found)
