"""`reviewer triage PATH…`: the reviewer's report over files and folders."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.judging import SILENT, JudgeOptions, judge_reviews, with_judge_options
from reviewer.commands.output import OutputOption, is_source, only_with_a_file_format, put_out
from reviewer.commands.reviews import (
    FailOn,
    FailOnOption,
    IgnoreOption,
    PolicyOption,
    SelectOption,
    finish,
    review_files,
    with_forms,
)

if TYPE_CHECKING:
    from reviewer.models import Review
    from reviewer.reviewing import Reviewed
    from reviewer.rules.case import Case


class Format(StrEnum):
    """How the report is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


@with_judge_options
def command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="自评表文件或文件夹。")],
    format_: Annotated[
        Format, typer.Option("--format", help="table 表格，json 机器可读，html 网页。")
    ] = Format.TABLE,
    show: Annotated[int, typer.Option("--show", min=0, help="展开最差的几张表。")] = 0,
    output: OutputOption = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", metavar="OUT.xlsx", help="另写一份审核工作簿（Excel）。"),
    ] = None,
    policy: PolicyOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    options: JudgeOptions = SILENT,
) -> None:
    """审核一批自评表：每张表一行，问题最多的在前，并按规则汇总。"""
    reviewed, failed = review_files(paths, policy, select, ignore)
    reviews, account = judge_reviews(reviewed, options)
    if workbook is not None and reviews:
        failed |= _write_workbook(workbook, reviewed, reviews)
    if format_ is Format.JSON:
        from reviewer.report.contract import dump, reviews_json
        from reviewer.report.triage import worst_first

        put_out(dump(reviews_json(worst_first(reviews), account)), output, reviewed)
    elif format_ is Format.HTML and reviews:
        from reviewer.page import triage_page
        from reviewer.report.triage import worst_first

        by_review = {id(one[1]): one for one in with_forms(reviewed, reviews)}
        forms = [by_review[id(review)] for review in worst_first(reviews)]
        put_out(triage_page(forms), output, reviewed)
    elif reviews:
        only_with_a_file_format(output)
        from reviewer.report.judged import print_account
        from reviewer.report.terminal import report_console
        from reviewer.report.triage import print_triage

        console = report_console()
        print_triage(console, reviews, show)
        if account:
            print_account(console, account)
    else:
        complain("没有可审核的自评表")
        raise typer.Exit(Exit.FAILED)
    finish(reviews, fail_on, failed=failed)


def _write_workbook(out: Path, reviewed: Sequence[Reviewed], reviews: Sequence[Review]) -> bool:
    """Write the reviewer's workbook; whether that failed."""
    from reviewer.report.triage import worst_first
    from reviewer.workbook import write_workbook

    cases = {id(review): case for review, case in zip(reviews, _cases(reviewed), strict=True)}
    ordered = worst_first(reviews)
    if is_source(out, reviewed):
        complain(f"{out}：是被审核的文件，没有覆盖；请换一个文件名")
        return True
    try:
        write_workbook(out, [(cases[id(one)].form, cases[id(one)].policy, one) for one in ordered])
    except OSError as error:
        complain(f"{out}：无法写入（{error.strerror or error}）")
        return True
    complain(f"已写出审核工作簿：{out}")
    return False


def _cases(reviewed: Sequence[Reviewed]) -> list[Case]:
    return [case for one in reviewed for case in one.cases]
