"""An execution rate as printed, against 执行数 ÷ 全年预算数."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from reviewer.models import Form, FundingLine, FundingSource, Number
from reviewer.models.source import NOWHERE
from reviewer.rounding import Rounding, plain, rounded, rounding_of
from reviewer.rules.a2_amounts import missing_sums, unit_slip
from reviewer.rules.cells import line_name

PER_CENT = 100
HALF = frozenset((Rounding.HALF_UP, Rounding.HALF_EVEN))


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed rate and the exact one.

    Attributes:
        line: the funding line.
        exact: 执行数 ÷ 全年预算数 as a share, None where it cannot be computed.
        scale: 100 where the rate is printed in per cent, 1 where as a share (0.9354).
        rounding: the rounding that turns the exact rate into the printed one, None where none does.
    """

    line: FundingLine
    exact: Fraction | None
    scale: int
    rounding: Rounding | None

    @property
    def number(self) -> Number:
        """The cell."""
        return self.line.execution_rate

    @property
    def share(self) -> Fraction:
        """The printed rate as a share of 1."""
        return (self.number.exact or Fraction(0)) / self.scale

    def expected(self, rounding: Rounding = Rounding.HALF_UP) -> str:
        """What should be printed, in the same form and with as many decimals."""
        exact = self.exact or Fraction(0)
        value = rounded(exact * self.scale, self.number.decimals, rounding)
        return f"{value:f}%" if self.number.is_percent else f"{value:f}"

    @property
    def formula(self) -> str:
        """The quotient with the line's amounts."""
        exact = plain((self.exact or Fraction(0)) * 100)
        return f"{self.line.executed} ÷ {self.line.annual_budget} = {exact}%"

    def rounds(self, rounding: Rounding) -> bool:
        """Whether this rounding prints the rate."""
        if self.exact is None:
            return False
        return rounded(self.exact * self.scale, self.number.decimals, rounding) == self.number.value


def known_lines(form: Form) -> tuple[FundingLine, ...]:
    """The lines; an amount that 年度资金总额 leaves at 0 while its parts have it is unknown.

    A209 asks for it; nothing else follows from that 0.
    """
    unknown = dict.fromkeys(missing_sums(form), Number())
    if not unknown:
        return form.funding
    return tuple(
        line.model_copy(update=unknown) if line.source is FundingSource.TOTAL else line
        for line in form.funding
    )


def main_line(form: Form) -> FundingLine | None:
    """年度资金总额; without it the one line that has amounts, weight or score."""
    total = next((one for one in known_lines(form) if one.source is FundingSource.TOTAL), None)
    if total is not None:
        return total
    scored = [line for line in form.funding if line.score or line.weight or line.execution_rate]
    if len(scored) == 1:
        return scored[0]
    filled = [line for line in form.funding if any(line.amounts)]
    return filled[0] if len(filled) == 1 else None


def exact_rate(line: FundingLine) -> Fraction | None:
    """执行数 ÷ 全年预算数, None where one is missing or the budget is 0."""
    budget, executed = line.annual_budget.value, line.executed.value
    if executed is None or not budget or budget < 0 or unit_slip(line):
        return None
    return _quotient(executed, budget)


@lru_cache(maxsize=4096)
def _quotient(executed: Decimal, budget: Decimal) -> Fraction:
    return Fraction(executed) / Fraction(budget)


def read_rate(line: FundingLine) -> Rate | None:
    """The line's printed rate; None where the cell is empty or holds no number."""
    number = line.execution_rate
    if number.value is None:
        return None
    exact = exact_rate(line)
    return Rate(line, exact, *_reading(number.value, number.decimals, number.is_percent, exact))


@lru_cache(maxsize=4096)
def _reading(
    printed: Decimal, decimals: int, is_percent: bool, exact: Fraction | None
) -> tuple[int, Rounding | None]:
    """The scale in which the rate is printed and the rounding that prints it.

    Without % behind it a rate may be a share; where neither fits, the nearer one is meant.
    """
    share = Fraction(printed)
    for scale in (PER_CENT,) if is_percent else (PER_CENT, 1):
        way = None if exact is None else rounding_of(printed, decimals, exact * scale)
        if way is not None:
            return scale, way
    near = Fraction(1) if exact is None else exact
    is_share = not is_percent and abs(share - near) < abs(share / PER_CENT - near)
    return (1 if is_share and share else PER_CENT), None


def divides_by_initial(rate: Rate) -> bool:
    """Whether the printed rate is 执行数 ÷ 年初预算数 instead."""
    initial, executed = rate.line.initial_budget.exact, rate.line.executed.exact
    if not initial or executed is None or rate.number.value is None:
        return False
    exact = executed / initial * rate.scale
    return rounding_of(rate.number.value, rate.number.decimals, exact) is not None


def printed_rates(form: Form) -> Iterator[FundingLine]:
    """The lines in which something stands in the 执行率 cell."""
    return (line for line in known_lines(form) if not line.execution_rate.is_empty)


def lacks_rate(line: FundingLine) -> bool:
    """Whether 执行率 is empty although the amounts that give it, and points for it, are there."""
    filled = line.annual_budget.value and line.executed.value is not None
    return bool(line.execution_rate.is_empty and filled and line.score and not unit_slip(line))


def has_rate_cell(form: Form, line: FundingLine) -> bool:
    """Whether the form has a place for the line's rate: the cell itself, or a mark in its column."""
    cells = [one.execution_rate for one in form.funding]
    return line.execution_rate.location != NOWHERE or any(cell.raw.strip() for cell in cells)


def why_no_exact_rate(line: FundingLine) -> str:
    """Why 执行数 ÷ 全年预算数 cannot be computed."""
    name = line_name(line)
    if unit_slip(line):
        return f"{name}的金额疑似元与万元混用（见A208），执行率无法核算"
    if line.annual_budget.exact == 0:
        return f"{name}的全年预算数为0，执行率无法核算"
    missing = "全年预算数" if line.annual_budget.exact is None else "全年执行数"
    return f"{name}的{missing}没有填写或不是数字，执行率无法核算"


def fits_rounded_amounts(rate: Rate, currency_unit: str | None) -> bool:
    """Whether a rate computed in 元 may rightly differ from the one of amounts shown in 万元.

    Amounts in 万元 are rounded themselves: 5.30 stands for anything from 5.295 to 5.305.
    """
    line = rate.line
    budget, executed = line.annual_budget.exact, line.executed.exact
    if currency_unit not in ("万元", "亿元") or not budget or executed is None:
        return False
    half_budget = Fraction(1, 2 * 10**line.annual_budget.decimals)
    half_executed = Fraction(1, 2 * 10**line.executed.decimals)
    if half_budget >= budget or half_executed >= executed:
        return False
    step = Fraction(1, 2 * 10**rate.number.decimals) / rate.scale
    lowest = (executed - half_executed) / (budget + half_budget)
    highest = (executed + half_executed) / (budget - half_budget)
    return lowest - step <= rate.share <= highest + step
