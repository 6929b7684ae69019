"""One spelling for what clerks, budget systems and PDFs write in many."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reviewer.language.patterns import pattern

_TAG = pattern(
    r"</?(?:p|br|span|div|b|i|u|em|strong|font|table|tbody|tr|td|li|ul|ol|sup|sub|o:p|h[1-6])"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY = pattern(r"&(?:nbsp|lt|gt|ge|le|amp|quot);", re.IGNORECASE)
_ENTITIES = {
    f"&{name};": sign
    for name, sign in zip(("nbsp", "lt", "gt", "ge", "le", "amp", "quot"), ' <>≥≤&"', strict=True)
}
# Squares and other units that NFKC would turn into something unreadable are mapped by hand.
_SIGNS = {
    sign: plain
    for plain, signs in {
        "≥": "≧⩾≮", "≤": "≦⩽≯", "=": "﹦═", ">": "﹥", "<": "﹤", "%": "﹪٪",
        "-": "−﹣‐‑‒–", "—": "―─", "~": "〜∼", "，": "﹐", "；": ";", " ": "\u3000\u00a0",
        "2": "²", "3": "³", "m2": "㎡", "m3": "㎥", "km2": "㎢", "km": "㎞", "cm": "㎝",
        "mm": "㎜", "kg": "㎏", "mg": "㎎", "ha": "㏊", "ml": "㏄",
    }.items()
    for sign in signs
}  # fmt: skip
_DROPPED = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c\u180e"
)
"""Characters that nobody sees; X905 reports them."""
_KEPT_WIDE = "，；：！？"
"""Full-width punctuation that separates clauses; ASCII twins become these, not the reverse."""


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {
        code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE
    }
    # Radicals and compatibility ideographs look like characters and come out of some PDFs.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table.update({ord(sign): plain for sign, plain in _SIGNS.items()})
    table.update(dict.fromkeys(map(ord, _DROPPED)))
    return table


_TABLE = _table()
_BLANK = pattern(r"\s")
_BLANKS = pattern(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_GREATER = pattern(r">=|=>|≥=|〉=|〉≥|(?:^》|〉)(?=[\d=])=?")
_LESS = pattern(r"<=|=<|≤=|〈=|(?:^《(?![^》]{0,300}》)|〈(?![^〉]{0,50}〉))(?=\d)")
_THOUSANDS = pattern(r"(?<=\d)，(?=\d{3}(?!\d))")
_COMMA = pattern(r",(?!\d{3}(?!\d))|(?<!\d),")
_COLON = pattern(r"(?<=\d)：(?=\d)")
_WIDE_COLON = pattern(r":(?!\d)|(?<!\d):")
_BLANK_THOUSANDS = pattern(r"^\d{1,3}(?: \d{3})+(?!\d)")
_DASHES = pattern(r"—{2,}")


@lru_cache(maxsize=4096)
def normalize(text: str) -> str:
    """The text with one sign for each meaning: ≥ ≤ > < = % - ~, ASCII digits, letters and brackets.

    Tags and the blanks that touch anything but ASCII letters and digits go; clause punctuation
    becomes full-width. Positions change.
    """
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: _ENTITIES[found.group().lower()], text)
    text = text.translate(_TABLE)
    if _BLANK.search(text):
        text = _BLANKS.sub("", text).strip()
    if " " in text:
        text = _BLANK_THOUSANDS.sub(lambda found: found.group().replace(" ", ""), text)
    if "=" in text or "〉" in text or "》" in text[:1]:
        text = _GREATER.sub(_greater, text)
    if "<" in text or "=" in text or "〈" in text or "《" in text[:1]:
        text = _LESS.sub(_less, text)
    if "," in text or "，" in text:
        text = _COMMA.sub("，", _THOUSANDS.sub(",", text))
    if ":" in text or "：" in text:
        text = _WIDE_COLON.sub("：", _COLON.sub(":", text))
    return _DASHES.sub("—", text) if "——" in text else text


def _greater(found: re.Match[str]) -> str:
    """〉80% is how some keyboards write >80%; with = it is ≥."""
    return "≥" if "=" in found.group() or "≥" in found.group() else ">"


def _less(found: re.Match[str]) -> str:
    return "≤" if "=" in found.group() or "≤" in found.group() else "<"


_PUNCTUATION = pattern(r"[\s，。；：、！？,.;:!?“”‘’\"'《》〈〉()\[\]【】—…·]+")


def bare(text: str) -> str:
    """The normalized text without punctuation, for comparing two wordings."""
    return _PUNCTUATION.sub("", normalize(text))
