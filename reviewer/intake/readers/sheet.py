"""A sheet of a workbook, whatever its format, becomes rows: cells shown, cells hidden, merges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.models import Location
from reviewer.models.source import column_letters

_EXCERPT = 80
_LIST_COLUMNS = 2
_LIST_TEXT = 40
_NAMED = 3
_COVERED = "被合并单元格盖住的内容"

Place = tuple[int, int]
"""Row and column, which count from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all count from 0 and are covered."""


class Look(NamedTuple):
    """How text looks, as far as it matters: struck out, or not to be seen and why (白色文字 …)."""

    struck: bool = False
    unseen: str = ""


PLAIN = Look()


@dataclass(slots=True)
class Sheet:
    """What a reader found on one sheet. `cells` holds texts as displayed.

    `unseen` holds texts that cannot be seen, with the reason, `struck` those with a line through
    them: neither stands in `cells`.
    """

    name: str
    cells: dict[Place, str] = field(default_factory=dict)
    unseen: dict[Place, list[tuple[str, str]]] = field(default_factory=dict)
    struck: dict[Place, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()
    is_hidden: bool = False
    above: list[str] = field(default_factory=list)
    """Texts of shapes that float over the sheet, and of the page's header."""
    below: list[str] = field(default_factory=list)
    """Texts of the page's footer."""
    unfilled: list[Place] = field(default_factory=list)
    """Cells whose formula has no value stored."""
    errors: dict[Place, str] = field(default_factory=dict)
    """Cells that show an error: #REF! and its like."""

    def put(self, place: Place, text: str, look: Look = PLAIN) -> None:
        """Add text to a cell.

        Raises:
            ReadError: more cells hold text than the limits allow.
        """
        if look is PLAIN or look == PLAIN:
            self.cells[place] = self.cells[place] + text if place in self.cells else text
            if len(self.cells) > limits.MAX_CELLS:
                raise ReadError(f"工作表“{self.name}”超过 {limits.MAX_CELLS} 个单元格，未读取")
        elif look.struck:
            self.struck[place] = self.struck.get(place, "") + text
        else:
            self.unseen.setdefault(place, []).append((text, look.unseen))

    def cover(self, place: Place, text: str) -> None:
        """Note text of a cell that a merged one covers."""
        self.unseen.setdefault(place, []).append((text, _COVERED))

    def merge(self, merges: Sequence[Merge]) -> None:
        """Take over merged ranges; what the first cell of a range covers is not shown."""
        rows: dict[int, set[int]] = {}
        for row, column in self.cells:
            rows.setdefault(row, set()).add(column)
        for top, left, bottom, right in merges:
            inside = range(top, bottom + 1)
            covered: list[str] = []
            seen = (
                inside if len(inside) < len(rows) else sorted(row for row in rows if row in inside)
            )
            for row in seen:
                columns = {one for one in rows.get(row, ()) if left <= one <= right}
                for column in sorted(columns - {left} if row == top else columns):
                    rows[row].discard(column)
                    covered.append(self.cells.pop((row, column)))
            said = " ".join(text for text in covered if text.strip())
            if said and set(covered) != {self.cells.get((top, left))}:
                self.cover((top, left), said)
        self.merges.extend(merges)


def reference(place: Place) -> str:
    """A1 for (0, 0)."""
    row, column = place
    return f"{column_letters(column)}{row + 1}"


def add_sheet(grid: Grid, sheet: Sheet, page: int) -> None:
    """Put the sheet's rows into the grid, and what is hidden or struck out beside them.

    Raises:
        ReadError: the workbook has more rows or cells than the limits.
    """
    if sheet.is_hidden:
        _hide_sheet(grid, sheet)
        return
    _note_formulas(grid, sheet)
    for line in sheet.above:
        grid.line([line], page, Location(sheet=sheet.name))
    _add_rows(grid, sheet, page)
    for line in sheet.below:
        grid.line([line], page, Location(sheet=sheet.name))


