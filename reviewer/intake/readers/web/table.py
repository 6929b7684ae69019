"""The cells of a page's table on its grid, as browsers lay them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.readers.web.style import Look
from reviewer.intake.readers.web.stylesheet import Element, Stylesheet
from reviewer.intake.vocabulary import vocabulary

_CELLS = ("td", "th")
_GROUPS = ("thead", "tbody", "tfoot")
_LEADING = re.compile(r"\s{0,9}([0-9]{1,7})(?![0-9])")
_LEAST = 2
_LABELS_OF_FORM = 3


class Slot(NamedTuple):
    """A cell with its place, and the look inside it."""

    row: int
    column: int
    rows: int
    columns: int
    element: Element
    look: Look


@dataclass(slots=True)
class Layout:
    """The cells of a table in the order of its rows.

    `stray` are texts of the table outside its cells, which browsers show above it, and its caption.
    `cut` says that columns beyond the limit were left out.
    """

    slots: list[Slot] = field(default_factory=list)
    stray: list[Element | str] = field(default_factory=list)
    cut: bool = False


def laid_out(table: Element, look: Look, sheet: Stylesheet) -> Layout:
    """Place every cell.

    Args:
        table: the element.
        look: that inside the table.
        sheet: the page's.
    """
    layout = Layout()
    hidden = _hidden_columns(table, look, sheet)
    row = 0
    for group, around in _groups(table, look, sheet, layout):
        lines = list(_lines(group, around, sheet, layout))
        taken: dict[int, int] = {}  # by column, down to which row it is covered
        end = row + sum(not look_of_it.gone for _, look_of_it in lines)
        for line, look_of_line in lines:
            column = 0
            for cell in _cells(line, layout):
                inside = look_of_line.within(cell, sheet)
                if inside.display == "none" and not look_of_line.gone:
                    # It takes no place: its neighbours stand where it would have stood.
                    layout.slots.append(Slot(row, column, 1, 1, cell, inside))
                    continue
                while taken.get(column, 0) > row:
                    column += 1
                if column >= limits.MAX_COLUMNS:
                    layout.cut = True
                    break
                across = min(_span(cell, "colspan"), limits.MAX_COLUMNS - column)
                down = _span(cell, "rowspan")
                down = max(1, min(down or end - row, end - row))
                if column in hidden and not inside.gone:
                    inside = hidden[column].within(cell, sheet)
                layout.slots.append(Slot(row, column, down, across, cell, inside))
                if not look_of_line.gone:
                    taken.update(dict.fromkeys(range(column, column + across), row + down))
                column += across
            row += not look_of_line.gone
            if row > limits.MAX_ROWS or len(layout.slots) > limits.MAX_CELLS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
    return layout


def _groups(
    table: Element, look: Look, sheet: Stylesheet, layout: Layout
) -> Iterator[tuple[Element, Look]]:
    """The groups of rows as they are shown: head first, foot last; a table's own rows are one."""
    heads = [one for one in table if one.tag == "thead"]
    feet = [one for one in table if one.tag == "tfoot"]
    bodies = [one for one in table if one.tag == "tbody"]
    yield from ((one, look.within(one, sheet)) for one in heads)
    if any(one.tag not in _GROUPS for one in table):
        yield table, look
    yield from ((one, look.within(one, sheet)) for one in (*bodies, *feet))
    layout.stray += [table.text or "", *(one.tail or "" for one in table)]


def _lines(
    group: Element, look: Look, sheet: Stylesheet, layout: Layout
) -> Iterator[tuple[Element, Look]]:
    """The rows; broken pages have them inside forms, or cells without a row."""
    stack = list(group)[::-1]
    loose = False
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == "tr":
            loose = False
            yield element, look.within(element, sheet)
        elif tag in _CELLS:
            if not loose:
                yield _Line(element), look
            loose = True
        elif isinstance(tag, str) and tag not in _GROUPS:
            if _has_cells(element):
                stack += list(element)[::-1]
            else:
                layout.stray.append(element)


class _Line:
    """Cells that follow each other without a row around them."""

    def __init__(self, first: Element) -> None:
        self._first = first
        self.sourceline = first.sourceline

    def __iter__(self) -> Iterator[Element]:
        element = self._first
        while element is not None and element.tag in _CELLS:
            yield element
            element = element.getnext()


def _cells(line: Element | _Line, layout: Layout) -> Iterator[Element]:
    for element in line:
        if element.tag in _CELLS:
            yield element
        elif isinstance(element.tag, str):
            if _has_cells(element):
                yield from _cells(element, layout)
            else:
                layout.stray.append(element)
        tail = element.tail
        if tail and not tail.isspace():
            layout.stray.append(tail)


def _has_cells(element: Element) -> bool:
    """Whether an element that has no place in a table wraps rows or cells of it."""
    if element.tag == "table":
        return False
    return next(element.iterdescendants("td", "th", "table"), None) is not None


def _hidden_columns(table: Element, look: Look, sheet: Stylesheet) -> dict[int, Look]:
    hidden: dict[int, Look] = {}
    at = 0
    columns = (
        column
        for one in table
        for column in ([one] if one.tag == "col" else one if one.tag == "colgroup" else ())
    )
    for column in columns:
        inside = look.within(column, sheet)
        span = min(max(1, _span(column, "span")), limits.MAX_COLUMNS)
        if inside.display == "none" or inside.unseen:
            hidden.update(dict.fromkeys(range(at, at + span), inside))
        at += span
        if at > limits.MAX_COLUMNS:
            break
    return hidden


def _span(cell: Element, name: str) -> int:
    """1 where it is not said or makes no sense; 0 means to the end of the group."""
    value = cell.get(name)
    if value is None:
        return 1
    number = _LEADING.match(value)  # "2.5" and "2px" are 2 to browsers
    return int(number[1]) if number else 1


def tables_within(element: Element) -> list[Element]:
    """The outermost tables inside an element that have rows and columns of their own."""
    found: list[Element] = []
    if next(element.iterdescendants("table"), None) is None:
        return found
    stack = list(element)[::-1]
    while stack:
        one = stack.pop()
        if one.tag == "table" and _has_columns(one):
            found.append(one)
        else:
            stack += list(one)[::-1]
    return found


def _has_columns(table: Element) -> bool:
    rows = 0
    for row in table.iter("tr"):
        rows += sum(cell.tag in _CELLS for cell in row) >= _LEAST
        if rows >= _LEAST:
            return True
    return False


def is_form(slots: list[Slot]) -> bool:
    """Whether a table with tables inside is a form all the same, and does not only lay out a page."""
    names = vocabulary()
    labels = 0
    for slot in slots:
        if next(slot.element.iterdescendants("table"), None) is None:
            text = "".join(slot.element.itertext())[:40]
            labels += bool(
                names.head_field(text) or names.funding_column(text) or names.indicator_column(text)
            )
    return labels >= _LABELS_OF_FORM
