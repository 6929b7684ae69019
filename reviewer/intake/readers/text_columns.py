"""Text whose columns are set apart by blanks, as `pdftotext -layout` prints it.

Each text has its place by its line and by the count of characters before it, so that the table is
found as on a page without upright lines. Programs differ in how many places a Chinese character
takes, and a line may be a row or part of one: what one way of counting gives is believed only if no
other way gives another table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Row
from reviewer.intake.pages import is_page_number
from reviewer.intake.readers.aligned import aligned_tables
from reviewer.intake.readers.boxes import Box, BoxTable, merged
from reviewer.intake.readers.pieces import Piece
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Location

UNSURE = (
    "文本用空格排列各栏（如从PDF提取的文本），各行的栏位对不齐，分不出各栏；"
    "请用原始的Word、Excel或PDF文件"
)
_GAP = 2
_LEAST_HEADINGS = 3
_MOST_WIDTH = 2_000
_MOST_PAGES, _MOST_PIECES = 10, 5_000
"""Pages of a table, and pieces on them."""
_PLACE, _HIGH = 5.0, 10.0
_PAGE = 1.7
"""Lines from the last one of a page to the first one of the next: more than one, less than two."""
_CLOSE, _APART = 12.0, 24.0
"""Points: how wide a place is, how high a line, and from line to line, where they go on or not."""


Width = Callable[[str], int]


def is_aligned(lines: Sequence[str]) -> bool:
    """Whether blanks set columns apart: some line holds the headings of a table."""
    return any(
        "  " in line.strip() and _block_of(_pieces(line, 0, _wide)) in ("indicators", "funding")
        for line in lines
        if len(line) <= _MOST_WIDTH
    )


def is_one_a_line(lines: Sequence[str]) -> bool:
    """Whether the headings of a table follow each other, each on a line of its own."""
    names = vocabulary().indicator_columns
    run = 0
    for line in lines:
        if text := line.strip():
            run = run + 1 if key(text) in names else 0
        if run >= _LEAST_HEADINGS:
            return True
    return False


def rows(lines: Sequence[str]) -> list[Row] | None:
    """The rows, each cell by its column; None where the columns are not sure."""
    if any(len(line) > _MOST_WIDTH for line in lines):
        return None
    read = [
        found
        for width in (_wide, _narrow)
        for pitch in (_CLOSE, _APART)
        if (found := _read(lines, width, pitch)) is not None
    ]
    return read[0] if read and all(_same(read[0], other) for other in read[1:]) else None


def _same(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether two ways of counting give the same texts in the same cells."""

    def cells(rows: Sequence[Row]) -> list[tuple[str, int, int]]:
        return [(cell.text, cell.columns, cell.rows) for row in rows for cell in row.cells]

    return cells(one) == cells(other)


