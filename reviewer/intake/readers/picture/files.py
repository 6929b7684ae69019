"""Pictures as pages: opened within limits, upright as the camera was held, in even grey."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError

Image = Any
"""A page as an array of grey pixels (0 to 255)."""

_DEEP = frozenset({"I", "F"})
"""Modes of more than 8 bits; `I;16` and its kin begin so."""
_BACKGROUND = 0.02
"""The share of a page's width that is wider than any stroke: what is left without strokes is paper."""
_LONG_SIDE, _MOST_ENLARGED = 1_600, 3.0
"""Pixels that the longer side of a page has at least, and how many times it is enlarged at most."""
_SMALL = 600
"""Pixels: the paper is looked at no larger."""


def pictures(data: bytes) -> Iterator[Image]:
    """The pictures of a file, several for TIFF and GIF.

    Raises:
        ReadError: it is damaged or larger than the limits.
    """
    from PIL import Image as Pictures
    from PIL import ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limit is ours, see below
        try:
            picture = Pictures.open(io.BytesIO(data))
            _bound(picture)
            for number, page in enumerate(ImageSequence.Iterator(picture), start=1):
                if number > limits.MAX_SCANNED_PAGES:
                    raise ReadError(f"扫描件超过 {limits.MAX_SCANNED_PAGES} 页，未读取")
                _bound(page)
                yield _grey(page)
        except ReadError:
            raise
        except Exception as error:  # a damaged picture makes the library raise all kinds
            raise ReadError("图片已损坏，无法读取") from error


def _bound(picture: Any) -> None:
    if picture.width * picture.height > limits.MAX_PIXELS:
        raise ReadError(f"图片超过 {limits.MAX_PIXELS // 10_000} 万像素，未读取")


def _grey(page: Any) -> Image:
    import numpy
    from PIL import Image as Pictures
    from PIL import ImageOps

    page = ImageOps.exif_transpose(page)
    if page.mode[:1] in _DEEP:
        deep = numpy.asarray(page, dtype=numpy.float32)
        low, high = float(deep.min()), float(deep.max())
        return ((deep - low) * (255 / (high - low or 1))).astype(numpy.uint8)
    if "A" in page.getbands() or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Pictures.new("RGBA", page.size, "white")
        page = Pictures.alpha_composite(paper, page)
    return numpy.asarray(page.convert("L"))


def enlargement(image: Image) -> float:
    """How many times a small picture is enlarged, so that its lines are told from its letters."""
    return float(min(_MOST_ENLARGED, max(1.0, _LONG_SIDE / max(1, *image.shape))))


def evenly_lit(image: Image) -> Image:
    """The page as if light fell on it evenly: a shadow is no ink."""
    import cv2
    import numpy

    height, width = image.shape
    shrink = min(1.0, _SMALL / max(height, width))
    small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    stroke = max(3, int(max(small.shape) * _BACKGROUND) | 1)
    paper = cv2.dilate(small, numpy.ones((stroke, stroke), numpy.uint8))
    paper = cv2.medianBlur(paper, stroke)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(image, numpy.maximum(paper, 1), scale=255)
