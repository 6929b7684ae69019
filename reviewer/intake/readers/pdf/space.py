"""The spaces of a PDF page: its own, and that of the page as it is seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.intake.errors import ReadError
from reviewer.intake.readers.picture.boxes import Box

Matrix = tuple[float, float, float, float, float, float]

_SMALLEST, _LARGEST = 1.0, 200_000.0
"""Points: a page of other size is none."""


@dataclass(frozen=True, slots=True)
class PageSpace:
    """How a page is shown: the part of it that is seen, its turn clockwise, the size of a unit.

    A point as seen is measured in 1/72 inch from the upper left corner; one of the page's own space
    in its own units from wherever its MediaBox says.
    """

    box: Box
    turn: int = 0
    unit: float = 1.0

    @classmethod
    def of(
        cls, media: Sequence[float], crop: Sequence[float] | None, turn: int, unit: float = 1.0
    ) -> PageSpace:
        """The space of a page by its entries MediaBox, CropBox, Rotate and UserUnit.

        Raises:
            ReadError: the page has no size.
        """
        box = _normal(media)
        if crop is not None:
            left, bottom, right, top = _normal(crop)
            seen = (
                max(box[0], left),
                max(box[1], bottom),
                min(box[2], right),
                min(box[3], top),
            )
            if seen[2] - seen[0] >= _SMALLEST and seen[3] - seen[1] >= _SMALLEST:
                box = seen
        unit = unit if math.isfinite(unit) and 0 < unit <= 1_000 else 1.0
        for size in (box[2] - box[0], box[3] - box[1]):
            if not _SMALLEST <= size * unit <= _LARGEST:
                raise ReadError("PDF页面的大小无效，无法读取；请用PDF阅读器另存（打印为PDF）后再查")
        return cls(box, turn % 360 // 90 * 90, unit)

    @property
    def width(self) -> float:
        """Of the page as seen."""
        left, bottom, right, top = self.box
        return (top - bottom if self.turn in (90, 270) else right - left) * self.unit

    @property
    def height(self) -> float:
        """Of the page as seen."""
        left, bottom, right, top = self.box
        return (right - left if self.turn in (90, 270) else top - bottom) * self.unit

    @property
    def matrix(self) -> Matrix:
        """From the page's own space to points from the lower left corner of what is seen."""
        left, bottom, right, top = self.box
        a, b, c, d, e, f = {
            0: (1, 0, 0, 1, -left, -bottom),
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }[self.turn]
        unit = self.unit
        return a * unit, b * unit, c * unit, d * unit, e * unit, f * unit

    def turned(self, degrees: int) -> PageSpace:
        """The same page, seen after it is turned clockwise once more."""
        return PageSpace(self.box, (self.turn + degrees) % 360, self.unit)

    def seen(self, box: Sequence[float]) -> Box:
        """A box of the page's own space, as seen."""
        a, b, c, d, e, f = self.matrix
        xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
        ys = [self.height - (b * x + d * y + f) for x in box[::2] for y in box[1::2]]
        return min(xs), min(ys), max(xs), max(ys)

    def own(self, box: Box) -> Box:
        """A box as seen, in the page's own space."""
        a, b, c, d, e, f = self.matrix
        area = a * d - b * c
        xs, ys = [], []
        for across in box[::2]:
            for down in box[1::2]:
                x, y = across - e, self.height - down - f
                xs.append((d * x - c * y) / area)
                ys.append((a * y - b * x) / area)
        return min(xs), min(ys), max(xs), max(ys)


def _normal(box: Sequence[float]) -> Box:
    """The box from lower left to upper right: a file may name any two corners."""
    try:
        left, bottom, right, top = (float(edge) for edge in box)
    except (TypeError, ValueError) as error:
        raise ReadError("PDF页面的大小无效，无法读取") from error
    if not all(map(math.isfinite, (left, bottom, right, top))):
        raise ReadError("PDF页面的大小无效，无法读取")
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
