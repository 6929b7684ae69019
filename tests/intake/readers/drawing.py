"""Tables drawn with signs, and text in columns of blanks, as programs print them."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width

from tests.documents.ruling import Drawing


def width(text: str) -> int:
    """How many places a terminal gives to a text."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _edges(sizes: list[int]) -> list[int]:
    return [sum(sizes[:at]) + at for at in range(len(sizes) + 1)]


def drawn_with_signs(
    drawing: Drawing, signs: str = "+-|", size: Callable[[str], int] = width
) -> str:
    """A table with borders; `signs` are its corners, level and upright lines."""
    corner, level, bar = signs
    widths, heights = [10] * drawing.width, [1] * drawing.height
    for cell in drawing.cells:
        lines = cell.text.split("\n")
        last = cell.column + cell.columns - 1
        lacking = max(map(size, lines)) + 2 - sum(widths[cell.column : last + 1]) - cell.columns + 1
        widths[last] += max(0, lacking)
        last = cell.row + cell.rows - 1
        heights[last] += max(0, len(lines) - sum(heights[cell.row : last + 1]) - cell.rows + 1)
    xs, ys = _edges(widths), _edges(heights)
    covered = {
        (row, column)
        for cell in drawing.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    boxes = [
        (one.row, one.column, one.row + one.rows, one.column + one.columns) for one in drawing.cells
    ]
    boxes += [
        (row, column, row + 1, column + 1)
        for row in range(drawing.height)
        for column in range(drawing.width)
        if (row, column) not in covered
    ]
    level_at = {
        (ys[at], x)
        for top, left, end, right in boxes
        for at in (top, end)
        for x in range(xs[left], xs[right] + 1)
    }
    upright_at = {
        (y, xs[at])
        for top, left, end, right in boxes
        for at in (left, right)
        for y in range(ys[top], ys[end] + 1)
    }
    canvas = [
        [
            corner
            if (y, x) in level_at & upright_at
            else level
            if (y, x) in level_at
            else bar
            if (y, x) in upright_at
            else " "
            for x in range(xs[-1] + 1)
        ]
        for y in range(ys[-1] + 1)
    ]
    for cell in drawing.cells:
        for offset, line in enumerate(cell.text.split("\n")):
            at = xs[cell.column] + 1
            for char in line:
                canvas[ys[cell.row] + 1 + offset][at : at + size(char)] = [
                    char,
                    *[""] * (size(char) - 1),
                ]
                at += size(char)
    if corner != "+":
        canvas[0][0], canvas[0][-1] = {"┼": "┌┐", "╬": "╔╗"}[corner]
    table = "\n".join("".join(line) for line in canvas)
    return "\n\n".join([*drawing.above, table, *drawing.below]) + "\n"


def in_columns(text: str, size: Callable[[str], int] = width, gap: int = 3) -> str:
    """Lines with tabs as lines whose columns begin at the same places, block by block."""
    blocks: list[list[list[str]]] = [[]]
    for line in text.split("\n"):
        pieces = line.split("\t")
        columns = len(blocks[-1][0]) if blocks[-1] else 0
        if len(pieces) > columns or len(pieces) < columns - 1:
            blocks.append([])
        else:
            pieces += [""] * (columns - len(pieces))
        blocks[-1].append(pieces)
    lines: list[str] = []
    for block in blocks:
        widths = [max(map(size, cells)) + gap for cells in zip(*block, strict=True)]
        lines += [
            "".join(
                cell + " " * (wide - size(cell)) for cell, wide in zip(row, widths, strict=True)
            ).rstrip()
            for row in block
        ]
    return "\n".join(lines)
