"""Where a result goes: standard output, or the file that `--output` names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.exits import Exit, complain

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="把 html、json 等结果写入这个文件。"),
]


def put_out(pieces: Iterable[str], output: Path | None, sources: Iterable[str]) -> None:
    """Print the result, piece by piece, or write it to the file.

    Args:
        pieces: of the text; a line feed is added at its end.
        output: the file, None for standard output.
        sources: names of the files under review, none of which is overwritten.

    Raises:
        typer.Exit: the file cannot be written, or is one of those under review.
    """
    if output is None:
        for piece in pieces:
            typer.echo(piece, nl=False)
        typer.echo()
        return
    if is_source(output, sources):
        complain(f"{output}：是被审核的文件，没有覆盖；请换一个文件名")
        raise typer.Exit(Exit.FAILED)
    try:
        with output.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(pieces)
            file.write("\n")
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


def is_source(path: Path, sources: Iterable[str]) -> bool:
    """Whether a file about to be written is one that was read."""
    return path.exists() and any(
        Path(source).exists() and path.samefile(source) for source in sources
    )
