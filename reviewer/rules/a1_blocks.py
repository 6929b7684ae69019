"""A101 and A102: the head and the blocks that a form must have."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Form, FormKind, Severity, Text
from reviewer.rules.case import Case
from reviewer.rules.cells import HEAD
from reviewer.rules.examples import Money, Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule

_TRANSFER_ROW = Row("培训农民人数", "≥200人", "230人", weight="", score="")
_BLANK = frozenset(("", "-", "—", "——", "–", "/", "\\", "无"))


def is_blank(text: str) -> bool:
    """Nothing, a dash, or 无."""
    return text.strip("。. \u3000") in _BLANK


@rule(
    "A101",
    Severity.WARNING,
    good=[Sketch(), Sketch(kind=FormKind.DEPARTMENT, project="", department="")],
    bad=[Sketch(project=""), Sketch(department="—"), Sketch(unit="/"), Sketch(year=None)],
)
def head_is_filled_in(case: Case) -> Iterator[Outcome]:
    """项目名称、主管部门、实施单位或年度未填写

    查什么：表头的项目名称、主管部门、实施单位、年度是否都已填写。部门整体支出自评表没有项目名称，填有部门或单位即可；表上只有主管部门一栏或只有实施单位一栏的，填有这一栏即可。

    为什么：缺少这些内容，无法确定是哪个单位、哪个项目、哪一年的自评。

    怎么改：按批复的预算项目补填；已经填写的，请核对是否填错了单元格。
    """
    for field in _head_fields(case.form):
        cell: Text = getattr(case.form, field)
        other = case.form.unit if field == "department" else case.form.department
        if field != "project" and cell == Text() and not is_blank(other.text):
            continue  # the form has one cell for both
        if is_blank(cell.text):
            yield Problem(cell, f"{HEAD[field]}未填写", f"补填{HEAD[field]}", field)
        else:
            yield PASSED
    if case.form.year is None:
        yield Problem(case.form.title, "表上没有年度", "在表名下补填年度，如（2023年度）", "year")
    else:
        yield PASSED


def _head_fields(form: Form) -> tuple[str, ...]:
    if form.kind is not FormKind.DEPARTMENT:
        return ("project", "department", "unit")
    return ("unit",) if is_blank(form.department.text) else ("department",)


@rule(
    "A102",
    Severity.WARNING,
    good=[
        Sketch(),
        Sketch(
            kind=FormKind.TRANSFER,
            rows=(_TRANSFER_ROW,),
            fill=False,
            without=frozenset({"total"}),
            also=("A104",),
        ),
    ],
    bad=[
        Sketch(without=frozenset({"funding"})),
        Sketch(without=frozenset({"goal"})),
        Sketch(without=frozenset({"total"})),
        Sketch(fill=False),
        Sketch(goal=("完成年度培训任务。", "")),
        Sketch(total=("100", "", "")),
        Sketch(
            funding=(("年度资金总额", Money(executed="", execution_rate="", score="")),),
            also=("A103",),
        ),
    ],
)
def blocks_are_there(case: Case) -> Iterator[Outcome]:
    """缺少项目资金、年度总体目标、绩效指标或总分

    查什么：项目资金、年度总体目标（预期目标和实际完成情况）、绩效指标、总分各块是否都在，且不是空的。转移支付自评表不要求总分。

    为什么：自评应内容完整；缺一块，资金、目标、得分就无从对照。

    怎么改：补填缺少的一块；如原表有而这里没有读到，请检查文件格式。
    """
    yield from _funding_block(case.form)
    if case.form.goal is not None or case.policy.category_weights is not None:
        # Elsewhere (Hubei) the rows stand under 年度绩效目标1, 2 … and no block is set apart.
        yield from _goal_block(case.form)
    if case.form.indicators:
        yield PASSED
    else:
        yield Problem(Text(), "表中没有绩效指标", "补填各项绩效指标", "indicators")
    if case.scored:
        yield from _total_block(case.form)


def _funding_block(form: Form) -> Iterator[Outcome]:
    if not form.funding:
        yield Problem(Text(), "表中没有项目资金", "补填项目资金的预算数和执行数", "funding")
        return
    at = form.funding[0].label
    budgets = [amount for line in form.funding for amount in line.amounts[:2]]
    executed = [line.executed for line in form.funding]
    for label, amounts in (("预算数", budgets), ("全年执行数", executed)):
        if all(amount.is_empty for amount in amounts):
            message = f"项目资金各行均未填写{label}"
            yield Problem(at, message, f"补填{label}", "funding")
        else:
            yield PASSED


def _goal_block(form: Form) -> Iterator[Outcome]:
    goal = form.goal
    if goal is None or (is_blank(goal.planned.text) and is_blank(goal.achieved.text)):
        yield Problem(
            Text(), "年度总体目标未填写", "补填年度总体目标的预期目标和实际完成情况", "goal"
        )
        return
    for field, label in (("planned", "预期目标"), ("achieved", "实际完成情况")):
        cell: Text = getattr(goal, field)
        if is_blank(cell.text):
            message = f"年度总体目标的{label}未填写"
            yield Problem(cell, message, f"补填{label}", f"goal.{field}")
        else:
            yield PASSED


def _total_block(form: Form) -> Iterator[Outcome]:
    if form.total is None:
        yield Problem(Text(), "表中没有总分", "补填总分", "total")
    elif form.total.score.is_empty:
        yield Problem(form.total.score, "总分的得分未填写", "补填总得分", "total.score")
    else:
        yield PASSED
