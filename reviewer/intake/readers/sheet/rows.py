"""A sheet becomes rows of the grid; what is hidden or struck out on it is said beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row, UnreadCell
from reviewer.intake.readers.sheet.sheet import COVERED, Place, Sheet, named, reference
from reviewer.intake.readers.sheet.sides import apart
from reviewer.models import Location

_EXCERPT = 80
_LIST_COLUMNS = 2
_LIST_TEXT = 40
_TOP = 5
_TITLE, _YEAR = re.compile("绩效|自评"), re.compile(r"[12]\d{3}\s*年")


def add_sheet(grid: Grid, sheet: Sheet, page: int) -> None:
    """Put the sheet's rows into the grid, and what is hidden or struck out beside them.

    Raises:
        ReadError: the workbook has more rows or cells than the limits.
    """
    if sheet.is_hidden:
        _hide_sheet(grid, sheet)
        return
    _note_unread(grid, sheet)
    for line in _headings(sheet):
        grid.line([line], page, Location(sheet=sheet.name))
    for part in apart(grid, sheet):
        _add_rows(grid, part, page)
    for line in sheet.below:
        grid.line([line], page, Location(sheet=sheet.name))


def _headings(sheet: Sheet) -> list[str]:
    """Shapes and the page's header, but for a title and year that the sheet has itself."""
    top = " ".join(text for (row, _), text in sheet.cells.items() if row < _TOP)
    lines = []
    for line in sheet.header:
        told = [one for one in (_TITLE, _YEAR) if one.search(line)]
        if not told or not all(one.search(top) for one in told):
            lines.append(line)
    return [*lines, *sheet.above]


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
        grid.conceal(text.strip(), reason, at, harmless=reason == COVERED)
    if place in sheet.struck:
        grid.strike(sheet.struck[place].strip(), at)


def _whole(sheet: Sheet, place: Place) -> str:
    """All that a cell would show if nothing hid it."""
    aside = (text for text, _ in sheet.unseen.get(place, ()))
    return " ".join([sheet.cells.get(place, "").strip(), *aside]).strip()


def _note_unread(grid: Grid, sheet: Sheet) -> None:
    """Say which formulas have no value stored or show an error, and where pictures stand."""
    for places, reason in (
        (sheet.unfilled, "是公式，文件里没有存计算结果"),
        (sheet.pictures, "里是图片"),
    ):
        for place in places:
            at = Location(sheet=sheet.name, cell=reference(place))
            grid.unread.append(UnreadCell(at, f"{at.cell}{reason}"))
    if sheet.unfilled:
        # A program wrote the file, and Excel never saw it.
        grid.warnings.append(
            f"工作表“{sheet.name}”的{named(sheet.unfilled)}单元格是公式，文件里没有存计算结果，"
            "读作空白；请用Excel打开并保存后再查"
        )
    if sheet.errors:
        shown = "、".join(dict.fromkeys(sheet.errors.values()))
        grid.warnings.append(
            f"工作表“{sheet.name}”的{named(sheet.errors)}单元格公式出错，显示为{shown}；"
            "请改正公式，或填写应有的内容"
        )
    if sheet.pictures:
        grid.warnings.append(
            f"工作表“{sheet.name}”的{named(sheet.pictures)}单元格里是图片，读作空白；"
            "图片里如有填写的内容，请改为文字"
        )


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
    hidden = sorted(sheet.hidden_rows)
    following: dict[int, int] = {}
    for row in reversed(hidden):
        following[row] = following.get(row + 1, row + 1)
    for top, left, bottom, right in sheet.merges:
        if (top, left) not in sheet.cells:
            continue
        rows = bottom - top + 1 - (bisect_right(hidden, bottom) - bisect_right(hidden, top))
        # Excel shows the first cell of a merge, though its own row or column be hidden.
        shown = following.get(top, top)
        if top < shown <= bottom:
            sheet.cells[shown, left] = sheet.cells.pop((top, left))
            rows -= 1
        else:
            shown = top
        spans[shown, left] = (max(1, rows), min(right - left + 1, limits.MAX_COLUMNS))
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
