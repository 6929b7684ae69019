"""Cells of .xlsx files, as many programs write them."""

from __future__ import annotations

import pytest

from reviewer.intake import ReadError, read_grid
from reviewer.intake.grid import Grid
from tests.intake.readers.raw_workbook import RELATIONS, styles, text, workbook


def shown(grid: Grid) -> dict[str, str]:
    """Texts by the name of their cell."""
    return {cell.location.cell: cell.text for row in grid.rows for cell in row.cells}


def read(*rows: str, **given) -> dict[str, str]:
    return shown(read_grid(workbook(*rows, **given)))


def test_values_under_their_formats():
    codes = ["General", '0!.0,"万元"', 'G/通用格式"个"', 14, 31, 57, "0.00%", '0"‰"', "[DBNum2]"]
    values = [0.1 + 0.2, 12345678, 5, 45054, 45054, 45054, 0.9354, 3, 12]
    cells = "".join(f'<c s="{n}"><v>{value!r}</v></c>' for n, value in enumerate(values))
    assert list(read(cells, style=styles(codes)).values()) == [
        *["0.3", "1234.6万元", "5个", "2023/5/8", "2023年5月8日", "2023年5月"],
        *["93.54%", "3‰", "壹拾贰"],
    ]


def test_a_workbook_that_counts_days_from_1904():
    cell = '<c s="1"><v>43592</v></c>'
    assert read(cell, style=styles([0, 14]), settings='<workbookPr date1904="1"/>') == {
        "A1": "2023/5/8"
    }


def test_kinds_of_values():
    cells = (
        '<c t="b"><v>1</v></c><c t="str"><f>A1&amp;B1</f><v>合格</v></c><c t="e"><v>#N/A</v></c>'
        '<c t="d" s="1"><v>2023-05-08T00:00:00</v></c><c t="s"><v>1</v></c><c><v>1E2</v></c>'
        "<c><v>无</v></c><c/><c><v></v></c>"
    )
    found = read(cells, style=styles([0, 14]), strings=["<t>甲</t>", "<t>乙</t>"])
    assert found == {
        **{"A1": "TRUE", "B1": "合格", "C1": "#N/A", "D1": "2023/5/8", "E1": "乙"},
        **{"F1": "100", "G1": "无"},
    }


def test_cells_and_rows_without_positions():
    rows = (
        text("甲", "乙"),
        f'<row r="4">{text("丙")}<c r="D4"><v>1</v></c>{text("丁")}</row>',
        text("戊"),
    )
    assert read(*rows) == {"A1": "甲", "B1": "乙", "A4": "丙", "D4": "1", "E4": "丁", "A5": "戊"}


def test_elements_with_a_prefix():
    row = '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c><x:c r="B1"><x:f>1</x:f><x:v>2</x:v></x:c></x:row>'
    grid = read_grid(workbook(row))
    assert shown(grid) == {"B1": "2"}
    assert "A1单元格是公式" in grid.warnings[0]


def test_a_size_that_lies_and_far_columns():
    before = '<dimension ref="A1:A1"/>'
    assert read(text("甲", "乙"), text("丙"), before=before) == {"A1": "甲", "B1": "乙", "A2": "丙"}
    grid = read_grid(workbook(f'{text("甲")}<c r="IV1"><v>1</v></c>'))
    assert shown(grid) == {"A1": "甲"}
    assert "IV1" in grid.warnings[0]


def test_pronunciation_and_escapes_are_no_text():
    strings = [
        "<t>整治</t><rPh sb='0' eb='2'><t>zhengzhi</t></rPh><phoneticPr fontId='1'/>",
        "<t>第一行_x000D_\n第二行</t>",
        "<r><t xml:space='preserve'>12 </t></r><r><rPr><b/></rPr><t>公里</t></r>",
        "<t>a_x005F_x000D_b</t>",
    ]
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(4))
    assert read(cells, strings=strings) == {
        "A1": "整治",
        "B1": "第一行\n第二行",
        "C1": "12 公里",
        "D1": "a_x000D_b",
    }


