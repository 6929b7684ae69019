"""Drawings of forms as PDF pages: the letters of a font that every viewer has, lines in all styles.

One page as high as its form, so that a test says in a word how it differs from the usual one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.documents.ruling import Drawing, Placed

SIZE = 9
PITCH = 13
UNIT = 27.0
"""Points of a column of the drawing."""
MARGIN = 40.0
PAD = 4.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner."""


@dataclass
class Sheet:
    """A page being drawn; `boxes` are where the cells of the drawing lie."""

    width: float
    height: float
    content: list[str] = field(default_factory=list)
    boxes: dict[Placed, Box] = field(default_factory=dict)

    def text(self, x: float, y: float, words: str, size: float = SIZE, before: str = "0 g") -> None:
        """A line of text whose upper left corner is at a point."""
        code = words.encode("utf-16-be").hex()
        self.content.append(
            f"q {before} BT /F1 {size} Tf 1 0 0 1 {x:.2f} {self.height - y - size:.2f} Tm "
            f"<{code}> Tj ET Q"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, style: str = "0.5 w 0 G") -> None:
        """A line between two points."""
        self.content.append(
            f"q {style} {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S Q"
        )

    def area(self, box: Box, colour: str = "0 g") -> None:
        """A filled rectangle."""
        left, top, right, bottom = box
        self.content.append(
            f"q {colour} {left:.2f} {self.height - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re f Q"
        )


def width_of(words: str, size: float = SIZE) -> float:
    """Of a line of text, in points."""
    return sum(size / 2 if char.isascii() else size for char in words)


def wrapped(words: str, room: float) -> list[str]:
    """The words in lines that have room in a cell."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for char in paragraph:
            if line and width_of(line + char) > room:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


Ruler = Callable[[Sheet, Drawing, list[float]], None]


def sheet_of(drawing: Drawing, ruler: Ruler, *, pad: float = PAD, centred: bool = True) -> Sheet:
    """A page with the form, its lines by a ruler."""
    heights = _heights(drawing, pad)
    edges = [MARGIN + PITCH * 2 * len(drawing.above)]
    for height in heights:
        edges.append(edges[-1] + height)
    sheet = Sheet(
        drawing.width * UNIT + 2 * MARGIN, edges[-1] + MARGIN + PITCH * 2 * len(drawing.below)
    )
    for number, line in enumerate(drawing.above):
        sheet.text((sheet.width - width_of(line)) / 2, MARGIN + PITCH * 2 * number, line)
    for cell in drawing.cells:
        left, right = MARGIN + cell.column * UNIT, MARGIN + (cell.column + cell.columns) * UNIT
        sheet.boxes[cell] = (left, edges[cell.row], right, edges[cell.row + cell.rows])
    ruler(sheet, drawing, edges)
    for cell, (left, top, right, bottom) in sheet.boxes.items():
        lines = wrapped(cell.text, right - left - 2 * PAD)
        start = top + (bottom - top - PITCH * len(lines)) / 2 if centred else top + pad
        for number, line in enumerate(lines):
            indent = (right - left - width_of(line)) / 2 if centred else PAD
            sheet.text(left + indent, start + PITCH * number + 2, line)
    for number, line in enumerate(drawing.below):
        sheet.text(MARGIN, edges[-1] + PITCH * (2 * number + 1), line)
    return sheet


def _heights(drawing: Drawing, pad: float) -> list[float]:
    heights = [PITCH + 2 * pad] * drawing.height
    for cell in drawing.cells:
        lines = len(wrapped(cell.text, cell.columns * UNIT - 2 * PAD))
        share = (lines * PITCH + 2 * pad) / cell.rows
        for row in range(cell.row, cell.row + cell.rows):
            heights[row] = max(heights[row], share)
    return heights


def by_lines(style: str = "0.5 w 0 G", *, level: bool = True, upright: bool = True) -> Ruler:
    """Each cell framed by four lines of a style, or only by the level or upright ones."""

    def rule(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
        del drawing, edges
        for left, top, right, bottom in sheet.boxes.values():
            if level:
                sheet.line(left, top, right, top, style)
                sheet.line(left, bottom, right, bottom, style)
            if upright:
                sheet.line(left, top, left, bottom, style)
                sheet.line(right, top, right, bottom, style)

    return rule


def by_areas(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
    """Cells filled in colour, with gaps between them instead of lines."""
    del drawing, edges
    for left, top, right, bottom in sheet.boxes.values():
        sheet.area((left + 0.75, top + 0.75, right - 0.75, bottom - 0.75), "0.85 0.9 1 rg")


def by_thin_areas(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
    """Lines drawn as thin rectangles, as Word and browsers do."""
    del drawing, edges
    for left, top, right, bottom in sheet.boxes.values():
        for box in (
            (left, top - 0.25, right, top + 0.25),
            (left, bottom - 0.25, right, bottom + 0.25),
            (left - 0.25, top, left + 0.25, bottom),
            (right - 0.25, top, right + 0.25, bottom),
        ):
            sheet.area(box)


def by_double_lines(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
    """Each line twice, a point and a half apart."""
    del drawing, edges
    for left, top, right, bottom in sheet.boxes.values():
        for gap in (-0.75, 0.75):
            sheet.line(left, top + gap, right, top + gap)
            sheet.line(left, bottom + gap, right, bottom + gap)
            sheet.line(left + gap, top, left + gap, bottom)
            sheet.line(right + gap, top, right + gap, bottom)


def by_dots(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
    """Lines of dots, each a little square."""
    del drawing, edges
    dots: set[tuple[float, float]] = set()
    for left, top, right, bottom in sheet.boxes.values():
        for y in (top, bottom):
            dots |= {(left + step * 3, y) for step in range(int((right - left) / 3) + 1)}
        for x in (left, right):
            dots |= {(x, top + step * 3) for step in range(int((bottom - top) / 3) + 1)}
    for x, y in sorted(dots):
        sheet.area((x - 0.4, y - 0.4, x + 0.4, y + 0.4))


def by_nothing(sheet: Sheet, drawing: Drawing, edges: list[float]) -> None:
    """No lines at all."""


def written(*sheets: Sheet, change: Callable[[pypdf.PdfWriter], None] | None = None) -> bytes:
    """The pages as a file, changed in the end."""
    writer = pypdf.PdfWriter()
    font = writer._add_object(_font())
    for sheet in sheets:
        page = writer.add_blank_page(sheet.width, sheet.height)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data("\n".join(sheet.content).encode())
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if change is not None:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _font() -> DictionaryObject:
    """A Chinese font that is not embedded; its codes are UTF-16."""
    system = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("GB1"),
            NameObject("/Supplement"): NumberObject(4),
        }
    )
    below = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType0"),
            NameObject("/BaseFont"): NameObject("/STSong-Light"),
            NameObject("/CIDSystemInfo"): system,
            NameObject("/DW"): NumberObject(1000),
            NameObject("/W"): ArrayObject([NumberObject(1), NumberObject(95), NumberObject(500)]),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/STSong-Light-UniGB-UTF16-H"),
            NameObject("/Encoding"): NameObject("/UniGB-UTF16-H"),
            NameObject("/DescendantFonts"): ArrayObject([below]),
        }
    )


def rectangle(edges: Sequence[float]) -> ArrayObject:
    """A rectangle of a page's own space."""
    return ArrayObject(map(FloatObject, edges))
