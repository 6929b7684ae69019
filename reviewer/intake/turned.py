"""Blocks that are printed on their side: what is a column elsewhere is a line here.

Indicators side by side (三级指标 | 长度 | 面积), sources of money side by side (全年预算数 | 300 | 200), and
amounts each behind a label of its own (全年预算数 | 300 | 全年执行数 | 285) are set upright.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.intake.cells import clean, kind
from reviewer.intake.grid import Cell, Row
from reviewer.intake.vocabulary import key, vocabulary

_FEWEST_LINES = {"indicators": 4, "funding": 2}
_AMOUNTS = frozenset({"initial_budget", "annual_budget", "executed"})
_SCORE = "得分"
_UNITS = ("万元", "亿元", "元")
"""All that stands in the cell of an amount that is not there."""
_NEXT = 40
"""A block on its side has no more lines than so many: one for each kind of column."""

HeadingOf = Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of such a block: its label's role, the label and the cells behind it."""

    role: str
    label: Cell
    values: tuple[Cell, ...]


def upright(rows: Sequence[Row], heading_of: HeadingOf) -> list[Row]:
    """The rows of a form, its blocks on their side set upright; others as they are.

    Args:
        rows: of one form.
        heading_of: which block a row is the heading of.
    """
    found: list[Row] = []
    at = 0
    has_money = False
    while at < len(rows):
        heading = heading_of(rows[at])
        has_money = has_money or heading == "funding"
        block = None
        if heading is None and rows[at].ruled:
            block = _indicators(rows, at, heading_of)
            if block is None and not has_money:
                block = _sources(rows, at, heading_of)
        if heading is None and block is None and not has_money:
            block = _labelled(rows, at, heading_of)
        if block is None:
            found.append(rows[at])
            at += 1
            continue
        lines, count = block
        has_money = has_money or heading_of(lines[0]) == "funding"
        found += lines
        at += count
    return found


Block = tuple[list[Row], int]
"""The upright rows, and how many lines they stand for."""


def _lines(
    rows: Sequence[Row], at: int, role_of: Callable[[str], str | None], heading_of: HeadingOf
) -> list[_Line]:
    """The lines from here on that begin with a label that has a role, each role once."""
    lines: list[_Line] = []
    for row in rows[at : at + _NEXT]:
        cells = _without_side(row)
        # The line of reasons may be empty.
        role = role_of(cells[0].text) if len(cells) > 1 or len(lines) > 1 else None
        known = {line.role for line in lines}
        if not row.ruled or role is None or role in known or heading_of(row):
            break
        lines.append(_Line(role, cells[0], cells[1:]))
    return lines


def _without_side(row: Row) -> tuple[Cell, ...]:
    first = row.cells[0] if row.cells else None
    is_side = first is not None and len(row.cells) > 1 and key(first.text) in vocabulary().side
    return row.cells[1:] if is_side else row.cells


def _indicators(rows: Sequence[Row], at: int, heading_of: HeadingOf) -> Block | None:
    """一级指标 | 产出指标 | 效益指标, 三级指标 | 长度 | 面积 … as a table of indicators."""
    names = vocabulary().indicator_columns
    lines = _lines(rows, at, lambda text: names.get(key(text)), heading_of)
    roles = {line.role for line in lines}
    if len(lines) < _FEWEST_LINES["indicators"] or not {"name", "target", "actual"} <= roles:
        return None
    over = next(line for line in lines if line.role == "name")
    table = _turned(rows[at], lines, over.values)
    count = len(lines)
    score = next((index for index, line in enumerate(lines) if line.role == "score"), None)
    below = rows[at + count] if at + count < len(rows) else None
    if below and score is not None and key(below.first_text) in vocabulary().totals:
        numbers = [cell for cell in below.cells[1:] if kind(cell.text) == "n"]
        if len(numbers) == 1:
            cells = (replace(below.cells[0], column=0), _moved(numbers[0], score))
            table.append(replace(below, cells=cells))
            count += 1
    return table, count


def _sources(rows: Sequence[Row], at: int, heading_of: HeadingOf) -> Block | None:
    """资金情况 | 合计 | 中央补助 above 全年预算数 | 300 | 200 as lines of money."""
    names = vocabulary()
    beside = [key(cell.text) in names.funding_lines for cell in rows[at].cells]
    sources = rows[at].cells[beside.index(True) :] if any(beside) else ()
    if len(sources) < _FEWEST_LINES["funding"]:
        return None
    lines = _lines(rows, at + 1, names.funding_column, heading_of)
    if not all(kind(cell.text) in "nm%-" for line in lines for cell in line.values):
        return None
    if len(lines) < _FEWEST_LINES["funding"]:
        return None
    first, *others = _turned(rows[at], lines, sources)
    money = [
        replace(
            line, cells=(_moved(source, 0), *(_moved(cell, cell.column + 1) for cell in line.cells))
        )
        for line, source in zip(others, sources, strict=True)
    ]
    heading = replace(first, cells=tuple(_moved(cell, cell.column + 1) for cell in first.cells))
    return [_named_after(rows[at], heading), *money], len(lines) + 1


