"""Drawings of forms written as Word, Excel and web documents."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from xml.sax.saxutils import escape as xml_escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from tests.documents.ruling import Drawing, Placed

_DATE = dt.datetime(2024, 1, 15, 9, 0, 0)
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?%")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.(\d+))?")
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.(\d+))?")


def docx(drawings: Sequence[Drawing]) -> bytes:
    """A Word document, each form on a page of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    document.styles["Normal"].font.size = Pt(9)
    document.core_properties.created = document.core_properties.modified = _DATE
    for number, drawing in enumerate(drawings):
        if number:
            document.add_page_break()
        for line in drawing.above:
            document.add_paragraph(line).alignment = 1
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(_table(drawing)))
        for line in drawing.below or ("",):  # Word ends every document with a paragraph
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return _with_fixed_dates(stream.getvalue())


def _table(drawing: Drawing) -> str:
    width = 10_200 // drawing.width
    # Word's grid has a column between any two edges that some row uses, and no others.
    edges = sorted(
        {0, drawing.width}
        | {edge for cell in drawing.cells for edge in (cell.column, cell.column + cell.columns)}
    )
    index = {edge: number for number, edge in enumerate(edges)}
    grid = "".join(
        f'<w:gridCol w:w="{width * (right - left)}"/>' for left, right in pairwise(edges)
    )
    covered = {
        (row, cell.column): cell
        for cell in drawing.cells
        for row in range(cell.row + 1, cell.row + cell.rows)
    }
    by_row: dict[int, list[tuple[int, Placed, bool]]] = {}
    for cell in drawing.cells:
        by_row.setdefault(cell.row, []).append((cell.column, cell, False))
    for (row, column), cell in covered.items():
        by_row.setdefault(row, []).append((column, cell, True))
    rows = ""
    for row in sorted(by_row):
        cells = ""
        for _, cell, is_below in sorted(by_row[row], key=lambda item: item[0]):
            merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>'
            merge = "<w:vMerge/>" if is_below else merge
            words = "" if is_below else cell.text
            lines = "<w:br/>".join(
                f'<w:t xml:space="preserve">{xml_escape(line)}</w:t>' for line in words.split("\n")
            )
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width * cell.columns}" w:type="dxa"/>'
                f'<w:gridSpan w:val="{index[cell.column + cell.columns] - index[cell.column]}"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
                f'<w:p><w:r><w:rPr><w:sz w:val="18"/></w:rPr>{lines}</w:r></w:p></w:tc>'
            )
        rows += f"<w:tr>{cells}</w:tr>"
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="10200" w:type="dxa"/><w:tblBorders>{sides}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def xlsx(drawings: Sequence[Drawing], *, one_sheet: bool = False) -> bytes:
    """A workbook, each form on a sheet of its own or all on one; numbers are numbers."""
    book = Workbook()
    book.properties.created = book.properties.modified = _DATE
    sheet = book.active
    thin = Side(style="thin")
    start = 0
    for number, drawing in enumerate(drawings, start=1):
        if number == 1 or not one_sheet:
            sheet = sheet if number == 1 else book.create_sheet()
            sheet.title = f"表{number}"
            start = 0
        lines = [Placed(line, row, 0, drawing.width) for row, line in enumerate(drawing.above)]
        top = start + len(lines)
        placed = [(start, cell) for cell in lines] + [(top, cell) for cell in drawing.cells]
        bottom = top + drawing.height
        placed += [
            (bottom, Placed(line, row, 0, drawing.width)) for row, line in enumerate(drawing.below)
        ]
        for offset, cell in placed:
            first = sheet.cell(offset + cell.row + 1, cell.column + 1)
            first.value, first.number_format = valued(cell.text)
            if isinstance(first.value, str):
                first.data_type = "s"  # =685公里 is no formula
            first.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
            first.font = Font(name="宋体", size=10)
            first.border = Border(thin, thin, thin, thin)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=first.row,
                    start_column=first.column,
                    end_row=first.row + cell.rows - 1,
                    end_column=first.column + cell.columns - 1,
                )
        start = bottom + len(drawing.below) + 2
    for one in book.worksheets:
        for column in range(1, 80):
            one.column_dimensions[get_column_letter(column)].width = 4.2
        one.page_setup.orientation, one.page_setup.fitToWidth = "landscape", 1
        one.page_setup.fitToHeight = 0
        one.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return _with_fixed_dates(stream.getvalue())


