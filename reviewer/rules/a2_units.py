"""A208: 元 taken for 万元, within the 项目资金 block, in the goal and in the rows on cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.models import Form, FundingLine, Number, Severity
from reviewer.reading.money import money_told
from reviewer.reading.money_words import Aspect
from reviewer.relations.money import same_in_other_unit
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import (
    TEN_THOUSAND,
    change_slip,
    column,
    is_blank,
    part_lines,
    sum_slip,
    top_parts,
    unit_slip,
)
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import AMOUNTS, line_name, row_name
from reviewer.rules.examples import Money, Row, Sketch, money_lines, money_part, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked, Value
from reviewer.rules.quotes import as_printed, quoted
from reviewer.rules.registry import rule
from reviewer.standing.grounds import Part

_LOW, _HIGH = Fraction(3, 10), Fraction(12, 10)
"""Nobody spends a ten-thousandth of what was planned, to the digit: then it is the unit."""


def costs_in_other_units(case: Case) -> Iterator[Problem]:
    """The results that keep to their ceiling only because 万 is missing."""
    for facts in case.rows:
        row, part = facts.indicator, facts.part
        if part is not None and _has_slipped(part, facts):
            wanted, reached = quoted(row.target, part.target), quoted(row.actual, part.actual)
            yield facts.problem(
                "actual",
                f"{facts.place}的指标值为“{wanted}”，实际完成值为“{reached}”，"
                "约为指标值的万分之一，疑似元与万元混用",
                "核对实际完成值的单位，与指标值统一后重新填写",
                ("target",),
                severity=Severity.WARNING,
            )


def cost_of_the_block(form: Form, index: int) -> Number | None:
    """In a form headed 元 the amount 98.00 that a row about the same money gives as 98万元."""
    row = form.indicators[index]
    label = f"{row.level2.text}{row.name.text}"
    if form.currency_unit != "元" or not lexicon("forms").holds(label, "cost"):
        return None
    found = quantities(row.actual.text)
    if len(found) != 1 or found[0].unit != "元" or found[0].multiplier < TEN_THOUSAND:
        return None
    amounts = [one for line in form.funding for one in (line.executed, line.annual_budget) if one]
    if any(one.exact == found[0].low for one in amounts):
        return None
    return next((one for one in amounts if (one.exact or 0) * TEN_THOUSAND == found[0].low), None)


def _has_slipped(part: Part, facts: RowFacts) -> bool:
    target, actual = part.target, part.actual
    if actual is None or not (facts.attainment.met and facts.attainment.reverse):
        return False
    if {unit.kind for unit in target.units} != {Kind.MONEY} or actual.is_range or target.trend:
        return False
    if not actual.unit and target.multiplier != 1:
        return False  # 1.15 of 1.2万元 is in 万元
    share = target.high * target.units[0].scale
    reached = actual.low * (actual.units[0].scale if actual.units else 1)
    return share > 0 and _LOW <= reached * TEN_THOUSAND / share <= _HIGH


_FISCAL = "其中：当年财政拨款"
_IN_TEN_THOUSANDS = Money("100.00", "100.00", "950000.00")
_COST = Row("设备采购成本", "≤100万元", "98万元", level2="成本指标")


@rule(
    "A208",
    Severity.ERROR,
    good=[
        Sketch(),
        Sketch(goal=("安排项目资金100万元，完成年度培训。", "使用资金95万元，完成年度培训。")),
        of(Row("场均演出成本", "≤1.2万元", "11500元", level2="成本指标")),
        Sketch(funding=money_lines(Money("300.00", "300.00", "285.00")), currency_unit="万元"),
    ],
    bad=[
        Sketch(funding=money_lines(_IN_TEN_THOUSANDS)),
        Sketch(funding=money_lines(Money(), (_FISCAL, money_part("100", "100", "95")))),
        Sketch(
            goal=("安排项目资金100万元，完成年度培训。", "完成。"),
            currency_unit="万元",
            also=("A509",),
        ),
        Sketch(funding=money_lines(Money("100.00"))),
        of(Row("场均演出成本", "≤1.2万元", "1.15元", level2="成本指标")),
        of(_COST, funding=money_lines(Money("100.00", "100.00", "98.00", "10", "98%", "9.8"))),
    ],
)
def units_are_not_mixed(case: Case) -> Iterator[Outcome]:
    """元与万元混用

    查什么：同一笔钱的两个数是否恰好相差一万倍：执行数与预算数、总额与分项、年初预算与全年预算，年度总体目标、说明文字中的项目资金与表中金额，以及单位为元的表中，成本类指标的完成值与表中金额；以及成本类指标的指标值与完成值（“≤1.2万元”与“1.15元”，请核实）。

    为什么：单位混用会使执行率、合计全部出错，汇总时相差万倍。

    怎么改：按表头的金额单位（元或万元）统一各金额。
    """
    told: set[str] = set()
    yield from costs_in_other_units(case)
    for outcome in _units(case.form):
        # A cell that two comparisons find is told once.
        if not isinstance(outcome, Problem) or outcome.field not in told:
            yield outcome
        if isinstance(outcome, Problem) and outcome.field.startswith("funding."):
            told.add(outcome.field)


def _units(form: Form) -> Iterator[Outcome]:
    for line in form.funding:
        yield from _line_units(line)
    parts = [line for line in part_lines(form) if not is_blank(line)]
    if form.funding_total is not None and parts:
        yield from _sum_units(form.funding_total, parts)
    yield from _told_units(form)
    for index, row in enumerate(form.indicators):
        amount = cost_of_the_block(form, index)
        if amount is not None:
            told = f"{row_name(form, index)}的实际完成值为“{row.actual.text}”"
            message = f"{told}，项目资金一栏为{amount}{form.currency_unit}，相差一万倍"
            yield _mixed(amount, message, "funding", row.actual, expected=row.actual.text)


def _line_units(line: FundingLine) -> Iterator[Outcome]:
    pairs = (
        ("executed", line.annual_budget, line.executed, bool(unit_slip(line))),
        ("annual_budget", line.initial_budget, line.annual_budget, change_slip(line)),
    )
    for name, one, other, slipped in pairs:
        if not one or not other:
            continue
        if not slipped:
            yield PASSED
            continue
        before = "全年预算数" if name == "executed" else "年初预算数"
        message = f"{line_name(line)}的{before}{one}与{AMOUNTS[name]}{other}相差约一万倍"
        message += "，疑似元与万元混用"
        expected = _in_the_unit_of(one, other)
        yield _mixed(other, message, f"funding.{line.source}.{name}", one, expected)


def _in_the_unit_of(one: Number, other: Number) -> str:
    """The other amount in the unit of the first."""
    amount = other.exact or Fraction(0)
    is_larger = amount > (one.exact or 0)
    return str(plain(amount / TEN_THOUSAND if is_larger else amount * TEN_THOUSAND, 6))


def _sum_units(whole: FundingLine, parts: Sequence[FundingLine]) -> Iterator[Outcome]:
    for name, label in AMOUNTS.items():
        total: Number = getattr(whole, name)
        amounts = [amount for amount in column(top_parts(parts), name) if amount]
        odd = sum_slip(total, amounts) if amounts else None
        if odd is not None:
            other = amounts[0] if odd is total else total
            part = other if odd is total else odd
            message = f"{label}：年度资金总额{total}与分项{part}单位不一，疑似元与万元混用"
            source = next((line.source for line in parts if getattr(line, name) is odd), "total")
            # Of a total and its parts either may be meant; one part among others is the odd one.
            expected = None if odd is total else _in_the_unit_of(total, odd)
            yield _mixed(odd, message, f"funding.{source}.{name}", other, expected)


def _told_units(form: Form) -> Iterator[Outcome]:
    """The amounts that the goal's two texts, the box and the notes give for the project."""
    goal = form.goal
    told_in = [("goal.planned", goal.planned, "年度总体目标")] if goal else []
    told_in += [("goal.achieved", goal.achieved, "年度总体目标")] if goal else []
    told_in += [("explanation", form.explanation, "偏差原因说明栏")]
    told_in += [("notes", note, "说明") for note in form.notes]
    for field, text, place in told_in:
        for told in money_told(text.text, form.year, project=form.project.text):
            if _OF_THE_WHOLE.isdisjoint(told.aspects):
                continue
            if form.currency_unit is None:
                reason = f"表上没有金额单位，无法与“{told.words}”比较"
                yield Unchecked(reason, field, at=text)
                continue
            table = same_in_other_unit(form.funding, form.currency_unit, told)
            if table is None:
                yield PASSED
                continue
            words = as_printed(text.text, told.words) or told.words
            message = f"{place}写“{words}”，表中为{table}{form.currency_unit}，相差一万倍"
            yield _mixed(table, message, "funding", text)


_OF_THE_WHOLE = frozenset(Aspect) - {Aspect.RATE, Aspect.ADDED, Aspect.CUT, Aspect.SAVED}


def _mixed(
    at: Number, message: str, field: str, other: Value, expected: str | None = None
) -> Problem:
    advice = "按表头的金额单位统一各金额"
    return Problem(at, message, advice, field, expected=expected, evidence=(other,))
