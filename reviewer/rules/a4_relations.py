"""A416: figures of one text that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.models import Severity
from reviewer.reading.cells import read_cell
from reviewer.reading.claimed import Claimed
from reviewer.reading.claims import Role, Scope
from reviewer.reading.limits import row_limits
from reviewer.relations import Equation, Shape, solve
from reviewer.relations.explained import contradicted
from reviewer.relations.gap import Figures
from reviewer.relations.intervals import from_limit
from reviewer.rules.a2_text import denied_by_block
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import TextCell, texts
from reviewer.rules.examples import Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import as_printed
from reviewer.rules.registry import rule

_ADVICE = "对照原始记录，改正写错的数；口径不同的，写明怎样算出"


@rule(
    "A416",
    Severity.WARNING,
    good=[
        of(Row("新建公厕", "≥30座", "34座（镇区12座、村22座）")),
        of(Row("新建公厕", "≥30座", "34座（其中改建4座）")),
        of(Row("走访慰问", "800户", "慰问812户，其中低保户504户、特困户218户")),
        of(Row("健康讲座", "全年32场", "8个社区各讲4场，共32场")),
        of(Row("合格率", "≥95%", "96.5%（193/200）", level2="质量指标")),
        of(Row("抽检合格率", "≥98%", "抽检320批次，不合格4批次，合格率98.8%", level2="质量指标")),
        of(Row("培训人次", "1200人次", "1236人次，完成率103%")),
        of(Row("付款时长", "≤60天", "7月8日验收、8月16日付款，39天")),
    ],
    bad=[
        of(Row("新建公厕", "≥30座", "34座（镇区12座、村20座）")),
        of(Row("走访慰问", "800户", "慰问812户，其中低保户504户、特困户218户、其他80户")),
        of(Row("健康讲座", "全年32场", "8个社区各讲4场，共40场")),
        of(Row("高标准农田", "≥2万亩", "2.16万亩（折合1560公顷）")),
        of(Row("任务完成率", "≥90%", "100%（57/60）", level2="质量指标")),
        of(Row("合格率", "≥90%", "参训1236人，合格1150人，合格率95.6%", level2="质量指标")),
        of(Row("培训人次", "1200人次", "1236人次，完成率98%")),
        of(Row("付款时长", "≤60天", "7月8日验收、8月26日付款，39天")),
        of(Row("火灾次数", "9起以下", "由11起降至9起，下降22.2%", level2="质量指标")),
        Sketch(goal=("开展安全培训。", "开展培训36场（线上12场、线下26场），群众安全感提升。")),
        Sketch(notes=("说明：原计划20公里，完成16.4公里，剩余2.6公里。",)),
    ],
)
def contradicting_figures(case: Case) -> Iterator[Outcome]:
    """同一段文字里的数互相矛盾

    查什么：指标值、实际完成值、说明、总体目标和备注里，同一段话的数按算式对不上：分项之和不等于总数（“34座（镇区12座、
    村20座）”）；比率不等于两个数相除（“验收42个，合格40个，合格率100%”，写不合格数的也查）；由多少变为多少与增减数、
    增减幅度不符；每个多少乘个数不等于总数；计划减完成不等于剩余；同一数量用两个单位写却不相等（“2.16万亩（折合1560公顷）”）；
    完成率不是完成数与指标值之比；写的天数、时长与两个日期（时刻、期限）相隔的不符（含不含首尾、按工作日算都认可）；写上升实为下降；“其中”大于总数；最低的高于平均数。
    小数和以万、亿为单位的数，各种取舍都认可。“其中”只列一部分的、写“等”的、约数和界限不查；算式可能有几种理解的不报，
    计入无法核对。

    为什么：同一段话里的数互相矛盾，至少有一个写错，审核人员不知道该信哪个。

    怎么改：对照原始记录，改正写错的数；口径不同的，写明怎样算出。
    """
    for cell in texts(case):
        if cell.field not in _CALLED or _is_copied_target(case, cell):
            continue
        # A bare rate in a target or result is that of its row.
        solution = solve(cell.at.text, "" if cell.field == "indicator.explanation" else cell.name)
        for equation in (*solution.broken, *_of_deadline(case, cell)):
            if not _is_of_money(case, cell, equation):
                yield _problem(cell, equation)
        for equation in solution.doubted:
            shown = equation.result.figure.quantity.words
            yield cell.unchecked(f"“{shown}”与同一段的数是否相关不能确定")
        if solution.held and not solution.broken:
            yield PASSED
    for facts in case.rows:
        row = facts.indicator
        if not solve(row.actual.text, row.name.text).broken:
            yield from _of_plan(facts)


def _of_deadline(case: Case, cell: TextCell) -> Iterator[Equation]:
    """So many days late as the row's one deadline and the day of the result are not apart."""
    if cell.field != "indicator.actual" or cell.row is None:
        return
    limits = row_limits(case.form.indicators[cell.row], case.form.year)
    due = limits[0].span if len(limits) == 1 else None
    if due is not None and due.named is None:
        yield from from_limit(cell.at.text, due, case.form.year)


