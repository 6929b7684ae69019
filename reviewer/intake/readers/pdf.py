"""PDF files with a text layer: ruled tables over several pages, and the lines between them."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.pdf_streams import bound_streams
from reviewer.intake.readers.pdf_text import lines_of, unseen, words_of
from reviewer.models import Location

_SAME_EDGE = 3.0
"""Points within which two edges are one."""
_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*第?\s*\d{1,4}\s*页?\s*[-—–－]*(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?\s*"
)
_FOOT = 0.1
"""The share of a page at its head and foot where its number stands."""
_TEXTLESS = 10
_SECONDS = 60.0
_MOST_CHARACTERS = 60_000
"""On one page."""

Box = tuple[float, float, float, float]
Char = dict[str, Any]


def read(data: bytes) -> Grid:
    """The tables and lines of a PDF; pages without any text go through OCR.

    A row that a page break cuts stands as two rows, one on each page.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits, or is a scan and the
            extra for OCR is not installed.
    """
    bound_streams(data)
    pages = _count_pages(data)
    if pages > limits.MAX_PAGES:
        raise ReadError(f"PDF有 {pages} 页，超过 {limits.MAX_PAGES} 页，未读取；请拆分后再查")
    try:
        return _read(data)
    except ReadError:
        raise
    except (Exception, RecursionError) as error:  # pdfminer raises all kinds on damaged files
        raise ReadError("PDF已损坏，无法读取") from error


def _count_pages(data: bytes) -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("文件已加密，请去掉密码后再查") from error
        raise ReadError("PDF已损坏，无法读取") from error
    return count


def _read(data: bytes) -> Grid:
    import pdfplumber

    until = time.monotonic() + _SECONDS
    grid = Grid()
    pages: list[_Page] = []
    blank: list[int] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, source in enumerate(document.pages, start=1):
            if time.monotonic() > until:
                raise ReadError(f"PDF读取超过 {_SECONDS:.0f} 秒，未读完；请拆分后再查")
            if len(source.chars) > _MOST_CHARACTERS:
                raise ReadError(f"PDF第{number}页内容过多，未读取")
            if len(source.chars) < _TEXTLESS and source.images:
                blank.append(number)
            pages.append(_Page(number, source))
            source.close()
    if blank and not any(page.characters >= _TEXTLESS for page in pages):
        from reviewer.intake.readers import scan

        return scan.read_pdf(data)
    if blank:
        told = "、".join(str(number) for number in blank[:10])
        grid.warnings.append(f"PDF第{told}页是图片，没有读取；请提供原始的Word、Excel文件")
    edges = _merged(edge for page in pages for table in page.tables for edge in table.edges())
    for page in pages:
        page.add_to(grid, edges)
    return grid


def _merged(edges: Any) -> list[float]:
    """Edges that lie close together as one."""
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _SAME_EDGE:
            merged.append(edge)
    return merged


def _index(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - at))


class _Table:
    """The boxes of a table's cells, and the text in each."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = sorted(set(boxes), key=lambda box: (box[1], box[0]))
        self.tops = _merged(box[1] for box in self.boxes)
        self.texts: dict[Box, str] = {}
        self.top = min(box[1] for box in self.boxes)
        self.bottom = max(box[3] for box in self.boxes)

    def edges(self) -> list[float]:
        return [edge for box in self.boxes for edge in (box[0], box[2])]

    def take(self, chars: Sequence[Char]) -> list[Char]:
        """Put the characters into the cells; those that stand in none come back."""
        inside: dict[Box, list[Char]] = {}
        left: list[Char] = []
        by_top: dict[int, list[Box]] = {}
        for box in self.boxes:
            for band in range(int(box[1]) // 20, int(box[3]) // 20 + 1):
                by_top.setdefault(band, []).append(box)
        for char in chars:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            for box in by_top.get(int(y) // 20, ()):
                if box[0] <= x < box[2] and box[1] <= y < box[3]:
                    inside.setdefault(box, []).append(char)
                    break
            else:
                left.append(char)
        self.texts = {box: words_of(found) for box, found in inside.items()}
        return left

    def rows(self, page: int, first_line: int, edges: Sequence[float]) -> list[Row]:
        """The rows that hold text."""
        found: list[Row] = []
        by_row: dict[int, list[Box]] = {}
        for box in self.boxes:
            by_row.setdefault(_index(self.tops, box[1]), []).append(box)
        for line, row in enumerate(sorted(by_row), start=first_line):
            at = Location(page=page, line=line)
            cells = []
            for box in sorted(by_row[row]):
                text = self.texts.get(box, "").strip()
                if text:
                    column = _index(edges, box[0])
                    columns = max(1, _index(edges, box[2]) - column)
                    below = sum(box[1] + _SAME_EDGE < top < box[3] - 1 for top in self.tops)
                    cells.append(Cell(text, column, at, columns, 1 + below))
            if cells:
                found.append(Row(tuple(cells), page, len(edges) - 1, at, ruled=True))
        return found


class _Page:
    """A page: its tables, the lines outside them, and the text that cannot be seen."""

    def __init__(self, number: int, source: Any) -> None:
        self.number = number
        self.height = float(source.height)
        self.characters = len(source.chars)
        self.tables = [_Table(table.cells) for table in _tables(source) if table.cells]
        shown, self.hidden = unseen(source)
        for table in self.tables:
            shown = table.take(shown)
        self.lines = lines_of(shown)

    def add_to(self, grid: Grid, edges: Sequence[float]) -> None:
        """Tables and lines from top to bottom."""
        for text, why in self.hidden:
            grid.conceal(text, why, Location(page=self.number))
        parts: list[tuple[float, _Table | str]] = [(table.top, table) for table in self.tables]
        parts += [(top, text) for top, text in self.lines if not self._is_page_number(top, text)]
        line = 1
        for _, part in sorted(parts, key=lambda item: item[0]):
            if isinstance(part, str):
                grid.line([part], self.number, Location(page=self.number, line=line))
                line += 1
            else:
                rows = part.rows(self.number, line, edges)
                grid.rows.extend(rows)
                line += len(part.tops)
        if len(grid.rows) > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")

    def _is_page_number(self, top: float, text: str) -> bool:
        at_edge = top < self.height * _FOOT or top > self.height * (1 - _FOOT)
        return at_edge and _PAGE_NUMBER.fullmatch(text) is not None


def _tables(source: Any) -> list[Any]:
    """The ruled tables of a page, closed at a page break where no line is drawn."""
    edges = source.edges
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > _SAME_EDGE]
    if not upright:
        return []
    level = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    ends = (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright))
    open_ends = [end for end in ends if all(abs(end - at) > _SAME_EDGE for at in level)]
    return list(source.find_tables({"explicit_horizontal_lines": open_ends}))
