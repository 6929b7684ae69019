"""A1: traces of another place or time: tags, template wording, number formats, other years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reviewer.models import Form, Indicator, Number, Severity, Text
from reviewer.rules.a1_count_years import (
    foreign_count_year,
    foreign_row_year,
    may_be_of_another_year,
    year_of_all_rows,
)
from reviewer.rules.a1_leftovers import markup, template_wording
from reviewer.rules.a1_years import (
    earlier_account,
    earlier_result,
    foreign_deadline,
    foreign_goal_year,
    foreign_name_year,
    foreign_title_year,
    later_document,
    years_in,
)
from reviewer.rules.case import Case
from reviewer.rules.cells import TextCell, texts
from reviewer.rules.cells import numbers as number_cells
from reviewer.rules.examples import PART, Money, Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule


@rule(
    "A105",
    Severity.INFO,
    good=[
        Sketch(),
        Sketch(rows=(Row("学员满意率", "≥90%", "张××等5名学员未反馈，其余满意率<100%，为95%"),)),
        Sketch(rows=(Row("会议材料", "如期印发", "已印发……等5份材料"),)),
    ],
    bad=[
        Sketch(goal=("<p>总目标：完成年度培训任务。</p>", "已完成。")),
        Sketch(rows=(Row("培训人次", "≥XX人次", "120人次"),)),
        Sketch(rows=(Row("指标1：", "≥100人次", "120人次"),)),
        Sketch(rows=(Row("培训人次", "年度指标值", "120人次"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "……"),)),
        Sketch(goal=("目标1：完成年度培训。目标2：……", "已完成年度培训。")),
        Sketch(explanation="（此处填写偏差原因）"),
        Sketch(goal=("（填写年初设定的绩效目标）", "已完成年度培训。")),
        Sketch(rows=(Row("培训人次（示例）", "≥100人次", "120人次"),)),
        Sketch(project="××项目"),
    ],
)
def nothing_is_left_over(case: Case) -> Iterator[Outcome]:
    """残留的网页标记、模板文字或空省略号

    查什么：单元格里是否留有网页标记（<p>、&nbsp;等），模板中“请填写”“如：”“XX”“××”“指标1：”“……”等未替换的文字，或误把表头文字当作内容。

    为什么：这些文字不是自评内容，公开后影响观感，也说明该单元格可能没有真正填写。

    怎么改：删去标记；把模板文字换成实际内容，没有内容的整行删除。
    """
    cells = texts(case)
    tagged = [(cell, markup(cell.text.text)) for cell in cells]
    yield _markup_outcome([(cell, tags) for cell, tags in tagged if tags])
    for cell in cells:
        wording = template_wording(cell.text.text, cell.field)
        if wording is None:
            yield PASSED
        else:
            message = f"{cell.label}留有模板文字“{wording[:_MAX_QUOTE]}”"
            yield Problem(cell.text, message, "换成实际内容，或删去该行", cell.field, cell.row)


_MAX_QUOTE = 30
_MAX_NAMED = 5


def _markup_outcome(tagged: list[tuple[TextCell, tuple[str, ...]]]) -> Outcome:
    """One finding for the form, however many tags there are."""
    if not tagged:
        return PASSED
    labels = [cell.label for cell, _ in tagged]
    named = "、".join(labels[:_MAX_NAMED]) + ("等" if len(labels) > _MAX_NAMED else "")
    tags = " ".join(dict.fromkeys(tag for _, found in tagged for tag in found[:_MAX_NAMED]))
    first = tagged[0][0]
    return Problem(
        first.text,
        f"{named}共{len(tagged)}个单元格留有网页标记 {tags[:_MAX_QUOTE]}",
        "删去这些标记，只保留文字",
        first.field,
        first.row,
        found=tags[:_MAX_QUOTE],
        evidence=tuple(cell.text for cell, _ in tagged[1:_MAX_NAMED]),
    )


@rule(
    "A106",
    Severity.INFO,
    good=[
        Sketch(),
        Sketch(funding=(("年度资金总额", Money("1,000,000.00", "1,000,000.00", "950,000.00")),)),
    ],
    bad=[
        Sketch(
            funding=(
                ("年度资金总额", Money()),
                ("其中：当年财政拨款", PART._replace(executed="950,000.00")),
            )
        ),
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次", weight="１０", score="１０"),)),
    ],
)
def number_formats_agree(case: Case) -> Iterator[Outcome]:
    """数字写法不统一

    查什么：项目资金一块里，金额有的带千分位逗号、有的不带；数字单元格里是否有全角数字。

    为什么：写法混用容易看错位数，汇总软件也可能读不出来。

    怎么改：同一块内统一写法，例如都写成 2,885,887.00；全角数字改为半角。
    """
    amounts = [amount for line in case.form.funding for amount in line.amounts if amount]
    grouped = [amount for amount in amounts if _GROUPED.search(amount.raw)]
    plain = [amount for amount in amounts if _UNGROUPED.search(amount.raw)]
    if grouped and plain:
        message = f"金额有的带千分位（{_seen(grouped[0])}），有的不带（{_seen(plain[0])}）"
        suggestion = "项目资金各金额统一写法"
        yield Problem(plain[0], message, suggestion, "funding", evidence=(grouped[0],))
    elif amounts:
        yield PASSED
    wide = [cell for cell in number_cells(case) if _is_wide(cell.number.raw)]
    if wide:
        message = f"{wide[0].label}等{len(wide)}个单元格用了全角数字（{_seen(wide[0].number)}）"
        yield Problem(wide[0].number, message, "改为半角数字", wide[0].field, wide[0].row)
    else:
        yield PASSED


_GROUPED = re.compile(r"\d[,，]\d{3}")
_UNGROUPED = re.compile(r"(?<![\d,，.．])\d{4,}")
_FULL_WIDTH = re.compile(r"[０-９]|\d[，．]\d")


def _is_wide(raw: str) -> bool:
    return not raw.isascii() and bool(_FULL_WIDTH.search(raw))


def _seen(number: Number) -> str:
    return number.raw.strip()[:_MAX_QUOTE]


def _late(explanation: str) -> Row:
    return Row("培训人次", "300人次", "270人次", "10", "9", explanation)


@rule(
    "A107",
    Severity.WARNING,
    good=[
        Sketch(project="2022-2024年社区安全培训"),
        Sketch(project="2022年度财务决算审计"),
        Sketch(rows=(Row("事故下降率", "较2022年底下降5%", "下降6%"),)),
        Sketch(rows=(Row("成果验收", "2024年3月31日前完成验收", "2024年3月完成验收"),)),
        Sketch(explanation="根据财预〔2024〕5号文件调整。"),
        Sketch(rows=(_late("2022年因台风停课，原计划2023年3月前补训，因场地维修未补"),)),
        Sketch(rows=(_late("2023年8月因台风停课，2024年3月前补训"),)),
        Sketch(rows=(Row("培训人次", "较2022年增加20人次", "较2022年增加30人次"),)),
        Sketch(rows=(Row("2022年建成设施维护数量", "20处", "20处"),)),
        Sketch(goal=("到2025年，建成社区安全培训基地3个。", "2022年启动，2023年举办培训12期。")),
        Sketch(goal=("2022年启动的平台年内通过验收。", "2024年1月通过验收。")),
    ],
    bad=[
        Sketch(title="2022年度项目支出绩效自评表"),
        Sketch(project="2022年度社区安全培训"),
        Sketch(rows=(Row("培训完成时间", "2022年12月31日前", "2023年12月"),)),
        Sketch(rows=(Row("培训完成时间", "2024年12月底前完成", "已完成"),)),
        Sketch(rows=(Row("培训标准", "符合应急〔2024〕15号文件要求", "符合"),)),
        Sketch(rows=(Row("培训完成时间", "2023年12月31日前", "2022年11月20日"),)),
        Sketch(rows=(_late("2022年8月因台风停课，2023年3月前补训"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "2022年培训120人次"),)),
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次（2022年数据）"),)),
        Sketch(rows=(Row("2022年培训人次", "≥100人次", "120人次"),)),
        Sketch(goal=("举办培训12期。", "2022年共举办培训12期。")),
        Sketch(goal=("到2022年底，举办培训12期。", "举办培训12期。")),
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