def valued(text: str) -> tuple[object, str]:
    """What a clerk's Excel holds where it shows `text`: a value and its number format."""
    if not text:
        return None, "General"
    if (found := _PERCENT.fullmatch(text)) and len(text) < 12:
        decimals = len(found[2] or "")
        value = round(float(f"{found[1]}.{found[2] or 0}") / 100, decimals + 2)
        return value, "0%" if not decimals else f"0.{'0' * decimals}%"
    if (found := _GROUPED.fullmatch(text)) and len(text) < 18:
        decimals = len(found[1] or "")
        return float(text.replace(",", "")), "#,##0" + (f".{'0' * decimals}" if decimals else "")
    if (found := _NUMBER.fullmatch(text)) and len(text) < 13:
        decimals = len(found[1] or "")
        return float(text) if decimals else int(text), f"0.{'0' * decimals}" if decimals else "0"
    return text, "@"


def _with_fixed_dates(data: bytes) -> bytes:
    """The same container with the same dates, so that writing again changes nothing."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2024-01-15T09:00:00Z", content)
            info = zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0))
            copy.writestr(info, content, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def html(drawings: Sequence[Drawing]) -> bytes:
    """A page of an office's site with the forms on it."""
    body = "".join(_html_form(drawing) for drawing in drawings)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>绩效自评结果公开</title>'
        "<style>td{border:1px solid #333;padding:4px} .nav a{color:#fff}</style>"
        "<script>document.title='x'</script></head><body>"
        '<div class="nav" style="background:#a00"><a href="/">首页</a><a href="/xxgk">信息公开</a></div>'
        '<ul><li><a href="/a">机构职能</a></li><li><a href="/b">财政预决算</a></li></ul>'
        f"<div class=article>{body}</div>"
        "<footer><p>主办：某县人民政府办公室</p></footer></body></html>\n"
    ).encode()


def _html_form(drawing: Drawing) -> str:
    by_row: dict[int, list[Placed]] = {}
    for cell in drawing.cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = ""
    for row in range(drawing.height):
        cells = "".join(
            f"<td colspan={cell.columns} rowspan={cell.rows}>"
            f"{escape(cell.text).replace(chr(10), '<br>')}</td>"
            for cell in sorted(by_row.get(row, ()), key=lambda cell: cell.column)
        )
        rows += f"<tr>{cells}</tr>\n"
    above = "".join(f"<p align=center>{escape(line)}</p>" for line in drawing.above)
    below = "".join(f"<p>{escape(line)}</p>" for line in drawing.below)
    return f"{above}<table>{rows}</table>{below}\n"


def _matrix(drawing: Drawing) -> list[list[str]]:
    """Rows of all columns, as a spreadsheet saves them without merges."""
    matrix = [[""] * drawing.width for _ in range(drawing.height)]
    for cell in drawing.cells:
        matrix[cell.row][cell.column] = cell.text
    first = [[line, *[""] * (drawing.width - 1)] for line in drawing.above]
    last = [[line, *[""] * (drawing.width - 1)] for line in drawing.below]
    return [*first, *matrix, *last]


def csv_text(drawings: Sequence[Drawing]) -> bytes:
    """What Excel saves as CSV, with the mark that it sets."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for drawing in drawings:
        writer.writerows(_matrix(drawing))
    return stream.getvalue().encode("utf-8-sig")


def markdown(drawings: Sequence[Drawing]) -> bytes:
    """Pipe tables, the first row of each as its head."""
    parts: list[str] = []
    for drawing in drawings:
        parts += [f"# {line}\n" for line in drawing.above]
        matrix = _matrix(drawing)[len(drawing.above) : len(drawing.above) + drawing.height]
        for number, row in enumerate(matrix):
            cells = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in row)
            parts.append("| " + " | ".join(cells) + " |")
            if number == 0:
                parts.append("|" + " --- |" * drawing.width)
        parts.append("")
        parts += [f"{line}\n" for line in drawing.below]
    return ("\n".join(parts) + "\n").encode()


WRITERS = {"docx": docx, "xlsx": xlsx, "html": html, "csv": csv_text, "md": markdown}
