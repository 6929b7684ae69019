"""`reviewer policy [NAME]`: the numbers of a policy and their sources, or the policies shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain

if TYPE_CHECKING:
    from reviewer.policy import Policy


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="评分规则名称，或自己的 TOML 文件。")
    ] = None,
) -> None:
    """查看一套评分规则的数字和出处；不写名称则列出全部。"""
    from reviewer.policy import PolicyError, load, names
    from reviewer.report.terminal import report_console

    console = report_console()
    if name is None:
        for known in names():
            console.print(f"{known:<10} {load(known).title}")
        return
    try:
        _print(load(name))
    except PolicyError as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error


def _print(policy: Policy) -> None:
    from rich import box
    from rich.table import Table

    from reviewer.report.safe import safe
    from reviewer.report.terminal import report_console

    console = report_console()
    console.print(f"{safe(policy.name)} {safe(policy.title)}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("项目", no_wrap=True)
    table.add_column("数值", ratio=2, overflow="fold")
    table.add_column("出处", ratio=3, overflow="fold")
    table.add_column("已核对", no_wrap=True)
    for figure in policy.figures():
        table.add_row(
            safe(figure.label),
            safe(figure.value),
            safe(figure.source),
            "是" if figure.verified else "否",
        )
    console.print(table)
