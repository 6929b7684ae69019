"""One of the things that a row counts is named and not there yet: 二庭刚签采购合同 of 2个."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, every_quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.not_yet import NotYet, not_yet

_PIECE = 2
_WHOLE = 100
_ALL = ("每", "各", "均", "都")


@lru_cache(maxsize=4096)
def part_not_there(target: str, actual: str, name: str) -> str:
    """The clause that says so; "" for none.

    Where the result gives the number that was asked, only what the row itself speaks of
    (验收, 公告) or each one of many (每村) can still be open.
    """
    told = not_yet(actual)
    if not told:
        return ""
    asked = f"{normalize(name)}{normalize(target)}"
    wanted = quantities(target)
    if any(one.measures_time or (one.is_percent and one.low < _WHOLE) for one in wanted):
        return ""
    if lexicon("asks").holds(asked, "begin"):
        return ""
    of_each = any(word in target for word in _ALL)
    if any(one.is_percent for one in wanted):
        return next((one.words for one in told if _awaits_the_verdict(one, asked, actual)), "")
    enough = _is_reached(wanted, actual) and not of_each
    if not (wanted or of_each) and not lexicon("asks").holds(asked, "all", "pass"):
        return ""
    return next(
        (
            one.words
            for one in told
            if _is_of_row(one, asked, enough=enough) or _is_the_rest(one, wanted, actual)
        ),
        "",
    )


def _awaits_the_verdict(told: NotYet, asked: str, actual: str) -> bool:
    """开春再验, 开春复验 where 验收合格率 was asked: without a verdict it is not among the good.

    Behind 全部合格 another look is one more.
    """
    if any(word in actual for word in ("全部", "全数", "个个", "质保", "定期", "例行")):
        return False
    awaited = told.words[len(told.subject) :]
    own = any(sign in awaited and sign in asked for sign in _VERDICTS)
    return own or _is_of_row(told, asked, enough=True)


_VERDICTS = "验审评检"


def _is_the_rest(told: NotYet, wanted: tuple[Quantity, ...], actual: str) -> bool:
    """另3辆 beside 12辆 of 15辆: what is open and what came make up what was asked."""
    counts = quantities(told.subject or _clause_before(told, actual))
    others = {one.low for one in every_quantity(actual)}
    return any(
        one.unit == aim.unit and bool(one.unit) and aim.low - one.low in others
        for one in counts
        for aim in wanted
    )


def _clause_before(told: NotYet, actual: str) -> str:
    """社区两场的脚本已备案 before 排到元旦后开演: whose it is stands there."""
    return re.split("[，。；！？]", normalize(actual)[: max(0, told.start - 1)])[-1]


def _is_reached(wanted: tuple[Quantity, ...], actual: str) -> bool:
    """Whether some number of the result (or 6场、10场 together) is as high as the target's."""
    if any(_in_characters(aim) in actual for aim in wanted if _in_characters(aim)):
        return True
    told = quantities(actual)
    return any(
        sum(one.low for one in told if one.unit == aim.unit) >= aim.low
        and any(one.unit == aim.unit for one in told)
        for aim in wanted
    )


def _in_characters(aim: Quantity) -> str:
    """三 for 3; "" for 1 and 2, which number things, and for what is larger than ten."""
    whole = int(aim.low) if aim.low == int(aim.low) else 0
    return _NUMERALS[whole] if _FEW <= whole < len(_NUMERALS) else ""


_NUMERALS = "零一两三四五六七八九十"
_FEW = 3


def _is_of_row(told: NotYet, asked: str, *, enough: bool) -> bool:
    if not enough:
        return True
    subject = told.subject
    return any(subject[at : at + _PIECE] in asked for at in range(len(subject) - _PIECE + 1))