def _wide(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" and not char.isascii() else 1


def _narrow(char: str) -> int:
    return 1


def _pieces(line: str, top: float, width: Width) -> list[Piece]:
    """The words between gaps, where they stand."""
    found: list[Piece] = []
    words: list[str] = []
    start = end = at = 0
    blanks = _GAP

    def ended() -> Piece:
        return Piece(start * _PLACE, end * _PLACE, top, top + _HIGH, "".join(words))

    for char in line.rstrip():
        if char.isspace():
            blanks += width(char)
        else:
            if blanks >= _GAP:
                if words:
                    found.append(ended())
                words, start = [], at
            elif blanks:
                words.append(" ")
            words.append(char)
            blanks, end = 0, at + width(char)
        at += width(char)
    return [*found, ended()] if words else found


def _block_of(pieces: Sequence[Piece]) -> str | None:
    """Which block a line heads: every piece of it is the name of a column of that block."""
    names = vocabulary()
    keys = [key(piece.text) for piece in pieces]
    if len(keys) >= _LEAST_HEADINGS:
        if (
            sum(name in names.indicator_columns for name in keys)
            >= len(keys) - 1
            >= _LEAST_HEADINGS
        ):
            return "indicators"
        if sum(name in names.funding_columns for name in keys) >= max(
            _LEAST_HEADINGS, len(keys) - 1
        ):
            return "funding"
    roles = {names.goal_columns.get(name) for name in keys if name not in names.side}
    return "goal" if roles == {"planned", "achieved"} else None


def _pages(
    lines: Sequence[str], width: Width, pitch: float
) -> tuple[list[list[list[Piece]]], dict[float, int]]:
    """The lines of each page in their pieces, and the number of the line at each height.

    Blank lines at the end of a page part nothing: a row may go on behind them.
    """
    pages: list[list[list[Piece]]] = [[]]
    numbers: dict[float, int] = {}
    top = end = 0.0
    for number, line in enumerate(lines, start=1):
        if "\f" in line and pages[-1]:
            pages.append([])
            top = end + _PAGE * pitch
        pieces = _pieces(line, top, width)
        is_number = len(pieces) == 1 and is_page_number(pieces[0].text, at_break=True)
        if pieces and not is_number:
            pages[-1].append(pieces)
            numbers[top] = number
            end = top
        if pages[-1] or len(pages) == 1:
            top += pitch
    return [page for page in pages if page], numbers


def _read(lines: Sequence[str], width: Width, pitch: float) -> list[Row] | None:
    """The rows by one way of counting; None where that leaves anything open."""
    pages, numbers = _pages(lines, width, pitch)
    found: list[Row] = []
    open_page: list[list[Piece]] = []
    goes_on = 0
    for at, page in enumerate(pages):
        more = at + 1 < len(pages) and "indicators" not in map(_block_of, pages[at + 1])
        open_page += page
        goes_on = goes_on + 1 if len(open_page) > len(page) else 0
        if goes_on > _MOST_PAGES or sum(map(len, open_page)) > _MOST_PIECES:
            return None
        try:
            tables = aligned_tables(open_page, [], goes_on=more, surely=True)
        except ReadError:
            if not more:
                return None
            continue  # a page without a heading goes on with the table before it
        if not tables and any(map(_block_of, open_page)):
            if not more:
                return None
            continue
        part = _of_page(open_page, tables, 3 * at + 1, numbers)
        if part is None:
            return None
        found += part
        open_page = []
    return found if not open_page and len(found) <= limits.MAX_ROWS else None


def _of_page(
    lines: Sequence[list[Piece]],
    tables: Sequence[BoxTable],
    page: int,
    numbers: Mapping[float, int],
) -> list[Row] | None:
    """The rows of the table and the lines above and below it; None if a text is in two cells."""
    if not tables:
        return [_line(line, page, numbers) for line in lines]
    (table,) = tables
    inside, outside = table.sorted_in([piece for line in lines for piece in line], _middle)
    held = {(piece.top, box[0]) for box, pieces in inside.items() for piece in pieces}
    for box, pieces in inside.items():
        are_two = len({piece.top for piece in pieces}) < len(pieces)
        if are_two or any(_is_in_two(piece, box, held) for piece in pieces):
            return None
        table.texts[box] = "\n".join(piece.text for piece in sorted(pieces, key=_by_line))
    apart = set(outside)
    before = [line for line in lines if line[0].bottom < table.top]
    after = [line for line in lines if line[0].top > table.bottom]
    if any(
        piece in apart for line in lines[len(before) : len(lines) - len(after)] for piece in line
    ):
        return None
    found = [_line(line, page, numbers) for line in before]
    tops = sorted({line[0].top for line in lines})
    for row in table.rows(page + 1, 1, merged(table.edges())):
        at = bisect_left(tops, table.tops[(row.location.line or 1) - 1])
        place = Location(line=numbers[tops[at]])
        cells = tuple(replace(cell, location=place) for cell in row.cells)
        found.append(replace(row, cells=cells, location=place))
    return [*found, *(_line(line, page + 2, numbers) for line in after)]


def _is_in_two(piece: Piece, box: Box, held: Container[tuple[float, float]]) -> bool:
    """Whether a text reaches out of its cell into one where no other text of its line stands."""
    return piece.x0 < box[0] or (piece.x1 > box[2] and (piece.top, box[2]) not in held)


def _line(pieces: Sequence[Piece], page: int, numbers: Mapping[float, int]) -> Row:
    place = Location(line=numbers[pieces[0].top])
    cells = tuple(Cell(piece.text, at, place) for at, piece in enumerate(pieces))
    return Row(cells, page, len(cells), place)


def _middle(piece: Piece) -> tuple[float, float]:
    return (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2


def _by_line(piece: Piece) -> tuple[float, float]:
    return piece.top, piece.x0
