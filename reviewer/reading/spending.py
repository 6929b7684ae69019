"""Does a text say why a budget was changed, or why little of it was spent?

A sentence counts where it says what happened to the money (结余, 尾款, 压减), or where money or
paying stands beside what kept it (未, 推迟, 待验收, 因). That money is spoken of is no reason:
资金使用合规, 加强预算管理. What a form's own footnotes define or demand is none either.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.dates import dates
from reviewer.language.normal import normalize
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.money import money_told
from reviewer.reading.money_words import Aspect

_SENTENCE_SIGNS = "；！\n"
_FAR, _NEAR = 16, 8
"""So many characters may stand between 预算 and what was done to it."""
MAX_TEXT = 20_000


@lru_cache(maxsize=1024)
def tells_of_change(text: str, *, in_result: bool = False) -> bool:
    """Whether a text says that the budget was changed; a result must say so in plain words."""
    return any(_tells_of_change(one, in_result=in_result) for one in _sentences(text))


@lru_cache(maxsize=1024)
def tells_of_low_spending(text: str, year: int | None, *, in_result: bool = False) -> bool:
    """Whether a text says why money was not spent; a result must say that it was not, or is due."""
    return any(_tells_of_low(one, year, in_result=in_result) for one in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    plain = normalize(text[:MAX_TEXT])
    for sign in _SENTENCE_SIGNS:
        plain = plain.replace(sign, "。")
    words = lexicon("spending")
    return (one for one in plain.split("。") if one and not words.holds(one, "demand"))


def _tells_of_change(sentence: str, *, in_result: bool) -> bool:
    marks = lexicon("spending").marks(sentence)
    concepts = {mark.concept for mark in marks}
    if "plainly" in concepts or concepts >= {"carried", "used"}:
        return True
    if not in_result and "by_itself" in concepts:
        return True
    verbs = ("moved", "by_itself") if in_result else ("moved", "by_itself", "changed")
    if _beside(marks, verbs, _NEAR if in_result else _FAR):
        return True
    if "元" in sentence and _beside(marks, ("moved",), _FAR):
        return True
    return any(_CHANGES & {*one.aspects} for one in money_told(sentence))


_CHANGES = frozenset({Aspect.ADDED, Aspect.CUT})


def _beside(marks: tuple[Mark, ...], verbs: tuple[str, ...], far: int) -> bool:
    """Whether money stands near one of these verbs, before or behind it."""
    money = [mark for mark in marks if mark.concept == "money"]
    return any(
        -far <= one.start - verb.end <= far or -far <= verb.start - one.end <= far
        for verb in marks
        if verb.concept in verbs
        for one in money
    )


def _tells_of_low(sentence: str, year: int | None, *, in_result: bool) -> bool:
    words = lexicon("spending")
    concepts = {mark.concept for mark in words.marks(sentence)}
    if "unspent" in concepts:
        return True
    if "taken_back" in concepts and ("元" in sentence or {"money", "treasury"} & concepts):
        return True  # 收回问卷64份 is no money
    later = year is not None and any(span.first.year > year for span in dates(sentence, year))
    if in_result:
        return "paying" in concepts and ("later" in concepts or later)
    held = {"slow", "later"} & concepts or later
    return bool(held and {"paying", "spending", "money"} & concepts)
