"""The cells of one sheet of an Excel workbook, read from its XML: values as displayed.

Formulas count by their stored value. Position, style and type of a cell may be missing, as
programs leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.number_format import displayed
from reviewer.intake.readers.office_xml import Element, integer, local, stream, truth
from reviewer.intake.readers.sheet.page_header import page_lines
from reviewer.intake.readers.sheet.sheet import Look, Merge, Place, Sheet
from reviewer.intake.readers.sheet.workbook_styles import Styles
from reviewer.intake.readers.sheet.workbook_text import Runs, text_of, unescaped
from reviewer.models.source import column_number

_MOST_TAGS = 1_500_000
"""In one sheet: those of as many cells as are read and many more that have nothing but a style."""
_MOST_ROW_TAGS = 16_384 * 6
"""Excel has 16,384 columns."""
_ROW = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?row[\s>]")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_NO_NUMBER = "格式设为不显示的数"
_NO_TEXT = "格式设为不显示的文字"
_PICTURE = "=DISPIMG("
"""What WPS stores for a picture in a cell; Excel stores an error with a value of its own."""
_EPOCH = datetime(1899, 12, 30)
"""A workbook knows no time zones."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[Runs]
    styles: Styles
    date1904: bool = False
    recalculates: bool = False
    """Values of formulas are stale: a program wrote the file and asks Excel to compute them."""


def read_cells(content: bytes, sheet: Sheet, book: Book) -> None:
    """Fill the sheet with what the part holds.

    Raises:
        ReadError: it is damaged, or holds more than the limits.
    """
    if content.count(b"<") > _MOST_TAGS or _has_endless_row(content):
        raise ReadError(
            f"工作表“{sheet.name}”超过 {limits.MAX_CELLS} 个单元格（有的只设了格式），未读取；"
            "请删除表格以外的行和列后再查"
        )
    reader = _Reader(sheet, book, any_white=b"conditionalFormatting" in content)
    names = ("row", "col", "mergeCell", "sheetView", "headerFooter")
    for kind, element in stream(content, *names):
        if kind == "row":
            reader.row(element)
        elif kind == "col":
            reader.column(element)
        elif kind == "mergeCell":
            reader.merge(element.get("ref") or "")
        elif kind == "sheetView":
            reader.shows_zeros = truth(element.get("showZeros"), default=True)
        else:
            for part in element:
                if text := part.text:
                    lines = sheet.below if local(part).endswith("Footer") else sheet.header
                    found = page_lines(unescaped(text), sheet.name)
                    lines += [line for line in found if line not in lines]
    sheet.hidden_rows, sheet.hidden_columns = reader.hidden_rows, reader.hidden_columns
    sheet.merge(reader.merges)


def _has_endless_row(content: bytes) -> bool:
    """Whether a row, which is held in memory as a whole, has more than any sheet's."""
    edges = [found.start() for found in _ROW.finditer(content)]
    return any(
        end - start > _MOST_ROW_TAGS and content.count(b"<", start, end) > _MOST_ROW_TAGS
        for start, end in pairwise([*edges, len(content)])
    )


class _Tags(NamedTuple):
    """Names of what stands in a cell, with the namespace of the part."""

    value: str
    formula: str
    inline: str


