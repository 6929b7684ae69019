"""Scans: read where the OCR extra is installed, and no error rests on them."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops

from reviewer.intake import ReadError, read, read_bytes, read_grid
from reviewer.intake.readers.pdf.document import places
from reviewer.intake.readers.picture import ocr
from reviewer.reviewing import review_document
from tests.documents import pdfs
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


def with_layer(data: bytes, words: str) -> bytes:
    """The scan with text laid over it that is not painted, as OCR programs add it."""

    def change(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page.merge_page(pypdf.PdfReader(io.BytesIO(pdfs.written(layer))).pages[0])

    layer = pdfs.Sheet(500, 700)
    for at in range(20):
        layer.text(50, 30 * at, words, before="3 Tr")
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_what_a_scan_shows_counts_and_not_its_hidden_layer():
    scan = paper((DATA / "formats" / "scan.png").read_bytes())
    plain, layered = (
        read_bytes(scan, "a.pdf"),
        read_bytes(with_layer(scan, "锟斤拷烫烫烫"), "a.pdf"),
    )
    assert layered.forms == plain.forms


def without_codes() -> bytes:
    """annex.pdf as some printers' drivers write it: glyphs, and nothing says of which letters."""
    writer, out = pypdf.PdfWriter(clone_from=DATA / "formats" / "annex.pdf"), io.BytesIO()
    for number in range(1, len(writer._objects) + 1):
        found = writer.get_object(number)
        if isinstance(found, dict):
            found.pop("/ToUnicode", None)
    writer.write(out)
    return out.getvalue()


def with_letters_drawn() -> bytes:
    sheet = pdfs.Sheet(500, 700)
    for at in range(400):
        x, y = at % 20 * 20, at // 20 * 20
        sheet.content.append(f"{x} {y} m {x} {y + 9} {x + 9} {y + 9} {x + 9} {y} c h f")
    return pdfs.written(sheet)


def scanned_with_layer() -> bytes:
    return with_layer(paper((DATA / "formats" / "scan.png").read_bytes()), "绩效自评表")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (without_codes, "字体没有文字对应表"),
        (with_letters_drawn, "文字已转成曲线"),
        (scanned_with_layer, "是扫描件或图片"),
    ],
)
def test_without_the_extra_the_true_reason_is_said(monkeypatch, make, said):
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr(ocr, "_loaded", missing)
    with pytest.raises(ReadError, match=rf"{said}.*\[ocr\]"):
        read_bytes(make(), "form.pdf")


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


@pytest.fixture
def without_ocr(monkeypatch):
    """The extra is not installed."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocr._loaded.cache_clear()
    yield
    ocr._loaded.cache_clear()


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_a_page_that_is_a_picture_is_named():
    picture = (DATA / "formats" / "scan.png").read_bytes()
    document = read_bytes(paper(picture, behind="annex.pdf"), "mixed.pdf")
    assert len(document.forms) == 1
    told = [remark.reason for remark in document.forms[0].remarks]
    assert any(reason.startswith("PDF第3页没有读取") and "[ocr]" in reason for reason in told)


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_it_says_what_to_do():
    with pytest.raises(ReadError, match=r"\[ocr\]"):
        read(DATA / "formats" / "scan.png")


def strip() -> Image.Image:
    """The upper part of the scan, with a margin of paper: enough to tell how a page lies."""
    scan = Image.open(DATA / "formats" / "scan.png").convert("L")
    page = Image.new("L", (scan.width + 200, 760), 255)
    page.paste(scan.crop((0, 0, scan.width, 560)), (100, 100))
    return page


def file_of(picture: Image.Image, ending: str = "PNG", **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, ending, **how)
    return stream.getvalue()


def texts(data: bytes) -> list[tuple[tuple[str, int], ...]]:
    return [tuple((cell.text, cell.columns) for cell in row.cells) for row in read_grid(data).rows]


def turned_by_exif() -> bytes:
    """As a phone held sideways saves it: the pixels lie, a tag tells how to turn them."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return file_of(strip().transpose(Image.Transpose.ROTATE_90), exif=exif)


def on_clear_ground() -> bytes:
    """Black ink with an alpha channel and nothing behind it."""
    page = strip()
    clear = Image.new("LA", page.size, 0)
    clear.putalpha(page.point(lambda grey: 255 - grey))
    return file_of(clear)


def of_sixteen_bits() -> bytes:
    return file_of(strip().convert("I").point(lambda grey: grey * 257).convert("I;16"))


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
@pytest.mark.parametrize("way", [turned_by_exif, on_clear_ground, of_sixteen_bits])
def test_pictures_of_every_make(way):
    assert texts(way()) == texts(file_of(strip()))


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_picture_of_several_pages():
    pages = file_of(strip(), "TIFF", save_all=True, append_images=[strip()])
    assert texts(pages) == texts(file_of(strip())) * 2


def photographed(picture: Image.Image) -> Image.Image:
    """By hand and under a lamp: two degrees aslant, one side nearer, a shadow over it."""
    wide, high = picture.size
    page = picture.rotate(2, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    wide, high = page.size
    near = (-20, -10, -5, high + 6, wide + 15, high - 4, wide + 6, 8)
    page = page.transform(
        (wide, high), Image.Transform.QUAD, near, Image.Resampling.BICUBIC, fillcolor=255
    )
    shadow = Image.linear_gradient("L").rotate(90).resize(page.size)
    return ImageChops.multiply(page, shadow.point(lambda grey: 110 + grey * 145 // 255))


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_photograph_is_laid_straight():
    """On its side, so that turning it the usual way stands it on its head."""
    photo = photographed(strip()).rotate(270, expand=True)
    assert texts(file_of(photo)) == texts(file_of(strip()))


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_picture_on_which_too_little_can_be_made_out_is_refused():
    page = strip()
    small = page.resize((page.width // 5, page.height // 5), Image.Resampling.LANCZOS)
    with pytest.raises(ReadError, match=r"图片太不清楚.*300 dpi"):
        read_bytes(file_of(small), "photo.png")


@pytest.mark.parametrize(
    ("brand", "said"), [(b"heic", "HEIC.*JPG"), (b"mif1", "HEIC.*JPG"), (b"isom", "视频")]
)
def test_photos_of_phones_that_are_not_read(brand, said):
    with pytest.raises(ReadError, match=said):
        read_bytes(b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 100, "photo")


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
