"""A count in an explanation that its clause tells of as not come about: 3场取消, 有12人调去值守，没来.

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
