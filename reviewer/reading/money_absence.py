"""What a text says without a number of the project's money: all of it spent, the budget unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.lexicon import lexicon
from reviewer.reading.money import MAX_TEXT, Extent, Told
from reviewer.reading.money_scope import SENTENCE_SIGNS, is_elsewhere, is_stage, named
from reviewer.reading.money_words import Aspect

_NEAR = 4
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
    for sentence, (start, words) in enumerate(_sentences(plain)):
        for aspect, clause in _of(words, year):
            at = start + words.find(clause)
            found.setdefault(aspect, _statement(aspect, clause, sentence, at))
    return tuple(found.values())


def _sentences(plain: str) -> Iterator[tuple[int, str]]:
    start = 0
    for at, char in enumerate(plain + "。"):
        if char in SENTENCE_SIGNS:
            yield start, plain[start:at]
            start = at + 1


def _of(sentence: str, year: int | None) -> Iterator[tuple[Aspect, str]]:
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
        elif (words.holds(clause, "none") or _is_all_spent(clause)) and not _thing(clause):
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
        max(use.start - whole.end, whole.start - use.end) <= _NEAR
        and len(clause) - max(use.end, whole.end) <= 1
        for use in uses
        for whole in wholes
    )


def _thing(clause: str) -> str:
    """What the clause speaks of, if it is something else than the money."""
    rest = named(lexicon("money_absence").without(clause, "all", "used", "none"))
    return rest if len(rest) > 1 else ""


def _statement(aspect: Aspect, clause: str, sentence: int, start: int) -> Told:
    step = Fraction(1)
    return Told((aspect,), _NOTHING, step, False, Extent.WHOLE, "", "", clause, sentence, start)
