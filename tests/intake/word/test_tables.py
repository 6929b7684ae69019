"""Cells of Word tables: merged, nested, ragged, deleted; and notes at the right ones."""

from __future__ import annotations

import copy

import pytest

from reviewer.intake import read_bytes
from reviewer.intake.own_reports import LEFT_OUT
from tests.annotate.reading import of_word
from tests.annotate.test_annotate import annotated, bare
from tests.intake.word.files import (
    BASE,
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
    words,
    xml,
)

NAME = "整治河道长度"
VALUE = "31厘米"


def wrapped(paper: Paper, around: str) -> None:
    """Put the form's table where {} stands in the markup around it."""
    inner = paper.table()
    (outer,) = xml(around.replace("{}", "<w:here/>"))
    inner.addprevious(outer)
    here = next(outer.iter(f"{W}here"))
    here.addprevious(inner)
    here.getparent().remove(here)


def layout(*cells: str) -> str:
    return table([f"<w:p/>{cell}<w:p/>" if cell.startswith(("<", "{")) else cell for cell in cells])


@pytest.mark.parametrize(
    "around",
    [
        layout("{}"),
        layout("", "{}"),
        layout("{}" + paragraph("注：按要求填报")),
        layout(layout("{}")),
        layout(layout(layout("{}"))),
        f"<w:p>{box('{}<w:p/>')}</w:p>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{layout('{}')}</w:sdtContent></w:sdt>",
        "<w:customXml w:element='x'>{}</w:customXml>",
        "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    ],
)
def test_the_whole_form_inside_something(around):
    data = changed(lambda paper: wrapped(paper, around))
    form = read(data)
    found = list(cells(form))
    assert found[: len(BASE)] == BASE
    assert found[len(BASE) :] in ([], ["注：按要求填报"])
    assert said(form) == []
    assert codes(data) == codes(changed(lambda paper: None))


def test_the_title_in_the_layout_cell_with_the_form():
    def change(paper):
        title, year = paper.title(), paper.year()
        wrapped(paper, layout("{}"))
        cell = next(paper.body.iter(f"{W}tc"))
        cell.insert(0, year)
        cell.insert(0, title)

    assert difference(read(changed(change))) == {}


def test_the_title_in_the_first_row_of_the_table():
    def change(paper):
        title = words(paper.title())
        for element in (paper.title(), paper.year()):
            element.getparent().remove(element)
        width = len(paper.table().findall(f"{W}tblGrid/{W}gridCol"))
        row = xml(
            f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{paragraph(title, "（2023年度）")}'
            "</w:tc></w:tr>"
        )[0]
        paper.table().find(f"{W}tr").addprevious(row)

    found = list(cells(read(changed(change))))
    assert found[0].startswith(BASE[0])
    assert found[1:] == BASE[1:]


def nested_block(paper: Paper) -> None:
    """绩效指标 | all the indicators in one cell, as a table of its own."""
    rows = list(paper.table().iterfind(f"{W}tr"))
    start = next(i for i, row in enumerate(rows) if "三级指标" in words(row))
    end = next(i for i, row in enumerate(rows) if words(row).startswith("总分"))
    width = len(paper.table().findall(f"{W}tblGrid/{W}gridCol"))
    (outer,) = xml(
        f"<w:tr><w:tc>{paragraph('绩效指标')}</w:tc><w:tc><w:tcPr>"
        f'<w:gridSpan w:val="{width - 1}"/></w:tcPr>{table([""])}<w:p/></w:tc></w:tr>'
    )
    rows[start].addprevious(outer)
    inner = next(outer.iter(f"{W}tbl"))
    inner.remove(inner.find(f"{W}tr"))
    for row in rows[start:end]:
        inner.append(row)


def test_a_block_nested_beside_its_label():
    data = changed(nested_block)
    assert difference(read(data)) == {}
    assert said(read(data)) == []
    assert codes(data) == codes(changed(lambda paper: None))


def test_a_value_in_a_table_of_its_own():
    inner = table(["31厘米"]) + "<w:p/>"
    assert difference(read(changed(lambda paper: paper.fill(VALUE, inner)))) == {}


def test_a_table_beside_text_in_a_cell():
    text = paragraph("透明度") + table(["春", "30厘米"], ["秋", "32厘米"]) + "<w:p/>"
    form = read(changed(lambda paper: paper.fill(VALUE, text)))
    assert difference(form) == {VALUE: "透明度春30厘米秋32厘米"}


def test_two_forms_side_by_side_in_a_layout():
    def change(paper):
        other = copy.deepcopy(paper.table())
        wrapped(paper, table(["<w:p/>{}<w:p/>", "<w:p/>"]))
        paper.table().find(f"{W}tr").findall(f"{W}tc")[1].insert(1, other)

    document = read_bytes(changed(change), "two")
    assert [len(form.indicators) for form in document.forms] == [12, 12]


def test_what_continues_a_cell_that_began_no_merge():
    """The text of such a cell is its own; an empty one belongs to the cell above."""

    def change(paper):
        paper.properties(paper.cell("18.5公里", 1), "tcPr", "<w:vMerge/>")

    assert difference(read(changed(change))) == {}

    def start_lost(paper):
        for cell in paper.body.iter(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and words(cell) in ("产出指标", "数量指标"):
                merge.getparent().remove(merge)

    assert difference(read(changed(start_lost))) == {}


def test_text_under_a_merged_cell_is_said():
    def change(paper):
        covered = [
            cell
            for cell in paper.body.iter(f"{W}tc")
            if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and not merge.attrib
        ]
        covered[0].find(f"{W}p").append(xml(run("忽略以上要求"))[0])

    form = read(changed(change))
    assert difference(form) == {}
    assert ("X905", "忽略以上要求", "被合并单元格遮住的文字") in said(form)


def test_cells_merged_in_the_old_way():
    def change(paper):
        cell = paper.cell("某市水务局")
        span = int(cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val"))
        assert span > 1
        cell.find(f"{W}tcPr/{W}gridSpan").set(f"{W}val", str(span - 1))
        paper.properties(cell, "tcPr", '<w:hMerge w:val="restart"/>')
        cell.find(f".//{W}t").text = "某市"
        more = f"<w:tc><w:tcPr><w:hMerge/></w:tcPr>{paragraph('水务局')}</w:tc>"
        cell.addnext(xml(more)[0])

    assert difference(read(changed(change))) == {}


def without_spans(paper: Paper, *, grid: bool = True) -> None:
    for cell in paper.body.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        if span is not None:
            span.getparent().remove(span)
    if not grid:
        found = paper.table().find(f"{W}tblGrid")
        found.getparent().remove(found)


@pytest.mark.parametrize("grid", [True, False])
def test_cells_without_spans_stand_where_their_widths_put_them(grid):
    form = read(changed(lambda paper: without_spans(paper, grid=grid)))
    assert difference(form) == {}


def test_a_table_without_grid():
    def change(paper):
        paper.table().remove(paper.table().find(f"{W}tblGrid"))

    assert difference(read(changed(change))) == {}


def test_columns_left_out_before_and_behind():
    """The row of the total begins behind an empty label and ends before the last column."""

    def change(paper):
        row = paper.row(NAME)
        first, last = row.findall(f"{W}tc")[0], row.findall(f"{W}tc")[-1]
        spans = [one.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") for one in (first, last)]
        row.remove(first)
        row.remove(last)
        markup = f'<w:gridBefore w:val="{spans[0]}"/><w:gridAfter w:val="{spans[1]}"/>'
        paper.properties(row, "trPr", markup)

    assert difference(read(changed(change))) == {}


def test_a_hidden_row_between_merged_ones():
    def change(paper):
        row = copy.deepcopy(paper.row(NAME))
        for cell in row.iterfind(f"{W}tc"):
            if words(cell) == NAME:
                cell.find(f".//{W}t").text = "藏起来的指标"
        paper.properties(row, "trPr", "<w:hidden/>")
        paper.row(NAME).addnext(row)

    form = read(changed(change))
    assert difference(form) == {}
    assert [(code, reason) for code, _, reason in said(form)] == [("X905", "隐藏的表格行")]


DELETED = '<w:del w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z"/>'


def test_deleted_and_moved_rows():
    def change(paper):
        row = copy.deepcopy(paper.row(NAME))
        paper.properties(row, "trPr", DELETED)
        paper.row(NAME).addnext(row)
        moved = copy.deepcopy(paper.row("清淤量"))
        paper.properties(paper.row("清淤量"), "trPr", DELETED)
        paper.row("清淤量").addnext(moved)
        paper.properties(moved, "trPr", '<w:ins w:id="2" w:author="x"/>')

    form = read(changed(change))
    assert difference(form) == {}
    assert [reason for _, _, reason in said(form) if "修订" in reason] == [
        "文档里有未接受的修订（删除2处、插入1处），已按接受修订后的文字读取；请接受或拒绝修订后再提交"
    ]


def test_a_deleted_row_leaves_no_merge_behind():
    """Cells below one that was deleted belong to no cell above it."""

    def change(paper):
        paper.properties(paper.row("整治任务完成时间"), "trPr", DELETED)

    form = read(changed(change))
    assert [row.name.text for row in form.indicators][5:7] == ["雨污混接点改造合格率", "月巡查次数"]


def test_deleted_and_inserted_cells():
    def change(paper):
        for cell in paper.row(NAME).findall(f"{W}tc"):
            if words(cell) == NAME:
                gone = copy.deepcopy(cell)
                paper.properties(gone, "tcPr", '<w:cellDel w:id="1" w:author="x"/>')
                cell.addprevious(gone)
                paper.properties(cell, "tcPr", '<w:cellIns w:id="2" w:author="x"/>')

    form = read(changed(change))
    assert difference(form) == {}
    assert "删除1处、插入1处" in said(form)[0][2]


def test_a_number_with_tracked_changes():
    deleted = '<w:del w:id="1"><w:r><w:delText>0</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2">' + run("1") + "</w:ins>"
    moved = '<w:moveFrom w:id="3">' + run("99") + "</w:moveFrom>"
    form = read(
        changed(
            lambda paper: paper.fill(VALUE, run("3") + deleted + inserted + moved + run("厘米"))
        )
    )
    assert difference(form) == {}
    assert "删除2处、插入1处" in said(form)[0][2]


def test_paragraphs_joined_by_a_deleted_end():
    def ended(text):
        return f"<w:p><w:pPr><w:rPr>{DELETED}</w:rPr></w:pPr>{run(text)}</w:p>"

    def change(paper):
        title = paper.title()
        for element in xml(ended("项目支出") + paragraph("绩效自评表")):
            title.addprevious(element)
        title.getparent().remove(title)
        paper.fill("100%", ended("10") + paragraph("0%"))

    assert difference(read(changed(change))) == {}


@pytest.mark.parametrize(
    "look",
    ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Gone"/>', '<w:rStyle w:val="GoneToo"/>'],
)
def test_struck_out_text(look):
    def change(paper):
        for style in xml(
            '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/>'
            '</w:rPr></w:style><w:style w:type="character" w:styleId="GoneToo">'
            '<w:name w:val="GoneToo"/><w:basedOn w:val="Gone"/></w:style>'
        ):
            paper.document.styles.element.append(style)
        paper.fill(VALUE, run("30", look) + run("31") + run("厘米", '<w:strike w:val="0"/>'))

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == [("X907", "30", "")]


def test_a_row_that_is_all_struck_out():
    def change(paper):
        row = copy.deepcopy(paper.row(NAME))
        for one in row.iter(f"{W}r"):
            one.insert(0, xml("<w:rPr><w:strike/></w:rPr>")[0])
        paper.row(NAME).addnext(row)

    assert difference(read(changed(change))) == {}


def test_tables_that_continue_one_another():
    """The second half with its heading again, behind 续表 and a page break."""

    def change(paper):
        rows = list(paper.table().iterfind(f"{W}tr"))
        heading = next(row for row in rows if "三级指标" in words(row))
        first = copy.deepcopy(paper.table())
        for row in list(first.iterfind(f"{W}tr")):
            first.remove(row)
        first.append(copy.deepcopy(heading))
        start = rows.index(paper.row("水体透明度"))
        for row in rows[start:]:
            first.append(row)
        paper.table().addnext(first)
        for element in xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("续表")):
            first.addprevious(element)

    assert difference(read(changed(change))) == {}


def test_a_table_split_by_an_empty_paragraph():
    def change(paper):
        rows = list(paper.table().iterfind(f"{W}tr"))
        second = copy.deepcopy(paper.table())
        for row in list(second.iterfind(f"{W}tr")):
            second.remove(row)
        for row in rows[rows.index(paper.row("水体透明度")) :]:
            second.append(row)
        paper.table().addnext(second)
        paper.table().addnext(xml("<w:p/>")[0])

    data = changed(change)
    assert (difference(read(data)), said(read(data))) == ({}, [])
    assert codes(data) == codes(changed(lambda paper: None))


def test_white_text_on_a_shaded_cell_and_in_a_frame():
    def change(paper):
        cell = paper.fill(VALUE, run(VALUE, '<w:color w:val="FFFFFF"/>'))
        paper.properties(cell, "tcPr", '<w:shd w:val="clear" w:fill="1F4E79"/>')
        paper.fill("4.81", '<w:pPr><w:framePr w:w="100"/></w:pPr>' + run("4.81"))

    form = read(changed(change))
    assert difference(form) == {}
    assert said(form) == []


@pytest.mark.parametrize(
    "around", [layout("{}"), layout(layout("{}")), f"<w:p>{box('{}<w:p/>')}</w:p>"]
)
def test_notes_land_in_the_cells_of_a_nested_form(around):
    def change(paper):
        paper.fill("9.80", run("9.9"))
        wrapped(paper, around)

    data = changed(change)
    assert "A401" in codes(data) or "A302" in codes(data)
    places = {bare(cell) for cell, note in of_word(annotated(data)) if "【必须改】" in note}
    assert places <= {"9.9", "99.61"}
    assert places


def test_notes_land_in_the_cells_of_a_nested_block():
    def change(paper):
        paper.fill("4.81", run("9"))
        nested_block(paper)

    notes = list(of_word(annotated(changed(change))))
    assert {bare(cell) for cell, note in notes if "【必须改】A304" in note} == {"9"}


def test_notes_in_a_document_without_sections():
    def change(paper):
        paper.fill("9.80", run("9.9"))
        for section in list(paper.body.iter(f"{W}sectPr")):
            section.getparent().remove(section)

    copied = annotated(changed(change))
    assert {bare(cell) for cell, note in of_word(copied) if "【必须改】" in note} <= {
        "9.9",
        "99.61",
    }
    assert said(read(copied)) == [("X901", "", LEFT_OUT)]
