"""Where each form of a document begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reviewer.intake.blocks import heading_of, is_continuation, names_project
from reviewer.intake.cells import kind
from reviewer.intake.grid import Row
from reviewer.intake.head import is_title, year_on
from reviewer.intake.sums import WHOLE, is_total
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models.source import printed_number

_WITH_NUMBERS = frozenset({"year", "score", "dated", "ignored"})
_REACH = 6
"""A title begins a form only if something of a form follows within so many lines."""


def beginnings(rows: Sequence[Row]) -> list[int]:
    """The index of the first line of each form.

    That is a title with a head line below it, or a head line after the end of the form before it.
    A form whose head lacks both begins with its title, else with the first heading of a block that
    stands below the total of the form before, or on another sheet.
    """
    headings = [heading_of(row) for row in rows]
    headed = [begins_form(rows, index, row) for index, row in enumerate(rows)]
    tables = _own_tables(headings, headed)
    starts: list[int] = []
    has_table = is_whole = False
    for index, row in enumerate(rows):
        begins = headed[index]
        if has_table and tables[index] is not None and not begins:
            begins = _is_next_sheet(rows, index, tables[index]) or _begins_below(
                rows, headings, index, is_whole=is_whole
            )
        if begins:
            starts.append(index)
            has_table = is_whole = False
        if headings[index] == "indicators":
            has_table = True
        elif has_table and is_total(row):
            is_whole = is_whole or _adds_up_to_all(row)
    return starts


def _own_tables(headings: Sequence[str | None], headed: Sequence[bool]) -> list[int | None]:
    """For each line, where the indicators' heading stands that comes before the next form."""
    tables: list[int | None] = []
    table: int | None = None
    for index in reversed(range(len(headings))):
        if headings[index] == "indicators":
            table = index
        tables.append(table)
        if headed[index]:
            table = None
    return tables[::-1]


def begins_form(rows: Sequence[Row], index: int, row: Row) -> bool:
    """A title with a head line below it, or a head line after the end of the form before it."""
    following = rows[index + 1 : index + 1 + _REACH]
    if is_title(row):
        # A title directly under another is the form's; the one above heads the whole document.
        found = next((later for later in following if is_title(later) or names_project(later)), row)
        return not is_title(found)
    if not names_project(row) or _has_values(row):
        return False
    before = rows[max(0, index - _REACH) : index]
    for at, earlier in reversed(list(enumerate(before))):
        if is_title(earlier) or names_project(earlier):
            return False
        if heading_of(earlier) or is_total(earlier):
            return not _is_headed(before[:at])
    return True


def _has_values(row: Row) -> bool:
    """An indicator may be called 检查工程车使用单位; a head has no numbers but its year and score."""
    labels = vocabulary().head
    return any(
        kind(cell.text) in "n%" and labels.get(key(label.text)) not in _WITH_NUMBERS
        for label, cell in pairwise(row.cells)
    )


def _is_headed(above: Sequence[Row]) -> bool:
    """项目总得分 between the title and the head states the total above the table."""
    nearest = next((row for row in reversed(above) if year_on(row) is None), None)
    return nearest is not None and is_title(nearest)


def _begins_below(
    rows: Sequence[Row], headings: Sequence[str | None], index: int, *, is_whole: bool
) -> bool:
    """A title, or a heading below the total of the form before."""
    if not is_title(rows[index]):
        return headings[index] is not None and is_whole
    for at in range(index + 1, min(index + 1 + _REACH, len(rows))):
        if is_title(rows[at]):
            return False
        if headings[at]:
            # The title is printed again with the heading on every page of one form.
            return is_whole or headings[at] != "indicators"
    return False


def _is_next_sheet(rows: Sequence[Row], index: int, table: int | None) -> bool:
    """Whether a sheet with a table of its own begins here, which does not go on from the last."""
    if index == 0 or table is None or rows[index].location.sheet is None:
        return False
    sheet = rows[index].location.sheet
    changes = rows[index - 1].location.sheet != sheet
    goes_on = any(is_continuation(row) for row in rows[index : index + _REACH])
    return changes and rows[table].location.sheet == sheet and not goes_on


def _adds_up_to_all(row: Row) -> bool:
    return any((printed_number(cell.text)[1] or 0) >= WHOLE for cell in row.cells[1:])
