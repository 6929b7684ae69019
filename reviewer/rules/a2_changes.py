"""A2: a budget that was changed or hardly used needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import Form, FundingLine, Severity
from reviewer.reading.spending import tells_of_change, tells_of_low_spending
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import change_slip
from reviewer.rules.a2_rates import exact_rate, main_line, read_rate, why_no_exact_rate
from reviewer.rules.case import Case
from reviewer.rules.cells import line_cell, line_name
from reviewer.rules.examples import PART, Money, Row, Sketch, money_lines
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
    elif not _is_large(initial, annual, case.policy.budget_change) or _explains_change(case.form):
        yield PASSED
    else:
        yield _unexplained_change(line, initial, annual)


def _is_large(initial: Fraction, annual: Fraction, share: Fraction) -> bool:
    return initial != annual and abs(annual - initial) >= initial * share


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
        Sketch(
            funding=money_lines(_LOW, (_FISCAL, _LOW_PART)),
            rows=(Row("培训人次", "≥100人次", "120人次", explanation="招标节约，中标价低于预算"),),
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
        yield _unexplained_rate(line, share, case.policy.low_execution)


def _unexplained_rate(line: FundingLine, share: Fraction, floor: Fraction) -> Problem:
    printed = line.execution_rate if line.execution_rate else line.executed
    return Problem(
        printed,
        f"{line_name(line)}的执行率为{plain(share * 100, 2)}%，低于{plain(floor * 100)}%，"
        "表中没有说明原因",
        "写明未支出的金额、原因，以及何时支付或如何处理结余",
        f"funding.{line.source}.execution_rate",
        expected=f"不低于{plain(floor * 100)}%，或说明原因",
        evidence=(line.executed, line.annual_budget),
    )


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
