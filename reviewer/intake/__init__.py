"""Files become documents: bytes to rows of cells, rows to forms."""

from __future__ import annotations

from pathlib import Path

from reviewer.intake import plaintext
from reviewer.intake.assemble import assemble
from reviewer.intake.errors import ReadError
from reviewer.models import Document

__all__ = ["ReadError", "read", "read_bytes"]


def read(path: Path, source: str | None = None) -> Document:
    """Read every form of a file; `source` is the name it goes by in reports.

    Raises:
        ReadError: the file cannot be read, or holds no form.
    """
    try:
        with path.open("rb") as file:
            data = file.read(plaintext.MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"无法打开（{error.strerror or type(error).__name__}）") from error
    return read_bytes(data, source or str(path))


def read_bytes(data: bytes, source: str) -> Document:
    """Read every form out of the bytes of a file.

    Raises:
        ReadError: they are of a kind that is not read, or hold no form.
    """
    forms, without_table = assemble(plaintext.rows(plaintext.decode(data)))
    if not forms:
        if without_table:
            raise ReadError(
                "有自评表的标题，但没有指标表（需要有“三级指标、年度指标值、实际完成值”等表头）"
            )
        raise ReadError("没有找到绩效自评表（需要有“项目名称”和指标表头）")
    return Document(source=source, forms=tuple(forms), without_table=tuple(without_table))
