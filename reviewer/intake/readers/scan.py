"""Scans: pictures, and PDF pages without text, read by OCR (the extra `[ocr]`).

The ruling lines give the cells, the recognized texts are put into them. What a machine read off a
picture may be wrong, single digits above all: X903 says so, and no error rests on it.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.boxes import Box, BoxTable, merged
from reviewer.models import Location

_DPI = 200
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


def read(data: bytes) -> Grid:
    """The tables of a picture (PNG, JPEG, TIFF, BMP, WebP).

    Raises:
        ReadError: the extra is not installed, or the picture is damaged or too large.
    """
    _engine()
    return _read(_pictures(data))


def read_pdf(data: bytes) -> Grid:
    """The tables on the pages of a PDF that has no text.

    Raises:
        ReadError: the extra is not installed, or there are too many pages.
    """
    _engine()
    return _read(_rendered(data))


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise ReadError(
            "是扫描件或图片，本机没有安装文字识别组件（pip install 'jixiao-reviewer[ocr]'）；"
            "请提供原始的Word、Excel文件"
        ) from error
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


def _rendered(data: bytes) -> Iterator[Image]:
    import numpy
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > limits.MAX_SCANNED_PAGES:
        raise ReadError(f"扫描件超过 {limits.MAX_SCANNED_PAGES} 页，未读取；请拆分后再查")
    for page in document:
        width, height = page.get_size()
        scale = _DPI / 72
        if width * height * scale * scale > limits.MAX_PIXELS:
            raise ReadError("扫描件的页面过大，未读取")
        yield numpy.asarray(page.render(scale=scale, grayscale=True).to_pil().convert("L"))


def _read(images: Iterator[Image]) -> Grid:
    pages: list[tuple[BoxTable | None, list[_Word]]] = []
    scores: list[float] = []
    for image in images:
        words = _recognized(image)
        boxes = _cells(image)
        table = BoxTable(boxes, _NEAR) if len(boxes) >= _FEWEST_CELLS else None
        if table is not None:
            inside, words_outside = table.sorted_in(words, lambda word: word.middle)
            found = {box: _joined(here) for box, here in inside.items()}
            for box in table.boxes:
                if box not in found and (word := _single(image, box)) is not None:
                    found[box] = word.text
                    scores.append(word.score)
            table.texts = found
        else:
            words_outside = words
        scores += [word.score for word in words]
        pages.append((table, words_outside))
    edges = merged((edge for table, _ in pages if table for edge in table.edges()), _NEAR)
    grid = Grid(confidence=sum(scores) / len(scores) if scores else 0.0)
    for number, (table, outside) in enumerate(pages, start=1):
        _add(grid, number, table, outside, edges)
    return grid


def _add(
    grid: Grid, page: int, table: BoxTable | None, outside: list[_Word], edges: list[float]
) -> None:
    top = table.top if table else float("inf")
    lines = sorted(outside, key=lambda word: (word.middle[1], word.box[0]))
    for word in lines:
        if word.middle[1] < top:
            grid.line([word.text], page, Location(page=page))
    if table is None:
        return
    grid.rows.extend(table.rows(page, 1, edges))
    for word in lines:
        if word.middle[1] >= top:
            grid.line([word.text], page, Location(page=page))


def _recognized(image: Image) -> list[_Word]:
    result = _engine()(image)
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
    return "\n".join(
        "".join(word.text for word in sorted(line, key=lambda word: word.box[0])) for line in lines
    )
