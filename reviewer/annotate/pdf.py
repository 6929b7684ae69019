"""A copy of a PDF with a note and a coloured frame at each cell."""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.annotate.notes import (
    COLOURS,
    DRAFT_COLOUR,
    SUMMARY,
    Marked,
    Note,
    by_place,
    gravest,
    heading,
)
from reviewer.intake.errors import ReadError
from reviewer.intake.own_reports import AUTHOR
from reviewer.intake.readers.pdf.document import places
from reviewer.intake.readers.pdf.space import PageSpace
from reviewer.intake.readers.picture.boxes import Box
from reviewer.models import Severity
from reviewer.report.unchecked import reasons

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

_SUMMARY_AT: Box = (12, 12, 30, 30)
_EDGE_COLOURS = {"FFC7CE": "C00000", "FFEB9C": "BF8F00", "DDEBF7": "2E75B6", "E2EFDA": "548235"}
"""Frames are darker than the grounds of cells."""


def annotate(data: bytes, forms: Sequence[Marked]) -> bytes:
    """The document with notes at the cells, and one that lists all findings on the first page.

    Raises:
        ReadError: the document is damaged, or its author does not allow notes.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    boxes = places(data)
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse_if_forbidden(reader)
        writer = PdfWriter(clone_from=reader)
        for place, notes in by_place(forms).items():
            page, line = place.page or 0, place.line or 0
            box = boxes.get((page, line, place.column), boxes.get((page, line, None)))
            if box is not None:
                _note(writer, page - 1, box, notes)
        corner = _space(writer.pages[0]).own(_SUMMARY_AT)
        _add(writer, 0, corner, _summary(forms), COLOURS[Severity.ERROR])
        _protect(writer, reader)
        stream = io.BytesIO()
        writer.write(stream)
    except (PyPdfError, RecursionError) as error:
        raise ReadError("PDF无法加批注；请用PDF阅读器另存一次再试") from error
    return stream.getvalue()


def _refuse_if_forbidden(reader: PdfReader) -> None:
    from pypdf.constants import UserAccessPermissions as Permissions

    allowed = reader.user_access_permissions
    if allowed is not None and not allowed & Permissions.ADD_OR_MODIFY:
        raise ReadError("PDF的作者不允许加批注（设有权限密码）；请用没有限制的文件再试")


def _protect(writer: PdfWriter, reader: PdfReader) -> None:
    """Encrypt the copy if the document is: it opens without a password, its permissions stay.

    Nobody knows the copy's owner password, so nobody can lift the restrictions with it.
    """
    allowed = reader.user_access_permissions
    if allowed is not None:
        owner = secrets.token_urlsafe()
        writer.encrypt("", owner, permissions_flag=allowed, algorithm="AES-256")


def _summary(forms: Sequence[Marked]) -> str:
    lines = [SUMMARY]
    for one in forms:
        lines += ["", *heading(one)]
        for number, note in enumerate(one.notes, start=1):
            lines.append(f"{number}. {note.kind} {note.where}")
            lines += [f"   {line}" for line in note.lines[1:]]
        lines += [f"无法检查：{reason}" for reason in reasons(one.review)]
    return "\n".join(lines)


def _note(writer: PdfWriter, page: int, box: Box, notes: Sequence[Note]) -> None:
    """A frame around the cell that holds the note: an icon would cover what stands there."""
    from pypdf.annotations import Rectangle
    from pypdf.constants import AnnotationFlag

    severity = gravest(notes)
    ground = COLOURS[severity] if severity else DRAFT_COLOUR
    frame = Rectangle(rect=box)
    frame.flags = AnnotationFlag.PRINT
    _colour(frame, _EDGE_COLOURS[ground])
    _sign(frame, "\n\n".join(note.text for note in notes))
    writer.add_annotation(page, frame)


def _add(writer: PdfWriter, page: int, box: Box, text: str, colour: str) -> None:
    from pypdf.annotations import Text
    from pypdf.constants import AnnotationFlag
    from pypdf.generic import NameObject

    note = Text(rect=box, text=text, open=False)
    _sign(note, text)
    note[NameObject("/Name")] = NameObject("/Comment")
    note.flags = AnnotationFlag.PRINT
    _colour(note, colour)
    writer.add_annotation(page, note)


def _sign(annotation: dict[object, object], text: str) -> None:
    from pypdf.generic import NameObject, TextStringObject

    annotation[NameObject("/T")] = TextStringObject(AUTHOR)
    annotation[NameObject("/Contents")] = TextStringObject(text)


def _colour(annotation: dict[object, object], colour: str) -> None:
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    annotation[NameObject("/C")] = ArrayObject(FloatObject(round(part, 3)) for part in parts)


def _space(page: PageObject) -> PageSpace:
    return PageSpace.of(page.mediabox, page.cropbox, page.rotation, float(page.user_unit))
