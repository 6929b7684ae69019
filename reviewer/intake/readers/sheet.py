"""A sheet of a workbook, whatever its format, becomes rows: cells shown, cells hidden, merges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.models import Location
from reviewer.models.source import column_letters

_EXCERPT = 80
_LIST_COLUMNS = 2
_LIST_TEXT = 40

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all count from 0 and are covered."""


@dataclass(slots=True)
class Sheet:
    """What a reader found on one sheet. Rows and columns count from 0.

    `cells` holds texts as displayed; `unseen` why a cell's text cannot be seen (白色文字 …).
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    unseen: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    is_hidden: bool = False
    lines: list[str] = field(default_factory=list)
    """Texts of shapes that float over the sheet."""

    def merge(self, merges: Sequence[Merge]) -> None:
        """Take over merged ranges; what the first cell of a range covers is not shown."""
        rows: dict[int, set[int]] = {}
        for row, column in self.cells:
            rows.setdefault(row, set()).add(column)
        for top, left, bottom, right in merges:
            inside = range(top, bottom + 1)
            for row in (
                inside if len(inside) < len(rows) else [row for row in rows if row in inside]
            ):
                covered = {one for one in rows.get(row, ()) if left <= one <= right}
                for column in covered - {left} if row == top else covered:
                    rows[row].discard(column)
                    del self.cells[row, column]
        self.merges.extend(merges)


def reference(row: int, column: int) -> str:
    """A1 for (0, 0)."""
    return f"{column_letters(column)}{row + 1}"


def add_sheet(grid: Grid, sheet: Sheet, page: int) -> None:
    """Put the sheet's rows into the grid, and what is hidden beside them.

    Raises:
        ReadError: the workbook has more rows or cells than the limits.
    """
    if sheet.is_hidden:
        _hide_sheet(grid, sheet)
        return
    for line in sheet.lines:
        grid.line([line], page, Location(sheet=sheet.name))
    spans = _spans(sheet)
    by_row = _by_row(grid, sheet)
    if len(grid.rows) + len(by_row) > limits.MAX_ROWS:
        raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
    width = 1 + max((max(columns) for columns in by_row.values()), default=0)
    hidden: dict[int, list[tuple[int, str]]] = {}
    for row in sorted(by_row):
        columns = sorted(by_row[row])
        if row in sheet.hidden_rows:
            text = " ".join(sheet.cells[row, column].strip() for column in columns)
            grid.conceal(text, "隐藏的行", Location(sheet=sheet.name, cell=reference(row, 0)))
            continue
        cells = []
        for column in columns:
            text = sheet.cells[row, column].strip()
            at = Location(sheet=sheet.name, cell=reference(row, column))
            rows, wide = spans.get((row, column), (1, 1))
            if all(one in sheet.hidden_columns for one in range(column, column + wide)):
                hidden.setdefault(column, []).append((row, text))
            elif (row, column) in sheet.unseen:
                grid.conceal(text, sheet.unseen[row, column], at)
            elif text:
                cells.append(Cell(text[: limits.MAX_CELL_TEXT], column, at, wide, rows))
        if cells:
            at = Location(sheet=sheet.name, cell=cells[0].location.cell)
            reach = max(width, cells[-1].column + cells[-1].columns)
            grid.rows.append(Row(tuple(cells), page, reach, at, ruled=True))
    for column, texts in sorted(hidden.items()):
        first = Location(sheet=sheet.name, cell=reference(texts[0][0], column))
        grid.conceal(" ".join(text for _, text in texts), "隐藏的列", first)


def _by_row(grid: Grid, sheet: Sheet) -> dict[int, list[int]]:
    """The columns that hold text, by row; what lies beyond the limits is said."""
    by_row: dict[int, list[int]] = {}
    beyond: list[str] = []
    for row, column in sheet.cells:
        if column < limits.MAX_COLUMNS and row < limits.MAX_ROWS:
            by_row.setdefault(row, []).append(column)
        else:
            beyond.append(reference(row, column))
    if beyond:
        grid.warnings.append(
            f"工作表“{sheet.name}”的{beyond[0]}等{len(beyond)}个单元格离表格太远，未读取"
        )
    return by_row


def _spans(sheet: Sheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Rows and columns that a merged cell covers; hidden rows do not count."""
    spans = {}
    for top, left, bottom, right in sheet.merges:
        if (top, left) not in sheet.cells:
            continue
        rows = bottom - top + 1
        if rows <= limits.MAX_ROWS:
            rows -= sum(top < row <= bottom for row in sheet.hidden_rows)
        spans[top, left] = (max(1, rows), min(right - left + 1, limits.MAX_COLUMNS))
        # Excel shows the first cell of a merge, though its own row or column be hidden.
        shown = next((row for row in range(top, bottom + 1) if row not in sheet.hidden_rows), top)
        if shown != top:
            sheet.cells[shown, left] = sheet.cells.pop((top, left))
            spans[shown, left] = spans.pop((top, left))
    return spans


def _hide_sheet(grid: Grid, sheet: Sheet) -> None:
    texts = [text.strip() for text in _in_order(sheet) if text.strip()]
    columns = {column for _, column in sheet.cells}
    # Budget systems keep the entries of drop-down lists on sheets of their own.
    is_list = len(columns) <= _LIST_COLUMNS and all(len(text) <= _LIST_TEXT for text in texts)
    excerpt = " ".join(texts)[:_EXCERPT]
    at = Location(sheet=sheet.name)
    grid.conceal(excerpt, f"隐藏的工作表“{sheet.name}”", at, harmless=is_list)


def _in_order(sheet: Sheet) -> Iterable[str]:
    return (sheet.cells[place] for place in sorted(sheet.cells))
