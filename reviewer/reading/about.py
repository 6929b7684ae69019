"""Whether the words of an explanation speak of their own row or of something else, and say more than it.

实际培训人次 in 实际培训人次高于目标值 is the row's 培训人次; 申请人数 or 其他乡镇 would be others'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from reviewer.language.noise import has_numerals
from reviewer.language.patterns import pattern
from reviewer.language.quantities import quantities
from reviewer.language.words import content, is_stock, own_words, pieces, without_shared
from reviewer.lexicon import lexicon
from reviewer.reading.acts import View

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


def _is_short_for(piece: str, row_words: str) -> bool:
    """婚检 is short for 婚前医学检查: its characters stand there in the same order."""
    if not 1 < len(piece) <= 4:
        return False
    rest = iter(row_words)
    return all(char in rest for char in piece)


def touches_row(head: str, row_words: str) -> bool:
    """Whether the words name the row's thing or a part of it: 东湖分馆 beside 新建分馆."""
    first = said_first(head)
    return without_shared(first, row_words) != first or is_of_row(head, row_words)


# Nothing but the row once more ------------------------------------------------------------------

_LESS = pattern(r"(?:相应|有所|略有|随之|大幅|明显)?(?:减少|下降|降低|偏少|偏低)了?$")


def says_nothing(clause: str, row_words: str) -> bool:
    """Stock words, or that there was less of what the row counts (培训减少 beside 培训人次)."""
    return is_stock(clause, row_words) or is_stock(_LESS.sub("", clause), row_words)


_ONE_IN = 8
"""So small a part of an explanation may be words that no list has, where none names anything."""


def says_hardly_anything(clauses: Sequence[str], row_words: str) -> bool:
    """Whether many words name nothing: how hard it was, how it fell short, how one will try.

    What is left of them are scraps: no number, no lack or event, no word of length. A short one
    (支付进度慢，需加快推进) may mean what it says.
    """
    if len(clauses) < 3:
        return False
    left = [own_words(_without_pledge(one), row_words) for one in clauses]
    told = "，".join(left)
    if any(len(one) > 2 for one in left) or has_numerals(told):
        return False
    words = lexicon("explanation")
    causes = (one for one, own in zip(clauses, left, strict=True) if own)
    if words.holds(told, "lack", "event") or any(
        words.holds(one, *("cause", "undergo")) for one in causes
    ):
        return False  # 因断电: after a word of cause the least scrap may be one
    return sum(map(len, left)) * _ONE_IN <= sum(map(len, clauses))


def _without_pledge(clause: str) -> str:
    """不断提升救治能力 without 救治: to do better at it is promised, and nothing that is to be done."""
    words = lexicon("stock")
    heads = [one for one in words.find(clause, "head") if one.end == len(clause)]
    for lift in words.find(clause, "lift"):
        for head in heads:
            if 0 < head.start - lift.end <= 4 and not has_numerals(clause[lift.end : head.start]):
                return clause[: lift.start]
    return clause


_FILLED = pattern(r"\S(?=[够满完足齐])|[≥≤><=]?\d[\d.,]*[万亿]?%?(?:人次|公里|[^\d，])?")


_MOST_LEFT = 4
"""开馆 of 全年开馆296天: so much may stand beside the row's own number and say nothing more."""


@lru_cache(maxsize=256)
def _numbers(text: str) -> frozenset[tuple[Fraction, str]]:
    return frozenset((one.low, one.unit) for one in quantities(text))


def gives_own_number(view: View, row_words: str) -> bool:
    """全年开馆296天 where 296天 is the row's own result or target."""
    said = quantities(view.text) if row_words and has_numerals(view.text) else ()
    own = _numbers(row_words) if said else frozenset()
    if not said or view.cause is not None or view.of("negation", "event"):
        return False
    if any(one.word not in _SHORTER for one in view.of("lack")):
        return False
    rest = lexicon("restating").without(
        _FILLED.sub(" ", without_shared(view.text, row_words)), "own_figures"
    )
    return any((one.low, one.unit) in own for one in said) and len(content(rest)) <= _MOST_LEFT


def tells_plan(view: View, row_words: str) -> bool:
    """计划按上年受理量定为320件 where 320件 is the row's own: what was planned, and no plan to come."""
    if not view.text.startswith("计划") or view.later_year is not None:
        return False
    own = _numbers(row_words)
    return any((one.low, one.unit) in own for one in quantities(view.text))


_SHORTER = ("少", "低于", "较低", "较少", "只有", "仅有", "才", "高于", "减少")


def repeats(clause: str, row_words: str) -> bool:
    """Whether nothing is left but the row's words and numbers and that they fell short.

    因未达到目标值，故扣分 is no cause, whatever word of cause it has.
    """
    if lexicon("explanation").holds(clause, "earlier", "future"):
        return False
    rest = _FILLED.sub(" ", without_shared(clause, row_words) if row_words else clause)
    rest = lexicon("restating").without(rest, "own_figures")
    return (
        rest != clause
        and not content(rest, row_words)
        and lexicon("restating").holds(clause, "own_figures")
    )
