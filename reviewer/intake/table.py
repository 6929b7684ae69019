"""The 绩效指标 block: rows that may be shifted, cut by page breaks and without their labels.

Three passes: rows with 分值 and 得分 are aligned with the heading; the pieces between them are
joined to the row before or after; the sums choose where two readings of a row are possible.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from reviewer.intake import seams
from reviewer.intake.align import Alignment, Columns, align, rivals
from reviewer.intake.cells import joined, kind, number, shapes
from reviewer.intake.continued import is_rest
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import fields_of
from reviewer.intake.target import EARLIER, says_nothing

TEXT_ROLES = ("name", "nature", EARLIER, "target", "measure", "actual", "explanation", "remedy")
LABEL_ROLES = ("side", "level1", "level2")
_MAX_MISFIT = 12.0
_SECOND_LINE = 1.5
_MAX_CELLS = 20
"""A line of more cells is no row of this table; laying it over the headings would only cost time."""
_TICKS = frozenset("√✓✔☑")
_MAX_RECONSIDERED = 200
_DIGIT = re.compile(r"[\d０-９]")
_NUMBERED = re.compile(r"[★☆\s]{0,3}指标\s?\d{1,2}[:：.、．\s]")
_PLACEHOLDER = re.compile(
    r"(?:[(（]?(?:指标|目标)?\s?(?:\d{1,2}|[×xXnN])?[)）]?\s?[:：.、．]?)[-—/….。·_×\s]*(?:无|不涉及|不适用|空)?"
)


@dataclass(slots=True)
class Draft:
    """An indicator row being put together: the cells that belong to each role."""

    row: Row
    columns: Columns
    near: int
    offset: int
    fields: dict[str, list[Cell]]
    was_joined: bool = False

    def text(self, role: str) -> str:
        return joined(self.fields.get(role, ())).text


@dataclass(slots=True)
class Table:
    """What became of the rows of the block."""

    drafts: list[Draft] = field(default_factory=list)
    leftovers: list[Cell] = field(default_factory=list)


def read_table(rows: Sequence[tuple[Row, Columns]], headings: Sequence[Row] = ()) -> Table:
    """Read the rows of the block.

    Args:
        rows: each with the headings in force on its page, repeated headings and the total removed.
        headings: the lines of headings.
    """
    table = Table()
    pieces: list[list[tuple[Row, Columns]]] = [[]]
    for (row, columns), at_break in zip(rows, _at_breaks(rows), strict=True):
        if _is_default(row):
            continue
        previous = table.drafts[-1] if table.drafts else None
        draft = _in_columns(row, columns, at_break=at_break) if row.ruled else None
        draft = draft or _anchored(row, columns, previous, table.leftovers, is_whole=not at_break)
        if draft is None:
            pieces[-1].append((row, columns))
        elif previous is not None and is_rest(draft, previous):
            for role, cells in draft.fields.items():
                previous.fields[role] += cells
            previous.was_joined = True
        else:
            table.drafts.append(draft)
            pieces.append([])
    shifts = _shifts(headings, table.drafts)
    around = [None, *table.drafts, None]
    for between, before, after in zip(pieces, around, around[1:], strict=False):
        _join(between, before, after, shifts, table)
    return table


def _is_default(row: Row) -> bool:
    """生态效益指标 | 0 | 0: a line of the empty form without a name, in text without columns."""
    labels = [cell for cell in row.cells if kind(cell.text) in "abcdefs"]
    others = [cell for cell in row.cells if cell not in labels]
    defaults = [cell for cell in others if cell.text.strip() and says_nothing(cell.text)]
    return not row.ruled and bool(labels) and len(defaults) == len(others) > 1


def _at_breaks(rows: Sequence[tuple[Row, Columns]]) -> list[bool]:
    """Whether a page break stands before or behind each row."""
    pages = [row.page for row, _ in rows]
    around = [pages[0], *pages, pages[-1]] if pages else []
    return [not (a == b == c) for a, b, c in zip(around, pages, around[2:], strict=False)]


def _in_columns(row: Row, columns: Columns, *, at_break: bool) -> Draft | None:
    """A row of a ruled table, by its headings; None where a page break may have cut it."""
    fields = fields_of(row, columns)
    if fields is None:
        return None
    if not {"name", "target", "actual", "weight", "score"} & set(fields):
        # The first row under a merged label may be left empty; its label is its own all the same.
        empty = not at_break and fields.keys() <= set(LABEL_ROLES)
        return Draft(row, columns, 0, 0, fields) if empty else None
    if at_break and not fields.keys() & {"weight", "score"}:
        points = any(role in ("weight", "score") for role, _ in columns)
        if points or not {"name", "target"} <= fields.keys():
            return None
    return Draft(row, columns, 0, 0, fields)


def _shifts(headings: Sequence[Row], drafts: Sequence[Draft]) -> Mapping[int, Sequence[int]]:
    """By page, how its rows are shifted against the headings, the commonest first."""
    pages = {heading.page: Counter({0: 1}) for heading in headings}
    for draft in drafts:
        pages.setdefault(draft.row.page, Counter())[draft.offset] += 1
    return {page: [shift for shift, _ in found.most_common()] for page, found in pages.items()}


def _anchored(
    row: Row, columns: Columns, previous: Draft | None, leftovers: list[Cell], *, is_whole: bool
) -> Draft | None:
    """The row as a draft if it can stand for itself, None for a piece of another row.

    Args:
        row: the line.
        columns: the headings in force.
        previous: the row before it.
        leftovers: gets the cells that find no place.
        is_whole: no page break is near that could have cut it.
    """
    if len(row.cells) > _MAX_CELLS:
        return None
    if any(cell.text in _TICKS for cell in row.cells):
        # Marks in columns of their own, which say nothing and would pass for the reason.
        row = replace(row, cells=tuple(cell for cell in row.cells if cell.text not in _TICKS))
    near = previous.offset if previous and previous.row.page == row.page else 0
    best = _in_place(row, columns, near) or align(shapes(row.cells), columns, near)
    at_break = previous is None or previous.row.page != row.page
    moved = best.offset != near
    if (
        not _stands_alone(row, best, columns, at_break=at_break, moved=moved)
        and (at_break or not _goes_on(best, previous))
        and not (is_whole and not moved and _is_row_of_its_own(row, best, columns))
    ):
        return None
    leftovers.extend(cell for cell, role in zip(row.cells, best.roles, strict=True) if not role)
    return Draft(row, columns, near, best.offset, _fields(row, best))


def _in_place(row: Row, columns: Columns, offset: int) -> Alignment | None:
    """The row read by its columns alone, where that leaves just the result empty.

    Only for tables without 分值, whose rows have no numbers to hold on to: there the explanation
    would be taken for the result.
    """
    headings = {column + offset: role for role, column in columns}
    roles = tuple(headings.get(cell.column) for cell in row.cells)
    if {"weight", "score"} & set(headings.values()) or None in roles:
        return None
    known = {"name", "target", "explanation"} <= set(roles) and "actual" not in roles
    return Alignment(0.0, roles, offset) if known else None


def _stands_alone(
    row: Row, way: Alignment, columns: Columns, *, at_break: bool, moved: bool
) -> bool:
    roles = set(way.roles)
    if "weight" in roles or "score" in roles:
        return "name" in roles or "actual" in roles or "target" in roles
    complete = {"name", "target"} <= roles
    has_points = any(role in ("weight", "score") for role, _ in columns)
    if not has_points:
        # Two cells out of their columns are the ends of a target and a result that were cut.
        return complete and ("actual" in roles or not moved)
    if "name" not in roles or not (complete or ("actual" in roles and not at_break)):
        return False
    first = row.cells[way.roles.index("name")].text.lstrip("（( ")
    # At a page break 其中… may as well be the end of a sentence that was cut.
    return first.startswith("其中：" if at_break else "其中")


def _is_row_of_its_own(row: Row, way: Alignment, columns: Columns) -> bool:
    """A line without points in its columns: one with its values, or one that the form numbers.

    梨树种植面积 | 6亩 | 6亩 divides a row above that has points and no values; 指标4.处置率 was left empty.
    """
    places = {role: column + way.offset for role, column in columns}
    roles = dict(zip(way.roles, row.cells, strict=True))
    if None in roles or any(cell.column != places[str(role)] for role, cell in roles.items()):
        return False
    if roles.keys() <= {*LABEL_ROLES, "name"} and "name" in roles:
        return _NUMBERED.match(roles["name"].text) is not None
    if not {"name", "target", "actual"} <= roles.keys() or kind(roles["name"].text) != "t":
        return False
    return all(_DIGIT.search(roles[role].text) for role in ("target", "actual"))


def _goes_on(way: Alignment, previous: Draft | None) -> bool:
    """水稻秸秆 below 其中：小麦秸秆: both without 分值, each with a target and a result."""
    if previous is None or not previous.text("name").lstrip("（( ").startswith("其中"):
        return False
    own = {"name", "target", "actual"}
    return own <= set(way.roles) and not previous.fields.keys() & {"weight", "score"}


def _fields(row: Row, way: Alignment) -> dict[str, list[Cell]]:
    return {role: [cell] for cell, role in zip(row.cells, way.roles, strict=True) if role}


def is_template(draft: Draft) -> bool:
    """A row of the empty form that nobody filled in ("指标2", "……"), or that says 0 of nothing.

    One that was given a name is a row, though nothing stands in it.
    """
    said = [draft.text(role) for role in draft.fields if role not in (*LABEL_ROLES, "name")]
    name = draft.text("name")
    if not name:
        return all(map(says_nothing, said))
    is_empty = not any(text.strip("-—/… ") for text in said)
    return is_empty and _PLACEHOLDER.fullmatch(name) is not None


def _join(
    between: Sequence[tuple[Row, Columns]],
    before: Draft | None,
    after: Draft | None,
    shifts: Mapping[int, Sequence[int]],
    table: Table,
) -> None:
    """Give each piece between two rows to one of them: the first k to the one before."""
    if not between:
        return
    pieces = [
        _Piece(row, seams.Place(columns, shifts.get(row.page, ()), before, after))
        for row, columns in between
    ]
    # A cut leaves one line on each side of the break: of two lines on one page, the first is the
    # end of the row before and the second the beginning of the row after.
    follows = [a.row.page == b.row.page for a, b in pairwise(pieces)]
    costs_before = [
        piece.tail.cost + _SECOND_LINE * second
        for piece, second in zip(pieces, [False, *follows], strict=True)
    ]
    costs_after = [
        piece.head.cost + _SECOND_LINE * second
        for piece, second in zip(pieces, [*follows, False], strict=True)
    ]
    cut = min(
        range(len(pieces) + 1), key=lambda k: (sum(costs_before[:k]) + sum(costs_after[k:]), -k)
    )
    for piece in pieces[:cut]:
        piece.give(before, piece.tail, table, in_front=False)
    for piece in reversed(pieces[cut:]):
        piece.give(after, piece.head, table, in_front=True)


class _Piece:
    """A line without numbers of its own between two rows, and what joining it would cost."""

    def __init__(self, row: Row, place: seams.Place) -> None:
        self.row = row
        self.tail = seams.best(row, place, to_the_end=True)
        self.head = seams.best(row, place, to_the_end=False)

    def give(self, draft: Draft | None, seam: seams.Seam, table: Table, *, in_front: bool) -> None:
        """Add the cells to the draft, or to the leftovers where no place was found."""
        if draft is None or seam.cost >= _MAX_MISFIT:
            table.leftovers.extend(self.row.cells)
            return
        for cell, role in zip(self.row.cells, seam.roles, strict=True):
            pieces = draft.fields.setdefault(role, [])
            pieces.insert(0 if in_front else len(pieces), cell)
        draft.was_joined |= any(role in TEXT_ROLES for role in seam.roles)


def settle_by_sums(drafts: Sequence[Draft], weight_left: Decimal, score_left: Decimal) -> None:
    """Where another reading of one row makes both sums hold, take it.

    Args:
        drafts: the rows; changed in place.
        weight_left: 总分's 分值 less the execution weight.
        score_left: 总分's 得分 less the execution score.
    """
    marks = [_marks(draft) for draft in drafts]
    weight_lacks = weight_left - sum((weight for weight, _ in marks), Decimal(0))
    score_lacks = score_left - sum((score for _, score in marks), Decimal(0))
    if not weight_lacks and not score_lacks:
        return
    for draft, (weight, score) in zip(drafts[:_MAX_RECONSIDERED], marks, strict=False):
        if draft.was_joined:
            continue
        chosen = draft.fields
        for way in rivals(shapes(draft.row.cells), draft.columns, draft.near):
            draft.fields = _fields(draft.row, way)
            if _marks(draft) == (weight + weight_lacks, score + score_lacks):
                return
        draft.fields = chosen


def _marks(draft: Draft) -> tuple[Decimal, Decimal]:
    """分值 and 得分 of a row, 0 where there is none."""
    weight = number(draft.fields.get("weight", ())).value
    score = number(draft.fields.get("score", ())).value
    return weight or Decimal(0), score or Decimal(0)
