"""Costs of which target and result are in different units: ≤1.2万元 and 1.15元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.models import Form, Number, Severity
from reviewer.rules.a2_amounts import TEN_THOUSAND
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import row_name
from reviewer.rules.outcome import Problem
from reviewer.rules.quotes import quoted
from reviewer.standing.grounds import Part

_LOW, _HIGH = Fraction(3, 10), Fraction(12, 10)
"""Nobody spends a ten-thousandth of what was planned, to the digit: then it is the unit."""


def costs_in_other_units(case: Case) -> Iterator[Problem]:
    """The results that keep to their ceiling only because 万 is missing."""
    for facts in case.rows:
        part = facts.attainment.parts[0] if len(facts.attainment.parts) == 1 else None
        if part is not None and _has_slipped(part, facts):
            yield _slipped(case, facts, part)


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


def _slipped(case: Case, facts: RowFacts, part: Part) -> Problem:
    row = facts.indicator
    wanted, reached = quoted(row.target, part.target), quoted(row.actual, part.actual)
    return Problem(
        row.actual,
        f"{row_name(case.form, facts.index)}的指标值为“{wanted}”，实际完成值为“{reached}”，"
        "约为指标值的万分之一，疑似元与万元混用",
        "核对实际完成值的单位，与指标值统一后重新填写",
        "indicator.actual",
        facts.index,
        severity=Severity.WARNING,
        evidence=(row.target,),
    )
