"""The words around a number that say how it is meant: at least, under, about, down by."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from reviewer.language.patterns import pattern


class Relation(StrEnum):
    """The sign in front of a number, or the words that mean it."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="

    @property
    def is_upper(self) -> bool:
        """At most, less than."""
        return self in (Relation.LE, Relation.LT)

    @property
    def is_lower(self) -> bool:
        """At least, more than."""
        return self in (Relation.GE, Relation.GT)


_BOUNDS = {
    Relation.GE: (
        "≥ 不少于 不低于 不小于 不短于 不得少于 不得低于 不应少于 不应低于 不能少于 不能低于 至少 最少"
        " 最低 不下于 不下 大于等于 大于或等于 大于且等于 高于等于 高于或等于 多于或等于 达到或超过"
        " 超过或等于 ≥不少于 ≥不低于"
    ),
    Relation.GT: "> 大于 超过 超过了 超出 超 高于 多于 逾 突破 突破了 优于 长于 已超 已超过",
    Relation.LE: (
        "≤ 不超过 不超出 不超 不高于 不多于 不大于 不长于 不突破 不得超过 不得高于 不得多于 不应超过"
        " 不应高于 不能超过 至多 最多 最高 小于等于 小于或等于 低于等于 低于或等于 少于等于 少于或等于"
        " 未超过 未超出 未超 没有超过 没超过 未高于 不迟于 ≤不超过 ≤不高于"
    ),
    Relation.LT: (
        "< 小于 少于 低于 不足 不到 未达到 未达 没达到 没有达到 没到 达不到 未满 不满 短于 尚不足"
    ),
    Relation.EQ: "= 等于 恰为",
}
_REACHED = {
    Relation.GE: (
        "达到 达到了 达 达成 高达 多达 已达 已达到 可达 提高到 提高至 提升到 提升至 增加到 增加至"
        " 增长到 增长至 上升到 上升至 提至 升至 增至 保持在 稳定在 满"
    ),
    Relation.LE: (
        "控制在 控制到 控制在了 限制在 压缩到 压缩至 压减到 压减至 降至 降到 降低到 降低至 下降到"
        " 下降至 减少到 减少至 缩短到 缩短至 缩减至 缩减到"
    ),
}
"""Of a target these say at least or at most; of a result they report the value itself."""


def _by_word(table: dict[Relation, str]) -> dict[str, Relation]:
    return {word: relation for relation, words in table.items() for word in words.split()}


_BOUND_WORDS = _by_word(_BOUNDS)
_REACHED_WORDS = _by_word(_REACHED)
_ALL_WORDS = "|".join(
    map(re.escape, sorted({*_BOUND_WORDS, *_REACHED_WORDS}, key=len, reverse=True))
)
_BEFORE = pattern(
    rf"(?P<relation>{_ALL_WORDS})?(?:了|为|在|：|是)?"
    r"(?P<about>大约|约为|(?<![签合节预条履违特协续解契毁])约|将近|接近|近|上)?(?P<sign>[-+±])?$"
)
_LOOK_BACK = 12
# Most numbers have nothing before or behind them; one look at a character tells.
_MAY_END_BEFORE = frozenset(
    {word[-1] for word in (*_BOUND_WORDS, *_REACHED_WORDS)} | set("了为在：是约近上+-±")
)
_MAY_BEGIN_AFTER = frozenset("余多左上+(含及或以之内")
_AFTER = pattern(
    r"(?P<more>余|多(?![次样种元层功方\d])|左右|上下|\+(?!\d|[\u4e00-\u9fff]{1,8}\d))?"
    r"(?:\((?:含|不含)[\d.%]{0,8}\))?(?:含|及|或)?"
    r"(?P<bound>以[上下内]|之[内上下]|内(?![容部涵外审控科设在的]))?(?:\((?:含|不含)\))?"
)
_TIGHT = {"上": Relation.GE, "下": Relation.LE, "内": Relation.LE}


class Before(NamedTuple):
    """What stands directly in front of a number."""

    start: int
    relation: Relation | None
    is_bound: bool
    about: str
    negative: bool


