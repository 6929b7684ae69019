"""Text that speaks to whoever reviews the form by program, and characters that cannot be seen."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon
from reviewer.lexicon.sequences import Orders

_UNSEEN = pattern(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\u061c\u180e\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|(?<!^)\ufeff"
)
_SEPARATORS = pattern(r"[\s·.．*＊_~`'\"“”‘’|｜^\-—\ufeff]+")
"""What may stand between letters that are kept apart so that no search finds the word: 忽.略."""
_LATIN = pattern(r"[A-Za-zＡ-Ｚａ-ｚ<\[]{3}")
_BLANKS = pattern(r"\s+")


@lru_cache(maxsize=4096)
def instruction(text: str) -> str | None:
    """The words in a text that give orders to a reviewing program; None where there are none.

    Blanks, dots and unseen characters between the letters make no difference.
    """
    seen = _UNSEEN.sub("", text)
    if _LATIN.search(seen):
        found = _order("instructions_english", _in_english(seen))
        if found:
            return found.replace("-", " ").strip()
    return _order("instructions", unicodedata.normalize("NFKC", _SEPARATORS.sub("", seen)))


def _in_english(text: str) -> str:
    """One hyphen for blanks, none beside the signs that part clauses or a heading."""
    plain = unicodedata.normalize("NFKC", text).replace("#", "\n").replace("'", '"')
    lines = (_BLANKS.sub("-", line.strip()) for line in plain.replace("\n", ";\n").split("\n"))
    joined = "\n".join(lines)
    for sign in ";。!?":
        joined = joined.replace(f"{sign}-", sign)
    return joined


def _order(name: str, text: str) -> str | None:
    lower = text.lower()
    text = text if len(text) == len(lower) else lower
    marks = lexicon(name).marks(lower)
    place = _orders(name).first(lower, marks) if marks else None
    return None if place is None else text[place[0] : place[1]][:40]


@cache
def _orders(name: str) -> Orders:
    return Orders(lexicon(name).concepts["orders"]["lines"])


@lru_cache(maxsize=4096)
def unseen_characters(raw: str) -> tuple[str, ...]:
    """The zero-width and direction characters in a text, as "U+200B", each once."""
    if "".join(raw.split()).isprintable():
        return ()
    return tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in _UNSEEN.findall(raw)))
