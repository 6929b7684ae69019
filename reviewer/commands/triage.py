"""`reviewer triage PATH…`: the reviewer's report over files, folders and archives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.judging import (
    SILENT,
    JudgeOptions,
    judge_reviews,
    may_judge,
    with_judge_options,
)
from reviewer.commands.output import (
    OutputOption,
    check_target,
    check_workbook,
    free_name,
    is_source,
    only_with_a_file_format,
    put_out,
)
from reviewer.commands.progress import bar
from reviewer.commands.reviews import (
    FailOn,
    FailOnOption,
    IgnoreOption,
    PolicyOption,
    SelectOption,
    asked,
    status_of,
)
from reviewer.system_errors import told

if TYPE_CHECKING:
    from reviewer.judge.judging import Account
    from reviewer.models import Severity
    from reviewer.stack.stack import Stack
    from reviewer.stack.store import Store
    from reviewer.stack.work import Options


class Format(StrEnum):
    """How the report is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


class Engine(StrEnum):
    """What distributes the work."""

    POOL = "pool"
    DAFT = "daft"


@with_judge_options
def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH", help="自评表文件、文件夹或zip压缩包；只给 --store 时可不写。"
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="table 表格，json 机器可读，html 网页。")
    ] = Format.TABLE,
    show: Annotated[int, typer.Option("--show", min=0, help="展开最差的几张表。")] = 0,
    output: OutputOption = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", metavar="OUT.xlsx", help="另写一份审核工作簿（Excel）。"),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, max=256, help="同时用几个进程，默认按处理器核数。"),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            metavar="FILE",
            help="结果库：中断后接着做，再次运行只做有变化的；不写PATH则重新列出上次的结果。",
        ),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="pool 本机多进程，daft 用Daft（可跨机器）。")
    ] = Engine.POOL,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="与 --engine daft 同用：Ray集群的地址，或 auto。"
        ),
    ] = None,
    parquet: Annotated[
        str | None,
        typer.Option(
            "--parquet", metavar="DIR", help="与 --engine daft 同用：结果先写入这个Parquet文件夹。"
        ),
    ] = None,
    policy: PolicyOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    options: JudgeOptions = SILENT,
) -> None:
    """审核一批自评表：每张表一行，问题最多的在前，并按规则汇总。"""
    from reviewer.stack.cluster import ClusterError
    from reviewer.stack.database import StoreError

    if engine is Engine.POOL and (cluster or parquet):
        complain("--cluster 和 --parquet 要与 --engine daft 一起使用")
        raise typer.Exit(Exit.FAILED)
    if not paths and store is None:
        complain("请写明要审核的文件或文件夹，或用 --store 指定已有的结果库")
        raise typer.Exit(Exit.FAILED)
    if not paths and (policy or select or ignore):
        complain("--policy、--select、--ignore 要与PATH一起使用；只给 --store 时列出的是上次的结果")
        raise typer.Exit(Exit.FAILED)
    if format_ is Format.TABLE:
        only_with_a_file_format(output)
    check_target(output)
    check_workbook(workbook)
    if not paths and store is not None and not store.exists():
        complain(f"{store}：没有这个结果库；请写明PATH先审核一次")
        raise typer.Exit(Exit.FAILED)
    wanted = asked(policy, select, ignore, options.config)
    try:
        with _opened(store) as kept:
            if paths:
                _run(kept, paths, _Run(wanted, jobs, engine, cluster, parquet))
            else:
                wanted = _last(kept)
            failed = _say_troubles(kept)
            stack, account = _stack(kept, wanted, options)
            if not stack.totals.forms and format_ is not Format.JSON:
                complain("没有可审核的自评表")
                raise typer.Exit(Exit.FAILED)
            if workbook is not None:
                failed |= not _write_workbook(workbook, stack)
            _report(stack, account, format_, show, output)
            status = status_of(_severities(stack), fail_on)
    except (StoreError, ClusterError) as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error
    if failed:
        raise typer.Exit(Exit.FAILED)
    if status:
        raise typer.Exit(status)


@contextmanager
def _opened(path: Path | None) -> Iterator[Store]:
    """The store, or one that is gone afterwards."""
    from reviewer.stack.store import Store

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Store(path if path is not None else Path(folder) / "stack.sqlite")
        try:
            yield store
        finally:
            store.close()


@dataclass(frozen=True, slots=True)
class _Run:
    """How files are read and checked."""

    options: Options
    jobs: int | None
    engine: Engine
    cluster: str | None
    parquet: str | None


