"""Tables whose columns no line parts: the gaps between the texts do.

The headings say where columns are, the texts under them where one ends. Level lines, where they are
drawn, part the rows; else the rows are told by the gaps between lines and by the numbers in them.
What is found is drawn in as lines, so that such a table is read as a ruled one is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from reviewer.intake.blocks import heading_of
from reviewer.intake.cells import kind
from reviewer.intake.errors import ReadError
from reviewer.intake.headings import is_section
from reviewer.intake.readers.pdf.aligned_columns import Block, edges_of_columns, row_of
from reviewer.intake.readers.pdf.aligned_rows import TextRow, are_near, label_spans, rows_of
from reviewer.intake.readers.pdf.pieces import Piece, columns_of, pieces_of
from reviewer.intake.readers.pdf.ruling import Line, Ruling, cells
from reviewer.intake.readers.pdf.text import Char
from reviewer.intake.readers.picture.boxes import SAME_EDGE, BoxTable
from reviewer.intake.vocabulary import key, vocabulary

_FEWEST_LEVELS = 5
_EDGE = 3.0
_MOST_LINES = 2_000
_ABOVE, _BELOW = 1, 3
"""Lines that a wrapped heading may have above and below its fullest one."""
_LABELS = frozenset({"level1", "level2"})
_POINTS = frozenset({"weight", "score"})


def aligned_tables(
    chars: Sequence[Char], level: Sequence[Line], *, goes_on: bool
) -> list[BoxTable]:
    """The table that the characters form without upright lines; none if no heading is among them.

    Args:
        chars: what stands outside the ruled tables of a page.
        level: the level lines there.
        goes_on: whether another page follows, on which a table without a total may go on.

    Raises:
        ReadError: neither lines nor gaps tell the rows apart, or the table goes on elsewhere.
    """
    lines = pieces_of(chars)
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
    drawn = _drawn(blocks, (left, right), inside if is_ruled else None)
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
    blocks: Sequence[Block], sides: tuple[float, float], level: Sequence[Line] | None
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
            levels += _levels(block, sides)
        elif block.what == "indicators":
            levels += _cuts_of_labels(block, sides, [line for line in level if top < line.at < end])
    return Ruling(sorted(set(levels)), sorted(set(upright)))


def _levels(block: Block, sides: tuple[float, float]) -> list[Line]:
    """The lines between the rows of a block; a label that covers several rows is not cut."""
    if not block.heading:
        return []
    edges = [sides[0], *block.columns, sides[1]]
    body = [line for line in block.lines if not _is_in_heading(line, block.heading)]
    head_end = max(piece.bottom for piece in block.heading)
    labels = _label_columns(block, edges)
    parts = [[piece for piece in line if _column(piece, edges) not in labels] for line in body]
    body_lines = [line for line in parts if line]
    if not body_lines:
        return []
    if block.what == "goal":
        rows = [TextRow(body_lines)]
    else:
        is_anchor = _has_numbers(block, labels, edges)
        scored = block.what == "indicators"
        rows = rows_of(body_lines, is_anchor, all_have_numbers=scored)
    if not rows:
        raise ReadError(
            "PDF里的表格没有画线，行与行之间也没有间隔，分不清哪几行字是一格；"
            "请提供Word、Excel文件，或加上表格线后再打印"
        )
    beside = not any(_column(head, edges) == 0 for head in block.heading)
    below_heading = (head_end + rows[0].top) / 2
    found = [Line(below_heading, edges[1] if beside and len(edges) > 2 else edges[0], sides[1])]
    cuts = [(before.bottom + after.top) / 2 for before, after in pairwise(rows)]
    for at, (left, right) in enumerate(pairwise(edges)):
        if at in labels:
            inside = [
                piece
                for line in body
                for piece in line
                if left <= (piece.x0 + piece.x1) / 2 < right
            ]
            starts = label_spans(rows, inside)
            found += [Line(cuts[row - 1], left, right) for row in starts if row]
        else:
            found += [Line(cut, left, right) for cut in cuts]
    return found


def _cuts_of_labels(block: Block, sides: tuple[float, float], level: Sequence[Line]) -> list[Line]:
    """The lines between the labels of a column that the level lines leave out."""
    edges = [sides[0], *block.columns, sides[1]]
    labels = _label_columns(block, edges)
    rows = [TextRow([line]) for line in block.lines]
    drawn = sorted({line.at for line in level})
    found: list[Line] = []
    for at in labels:
        left, right = edges[at], edges[at + 1]
        inside = [piece for line in block.lines for piece in line if _column(piece, edges) == at]
        below_heading = [line for line in level if line.at > drawn[0] + SAME_EDGE]
        if any(
            line.start <= left + SAME_EDGE < right - SAME_EDGE <= line.end for line in below_heading
        ):
            continue
        for start in label_spans(rows, inside):
            others = [p for p in block.lines[start] if _column(p, edges) not in labels]
            heights = [(piece.top + piece.bottom) / 2 for piece in others]
            cut = max((y for y in drawn if heights and y <= min(heights)), default=None)
            if start and cut is not None:
                found.append(Line(cut, left, right))
    return found


def _column(piece: Piece, edges: Sequence[float]) -> int:
    return sum(edge <= (piece.x0 + piece.x1) / 2 for edge in edges) - 1


def _is_in_heading(line: Sequence[Piece], heading: Sequence[Piece]) -> bool:
    end = max(piece.bottom for piece in heading)
    return all(piece.bottom <= end + SAME_EDGE for piece in line)


def _label_columns(block: Block, edges: Sequence[float]) -> set[int]:
    """The columns whose cells may cover several rows."""
    role_of = vocabulary().indicator_column
    found = set()
    for at, (left, right) in enumerate(pairwise(edges)):
        head = [piece for piece in block.heading if left <= (piece.x0 + piece.x1) / 2 < right]
        role = role_of(head[0].text) if head else None
        is_side = at == 0 and (not head or key(head[0].text) in vocabulary().side)
        if (block.what == "indicators" and role in _LABELS) or is_side:
            found.add(at)
    return found


def _has_numbers(
    block: Block, labels: set[int], edges: Sequence[float]
) -> Callable[[Sequence[Piece]], bool]:
    """Whether a line is the main one of its row: it holds points, or an amount of its own."""
    role_of = vocabulary().indicator_column
    points = {
        _column(head, edges)
        for head in block.heading
        if block.what == "indicators" and role_of(head.text) in _POINTS
    }

    def is_anchor(line: Sequence[Piece]) -> bool:
        for piece in line:
            at = _column(piece, edges)
            counts = at in points if points else at > 0 and at not in labels
            if counts and kind(piece.text) in "n%":
                return True
        return False

    return is_anchor
