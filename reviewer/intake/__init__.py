"""Files become documents: bytes to a grid of cells, the grid to forms.

What does that is imported when the first file is read: a stack in which nothing changed reads none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.system_errors import told

if TYPE_CHECKING:
    from reviewer.intake.additions import Additions
    from reviewer.intake.grid import Grid
    from reviewer.intake.unpacking import Unpacked
    from reviewer.models import Document

_BY_LINE = frozenset({"csv", "html", "mht", "markdown", "text"})
"""Kinds whose readers know the line of a cell only."""

__all__ = ["ReadError", "read", "read_bytes", "read_grid", "read_head"]


def read(path: Path, source: str | None = None, additions: Additions = ()) -> Document:
    """Read every form of a file; `source` is the name it goes by in reports.

    Args:
        path: of the file.
        source: the name, if it is another.
        additions: see read_bytes.

    Raises:
        ReadError: the file cannot be read, or holds no form.
    """
    return read_bytes(read_head(path), source or str(path), additions)


def read_head(path: Path) -> bytes:
    """The bytes of a file, one more than the limit at most.

    Raises:
        ReadError: the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(limits.MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"无法打开（{told(error)}）") from error


def read_bytes(
    data: bytes, source: str, additions: Additions = (), *, by_column: bool = False
) -> Document:
    """Read every form out of the bytes of a file.

    Args:
        data: the bytes.
        source: the name that the file goes by in reports.
        additions: labels that the user's configuration adds; see reviewer.intake.additions.
        by_column: tell the cells of a row apart by their places in kinds of file whose lines only
            are counted (csv, web pages), so that a copy can be noted at each.

    Raises:
        ReadError: they are of a kind that is not read, or hold no form.
    """
    from reviewer.intake.additions import extended
    from reviewer.intake.assemble import assemble
    from reviewer.intake.extracted import read_extract
    from reviewer.intake.unpacking import unpacked, where_else
    from reviewer.intake.vocabulary import using
    from reviewer.models import Document

    found = unpacked(data)
    if found.kind == "json":
        return read_extract(found.data, source)
    grid = _grid(found, by_column=by_column)
    with using(extended(additions)):
        forms, without_table = assemble(grid)
    if not forms:
        if grid.no_form:
            raise ReadError(f"没有找到绩效自评表：{grid.no_form}")
        if without_table:
            raise ReadError(
                "有自评表的标题，但没有指标表（需要有“三级指标、年度指标值、实际完成值”等表头）；"
                "文件缺页的，请补全"
            )
        raise ReadError(f"没有找到绩效自评表（需要有“项目名称”和指标表头）{where_else(found)}")
    return Document(source=source, forms=tuple(forms), without_table=tuple(without_table))


def read_grid(data: bytes, *, by_column: bool = False) -> Grid:
    """The cells of a file, before they are taken for anything; `by_column` as in `read_bytes`.

    Raises:
        ReadError: the file is of a kind that is not read, or has no cells of its own (JSON).
    """
    from reviewer.intake.unpacking import unpacked

    found = unpacked(data)
    if found.kind == "json":
        raise ReadError("是提取结果（JSON），没有版面可看")
    return _grid(found, by_column=by_column)


def _grid(found: Unpacked, *, by_column: bool) -> Grid:
    from reviewer.intake.characters import make_ordinary
    from reviewer.intake.kinds import reader
    from reviewer.intake.own_reports import is_report, leave_out_summary
    from reviewer.intake.pages import leave_out_site_lines

    try:
        grid = reader(found.kind)(found.data)
    except ReadError:
        raise
    except (Exception, RecursionError) as error:
        # A library met something that it was not written for: the other files still count.
        raise ReadError(f"文件已损坏，无法读取（{type(error).__name__}）") from error
    grid.warnings[:0] = found.said
    if by_column and found.kind in _BY_LINE:
        grid.name_columns()
    make_ordinary(grid)
    if is_report(grid):
        raise ReadError("是本程序写出的审核报告，不是自评表")
    leave_out_summary(grid)
    leave_out_site_lines(grid)
    return grid
