"""What is left of a clause when every word that could stand anywhere is taken out."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.wording.phrases import EMPTY_WORDS, STOCK_WORDS, STRIPPED

MIN_SHARED = 2
"""A shorter piece in common is chance: Chinese words mostly have two characters."""
MAX_NAME = 200
_NOT_WORD = re.compile(r"[^0-9A-Za-z一-鿿]+")
_STRIPPED = re.compile(STRIPPED)
_GAP = " "


def _any_of(words: set[str]) -> re.Pattern[str]:
    """A pattern for the longest of the words at a place, told apart by their first characters."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        table.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in table.items()))


_WORDS = set(EMPTY_WORDS.split())
_JOINING = set("的和与及")
_EMPTY = _any_of(_WORDS)
_STOCK = _any_of(_WORDS | set(STOCK_WORDS.split()))
_LONG_EMPTY = _any_of({word for word in _WORDS if len(word) > 1} | _JOINING)


@lru_cache(maxsize=4096)
def pieces(clause: str, row_words: str = "") -> tuple[str, ...]:
    """The clause without stock words, and without what it shares with `row_words`, in pieces.

    Linear in the clause: at every place the longest known word is dropped, else one character is
    kept.
    """
    if "分" in clause:
        clause = _STRIPPED.sub("", clause)
    bare = _NOT_WORD.sub(_GAP, clause)
    kept = _EMPTY.sub(_GAP, bare)
    if row_words and not kept.isspace():
        # 未能完成 beside 完成率, 可持续 beside 持续: either order may cut the other's words apart.
        kept = without_shared(kept, row_words)
        if not _EMPTY.sub(_GAP, without_shared(bare, row_words)).strip():
            return ()
    return tuple(kept.split())


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a row's name that are its own: 区级部门协助 gives 区级 and 协助.

    Single characters are dropped where they join words (和, 的), not within one (地下水).
    """
    found = _LONG_EMPTY.sub(_GAP, _NOT_WORD.sub(_GAP, name)).split()
    return tuple(word for word in found if len(word) >= MIN_SHARED)


def content(clause: str, row_words: str = "") -> str:
    """The pieces of the clause joined; "" where it says nothing of its own."""
    return "".join(pieces(clause, row_words))


def is_stock(clause: str, row_words: str = "") -> bool:
    """Whether a clause is made of stock phrases alone, but for what it shares with `row_words`."""
    bare = _NOT_WORD.sub(_GAP, _STRIPPED.sub("", clause))
    return (
        not pieces(clause, row_words)
        or not _STOCK.sub(_GAP, without_shared(_STOCK.sub(_GAP, bare), row_words)).strip()
    )


def without_shared(text: str, name: str) -> str:
    """The text with a blank for every piece of two or more characters shared with the name."""
    name = name[:MAX_NAME]
    kept: list[str] = []
    at = 0
    while at < len(text):
        size = MIN_SHARED
        if text[at : at + size] not in name or at + size > len(text):
            kept.append(text[at])
            at += 1
            continue
        while at + size < len(text) and text[at : at + size + 1] in name:
            size += 1
        kept.append(_GAP)
        at += size
    return "".join(kept)
