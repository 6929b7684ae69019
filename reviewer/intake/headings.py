"""Headings that are no cells of the form: section titles, and headings in two lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reviewer.intake.grid import Row
from reviewer.intake.vocabulary import key, vocabulary

_NUMBERED = re.compile(r"[(（]?[一二三四五六七八][)）]?[、.．]?\s*(.{2,30})")
_PARTS = frozenset({"nature", "target", "measure"})


def is_section(row: Row) -> bool:
    """二、预算执行情况（万元）: the title of a block, on a line of its own."""
    if len(row.cells) != 1:
        return False
    numbered = _NUMBERED.fullmatch(row.first_text.strip())
    return numbered is not None and key(numbered[1]) in vocabulary().sections


def with_parts(rows: Sequence[Row], is_heading: Callable[[Row], bool]) -> list[Row]:
    """The rows with two-line headings made one.

    Where 符号, 值 and 单位 stand in a line under 预期指标值, they take its place.

    Args:
        rows: the document's.
        is_heading: whether a row heads the indicators.
    """
    joined: list[Row] = []
    for row in rows:
        if joined and _names_parts(row) and is_heading(joined[-1]):
            joined[-1] = _joined(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _names_parts(row: Row) -> bool:
    names = vocabulary().indicator_columns
    roles = [names.get(key(cell.text)) for cell in row.cells]
    return len(roles) > 1 and "target" in roles and _PARTS.issuperset(map(str, roles))


def _joined(heading: Row, parts: Row) -> Row:
    names = vocabulary().indicator_columns
    kept = [cell for cell in heading.cells if names.get(key(cell.text)) not in _PARTS]
    cells = sorted((*kept, *parts.cells), key=lambda cell: cell.column)
    return Row(tuple(cells), heading.page, max(heading.width, parts.width), heading.location)
