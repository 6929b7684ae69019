"""The rows of a Word table: text, merged cells, tables within cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import OBJECT, PICTURE, Cell, Grid, Row, UnreadCell
from reviewer.intake.readers.word.blocks import TBL
from reviewer.intake.readers.word.looks import W
from reviewer.intake.readers.word.runs import Passage
from reviewer.intake.readers.word.tables import Line, Place, grid_width, lines_of
from reviewer.intake.readers.word.text import Writing
from reviewer.models import Location

Element = Any
Spot = tuple[int, int | None]
"""Line and column of a Location; the column is None for a paragraph and for a row's first cell."""

_MOST_LABELS = 2
"""A block of the form stands beside its label; a cell of a data row has more neighbours."""
_COVERED = "被合并单元格遮住的文字"
_TEXTS = frozenset({f"{W}t", f"{W}sym"})
_REFERS_TO_NOTE = re.compile(r"[见详](?:本页|表[下后])?(?:的)?(?:脚注|尾注|附注|下?注)")
"""The reason stands in the note, and belongs into the cell."""


@dataclass(slots=True)
class _Cell:
    """A cell that may be merged with those below: it stands in rows `first` to `last`."""

    element: Element
    text: str
    column: int
    columns: int
    location: Location
    first: int
    last: int
    is_merged: bool = False


@dataclass(slots=True)
class _Table:
    """What was read of a table: the cells with text of each row, and the cells that stay open.

    `open_cells` are those of the row above by their first column; None for a cell that a deleted
    or hidden row took away.
    """

    number: int
    shift: int
    shaded: bool
    rows: list[tuple[list[_Cell], Location]] = field(default_factory=list)
    open_cells: dict[int, _Cell | None] = field(default_factory=dict)


