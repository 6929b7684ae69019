"""Annotated copies: notes at the right cells, everything else as it was."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from itertools import cycle
from pathlib import Path

import openpyxl
import pypdf
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation

from reviewer.annotate import AnnotateError, Copy, annotate, marked
from reviewer.annotate.notes import SUMMARY
from reviewer.intake import read_bytes
from reviewer.intake.own_reports import AUTHOR, LEFT_OUT
from reviewer.judge.drafts import skeletons
from reviewer.models import Form
from reviewer.report.cells import cell_of
from reviewer.reviewing import Reviewed, review_document
from tests.annotate.reading import READERS, W
from tests.documents.compare import as_json
from tests.documents.make_samples import formats
from tests.documents.ruling import drawn
from tests.documents.writers import WRITERS
from tests.intake.packing import one_file, variants
from tests.intake.packing.variants import MAIN_TYPES, in_utf16, moved, retyped, strict, zipped

DATA = Path(__file__).parents[1] / "data"
FORMATS = DATA / "formats"
SAMPLES = Path(__file__).parents[2] / "samples"
LAYOUTS = sorted(
    path
    for path in (DATA / "correct").glob("*.txt")
    if path.stem not in ("pdf-wrapped", "two-forms")
)[::4]
SCORE = re.compile(r"\d+(\.\d+)?")


def reviewed(data: bytes) -> Reviewed:
    return review_document(read_bytes(data, "form", by_column=True))


def annotated(data: bytes) -> bytes:
    return copied(data).data


def copied(data: bytes) -> Copy:
    done = reviewed(data)
    return annotate(
        data,
        [
            marked(case.form, review, skeletons(case))
            for case, review in zip(done.cases, done.reviews, strict=True)
        ],
    )


def with_wrong_scores(text: str) -> str:
    """Every row's score 77: more than its points, so that every row has something to say."""
    lines, in_table = [], False
    for line in text.split("\n"):
        cells = line.split("\t")
        numbers = [at for at, cell in enumerate(cells) if SCORE.fullmatch(cell.strip())]
        if in_table and len(numbers) > 1 and not {"总分", "合计"} & set(cells):
            cells[numbers[-1]] = "77"
        in_table |= "三级指标" in line or "指标名称" in line
        lines.append("\t".join(cells))
    return "\n".join(lines)


def bare(text: str) -> str:
    return "".join(text.split())


def assert_notes_stand_at_their_cells(done: Reviewed, notes: list[tuple[str, str]]) -> int:
    count = 0
    for case, review in zip(done.cases, done.reviews, strict=True):
        for finding in review.findings:
            where = [
                cell
                for cell, note in notes
                if f"】{finding.code} " in note and finding.message in note
            ]
            assert where, (finding.code, finding.message)
            cell = cell_of(case.form, finding.field, finding.row)
            if cell is not None and cell.raw:
                first = bare(cell.raw.split("\n")[0])
                assert any(first in bare(text) for text in where), (finding.code, finding.field)
            count += 1
    return count


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_finding_is_noted_at_its_cell_in_every_layout(path, ending):
    data = WRITERS[ending]([drawn(with_wrong_scores(path.read_text("utf-8")))])
    done = reviewed(data)
    notes = list(READERS[ending](annotated(data)))
    assert assert_notes_stand_at_their_cells(done, notes) > 0


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_the_planted_mistakes_of_the_formats(ending):
    data = (FORMATS / f"mistakes.{ending}").read_bytes()
    notes = list(READERS[ending](annotated(data)))
    assert assert_notes_stand_at_their_cells(reviewed(data), notes) == 2
    assert {(cell, note.split(" ")[0]) for cell, note in notes} == {
        ("98.7", "【必须改】A302"),
        ("1", "【必须改】A403"),
    }


@pytest.mark.parametrize("ending", ["doc", "xls", "ods", "csv", "html", "md"])
def test_files_that_carry_no_comments_are_answered_with_a_copy_in_another_format(ending):
    data = (FORMATS / f"mistakes.{ending}").read_bytes()
    copy = copied(data)
    kind = "docx" if ending == "doc" else "xlsx"
    assert copy.endings == (f".{kind}",)
    assert "原文件的格式不能加批注" in copy.said
    notes = list(READERS[kind](copy.data))
    assert assert_notes_stand_at_their_cells(reviewed(data), notes) == 2
    assert {(cell, note.split(" ")[0]) for cell, note in notes} == {
        ("98.7", "【必须改】A302"),
        ("1", "【必须改】A403"),
    }


