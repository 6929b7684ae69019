"""The sheet in front of an annotated workbook: every finding, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from rich.cells import cell_len

from reviewer.annotate.notes import COLOURS, DRAFT_COLOUR, SUMMARY, Marked, Note, heading
from reviewer.annotate.sheet_cells import reference
from reviewer.annotate.sheet_notes import MAIN, M
from reviewer.annotate.sheet_styles import Styles
from reviewer.intake.own_reports import SUMMARY_END
from reviewer.models import Location
from reviewer.report.unchecked import reasons

_HEADINGS = ("", "程度", "位置（点击可跳转）", "问题和怎么办")
_WIDTHS = (5, 9, 64, 72)
_FILLED = 0.85
"""Fonts are wider here and there than what the width of a column counts in."""
_LONGEST = 32_000
_LINE, _HIGHEST = 14, 409
"""Points; Excel knows no higher row."""


def summary(forms: Sequence[Marked], styles: Styles) -> bytes:
    """The part of the worksheet; all text is inline, so that nothing in it is a formula."""
    sheet = _Sheet()
    sheet.line([(SUMMARY, styles.text(bold=True, ruled=False))])
    for one in forms:
        sheet.line([])
        for number, text in enumerate(heading(one)):
            sheet.line([(text, styles.text(bold=number == 0, ruled=False))])
        if one.notes:
            sheet.line([(text, styles.text(bold=True, colour="F2F2F2")) for text in _HEADINGS])
        plain = styles.text()
        for number, note in enumerate(one.notes, start=1):
            colour = COLOURS[note.severity] if note.severity else DRAFT_COLOUR
            sheet.line(
                [
                    (str(number), plain),
                    (note.kind, styles.text(colour=colour)),
                    (note.where, plain),
                    ("\n".join(note.lines[1:]), plain),
                ],
                link=_target(note),
            )
        for reason in reasons(one.review):
            sheet.line([(f"无法检查：{reason}", styles.text(ruled=False))])
    sheet.line([])
    sheet.line([(SUMMARY_END, styles.text(ruled=False))])
    return sheet.written()


def _target(note: Note) -> str:
    at: Location = note.place
    if at.sheet is None or at.cell is None:
        return ""
    name = at.sheet.replace("'", "''")
    return f"'{name}'!{at.cell}"


def _lines(text: str, column: int) -> int:
    width = _WIDTHS[column] * _FILLED
    return sum(1 + int(cell_len(line) / width) for line in text.split("\n"))


class _Sheet:
    """A worksheet being written from top to bottom."""

    def __init__(self) -> None:
        self._root = etree.fromstring(f'<worksheet xmlns="{MAIN}"/>')
        views = etree.SubElement(self._root, f"{M}sheetViews")
        etree.SubElement(
            views, f"{M}sheetView", tabSelected="1", showGridLines="0", workbookViewId="0"
        )
        columns = etree.SubElement(self._root, f"{M}cols")
        for number, width in enumerate(_WIDTHS, start=1):
            etree.SubElement(
                columns,
                f"{M}col",
                min=str(number),
                max=str(number),
                width=str(width),
                customWidth="1",
            )
        self._data = etree.SubElement(self._root, f"{M}sheetData")
        self._links: list[tuple[str, str]] = []
        self._rows = 0

    def line(self, cells: Sequence[tuple[str, int]], link: str = "") -> None:
        """A row of texts with their styles; `link` is where its third cell leads."""
        row = etree.SubElement(self._data, f"{M}row", r=str(self._rows + 1))
        # Not every program makes a row as high as its wrapped text when it opens a file.
        height = max((_lines(text, column) for column, (text, _) in enumerate(cells)), default=1)
        if len(cells) > 1 and height > 1:
            row.set("ht", str(min(_HIGHEST, height * _LINE + 2)))
            row.set("customHeight", "1")
        for column, (text, style) in enumerate(cells):
            at = reference(self._rows, column)
            cell = etree.SubElement(row, f"{M}c", r=at, s=str(style), t="inlineStr")
            written = etree.SubElement(etree.SubElement(cell, f"{M}is"), f"{M}t")
            written.text = text[:_LONGEST]
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if link:
            self._links.append((reference(self._rows, 2), link))
        self._rows += 1

    def written(self) -> bytes:
        if self._links:
            links = etree.SubElement(self._root, f"{M}hyperlinks")
            for at, target in self._links:
                etree.SubElement(links, f"{M}hyperlink", ref=at, location=target)
        setup = etree.SubElement(
            self._root, f"{M}pageSetup", paperSize="9", orientation="landscape"
        )
        setup.set("fitToHeight", "0")
        properties = etree.Element(f"{M}sheetPr")
        etree.SubElement(properties, f"{M}pageSetUpPr", fitToPage="1")
        self._root.insert(0, properties)
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
