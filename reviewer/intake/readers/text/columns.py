"""Text whose columns are set apart by blanks, as `pdftotext -layout` prints it.

A table is read only where its columns are sure: below each heading, down to the next one, there is
a strip of its own that no line crosses. Programs differ in how many places a Chinese character
takes; the count under which the strips come out is the one that the text was printed with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import east_asian_width

from reviewer.intake import limits
from reviewer.intake.cells import kind
from reviewer.intake.grid import Cell, Row
from reviewer.intake.pages import is_page_number
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Location

UNSURE = (
    "文本用空格排列各栏（如从PDF提取的文本），各行的栏位对不齐，分不出各栏；"
    "请用原始的Word、Excel或PDF文件"
)
_GAP = 2
_LEAST_HEADINGS = 3
_MOST_WIDTH = 2_000
_MOST_BLOCK = 2_000
_NUMBERS = "n%m-"


class Piece(NamedTuple):
    """Words between gaps, and the places from `start` up to `end` that they take in their line."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    pieces: tuple[Piece, ...]


def is_aligned(lines: Sequence[str]) -> bool:
    """Whether blanks set columns apart: some line holds the headings of a table."""
    return any(
        "  " in line.strip() and _block_of(_pieces(line, _wide)) in ("indicators", "funding")
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
    for width in (_wide, _narrow):
        found = [
            _Line(number, _pieces(line, width))
            for number, line in enumerate(lines, start=1)
            if len(line) <= _MOST_WIDTH
        ]
        if len(found) == len(lines) and (read := _read(found)) is not None:
            return read
    return None


def _wide(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" and not char.isascii() else 1


def _narrow(char: str) -> int:
    return 1


def _pieces(line: str, width: Callable[[str], int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    words: list[str] = []
    start = end = at = 0
    blanks = _GAP
    for char in line.rstrip():
        if char.isspace():
            blanks += width(char)
        else:
            if blanks >= _GAP:
                if words:
                    pieces.append(Piece(start, end, "".join(words)))
                words, start = [], at
            elif blanks:
                words.append(" ")
            words.append(char)
            blanks, end = 0, at + width(char)
        at += width(char)
    if words:
        pieces.append(Piece(start, end, "".join(words)))
    return tuple(pieces)


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


def _read(lines: Sequence[_Line]) -> list[Row] | None:
    found: list[Row] = []
    page, at = 1, 0
    while at < len(lines):
        line = lines[at]
        block = _block_of(line.pieces)
        if block is None:
            found += _apart(line, page)
            at += 1
            continue
        end = _end_of(lines, at)
        table = _block_rows(lines[at:end], block, page + 1)
        if table is None:
            return None
        found += table
        page += 2
        at = end
    return found if len(found) <= limits.MAX_ROWS else None


def _apart(line: _Line, page: int) -> Iterator[Row]:
    if line.pieces and not is_page_number(line.pieces[0].text, at_break=len(line.pieces) == 1):
        place = Location(line=line.number)
        cells = tuple(Cell(piece.text, at, place) for at, piece in enumerate(line.pieces))
        yield Row(cells, page, len(cells), place)


def _end_of(lines: Sequence[_Line], start: int) -> int:
    """Where the block ends: at the next heading, behind the total, or at a note below the table."""
    names = vocabulary()
    for at in range(start + 1, min(len(lines), start + _MOST_BLOCK)):
        pieces = lines[at].pieces
        if not pieces:
            continue
        if _block_of(pieces) or pieces[0].text.startswith(names.footer_beginnings):
            return at
        if (
            len(pieces) > 1
            and key(pieces[0].text) in names.totals
            and _block_of(lines[start].pieces) == "indicators"
        ):
            return at + 1
    return min(len(lines), start + _MOST_BLOCK)


def _block_rows(lines: Sequence[_Line], block: str, page: int) -> list[Row] | None:
    strips = _strips([piece for line in lines for piece in line.pieces])
    headings = [_strip_of(piece, strips) for piece in lines[0].pieces]
    if len(set(headings)) < len(headings):
        return None
    of_columns = [
        strip
        for piece, strip in zip(lines[0].pieces, headings, strict=True)
        if key(piece.text) not in vocabulary().side
    ]
    if any(strip not in headings for strip in range(of_columns[0], len(strips))):
        return None
    above = dict(zip(headings, lines[0].pieces, strict=True))
    if not all(
        _is_below(piece, above.get(_strip_of(piece, strips)))
        for line in lines
        for piece in line.pieces
    ):
        return None
    groups = _groups(lines[1:], block)
    if groups is None:
        return None
    return [_row(group, strips, page) for group in [lines[:1], *groups]]


def _is_below(piece: Piece, heading: Piece | None) -> bool:
    """Numbers are short: one that does not stand right below its heading may be its neighbour's."""
    if heading is None or kind(piece.text) not in _NUMBERS:
        return True
    return piece.start < heading.end and heading.start < piece.end


def _strips(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Stretches of places that some piece covers, from left to right."""
    strips: list[tuple[int, int]] = []
    for piece in sorted(pieces):
        if strips and piece.start < strips[-1][1] + 1:
            strips[-1] = (strips[-1][0], max(strips[-1][1], piece.end))
        else:
            strips.append((piece.start, piece.end))
    return strips


def _strip_of(piece: Piece, strips: Sequence[tuple[int, int]]) -> int:
    return next(at for at, (start, end) in enumerate(strips) if start <= piece.start < end)


def _groups(lines: Sequence[_Line], block: str) -> list[Sequence[_Line]] | None:
    """The lines of each row; None where a line may belong to the row above or below it.

    Blank lines set rows apart; without them each row must stand on one line.
    """
    paragraphs: list[list[_Line]] = [[]]
    for line in lines:
        if line.pieces:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs = [one for one in paragraphs if one]
    if block == "goal":
        return [[line for one in paragraphs for line in one]] if paragraphs else []
    groups: list[Sequence[_Line]] = []
    for paragraph in paragraphs:
        with_numbers = sum(map(_has_numbers, paragraph))
        if with_numbers == 1 or len(paragraph) == 1:
            groups.append(paragraph)
        elif with_numbers == len(paragraph):
            groups += [[line] for line in paragraph]
        else:
            return None
    return groups


def _has_numbers(line: _Line) -> bool:
    """The points or amounts of a row: two cells that are nothing but numbers."""
    return sum(kind(piece.text) in _NUMBERS for piece in line.pieces) > 1


def _row(group: Sequence[_Line], strips: Sequence[tuple[int, int]], page: int) -> Row:
    texts: dict[int, list[str]] = {}
    for line in group:
        for piece in line.pieces:
            texts.setdefault(_strip_of(piece, strips), []).append(piece.text)
    place = Location(line=group[0].number)
    cells = tuple(Cell("\n".join(texts[at]), at, place) for at in sorted(texts))
    return Row(cells, page, len(strips), place)
