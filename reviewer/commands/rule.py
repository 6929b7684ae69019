"""`reviewer rule [CODE]`: a rule's page, or the table of rules."""

from __future__ import annotations

from typing import Annotated

import typer

from reviewer.commands.exits import Exit, complain


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="规则编号，如 A501。")
    ] = None,
) -> None:
    """查看一条规则的说明和例子；不写编号则列出全部规则。"""
    from reviewer.report.rule_page import print_judged, print_rule, print_rules
    from reviewer.report.terminal import report_console
    from reviewer.rules import RULES
    from reviewer.stack.titles import OTHER_PAGES

    console = report_console()
    if code is None:
        print_rules(console, RULES, OTHER_PAGES)
        return
    wanted = code.strip().upper()
    if wanted in OTHER_PAGES:
        print_judged(console, wanted, OTHER_PAGES[wanted])
        return
    found = RULES.get(wanted)
    if found is None:
        complain(f"没有编号为“{code}”的规则（用 reviewer rule 查看全部）")
        raise typer.Exit(Exit.FAILED)
    print_rule(console, found)
