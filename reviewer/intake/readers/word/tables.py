"""Where the cells of a Word table stand: the columns of each row and which cells are merged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from reviewer.intake import limits
from reviewer.intake.readers.word.blocks import inside
from reviewer.intake.readers.word.looks import VAL, Properties, W, by_tag

Element = Any

_OFF = frozenset({"0", "false", "off"})
_SAME_EDGE = 60
"""Twips (1/20 pt) within which two edges are one."""
_SAME_WIDTH = 0.03
"""Rows are as wide as one another if they differ by no more than this share."""


@dataclass(slots=True)
class Place:
    """A cell of a row: its first column, how many it covers, and how it is merged.

    `merge` is "restart" or "continue" for a cell merged with those below or above it, else "";
    `covered` are the cells on its right that the old w:hMerge joins to it.
    """

    element: Element
    properties: Element | None
    column: int
    columns: int
    merge: str
    covered: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A row of the table; `is_deleted` by a tracked change, `is_hidden` by its format."""

    element: Element
    is_deleted: bool = False
    is_hidden: bool = False
    places: list[Place] = field(default_factory=list)
    deleted: int = 0
    inserted: int = 0
    before: int = 0
    behind: int = 0

    @property
    def columns(self) -> int:
        """How many columns the row counts, those that it leaves out included."""
        return self.before + sum(place.columns for place in self.places) + self.behind


def lines_of(table: Element) -> list[Line]:
    """The rows of a table, each with its cells placed."""
    lines = [_line(row) for row in inside(table, f"{W}tr")]
    counts = {line.columns for line in lines if line.places and not line.is_deleted}
    if len(counts) > 1:
        _place_by_width(table, lines, max(counts))
    for line in lines:
        column = line.before
        for place in line.places:
            place.column = column
            column += place.columns
    return lines


def grid_width(table: Element) -> int:
    """The columns that the table declares; 0 without a grid."""
    return sum(1 for _ in table.iterfind(f"{W}tblGrid/{W}gridCol"))


def _line(row: Element) -> Line:
    properties = by_tag(row.find(f"{W}trPr"))
    hidden = properties.get(f"{W}hidden")
    is_hidden = hidden is not None and hidden.get(VAL) not in _OFF
    line = Line(row, f"{W}del" in properties, is_hidden)
    line.before = min(_value(properties.get(f"{W}gridBefore")), limits.MAX_COLUMNS)
    line.behind = min(_value(properties.get(f"{W}gridAfter")), limits.MAX_COLUMNS)
    line.inserted = int(f"{W}ins" in properties)
    for cell in inside(row, f"{W}tc"):
        found = cell.find(f"{W}tcPr")
        own = by_tag(found)
        if f"{W}cellDel" in own:
            line.deleted += 1  # the cells behind it move up, as they do once it is accepted
            continue
        line.inserted += f"{W}cellIns" in own
        span = min(max(1, _value(own.get(f"{W}gridSpan"), 1)), limits.MAX_COLUMNS)
        if line.places and _is_beside(own):
            line.places[-1].columns += span
            line.places[-1].covered.append(cell)
            continue
        line.places.append(Place(cell, found, 0, span, _merge(own)))
    return line


def _is_beside(properties: Properties) -> bool:
    merge = properties.get(f"{W}hMerge")
    return merge is not None and merge.get(VAL) != "restart"


def _merge(properties: Properties) -> str:
    tracked = properties.get(f"{W}cellMerge")
    if tracked is not None:
        return {"rest": "restart", "cont": "continue"}.get(tracked.get(f"{W}vMerge") or "", "")
    down = properties.get(f"{W}vMerge")
    if down is None:
        return ""
    return "restart" if down.get(VAL) == "restart" else "continue"


def _place_by_width(table: Element, lines: Sequence[Line], columns: int) -> None:
    """Spans of rows that count fewer columns than others, though they are as wide.

    Programs that write tables leave w:gridSpan out; Word draws the cells by their widths.
    """
    widths = {id(line): found for line in lines if (found := _widths(line))}
    if not widths:
        return
    grid = [_twips(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    full = max(map(sum, widths.values()))
    if len(grid) == columns and abs(sum(grid) - full) <= _SAME_WIDTH * full:
        edges = [0, *accumulate(grid)]
    else:
        edges = _common([edge for found in widths.values() for edge in (0, *accumulate(found))])
    if len(edges) > limits.MAX_COLUMNS + 1:
        return
    for line in lines:
        found = widths.get(id(line), [])
        short = line.columns < len(edges) - 1
        if not found or not short or abs(sum(found) - full) > _SAME_WIDTH * full:
            continue
        at = [_nearest(edges, edge) for edge in (0, *accumulate(found))]
        spans = [right - left for left, right in pairwise(at)]
        if all(span > 0 for span in spans):
            first = 1 if line.before else 0
            line.before = spans[0] if line.before else 0
            for place, span in zip(line.places, spans[first:], strict=False):
                place.columns = span


def _widths(line: Line) -> list[int]:
    """The widths of what stands in a row from its left edge on; empty where one is not known."""
    widths = [_width(place.properties, "tcW") for place in line.places]
    row = line.element.find(f"{W}trPr")
    before = [_width(row, "wBefore")] if line.before else []
    found = [*before, *widths]
    return found if found and all(found) and len(found) < limits.MAX_COLUMNS else []


def _width(properties: Element | None, name: str) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    if found is None or found.get(f"{W}type") not in (None, "dxa", "pct"):
        return 0
    return _twips(found.get(f"{W}w"))


def _twips(value: str | None) -> int:
    whole = (value or "").partition(".")[0]
    return int(whole) if whole.isdecimal() and len(whole) < 7 else 0


def _common(edges: Sequence[int]) -> list[int]:
    found: list[int] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > _SAME_EDGE:
            found.append(edge)
    return found


def _nearest(edges: Sequence[int], at: int) -> int:
    right = bisect_left(edges, at)
    around = range(max(0, right - 1), min(len(edges), right + 1))
    return min(around, key=lambda index: abs(edges[index] - at))


def _value(element: Element | None, otherwise: int = 0) -> int:
    value = "" if element is None else (element.get(VAL) or "")
    return int(value) if value.isdecimal() and len(value) < 5 else otherwise
