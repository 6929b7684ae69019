"""Word documents (.docx, .docm): paragraphs and tables in their order, as printed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import LAYOUT_PICTURE, Grid
from reviewer.intake.readers.symbols import UNKNOWN
from reviewer.intake.readers.word.blocks import TBL, P, blocks, has_deleted_end, stray_texts
from reviewer.intake.readers.word.looks import W
from reviewer.intake.readers.word.parts import Parts
from reviewer.intake.readers.word.pictures import recognize
from reviewer.intake.readers.word.rows import Spot, Tables
from reviewer.intake.readers.word.runs import Passage
from reviewer.intake.readers.word.text import Writing
from reviewer.models import Location

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
"""An lxml element; lxml ships no types."""

_SECTION = f"{W}sectPr"


def read(data: bytes) -> Grid:
    """The paragraphs and tables of a document.

    Tracked insertions are read and deletions are not, as Word prints them; macros, links and
    embedded objects are left alone.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    document = open_document(data)
    reader = _Reader(document)
    if not any(row.ruled for row in reader.grid.rows):
        recognize(document, reader.pictures, reader.grid)
    reader.say_changes()
    return reader.grid


def places(document: Document) -> dict[Spot, Element]:
    """The paragraph or cell at each place that `read` names; empty and merged cells included."""
    return _Reader(document).spots


def open_document(data: bytes) -> Document:
    """The document as python-docx has it; `data` is a plain package, see reviewer.intake.packing.

    Raises:
        ReadError: it is damaged.
    """
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a damaged package makes the library stumble over
        raise ReadError("文件已损坏，无法读取") from error


class _Reader:
    """Walks the body once, section by section."""

    def __init__(self, document: Document) -> None:
        self.grid = Grid()
        self.spots: dict[Spot, Element] = {}
        self.pictures: list[tuple[Element, Location]] = []
        self._writing = Writing(document)
        self._parts = Parts(document, self._writing)
        self._tables = Tables(self._writing, self.grid, self.spots, self._flow, self._tell)
        self._begun = ""
        self._margins: list[tuple[str, str]] = []
        self._told: set[tuple[str, str]] = set()
        body = document.element.body
        sections = list(body.iterfind(f"{P}/{W}pPr/{_SECTION}"))
        self._sections = [*sections, *body.iterfind(_SECTION)]
        self._next_section()
        self._flow(body, 0)
        for text in stray_texts(body, self._writing.met):
            self.grid.aside(text, "")

    def _flow(self, parent: Element, depth: int) -> None:
        """The paragraphs and tables in an element, in their order."""
        for element in blocks(parent):
            if element.tag == TBL:
                self._tables.read(element, depth)
            else:
                self._paragraph(element, depth)
        self._end_line(self._at())

    def _at(self) -> Location:
        return Location(line=self._tables.line)

    def _paragraph(self, element: Element, depth: int) -> None:
        self._tables.line += 1
        at = self._at()
        self.spots[self._tables.line, None] = element
        passage = self._writing.paragraph(element)
        for line in passage.boxes:
            self.grid.line([line], self._tables.count + 1, at)
        passage.boxes = []
        if passage.pictures and not passage.text:
            self.grid.aside("图片", LAYOUT_PICTURE, at)
        self._tell(passage, at)
        self._begun += passage.text
        if not has_deleted_end(element):
            self._end_line(at)
        for table in passage.tables:
            # LibreOffice puts the tables of some old documents into frames.
            self._tables.read(table, depth + 1)
        if element.find(f"{W}pPr/{_SECTION}") is not None:
            self._next_section()

    def _end_line(self, at: Location) -> None:
        """Add what was read of a paragraph, which a deleted end joins with the one behind it."""
        text, self._begun = self._begun, ""
        for line in text.split("\n"):
            self.grid.line([line], self._tables.count + 1, at)

    def _tell(self, passage: Passage, at: Location) -> list[str]:
        """Note what a passage holds besides its text; the footnotes and endnotes that it refers to."""
        for text, reason in passage.hidden:
            self.grid.conceal(text, reason, at)
        for text in passage.struck:
            self.grid.strike(text, at)
        notes = [(kind, number, self._parts.note(kind, number)) for kind, number in passage.notes]
        for kind, number, text in notes:
            if (kind, number) not in self._told:
                self._told.add((kind, number))
                self.grid.aside(text, kind, at)
        for line in passage.boxes:
            self.grid.aside(line, "文本框", at)
        self.pictures += [(element, at) for element in passage.pictures]
        return [text for kind, _, text in notes if kind != "批注"]

    def _next_section(self) -> None:
        """What heads and ends the pages of a section, unless those before it had the same."""
        if not self._sections:
            return
        margins = list(self._parts.margins(self._sections.pop(0)))
        for where, line in margins if margins != self._margins else ():
            self.grid.aside(line, where)
        self._margins = margins or self._margins

    def say_changes(self) -> None:
        """Tracked changes, and signs that cannot be told, are said once for the whole file."""
        counts = +self._writing.revisions
        if counts:
            told = "、".join(f"{what}{count}处" for what, count in sorted(counts.items()))
            self.grid.warnings.append(
                f"文档里有未接受的修订（{told}），已按接受修订后的文字读取；请接受或拒绝修订后再提交"
            )
        if self._writing.unknown_signs:
            self.grid.warnings.append(
                f"文档里有{self._writing.unknown_signs}个特殊字体的符号无法辨认，读作“{UNKNOWN}”；"
                "请改用普通字符"
            )