@pytest.mark.parametrize(
    ("path", "ending"),
    list(zip(LAYOUTS[::3], cycle(["html", "csv", "md"]), strict=False)),
    ids=lambda one: getattr(one, "stem", one),
)
def test_every_finding_is_noted_at_its_cell_in_a_workbook_drawn_anew(path, ending):
    data = WRITERS[ending]([drawn(with_wrong_scores(path.read_text("utf-8")))])
    notes = list(READERS["xlsx"](annotated(data)))
    assert assert_notes_stand_at_their_cells(reviewed(data), notes) > 0


def without_places(form: Form) -> dict[str, object]:
    told = as_json(form) | {"remarks": []}
    for row in told["indicators"]:
        del row["location"]
    return told


@pytest.mark.parametrize(
    ("name", "ending"),
    list(
        zip(
            cycle(["annex", "split", "rural"]),
            ["xls", "ods", "csv", "html", "md", "doc"],
            strict=False,
        )
    ),
)
def test_the_copy_in_another_format_reads_as_the_file_itself(name, ending):
    data = (FORMATS / f"{name}.{ending}").read_bytes()
    (form,), (again,) = read_bytes(data, "form").forms, read_bytes(annotated(data), "form").forms
    assert [remark.reason for remark in again.remarks] == [LEFT_OUT]
    assert without_places(again) == without_places(form)


def test_the_copy_of_other_text_documents_is_a_docx():
    plain = (FORMATS / "mistakes.docx").read_bytes()
    (drawing,) = [drawing for name, drawing in formats().items() if name == "mistakes"]
    for data in (
        one_file.odt(one_file.odt_body(drawing)),
        one_file.word_2003(plain),
        variants.flat_opc(parts(plain)),
    ):
        copy = copied(data)
        assert copy.endings == (".docx",)
        assert (
            assert_notes_stand_at_their_cells(reviewed(data), list(READERS["docx"](copy.data))) == 2
        )


