"""What would explain a wrong total: a single slip in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from reviewer.rounding import plain
from reviewer.rules.a3_ledger import Item, Ledger
from reviewer.rules.cells import added

_MOST_NAMED = 3


def smallest_edit(ledger: Ledger) -> str | None:
    """What a single slip would explain the printed total, in Chinese; None where none does.

    Every slip that fits is told where they are of different kinds: each would do.
    """
    found = list(_slips(ledger))
    return "；也可能是".join(found[:2]) if found else None


_ONE_ITEM: tuple[tuple[Callable[[Item], Fraction | None], int, str], ...] = (
    (lambda item: item.score.exact, -1, "总分漏计了{}的{}分"),
    (lambda item: item.score.exact, 1, "总分把{}的{}分重复计了一次"),
    # The total was not brought up to date after points were taken off one row.
    (lambda item: item.deduction, 1, "{}扣{}分后总分没有随之改动，仍按满分计入"),
)


def _slips(ledger: Ledger) -> Iterator[str]:
    """The slips that give just the printed total; a rounded one would let too many fit."""
    gap = (ledger.score.exact or Fraction(0)) - ledger.score_sum
    if ledger.weight_gap and ledger.weights_are_known:
        # 分值 are off as well: only a slip that mends both sums will do.
        twice = [
            item
            for item in ledger.rows
            if item.weight.exact == -ledger.weight_gap and -(item.score.exact or 0) == gap
        ]
        if twice:
            yield f"{_named(twice)}在表中重复列了一次"
        return
    parts = added(item.score for item in ledger.parts)
    if parts and parts == gap:
        yield f"“其中”各行的{plain(parts)}分已包含在上级指标内，又被重复计入总分"
    if wanted := _swapped(ledger):
        yield f"总分的两个数字写颠倒，{wanted}写成了{ledger.score.value:f}"
    printed = ledger.score.exact or Fraction(0)
    if ledger.score_sum in (printed * 10, printed / 10, printed * 100):
        yield f"小数点错位，{plain(ledger.score_sum)}写成了{ledger.score}"
    for points, sign, told in _ONE_ITEM:
        fitting = [item for item in ledger.items if (one := points(item)) and sign * one == gap]
        if fitting:
            yield told.format(_named(fitting), plain(points(fitting[0]) or Fraction(0)))


def _swapped(ledger: Ledger) -> str:
    """The sum, where the total is that with two of its digits swapped."""
    printed = f"{ledger.score.value:f}"
    exact = plain(ledger.score_sum, ledger.score.decimals)
    wanted = f"{exact:.{ledger.score.decimals}f}"
    if Fraction(exact) != ledger.score_sum or len(wanted) != len(printed):
        return ""
    odd = [i for i, (one, other) in enumerate(zip(printed, wanted, strict=True)) if one != other]
    if len(odd) != 2 or printed[odd[0]] + printed[odd[1]] != wanted[odd[1]] + wanted[odd[0]]:
        return ""
    return wanted


def _named(items: Sequence[Item]) -> str:
    names = "或".join(item.name for item in items[:_MOST_NAMED])
    return names if len(items) <= _MOST_NAMED else f"{names}等{len(items)}项之一"
