"""Drawings of forms as documents of other kinds: OpenDocument text, Word 2003 XML, Excel 2003 XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.utils import range_boundaries

from tests.documents.ruling import Drawing, Placed
from tests.intake.packing.variants import unzipped

_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
ODT = "application/vnd.oasis.opendocument.text"


def odt_content(body: str, styles: str = "", *, flat: bool = False) -> str:
    """A whole content.xml, or a whole flat document."""
    root = "office:document" if flat else "office:document-content"
    mimetype = f' office:mimetype="{ODT}"' if flat else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_ODF}{mimetype} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></{root}>"
    )


def odt(body: str, styles: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", odt_content(body, styles))
    return stream.getvalue()


def odt_body(drawing: Drawing) -> str:
    """The form as Writer and WPS write it: covered cells have elements of their own."""
    covered = {
        (row, column)
        for cell in drawing.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    by_place = {(cell.row, cell.column): cell for cell in drawing.cells}
    rows = ""
    for row in range(drawing.height):
        cells = ""
        for column in range(drawing.width):
            cell = by_place.get((row, column))
            if cell is not None:
                spans = ""
                if cell.columns > 1:
                    spans += f' table:number-columns-spanned="{cell.columns}"'
                if cell.rows > 1:
                    spans += f' table:number-rows-spanned="{cell.rows}"'
                cells += f"<table:table-cell{spans}>{_paragraphs(cell.text)}</table:table-cell>"
            elif (row, column) in covered:
                cells += "<table:covered-table-cell/>"
            else:
                cells += "<table:table-cell/>"
        rows += f"<table:table-row>{cells}</table:table-row>"
    table = (
        f'<table:table><table:table-column table:number-columns-repeated="{drawing.width}"/>'
        f"{rows}</table:table>"
    )
    return _lines(drawing.above) + table + _lines(drawing.below)


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)


def _paragraphs(text: str) -> str:
    return _lines(text.split("\n"))


def word_2003(docx: bytes) -> bytes:
    """A document as Word 2003 saved it: the words of today's in another namespace."""
    body = unzipped(docx)["word/document.xml"].decode()
    body = re.search(r"<w:body>.*</w:body>", body, re.DOTALL)[0]
    body = body.replace("w:vMerge", "w:vmerge").replace("w:eastAsia", "w:fareast")
    body = body.replace("<w:body>", "<w:body><wx:sect>").replace("</w:body>", "</wx:sect></w:body>")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        '<?mso-application progid="Word.Document"?>\r\n'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core" w:macrosPresent="no">'
        '<w:fonts><w:defaultFonts w:ascii="Times New Roman"/></w:fonts>'
        f"<w:docPr><w:view w:val='print'/></w:docPr>{body}</w:wordDocument>"
    ).encode()


def excel_2003(xlsx: bytes, encoding: str = "utf-8") -> bytes:
    """A workbook as Excel 2003 saved it: empty cells left out, indexes where something is."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    formats = {"General": "sGeneral"}
    sheets = ""
    for sheet in book:
        merged = {}
        for one in sheet.merged_cells.ranges:
            left, top, right, bottom = range_boundaries(str(one))
            merged[top, left] = (right - left, bottom - top)
        rows = ""
        for row in sheet.iter_rows():
            cells, last = "", 0
            for cell in row:
                across, down = merged.get((cell.row, cell.column), (0, 0))
                if cell.value is None:
                    continue
                style = formats.setdefault(cell.number_format, f"s{len(formats)}")
                kind = "String" if isinstance(cell.value, str) else "Number"
                more = f' ss:MergeAcross="{across}"' if across else ""
                more += f' ss:MergeDown="{down}"' if down else ""
                if cell.column != last + 1:
                    more += f' ss:Index="{cell.column}"'
                cells += (
                    f'<Cell ss:StyleID="{style}"{more}><Data ss:Type="{kind}">'
                    f"{escape(str(cell.value)).replace(chr(10), '&#10;')}</Data></Cell>"
                )
                last = cell.column + across
            if cells:
                rows += f'<Row ss:Index="{row[0].row}">{cells}</Row>\n'
        sheets += f"<Worksheet ss:Name={quoteattr(sheet.title)}><Table>{rows}</Table></Worksheet>"
    styles = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format={quoteattr(one)}/></Style>'
        for one, name in formats.items()
    )
    return spreadsheet(sheets, styles, encoding)


def spreadsheet(sheets: str, styles: str = "", encoding: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:html="http://www.w3.org/TR/REC-html40">'
        f'<Styles><Style ss:ID="Default" ss:Name="Normal"/>{styles}</Styles>{sheets}</Workbook>'
    ).encode(encoding)


__all__ = ["Placed", "excel_2003", "odt", "odt_body", "odt_content", "spreadsheet", "word_2003"]
