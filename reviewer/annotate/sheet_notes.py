"""Comments (批注) of a worksheet: their texts, and the boxes in which Excel shows them."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from rich.cells import cell_len

from reviewer.annotate.package import OFFICE, Package
from reviewer.intake.own_reports import AUTHOR

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
M = f"{{{MAIN}}}"
_ID = f"{{{OFFICE}}}id"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_AFTER_LEGACY_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
"""What the schema wants behind legacyDrawing in a worksheet."""
_FIRST_ID = 1025
_WIDTH, _LINE = 330, 17
_COLUMNS_OF_TEXT = 46
_TALLEST = 600

_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


class SheetNotes:
    """Adds comments to a sheet, beside those that it has."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package = package
        self._comments = self._comments_of(sheet)
        self._drawing = self._drawing_of(sheet)
        root = package.tree(self._comments)
        self._authors = root.find(f"{M}authors")
        self._list = root.find(f"{M}commentList")
        self._own = str(len(self._authors))
        etree.SubElement(self._authors, f"{M}author").text = AUTHOR
        self._at = {comment.get("ref"): comment for comment in self._list}
        self._next = _FIRST_ID
        for name in package.names:
            if name.endswith(".vml"):
                taken = [int(one) for one in _SHAPE_ID.findall(package.bytes_of(name))]
                self._next = max([self._next, *(number + 1 for number in taken)])

    def add(self, reference: str, row: int, column: int, text: str) -> None:
        """A comment at a cell; behind the text of the one that is there.

        Args:
            reference: A1.
            row: of the cell, from 0.
            column: of the cell, from 0.
            text: of the comment.
        """
        comment = self._at.get(reference)
        if comment is not None:
            holder = comment.find(f"{M}text")
            holder = etree.SubElement(comment, f"{M}text") if holder is None else holder
            _run(holder, f"\n\n—— {AUTHOR} ——\n{text}")
            return
        comment = etree.SubElement(self._list, f"{M}comment", ref=reference, authorId=self._own)
        _run(etree.SubElement(comment, f"{M}text"), text)
        self._at[reference] = comment
        self._add_box(row, column, text)

    def _add_box(self, row: int, column: int, text: str) -> None:
        # As text: Excel writes <br> into such parts, which is no XML.
        drawing = self._package.bytes_of(self._drawing).decode("utf-8", "surrogateescape")
        lines = sum(1 + cell_len(line) // _COLUMNS_OF_TEXT for line in text.split("\n"))
        box = _SHAPE.format(
            id=self._next,
            width=_WIDTH,
            height=min(_TALLEST, (lines + 1) * _LINE),
            row=row,
            column=column,
        )
        self._next += 1
        kind = "" if "_x0000_t202" in drawing else _SHAPE_TYPE
        head, end, tail = drawing.rpartition("</xml>")
        changed = f"{head}{kind}{box}{end}{tail}"
        self._package.put(self._drawing, changed.encode("utf-8", "surrogateescape"))

    def _comments_of(self, sheet: str) -> str:
        for _, name in self._package.related(sheet, "comments"):
            if name in self._package:
                return name
        name = self._package.free_name("xl/comments{}.xml")
        content = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
        self._package.put(name, content.encode())
        self._package.declare(name, _COMMENTS)
        self._package.relate(sheet, "comments", name)
        return name

    def _drawing_of(self, sheet: str) -> str:
        root = self._package.tree(sheet)
        known = dict(self._package.related(sheet, "vmlDrawing"))
        found = root.find(f"{M}legacyDrawing")
        name = "" if found is None else known.get(found.get(_ID), "")
        if name in self._package:
            return name
        name = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        self._package.put(name, _DRAWING.encode())
        self._package.declare(name, _VML)
        element = etree.Element(f"{M}legacyDrawing")
        element.set(_ID, self._package.relate(sheet, "vmlDrawing", name))
        behind = next((one for one in root if _name(one) in _AFTER_LEGACY_DRAWING), None)
        if behind is None:
            root.append(element)
        else:
            behind.addprevious(element)
        return name


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _run(holder: Any, text: str) -> None:
    run = etree.SubElement(holder, f"{M}r")
    properties = etree.SubElement(run, f"{M}rPr")
    etree.SubElement(properties, f"{M}sz", val="9")
    etree.SubElement(properties, f"{M}rFont", val="宋体")
    etree.SubElement(properties, f"{M}charset", val="134")
    written = etree.SubElement(run, f"{M}t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
