"""What the figures that a result lists come to: 首批88人，第二批72人 are 160人, 东关、南关各1处 are 2处."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, read_states
from reviewer.relations.printed import same_unit

_MOST_PARTS = 16
"""Longer lists give their own total; sums of every run would grow with the square."""
_REACH = 80
_NAMES = pattern(r"([^，。；！？]{1,60})各[^，。；！？、\d]{0,4}$")
_OPEN = frozenset(
    (
        Kind.UNDONE,
        Kind.UNDER_WAY,
        Kind.BUILDING,
        Kind.PENDING,
        Kind.PLANNED,
        Kind.STOPPED,
        Kind.LACKING,
    )
)
_BETWEEN = pattern("[、和及与]")


@lru_cache(maxsize=1024)
def totals(values: tuple[Quantity, ...], cell: str) -> tuple[Quantity, ...]:
    """The sums of parts that stand one behind the other, and of what each of several has."""
    parts = [one for one in _counted(values, normalize(cell)) if _adds(one) and not _is_open(one)]
    units: list[list[Quantity]] = []
    for part in parts[: _MOST_PARTS * 2]:
        kin = next((one for one in units if same_unit(one[0], part)), None)
        if kin is None:
            units.append([part])
        else:
            kin.append(part)
    return tuple(one for kin in units for one in _sums(kin[:_MOST_PARTS]))


def _adds(one: Quantity) -> bool:
    return bool(one.unit) and not (one.is_percent or one.trend or one.is_range)


def _is_open(part: Quantity) -> bool:
    """进学校的1场排在次年3月, 未更换2台."""
    said = f"{part.subject}{part.words}{part.tail}"
    later = lexicon("states").holds(said, "later")
    return later or any(state.kind in _OPEN for state in read_states(said))


def _counted(values: Sequence[Quantity], plain: str) -> Iterator[Quantity]:
    """Each figure, times those that have it: 5个乡镇各12吨, 车站、广场各1个."""
    for before, one in zip((None, *values), values, strict=False):
        times = _having_it(before, one, plain) if "各" in one.subject else 0
        yield _made(one, one.low * times) if times else one


def _having_it(before: Quantity | None, one: Quantity, plain: str) -> int:
    if before is not None and before.clause == one.clause and before.tail.endswith("各"):
        return int(before.low)
    named = _NAMES.search(plain[max(0, one.start - _REACH) : one.start])
    return 0 if named is None else len(_BETWEEN.findall(named[1])) + 1


def _sums(parts: Sequence[Quantity]) -> Iterator[Quantity]:
    """What every run of parts comes to; a total behind its parts is none of them."""
    runs: list[list[Quantity]] = [[]]
    for part in parts:
        sums = list(accumulate((one.low for one in reversed(runs[-1])), initial=Fraction(0)))
        if part.low in sums[2:] or lexicon("roles").holds(part.subject, "total"):
            runs.append([])
        else:
            runs[-1].append(part)
    for run in runs:
        for start in range(len(run)):
            for length, low in enumerate(accumulate(one.low for one in run[start:]), start=1):
                if length > 1 or run[start].made:
                    yield _made(run[start], low)


def _made(like: Quantity, low: Fraction) -> Quantity:
    return replace(like, low=low, high=low, relation=None, is_bound=False, made="合计")
