"""Where the columns of a block lie: between its headings, where the fewest texts stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reviewer.intake.grid import Cell, Row
from reviewer.intake.headings import names_parts
from reviewer.intake.readers.pdf.pieces import Piece, columns_of
from reviewer.models.source import NOWHERE

_NARROW = 2.0
"""Points: no column is narrower, and no gap between two."""
_NARROW_SHARE = 0.2
"""A text alone in its line tells where a column is if it is no wider than so much of the table."""
_MOST_PARTED = 0.6
"""Several columns stand under one heading if so many of the rows have several texts there."""
_SECOND_LINES = 3
"""Lines under a heading among which its second one is."""


@dataclass(slots=True)
class Block:
    """Lines under one heading, or one line of the head; `columns` are the edges between them.

    `what` is the block of the form that it is, or "line".
    """

    what: str
    heading: list[Piece]
    lines: list[list[Piece]] = field(default_factory=list)
    columns: list[float] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        return [*self.heading, *(piece for line in self.lines for piece in line)]


def row_of(pieces: Sequence[Piece]) -> Row:
    """The pieces as a row of the form, those one under the other as one cell."""
    columns = columns_of(pieces)
    found = tuple(Cell(piece.text, at, NOWHERE) for at, piece in enumerate(columns))
    return Row(found, 1, len(found), NOWHERE, ruled=True)


def edges_of_columns(
    block: Block, sides: tuple[float, float], ends: Mapping[float, int]
) -> list[float]:
    """The edges between the columns of a block, where level lines end if any do there."""
    if not block.heading:
        (line,) = block.lines
        found = columns_of(line)
        return [after.x0 - _NARROW for after in found[1:]]
    rows = [columns_of(line) for line in block.lines] + [block.heading]
    narrow = (sides[1] - sides[0]) * _NARROW_SHARE
    spans = [
        (piece.x0, piece.x1)
        for row in rows
        for piece in row
        if block.what == "goal"
        or len(row) > 1
        or (piece.x1 - piece.x0 < narrow and piece.x1 < block.heading[0].x0)
    ]
    heads = _with_parts(block)
    # Labels of blocks and of the lines of money stand to the left and have no heading.
    edges = [
        _within((start, end), ends)
        for start, end in _gaps((sides[0], heads[0].x0), spans)
        if any(x1 <= start + _NARROW for _, x1 in spans)
    ]
    for at, (left, right) in enumerate(pairwise(heads)):
        gaps = _gaps((left.x1, right.x0), spans)
        if not gaps:
            edges.append((left.x1 + right.x0) / 2)
        elif block.what == "funding" and at == 0:
            edges += [_within(gap, ends) for gap in gaps]
        else:
            edges.append(_within(max(gaps, key=lambda gap: gap[1] - gap[0]), ends))
    body = [row for row in rows[:-1] if len(row) > 1]
    around = [sides[0], *edges, sides[1]]
    for head in heads:
        start = max(x for x in around if x <= head.x0)
        end = min(x for x in around if x >= head.x1)
        edges += [_within(gap, ends) for gap in _gaps_under((start, end), body)]
    return sorted(edges)


def _with_parts(block: Block) -> list[Piece]:
    """The headings, those of a second line in place of the one that they divide."""
    parts = next(
        (columns_of(line) for line in block.lines[:_SECOND_LINES] if names_parts(row_of(line))),
        None,
    )
    if parts is None:
        return block.heading
    start, end = parts[0].x0, parts[-1].x1
    kept = [piece for piece in block.heading if piece.x1 <= start or piece.x0 >= end]
    return sorted([*kept, *parts])


def _gaps_under(
    between: tuple[float, float], rows: Sequence[Sequence[Piece]]
) -> list[tuple[float, float]]:
    """The gaps between several columns under one heading: 符号, 值 and 单位."""
    under = [
        [piece for piece in row if between[0] <= (piece.x0 + piece.x1) / 2 < between[1]]
        for row in rows
    ]
    filled = [pieces for pieces in under if pieces]
    if sum(len(pieces) > 1 for pieces in filled) < max(2, _MOST_PARTED * len(filled)):
        return []
    spans = [(piece.x0, piece.x1) for pieces in filled for piece in pieces]
    found = _gaps((min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)), spans)
    return [gap for gap in found if not any(x0 < gap[1] and gap[0] < x1 for x0, x1 in spans)]


def _within(gap: tuple[float, float], ends: Mapping[float, int]) -> float:
    start, end = gap
    inside = {x: often for x, often in ends.items() if start - 1 <= x <= end + 1}
    return max(inside, key=lambda x: inside[x]) if inside else (start + end) / 2


def _gaps(
    between: tuple[float, float], spans: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Where the fewest texts stand between two headings, from left to right."""
    start, end = between
    marks = sorted({start, end, *(x for span in spans for x in span if start < x < end)})
    counted = [
        (sum(x0 < (a + b) / 2 < x1 for x0, x1 in spans), a, b)
        for a, b in pairwise(marks)
        if b - a >= _NARROW / 2
    ]
    fewest = min((count for count, _, _ in counted), default=0)
    gaps: list[tuple[float, float]] = []
    for count, a, b in counted:
        if count == fewest:
            if gaps and abs(gaps[-1][1] - a) < _NARROW:
                gaps[-1] = (gaps[-1][0], b)
            else:
                gaps.append((a, b))
    return [gap for gap in gaps if gap[1] - gap[0] >= _NARROW]
