"""OpenDocument spreadsheets (.ods): the text that each cell shows, or its value under its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.number_format import displayed
from reviewer.intake.readers.container import opened, part
from reviewer.intake.readers.office_xml import Element, integer, tree
from reviewer.intake.readers.sheet.opendocument_styles import Style, Styles
from reviewer.intake.readers.sheet.rows import add_sheet
from reviewer.intake.readers.sheet.sheet import Look, Sheet

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{{{_NS}table:1.0}}", f"{{{_NS}text:1.0}}", f"{{{_NS}office:1.0}}"
_DRAW = f"{{{_NS}drawing:1.0}}"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_COLUMN, _ROW, _SHAPES = f"{_TABLE}table-column", f"{_TABLE}table-row", f"{_TABLE}shapes"
_GROUPS = frozenset(
    f"{_TABLE}{name}"
    for name in (
        "table-header-rows",
        "table-row-group",
        "table-rows",
        "table-header-columns",
        "table-column-group",
        "table-columns",
    )
)
_PARAGRAPH, _SPAN = f"{_TEXT}p", f"{_TEXT}span"
_BLOCKS = frozenset({_PARAGRAPH, f"{_TEXT}h"})
_ASIDE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}ruby-text"})
_STYLE_NAME, _DEFAULT_STYLE = f"{_TABLE}style-name", f"{_TABLE}default-cell-style-name"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_VISIBILITY, _FORMULA = f"{_TABLE}visibility", f"{_TABLE}formula"
_TYPE, _VALUE = f"{_OFFICE}value-type", f"{_OFFICE}value"
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_HIDDEN = frozenset({"collapse", "filter"})
_STANDARD = {"percentage": "0.00%", "date": "yyyy/m/d", "time": "h:mm:ss", "currency": "#,##0.00"}
"""Formats of values whose style has none."""
_DURATION = re.compile(
    r"-?PT?(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:[.,][0-9]{1,9})?)S)?"
)
_EPOCH = datetime(1899, 12, 30)
_DAY = 86_400
_MOST_TAGS = 3_000_000


def read(data: bytes) -> Grid:
    """The sheets of a spreadsheet, each a table.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    with opened(data) as archive:
        names = archive.namelist()
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in part(archive, manifest):
            raise ReadError("文件已加密，请去掉密码后再查")
        content = part(archive, "content.xml")
        if content.count(b"<") > _MOST_TAGS:
            raise ReadError(f"表格超过 {limits.MAX_CELLS} 个单元格，未读取")
        root = tree(content)

        def common() -> Element | None:
            return tree(part(archive, "styles.xml")) if "styles.xml" in names else None

        styles = Styles(root, common)
        tables = list(root.iter(f"{_TABLE}table"))
        if len(tables) > limits.MAX_SHEETS:
            raise ReadError(f"文件超过 {limits.MAX_SHEETS} 张工作表，未读取")
        grid = Grid()
        for page, table in enumerate(tables, start=1):
            add_sheet(grid, _Reader(table, styles).sheet, page)
    return grid


