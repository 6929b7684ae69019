"""The cells of a worksheet's XML, found by name and made where they are missing."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from reviewer.annotate.sheet_notes import M
from reviewer.models.source import column_letters, column_number

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of A1; None for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    return int(match[2]) - 1, column_number(match[1])


def reference(row: int, column: int) -> str:
    """A1 for (0, 0)."""
    return f"{column_letters(column)}{row + 1}"


class SheetCells:
    """Rows and cells by their numbers, whether or not the XML says these."""

    def __init__(self, root: Any) -> None:
        self._data = root.find(f"{M}sheetData")
        self._rows: dict[int, Any] = {}
        at = -1
        for row in self._data.iterfind(f"{M}row"):
            at = int(row.get("r", at + 2)) - 1
            self._rows[at] = row
        self._columns = [
            (int(one.get("min", 0)) - 1, int(one.get("max", 0)) - 1, int(one.get("style", 0)))
            for one in root.iterfind(f"{M}cols/{M}col")
        ]
        self._merges = []
        for merge in root.iterfind(f"{M}mergeCells/{M}mergeCell"):
            first, _, last = merge.get("ref", "").partition(":")
            corners = position(first), position(last or first)
            if corners[0] is not None and corners[1] is not None:
                self._merges.append((corners[0], corners[1]))

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The cell itself, or the first one of those that it is merged with."""
        for (top, left), (bottom, right) in self._merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def cell(self, row: int, column: int) -> Any:
        """The element of a cell; an empty one in the style of its row or column if there is none."""
        line = self._row(row)
        before = None
        at = -1
        for cell in line.iterfind(f"{M}c"):
            found = position(cell.get("r", ""))
            at = found[1] if found else at + 1
            if at == column:
                return cell
            if at > column:
                break
            before = cell
        made = etree.Element(f"{M}c", r=reference(row, column))
        if style := self._style(line, column):
            made.set("s", str(style))
        line.insert(0 if before is None else line.index(before) + 1, made)
        return made

    def _row(self, row: int) -> Any:
        if row not in self._rows:
            made = etree.Element(f"{M}row", r=str(row + 1))
            above = max((one for one in self._rows if one < row), default=None)
            if above is None:
                self._data.insert(0, made)
            else:
                self._rows[above].addnext(made)
            self._rows[row] = made
        return self._rows[row]

    def _style(self, line: Any, column: int) -> int:
        if line.get("customFormat") in ("1", "true"):
            return int(line.get("s", 0))
        return next((style for low, high, style in self._columns if low <= column <= high), 0)
