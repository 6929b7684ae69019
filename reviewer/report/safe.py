"""Text of a form on a terminal: nothing in it may move the cursor, colour or reverse a line."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """The text with control, bidirectional and invisible characters shown as ⟨U+202E⟩.

    Line feeds and tabs become blanks.
    """
    shown = _UNSAFE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
    return shown.replace("\n", " ").replace("\t", " ")


def shortened(text: str, limit: int) -> str:
    """The text, cut with … where it is longer than `limit` characters; safe for a terminal."""
    shown = safe(text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
