"""A copy of the unit's own file with the findings where they belong: comments at the cells.

A file that carries no comments (.xls, .ods, csv, a web page) is answered with a workbook that shows
the same table, and one that was turned into a .docx or .xlsx to be read with that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from reviewer.annotate.notes import Marked, marked
from reviewer.intake import ReadError, read_grid
from reviewer.intake.packing.encrypted import encrypted
from reviewer.intake.packing.names import MAIN
from reviewer.intake.packing.opc import retyped
from reviewer.intake.readers.container import opened
from reviewer.intake.unpacking import Unpacked, unpacked

__all__ = ["AnnotateError", "Copy", "Marked", "annotate", "marked"]

_WRITERS = {"docx": "word", "xlsx": "workbook", "pdf": "pdf"}
_REDRAWN = frozenset({"xls", "ods", "csv", "html", "mht", "markdown", "text"})
_ENDINGS = {
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "pdf": (".pdf",),
}
_SIGNATURES = "_xmlsignatures/"


class AnnotateError(Exception):
    """Why no copy was made; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An annotated copy.

    `endings` are the endings that its name may have, the usual one first; `said` is what differs
    from the unit's own file, "" where only notes were added.
    """

    data: bytes
    endings: tuple[str, ...]
    said: str = ""


def annotate(data: bytes, forms: Sequence[Marked]) -> Copy:
    """A copy with notes and a summary; what the file holds otherwise is unchanged where it can be.

    Args:
        data: the file as it was read.
        forms: what was found in its forms, read `by_column`.

    Raises:
        AnnotateError: files of this kind cannot carry comments, or this one would lose something.
    """
    try:
        found = unpacked(data)
        if found.kind in _REDRAWN:
            return _closed(found, _redrawn(data, forms))
        if found.kind not in _WRITERS:
            raise AnnotateError("图片和提取结果不能加批注；请用Word、Excel或PDF文件")
        if _is_signed(found):
            raise AnnotateError("文件带有数字签名，加批注会使签名失效；请用未签名的文件")
        return _closed(found, _written(found, forms))
    except ReadError as error:
        raise AnnotateError(str(error)) from error
    except AnnotateError:
        raise
    except Exception as error:  # the file is written in a way that nobody thought of
        raise AnnotateError(
            f"文件的写法特殊，无法加批注（{type(error).__name__}）；请在Word、Excel中另存一次再试"
        ) from error


def _closed(found: Unpacked, copy: Copy) -> Copy:
    """The copy of an encrypted file is encrypted as the file was."""
    return replace(copy, data=encrypted(copy.data)) if "encrypted" in found.variants else copy


def _is_signed(found: Unpacked) -> bool:
    if found.kind == "pdf":
        return b"/SigFlags" in found.data or b"/ByteRange" in found.data
    with opened(found.data) as archive:
        return any(name.startswith(_SIGNATURES) for name in archive.namelist())


def _written(found: Unpacked, forms: Sequence[Marked]) -> Copy:
    """The file itself with notes, or what it was turned into."""
    copy = _writer(found.kind)(found.data, forms)
    endings = _ENDINGS[found.kind]
    if found.kind not in MAIN:
        return Copy(copy, endings)
    copy = retyped(copy, found.kind, found.main_type)
    if found.variants not in ([], ["encrypted"]):
        said = f"原文件的格式不能加批注，副本另存为{endings[0]}，版式可能略有不同"
        return Copy(copy, endings[:1], said)
    if found.has_inserts:
        return Copy(copy, endings, "文档里嵌入的文件在副本里换成了普通表格")
    return Copy(copy, endings)


def _redrawn(data: bytes, forms: Sequence[Marked]) -> Copy:
    """A workbook that shows what was read, with notes."""
    from reviewer.annotate.redrawn import redrawn

    book, moved = redrawn(read_grid(data, by_column=True), forms)
    said = "原文件的格式不能加批注，副本是照原表重画的.xlsx（单元格显示的内容相同），请照批注修改原文件"
    return Copy(_writer("xlsx")(book, moved), _ENDINGS["xlsx"][:1], said)


def _writer(kind: str) -> Callable[[bytes, Sequence[Marked]], bytes]:
    found: Callable[[bytes, Sequence[Marked]], bytes] = import_module(
        f"reviewer.annotate.{_WRITERS[kind]}"
    ).annotate
    return found
