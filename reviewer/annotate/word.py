"""A copy of a Word document with a comment at each cell and a summary page in front."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewer.annotate.notes import (
    COLOURS,
    SUMMARY,
    Marked,
    Note,
    by_place,
    heading,
)
from reviewer.intake.own_reports import AUTHOR, SUMMARY_END
from reviewer.intake.readers.word.document import open_document, places
from reviewer.intake.readers.word.looks import W
from reviewer.report.unchecked import reasons

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

_INITIALS = "审核"
_HEADINGS = ("", "程度", "位置", "问题和怎么办")
_WIDTHS = (0.05, 0.09, 0.28, 0.58)
_SMALL = 9
"""Points."""
_USUAL_ROOM = 5_274_000
"""In EMU: A4 upright with Word's margins."""


def annotate(data: bytes, forms: Sequence[Marked]) -> bytes:
    """The document with comments and summary; every other part is kept byte by byte.

    Raises:
        ReadError: the document is damaged.
    """
    document = open_document(data)
    _add_section(document)
    at = places(document)
    for place, notes in by_place(forms).items():
        line = place.line or 0
        element = at.get((line, place.column), at.get((line, None)))
        if element is not None:
            _comment(document, element, notes)
    _summary(document, forms)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _comment(document: Document, element: Any, notes: Sequence[Note]) -> None:
    """A comment for each note, over all the text of the cell or paragraph."""
    first, last = _runs(document, element)
    for note in notes:
        document.add_comment([first, last], note.text, AUTHOR, _INITIALS)


def _runs(document: Document, element: Any) -> tuple[Run, Run]:
    """The first and last run of a cell or paragraph; an empty run where it has none."""
    from docx.oxml.parser import OxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    paragraphs = [element] if element.tag == f"{W}p" else list(element.iterfind(f"{W}p"))
    if not paragraphs:
        paragraphs = [OxmlElement("w:p")]
        element.append(paragraphs[0])
    runs = [run for one in paragraphs for run in one.iterfind(f"{W}r")]
    paragraph = Paragraph(paragraphs[0], document._body)
    if not runs:
        runs = [paragraph.add_run()._r]
    return Run(runs[0], paragraph), Run(runs[-1], paragraph)


def _summary(document: Document, forms: Sequence[Marked]) -> None:
    """Put the list of all findings before the body, with a page break behind it."""
    from docx.enum.text import WD_BREAK
    from docx.shared import Pt

    body = document.element.body
    before = set(body)
    title = document.add_paragraph()
    run = title.add_run(SUMMARY)
    run.bold, run.font.size = True, Pt(14)
    for one in forms:
        for number, line in enumerate(heading(one)):
            run = document.add_paragraph().add_run(line)
            run.bold, run.font.size = number == 0, Pt(11 if number == 0 else _SMALL + 1)
        if one.notes:
            _table(document, one.notes)
        for reason in reasons(one.review):
            document.add_paragraph().add_run(f"无法检查：{reason}").font.size = Pt(_SMALL)
    end = document.add_paragraph().add_run(SUMMARY_END)
    end.font.size = Pt(_SMALL)
    end.add_break(WD_BREAK.PAGE)
    for index, element in enumerate([one for one in body if one not in before]):
        body.insert(index, element)


def _table(document: Document, notes: Sequence[Note]) -> None:
    from docx.shared import Pt

    room = _room(document)
    table = document.add_table(1 + len(notes), len(_HEADINGS))
    table.autofit = False
    for column, share in zip(table.columns, _WIDTHS, strict=True):
        column.width = int(room * share)
    _rule(table._tbl)
    listed = [
        (str(number), note.kind, note.where, "\n".join(note.lines[1:]))
        for number, note in enumerate(notes, start=1)
    ]
    cells = [list(row.cells) for row in table.rows]
    for line, texts in zip(cells, [_HEADINGS, *listed], strict=True):
        for cell, text, share in zip(line, texts, _WIDTHS, strict=True):
            cell.width = int(room * share)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(_SMALL), texts is _HEADINGS
    for line, note in zip(cells[1:], notes, strict=True):
        if note.severity:
            _shade(line[1]._tc, COLOURS[note.severity])


def _add_section(document: Document) -> None:
    """What python-docx adds needs the section that the body ends with; a document may have none."""
    from docx.oxml.parser import OxmlElement

    body = document.element.body
    if not len(body) or body[-1].tag != f"{W}sectPr":
        body.append(OxmlElement("w:sectPr"))


def _room(document: Document) -> int:
    """The width between the margins; that of a usual page where the document does not say it."""
    try:
        section = document.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    except (ValueError, IndexError):  # programs write widths of 11907.55
        room = 0
    return room if room > 0 else _USUAL_ROOM


def _rule(table: Any) -> None:
    """Lines around all cells; the document may not have a style of a ruled table."""
    from docx.oxml.parser import parse_xml

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f'<w:tblBorders xmlns:w="{W[1:-1]}">{sides}</w:tblBorders>')
    properties = table.tblPr
    behind = [f"{W}{name}" for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
    at = next((one for one in properties if one.tag in behind), None)
    properties.insert(len(properties) if at is None else properties.index(at), borders)


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml.parser import parse_xml

    shade = f'<w:shd xmlns:w="{W[1:-1]}" w:val="clear" w:color="auto" w:fill="{colour}"/>'
    cell.get_or_add_tcPr().append(parse_xml(shade))
