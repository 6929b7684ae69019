"""Which lines make a row where nothing is drawn between rows.

The gap between rows is wider than that between the lines of a cell, and each row has numbers of its
own. Where that does not hold, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from reviewer.intake.readers.pieces import Piece

_WIDER = 0.3
"""A gap between rows is wider than that between lines by this share of a line's height."""
_MAYBE = 1.0
"""So wide a gap parts rows of text for certain."""
_LEADING = 0.5
"""The gap between lines of one cell is no wider."""
_MOST_WITHOUT = 0.34


@dataclass(slots=True)
class TextRow:
    """The lines of a row."""

    lines: list[list[Piece]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(piece.top for line in self.lines for piece in line)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for line in self.lines for piece in line)


def rows_of(
    lines: Sequence[list[Piece]],
    is_anchor: Callable[[Sequence[Piece]], bool],
    *,
    all_have_numbers: bool,
) -> list[TextRow]:
    """The rows that the lines of a block form; none if the gaps between them do not tell.

    Args:
        lines: from top to bottom.
        is_anchor: whether a line holds the numbers of its row.
        all_have_numbers: whether most rows should hold any.
    """
    if not lines:
        return []
    rows = _by_gaps(lines)
    anchors = [sum(map(is_anchor, row.lines)) for row in rows]
    if max(anchors) > 1 or (all_have_numbers and anchors.count(0) > _MOST_WITHOUT * len(anchors)):
        return []
    return rows


def rows_by_numbers(
    lines: Sequence[list[Piece]],
    is_label: Callable[[Piece], bool],
    is_anchor: Callable[[Sequence[Piece]], bool],
) -> list[TextRow]:
    """The rows of text in which a blank line parts rows; none unless each has its numbers once.

    Where only lines of labels or the end of a page stand between two lines, they may be one row or
    two: the numbers tell, if all of them stand in one line, or some in every line.
    """
    rows: list[TextRow] = []
    for group in _by_gaps(lines, _MAYBE):
        parts: list[list[list[Piece]]] = []
        end = float("-inf")
        for line in group.lines:
            texts = [piece for piece in line if not is_label(piece)]
            if not texts:
                continue
            if min(piece.top for piece in texts) - end > _WIDER * _height(texts):
                parts.append([])
            parts[-1].append(texts)
            end = max(piece.bottom for piece in texts)
        anchors = [sum(map(is_anchor, part)) for part in parts]
        if sum(anchors) == 1:
            rows.append(TextRow([line for part in parts for line in part]))
        elif all(count == 1 for count in anchors):
            rows += map(TextRow, parts)
        else:
            return []
    return rows


def _height(pieces: Sequence[Piece]) -> float:
    return median(piece.bottom - piece.top for piece in pieces)


def are_near(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether two lines lie as near as those of one cell."""
    size = median(piece.bottom - piece.top for piece in (*one, *other))
    top = max(min(piece.top for piece in line) for line in (one, other))
    end = min(max(piece.bottom for piece in line) for line in (one, other))
    return top - end <= (_LEADING + _WIDER) * size


def _by_gaps(lines: Sequence[list[Piece]], wider: float = _WIDER) -> list[TextRow]:
    tops = [min(piece.top for piece in line) for line in lines]
    ends = [max(piece.bottom for piece in line) for line in lines]
    size = median(end - top for top, end in zip(tops, ends, strict=True))
    gaps = [top - end for end, top in zip(ends, tops[1:], strict=False)]
    usual = min((gap for gap in gaps if gap > 0), default=0.0)
    usual = min(usual, size * _LEADING)
    rows = [TextRow([lines[0]])]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap > usual + wider * size:
            rows.append(TextRow())
        rows[-1].lines.append(line)
    return rows


def label_spans(rows: Sequence[TextRow], labels: Sequence[Piece]) -> list[int]:
    """The rows at which the labels of a column begin: at their top, or so that they stand mid-way."""
    texts = whole_labels(labels)
    if not texts:
        return []
    midway = _midway(rows, texts)
    return _at_tops(rows, texts) if midway is None else midway


def _midway(rows: Sequence[TextRow], texts: Sequence[Piece]) -> list[int] | None:
    """The rows at which the labels begin if each stands half-way down its rows; None if not so."""
    middles = [(label.top + label.bottom) / 2 for label in texts]
    starts, cost, start = [0], 0.0, 0
    for middle in middles[:-1]:
        ends = range(start, len(rows) - 1)
        if not ends:
            break
        best = min(ends, key=lambda end: abs((rows[start].top + rows[end].bottom) / 2 - middle))
        cost += abs((rows[start].top + rows[best].bottom) / 2 - middle)
        start = best + 1
        starts.append(start)
    cost += abs((rows[start].top + rows[-1].bottom) / 2 - middles[-1])
    size = median(label.bottom - label.top for label in texts)
    return starts if cost <= size * len(texts) / 2 and len(starts) == len(texts) else None


def _at_tops(rows: Sequence[TextRow], texts: Sequence[Piece]) -> list[int]:
    """The rows at which the labels begin if each stands at the top of its rows."""
    size = median(label.bottom - label.top for label in texts)
    starts = [
        max((n for n, row in enumerate(rows) if row.top <= label.top + size / 2), default=0)
        for label in texts
    ]
    return sorted({0, *starts})


def sure_spans(
    rows: Sequence[TextRow], columns: Sequence[Sequence[Piece]]
) -> list[list[int]] | None:
    """The rows at which the labels of each column begin, where one way places them all; else None.

    Args:
        rows: the rows of the block.
        columns: the labels of each column, from top to bottom.
    """
    several = [labels for labels in columns if len(labels) > 1]
    midway = [starts for labels in several if (starts := _midway(rows, labels)) is not None]
    tops = [starts for labels in several if _are_at(rows, labels, starts := _at_tops(rows, labels))]
    ways = [way for way in (midway, tops) if len(way) == len(several)]
    if not ways or ways[0] != ways[-1]:
        return None
    left = iter(ways[0])
    return [next(left) if len(labels) > 1 else [0] for labels in columns]


def _are_at(rows: Sequence[TextRow], labels: Sequence[Piece], starts: Sequence[int]) -> bool:
    return len(starts) == len(labels) and all(
        abs(rows[start].top - label.top) < 1 for start, label in zip(starts, labels, strict=True)
    )


def whole_labels(labels: Sequence[Piece]) -> list[Piece]:
    """The labels of a column, the lines of a wrapped one together."""
    found: list[Piece] = []
    for piece in sorted(labels, key=lambda piece: piece.top):
        high = piece.bottom - piece.top
        if found and piece.top - found[-1].bottom < high * 0.7:
            last = found[-1]
            found[-1] = last._replace(
                bottom=max(last.bottom, piece.bottom), text=last.text + piece.text
            )
        else:
            found.append(piece)
    return found
