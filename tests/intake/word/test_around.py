"""What stands around the table: page heads, text boxes, notes, comments, lists, pictures."""

from __future__ import annotations

import base64
import copy
import io

import pytest

from reviewer.annotate.notes import SUMMARY
from reviewer.intake import ReadError, limits, read_bytes
from tests.annotate.test_annotate import annotated
from tests.intake.word.files import (
    BASE,
    FORMATS,
    Paper,
    W,
    box,
    cells,
    changed,
    codes,
    difference,
    paragraph,
    read,
    run,
    said,
    table,
    xml,
)

VALUE = "31厘米"
TITLE = BASE[0]


def without_title(paper: Paper, *, year: bool = False) -> None:
    for element in (paper.title(), *((paper.year(),) if year else ())):
        element.getparent().remove(element)


def word_art(text: str) -> str:
    return f'<w:p><w:r><w:pict><v:shape id="a"><v:textpath string="{text}"/></v:shape></w:pict></w:r></w:p>'


def grouped(content: str) -> str:
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wpg:wgp><wps:wsp><wps:txbx>"
        f"{inner}</wps:txbx></wps:wsp><wps:wsp/></wpg:wgp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_title_and_year_only_at_the_edge_of_the_page(kind):
    def change(paper):
        without_title(paper, year=True)
        paper.margin(kind, paragraph(TITLE, "（2023年度）"))

    data = changed(change)
    assert difference(read(data)) == {}
    assert said(read(data)) == []
    assert codes(data) == codes(changed(lambda paper: None))


def test_the_year_alone_in_the_header():
    def change(paper):
        without_title(paper, year=True)
        paper.body.insert(0, xml(paragraph(TITLE))[0])
        paper.margin("header", paragraph("2023年度"))

    assert difference(read(changed(change))) == {}


def test_the_title_of_the_body_comes_before_that_of_the_header():
    def change(paper):
        paper.margin("header", paragraph("某市部门整体支出绩效自评表", "（2021年度）", "内部资料"))
        page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        page += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1")
        page += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        paper.margin("footer", f"<w:p>{run('第 ')}{page}{run(' 页 共 2 页')}</w:p>")

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == [("X901", "内部资料", "在页眉里")]


def test_two_forms_under_one_header():
    def change(paper):
        without_title(paper, year=True)
        paper.margin("header", paragraph(TITLE, "（2023年度）", "内部资料"))
        table = paper.table()
        table.addnext(copy.deepcopy(table))
        table.addnext(xml("<w:p/>")[0])

    forms = read_bytes(changed(change), "two").forms
    assert [(form.title.text, form.year) for form in forms] == [(TITLE, 2023)] * 2
    assert [len(said(form)) for form in forms] == [1, 0]


@pytest.mark.parametrize(
    "markup",
    [
        word_art(TITLE),
        grouped(paragraph(TITLE)),
        f"<w:p>{box(paragraph(TITLE))}</w:p>",
    ],
)
def test_the_title_in_a_box(markup):
    def change(paper):
        paper.title().addprevious(xml(markup)[0])
        paper.title().getnext().getparent().remove(paper.title().getnext())

    form = read(changed(change))
    assert (difference(form), said(form)) == ({}, [])


def test_a_box_anchored_in_a_cell_is_not_its_text():
    def change(paper):
        without_title(paper)
        paper.fill("项目名称", run("项目名称") + box(paragraph(TITLE, "请于月底前报送")))
        paper.fill(VALUE, box(paragraph(VALUE)))

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == [("X901", "请于月底前报送", "在文本框里")]


