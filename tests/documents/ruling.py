"""A form printed as tabs and lines, drawn as the ruled table of the real one.

The indicators' columns are each three columns wide on a fine grid; head, money and goal have edges
of their own on it, and labels are merged over the rows that they cover, as on published forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FINE = 3
HEADING_WORDS = ("三级指标", "指标名称", "指标内容")
VALUE_WORDS = ("完成值", "实际值", "完成情况")
LABEL_WORDS = ("一级指标", "二级指标")
TOTALS = ("总分", "合计", "自评总分", "总计")


@dataclass(frozen=True)
class Placed:
    """A cell of the ruled table; it covers `rows` × `columns` of the grid."""

    text: str
    row: int
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True)
class Drawing:
    """A form: lines above, the table, lines below."""

    above: tuple[str, ...]
    cells: tuple[Placed, ...]
    height: int
    width: int
    below: tuple[str, ...]


def drawn(text: str) -> Drawing:
    """Draw the first form of a text of tabs and lines."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    above: list[str] = []
    while lines and sum(bool(cell.strip()) for cell in lines[0]) == 1 and not _is_label(lines[0]):
        above.append("".join(lines.pop(0)).strip())
    below: list[str] = []
    while lines and _is_note(lines[-1]):
        below.insert(0, "".join(lines.pop()).strip())
    columns = max(len(_trimmed(line)) for line in lines)
    width = columns * FINE
    cells: list[Placed] = []
    labels: list[int] = []
    state = "head"
    for row, line in enumerate(lines):
        if _is_indicator_heading(line):
            state = "table"
            labels = [i for i, cell in enumerate(line) if cell.strip() in LABEL_WORDS]
        elif state == "table" and line[0].strip() in TOTALS:
            state = "total"
        elif state == "total":
            state = "foot"
        cells += _row(line, row, columns, state, first=line is lines[0])
    cells = _merged_down(cells, labels, len(lines))
    return Drawing(tuple(above), tuple(cells), len(lines), width, tuple(below))


def _trimmed(line: Sequence[str]) -> list[str]:
    cells = list(line)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _is_label(line: Sequence[str]) -> bool:
    return line[0].strip().startswith(("项目名称", "部门名称", "专项名称", "一、"))


def _is_note(line: Sequence[str]) -> bool:
    filled = [cell for cell in line if cell.strip()]
    return len(filled) == 1 and bool(line[0].strip()) and line[0].strip() not in TOTALS


def _is_indicator_heading(line: Sequence[str]) -> bool:
    names = [cell.strip() for cell in line]
    return any(word in name for name in names for word in HEADING_WORDS) and any(
        word in name for name in names for word in VALUE_WORDS
    )


def _row(line: Sequence[str], row: int, columns: int, state: str, *, first: bool) -> list[Placed]:
    """The cells of a line, the empty ones included, so that they cover the whole width."""
    texts = [*_trimmed(line), *[""] * columns][:columns]
    del first
    if state == "table":
        return [Placed(text.strip(), row, i * FINE, FINE) for i, text in enumerate(texts)]
    starts = [i for i, text in enumerate(texts) if text.strip()]
    if not starts:
        return []
    rates = any("执行" in text or "预算" in text for text in texts[1:])
    numbers = sum(text.strip().replace(".", "").replace(",", "").isdecimal() for text in texts)
    if state != "foot" and (rates or numbers) and len(starts) > 2:
        starts = list(range(columns))  # money: an empty cell is a cell
    if starts[0] != 0:
        starts.insert(0, 0)
    # Edges of their own: the value of a label begins a little left of where the table's cells do.
    edges = [0 if i == 0 else i * FINE for i in starts] + [columns * FINE]
    if state == "head" and len(starts) < columns:
        edges = [0, *(edge - 1 for edge in edges[1:-1]), columns * FINE]
    return [
        Placed(texts[at].strip(), row, left, right - left)
        for at, left, right in zip(starts, edges, edges[1:], strict=False)
    ]


def _merged_down(cells: list[Placed], labels: list[int], height: int) -> list[Placed]:
    """一级 and 二级 labels and the labels on the left edge cover the empty cells under them."""
    del height
    merged: list[Placed] = []
    open_cells: dict[int, int] = {}
    heading = next(
        (cell.row for cell in cells if cell.text in LABEL_WORDS or cell.text in HEADING_WORDS), -1
    )
    level1 = labels[0] * FINE if labels else -1
    last_row = -1
    opened_level1 = False
    for cell in cells:
        if cell.row != last_row:
            opened_level1 = False
            last_row = cell.row
        in_table = cell.row > heading >= 0
        is_level = in_table and any(cell.column == label * FINE for label in labels)
        is_side = cell.column == 0 and not is_level
        if in_table and cell.column == level1 and cell.text:
            opened_level1 = True
        if (is_level or is_side) and not cell.text and cell.column in open_cells:
            above = merged[open_cells[cell.column]]
            same = (above.column, above.columns) == (cell.column, cell.columns)
            if (
                same
                and above.row + above.rows == cell.row
                and not (is_level and opened_level1 and cell.column != level1)
            ):
                merged[open_cells[cell.column]] = Placed(
                    above.text, above.row, above.column, above.columns, above.rows + 1
                )
                continue
        if cell.text:
            open_cells[cell.column] = len(merged)
        else:
            open_cells.pop(cell.column, None)
        merged.append(cell)
    return merged
