"""The words of a text that are its own, and those that two texts share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from reviewer.language.patterns import pattern
from reviewer.lexicon import Lexicon, blanked, lexicon

MIN_SHARED = 2
"""A shorter piece in common is chance: Chinese words mostly have two characters."""
MAX_NAME = 200
_NOT_WORD = pattern(r"[^0-9A-Za-z一-鿿]+")
_POINTS = pattern(r"(?:酌情|自评|因此|故)?(?:扣[减除]?|减)?去?(?<![\d.])[\d.]{1,8}分扣?")
"""Points that the unit takes off itself say nothing about why."""
_GAP = " "
_JOINING = "的 和 与 及"


@cache
def _empty(least: int = 1) -> Lexicon:
    """The words without a matter of their own, of at least so many characters; 的, 和 always."""
    words = lexicon("stock").words("empty")
    kept = {word for word in words if len(word) >= least} | set(_JOINING.split())
    return Lexicon({"empty": {"words": " ".join(sorted(kept))}})


@lru_cache(maxsize=4096)
def pieces(clause: str, row_words: str = "") -> tuple[str, ...]:
    """The clause without stock words, and without what it shares with `row_words`, in pieces."""
    if "分" in clause:
        clause = _POINTS.sub("", clause)
    bare = _NOT_WORD.sub(_GAP, clause)
    kept = _empty().without(bare, "empty")
    if row_words and not kept.isspace():
        # 未能完成 beside 完成率, 可持续 beside 持续: either order may cut the other's words apart.
        kept = without_shared(kept, row_words)
        if not _empty().without(without_shared(bare, row_words), "empty").strip():
            return ()
    return tuple(kept.split())


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a row's name that are its own: 区级部门协助 gives 区级 and 协助.

    Single characters are dropped where they join words (和, 的), not within one (地下水).
    """
    found = _empty(MIN_SHARED).without(_NOT_WORD.sub(_GAP, name), "empty").split()
    return tuple(word for word in found if len(word) >= MIN_SHARED)


def content(clause: str, row_words: str = "") -> str:
    """The pieces of the clause joined; "" where it says nothing of its own."""
    return "".join(pieces(clause, row_words))


@lru_cache(maxsize=4096)
def is_stock(clause: str, row_words: str = "") -> bool:
    """Whether a clause is made of stock phrases alone, but for what it shares with `row_words`."""
    bare = _without_stock(_NOT_WORD.sub(_GAP, _POINTS.sub("", clause)))
    return (
        not pieces(clause, row_words) or not _without_stock(without_shared(bare, row_words)).strip()
    )


@lru_cache(maxsize=4096)
def own_words(clause: str, row_words: str = "") -> str:
    """What is left of it that may name a thing, an event or a number: "" of 因工作有难度, 持续用力."""
    bare = _NOT_WORD.sub(_GAP, _POINTS.sub("", clause))
    orders = (bare, without_shared(bare, row_words))
    left = (lexicon("stock").without(one, "empty", "phrase", "abstract") for one in orders)
    return min(("".join(one.split()) for one in left), key=len)


def _without_stock(text: str) -> str:
    return lexicon("stock").without(text, "empty", "phrase")


def without_shared(text: str, name: str) -> str:
    """The text with a blank for every piece of two or more characters shared with the name."""
    return blanked(text, shared(text, name[:MAX_NAME]))


def shared(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of two or more characters stand that the other text has too."""
    at, end = 0, len(text)
    while at + MIN_SHARED <= end:
        size = MIN_SHARED
        if text[at : at + size] not in other:
            at += 1
            continue
        while at + size < end and text[at : at + size + 1] in other:
            size += 1
        yield at, at + size
        at += size
