"""What a text says of the budget in words: changed, little of it spent, all of it, or unchanged.

A sentence counts where it says what happened to the money (结余, 尾款, 压减), or where money or
paying stands beside what kept it (未, 推迟, 待验收, 因). That money is spoken of is no reason:
资金使用合规, 加强预算管理. What a form's own footnotes define or demand is none either.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from reviewer.language.dates import dates
from reviewer.language.normal import normalize
from reviewer.language.stops import spans
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.money import MAX_TEXT, Extent, Told, money_told
from reviewer.reading.money_scope import SENTENCE_SIGNS, is_elsewhere, is_stage, named
from reviewer.reading.money_words import Aspect

_FAR, _NEAR = 16, 8
"""So many characters may stand between 预算 and what was done to it."""


@lru_cache(maxsize=1024)
def tells_of_change(text: str, *, in_result: bool = False) -> bool:
    """Whether a text says that the budget was changed; a result must say so in plain words."""
    return any(_tells_of_change(one, in_result=in_result) for one in _sentences(text))


@lru_cache(maxsize=1024)
def tells_of_low_spending(text: str, year: int | None, *, in_result: bool = False) -> bool:
    """Whether a text says why money was not spent; a result must say that it was not, or is due."""
    return any(_tells_of_low(one, year, in_result=in_result) for one in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    plain, words = normalize(text[:MAX_TEXT]), lexicon("spending")
    found = (plain[start:end] for start, end in spans(plain, "。；！\n"))
    return (one for one in found if not words.holds(one, "demand"))


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


# Nothing left, nothing changed ------------------------------------------------------------------

_TOUCH = 4
"""So many characters may stand between 全部 and 支付."""
_NOTHING = Fraction(0)


@lru_cache(maxsize=1024)
def absence_told(text: str, year: int | None = None) -> tuple[Told, ...]:
    """Statements of no rest (value 0) or of no change of the budget; at most one of each kind.

    Only where nothing beside it speaks of something smaller, of money taken back or still owed.
    """
    if not lexicon("money_absence").holds(text, "none", "all", "unchanged", "steady"):
        return ()
    plain = normalize(text[:MAX_TEXT])
    found: dict[Aspect, Told] = {}
    for start, end in spans(plain, SENTENCE_SIGNS):
        for aspect, clause in _absences(plain[start:end], year):
            if aspect not in found:
                found[aspect] = _statement(aspect, clause, plain, plain.find(clause, start))
    return tuple(found.values())


def _absences(sentence: str, year: int | None) -> Iterator[tuple[Aspect, str]]:
    words = lexicon("money_absence")
    if not words.holds(sentence, "none", "all", "unchanged", "steady") or words.holds(
        sentence, "open"
    ):
        return
    if is_stage(sentence) or is_elsewhere(sentence, year, carries_on=False):
        return
    for clause in sentence.split("，"):
        if words.holds(clause, "unchanged") or _is_steady(clause):
            yield Aspect.ADDED, clause
        elif (words.holds(clause, "none") or _is_all_spent(clause)) and not _named_beside(clause):
            yield Aspect.REST, clause


def _is_steady(clause: str) -> bool:
    """预算全年没有变化: the budget and nothing else."""
    words = lexicon("money_absence")
    if not words.holds(clause, "steady") or "预算" not in clause:
        return False
    return len(named(words.without(clause, "steady"))) <= 1


def _is_all_spent(clause: str) -> bool:
    """资金已全部支付, 预算执行完毕; the clause ends with it, so that no 用于 follows."""
    words = lexicon("money_absence")
    uses, wholes = words.find(clause, "used"), words.find(clause, "all")
    if not uses or not wholes or not lexicon("spending").holds(clause, "money"):
        return False
    return any(
        max(use.start - whole.end, whole.start - use.end) <= _TOUCH
        and len(clause) - max(use.end, whole.end) <= 1
        for use in uses
        for whole in wholes
    )


def _named_beside(clause: str) -> str:
    """What the clause speaks of, if it is something else than the money."""
    rest = named(lexicon("money_absence").without(clause, "all", "used", "none"))
    return rest if len(rest) > 1 else ""


def _statement(aspect: Aspect, clause: str, plain: str, at: int) -> Told:
    step, sentence = Fraction(1), sum(plain.count(sign, 0, at) for sign in SENTENCE_SIGNS)
    return Told((aspect,), _NOTHING, step, False, Extent.WHOLE, "", "", clause, sentence, at)
