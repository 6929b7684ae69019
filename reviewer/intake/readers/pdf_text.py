"""Characters of a PDF page: which are seen, and the lines that they form."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

_SAME_LINE = 0.5
_WORD_GAP = 0.25
_COLUMN_GAP = 1.5
"""Gaps in shares of the size: between Latin words, and between any characters."""
_TWICE = 0.15
_TINY = 2.0
_TINY_SHARE = 1 / 3
_WHITE = 0.98
_MOST_RECTS = 20_000
OFF_PAGE = "页面之外的文字"

Char = dict[str, Any]


def words_of(chars: Sequence[Char]) -> str:
    """The text of a cell, its lines from top to bottom."""
    return "\n".join(text for _, text in lines_of(chars))


def lines_of(chars: Sequence[Char]) -> list[tuple[float, str]]:
    """The lines that characters form, with their upper edge, from top to bottom."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (_middle(char), char["x0"])):
        if lines and abs(_middle(char) - _middle(lines[-1][0])) < _SAME_LINE * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    found = [(line[0]["top"], _text(sorted(line, key=lambda char: char["x0"]))) for line in lines]
    return [(top, text) for top, text in found if text]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _text(line: Sequence[Char]) -> str:
    text, before = "", None
    for char in line:
        if before is not None:
            gap, size = char["x0"] - before["x1"], char["size"] or 1.0
            if char["text"] == before["text"] and abs(char["x0"] - before["x0"]) < _TWICE * size:
                continue  # printed twice to look bold
            latin = char["text"].isascii() and before["text"].isascii()
            if gap > (_WORD_GAP if latin else _COLUMN_GAP) * size:
                text += " "
        text += char["text"]
        before = char
    return text.strip()


def unseen(page: Any) -> tuple[list[Char], list[tuple[str, str]]]:
    """The characters that a reader sees, and the texts that none sees, with the reason."""
    chars: list[Char] = page.chars
    if not chars:
        return [], []
    typical = median(char["size"] for char in chars)
    left, top, right, bottom = page.bbox
    hidden: dict[str, list[Char]] = {}
    shown: list[Char] = []
    grounds: list[Any] | None = None
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, _middle(char)
        why = ""
        if not (left <= x <= right and top <= y <= bottom):
            why = OFF_PAGE
        elif char["size"] < _TINY and char["size"] < typical * _TINY_SHARE:
            why = "极小的文字"
        elif _is_white(char.get("non_stroking_color")):
            grounds = _grounds(page) if grounds is None else grounds
            if not any(g["x0"] <= x <= g["x1"] and g["top"] <= y <= g["bottom"] for g in grounds):
                why = "白色文字"
        if why:
            hidden.setdefault(why, []).append(char)
        else:
            shown.append(char)
    return shown, [(text, why) for why, found in hidden.items() if (text := words_of(found))]


def _grounds(page: Any) -> list[Any]:
    """Coloured areas and pictures, on which white text is seen."""
    areas = [*page.rects, *page.curves][:_MOST_RECTS]
    filled = [
        area for area in areas if area.get("fill") and not _is_white(area.get("non_stroking_color"))
    ]
    return [*filled, *page.images]


def _is_white(colour: Any) -> bool:
    if isinstance(colour, (int, float)):
        return colour >= _WHITE
    if not isinstance(colour, (tuple, list)) or not all(
        isinstance(part, (int, float)) for part in colour
    ):
        return False
    if len(colour) == 4:  # CMYK: no ink
        return all(part <= 1 - _WHITE for part in colour)
    return len(colour) in (1, 3) and all(part >= _WHITE for part in colour)
