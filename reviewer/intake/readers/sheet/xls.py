"""Excel 97–2003 workbooks (.xls): values as displayed."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.number_format import displayed, format_code
from reviewer.intake.readers.sheet.rows import add_sheet
from reviewer.intake.readers.sheet.sheet import PLAIN, Look, Place, Sheet

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
    styles = _Styles(book)
    for page, source in enumerate(book.sheets(), start=1):
        add_sheet(grid, _sheet(source, styles), page)
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


class _Styles:
    """Number formats and looks by the number of a cell's style."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.date1904 = book.datemode == 1
        # What the library adds for numbers that the file does not define is American.
        self._own = {one.format_key: one.format_str for one in book.format_list}
        self._codes: dict[int, str] = {}
        self._looks: dict[tuple[int, int], Look] = {}

    def code(self, style: int) -> str:
        if style not in self._codes:
            key = self._book.xf_list[style].format_key
            self._codes[style] = format_code(key, self._own)
        return self._codes[style]

    def look(self, style: int, font: int = -1) -> Look:
        """How text in the cell looks; -1 stands for the cell's own font."""
        if (style, font) not in self._looks:
            self._looks[style, font] = self._looked_up(style, font)
        return self._looks[style, font]

    def _looked_up(self, style: int, number: int) -> Look:
        look = self._book.xf_list[style]
        font = self._book.font_list[look.font_index if number < 0 else number]
        unseen = ""
        if 0 < font.height < _TINY:
            unseen = "极小的文字"
        elif self._is_white(font.colour_index) and self._has_white_ground(look.background):
            unseen = "白色文字"
        struck = bool(font.struck_out)
        return Look(struck, unseen) if struck or unseen else PLAIN

    def _is_white(self, colour: int) -> bool:
        return bool(self._book.colour_map.get(colour) == _WHITE)

    def _has_white_ground(self, ground: Any) -> bool:
        if ground.fill_pattern == _NO_PATTERN:
            return True
        colour = self._book.colour_map.get(ground.pattern_colour_index)
        return ground.fill_pattern == _SOLID and colour in (_WHITE, None)


def _sheet(source: Any, styles: _Styles) -> Sheet:
    sheet = Sheet(source.name, is_hidden=source.visibility != 0)
    for row in range(min(source.nrows, limits.MAX_ROWS)):
        kinds, values = source.row_types(row), source.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in (_EMPTY, _BLANK) or value == "":
                continue
            _add(sheet, (row, column), kind, value, source, styles)
    sheet.hidden_rows = frozenset(
        row for row, info in source.rowinfo_map.items() if info.hidden or info.height == 0
    )
    sheet.hidden_columns = frozenset(
        column for column, info in source.colinfo_map.items() if info.hidden or info.width == 0
    )
    sheet.merge(
        [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    )
    return sheet


def _add(sheet: Sheet, place: Place, kind: int, value: Any, source: Any, styles: _Styles) -> None:
    style = source.cell_xf_index(*place)
    if kind == _TEXT:
        runs = source.rich_text_runlist_map.get(place)
        text = str(value) if runs else displayed(str(value), styles.code(style))
        for part, font in _runs(text, runs or ()):
            sheet.put(place, part, styles.look(style, font))
        return
    if kind == _BOOLEAN:
        text = "TRUE" if value else "FALSE"
    elif kind == _ERROR:
        from xlrd.biffh import error_text_from_code

        text = sheet.errors[place] = str(error_text_from_code.get(value, "#N/A"))
    elif not value and not source.show_zero_values:
        return
    else:
        text = displayed(value, styles.code(style), date1904=styles.date1904)
        if not text:
            if value:
                sheet.put(place, f"{value:g}", Look(unseen="格式设为不显示的数"))
            return
    sheet.put(place, text, styles.look(style))


def _runs(text: str, starts: Any) -> list[tuple[str, int]]:
    """The parts of a rich text with their fonts; what stands before them has the cell's."""
    if not starts:
        return [(text, -1)]
    edges = [(0, -1), *starts, (len(text), -1)]
    return [(text[at:end], font) for (at, font), (end, _) in pairwise(edges) if end > at]
