"""Pages made to cost time: what they cost grows with their size and no faster."""

from __future__ import annotations

import pytest

from reviewer.intake import ReadError, read_bytes, read_grid
from reviewer.intake.readers.web.stylesheet import stylesheet
from tests.intake.readers.test_webpage import PAGE, left_out, with_style

MANY = 160_000


@pytest.mark.parametrize(
    "css",
    [
        "/*" * MANY,
        "/*x*/" * MANY,
        "@media screen{" * MANY,
        "a{" * MANY,
        "a,b c>d{" * 20_000,
        '"' * MANY,
        "\\" * MANY + '"',
        '\\"' * MANY,
        "td{" + "a" * 500_000,
        "td{" + "a:" * MANY + "}",
        "td " * MANY + "{display:none}",
        ".a" * MANY + "{display:none}",
        "td{content:" + "'" * MANY + "}",
        "td{font:" + "1" * MANY + "}td{left:" + "-" * MANY + "}td{color:rgb(" + "1," * MANY + "}",
        "<!--" * MANY,
    ],
)
def test_style_sheets_that_lead_nowhere(css):
    (form,) = read_bytes(with_style(css + "</style><style>").encode(), "page").forms
    assert {code for code, _, _ in left_out(form)} <= {"X901"}
    assert form.total.score.text


def test_thousands_of_selectors_for_every_cell_end_at_the_budget():
    css = "".join(f".a{at} div div td.b{at % 7}{{color:red}}" for at in range(5000))
    cells = "".join(f"<tr><td class=b{at % 7} id=c{at}>{at}</td></tr>" for at in range(3000))
    page = with_style(css + "#z{color:red}", PAGE).replace(
        "</table>", f"</table><table>{cells}</table>"
    )
    (form,) = read_bytes(page.encode(), "page").forms
    assert ("X901", "", "网页的样式过多，隐藏的文字可能没有全部认出") in left_out(form)


def test_more_style_than_is_read_is_said():
    (form,) = read_bytes(with_style("a{b:c}" * MANY).encode(), "page").forms
    assert ("X901", "", "网页的样式过多，隐藏的文字可能没有全部认出") in left_out(form)


@pytest.mark.parametrize(
    "body",
    [
        "<table>" * 20_000,
        "<table><tr><td>" * 20_000,
        "<div>" * 100_000,
        "<sup>" * 100_000 + "1",
        "<del>" * 50_000 + "1",
        "<td rowspan=0 colspan=0>" * 50_000,
        "<tr>" * 50_000,
        "<table><tr>" + "<td colspan=1000 rowspan=60000>x" * 5_000,
        "<select>" + "<option>" * 100_000,
        "<a href=x>y" * 20_000,
        "<table><form><tr>" * 5_000,
        "<table><caption>" * 5_000,
        " \n" * 95_000,
        "<br>" * 40_000,
        "<template shadowrootmode=open>" * 20_000,
    ],
)
def test_markup_without_end(body):
    try:
        read_bytes(f"<html><body>{body}".encode(), "page")
    except ReadError as error:
        assert str(error)
    else:
        raise AssertionError("there is no form")


def test_columns_beyond_the_limit_are_said():
    row = "<td>x</td>" * 300
    page = PAGE.replace("</table>", f"<tr>{row}</tr></table>", 1)
    assert "表格超过 200 列，其余各列未读取" in read_grid(page.encode()).warnings


def test_a_sheet_of_rules_is_read_once():
    from lxml import html

    root = html.document_fromstring("<style>.a .b{color:red} td{display:none}</style><p>x")
    sheet = stylesheet(root)
    assert sorted(sheet.rules) == [".b", "td"]
