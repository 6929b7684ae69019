"""Read which named thing of a cell is not there yet: 钟家祠堂等专家来验, 二庭刚签采购合同.

Nothing denies it in so many words; that something is awaited, only begun, put off or not to be had
tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.stops import spans
from reviewer.lexicon import Mark, lexicon

_LONGEST = 300
_OUTCOMES = ("到", "下来", "下", "成", "了", "拢", "齐", "动", "上", "出")
_NUMBERS = frozenset(f"0123456789{NUMERALS}两那")
_NAME = 2
"""So many characters tell one name from another."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """A clause that tells of a thing that it is not there yet.

    Attributes:
        subject: whose it is, as it stands before the telling words: 钟家祠堂.
        words: the clause, in the normal form.
        start: where the clause begins.
    """

    subject: str
    words: str
    start: int


@lru_cache(maxsize=4096)
def not_yet(text: str) -> tuple[NotYet, ...]:
    """The clauses of a cell that tell so, in order; what came since or was told before is left out."""
    plain = normalize(text)
    return tuple(_told(plain)) if len(plain) <= _LONGEST else ()


def _told(plain: str) -> Iterator[NotYet]:
    for start, end in spans(plain):
        clause = plain[start:end]
        at = _place(clause)
        if at < 0:
            continue
        subject = clause[:at]
        if _is_aside(clause) or _is_list(subject, clause):
            continue
        named_before = len(subject) >= _NAME and subject[:_NAME] in plain[:start]
        behind = plain[end:]
        if not named_before and not _came_since(clause, behind):
            yield NotYet(subject, clause, start)


def _place(clause: str) -> int:
    """Where the words begin that tell it; -1 where none do."""
    words = lexicon("not_yet")
    if not words.holds(clause, *_TELLING) and "不" not in clause:
        return -1
    places = [
        _with(clause, "awaits", "awaited", _NEAR),
        _with(clause, "just", "first_step", _CLOSE),
        _with(clause, "put_off", "afterwards", 0),
        _with(clause, "afterwards", "again", 2),
        _with(clause, "afterwards", "verdict", 0),
        _with(clause, "demanded", "again", _NEAR) if words.holds(clause, "verdict") else -1,
        *(mark.start for mark in words.find(clause, "got_to", "stuck")),
        *(mark.start for mark in words.find(clause, "search") if _in_vain(clause, mark)),
    ]
    return min((place for place in places if place >= 0), default=-1)


_TELLING = ("awaits", "just", "put_off", "afterwards", "demanded", "got_to", "stuck")
_NEAR = 16
_CLOSE = 5
"""刚和厂家签合同"""


def _with(clause: str, concept: str, other: str, within: int) -> int:
    """Where a word of the one stands with a word of the other close behind it."""
    words = lexicon("not_yet")
    behind = words.find(clause, other)
    for mark in words.find(clause, concept):
        if any(mark.end <= one.start <= mark.end + within for one in behind):
            return mark.start
    return -1


def _in_vain(clause: str, mark: Mark) -> bool:
    """招不到人; 找不到人的3个村 only tells which."""
    which = clause.find("的", mark.end)
    if which >= 0 and clause[which + 1 : which + 2] in _NUMBERS:
        return False
    return clause.startswith("不", mark.end) and clause.startswith(_OUTCOMES, mark.end + 1)


def _is_list(subject: str, clause: str) -> bool:
    """古戏台、文昌阁等 is a list, and what follows is said of all of it."""
    return "、" in subject and clause.startswith("等", len(subject))


def _came_since(told: str, behind: str) -> bool:
    """Whether a later clause, not on the rest, tells that it came: 年初招不到人，4月已招到."""
    words = lexicon("not_yet")
    clauses = (behind[start:end] for start, end in spans(behind))
    own = [clause for clause in clauses if not words.holds(clause, "rest")]
    return any(words.holds(one, "since") for one in own) or (
        bool(own) and words.holds(told, "at_first")
    )


def _is_aside(clause: str) -> bool:
    """Whether a clause begins with what is beside the row: 另有一处等批复, 下一步再报批.

    另3辆 counts the rest of what was told before.
    """
    if clause[:1] == "另" and clause[1:2] in _NUMBERS and clause[1:2]:
        return False
    return any(mark.start == 0 for mark in lexicon("not_yet").find(clause, "aside"))
