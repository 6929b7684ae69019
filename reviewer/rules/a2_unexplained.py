"""A206, A207 and A210: money changed or hardly spent needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.models import Form, FundingLine, Severity
from reviewer.reading.labels import row_category
from reviewer.reading.spending import tells_of_change, tells_of_low_spending
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import change_slip, unit_slip
from reviewer.rules.a2_rates import exact_rate, main_line, read_rate, why_no_exact_rate
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import added, line_cell, line_name
from reviewer.rules.examples import PART, Money, Row, Sketch, money_lines, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule

_FISCAL = "其中：当年财政拨款"
_CUT = Money("1200000.00", "1000000.00")
_LOW = Money(executed="620000.00", execution_rate="62.00%", score="6.2")
_LOW_PART = PART._replace(executed="620000.00")


@rule(
    "A206",
    Severity.INFO,
    rests_on=("indicator.explanation",),
    good=[
        Sketch(),
        Sketch(funding=money_lines(_CUT), explanation="按市财政局要求，年中压减预算20万元。"),
        Sketch(funding=money_lines(_CUT), notes=("根据财政统筹安排调减项目资金。",)),
        Sketch(funding=money_lines(Money("1050000.00"))),
    ],
    bad=[
        Sketch(funding=money_lines(_CUT)),
        Sketch(funding=money_lines(Money("500000.00")), explanation="受疫情影响，培训推迟。"),
        Sketch(funding=money_lines(_CUT), notes=("年中发生预算调整的，应单独说明理由",)),
        Sketch(funding=money_lines(Money("1000001.00")), policy="sichuan"),
    ],
)
def budget_change_is_explained(case: Case) -> Iterator[Outcome]:
    """年中预算调整较大而未说明原因

    查什么：全年预算数与年初预算数相差达到口径规定的幅度（全国通用10%，四川任何调整都要说明），而表中各处说明、完成情况都没有提到预算的调整、追加、压减或收回。

    为什么：年中调整预算往往意味着目标也应调整；不作说明，看不出目标与资金是否仍然匹配。

    怎么改：在说明中写明调整的时间、依据和金额，以及绩效目标是否同步调整。
    """
    line = main_line(case.form)
    if line is None or line.initial_budget.is_empty:
        return
    initial, annual = line.initial_budget.exact, line.annual_budget.exact
    if initial is None or annual is None or change_slip(line):
        reason = "年初预算数或全年预算数不是可以比较的数字，无法计算调整幅度"
        yield line_cell(line, "annual_budget").unchecked(reason)
    elif (
        initial == annual
        or abs(annual - initial) < initial * case.policy.budget_change
        or _explains_change(case.form)
    ):
        yield PASSED
    else:
        yield _unexplained_change(line, initial, annual)


def _unexplained_change(line: FundingLine, initial: Fraction, annual: Fraction) -> Problem:
    verb = "调增" if annual > initial else "调减"
    gap = plain(abs(annual - initial))
    share = f"（{plain(abs(annual - initial) / initial * 100, 2)}%）" if initial else ""
    return line_cell(line, "annual_budget").problem(
        f"{line_name(line)}由年初预算数{line.initial_budget}{verb}为全年预算数{line.annual_budget}，"
        f"{verb}{gap}{share}，表中没有说明原因",
        "在说明中写明预算调整的时间、依据和金额，以及目标是否同步调整",
        (line.initial_budget,),
        formula=f"{line.annual_budget} − {line.initial_budget} = {plain(annual - initial)}",
    )


@rule(
    "A207",
    Severity.WARNING,
    rests_on=("indicator.explanation", "indicators"),
    good=[
        Sketch(),
        Sketch(
            funding=money_lines(_LOW, (_FISCAL, _LOW_PART)),
            explanation="项目尾款待次年验收后支付。",
        ),
        of(
            Row("培训人次", "≥100人次", "120人次", explanation="招标节约，中标价低于预算"),
            funding=money_lines(_LOW, (_FISCAL, _LOW_PART)),
        ),
        Sketch(
            funding=money_lines(_LOW, (_FISCAL, _LOW_PART)),
            notes=("说明：4个小区工程款按合同约定待审计后支付。",),
        ),
    ],
    bad=[
        Sketch(funding=money_lines(_LOW, (_FISCAL, _LOW_PART))),
        Sketch(
            funding=money_lines(_LOW),
            notes=("执行率未达到90%的需说明原因（100字以内）",),
            also=("A105",),
        ),
        Sketch(
            funding=money_lines(_LOW._replace(executed="")),
            explanation="学员人数减少。",
            also=("A102",),
        ),
    ],
)
def low_rate_is_explained(case: Case) -> Iterator[Outcome]:
    """执行率偏低而未说明原因

    查什么：年度资金总额的执行率低于口径规定的下限（一般为90%），而表中的说明没有提到支付、结余、节约、招标、尾款等资金原因。

    为什么：执行率低说明资金没有按计划用出去，应说明是节约、跨年支付还是工作没有完成。

    怎么改：写明未支出的金额、原因，以及何时支付或如何处理结余。
    """
    line = main_line(case.form)
    if line is None:
        return
    rate = read_rate(line)
    share = exact_rate(line)
    if share is None and rate is not None and line.annual_budget.value != 0:
        share = rate.share
    if share is None:
        yield line_cell(line, "execution_rate").unchecked(why_no_exact_rate(line))
    elif share >= case.policy.low_execution or explains_low_rate(case.form):
        yield PASSED
    else:
        floor = plain(case.policy.low_execution * 100)
        printed = "execution_rate" if line.execution_rate else "executed"
        problem = line_cell(line, printed).problem(
            f"{line_name(line)}的执行率为{plain(share * 100, 2)}%，低于{floor}%，表中没有说明原因",
            "写明未支出的金额、原因，以及何时支付或如何处理结余",
            (line.executed, line.annual_budget),
            expected=f"不低于{floor}%，或说明原因",
        )
        yield replace(problem, field=line_cell(line, "execution_rate").field)


def _explains_change(form: Form) -> bool:
    """Whether something in the form says that the budget was changed in mid-year."""
    texts = (*_explanations(form), *(note.text for note in form.notes))
    return any(map(tells_of_change, texts)) or any(
        tells_of_change(text, in_result=True) for text in _results(form)
    )


def explains_low_rate(form: Form) -> bool:
    """Whether something in the form says why the money was not spent."""
    texts = (*_results(form), *(note.text for note in form.notes))
    return any(tells_of_low_spending(text, form.year) for text in _explanations(form)) or any(
        tells_of_low_spending(text, form.year, in_result=True) for text in texts
    )


def _explanations(form: Form) -> Iterator[str]:
    yield form.explanation.text
    yield from (row.explanation.text for row in form.indicators)
    # What found no place in the form may be the very reason.
    yield from (remark.text.text for remark in form.remarks if remark.code == "X901")


def _results(form: Form) -> Iterator[str]:
    if form.goal is not None:
        yield form.goal.achieved.text
    yield from (row.actual.text for row in form.indicators)


_HARDLY = Money("1000000.00", "1000000.00", "200000.00", "10", "20.00%", "2")
_LINES = money_lines(_HARDLY)
_SHORT = Row("培训人次", "≥100人次", "20人次", "40", "8", "场地未落实，次年3月补办")
_OUTPUT = "产出"


@rule(
    "A210",
    Severity.WARNING,
    scored=True,
    rests_on=("indicator.explanation", "indicators", "explanation", "notes", "goal.achieved"),
    good=[
        Sketch(),
        Sketch(funding=_LINES, explanation="项目尾款待次年验收后支付。"),
        of(_SHORT, funding=_LINES, also=("A104", "A207")),
        Sketch(
            funding=money_lines(_HARDLY._replace(executed="600000.00", execution_rate="60%")),
            also=("A203", "A207"),
        ),
    ],
    bad=[
        Sketch(funding=_LINES, also=("A207",)),
        Sketch(funding=_LINES, explanation="今后将加强项目管理。", also=("A207",)),
        of(
            Row("培训期数", "10期", "9期", "10", "9", "讲师生病，第8期改到次年1月"),
            funding=_LINES,
            also=("A207",),
        ),
    ],
)
def little_money_for_all_outputs(case: Case) -> Iterator[Outcome]:
    """资金基本没有支出，产出却几乎全部满分

    查什么：年度资金总额的执行率低于口径规定的下限（一般为30%），产出指标的得分却占分值的绝大部分（一般为95%以上），而表中各处没有提到支付、结余、节约、尾款等资金原因。提示中列出按执行数折算的单位成本供核对。

    为什么：钱没花、事办完，不是执行数填错，就是预算编得过高、款项拖到次年支付，或者产出并未完成。

    怎么改：核对账面支出和产出的佐证材料；确已完成的，写明资金没有支付的原因、金额和支付时间。
    """
    line = main_line(case.form)
    share = None if line is None or unit_slip(line) else exact_rate(line)
    if line is None or share is None:
        return  # A201 and A207 say why it is not known
    outputs = [facts for facts in case.rows if row_category(facts.indicator) == _OUTPUT]
    weight, score = (
        added([getattr(facts, column) for facts in outputs]) for column in ("weight", "score")
    )
    known = all(facts.weight.value is not None is not facts.score.value for facts in outputs)
    complete = known and weight > 0 and score >= weight * case.policy.nearly_complete
    if share >= case.policy.hardly_spent or not complete or explains_low_rate(case.form):
        yield PASSED
    else:
        spent = f"{plain(share * 100, 2)}%"
        cost = _unit_cost(line, outputs, case.form.currency_unit or "")
        yield line_cell(line, "executed").problem(
            f"{line_name(line)}只执行了{line.executed}，执行率{spent}，产出指标却得{plain(score)}分"
            f"（分值{plain(weight)}分），表中没有说明资金为什么没有支出{cost}",
            "核对账面支出和产出的佐证材料；确已完成的，写明资金没有支付的原因、金额和支付时间",
            (line.annual_budget, line.execution_rate),
            formula=f"{line.executed} ÷ {line.annual_budget} = {spent}",
        )


def _unit_cost(line: FundingLine, outputs: list[RowFacts], unit: str) -> str:
    """What one of the first thing counted has cost, and what the budget gave for it."""
    spent, budget = line.executed.exact, line.annual_budget.exact
    for facts in outputs:
        row = facts.indicator
        counted = quantities(row.target.text)
        if "数量" not in row.level2.text or len(counted) != 1 or spent is None or budget is None:
            continue
        (one,) = counted
        if one.is_percent or one.measures_time or not one.unit or "元" in one.unit or one.low <= 0:
            continue
        spent_each, budget_each = (f"{plain(sum_ / one.low, 2)}{unit}" for sum_ in (spent, budget))
        return (
            f"；按“{row.name}”{plain(one.low)}{one.unit}折算，每{one.unit}实际支出{spent_each}，"
            f"预算为{budget_each}"
        )
    return ""
