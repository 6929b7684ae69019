"""A1: is everything there that a form must have?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.models import Form, FormKind, Indicator, Number, Severity, Text
from reviewer.rules.a2_amounts import missing_sums
from reviewer.rules.a2_rates import has_rate_cell, lacks_rate, main_line
from reviewer.rules.case import Case
from reviewer.rules.cells import HEAD, line_name, row_name
from reviewer.rules.dimensions import BENEFITS, row_dimensions
from reviewer.rules.examples import PART, Money, Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked, Value
from reviewer.rules.registry import rule

_BLANK = frozenset(("", "-", "—", "——", "–", "/", "\\", "无"))

_TRANSFER_ROW = Row("培训农民人数", "≥200人", "230人", weight="", score="")
_NO_WEIGHT = Row("演练次数", "≥2次", "2次", weight="", score="8")


def _is_blank(text: str) -> bool:
    return text.strip("。. 　") in _BLANK


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
        if field != "project" and cell == Text() and not _is_blank(other.text):
            continue  # the form has one cell for both
        if _is_blank(cell.text):
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
    return ("unit",) if _is_blank(form.department.text) else ("department",)


@rule(
    "A102",
    Severity.WARNING,
    good=[
        Sketch(),
        Sketch(
            kind=FormKind.TRANSFER, rows=(_TRANSFER_ROW,), fill=False, without=frozenset({"total"})
        ),
    ],
    bad=[
        Sketch(without=frozenset({"funding"})),
        Sketch(without=frozenset({"goal"})),
        Sketch(without=frozenset({"total"})),
        Sketch(fill=False),
        Sketch(goal=("完成年度培训任务。", "")),
        Sketch(total=("100", "", "")),
        Sketch(funding=(("年度资金总额", Money(executed="", execution_rate="", score="")),)),
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
    if goal is None or (_is_blank(goal.planned.text) and _is_blank(goal.achieved.text)):
        yield Problem(
            Text(), "年度总体目标未填写", "补填年度总体目标的预期目标和实际完成情况", "goal"
        )
        return
    for field, label in (("planned", "预期目标"), ("achieved", "实际完成情况")):
        cell: Text = getattr(goal, field)
        if _is_blank(cell.text):
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


@rule(
    "A103",
    Severity.WARNING,
    rests_on=(
        "indicator.level1",
        "indicator.name",
        "indicators",
    ),
    good=[
        Sketch(),
        Sketch(rows=(Row("其中：外地学员", "", "", weight="", score=""),)),
        Sketch(rows=(Row("安全事故数", "0起", "无"),)),
        Sketch(rows=(Row("培训人次", "", ""), Row("其中：外地学员", "≥9人", "9人", "", ""))),
        Sketch(rows=(Row("★培训人次", "", ""), Row("外地学员", "≥9人", "9人", "", ""))),
        Sketch(rows=(Row("制度健全性", "——", "健全", "5", "5", level1="项目管理"),)),
        Sketch(rows=(_TRANSFER_ROW,), kind=FormKind.TRANSFER, fill=False),
    ],
    bad=[
        Sketch(rows=(Row("培训人次", "", "120人次"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "—"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次", score=""),)),
        Sketch(rows=(_NO_WEIGHT,)),
        Sketch(rows=(Row("", "≥100人次", "120人次"),)),
        Sketch(
            funding=(
                ("年度资金总额", Money(executed="")),
                ("其中：当年财政拨款", PART._replace(executed="")),
                ("其他资金", PART._replace(executed="0.00")),
            )
        ),
        Sketch(funding=(("年度资金总额", Money(score="")),)),
        Sketch(
            funding=(
                ("年度资金总额", Money(execution_rate="")),
                ("其中：当年财政拨款", PART._replace(execution_rate="—")),
            )
        ),
        Sketch(rows=(_TRANSFER_ROW._replace(actual=""),), kind=FormKind.TRANSFER, fill=False),
    ],
)
def rows_are_filled_in(case: Case) -> Iterator[Outcome]:
    """指标行缺少名称、年度指标值、实际完成值、分值或得分

    查什么：有分值的指标行是否填了三级指标名称、年度指标值、实际完成值和得分；有得分的行是否填了分值；预算执行是否填了执行率和得分，填了执行率、得分的，是否填了预算数和执行数。没有分值和得分的“其中”行不查。

    为什么：没有指标值或完成值，得分就没有依据；没有得分，总分就合不上。

    怎么改：补填所缺的单元格；确实没有完成的，完成值填“0”或写明未完成，不要留空。
    """
    yield from _execution_score(case)
    yield from _amounts_behind_the_score(case)
    named = _most_are_named(case.form)
    weighted = any(not row.weight.is_empty for row in case.form.indicators)
    scored = weighted or any(not row.score.is_empty for row in case.form.indicators)
    for index, row in enumerate(case.form.indicators):
        required = _required(row, weighted, scored)
        if named and required and not _is_part(row) and not (row.weight.is_empty and scored):
            required = (_NAME, *required)
        for field, label in required:
            if _is_missing(row, field) and not _is_said_elsewhere(case.form, index, field):
                message = f"{row_name(case.form, index)}未填写{label}"
                at: Value = getattr(row, field)
                yield Problem(at, message, f"补填{label}", f"indicator.{field}", index)
            else:
                yield PASSED


_PROCESS = re.compile(r"决策|管理|过程|投入|立项")


def _is_said_elsewhere(form: Form, index: int, field: str) -> bool:
    """What the rows that divide it say below it; and rows of 决策 or 管理 have — for a target by design."""
    if field not in ("target", "actual"):
        return False
    row = form.indicators[index]
    below = form.indicators[index + 1 : index + 2]
    if below and _divides(below[0], row) and not _is_missing(below[0], field):
        return True
    dashed = field == "target" and bool(row.target.raw.strip())
    return dashed and _PROCESS.search(row.level1.text) is not None


def _divides(below: Indicator, row: Indicator) -> bool:
    """其中…, or a row that has no points of its own below one that has them."""
    unscored = below.weight.is_empty and below.score.is_empty
    return _is_part(below) or (unscored and not (row.weight.is_empty and row.score.is_empty))


def _most_are_named(form: Form) -> bool:
    """Whether the form names its rows; in some the 二级 label is all the name there is."""
    named = sum(not _is_blank(row.name.text) for row in form.indicators)
    return 2 * named > len(form.indicators)


def _amounts_behind_the_score(case: Case) -> Iterator[Outcome]:
    """执行率98%, 9.8分 where 全年执行数 is empty though the column is in use: A209 sees no sum."""
    line = main_line(case.form)
    if not case.scored or line is None or not (line.score.exact or line.execution_rate.exact):
        return
    sums = missing_sums(case.form)
    for field, label in (("annual_budget", "全年预算数"), ("executed", "全年执行数")):
        amount: Number = getattr(line, field)
        in_use = any(not getattr(other, field).is_empty for other in case.form.funding)
        if not amount.is_empty or field in sums or not in_use:
            continue
        told = f"执行率{line.execution_rate}" if line.execution_rate.exact else f"得分{line.score}"
        message = f"{line_name(line)}填了{told}，未填写{label}"
        suggestion = f"补填{label}，并核对执行率和得分"
        yield Problem(amount, message, suggestion, f"funding.{line.source}.{field}")


def _execution_score(case: Case) -> Iterator[Outcome]:
    line = main_line(case.form)
    if not case.scored or line is None or line.weight.is_empty:
        return
    if line.score.is_empty:
        message = f"预算执行有分值{line.weight}，未填写得分"
        suggestion = "按分值×执行率补填得分"
        yield Problem(line.score, message, suggestion, f"funding.{line.source}.score")
    else:
        yield PASSED
    if lacks_rate(line) and has_rate_cell(case.form, line):
        message = f"预算执行得{line.score}分，未填写执行率"
        suggestion = "按全年执行数÷全年预算数补填执行率"
        field = f"funding.{line.source}.execution_rate"
        yield Problem(line.execution_rate, message, suggestion, field)


_TEMPLATE = re.compile(r"(?:指标\s?\d{0,2}[:：.、．]?|[.…。·]{1,9})\s?")
_TARGET_AND_ACTUAL = (("target", "年度指标值"), ("actual", "实际完成值"))
_NAME = ("name", "三级指标名称")
_WEIGHT, _SCORE = ("weight", "分值"), ("score", "得分")


def _required(row: Indicator, weighted: bool, scored: bool) -> tuple[tuple[str, str], ...]:
    """What a row must hold. A form without scores leaves its empty template rows alone."""
    if not scored:
        named = not _is_blank(row.name.text) and not _TEMPLATE.fullmatch(row.name.text.strip())
        filled = not _is_blank(row.target.text) or not _is_blank(row.actual.text)
        return _TARGET_AND_ACTUAL if named or filled else ()
    if row.weight.is_empty and row.score.is_empty:
        return ()
    if not weighted:
        return _TARGET_AND_ACTUAL
    own = () if row.weight.is_empty and _is_part(row) else (_WEIGHT,)
    return (*_TARGET_AND_ACTUAL, *own, _SCORE)


def _is_part(row: Indicator) -> bool:
    return row.name.text.lstrip("（( 　-—").startswith("其中")


_ABSENCE = re.compile(
    r"无|零|不(?:发生|出现|超|得|存在|低)|未|杜绝|避免|防止|≤|<|＜|(?<![\d.])0(?![\d.])|事故|投诉|违|差错|信访"
    r"|事件|舆情|上访|伤亡|死亡|失误|缺陷|隐患|疫情|返贫|拖欠|丢失|损坏|失学|辍学|流失|病例|差评|处罚|纠纷|违约|污染|延误"
    r"|负面|不良|危害|扰民|群体性"
)
_NONE_FOUND = re.compile(
    r"(?:无|零|没有|未(?:发现|发生|出现|造成|产生|收到|接到|引发))[\u4e00-\u9fff]{1,12}|未(?:发现|发生|出现|产生)"
)
"""What a result says that answers a target of 无: 无污染事件, 未发现."""


def _is_missing(row: Indicator, field: str) -> bool:
    cell: Text | Number = getattr(row, field)
    if isinstance(cell, Number):
        return cell.is_empty
    if cell.text.strip("。. 　") != "无":
        return _is_blank(cell.text)
    # 无 answers the question how many accidents there were; elsewhere it answers nothing.
    asked = row.name.text + (row.target.text if field == "actual" else "")
    if field == "target" and _NONE_FOUND.match(row.actual.text.strip()):
        return False
    return not _ABSENCE.search(asked)


@rule(
    "A104",
    Severity.INFO,
    rests_on=("indicators",),
    good=[
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次"),)),
        Sketch(
            rows=(
                Row("培训人次", "≥100人次", "120人次"),
                Row(
                    "人均成本", "≤50元", "48元", "5", "5", level2="经济成本指标", level1="成本指标"
                ),
            )
        ),
    ],
    bad=[
        Sketch(rows=(Row("成果合格率", "≥90%", "95%", level2="质量指标"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次", "90", "90"),), fill=False),
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
    unknown = _why_unknown(case.form)
    if absent and unknown:
        yield Unchecked(unknown, "indicator.level2")
        return
    for group in absent:
        missing = "效益指标" if BENEFITS.intersection(group) else f"{'或'.join(group)}指标"
        message = f"各指标行中没有{missing}"
        suggestion = f"补设{missing}；不适用的，在说明中写明原因"
        yield Problem(rows[0].level2, message, suggestion, "indicator.level2")


def _why_unknown(form: Form) -> str | None:
    """Why a dimension that was not found may be there all the same."""
    unnamed = [i for i, row in enumerate(form.indicators) if not row_dimensions(row)]
    if not unnamed:
        return None
    if len(unnamed) == len(form.indicators):
        return "各指标行没有可识别的一级、二级指标名称，无法判断覆盖了哪些维度"
    return f"{row_name(form, unnamed[0])}等{len(unnamed)}行的一级、二级指标名称无法识别"
