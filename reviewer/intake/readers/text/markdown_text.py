"""The text that Markdown shows for a line or a cell: without its marks, entities and tags."""

from __future__ import annotations

import re
from html import unescape

_MARKUP = re.compile(r"[*_~`<>\[\]&\\#=+-]")
_BLOCK = re.compile(r"\s{0,9}(?:#{1,6}|>|[-*+](?: \[[ xX]\])?)\s+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,3})([^`]+)\1(?!`)")
_STRUCK = re.compile(r"\*{0,3}~~(?=[^\s~])([^~]+)~~\*{0,3}")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\](?:\([^()\s]{0,1000}(?:\s+\"[^\"]{0,200}\")?\))")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,20}\]")
_AUTO = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_STRONG = re.compile(r"\*{2,3}(?=[^\s*])([^*]+)\*{2,3}")
_STRONG_LOW = re.compile(r"(?<![A-Za-z0-9_])_{2,3}(?=[^\s_])([^_]+)_{2,3}(?![A-Za-z0-9_])")
# 3*4*5 are no marks of emphasis, whatever Markdown says: the author meant a product.
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]+)\*(?![A-Za-z0-9*])")
_EMPHASIS_LOW = re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]+)_(?![A-Za-z0-9_])")
_MARKED = re.compile(r"==(?=[^\s=])([^=]+)==")
_TAG = re.compile(r"<(?:br|/?[a-z][a-z0-9:]{0,15})(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_GUARD = 0xE100


def plain(text: str) -> tuple[str, list[str]]:
    """The text of a line or cell, and what is struck out in it (~~10~~, <del>10</del>)."""
    text = text.strip()
    if _MARKUP.search(text) is None:
        return text, []
    text = _BLOCK.sub("", text, count=1) if _BLOCK.match(text) else text
    text = _ESCAPE.sub(lambda sign: chr(_GUARD + ord(sign[1])), text)
    text = _CODE.sub(lambda code: _guarded(code[2]), text)
    struck: list[str] = []
    if "~~" in text:
        struck += [_bare(found) for found in _STRUCK.findall(text)]
        text = _STRUCK.sub("", text)
    if "<" in text and _TAG.search(text):
        text, more = _of_html(_AUTO.sub(r"\1", text))
        struck += more
    else:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), _AUTO.sub(r"\1", text))
    return _bare(text), struck


def _bare(text: str) -> str:
    """The text without links and emphasis, and with the signs that were escaped."""
    text = _NOTE.sub("", text)
    text = _LINK.sub(lambda link: "" if link[1] else link[2], text)
    for mark in (_STRONG, _STRONG_LOW, _EMPHASIS, _EMPHASIS_LOW, _MARKED):
        text = mark.sub(r"\1", text)
    return "".join(
        chr(ord(char) - _GUARD) if _GUARD < ord(char) < _GUARD + 0x80 else char for char in text
    ).strip()


def _guarded(text: str) -> str:
    """What stands in code means itself."""
    return "".join(chr(_GUARD + ord(char)) if "!" <= char <= "~" else char for char in text)


def _of_html(text: str) -> tuple[str, list[str]]:
    """The text of a cell that holds tags; `<br>` begins a new line."""
    from lxml import html

    from reviewer.intake.readers.web.style import Look
    from reviewer.intake.readers.web.stylesheet import Stylesheet
    from reviewer.intake.readers.web.text import cell_text

    if _TAG.sub("", _BREAK.sub("", text)) == _BREAK.sub("", text):  # nothing but breaks
        parts = _ENTITY.sub(lambda entity: unescape(entity[0]), _BREAK.sub("\n", text))
        return parts, []
    found = cell_text(html.fragment_fromstring(text, create_parent="td"), Look(), Stylesheet())
    hidden = "".join(one for one, _ in found.hidden)
    return found.shown + hidden, found.struck
