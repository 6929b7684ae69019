"""Texts of an Excel workbook: shared strings, and rich text run by run."""

from __future__ import annotations

import re

from reviewer.intake.readers.office_xml import Element, local, stream
from reviewer.intake.readers.sheet.workbook_styles import Font, font_of

Runs = str | list[tuple[str, Font | None]]
"""A text; or its parts, each with its own font, or None for that of the cell."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST_PRINTED = 0x20


def shared_strings(content: bytes) -> list[Runs]:
    """The texts of the part `sharedStrings.xml`, in order.

    Raises:
        ReadError: it is damaged.
    """
    return [text_of(item) for _, item in stream(content, "si")]


def text_of(item: Element) -> Runs:
    """The text of a shared or inline string; its pronunciation (`rPh`) is none of it."""
    runs: list[tuple[str, Font | None]] = []
    for one in item:
        kind = local(one)
        if kind == "t":
            runs.append((unescaped(one.text or ""), None))
        elif kind == "r":
            font = next((font_of(part) for part in one if local(part) == "rPr"), None)
            runs += [(unescaped(part.text or ""), font) for part in one if local(part) == "t"]
    if all(font is None for _, font in runs):
        return "".join(text for text, _ in runs)
    return runs


def unescaped(text: str) -> str:
    """Text with `_x000A_` and its like as the signs that they stand for."""
    if "_x" in text:
        text = _ESCAPED.sub(_sign, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_text = code >= _FIRST_PRINTED or chr(code) in "\t\n"
    return chr(code) if is_text and not 0xD800 <= code <= 0xDFFF else ""
