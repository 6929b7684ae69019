"""Scans: pictures, and PDF pages whose text cannot be had, read by OCR (the extra `[ocr]`).

The ruling lines give the cells, the recognized texts are put into them. What a machine read off a
picture may be wrong, single digits above all: X903 says so, and no error rests on it. A picture on
which too little can be made out is refused.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.pdf.space import PageSpace
from reviewer.intake.readers.picture.boxes import Box, BoxTable, merged
from reviewer.intake.readers.picture.files import Image, enlargement, evenly_lit, pictures
from reviewer.intake.readers.picture.ocr import Word, engine, single
from reviewer.intake.readers.picture.straight import line_mask, straightened
from reviewer.models import Location

_SCALE = 200 / 72
"""Pixels per point: 200 dpi."""
_NEAR = 8.0
"""Pixels within which two edges of a scan are one."""
_SMALLEST = 14
"""Pixels: what is smaller is no cell."""
_LARGEST_SHARE = 0.9
_FEWEST_CELLS = 6
_DASHES = frozenset("一_ー")
"""What OCR takes the dash of an empty cell for."""
_REMEMBERED = 64
"""Pages: a copy with notes is made of what was just checked."""

_LOWEST = 13.0
"""Pixels: the height of a line, with the space around it, below which letters are guessed."""
_LEAST_SURE = 0.9
_DOUBTFUL, _MOST_DOUBTFUL = 0.8, 0.15
"""Words of less confidence, and the share of them, from which a page is too poor."""
_FEWEST_WORDS = 10


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page holds, in pixels of the page laid straight, and the matrix that laid it so."""

    boxes: list[Box]
    inside: dict[Box, list[Word]]
    outside: list[Word]
    matrix: Any
    too_poor: str
    """Why nothing should be read from it, or ""."""


class Page:
    """A page that OCR read: its table, and the lines above and below it.

    `scale` is how many pixels make one unit of its boxes; `space` that of a page of a PDF.

    Raises:
        ReadError: too little can be made out.
    """

    def __init__(
        self, number: int, image: Image, scale: float = 1.0, space: PageSpace | None = None
    ) -> None:
        self.number = number
        self._space, self._scale = space, scale
        content = _content(image)
        if content.too_poor:
            raise ReadError(content.too_poor)
        self._matrix = content.matrix
        self.tables: list[BoxTable] = []
        if content.boxes:
            self.tables.append(_filled(content, scale))
        lines = sorted(content.outside, key=lambda word: (word.middle[1], word.box[0]))
        self._lines = [(word.middle[1] / scale, word) for word in lines]

    def add_to(self, grid: Grid, edges: Sequence[float]) -> None:
        """Lines and table from top to bottom."""
        top = min((table.top for table in self.tables), default=float("inf"))
        self._add_lines(grid, float("-inf"), top)
        for table in self.tables:
            grid.rows.extend(table.rows(self.number, 1, edges))
        self._add_lines(grid, top, float("inf"))

    def places(self, edges: Sequence[float]) -> Iterator[tuple[tuple[int, int, int], Box]]:
        """The box of every cell, by page, line and column, in the page's own space."""
        for table in self.tables:
            for (line, column), box in table.places(1, edges).items():
                yield (self.number, line, column), self._as_given(box)

    def _as_given(self, box: Box) -> Box:
        """The box on the page as it was before it was laid straight."""
        import cv2
        import numpy

        left, top, right, bottom = (edge * self._scale for edge in box)
        corners = numpy.array([[(left, top), (right, top), (right, bottom), (left, bottom)]])
        given = cv2.perspectiveTransform(corners, numpy.linalg.inv(self._matrix))[0] / self._scale
        (x0, y0), (x1, y1) = given.min(axis=0), given.max(axis=0)
        seen = (float(x0), float(y0), float(x1), float(y1))
        return self._space.own(seen) if self._space else seen

    def _add_lines(self, grid: Grid, start: float, end: float) -> None:
        for middle, word in self._lines:
            if start <= middle < end:
                grid.line([word.text], self.number, Location(page=self.number), word.score)


