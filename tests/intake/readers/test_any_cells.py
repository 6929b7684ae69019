"""Whatever stands in the cells, reading gives forms or one clear line, and rules do not crash."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.intake import ReadError, read_bytes
from reviewer.models import Document
from reviewer.reviewing import review_document
from tests.documents.ruling import Drawing, Placed
from tests.documents.writers import csv_text, docx, html, markdown, xlsx

LABELS = [
    *["项目名称", "主管部门", "实施单位", "项目资金", "年初预算数", "全年预算数", "全年执行数"],
    *["分值", "得分", "执行率", "年度资金总额", "预期目标", "实际完成情况", "一级指标", "二级指标"],
    *[
        "三级指标",
        "年度指标值",
        "实际完成值",
        "偏差原因分析及改进措施",
        "产出指标",
        "总分",
        "数量指标",
    ],
    *["", "=1+1", "≥95%", "1,234.50", "-", "/", "９.５", "100", "2023年12月底前", "１．", "-0.00"],
]
WRITABLE = st.characters(exclude_categories=["Cc", "Cn", "Cs"])  # what such files can hold
TEXTS = st.one_of(
    st.sampled_from(LABELS), st.text(WRITABLE, max_size=12), st.text("0123456789.,%≥-", max_size=8)
)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """A table of any labels, text and merged cells, no two of which overlap."""
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 14))
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            columns, rows = draw(st.sampled_from([(1, 1)] * 6 + [(2, 1), (1, 2), (3, 2)]))
            area = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            if area & taken or row + rows > height or column + columns > width:
                columns, rows, area = 1, 1, {(row, column)}
            taken |= area
            cells.append(Placed(draw(TEXTS), row, column, columns, rows))
    title = draw(st.sampled_from([(), ("项目支出绩效自评表",), ("（2023年度）",)]))
    return Drawing(above=title, cells=tuple(cells), below=(), width=width, height=height)


def reviewed(data: bytes) -> None:
    try:
        document = read_bytes(data, "any")
    except ReadError as error:
        assert str(error)
        return
    assert isinstance(document, Document)
    assert not review_document(document).crashes


@settings(max_examples=60, deadline=None)
@given(drawings())
def test_any_table_in_any_format(drawing):
    for write in (html, csv_text, markdown):
        reviewed(write([drawing]))


@settings(max_examples=15, deadline=None)
@given(drawings())
def test_any_table_in_office_formats(drawing):
    for write in (docx, xlsx):
        reviewed(write([drawing]))


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"{"])
)
def test_any_bytes(data, beginning):
    reviewed(beginning + data)
