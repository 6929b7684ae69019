"""A101, A102 and A104: the head, the blocks and the dimensions that a form must have."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Form, FormKind, Goal, Severity, Text
from reviewer.reading.labels import BENEFITS, row_dimensions
from reviewer.rules.case import Case
from reviewer.rules.cells import HEAD, row_name
from reviewer.rules.examples import Money, Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
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
    fields = ["project", "department", "unit"]
    if case.form.kind is FormKind.DEPARTMENT:
        fields = ["unit"] if is_blank(case.form.department.text) else ["department"]
    for field in fields:
        cell: Text = getattr(case.form, field)
        other = case.form.unit if field == "department" else case.form.department
        if field != "project" and cell == Text() and not is_blank(other.text):
            continue  # the form has one cell for both
        missing = Problem(cell, f"{HEAD[field]}未填写", f"补填{HEAD[field]}", field)
        yield missing if is_blank(cell.text) else PASSED
    title = case.form.title
    no_year = Problem(title, "表上没有年度", "在表名下补填年度，如（2023年度）", "year")
    yield no_year if case.form.year is None else PASSED


@rule(
    "A102",
    Severity.WARNING,
    good=[
        Sketch(),
        of(
            _TRANSFER_ROW,
            kind=FormKind.TRANSFER,
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
    form = case.form
    yield from _funding_block(form)
    if form.goal is not None or case.policy.category_weights is not None:
        # Elsewhere (Hubei) the rows stand under 年度绩效目标1, 2 … and no block is set apart.
        yield from _goal_block(form.goal or Goal())
    no_rows = Problem(Text(), "表中没有绩效指标", "补填各项绩效指标", "indicators")
    yield PASSED if form.indicators else no_rows
    if case.scored and form.total is None:
        yield Problem(Text(), "表中没有总分", "补填总分", "total")
    elif case.scored and form.total is not None:
        score = form.total.score
        no_score = Problem(score, "总分的得分未填写", "补填总得分", "total.score")
        yield no_score if score.is_empty else PASSED


def _funding_block(form: Form) -> Iterator[Outcome]:
    if not form.funding:
        yield Problem(Text(), "表中没有项目资金", "补填项目资金的预算数和执行数", "funding")
        return
    at = form.funding[0].label
    budgets = [amount for line in form.funding for amount in line.amounts[:2]]
    executed = [line.executed for line in form.funding]
    for label, amounts in (("预算数", budgets), ("全年执行数", executed)):
        empty = Problem(at, f"项目资金各行均未填写{label}", f"补填{label}", "funding")
        yield empty if all(amount.is_empty for amount in amounts) else PASSED


def _goal_block(goal: Goal) -> Iterator[Outcome]:
    cells = (("planned", "预期目标", goal.planned), ("achieved", "实际完成情况", goal.achieved))
    if all(is_blank(cell.text) for _, _, cell in cells):
        advice = "补填年度总体目标的预期目标和实际完成情况"
        yield Problem(Text(), "年度总体目标未填写", advice, "goal")
        return
    for field, label, cell in cells:
        message = f"年度总体目标的{label}未填写"
        empty = Problem(cell, message, f"补填{label}", f"goal.{field}")
        yield empty if is_blank(cell.text) else PASSED


@rule(
    "A104",
    Severity.INFO,
    rests_on=("indicators",),
    good=[
        of(Row("培训人次", "≥100人次", "120人次")),
        of(
            Row("培训人次", "≥100人次", "120人次"),
            Row("人均成本", "≤50元", "48元", "5", "5", level2="经济成本指标", level1="成本指标"),
            also=("A301", "A310"),
        ),
    ],
    bad=[
        of(Row("成果合格率", "≥90%", "95%", "50", "50", level2="质量指标"), also=("A301", "A310")),
        of(Row("培训人次", "≥100人次", "120人次", "90", "90"), fill=False, also=("A310",)),
    ],
)
def dimensions_are_covered(case: Case) -> Iterator[Outcome]:
    """缺少应设的指标维度

    查什么：二级指标是否覆盖数量、质量、时效、成本，并至少有一项效益指标和一项满意度指标。2022年起成本指标可以作为一级指标；“进度”视同“时效”，“环境效益”视同“生态效益”。

    为什么：缺少某一维度，自评就没有回答这一方面做得怎样。

    怎么改：能设的补设；确实不适用的（如没有服务对象），在说明中写明。
    """
    rows = case.form.indicators
    present = frozenset[str]().union(*(row_dimensions(row) for row in rows))
    groups = case.policy.required_dimensions if rows else ()
    absent = [group for group in groups if not present.intersection(group)]
    yield from (PASSED for group in groups if group not in absent)
    unnamed = [i for i, row in enumerate(rows) if not row_dimensions(row)]
    if absent and unnamed:
        # A dimension that was not found may be there all the same.
        reason = f"{row_name(case.form, unnamed[0])}等{len(unnamed)}行的一级、二级指标名称无法识别"
        if len(unnamed) == len(rows):
            reason = "各指标行没有可识别的一级、二级指标名称，无法判断覆盖了哪些维度"
        yield Unchecked(reason, "indicator.level2")
        return
    for group in absent:
        missing = "效益指标" if BENEFITS.intersection(group) else f"{'或'.join(group)}指标"
        message = f"各指标行中没有{missing}"
        suggestion = f"补设{missing}；不适用的，在说明中写明原因"
        yield Problem(rows[0].level2, message, suggestion, "indicator.level2")
