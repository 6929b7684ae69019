"""Tables of a PDF whose columns, or rows too, no line parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes
from reviewer.models import Form
from reviewer.reviewing import review_document
from tests.documents import pdfs
from tests.documents.compare import differences
from tests.documents.ruling import Drawing, drawn

CORRECT = Path(__file__).parents[2] / "data" / "correct"
LEVEL_ONLY = pdfs.by_lines(upright=False)
NAMES = (
    "guangxi-road",
    "yunnan-split-library",
    "hubei-clinic",
    "school-meals",
    "township-sanitation",
    "reviewer-columns",
    "rich-goal-water",
)


def text_of(name: str) -> str:
    return (CORRECT / f"{name}.txt").read_text("utf-8")


def expected(name: str) -> Form:
    (form,) = read_bytes(text_of(name).encode(), "form.txt").forms
    return form


def printed(name: str, ruler: pdfs.Ruler, **layout: object) -> bytes:
    return pdfs.written(pdfs.sheet_of(drawn(text_of(name)), ruler, **layout))


@pytest.mark.parametrize("ruler", [LEVEL_ONLY, pdfs.by_nothing], ids=["level", "none"])
@pytest.mark.parametrize("name", NAMES)
def test_columns_that_only_the_texts_tell(name, ruler):
    document = read_bytes(printed(name, ruler), "form.pdf")
    (form,) = document.forms
    assert differences(expected(name), form) == []
    assert form.remarks == ()
    (review,) = review_document(document).reviews
    assert [one.code for one in review.findings if one.severity != "info"] == []


def test_cells_that_begin_at_their_upper_left_corner():
    data = printed("guangxi-road", pdfs.by_nothing, centred=False)
    assert differences(expected("guangxi-road"), read_bytes(data, "form.pdf").forms[0]) == []


def test_headings_of_two_lines_beside_those_of_one():
    """A browser sets 年度指标值|(A) in two lines beside 一级指标 in one: no line has all names."""
    text = text_of("guangxi-road").replace("年度指标值(A)", "年度指标值\n(A)")
    text = text.replace("全年实际值(B)", "全年实际值\n(B)")
    sheet = pdfs.sheet_of(drawn_with_breaks(text), pdfs.by_nothing)
    (form,) = read_bytes(pdfs.written(sheet), "form.pdf").forms
    assert differences(expected("guangxi-road"), form) == []


def drawn_with_breaks(text: str) -> Drawing:
    """The drawing of a text in which a cell may be written on two lines."""
    drawing = drawn(text.replace("\n(", "⏎("))
    cells = tuple(replace(cell, text=cell.text.replace("⏎", "\n")) for cell in drawing.cells)
    return replace(drawing, cells=cells)


def test_a_frame_around_level_lines():
    def rule(sheet: pdfs.Sheet, drawing: object, edges: list[float]) -> None:
        LEVEL_ONLY(sheet, drawing, edges)
        left = min(box[0] for box in sheet.boxes.values())
        right = max(box[2] for box in sheet.boxes.values())
        for x in (left, right):
            sheet.line(x, edges[0], x, edges[-1])

    data = printed("guangxi-road", rule)
    assert differences(expected("guangxi-road"), read_bytes(data, "form.pdf").forms[0]) == []


def test_a_heading_over_two_lines_is_that_heading():
    """偏差原因分析及改|进措施 stands above and below the line of the other headings."""
    sheet = pdfs.sheet_of(drawn(text_of("yunnan-split-library")), pdfs.by_nothing)
    assert not any(
        "偏差原因分析及改进措施".encode("utf-16-be").hex() in one for one in sheet.content
    )
    (form,) = read_bytes(pdfs.written(sheet), "form.pdf").forms
    reasons = [row.explanation.text for row in form.indicators if row.explanation.text]
    assert reasons == [
        row.explanation.text
        for row in expected("yunnan-split-library").indicators
        if row.explanation.text
    ]


def test_labels_between_which_no_line_is_drawn():
    """Level lines from the third column on; the labels of levels stand mid-way of their rows."""

    def rule(sheet: pdfs.Sheet, drawing: Drawing, edges: list[float]) -> None:
        heading = next(cell.row for cell in drawing.cells if cell.text == "三级指标")
        total = next(cell.row for cell in drawing.cells if cell.text == "总分")
        for cell, (left, top, right, bottom) in sheet.boxes.items():
            inside = heading < cell.row < total
            for y in () if inside and cell.column < 6 else (top, bottom):
                sheet.line(left, y, right, y)

    data = printed("guangxi-road", rule)
    assert differences(expected("guangxi-road"), read_bytes(data, "form.pdf").forms[0]) == []


def test_letters_whose_box_reaches_over_the_line_above():
    def rule(sheet: pdfs.Sheet, drawing: object, edges: list[float]) -> None:
        for left, top, right, bottom in sheet.boxes.values():
            sheet.line(left, top + 3, right, top + 3)
            sheet.line(left, bottom + 3, right, bottom + 3)

    data = printed("guangxi-road", rule, pad=0.5)
    assert differences(expected("guangxi-road"), read_bytes(data, "form.pdf").forms[0]) == []


@pytest.mark.parametrize("ruler", [LEVEL_ONLY, pdfs.by_nothing], ids=["level", "none"])
def test_a_table_that_goes_on_where_no_heading_stands_is_refused_with_the_reason(ruler):
    drawing = drawn(text_of("guangxi-road"))
    total = next(cell.row for cell in drawing.cells if cell.text == "总分")
    first = replace(
        drawing, cells=tuple(c for c in drawing.cells if c.row < total), height=total, below=()
    )
    rest = pdfs.Sheet(700, 200)
    rest.text(60, 60, "总分")
    with pytest.raises(ReadError, match="没有竖线，又跨了页"):
        read_bytes(pdfs.written(pdfs.sheet_of(first, ruler), rest), "form.pdf")


def test_rows_that_nothing_tells_apart_are_refused_with_the_reason():
    with pytest.raises(ReadError, match="没有画线，行与行之间也没有间隔"):
        read_bytes(printed("guangxi-road", pdfs.by_nothing, pad=0.5), "form.pdf")
