"""A workbook that shows what was read, for files that carry no comments (.xls, .ods, csv, web pages)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.annotate.notes import Marked
from reviewer.intake import limits
from reviewer.intake.grid import Grid, Row
from reviewer.intake.packing.laid_out import Block, row_numbers, spans
from reviewer.models import Location
from reviewer.models.source import column_letters, column_number

_SHEET = "自评表"
_LONGEST_NAME = 31
_NAME = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WIDEST, _NARROWEST = 28.0, 5.0
_LINE = 15.0
"""Points of a line of text."""
_TALLEST = 400.0
_MOST_TEXT = 32_767
_MOST_MERGED = 10_000
"""Cells of a merge that is drawn as one."""
_MOST_SHARED = 6
"""Columns that a cell may cover to have a say in how wide they are."""


@dataclass(slots=True)
class _Drawing:
    """The workbook in the making, and where each place of the grid stands in it."""

    names: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, int], int] = field(default_factory=dict)
    """By sheet and line of the document."""
    cells: dict[Location, tuple[str, int, int]] = field(default_factory=dict)

    def place(self, location: Location) -> Location:
        """Where a place of the document stands in the workbook."""
        known = self.cells.get(location)
        if known is None:
            sheet = self.names.get(location.sheet or "")
            if sheet is None:
                return location
            named = _NAME.fullmatch(location.cell or "")
            if named:
                known = (sheet, int(named[2]) - 1, column_number(named[1]))
            else:
                row = self.rows.get((sheet, location.line or -1))
                if row is None:
                    return location
                known = (sheet, row, location.column or 0)
        sheet, row, column = known
        return Location(sheet=sheet, cell=f"{column_letters(column)}{row + 1}")


def redrawn(grid: Grid, forms: Sequence[Marked]) -> tuple[bytes, list[Marked]]:
    """A workbook with the same tables, and the notes at the cells of it."""
    import xlsxwriter

    drawing = _Drawing()
    stream = io.BytesIO()
    by_sheet: dict[str, list[Row]] = {}
    for row in grid.rows:
        by_sheet.setdefault(row.location.sheet or "", []).append(row)
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        looks = {
            True: book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}),
            False: book.add_format({"valign": "vcenter"}),
        }
        for number, (name, rows) in enumerate(by_sheet.items(), start=1):
            drawing.names[name] = _sheet_name(name, number, drawing.names)
            sheet = book.add_worksheet(drawing.names[name])
            sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
            _draw(sheet, drawing, drawing.names[name], rows, looks)
    moved = [
        replace(
            one, notes=tuple(replace(note, place=drawing.place(note.place)) for note in one.notes)
        )
        for one in forms
    ]
    return stream.getvalue(), moved


def _sheet_name(name: str, number: int, taken: dict[str, str]) -> str:
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\").strip("'")[:_LONGEST_NAME]
    kept = kept or (_SHEET if number == 1 else f"{_SHEET}{number}")
    return kept if kept.casefold() not in map(str.casefold, taken.values()) else f"{_SHEET}{number}"


def _draw(
    sheet: Any, drawing: _Drawing, name: str, rows: Sequence[Row], looks: dict[bool, Any]
) -> None:
    numbers = row_numbers(rows)
    block = Block(
        [(number, cell) for number, row in zip(numbers, rows, strict=True) for cell in row.cells],
        1 + max(numbers),
        max(row.width for row in rows),
    )
    tables = {
        number for number, row in zip(numbers, rows, strict=True) if row.ruled or len(row.cells) > 1
    }
    for number, row in zip(numbers, rows, strict=True):
        if row.location.line is not None:
            drawing.rows.setdefault((name, row.location.line), number)
    widths = _widths(block)
    if len(tables) * len(widths) <= limits.MAX_CELLS:
        for at in tables:
            for column in range(len(widths)):
                sheet.write_blank(at, column, None, looks[True])
    heights: dict[int, float] = {}
    for at, column, down, wide, cell in spans(block):
        in_table = at in tables
        drawing.cells.setdefault(cell.location, (name, at, column))
        across = wide if in_table else max(1, len(widths) - column)
        if 1 < down * across <= _MOST_MERGED:
            sheet.merge_range(at, column, at + down - 1, column + across - 1, "", looks[in_table])
        sheet.write_string(at, column, cell.text[:_MOST_TEXT], looks[in_table])
        room = max(1.0, sum(widths[column : column + across]) - 1)
        lines = sum(1 + int(_length(line) / room) for line in cell.text.split("\n"))
        for covered in range(at, at + min(down, _MOST_MERGED)):
            heights[covered] = max(heights.get(covered, _LINE), lines * _LINE / down)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for at, height in heights.items():
        sheet.set_row(at, min(height, _TALLEST))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _length(text: str) -> float:
    """In digits; an ideograph is as wide as two."""
    return float(sum(1 if sign < "\u2000" else 2 for sign in text))


def _widths(block: Block) -> list[float]:
    """Widths of columns, in digits, in which the cells find room without being endless."""
    cells = [cell for _, cell in block.placed]
    reach = max(cell.column + cell.columns for cell in cells)
    widths = [_NARROWEST] * min(max(block.width, reach), limits.MAX_COLUMNS)
    for cell in sorted(cells, key=lambda cell: cell.columns):
        if cell.columns > _MOST_SHARED or block.width == 1:
            continue
        longest = max(map(_length, cell.text.split("\n")))
        wanted = min(longest + 2, _WIDEST if cell.columns == 1 else _WIDEST * 1.5)
        covered = range(cell.column, min(cell.column + cell.columns, len(widths)))
        missing = wanted - sum(widths[at] for at in covered)
        for at in covered:
            widths[at] += max(0.0, missing) / len(covered)
    return widths
