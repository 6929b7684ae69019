"""The smallest single slip that makes a wrong total right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.rounding import plain
from reviewer.rules.a3_ledger import Item, Ledger, added

_MOST_NAMED = 3


def smallest_edit(ledger: Ledger) -> str | None:
    """What a single slip would explain the printed total, in Chinese; None where none does.

    Every slip that fits is told where they are of different kinds: each would do.
    """
    found = [told for told in _edits(ledger) if told]
    return "；也可能是".join(found[:2]) if found else None


def _edits(ledger: Ledger) -> Iterator[str | None]:
    if ledger.weight_gap and ledger.weights_are_known:
        # 分值 are off as well: only a slip that mends both sums will do.
        yield _listed_twice(ledger)
        return
    yield _parts_counted(ledger)
    yield _digits_swapped(ledger)
    yield _point_moved(ledger)
    yield _left_out(ledger)
    yield _counted_twice(ledger)
    yield _counted_in_full(ledger)


def _listed_twice(ledger: Ledger) -> str | None:
    twice = [
        item
        for item in ledger.rows
        if item.weight.exact == -ledger.weight_gap and _is_total(ledger, _without(ledger, item))
    ]
    named = _named(twice)
    return f"{named}在表中重复列了一次" if named else None


def _is_total(ledger: Ledger, exact: Fraction) -> bool:
    """Whether the total is just this; a rounded total would let too many edits fit."""
    return ledger.score.exact == exact


def _without(ledger: Ledger, item: Item) -> Fraction:
    return ledger.score_sum - (item.score.exact or 0)


def _parts_counted(ledger: Ledger) -> str | None:
    parts = added(item.score for item in ledger.parts)
    if not parts or not _is_total(ledger, ledger.score_sum + parts):
        return None
    return f"“其中”各行的{plain(parts)}分已包含在上级指标内，又被重复计入总分"


def _digits_swapped(ledger: Ledger) -> str | None:
    printed = f"{ledger.score.value:f}"
    exact = plain(ledger.score_sum, ledger.score.decimals)
    wanted = f"{exact:.{ledger.score.decimals}f}"
    if Fraction(exact) != ledger.score_sum or len(wanted) != len(printed):
        return None
    odd = [i for i, (one, other) in enumerate(zip(printed, wanted, strict=True)) if one != other]
    if len(odd) != 2 or printed[odd[0]] + printed[odd[1]] != wanted[odd[1]] + wanted[odd[0]]:
        return None
    return f"总分的两个数字写颠倒，{wanted}写成了{printed}"


def _point_moved(ledger: Ledger) -> str | None:
    printed = ledger.score.exact or Fraction(0)
    if ledger.score_sum not in (printed * 10, printed / 10, printed * 100):
        return None
    return f"小数点错位，{plain(ledger.score_sum)}写成了{ledger.score}"


def _left_out(ledger: Ledger) -> str | None:
    missing = [item for item in _scored(ledger) if _is_total(ledger, _without(ledger, item))]
    named = _named(missing)
    return f"总分漏计了{named}的{plain(_score(missing[0]))}分" if named else None


def _counted_twice(ledger: Ledger) -> str | None:
    twice = [item for item in _scored(ledger) if _is_total(ledger, ledger.score_sum + _score(item))]
    named = _named(twice)
    return f"总分把{named}的{plain(_score(twice[0]))}分重复计了一次" if named else None


def _counted_in_full(ledger: Ledger) -> str | None:
    """The total was not brought up to date after points were taken off one row."""
    full = [
        item
        for item in ledger.items
        if item.deduction and _is_total(ledger, ledger.score_sum + item.deduction)
    ]
    named = _named(full)
    if named is None:
        return None
    points = plain(full[0].deduction or Fraction(0))
    return f"{named}扣{points}分后总分没有随之改动，仍按满分计入"


def _scored(ledger: Ledger) -> list[Item]:
    return [item for item in ledger.items if item.score.exact]


def _score(item: Item) -> Fraction:
    return item.score.exact or Fraction(0)


def _named(items: Sequence[Item]) -> str | None:
    if not items:
        return None
    names = "或".join(item.name for item in items[:_MOST_NAMED])
    return names if len(items) <= _MOST_NAMED else f"{names}等{len(items)}项之一"