_CALLED = {
    "indicator.target": "指标值",
    "indicator.actual": "实际完成值",
    "indicator.explanation": "说明",
    "goal.planned": "预期目标",
    "goal.achieved": "实际完成情况",
    "explanation": "偏差原因说明",
    "notes": "备注",
}
_WHAT = {
    Shape.SUM: "分项之和",
    Shape.LESS: "两数之差",
    Shape.CHANGE: "前后两个数之差",
    Shape.CHANGE_RATE: "前后两个数的增减幅度",
    Shape.PRODUCT: "各数之积",
    Shape.PURCHASES: "数量乘单价之和",
    Shape.QUOTIENT: "总数除以个数的平均数",
    Shape.SAME: "换算的结果",
    Shape.DAYS: "两个日期相隔的天数",
    Shape.CLOCK: "两个时刻相隔的时间",
}
"""What a figure should be; a rate is what its counts give."""


def _is_of_money(case: Case, cell: TextCell, equation: Equation) -> bool:
    """Whether A211 says what the funding block has instead of the figure."""
    printed = equation.result.quantity.words
    return any(
        text == cell.at.text
        and words.endswith(printed)
        and not words.removesuffix(printed)[-1:].isdecimal()
        for text, words in denied_by_block(case)
    )


def _is_copied_target(case: Case, cell: TextCell) -> bool:
    """A result that repeats its target has been looked at with it."""
    if cell.field != "indicator.actual" or cell.row is None:
        return False
    return cell.at.text == case.form.indicators[cell.row].target.text


def _problem(cell: TextCell, equation: Equation) -> Problem:
    printed = equation.result.figure.quantity.words
    shown = as_printed(cell.at.text, printed) or printed
    formula = equation.formula()
    if equation.is_bound:
        return _out_of_bounds(cell, equation, shown, formula)
    what = _WHAT.get(equation.shape, "两数相除的结果")
    if equation.shape is Shape.SUM and "−" in formula:
        what = "各数加减的结果"
    return cell.problem(
        f"{_CALLED[cell.field]}里的“{shown}”与同一段的{what}不符：{formula}，不是{equation.told()}",
        _ADVICE,
        expected=formula.rpartition(" = ")[2],
        formula=formula,
        found=shown,
    )


def _out_of_bounds(cell: TextCell, equation: Equation, shown: str, formula: str) -> Problem:
    """A part above its whole, or an average outside its extremes."""
    other = equation.terms[0].figure
    words = as_printed(cell.at.text, other.quantity.words) or other.quantity.words
    at_most = equation.shape is Shape.AT_MOST
    sign, wrong = ("≤", "大于") if at_most else ("≥", "小于")
    what = "平均数" if other.scope is Scope.AVERAGE else "总数"
    return cell.problem(
        f"{_CALLED[cell.field]}里的“{shown}”{wrong}同一段的{what}“{words}”",
        _ADVICE,
        expected=f"{sign}{words}",
        formula=formula,
        found=shown,
    )


_TOLD = {Claimed.RATE: "完成率", Claimed.EXCESS: "超出目标的数"}


def _tells_before(text: str) -> bool:
    """16尾，补种前是11尾，多了5尾: more than it was, and not than was asked."""
    return any(one.role is Role.BEFORE for one in read_cell(text).figures)


def _of_plan(facts: RowFacts) -> Iterator[Problem]:
    """A share of the plan that the result is not."""
    row, parts = facts.indicator, facts.attainment.parts
    if len(parts) != 1 or parts[0].actual is None or facts.attainment.reverse:
        return
    if len(quantities(row.actual.text)) < 2:
        return  # most results are the figure that was reached and no other
    target, reached = parts[0].target, parts[0].actual
    figures = Figures((target,), (reached,), None, (), f"{row.name.text} {row.target.text}")
    for claim, expected in contradicted(row.actual.text, figures):
        whole = claim.kind is Claimed.RATE and claim.quantity.low == 100
        compared = claim.kind is Claimed.EXCESS and _tells_before(row.actual.text)
        if (
            claim.kind not in _TOLD
            or compared
            or (whole and reached.low >= target.low > Fraction(0))
        ):
            continue
        yield facts.problem(
            "actual",
            (
                f"实际完成值里写{_TOLD[claim.kind]}为“{claim.quantity.words}”，"
                f"而按指标值“{target.words}”和完成数“{reached.words}”，应为“{expected}”"
            ),
            _ADVICE,
            ("target",),
            expected=expected,
            found=claim.quantity.words,
        )
        return
