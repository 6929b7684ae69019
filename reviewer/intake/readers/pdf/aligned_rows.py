"""Which lines make a row where nothing is drawn between rows.

The gap between rows is wider than that between the lines of a cell, and each row has numbers of its
own. Where that does not hold, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from reviewer.intake.readers.pdf.pieces import Piece

_WIDER = 0.3
"""A gap between rows is wider than that between lines by this share of a line's height."""
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


def are_near(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether two lines lie as near as those of one cell."""
    size = median(piece.bottom - piece.top for piece in (*one, *other))
    top = max(min(piece.top for piece in line) for line in (one, other))
    end = min(max(piece.bottom for piece in line) for line in (one, other))
    return top - end <= (_LEADING + _WIDER) * size


def _by_gaps(lines: Sequence[list[Piece]]) -> list[TextRow]:
    tops = [min(piece.top for piece in line) for line in lines]
    ends = [max(piece.bottom for piece in line) for line in lines]
    size = median(end - top for top, end in zip(tops, ends, strict=True))
    gaps = [top - end for end, top in zip(ends, tops[1:], strict=False)]
    usual = min((gap for gap in gaps if gap > 0), default=0.0)
    usual = min(usual, size * _LEADING)
    rows = [TextRow([lines[0]])]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap > usual + _WIDER * size:
            rows.append(TextRow())
        rows[-1].lines.append(line)
    return rows


def label_spans(rows: Sequence[TextRow], labels: Sequence[Piece]) -> list[int]:
    """The rows at which the labels of a column begin: at their top, or so that they stand mid-way."""
    texts = _whole(labels)
    if not texts:
        return []
    middles = [(top + bottom) / 2 for top, bottom in texts]
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
    size = median(bottom - top for top, bottom in texts)
    if cost <= size * len(texts) / 2 and len(starts) == len(texts):
        return starts
    at_tops = [
        max((n for n, row in enumerate(rows) if row.top <= top + size / 2), default=0)
        for top, _ in texts
    ]
    return sorted({0, *at_tops})


def _whole(labels: Sequence[Piece]) -> list[tuple[float, float]]:
    """Upper and lower edge of each label, the lines of a wrapped one together."""
    found: list[tuple[float, float]] = []
    for piece in sorted(labels, key=lambda piece: piece.top):
        high = piece.bottom - piece.top
        if found and piece.top - found[-1][1] < high * 0.7:
            found[-1] = (found[-1][0], max(found[-1][1], piece.bottom))
        else:
            found.append((piece.top, piece.bottom))
    return found
