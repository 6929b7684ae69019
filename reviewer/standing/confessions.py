"""What an explanation tells of its row: what was not done (东湖分馆未建成, 超出预算), what was made up for, why more was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.words import is_stock
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.about import is_of_row, touches_row
from reviewer.reading.accounts import Clause, Role, read_account
from reviewer.reading.acts import View
from reviewer.reading.claimed import Claim, Claimed, read_claimed

_LONGEST = 400
"""Longer texts weigh things against one another; they are left to a reader."""
_NEGATED_WITHIN, _AGAIN_WITHIN, _KEPT_WITHIN = 6, 14, 6
"""So many characters may stand between 未 and its verb, 已 and 补办, 仍 and 完成."""
_MOST_HEAD, _MOST_OBJECT, _MOST_SURVEY = 40, 20, 8


@lru_cache(maxsize=4096)
def confession(explanation: str, row_words: str, *, less_is_better: bool, year: int | None) -> str:
    """The clause that says that something of the row was not reached; "" where none does.

    Args:
        explanation: the cell.
        row_words: the row's name, target and result.
        less_is_better: a limit was set (成本, 时限), and passing it is the shortfall.
        year: the form's.
    """
    plain = normalize(explanation)
    if len(plain) > _LONGEST:
        return ""
    words = lexicon("made_up")
    if words.holds(row_words, "survey") and not words.holds(plain, "other_survey"):
        unasked = _no_survey(plain)
        if unasked:
            return unasked
    if is_made_up(explanation, year, row_words):
        return ""
    told = reported(explanation, year, row_words)
    return next((one for one in told if _confesses(one, row_words, less_is_better)), "")


_CLAUSE = re.compile(r"[^，。；]+")


def _no_survey(plain: str) -> str:
    """未开展满意度调查: nobody was asked."""
    words = lexicon("made_up")
    for clause in (found.group() for found in _CLAUSE.finditer(plain)):
        for denied in lexicon("verdicts").find(clause, "negation"):
            held = _next(words.find(clause, "hold"), denied.end, _NEGATED_WITHIN)
            if held is None:
                continue
            asked = _next(words.find(clause, "survey"), held.end, _MOST_SURVEY)
            if asked is not None and not clause.startswith("报告", asked.end):
                return clause[denied.start :]
    return ""


def _next(marks: tuple[Mark, ...], start: int, within: int) -> Mark | None:
    return next((one for one in marks if start <= one.start <= start + within), None)


_YEAR = re.compile(r"20\d\d(?=年)")


def is_made_up(explanation: str, year: int | None, row_words: str = "") -> bool:
    """Whether it says that what failed was made up for, or is another matter than the row's."""
    found = read_account(explanation, year, row_words).clauses
    return any(_makes_up(one.text) for one in found if not is_announced(one, year))


def _makes_up(clause: str) -> bool:
    words = lexicon("made_up")
    marks = words.marks(clause)
    if any(one.concept == "taken_back" for one in marks):
        return True
    if words.holds(clause, "other_survey") and clause.startswith(("采用", "采取", "通过", "利用")):
        return True
    again = tuple(one for one in marks if one.concept == "mended")
    kept = tuple(one for one in marks if one.concept == "kept_verb")
    return any(
        (one.concept == "again" and _reaches(clause, one, _next(again, one.end, _AGAIN_WITHIN)))
        or (one.concept == "kept" and _reaches(clause, one, _next(kept, one.end, _KEPT_WITHIN)))
        for one in marks
    )


def _reaches(clause: str, one: Mark, verb: Mark | None) -> bool:
    return verb is not None and not set(clause[one.end : verb.start]) & set("未没，。；")


def is_announced(clause: Clause, year: int | None) -> bool:
    """Whether a clause tells only what is to be done."""
    if Role.MEASURE not in clause.role or any(
        word in clause.text for word in ("已", "上年", "去年", "往年", "以前年度")
    ):
        return False
    view = View(clause.text, year)
    if year is not None and any(int(named) > year for named in _YEAR.findall(clause.text)):
        return True
    return clause.role == Role.MEASURE or bool(view.of("future"))


def reported(explanation: str, year: int | None, row_words: str) -> Iterator[str]:
    """The clauses that report a fact; what is announced has not failed."""
    for clause in read_account(explanation, year, row_words).clauses:
        if not is_announced(clause, year) and Role.ELSEWHERE not in clause.role:
            yield clause.text


