"""What the 项目资金 block gives: budgets, what was spent, what changed, what is left, the rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviewer.models import FundingLine, Number
from reviewer.reading.money_words import Aspect
from reviewer.rounding import plain

TEN_THOUSAND = 10**4
YUAN = {"元": 1, "万元": TEN_THOUSAND, "亿元": TEN_THOUSAND**2}


@dataclass(frozen=True, slots=True)
class Amount:
    """What the block gives for something that a text may tell.

    Attributes:
        line: the line it is of.
        value: in yuan, or in per cent for a rate.
        slack: how far the amounts printed, rounded themselves, leave it open.
        label: its name (全年执行数, 年初预算数到全年预算数的调整).
        formula: how it follows from the line's cells.
    """

    line: FundingLine
    value: Fraction
    slack: Fraction
    label: str
    formula: str


@dataclass(frozen=True, slots=True)
class Block:
    """The 项目资金 block: its lines, the one for the whole, and its unit."""

    lines: tuple[FundingLine, ...]
    main: FundingLine
    unit: str

    def amounts(self, aspect: Aspect, line: FundingLine) -> Iterator[Amount]:
        """What a line gives for an aspect, the proper amount first."""
        for label, terms in _TERMS[aspect]:
            amount = self._amount(line, label, terms)
            if amount is not None:
                yield amount

    def _amount(self, line: FundingLine, label: str, terms: tuple[str, ...]) -> Amount | None:
        cells: list[Number] = [getattr(line, term) for term in terms]
        values = [cell.exact for cell in cells]
        if any(value is None for value in values):
            return None
        known = [value for value in values if value is not None]
        value = known[0] - sum(known[1:], Fraction(0))
        factor = YUAN[self.unit]
        slack = sum((Fraction(1, 2 * 10**cell.decimals) for cell in cells), Fraction(0))
        formula = f"{' − '.join(map(str, cells))} = {plain(value)}" if len(cells) > 1 else ""
        exact = self.unit == "元"
        return Amount(
            line, value * factor, Fraction(0) if exact else slack * factor, label, formula
        )

    def main_amount(self, aspect: Aspect) -> Amount | None:
        """What the project's line gives for an aspect."""
        return next(self.amounts(aspect, self.main), None)

    def rates(self, line: FundingLine) -> Iterator[Amount]:
        """The rates that a line's amounts give, and the one that it prints."""
        spent = line.executed
        for base, label in ((line.annual_budget, "执行率"), (line.initial_budget, "执行率")):
            if spent.exact is None or not base.exact or base.exact < 0:
                continue
            rate = spent.exact / base.exact * 100
            slack = Fraction(0)
            if self.unit != "元" and spent.exact > 0:
                half = Fraction(1, 2 * 10**spent.decimals)
                other = Fraction(1, 2 * 10**base.decimals)
                slack = rate * (half / spent.exact + other / base.exact)
            yield Amount(line, rate, slack, label, f"{spent} ÷ {base} = {plain(rate, 2)}%")
        printed = line.execution_rate.exact
        if printed is not None:
            yield Amount(line, printed, Fraction(0), "执行率", "")
            if printed <= 1:
                yield Amount(line, printed * 100, Fraction(0), "执行率", "")


_ANNUAL, _INITIAL, _SPENT = "annual_budget", "initial_budget", "executed"
_LEFT = ("全年预算数减全年执行数", (_ANNUAL, _SPENT))
_TERMS: dict[Aspect, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Aspect.INITIAL: (("年初预算数", (_INITIAL,)),),
    Aspect.ANNUAL: (("全年预算数", (_ANNUAL,)),),
    Aspect.BUDGET: (("全年预算数", (_ANNUAL,)), ("年初预算数", (_INITIAL,))),
    Aspect.ADDED: (("全年预算数减年初预算数", (_ANNUAL, _INITIAL)),),
    Aspect.CUT: (("年初预算数减全年预算数", (_INITIAL, _ANNUAL)),),
    Aspect.SPENT: (("全年执行数", (_SPENT,)),),
    Aspect.REST: (_LEFT, ("年初预算数减全年执行数", (_INITIAL, _SPENT))),
    Aspect.TAIL: (_LEFT,),
    Aspect.SAVED: (_LEFT,),
    Aspect.ARRIVED: (("全年预算数", (_ANNUAL,)), ("年初预算数", (_INITIAL,))),
    Aspect.CARRIED: (("上年结转资金", (_ANNUAL,)), ("上年结转资金", (_INITIAL,))),
    Aspect.CONTRACT: (),
    Aspect.RATE: (),
}
