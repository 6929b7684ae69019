"""What is told not to have come: a count of an explanation, or a thing that a cell names.

50人次未参训, 3场取消, 有12人调去值守，没来: no word of comparison stands beside the count, which is in the
row's own unit. 钟家祠堂等专家来验, 二庭刚签采购合同: nothing denies it in so many words; that something is
awaited, only begun, put off or not to be had tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.language.stops import spans
from reviewer.lexicon import Mark, lexicon

# A count ----------------------------------------------------------------------------------------

_SENTENCE = pattern(r"[。；！？]")
_ENDS = pattern(r"[，、（(:：]")
_TAKES_NOUN = frozenset(("个", "家", "名", "项", "处", "件", "次", "种", "条", ""))
"""三处管道: behind these the thing counted follows; 3场, 5户 and 2公里 are the thing."""
_DONE_BEFORE = pattern(r"(?:了|[^\u4e00-\u9fff])$")


def fate(quantity: Quantity, plain: str, prefix: str) -> str | None:
    """The noun behind a count that is told not to have come about; None where nothing tells so."""
    opening = lexicon("claimed").without(prefix, "there_is").strip()
    if len(opening) > 10 or (opening and _DONE_BEFORE.search(opening)):
        return None
    rest = plain[quantity.end : quantity.end + 40]
    ended = _SENTENCE.search(rest)
    rest = rest[: ended.start()] if ended else rest
    if not _tells_of_loss(rest) or lexicon("claimed").holds(rest, "made_up"):
        return None
    if (
        lexicon("explanation").holds(opening, "act", "achieved", "act_short", "future")
        or lexicon("claimed").holds(opening, "deed")
        or lexicon("missing").holds(opening, "not_the_missing")
    ):
        return None
    return counted(quantity)


def counted(quantity: Quantity) -> str:
    """The noun that a count of a general unit has behind it; "" where the unit is the thing."""
    if quantity.unit not in _TAKES_NOUN:
        return ""
    tail = _ENDS.split(quantity.tail, maxsplit=1)[0]
    found = [one.start for one in lexicon("missing").find(tail, "gone")]
    found += [one.start for one in lexicon("explanation").find(tail, "lack", "negation")]
    return tail[: min(found)] if found else tail


def _tells_of_loss(rest: str) -> bool:
    return lexicon("missing").holds(rest, "gone") or lexicon("explanation").holds(
        rest, "lack", "negation"
    )


_REASON = pattern(r"(?:因(?![此素])|由于|受).*?(?:影响|[，、]|$)")
_MOST_SUBJECT = 8
_GENERAL_UNITS = frozenset(("个", "家", "名", "人", "项", "处", "件", "次", "户", "人次", "%", ""))
_COUNTED_ABSENT = pattern(
    r"(?:缺[课席考训]|没[\u4e00-\u9fff]{1,4}|未[\u4e00-\u9fff]{1,4})的(?:有|共|达|是|为|共有)?$"
)
"""缺课的有79人, 未参加的共50人."""
_PEOPLE = pattern(r"学员|人员|群众|对象|均|都|仍|尚")


def denied_around(quantity: Quantity, prefix: str) -> str | None:
    """The words around a count that is denied: 50人次未参训, 120批次没能送检, 减少培训90人次."""
    words = lexicon("claimed")
    if _COUNTED_ABSENT.search(prefix):
        return quantity.tail
    lacks = words.find(quantity.tail, "negation")
    if lacks and not words.without(prefix, "there_is").strip():
        subject = _REASON.sub("", quantity.tail[: lacks[0].start])
        if quantity.unit not in _GENERAL_UNITS:
            subject = ""  # 三场球赛: what is counted in 场 is the row's own
        verb = quantity.tail[lacks[-1].end :]
        if len(subject) <= _MOST_SUBJECT and len(verb) <= _MOST_SUBJECT:
            known = words.without(verb, "deed", "link", "achieved").strip()
            around = known if len(known) > 3 else ""
            return f"{_PEOPLE.sub('', subject)} {around}".strip()
    less = words.find(prefix, "lessened")
    if not less:
        return None
    head, done = _REASON.sub("", prefix[: less[-1].start]), prefix[less[-1].end :]
    return f"{head} {done} {quantity.tail}".strip()


# A named thing ----------------------------------------------------------------------------------

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
    return tuple(_told(plain)) if len(plain) <= 300 else ()


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
    words = lexicon("missing")
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
    words = lexicon("missing")
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
    words = lexicon("missing")
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
    return any(mark.start == 0 for mark in lexicon("missing").find(clause, "aside"))
