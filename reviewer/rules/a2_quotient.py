"""A201 and A202: is the execution rate the quotient, and how was it rounded?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.models import Severity
from reviewer.reading.money import Extent, money_told
from reviewer.reading.money_scope import is_execution_rate
from reviewer.relations.money import bears_out
from reviewer.rounding import Rounding, plain
from reviewer.rules.a2_rates import (
    HALF,
    Rate,
    divides_by_initial,
    exact_rate,
    fits_rounded_amounts,
    has_rate_cell,
    lacks_rate,
    main_line,
    printed_rates,
    read_rate,
    why_no_exact_rate,
)
from reviewer.rules.a2_text import block_of
from reviewer.rules.case import Case
from reviewer.rules.cells import line_cell, line_name
from reviewer.rules.examples import Money, Row, Sketch, funded, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import file_rule, rule

_SHANGHAI = Money("3680000.00", "3085400.00", "2,885,887", "10", "93.54%", "9.35")


@rule(
    "A201",
    Severity.ERROR,
    good=[
        Sketch(),
        Sketch(funding=(("年度资金总额", _SHANGHAI),), also=("A106", "A202", "A206")),
        funded(execution_rate="0.95"),
        funded(execution_rate="95"),
        funded(executed="935336.40", execution_rate="93.5%", score="9.35"),
    ],
    bad=[
        funded(execution_rate="96.00%"),
        funded(execution_rate="0.93"),
        funded(executed="935336.40", execution_rate="93.55%", also=("A203",)),
        funded(annual_budget="950000.00", execution_rate="95.00%"),
        of(Row("预算执行率", "≥90%", "93%", level2="质量指标")),
    ],
)
def rate_is_the_quotient(case: Case) -> Iterator[Outcome]:
    """执行率不等于全年执行数÷全年预算数

    查什么：每一行所填执行率，是否等于全年执行数除以全年预算数。按所填小数位，四舍五入、只入不舍、只舍不入都算对；“0.9354”与“93.54%”都认得。执行数超过预算数而执行率按100%填写的，见A204。指标行“预算执行率”的实际完成值与此不同的，请核实。

    为什么：执行率直接决定预算执行的得分，也是资金使用情况的第一个指标。

    怎么改：按表中的全年预算数（不是年初预算数）重算执行率；若执行数或预算数填错，改正金额。
    """
    for line in printed_rates(case.form):
        rate = read_rate(line)
        if rate is None:
            reason = f"{line_name(line)}的执行率“{line.execution_rate.text}”不是数字"
            yield line_cell(line, "execution_rate").unchecked(reason)
        elif rate.exact is None:
            if line.annual_budget.exact == line.executed.exact == rate.share == 0:
                yield PASSED
            else:
                reason = why_no_exact_rate(line)
                yield line_cell(line, "execution_rate").unchecked(reason)
        elif rate.rounding:
            yield PASSED
        elif rate.exact > 1 and rate.share == 1:
            # Capped at 100%; that more was spent than there was is what A204 says.
            reason = f"{line_name(line)}的全年执行数大于全年预算数（见A204），执行率无法核算"
            yield line_cell(line, "execution_rate").unchecked(reason)
        else:
            yield _wrong_rate(rate, fits_rounded_amounts(rate, case.form.currency_unit))
    main = main_line(case.form)
    if main is not None and lacks_rate(main) and not has_rate_cell(case.form, main):
        # Where the form has the cell, A103 asks for it.
        reason = f"{line_name(main)}没有执行率，无法核对"
        yield line_cell(main, "execution_rate").unchecked(reason)
    yield from _rates_of_rows(case)


def _rates_of_rows(case: Case) -> Iterator[Outcome]:
    """Rows such as 预算执行率 repeat the block's rate."""
    block = block_of(case)
    for facts in case.rows:
        row = facts.indicator
        if block is None or exact_rate(block.main) is None or not is_execution_rate(row.name.text):
            continue
        told = money_told(row.actual.text, case.form.year, row.name.text)
        printed = quantities(row.actual.text)
        if len(told) != 1 or not told[0].is_rate or len(printed) != 1:
            continue
        if told[0].extent is Extent.PART or bears_out(block, told[0]):
            yield PASSED
            continue
        exact = exact_rate(block.main) or Fraction(0)
        wanted = f"{plain(exact * 100, 2)}%"
        yield facts.problem(
            "actual",
            f"{facts.place}的实际完成值为{printed[0].words}，按项目资金一栏应为{wanted}",
            "核对后改成一致；口径不同的，在指标名称中写明",
            expected=wanted,
            formula=f"{block.main.executed} ÷ {block.main.annual_budget} = {plain(exact * 100)}%",
            severity=Severity.WARNING,
        )


