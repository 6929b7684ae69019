"""Numbers of pages, which a text taken out of a PDF has among its lines."""

from __future__ import annotations

import re

_DASH = "[-—–－―·~～]"
_NUMBER = re.compile(
    rf"{_DASH}{{1,3}}\s*\d{{1,4}}\s*{_DASH}{{1,3}}"
    r"|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页[\s,，/／]*第\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp](?:age)?\.?\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")


def is_page_number(line: str, *, at_break: bool = False) -> bool:
    """Whether a line says nothing but the number of its page.

    Args:
        line: without tabs.
        at_break: a page ends or begins beside it, so that a bare number is one too.
    """
    text = line.strip()
    return _NUMBER.fullmatch(text) is not None or (at_break and bool(_BARE.fullmatch(text)))
