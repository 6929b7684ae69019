"""Cells of .ods files: their text, or their value under their style where programs write no text."""

from __future__ import annotations

import io
import zipfile

import pytest

from reviewer.intake import read_grid
from tests.intake.readers.test_workbook_cells import shown

_NAMES = {
    "office": "office:1.0",
    "table": "table:1.0",
    "text": "text:1.0",
    "style": "style:1.0",
    "number": "datastyle:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "draw": "drawing:1.0",
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in _NAMES.items()
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(*rows: str, styles: str = "", common: str = "", before: str = "") -> bytes:
    """A spreadsheet of one table; `styles` are its own, `common` those with names."""
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {NAMESPACES} {CALCEXT}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{before}{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    named = (
        f"<office:document-styles {NAMESPACES}><office:styles>{common}</office:styles>"
        "</office:document-styles>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", named)
    return stream.getvalue()


def cell(inside: str = "", style: str = "", **attributes: str) -> str:
    said = "".join(
        f' {"table" if name in ("formula",) else "office"}:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    named = f' table:style-name="{style}"' if style else ""
    return f"<table:table-cell{named}{said}>{inside}</table:table-cell>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ({"value_type": "float", "value": "95.5"}, "95.5"),
        ({"value_type": "percentage", "value": "0.955"}, "95.50%"),
        ({"value_type": "currency", "value": "1234.5"}, "1,234.50"),
        ({"value_type": "date", "date_value": "2023-05-08"}, "2023/5/8"),
        ({"value_type": "date", "date_value": "2023-05-08T09:30:00"}, "2023/5/8"),
        ({"value_type": "time", "time_value": "PT09H30M00S"}, "9:30:00"),
        ({"value_type": "boolean", "boolean_value": "true"}, "TRUE"),
        ({"value_type": "string", "string_value": "≥95%"}, "≥95%"),
    ],
)
def test_values_without_text_or_style(attributes, text):
    assert shown(read_grid(ods(cell(**attributes)))) == {"A1": text}


NUMBER = '<number:number number:decimal-places="{}" number:min-integer-digits="1"{}/>'


@pytest.mark.parametrize(
    ("kind", "inside", "value", "text"),
    [
        ("number", NUMBER.format(2, ' number:grouping="true"'), "12345.678", "12,345.68"),
        ("number", '<number:number number:min-integer-digits="1"/>', "0.5", "0.5"),
        ("number", f"{NUMBER.format(1, '')}<number:text>万元</number:text>", "5", "5.0万元"),
        ("number", NUMBER.format(0, ' number:display-factor="1000"'), "12345", "12"),
        ("percentage", f"{NUMBER.format(1, '')}<number:text>%</number:text>", "0.935", "93.5%"),
        (
            "currency",
            f"<number:currency-symbol>￥</number:currency-symbol>{NUMBER.format(2, '')}",
            "5",
            "￥5.00",
        ),
        (
            "number",
            '<number:number number:decimal-places="0" number:min-integer-digits="2">'
            '<number:embedded-text number:position="1">.</number:embedded-text></number:number>',
            "123",
            "12.3",
        ),
        (
            "number",
            '<number:fraction number:min-integer-digits="0" number:min-numerator-digits="1"'
            ' number:denominator-value="8"/>',
            "1.25",
            "1 2/8",
        ),
        (
            "number",
            '<number:scientific-number number:decimal-places="2" number:min-integer-digits="1"'
            ' number:min-exponent-digits="2"/>',
            "12345",
            "1.23E+04",
        ),
    ],
)
def test_numbers_under_their_style(kind, inside, value, text):
    styles = (
        f'<number:{kind}-style style:name="N1">{inside}</number:{kind}-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    data = ods(cell(style="ce1", value_type="float", value=value), styles=styles)
    assert shown(read_grid(data)) == {"A1": text}


def test_conditions_of_a_format():
    styles = (
        '<number:number-style style:name="P0"><number:number number:decimal-places="0"'
        ' number:min-integer-digits="1"/></number:number-style>'
        '<number:number-style style:name="N1"><number:text>(</number:text>'
        '<number:number number:decimal-places="1" number:min-integer-digits="1"/>'
        '<number:text>)</number:text><style:map style:condition="value()&gt;=0"'
        ' style:apply-style-name="P0"/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    cells = "".join(cell(style="ce1", value_type="float", value=one) for one in ("5.4", "-5.4"))
    assert shown(read_grid(ods(cells, styles=styles))) == {"A1": "5", "B1": "(5.4)"}


def test_dates_under_the_style_of_a_parent_or_a_column():
    common = (
        '<number:date-style style:name="N9"><number:year number:style="long"/><number:text>年'
        "</number:text><number:month/><number:text>月</number:text></number:date-style>"
        '<style:style style:name="日期" style:family="table-cell" style:data-style-name="N9"/>'
    )
    styles = (
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="日期"/>'
    )
    date = {"value_type": "date", "date_value": "2023-05-08"}
    column = '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>'
    data = ods(
        cell(style="ce1", **date) + cell(**date), styles=styles, common=common, before=column
    )
    assert shown(read_grid(data)) == {"A1": "2023年5月", "B1": "2023年5月"}


STRUCK = '<style:text-properties style:text-line-through-style="solid"/>'
NOT_STRUCK = '<style:text-properties style:text-line-through-style="none"/>'


def test_struck_out_text_is_no_text():
    styles = (
        f'<style:style style:name="T1" style:family="text">{STRUCK}</style:style>'
        f'<style:style style:name="T2" style:family="text">{NOT_STRUCK}</style:style>'
        f'<style:style style:name="ce1" style:family="table-cell">{STRUCK}</style:style>'
        '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="划"/>'
    )
    common = f'<style:style style:name="划" style:family="table-cell">{STRUCK}</style:style>'
    old, new = (f'<text:span text:style-name="{name}">{{}}</text:span>' for name in ("T1", "T2"))
    cells = (
        cell(p(f"{old.format('10')}11"))
        + cell(p(f"完成{old.format('10<text:s/>人')}次"))
        + cell(p("作废"), style="ce1")
        + cell(p(f"旧{new.format('新')}"), style="ce1")
        + cell(p("也作废"), style="ce2")
    )
    grid = read_grid(ods(cells, styles=styles, common=common))
    assert shown(grid) == {"A1": "11", "B1": "完成次", "D1": "新"}
    assert [(one.location.cell, one.text) for one in grid.struck_out] == [
        *[("A1", "10"), ("B1", "10 人"), ("C1", "作废"), ("D1", "旧"), ("E1", "也作废")]
    ]


def test_what_a_cell_shows_besides_its_own_text():
    note = f"<office:annotation>{p('批注')}</office:annotation>"
    shape = f"<draw:frame><draw:text-box>{p('框里的字')}</draw:text-box></draw:frame>"
    cells = cell(note + p("甲") + p("乙")) + cell(note) + cell(shape)
    shapes = (
        f"<table:shapes><draw:custom-shape>{p('图形里的字')}</draw:custom-shape></table:shapes>"
    )
    grid = read_grid(ods(cells, before=shapes))
    assert [[one.text for one in row.cells] for row in grid.rows] == [
        ["图形里的字"],
        ["甲\n乙", "框里的字"],
    ]


def test_formulas_without_a_value_and_errors_are_said():
    error = f'<table:table-cell office:value-type="string" calcext:value-type="error">{p("#REF!")}</table:table-cell>'
    grid = read_grid(ods(cell(formula="of:=SUM([.A2])") + error + cell(p("7"), formula="of:=3+4")))
    assert shown(grid) == {"B1": "#REF!", "C1": "7"}
    assert [one[:15] for one in grid.warnings] == [
        "工作表“表1”的A1单元格是公",
        "工作表“表1”的B1单元格公式",
    ]


def test_text_that_a_merged_cell_covers_is_said():
    merged = f'<table:table-cell table:number-columns-spanned="2">{p("甲")}</table:table-cell>'
    covered = f"<table:covered-table-cell>{p('乙')}</table:covered-table-cell>"
    grid = read_grid(ods(merged + covered))
    assert shown(grid) == {"A1": "甲"}
    assert [(one.text, one.harmless) for one in grid.concealed] == [("乙", True)]
