"""Characters of a PDF page: which are seen, and the lines that they form."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from reviewer.intake.characters import ordinary
from reviewer.intake.readers.pdf.painter import SEAL, WATERMARK, Paint
from reviewer.intake.readers.picture.boxes import Box

_SAME_LINE = 0.5
_WORD_GAP = 0.25
_COLUMN_GAP = 1.5
"""Gaps in shares of the size: between Latin words, and between any characters."""
_TWICE = 0.15
_TINY = 2.0
_TINY_SHARE = 1 / 3
_WHITE = 0.98
_PALE = 0.6
"""How light a watermark is, where it is told by its tint; black is 0."""
_LARGE, _HUGE = 1.6, 3.5
"""Sizes of watermarks in shares of the usual size: pale ones, and others."""
_TILES = 3
_TILE = re.compile(r"[^\W\d]{3}|[^\W\d].{3}")
_PALER = 0.3
"""A text paler than the others that stands on a page so often is a watermark; a number is none."""
_ASLANT = 3
"""Degrees."""
_MOST_AREAS = 2_000
_THIN = 3.0
_DARK = 0.5
_BAND = 20
OFF_PAGE = "页面之外的文字"
COVERED = "被图片或色块遮住的文字"

Char = dict[str, Any]


@dataclass(slots=True)
class Seen:
    """What the characters of a page are: seen, hidden for a reason, watermarks."""

    shown: list[Char] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    watermarks: list[str] = field(default_factory=list)


def words_of(chars: Sequence[Char]) -> str:
    """The text of a cell, its lines from top to bottom."""
    return "\n".join(text for _, text in lines_of(chars))


def lines_of(chars: Sequence[Char]) -> list[tuple[float, str]]:
    """The lines that characters form, with their upper edge, from top to bottom.

    Text on its side is read along its own lines, and stands where its first line begins.
    """
    by_turn: dict[int, list[Char]] = {}
    for char in chars:
        by_turn.setdefault(char.get("turn", 0), []).append(char)
    found = _level_lines(by_turn.pop(0, []))
    for turn, turned in by_turn.items():
        top = min(char["top"] for char in turned)
        lines = _level_lines([_upright(char, turn) for char in turned])
        found += [(top, text) for _, text in lines]
    return sorted(found, key=lambda line: line[0]) if by_turn else found


def _upright(char: Char, turn: int) -> Char:
    """The character as it lies in the lines of its text."""
    x0, x1, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    places = {
        90: (-bottom, -top, x0, x1),
        180: (-x1, -x0, -bottom, -top),
        270: (top, bottom, -x1, -x0),
    }
    left, right, above, below = places[turn]
    return {**char, "x0": left, "x1": right, "top": above, "bottom": below}


def _level_lines(chars: Sequence[Char]) -> list[tuple[float, str]]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (middle(char), char["x0"])):
        if lines and abs(middle(char) - middle(lines[-1][0])) < _SAME_LINE * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    found = [(line[0]["top"], _text(sorted(line, key=lambda char: char["x0"]))) for line in lines]
    return [(top, text) for top, text in found if text]


def middle(char: Char) -> float:
    """Half-way between its upper and lower edge."""
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
    return ordinary(text.strip())


def turn_of(char: Char) -> int | None:
    """How far the character is turned against the clock: 0, 90, 180, 270, None for aslant."""
    a, b = char["matrix"][:2]
    degrees = math.degrees(math.atan2(b, a)) % 360
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= _ASLANT else None


def turn_of_page(chars: Iterable[Char]) -> int:
    """How far most of the text is turned against the clock."""
    turns = Counter(turn_of(char) for char in chars if char["text"].strip())
    turn, often = (turns.most_common(1) or [(0, 0)])[0]
    return turn if turn and often > turns.total() / 2 else 0


def look(page: Any) -> Seen:
    """The characters that a reader sees, and the texts that none sees, with the reason."""
    chars: list[Char] = [char for char in page.chars if math.isfinite(char["x0"] + char["top"])]
    seen = Seen()
    if not chars:
        return seen
    eye = _Eye(page, median(char["size"] for char in chars))
    hidden: dict[str, list[Char]] = {}
    for char in chars:
        if turn := turn_of(char):
            char["turn"] = turn
        if why := eye.misses(char):
            hidden.setdefault(why, []).append(char)
        else:
            seen.shown.append(char)
    light = median(eye.lightness(char) for char in seen.shown) if seen.shown else 0.0
    tiles = _tiles(
        [
            char
            for char in seen.shown
            if eye.lightness(char) > light + _PALER and eye.finds_pale(char)
        ]
    )
    if tiles:
        hidden.setdefault(WATERMARK, []).extend(tiles)
        gone = set(map(id, tiles))
        seen.shown = [char for char in seen.shown if id(char) not in gone]
    seen.watermarks = _watermarks(hidden.pop(WATERMARK, []))
    hidden.pop(SEAL, None)  # told as a seal
    seen.hidden = [(text, why) for why, found in hidden.items() if (text := words_of(found))]
    return seen


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters that are painted one after the other, side by side."""
    run: list[Char] = []
    for char in sorted(chars, key=lambda char: char["tag"].order):
        if run:
            last = run[-1]
            near = 2 * max(char["size"], last["size"])
            beside = abs(char["x0"] - last["x1"]) < near and abs(middle(char) - middle(last)) < near
            if not beside or char["tag"].order != last["tag"].order + 1:
                yield run
                run = []
        run.append(char)
    if run:
        yield run