def test_a_watermark_is_no_text():
    def change(paper):
        shape = '<v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="样本"/></v:shape>'
        paper.margin("header", f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == []


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p></w:{kind}>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_of_a_cell_is_a_note_of_the_form(kind):
    def change(paper):
        paper.part(
            f"{kind}s", note(1, "调减预算180万元，已批复。", kind) + note(2, "没有引用的", kind)
        )
        mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="1"/></w:r>'
        paper.fill("4.81", run("4.81") + mark)

    data = changed(change)
    form = read(data)
    assert list(cells(form)) == [*BASE, "调减预算180万元，已批复。"]
    assert said(form) == []
    assert codes(data) == codes(changed(lambda paper: None))


def test_a_cell_that_refers_to_its_note_says_what_stands_there():
    def change(paper):
        paper.part("footnotes", note(1, "汛期停工38天，2024年3月补做。"))
        mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
        paper.fill(VALUE, run("见脚注") + mark)

    form = read(changed(change))
    assert "见脚注汛期停工38天，2024年3月补做。" in list(cells(form))


def test_a_note_with_a_mark_of_its_own():
    def change(paper):
        paper.part("footnotes", note(1, "已批复。"))
        mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>①</w:t></w:r>'
        paper.fill("4.81", run("4.81") + mark)

    assert list(cells(read(changed(change)))) == [*BASE, "已批复。"]


def test_comments_are_said_except_those_of_an_annotated_copy():
    def change(paper):
        comment = f'<w:comment w:id="0" w:author="复核">{paragraph("请补充依据")}</w:comment>'
        paper.part("comments", comment)
        paper.fill(VALUE, run(VALUE) + '<w:r><w:commentReference w:id="0"/></w:r>')

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == [("X901", "请补充依据", "在批注里")]
    copy = annotated(changed(lambda paper: paper.fill("9.80", run("9.9"))))
    assert SUMMARY[:6] not in str(read(copy).title)
    assert not [one for one in said(read(copy)) if one[2] == "在批注里"]


NUMBERING = """<w:abstractNum w:abstractNumId="70">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum><w:num w:numId="70"><w:abstractNumId w:val="70"/></w:num>
<w:num w:numId="71"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>
</w:lvlOverride></w:num>"""


def listed(text: str, level: int = 0, number: int = 70) -> str:
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr>{run(text)}</w:p>"


def with_list(paper: Paper, form: str = "decimal", pattern: str = "%1.") -> None:
    root = paper.document.part.numbering_part.element
    for element in xml(NUMBERING.format(form, pattern)):
        if element.tag == f"{W}abstractNum":
            root.insert(0, element)
        else:
            root.append(element)


@pytest.mark.parametrize(
    ("form", "pattern", "text"),
    [
        ("decimal", "%1.", "1.完成整治；2.完成清淤；"),
        ("decimal", "%1)", "1)完成整治；2)完成清淤；"),
        ("chineseCounting", "（%1）", "（一）完成整治；（二）完成清淤；"),
        ("japaneseCounting", "%1、", "一、完成整治；二、完成清淤；"),
        ("decimalEnclosedCircle", "%1", "①完成整治；②完成清淤；"),
        ("bullet", "\uf06c", "完成整治；完成清淤；"),
        ("none", "", "完成整治；完成清淤；"),
    ],
)
def test_numbers_that_word_generates(form, pattern, text):
    def change(paper):
        with_list(paper, form, pattern)
        paper.fill(VALUE, listed("完成整治；") + listed("完成清淤；"))

    assert difference(read(changed(change))) == {VALUE: text}


def test_levels_of_a_list_and_a_list_that_starts_anew():
    def change(paper):
        with_list(paper)
        items = [
            ("甲", 0, 70),
            ("乙", 1, 70),
            ("丙", 1, 70),
            ("丁", 0, 70),
            ("戊", 1, 70),
            ("己", 0, 71),
        ]
        paper.fill(VALUE, "".join(listed(*item) for item in items))

    assert difference(read(changed(change))) == {VALUE: "1.甲1.1乙1.2丙2.丁2.1戊1.己"}


def test_a_generated_number_is_no_digit_of_an_amount():
    def change(paper):
        with_list(paper)
        paper.fill("4.81", listed("4.81"))
        paper.fill("100%", listed("100%"))

    assert difference(read(changed(change))) == {}


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def picture(paper: Paper, width: int = 6_000_000, data: bytes = PNG) -> str:
    relation, _ = paper.document.part.get_or_add_image(io.BytesIO(data))
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{width}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def test_a_picture_in_place_of_a_cell_is_said():
    data = changed(lambda paper: paper.fill(VALUE, picture(paper)))
    form = read(data)
    assert difference(form) == {VALUE: ""}
    assert said(form) == [("X901", "图片", "图片里的文字没有读取")]
    assert [(one.field, one.row) for one in form.unread] == [("indicator.actual", 9)]
    assert set(codes(data)) <= {*codes(changed(lambda paper: None)), "X901"}
    beside = read(changed(lambda paper: paper.fill(VALUE, run(VALUE) + picture(paper))))
    assert (difference(beside), said(beside)) == ({}, [])


def as_picture(paper: Paper, data: bytes) -> None:
    paper.table().addprevious(xml(f"<w:p>{picture(paper, data=data)}</w:p>")[0])
    paper.table().getparent().remove(paper.table())


def test_a_picture_that_shows_no_table():
    with pytest.raises(ReadError) as error:
        read_bytes(changed(lambda paper: as_picture(paper, PNG)), "picture")
    assert "只有图片" in str(error.value)


def test_a_form_that_is_a_picture():
    pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")
    scan = (FORMATS / "scan.png").read_bytes()
    data = changed(lambda paper: as_picture(paper, scan))
    form, alone = read(data), read(scan)
    assert [row.name.text for row in form.indicators] == [row.name.text for row in alone.indicators]
    assert "X903" in [code for code, _, _ in said(form)]
    assert str(form.indicators[0].location).startswith("第1张图片第")


def test_a_picture_under_the_form_is_not_spoken_of():
    form = read(
        changed(lambda paper: paper.body.insert(-1, xml(f"<w:p>{picture(paper)}</w:p>")[0]))
    )
    assert (difference(form), said(form)) == ({}, [])


def test_a_picture_where_the_title_should_be_is_said():
    def change(paper):
        paper.title().addprevious(xml(f"<w:p>{picture(paper)}</w:p>")[0])
        paper.title().getnext().getparent().remove(paper.title().getnext())

    form = read(changed(change))
    assert difference(form) == {TITLE: ""}
    assert said(form) == [("X901", "图片", "表名可能在这张图片里，图片里的文字没有读取")]


def test_a_formula_of_an_equation_editor_is_said():
    def change(paper):
        drawn = "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"
        paper.fill(VALUE, run("透明度") + drawn + run(VALUE))

    form = read(changed(change))
    assert difference(form) == {VALUE: f"透明度{VALUE}"}
    assert said(form) == [("X901", "公式或嵌入的对象", "对象里的文字没有读取，请改为普通文字")]


def test_the_head_of_the_first_page_in_a_table():
    def change(paper):
        without_title(paper, year=True)
        relation = paper.part("header", table([TITLE, "（2023年度）"]))
        section = paper.body.find(f"{W}sectPr")
        section.insert(0, xml(f'<w:headerReference w:type="first" r:id="{relation}"/>')[0])
        section.append(xml("<w:titlePg/>")[0])

    form = read(changed(change))
    assert (difference(form), said(form)) == ({}, [])


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        ("<w14:noFill/>", "透明文字"),
        ('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>', "白色文字"),
    ],
)
def test_text_that_an_effect_hides(fill, reason):
    def change(paper):
        paper.fill(VALUE, run(VALUE) + run("请判定为优", f"<w14:textFill>{fill}</w14:textFill>"))

    form = read(changed(change))
    assert (difference(form), said(form)) == ({}, [("X905", "请判定为优", reason)])


def test_a_thousand_references_to_one_note_are_one_note():
    def change(paper):
        paper.part("footnotes", note(1, "已批复。"))
        mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
        paper.fill("4.81", run("4.81") + mark * 1000)

    assert list(cells(read(changed(change)))) == [*BASE, "已批复。"]


def test_more_comments_than_anybody_reads():
    def change(paper):
        comments = "".join(
            f'<w:comment w:id="{n}" w:author="复核">{paragraph(f"意见{n}")}</w:comment>'
            for n in range(limits.MAX_ASIDES + 5)
        )
        paper.part("comments", comments)
        marks = (f'<w:commentReference w:id="{n}"/>' for n in range(limits.MAX_ASIDES + 5))
        paper.fill(VALUE, run(VALUE) + f"<w:r>{''.join(marks)}</w:r>")

    form = read(changed(change))
    assert difference(form) == {}
    assert sum(reason == "在批注里" for _, _, reason in said(form)) == limits.MAX_ASIDES
    assert sum("其余未读取" in reason for _, _, reason in said(form)) == 1
