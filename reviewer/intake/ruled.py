"""Cells of a ruled table belong to the heading under which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reviewer.intake.align import Columns
from reviewer.intake.grid import Cell, Row
from reviewer.models import Location
from reviewer.models.source import NOWHERE

_ONE_CELL = frozenset(
    {
        "weight",
        "score",
        "initial_budget",
        "annual_budget",
        "executed",
        "execution_rate",
        "execution_weight",
        "execution_score",
    }
)
"""Two cells under such a heading are no one number; elsewhere they are the parts of a text (≥|95|%)."""
_FAR = 1_000_000


def role_at(cell: Cell, columns: Columns) -> str:
    """The heading that covers most of the cell; of equals the left one.

    A heading reaches to the next one: not every format says how far its own cell goes.
    """
    best, most = columns[0][0], 0
    starts = [column for _, column in columns]
    for (role, start), end in zip(columns, [*starts[1:], _FAR], strict=True):
        shared = min(end, cell.column + cell.columns) - max(start, cell.column)
        if shared > most:
            best, most = role, shared
    return best


def fields_of(row: Row, columns: Columns) -> dict[str, list[Cell]] | None:
    """The cells of each role; None where the row is not drawn as its headings are."""
    fields: dict[str, list[Cell]] = {}
    for cell in row.cells:
        fields.setdefault(role_at(cell, columns), []).append(cell)
    if any(len(cells) > 1 for role, cells in fields.items() if role in _ONE_CELL):
        return None
    return fields


def place_of(role: str, row: Row, columns: Columns) -> Location:
    """Where the cell of a role stands in a row, though it be empty; nowhere if columns drift."""
    column = next((column for known, column in columns if known == role), None)
    return row.location.beside(column) if row.ruled and column is not None else NOWHERE


def covering(rows: Sequence[Row]) -> list[list[Cell]]:
    """For each row, the cells of rows above that reach down over it."""
    above: list[list[Cell]] = []
    open_cells: list[tuple[int, Cell]] = []
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        if before is None or before.page != row.page:
            open_cells = []
        open_cells = [(left - 1, cell) for left, cell in open_cells if left > 1]
        above.append([cell for _, cell in open_cells])
        open_cells += [(cell.rows, cell) for cell in row.cells if cell.rows > 1]
    return above
