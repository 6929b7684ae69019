"""Where a page break cut a row: which of the neighbouring rows a piece belongs to.

A piece carries no numbers. What speaks for a place: the blank line (a page break) stands on its
other side; under the shift of the rows around it, its cells fall on columns of text; the text
there was cut in mid-sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.intake.align import Columns
from reviewer.intake.cells import joined, kind
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import role_at

if TYPE_CHECKING:
    from reviewer.intake.table import Draft

_TEXT_ROLES = ("name", "nature", "target", "measure", "actual", "explanation")
_PLACES = (*_TEXT_ROLES, "side", "level1", "level2")
_NO_ROW = 100.0
_ACROSS_THE_BREAK = 6.0
_NO_BREAK_AND_IN_FRONT = 3.0
_OUTSIDE = 10.0
_NOTHING_TO_GO_ON = 4.0
_AFTER_FULL_STOP = 2.0
_FAR_SHIFT = 0.5
_NAME_IS_SHORT = 2.0
_OPEN_BRACKET = -2.0
_STARTS_IN_MID_SENTENCE = -1.0
_SAID_TWICE = 3.0
_NO_COLUMNS = 1.0
_STRAY_LINE = 100.0
_FULL_STOPS = ("。", "！", "？")
_SHORT, _LONG = 6, 12
_SHORT_CELLS_ARE_NOT_CUT = 4.0
_PAIRS = (
    ("《", "》"),
    ("（", "）"),
    ("(", ")"),
    ("“", "”"),
    ("【", "】"),
    ("〔", "〕"),
    ("‘", "’"),
)
_ENDS = ("。", "！", "？", "；", ";", "</p>")
_CONTINUES = tuple("，。；、）》”】〕,;!！?？)：")


@dataclass(frozen=True, slots=True)
class Seam:
    """A way to join a piece: the role of each of its cells, and how little it fits."""

    cost: float
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a piece: the headings, how the rows of its page are shifted, its neighbours."""

    columns: Columns
    shifts: Sequence[int]
    before: Draft | None
    after: Draft | None


def best(piece: Row, place: Place, *, to_the_end: bool) -> Seam:
    """The cheapest way to join the piece to the row before (`to_the_end`) or to the row after."""
    before, after = place.before, place.after
    partner = before if to_the_end else after
    if partner is None:
        return Seam(_NO_ROW, ("",) * len(piece.cells))
    break_before = before is None or before.row.page != piece.page
    break_after = after is None or after.row.page != piece.page
    cost = 0.0
    if to_the_end and break_after and not break_before:
        cost = _ACROSS_THE_BREAK
    if not to_the_end:
        if break_before and not break_after:
            cost = _ACROSS_THE_BREAK
        elif not break_before and not break_after:
            cost = _NO_BREAK_AND_IN_FRONT
    ways = [
        _under_shift(piece, place.columns, shift, partner, to_the_end=to_the_end, rank=rank)
        for rank, shift in enumerate(
            [0] if piece.ruled else dict.fromkeys([*place.shifts, 0, -1, 1])
        )
    ]
    apart = break_before if to_the_end else break_after
    if not piece.ruled and not apart:
        # No page break has cut the row: a line break was copied out of one of its cells.
        ways = ways if all(kind(cell.text) in "abcsp" for cell in piece.cells) else []
        ways.append(_broken_cell(piece, partner, to_the_end=to_the_end))
    elif piece.width == 1:
        ways.append(_without_columns(piece, partner, to_the_end=to_the_end))
    way = min(ways, key=lambda way: way.cost)
    return Seam(cost + way.cost, way.roles)


def _under_shift(
    piece: Row, columns: Columns, offset: int, partner: Draft, *, to_the_end: bool, rank: int
) -> Seam:
    by_column = {column + offset: role for role, column in columns}
    name_column = next((column for role, column in columns if role == "name"), 0) + offset
    roles, cost = [], rank * _FAR_SHIFT
    for cell in piece.cells:
        if piece.ruled:
            role = role_at(cell, columns)
            extra = 0.0 if role in _PLACES else _OUTSIDE
        else:
            role, extra = _role_of(cell, by_column, name_column)
        if role in _TEXT_ROLES:
            extra = seam(partner.text(role), cell.text, to_the_end=to_the_end)
            extra += _NAME_IS_SHORT * (role == "name")
        roles.append(role)
        cost += extra
    return Seam(cost, tuple(roles))


def _role_of(cell: Cell, by_column: dict[int, str], name_column: int) -> tuple[str, float]:
    what = kind(cell.text)
    role = by_column.get(cell.column, "")
    if what in "abc":
        return ("level2" if what == "b" else "level1"), 0.0
    if what == "s" or (what == "p" and cell.column < name_column):
        return (role if role in ("level1", "level2") else "side"), 0.0
    return role, (0.0 if role in _TEXT_ROLES else _OUTSIDE)


def _broken_cell(piece: Row, partner: Draft, *, to_the_end: bool) -> Seam:
    """The piece as the rest of the last cell of the row above, or the first cell's beginning."""
    refused = Seam(_STRAY_LINE, ("",) * len(piece.cells))
    if to_the_end:
        reasons = partner.fields.get("explanation", ())
        is_rest = len(piece.cells) == 1 and partner.row.cells[-1] in reasons
        cost = seam(joined(reasons).text, piece.first_text, to_the_end=True)
        # A short line may as well be the beginning of the next row.
        goes_on = len(piece.first_text) > _LONG or piece.first_text.endswith(_ENDS)
        is_rest = is_rest and goes_on and not joined(reasons).text.endswith(_FULL_STOPS)
        return Seam(cost, ("explanation",)) if is_rest and cost <= _AFTER_FULL_STOP else refused
    *labels, last = piece.cells
    if partner.row.cells[0] not in partner.fields.get("name", ()) or kind(last.text) in "abcs":
        return refused
    known = {"a": "level1", "b": "level2", "c": "level1"}
    roles = [known.get(kind(label.text), "") for label in labels]
    # Words that stand alone may as well be the end of the row above.
    return Seam(0.0, (*roles, "name")) if roles and all(roles) else refused


def _without_columns(piece: Row, partner: Draft, *, to_the_end: bool) -> Seam:
    """A line without tabs says nothing about its column: the text that was cut off decides."""
    ways = []
    for role in ("explanation", "actual", "target", "name"):
        field = partner.text(role)
        cost = seam(field, piece.first_text, to_the_end=to_the_end)
        cost += _NO_COLUMNS
        if len(field) < _SHORT:
            cost += _SHORT_CELLS_ARE_NOT_CUT
        ways.append(Seam(cost, (role,)))
    return min(ways, key=lambda way: way.cost)


def seam(field: str, piece: str, *, to_the_end: bool) -> float:
    """How little the piece looks like the other part of the field's text."""
    if not field:
        return _NOTHING_TO_GO_ON if to_the_end else _NOTHING_TO_GO_ON / 2
    head, tail = (field, piece) if to_the_end else (piece, field)
    cost = 0.0
    if head.endswith(_ENDS):
        cost += _AFTER_FULL_STOP
    if any(head.count(opening) > head.count(closing) for opening, closing in _PAIRS):
        cost += _OPEN_BRACKET
    if tail.startswith(_CONTINUES):
        cost += _STARTS_IN_MID_SENTENCE
    if tail.startswith(head) or head.endswith(tail):
        cost += _SAID_TWICE
    return cost
