"""年度总体目标: two columns of text that may go on over several pages, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reviewer.intake.cells import joined, kind
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import role_at
from reviewer.intake.seams import seam
from reviewer.intake.target import says_nothing
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Goal

_SAME_COLUMN_AGAIN = 1.0
_LOOK = 4


def read_goal(heading: Row, rows: Sequence[Row]) -> Goal:
    """Both columns.

    A line with two texts fills them from left to right. A line with one text goes to the column
    under which it stands; where it has no columns at all, the two take turns at page breaks, and
    a text that was cut in mid-sentence goes first.
    """
    names = vocabulary().goal_columns
    columns = {
        names[key(cell.text)]: cell.column for cell in heading.cells if key(cell.text) in names
    }
    headings = heading.cells[key(heading.first_text) in vocabulary().side :]
    plans = sum(names.get(key(cell.text)) == "planned" for cell in headings)
    labelled = any(
        kind(cell.text) == "s"
        for row in (heading, *rows)
        for cell in row.cells
        if key(cell.text) not in names
    )
    pieces: dict[str, list[Cell]] = {"planned": [], "achieved": []}
    last = "achieved"
    ignored = {cell.column for cell in heading.cells if key(cell.text) in vocabulary().goal_ignored}
    if heading.ruled:
        return _in_columns(heading, rows)
    for row in rows:
        cells = [
            cell for cell in row.cells if kind(cell.text) not in "sp" and cell.column not in ignored
        ]
        if len(cells) >= 2:
            if len(cells) == plans + 1:
                cells = cells[plans - 1 :]  # 年初绩效目标, 全年目标, 完成情况: the plan in force
            pieces["planned"].append(cells[0])
            pieces["achieved"].extend(cells[1:])
            last = "achieved"
        elif cells:
            cell = cells[0]
            if row.width > 1:
                last = min(columns, key=lambda role: abs(columns[role] - cell.column))
            else:
                last = _open_column(pieces, cell, last)
                if not labelled:
                    cell, labelled = _without_label_piece(cell, pieces, last)
            pieces[last].append(cell)
    return Goal(
        planned=joined(pieces["planned"]),
        achieved=joined(pieces["achieved"]),
        cut=tuple(role for role, found in pieces.items() if len(found) > 1),
    )


def _in_columns(heading: Row, rows: Sequence[Row]) -> Goal:
    """Both columns of a ruled block, by their headings.

    Of 年初绩效目标 and 全年目标 the later is the plan in force, the earlier where it is empty.
    """
    names = vocabulary()
    starts = [
        (
            "ignored" if name in names.goal_ignored else names.goal_column(name) or "unknown",
            cell,
        )
        for index, cell in enumerate(heading.cells)
        if (name := key(cell.text)) and not (index == 0 and name in names.side)
    ]
    columns = tuple((f"{role}@{cell.column}", cell.column) for role, cell in starts)
    first = columns[0][1]
    pieces: dict[str, list[Cell]] = {}
    pages: dict[str, set[int]] = {}
    for row in rows:
        cells = [
            cell for cell in row.cells if not (cell.column < first and kind(cell.text) in "sp")
        ]
        places = [role_at(cell, columns) for cell in cells]
        if len(set(places)) < len(cells) == len(columns):
            places = [place for place, _ in columns]  # edges a little off: from left to right
        for cell, place in zip(cells, places, strict=True):
            pieces.setdefault(place, []).append(cell)
            pages.setdefault(place, set()).add(row.page)
    plans = [
        place
        for place, _ in columns
        if place.startswith("planned") and not says_nothing(joined(pieces.get(place, ())).text)
    ]
    results = [place for place, _ in columns if place.startswith("achieved") and place in pieces]
    used = {"planned": plans[-1:], "achieved": results}
    return Goal(
        planned=joined(pieces[plans[-1]] if plans else ()),
        achieved=joined([cell for place in results for cell in pieces[place]]),
        cut=tuple(
            role for role, places in used.items() if any(len(pages[place]) > 1 for place in places)
        ),
    )


def is_goal_line(row: Row) -> bool:
    """预期目标 | text, or both labels on one line, each with its text behind it."""
    return bool(_labelled(row))


def _labelled(row: Row) -> list[tuple[str, Cell]]:
    """The texts of a ruled line that stand behind a label of their own, with their role."""
    if not row.ruled:
        return []
    names = vocabulary()
    if len(row.cells) == 2 and _is_whole_goal(row.cells[0], row.cells[1]):
        return [("planned", row.cells[1])]
    if len(row.cells) == 3 and all(_is_whole_goal(row.cells[0], cell) for cell in row.cells[1:]):
        return [("planned", row.cells[1]), ("achieved", row.cells[2])]
    cells = [cell for index, cell in enumerate(row.cells) if index or not _is_side(cell)]
    if inline := _inline(cells):
        return inline
    roles = [names.goal_columns.get(key(cell.text)) for cell in cells]
    if len(cells) not in (2, 4) or any(roles[1::2]) or not all(roles[::2]):
        return []
    if any(_is_no_text(cell) for cell in cells[1::2]):
        return []
    return [(str(role), cell) for role, cell in zip(roles[::2], cells[1::2], strict=True)]


_LABEL_INSIDE = re.compile(r"(?P<label>[^：:\n]{2,16})[：:]\s*(?P<text>\S.*)", re.DOTALL)
_SHORTEST = 8


def _is_whole_goal(label: Cell, text: Cell) -> bool:
    """年度总体目标 | 一是……: the plan in one cell beside the label of the block."""
    goal = _is_side(label) and key(label.text).endswith("目标")
    return goal and len(text.text) >= _SHORTEST and kind(text.text) == "t" and not _inline([text])


def _inline(cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
    """预期目标：…… | 实际完成情况：……: each label in the cell of its own text."""
    found = []
    for cell in cells:
        inside = _LABEL_INSIDE.match(cell.text)
        role = vocabulary().goal_columns.get(key(inside["label"])) if inside else None
        if inside is None or role is None:
            return []
        found.append((role, replace(cell, text=inside["text"])))
    return found


def _is_no_text(cell: Cell) -> bool:
    """Another label or a number, or the heading beside the first one (全年绩效目标完成情况)."""
    names = vocabulary()
    heading = names.goal_column(cell.text) == "achieved" and key(cell.text).endswith("情况")
    return bool(names.head_field(cell.text)) or kind(cell.text) != "t" or heading


def _is_side(cell: Cell) -> bool:
    """The label beside the whole block, unless it may as well be that of the plan."""
    name = key(cell.text)
    return name in vocabulary().side and name not in vocabulary().goal_columns


def labelled_goal(rows: Sequence[Row]) -> tuple[Goal | None, list[Row]]:
    """The goal of a form whose texts stand behind their labels, and the rows that are no part of it."""
    pieces: dict[str, list[Cell]] = {}
    aside = []
    for row in rows:
        found = _labelled(row)
        for role, cell in found:
            pieces.setdefault(role, []).append(cell)
        if not found:
            aside.append(row)
    if not pieces:
        return None, aside
    planned, achieved = (joined(pieces.get(role, ())) for role in ("planned", "achieved"))
    return Goal(planned=planned, achieved=achieved), aside


def _open_column(pieces: dict[str, list[Cell]], cell: Cell, last: str) -> str:
    return min(
        ("planned", "achieved"),
        key=lambda role: (
            seam(joined(pieces[role]).text, cell.text, to_the_end=True)
            + _SAME_COLUMN_AGAIN * (role == last)
        ),
    )


def _without_label_piece(cell: Cell, pieces: dict[str, list[Cell]], role: str) -> tuple[Cell, bool]:
    """The block's vertical label, cut by the page break, may stand glued in front of the text.

    Only asked where the block shows no whole label. The other column often repeats the words
    across the seam; if it has them with the piece, the piece belongs to the text.
    """
    names = vocabulary()
    piece = next(
        (
            cell.text[:length]
            for length in range(_LOOK, 0, -1)
            if any(
                name.endswith(cell.text[:length]) and name != cell.text[:length]
                for name in names.side
            )
        ),
        "",
    )
    if not piece:
        return cell, False
    end = joined(pieces[role]).text[-_LOOK:]
    other = joined(pieces["achieved" if role == "planned" else "planned"]).text
    if end + cell.text[: len(piece) + _LOOK] in other:
        return cell, False
    return replace(cell, text=cell.text[len(piece) :]), True
