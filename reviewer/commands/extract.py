"""`reviewer extract FILE…`: the forms as they were read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.exits import Exit


class Format(StrEnum):
    """How the forms are shown."""

    TABLE = "table"
    JSON = "json"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="自评表文件。")],
    format_: Annotated[
        Format, typer.Option("--format", help="table 表格，json 机器可读。")
    ] = Format.TABLE,
) -> None:
    """读出文件里的自评表，不作检查。"""
    from reviewer.commands.sources import Sources

    sources = Sources(files)
    documents = list(sources.documents())
    if format_ is Format.JSON:
        from reviewer.report.contract import documents_json, dump

        typer.echo(dump(documents_json(documents)))
    else:
        from reviewer.report.extracted import print_form
        from reviewer.report.terminal import report_console

        console = report_console()
        for document in documents:
            for number, form in enumerate(document.forms, start=1):
                print_form(console, document.source, number, form)
    if sources.failed:
        raise typer.Exit(Exit.FAILED)