def before(text: str, first: int, number: int) -> Before:
    """Read the relation in front of the number at `number`, not reaching back beyond `first`."""
    found = None
    if number > first and text[number - 1] in _MAY_END_BEFORE:
        found = _BEFORE.search(text, max(first, number - _LOOK_BACK), number)
    if found is None or (found["about"] == "上" and text[number] not in "百千万亿"):
        # 上千人 is about a thousand, 线上2场 is not.
        return Before(number, None, is_bound=False, about="", negative=False)
    word = found["relation"] or ""
    if word == "超" and text[max(first, found.start()) - 1 : found.start()] == "商":
        return Before(number, None, is_bound=False, about="", negative=False)  # 进商超4场
    relation = _BOUND_WORDS.get(word) or _REACHED_WORDS.get(word)
    if relation is None and found["sign"] == "±":
        relation = Relation.LE  # 偏差±3%: at most so much either way
    start = found.start()
    negative = found["sign"] == "-" and _can_be_minus(text, found.start("sign"), first)
    if not word and not found["about"] and not found["sign"]:
        start = number
    is_bound = word in _BOUND_WORDS and relation is not Relation.EQ
    return Before(start, relation, is_bound, found["about"] or "", negative)


_OF_SOMETHING = pattern(
    r"(?P<sign>≥|≤|>|<|不少于|不低于|不小于|不得少于|不得低于|不应低于|不超过|不超出|不超|不高于|不大于|不多于|不得超过"
    r"|不得高于|不应超过|不应高于|高于|超过|低于|小于|少于)[\u4e00-\u9fff()]{1,16}的$"
)
_LONGEST_BASE = 24
_PLAINLY_SHARE = 50
"""低于上年的10% may mean a tenth less; 低于市场价的80% is four fifths of it."""


def before_share(text: str, first: int, number: int, share: Fraction) -> Before | None:
    """The sign before what a share is taken of: 不高于市场价的90%; None where none stands there."""
    if text[number - 1 : number] != "的":
        return None
    found = _OF_SOMETHING.search(text, max(first, number - _LONGEST_BASE), number)
    if found is None:
        return None
    relation = _BOUND_WORDS[found["sign"]]
    strict = relation in (Relation.LT, Relation.GT)
    if strict and share < _PLAINLY_SHARE:
        return None
    return Before(found.start(), relation, is_bound=True, about="", negative=False)


def _can_be_minus(text: str, sign: int, first: int) -> bool:
    """A dash behind a word is a dash, unless the word is a rate's (增长率-3%)."""
    return sign <= first or text[sign - 1] in "率长幅为：(≥≤=<>度"


class After(NamedTuple):
    """What stands directly behind a number and its unit."""

    end: int
    relation: Relation | None
    about: str


def after(text: str, start: int, *, measures_time: bool) -> After:
    """Read 以上, 以内, 左右 … behind a number; a bare 内 belongs to times only."""
    found = None
    if text[start : start + 1] in _MAY_BEGIN_AFTER:
        found = _AFTER.match(text, start)
    if found is None:
        return After(start, None, "")
    bound = found["bound"] or ""
    if bound == "内" and not measures_time:
        bound = ""
    if not bound:
        return After(found.end("more") if found["more"] else start, None, found["more"] or "")
    return After(found.end(), _TIGHT[bound[-1]], found["more"] or "")


_CHANGE = r"(?:率|幅度|幅|比例|比率|量|了|：|为|达到|达|约)*$"
_FALLING = pattern(rf"(?:下降|降低|减少|压减|压缩|缩减|缩短|削减|精简|下浮|回落|降){_CHANGE}")
_LESS_OF = pattern(r"(?:降低|减少|压减|压缩)(?![\u4e00-\u9fff]{0,3}[率度]$)[\u4e00-\u9fff]{1,4}$")
"""降低成本10%: what falls may stand between."""
_RISING = pattern(rf"(?:增长|提高|提升|增加|上升|上涨|增|涨|(?<!每)升){_CHANGE}")
_ANY_CHANGE = frozenset("降减缩削浮增提升涨精回")
_TREND_WORDS = 10


def trend(subject: str, *, percent: bool = False) -> int:
    """-1 where the words before a number say that something fell, 1 where it rose, else 0."""
    words = subject[-_TREND_WORDS:]
    if _ANY_CHANGE.isdisjoint(words):
        return 0
    if _FALLING.search(words) or (percent and _LESS_OF.search(words)):
        return -1
    return 1 if _RISING.search(words) else 0


_CHANGE_BEFORE = pattern(
    r"(?:(?:同比|环比|[较比](?:上年|上一年|去年|往年|同期|年初)(?:度|同期)?)[\u4e00-\u9fff]{0,2}?)?"
    r"(?:下降|降低|减少|压减|缩短|回落|下浮|增长|提高|提升|增加|上升|上涨|[增涨升降])(?:了|约|：|为|至|到)?$"
)
_LOOK_BACK_FOR_CHANGE = 14


def change_before(subject: str) -> str:
    """The words with which a number is a change: 较上年下降 before 11.3%; "" where none stand there."""
    found = _CHANGE_BEFORE.search(subject[-_LOOK_BACK_FOR_CHANGE:])
    return "" if found is None else found.group()
