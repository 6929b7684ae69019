"""A103: is every row filled in, that of 预算执行 too?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Form, FormKind, Indicator, Number, Severity, Text
from reviewer.reading.absence import nothing_came
from reviewer.reading.labels import asks_for_absence, is_part, is_process
from reviewer.reading.leftovers import is_template_name
from reviewer.rules.a1_blocks import is_blank
from reviewer.rules.a2_amounts import missing_sums
from reviewer.rules.a2_rates import has_rate_cell, lacks_rate, main_line
from reviewer.rules.case import Case
from reviewer.rules.cells import line_cell, line_name, row_name
from reviewer.rules.examples import PART, Money, Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Value
from reviewer.rules.registry import rule

_TRANSFER_ROW = Row("培训农民人数", "≥200人", "230人", weight="", score="")
_NO_WEIGHT = Row("演练次数", "≥2次", "2次", weight="", score="8")


@rule(
    "A103",
    Severity.WARNING,
    rests_on=("indicator.level1", "indicator.name", "indicators"),
    good=[
        Sketch(),
        of(Row("其中：外地学员", "", "", weight="", score="")),
        of(Row("安全事故数", "0起", "无")),
        of(Row("培训人次", "", ""), Row("其中：外地学员", "≥9人", "9人", "", "")),
        of(Row("★培训人次", "", ""), Row("外地学员", "≥9人", "9人", "", "")),
        of(Row("制度健全性", "——", "健全", "5", "5", level1="项目管理"), also=("A301", "A310")),
        of(_TRANSFER_ROW, kind=FormKind.TRANSFER, fill=False, also=("A104",)),
    ],
    bad=[
        of(Row("培训人次", "", "120人次")),
        of(Row("培训人次", "≥100人次", "—")),
        of(Row("培训人次", "≥100人次", "120人次", score="")),
        of(_NO_WEIGHT, also=("A304",)),
        of(Row("", "≥100人次", "120人次")),
        Sketch(
            funding=(
                ("年度资金总额", Money(executed="")),
                ("其中：当年财政拨款", PART._replace(executed="")),
                ("其他资金", PART._replace(executed="0.00")),
            ),
            also=("A205",),
        ),
        Sketch(funding=(("年度资金总额", Money(score="")),)),
        Sketch(
            funding=(
                ("年度资金总额", Money(execution_rate="")),
                ("其中：当年财政拨款", PART._replace(execution_rate="—")),
            )
        ),
        of(_TRANSFER_ROW._replace(actual=""), kind=FormKind.TRANSFER, fill=False, also=("A104",)),
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
        if (
            named
            and required
            and not is_part(row.name.text)
            and not (row.weight.is_empty and scored)
        ):
            required = (("name", "三级指标名称"), *required)
        for field, label in required:
            if _is_missing(row, field) and not _is_said_elsewhere(case.form, index, field):
                message = f"{row_name(case.form, index)}未填写{label}"
                at: Value = getattr(row, field)
                yield Problem(at, message, f"补填{label}", f"indicator.{field}", index)
            else:
                yield PASSED


def _is_said_elsewhere(form: Form, index: int, field: str) -> bool:
    """What the rows that divide it say below it; and rows of 决策 or 管理 have — for a target by design."""
    if field not in ("target", "actual"):
        return False
    row = form.indicators[index]
    below = form.indicators[index + 1 : index + 2]
    if below and _divides(below[0], row) and not _is_missing(below[0], field):
        return True
    dashed = field == "target" and bool(row.target.raw.strip())
    return dashed and is_process(row.level1.text)


def _divides(below: Indicator, row: Indicator) -> bool:
    """其中…, or a row that has no points of its own below one that has them."""
    unscored = below.weight.is_empty and below.score.is_empty
    return is_part(below.name.text) or (
        unscored and not (row.weight.is_empty and row.score.is_empty)
    )


def _most_are_named(form: Form) -> bool:
    """Whether the form names its rows; in some the 二级 label is all the name there is."""
    named = sum(not is_blank(row.name.text) for row in form.indicators)
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
        yield line_cell(line, field).problem(message, suggestion)


def _execution_score(case: Case) -> Iterator[Outcome]:
    line = main_line(case.form)
    if not case.scored or line is None or line.weight.is_empty:
        return
    if line.score.is_empty:
        message = f"预算执行有分值{line.weight}，未填写得分"
        yield line_cell(line, "score").problem(message, "按分值×执行率补填得分")
    else:
        yield PASSED
    if lacks_rate(line) and has_rate_cell(case.form, line):
        message = f"预算执行得{line.score}分，未填写执行率"
        suggestion = "按全年执行数÷全年预算数补填执行率"
        yield line_cell(line, "execution_rate").problem(message, suggestion)


_TARGET_AND_ACTUAL = (("target", "年度指标值"), ("actual", "实际完成值"))
_WEIGHT, _SCORE = ("weight", "分值"), ("score", "得分")


def _required(row: Indicator, weighted: bool, scored: bool) -> tuple[tuple[str, str], ...]:
    """What a row must hold. A form without scores leaves its empty template rows alone."""
    if not scored:
        named = not is_blank(row.name.text) and not is_template_name(row.name.text)
        filled = not is_blank(row.target.text) or not is_blank(row.actual.text)
        return _TARGET_AND_ACTUAL if named or filled else ()
    if row.weight.is_empty and row.score.is_empty:
        return ()
    if not weighted:
        return _TARGET_AND_ACTUAL
    own = () if row.weight.is_empty and is_part(row.name.text) else (_WEIGHT,)
    return (*_TARGET_AND_ACTUAL, *own, _SCORE)


def _is_missing(row: Indicator, field: str) -> bool:
    cell: Text | Number = getattr(row, field)
    if isinstance(cell, Number):
        return cell.is_empty
    if cell.text.strip("。. 　") != "无":
        return is_blank(cell.text)
    # 无 answers the question how many accidents there were; elsewhere it answers nothing.
    asked = row.name.text + (row.target.text if field == "actual" else "")
    if field == "target" and len(row.actual.text.strip()) > 1 and nothing_came(row.actual.text):
        return False
    return not asks_for_absence(asked)