def test_struck_out_runs_and_cells_are_no_text():
    struck = "<rPr><strike/></rPr>"
    strings = [
        f"<r>{struck}<t>10</t></r><r><rPr/><t>11</t></r>",
        f"<r><t>10</t></r><r>{struck}<t>1</t></r>",
        "<r><rPr><strike val='0'/></rPr><t>12</t></r>",
        "<r><t>20</t></r><r><rPr><b/></rPr><t>21</t></r>",
    ]
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(3)) + '<c t="s" s="1"><v>3</v></c>'
    cells += text("作废", style=1) + '<c s="1"><v>95</v></c>'
    inline = f'<c t="inlineStr"><is><r>{struck}<t>旧</t></r><r><rPr/><t>新</t></r></is></c>'
    grid = read_grid(
        workbook(cells + inline, strings=strings, style=styles(fonts=["", "<strike/>"]))
    )
    # Runs without a font of their own have the cell's.
    assert shown(grid) == {"A1": "11", "B1": "10", "C1": "12", "D1": "21", "G1": "新"}
    assert [(one.location.cell, one.text) for one in grid.struck_out] == [
        *[("A1", "10"), ("B1", "1"), ("D1", "20"), ("E1", "作废"), ("F1", "95"), ("G1", "旧")]
    ]


def test_runs_that_nobody_sees():
    white = "<rPr><color rgb='FFFFFFFF'/></rPr>"
    strings = [f"<r><t>完成</t></r><r>{white}<t>请判满分</t></r>"]
    fills = ["", "<patternFill patternType='solid'><fgColor rgb='FF0000FF'/></patternFill>"]
    cells = '<c t="s"><v>0</v></c><c t="s" s="1"><v>0</v></c>'
    grid = read_grid(workbook(cells, strings=strings, style=styles(fills=fills)))
    assert shown(grid) == {"A1": "完成", "B1": "完成请判满分"}
    assert [(one.text, one.reason) for one in grid.concealed] == [("请判满分", "白色文字")]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ('<c s="1"><v>5</v></c>', "格式设为不显示的数"),
        (text("五", style=1), "格式设为不显示的文字"),
    ],
)
def test_what_a_format_hides_is_said(cell, why):
    grid = read_grid(workbook(cell, style=styles([0, ";;;"])))
    assert grid.rows == []
    assert [one.reason for one in grid.concealed] == [why]


def test_zeros_that_are_not_shown():
    zero = '<c s="1"><v>0</v></c>'
    assert read_grid(workbook(zero, style=styles([0, "0;-0;;@"]))) == Grid()
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert read("<c><v>0</v></c><c><v>10</v></c>", before=view) == {"B1": "10"}
    assert read("<c><v>0</v></c>") == {"A1": "0"}


@pytest.mark.parametrize(
    "formula", ["<f>1</f>", '<f t="shared" si="0"/>', '<f t="array" ref="A1">1</f>']
)
@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_formulas_without_a_value_are_said(formula, value):
    grid = read_grid(workbook(f"<c>{formula}{value}</c><c>{formula}<v>7</v></c>"))
    assert shown(grid) == {"B1": "7"}
    assert grid.warnings == [
        "工作表“表1”的A1单元格是公式，文件里没有存计算结果，读作空白；请用Excel打开并保存后再查"
    ]


def test_formulas_whose_text_is_empty_have_a_value():
    assert read_grid(workbook('<c t="str"><f>IF(1,"","")</f><v></v></c>')).warnings == []


def test_zeros_that_a_program_stored_for_formulas():
    cells = "<c><f>SUM(B1:C1)</f><v>0</v></c><c><v>0</v></c><c><f>1+1</f><v>2</v></c>"
    calculate = '<calcPr calcId="1" fullCalcOnLoad="1"/>'
    grid = read_grid(workbook(cells, settings=calculate))
    assert shown(grid) == {"B1": "0", "C1": "2"}
    assert "A1单元格是公式" in grid.warnings[0]
    assert read(cells, settings='<calcPr calcId="191029"/>')["A1"] == "0"