class _Reader:
    def __init__(self, table: Element, styles: Styles) -> None:
        self.styles = styles
        self.sheet = Sheet(table.get(f"{_TABLE}name") or "")
        look = styles.style("table", table.get(_STYLE_NAME) or "")
        self.sheet.is_hidden = look.hides_sheet is True
        self.defaults: list[str] = []
        """Styles of the columns, for cells that have none."""
        hidden_columns: set[int] = set()
        hidden_rows: set[int] = set()
        column = row = 0
        for element in _parts(table):
            hides = element.get(_VISIBILITY) in _HIDDEN
            if element.tag == _COLUMN:
                last = column + _times(element, _COLUMNS_REPEATED)
                inside = range(column, min(last, limits.MAX_COLUMNS))
                self.defaults += [element.get(_DEFAULT_STYLE) or ""] * len(inside)
                if hides:
                    hidden_columns.update(inside)
                column = last
            elif element.tag == _ROW:
                times = _times(element, f"{_TABLE}number-rows-repeated")
                if hides:
                    hidden_rows.update(range(row, min(row + times, limits.MAX_ROWS)))
                self._rows(element, row, times)
                row += times
            else:
                self._above(element)
        self.sheet.hidden_rows, self.sheet.hidden_columns = hidden_rows, hidden_columns

    def _above(self, shapes: Element) -> None:
        text = "\n".join(_plain(block) for block in shapes.iter(_PARAGRAPH))
        if text.strip():
            self.sheet.above.append(text)

    def _rows(self, element: Element, row: int, times: int) -> None:
        filled = self._row(element, row)
        for copy in range(1, times if filled else 1):
            if row + copy > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            self._row(element, row + copy)

    def _row(self, element: Element, row: int) -> bool:
        """Read a row's cells; whether it holds any text."""
        column, filled = 0, False
        default = element.get(_DEFAULT_STYLE)
        for cell in element:
            tag = cell.tag
            if tag not in (_CELL, _COVERED):
                continue
            repeated = cell.get(_COLUMNS_REPEATED)
            times = 1 if repeated is None else integer(repeated, 1)
            if len(cell) or cell.get(_TYPE) or cell.get(_FORMULA):
                style = cell.get(_STYLE_NAME) or default
                if style is None:
                    style = self.defaults[column] if column < len(self.defaults) else ""
                if tag == _COVERED:
                    self._covered(cell, row, column)
                elif runs := self._runs(cell, style, row, column):
                    filled = True
                    for copy in range(min(times, limits.MAX_COLUMNS - column)):
                        for text, look in runs:
                            self.sheet.put((row, column + copy), text, look)
                    self._span(cell, row, column)
            column += times
        return filled

    def _span(self, cell: Element, row: int, column: int) -> None:
        rows = _times(cell, f"{_TABLE}number-rows-spanned")
        columns = _times(cell, f"{_TABLE}number-columns-spanned")
        if (rows, columns) != (1, 1):
            self.sheet.merges.append((row, column, row + rows - 1, column + columns - 1))

    def _covered(self, cell: Element, row: int, column: int) -> None:
        text = "\n".join(_plain(block) for block in cell if block.tag in _BLOCKS)
        if text.strip():
            self.sheet.cover((row, column), text)

    def _runs(self, cell: Element, style: str, row: int, column: int) -> list[tuple[str, Look]]:
        """What the cell shows, in parts that look alike."""
        blocks = [block for block in cell if block.tag in _BLOCKS]
        look = self.styles.look(style)
        if cell.get(_ERROR_TYPE) == "error":
            self.sheet.errors[row, column] = "".join(_plain(block) for block in blocks)
        if len(blocks) == 1 and not len(blocks[0]):
            text = blocks[0].text
            return [(text, look)] if text and text.strip() else []
        runs: list[tuple[str, Look]] = []
        for block in blocks:
            if runs:
                runs.append(("\n", look))
            own = self.styles.style("table-cell", style)
            runs += [(text, one.look()) for text, one in self._words(block, own)]
        if not blocks:
            text = self._value(cell, style, row, column) or _drawn(cell)
            runs = [(text, look)]
        return runs if any(text.strip() for text, _ in runs) else []

    def _value(self, cell: Element, style: str, row: int, column: int) -> str:
        """A cell that a program wrote without the text which it shows."""
        kind = cell.get(_TYPE)
        if kind is None:
            if cell.get(_FORMULA):
                self.sheet.unfilled.append((row, column))
            return ""
        if kind == "string":
            return cell.get(f"{_OFFICE}string-value") or ""
        if kind == "boolean":
            return displayed(cell.get(f"{_OFFICE}boolean-value") == "true")
        value = _number(cell, kind)
        if value is None:
            return ""
        return displayed(value, self.styles.code(style) or _STANDARD.get(kind, "General"))

    def _words(self, block: Element, style: Style) -> Iterator[tuple[str, Style]]:
        """Texts of a paragraph with their styles."""
        stack: list[tuple[Element | str, Style]] = [(block, style)]
        while stack:
            element, around = stack.pop()
            if isinstance(element, str):
                yield element, around
                continue
            inside = around
            if element.tag == _SPAN:
                named = element.get(f"{_TEXT}style-name") or ""
                inside = self.styles.style("text", named).over(around)
            if text := _sign(element) or element.text:
                yield text, inside
            for child in reversed(element):
                if child.tail:
                    stack.append((child.tail, inside))
                if child.tag not in _ASIDE:
                    stack.append((child, inside))


def _parts(table: Element) -> Iterator[Element]:
    """Columns, rows and what is drawn over them, in order."""
    stack = list(table)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in (_COLUMN, _ROW, _SHAPES):
            yield element
        elif element.tag in _GROUPS:
            stack.extend(list(element)[::-1])


def _times(element: Element, name: str) -> int:
    return integer(element.get(name), 1)


def _number(cell: Element, kind: str) -> float | None:
    """A number, or the days of a date or time."""
    try:
        if kind == "date":
            moment = datetime.fromisoformat(cell.get(f"{_OFFICE}date-value") or "")
            return (moment.replace(tzinfo=None) - _EPOCH).total_seconds() / _DAY
        if kind == "time":
            found = _DURATION.fullmatch(cell.get(f"{_OFFICE}time-value") or "")
            hours, minutes, seconds = found.groups("0") if found else ("", "", "")
            return (int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))) / _DAY
        return float(cell.get(_VALUE) or "")
    except ValueError:
        return None


def _drawn(cell: Element) -> str:
    """The text of a shape that stands in a cell which says nothing itself."""
    return "\n".join(
        _plain(block)
        for shape in cell
        if isinstance(shape.tag, str) and shape.tag.startswith(_DRAW)
        for block in shape.iter(_PARAGRAPH)
    )


def _plain(block: Element) -> str:
    return "".join(block.itertext())


def _sign(element: Element) -> str:
    if element.tag == f"{_TEXT}s":
        return " " * min(integer(element.get(f"{_TEXT}c"), 1), 100)
    if element.tag == f"{_TEXT}tab":
        return " "
    return "\n" if element.tag == f"{_TEXT}line-break" else ""
