"""The cells that ruling lines enclose.

Lines cut the plane into fields; fields that no line parts are one cell. So a cell merged over others
is one, however its lines are drawn: dashed, double, in pieces, or as the edges of coloured areas.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.readers.picture.boxes import SAME_EDGE, Box

_JOINED = 4.0
"""A gap in a line: between the dots of a dotted one."""
_EXACT = 0.6
_OPEN_SIDE = 8.0
_FEWEST_ROWS = 3


class Line(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where along it."""

    at: float
    start: float
    end: float


class Ruling(NamedTuple):
    """Lines that touch each other, level ones and upright ones."""

    level: list[Line]
    upright: list[Line]

    @property
    def has_columns(self) -> bool:
        """Whether upright lines part it, or only frame it."""
        return len({line.at for line in self.upright}) > 2

    @property
    def box(self) -> Box:
        """What it covers."""
        xs = [x for line in self.level for x in (line.start, line.end)]
        ys = [y for line in self.upright for y in (line.start, line.end)]
        xs += [line.at for line in self.upright]
        ys += [line.at for line in self.level]
        return min(xs), min(ys), max(xs), max(ys)


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines that lie on one another or go on where another ends, as one each.

    First those that lie exactly so: of a row of dots none is a line, and all together are one.
    """
    return _gathered(_gathered(lines, _EXACT), SAME_EDGE)


def _gathered(lines: Iterable[Line], near: float) -> list[Line]:
    snapped: list[Line] = []
    group: list[Line] = []
    for line in [*sorted(lines), Line(float("inf"), 0, 0)]:
        if group and (line.at - group[-1].at > near or line.at - group[0].at > 2 * near):
            at = sum(one.at for one in group) / len(group)
            snapped += [line._replace(at=at) for line in group]
            group = []
        group.append(line)
    found: list[Line] = []
    for at, pieces in groupby(sorted(snapped), key=lambda line: line.at):
        start, end = float("-inf"), float("-inf")
        for piece in [*pieces, Line(at, float("inf"), float("inf"))]:
            if piece.start > end + _JOINED:
                if end - start > SAME_EDGE:
                    found.append(Line(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
    return found


def rulings(level: Sequence[Line], upright: Sequence[Line]) -> list[Ruling]:
    """The lines sorted by which touch each other.

    Raises:
        ReadError: they are too many for a table.
    """
    if len(level) * len(upright) > limits.MAX_CELLS:
        raise ReadError("PDF一页里的线条过多，未读取")
    parents = list(range(len(level) + len(upright)))

    def root(of: int) -> int:
        while parents[of] != of:
            parents[of] = parents[parents[of]]
            of = parents[of]
        return of

    for one, line in enumerate(level):
        for other, post in enumerate(upright, start=len(level)):
            if _touch(line, post):
                parents[root(other)] = root(one)
    groups: dict[int, Ruling] = {}
    for at, line in enumerate(level):
        groups.setdefault(root(at), Ruling([], [])).level.append(line)
    for at, line in enumerate(upright, start=len(level)):
        groups.setdefault(root(at), Ruling([], [])).upright.append(line)
    return list(groups.values())


def _touch(level: Line, upright: Line) -> bool:
    return (
        level.start - SAME_EDGE <= upright.at <= level.end + SAME_EDGE
        and upright.start - SAME_EDGE <= level.at <= upright.end + SAME_EDGE
    )


def cells(ruling: Ruling) -> list[Box]:
    """The boxes of the cells; at a page break and on open sides the table is closed.

    Raises:
        ReadError: the lines part more fields than a table has.
    """
    level, upright = _closed(ruling)
    xs, ys = sorted({line.at for line in upright}), sorted({line.at for line in level})
    if len(xs) < 2 or len(ys) < 2:
        return []
    if len(xs) * len(ys) > limits.MAX_CELLS:
        raise ReadError("PDF一页里的线条过多，未读取")
    return _Fields(xs, ys, level, upright).boxes()


def _closed(ruling: Ruling) -> tuple[list[Line], list[Line]]:
    """The lines, and those that a page break or a style leaves out at the edges."""
    level, upright = list(ruling.level), list(ruling.upright)
    if upright:
        left, right = min(line.at for line in upright), max(line.at for line in upright)
        top, bottom = min(line.start for line in upright), max(line.end for line in upright)
        for end in (top, bottom):
            near = next((line.at for line in level if abs(line.at - end) <= SAME_EDGE), end)
            level.append(Line(near, left, right))
    if len(ruling.level) >= _FEWEST_ROWS:
        top, bottom = min(line.at for line in level), max(line.at for line in level)
        for side, reach in ((0, min), (1, max)):
            far = reach(line[1 + side] for line in ruling.level)
            posts = [line.at for line in upright]
            beyond = {line.at for line in ruling.level if abs(line[1 + side] - far) <= SAME_EDGE}
            is_open = not posts or abs(reach(posts) - far) > _OPEN_SIDE
            if is_open and len(beyond) >= _FEWEST_ROWS and {top, bottom} <= beyond:
                upright.append(Line(far, top, bottom))
    return level, upright


class _Fields:
    """The fields between all positions of lines, and the walls between them."""

    def __init__(
        self, xs: list[float], ys: list[float], level: Sequence[Line], upright: Sequence[Line]
    ) -> None:
        self.xs, self.ys = xs, ys
        # A ring of fields outside lies around those of the table.
        self.wide, self.high = len(xs) + 1, len(ys) + 1
        self._beside: set[int] = set()
        self._below: set[int] = set()
        for line in upright:
            column = bisect_left(xs, line.at)
            for row in _passed(ys, line):
                self._beside.add(row * self.wide + column)
        for line in level:
            row = bisect_left(ys, line.at)
            for column in _passed(xs, line):
                self._below.add(row * self.wide + column)

    def boxes(self) -> list[Box]:
        seen = bytearray(self.wide * self.high)
        self._flood(0, seen)
        found: list[Box] = []
        for start in range(len(seen)):
            if not seen[start]:
                found += self._rectangles(self._flood(start, seen))
        return found

    def _flood(self, start: int, seen: bytearray) -> list[int]:
        """The fields that no wall parts from this one."""
        wide, size = self.wide, len(seen)
        seen[start] = 1
        fields = [start]
        for at in fields:
            column = at % wide
            near = []
            if column + 1 < wide and at not in self._beside:
                near.append(at + 1)
            if column and at - 1 not in self._beside:
                near.append(at - 1)
            if at + wide < size and at not in self._below:
                near.append(at + wide)
            if at >= wide and at - wide not in self._below:
                near.append(at - wide)
            for other in near:
                if not seen[other]:
                    seen[other] = 1
                    fields.append(other)
        return fields

    def _rectangles(self, fields: Iterable[int]) -> list[Box]:
        """The fields of a cell as rectangles: one, unless a line between cells is broken."""
        runs: list[list[int]] = []
        for at in sorted(fields):
            row, column = divmod(at, self.wide)
            if runs and runs[-1][0] == row and runs[-1][2] == column:
                runs[-1][2] += 1
            else:
                runs.append([row, column, column + 1, row + 1])
        found: list[list[int]] = []
        open_runs: dict[tuple[int, int], list[int]] = {}
        for run in runs:
            above = open_runs.get((run[1], run[2]))
            if above is not None and above[3] == run[0]:
                above[3] = run[3]
            else:
                open_runs[run[1], run[2]] = run
                found.append(run)
        return [
            (self.xs[left - 1], self.ys[row - 1], self.xs[right - 1], self.ys[end - 1])
            for row, left, right, end in found
        ]


def _passed(positions: Sequence[float], line: Line) -> range:
    """The fields beside which a line runs, those counted from 1 that lie between two positions."""
    first = bisect_left(positions, line.start - SAME_EDGE)
    last = bisect_right(positions, line.end + SAME_EDGE) - 1
    return range(first + 1, last + 1)
