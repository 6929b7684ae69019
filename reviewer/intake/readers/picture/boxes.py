"""Tables known by the boxes of their cells, as on pages of a PDF and on scans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reviewer.intake.grid import Cell, Row
from reviewer.models import Location

SAME_EDGE = 3.0
"""Units (points, or pixels of a scan) within which two edges are one."""
_BAND = 20

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
T = TypeVar("T")


def merged(edges: Iterable[float], near: float = SAME_EDGE) -> list[float]:
    """Edges that lie close together as one."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > near:
            found.append(edge)
    return found


def _index(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - at))


class BoxTable:
    """The boxes of a table's cells, the text in each, and how sure OCR is of it."""

    def __init__(self, boxes: Iterable[Box], near: float = SAME_EDGE) -> None:
        self.boxes = sorted(set(boxes), key=lambda box: (box[1], box[0]))
        self.tops = merged((box[1] for box in self.boxes), near)
        self.texts: dict[Box, str] = {}
        self.confidences: dict[Box, float] = {}
        self.left = min(box[0] for box in self.boxes)
        self.right = max(box[2] for box in self.boxes)
        self.top = min(box[1] for box in self.boxes)
        self.bottom = max(box[3] for box in self.boxes)
        self._near = near

    def crosses(self, x: float, y: float) -> bool:
        """Whether a point lies in the table or at its edge."""
        near = self._near
        return (
            self.left - near <= x <= self.right + near
            and self.top - near <= y <= self.bottom + near
        )

    def edges(self) -> list[float]:
        """The left and right edges of all cells."""
        return [edge for box in self.boxes for edge in (box[0], box[2])]

    def sorted_in(
        self, things: Iterable[T], middle: Callable[[T], tuple[float, float]]
    ) -> tuple[dict[Box, list[T]], list[T]]:
        """The things whose middle lies in a cell, by cell, and those that lie in none."""
        by_band: dict[int, list[Box]] = {}
        for box in self.boxes:
            for band in range(int(box[1]) // _BAND, int(box[3]) // _BAND + 1):
                by_band.setdefault(band, []).append(box)
        inside: dict[Box, list[T]] = {}
        left: list[T] = []
        for thing in things:
            x, y = middle(thing)
            for box in by_band.get(int(y) // _BAND, ()):
                if box[0] <= x < box[2] and box[1] <= y < box[3]:
                    inside.setdefault(box, []).append(thing)
                    break
            else:
                left.append(thing)
        return inside, left

    def places(self, first_line: int, edges: Sequence[float]) -> dict[tuple[int, int], Box]:
        """The box at each line and column of the grid that `rows` counts, empty ones included."""
        found: dict[tuple[int, int], Box] = {}
        for box in self.boxes:
            top = _index(self.tops, box[1])
            height = sum(box[1] - self._near < top < box[3] - self._near for top in self.tops)
            left, right = _index(edges, box[0]), _index(edges, box[2])
            for line in range(first_line + top, first_line + top + max(1, height)):
                for column in range(left, max(left + 1, right)):
                    found[line, column] = box
        return found

    def rows(self, page: int, first_line: int, edges: Sequence[float]) -> list[Row]:
        """The rows that hold text; `edges` are those of all tables of the document."""
        by_row: dict[int, list[Box]] = {}
        for box in self.boxes:
            by_row.setdefault(_index(self.tops, box[1]), []).append(box)
        found: list[Row] = []
        for line, row in enumerate(sorted(by_row), start=first_line):
            at = Location(page=page, line=line)
            cells = []
            for box in sorted(by_row[row]):
                text = self.texts.get(box, "").strip()
                if text:
                    column = _index(edges, box[0])
                    columns = max(1, _index(edges, box[2]) - column)
                    below = sum(
                        box[1] + self._near < top < box[3] - self._near for top in self.tops
                    )
                    here = at.beside(column)
                    sure = self.confidences.get(box)
                    cells.append(Cell(text, column, here, columns, 1 + below, sure))
            if cells:
                found.append(Row(tuple(cells), page, len(edges) - 1, at, ruled=True))
        return found
