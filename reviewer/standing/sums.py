"""Several figures that make up one: 第一期600人次、第二期536人次, and a total given for all parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.lexicon import lexicon

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
    if any(one.unit != first.unit or _is_inexact(one) for one in parts):
        return None
    plain = normalize(cell)
    apart = all(_LIST & set(plain[one.end : other.start]) for one, other in pairwise(parts))
    if not apart or lexicon("stages").holds(plain, "untold"):
        return None  # 14个乡镇各1个 are 14
    low = sum((one.low for one in parts), Fraction(0))
    return replace(
        first,
        subject="",
        tail="",
        relation=None,
        low=low,
        high=low,
        words=plain[max(0, first.start - len(first.subject)) : last.end],
        end=last.end,
        is_bound=False,
        made="合计",
    )


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
    if one.relation is not None and one.relation.is_upper:
        return False
    return one.unit == other.unit or {one.unit, other.unit} <= _THINGS


def only_total(results: Sequence[Quantity], asked: Quantity, cell: str) -> Quantity | None:
    """共演出62场 or a bare 62场 where several were asked for; None where it may be one part."""
    if len(results) != 1 or agreement(asked.units, results[0].units) < Agreement.CLOSE:
        return None
    only = results[0]
    is_alone = only.start == 0 and only.end == len(normalize(cell).rstrip("。"))
    is_whole = is_alone or lexicon("roles").holds(only.subject, "total")
    return only if is_whole and only.unit and not _is_inexact(only) else None


def _is_inexact(one: Quantity) -> bool:
    return bool(one.approximate or one.is_bound or one.is_range or one.trend or one.is_percent)
