"""Several quantities of a target or a result: which belongs to which, what they make together, of which nothing is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.lexicon import lexicon
from reviewer.standing.answers import likeness
from reviewer.standing.derived import counted
from reviewer.standing.grounds import Part, Standing
from reviewer.standing.limits import is_inexact, is_most


def paired(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    """For each part of a compound target its result: by unit and words, else by position."""
    if len(results) == len(wanted) > 1 and all(map(_is_equal, wanted, results)):
        return list(results)  # 按30%、60%、10%拨付
    pairs: dict[int, int] = {}
    for index, target in enumerate(wanted):  # the very number that was asked for
        same = [order for order, one in enumerate(results) if _is_equal(target, one)]
        if len(same) == 1 and same[0] not in pairs.values() and len(results) >= len(wanted):
            pairs[index] = same[0]
    ranked = sorted(
        (-score, -alike, index, order)
        for index, target in enumerate(wanted)
        for order, result in enumerate(results)
        if (alike := agreement(target.units, result.units)) >= Agreement.CLOSE
        and (score := likeness(target.subject + target.tail, result.subject + result.tail))
    )
    for _, _, index, order in ranked:
        if index not in pairs and order not in pairs.values():
            pairs[index] = order
    if not pairs and len(results) == len(wanted):
        return _by_position(wanted, results)
    _by_unit(wanted, results, pairs)
    _by_rest(wanted, results, pairs)
    return [results[pairs[index]] if index in pairs else None for index in range(len(wanted))]


def _is_equal(target: Quantity, result: Quantity) -> bool:
    same = target.unit == result.unit and (target.low, target.high) == (result.low, result.high)
    return same and not (result.is_bound or result.approximate)


def _by_position(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    close = (
        agreement(one.units, other.units) >= Agreement.CLOSE
        for one, other in zip(wanted, results, strict=True)
    )
    return list(results) if all(close) else [None] * len(wanted)


def _by_unit(
    wanted: Sequence[Quantity], results: Sequence[Quantity], pairs: dict[int, int]
) -> None:
    """What words did not settle, a unit does that only one of each side has."""
    units = [one.unit for one in wanted]
    for index, unit in enumerate(units):
        if index in pairs or not unit or units.count(unit) > 1:
            continue
        left = _left(results, pairs)
        fit = [order for order in left if results[order].unit == unit]
        if len(fit) == 1:
            pairs[index] = fit[0]


def _left(results: Sequence[Quantity], pairs: dict[int, int]) -> list[int]:
    return [order for order in range(len(results)) if order not in pairs.values()]


def _by_rest(
    wanted: Sequence[Quantity], results: Sequence[Quantity], pairs: dict[int, int]
) -> None:
    """A number without words of its own goes with the only one that is left."""
    missing = [index for index in range(len(wanted)) if index not in pairs]
    wholes = [index for index in missing if "其中" not in wanted[index].subject]
    if len(wholes) == 1:
        missing = wholes  # 2个（其中1个备用）
    left = _left(results, pairs)
    if len(missing) != 1 or len(left) != 1:
        return
    target, result = wanted[missing[0]], results[left[0]]
    worded = len(target.subject + target.tail) > 1 and len(result.subject + result.tail) > 1
    if not worded and agreement(target.units, result.units) >= Agreement.CLOSE:
        pairs[missing[0]] = left[0]


_LIST = frozenset("，、；/和及与加+")
_AGAIN = frozenset({Kind.PERSONS, Kind.PLACES})
_THINGS = frozenset({"台", "套", "台套", "台(套)", "件", "个"})


def added_up(results: Sequence[Quantity], cell: str) -> Quantity | None:
    """The parts of a year, a course or a channel as one figure; None where they may be no parts."""
    if len(results) < 2 or not all(_is_stage(one.subject) for one in results):
        return None
    if len({one.subject for one in results}) < len(results):
        return None
    return total_of(results, cell)


def _is_stage(subject: str) -> bool:
    words = lexicon("stages")
    bare = subject.strip("，、；")
    return words.holds(bare, "stage") and not words.without(bare, "stage", "did").strip(" 份")


def counts_anew(total: Quantity) -> bool:
    """Whether every part counts others: visits do, pupils helped in spring and autumn may not."""
    return not any(unit.kind in _AGAIN for unit in total.units)


def total_of(parts: Sequence[Quantity], cell: str) -> Quantity | None:
    """Exact counts in one unit that a cell lists one behind the other, as their sum."""
    first, last = parts[0], parts[-1]
    if not first.unit or "/" in first.unit or first.is_percent or first.measures_time:
        return None
    if any(one.unit != first.unit or is_inexact(one) for one in parts):
        return None
    plain = normalize(cell)
    apart = all(_LIST & set(plain[one.end : other.start]) for one, other in pairwise(parts))
    if not apart or lexicon("stages").holds(plain, "untold"):
        return None  # 14个乡镇各1个 are 14
    low = sum((one.low for one in parts), Fraction(0))
    words = plain[max(0, first.start - len(first.subject)) : last.end]
    total = counted(first, low, low, words, "合计")
    return replace(total, multiplier=first.multiplier, start=first.start, end=last.end)


def asked_in_all(wanted: Sequence[Quantity], target: str) -> Quantity | None:
    """下乡30场，进校园20场，进社区10场 as the 60场 that they are together.

    None where one part may be within another (其中) or they are counted in different things.
    """
    plain, words = normalize(target), lexicon("stages")
    if len(wanted) < 2 or any(words.holds(one.subject, "not_added") for one in wanted):
        return None
    if "(" in plain or "或" in plain or not all(_alike(one, wanted[0]) for one in wanted):
        return None
    return total_of([replace(one, unit=wanted[0].unit, is_bound=False) for one in wanted], target)


def _alike(one: Quantity, other: Quantity) -> bool:
    if is_most(one):
        return False
    return one.unit == other.unit or {one.unit, other.unit} <= _THINGS


def only_total(results: Sequence[Quantity], asked: Quantity, cell: str) -> Quantity | None:
    """共演出62场 or a bare 62场 where several were asked for; None where it may be one part."""
    if len(results) != 1 or agreement(asked.units, results[0].units) < Agreement.CLOSE:
        return None
    only = results[0]
    is_alone = only.start == 0 and only.end == len(normalize(cell).rstrip("。"))
    is_whole = is_alone or lexicon("roles").holds(only.subject, "total")
    return only if is_whole and only.unit and not is_inexact(only) else None


_PARTIAL = re.compile(r"其中|每|人均|户均|平均|含|包括|不少于?$|约$")
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_SAID = re.compile(
    r"全年|共计?|合计|已|实际|完成|举办|开展|组织|培训|采购|购置|建设|新建|印发|印制|了|的|次数|数量|达到?|为|均"
)


def untold_part(parts: Sequence[Part], target: str, actual: str) -> Part | None:
    """The first part that no figure and no word of the result answers; None where one may.

    Only a result that is a bare list of figures leaves nothing else to read out of it.
    """
    plain = normalize(actual)
    told = [part for part in parts if part.actual is not None]
    silent = [part for part in parts if part.actual is None]
    if len(plain) > 60 or not told or not silent or len(silent) + len(told) < 2:
        return None
    if any(part.standing is Standing.UNKNOWN for part in told):
        return None
    if len(quantities(actual)) != len(told) or not _is_list(parts, plain, actual):
        return None
    if "(" in normalize(target):
        return None  # 60场（下乡30场）: a detail of the figure before it
    return next((part for part in silent if _stands_alone(part, told)), None)


def _is_list(parts: Sequence[Part], plain: str, actual: str) -> bool:
    """Whether nothing but figures and the target's own words stands in the result."""
    rest, at = [], 0
    for one in quantities(actual):
        rest.append(plain[at : one.start])
        at = one.end
    rest.append(plain[at:])
    known = "".join(f"{part.target.subject}{part.target.tail}" for part in parts if part.actual)
    left = "".join(_WORDS.findall(_SAID.sub("", "".join(rest))))
    return all(char in known for char in left)


def _stands_alone(part: Part, told: Sequence[Part]) -> bool:
    """讲座10场 has a thing of its own, or a unit that no told figure has; 每期50人 has neither."""
    subject = part.target.subject
    if is_most(part.target) or _PARTIAL.search(subject):
        return False
    own = "".join(_WORDS.findall(_SAID.sub("", subject)))
    others = "".join(one.target.subject for one in told)
    if own and not all(char in others for char in own):
        return True
    return all(agreement(part.target.units, one.target.units) < Agreement.CLOSE for one in told)
