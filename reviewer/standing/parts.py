"""Which figure of a result belongs to which part of a target that asks for several things."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, agreement
from reviewer.standing.answers import likeness


def paired(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    """For each part of a compound target its result: by unit and words, else by position."""
    if len(results) == len(wanted) > 1 and all(map(_is_equal, wanted, results)):
        return list(results)  # 按30%、60%、10%拨付
    chosen: list[Quantity | None] = [None] * len(wanted)
    ranked = sorted(
        (
            (-score, -alike, index, order)
            for index, target in enumerate(wanted)
            for order, result in enumerate(results)
            if (alike := agreement(target.units, result.units)) >= Agreement.CLOSE
            and (score := likeness(target.subject + target.tail, result.subject + result.tail))
        ),
    )
    used: set[int] = set()
    for index, target in enumerate(wanted):  # the very number that was asked for
        same = [order for order, one in enumerate(results) if _is_equal(target, one)]
        if len(same) == 1 and same[0] not in used and len(results) >= len(wanted):
            chosen[index] = results[same[0]]
            used.add(same[0])
    for _, _, index, order in ranked:
        if chosen[index] is None and order not in used:
            chosen[index] = results[order]
            used.add(order)
    if not used and len(results) == len(wanted):
        return _by_position(wanted, results)
    _by_unit(wanted, results, chosen, used)
    _by_rest(wanted, results, chosen, used)
    return chosen


def _is_equal(target: Quantity, result: Quantity) -> bool:
    same = target.unit == result.unit and (target.low, target.high) == (result.low, result.high)
    return same and not (result.is_bound or result.approximate)


def _by_position(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    pairs = list(zip(wanted, results, strict=True))
    if all(agreement(one.units, other.units) >= Agreement.CLOSE for one, other in pairs):
        return list(results)
    return [None] * len(wanted)


def _by_unit(
    wanted: Sequence[Quantity],
    results: Sequence[Quantity],
    chosen: list[Quantity | None],
    used: set[int],
) -> None:
    """What words did not settle, a unit does that only one of each side has."""
    for index, target in enumerate(wanted):
        if chosen[index] is not None or not target.unit:
            continue
        rivals = [one for one in wanted if one.unit == target.unit]
        fit = [
            order
            for order, result in enumerate(results)
            if order not in used and result.unit == target.unit
        ]
        if len(rivals) == 1 and len(fit) == 1:
            chosen[index] = results[fit[0]]
            used.add(fit[0])


def _by_rest(
    wanted: Sequence[Quantity],
    results: Sequence[Quantity],
    chosen: list[Quantity | None],
    used: set[int],
) -> None:
    """A number without words of its own goes with the only one that is left."""
    open_targets = [index for index, result in enumerate(chosen) if result is None]
    left = [order for order in range(len(results)) if order not in used]
    wholes = [index for index in open_targets if "其中" not in wanted[index].subject]
    if len(wholes) == 1:
        open_targets = wholes  # 2个（其中1个备用）
    if len(open_targets) != 1 or len(left) != 1:
        return
    target, result = wanted[open_targets[0]], results[left[0]]
    worded = len(target.subject + target.tail) > 1 and len(result.subject + result.tail) > 1
    if not worded and agreement(target.units, result.units) >= Agreement.CLOSE:
        chosen[open_targets[0]] = result
