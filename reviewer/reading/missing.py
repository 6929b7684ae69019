"""A count in an explanation that its clause tells of as not come about: 50人次未参训, 3场取消, 有12人调去值守，没来.

No word of comparison stands beside it; the count, in the row's own unit, and what became of it are all there is.
"""

from __future__ import annotations

from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon

_LONGEST_OPENING = 10
_LONGEST_FATE = 40
_SENTENCE = pattern(r"[。；！？]")
_ENDS = pattern(r"[，、（(:：]")
_TAKES_NOUN = frozenset(("个", "家", "名", "项", "处", "件", "次", "种", "条", ""))
"""三处管道: behind these the thing counted follows; 3场, 5户 and 2公里 are the thing."""
_DONE_BEFORE = pattern(r"(?:了|[^\u4e00-\u9fff])$")


def fate(quantity: Quantity, plain: str, prefix: str) -> str | None:
    """The noun behind a count that is told not to have come about; None where nothing tells so."""
    opening = lexicon("claimed").without(prefix, "there_is").strip()
    if len(opening) > _LONGEST_OPENING or (opening and _DONE_BEFORE.search(opening)):
        return None
    words = lexicon("explanation")
    if (
        words.holds(opening, "act", "achieved", "act_short", "future")
        or lexicon("claimed").holds(opening, "deed")
        or lexicon("missing").holds(opening, "not_the_missing")
    ):
        return None
    rest = plain[quantity.end : quantity.end + _LONGEST_FATE]
    ended = _SENTENCE.search(rest)
    rest = rest[: ended.start()] if ended else rest
    if lexicon("claimed").holds(rest, "made_up") or not _tells_of_loss(rest):
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
_MOST_VERB = 3
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
            around = known if len(known) > _MOST_VERB else ""
            return f"{_PEOPLE.sub('', subject)} {around}".strip()
    less = words.find(prefix, "lessened")
    if not less:
        return None
    head, done = _REASON.sub("", prefix[: less[-1].start]), prefix[less[-1].end :]
    return f"{head} {done} {quantity.tail}".strip()
