"""Quotes are exact: found in the text they claim to quote, or refused."""

from __future__ import annotations

import re
from functools import lru_cache

MIN_QUOTE = 2
"""A single character proves nothing."""

_PUNCTUATION = {
    "｡": "。",
    "､": "、",
    "﹑": "、",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "〈": "<",
    "〉": ">",
    "《": "<",
    "》": ">",
    "·": ".",
    "•": ".",
    "…": "...",
    "—": "-",
    "–": "-",
    "―": "-",
    "─": "-",
    "−": "-",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
    "～": "~",
    "﹐": ",",
    "﹔": ";",
    "﹕": ":",
    "﹪": "%",
}
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


def _table() -> dict[int, str | None]:
    """Full-width punctuation to half-width; full-width digits and letters stay as they are."""
    table: dict[int, str | None] = {
        code: chr(code - 0xFEE0)
        for code in range(0xFF01, 0xFF5F)
        if not chr(code - 0xFEE0).isalnum()
    }
    table.update({ord(sign): plain for sign, plain in _PUNCTUATION.items()})
    table.update(dict.fromkeys(map(ord, _UNSEEN)))
    return table


_TABLE = _table()
_BLANKS = re.compile(r"\s+")
_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")
_EDGES = "。.,、;:!?\"'"


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The text without blanks and line breaks, full- and half-width punctuation made one.

    Digits are never touched: １２ is not 12.
    """
    return _STOP.sub("。", _BLANKS.sub("", text.translate(_TABLE)))


def found(quote: str, text: str) -> bool:
    """Whether the quote stands in the text word for word, cutting no number in two.

    Punctuation and quotation marks around the quote are the writer's own and do not count.
    """
    wanted = _core(quote)
    if len(wanted) < MIN_QUOTE:
        return False
    plain = canonical(text)
    at = plain.find(wanted)
    while at >= 0:
        if not _cuts_number(plain, at) and not _cuts_number(plain, at + len(wanted)):
            return True
        at = plain.find(wanted, at + 1)
    return False


def verbatim(quote: str, text: str) -> str:
    """The text's own spelling of a quote that stands in it; the quote where it does not."""
    if quote in text:
        return quote
    wanted = _core(quote)
    if not wanted or not found(quote, text):
        return quote
    # `canonical` looks at neighbours only to tell a full stop from a decimal point.
    kept = [(plain, index) for index, char in enumerate(text) for plain in char.translate(_TABLE)]
    kept = [(plain, index) for plain, index in kept if not plain.isspace()]
    at = canonical("".join(plain for plain, _ in kept)).find(wanted)
    return text[kept[at][1] : kept[at + len(wanted) - 1][1] + 1] if at >= 0 else quote


def _core(quote: str) -> str:
    return canonical(quote).strip(_EDGES)


_JOINED = re.compile(r"\d(?:\||\.\||,\|(?=\d{3}(?!\d))|\|\.|\|,(?=\d{3}(?!\d)))\d")
_REACH = 5


def _cuts_number(plain: str, at: int) -> bool:
    """320家 is no quote of 1320家, and 1.9 none of 1.99."""
    if not 0 < at < len(plain):
        return False
    around = f"{plain[max(0, at - 2) : at]}|{plain[at : at + _REACH]}"
    return _JOINED.search(around) is not None
