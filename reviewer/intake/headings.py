"""Headings that are no cells of the form: section titles, and headings in two lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reviewer.intake.grid import Cell, Row
from reviewer.intake.vocabulary import key, vocabulary

_NUMBERED = re.compile(r"[(（]?[一二三四五六七八][)）]?[、.．]?\s*(.{2,30})")
_OF_YEAR = re.compile(r"[(（]?20\d\d年?度?[^\d]{0,8}")
_FEWEST_ABOVE = 2
_PARTS = frozenset({"nature", "target", "measure"})
_OTHER_PARTS = frozenset({"explanation", "ignored"})


def is_section(row: Row) -> bool:
    """二、预算执行情况（万元）: the title of a block, on a line of its own."""
    if len(row.cells) != 1:
        return False
    numbered = _NUMBERED.fullmatch(row.first_text.strip())
    return numbered is not None and key(numbered[1]) in vocabulary().sections


def with_parts(rows: Sequence[Row], heading_of: Callable[[Row], str | None]) -> list[Row]:
    """The rows with two-line headings made one.

    Where 符号, 值 and 单位 stand in a line under 预期指标值, they take its place; so does what stands
    in any second line of a heading whose other cells reach down over it.

    Args:
        rows: the document's.
        heading_of: which block a row is the heading of.
    """

    def is_heading(row: Row) -> bool:
        return heading_of(row) == "indicators"

    joined: list[Row] = []
    for row in rows:
        whole = _whole_heading(joined[-1], row) if joined else None
        if whole is not None and is_heading(whole):
            joined[-1] = whole
        elif joined and names_parts(row) and is_heading(joined[-1]):
            joined[-1] = _joined(joined[-1], row)
        elif joined and _names_columns(row) and is_heading(joined[-1]):
            joined[-1] = _with_names(joined[-1], row)
        elif joined and _divides(joined[-1], row) and heading_of(row) == "funding":
            joined[-1] = _over_amounts(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _whole_heading(first: Row, second: Row) -> Row | None:
    """Both lines as one heading, where the second divides cells of the first."""
    if _is_second_line(first, second):
        return _over_parts(first, second)
    if first.ruled and second.ruled:
        return _without_merges(first, second)
    if first.ruled or second.ruled:
        return None
    # In text without columns the names stand in the second line, 完成值 and the points in the first.
    names = vocabulary().indicator_columns
    roles = {names.get(key(cell.text)) for cell in second.cells}
    above = [cell for cell in first.cells if names.get(key(cell.text), "") not in {"", *roles}]
    if None in roles or "name" not in roles or len(above) < _FEWEST_ABOVE:
        return None
    last = second.cells[-1].column
    short = max(0, last + 1 - above[0].column)  # a line that does not count the second's cells
    behind = [replace(cell, column=cell.column + short) for cell in above]
    cells = (*second.cells, *behind)
    return Row(cells, first.page, behind[-1].column + 1, first.location)


def _divides(first: Row, second: Row) -> bool:
    """Whether cells of the second line stand under wider ones of the first (2023年: 预算数 | 执行数)."""
    names = vocabulary()
    if not (first.ruled and second.ruled) or any(names.head_field(it.text) for it in first.cells):
        return False
    parents = [cell for cell in first.cells if 1 < len(_parts_of(cell, second)) < len(second.cells)]
    return any(
        cell.rows == 1
        and (_OF_YEAR.fullmatch(cell.text.strip()) or names.funding_column(cell.text))
        for cell in parents
    )


def _over_amounts(first: Row, second: Row) -> Row:
    """One heading of money out of both lines; a year stands for all below it."""
    below = []
    for cell in second.cells:
        parent = _above(first, cell)
        year = parent.text.strip() if parent and _OF_YEAR.fullmatch(parent.text.strip()) else ""
        below.append(replace(cell, text=f"{year}{cell.text}"))
    beside = [cell for cell in first.cells if cell.rows > 1 or not _parts_of(cell, second)]
    cells = sorted((*beside, *below), key=lambda cell: cell.column)
    return Row(tuple(cells), first.page, first.width, first.location, ruled=True)


def _without_merges(first: Row, second: Row) -> Row | None:
    """Both lines of a spreadsheet that lost its merges: what the second leaves open, the first says."""
    if any(cell.rows > 1 or cell.columns > 1 for cell in first.cells):
        return None
    names, side = vocabulary().indicator_columns, vocabulary().side
    roles = {names.get(key(cell.text)) for cell in second.cells}
    taken = {cell.column for cell in second.cells}
    if None in roles or not {"name", "target"} <= roles:
        return None
    above = [
        cell for cell in first.cells if cell.column not in taken and key(cell.text) not in side
    ]
    if len({names.get(key(cell.text)) for cell in above} - {None, *roles}) < _FEWEST_ABOVE:
        return None
    cells = sorted((*_but_of_results(first, second), *above), key=lambda cell: cell.column)
    return Row(tuple(cells), first.page, first.width, first.location, ruled=True)


def _but_of_results(first: Row, second: Row) -> list[Cell]:
    """The second line, with 实际完成值 instead of the 值 and 单位 that stand below it."""
    role_of = vocabulary().indicator_columns.get
    cells = list(second.cells)
    for parent, following in zip(first.cells, (*first.cells[1:], None), strict=True):
        end = following.column if following else first.width
        below = [cell for cell in cells if parent.column <= cell.column < end]
        roles = {role_of(key(cell.text)) for cell in below}
        if role_of(key(parent.text)) == "actual" and len(below) > 1 and roles <= _PARTS:
            cells = [cell for cell in cells if cell not in below] + [parent]
    return cells


def _is_second_line(heading: Row, row: Row) -> bool:
    """Whether all cells of the row divide cells of the heading, others of which reach down beside it.

    Among both must be the name's heading: the label beside a block reaches down over its rows too.
    """
    if not row.ruled or all(cell.rows == 1 for cell in heading.cells):
        return False
    role_of = vocabulary().indicator_column
    names_reach_down = any(cell.rows > 1 and role_of(cell.text) == "name" for cell in heading.cells)
    below = {role_of(cell.text) for cell in row.cells}
    has_names = names_reach_down or ("name" in below and None not in below)
    return has_names and all(_above(heading, cell) for cell in row.cells)


def _above(heading: Row, cell: Cell) -> Cell | None:
    """The cell of the heading's first line that this one divides."""
    return next(
        (
            parent
            for parent in heading.cells
            if parent.rows == 1
            and parent.column <= cell.column < parent.column + max(1, parent.columns)
        ),
        None,
    )


