"""Excel workbooks (.xlsx, .xlsm): values as displayed, formulas by their cached value."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid, UnreadCell
from reviewer.intake.readers.container import checked, opened
from reviewer.intake.readers.displayed import displayed
from reviewer.intake.readers.sheet import Sheet, add_sheet
from reviewer.intake.readers.sheet_parts import Parts, parts_of, without_merges
from reviewer.models import Location

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_TINY = 4.0
"""Points."""
_NAMED = 3


def read(data: bytes) -> Grid:
    """The sheets of a workbook, each a table; links, macros and queries are left alone.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    checked(data)
    with opened(data) as archive:
        parts = parts_of(archive)
        book = _book(without_merges(archive))
    grid = Grid()
    if len(book.worksheets) > limits.MAX_SHEETS:
        raise ReadError(f"工作簿超过 {limits.MAX_SHEETS} 张工作表，未读取")
    for page, source in enumerate(book.worksheets, start=1):
        sheet = _sheet(source, date1904=book.epoch.year == 1904)
        found = parts.get(source.title, Parts())
        if not sheet.is_hidden:
            _note_formulas(grid, sheet.name, found.unfilled)
        sheet.lines = list(found.shapes)
        sheet.merge(found.merges)
        add_sheet(grid, sheet, page)
    return grid


def _book(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not keep when it writes
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # whatever a damaged workbook makes the library stumble over
        raise ReadError("文件已损坏，无法读取；可在Excel中打开后另存一次再查") from error


def _sheet(source: Any, *, date1904: bool) -> Sheet:
    sheet = Sheet(source.title, is_hidden=source.sheet_state != "visible")
    styles: dict[int, str] = {}
    # Not iter_rows: it would make every cell up to the furthest one.
    for (row, column), cell in source._cells.items():
        value = cell.value
        if value is None:
            continue
        text = displayed(value, cell.number_format, date1904=date1904)
        place = (row - 1, column - 1)
        if not text.strip():
            if not isinstance(value, str):
                sheet.cells[place] = str(value)
                sheet.unseen[place] = "格式设为不显示的数"
            continue
        sheet.cells[place] = text
        style = cell._style.fontId * 100_000 + cell._style.fillId
        if style not in styles:
            styles[style] = _why_unseen(cell)
        if styles[style]:
            sheet.unseen[place] = styles[style]
    if len(sheet.cells) > limits.MAX_CELLS:
        raise ReadError(f"工作表“{sheet.name}”超过 {limits.MAX_CELLS} 个单元格，未读取")
    if source.conditional_formatting:
        # A colour that depends on the value may show what the cell's own colours hide.
        sheet.unseen = {place: why for place, why in sheet.unseen.items() if why != "白色文字"}
    sheet.hidden_rows = _hidden_rows(source)
    sheet.hidden_columns = _hidden_columns(source)
    return sheet


def _why_unseen(cell: Any) -> str:
    font = cell.font
    if font is None:
        return ""
    if font.sz is not None and 0 < font.sz < _TINY:
        return "极小的文字"
    return "白色文字" if _is_white(font.color) and not _is_filled(cell.fill) else ""


def _is_white(colour: Any) -> bool:
    if colour is None:
        return False
    if colour.type == "rgb":
        return isinstance(colour.rgb, str) and colour.rgb.upper()[-6:] == "FFFFFF"
    if colour.type == "theme":
        return colour.theme == 0 and not colour.tint
    return colour.type == "indexed" and colour.indexed in (1, 9)


def _is_filled(fill: Any) -> bool:
    if fill is None or getattr(fill, "fill_type", None) is None:
        return fill is not None and not hasattr(fill, "fill_type")  # a gradient
    if fill.fill_type == "solid":
        return not _is_white(fill.fgColor)
    return True


def _hidden_rows(source: Any) -> frozenset[int]:
    return frozenset(
        number - 1
        for number, row in source.row_dimensions.items()
        if row.hidden or (row.height is not None and row.height == 0)
    )


def _hidden_columns(source: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for column in source.column_dimensions.values():
        if column.hidden or (column.customWidth and column.width == 0):
            last = min(column.max or 0, limits.MAX_COLUMNS)
            hidden.update(range((column.min or 1) - 1, last))
    return frozenset(hidden)


def _note_formulas(grid: Grid, sheet: str, cells: Sequence[str]) -> None:
    """Say which formulas have no value stored: a program wrote the file, and Excel never saw it."""
    if not cells:
        return
    for cell in cells:
        at = Location(sheet=sheet, cell=cell)
        grid.unread.append(UnreadCell(at, f"{cell}是公式，文件里没有存计算结果"))
    first = "、".join(cells[:_NAMED]) + (f"等{len(cells)}个" if len(cells) > _NAMED else "")
    grid.warnings.append(
        f"工作表“{sheet}”的{first}单元格是公式，文件里没有存计算结果，读作空白；"
        "请用Excel打开并保存后再查"
    )
