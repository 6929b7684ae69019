"""Where a result goes: standard output, or the file that `--output` names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain

if TYPE_CHECKING:
    from reviewer.reviewing import Reviewed

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="把 html、json 等结果写入这个文件。"),
]


def put_out(text: str, output: Path | None, reviewed: Sequence[Reviewed]) -> None:
    """Print the result, or write it to the file.

    Raises:
        typer.Exit: the file cannot be written, or is one of those under review.
    """
    if output is None:
        if text:
            typer.echo(text)
        return
    if is_source(output, reviewed):
        complain(f"{output}：是被审核的文件，没有覆盖；请换一个文件名")
        raise typer.Exit(Exit.FAILED)
    try:
        output.write_text(text + "\n", encoding="utf-8", errors="replace")
    except OSError as error:
        complain(f"{output}：无法写入（{error.strerror}）")
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


def is_source(path: Path, reviewed: Sequence[Reviewed]) -> bool:
    """Whether a file about to be written is one that was read."""
    return path.exists() and any(
        Path(one.document.source).exists() and path.samefile(one.document.source)
        for one in reviewed
    )
