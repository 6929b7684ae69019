"""Untrusted files: bounded time, one clear line, never a traceback."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest

from reviewer.intake import ReadError, limits, read_bytes, read_grid
from tests.growth import grows_linearly

FORMATS = Path(__file__).parents[2] / "data" / "formats"


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read_bytes(data, "hostile")
    return str(error.value)


def container(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(path: Path, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return container(parts | {name: content})


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "content.xml"])
def test_a_zip_bomb(name):
    parts = {name: b" " * (limits.MAX_UNPACKED + 1)}
    if name == "content.xml":
        parts["mimetype"] = b"application/vnd.oasis.opendocument.spreadsheet"
    assert "超过" in refused(container(parts))


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("annex.docx", "word/document.xml"),
        ("annex.xlsx", "xl/worksheets/sheet1.xml"),
        ("annex.ods", "content.xml"),
    ],
)
def test_entities_are_not_expanded(file, part):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "实体" in refused(with_part(FORMATS / file, part, bomb))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "实体"),
        ("utf-16-be", "实体"),
        ("utf-16-le", "实体"),
        ("gb18030", "实体"),
        ("utf-32", "编码特殊"),
        ("cp037", "编码特殊"),
        ("utf-7", "编码"),
    ],
)
def test_parts_in_other_encodings_are_not_searched_in_vain(encoding, said):
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    data = with_part(FORMATS / "annex.docx", "word/document.xml", bomb.encode(encoding))
    assert said in refused(data)


def test_many_parts():
    parts = {f"x{n}": b"" for n in range(limits.MAX_PARTS + 1)}
    assert "超过" in refused(container(parts | {"word/document.xml": b"<x/>"}))


def test_a_cell_at_the_far_corner_of_the_sheet_costs_nothing():
    book = openpyxl.load_workbook(FORMATS / "annex.xlsx")
    book.active["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    (form,) = read_bytes(stream.getvalue(), "far").forms
    assert any("XFD1048576" in remark.reason for remark in form.remarks)


def test_a_million_declared_cells():
    row = b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 50 + b"</row>"
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + row * 20_000
        + b"</sheetData></worksheet>"
    )
    assert "超过" in refused(with_part(FORMATS / "annex.xlsx", "xl/worksheets/sheet1.xml", sheet))


def test_repeated_rows_of_a_spreadsheet():
    with zipfile.ZipFile(FORMATS / "annex.ods") as archive:
        content = archive.read("content.xml")
    content = content.replace(
        b"<table:table-row ", b'<table:table-row table:number-rows-repeated="99999999" ', 1
    )
    assert "超过" in refused(with_part(FORMATS / "annex.ods", "content.xml", content))


def pdf(pages: int, content: bytes = b"") -> bytes:
    """A PDF of empty pages that share one content stream."""
    packed = zlib.compress(content)
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    objects += [page] * pages
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def test_ten_thousand_pages():
    assert "10000" in refused(pdf(10_000))


def test_a_stream_that_unpacks_to_too_much():
    assert "过大" in refused(pdf(1, b"q Q " * 4_000_000))


def test_an_empty_page_has_no_form():
    assert "没有找到" in refused(pdf(1))


@pytest.mark.parametrize(
    ("before", "piece", "times", "after"),
    [
        ("", "<div>", 100_000, ""),
        ("", "<table><tr><td>", 5_000, ""),
        ("<table>", "<tr><td colspan=99999999 rowspan=99999999>x", 2_000, ""),
        ("<table><tr>", "<td>x</td>", 100_000, "</table>"),
        ("<p style='", "color:", 50_000, "'>x</p><table></table>"),
        ("<style>", "a{", 50_000, "</style><table></table>"),
    ],
    ids=["deep", "tables", "spans", "wide", "style", "sheet"],
)
def test_pages_made_to_cost_time(before, piece, times, after):
    def read(size: int) -> None:
        refused(f"<html><body>{before}{piece * size}{after}".encode())

    assert grows_linearly(read, times)


def test_a_document_nested_deeply():
    nested = b"<w:sdt><w:sdtContent>" * 5_000 + b"</w:sdtContent></w:sdt>" * 5_000
    document = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + nested
        + b"</w:body></w:document>"
    )
    refused(with_part(FORMATS / "annex.docx", "word/document.xml", document))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b"PK\x03\x04 cut off", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "损坏"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0\0",
            "加密",
        ),
        (b"%PDF-1.7\n%%EOF", "损坏"),
        (container({"readme.txt": b"x"}), "压缩包"),
        (container({"xl/workbook.bin": b"x"}), "xlsb"),
        (b"MZ\x90\x00" + b"\x00" * 600, "程序"),
        (b"\x7fELF" + b"\x00" * 600, "程序"),
        (b'{"documents": [], "schema_version": 1}', "没有自评表"),
        (b'{"documents": {}}', "JSON"),
        (b'{"documents": ' + b"[" * 100_000, "JSON"),
    ],
)
def test_files_that_hold_no_form_are_told_apart(data, said):
    assert said in refused(data)


@pytest.mark.parametrize(
    "name",
    ["split.docx", "split.xlsx", "split.xls", "split.ods", "split.pdf", "split.html", "split.csv"],
)
def test_damaged_files_give_forms_or_one_clear_line(name):
    """Bytes changed, cut out and cut off, the same ones each time."""
    source = (FORMATS / name).read_bytes()
    chance = random.Random(name)  # noqa: S311 - no secret
    for _ in range(40 if name.endswith("pdf") else 80):
        data = bytearray(source)
        for _ in range(chance.choice([1, 3, 20])):
            if len(data) <= 200:
                break
            at = chance.randrange(200, len(data))
            way = chance.randrange(4)
            if way == 0:
                data[at] = chance.randrange(256)
            elif way == 1:
                del data[at : at + chance.randrange(1, 200)]
            elif way == 2:
                data[at:at] = data[at : at + 50]
            else:
                del data[at:]
        try:
            read_bytes(bytes(data), name)
        except ReadError as error:
            assert str(error)


def test_changed_parts_inside_a_container():
    """The zip is whole, the XML in it is not what it was."""
    chance = random.Random(7)  # noqa: S311
    for name, part in (("split.docx", "word/document.xml"), ("split.ods", "content.xml")):
        with zipfile.ZipFile(FORMATS / name) as archive:
            source = archive.read(part).decode()
        for _ in range(30):
            pieces = source.split("<")
            for _ in range(chance.choice([1, 5, 30])):
                at = chance.randrange(1, len(pieces))
                if chance.random() < 0.5:
                    del pieces[at]
                else:
                    pieces.insert(at, pieces[chance.randrange(1, len(pieces))])
            data = with_part(FORMATS / name, part, "<".join(pieces).encode())
            try:
                read_grid(data)
            except ReadError as error:
                assert str(error)


def with_merges(name: str, references: str) -> bytes:
    path = FORMATS / name
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part).decode()
    merges = f"<mergeCells>{references}</mergeCells>"
    start, _, rest = content.partition("<mergeCells")
    return with_part(path, part, (start + merges + rest.partition("</mergeCells>")[2]).encode())


def test_a_merge_over_the_whole_sheet_costs_nothing():
    grid = read_grid(with_merges("annex.xlsx", '<mergeCell ref="A1:XFD1048576"/>'))
    assert len(grid.rows) == 1  # the one cell that such a sheet shows


def test_merges_are_seen_however_they_are_written():
    data = with_merges("annex.xlsx", '<mergeCell ref="A1:XFD1048576"/>')
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("xl/worksheets/sheet1.xml")
    part = "xl/worksheets/sheet1.xml"
    content = content.replace(b'"A1:XFD1048576"', b"'A1:XFD1048576'")
    content = content.replace(b"</mergeCells>", b"</mergeCells  >")
    assert len(read_grid(with_part(FORMATS / "annex.xlsx", part, content)).rows) == 1


@pytest.mark.parametrize("piece", ["<mergeCells >", "<a:mergeCells ", "<mergeCells/>"])
def test_lists_of_merges_that_never_end(piece):
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(FORMATS / "annex.xlsx") as archive:
        content = archive.read(part)

    def read(size: int) -> None:
        refused(with_part(FORMATS / "annex.xlsx", part, content + piece.encode() * size))

    assert grows_linearly(read, 400_000)


def test_too_many_merges():
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, limits.MAX_MERGES + 2))
    assert "合并单元格" in refused(with_merges("annex.xlsx", merges))
