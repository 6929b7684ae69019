"""What Word shows out of other files in a document: chunks and embedded objects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.annotate import annotate, marked
from reviewer.intake import ReadError, read_bytes, read_grid
from reviewer.reviewing import review_document
from tests.annotate.reading import of_word
from tests.documents.make_samples import formats
from tests.documents.writers import WRITERS, docx, html, xlsx
from tests.intake.packing.test_foreign import compound
from tests.intake.packing.test_packages import shown
from tests.intake.packing.variants import TYPES, Parts, unzipped, zipped

FORMATS = Path(__file__).parents[2] / "data" / "formats"
DRAWING = formats()["annex"]
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LETTER = "<w:p><w:r><w:t>某州图书馆报送</w:t></w:r></w:p>"


def holding(files: dict[str, tuple[str, bytes]], body: str) -> bytes:
    """A document with this body; by id, the kinds of relation and the files that it holds."""
    parts: Parts = unzipped(docx([DRAWING]))
    document = parts["word/document.xml"].decode()
    document = re.sub(
        "<w:body>.*</w:body>", lambda _: f"<w:body>{body}</w:body>", document, flags=re.DOTALL
    )
    parts["word/document.xml"] = document.encode()
    for number, (identifier, (kind, data)) in enumerate(files.items()):
        ending = "xlsx" if data.startswith(b"PK") else "bin"
        name = f"embeddings/file{number}.{ending}"
        parts[f"word/{name}"] = data
        relation = f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        parts[RELATIONS] = parts[RELATIONS].replace(
            b"</Relationships>", relation.encode() + b"</Relationships>"
        )
    types = (
        b'<Default Extension="bin" ContentType="x/y"/><Default Extension="xlsx" ContentType="x/z"/>'
    )
    parts[TYPES] = parts[TYPES].replace(b"</Types>", types + b"</Types>")
    return zipped(parts)


def chunk(identifier: str) -> str:
    return f'<w:altChunk xmlns:r="{OFFICE}" r:id="{identifier}"/>'


def thing(identifier: str, program: str = "Excel.Sheet.12") -> str:
    return (
        f'<w:p xmlns:r="{OFFICE}" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:object>'
        f'<o:OLEObject Type="Embed" ProgID="{program}" DrawAspect="Content" r:id="{identifier}"/>'
        "</w:object></w:r></w:p>"
    )


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_grid(data).rows]


def test_a_chunk_that_is_a_document_is_read_in_its_place():
    inner = docx([DRAWING])
    data = holding({"rIdA": ("aFChunk", inner)}, LETTER + chunk("rIdA") + LETTER)
    assert shown(data)[1:-1] == shown(inner)
    assert texts(data)[0] == texts(data)[-1] == ["某州图书馆报送"]


def test_a_chunk_that_is_a_page_is_read_in_its_place():
    inner = html([DRAWING])
    data = holding({"rIdA": ("aFChunk", inner)}, LETTER + chunk("rIdA"))
    assert texts(data) == [["某州图书馆报送"], *texts(inner)]
    (form,) = read_bytes(data, "x").forms
    (plain,) = read_bytes(inner, "x").forms
    assert [str(row.name) for row in form.indicators] == [str(row.name) for row in plain.indicators]


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_form_in_an_embedded_file_is_read_where_it_stands(ending):
    inner = WRITERS[ending]([DRAWING])
    data = holding({"rIdA": ("package", inner)}, LETTER + thing("rIdA") + LETTER)
    assert texts(data) == [["某州图书馆报送"], *texts(inner), ["某州图书馆报送"]]
    (form,) = read_bytes(data, "x").forms
    assert [str(row.name) for row in form.indicators] == [
        str(row.name) for row in read_bytes(inner, "x").forms[0].indicators
    ]
    assert any("嵌入的文件" in remark.reason for remark in form.remarks)


def test_a_form_in_an_old_workbook_that_is_embedded():
    inner = (FORMATS / "annex.xls").read_bytes()
    data = holding({"rIdA": ("oleObject", inner)}, thing("rIdA", "Excel.Sheet.8"))
    assert texts(data) == texts(inner)


def test_what_is_not_read_of_embedded_files_is_said():
    broken = compound("CONTENTS")
    empty = unzipped(xlsx([DRAWING]))
    empty["xl/worksheets/sheet1.xml"] = re.sub(
        rb"<row.*</row>", b"", empty["xl/worksheets/sheet1.xml"], flags=re.DOTALL
    )
    files = {
        "rIdA": ("package", zipped(empty)),
        "rIdB": ("oleObject", broken),
        "rIdC": ("oleObject", broken),
    }
    body = thing("rIdA") + thing("rIdB") + thing("rIdC", "Equation.3") + LETTER
    grid = read_grid(holding(files, body))
    assert [row.first_text for row in grid.rows] == ["某州图书馆报送"]
    assert [warning.partition("：")[0] for warning in grid.warnings] == [
        "文档里嵌入的文件（file0.xlsx）里没有自评表，没有读入",
        "文档里嵌入的文件（file1.bin）没有读入",
    ]


def test_documents_that_lie_in_each_other_without_end():
    data = docx([DRAWING])
    for _ in range(5):
        data = holding({"rIdA": ("aFChunk", data)}, LETTER + chunk("rIdA"))
    grid = read_grid(data)
    assert len(grid.rows) == 3
    assert any("套了太多层" in warning for warning in grid.warnings)


def test_many_chunks():
    data = holding({"rIdA": ("aFChunk", html([DRAWING]))}, chunk("rIdA") * 500)
    with pytest.raises(ReadError, match="超过 20 个文件"):
        read_grid(data)


def test_files_in_a_workbook_are_named():
    parts = unzipped(xlsx([DRAWING])) | {"xl/embeddings/附件.docx": docx([DRAWING])}
    (form,) = read_bytes(zipped(parts), "x").forms
    assert [remark.reason for remark in form.remarks] == [
        "工作簿里嵌有文件（附件.docx），没有读入；如果自评表在其中，请另存出来再查"
    ]


def test_where_a_form_may_be_that_is_not_found():
    parts = unzipped(holding({}, LETTER))
    with pytest.raises(ReadError, match=r"没有找到绩效自评表（[^）]*）$"):
        read_bytes(zipped(parts), "x")
    with pytest.raises(ReadError, match="如果自评表是图片"):
        read_bytes(zipped(parts | {"word/media/image1.png": b"x"}), "x")
    files = {"rIdA": ("oleObject", compound("CONTENTS"))}
    with pytest.raises(ReadError, match=r"文档里嵌入的文件（file0.bin）没有读入"):
        read_bytes(holding(files, thing("rIdA")), "x")


@pytest.mark.parametrize("kind", ["package", "aFChunk"])
def test_notes_stand_in_the_table_that_takes_the_place_of_a_file(kind):
    inner = (FORMATS / "mistakes.xlsx").read_bytes()
    mark = thing("rIdA") if kind == "package" else chunk("rIdA")
    data = holding({"rIdA": (kind, inner)}, LETTER + mark)
    done = review_document(read_bytes(data, "x"))
    forms = [
        marked(case.form, review, {}) for case, review in zip(done.cases, done.reviews, strict=True)
    ]
    copy = annotate(data, forms)
    assert "换成了普通表格" in copy.said
    notes = {(cell, note.split(" ")[0]) for cell, note in of_word(copy.data)}
    assert {("1", "【必须改】A403"), ("98.7", "【必须改】A302")} <= notes
    assert len(read_bytes(copy.data, "x").forms) == 1