def read(data: bytes) -> Grid:
    """The tables of a picture (PNG, JPEG, TIFF, BMP, WebP, AVIF, GIF).

    Raises:
        ReadError: the extra is not installed, or the picture is damaged, too large or too poor.
    """
    engine()
    pages = [Page(number, image) for number, image in enumerate(pictures(data), start=1)]
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
        ReadError: the extra is not installed, there are too many pages, or one is too poor.
    """
    engine(why)
    if len(spaces) > limits.MAX_SCANNED_PAGES:
        raise ReadError(f"扫描件超过 {limits.MAX_SCANNED_PAGES} 页，未读取；请拆分后再查")
    return {
        number: Page(number, image, scale, spaces[number])
        for number, image, scale in _rendered(data, spaces)
    }


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


_contents: dict[bytes, _Content] = {}


def _content(image: Image) -> _Content:
    """What a page holds; the latest pages are remembered, for OCR takes seconds."""
    key = hashlib.sha256(repr(image.shape).encode() + image.tobytes()).digest()
    if key not in _contents:
        while len(_contents) >= _REMEMBERED:
            del _contents[next(iter(_contents))]
        _contents[key] = _looked_at(image)
    return _contents[key]


def _looked_at(image: Image) -> _Content:
    import cv2

    larger = enlargement(image)
    image = cv2.resize(image, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
    page = straightened(evenly_lit(image))
    matrix = page.matrix.copy()
    matrix[:, :2] *= larger
    too_poor = _too_poor(page.words, larger)
    boxes = _cells(page.image)
    if too_poor or len(boxes) < _FEWEST_CELLS:
        return _Content([], {}, page.words, matrix, too_poor)
    table = BoxTable(boxes, _NEAR)
    inside, outside = table.sorted_in(page.words, lambda word: word.middle)
    for box in table.boxes:
        if box not in inside and (word := single(page.image, box)) is not None:
            inside[box] = [word]
    return _Content(table.boxes, inside, outside, matrix, "")


def _too_poor(words: Sequence[Word], larger: float) -> str:
    """Whether letters are so small, or so many words in doubt, that findings would be noise."""
    if len(words) < _FEWEST_WORDS:
        return ""
    height = median(word.box[3] - word.box[1] for word in words) / larger
    sure = fmean(word.score for word in words)
    doubtful = sum(word.score < _DOUBTFUL for word in words) / len(words)
    if height >= _LOWEST and sure >= _LEAST_SURE and doubtful <= _MOST_DOUBTFUL:
        return ""
    return (
        f"图片太不清楚，认不准，没有检查（一行字高约 {height:.0f} 像素，平均置信度{sure:.2f}）；"
        "请用扫描仪按300 dpi重新扫描，或靠近、对正、光线均匀时重拍，或提供Word、Excel文件"
    )


def _filled(content: _Content, scale: float) -> BoxTable:
    """The table with its texts, in units of `scale` pixels."""

    def scaled(box: Box) -> Box:
        left, top, right, bottom = (edge / scale for edge in box)
        return left, top, right, bottom

    filled = BoxTable(map(scaled, content.boxes), _NEAR / scale)
    filled.texts = {scaled(box): _joined(words) for box, words in content.inside.items()}
    filled.confidences = {
        scaled(box): min(word.score for word in words) for box, words in content.inside.items()
    }
    return filled


def _cells(image: Image) -> list[Box]:
    """The areas that ruling lines enclose."""
    import cv2

    height, width = image.shape
    free = cv2.bitwise_not(line_mask(image))
    _, _, areas, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    boxes: list[Box] = []
    for left, top, wide, high, _ in areas[1:]:
        touches = left == 0 or top == 0 or left + wide == width or top + high == height
        large = wide > width * _LARGEST_SHARE and high > height * _LARGEST_SHARE
        if wide >= _SMALLEST and high >= _SMALLEST and not touches and not large:
            boxes.append((float(left), float(top), float(left + wide), float(top + high)))
    return boxes


def _joined(words: list[Word]) -> str:
    """The words of a cell as lines: those at one height from left to right."""
    lines: list[list[Word]] = []
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
