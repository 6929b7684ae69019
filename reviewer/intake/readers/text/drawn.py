"""Tables drawn with signs: +---+ and |, or the lines of ┌─┬─┐ and │.

The borders say how far each cell goes, merged ones too, where they agree in their columns; how wide
a Chinese character is depends on who drew them. Where they never agree, the bars are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from reviewer.intake import limits
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.models import Location

_LEVEL = "─━═╌╍┄┅┈┉"
_UPRIGHT = "│┃║╎╏┆┇┊┋｜"
_CORNERS = "".join(map(chr, (*range(0x250C, 0x254C), *range(0x2552, 0x2574))))
_DRAWN = str.maketrans(
    _CORNERS + _LEVEL + _UPRIGHT, "+" * len(_CORNERS) + "-" * len(_LEVEL) + "|" * len(_UPRIGHT)
)
_FILL = "\0"
_MOST_WIDTH = 4_000
_ONLY_AROUND = 3
"""Level lines of a table that has them above, below and under its heading only."""
_EDGES = frozenset("-=:+")

Width = Callable[[str], int]


def _wide(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def _wide_signs(char: str) -> int:
    return 1 if char.translate(_DRAWN) in "+-|" else 2 if east_asian_width(char) in "WFA" else 1


def _wide_all(char: str) -> int:
    return 1 if char.isascii() else 2


def _narrow(char: str) -> int:
    return 1


_WIDTHS: tuple[Width, ...] = (_wide, _wide_signs, _wide_all, _narrow)
"""Ways to count how wide a character is; that under which the bars stand below the corners holds."""


def is_border(line: str) -> bool:
    """Whether a line is the upper edge of a drawn table."""
    if not line or len(line) > _MOST_WIDTH:
        return False
    plain = line.strip().translate(_DRAWN)
    return (
        len(plain) > 2
        and plain[0] == plain[-1] == "+"
        and ("-" in plain or "=" in plain)
        and not set(plain) - {*_EDGES, " "}
    )


def read_drawn(lines: Sequence[str], start: int, grid: Grid, page: int) -> int:
    """Add the rows of the table that begins at line `start`; the line behind the table."""
    end = start
    while end < len(lines) and _is_part(lines[end]):
        end += 1
    part = [line.strip() for line in lines[start:end]]
    for width in _WIDTHS:
        table = _Table.of([_spread(line, width) for line in part])
        if table is not None:
            grid.rows += table.rows(start, page)
            return end
    grid.rows += _by_bars([line.translate(_DRAWN) for line in part], start, page)
    return end


def _is_part(line: str) -> bool:
    plain = line.strip()
    if not plain or len(plain) > _MOST_WIDTH:
        return False
    return plain[0].translate(_DRAWN) in "+|" and plain[-1].translate(_DRAWN) in "+|"


def _spread(line: str, width: Width) -> str:
    """The line with one sign for each column."""
    if line.isascii():
        return line
    signs: list[str] = []
    for char in line:
        plain = char.translate(_DRAWN)
        signs.append(plain if width(char) == 1 else plain + ("-" if plain == "-" else _FILL))
    return "".join(signs)


@dataclass(slots=True)
class _Table:
    """Lines of equal width; `columns` are the places of the upright borders."""

    lines: list[str]
    columns: list[int]

    @classmethod
    def of(cls, lines: list[str]) -> _Table | None:
        """None where bars do not stand below the corners."""
        corners = {at for line in lines if is_border(line) for at, c in enumerate(line) if c == "+"}
        columns = sorted(corners)
        if len(columns) < 2 or len(columns) > limits.MAX_COLUMNS:
            return None
        for line in lines:
            inside = [at for at, char in enumerate(line) if char in "|+" and at in corners]
            if not inside or inside[0] != columns[0] or inside[-1] != columns[-1]:
                return None
            if len(line.rstrip(_FILL)) != columns[-1] + 1 or line.count("|") > len(columns):
                return None
            if any(char == "|" and at not in corners for at, char in enumerate(line)):
                return None
        return cls(lines, columns)

    def rows(self, start: int, page: int) -> list[Row]:
        """The rows; merged cells stand in their topmost."""
        spans = list(pairwise(self.columns))
        edges = [[self._is_edge(line, *span) for span in spans] for line in self.lines]
        levels = [at for at, edge in enumerate(edges) if any(edge)]
        if len(levels) <= _ONLY_AROUND:
            # No line between the rows: each stands on a line of its own, below the heading.
            edges = [edge if any(edge) else [True] * len(spans) for edge in edges]
            return self._rows_of(
                [(at - 1, at + 1) for at in range(len(edges)) if at not in levels],
                edges,
                start,
                page,
            )
        return self._rows_of(list(pairwise(levels)), edges, start, page)

    def _rows_of(
        self,
        bands: Sequence[tuple[int, int]],
        edges: Sequence[Sequence[bool]],
        start: int,
        page: int,
    ) -> list[Row]:
        taken = [[False] * (len(self.columns) - 1) for _ in bands]
        found: list[Row] = []
        for number, (top, _) in enumerate(bands):
            at = Location(line=start + top + 2)
            cells: list[Cell] = []
            for column in range(len(self.columns) - 1):
                if taken[number][column]:
                    continue
                across = self._across(bands[number], column)
                down = 1
                while number + down < len(bands) and not any(
                    edges[bands[number + down][0]][column : column + across]
                ):
                    down += 1
                for row in taken[number : number + down]:
                    row[column : column + across] = [True] * across
                bottom = bands[number + down - 1][1]
                text = self._text(top + 1, bottom, column, across)
                if text:
                    cells.append(Cell(text, column, at, across, down))
            if cells:
                found.append(Row(tuple(cells), page, len(self.columns) - 1, at, ruled=True))
        return found

    @staticmethod
    def _is_edge(line: str, left: int, right: int) -> bool:
        return _EDGES.issuperset(line[left + 1 : right]) and line[left + 1 : right].strip(":") != ""

    def _across(self, band: tuple[int, int], column: int) -> int:
        across = 1
        while column + across < len(self.columns) - 1 and not all(
            line[self.columns[column + across]] in "|+"
            for line in self.lines[band[0] + 1 : band[1]]
        ):
            across += 1
        return across

    def _text(self, top: int, bottom: int, column: int, across: int) -> str:
        left, right = self.columns[column] + 1, self.columns[column + across]
        parts = [line[left:right].replace(_FILL, "").strip() for line in self.lines[top:bottom]]
        return "\n".join(part for part in parts if part)[: limits.MAX_CELL_TEXT]


def _by_bars(lines: Sequence[str], start: int, page: int) -> list[Row]:
    """The rows by the number of bars, where their places do not agree; columns may drift."""
    found: list[Row] = []
    pieces: list[list[str]] = []
    first = start
    for number, line in enumerate([*lines, "+-+"], start=start):
        if is_border(line):
            found += _joined_rows(pieces, first, page)
            pieces, first = [], number + 1
        else:
            pieces.append([piece.strip() for piece in line.strip("|").split("|")])
    return found


def _joined_rows(pieces: Sequence[Sequence[str]], first: int, page: int) -> list[Row]:
    """One row, if its lines have the same number of cells; else each line is one."""
    if not pieces:
        return []
    if len({len(one) for one in pieces}) == 1:
        pieces = [["\n".join(filter(None, parts)) for parts in zip(*pieces, strict=True)]]
    rows: list[Row] = []
    for number, one in enumerate(pieces, start=first + 1):
        at = Location(line=number)
        cells = [Cell(text, column, at) for column, text in enumerate(one) if text]
        if cells:
            rows.append(Row(tuple(cells[: limits.MAX_COLUMNS]), page, len(one), at))
    return rows
