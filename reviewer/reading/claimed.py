"""Numbers in an explanation that repeat its row: the result, the target, points, a rate, a gap.

Only numbers whose own words say what they are count as claims: 实际完成650块, 年度目标100场,
扣2分, 完成率87%, 比目标少20场, 8公里没清. What speaks of a part, another period or another body is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

from reviewer.language.dates import last_year
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, start_of
from reviewer.lexicon import Lexicon, Mark, lexicon
from reviewer.reading.missing import counted, denied_around, fate

MAX_CLAIMS = 40
MAX_NUMBERS = 400
"""An explanation holds a handful; more are not looked at, so that time stays bounded."""


class Claimed(Enum):
    """What a number in an explanation says it is."""

    RESULT = "实际完成值"
    TARGET = "目标值"
    POINTS = "扣分"
    RATE = "完成率"
    GAP = "与目标的差额"
    EXCESS = "超出目标的数"
    DEVIATION = "偏差率"
    ABSENT = "未完成的数"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of an explanation and what its words say it is.

    Attributes:
        kind: see there.
        quantity: the number.
        around: its other words.
        year: the year that they name.
        is_bare: no word but its verb says so (完成, 取消); it may as well be a part.
    """

    kind: Claimed
    quantity: Quantity
    around: str
    year: int | None = None
    is_bare: bool = False


_REACH = 80
"""So far before a number it is looked for what the number claims."""
_CLAUSE_SIGNS = "，、：:()"
_PERIOD = pattern(r"[上下]半年|季度|\d月|第[一二三四][批期次轮阶年季场]")
"""In the clause of a number these make it a part; in one before it they may date a cause."""
_PART_OF_YEAR = pattern(r"[上下]半年|季度")
_OF_YEAR = pattern(r"全年|年度|共|总|累计|合计|最终|扣|完成率|[比较]计划|目标")
"""下半年停工，仅完成12公里 speaks of the half year; 下半年停工，全年完成32公里 of the year."""
_ADVERBIAL = pattern(
    r"(?:^|[，、：])[^，、：]{0,3}(?:\d{1,2}月[^，、：]{0,3}|[上下]半年|第?[一二三四]季度[末初]?)，[^，]{0,30}$"
)
"""6月底，累计完成20公里: the clause before dates the number."""
_OWN_YEAR = pattern(r"年初|本年|今年|当年|全年|(?<!\d)年度")
_BEFORE_MONTH = pattern(r"[月旬][底末初]?前")
_NUMBER = pattern(r"\d[\d.,]*[万亿]?%?")
_TWO_UNITS = pattern(r"\d{1,4}[期次场班批轮节届][、]?$")
"""少完成3期90人次: one gap in two units."""


@lru_cache(maxsize=1024)
def read_claimed(text: str) -> tuple[Claim, ...]:
    """What the numbers of an explanation claim, in its order."""
    plain = normalize(text)
    if lexicon("claimed").holds(plain, "corrected"):
        return ()
    found = (_claim(quantity, plain) for quantity in quantities(text)[:MAX_NUMBERS])
    return tuple(islice((claim for claim in found if claim is not None), MAX_CLAIMS))


def _claim(quantity: Quantity, plain: str) -> Claim | None:
    if quantity.approximate or quantity.is_range or quantity.is_bound:
        return None
    words = lexicon("claimed")
    reach = max(0, quantity.start - _REACH)
    said = plain[start_of(plain, quantity.start, SENTENCE, reach) : quantity.start]
    if words.holds(said, "apart") or _BEFORE_MONTH.search(said):
        return None
    prefix = _own_clause(said)
    if words.holds(prefix, "others") or _PERIOD.search(prefix):
        return None
    if _ADVERBIAL.search(said):
        return _loose(quantity, plain, prefix)  # 8月台风，4场取消
    if _PART_OF_YEAR.search(said) and not _OF_YEAR.search(prefix):
        return None
    return (
        _named(quantity, said, prefix, words)
        or _absent(quantity, prefix)
        or _loose(quantity, plain, prefix)
    )


def _absent(quantity: Quantity, prefix: str) -> Claim | None:
    around = denied_around(quantity, prefix)
    return None if around is None else Claim(Claimed.ABSENT, quantity, around)


_MORE_CAME = pattern(r"(?<!最)多(?![重种类样元])[\u4e00-\u9fff]{0,2}了?$")


def _loose(quantity: Quantity, plain: str, prefix: str) -> Claim | None:
    """多测了1150人, 3场取消: beyond the target, or missing, whatever word tells so."""
    words = lexicon("claimed")
    elsewhere = words.holds(prefix, "than") and not words.holds(prefix, "wanted")
    if _MORE_CAME.search(prefix) and not elsewhere:  # 比改造前多860户
        return Claim(Claimed.EXCESS, quantity, counted(quantity), is_bare=True)
    noun = fate(quantity, plain, prefix)
    return None if noun is None else Claim(Claimed.ABSENT, quantity, noun, is_bare=True)


def _own_clause(said: str) -> str:
    """The clause of a number up to it; a colon directly before it belongs to it."""
    ended = said[:-1] if said.endswith((":", "：")) else said
    signs = "，、()" if ended is not said else _CLAUSE_SIGNS
    return ended[start_of(ended, len(ended), signs) :]


