"""PDF files made to cost time: the work is bounded, and it is said in one line."""

from __future__ import annotations

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reviewer.intake import ReadError, limits, read_bytes
from reviewer.intake.readers.pdf import painter as pdf_painter
from reviewer.intake.readers.pdf import ruling
from reviewer.intake.readers.pdf.ruling import Line, Ruling
from tests.documents import pdfs
from tests.intake.readers.test_pdf import MARK, refused, road


def grid(step: float) -> str:
    """Level and upright lines all over a page of 600 points."""
    steps = int(600 / step)
    level = " ".join(f"0 {at * step} m 600 {at * step} l S" for at in range(steps))
    upright = " ".join(f"{at * step} 0 m {at * step} 600 l S" for at in range(steps))
    return f"{level} {upright}"


def page(content: str) -> bytes:
    return pdfs.written(pdfs.Sheet(600, 600, [content]))


def test_a_page_of_lines():
    """1,200 lines make 360,000 fields; they lie closer than any text."""
    said = refused(page(grid(1)))
    assert "没有找到" in said


def test_lines_that_part_more_fields_than_a_table_has():
    level = [Line(at * 10.0, 0, 90_000) for at in range(600)]
    upright = [Line(at * 10.0, 0, 90_000) for at in range(600)]
    with pytest.raises(ReadError, match="线条过多"):
        ruling.rulings(level, upright)
    with pytest.raises(ReadError, match="线条过多"):
        ruling.cells(Ruling(level, upright))


@pytest.mark.parametrize("at", ["1e30", "-1e30", "99999999999999999999999999999999999999999"])
def test_coordinates_beyond_all_measure(at):
    wild = f"{at} {at} m {at} 0 l S 0 {at} {at} {at} re f q {at} 0 0 {at} {at} 0 cm 0 0 1 1 re S Q"
    sheet = road(lambda sheet: sheet.content.append(wild))
    assert len(read_bytes(pdfs.written(sheet), "form.pdf").forms) == 1


def nested(times: int, depth: int):
    """Forms that paint each other `times` times, `depth` levels deep."""

    def change(writer: pypdf.PdfWriter) -> None:
        inner = None
        for _ in range(depth):
            stream = DecodedStreamObject()
            stream.set_data(b"/Fm0 Do " * times if inner is not None else b"0 0 1 1 re f")
            resources = DictionaryObject()
            if inner is not None:
                resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Fm0"): inner})
            stream.update(
                {
                    NameObject("/Type"): NameObject("/XObject"),
                    NameObject("/Subtype"): NameObject("/Form"),
                    NameObject("/BBox"): pdfs.rectangle([0, 0, 10, 10]),
                    NameObject("/Resources"): resources,
                }
            )
            inner = writer._add_object(stream)
        writer.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Fm0"): inner}
        )

    return change


def test_forms_within_forms_that_multiply(monkeypatch):
    monkeypatch.setattr(pdf_painter, "_MOST_FORMS", 2_000)
    sheet = road(lambda sheet: sheet.content.append("/Fm0 Do"))
    assert "内容过多" in refused(pdfs.written(sheet, change=nested(10, 30)))


def test_too_many_characters_and_shapes(monkeypatch):
    monkeypatch.setattr(pdf_painter, "_MOST_CHARACTERS", 50)
    assert "内容过多" in refused(pdfs.written(road()))
    monkeypatch.setattr(pdf_painter, "_MOST_CHARACTERS", 50_000)
    monkeypatch.setattr(pdf_painter, "_MOST_PAINTED", 50)
    assert "内容过多" in refused(pdfs.written(road()))


def test_pieces_of_lines_in_great_number_are_few_lines():
    lines = [Line(100.0, at * 3.0, at * 3.0 + 1) for at in range(limits.MAX_ROWS)]
    assert ruling.joined(lines) == [Line(100.0, 0, limits.MAX_ROWS * 3.0 - 2)]


def test_watermarks_on_every_page_are_told_once():
    def marked(sheet: pdfs.Sheet) -> None:
        sheet.text(100, 200, MARK, size=80)

    document = read_bytes(pdfs.written(*[road(marked)] * 3), "form.pdf")
    told = [one.reason for form in document.forms for one in form.remarks]
    assert told == [f"水印“{MARK}”不是表中的文字，没有读入"]
