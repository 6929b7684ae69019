"""PDF files with a text layer: ruled tables over several pages, and the lines between them."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers import scan
from reviewer.intake.readers.boxes import SAME_EDGE, Box, BoxTable, merged
from reviewer.intake.readers.pdf_overflow import is_label, without_overflow
from reviewer.intake.readers.pdf_streams import bound_streams
from reviewer.intake.readers.pdf_text import OFF_PAGE, Char, lines_of, unseen, words_of
from reviewer.models import Location

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*第?\s*\d{1,4}\s*页?\s*[-—–－]*(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?\s*"
)
_FOOT = 0.1
"""The share of a page at its head and foot where its number stands."""
_TEXTLESS = 10
_SECONDS = 60.0
_MOST_CHARACTERS = 60_000
"""On one page."""

_MARGIN = 20.0
"""Points."""
_DIGITS = 3
_MOST_TOLD = 10

Place = tuple[int, int, int | None]
"""Page, line and column of a Location; the column is None for a line outside the tables."""


def read(data: bytes) -> Grid:
    """The tables and lines of a PDF; pages that are pictures go through OCR.

    A row that a page break cuts stands as two rows, one on each page.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits, or is a scan throughout
            and the extra for OCR is not installed.
    """
    grid = Grid()
    pages = _pages(data, grid.warnings)
    edges = _edges(pages)
    for page in pages:
        page.add_to(grid, edges)
    return grid


def places(data: bytes) -> dict[Place, Box]:
    """The box in points at each place that `read` names, empty cells included.

    Raises:
        ReadError: as `read`.
    """
    pages = _pages(data, [])
    edges = _edges(pages)
    return {place: box for page in pages for place, box in page.places(edges)}


def _edges(pages: Sequence[_Page | scan.Page]) -> list[float]:
    """One grid for the tables of all pages: a row that a page break cuts keeps its columns."""
    return merged(edge for page in pages for table in page.tables for edge in table.edges())


def _pages(data: bytes, warnings: list[str]) -> Sequence[_Page | scan.Page]:
    """The pages, by OCR where they are pictures; what was not read is added to the warnings."""
    pages = _with_text(data)
    pictures = [page.number for page in pages if page.is_picture]
    if not pictures:
        return pages
    try:
        scanned = scan.pages_of_pdf(data, pictures)
    except ReadError as error:
        if not any(page.characters >= _TEXTLESS for page in pages):
            raise
        told = "、".join(str(number) for number in pictures[:_MOST_TOLD])
        warnings.append(f"PDF第{told}页没有读取：{error}")
        return pages
    return [scanned.get(page.number, page) for page in pages]


def _with_text(data: bytes) -> list[_Page]:
    bound_streams(data)
    count = _count_pages(data)
    if count > limits.MAX_PAGES:
        raise ReadError(f"PDF有 {count} 页，超过 {limits.MAX_PAGES} 页，未读取；请拆分后再查")
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


def _read(data: bytes) -> list[_Page]:
    import pdfplumber

    until = time.monotonic() + _SECONDS
    pages: list[_Page] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, source in enumerate(document.pages, start=1):
            if time.monotonic() > until:
                raise ReadError(f"PDF读取超过 {_SECONDS:.0f} 秒，未读完；请拆分后再查")
            if len(source.chars) > _MOST_CHARACTERS:
                raise ReadError(f"PDF第{number}页内容过多，未读取")
            pages.append(_Page(number, source))
            source.close()
    return pages


class _Page:
    """A page: its tables, the lines outside them, and the text that cannot be seen."""

    def __init__(self, number: int, source: Any) -> None:
        self.number = number
        self.height = float(source.height)
        self.characters = len(source.chars)
        self.is_picture = self.characters < _TEXTLESS and bool(source.images)
        self.tables = [BoxTable(table.cells) for table in _tables(source) if table.cells]
        shown, self.hidden = unseen(source)
        for table in self.tables:
            inside, shown = table.sorted_in(shown, _middle)
            table.texts = {box: words_of(found) for box, found in inside.items()}
        self.lines = lines_of(without_overflow(self.tables, shown))

    def add_to(self, grid: Grid, edges: Sequence[float]) -> None:
        """Tables and lines from top to bottom."""
        for text, why in self.hidden:
            if why == OFF_PAGE and is_label(text):
                continue
            grid.conceal(text, why, Location(page=self.number))
        for line, _, part in self._parts():
            if isinstance(part, str):
                grid.line([part], self.number, Location(page=self.number, line=line))
            else:
                grid.rows.extend(part.rows(self.number, line, edges))
        if len(grid.rows) > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")

    def places(self, edges: Sequence[float]) -> Iterator[tuple[Place, Box]]:
        """The box of every cell and of every line outside the tables."""
        for first, top, part in self._parts():
            if isinstance(part, str):
                yield (self.number, first, None), (_MARGIN, top, 2 * _MARGIN, top + _MARGIN)
            else:
                for (line, column), box in part.places(first, edges).items():
                    yield (self.number, line, column), box

    def _parts(self) -> Iterator[tuple[int, float, BoxTable | str]]:
        """Number of the first line, upper edge, and the table or the text of the line."""
        parts: list[tuple[float, BoxTable | str]] = [(table.top, table) for table in self.tables]
        parts += [(top, text) for top, text in self.lines if not self._is_page_number(top, text)]
        line = 1
        for top, part in sorted(parts, key=lambda item: item[0]):
            yield line, top, part
            line += 1 if isinstance(part, str) else len(part.tops)

    def _is_page_number(self, top: float, text: str) -> bool:
        at_edge = top < self.height * _FOOT or top > self.height * (1 - _FOOT)
        return at_edge and _PAGE_NUMBER.fullmatch(text) is not None


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _tables(source: Any) -> list[Any]:
    """The ruled tables of a page, closed at a page break where no line is drawn."""
    for line in source.lines:
        # On a page that is turned, level is level but for the last digit; the library wants it whole.
        for edge in ("x0", "x1", "top", "bottom"):
            line[edge] = round(line[edge], _DIGITS)
    edges = source.edges
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > SAME_EDGE]
    if not upright:
        return []
    # A line may be drawn there for some columns only: a merged cell that goes on has none.
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]
    return list(source.find_tables({"explicit_horizontal_lines": ends}))
