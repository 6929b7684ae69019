"""Columns of the indicators' table that have no heading of their own are given one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.intake.cells import FULL_MARKS, kind
from reviewer.intake.columns import columns_of
from reviewer.intake.grid import Cell, Row
from reviewer.models.source import printed_number

_SCORE, _MEANING = "得分", "指标解释"
_FEWEST = 2
_TEMPLATE = re.compile(r"指标\s?\d{0,2}[:：.、．]?\s*")


def with_names(
    rows: Sequence[Row], heading_of: Callable[[Row], str | None], ends: Callable[[Row], bool]
) -> list[Row]:
    """The rows, the headings of the indicators' ruled tables completed.

    Points may stand in a column that is headed by those of the whole block (50), or by nothing;
    under 三级指标 what the indicator means may stand in a column of its own behind the name.

    Args:
        rows: of one form.
        heading_of: which block a row is the heading of.
        ends: whether a row, such as that of the total, ends the table.
    """
    named: list[Row] = []
    for at, row in enumerate(rows):
        if not row.ruled or heading_of(row) != "indicators":
            named.append(row)
            continue
        below: list[Row] = []
        for later in rows[at + 1 :]:
            if not later.ruled or ends(later) or heading_of(later):
                break
            below.append(later)
        named.append(_with_meanings(_with_points(row, below), below))
    return named


def _with_points(heading: Row, below: Sequence[Row]) -> Row:
    roles = {role for role, _ in columns_of(heading)}
    if roles & {"weight", "score"}:
        return heading
    last = heading.cells[-1]
    is_headed = kind(last.text) == "n"  # by the points of the whole block
    place = last.column if is_headed else last.column + max(1, last.columns)
    cells = [cell for row in below for cell in row.cells if cell.column + cell.columns > place]
    in_column = all(cell.column == place and _is_points(cell) for cell in cells)
    if not in_column or len(cells) < max(_FEWEST, len(below) // 2 + 1):
        return heading
    score = replace(last, text=_SCORE, column=place, columns=1, rows=1)
    others = heading.cells[:-1] if is_headed else heading.cells
    return replace(heading, cells=(*others, score))


def _is_points(cell: Cell) -> bool:
    value = printed_number(cell.text)[1]
    return kind(cell.text) == "n" and value is not None and 0 <= value <= FULL_MARKS


def _with_meanings(heading: Row, below: Sequence[Row]) -> Row:
    """A second text behind the name in every row, always the longer of the two."""
    for (role, start), (_, end) in pairwise(columns_of(heading)):
        if role != "name" or end - start < _FEWEST:
            continue
        pairs = list(_pairs(below, start, end))
        places = {meaning.column for _, meaning in pairs}
        if len(pairs) < _FEWEST or len(places) != 1 or not all(map(_explains, pairs)):
            continue
        name = next(cell for cell in heading.cells if cell.column == start)
        cells = (*heading.cells, replace(name, text=_MEANING, column=places.pop(), columns=1))
        return replace(heading, cells=tuple(sorted(cells, key=lambda cell: cell.column)))
    return heading


def _pairs(rows: Sequence[Row], start: int, end: int) -> Iterator[tuple[Cell, Cell]]:
    for row in rows:
        cells = [cell for cell in row.cells if start <= cell.column < end]
        if cells:
            yield cells[0], cells[-1]


def _explains(pair: tuple[Cell, Cell]) -> bool:
    name, meaning = pair
    text = _TEMPLATE.sub("", name.text.strip())
    return (
        name is not meaning
        and name.rows == meaning.rows == 1
        and kind(name.text) not in "nm%-"
        and 1 < len(text) < len(meaning.text.strip())
    )
