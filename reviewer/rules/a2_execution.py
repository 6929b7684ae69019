"""A203 and A204: the score that follows from the execution rate, and more spent than there was."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import FundingLine, Number, Severity
from reviewer.rounding import plain, rounded, rounding_of
from reviewer.rules.a2_amounts import unit_slip
from reviewer.rules.a2_rates import (
    exact_rate,
    known_lines,
    main_line,
    read_rate,
    why_no_exact_rate,
)
from reviewer.rules.case import Case
from reviewer.rules.cells import line_cell, line_name
from reviewer.rules.examples import PART, Money, Sketch, funded
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule

_SHANGHAI = Money("3680000.00", "3085400.00", "2,885,887", "10", "93.54%", "9.35")


@rule(
    "A203",
    Severity.ERROR,
    scored=True,
    good=[
        Sketch(),
        Sketch(funding=(("年度资金总额", _SHANGHAI),), also=("A106", "A202", "A206")),
        funded(executed="999700.00", execution_rate="99.97%", score="10.0"),
        funded(executed="1000000.00", execution_rate="100%", score="10"),
        Sketch(
            funding=(("年度资金总额", Money(weight="20", score="19")),),
            policy="hubei",
            also=("A301",),
        ),
    ],
    bad=[
        funded(score="10.0"),
        funded(score="9.8"),
        funded(executed="935000.00", execution_rate="93.5%", score="10"),
        funded(executed="400000.00", execution_rate="40%", score="8", also=("A207",)),
        funded(annual_budget="0", executed="0", execution_rate="100%", score="10", also=("A206",)),
    ],
)
def execution_score_follows(case: Case) -> Iterator[Outcome]:
    """预算执行的得分不等于分值×执行率

    查什么：预算执行的得分是否等于分值乘以执行率（不超过分值）。按表中金额算或按所填执行率算、各种取舍都认可；但执行率不足100%而给满分的，只有保留一位小数仍得满分时才认可（如9.97写作10）；取整才成满分的，请核实。预算数和执行数都是0而有得分的，也请核实。

    为什么：预算执行按执行率计分，是各项得分中唯一完全由数字决定的。

    怎么改：按分值×执行率重填得分，并核对总分。
    """
    line = main_line(case.form)
    if line is None or (line.score.is_empty and line.weight.is_empty):
        return
    score, weight = line.score, line.weight.exact
    if line.weight.is_empty:
        weight = case.policy.execution_weight
    exact, rate = exact_rate(line), read_rate(line)
    both = (exact, None if rate is None else rate.share)
    shares = [share for share in both if share is not None and share >= 0]
    if line.annual_budget.exact == line.executed.exact == 0 and (score.exact or 0) > 0:
        yield _score_for_nothing(line)
    elif score.exact is None or weight is None or not shares:
        if score.exact is None:
            why = f"{line_name(line)}的得分为空或不是数字"
        elif weight is None:
            why = f"{line_name(line)}的分值“{line.weight.text}”不是数字"
        else:
            why = why_no_exact_rate(line)
        yield line_cell(line, "score").unchecked(why)
    elif any(score_follows(score, weight, share) for share in shares):
        yield PASSED
    else:
        yield _wrong_score(line, weight, shares[0])


def _score_for_nothing(line: FundingLine) -> Problem:
    """Points for spending, where there was nothing to spend and nothing was spent: 0 ÷ 0 is no rate."""
    rate = f"执行率填“{line.execution_rate}”，" if line.execution_rate else ""
    return line_cell(line, "score").problem(
        f"{line_name(line)}的全年预算数和全年执行数都是0，{rate}得分却填{line.score}分，没有依据",
        "核对预算数和执行数；确无预算的，写明原因，并按财政部门的要求处理这一项的分值和得分",
        (line.annual_budget, line.executed, line.execution_rate),
        formula="0 ÷ 0 无法计算",
        severity=Severity.WARNING,
    )


def score_follows(score: Number, weight: Fraction, share: Fraction) -> bool:
    """Whether some rounding of weight × share prints the score; full marks only by half-up."""
    if score.value is None:
        return False
    way = rounding_of(score.value, score.decimals, weight * min(share, Fraction(1)))
    if score.exact == weight and share < 1:
        return _rounds_to_full(weight, share, max(1, score.decimals))
    return way is not None


def _rounds_to_full(weight: Fraction, share: Fraction, decimals: int) -> bool:
    """9.97 is 10.0; that 9.5 is 10 without decimals makes no full marks of it."""
    return share < 1 and rounded(weight * share, decimals) == weight


def _wrong_score(line: FundingLine, weight: Fraction, share: Fraction) -> Problem:
    capped = min(share, Fraction(1))
    expected = rounded(weight * capped, max(2, line.score.decimals))
    rate = f"{plain(share * 100, 2)}%"
    claimed = line.score.exact or Fraction(0)
    capping = "（执行率按100%计）" if share > 1 else ""
    message = (
        f"{line_name(line)}的得分为{line.score}，按分值{plain(weight)}×执行率{rate}{capping}"
        f"应为{plain(Fraction(expected))}"
    )
    by_rounding = claimed == weight and _rounds_to_full(weight, share, line.score.decimals)
    if by_rounding:
        message += "，取整后成了满分"
    return line_cell(line, "score").problem(
        message,
        f"得分改为{plain(Fraction(expected))}，并核对总分",
        (line.execution_rate, line.executed, line.annual_budget),
        expected=str(plain(Fraction(expected))),
        formula=f"{plain(weight)} × {rate}{capping} = {plain(weight * capped)}",
        points=claimed - Fraction(expected) if claimed > expected else None,
        severity=Severity.WARNING if by_rounding else None,
    )


@rule(
    "A204",
    Severity.ERROR,
    good=[Sketch(), funded(executed="1000000.00", execution_rate="100.00%", score="10")],
    bad=[
        funded(executed="1050000.00", execution_rate="105.00%", score="10"),
        funded(execution_rate="120.5%", also=("A201",)),
        Sketch(
            funding=(
                ("年度资金总额", Money()),
                ("其中：当年财政拨款", PART._replace(annual_budget="900000.00")),
            ),
            also=("A205",),
        ),
    ],
)
def nothing_is_overspent(case: Case) -> Iterator[Outcome]:
    """全年执行数超过全年预算数，或执行率超过100%

    查什么：各行（包括财政拨款、结转资金等分项）的全年执行数是否大于全年预算数，所填执行率是否大于100%。

    为什么：支出不得超过预算；执行率超过100%，多为使用了结转资金或追加预算而预算数没有相应调整。

    怎么改：把结转、追加的资金计入全年预算数，或改正执行数。
    """
    for line in known_lines(case.form):
        budget, executed = line.annual_budget.exact, line.executed.exact
        rate = read_rate(line)
        if unit_slip(line):
            yield line_cell(line, "executed").unchecked(why_no_exact_rate(line))
        elif budget is not None and executed is not None and executed > budget:
            yield line_cell(line, "executed").problem(
                f"{line_name(line)}的全年执行数{line.executed}大于全年预算数{line.annual_budget}，"
                f"超出{plain(executed - budget)}",
                "核对金额；使用结转或追加资金的，计入全年预算数",
                (line.annual_budget,),
                expected=f"不大于{line.annual_budget}",
                formula=f"{line.executed} > {line.annual_budget}",
            )
        elif rate is not None and rate.share > 1:
            yield line_cell(line, "execution_rate").problem(
                f"{line_name(line)}的执行率{rate.number}超过100%",
                "核对执行数、全年预算数和执行率",
                expected="不超过100%",
            )
        elif budget is not None and executed is not None:
            yield PASSED
        elif budget is not None or executed is not None:
            yield line_cell(line, "executed").unchecked(why_no_exact_rate(line))
