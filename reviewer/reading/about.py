"""Whether the words of an explanation speak of their own row or of something else.

实际培训人次 in 实际培训人次高于目标值 is the row's 培训人次; 申请人数 or 其他乡镇 would be others'.
"""

from __future__ import annotations

import re

from reviewer.language.patterns import pattern
from reviewer.language.words import pieces, without_shared
from reviewer.lexicon import lexicon

_CAUSE = pattern(r"(?<!原)(?:因(?![此素])|由于|鉴于|受(?![训理益助教检])).*", re.DOTALL)
_NUMBER = pattern(
    r"(?:(?:20\d\d|今|本|当)年)?\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|[底末初])?|(?:\d[\d.,]{0,15}[万亿]?|[一二三四五六七八九十两]{1,3}|第?\d{1,4})"
    r"(?:个百分点|%|人次|[个名次期场家户台套处座件项条所人亩份批部]|公里|万元|元)?(?:以内|以下|以上)?"
)


def said_first(head: str) -> str:
    """The words without the cause that stands among them: 分馆 of 分馆因征地."""
    return _CAUSE.sub("", head)


def is_of_row(head: str, row_words: str) -> bool:
    """Whether nothing in the words speaks of another thing than the row's."""
    words, plain = lexicon("verdicts"), _NUMBER.sub(" ", said_first(head))
    bare = words.without(plain, "general")
    # 次 is general, 车次 of 单车次 is not: either order may cut the other's words apart.
    orders = (without_shared(bare, row_words), without_shared(plain, row_words))
    return any(
        all(
            _is_short_for(one, row_words)
            for one in pieces(words.without(rest, "general"), row_words)
        )
        for rest in orders
    )


_LONGEST_SHORT = 4


def _is_short_for(piece: str, row_words: str) -> bool:
    """婚检 is short for 婚前医学检查: its characters stand there in the same order."""
    if not 1 < len(piece) <= _LONGEST_SHORT:
        return False
    rest = iter(row_words)
    return all(char in rest for char in piece)


def touches_row(head: str, row_words: str) -> bool:
    """Whether the words name the row's thing or a part of it: 东湖分馆 beside 新建分馆."""
    first = said_first(head)
    return without_shared(first, row_words) != first or is_of_row(head, row_words)
