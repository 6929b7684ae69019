"""Excel workbooks written part by part, as programs write them that openpyxl would not write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def styles(
    codes: Sequence[str | int] = (), fonts: Sequence[str] = (), fills: Sequence[str] = ()
) -> str:
    """A style part: cell style n has code n, font n and fill n, the first where there is none.

    Args:
        codes: number formats, or the numbers that they go by.
        fonts: XML inside `font`.
        fills: XML inside `fill`.
    """
    own = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(codes)
        if isinstance(code, str)
    )
    count = max(len(codes), len(fonts), len(fills), 1)
    cells = ""
    for n in range(count):
        code = codes[n] if n < len(codes) else 0
        number = code if isinstance(code, int) else 200 + n
        font, fill = (n if n < len(ones) else 0 for ones in (fonts, fills))
        cells += f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"/>'
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1">{own}</numFmts>'
        f"<fonts>{''.join(f'<font>{one}</font>' for one in fonts or [''])}</fonts>"
        f"<fills>{''.join(f'<fill>{one}</fill>' for one in fills or [''])}</fills>"
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def workbook(
    *rows: str,
    style: str = "",
    strings: Sequence[str] = (),
    before: str = "",
    after: str = "",
    settings: str = "",
    parts: dict[str, str] | None = None,
    relations: str = "",
    name: str = "表1",
) -> bytes:
    """A workbook of one sheet.

    Args:
        rows: XML of the rows; one that is no element becomes a row of the cells it is.
        style: the style part, none if empty.
        strings: XML inside the `si` of the shared strings.
        before: XML before `sheetData`.
        after: XML after it.
        settings: XML in the workbook beside its sheets.
        parts: further parts by name.
        relations: relations of the sheet.
        name: of the sheet.
    """
    data = "".join(
        row if row.startswith(("<row", "<x:row")) else f"<row>{row}</row>" for row in rows
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>"
    )
    shared = "".join(f"<si>{one}</si>" for one in strings)
    content = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}<sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r3" Type="{RELATIONS}/sharedStrings" Target="/xl/strings.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/strings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(relations),
        **({"xl/styles.xml": style} if style else {}),
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in content.items():
            archive.writestr(part, text)
    return stream.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def text(*texts: str, style: int = 0) -> str:
    """Cells of inline strings."""
    return "".join(
        f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(one)}</t></is></c>'
        for one in texts
    )


def many_cells() -> bytes:
    """Values under formats, struck-out and hidden text, a merge and an error."""
    codes = [
        0,
        '0\\.0,"万元"',
        'General"个"',
        'yyyy"年"m"月"d"日"',
        "yyyy/m/d",
        "0.00%",
        "0;-0;;@",
        "0;;;",
    ]
    values = [0.1 + 0.2, 12345678, 5, 45054, 45054, 0.9354, 0, -7]
    fonts = [*[""] * len(codes), "<strike/>", '<color rgb="FFFFFFFF"/>', '<sz val="2"/>']
    struck = "<rPr><strike/></rPr>"
    runs = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
    looks = zip(("作废", "白字", "小字"), range(len(codes), len(fonts)), strict=True)
    return workbook(
        "".join(f'<c s="{n}"><v>{value!r}</v></c>' for n, value in enumerate(values)),
        runs + "".join(text(word, style=style) for word, style in looks),
        text("合并", "", "右边"),
        '<row r="6"><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c></row>',
        style=styles(codes, fonts),
        strings=(
            f"<r>{struck}<t>10</t></r><r><rPr/><t>11</t></r>",
            f"<r><t>甲</t></r><r>{struck}<t>乙</t></r>",
        ),
        after='<mergeCells><mergeCell ref="A3:B4"/></mergeCells>',
    )
