"""Reads the notes of an annotated copy back: at which cell each stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import openpyxl
import pdfplumber
from lxml import etree

from reviewer.intake.number_format import displayed
from reviewer.intake.own_reports import AUTHOR

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def of_word(data: bytes) -> Iterator[tuple[str, str]]:
    """Text of the cell or paragraph in which a comment begins and ends, and the comment."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/comments.xml"))
    texts = {
        note.get(f"{W}id"): "\n".join(
            "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
            for paragraph in note.iter(f"{W}p")
        )
        for note in notes
        if note.get(f"{W}author") == AUTHOR
    }
    for start in body.iter(f"{W}commentRangeStart"):
        number = start.get(f"{W}id")
        if number not in texts:
            continue
        end = next(one for one in body.iter(f"{W}commentRangeEnd") if one.get(f"{W}id") == number)
        assert _holder(start) is _holder(end)
        paragraphs = _holder(start).iter(f"{W}p")
        yield (
            "\n".join("".join(t.text or "" for t in one.iter(f"{W}t")) for one in paragraphs),
            texts[number],
        )


def _holder(element):
    cell = next(element.iterancestors(f"{W}tc"), None)
    return cell if cell is not None else next(element.iterancestors(f"{W}p"))


def of_excel(data: bytes) -> Iterator[tuple[str, str]]:
    """Text shown in the cell, and its comment."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and AUTHOR in (cell.comment.author, *cell.comment.text.split(" ")):
                    value = "" if cell.value is None else cell.value
                    yield displayed(value, cell.number_format).strip(), cell.comment.text


def of_pdf(data: bytes) -> Iterator[tuple[str, str]]:
    """Text inside the frame, and its note."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for one in page.annots:
                if one["data"]["Subtype"].name == "Square":
                    frame = (one["x0"], one["top"], one["x1"], one["bottom"])
                    yield "".join(page.crop(frame).extract_text().split()), one["contents"]


READERS = {"docx": of_word, "xlsx": of_excel, "pdf": of_pdf}
