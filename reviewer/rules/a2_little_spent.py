"""A210: outputs reported complete although the money was hardly spent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.models import FundingLine, Severity
from reviewer.reading.labels import row_category
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import unit_slip
from reviewer.rules.a2_changes import explains_low_rate
from reviewer.rules.a2_rates import exact_rate, main_line
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import line_cell, line_name
from reviewer.rules.examples import Money, Row, Sketch, money_lines
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule

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
        Sketch(funding=_LINES, rows=(_SHORT,), also=("A104", "A207")),
        Sketch(
            funding=money_lines(_HARDLY._replace(executed="600000.00", execution_rate="60%")),
            also=("A203", "A207"),
        ),
    ],
    bad=[
        Sketch(funding=_LINES, also=("A207",)),
        Sketch(funding=_LINES, explanation="今后将加强项目管理。", also=("A207",)),
        Sketch(
            funding=_LINES,
            rows=(Row("培训期数", "10期", "9期", "10", "9", "讲师生病，第8期改到次年1月"),),
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
    if (
        share >= case.policy.hardly_spent
        or not _is_complete(outputs, case.policy.nearly_complete)
        or explains_low_rate(case.form)
    ):
        yield PASSED
    else:
        yield _problem(line, share, outputs, case.form.currency_unit or "")


def _is_complete(outputs: list[RowFacts], nearly: Fraction) -> bool:
    """Whether the outputs have that share of their points; False where a cell is no number."""
    points = [(facts.weight.exact, facts.score.exact) for facts in outputs]
    weights = [weight for weight, score in points if weight is not None and score is not None]
    scores = [score for weight, score in points if weight is not None and score is not None]
    whole = sum(weights, Fraction(0))
    return len(weights) == len(points) and whole > 0 and sum(scores) >= whole * nearly


def _problem(line: FundingLine, share: Fraction, outputs: list[RowFacts], unit: str) -> Problem:
    weight = plain(sum((facts.weight.exact or Fraction(0) for facts in outputs), Fraction(0)))
    score = plain(sum((facts.score.exact or Fraction(0) for facts in outputs), Fraction(0)))
    cost = _unit_cost(line, outputs, unit)
    return line_cell(line, "executed").problem(
        f"{line_name(line)}只执行了{line.executed}，执行率{plain(share * 100, 2)}%，产出指标却得"
        f"{score}分（分值{weight}分），表中没有说明资金为什么没有支出{cost}",
        "核对账面支出和产出的佐证材料；确已完成的，写明资金没有支付的原因、金额和支付时间",
        (line.annual_budget, line.execution_rate),
        formula=f"{line.executed} ÷ {line.annual_budget} = {plain(share * 100, 2)}%",
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
