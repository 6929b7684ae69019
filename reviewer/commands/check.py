"""`reviewer check FILE…`: the unit's own check before it submits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.judging import SILENT, JudgeOptions, judge_reviews, with_judge_options
from reviewer.commands.output import OutputOption, check_target, only_with_a_file_format, put_out
from reviewer.commands.reviews import (
    FailOn,
    FailOnOption,
    IgnoreOption,
    PolicyOption,
    SelectOption,
    additions,
    drafts,
    finish,
    review_files,
    with_forms,
)


class Format(StrEnum):
    """How findings are shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    HTML = "html"


@with_judge_options
def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="自评表文件。")],
    format_: Annotated[
        Format,
        typer.Option(
            "--format", help="full 详细，concise 每个问题一行，json 机器可读，html 网页。"
        ),
    ] = Format.FULL,
    output: OutputOption = None,
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate",
            metavar="[OUT]",
            help="另写一份带批注的副本（不能加批注的格式写成.docx或.xlsx）；不写OUT则放在原文件旁边。",
        ),
    ] = None,
    policy: PolicyOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    options: JudgeOptions = SILENT,
) -> None:
    """提交前自查：必须改的、请核实的、仅作提示的，逐条列出。"""
    if format_ is Format.FULL:
        only_with_a_file_format(output)
    check_target(output)
    reviewed, failed = review_files(files, policy, select, ignore, options.config)
    reviews, account = judge_reviews(reviewed, options)
    if annotate is not None:
        from reviewer.commands.copies import write_copies

        failed |= write_copies(
            reviewed, reviews, drafts(reviewed), annotate, additions(options.config)
        )
    sources = [one.document.source for one in reviewed]
    if format_ is Format.JSON:
        from reviewer.report.contract import dump, reviews_json

        put_out([dump(reviews_json(reviews, account, drafts(reviewed)))], output, sources)
    elif format_ is Format.HTML:
        from reviewer.page import check_page

        put_out([check_page(with_forms(reviewed, reviews))], output, sources)
    elif format_ is Format.CONCISE:
        from reviewer.report.check_concise import lines

        told = [line for review in reviews for line in lines(review)]
        if output is not None:
            put_out(["\n".join(told)], output, sources)
        elif told:
            typer.echo("\n".join(told))
    else:
        from reviewer.report.check_full import print_review
        from reviewer.report.judged import print_account
        from reviewer.report.terminal import report_console

        console = report_console()
        for review, skeletons in zip(reviews, drafts(reviewed), strict=True):
            print_review(console, review, skeletons)
        if account:
            print_account(console, account)
    finish(reviews, fail_on, failed=failed)
