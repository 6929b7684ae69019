"""PDF files: ruled tables over several pages, and the lines between them."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Sequence

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.pdf.file import about_attachments, check_file, refuse_dynamic_form
from reviewer.intake.readers.pdf.page import Page
from reviewer.intake.readers.picture import document as scan
from reviewer.intake.readers.picture.boxes import Box, merged

_SECONDS = 60.0
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
    """The box at each place that `read` names, empty cells included, in the page's own space.

    Raises:
        ReadError: as `read`.
    """
    pages = _pages(data, [])
    edges = _edges(pages)
    return {place: box for page in pages for place, box in page.places(edges)}


def _edges(pages: Sequence[Page | scan.Page]) -> list[float]:
    """One grid for the tables of all pages: a row that a page break cuts keeps its columns."""
    return merged(edge for page in pages for table in page.tables for edge in table.edges())


def _pages(data: bytes, warnings: list[str]) -> Sequence[Page | scan.Page]:
    """The pages, by OCR where they are pictures; what was not read is added to the warnings."""
    pages = _with_text(data, warnings)
    pictures = {page.number: page.space for page in pages if page.no_text}
    if not pictures:
        return pages
    why = next(page.no_text for page in pages if page.no_text)
    try:
        scanned = scan.pages_of_pdf(data, pictures, why)
    except ReadError as error:
        if not any(page.has_text for page in pages):
            raise
        told = "、".join(str(number) for number in list(pictures)[:_MOST_TOLD])
        warnings.append(f"PDF第{told}页没有读取：{error}")
        return pages
    return [scanned.get(page.number, page) for page in pages]


def _with_text(data: bytes, warnings: list[str]) -> list[Page]:
    count = check_file(data)
    if count > limits.MAX_PAGES:
        raise ReadError(f"PDF有 {count} 页，超过 {limits.MAX_PAGES} 页，未读取；请拆分后再查")
    try:
        return _read(data, warnings)
    except ReadError:
        raise
    except (Exception, RecursionError) as error:  # pdfminer raises all kinds on damaged files
        raise ReadError("PDF已损坏，无法读取") from error


def _read(data: bytes, warnings: list[str]) -> list[Page]:
    import pdfplumber
    from pdfminer.pdfpage import PDFPage

    from reviewer.intake.readers.pdf.painter import SEAL, WATERMARK, SeenPage

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it tells is no news to a clerk
    until = time.monotonic() + _SECONDS
    pages: list[Page] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        sources = list(PDFPage.create_pages(document.doc))
        for number, source in enumerate(sources, start=1):
            if time.monotonic() > until:
                raise ReadError(f"PDF读取超过 {_SECONDS:.0f} 秒，未读完；请拆分后再查")
            page = SeenPage(document, source, number, until)
            pages.append(Page(number, page, is_last=number == len(sources)))
            page.close()
        refuse_dynamic_form(document.doc, pages)
        warnings += about_attachments(document.doc, pages)
    for what, found in (
        (WATERMARK, [text for page in pages for text in page.watermarks]),
        (SEAL, [text for page in pages for text in page.seals]),
    ):
        if found:
            told = "”“".join(list(dict.fromkeys(found))[:3])
            warnings.append(f"{what}“{told}”不是表中的文字，没有读入")
    return pages