def _over_parts(heading: Row, parts: Row) -> Row:
    """One heading of both lines.

    Each part is a heading of its own where all are known; else they make one column together, as do
    the number and the unit of a result.
    """
    role_of = vocabulary().indicator_column
    cells = [cell for cell in heading.cells if cell.rows > 1 or not _parts_of(cell, parts)]
    for parent in heading.cells:
        below = _parts_of(parent, parts)
        if parent.rows > 1 or not below:
            continue
        roles = {role_of(cell.text) for cell in below}
        is_whole = None in roles or (role_of(parent.text) == "actual" and roles <= _PARTS)
        cells += [parent] if is_whole else below
    cells.sort(key=lambda cell: cell.column)
    return Row(tuple(cells), heading.page, heading.width, heading.location, ruled=True)


def _parts_of(parent: Cell, parts: Row) -> list[Cell]:
    end = parent.column + max(1, parent.columns)
    return [cell for cell in parts.cells if parent.column <= cell.column < end]


def names_parts(row: Row) -> bool:
    """Whether the row is the second line of a heading: 符号, 值 and 单位 under 预期指标值."""
    roles = [vocabulary().indicator_column(cell.text) for cell in row.cells]
    allowed = _PARTS | _OTHER_PARTS
    return len(_PARTS & {*roles}) > 1 and "target" in roles and allowed.issuperset(map(str, roles))


def _names_columns(row: Row) -> bool:
    """完成值 | 完成率 | 是否完成: a second line of headings in a spreadsheet that lost its merges."""
    names = vocabulary().indicator_columns
    return row.ruled and len(row.cells) > 1 and all(key(cell.text) in names for cell in row.cells)


def _with_names(heading: Row, names: Row) -> Row:
    below = _but_of_results(heading, names)
    taken = {cell.column for cell in below}
    cells = [*below, *(cell for cell in heading.cells if cell.column not in taken)]
    return replace(heading, cells=tuple(sorted(cells, key=lambda cell: cell.column)))


def _joined(heading: Row, parts: Row) -> Row:
    names = vocabulary().indicator_columns
    kept = [cell for cell in heading.cells if names.get(key(cell.text)) not in _PARTS]
    results = _but_of_results(heading, parts)
    divided = [cell for cell in results if names.get(key(cell.text)) in _PARTS]
    first = divided[0].column
    behind = [cell for cell in kept if cell.column > first]
    # Without merged cells the first line counts 指标值 as one column, the rows below as several.
    short = 0 if heading.ruled or not behind else first + len(divided) - behind[0].column
    if short > 0:
        kept = [
            replace(cell, column=cell.column + short) if cell in behind else cell for cell in kept
        ]
    cells = sorted((*kept, *divided), key=lambda cell: cell.column)
    return replace(heading, cells=tuple(cells), width=max(heading.width, parts.width))
