"""The tables of a grid laid out again: which cell stands where, so that they can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reviewer.intake import limits
from reviewer.intake.grid import Cell, Grid, Row

_ROW_NUMBER = re.compile(r"\d{1,7}$")


@dataclass(slots=True)
class Block:
    """Rows that follow each other: a table, or a line of text outside tables.

    `placed` holds each cell with its row, counted from 0 within the block.
    """

    placed: list[tuple[int, Cell]] = field(default_factory=list)
    height: int = 0
    width: int = 1
    is_table: bool = False


def blocks(grid: Grid) -> Iterator[Block]:
    """The lines and tables of a grid, in their order."""
    for (is_table, _, _), rows in groupby(grid.rows, key=_of):
        if is_table:
            yield _table(list(rows))
        else:
            for row in rows:
                yield Block([(0, cell) for cell in row.cells], 1, row.width)


def _of(row: Row) -> tuple[bool, int, str | None]:
    return row.ruled or len(row.cells) > 1, row.page, row.location.sheet


def _table(rows: Sequence[Row]) -> Block:
    numbers = row_numbers(rows)
    numbers = [number - numbers[0] for number in numbers]
    placed = [
        (number, cell) for number, row in zip(numbers, rows, strict=True) for cell in row.cells
    ]
    height = 1 + max(numbers)
    reach = max((cell.column + cell.columns for _, cell in placed), default=1)
    return Block(placed, height, max(reach, *(row.width for row in rows)), is_table=True)


def row_numbers(rows: Sequence[Row]) -> list[int]:
    """Where the rows stand, from 0: as in the sheet where cells have names, else one after another."""
    named = [_ROW_NUMBER.search(row.location.cell or "") for row in rows]
    if all(named):
        found = [int(one[0]) - 1 for one in named if one]
        if found == sorted(set(found)) and found[-1] < limits.MAX_ROWS:
            return found
    return list(range(len(rows)))


def spans(block: Block) -> Iterator[tuple[int, int, int, int, Cell]]:
    """Row, column, rows and columns of each cell, no two of them over each other."""
    taken: set[tuple[int, int]] = set()
    for row, cell in sorted(block.placed, key=lambda one: (one[0], one[1].column)):
        if (row, cell.column) in taken:
            continue
        columns = 1
        while columns < cell.columns and (row, cell.column + columns) not in taken:
            columns += 1
        rows = 1
        while (
            rows < cell.rows
            and row + rows < block.height
            and not any((row + rows, cell.column + at) in taken for at in range(columns))
        ):
            rows += 1
        taken.update(
            (row + down, cell.column + at) for down in range(rows) for at in range(columns)
        )
        yield row, cell.column, rows, columns, cell
