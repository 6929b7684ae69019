"""A1: years that do not belong to a form of its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.models import Form, FundingSource, Indicator, Severity, Text
from reviewer.reading.years import (
    earlier_account,
    earlier_result,
    foreign_count_year,
    foreign_deadline,
    foreign_goal_year,
    foreign_name_year,
    foreign_row_year,
    foreign_title_year,
    later_document,
    years_in,
)
from reviewer.rules.case import Case
from reviewer.rules.examples import Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule


def _late(explanation: str) -> Row:
    return Row("培训人次", "300人次", "270人次", "10", "9", explanation)


@rule(
    "A107",
    Severity.WARNING,
    good=[
        Sketch(project="2022-2024年社区安全培训"),
        Sketch(project="2022年度财务决算审计"),
        of(Row("事故下降率", "较2022年底下降5%", "下降6%")),
        of(Row("成果验收", "2024年3月31日前完成验收", "2024年3月完成验收")),
        Sketch(explanation="根据财预〔2024〕5号文件调整。"),
        of(_late("2022年因台风停课，原计划2023年3月前补训，因场地维修未补"), also=("A502",)),
        of(_late("2023年8月因台风停课，2024年3月前补训")),
        of(Row("培训人次", "较2022年增加20人次", "较2022年增加30人次"), also=("A404",)),
        of(Row("2022年建成设施维护数量", "20处", "20处")),
        Sketch(
            goal=("到2025年，建成社区安全培训基地3个。", "2022年启动，2023年举办培训12期。"),
            also=("A511",),
        ),
        Sketch(goal=("2022年启动的平台年内通过验收。", "2024年1月通过验收。")),
    ],
    bad=[
        Sketch(title="2022年度项目支出绩效自评表"),
        Sketch(project="2022年度社区安全培训"),
        of(Row("培训完成时间", "2022年12月31日前", "2023年12月")),
        of(Row("培训完成时间", "2024年12月底前完成", "已完成")),
        of(Row("培训标准", "符合应急〔2024〕15号文件要求", "符合"), also=("A408",)),
        of(Row("培训完成时间", "2023年12月31日前", "2022年11月20日")),
        of(_late("2022年8月因台风停课，2023年3月前补训")),
        of(Row("培训人次", "≥100人次", "2022年培训120人次")),
        of(Row("培训人次", "≥100人次", "120人次（2022年数据）")),
        of(Row("2022年培训人次", "≥100人次", "120人次")),
        Sketch(goal=("举办培训12期。", "2022年共举办培训12期。"), also=("A511",)),
        Sketch(goal=("到2022年底，举办培训12期。", "举办培训12期。"), also=("A511",)),
    ],
)
def years_agree(case: Case) -> Iterator[Outcome]:
    """年度不一致

    查什么：表名、项目名称中的年度，指标值中的完成期限和文号，实际完成日期，写明年份的数量（如“2022年培训312人次”），总体目标开头的年份，扣分说明所写的年份（上年的原因、答应在本年内补做），是否属于本表的年度。跨年度的指标值（含本年度）、次年一季度的收尾期限不算；说明中引用以后年度的文件不算。

    为什么：年度不符多为沿用上年的表而未改，指标值可能不是本年度的。

    怎么改：核对后改为本年度的期限或文件；确属其他年度的工作，在说明中写明。
    """
    form, year = case.form, case.form.year
    if year is None:
        yield Unchecked("表上没有年度，无法与期限、文号比较", "year")
        return
    yield _year_outcome(form.title, foreign_title_year(form.title.text, year), year, "title")
    if form.project:
        found = foreign_name_year(form.project.text, year)
        yield _year_outcome(form.project, found, year, "project")
    if form.goal is not None and years_in(form.goal.planned.text):
        later = later_document(form.goal.planned.text, year)
        yield _year_outcome(form.goal.planned, later, year, "goal.planned")
    other = year_of_all_rows(form)
    if other is not None:
        yield _wrong_head(form, year, other)
        return
    for index, row in enumerate(form.indicators):
        yield from _row_years(row, index, year)
    if not may_be_of_another_year(form):
        yield from _goal_years(form, year)
        yield from _count_years(form, year)


def _goal_years(form: Form, year: int) -> Iterator[Outcome]:
    """2022年开展演出62场 in a form for 2023."""
    if form.goal is None:
        return
    for field, cell in (("planned", form.goal.planned), ("achieved", form.goal.achieved)):
        if years_in(cell.text):
            found = foreign_goal_year(cell.text, year, achieved=field == "achieved")
            yield _year_outcome(cell, found, year, f"goal.{field}.count")


def _wrong_head(form: Form, year: int, other: int) -> Problem:
    """Where all dates agree with one another it is the head that was left as it was."""
    return Problem(
        form.title,
        f"表头写的是{year}年度，而各行写明的年份都是{other}年",
        f"核对表头的年度：沿用上年表头的，改为{other}年度；年度无误的，改正各行的日期",
        "title",
        expected=f"{other}年度",
        found=f"{year}年度",
    )


def _count_years(form: Form, year: int) -> Iterator[Outcome]:
    """2022年培训人次, 2024年300人次, 312人次（2022年数据）."""
    for index, row in enumerate(form.indicators):
        named = foreign_row_year(row.name.text, year)
        if named is not None:
            yield _year_outcome(row.name, named, year, "indicator.name", index)
            continue
        for field, cell in (("target", row.target), ("actual", row.actual)):
            found = foreign_count_year(cell.text, year) if "20" in cell.text else None
            if found is not None:
                yield _year_outcome(cell, found, year, f"indicator.{field}.count", index)


def _row_years(row: Indicator, index: int, year: int) -> Iterator[Outcome]:
    target, actual = row.target.text, row.actual.text
    if years_in(target) or "年" in target:
        found = foreign_deadline(target, year) or later_document(target, year)
        outcome = _year_outcome(row.target, found, year, "indicator.target", index)
        yield _doubting_the_head(outcome, target, actual, year)
        if years_in(actual):
            found = earlier_result(actual, target, year)
            yield _year_outcome(row.actual, found, year, "indicator.actual", index)
    if years_in(row.explanation.text):
        found = earlier_account(row.explanation.text, year)
        yield _year_outcome(row.explanation, found, year, "indicator.explanation", index)


def _doubting_the_head(outcome: Outcome, target: str, actual: str, year: int) -> Outcome:
    """A result of the deadline's own year: it may be the head that names the wrong one."""
    done = years_in(actual)
    if not isinstance(outcome, Problem) or len(done) != 1 or done != years_in(target):
        return outcome
    advice = (
        f"核对年度：本行期限和完成日期都在{next(iter(done))}年，表头的{year}年度写错的改正表头；"
        "期限写错的改正期限；确属其他年度的，在说明中写明"
    )
    return replace(outcome, suggestion=advice)