def _confesses(clause: str, row_words: str, less_is_better: bool) -> bool:
    marks = lexicon("verdicts").marks(clause)
    if any(_is_own(clause, one, marks, row_words) for one in marks if one.concept == "negation"):
        return True
    if any(_is_missing(one, clause, marks, row_words) for one in read_claimed(clause)):
        return True
    head = _over_limit(clause, marks) if less_is_better else _under_target(clause, marks)
    if head is None:
        return False
    return is_of_row(
        lexicon("verdicts").without(head, "cost") if less_is_better else head, row_words
    )


def _is_own(clause: str, denied: Mark, marks: tuple[Mark, ...], row_words: str) -> bool:
    """如未完成任务 supposes it, 未完成任务的单位 speaks of those that did not."""
    verbs = tuple(one for one in marks if one.concept in ("reached", "own_verb"))
    verb = _next(verbs, denied.end, _NEGATED_WITHIN)
    head = clause[: denied.start]
    if verb is None or lexicon("verdicts").holds(head, "supposed") or len(head) > _MOST_HEAD:
        return False
    thing = clause[verb.end : verb.end + _MOST_OBJECT].removeprefix("了")
    if "的" in thing or (verb.concept == "own_verb" and verb.word not in row_words):
        return False
    return touches_row(head, row_words) and is_of_row(thing, row_words)


def _is_missing(claim: Claim, clause: str, marks: tuple[Mark, ...], row_words: str) -> bool:
    """72件没能受理: so many of what the row counts are missing."""
    if claim.kind not in (Claimed.ABSENT, Claimed.GAP) or not claim.quantity.unit:
        return False
    if claim.quantity.unit not in {one.unit for one in quantities(row_words)}:
        return False
    if any(one.concept == "own_verb" and one.word not in row_words for one in marks):
        return False
    denied = any(one.concept == "negation" for one in marks)
    return (denied or claim.kind is Claimed.GAP) and is_of_row(claim.around, row_words)


def _under_target(clause: str, marks: tuple[Mark, ...]) -> str | None:
    """The words before 低于目标 or 距目标仍有差距; the verdict, not 低于目标的3个村."""
    for one, target in bearing(clause, marks, "target", "below", "than"):
        behind = clause[target.end :]
        is_gap = one.concept == "than" and lexicon("verdicts").holds(behind, "gap")
        if is_gap or (one.concept == "below" and _is_verdict(behind)):
            return clause[: one.start]
    return None


def _over_limit(clause: str, marks: tuple[Mark, ...]) -> str | None:
    """The words before 超出预算 or 超支."""
    passed = bearing(clause, marks, "limit", "beyond")
    heads = [one.start for one, limit in passed if _is_verdict(clause[limit.end :])]
    heads += [one.start for one in marks if one.concept == "overspent"]
    return clause[: min(heads)] if heads else None


def _is_verdict(behind: str) -> bool:
    return not behind or behind[0] in "约近、:：(（0123456789"


_TOUCH = 2
"""So many characters may stand between 高于 and 目标, those of the year left out."""


def bearing(
    clause: str, marks: tuple[Mark, ...], what: str, *how: str
) -> Iterator[tuple[Mark, Mark]]:
    """Two words of which the one bears upon the other: 高于 and 目标 of 高于年初目标."""
    for one in (mark for mark in marks if mark.concept in how):
        for other in (mark for mark in marks if mark.concept == what and mark.start >= one.end):
            between = lexicon("verdicts").without(clause[one.end : other.start], "of_year").strip()
            if len(between) <= _TOUCH:
                yield one, other
                break


_AMOUNT = re.compile(r"[\d.]+[万亿]?(?:%|[\u4e00-\u9fff]{0,2})")


_MOST_CHARACTERS = 200
"""Nobody writes more without giving a reason."""


@lru_cache(maxsize=4096)
def says_why(text: str, row_words: str) -> bool:
    """Whether an explanation tells more of an over-achievement than that there was one."""
    if len(text) > _MOST_CHARACTERS:
        return True
    reason = read_account(text)
    if reason.refers_elsewhere:
        return True
    return any(
        Role.RESTATING not in clause.role and _tells_more(clause.text, row_words)
        for clause in reason.clauses
    )


def _tells_more(clause: str, row_words: str) -> bool:
    words = lexicon("surplus")
    rest = _AMOUNT.sub("", words.without(clause, "more"))
    return words.holds(clause, "planned") or not is_stock(rest, row_words)
