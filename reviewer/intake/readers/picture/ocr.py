"""What OCR (the extra `[ocr]`) recognizes in a picture, and how sure it is."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.intake.errors import ReadError
from reviewer.intake.readers.picture.boxes import Box
from reviewer.intake.readers.picture.files import Image

Corners = tuple[tuple[float, float], ...]
"""Upper left, upper right, lower right, lower left."""

_INK = 0.004
"""Share of dark pixels from which a cell holds something."""
_ENLARGED = 2
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A text with the corners of its place and the confidence from 0 to 1."""

    text: str
    corners: Corners
    score: float

    @property
    def box(self) -> Box:
        """The upright box around it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


def engine(why: str = "是扫描件或图片") -> Any:
    """The engine, loaded once.

    Raises:
        ReadError: the extra is not installed; `why` begins the message.
    """
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


def words_in(image: Image) -> list[Word]:
    """The words of a page."""
    # The engine keeps what it was told last, so each call tells it.
    result = engine()(image, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None or result.txts is None:
        return []
    return [
        Word(text, tuple((float(x), float(y)) for x, y in corners), float(score))
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
    ]


def line_in(image: Image) -> tuple[str, float]:
    """The text of a picture of one line, as it lies, and the confidence."""
    import cv2

    result = engine()(
        cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True
    )
    if not result.txts:
        return "", 0.0
    return result.txts[0].strip(), float(result.scores[0])


def single(image: Image, box: Box) -> Word | None:
    """What stands in a cell in which the detector saw nothing: often a single digit."""
    import cv2

    left, top, right, bottom = (int(edge) for edge in box)
    crop = image[top + _EDGE : bottom - _EDGE, left + _EDGE : right - _EDGE]
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
    text, score = line_in(large)
    if not text:
        return None
    return Word(text, ((left, top), (right, top), (right, bottom), (left, bottom)), score)
