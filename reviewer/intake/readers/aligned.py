"""Tables whose columns no line parts: the gaps between the texts do.

The headings say where columns are, the texts under them where one ends. Level lines, where they are
drawn, part the rows; else the rows are told by the gaps between lines and by the numbers in them.
What is found is drawn in as lines, so that such a table is read as a ruled one is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reviewer.intake.blocks import heading_of
from reviewer.intake.errors import ReadError
from reviewer.intake.headings import is_section
from reviewer.intake.readers.aligned_columns import Block, edges_of_columns, row_of
from reviewer.intake.readers.aligned_levels import cuts_of_labels, levels_of
from reviewer.intake.readers.aligned_rows import (
    are_near,
)
from reviewer.intake.readers.boxes import BoxTable
from reviewer.intake.readers.pieces import Piece, columns_of
from reviewer.intake.readers.ruling import Line, Ruling, cells
from reviewer.intake.vocabulary import key, vocabulary

_FEWEST_LEVELS = 5
_EDGE = 3.0
_MOST_LINES = 2_000
_ABOVE, _BELOW = 1, 3
"""Lines that a wrapped heading may have above and below its fullest one."""


def aligned_tables(
    lines: Sequence[list[Piece]], level: Sequence[Line], *, goes_on: bool, surely: bool = False
) -> list[BoxTable]:
    """The table that texts form without upright lines; none if no heading is among them.

    Args:
        lines: the texts outside the ruled tables of a page, line by line.
        level: the level lines there.
        goes_on: whether another page follows, on which a table without a total may go on.
        surely: whether places are only known roughly, as in text of blanks: then each row must
            hold its numbers, and each label be one of those that forms have.

    Raises:
        ReadError: neither lines nor gaps tell the rows apart, or the table goes on elsewhere.
    """
    if not lines or len(lines) > _MOST_LINES:
        return []
    inside = [line for line in level if lines[0][0].top - _EDGE * 4 <= line.at]
    is_ruled = len({line.at for line in inside}) >= _FEWEST_LEVELS
    bands = _bands(lines, inside) if is_ruled else lines
    blocks = _blocks(bands, is_ruled=is_ruled)
    if not any(block.what == "indicators" for block in blocks):
        return []
    if goes_on and blocks[-1].what == "indicators":
        raise ReadError(
            "PDF里的表格没有竖线，又跨了页，后一页没有表头，分不清各栏；"
            "请提供Word、Excel文件，或加上表格线后再打印"
        )
    left = min(piece.x0 for block in blocks for piece in block.pieces) - _EDGE
    right = max(piece.x1 for block in blocks for piece in block.pieces) + _EDGE
    drawn = _drawn(blocks, (left, right), inside if is_ruled else None, surely=surely)
    boxes = cells(drawn)
    return [BoxTable(boxes)] if len(boxes) > 1 else []


def _bands(lines: Sequence[list[Piece]], level: Sequence[Line]) -> list[list[Piece]]:
    """The pieces between each two level lines, and the lines above and below all of them."""
    edges = sorted({line.at for line in level})
    bands: dict[int, list[Piece]] = {}
    for line in lines:
        for piece in line:
            at = sum(edge < (piece.top + piece.bottom) / 2 for edge in edges)
            bands.setdefault(at, []).append(piece)
    return [
        part
        for at in sorted(bands)
        for part in (_apart(bands[at]) if at in (0, len(edges)) else [bands[at]])
    ]


def _apart(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces above or below all lines, in rows by the gaps between them."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if rows and are_near(rows[-1], [piece]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _blocks(bands: Sequence[list[Piece]], *, is_ruled: bool) -> list[Block]:
    """The bands sorted under the headings, from the first line with several pieces on."""
    blocks: list[Block] = []
    at = 0
    while at < len(bands):
        above, below = _heading_at(bands, at) if not is_ruled else (0, 1)
        pieces = [piece for band in bands[at - above : at + below] for piece in band]
        what = heading_of(row_of(pieces)) if len(pieces) > 1 else None
        first = columns_of(bands[at])[0]
        is_total = bool(blocks) and key(first.text) in vocabulary().totals
        if what:
            for _ in range(above):  # the beginning of a wrapped heading
                _give_back(blocks)
            blocks.append(Block(what, columns_of(pieces)))
            blocks[-1].lines = [] if is_ruled else [[piece] for piece in pieces]
            at += below
            continue
        ends = first.text.startswith(vocabulary().footer_beginnings) or is_section(
            row_of(bands[at])
        )
        inside = blocks and blocks[-1].what in ("funding", "goal", "indicators") and not ends
        if is_total and blocks[-1].what == "indicators":
            blocks.append(Block("total", [], [bands[at]]))
        elif inside:
            blocks[-1].lines.append(bands[at])
        elif not is_ruled and blocks and not ends and are_near(blocks[-1].pieces, bands[at]):
            blocks[-1].lines[0] += bands[at]  # a wrapped cell of the head
        elif blocks or len(columns_of(bands[at])) > 1 or (not is_ruled and _begins(bands, at)):
            blocks.append(Block("line", [], [list(bands[at])]))
        at += 1
    return blocks


def _begins(bands: Sequence[list[Piece]], at: int) -> bool:
    """Whether a line is the beginning of a wrapped label beside the texts of the next line."""
    if at + 1 == len(bands) or not are_near(bands[at], bands[at + 1]):
        return False
    return bands[at][-1].x1 < min(piece.x0 for piece in bands[at + 1])


def _give_back(blocks: list[Block]) -> None:
    if blocks and blocks[-1].lines:
        blocks[-1].lines.pop()
        if not blocks[-1].lines and not blocks[-1].heading:
            blocks.pop()


def _heading_at(bands: Sequence[list[Piece]], at: int) -> tuple[int, int]:
    """How many lines above this one, and from it on, make one heading with it."""
    for lines in (1, 2):  # names of columns in one line and in two may stand side by side
        main = [piece for band in bands[at : at + lines] for piece in band]
        is_one = lines == 1 or (at + 1 < len(bands) and are_near(bands[at], bands[at + 1]))
        if is_one and heading_of(row_of(main)) is not None:
            above = _reach(main, [bands[i] for i in range(at - 1, max(-1, at - 1 - _ABOVE), -1)])
            return above, lines + _reach(main, bands[at + lines : at + lines + _BELOW - 1])
    return 0, 1


def _reach(main: Sequence[Piece], following: Sequence[list[Piece]]) -> int:
    """How many of the lines after a heading's main line, going away from it, belong to it.

    They are as near as lines of one cell; labels of the block beside it do not count.
    """
    near, reach = main, 0
    start = min(piece.x0 for piece in main)
    for number, line in enumerate(following, start=1):
        under = [piece for piece in line if piece.x1 > start]
        if not under:
            continue
        if not are_near(near, under) or heading_of(row_of([*main, *under])) is None:
            break
        near, reach = under, number
    return reach


def _drawn(
    blocks: Sequence[Block],
    sides: tuple[float, float],
    level: Sequence[Line] | None,
    *,
    surely: bool,
) -> Ruling:
    """The blocks with the lines that nobody drew."""
    upright: list[Line] = []
    levels: list[Line] = list(level or ())
    tops = [min(piece.top for piece in block.pieces) for block in blocks]
    ends = [max(piece.bottom for piece in block.pieces) for block in blocks]
    if level is None:
        edges = [(end + top) / 2 for end, top in zip(ends, tops[1:], strict=False)]
        edges = [tops[0] - _EDGE, *edges, ends[-1] + _EDGE]
    else:
        # The box of a letter may reach over the line above it: its middle does not.
        drawn = sorted({line.at for line in level})
        middles = [[(p.top + p.bottom) / 2 for p in block.pieces] for block in blocks]
        edges = [
            max((at for at in drawn if at <= min(heights)), default=top - _EDGE)
            for heights, top in zip(middles, tops, strict=True)
        ]
        last = max(middles[-1])
        edges.append(min((at for at in drawn if at >= last), default=ends[-1] + _EDGE))
    columns: list[float] = []
    ends_of_lines = Counter(x for line in levels for x in (line.start, line.end))
    for block, (top, end) in zip(blocks, pairwise(edges), strict=True):
        if block.what != "total":  # the total has the columns of the points that it adds up
            columns = edges_of_columns(block, sides, ends_of_lines)
        block.columns = columns
        upright += [Line(at, top, end) for at in (sides[0], *columns, sides[1])]
        if level is None:
            levels += [Line(top, *sides), Line(end, *sides)]
            levels += levels_of(block, sides, surely=surely)
        elif block.what == "indicators":
            levels += cuts_of_labels(block, sides, [line for line in level if top < line.at < end])
    return Ruling(sorted(set(levels)), sorted(set(upright)))
