"""`triage`: the reviewer's report over a stack of forms, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.models import Conclusion, Severity
from reviewer.report.check_full import print_review
from reviewer.report.judged import print_comments
from reviewer.report.safe import safe, shortened
from reviewer.report.terminal import CONCLUSION_STYLE, SEVERITY_STYLE, print_hanging
from reviewer.stack.batch import BatchFinding
from reviewer.stack.stack import Stack, Totals
from reviewer.stack.summary import Summary

_MAX_NAME = 40
_AT_A_TIME = 500
"""Lines of a table: a longer list is printed in several, so that memory stays flat."""
_MOST_BATCH = 20
_FILES_NAMED = 3
_MOST_UNREAD = 50


def print_triage(console: Console, stack: Stack, show: int = 0, *, judged: bool = False) -> None:
    """The table of forms, the totals per rule, and the `show` worst forms in full."""
    totals = stack.totals
    console.print(_summary(totals, len({name for name, _ in stack.unread})))
    lines = stack.lines()
    start = 1
    while part := list(islice(lines, _AT_A_TIME)):
        console.print(_forms(part, start))
        start += len(part)
    console.print(_rules(stack))
    _print_batch(console, stack.batch)
    _print_unread(console, stack.unread)
    if judged:
        print_comments(console, [entry.review for entry in stack.entries()])
    for entry in islice(stack.entries(), show):
        print_review(console, entry.review)
    if not show and totals.findings:
        console.print(
            Text("用 --show N 展开最差的 N 张表；用 reviewer rule 编号 查看规则说明。", style="dim")
        )


def _summary(totals: Totals, unread: int) -> Text:
    text = Text(f"{totals.files} 个文件，{totals.forms} 张自评表：")
    for number, conclusion in enumerate(reversed(Conclusion)):
        text.append("，" if number else "")
        count = totals.conclusions[conclusion]
        text.append(f"{conclusion} {count}", style=CONCLUSION_STYLE[conclusion])
    if unread:
        text.append(f"\n另有 {unread} 个文件没有读出或没有读全，列在后面", style="yellow")
    text.append(
        f"\n共检查 {totals.checked} 项，有问题 {totals.failed}，无法检查 {totals.unchecked}"
    )
    return text


def _forms(lines: Iterable[Summary], start: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("项目 / 单位", ratio=1, overflow="fold")
    table.add_column("自评", justify="right", no_wrap=True)
    table.add_column("存疑分", justify="right", no_wrap=True)
    table.add_column("核查分", justify="right", no_wrap=True)
    table.add_column("必改", justify="right", no_wrap=True)
    table.add_column("核实", justify="right", no_wrap=True)
    table.add_column("缺理由", justify="right", no_wrap=True)
    table.add_column("结论", no_wrap=True)
    for number, line in enumerate(lines, start=start):
        name = Text(shortened(line.project or "（项目名称为空）", _MAX_NAME))
        name.append(f"\n{shortened(line.unit, _MAX_NAME)}", style="dim")
        table.add_row(
            str(number),
            name,
            _score(line.claimed_score, line.claimed_grade),
            _points(line.points_in_doubt),
            _score(
                None if line.supported_score is None else f"{line.supported_score:f}",
                line.supported_grade,
            ),
            _number(line.count(Severity.ERROR), SEVERITY_STYLE[Severity.ERROR]),
            _number(line.count(Severity.WARNING), SEVERITY_STYLE[Severity.WARNING]),
            _number(line.without_reason, ""),
            Text(line.conclusion.value, style=CONCLUSION_STYLE[line.conclusion]),
        )
    return table


def _score(score: str | None, grade: str | None) -> Text:
    return Text(f"{shortened(score or '—', 8)}{' ' + shortened(grade, 4) if grade else ''}")


def _points(points: Decimal) -> Text:
    return Text(f"{points:f}" if points else "", style="yellow")


def _number(value: int, style: str) -> Text:
    return Text(str(value) if value else "", style=style)


def _rules(stack: Stack) -> Table:
    totals = stack.totals
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("规则", no_wrap=True)
    table.add_column("程度", no_wrap=True)
    table.add_column("处", justify="right", no_wrap=True)
    table.add_column("表", justify="right", no_wrap=True)
    table.add_column("查的是什么", ratio=1, overflow="fold")
    ordered = sorted(totals.findings.items(), key=lambda one: (one[0][0].rank, one[0][1]))
    for (severity, code), number in ordered:
        table.add_row(
            code,
            Text(severity.chinese, style=SEVERITY_STYLE[severity]),
            str(number),
            str(totals.forms_with[code]),
            stack.title(code),
        )
    return table


def _print_batch(console: Console, batch: list[BatchFinding]) -> None:
    """What only the stack shows, each with the forms it is about."""
    if not batch:
        return
    console.print(Text("整批才能看出的问题", style="bold"))
    ordered = sorted(batch, key=lambda one: one.severity.rank)
    for number, finding in enumerate(ordered[:_MOST_BATCH], start=1):
        style = SEVERITY_STYLE[finding.severity]
        title = f"{number:>3}. {finding.code} "
        print_hanging(console, title, safe(finding.message), 0, style)
        print_hanging(console, "文件 ", "、".join(_files(finding)), 6)
        print_hanging(console, "怎么办 ", safe(finding.suggestion), 6)
    if len(batch) > _MOST_BATCH:
        console.print(f"     其余 {len(batch) - _MOST_BATCH} 处见 --workbook 或 --format json。")
    console.print()


def _print_unread(console: Console, unread: Sequence[tuple[str, str]]) -> None:
    if not unread:
        return
    console.print(Text("没有读出或没有读全的文件", style="bold"))
    for number, (name, message) in enumerate(unread[:_MOST_UNREAD], start=1):
        print_hanging(console, f"{number:>3}. ", f"{safe(name)}：{safe(message)}", 0)
    if len(unread) > _MOST_UNREAD:
        console.print(f"     其余 {len(unread) - _MOST_UNREAD} 个见 --workbook 或 --format json。")
    console.print()


def _files(finding: BatchFinding) -> Iterator[str]:
    files = list(dict.fromkeys(name for name, _ in finding.forms))
    yield from (safe(name) for name in files[:_FILES_NAMED])
    if len(files) > _FILES_NAMED:
        yield f"等 {len(files)} 个"
