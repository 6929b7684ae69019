"""Execution told outside the 项目资金 block: a row 预算执行率, 实际支出89万元 in the goal's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.models import Form, FundingLine, Number, Text
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import TEN_THOUSAND
from reviewer.rules.a2_goal_amounts import YUAN, NamedAmount, mistaken_for
from reviewer.rules.a2_rates import (
    divides_by_initial,
    exact_rate,
    fits_rounded_amounts,
    known_lines,
    main_line,
    read_rate,
)

_RATE = r"(?:项目|财政|专项|年度|全年|整体|总体)?(?:预算|资金){0,2}(?:执行率|支出率)"
_RATE_NAME = re.compile(rf"^{_RATE}$")
_RATE_TOLD = re.compile(
    rf"(?:^|[，。；：])(?:本?项目)?{_RATE}(?:为|是|达到?|完成)?(?P<rate>\d{{1,3}}(?:\.\d{{1,4}})?%)(?!以|左右|[-~至])"
)
_SPENT = re.compile(
    r"(?:^|[，。；：])(?:本?项目|全年|年度|本年度?|当年|资金|共)*"
    r"(?:实际(?:支出|执行|使用)|支出|执行数?)(?:资金|经费|金额|总额)?(?:为|共|共计|合计)?"
    r"(?P<number>\d[\d,]{0,15}(?:\.\d{1,6})?)(?P<unit>亿元|万元|元)(?=$|[，。；、])"
)
_COST = re.compile(r"成本|支出|资金|经费|预算|金额|投资")
_ANY_RATE = re.compile(r"(?:执行|支出)率")
_ANY_SPENT = re.compile(
    r"(?:支出|执行数?|使用|支付|拨付|发放)[^，。；\d]{0,8}\d[\d,.]{0,20}[万亿]?元"
)
_OTHER_TIME = re.compile(r"上年|去年|截[至止]|月底|季度|半年|以来|三年|历年|其中|含|分别")
MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the execution outside the block, and what the block makes of it."""

    at: Text
    field: str
    row: int | None
    words: str
    table: str
    formula: str | None = None


def rate_of_row(form: Form, index: int) -> Told | bool:
    """A row 预算执行率 whose result is another than the block's; else whether it was compared."""
    row = form.indicators[index]
    if not _RATE_NAME.match(normalize(row.name.text)):
        return False
    found = quantities(row.actual.text)
    if len(found) != 1 or not found[0].is_percent or found[0].is_range:
        return False
    if found[0].relation is not None or found[0].approximate or found[0].trend:
        return False
    line = main_line(form)
    number = Number.parse(found[0].words)
    if line is None or exact_rate(line) is None or number.value is None:
        return False
    if _prints_rate(form, number):
        return True
    return _rate_told(line, row.actual, "indicator.actual", index, found[0].words)


def cost_in_other_unit(form: Form, index: int) -> Number | None:
    """In a form headed 元 the amount 98.00 that a row about the same money gives as 98万元."""
    row = form.indicators[index]
    if form.currency_unit != "元" or not _COST.search(f"{row.level2.text}{row.name.text}"):
        return None
    found = quantities(row.actual.text)
    if len(found) != 1 or found[0].unit != "元" or found[0].multiplier < TEN_THOUSAND:
        return None
    amounts = [one for line in form.funding for one in (line.executed, line.annual_budget) if one]
    if any(one.exact == found[0].low for one in amounts):
        return None
    return next((one for one in amounts if (one.exact or 0) * TEN_THOUSAND == found[0].low), None)


def told_in_goal(form: Form) -> Iterator[Told | bool]:
    """The rate and the spending that 实际完成情况 tells: those that the block contradicts."""
    if form.goal is None:
        return
    text, line = form.goal.achieved, main_line(form)
    words = normalize(text.text[:MAX_TEXT])
    if line is None or _OTHER_TIME.search(words):
        return
    rate, exact = _RATE_TOLD.search(words), exact_rate(line)
    if rate is not None and exact is not None and len(_ANY_RATE.findall(words)) == 1:
        fits = _prints_rate(form, Number.parse(rate["rate"]))
        shown = rate.group().lstrip("，。；：")
        yield fits or _rate_told(line, text, "goal.achieved", None, shown)
    spent = _SPENT.search(words)
    if spent is not None and form.currency_unit in YUAN and len(_ANY_SPENT.findall(words)) == 1:
        yield _is_in_table(form, _amount(text, spent)) or _spent_told(form, line, text, spent)


def _prints_rate(form: Form, number: Number) -> bool:
    """Whether some line's rate, exact, printed or of the amounts in 元, is printed so."""
    for line in known_lines(form):
        told = read_rate(line.model_copy(update={"execution_rate": number}))
        printed = line.execution_rate.exact
        if told is None or told.exact is None:
            continue
        capped = told.exact > 1 and told.share == 1
        if capped or told.rounding or printed in (number.exact, told.share):
            return True
        if divides_by_initial(told) or fits_rounded_amounts(told, form.currency_unit):
            return True
    return False


def _rate_told(line: FundingLine, at: Text, field: str, row: int | None, words: str) -> Told:
    exact = exact_rate(line) or Fraction(0)
    formula = f"{line.executed} ÷ {line.annual_budget} = {plain(exact * 100)}%"
    return Told(at, field, row, words, f"{plain(exact * 100, 2)}%", formula)


def _amount(text: Text, spent: re.Match[str]) -> NamedAmount:
    value = Decimal(spent["number"].replace(",", ""))
    return NamedAmount(text, "goal.achieved", spent.group(), value, spent["unit"])


def _is_in_table(form: Form, named: NamedAmount) -> bool:
    """Whether an amount of the block, or one of a row, is printed so."""
    factor = YUAN[form.currency_unit or "元"]
    amounts = [
        (one.exact or Fraction(0)) * factor for line in form.funding for one in line.amounts if one
    ]
    if not amounts or mistaken_for(named, form) is not None:
        return True  # A208 says that the units are mixed.
    rows = [
        one.low
        for row in form.indicators
        for one in (*quantities(row.actual.text), *quantities(row.target.text))
        if one.unit == "元"
    ]
    return any(named.shows(yuan) for yuan in (*amounts, *rows))


def _spent_told(form: Form, line: FundingLine, text: Text, spent: re.Match[str]) -> Told | bool:
    if not line.executed:
        return False
    table = f"{line.executed}{form.currency_unit}"
    return Told(text, "goal.achieved", None, spent.group().lstrip("，。；："), table)
