"""Excel workbooks (.xlsx, .xlsm): values as displayed, formulas by their stored value."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.container import opened, part
from reviewer.intake.readers.office_xml import Element, local, tree, truth
from reviewer.intake.readers.sheet.rows import add_sheet
from reviewer.intake.readers.sheet.sheet import Sheet
from reviewer.intake.readers.sheet.workbook_cells import Book, read_cells
from reviewer.intake.readers.sheet.workbook_shapes import add_boxes, add_shapes
from reviewer.intake.readers.sheet.workbook_styles import Styles, read_styles
from reviewer.intake.readers.sheet.workbook_text import shared_strings

_MAIN = "xl/workbook.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Relations = Mapping[str, tuple[str, str]]
"""By id, the last word of the relation's type and the name of the part that it leads to."""


def read(data: bytes) -> Grid:
    """The sheets of a workbook, each a table; links, macros and queries are left alone.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    grid = Grid()
    with opened(data) as archive:
        root = tree(part(archive, _MAIN))
        relations = _relations(archive, _MAIN)
        book = _book(archive, root, relations, grid)
        sheets = _sheets(root, relations, grid)
        if len(sheets) > limits.MAX_SHEETS:
            raise ReadError(f"工作簿超过 {limits.MAX_SHEETS} 张工作表，未读取")
        for page, (sheet, element, name) in enumerate(sheets, start=1):
            sheet.is_hidden = (element.get("state") or "visible") != "visible"
            read_cells(part(archive, name), sheet, book)
            for kind, target in _relations(archive, name).values():
                if kind == "drawing":
                    add_shapes(sheet, part(archive, target))
                elif kind == "vmlDrawing":
                    add_boxes(sheet, part(archive, target))
            add_sheet(grid, sheet, page)
    return grid


def _sheets(root: Element, relations: Relations, grid: Grid) -> list[tuple[Sheet, Element, str]]:
    """The sheets that hold cells, in order, and the names of their parts."""
    sheets = []
    for group in root:
        for one in group if local(group) == "sheets" else ():
            name = one.get("name") or ""
            kind, target = relations.get(one.get(_ID) or "", ("", ""))
            if kind == "worksheet":
                sheets.append((Sheet(name), one, target))
            elif not kind:
                grid.warnings.append(f"工作表“{name}”在文件里找不到，未读取")
    return sheets


def _book(archive: zipfile.ZipFile, root: Element, relations: Relations, grid: Grid) -> Book:
    parts = dict(relations.values())
    styles = read_styles(part(archive, parts["styles"])) if "styles" in parts else Styles()
    if styles.damaged:
        grid.warnings.append(
            "文件的样式部分已损坏，有的数字可能没有按原来的格式读取；请核对百分比、金额和日期"
        )
    strings = (
        shared_strings(part(archive, parts["sharedStrings"])) if "sharedStrings" in parts else []
    )
    settings = {local(one): one for one in root}
    properties, calculation = settings.get("workbookPr"), settings.get("calcPr")
    return Book(
        strings,
        styles,
        date1904=properties is not None and truth(properties.get("date1904")),
        recalculates=calculation is not None and truth(calculation.get("fullCalcOnLoad")),
    )


def _relations(archive: zipfile.ZipFile, name: str) -> Relations:
    """The parts in the package that a part refers to."""
    folder, file = posixpath.split(name)
    relations = f"{folder}/_rels/{file}.rels"
    names = set(archive.namelist())
    if relations not in names:
        return {}
    found = {}
    for one in tree(part(archive, relations)):
        target = posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target") or ""))[1:]
        if one.get("TargetMode") != "External" and target in names:
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = (kind, target)
    return found
