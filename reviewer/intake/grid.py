"""The common ground of all readers: rows of cells, as they stand in the document."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.models import Location


@dataclass(slots=True, frozen=True)
class Cell:
    """A cell that holds text. `column` counts from 0, over the document's own grid or its tabs."""

    text: str
    column: int
    location: Location


@dataclass(slots=True, frozen=True)
class Row:
    """A line of the document.

    `page` counts the stretches between blank lines or page breaks; `width` is the number of
    columns, empty ones included, so that a line of 1 is known to say nothing about columns.
    """

    cells: tuple[Cell, ...]
    page: int
    width: int
    location: Location

    @property
    def first_text(self) -> str:
        return self.cells[0].text if self.cells else ""
