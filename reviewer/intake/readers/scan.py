"""Scans: pictures, and PDF pages without text, read by OCR (the extra `[ocr]`).

The ruling lines give the cells, the recognized texts are put into them. What a machine read off a
picture may be wrong, single digits above all: X903 says so, and no error rests on it.
"""

from __future__ import annotations

import io
import logging
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.boxes import Box, BoxTable, merged
from reviewer.intake.readers.pdf_space import PageSpace
from reviewer.models import Location

_SCALE = 200 / 72
"""Pixels per point: 200 dpi."""
_NEAR = 8.0
"""Pixels within which two edges of a scan are one."""
_LINE_SHARE = 1 / 40
"""A ruling line is at least this share of the page's width or height long."""
_SMALLEST = 14
"""Pixels: what is smaller is no cell."""
_LARGEST_SHARE = 0.9
_INK = 0.004
"""Share of dark pixels from which a cell holds something."""
_ENLARGED = 2
_FEWEST_CELLS = 6
_DASHES = frozenset("一_ー")
"""What OCR takes the dash of an empty cell for."""

Image = Any
"""A page as an array of grey pixels."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box
    score: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


class Page:
    """A page that OCR read: its table, and the lines above and below it.

    `scale` is how many pixels make one unit of its boxes; `space` that of a page of a PDF.
    """

    def __init__(
        self, number: int, image: Image, scale: float = 1.0, space: PageSpace | None = None
    ) -> None:
        self.number = number
        self._space = space
        words, boxes = _recognized(image), _cells(image)
        self.tables: list[BoxTable] = []
        if len(boxes) >= _FEWEST_CELLS:
            table = BoxTable(boxes, _NEAR)
            inside, words = table.sorted_in(words, lambda word: word.middle)
            for box in table.boxes:
                if box not in inside and (word := _single(image, box)) is not None:
                    inside[box] = [word]
            self.tables.append(_filled(table, inside, scale))
        lines = sorted(words, key=lambda word: (word.middle[1], word.box[0]))
        self._lines = [(word.middle[1] / scale, word) for word in lines]

    def add_to(self, grid: Grid, edges: Sequence[float]) -> None:
        """Lines and table from top to bottom."""
        top = min((table.top for table in self.tables), default=float("inf"))
        self._add_lines(grid, float("-inf"), top)
        for table in self.tables:
            grid.rows.extend(table.rows(self.number, 1, edges))
        self._add_lines(grid, top, float("inf"))

    def places(self, edges: Sequence[float]) -> Iterator[tuple[tuple[int, int, int], Box]]:
        """The box of every cell, by page, line and column."""
        for table in self.tables:
            for (line, column), box in table.places(1, edges).items():
                yield (self.number, line, column), self._space.own(box) if self._space else box

    def _add_lines(self, grid: Grid, start: float, end: float) -> None:
        for middle, word in self._lines:
            if start <= middle < end:
                grid.line([word.text], self.number, Location(page=self.number), word.score)


def read(data: bytes) -> Grid:
    """The tables of a picture (PNG, JPEG, TIFF, BMP, WebP).

    Raises:
        ReadError: the extra is not installed, or the picture is damaged or too large.
    """
    _engine()
    pages = [Page(number, image) for number, image in enumerate(_pictures(data), start=1)]
    edges = merged(
        (edge for page in pages for table in page.tables for edge in table.edges()), _NEAR
    )
    grid = Grid()
    for page in pages:
        page.add_to(grid, edges)
    return grid


def pages_of_pdf(data: bytes, spaces: Mapping[int, PageSpace], why: str) -> dict[int, Page]:
    """The pages of a PDF that are read from their picture, by number, their boxes in points.

    Args:
        data: the file.
        spaces: the pages to read, by number from 1, as they are seen.
        why: why their text cannot be had otherwise, for the message.

    Raises:
        ReadError: the extra is not installed, or there are too many pages.
    """
    _engine(why)
    if len(spaces) > limits.MAX_SCANNED_PAGES:
        raise ReadError(f"扫描件超过 {limits.MAX_SCANNED_PAGES} 页，未读取；请拆分后再查")
    return {
        number: Page(number, image, scale, spaces[number])
        for number, image, scale in _rendered(data, spaces)
    }


def _engine(why: str = "是扫描件或图片") -> Any:
    try:
        return _loaded()
    except ImportError as error:
        raise ReadError(
            f"{why}，本机没有安装文字识别组件（pip install 'jixiao-reviewer[ocr]'）；"
            "请提供原始的Word、Excel文件"
        ) from error


@cache
def _loaded() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _pictures(data: bytes) -> Iterator[Image]:
    import numpy
    from PIL import Image as Pictures
    from PIL import ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limit is ours, see below
        try:
            picture = Pictures.open(io.BytesIO(data))
            if picture.width * picture.height > limits.MAX_PIXELS:
                raise ReadError(f"图片超过 {limits.MAX_PIXELS // 10_000} 万像素，未读取")
            for number, page in enumerate(ImageSequence.Iterator(picture), start=1):
                if number > limits.MAX_SCANNED_PAGES:
                    raise ReadError(f"扫描件超过 {limits.MAX_SCANNED_PAGES} 页，未读取")
                if page.width * page.height > limits.MAX_PIXELS:
                    raise ReadError(f"图片超过 {limits.MAX_PIXELS // 10_000} 万像素，未读取")
                yield numpy.asarray(page.convert("L"))
        except ReadError:
            raise
        except Exception as error:  # a damaged picture makes the library raise all kinds
            raise ReadError("图片已损坏，无法读取") from error


def _rendered(data: bytes, spaces: Mapping[int, PageSpace]) -> Iterator[tuple[int, Image, float]]:
    """Number, picture, and how many pixels of it make a point of the page as seen."""
    import numpy
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number, space in spaces.items():
        page = document[number - 1]
        scale = min(_SCALE, math.sqrt(limits.MAX_PIXELS / (space.width * space.height)))
        turn = (space.turn - page.get_rotation()) % 360
        picture = page.render(scale=scale * space.unit, rotation=turn, grayscale=True).to_pil()
        yield number, numpy.asarray(picture.convert("L")), scale


def _filled(table: BoxTable, inside: dict[Box, list[_Word]], scale: float) -> BoxTable:
    """The table with its texts, in units of `scale` pixels."""

    def scaled(box: Box) -> Box:
        left, top, right, bottom = (edge / scale for edge in box)
        return left, top, right, bottom

    filled = BoxTable(map(scaled, table.boxes), _NEAR / scale)
    filled.texts = {scaled(box): _joined(words) for box, words in inside.items()}
    filled.confidences = {
        scaled(box): min(word.score for word in words) for box, words in inside.items()
    }
    return filled


def _recognized(image: Image) -> list[_Word]:
    # The engine keeps what it was told last, so each call tells it.
    result = _engine()(image, use_det=True, use_cls=True)
    if result.boxes is None or result.txts is None:
        return []
    return [
        _Word(
            text,
            (
                float(min(corner[0] for corner in box)),
                float(min(corner[1] for corner in box)),
                float(max(corner[0] for corner in box)),
                float(max(corner[1] for corner in box)),
            ),
            float(score),
        )
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
    ]


def _cells(image: Image) -> list[Box]:
    """The areas that ruling lines enclose."""
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
    lines = cv2.dilate(lines, numpy.ones((3, 3), numpy.uint8))
    free = cv2.bitwise_not(lines)
    _, _, areas, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    boxes: list[Box] = []
    for left, top, wide, high, _ in areas[1:]:
        touches = left == 0 or top == 0 or left + wide == width or top + high == height
        large = wide > width * _LARGEST_SHARE and high > height * _LARGEST_SHARE
        if wide >= _SMALLEST and high >= _SMALLEST and not touches and not large:
            boxes.append((float(left), float(top), float(left + wide), float(top + high)))
    return boxes


def _single(image: Image, box: Box) -> _Word | None:
    """What stands in a cell in which the detector saw nothing: often a single digit."""
    import cv2

    left, top, right, bottom = (int(edge) for edge in box)
    crop = image[top + 3 : bottom - 3, left + 3 : right - 3]
    if crop.size == 0:
        return None
    ink = crop < 128
    if ink.mean() < _INK:
        return None
    rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
    tight = crop[
        max(0, rows[0] - 6) : rows[-1] + 7,
        max(0, columns[0] - 12) : columns[-1] + 13,
    ]
    padded = cv2.copyMakeBorder(tight, 8, 8, 16, 16, cv2.BORDER_CONSTANT, value=255)
    large = cv2.resize(padded, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    result = _engine()(cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False)
    if not result.txts or not result.txts[0].strip():
        return None
    return _Word(result.txts[0].strip(), box, float(result.scores[0]))


def _joined(words: list[_Word]) -> str:
    """The words of a cell as lines: those at one height from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: word.middle[1]):
        high = word.box[3] - word.box[1]
        if lines and abs(word.middle[1] - lines[-1][0].middle[1]) < high / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    text = "\n".join(
        "".join(word.text for word in sorted(line, key=lambda word: word.box[0])) for line in lines
    )
    return "—" if text in _DASHES else text
