"""Frames lie on their cells wherever the page lies and however it is seen; protection stays."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest
from pypdf.constants import UserAccessPermissions

from reviewer.annotate import AnnotateError, annotate, marked
from reviewer.intake import read_bytes
from reviewer.reviewing import review_document
from tests.documents import pdfs
from tests.documents.ruling import drawn
from tests.intake.readers.test_pdf import SEEN, TEXTS, road

WRONG = drawn(TEXTS["guangxi-road"].replace("平均18小时\t8", "平均18小时\t9"))


def wrong(matrix: str = "1 0 0 1 0 0") -> pdfs.Sheet:
    sheet = pdfs.sheet_of(WRONG, pdfs.by_lines())
    sheet.content.insert(0, f"{matrix} cm")
    return sheet


def annotated(data: bytes) -> bytes:
    done = review_document(read_bytes(data, "form.pdf"))
    pairs = zip(done.cases, done.reviews, strict=True)
    return annotate(data, [marked(case.form, review, {}) for case, review in pairs]).data


def framed(data: bytes) -> set[str]:
    """The texts within the frames, in the page's own space."""
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    rects = [
        [float(edge) for edge in one.get_object()["/Rect"]]
        for one in page["/Annots"]
        if one.get_object()["/Subtype"] == "/Square"
    ]
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return {"".join(text.get_text_bounded(*rect).split()) for rect in rects}


@pytest.mark.parametrize("way", SEEN)
def test_frames_lie_on_their_cells(way):
    matrix, change = SEEN[way]
    assert framed(annotated(pdfs.written(wrong(matrix), change=change))) >= {"9", "100"}


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_protected_document_stays_protected(algorithm):
    allowed = UserAccessPermissions.ADD_OR_MODIFY | UserAccessPermissions.PRINT
    allowed |= UserAccessPermissions.R7 | UserAccessPermissions.R8

    def protect(writer: pypdf.PdfWriter) -> None:
        writer.encrypt("", "secret", permissions_flag=allowed, algorithm=algorithm)

    data = pdfs.written(wrong(), change=protect)
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (data, annotated(data)))
    assert after.is_encrypted
    assert after.user_access_permissions == before.user_access_permissions


def test_a_document_that_allows_no_notes():
    def protect(writer: pypdf.PdfWriter) -> None:
        writer.encrypt("", "secret", permissions_flag=UserAccessPermissions.PRINT)

    with pytest.raises(AnnotateError, match="不允许加批注"):
        annotated(pdfs.written(road(), change=protect))