def _run(store: Store, paths: list[str], how: _Run) -> None:
    """Read and check what is new."""
    from reviewer.stack import cluster, job

    with bar("读取和检查") as progress:
        if how.engine is Engine.DAFT:
            cluster.run(
                paths,
                store,
                how.options,
                address=how.cluster,
                parquet=how.parquet,
                jobs=how.jobs,
                progress=progress,
            )
        else:
            job.run([Path(path) for path in paths], store, how.options, how.jobs, progress)


def _last(store: Store) -> Options:
    """Take up the last run as it was; the options under which it was made.

    Raises:
        StoreError: there was none, or it cannot be reported as it was.
    """
    from reviewer.stack.database import StoreError
    from reviewer.stack.work import Options, engine

    run = store.last()
    if run.engine != engine():
        raise StoreError(f"{store.path}：结果由另一版本的程序得出；请写明PATH重新运行一次")
    options = Options.of_key(run.options)
    if options.key != run.options:
        raise StoreError(
            f"{store.path}：评分规则文件“{options.policy}”已不在，或有改动；请写明PATH重新运行"
        )
    if not run.ended:
        complain("上次运行没有做完，只列出已完成的部分；重新运行原来的命令即可接着做")
    return options


def _say_troubles(store: Store) -> bool:
    """Name the files that could not be read, or not wholly; whether there are any."""
    failed = False
    for name, message in store.troubles():
        complain(f"{name}：{message}")
        failed = True
    return failed


def _stack(store: Store, wanted: Options, options: JudgeOptions) -> tuple[Stack, Account | None]:
    """What is reported: out of the store, or judged in memory."""
    from reviewer.stack.batch import compare
    from reviewer.stack.stack import Entry, ListedStack, StoredStack, reviewed_of

    batch = [finding for finding in compare(store) if wanted.includes(finding.code)]
    if may_judge(options):
        reviewed = list(reviewed_of(store, wanted.policy))
        reviews, account = judge_reviews(reviewed, options)
        if account is not None:
            cases = [case for one in reviewed for case in one.cases]
            entries = (
                Entry(case.form, case.policy, review)
                for case, review in zip(cases, reviews, strict=True)
            )
            return ListedStack(entries, batch, list(store.troubles())), account
    return StoredStack(store, batch, wanted.policy), None


def _report(
    stack: Stack, account: Account | None, format_: Format, show: int, output: Path | None
) -> None:
    sources = (line.source for line in stack.lines())
    if format_ is Format.JSON:
        from reviewer.report.contract import stack_json

        reviews = (entry.review for entry in stack.entries())
        put_out(stack_json(reviews, account, stack.batch, stack.unread), output, sources)
    elif format_ is Format.HTML:
        from reviewer.judge.drafts import skeletons
        from reviewer.page import MOST_FORMS, triage_page
        from reviewer.rules.case import Case

        shown = [
            (entry.form, entry.review, skeletons(Case(entry.form, entry.policy)))
            for entry in islice(stack.entries(), MOST_FORMS)
        ]
        page = triage_page(list(stack.lines()), shown, stack.batch, stack.unread)
        put_out([page], output, sources)
    else:
        from reviewer.report.judged import print_account
        from reviewer.report.terminal import report_console
        from reviewer.report.triage import print_triage

        console = report_console()
        print_triage(console, stack, show, judged=account is not None)
        if account:
            print_account(console, account)


def _severities(stack: Stack) -> set[Severity]:
    """Of all that was found, what only the stack shows included."""
    # That the model could not be had says nothing about the form.
    found = {severity for severity, code in stack.totals.findings if code != "J609"}
    return found | {finding.severity for finding in stack.batch}


def _write_workbook(out: Path, stack: Stack) -> bool:
    """Write the reviewer's workbook; whether that was done.

    One that stands there is set aside, since the reviewer may have worked in it.
    """
    from reviewer.workbook import write_workbook

    if is_source(out, (line.source for line in stack.lines())):
        complain(f"{out}：是被审核的文件，没有覆盖；请换一个文件名")
        return False
    new = out.with_name(f".{out.name}.new")
    try:
        write_workbook(new, stack)
        if out.exists():
            aside = free_name(out, "旧")
            out.rename(aside)
            complain(f"原有的{out.name}里可能有改过的分数和意见，已改名为{aside.name}")
        new.rename(out)
    except OSError as error:
        complain(f"{out}：无法写入（{told(error)}）")
        return False
    finally:
        new.unlink(missing_ok=True)
    complain(f"已写出审核工作簿：{out}")
    return True