def _tiles(pale: Sequence[Char]) -> list[Char]:
    """Those of the pale texts that stand on the page again and again."""
    runs = [(re.sub(r"\s", "", "".join(char["text"] for char in run)), run) for run in _runs(pale)]
    often = Counter(text for text, _ in runs)
    return [
        char for text, run in runs if _TILE.search(text) and often[text] >= _TILES for char in run
    ]


def _watermarks(chars: Sequence[Char]) -> list[str]:
    texts = ("".join(char["text"] for char in run).strip() for run in _runs(chars))
    return [ordinary(text) for text in dict.fromkeys(texts) if text]


class _Eye:
    """What a reader of a page sees of its characters."""

    def __init__(self, page: Any, typical: float) -> None:
        _, _, self._right, self._bottom = page.bbox
        self._typical = typical
        self._areas = _Areas(page)

    def misses(self, char: Char) -> str:
        """Why the character is no text that a reader sees, "" if it is."""
        paint: Paint = char["tag"]
        x, y = (char["x0"] + char["x1"]) / 2, middle(char)
        if paint.veil:
            return paint.veil
        if not (0 <= x <= self._right and 0 <= y <= self._bottom):
            return OFF_PAGE
        if self._areas.over(x, y, paint.order):
            return COVERED
        if is_white(char.get("non_stroking_color")):
            return "" if self._areas.under(x, y) else "白色文字"
        if turn_of(char) is None or self._is_too_large(char):
            return WATERMARK
        if char["size"] < _TINY and char["size"] < self._typical * _TINY_SHARE:
            return "极小的文字"
        return ""

    def _is_too_large(self, char: Char) -> bool:
        most = _LARGE if self.finds_pale(char) else _HUGE
        return bool(char["size"] > self._typical * most)

    @staticmethod
    def lightness(char: Char) -> float:
        """From 0 for black to 1 for paper."""
        return _lightness(char.get("non_stroking_color"), char["tag"].alpha)

    def finds_pale(self, char: Char) -> bool:
        """Whether the character is light, and not so that it can be seen on a dark ground."""
        x = (char["x0"] + char["x1"]) / 2
        return self.lightness(char) > _PALE and not self._areas.under(x, middle(char), dark=True)


class _Areas:
    """Coloured areas and pictures: text under them is hidden, white text on them is seen."""

    def __init__(self, page: Any) -> None:
        self._bands: dict[int, list[tuple[Box, Paint, float]]] = {}
        areas = [area for area in (*page.rects, *page.curves) if area.get("fill")]
        large = [
            area
            for area in (*areas, *page.images)
            if min(area["x1"] - area["x0"], area["bottom"] - area["top"]) > _THIN
            and not area["tag"].veil
        ]
        for area in large[:_MOST_AREAS]:
            box = (area["x0"], area["top"], area["x1"], area["bottom"])
            if not all(map(math.isfinite, box)):
                continue
            paint: Paint = area["tag"]
            light = 0.0
            if area["object_type"] != "image":
                light = _lightness(area.get("non_stroking_color"), paint.alpha)
            if area["object_type"] == "curve":  # its box says little of what it covers
                paint = replace(paint, covers=False)
            first, last = max(0.0, box[1]), min(float(page.height), box[3])
            for band in range(int(first) // _BAND, int(last) // _BAND + 1):
                self._bands.setdefault(band, []).append((box, paint, light))

    def over(self, x: float, y: float, order: int) -> bool:
        """Whether something opaque is painted over this point later."""
        return any(paint.covers and paint.order > order for paint, _ in self._at(x, y))

    def under(self, x: float, y: float, *, dark: bool = False) -> bool:
        """Whether something that is not white, or even dark, lies at this point."""
        return any(light < (_DARK if dark else _WHITE) for _, light in self._at(x, y))

    def _at(self, x: float, y: float) -> Iterator[tuple[Paint, float]]:
        for box, paint, light in self._bands.get(int(y) // _BAND, ()):
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                yield paint, light


def parts_of(colour: Any) -> tuple[float, ...]:
    """The parts of a colour by grey, RGB or CMYK; none of a pattern."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return ()
    return tuple(float(part) for part in parts)


def _lightness(colour: Any, alpha: float) -> float:
    """From 0 for black to 1 for white paper; unknown colours count as black."""
    parts = parts_of(colour)
    if len(parts) == 4:  # CMYK
        light = (1 - parts[3]) * (1 - sum(parts[:3]) / 3)
    elif len(parts) == 3:
        light = 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]
    else:
        light = parts[0] if len(parts) == 1 else 0.0
    return 1 - alpha * (1 - light)


def is_white(colour: Any) -> bool:
    """Whether a colour cannot be told from paper."""
    parts = parts_of(colour)
    if len(parts) == 4:  # CMYK: no ink
        return all(part <= 1 - _WHITE for part in parts)
    return len(parts) in (1, 3) and all(part >= _WHITE for part in parts)
