"""`reviewer check FILE…`: the unit's own check before it submits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.reviews import (
    FailOn,
    FailOnOption,
    IgnoreOption,
    PolicyOption,
    SelectOption,
    finish,
    review_files,
)


class Format(StrEnum):
    """How findings are shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="自评表文件。")],
    format_: Annotated[
        Format, typer.Option("--format", help="full 详细，concise 每个问题一行，json 机器可读。")
    ] = Format.FULL,
    policy: PolicyOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """提交前自查：必须改的、请核实的、仅作提示的，逐条列出。"""
    reviews, failed = review_files(files, policy, select, ignore)
    if format_ is Format.JSON:
        from reviewer.report.contract import dump, reviews_json

        typer.echo(dump(reviews_json(reviews)))
    elif format_ is Format.CONCISE:
        from reviewer.report.check_concise import lines

        for review in reviews:
            for line in lines(review):
                typer.echo(line)
    else:
        from reviewer.report.check_full import print_review
        from reviewer.report.terminal import report_console

        console = report_console()
        for review in reviews:
            print_review(console, review)
    finish(reviews, fail_on, failed=failed)