_YEAR_FIELDS = {
    "title": "表名写的是{found}年度",
    "project": "项目名称写的是{found}年度",
    "goal.planned.count": "预期目标写的是{found}",
    "goal.achieved.count": "实际完成情况写的是{found}",
    "goal.planned": "预期目标引用的{found}在年初尚未印发",
    "indicator.target": "年度指标值中的“{found}”不属于本年度",
    "indicator.actual": "实际完成值中的“{found}”早于本年度",
    "indicator.explanation": "说明却答应“{found}”补做，像是上一年度的说明",
    "indicator.name": "指标名称写的是{found}",
    "indicator.target.count": "年度指标值写的是{found}的数",
    "indicator.actual.count": "实际完成值写的是{found}的数",
}


def _year_outcome(
    at: Text, found: int | str | None, year: int, field: str, row: int | None = None
) -> Outcome:
    if found is None:
        return PASSED
    message = f"本表为{year}年度，{_YEAR_FIELDS[field].format(found=found)}"
    suggestion = "核对年度：写错的改正；确属其他年度的，在说明中写明"
    return Problem(at, message, suggestion, field.removesuffix(".count"), row, found=str(found))


def may_be_of_another_year(form: Form) -> bool:
    """Money carried over, and a project named for other years, bring their counts with them."""
    carried = any(
        line.source is FundingSource.CARRYOVER and any(one.value for one in line.amounts)
        for line in form.funding
    )
    return carried or bool(years_in(form.project.text) - {form.year})


_FEWEST = 3
"""Cells that must agree on another year before the head is doubted."""


def year_of_all_rows(form: Form) -> int | None:
    """The year before or after the form's that all its targets and results name; None otherwise."""
    if not any(years_in(row.target.text) for row in form.indicators):
        return None  # 2021年1起: what results compare with
    cells = [text for row in form.indicators for text in (row.target.text, row.actual.text)]
    named = [years for years in map(years_in, cells) if years]
    if form.year is None or len(named) < _FEWEST or len(frozenset().union(*named)) != 1:
        return None
    (only,) = named[0]
    return only if abs(only - form.year) == 1 else None
