"""OpenDocument text, Word 2003 XML and Excel 2003 XML are read cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_grid
from tests.documents.make_samples import formats
from tests.documents.writers import docx, xlsx
from tests.intake.packing import one_file
from tests.intake.packing.test_packages import shown

FORMATS = Path(__file__).parents[2] / "data" / "formats"
DRAWINGS = formats()
Cells = list[list[str]]


def texts(data: bytes) -> Cells:
    return [[cell.text for cell in row.cells] for row in read_grid(data).rows]


def without_columns(data: bytes) -> list[list[tuple[str, int]]]:
    """Texts and how many rows each covers: Word's own grid leaves out edges that nobody uses."""
    return [[(text, rows) for text, _, _, rows in row] for row in shown(data)]


@pytest.mark.parametrize("name", DRAWINGS)
def test_opendocument_text(name):
    drawing = DRAWINGS[name]
    body = one_file.odt_body(drawing)
    plain = without_columns(docx([drawing]))
    assert without_columns(one_file.odt(body)) == plain
    assert without_columns(one_file.odt_content(body, flat=True).encode()) == plain


def in_cell(inner: str, styles: str = "") -> bytes:
    return one_file.odt(
        "<table:table><table:table-row><table:table-cell>"
        f"{inner}</table:table-cell></table:table-row></table:table>",
        styles,
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<text:p>培训<text:span>场</text:span>次</text:p>", "培训场次"),
        ("<text:p>一<text:line-break/>二</text:p><text:p>三</text:p>", "一\n二\n三"),
        ("<text:p>1<text:s text:c='3'/>2<text:tab/>3</text:p>", "1   2 3"),
        ("<text:p>一\n  二</text:p>", "一   二"),
        ("<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>", "甲"),
        ("<text:section><text:p>乙</text:p></text:section>", "乙"),
        ("<text:p>丙<office:annotation><text:p>批注</text:p></office:annotation></text:p>", "丙"),
        ("<text:p><text:a>链接</text:a></text:p>", "链接"),
        (
            "<text:p><text:ruby><text:ruby-base>丁</text:ruby-base>"
            "<text:ruby-text>ding</text:ruby-text></text:ruby></text:p>",
            "丁",
        ),
    ],
)
def test_what_a_cell_of_opendocument_text_says(inner, expected):
    assert texts(in_cell(inner)) == [[expected]]


def test_tracked_changes_of_opendocument_text():
    body = (
        "<text:tracked-changes>"
        '<text:changed-region text:id="d"><text:deletion><text:p>10</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="i"><text:insertion/>'
        "</text:changed-region></text:tracked-changes>"
        '<text:p>完成<text:change text:change-id="d"/><text:change-start text:change-id="i"/>11'
        '<text:change-end text:change-id="i"/>场</text:p>'
    )
    grid = read_grid(one_file.odt(body))
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["完成11场"]]
    assert any("删除1处" in warning and "插入1处" in warning for warning in grid.warnings)


def style(properties: str) -> str:
    return (
        '<style:style style:name="T1" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
    )


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ('text:display="none"', "隐藏文字"),
        ('fo:color="#ffffff"', "白色文字"),
        ('fo:font-size="1pt"', "极小的文字"),
    ],
)
def test_hidden_text_of_opendocument_text(properties, reason):
    inner = '<text:p>看得见<text:span text:style-name="T1">看不见</text:span></text:p>'
    grid = read_grid(in_cell(inner, style(properties)))
    assert [row.first_text for row in grid.rows] == ["看得见"]
    assert [(one.text, one.reason) for one in grid.concealed] == [("看不见", reason)]


@pytest.mark.parametrize("name", DRAWINGS)
def test_word_2003_xml(name):
    plain = docx([DRAWINGS[name]])
    assert shown(one_file.word_2003(plain)) == shown(plain)


def word_2003(runs: str) -> bytes:
    data = one_file.word_2003(docx([DRAWINGS["annex"]])).decode()
    start, end = data.index("<w:body>"), data.index("</w:body>")
    return f"{data[:start]}<w:body><wx:sect><w:p>{runs}</w:p></wx:sect>{data[end:]}".encode()


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", ["一", "二"]),
        (
            '<w:r><w:rPr><w:vanish w:val="on"/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>',
            ["显"],
        ),
        ('<w:r><w:rPr><w:vanish w:val="off"/></w:rPr><w:t>显</w:t></w:r>', ["显"]),
        (
            '<aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content><w:r><w:delText>10'
            "</w:delText></w:r></aml:content></aml:annotation>"
            '<aml:annotation aml:id="1" w:type="Word.Insertion"><aml:content><w:r><w:t>11</w:t>'
            "</w:r></aml:content></aml:annotation>",
            ["11"],
        ),
        (
            '<aml:annotation aml:id="0" w:type="Word.Comment"><aml:content><w:p><w:r><w:t>批注'
            "</w:t></w:r></w:p></aml:content></aml:annotation><w:r><w:t>正文</w:t></w:r>",
            ["正文"],
        ),
        (
            '<st1:date xmlns:st1="urn:schemas-microsoft-com:office:smarttags"><w:r><w:t>2023年'
            "</w:t></w:r></st1:date><w:r><w:t>度</w:t></w:r>",
            ["2023年度"],
        ),
        ('<w:hlink w:dest="http://x"><w:r><w:t>链接</w:t></w:r></w:hlink>', ["链接"]),
    ],
)
def test_what_a_paragraph_of_word_2003_xml_says(runs, expected):
    assert [row.first_text for row in read_grid(word_2003(runs)).rows] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_excel_2003_xml(name, encoding):
    if encoding == "gb2312" and name != "annex":
        return
    plain = xlsx([DRAWINGS[name]])
    packed = one_file.excel_2003(plain, "gb18030" if encoding == "gb2312" else encoding)
    assert shown(packed.replace(b"gb18030", b"gb2312", 1)) == shown(plain)