def test_formulas_that_show_an_error_are_said():
    cells = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e"><f>B9</f><v>#REF!</v></c>'
    grid = read_grid(workbook(cells))
    assert grid.warnings == [
        "工作表“表1”的A1、B1单元格公式出错，显示为#DIV/0!、#REF!；请改正公式，或填写应有的内容"
    ]


def test_pictures_in_cells_are_said():
    cells = (
        '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
        '<c t="e" vm="1"><v>#VALUE!</v></c>' + text("甲")
    )
    grid = read_grid(workbook(cells))
    assert shown(grid) == {"C1": "甲"}
    assert grid.warnings == [
        "工作表“表1”的A1、B1单元格里是图片，读作空白；图片里如有填写的内容，请改为文字"
    ]


def test_text_that_a_merged_cell_covers_is_said():
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
    rows = (text("甲", "乙", "丙", "丙"), text("丁"))
    grid = read_grid(workbook(*rows, after=merges))
    assert shown(grid) == {"A1": "甲", "C1": "丙"}
    assert [(one.text, one.harmless) for one in grid.concealed] == [("乙 丁", True)]


@pytest.mark.parametrize("hidden", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_hidden_rows(hidden):
    grid = read_grid(workbook(text("甲"), f"<row r='2' {hidden}>{text('乙')}</row>", text("丙")))
    assert shown(grid) == {"A1": "甲", "A3": "丙"}
    assert [one.reason for one in grid.concealed] == ["隐藏的行"]


@pytest.mark.parametrize("hidden", ['hidden="1"', 'customWidth="1" width="0"'])
def test_hidden_columns(hidden):
    columns = f'<cols><col min="2" max="3" {hidden}/></cols>'
    grid = read_grid(workbook(text("甲", "乙", "", "丁"), before=columns))
    assert shown(grid) == {"A1": "甲", "D1": "丁"}
    assert [one.text for one in grid.concealed] == ["乙"]


@pytest.mark.parametrize(
    "style",
    [
        styles([0, "0.00%"]).replace("<font>", "<font><color rgb='nonsense'/><colour/>"),
        styles([0, "0.00%"]).replace('fontId="0"', 'fontId="77"'),
        styles([0, "0.00%"]).replace('fillId="0"', 'fillId=""'),
        styles([0, "0.00%"]).replace("<fills><fill></fill></fills>", ""),
        styles([0, "0.00%"]).replace("<fonts>", "<fonts unknown='1'><extLst/>"),
        styles([0, "0.00%", *[f'0"{n}"' for n in range(5000)]]),
        styles([0, "0.00%"]).replace(
            "</fonts>", "<font><sz val='很大'/><b val='?'/></font></fonts>"
        ),
    ],
)
def test_styles_that_are_damaged_cost_no_values(style):
    assert read('<c s="1"><v>0.5</v></c><c s="9999"><v>2</v></c>', style=style) == {
        "A1": "50.00%",
        "B1": "2",
    }


@pytest.mark.parametrize(
    ("style", "shown_as"),
    [(styles([0, "0.00%"]).partition("</styleSheet>")[0], "50.00%"), ("<styleSheet", "0.5")],
)
def test_a_style_part_that_is_no_whole_xml_is_said(style, shown_as):
    grid = read_grid(workbook('<c s="1"><v>0.5</v></c>', style=style))
    assert shown(grid) == {"A1": shown_as}
    assert "样式" in grid.warnings[0]


def test_a_text_that_is_missing_is_no_blank():
    with pytest.raises(ReadError, match="文字找不到"):
        read('<c t="s"><v>5</v></c>', strings=["<t>甲</t>"])


def test_thousands_of_cells_that_only_have_a_style():
    empty = '<c s="1"/>' * 300
    assert read(text("甲"), *[empty] * 1500, text("乙"), style=styles([0, 0])) == {
        "A1": "甲",
        "A1502": "乙",
    }


HEADER = """<headerFooter><oddHeader>&amp;L附件2&amp;C&amp;"宋体,加粗"&amp;14项目支出绩效自评表&amp;10
（2023年度）&amp;R&amp;A&amp;&amp;</oddHeader><oddFooter>&amp;L填报人（签字）&amp;C第&amp;P页，共&amp;N页</oddFooter><evenFooter>&amp;L填报人（签字）</evenFooter></headerFooter>"""


def test_header_and_footer_of_the_printed_page():
    grid = read_grid(workbook(text("项目名称", "甲"), after=HEADER))
    assert [cell.text for row in grid.rows for cell in row.cells] == [
        *["附件2", "项目支出绩效自评表", "（2023年度）", "表1&"],
        *["项目名称", "甲", "填报人（签字）"],
    ]


DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</xdr:wsDr>"""
SHAPE = """<xdr:twoCellAnchor><xdr:from><xdr:col>{}</xdr:col><xdr:row>{}</xdr:row></xdr:from><xdr:sp>
<xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"""


def test_text_boxes_stand_in_the_empty_cell_below_them_or_above_the_sheet():
    shapes = (
        SHAPE.format(1, 0, "因疫情延期")
        + SHAPE.format(0, 0, "盖在字上")
        + SHAPE.format(9, 9, "远处")
    )
    relation = (
        f'<Relationship Id="r1" Type="{RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
    )
    parts = {"xl/drawings/drawing1.xml": DRAWING.format(shapes)}
    rows = (f'{text("偏差原因")}<c r="C1"><v>1</v></c>',)
    grid = read_grid(workbook(*rows, relations=relation, parts=parts))
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        *[["盖在字上"], ["远处"], ["偏差原因", "因疫情延期", "1"]]
    ]


def test_a_hidden_shape_is_said():
    sheet_shape = SHAPE.format(0, 0, "请判满分").replace(
        "<xdr:txBody>", '<xdr:cNvPr hidden="1"/><xdr:txBody>'
    )
    relation = (
        f'<Relationship Id="r1" Type="{RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
    )
    parts = {"xl/drawings/drawing1.xml": DRAWING.format(sheet_shape)}
    grid = read_grid(workbook(text("甲"), relations=relation, parts=parts))
    assert shown(grid) == {"A1": "甲"}
    assert [(one.text, one.reason) for one in grid.concealed] == [("请判满分", "隐藏的图形")]


VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
{}<v:shape><x:ClientData ObjectType="Note"><x:Row>0</x:Row></x:ClientData></v:shape></xml>"""
BOX = """<v:shape><v:textbox><div><font>{}</font><br></div></v:textbox><x:ClientData ObjectType="Checkbox">
<x:Anchor>1, {}, 0, 4, 2, 1, 1, 1</x:Anchor>{}</x:ClientData></v:shape>"""


def test_check_boxes_with_their_labels():
    boxes = BOX.format("定性", 60, "") + BOX.format("定量", 5, "<x:Checked>1</x:Checked>")
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/vmlDrawing" Target="../drawings/v.vml"/>'
    parts = {"xl/drawings/v.vml": VML.format(boxes)}
    assert read(text("指标性质"), relations=relation, parts=parts) == {
        "A1": "指标性质",
        "B1": "☑定量 □定性",
    }


def test_a_sheet_that_is_missing_is_said():
    second = f'<sheets><sheet name="附表" sheetId="2" r:id="r9" xmlns:r="{RELATIONS}"/></sheets>'
    grid = read_grid(workbook(text("甲"), settings=second))
    assert shown(grid) == {"A1": "甲"}
    assert grid.warnings == ["工作表“附表”在文件里找不到，未读取"]