class _Reader:
    def __init__(self, sheet: Sheet, book: Book, *, any_white: bool) -> None:
        self.sheet = sheet
        self.book = book
        self.any_white = any_white
        """A colour that depends on the value may show what the cell's own colours hide."""
        self.shows_zeros = True
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Merge] = []
        self._row = -1

    def column(self, element: Element) -> None:
        width = element.get("width") or ""
        is_closed = truth(element.get("customWidth")) and width.strip("0.") == "" != width
        if truth(element.get("hidden")) or is_closed:
            last = min(integer(element.get("max")), limits.MAX_COLUMNS)
            self.hidden_columns.update(range(max(0, integer(element.get("min"), 1) - 1), last))

    def merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        corners = _place(first), _place(last)
        if corners[0] is None or corners[1] is None:
            return
        self.merges.append((*corners[0], *corners[1]))
        if len(self.merges) > limits.MAX_MERGES:
            raise ReadError(f"工作表有超过 {limits.MAX_MERGES} 处合并单元格，未读取")

    def row(self, element: Element) -> None:
        self._row = integer(element.get("r"), self._row + 2) - 1
        height = element.get("ht") or ""
        if truth(element.get("hidden")) or height.strip("0.") == "" != height:
            self.hidden_rows.add(self._row)
        space = element.tag[: -len("row")]
        tags = _Tags(f"{space}v", f"{space}f", f"{space}is")
        cell_tag = f"{space}c"
        named: str | None = None
        after = 0
        for cell in element:
            if cell.tag != cell_tag:
                continue
            reference = cell.get("r")
            if reference is None:
                after += 1
            else:
                named, after = reference, 0
            if len(cell):
                row, column = (_place(named) if named else None) or (self._row, -1)
                self._cell(cell, (row, column + after), tags)

    def _cell(self, cell: Element, place: Place, tags: _Tags) -> None:
        parts = {child.tag: child for child in cell}
        value = None if tags.value not in parts else parts[tags.value].text or ""
        kind = cell.get("t") or "n"
        if tags.formula in parts and self._is_unfilled(kind, value):
            self.sheet.unfilled.append(place)
            return
        style = integer(cell.get("s"))
        if kind == "inlineStr" and tags.inline in parts:
            self._text(place, text_of(parts[tags.inline]), style)
        elif not value:
            return
        elif value.startswith(_PICTURE) or (kind == "e" and cell.get("vm")):
            self.sheet.pictures.append(place)
        elif kind == "s":
            self._text(place, self._shared(value), style)
        elif kind in ("str", "inlineStr"):
            self._text(place, unescaped(value), style)
        elif kind == "b":
            self._put(place, "TRUE" if truth(value) else "FALSE", style)
        elif kind == "e":
            self.sheet.errors[place] = value
            self._put(place, value, style)
        else:
            self._number(place, value, style)

    def _is_unfilled(self, kind: str, value: str | None) -> bool:
        if value is None or (not value and kind != "str"):
            return True
        return self.book.recalculates and kind == "n" and value == "0"

    def _shared(self, index: str) -> Runs:
        at = integer(index.strip(), -1)
        if not 0 <= at < len(self.book.strings):
            raise ReadError("文件已损坏，有的文字找不到；可在Excel中打开后另存一次再查")
        return self.book.strings[at]

    def _number(self, place: Place, value: str, style: int) -> None:
        number = _value(value)
        if number is None:
            self._put(place, unescaped(value), style)
            return
        if not number and not self.shows_zeros:
            return
        code = self.book.styles.code(style)
        shown = displayed(number, code, date1904=self.book.date1904)
        if shown:
            self._put(place, shown, style)
        elif number:
            self.sheet.put(place, value, Look(unseen=_NO_NUMBER))

    def _text(self, place: Place, runs: Runs, style: int) -> None:
        code = self.book.styles.code(style)
        if isinstance(runs, str):
            shown = runs if code == "General" else displayed(runs, code)
            if shown.strip() or not runs.strip():
                self._put(place, shown, style)
            else:
                self.sheet.put(place, runs, Look(unseen=_NO_TEXT))
            return
        filled = self.any_white or self.book.styles.is_filled(style)
        for text, font in runs:
            if font is None:
                self._put(place, text, style)
            else:
                self.sheet.put(place, text, font.look(filled=filled))

    def _put(self, place: Place, text: str, style: int) -> None:
        look = self.book.styles.look(style)
        if self.any_white and look.unseen == "白色文字":
            look = Look(look.struck)
        self.sheet.put(place, text, look)


def _place(reference: str) -> Place | None:
    found = _REFERENCE.fullmatch(reference)
    return None if found is None else (int(found[2]) - 1, _column(found[1]))


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return column_number(letters)


def _value(text: str) -> float | None:
    """A number, or the number of days of a date in ISO 8601."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        passed = datetime.fromisoformat(text).replace(tzinfo=None) - _EPOCH
    except ValueError:
        return None
    return passed.total_seconds() / _DAY
