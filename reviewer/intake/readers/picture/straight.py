"""A page laid straight: turned upright, its lines level, its table a rectangle again.

What OCR found is moved along, so that it looks at the page but once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from reviewer.intake.readers.picture.files import Image
from reviewer.intake.readers.picture.ocr import Word, line_in, words_in

_LONG = 2.0
"""A box so many times longer than high says how its text lies."""
_SAMPLES = 5
_LEVEL = 0.15
"""Degrees: no more than a printed line is off."""
_MOST_ASLANT = 20.0
_SURER = 1.2
_TABLE = 0.2
"""A frame around so much of the page is that of its table."""
_SQUARE = 4.0
"""Pixels: a frame no further off its rectangle is one."""
_LINE_SHARE = 1 / 40


@dataclass(frozen=True, slots=True)
class Straight:
    """The page, its words, and the matrix (3 × 3) from what was given to it."""

    image: Image
    words: list[Word]
    matrix: Any


def straightened(image: Image) -> Straight:
    """Lay a page straight and recognize its words."""
    import numpy

    page = Straight(image, words_in(image), numpy.eye(3))
    if _lies_on_its_side(page.words):
        turned = numpy.ascontiguousarray(numpy.rot90(image, -1))
        matrix = numpy.array([[0, -1, image.shape[0] - 1], [1, 0, 0], [0, 0, 1]], float)
        page = Straight(turned, words_in(turned), matrix)
    if _stands_on_its_head(page):
        height, width = page.image.shape
        half = numpy.array([[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]], float)
        upright = numpy.ascontiguousarray(numpy.rot90(page.image, 2))
        page = Straight(upright, words_in(upright), half @ page.matrix)
    return _rectangular(_level(page))


def _lies_on_its_side(words: Sequence[Word]) -> bool:
    tall = sum(_height(word) > _LONG * _width(word) for word in words)
    wide = sum(_width(word) > _LONG * _height(word) for word in words)
    return tall > wide


def _width(word: Word) -> float:
    left, _, right, _ = word.box
    return right - left


def _height(word: Word) -> float:
    _, top, _, bottom = word.box
    return bottom - top


def _stands_on_its_head(page: Straight) -> bool:
    """Whether the longest lines are read with more confidence the other way up."""
    import numpy

    upright = headlong = 0.0
    for word in sorted(page.words, key=_width, reverse=True)[:_SAMPLES]:
        left, top, right, bottom = (max(0, int(edge)) for edge in word.box)
        line = numpy.ascontiguousarray(page.image[top:bottom, left:right])
        if line.size:
            upright += line_in(line)[1]
            headlong += line_in(numpy.ascontiguousarray(numpy.rot90(line, 2)))[1]
    return headlong > upright * _SURER


def _moved(page: Straight, matrix: Any, size: tuple[int, int]) -> Straight:
    """The page seen through a matrix, on a sheet of a size (width, height)."""
    import cv2
    import numpy

    image = cv2.warpPerspective(
        page.image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    words = []
    for word in page.words:
        corners = numpy.array([word.corners], dtype=numpy.float64)
        moved = cv2.perspectiveTransform(corners, matrix)[0]
        words.append(replace(word, corners=tuple((float(x), float(y)) for x, y in moved)))
    return Straight(image, words, matrix @ page.matrix)


def _level(page: Straight) -> Straight:
    """Turned by as much as most of its lines are aslant."""
    import cv2
    import numpy

    slants = []
    for word in page.words:
        (x0, y0), (x1, y1) = word.corners[:2]
        if _width(word) > _LONG * _height(word):
            slants.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    slant = median(slants) if slants else 0.0
    if not _LEVEL < abs(slant) < _MOST_ASLANT:
        return page
    height, width = page.image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    return _moved(page, numpy.vstack([turn, [0, 0, 1]]), (width, height))


def line_mask(image: Image) -> Any:
    """The ruling lines of a page, white on black."""
    import cv2
    import numpy

    height, width = image.shape
    dark = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    level = cv2.getStructuringElement(cv2.MORPH_RECT, (max(20, int(width * _LINE_SHARE)), 1))
    upright = cv2.getStructuringElement(cv2.MORPH_RECT, (1, max(20, int(height * _LINE_SHARE))))
    lines = cv2.bitwise_or(
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, level),
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, upright),
    )
    # Small gaps in printed lines are closed, so that no cell flows into its neighbour.
    return cv2.dilate(lines, numpy.ones((3, 3), numpy.uint8))


def _rectangular(page: Straight) -> Straight:
    """With the frame of its table made a rectangle, as it was before it was photographed."""
    import cv2
    import numpy

    height, width = page.image.shape
    contours, _ = cv2.findContours(
        line_mask(page.image), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    if not contours:
        return page
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    frame = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2)
    if len(frame) != 4 or cv2.contourArea(frame) < _TABLE * width * height:
        return page
    sums, gaps = frame.sum(axis=1), frame[:, 1] - frame[:, 0]
    corners = numpy.array(
        [frame[sums.argmin()], frame[gaps.argmin()], frame[sums.argmax()], frame[gaps.argmax()]],
        dtype=numpy.float32,
    )
    left, right = corners[[0, 3], 0].mean(), corners[[1, 2], 0].mean()
    top, bottom = corners[[0, 1], 1].mean(), corners[[2, 3], 1].mean()
    square = numpy.array(
        [[left, top], [right, top], [right, bottom], [left, bottom]], dtype=numpy.float32
    )
    if abs(corners - square).max() <= _SQUARE:
        return page
    matrix = cv2.getPerspectiveTransform(corners, square).astype(numpy.float64)
    return _moved(page, matrix, (width, height))
