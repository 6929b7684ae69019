"""Where a result goes: standard output, or the file that `--output` and its like name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.streams import write_document
from reviewer.system_errors import told

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="把 html、json 等结果写入这个文件。"),
]
_ON_WINDOWS = os.name == "nt"
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)}
)
"""Names that Windows takes for the console or a port, whatever stands behind their first dot."""
_REPLACED = frozenset({".html", ".htm", ".json", ".txt"})
"""A report may take the place of an earlier one; documents of the office are never written over."""


def check_target(out: Path | None, sources: Iterable[str] = ()) -> None:
    """Make sure, before the work begins too, that a report may be written there.

    Args:
        out: the file, None for standard output.
        sources: names of the files under review, none of which is overwritten.

    Raises:
        typer.Exit: it is one of those, another document, or lies in no folder.
    """
    if out is None:
        return
    problem = ""
    if _ON_WINDOWS and out.name.partition(".")[0].upper() in _DEVICES:
        problem = "是系统保留的设备名；请换一个文件名"
    elif is_source(out, sources):
        problem = "是被审核的文件，没有覆盖；请换一个文件名"
    elif out.is_dir():
        problem = "是文件夹；请写明文件名"
    elif out.exists() and out.suffix.lower() not in _REPLACED:
        problem = "已经存在，没有覆盖；请换一个文件名（以.html或.json结尾）"
    elif not out.parent.is_dir():
        problem = "所在的文件夹不存在；请先建好文件夹，或换一个位置"
    if problem:
        complain(f"{out}：{problem}")
        raise typer.Exit(Exit.FAILED)


def check_workbook(out: Path | None) -> None:
    """Make sure, before the work begins, that the workbook may be written there.

    Raises:
        typer.Exit: another document stands there, or the name is not that of a workbook.
    """
    if out is None:
        return
    from reviewer.workbook import is_workbook

    problem = ""
    if out.suffix.lower() != ".xlsx":
        problem = "审核工作簿的文件名要以.xlsx结尾"
    elif out.exists() and not is_workbook(out):
        problem = "已经存在，不是审核工作簿，没有覆盖；请换一个文件名"
    elif not out.parent.is_dir():
        problem = "所在的文件夹不存在；请先建好文件夹，或换一个位置"
    if problem:
        complain(f"{out}：{problem}")
        raise typer.Exit(Exit.FAILED)


def free_name(path: Path, ending: str) -> Path:
    """自评表-审核批注.docx, or with the first number that is free behind the ending."""
    number = 1
    while True:
        more = "" if number == 1 else f"({number})"
        free = path.with_name(f"{path.stem}-{ending}{more}{path.suffix}")
        if not free.exists():
            return free
        number += 1


def put_out(pieces: Iterable[str], output: Path | None, sources: Iterable[str]) -> None:
    """Print a document for other programs, piece by piece, or write it to the file, in UTF-8.

    Args:
        pieces: of the text; a line feed is added at its end.
        output: the file, None for standard output.
        sources: names of the files under review, none of which is overwritten.

    Raises:
        typer.Exit: the file cannot be written, or must not be.
    """
    if output is None:
        for piece in pieces:
            write_document(piece)
        write_document("\n")
        return
    check_target(output, sources)
    try:
        with output.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(pieces)
            file.write("\n")
    except OSError as error:
        complain(f"{output}：无法写入（{told(error)}）")
        raise typer.Exit(Exit.FAILED) from error
    complain(f"已写出：{output}")


def only_with_a_file_format(output: Path | None) -> None:
    """A report for the terminal is not written to a file: `--output` asks for another format.

    Raises:
        typer.Exit: `--output` was given.
    """
    if output is not None:
        complain("--output 要与 --format html、json 等一起使用")
        raise typer.Exit(Exit.FAILED)


def is_source(path: Path, sources: Iterable[str]) -> bool:
    """Whether a file about to be written is one that was read."""
    return path.exists() and any(
        Path(source).exists() and path.samefile(source) for source in sources
    )
