"""Text of a PDF page that a line is drawn through: it is struck out.

A PDF knows no strike-through: programs draw a line, a thin area or two lines over the letters, from
their first to their last. A ruling line reaches from one upright line to another or crosses it, an
underline lies at the foot of the letters, a fraction bar between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.intake.readers.pdf.lines import level_strokes, lines_drawn
from reviewer.intake.readers.pdf.pieces import runs_of
from reviewer.intake.readers.pdf.ruling import Line
from reviewer.intake.readers.pdf.text import Char

_LOWEST, _HIGHEST = 0.18, 0.6
"""How high above the foot of the letters the line lies, in shares of their size."""
_SAME = 0.6
_TOUCHING = 1.5
"""Points: lines at one height, and lines that meet."""
_MOST_OF_A_LETTER = 0.6
_MOST_OF_THE_LINE = 0.6
_BEYOND = 1.0
"""How far the line reaches beyond the letters, in shares of their size: one is drawn by hand."""
_SHORTEST = 0.4
_MOST, _MOST_UPRIGHT = 1_000, 1_000
"""Lines of a page that are looked at; no form has so many."""


@dataclass(slots=True)
class Strikes:
    """The characters of each text that is struck out, and the lines that do it."""

    texts: list[list[Char]] = field(default_factory=list)
    lines: frozenset[Line] = frozenset()


def strikes(page: Any, chars: Sequence[Char]) -> Strikes:
    """What of the characters is struck out; they stand upright on the page."""
    by_height: dict[int, list[Line]] = {}
    for line in level_strokes(page):
        by_height.setdefault(round(line.at / _SAME), []).append(line)
    if not by_height:
        return Strikes()
    under: dict[int, list[Char]] = {}
    for char in chars:
        if char.get("turn", 0) == 0 and char["size"] > 0:
            foot = float(page.height) - char["matrix"][5]
            first = round((foot - _HIGHEST * char["size"]) / _SAME)
            last = round((foot - _LOWEST * char["size"]) / _SAME)
            for height in range(max(first, 0), min(last, round(page.height / _SAME)) + 1):
                if height in by_height:
                    under.setdefault(height, []).append(char)
    upright = sorted(lines_drawn(page)[1])[:_MOST_UPRIGHT]
    gone: dict[int, Char] = {}
    through: set[Line] = set()
    count = 0
    for height, there in under.items():
        there.sort(key=lambda char: char["x0"] + char["x1"])
        for whole, parts in _whole(by_height[height]):
            struck = _struck(whole, there)
            count += bool(struck)
            if struck and count <= _MOST and not _rules(whole, upright):
                gone.update((id(char), char) for char in struck)
                through.update(parts)
    return Strikes(
        [run for line in runs_of(list(gone.values())) for run in line], frozenset(through)
    )


def _whole(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Lines at one height that touch each other as one, with its parts."""
    parts: list[Line] = []
    end = 0.0
    for line in sorted(lines, key=lambda line: line.start):
        if parts and line.start > end + _TOUCHING:
            yield Line(parts[0].at, parts[0].start, end), parts
            parts = []
        end = max(end, line.end) if parts else line.end
        parts.append(line)
    if parts:
        yield Line(parts[0].at, parts[0].start, end), parts


def _struck(line: Line, there: Sequence[Char]) -> list[Char]:
    """The characters that the line goes through, if it is there for them."""

    def middle(char: Char) -> float:
        return float(char["x0"] + char["x1"]) / 2

    first = bisect_left(there, line.start, key=middle)
    last = bisect_right(there, line.end, key=middle)
    struck = [
        char
        for char in there[first:last]
        if min(char["x1"], line.end) - max(char["x0"], line.start)
        >= _MOST_OF_A_LETTER * (char["x1"] - char["x0"])
    ]
    if not any(char["text"].strip() for char in struck):
        return []
    size = max(char["size"] for char in struck)
    start, end = min(char["x0"] for char in struck), max(char["x1"] for char in struck)
    covered = sum(char["x1"] - char["x0"] for char in struck)
    fits = (
        line.end - line.start >= _SHORTEST * size
        and start - line.start <= _BEYOND * size
        and line.end - end <= _BEYOND * size
        and covered >= _MOST_OF_THE_LINE * (line.end - line.start)
    )
    return struck if fits else []


def _rules(line: Line, upright: Sequence[Line]) -> bool:
    """Whether the line crosses an upright one or reaches from one to another."""

    def meets(start: float, end: float) -> bool:
        first = bisect_left(upright, start, key=lambda other: other.at)
        last = bisect_right(upright, end, key=lambda other: other.at)
        return any(
            other.start - _TOUCHING <= line.at <= other.end + _TOUCHING
            for other in upright[first:last]
        )

    def at(x: float) -> bool:
        return meets(x - _TOUCHING, x + _TOUCHING)

    inside = line.start + _TOUCHING, line.end - _TOUCHING
    return meets(*inside) or (at(line.start) and at(line.end))
