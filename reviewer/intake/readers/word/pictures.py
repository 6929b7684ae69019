"""A form that was pasted into a Word document as a picture: read by OCR, or named for what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.models import Location

if TYPE_CHECKING:
    from docx.document import Document

Element = Any

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WIDE = 2_500_000
"""EMU (1/360 000 cm): a picture of a form is 7 cm wide at least, a seal or a signature is not."""
_PER_POINT = 12_700
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*(\d{1,5})(?:\.\d{0,9})?\s*(pt|in|cm|mm)", re.IGNORECASE)
_UNITS = {"pt": _PER_POINT, "in": 914_400, "cm": 360_000, "mm": 36_000}
_ONLY = "文档里没有表格，只有图片（表格可能是截图、扫描件或粘贴成的图片）；"


def recognize(document: Document, pictures: Sequence[tuple[Element, Location]], grid: Grid) -> None:
    """Add what OCR reads in the wide pictures of a document that has no table.

    Raises:
        ReadError: a picture cannot be read or shows no table, or the extra is not installed.
    """
    wide = [(element, at) for element, at in pictures if _width(element) >= _WIDE]
    for number, (element, at) in enumerate(wide, start=1):
        data = _data(document, element)
        if not data:
            continue
        if data[40:44] == b" EMF" or data.startswith(b"\xd7\xcd\xc6\x9a"):
            raise ReadError(
                f"{_ONLY}图片是图元文件，无法识别，请粘贴为表格，或提供原始的Word、Excel文件"
            )
        from reviewer.intake.readers.picture import document as scan

        try:
            read = scan.read(data)
        except ReadError as error:
            raise ReadError(f"{_ONLY}{error}") from error
        page = 1 + max((row.page for row in grid.rows), default=0)
        for row in read.rows:
            # Notes on an annotated copy stand at the paragraph that holds the picture.
            place = at.model_copy(update={"place": f"第{number}张图片第{row.location.line or 1}行"})
            cells = tuple(replace(cell, location=place) for cell in row.cells)
            grid.rows.append(replace(row, cells=cells, page=page + row.page, location=place))
        grid.warnings += read.warnings
    if wide and not any(row.ruled for row in grid.rows):
        raise ReadError(f"{_ONLY}图片里没有识别出表格，请提供原始的Word、Excel文件")


def _width(element: Element) -> int:
    """In EMU; 0 where it is not told."""
    for around in element.iterancestors():
        extent = around.find(f"{_WP}extent")
        if extent is not None:
            width = extent.get("cx") or ""
            return int(width) if width.isdecimal() and len(width) < 12 else 0
        if (found := _WIDTH.search((around.get("style") or "")[:2_000])) is not None:
            return int(found[1]) * _UNITS[found[2].lower()]
    return 0


def _data(document: Document, element: Element) -> bytes:
    name = element.get(f"{_R}embed") or element.get(f"{_R}id") or ""
    relation = document.part.rels.get(name)
    return b"" if relation is None or relation.is_external else relation.target_part.blob