def _add_rows(grid: Grid, sheet: Sheet, page: int) -> None:
    spans = _spans(sheet)
    by_row = _by_row(grid, sheet)
    if len(grid.rows) + len(by_row) > limits.MAX_ROWS:
        raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
    width = 1 + max((max(columns) for columns in by_row.values()), default=0)
    hidden: dict[int, list[tuple[int, str]]] = {}
    for row in sorted(by_row):
        columns = sorted(by_row[row])
        if row in sheet.hidden_rows:
            text = " ".join(_whole(sheet, (row, column)) for column in columns)
            grid.conceal(text, "隐藏的行", Location(sheet=sheet.name, cell=reference((row, 0))))
            continue
        cells = []
        for column in columns:
            place = (row, column)
            rows, wide = spans.get(place, (1, 1))
            if sheet.hidden_columns and sheet.hidden_columns >= set(range(column, column + wide)):
                hidden.setdefault(column, []).append((row, _whole(sheet, place)))
                continue
            at = Location(sheet=sheet.name, cell=reference(place))
            _note_aside(grid, sheet, place, at)
            if text := sheet.cells.get(place, "").strip():
                cells.append(Cell(text[: limits.MAX_CELL_TEXT], column, at, wide, rows))
        if cells:
            reach = max(width, cells[-1].column + cells[-1].columns)
            grid.rows.append(Row(tuple(cells), page, reach, cells[0].location, ruled=True))
    for column, texts in sorted(hidden.items()):
        first = Location(sheet=sheet.name, cell=reference((texts[0][0], column)))
        grid.conceal(" ".join(text for _, text in texts), "隐藏的列", first)


def _note_aside(grid: Grid, sheet: Sheet, place: Place, at: Location) -> None:
    for text, reason in sheet.unseen.get(place, ()):
        grid.conceal(text.strip(), reason, at, harmless=reason == _COVERED)
    if place in sheet.struck:
        grid.strike(sheet.struck[place].strip(), at)


def _whole(sheet: Sheet, place: Place) -> str:
    """All that a cell would show if nothing hid it."""
    aside = (text for text, _ in sheet.unseen.get(place, ()))
    return " ".join([sheet.cells.get(place, "").strip(), *aside]).strip()


def _note_formulas(grid: Grid, sheet: Sheet) -> None:
    """Say which formulas have no value stored, or show an error."""
    if sheet.unfilled:
        # A program wrote the file, and Excel never saw it.
        grid.warnings.append(
            f"工作表“{sheet.name}”的{_named(sheet.unfilled)}单元格是公式，文件里没有存计算结果，"
            "读作空白；请用Excel打开并保存后再查"
        )
    if sheet.errors:
        shown = "、".join(dict.fromkeys(sheet.errors.values()))
        grid.warnings.append(
            f"工作表“{sheet.name}”的{_named(sheet.errors)}单元格公式出错，显示为{shown}；"
            "请改正公式，或填写应有的内容"
        )


def _named(places: Collection[Place]) -> str:
    first = "、".join(reference(place) for place in sorted(places)[:_NAMED])
    return first + (f"等{len(places)}个" if len(places) > _NAMED else "")


def _by_row(grid: Grid, sheet: Sheet) -> dict[int, set[int]]:
    """The columns that hold text, by row; what lies beyond the limits is said."""
    by_row: dict[int, set[int]] = {}
    beyond: list[Place] = []
    for places in (sheet.cells, sheet.unseen, sheet.struck):
        for row, column in places:
            if column < limits.MAX_COLUMNS and row < limits.MAX_ROWS:
                by_row.setdefault(row, set()).add(column)
            elif places is sheet.cells:
                beyond.append((row, column))
    if beyond:
        grid.warnings.append(
            f"工作表“{sheet.name}”的{reference(beyond[0])}等{len(beyond)}个单元格离表格太远，未读取"
        )
    return by_row


def _spans(sheet: Sheet) -> Mapping[Place, tuple[int, int]]:
    """Rows and columns that a merged cell covers; hidden rows do not count."""
    spans = {}
    for top, left, bottom, right in sheet.merges:
        if (top, left) not in sheet.cells:
            continue
        rows = bottom - top + 1
        if sheet.hidden_rows and rows <= limits.MAX_ROWS:
            rows -= sum(top < row <= bottom for row in sheet.hidden_rows)
        spans[top, left] = (max(1, rows), min(right - left + 1, limits.MAX_COLUMNS))
        # Excel shows the first cell of a merge, though its own row or column be hidden.
        if top in sheet.hidden_rows:
            below = range(top, bottom + 1)
            shown = next((row for row in below if row not in sheet.hidden_rows), top)
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
