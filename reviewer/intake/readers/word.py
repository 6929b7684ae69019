"""Word documents (.docx, .docm): paragraphs and tables in their order, as printed."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.word_text import W, Writing
from reviewer.models import Location

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
"""An lxml element; lxml ships no types."""

Place = tuple[int, int | None]
"""Line and column of a Location; the column is None for a paragraph and for a row's first cell."""

_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"})
"""Elements around paragraphs, rows and cells that say nothing about the layout."""
_VAL = f"{W}val"


def read(data: bytes) -> Grid:
    """The paragraphs and tables of a document.

    Tracked insertions are read and deletions are not, as Word prints them; macros, links and
    embedded objects are left alone.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    reader = _walked(open_document(data))
    reader.say_revisions()
    return reader.grid


def places(document: Document) -> dict[Place, Element]:
    """The paragraph or cell at each place that `read` names; empty and merged cells included."""
    return _walked(document).places


def _walked(document: Document) -> _Reader:
    reader = _Reader(Writing(document))
    reader.block(document.element.body, 0)
    return reader


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


@dataclass(slots=True)
class _Open:
    """A cell that is merged with cells below it: where it stands and what it says."""

    element: Element
    row: int
    at: int
    rows: int = 1


@dataclass(slots=True)
class _Reader:
    """Walks the body once; `_line` counts paragraphs and rows, `_table` tables."""

    writing: Writing
    grid: Grid = field(default_factory=Grid)
    places: dict[Place, Element] = field(default_factory=dict)
    _line: int = 0
    _table: int = 0
    _revisions: Counter[str] = field(default_factory=Counter)

    def block(self, parent: Element, depth: int) -> None:
        """The paragraphs and tables in an element, in their order."""
        if depth > limits.MAX_DEPTH:
            raise ReadError("文档嵌套过深，未读取")
        for element in parent:
            if element.tag == _P:
                self._paragraph(element, depth)
            elif element.tag == _TBL:
                self._read_table(element, depth)
            elif element.tag in _WRAPPERS:
                self.block(element, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        self._line += 1
        at = Location(line=self._line)
        self.places[self._line, None] = element
        shown, hidden = self.writing.paragraph(element)
        for text, reason in hidden:
            self.grid.conceal(text, reason, at)
        for line in shown.split("\n"):
            self.grid.line([line], self._table + 1, at)
        boxed, self.writing.boxed = self.writing.boxed, []
        for table in boxed:
            # LibreOffice puts the tables of some old documents into frames.
            self._read_table_inside(table, depth)

    def _read_table(self, table: Element, depth: int) -> None:
        self._table += 1
        page = self._table + 1
        width = sum(1 for _ in table.iterfind(f"{W}tblGrid/{W}gridCol"))
        shaded = self.writing.has_shading_style(table)
        open_cells: dict[int, _Open] = {}
        found: list[tuple[list[Cell], Location]] = []
        for number, row in enumerate(_inside(table, _TR), start=1):
            self._line += 1
            if len(found) + len(self.grid.rows) > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._revisions["删除"] += 1
                continue
            at = Location(line=self._line, place=f"第{self._table}个表格第{number}行")
            hidden = properties is not None and _is_hidden_row(properties)
            cells: list[Cell] = []
            nested: list[Element] = []
            column = _number(properties, "gridBefore")
            for cell in _inside(row, _TC):
                column += self._cell(cell, column, at, open_cells, cells, nested, found, shaded)
            if hidden:
                self.grid.conceal(" ".join(cell.text for cell in cells), "隐藏的表格行", at)
                continue
            if nested and not cells:
                self._flush(found, page, width)
                found, open_cells = [], {}
                for inner in nested:
                    self._read_table_inside(inner, depth)
                self._table += 1
                page = self._table + 1
            found.append((cells, at))
        self._flush(found, page, width)

    def _read_table_inside(self, table: Element, depth: int) -> None:
        if depth > limits.MAX_DEPTH:
            raise ReadError("文档嵌套过深，未读取")
        self._read_table(table, depth + 1)

    def _cell(
        self,
        cell: Element,
        column: int,
        at: Location,
        open_cells: dict[int, _Open],
        cells: list[Cell],
        nested: list[Element],
        found: list[tuple[list[Cell], Location]],
        shaded: bool,
    ) -> int:
        """Read one cell into `cells`; how many grid columns it covers."""
        properties = cell.find(f"{W}tcPr")
        span = min(max(1, _number(properties, "gridSpan", 1)), limits.MAX_COLUMNS)
        if column + span > limits.MAX_COLUMNS:
            return span
        merge = None if properties is None else properties.find(f"{W}vMerge")
        if merge is not None and merge.get(_VAL) != "restart":
            above = open_cells.get(column)
            if above is not None:
                self._place(above.element, column, span)
                above.rows += 1
                if above.at >= 0:
                    row = found[above.row][0]
                    row[above.at] = replace(row[above.at], rows=above.rows)
            return span
        shown, hidden, tables = self.writing.cell(cell, properties, shaded=shaded)
        for text, reason in hidden:
            self.grid.conceal(text, reason, at)
        open_cells[column] = _Open(cell, len(found), len(cells) if shown else -1)
        self._place(cell, column, span)
        if shown:
            cells.append(Cell(shown, column, at.beside(column), span))
        elif tables:
            nested.extend(tables)
        for inner in tables if shown else ():
            text = " ".join(self._words(inner))
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text}\n{text}".strip())
        return span

    def _place(self, cell: Element, column: int, span: int) -> None:
        self.places.setdefault((self._line, None), cell)
        for covered in range(column, column + span):
            self.places[self._line, covered] = cell

    def _words(self, table: Element) -> Iterator[str]:
        for paragraph in table.iter(_P):
            shown, _ = self.writing.paragraph(paragraph)
            if shown.strip():
                yield shown.strip()

    def _flush(self, found: list[tuple[list[Cell], Location]], page: int, width: int) -> None:
        for cells, at in found:
            if cells:
                reach = max(cell.column + cell.columns for cell in cells)
                self.grid.rows.append(Row(tuple(cells), page, max(width, reach), at, ruled=True))

    def say_revisions(self) -> None:
        """Tracked changes are said once, for the whole file."""
        counts = self._revisions + self.writing.revisions
        if counts:
            told = "、".join(f"{what}{count}处" for what, count in sorted(counts.items()))
            self.grid.warnings.append(
                f"文档里有未接受的修订（{told}），已按接受修订后的文字读取；请接受或拒绝修订后再提交"
            )


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls included."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inside(element, tag)


def _number(properties: Element | None, name: str, otherwise: int = 0) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    value = "" if found is None else (found.get(_VAL) or "")
    return int(value) if value.isdecimal() and len(value) < 5 else otherwise


def _is_hidden_row(properties: Element) -> bool:
    hidden = properties.find(f"{W}hidden")
    return hidden is not None and hidden.get(_VAL) not in ("0", "false")
