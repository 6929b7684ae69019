"""What stands side by side on one sheet: two forms of one layout, or a form and jottings beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.intake.grid import Grid
from reviewer.intake.readers.sheet.sheet import Place, Sheet, named

_REPEATED = 6
"""So many labels stand in the same rows of two forms at one distance."""
_FIRST_REPEATED = 2
"""So many of them in the first column: no part of a form begins as the form does."""
_WIDE = 4
"""Columns of a form, at least."""
_FEW = 4
"""A form has so many times the cells of what is jotted down beside it."""
_LABEL = 2
_QUOTED, _QUOTE = 3, 20


def apart(grid: Grid, sheet: Sheet) -> list[Sheet]:
    """The sheet, or the forms that stand side by side on it, from left to right.

    Jottings beside a form, set apart by an empty column, are left out and said.
    """
    parts = [sheet]
    while (start := _second_form(parts[-1])) is not None:
        parts[-1:] = _cut(parts[-1], start)
    if len(parts) == 1 and (start := _jottings(sheet)) is not None:
        form, beside = _cut(sheet, start)
        places = sorted(_seen(beside))
        said = "、".join(f"“{beside.cells[place].strip()[:_QUOTE]}”" for place in places[:_QUOTED])
        grid.warnings.append(
            f"工作表“{sheet.name}”的{named(places)}单元格在表格右侧，与表格隔着空列，没有读入：{said}"
        )
        for place in places:
            del beside.cells[place]
        return [form, beside]  # what nobody sees there is still to be reported
    return parts


def _second_form(sheet: Sheet) -> int | None:
    """The first column of a form that has the labels of the one to its left."""
    if not sheet.cells:
        return None
    first = min(column for _, column in sheet.cells)
    rows: dict[tuple[int, str], list[int]] = {}
    for (row, column), text in sheet.cells.items():
        if len(text) >= _LABEL and not text[0].isdigit():
            rows.setdefault((row, text), []).append(column)
    distances: Counter[int] = Counter()
    from_first: Counter[int] = Counter()
    for columns in rows.values():
        for left, right in pairwise(sorted(columns)):
            distances[right - left] += 1
            from_first[right - left] += left == first
    for distance, times in distances.most_common(3):
        start = first + distance
        if (
            times >= _REPEATED
            and distance >= _WIDE
            and from_first[distance] >= _FIRST_REPEATED
            and not _is_crossed(sheet, start)
        ):
            return start
    return None


def _jottings(sheet: Sheet) -> int | None:
    """The column after the empty one that ends a form with a line across all of its columns."""
    lines = {(left, right) for top, left, _, right in sheet.merges if (top, left) in sheet.cells}
    if not lines:
        return None
    used = _used_columns(sheet)
    left, right = max(lines, key=lambda line: line[1] - line[0])
    beside = [place for place in _seen(sheet) if place[1] > right]
    is_apart = right + 1 not in used and right - left + 1 >= _WIDE and left == min(used)
    if not beside or not is_apart or len(beside) * _FEW > len(sheet.cells):
        return None
    return right + 1


def _seen(sheet: Sheet) -> list[Place]:
    """Cells that no hidden row or column hides."""
    rows, columns = sheet.hidden_rows, sheet.hidden_columns
    return [one for one in sheet.cells if one[0] not in rows and one[1] not in columns]


def _used_columns(sheet: Sheet) -> set[int]:
    used = {column for _, column in sheet.cells}
    for top, left, _, right in sheet.merges:
        if (top, left) in sheet.cells:
            used.update(range(left, right + 1))
    return used


def _is_crossed(sheet: Sheet, column: int) -> bool:
    """Whether a merged cell covers this column and the one before it."""
    return any(left < column <= right for _, left, _, right in sheet.merges)


def _cut(sheet: Sheet, column: int) -> list[Sheet]:
    """The sheet left of a column, and the rest of it."""
    return [_part(sheet, range(column)), _part(sheet, range(column, 1 << 20))]


def _part(sheet: Sheet, columns: Sequence[int]) -> Sheet:
    def inside(place: Place) -> bool:
        return place[1] in columns

    return replace(
        sheet,
        cells={place: text for place, text in sheet.cells.items() if inside(place)},
        unseen={place: texts for place, texts in sheet.unseen.items() if inside(place)},
        struck={place: text for place, text in sheet.struck.items() if inside(place)},
        merges=[one for one in sheet.merges if one[1] in columns],
    )
