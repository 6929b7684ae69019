"""The lines that a PDF page shows, whatever it draws them as."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from math import isfinite
from typing import Any

from reviewer.intake.readers.pdf.ruling import Line, joined
from reviewer.intake.readers.pdf.text import is_white

_THIN = 3.0
"""Points: what is no thicker is a line."""
_STRAIGHT = 0.5
_GROUND = 0.9
"""An area of this share of the page is its ground."""
_FAINT = 0.1
_FEW_POINTS = 200
"""A path of more is a drawing or a letter."""

Edge = tuple[bool, Line]
"""Whether it is upright, and the line."""
Lines = tuple[list[Line], list[Line]]
"""The level ones and the upright ones."""


def lines_drawn(page: Any, but: Collection[Line] = ()) -> Lines:
    """The level and the upright lines, in points from the upper left corner; `but` rule nothing."""
    edges = _strokes(page)
    return _sorted(
        (edge for edge in edges if edge[0] or edge[1] not in but) if but else edges, page
    )


def level_strokes(page: Any) -> list[Line]:
    """The level lines, each as it is drawn."""
    return [
        line for is_upright, line in _strokes(page) if not is_upright and all(map(isfinite, line))
    ]


def lines_of_areas(page: Any) -> Lines:
    """The edges of coloured areas, where these stand for lines."""
    return _sorted(_edges_of_areas(page), page)


def _sorted(edges: Iterable[Edge], page: Any) -> Lines:
    right, bottom = float(page.width), float(page.height)
    level: list[Line] = []
    upright: list[Line] = []
    for is_upright, line in edges:
        across, along = (right, bottom) if is_upright else (bottom, right)
        if not all(map(isfinite, line)) or not -_THIN <= line.at <= across + _THIN:
            continue
        within = Line(line.at, max(0.0, line.start), min(along, line.end))
        if within.start <= within.end:
            (upright if is_upright else level).append(within)
    return joined(level), joined(upright)


def _strokes(page: Any) -> Iterator[Edge]:
    for line in page.lines:
        if _is_drawn(line, "stroking_color"):
            yield from _between((line["x0"], line["top"]), (line["x1"], line["bottom"]))
    for area in page.rects:
        if area["stroke"] and _is_drawn(area, "stroking_color"):
            yield from list(_if_thin(area)) or _around(area)
        elif area["fill"] and _is_drawn(area, "non_stroking_color"):
            yield from _if_thin(area)
    for curve in page.curves:
        points = curve["pts"]
        if len(points) <= _FEW_POINTS and curve["stroke"] and _is_drawn(curve, "stroking_color"):
            for start, end in pairwise(points):
                yield from _between(start, end)
        elif curve["fill"] and _is_drawn(curve, "non_stroking_color"):
            yield from _if_thin(curve)  # a browser fills each dash of a line
    for picture in page.images:
        if not picture["tag"].veil:
            yield from _if_thin(picture)


def _edges_of_areas(page: Any) -> Iterator[Edge]:
    for area in page.rects:
        is_filled = area["fill"] and area["tag"].covers and _is_drawn(area, "non_stroking_color")
        wide, high = area["x1"] - area["x0"], area["bottom"] - area["top"]
        is_ground = wide > page.width * _GROUND and high > page.height * _GROUND
        if is_filled and not is_ground and not any(_if_thin(area)):
            yield from _around(area)


def _is_drawn(shape: Any, colour: str) -> bool:
    paint = shape["tag"]
    return not paint.veil and paint.alpha > _FAINT and not is_white(shape.get(colour))


def _around(area: Any) -> Iterator[Edge]:
    for at in (area["x0"], area["x1"]):
        yield True, Line(at, area["top"], area["bottom"])
    for at in (area["top"], area["bottom"]):
        yield False, Line(at, area["x0"], area["x1"])


def _if_thin(area: Any) -> Iterator[Edge]:
    """A line by its middle; a dot may be part of a level one and of an upright one."""
    wide, high = area["x1"] - area["x0"], area["bottom"] - area["top"]
    is_dot = max(wide, high) <= _THIN
    if high <= _THIN and (high <= wide or is_dot):
        yield False, Line((area["top"] + area["bottom"]) / 2, area["x0"], area["x1"])
    if wide <= _THIN and (wide <= high or is_dot):
        yield True, Line((area["x0"] + area["x1"]) / 2, area["top"], area["bottom"])


def _between(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Edge]:
    """The line between two points, unless it is aslant."""
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) <= _STRAIGHT:
        yield False, Line((y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= _STRAIGHT:
        yield True, Line((x0 + x1) / 2, min(y0, y1), max(y0, y1))
