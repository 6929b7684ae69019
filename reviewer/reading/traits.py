"""Which measures only name what the next number counts: 直径18毫米的2150米, 300毫米管7.86公里, 600米以下11个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.language.stops import start_of
from reviewer.language.units import Kind

_NO_TRAIT = frozenset((Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.RATIO, Kind.MONEY))
_SIZES = frozenset((Kind.LENGTH, Kind.AREA, Kind.VOLUME, Kind.MASS, Kind.POWER))
_COUNTED = frozenset(
    (
        *(Kind.LENGTH, Kind.AREA, Kind.VOLUME, Kind.MASS, Kind.THINGS, Kind.PLACES),
        *(Kind.PERSONS, Kind.PERSON_TIMES, Kind.DOCUMENTS, Kind.EVENTS),
    )
)
_OF = pattern(r"[\u4e00-\u9fff]?的[\u4e00-\u9fff]{0,2}")
_BOUND = pattern(r"(?:以上|以下|以内|以外|之内|内)$")
_NOUN = pattern(r"[^\W\d分花用付摊共合计供可占要为是有完成到发给平均每各,]{0,3}")
_LONGEST = 4


def traits(found: Sequence[Quantity], plain: str) -> frozenset[int]:
    """Where those begin that stand before what they describe: 的, a bound or a like one beside tells.

    A quantity of its own stands before another too: 沿52公里沙路栽苗1200亩, 300亩2.1万株.
    """
    pairs = [
        (one, other, plain[one.end : other.start])
        for one, other in pairwise(found)
        if other.start - one.end <= _LONGEST and _may_describe(one, other)
    ]
    told = {one.start for one, _, joint in pairs if _is_told(one, joint)} if pairs else set()
    return frozenset((*told, *_of_like_ones(pairs, plain)) if pairs else ())


def _may_describe(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or not one.units or not other.units or "/" in one.unit + other.unit:
        return False
    return other.units[0].kind in _COUNTED and any(map(str.isdecimal, other.words))


def _is_told(one: Quantity, joint: str) -> bool:
    """19座的14辆, 3米宽的18.3公里, 超30厘米的路段5处; 600到900米12个, 50亩以上61处."""
    if one.is_percent or (one.units[0].kind in _NO_TRAIT and not one.is_bound):
        return False
    if _OF.fullmatch(joint):
        return True
    limits = _BOUND.search(one.words) is not None or (one.is_range and not joint)
    return limits and _NOUN.fullmatch(joint) is not None


def _of_like_ones(pairs: Sequence[_Pair], plain: str) -> Iterator[int]:
    """8.5米车10辆、6.5米车5辆: the same measure and noun more than once, and no word of their own."""
    groups: dict[tuple[str, str, str], list[Quantity]] = {}
    for one, other, joint in pairs:
        if one.units[0].kind in _SIZES and _NOUN.fullmatch(joint):
            groups.setdefault((one.unit, joint, other.unit), []).append(one)
    for alike in groups.values():
        fronts = [plain[start_of(plain, one.start, _SIGNS) : one.start] for one in alike]
        if len(alike) > 1 and (not any(fronts[1:]) or len(set(fronts)) == 1):
            yield from (one.start for one in alike)


_Pair = tuple[Quantity, Quantity, str]
_SIGNS = "，。；！？、：("
