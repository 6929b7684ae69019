"""The level lines that nobody drew: between the rows of a block and between its labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from reviewer.intake.cells import kind
from reviewer.intake.errors import ReadError
from reviewer.intake.readers.aligned_columns import Block
from reviewer.intake.readers.aligned_rows import (
    TextRow,
    label_spans,
    rows_by_numbers,
    rows_of,
    sure_spans,
)
from reviewer.intake.readers.boxes import SAME_EDGE
from reviewer.intake.readers.pdf_overflow import is_label, known_labels
from reviewer.intake.readers.pieces import Piece
from reviewer.intake.readers.ruling import Line
from reviewer.intake.vocabulary import key, vocabulary

_NUMBERS = "n%m-"
_SAME_PLACE = 5.0
_PUSHED = 10.0
"""Points: one place of text, and the two that part texts."""
_NO_ROWS = (
    "PDF里的表格没有画线，行与行之间也没有间隔，分不清哪几行字是一格；"
    "请提供Word、Excel文件，或加上表格线后再打印"
)
_LABELS = frozenset({"level1", "level2"})
_POINTS = frozenset({"weight", "score"})


def levels_of(block: Block, sides: tuple[float, float], *, surely: bool) -> list[Line]:
    """The lines between the rows of a block; a label that covers several rows is not cut.

    Raises:
        ReadError: nothing tells the rows apart, or not surely.
    """
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
        is_anchor = _has_numbers(block, labels, edges, _NUMBERS if surely else "n%")
        if surely:
            _check_numbers(block, body, edges)
            rows = rows_by_numbers(body, lambda piece: _column(piece, edges) in labels, is_anchor)
        else:
            rows = rows_of(body_lines, is_anchor, all_have_numbers=block.what == "indicators")
    if not rows:
        raise ReadError(_NO_ROWS)
    heads_first = any(_column(head, edges) == 0 for head in block.heading)
    below_heading = (head_end + rows[0].top) / 2
    cuts = [(before.bottom + after.top) / 2 for before, after in pairwise(rows)]
    by_column = {
        at: [piece for line in body for piece in line if _column(piece, edges) == at]
        for at in sorted(labels)
    }
    starts = _starts(block, rows, by_column, edges, surely=surely)
    beside = not heads_first or (surely and _is_side(by_column.get(0, [])))
    found = [Line(below_heading, edges[1] if beside and len(edges) > 2 else edges[0], sides[1])]
    for at, (left, right) in enumerate(pairwise(edges)):
        if at in starts:
            found += [Line(cuts[row - 1], left, right) for row in starts[at] if row]
        else:
            found += [Line(cut, left, right) for cut in cuts]
    return found


def _starts(
    block: Block,
    rows: Sequence[TextRow],
    labels: Mapping[int, list[Piece]],
    edges: Sequence[float],
    *,
    surely: bool,
) -> dict[int, list[int]]:
    """By column, the rows at which its labels begin."""
    if not surely:
        return {at: label_spans(rows, pieces) for at, pieces in labels.items()}
    names = vocabulary().side
    keys = {at: [key(piece.text) for piece in pieces] for at, pieces in labels.items()}
    sides = {at for at, pieces in labels.items() if _is_side(pieces)}
    if any(part in names for at in keys.keys() - sides for part in keys[at]):
        raise ReadError(_NO_ROWS)  # labels of the block and of its lines run into each other
    if block.what != "indicators":
        return {at: [0] for at in sides}
    others = {at: known_labels(pieces) for at, pieces in labels.items() if at not in sides}
    spans = sure_spans(rows, list(others.values()))
    if spans is None or not all(is_label(one.text) for found in others.values() for one in found):
        raise ReadError(_NO_ROWS)
    return {at: [0] for at in sides} | dict(zip(others, spans, strict=True))


def _check_numbers(block: Block, lines: Sequence[list[Piece]], edges: Sequence[float]) -> None:
    """Numbers stand under their heading, nothing else where points are, and all as one column.

    Raises:
        ReadError: one may be its neighbour's.
    """
    heads = {_column(head, edges): head for head in block.heading}
    points = _points(block, edges)
    named = {at for at, head in heads.items() if key(head.text) not in vocabulary().side}
    without = set(range(min(named, default=0), len(edges) - 1)) - named
    if len(heads) < len(block.heading) or without:
        raise ReadError(_NO_ROWS)
    for piece in (piece for line in lines for piece in line):
        at = _column(piece, edges)
        head = heads.get(at)
        if kind(piece.text) not in _NUMBERS:
            if at in points:
                raise ReadError(_NO_ROWS)
        elif head is not None and not (piece.x0 < head.x1 and head.x0 < piece.x1):
            raise ReadError(_NO_ROWS)

    columns: dict[int, list[Piece]] = {}
    for line in lines:
        end = float("-inf")
        for piece in sorted(line):
            if piece.x0 - end > _PUSHED:  # else the text before it may have moved it
                columns.setdefault(_column(piece, edges), []).append(piece)
            end = piece.x1
    if not all(map(_are_aligned, columns.values())):
        raise ReadError(_NO_ROWS)


def _are_aligned(pieces: Sequence[Piece]) -> bool:
    """Whether texts begin or end at one place, or have their middles there."""
    places = (
        [piece.x0 for piece in pieces],
        [piece.x1 for piece in pieces],
        [(piece.x0 + piece.x1) / 2 for piece in pieces],
    )
    return any(max(along) - min(along) <= _SAME_PLACE for along in places)


def _is_side(pieces: Sequence[Piece]) -> bool:
    """Whether the texts of a column are the label of the whole block, or the rest of it."""
    name = "".join(key(piece.text) for piece in pieces)
    return not name or name in vocabulary().side


def cuts_of_labels(block: Block, sides: tuple[float, float], level: Sequence[Line]) -> list[Line]:
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
    block: Block, labels: set[int], edges: Sequence[float], kinds: str
) -> Callable[[Sequence[Piece]], bool]:
    """Whether a line is the main one of its row: it holds points, or an amount of its own."""
    points = _points(block, edges)

    def is_anchor(line: Sequence[Piece]) -> bool:
        for piece in line:
            at = _column(piece, edges)
            counts = at in points if points else at > 0 and at not in labels
            if counts and kind(piece.text) in kinds:
                return True
        return False

    return is_anchor


def _points(block: Block, edges: Sequence[float]) -> set[int]:
    """The columns of weights and scores."""
    role_of = vocabulary().indicator_column
    return {
        _column(head, edges)
        for head in block.heading
        if block.what == "indicators" and role_of(head.text) in _POINTS
    }
