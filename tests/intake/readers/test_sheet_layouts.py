"""What else stands on sheets with forms: a second form, jottings, charts, headers, formats."""

from __future__ import annotations

import io
from itertools import product

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from reviewer.intake import read_bytes
from reviewer.models import Form
from reviewer.reviewing import review_document
from tests.documents import writers
from tests.documents.ruling import drawn
from tests.mistakes.bases import RIVER, ROAD

DATA = writers.xlsx([drawn(RIVER.printed())])


def book_and_sheet():
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    return book, book.active


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def forms(book) -> tuple[Form, ...]:
    return read_bytes(saved(book), "test").forms


def findings(data: bytes) -> list[tuple[str, str]]:
    """Codes and messages."""
    reviews = review_document(read_bytes(data, "test")).reviews
    return [(one.code, one.message) for review in reviews for one in review.findings]


def copied(sheet, other, down: int, right: int) -> None:
    """The cells and merges of another sheet, at some distance."""
    for row in other.iter_rows():
        for cell in row:
            if cell.value is not None:
                there = sheet.cell(cell.row + down, cell.column + right)
                there.value, there.number_format = cell.value, cell.number_format
    for area in other.merged_cells.ranges:
        sheet.merge_cells(
            start_row=area.min_row + down,
            end_row=area.max_row + down,
            start_column=area.min_col + right,
            end_column=area.max_col + right,
        )


ONE = forms(book_and_sheet()[0])[0]
ROAD_BOOK = openpyxl.load_workbook(io.BytesIO(writers.xlsx([drawn(ROAD.printed())])))
OTHER = forms(ROAD_BOOK)[0]


def told(form: Form) -> tuple[str, list[list[str]]]:
    rows = [[str(i.name), str(i.target), str(i.actual), str(i.score)] for i in form.indicators]
    return f"{form.project} {form.year} {form.total.score}", rows


@pytest.mark.parametrize(("beside", "gap"), [*product((True, False), (0, 1, 3))])
def test_two_forms_on_a_sheet(beside, gap):
    book, sheet = book_and_sheet()
    far = (sheet.max_column if beside else sheet.max_row) + gap
    copied(sheet, ROAD_BOOK.active, *((0, far) if beside else (far, 0)))
    assert [told(form) for form in forms(book)] == [told(ONE), told(OTHER)]


def test_four_forms_in_a_square():
    book, sheet = book_and_sheet()
    right, down = sheet.max_column + 1, max(sheet.max_row, ROAD_BOOK.active.max_row) + 1
    original = openpyxl.load_workbook(io.BytesIO(DATA)).active
    for below, beside in ((0, right), (down, 0), (down, right)):
        copied(sheet, original, below, beside)
    assert [told(form) for form in forms(book)] == [told(ONE)] * 4


def test_jottings_beside_a_form_are_left_out_and_said():
    book, sheet = book_and_sheet()
    column = sheet.max_column + 2
    for row, value in ((5, "核对"), (6, 100), (12, "已改")):
        sheet.cell(row, column).value = value
    (form,) = forms(book)
    assert told(form) == told(ONE)
    assert form.funding == ONE.funding
    first = f"{get_column_letter(column)}5"
    assert [one.reason for one in form.remarks if first in one.reason] == [
        f"工作表“表1”的{first}、{first[:-1]}6、{first[:-1]}12单元格在表格右侧，与表格隔着空列，"
        "没有读入：“核对”、“100”、“已改”"
    ]


def test_other_sheets_first():
    book, _ = book_and_sheet()
    book.create_chartsheet("图表", 0)
    hidden = book.create_sheet("说明", 0)
    hidden["A1"], hidden.sheet_state = "填表说明", "hidden"
    (form,) = forms(book)
    assert told(form) == told(ONE)


def header(text: str, *, title: str | None, year: str | None):
    book, sheet = book_and_sheet()
    sheet["A1"], sheet["A2"] = title, year
    sheet.oddHeader.center.text = text
    sheet.oddFooter.center.text = "第&P页，共&N页"
    return forms(book)[0]


@pytest.mark.parametrize(
    ("title", "year"),
    [(None, None), ("项目支出绩效自评表", None), ("项目支出绩效自评表", "（2022年度）")],
)
def test_a_title_and_year_in_the_header(title, year):
    form = header("项目支出绩效自评表\n（2022年度）", title=title, year=year)
    assert (form.title.text, form.year) == (ONE.title.text, 2022)
    assert form.remarks == ONE.remarks


def test_a_header_left_over_from_another_year_does_not_count():
    form = header("项目支出绩效自评表（2019年度）", title="项目支出绩效自评表", year="（2022年度）")
    assert form.year == 2022


FULL = next(n for n, one in enumerate(ONE.indicators) if one.score.value == one.weight.value)


def with_actual(value: object, number_format: str, target: str) -> bytes:
    """The form with another target and result in a row that has all its points."""
    book, sheet = book_and_sheet()
    first = ONE.indicators[FULL]
    sheet[first.target.location.cell] = target
    actual = sheet[first.actual.location.cell]
    actual.value, actual.number_format = value, number_format
    return saved(book)


@pytest.mark.parametrize(
    ("value", "number_format", "target", "shown"),
    [
        (9_000_000, '0!.0,"万元"', "≥1000万元", "900.0万元"),
        (9_000_000, '0\\.0,"万元"', "≥1000万元", "900.0万元"),
        (90, 'G/通用格式"个"', "≥100个", "90个"),
        (0.9, "0.0%", "≥95%", "90.0%"),
        (90, '0.0"%"', "≥95%", "90.0%"),
    ],
)
def test_a_target_missed_by_what_is_shown_is_found(value, number_format, target, shown):
    data = with_actual(value, number_format, target)
    assert read_bytes(data, "test").forms[0].indicators[FULL].actual.text == shown
    assert {code for code, _ in findings(data)} - _OF_THE_GOAL == {"A402"}
    assert {
        code for code, _ in findings(with_actual(target.strip("≥"), "@", target))
    } <= _OF_THE_GOAL


_OF_THE_GOAL = {"A511"}
"""The row's new target leaves a number of the goal without a row."""


def test_an_error_where_a_number_should_stand_is_told():
    book, sheet = book_and_sheet()
    cell = sheet[ONE.indicators[0].score.location.cell]
    cell.value, cell.data_type = "#REF!", "e"
    found = findings(saved(book))
    assert any(code == "X901" and "#REF!" in message for code, message in found)
    assert any(code == "X906" and "#REF!" in message for code, message in found)


def test_struck_out_figures_are_left_out_and_said():
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book, sheet = book_and_sheet()
    place = ONE.indicators[1].actual.location.cell
    was = str(sheet[place].value)
    sheet[place] = CellRichText(
        TextBlock(InlineFont(strike=True), "10"), TextBlock(InlineFont(), was)
    )
    (form,) = forms(book)
    assert form.indicators[1].actual.text == ONE.indicators[1].actual.text
    assert ("X907", "有1处划掉的文字（删除线）没有读入：“10”。") in findings(saved(book))