STYLES = (
    '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="q" ss:Parent="p"><Font ss:Bold="1"/></Style>'
    '<Style ss:ID="s"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="w"><Font ss:Color="#FFFFFF"/></Style>'
    '<Style ss:ID="x"><Font ss:StrikeThrough="1"/></Style>'
)


def cells(inner: str) -> bytes:
    return one_file.spreadsheet(
        f'<Worksheet ss:Name="表"><Table><Row>{inner}</Row></Table></Worksheet>', STYLES
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<Cell ss:StyleID="p"><Data ss:Type="Number">0.9354</Data></Cell>', "93.54%"),
        ('<Cell ss:StyleID="q"><Data ss:Type="Number">0.9354</Data></Cell>', "93.54%"),
        ('<Cell ss:StyleID="s"><Data ss:Type="Number">2885887</Data></Cell>', "2,885,887.00"),
        ('<Cell><Data ss:Type="String">10</Data></Cell>', "10"),
        ('<Cell><Data ss:Type="String">=685公里</Data></Cell>', "=685公里"),
        ('<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell>', "2"),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">'
            "<B>总</B>分<Font>（分）</Font></ss:Data></Cell>",
            "总分（分）",
        ),
        ('<Cell><Data ss:Type="String">一&#10;二</Data></Cell>', "一\n二"),
        (
            '<ss:Cell><ss:Data ss:Type="String">甲</ss:Data><Comment><ss:Data>乙</ss:Data></Comment></ss:Cell>',
            "甲",
        ),
    ],
)
def test_what_a_cell_of_excel_2003_xml_shows(cell, expected):
    assert texts(cells(cell)) == [[expected]]


def test_hidden_text_of_excel_2003_xml():
    grid = read_grid(cells('<Cell ss:StyleID="w"><Data ss:Type="String">白</Data></Cell>'))
    assert [(one.text, one.reason) for one in grid.concealed] == [("白", "白色文字")]


def test_struck_out_text_of_excel_2003_xml():
    grid = read_grid(
        cells(
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>10</S>11'
            '</ss:Data></Cell><Cell ss:StyleID="x"><Data ss:Type="String">12</Data></Cell>'
        )
    )
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["11"]]
    assert [one.text for one in grid.struck_out] == ["10", "12"]


def test_places_of_excel_2003_xml():
    sheet = (
        '<Worksheet ss:Name="表"><Table><Column ss:Index="3" ss:Hidden="1"/>'
        '<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="2" ss:MergeDown="1">'
        '<Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="String">乙</Data></Cell></Row>'
        '<Row ss:Hidden="1" ss:Index="6"><Cell><Data ss:Type="String">藏</Data></Cell></Row>'
        "</Table></Worksheet>"
        '<Worksheet ss:Name="隐"><Table><Row><Cell><Data ss:Type="String">丙</Data></Cell></Row></Table>'
        "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'>"
        "<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    )
    grid = read_grid(one_file.spreadsheet(sheet))
    assert [
        [(cell.text, cell.location.cell, cell.columns, cell.rows) for cell in row.cells]
        for row in grid.rows
    ] == [[("甲", "B3", 3, 2), ("乙", "E3", 1, 1)]]
    assert [(one.text, one.reason) for one in grid.concealed] == [
        ("藏", "隐藏的行"),
        ("丙", "隐藏的工作表“隐”"),
    ]


@pytest.mark.parametrize(
    "inner",
    [
        '<Cell ss:MergeAcross="99999999" ss:MergeDown="99999999"/>',
        "<Cell/>" * 200_001,
        '<Cell ss:MergeAcross="3" ss:MergeDown="3"/></Row><Row><Cell ss:MergeAcross="3"/>',
    ],
)
def test_workbooks_made_to_cost_time(inner):
    with pytest.raises(ReadError):
        read_grid(cells(inner))


@pytest.mark.parametrize(
    "body",
    [
        "<table:table><table:table-row table:number-rows-repeated='99999999'>"
        "<table:table-cell/></table:table-row></table:table>",
        "<table:table><table:table-row table:number-rows-repeated='19000'>"
        "<table:table-cell table:number-columns-repeated='99999999'/></table:table-row></table:table>",
        "<text:section>" * 1_000 + "</text:section>" * 1_000,
        "<text:p>" + "<text:span>" * 1_000 + "</text:span>" * 1_000 + "</text:p>",
    ],
)
def test_texts_made_to_cost_time(body):
    with pytest.raises(ReadError):
        read_grid(one_file.odt(body))
