"""`extract --format table`: a form as it was read."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.models import Form, FormKind
from reviewer.report.safe import safe, shortened
from reviewer.report.terminal import print_hanging

_KINDS = {
    FormKind.PROJECT: "项目支出",
    FormKind.TRANSFER: "转移支付（不评分）",
    FormKind.DEPARTMENT: "部门整体支出",
}
_MAX_GOAL = 400
_MAX_CELL = 300


def print_form(console: Console, source: str, number: int, form: Form) -> None:
    """Head, funding, goal, indicators, total, and what could not be placed."""
    console.rule(style="dim")
    heading = Text(safe(form.project.text) or "（项目名称为空）", style="bold")
    year = f"{form.year}年度" if form.year else "未注明年度"
    heading.append(
        f"\n{safe(source)} 第 {number} 张表 · {_KINDS[form.kind]} · {year}", style="not bold dim"
    )
    heading.append(
        f"\n主管部门 {safe(form.department.text) or '—'} · 实施单位 {safe(form.unit.text) or '—'}",
        style="not bold",
    )
    console.print(heading)
    console.print(_funding(form))
    if form.goal:
        print_hanging(console, "预期目标 ", shortened(form.goal.planned.text, _MAX_GOAL), 0)
        print_hanging(console, "实际完成 ", shortened(form.goal.achieved.text, _MAX_GOAL), 0)
    console.print(_indicators(form))
    if form.total:
        grade = f" {safe(form.total.grade.text)}" if form.total.grade else ""
        console.print(
            Text(
                f"总分 {safe(str(form.total.weight)) or '—'}，得分 {safe(str(form.total.score)) or '—'}{grade}"
            )
        )
    for remark in form.remarks:
        if remark.code == "X901":
            where = str(remark.text.location)
            console.print(
                Text(
                    f"未能归位（{where}）：{shortened(remark.text.text, _MAX_CELL)}", style="yellow"
                )
            )


def _funding(form: Form) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    unit = f"（{form.currency_unit}）" if form.currency_unit else ""
    table.add_column(f"项目资金{unit}")
    for name in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"):
        table.add_column(name, justify="right")
    for line in form.funding:
        numbers = (*line.amounts, line.weight, line.execution_rate, line.score)
        table.add_row(safe(line.label.text), *(safe(str(item)) or "—" for item in numbers))
    return table


def _indicators(form: Form) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_lines=False)
    table.add_column("", justify="right")
    table.add_column("指标", ratio=3, overflow="fold")
    table.add_column("年度指标值", ratio=3, overflow="fold")
    table.add_column("实际完成值", ratio=3, overflow="fold")
    table.add_column("分值", justify="right")
    table.add_column("得分", justify="right")
    table.add_column("偏差原因", ratio=3, overflow="fold")
    above = ""
    for number, row in enumerate(form.indicators, start=1):
        levels = safe(" › ".join(label.text for label in (row.level1, row.level2) if label))
        if levels != above:
            table.add_section()
            table.add_row("", Text(levels, style="dim"), "", "", "", "", "")
            above = levels
        table.add_row(
            str(number),
            Text(shortened(row.name.text, _MAX_CELL)),
            Text(shortened(row.target.text, _MAX_CELL)),
            Text(shortened(row.actual.text, _MAX_CELL)),
            Text(safe(str(row.weight)) or "—"),
            Text(safe(str(row.score)) or "—"),
            Text(shortened(row.explanation.text, _MAX_CELL)),
        )
    return table
