"""Scans: read where the OCR extra is installed, and no error rests on them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read, read_bytes
from reviewer.reviewing import review_document
from tests.documents.compare import differences

DATA = Path(__file__).parents[2] / "data"
HAS_OCR = importlib.util.find_spec("rapidocr") is not None


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
def test_a_scanned_form():
    (expected,) = read(DATA / "correct" / "chongqing-flat.txt").forms
    document = read(DATA / "formats" / "scan.png")
    (found,) = document.forms
    assert len(differences(expected, found)) <= 3  # of 120 cells
    (review,) = review_document(document).reviews
    assert "X903" in [finding.code for finding in review.findings]
    assert "error" not in [finding.severity for finding in review.findings]


@pytest.mark.skipif(HAS_OCR, reason="the extra [ocr] is installed")
def test_without_the_extra_it_says_what_to_do():
    with pytest.raises(ReadError, match=r"\[ocr\]"):
        read(DATA / "formats" / "scan.png")


@pytest.mark.skipif(not HAS_OCR, reason="the extra [ocr] is not installed: scans are not read")
@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        # A PNG whose header declares 100,000 by 100,000 pixels.
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x00\x00\x00\x00"
        b"\xcb\x8c\x37\x5b\x00\x00\x00\x00IEND\xaeB`\x82",
    ],
)
def test_damaged_and_absurd_pictures(data):
    with pytest.raises(ReadError, match="图片"):
        read_bytes(data, "test")