def _named(quantity: Quantity, said: str, prefix: str, words: Lexicon) -> Claim | None:
    marks = [one for one in words.outer(prefix) if one.concept not in ("link", "deed")]
    found = _kind(quantity, prefix, marks)
    if found is None:
        return None
    kind, naming = found
    if not _fits(kind, quantity):
        return None
    if kind is Claimed.POINTS and _is_taken_by_others(said, prefix, words):
        return None
    tail = quantity.tail
    if kind is Claimed.GAP:
        first = next(iter(words.find(tail, "negation")), None)
        denied = first is not None and first.start == 0
        tail = tail[first.end :] if first is not None and denied else _noun(tail)
        if not denied and not counted(quantity):
            tail = ""  # 剩35座分属三个家族
    rest = prefix
    for mark in sorted(naming, reverse=True):
        rest = f"{rest[: mark.start]} {rest[mark.end :]}"
    rest = _NUMBER.sub(" ", _TWO_UNITS.sub("", rest.strip()))
    # 2024年按在谈项目库测算，目标定为…; 年初目标 behind another year is the form's own.
    own = kind is not Claimed.TARGET or _OWN_YEAR.search(prefix) is not None
    is_bare = kind is Claimed.RESULT and {one.concept for one in naming} == {"achieved"}
    return Claim(
        kind, quantity, f"{rest} {tail}".strip(), last_year(prefix if own else said), is_bare
    )


_FOLLOWS = ("future", "future_first", "act", "manner", "preposition", "cause", "await", "negation")


def _noun(tail: str) -> str:
    """The thing counted, without what becomes of it: 剩余5公里排到6月清."""
    found = [one.start for one in lexicon("explanation").find(tail, *_FOLLOWS)]
    return tail[: min(found)] if found else tail


_Kind = tuple[Claimed, list[Mark]]
_TOUCH = 6
"""So many characters may stand between the naming word and its number: 少完成招生30人次."""


def _kind(quantity: Quantity, prefix: str, marks: list[Mark]) -> _Kind | None:
    """What the last of the words says of the number, together with those before it."""
    if not marks:
        return None
    last, before = marks[-1], marks[:-1]
    if before and last.word in ("仅", "只", "只有", "仅有") and before[-1].end == last.start:
        last, before = before[-1], before[:-1]  # 完成率仅为87%
    between = _TWO_UNITS.sub("", lexicon("claimed").without(prefix[last.end :], "link", "deed"))
    if len(between.strip()) > _TOUCH:
        return None
    if (plain := _PLAIN.get(last.concept)) is not None:
        return plain, [last]
    compared = [last, *(one for one in before if one.concept in ("than", "wanted"))]
    match last.concept:
        case "points":
            return (Claimed.POINTS, [last]) if not prefix[last.end :].strip() else None
        case "there_is":
            lacks = lexicon("claimed").find(quantity.tail, "negation")
            told = bool(lacks) and lacks[0].start == 0 and last.word in ("还有", "尚有", "仍有")
            return (Claimed.GAP, [last]) if told else None
        case "short":
            is_lost = last.word == "减少" and len(compared) == 1  # 减少培训90人次: see `_absent`
            return None if is_lost else (Claimed.GAP, compared)
        case "more" | "beyond":
            told = {"than", "wanted"} <= {one.concept for one in before}
            return (Claimed.EXCESS, compared) if told else None
        case "wanted":
            return _wanted(quantity, prefix, last, before)
        case "real" | "achieved":
            return _result(last, before, prefix[last.end :])
    return None


_PLAIN = {
    "deviation": Claimed.DEVIATION,
    "rate": Claimed.RATE,
    "left": Claimed.GAP,
    "excess": Claimed.EXCESS,
}


def _wanted(quantity: Quantity, prefix: str, last: Mark, before: list[Mark]) -> _Kind | None:
    behind = {one.concept for one in before}
    used = [last, *before]
    if behind & {"beyond", "excess"}:
        return Claimed.EXCESS, [last, *(m for m in before if m.concept in ("beyond", "excess"))]
    if quantity.is_percent and prefix.endswith("的") and behind & {"achieved", "real"}:
        return Claimed.RATE, used
    under = [one for one in before if one.word == "低于"]
    if under:
        return Claimed.GAP, [last, *under]
    if behind & {"than", "negation"}:
        return None
    return Claimed.TARGET, [last]


def _result(last: Mark, before: list[Mark], between: str) -> _Kind | None:
    if any(one.concept == "negation" for one in before):
        return None
    real = [one for one in before if one.concept in ("real", "achieved")]
    if last.word in ("共", "总共", "共计", "累计", "合计", "一共") and not between:
        return None  # 新增2支服务队，共15人
    return Claimed.RESULT, [last, *real]


def _is_taken_by_others(said: str, prefix: str, words: Lexicon) -> bool:
    """省厅考核列第二档，归档不全扣6分: the points are the province's, not the row's."""
    if words.holds(said, "rule") or "自评" in prefix:
        return False
    judged = words.find(said, "assessor")
    bodies = words.find(said, "body")
    near = any(0 <= one.start - body.end <= 8 for one in judged for body in bodies)
    return near or any(said.startswith(_VERDICTS, one.end) for one in judged)


_VERDICTS = ("组", "列", "排", "得", "中", "时", "结果", "反馈", "被")


def _fits(kind: Claimed, quantity: Quantity) -> bool:
    if kind is Claimed.POINTS:
        return quantity.unit == "分"
    if kind in (Claimed.RATE, Claimed.DEVIATION):
        return quantity.is_percent
    return quantity.unit != "分"