def _wrong_rate(rate: Rate, may_be_rounded: bool) -> Problem:
    line, expected = rate.line, rate.expected()
    quotient = f"{line.executed} ÷ {line.annual_budget}"
    message = f"{line_name(line)}的执行率为{rate.number}，按{quotient}应为{expected}"
    if divides_by_initial(rate):
        message += f"（所填的是除以年初预算数{line.initial_budget}的结果）"
    suggestion = f"执行率改为{expected}；若金额有误，改正金额"
    if may_be_rounded:
        message += "；金额以万元列示，按元计算可能得出表中的执行率"
        suggestion = "按以元为单位的金额核对执行率"
    return line_cell(line, "execution_rate").problem(
        message,
        suggestion,
        (line.executed, line.annual_budget),
        expected=None if may_be_rounded else expected,
        formula=rate.formula,
        severity=Severity.INFO if may_be_rounded else None,
    )


@file_rule(
    "A202",
    Severity.INFO,
    good=[Sketch(), funded(executed="935366.40", execution_rate="93.54%", score="9.35")],
    bad=[
        Sketch(funding=(("年度资金总额", _SHANGHAI),), also=("A106", "A206")),
        funded(executed="935366.40", execution_rate="93.53%", score="9.35"),
    ],
)
def rate_is_rounded_half_up(cases: Sequence[Case]) -> Iterator[Outcome]:
    """执行率按只入不舍（或只舍不入）取得

    查什么：所填执行率只有进位（或舍去）才对、按四舍五入则不同的。同一文件各表都如此的，只提示一次。

    为什么：有的预算系统一律进位，不算填错；但单独一张表如此，可能是手工填写。

    怎么改：系统自动计算的不必改；手工填写的，按四舍五入改正。
    """
    told = [
        (form, rate)
        for form, case in enumerate(cases)
        for line in printed_rates(case.form)
        if (rate := read_rate(line)) and rate.rounding
    ]
    odd = [(form, rate) for form, rate in told if rate.rounding not in HALF]
    way = next((way for way in _WAYS if all(rate.rounds(way) for _, rate in told)), None)
    if len(odd) > 1 and way:
        form, rate = odd[0]
        message = (
            f"本文件{len(told)}个执行率都按{_WAYS[way]}取得，其中{len(odd)}个与四舍五入不同"
            f"（如{rate.number}，四舍五入为{rate.expected()}）"
        )
        yield _rounding_problem(form, rate, message, _BY_SYSTEM)
        return
    for form, rate in told:
        if rate.rounding in HALF:
            yield PASSED
            continue
        name, expected = line_name(rate.line), rate.expected()
        told_way = _WAYS.get(rate.rounding or Rounding.UP, "只入不舍")
        message = f"{name}的执行率{rate.number}按{told_way}取得，四舍五入应为{expected}"
        usual = rate.rounding is cases[form].policy.rounding
        advice = _BY_SYSTEM if usual else f"核对取舍方法，按四舍五入为{expected}"
        yield _rounding_problem(form, rate, message, advice)


_WAYS = {Rounding.UP: "只入不舍", Rounding.DOWN: "只舍不入"}


_BY_SYSTEM = "系统自动计算的不必改；手工填写的，按四舍五入改正"


def _rounding_problem(form: int, rate: Rate, message: str, suggestion: str) -> Problem:
    problem = line_cell(rate.line, "execution_rate").problem(
        message,
        suggestion,
        expected=rate.expected(),
        formula=rate.formula,
    )
    return replace(problem, form=form)
