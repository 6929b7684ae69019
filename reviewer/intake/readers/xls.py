"""Excel 97–2003 workbooks (.xls): values as displayed."""

from __future__ import annotations

import io
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.displayed import displayed
from reviewer.intake.readers.sheet import Sheet, add_sheet

_WHITE = (255, 255, 255)
_TINY = 4 * 20
"""In twentieths of a point."""
_NO_PATTERN = 0
_SOLID = 1
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)


def read(data: bytes) -> Grid:
    """The sheets of a workbook, each a table.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    book = _book(data)
    grid = Grid()
    if book.nsheets > limits.MAX_SHEETS:
        raise ReadError(f"工作簿超过 {limits.MAX_SHEETS} 张工作表，未读取")
    for page, source in enumerate(book.sheets(), start=1):
        add_sheet(grid, _sheet(book, source), page)
    return grid


def _book(data: bytes) -> Any:
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), on_demand=False
        )
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ReadError("文件已加密，请去掉密码后再查") from error
        raise ReadError("文件已损坏，无法读取；可在Excel中另存为.xlsx再查") from error
    except Exception as error:  # whatever a damaged workbook makes the library stumble over
        raise ReadError("文件已损坏，无法读取；可在Excel中另存为.xlsx再查") from error


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name, is_hidden=source.visibility != 0)
    reasons: dict[int, str] = {}
    count = 0
    for row in range(min(source.nrows, limits.MAX_ROWS)):
        kinds, values = source.row_types(row), source.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in (_EMPTY, _BLANK) or value == "":
                continue
            count += 1
            if count > limits.MAX_CELLS:
                raise ReadError(f"工作表超过 {limits.MAX_CELLS} 个单元格，未读取")
            style = source.cell_xf_index(row, column)
            if style not in reasons:
                reasons[style] = _why_unseen(book, style)
            sheet.cells[row, column] = _text(book, kind, value, style)
            if reasons[style]:
                sheet.unseen[row, column] = reasons[style]
    sheet.merges = [
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells
    ]
    sheet.hidden_rows = frozenset(
        row for row, info in source.rowinfo_map.items() if info.hidden or info.height == 0
    )
    sheet.hidden_columns = frozenset(
        column for column, info in source.colinfo_map.items() if info.hidden or info.width == 0
    )
    return sheet


def _text(book: Any, kind: int, value: Any, style: int) -> str:
    if kind == _TEXT:
        return str(value)
    if kind == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        from xlrd.biffh import error_text_from_code

        return str(error_text_from_code.get(value, "#N/A"))
    number_format = book.format_map.get(book.xf_list[style].format_key)
    name = number_format.format_str if number_format is not None else "General"
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 10**15
    return displayed(int(value) if whole else value, name, date1904=book.datemode == 1)


def _why_unseen(book: Any, style: int) -> str:
    look = book.xf_list[style]
    font = book.font_list[look.font_index]
    if 0 < font.height < _TINY:
        return "极小的文字"
    if book.colour_map.get(font.colour_index) != _WHITE:
        return ""
    ground = look.background
    if ground.fill_pattern == _NO_PATTERN:
        return "白色文字"
    solid_white = ground.fill_pattern == _SOLID and (
        book.colour_map.get(ground.pattern_colour_index) in (_WHITE, None)
    )
    return "白色文字" if solid_white else ""