def _labelled(rows: Sequence[Row], at: int, heading_of: HeadingOf) -> Block | None:
    """全年预算数 | 300 | 全年执行数 | 285, on one line or several, as one line of money."""
    pairs: list[tuple[str, Cell, Cell]] = []
    score: list[Cell] = []
    count = 0
    for row in rows[at : at + _NEXT]:
        cells = _without_side(row)
        found = list(_pairs(cells))
        if not score and len(cells) == 2 * len(found) + 1 > 3 and kind(cells[-1].text) == "n":
            # The score of the whole block in a cell beside its lines.
            score, cells = [cells[-1]], cells[:-1]
        known = {role for role, _, _ in pairs}
        is_all = len(cells) == 2 * len(found) > 0 and row.width > 1 and not heading_of(row)
        if not is_all or any(role in known for role, _, _ in found):
            break
        pairs += found
        count += 1
    if len(pairs) < _FEWEST_LINES["funding"] or not any(role in _AMOUNTS for role, _, _ in pairs):
        return None
    parts = _parts(rows, at + 1, len(pairs)) if count == 1 else []
    headings = [label for _, label, _ in pairs]
    headings += [replace(cell, text=_SCORE) for cell in score]
    heading = replace(rows[at], cells=_in_order(headings), ruled=True)
    first = [pairs[0][1], *(amount for _, _, amount in pairs), *score]
    lines = [first, *parts] if parts else [first[1:]]
    start = 0 if parts else 1
    money = [
        replace(rows[at + n], cells=_in_order(line, start), ruled=True)
        for n, line in enumerate(lines)
    ]
    return [_named_after(rows[at], heading), *money], count + len(parts)


def _parts(rows: Sequence[Row], at: int, width: int) -> list[list[Cell]]:
    """The lines 其中-财政拨款 | 100 | 其中-财政拨款 | 95 below: a label and its amounts each."""
    lines: list[list[Cell]] = []
    for row in rows[at : at + _NEXT]:
        cells = _without_side(row)
        amounts = [cell for cell in cells[1::2] if clean(cell.text) not in _UNITS]
        known = vocabulary().funding_lines.get(_line_name(cells[0].text)) if cells else None
        if known is None or len(cells) != 2 * width:
            break
        if any(kind(cell.text) not in "nm-" for cell in amounts):
            break
        lines.append([cells[0], *amounts])
    return lines


def _line_name(label: str) -> str:
    """其中-财政拨款：, 其它资金, 地方资金/其他 as lines of money are called."""
    return key(label).partition("/")[0].removeprefix("-").replace("其它", "其他")


def _in_order(cells: Sequence[Cell], start: int = 1) -> tuple[Cell, ...]:
    return tuple(_moved(cell, start + index) for index, cell in enumerate(cells))


def _pairs(cells: Sequence[Cell]) -> Iterator[tuple[str, Cell, Cell]]:
    for label, amount in zip(cells[::2], cells[1::2], strict=False):
        role = vocabulary().funding_columns.get(key(label.text))
        if role is None or kind(amount.text) not in "nm%-":
            return
        yield role, label, amount


def _turned(place: Row, lines: Sequence[_Line], over: Sequence[Cell]) -> list[Row]:
    """A heading out of the lines' labels, and a row for each of the cells `over` the columns."""
    labels = tuple(_moved(line.label, index) for index, line in enumerate(lines))
    table = [replace(place, cells=labels)]
    for above in over:
        cells = [
            _moved(value, index)
            for index, line in enumerate(lines)
            for value in line.values
            if value.column <= above.column < value.column + max(1, value.columns)
        ]
        # The columns of this row are none of the document's: an empty cell has no place there.
        location = above.location.model_copy(update={"cell": None, "column": None})
        table.append(replace(place, cells=tuple(cells), location=location))
    return table


def _moved(cell: Cell, column: int) -> Cell:
    return replace(cell, column=column, columns=1, rows=1)


def _named_after(row: Row, heading: Row) -> Row:
    """The heading with the label of the block, which may name the unit of the amounts, before it."""
    first = row.cells[0]
    if key(first.text) not in vocabulary().side:
        return heading
    return replace(heading, cells=(_moved(first, 0), *heading.cells))