def test_the_copy_of_an_excel_2003_workbook_is_an_xlsx():
    data = one_file.excel_2003((FORMATS / "mistakes.xlsx").read_bytes())
    copy = copied(data)
    assert copy.endings == (".xlsx",)
    assert assert_notes_stand_at_their_cells(reviewed(data), list(READERS["xlsx"](copy.data))) == 2


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_notes_on_pages_that_are_turned(turned):
    """The content lies on its side, and /Rotate shows it upright."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO((FORMATS / "mistakes.pdf").read_bytes()))
    for page in writer.pages:
        page.rotate(360 - turned)
        page.transfer_rotation_to_content()
        page.rotate(turned)
    stream = io.BytesIO()
    writer.write(stream)
    data = stream.getvalue()
    notes = list(READERS["pdf"](annotated(data)))
    assert assert_notes_stand_at_their_cells(reviewed(data), notes) == 2


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(element) -> bytes:
    return etree.tostring(element, method="c14n")


def test_the_rest_of_a_document_is_unchanged():
    data = (FORMATS / "mistakes.docx").read_bytes()
    before, after = parts(data), parts(annotated(data))
    touched = {
        name for name in before if canonical_part(before, name) != canonical_part(after, name)
    }
    assert touched == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert after.keys() - before.keys() <= {"word/comments.xml", "docProps/core.xml"}
    body = etree.fromstring(after["word/document.xml"])[0]
    for element in list(body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        element.getparent().remove(element)
    for reference in list(body.iter(f"{W}commentReference")):
        run = reference.getparent()
        run.getparent().remove(run)
    original = etree.fromstring(before["word/document.xml"])[0]
    kept = list(body)[len(body) - len(original) :]
    assert [canonical(one) for one in kept] == [canonical(one) for one in original]


def canonical_part(found: dict[str, bytes], name: str) -> bytes:
    content = found.get(name, b"")
    return canonical(etree.fromstring(content)) if content.startswith(b"<") else content


def rich_workbook() -> bytes:
    """A form beside which stand what openpyxl would drop: a formula's value, a macro, a drawing."""
    book = openpyxl.load_workbook(FORMATS / "mistakes.xlsx")
    sheet = book.active
    sheet["A1"].comment = Comment("科室已核", "某科")
    sheet.conditional_formatting.add("A1:B2", CellIsRule(operator="equal", formula=["1"]))
    sheet.add_data_validation(DataValidation("list", formula1='"优,良"', sqref="A40"))
    sheet.print_title_rows = "1:2"
    book.create_sheet("另一张")
    stream = io.BytesIO()
    book.save(stream)
    found = parts(stream.getvalue())
    name = "xl/worksheets/sheet1.xml"
    found[name] = re.sub(
        rb"</sheetData>",
        b'<row r="60"><c r="B60"><f>1+1</f><v>2</v></c></row></sheetData>',
        found[name],
    )
    found["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not looked at"
    found["xl/charts/chart9.xml"] = b"<chart/>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one, content in found.items():
            archive.writestr(one, content)
    return stream.getvalue()


def test_the_rest_of_a_workbook_is_unchanged():
    data = rich_workbook()
    before, after = parts(data), parts(annotated(data))
    changed = {name for name, content in before.items() if after[name] != content}
    assert changed <= {
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        *("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"),
        *("xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"),
    }
    assert b"<f>1+1</f><v>2</v>" in after["xl/worksheets/sheet1.xml"]
    old, new = (openpyxl.load_workbook(io.BytesIO(one)) for one in (data, annotated(data)))
    assert new.sheetnames == ["审核摘要", *old.sheetnames]
    for sheet in old.worksheets:
        copy = new[sheet.title]
        assert {c.coordinate: c.value for row in sheet for c in row} == {
            c.coordinate: c.value for row in copy for c in row
        }
        assert set(map(str, sheet.merged_cells.ranges)) == set(map(str, copy.merged_cells.ranges))
        assert sheet.print_title_rows == copy.print_title_rows
        assert len(sheet.data_validations.dataValidation) == len(
            copy.data_validations.dataValidation
        )
    assert new.worksheets[1]["A1"].comment.text.startswith("科室已核")


def test_a_cell_with_a_comment_keeps_it():
    book = openpyxl.load_workbook(FORMATS / "mistakes.xlsx")
    wrong = next(cell for row in book.active for cell in row if cell.value == 98.7)
    wrong.comment = Comment("待复核", "某科")
    stream = io.BytesIO()
    book.save(stream)
    copy = openpyxl.load_workbook(io.BytesIO(annotated(stream.getvalue())))
    text = copy.worksheets[1][wrong.coordinate].comment.text
    assert text.startswith("待复核")
    assert f"—— {AUTHOR} ——\n【必须改】A302" in text


def test_severities_colour_the_cells_and_keep_their_look():
    book = openpyxl.load_workbook(io.BytesIO(annotated((FORMATS / "mistakes.xlsx").read_bytes())))
    cells = {c.value: c for row in book.worksheets[1] for c in row if c.comment}
    assert cells[98.7].fill.fgColor.rgb == "FFFFC7CE"
    assert cells[1].fill.fgColor.rgb == "FFFFC7CE"
    assert cells[1].border.left.style == "thin"
    links = [
        cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink
    ]
    assert links == [f"'表1'!{cells[1].coordinate}", f"'表1'!{cells[98.7].coordinate}"]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_an_annotated_copy_is_checked_again_as_the_form_it_is(ending):
    data = (FORMATS / f"mistakes.{ending}").read_bytes()
    first, second = reviewed(data), reviewed(annotated(data))
    assert [
        [finding.code for finding in review.findings if finding.code != "X901"]
        for review in second.reviews
    ] == [[finding.code for finding in review.findings] for review in first.reviews]
    said = [remark.reason for form in second.document.forms for remark in form.remarks]
    assert said == ([] if ending == "pdf" else [LEFT_OUT])


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_text_of_a_form_is_only_text_in_the_copy(ending):
    hostile = '=HYPERLINK("http://x","a")<script>&\u202e]]>\'"</w:t>'
    text = LAYOUTS[0].read_text("utf-8")
    name = next(line.split("\t")[1] for line in text.split("\n") if line.startswith("项目名称"))
    data = WRITERS[ending]([drawn(with_wrong_scores(text).replace(name, hostile))])
    copy = annotated(data)
    for name, content in parts(copy).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    shown = "".join(note for _, note in READERS[ending](copy))
    assert "\u202e" not in shown
    if ending == "xlsx":
        front = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
        assert all(cell.data_type != "f" for row in front for cell in row)


def signed(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (signed((FORMATS / "mistakes.xlsx").read_bytes()), "数字签名"),
        (signed((FORMATS / "mistakes.docx").read_bytes()), "数字签名"),
        (b'{"documents": []}', "不能加批注"),
    ],
    ids=["xlsx", "docx", "json"],
)
def test_a_file_that_cannot_carry_comments_is_refused(data, said):
    with pytest.raises(AnnotateError, match=said):
        annotate(data, [])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_copy_opens_in_libreoffice(ending, tmp_path):
    path = tmp_path / f"copy.{ending}"
    path.write_bytes(annotated((FORMATS / f"mistakes.{ending}").read_bytes()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(list(map(str, command)), capture_output=True, check=True, timeout=120)
    text = "".join(
        "".join(page.extract_text().split())
        for page in pypdf.PdfReader(tmp_path / "copy.pdf").pages
    )
    assert "".join(SUMMARY.split()) in text
    assert "县域河道综合整治" in text


UNEXPLAINED = """项目支出绩效自评表
（2023年度）
项目名称	设备更新
主管部门	某县卫生健康局	实施单位	某县妇幼保健院
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	更新设备	≥40台	36台	20	18
	质量指标	验收合格率	100%	100%	80	80
总分					100	98
"""


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_draft_stands_at_the_empty_cell_of_the_explanation(ending):
    data = WRITERS[ending]([drawn(UNEXPLAINED)])
    notes = list(READERS[ending](annotated(data)))
    empty = [note for cell, note in notes if cell == ""]
    assert any("【必须改】A501" in note for note in empty)
    assert any("【说明草稿】更新设备" in note and "少4台" in note for note in empty)


def test_a_cell_that_the_sheet_does_not_hold_is_made():
    """Programs that write files leave empty cells out."""
    found = parts(WRITERS["xlsx"]([drawn(UNEXPLAINED)]))
    name = "xl/worksheets/sheet1.xml"
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    whole = etree.fromstring(found[name])
    for row in whole.iter(f"{main}row"):
        for cell in list(row):
            if len(cell) == 0:
                row.remove(cell)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one, content in {**found, name: etree.tostring(whole)}.items():
            archive.writestr(one, content)
    notes = list(READERS["xlsx"](annotated(stream.getvalue())))
    assert any(cell == "" and "A501" in note for cell, note in notes)


def test_a_workbook_without_styles_cannot_be_annotated_and_says_what_to_do():
    found = parts((FORMATS / "mistakes.xlsx").read_bytes())
    rels = "xl/_rels/workbook.xml.rels"
    found[rels] = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", found[rels])
    with pytest.raises(AnnotateError, match="再试"):
        annotate(zipped(found), [])


@pytest.mark.parametrize("packed", [strict, in_utf16, lambda parts: moved(parts, "doc/main.xml")])
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_notes_of_packages_that_are_packed_otherwise(ending, packed):
    data = zipped(packed(parts((FORMATS / f"mistakes.{ending}").read_bytes())))
    notes = list(READERS[ending](annotated(data)))
    assert assert_notes_stand_at_their_cells(reviewed(data), notes) == 2


@pytest.mark.parametrize("ending", MAIN_TYPES)
def test_a_template_or_a_file_with_macros_stays_one(ending):
    family = "docx" if ending.startswith("do") else "xlsx"
    data = zipped(retyped(parts((FORMATS / f"mistakes.{family}").read_bytes()), ending))
    copy = annotated(data)
    assert MAIN_TYPES[ending] in parts(copy)["[Content_Types].xml"]
    assert {cell for cell, _ in READERS[family](copy)} == {"98.7", "1"}


@pytest.mark.parametrize(("old", "new"), [(b"<fills", b"<filled"), (b"cellXfs", b"cellXfz")])
def test_a_workbook_written_oddly_is_refused_and_not_a_traceback(old, new):
    data = (FORMATS / "mistakes.xlsx").read_bytes()
    done = reviewed(data)
    found = parts(data)
    found["xl/styles.xml"] = found["xl/styles.xml"].replace(old, new)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    forms = [
        marked(case.form, review, {}) for case, review in zip(done.cases, done.reviews, strict=True)
    ]
    with pytest.raises(AnnotateError, match="另存一次"):
        annotate(stream.getvalue(), forms)
