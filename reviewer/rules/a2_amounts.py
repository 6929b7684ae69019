"""The amounts of the 项目资金 block among themselves: sums, and 元 taken for 万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from reviewer.models import Form, FundingLine, FundingSource, Number
from reviewer.reading.labels import divides, is_part, names_use
from reviewer.rounding import rounding_of
from reviewer.rules.cells import added

TEN_THOUSAND = 10**4
_SLIP_LOW, _SLIP_HIGH = Fraction(3, 10), Fraction(12, 10)
"""Nobody executes less than a third ten-thousand times over: then it is the unit."""
_CHANGE_LOW, _CHANGE_HIGH = Fraction(3, 10), Fraction(3)
_ONE_PER_CENT = Fraction(1, 100)


def part_lines(form: Form) -> list[FundingLine]:
    """The lines under 年度资金总额."""
    return [line for line in form.funding if line.source is not FundingSource.TOTAL]


def is_blank(line: FundingLine) -> bool:
    """No amount stands in the line at all; then it counts as zero."""
    return all(amount.is_empty for amount in line.amounts)


def is_nothing(amount: Number) -> bool:
    """An empty cell or a 0."""
    return amount.is_empty or amount.value == 0


def top_parts(parts: Sequence[FundingLine]) -> list[FundingLine]:
    """The parts without those that divide the part above them once more (其中：中央资金)."""
    top: list[FundingLine] = []
    inside = False
    for line in parts:
        inside = bool(top) and divides(line.label.text, top[-1].label.text, inside=inside)
        if not inside:
            top.append(line)
    return top


_AMOUNTS = ("initial_budget", "annual_budget", "executed")


def top_by_sums(parts: Sequence[FundingLine]) -> list[FundingLine]:
    """The parts without those that add up, in every column, to the part above them.

    Whatever they are called: 财政拨款小计, 当年预算, 上年结转.
    """
    top: list[FundingLine] = []
    left = list(parts)
    while left:
        top.append(left.pop(0))
        for count in range(len(left), 1, -1):
            if _adds_up(top[-1], left[:count]):
                del left[:count]
                break
    return top


def without_second_parts(parts: Sequence[FundingLine]) -> list[FundingLine]:
    """The parts less those that say 其中 though a part before them did: they divide that one."""
    said = [is_part(line.label.text) for line in parts]
    return [line for at, line in enumerate(parts) if not (said[at] and any(said[:at]))]


def divided_twice(parts: Sequence[FundingLine]) -> tuple[list[FundingLine], list[FundingLine]]:
    """The parts by where the money came from, and by what it is for (基本支出, 项目支出).

    Each divides the whole; either is empty where the form divides it once.
    """
    uses = [line for line in parts if names_use(line.label.text)]
    return [line for line in parts if line not in uses], uses


def _adds_up(whole: FundingLine, parts: Sequence[FundingLine]) -> bool:
    sums = [(getattr(whole, name), added(column(parts, name))) for name in _AMOUNTS]
    return any(whole for _, whole in sums) and all(
        amount.exact == whole or (amount.is_empty and not whole) for amount, whole in sums
    )


def missing_sums(form: Form) -> dict[str, Fraction]:
    """What the parts add up to where 年度资金总额 is 0 or empty, by the amount's name."""
    whole = form.funding_total
    names = [name for name in _AMOUNTS if whole is not None and is_nothing(getattr(whole, name))]
    if not names:
        return {}
    top = top_parts(part_lines(form))
    sums = {name: added(column(top, name)) for name in names}
    return {name: whole for name, whole in sums.items() if whole}


def column(lines: Sequence[FundingLine], name: str) -> list[Number]:
    """A column of amounts, without the lines that are blank altogether."""
    return [getattr(line, name) for line in lines if not is_blank(line)]


def differs_by_rounding(total: Number, parts: Sequence[Number]) -> bool:
    """Whether amounts that were each rounded to the printed decimals may differ by so much."""
    decimals = max(amount.decimals for amount in (total, *parts))
    gap = abs((total.exact or Fraction(0)) - added(parts))
    half_units: int = 2 * 10**decimals
    return gap * half_units <= len(parts) + 1


def unit_slip(line: FundingLine) -> Fraction | None:
    """执行数 ÷ 全年预算数 once both are in one unit, where they plainly are not; else None."""
    budget, executed = line.annual_budget.value, line.executed.value
    if not budget or not executed or budget < 0 or executed < 0:
        return None
    return _slip(budget, executed, line.execution_rate.value)


@lru_cache(maxsize=4096)
def _slip(budget: Decimal, executed: Decimal, printed: Decimal | None) -> Fraction | None:
    ratio = Fraction(executed) / Fraction(budget)
    rate = None if printed is None else Fraction(printed)
    if rate is not None and _near(rate, ratio):
        return None
    if _SLIP_LOW <= ratio / TEN_THOUSAND <= _SLIP_HIGH:
        return ratio / TEN_THOUSAND
    scaled = ratio * TEN_THOUSAND
    # So little may have been spent indeed: only a rate that says otherwise tells.
    told = rate is not None and _near(rate, scaled)
    return scaled if told and _SLIP_LOW <= scaled <= _SLIP_HIGH else None


def _near(rate: Fraction, share: Fraction) -> bool:
    """Within a percentage point, read in per cent or as a share."""
    return min(abs(rate / 100 - share), abs(rate - share)) < _ONE_PER_CENT and rate > 0


def change_slip(line: FundingLine) -> bool:
    """Whether 年初预算数 and 全年预算数 are in different units."""
    initial, annual = line.initial_budget.value, line.annual_budget.value
    if not initial or not annual or initial < 0 or annual < 0 or initial == annual:
        return False
    ratio = Fraction(annual) / Fraction(initial)
    return any(
        _CHANGE_LOW <= scaled <= _CHANGE_HIGH
        for scaled in (ratio / TEN_THOUSAND, ratio * TEN_THOUSAND)
    )


def sum_slip(total: Number, parts: Sequence[Number]) -> Number | None:
    """The amount in another unit than the total, where that alone makes the sum fail."""
    whole, together = total.exact, added(parts)
    if not whole or not together or whole == together:
        return None
    if _is_ten_thousandfold(total, together) or _is_ten_thousandth(total, parts, together):
        return total
    for part in parts:
        rest = together - (part.exact or 0)
        for factor in (Fraction(TEN_THOUSAND), Fraction(1, TEN_THOUSAND)):
            if part.exact and rest + part.exact * factor == whole:
                return part
    return None


def _is_ten_thousandfold(total: Number, together: Fraction) -> bool:
    """The total is in 万元, the parts in 元."""
    value = total.value
    return value is not None and bool(
        rounding_of(value, total.decimals, together / TEN_THOUSAND)
        and together / TEN_THOUSAND >= _SLIP_LOW
    )


def _is_ten_thousandth(total: Number, parts: Sequence[Number], together: Fraction) -> bool:
    """The total is in 元, the parts in 万元."""
    decimals = max(part.decimals for part in parts)
    half_units: int = 2 * 10**decimals
    gap = abs((total.exact or Fraction(0)) / TEN_THOUSAND - together)
    return gap * half_units <= len(parts) and together >= _SLIP_LOW
