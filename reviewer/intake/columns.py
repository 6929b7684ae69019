"""What the columns of the indicators' table hold, by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.intake.align import Columns
from reviewer.intake.grid import Cell, Row
from reviewer.intake.target import EARLIER
from reviewer.intake.vocabulary import key, vocabulary

_ONE_VALUE = frozenset({"target", "actual", "weight", "score"})
_LONGEST_HEADING = 12


def columns_of(heading: Row) -> Columns:
    """Role and column of each heading; a column for block labels is added on the left."""
    names, side = vocabulary(), vocabulary().side
    role_of = names.indicator_column if heading.ruled else _exactly
    named = [
        (role, cell)
        for cell in heading.cells
        if (role := role_of(cell.text))
        and not (cell is heading.cells[0] and key(cell.text) in side)
    ]
    first = named[0][1].column
    named = [(_among_rivals(role, cell, named, heading), cell) for role, cell in named]
    # A column that is not known keeps its cells from being taken for its neighbour's. Where columns
    # drift, only what stands between known headings is surely one.
    last = max(cell.column for _, cell in named) if not heading.ruled else None
    named += [
        ("unknown", cell)
        for cell in heading.cells
        if not role_of(cell.text)
        and key(cell.text) not in side
        and cell.column > first
        and (last is None or (cell.column < last and len(cell.text) <= _LONGEST_HEADING))
    ]
    columns = sorted((cell.column, role) for role, cell in named)
    return (("side", first - 1), *((role, column) for column, role in columns))


def _among_rivals(role: str, cell: Cell, named: Sequence[tuple[str, Cell]], heading: Row) -> str:
    """The role of a heading among others that mean the same: one of them has the row's value.

    The others are "second", and the target before it was adjusted EARLIER. Beside the reason there
    may be a column for the "remedy", and one for notes.
    """
    if role == "explanation":
        return _beside_reason(cell, [other for its_role, other in named if its_role == role])
    if role not in _ONE_VALUE or not (heading.ruled or role == "target"):
        return role
    rivals = [other for its_role, other in named if its_role == role]
    best = (_best_target if role == "target" else _best)(rivals)
    if key(cell.text) == key(best.text):
        return role
    return EARLIER if role == "target" else "second"


def _beside_reason(cell: Cell, rivals: Sequence[Cell]) -> str:
    name, reasons = key(cell.text), [other for other in rivals if "原因" in other.text]
    if not reasons or "原因" in name:
        return "explanation"
    return "remedy" if "措施" in name or "整改" in name else "note"


def _best(rivals: Sequence[Cell]) -> Cell:
    exact = vocabulary().indicator_columns
    own = [cell for cell in rivals if not key(cell.text).startswith(_OF_CATEGORIES)]
    rivals = own or rivals
    in_force = [cell for cell in rivals if any(word in cell.text for word in _IN_FORCE)]
    known = [cell for cell in rivals if key(cell.text) in exact]
    return (in_force or known or rivals)[0]


def _best_target(rivals: Sequence[Cell]) -> Cell:
    names = vocabulary()
    later = [cell for cell in rivals if any(word in cell.text for word in names.later_targets)]
    plain = [
        cell for cell in rivals if not any(word in cell.text for word in names.earlier_targets)
    ]
    known = [cell for cell in plain if key(cell.text) in names.indicator_columns]
    return (later or known or plain or rivals)[-1]


_OF_CATEGORIES = ("一级", "二级")
_IN_FORCE = ("折算", "加权", "分值")
"""The score that the total adds up, and the weight of the row, not that of its category."""


def _exactly(text: str) -> str | None:
    """Where columns drift, any text may come to stand in a heading's line."""
    return vocabulary().indicator_columns.get(key(text))
