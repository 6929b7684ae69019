"""OpenDocument spreadsheets (.ods): the text that each cell shows is stored beside its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.container import opened, part
from reviewer.intake.readers.sheet import Sheet, add_sheet

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{{{_NS}table:1.0}}", f"{{{_NS}text:1.0}}", f"{{{_NS}office:1.0}}"
_STYLE, _FO = f"{{{_NS}style:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_COLUMN, _ROW = f"{_TABLE}table-column", f"{_TABLE}table-row"
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
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_HIDDEN = frozenset({"collapse", "filter"})
_TINY = 4.0

Element = Any


def read(data: bytes) -> Grid:
    """The sheets of a spreadsheet, each a table.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    from lxml import etree

    with opened(data) as archive:
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b"encryption-data" in part(archive, manifest):
            raise ReadError("文件已加密，请去掉密码后再查")
        content = part(archive, "content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("文件已损坏，无法读取") from error
    looks = _looks(root)
    tables = list(root.iter(f"{_TABLE}table"))
    if len(tables) > limits.MAX_SHEETS:
        raise ReadError(f"文件超过 {limits.MAX_SHEETS} 张工作表，未读取")
    grid = Grid()
    for page, table in enumerate(tables, start=1):
        add_sheet(grid, _sheet(table, looks), page)
    return grid


def _looks(root: Element) -> dict[str, str]:
    """By the name of a style, why its text is not seen; `-` for a sheet that is not shown."""
    looks: dict[str, str] = {}
    for style in root.iter(f"{_STYLE}style"):
        name, why = style.get(f"{_STYLE}name") or "", ""
        text = style.find(f"{_STYLE}text-properties")
        cell = style.find(f"{_STYLE}table-cell-properties")
        table = style.find(f"{_STYLE}table-properties")
        ground = None if cell is None else cell.get(f"{_FO}background-color")
        if text is not None:
            size = (text.get(f"{_FO}font-size") or "").removesuffix("pt")
            if size.replace(".", "", 1).isdecimal() and float(size) < _TINY:
                why = "极小的文字"
            elif (text.get(f"{_FO}color") or "").lower() == "#ffffff" and ground in (
                None,
                "transparent",
                "#ffffff",
            ):
                why = "白色文字"
        if table is not None and table.get(f"{_TABLE}display") == "false":
            why = "-"
        looks[name] = why
    return looks


def _sheet(table: Element, looks: dict[str, str]) -> Sheet:
    sheet = Sheet(table.get(f"{_TABLE}name") or "")
    sheet.is_hidden = looks.get(table.get(f"{_TABLE}style-name") or "") == "-"
    hidden_columns: set[int] = set()
    hidden_rows: set[int] = set()
    column = row = 0
    for element in _parts(table, _COLUMN):
        times = _times(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden_columns.update(range(column, min(column + times, limits.MAX_COLUMNS)))
        column += times
    for element in _parts(table, _ROW):
        times = _times(element, "number-rows-repeated")
        filled = _row(element, row, sheet, looks)
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden_rows.update(range(row, min(row + times, limits.MAX_ROWS)))
        for copy in range(1, times if filled else 1):
            if row + copy > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            _row(element, row + copy, sheet, looks)
        row += times
    sheet.hidden_rows, sheet.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
    return sheet


def _parts(parent: Element, tag: str) -> Iterator[Element]:
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _GROUPS:
            stack.extend(list(element)[::-1])


def _times(element: Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return int(value) if value.isdecimal() and len(value) < 9 else 1


def _row(element: Element, row: int, sheet: Sheet, looks: dict[str, str]) -> bool:
    """Read a row's cells; whether it holds any text."""
    column, filled = 0, False
    for cell in element:
        if cell.tag not in (_CELL, _COVERED):
            continue
        times = _times(cell, "number-columns-repeated")
        text = "" if cell.tag == _COVERED else _text(cell)
        if text.strip():
            filled = True
            for copy in range(min(times, limits.MAX_COLUMNS - column)):
                place = (row, column + copy)
                sheet.cells[place] = text
                why = looks.get(cell.get(f"{_TABLE}style-name") or "", "")
                if why:
                    sheet.unseen[place] = why
            if len(sheet.cells) > limits.MAX_CELLS:
                raise ReadError(f"工作表超过 {limits.MAX_CELLS} 个单元格，未读取")
            rows = _times(cell, "number-rows-spanned")
            columns = _times(cell, "number-columns-spanned")
            if (rows, columns) != (1, 1):
                sheet.merges.append((row, column, row + rows - 1, column + columns - 1))
        column += times
    return filled


def _text(cell: Element) -> str:
    """The paragraphs that a cell shows; a comment is none of them."""
    return "\n".join(_words(block) for block in cell if block.tag in _BLOCKS)


def _words(block: Element) -> str:
    words: list[str] = []
    stack: list[tuple[Element, bool]] = [(block, False)]
    while stack:
        element, is_tail = stack.pop()
        if is_tail:
            words.append(element.tail or "")
            continue
        if element.tag == f"{_TEXT}s":
            words.append(" " * min(_count(element), 100))
        elif element.tag == f"{_TEXT}tab":
            words.append(" ")
        elif element.tag == f"{_TEXT}line-break":
            words.append("\n")
        elif element.tag == f"{_OFFICE}annotation":
            continue
        else:
            words.append(element.text or "")
        for child in list(element)[::-1]:
            stack += [(child, True), (child, False)]
    return "".join(words)


def _count(element: Element) -> int:
    value = element.get(f"{_TEXT}c") or "1"
    return int(value) if value.isdecimal() and len(value) < 5 else 1