@dataclass(slots=True)
class Tables:
    """Reads the tables of one document; `line` counts its paragraphs and rows, `count` its tables.

    `flow` reads the paragraphs and tables of a cell that only arranges the page.
    """

    writing: Writing
    grid: Grid
    spots: dict[Spot, Element]
    flow: Callable[[Element, int], None]
    tell: Callable[[Passage, Location], list[str]]
    line: int = 0
    count: int = 0
    _found: int = 0

    def read(self, element: Element, depth: int) -> None:
        """Add the rows of a table to the grid.

        Raises:
            ReadError: there are more rows or tables within tables than the limits allow.
        """
        table = self._begin(element, 0, depth)
        width = grid_width(element)
        page = self.count + 1
        for at, line, places in self._lines(element, table):
            holders = _arranging(places) if _holds_table(line.element) else []
            if holders:
                self._flush(table, page, width)
                table.rows, table.open_cells = [], {}
                for place in holders:
                    self.spots.setdefault((self.line, None), place.element)
                    self.flow(place.element, depth + 1)
                self.count += 1
                page = self.count + 1
            else:
                self._row(table, line, at, depth)
        self._flush(table, page, width)

    def _begin(self, element: Element, shift: int, depth: int) -> _Table:
        if depth > limits.MAX_DEPTH:
            raise ReadError("文档嵌套过深，未读取")
        self.count += 1
        return _Table(self.count, shift, self.writing.has_shading_style(element))

    def _lines(
        self, element: Element, table: _Table
    ) -> Iterator[tuple[Location, Line, list[Place]]]:
        """The rows that are there to be seen, each with its place in the document."""
        for number, line in enumerate(lines_of(element), start=1):
            self.line += 1
            self._found += 1
            if self._found > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            at = Location(line=self.line, place=f"第{table.number}个表格第{number}行")
            self.writing.revisions["插入"] += line.inserted
            self.writing.revisions["删除"] += line.deleted + line.is_deleted
            if line.is_deleted:
                table.open_cells = {place.column + table.shift: None for place in line.places}
            elif line.is_hidden:
                self._conceal(line, at)
                table.open_cells = {place.column + table.shift: None for place in line.places}
            else:
                yield at, line, line.places

    def _conceal(self, line: Line, at: Location) -> None:
        texts = [text for place in line.places if (text := self._letters(place.element))]
        self.grid.conceal(" ".join(texts), "隐藏的表格行", at)

    def _row(
        self, table: _Table, line: Line, at: Location, depth: int, beside: int | None = None
    ) -> None:
        """Read a row; `beside` is the row of the outer table that it continues to the right."""
        index = len(table.rows) if beside is None else beside
        if beside is None:
            table.rows.append(([], at))
        cells, start = table.rows[index]
        above, table.open_cells = table.open_cells, {}
        for place in line.places:
            column = place.column + table.shift
            if column + place.columns > limits.MAX_COLUMNS:
                self._beyond(place, at)
                continue
            over = above.get(column)
            passage = self.writing.cell(place.element, place.properties, shaded=table.shaded)
            text = self._text(passage, at.beside(column))
            for element in place.covered:
                joined = self.writing.cell(element, place.properties, shaded=table.shaded)
                text = f"{text}\n{self._text(joined, at)}".strip()
                passage.tables += joined.tables
            if place.merge == "continue" and over and (over.is_merged or not text):
                self.grid.conceal(text, _COVERED, at)
                cell, over.is_merged = over, True
            else:
                # What continues a cell that began no merge is a cell of its own.
                cell = _Cell(
                    place.element, text, column, place.columns, at.beside(column), index, index
                )
                cell.is_merged = place.merge != ""
                cells.append(cell)
            table.open_cells[column] = cell
            for number in {self.line, start.line or 0}:
                self._spot(number, cell.element, column, place.columns)
            if passage.tables and _is_block(place, line.places):
                self._splice(table, passage.tables, cell, depth)
            elif passage.tables:
                cell.text = "\n".join([cell.text, *self._words(passage.tables, at, depth)]).strip()
        for open_cell in table.open_cells.values():
            if open_cell is not None:
                open_cell.last = len(table.rows) - 1

    def _splice(self, table: _Table, inner: Sequence[Element], cell: _Cell, depth: int) -> None:
        """Rows of tables in the last cell of a row become rows, right of the label of that row."""
        for element in inner:
            lines = [line for line in lines_of(element) if line.places and not line.is_deleted]
            if all(len(line.places) < 2 for line in lines) and _holds_table(element):
                for place in [place for line in lines for place in line.places]:
                    passage = self.writing.joined(place.element)
                    text = self._text(passage, cell.location)
                    cell.text = f"{cell.text}\n{text}".strip()
                    self._splice(table, passage.tables, cell, depth + 1)
            elif len(lines) < 2 or all(len(line.places) < 2 for line in lines):
                words = self._words([element], cell.location, depth)
                cell.text = "\n".join([cell.text, *words]).strip()
            else:
                nested = self._begin(element, cell.column, depth + 1)
                nested.rows = table.rows
                for at, line, _ in self._lines(element, nested):
                    is_first = (
                        not cell.text
                        and len(table.rows) - 1 == cell.first
                        and not any(
                            one.column >= cell.column and one is not cell
                            for one in table.rows[cell.first][0]
                        )
                    )
                    self._row(nested, line, at, depth + 1, cell.first if is_first else None)

    def _text(self, passage: Passage, at: Location) -> str:
        """What the cell says; a text box stands in for it only where the cell says nothing else."""
        text = passage.text
        if not text and passage.boxes:
            text, passage.boxes = "\n".join(passage.boxes), []
        if not text and (passage.pictures or passage.objects):
            self.grid.unread.append(UnreadCell(at, "这一格是图片或嵌入的对象，没有读取"))
        if passage.pictures and not text and not passage.tables:
            self.grid.aside("图片", PICTURE, at)
        for _ in passage.objects:
            self.grid.aside("公式或嵌入的对象", OBJECT, at)
        notes = self.tell(passage, at)
        return "\n".join([text, *notes]) if _REFERS_TO_NOTE.search(text) else text

    def _letters(self, cell: Element) -> str:
        """All that is written in a cell which is not read."""
        texts = list(cell.iter(f"{W}t"))
        self.writing.met.update(texts)
        return "".join(one.text or "" for one in texts).strip()

    def _beyond(self, place: Place, at: Location) -> None:
        text = self._letters(place.element)
        self.grid.conceal(text, f"第{limits.MAX_COLUMNS}列以外的文字", at)

    def _spot(self, line: int, element: Element, column: int, columns: int) -> None:
        self.spots.setdefault((line, None), element)
        for covered in range(column, column + columns):
            self.spots[line, covered] = element

    def _words(self, tables: Sequence[Element], at: Location, depth: int) -> Iterator[str]:
        """The rows of tables as lines of text."""
        if depth > limits.MAX_DEPTH:
            raise ReadError("文档嵌套过深，未读取")
        for table in tables:
            for line in lines_of(table):
                if line.is_deleted:
                    continue
                words: list[str] = []
                for place in line.places:
                    passage = self.writing.joined(place.element)
                    text = self._text(passage, at)
                    words += [text, *self._words(passage.tables, at, depth + 1)]
                if any(words):
                    yield " ".join(word for word in words if word)

    def _flush(self, table: _Table, page: int, width: int) -> None:
        shown = [any(cell.text for cell in cells) for cells, _ in table.rows]
        before = [0, *accumulate(shown)]
        for cells, at in table.rows:
            row = tuple(
                Cell(
                    cell.text[: limits.MAX_CELL_TEXT],
                    cell.column,
                    cell.location,
                    cell.columns,
                    max(1, before[cell.last + 1] - before[cell.first]),
                )
                for cell in cells
                if cell.text
            )
            if row:
                reach = max(cell.column + cell.columns for cell in row)
                self.grid.rows.append(Row(row, page, max(width, reach), at, ruled=True))


def _holds_table(cell: Element) -> bool:
    return next(cell.iter(TBL), None) is not None


def _arranging(places: Sequence[Place]) -> list[Place]:
    """The cells with tables of a row that only arranges the page: no other cell says anything."""
    says = [place for place in places if _says(place.element)]
    return says if all(_holds_table(place.element) for place in says) else []


def _is_block(place: Place, places: Sequence[Place]) -> bool:
    """Whether a cell is the last that says anything in its row, behind labels only."""
    says = [one for one in places if _says(one.element)]
    return place is says[-1] and len(says) - 1 <= _MOST_LABELS


def _says(cell: Element) -> bool:
    """Whether anything but blanks stands in a cell."""
    if any(one.tag != f"{W}t" or (one.text or "").strip() for one in cell.iter(*_TEXTS)):
        return True
    return _holds_table(cell)
