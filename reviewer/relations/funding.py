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

    def main_amount(self, aspect: Aspect) -> Amount | None:
        """What the project's line gives for an aspect."""
        return next(self.amounts(aspect, self.main), None)

    def amounts(self, aspect: Aspect, line: FundingLine) -> Iterator[Amount]:
        """What a line gives for an aspect, the proper amount first."""
        factor = YUAN[self.unit]
        for label, terms in _TERMS.get(aspect, ()):
            cells: list[Number] = [getattr(line, term) for term in terms]
            known = [cell.exact for cell in cells if cell.exact is not None]
            if len(known) == len(cells):
                value = known[0] - sum(known[1:])
                formula = f"{' − '.join(map(str, cells))} = {plain(value)}" if known[1:] else ""
                slack = sum((self._half(cell) for cell in cells), Fraction(0))
                yield Amount(line, value * factor, slack * factor, label, formula)

    def rates(self, line: FundingLine) -> Iterator[Amount]:
        """The rates that a line's amounts give, and the one that it prints."""
        spent, nothing = line.executed, Fraction(0)
        for base in (line.annual_budget, line.initial_budget):
            if spent.exact is None or not base.exact or base.exact < 0:
                continue
            rate = spent.exact / base.exact * 100
            slack = nothing
            if spent.exact > 0:
                slack = rate * (self._half(spent) / spent.exact + self._half(base) / base.exact)
            yield Amount(line, rate, slack, _RATE, f"{spent} ÷ {base} = {plain(rate, 2)}%")
        printed = line.execution_rate.exact
        if printed is not None:
            yield Amount(line, printed, nothing, _RATE, "")
            if printed <= 1:
                yield Amount(line, printed * 100, nothing, _RATE, "")

    def _half(self, cell: Number) -> Fraction:
        """How far rounding leaves a cell open; amounts in 元 are exact."""
        return Fraction(0) if self.unit == "元" else Fraction(1, 2 * 10**cell.decimals)


_RATE = "执行率"
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
}
