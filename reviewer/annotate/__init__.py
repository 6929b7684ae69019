"""A copy of the unit's own file with the findings where they belong: comments at the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from reviewer.annotate.notes import Marked, marked
from reviewer.intake import ReadError
from reviewer.intake.packing import opc
from reviewer.intake.packing.names import MAIN
from reviewer.intake.readers.container import opened
from reviewer.intake.unpacking import unpacked

__all__ = ["AnnotateError", "Marked", "annotate", "marked"]

_WRITERS = {"docx": "word", "xlsx": "workbook", "pdf": "pdf"}
_SIGNATURES = "_xmlsignatures/"


class AnnotateError(Exception):
    """Why no copy was made; the message is Chinese and says what to do."""


def annotate(data: bytes, forms: Sequence[Marked]) -> bytes:
    """The bytes of a copy with notes and a summary; the file's other content is unchanged.

    Args:
        data: the file as it was read.
        forms: what was found in its forms.

    Raises:
        AnnotateError: files of this kind cannot carry comments, or this one would lose something.
    """
    try:
        found = unpacked(data)
        kind, data = found.kind, found.data
        if kind not in _WRITERS:
            raise AnnotateError(
                "只能在 .docx、.xlsx、.pdf 文件里加批注；请用Word、Excel或WPS另存为这些格式后再试"
            )
        if kind == "pdf":
            signed = b"/SigFlags" in data or b"/ByteRange" in data
        else:
            with opened(data) as archive:
                signed = any(name.startswith(_SIGNATURES) for name in archive.namelist())
        if signed:
            raise AnnotateError("文件带有数字签名，加批注会使签名失效；请用未签名的文件")
        write: Callable[[bytes, Sequence[Marked]], bytes] = import_module(
            f"reviewer.annotate.{_WRITERS[kind]}"
        ).annotate
        copy = write(data, forms)
        return opc.retyped(copy, kind, found.main_type) if kind in MAIN else copy
    except ReadError as error:
        raise AnnotateError(str(error)) from error
    except AnnotateError:
        raise
    except Exception as error:  # the file is written in a way that nobody thought of
        raise AnnotateError(
            f"文件的写法特殊，无法加批注（{type(error).__name__}）；请在Word、Excel中另存一次再试"
        ) from error
