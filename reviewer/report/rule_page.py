"""`rule CODE`: a rule's page with its examples; `rule`: the table of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.judge.pages import Page
from reviewer.report.safe import safe
from reviewer.report.terminal import SEVERITY_STYLE, print_hanging
from reviewer.rules.examples import Sketch
from reviewer.rules.registry import Rule

_MAX_EXAMPLES = 3


def print_rules(console: Console, rules: Mapping[str, Rule], judged: Mapping[str, Page]) -> None:
    """Code, severity and title of every rule, those of the judge behind the others."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("规则", no_wrap=True)
    table.add_column("程度", no_wrap=True)
    table.add_column("查的是什么", ratio=1, overflow="fold")
    pages = {code: Page(rule.severity, rule.page) for code, rule in rules.items()}
    for code, page in sorted({**pages, **judged}.items()):
        severity = Text(page.severity.chinese, style=SEVERITY_STYLE[page.severity])
        table.add_row(code, severity, page.title.rstrip("。"))
    console.print(table)


def print_judged(console: Console, code: str, page: Page) -> None:
    """The page of a finding of the judge."""
    title = Text(f"{code} {page.title}", style="bold")
    title.append(f"（{page.severity.chinese}）", style=SEVERITY_STYLE[page.severity])
    console.print(title)
    for number, paragraph in enumerate(paragraphs(page.page)):
        if number:
            console.print()
        print_hanging(console, "", paragraph, 0)


def paragraphs(page: str) -> list[str]:
    """The page behind its title; within a paragraph, lines end only where the source's do."""
    body = page.partition("\n")[2].strip("\n")
    return [_APART.sub(" ", part).replace("\n", "") for part in body.split("\n\n")]


_APART = re.compile(r"(?<=[A-Za-z0-9])\n(?=[A-Za-z0-9])")


def print_rule(console: Console, rule: Rule) -> None:
    """The page: what it does, why, what to do; then forms that are right and wrong."""
    print_judged(console, rule.code, Page(rule.severity, rule.page))
    for heading, sketches in (("有问题的写法", rule.bad), ("没有问题的写法", rule.good)):
        examples = [line for sketch in sketches[:_MAX_EXAMPLES] for line in _example(sketch)]
        if examples:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in dict.fromkeys(examples):
                print_hanging(console, "· ", safe(line), 2)


def _example(sketch: Sketch) -> Iterator[str]:
    """What the sketch says about itself, in words; nothing of the rest of the form."""
    for row in sketch.rows:
        points = f"分值 {row.weight or '空'}，得分 {row.score or '空'}"
        reason = f"，原因：{row.explanation}" if row.explanation else ""
        yield f"{row.name or '（空）'}：指标值 {row.target or '空'}，完成值 {row.actual or '空'}，{points}{reason}"
    standard = Sketch()
    if sketch.funding != standard.funding:
        for label, money in sketch.funding:
            yield (
                f"{label}：年初 {money.initial_budget or '空'}，全年 {money.annual_budget or '空'}，"
                f"执行 {money.executed or '空'}，执行率 {money.execution_rate or '空'}，得分 {money.score or '空'}"
            )
    if sketch.goal != standard.goal:
        yield f"预期目标：{sketch.goal[0]}"
        yield f"实际完成情况：{sketch.goal[1]}"
    if sketch.total is not None:
        weight, score, grade = sketch.total
        yield f"总分行：分值 {weight or '空'}，得分 {score or '空'}{'，等级 ' + grade if grade else ''}"
    if sketch.explanation:
        yield f"偏差原因（整表一栏）：{sketch.explanation}"
