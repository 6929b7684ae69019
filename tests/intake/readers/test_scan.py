"""Scans: read where the OCR extra is installed, and no error rests on them."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from reviewer.intake import ReadError, read, read_bytes
from reviewer.intake.readers.pdf import places
from reviewer.reviewing import review_document
from tests.documents.compare import differences

DATA = Path(__file__).parents[2] / "data"
HAS_OCR = importlib.util.find_spec("rapidocr") is not None


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_scanned_form():
    (expected,) = read(DATA / "correct" / "chongqing-flat.txt").forms
    document = read(DATA / "formats" / "scan.png")
    (found,) = document.forms
    assert len(differences(expected, found)) <= 3  # of 120 cells
    (review,) = review_document(document).reviews
    (scanned,) = [finding for finding in review.findings if finding.code == "X903"]
    assert "1格没有把握：“=”（置信度0.75）" in scanned.message
    assert scanned.evidence[0].location.line == 11
    assert "error" not in [finding.severity for finding in review.findings]


def paper(picture: bytes, *, behind: str | None = None, before: str | None = None) -> bytes:
    """A PDF whose page is the picture, between the pages of two PDFs that have text."""
    page = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("L").save(page, "PDF", resolution=200)
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for part in (behind, page, before):
        if part is not None:
            writer.append(part if part is page else DATA / "formats" / part)
    writer.write(out)
    return out.getvalue()


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_scanned_page_among_pages_with_text():
    picture = (DATA / "formats" / "scan.png").read_bytes()
    mixed = read_bytes(paper(picture, behind="annex.pdf", before="mistakes.pdf"), "mixed.pdf")
    first, scanned, last = mixed.forms
    assert not differences(read(DATA / "formats" / "annex.pdf").forms[0], first)
    (expected,) = read(DATA / "correct" / "chongqing-flat.txt").forms
    assert len(differences(expected, scanned)) <= 3
    doubted = [{remark.code for remark in form.remarks} & {"X903"} for form in mixed.forms]
    assert doubted == [set(), {"X903"}, set()]
    assert [row.name.text for row in last.indicators] == [
        row.name.text for row in read(DATA / "formats" / "mistakes.pdf").forms[0].indicators
    ]


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_scan_of_several_pages():
    scan = DATA / "formats" / "scan.png"
    pages, blank = io.BytesIO(), Image.new("L", (600, 800), 255)
    page = Image.open(scan).convert("L")
    page.save(pages, "PDF", resolution=200, save_all=True, append_images=[blank, page])
    first, second = read_bytes(pages.getvalue(), "scan.pdf").forms
    assert first.indicators[0].location.page == 1
    assert second.indicators[0].location.page == 3
    for form in (first, second):
        assert not differences(read(scan).forms[0], form)
        place = form.indicators[0].score.location
        assert (place.page, place.line, place.column) in places(pages.getvalue())


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_scanned_cover_takes_no_error_away():
    cover = io.BytesIO()
    Image.new("L", (600, 800), 255).save(cover, "PNG")
    document = read_bytes(paper(cover.getvalue(), before="mistakes.pdf"), "covered.pdf")
    (covered,) = review_document(document).reviews
    (plain,) = review_document(read(DATA / "formats" / "mistakes.pdf")).reviews
    assert [(f.code, f.severity) for f in covered.findings] == [
        (f.code, f.severity) for f in plain.findings
    ]


@pytest.mark.skipif(HAS_OCR, reason="the extra [ocr] is installed")
def test_without_the_extra_a_page_that_is_a_picture_is_named():
    picture = (DATA / "formats" / "scan.png").read_bytes()
    document = read_bytes(paper(picture, behind="annex.pdf"), "mixed.pdf")
    assert len(document.forms) == 1
    told = [remark.reason for remark in document.forms[0].remarks]
    assert any(reason.startswith("PDF第3页没有读取") and "[ocr]" in reason for reason in told)


@pytest.mark.skipif(HAS_OCR, reason="the extra [ocr] is installed")
def test_without_the_extra_it_says_what_to_do():
    with pytest.raises(ReadError, match=r"\[ocr\]"):
        read(DATA / "formats" / "scan.png")


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        # A PNG whose header declares 100,000 by 100,000 pixels.
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x00\x00\x00\x00"
        b"\xcb\x8c\x37\x5b\x00\x00\x00\x00IEND\xaeB`\x82",
    ],
)
def test_damaged_and_absurd_pictures(data):
    with pytest.raises(ReadError, match="图片"):
        read_bytes(data, "test")
