"""`reviewer extract FILE…`: the forms as they were read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.output import put_out

if TYPE_CHECKING:
    from reviewer.intake.additions import Additions


class Format(StrEnum):
    """How the forms are shown."""

    TABLE = "table"
    JSON = "json"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="自评表文件。")],
    format_: Annotated[
        Format, typer.Option("--format", help="table 表格，json 机器可读。")
    ] = Format.TABLE,
    debug: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.html", help="另存一个网页，标出每个单元格被读作什么；只用于一个文件。"
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", help="配置文件（TOML）；只用其中的[vocabulary]。")
    ] = None,
) -> None:
    """读出文件里的自评表，不作检查。"""
    from reviewer.commands.reviews import additions
    from reviewer.commands.sources import Sources

    labels = additions(config)
    if debug is not None:
        _write_grid_page(files, debug, labels)

    sources = Sources(files, labels)
    documents = list(sources.documents())
    if format_ is Format.JSON:
        from reviewer.report.contract import documents_json, dump

        put_out([dump(documents_json(documents))], None, ())
    else:
        from reviewer.report.extracted import print_form
        from reviewer.report.terminal import report_console

        console = report_console()
        for document in documents:
            for number, form in enumerate(document.forms, start=1):
                print_form(console, document.source, number, form)
    if sources.failed:
        raise typer.Exit(Exit.FAILED)


def _write_grid_page(files: list[Path], out: Path, labels: Additions) -> None:
    """Write the page for the one file; forms or none, its cells are shown.

    Raises:
        typer.Exit: there is not just one file, it cannot be read, or the page cannot be written.
    """
    from reviewer.intake import ReadError, read_grid, read_head
    from reviewer.intake.additions import extended
    from reviewer.intake.assemble import assemble
    from reviewer.intake.vocabulary import using
    from reviewer.report.grid_page import page

    if len(files) != 1:
        complain("--debug 只用于一个文件")
        raise typer.Exit(Exit.FAILED)
    try:
        grid = read_grid(read_head(files[0]))
        with using(extended(labels)):
            forms, _ = assemble(grid)
    except ReadError as error:
        complain(f"{files[0]}：{error}")
        raise typer.Exit(Exit.FAILED) from error
    put_out([page(str(files[0]), grid, forms)], out, map(str, files))
