"""A change given as its two figures: 由36件减少到11件 for 同比减少50%以上, 上年11.26万吨，本年10.93万吨."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Kind
from reviewer.wording.goal_numbers import decimals_of

_LAST = r"(?:上年度?|去年|上一年度?|上年同期|去年同期|同期|改造前|实施前|治理前|项目前|(?:19|20)\d\d年度?)"
_THIS = r"(?:本年度?|今年|当年|现|改造后|实施后|治理后|(?:19|20)\d\d年度?)"
_NUMBER = r"[约共]?\d[\d,]{0,15}(?:\.\d{1,8})?[\u4e00-\u9fffA-Za-z%‰/23]{0,8}?"
_VERB = (
    r"(?:下?降|降低|减少|压减|缩减|缩短|下滑|回落|增加|增长|提高|提升|上?升|扩大|上涨|变)(?:到|至|为)了?"
    r"|[到至为](?=\d)"
)
_SAYS = r"(?:的|为|是|：|有|共|发生|完成|实现|达到?)*"
_TWO = re.compile(
    rf"(?:由|从)(?:{_LAST}{_SAYS})?(?P<old>{_NUMBER})[，、]?(?:{_VERB})(?:{_THIS}{_SAYS})?(?P<new>{_NUMBER})(?=[，。；、()]|$)"
    rf"|(?<![比较])(?P<last>{_LAST}){_SAYS}(?P<then>{_NUMBER})[，、；](?P<this>{_THIS}){_SAYS}(?P<now>{_NUMBER})(?=[，。；、()]|$)"
    rf"|(?P<this2>{_THIS}){_SAYS}(?P<now2>{_NUMBER})[，、；](?P<last2>{_LAST}){_SAYS}(?P<then2>{_NUMBER})(?=[，。；、()]|$)"
)
_YEAR = re.compile(r"\d{4}")
_FALLS = re.compile(r"下降|降低|减少|压减|压降|缩减|缩短|削减|节约|降幅|减幅")
_RISES = re.compile(r"增长|提高|提升|增加|上升|增幅|涨幅|扩大")
_SHARES = frozenset({Kind.PERCENT, Kind.POINTS})
_LONGEST = 80


def as_change(actual: str, target: Quantity, name: str) -> Quantity | None:
    """The change in the target's unit, signed its way; None where no two figures surely give it."""
    way = target.trend or _way_of(normalize(name))
    if not way or len(actual) > _LONGEST or target.low < 0:
        return None
    figures = _figures(normalize(actual))
    if figures is None or _is_told(actual, target):
        return None
    old, new = figures
    shares = {unit.kind for unit in (*old.units, *new.units)} & _SHARES
    if target.unit == "%" and not shares and old.low > _half_step(old):
        moved = (new.low - old.low) / old.low * 100 * way
        most = _most(old, new, way) if moved < target.low else moved
    elif target.unit.endswith("百分点") and shares:
        moved = most = (new.low - old.low) * way
    else:
        return None
    if most < target.low:
        most = moved
    turned = most < 0 and target.trend != 0
    return replace(
        target,
        subject="",
        tail="",
        relation=None,
        low=abs(moved) if turned else moved,
        high=abs(moved) if turned else most,
        approximate="约" if most != moved else "",
        is_bound=False,
        trend=-target.trend if turned else target.trend,
        words=normalize(actual),
        made="即",
    )


def _most(old: Quantity, new: Quantity, way: int) -> Fraction:
    """What the change may be where 1.2万 and 1.3万 are rounded."""
    before, after = old.low + way * -_half_step(old), new.low + way * _half_step(new)
    return (after - before) / before * 100 * way


def _half_step(one: Quantity) -> Fraction:
    """Half of the last digit of what was measured or is printed in 万; whole counts are exact."""
    decimals = decimals_of(one)
    if not decimals and one.multiplier == 1:
        return Fraction(0)
    halves: int = 2 * 10**decimals
    return one.multiplier / halves


def _is_told(actual: str, target: Quantity) -> bool:
    """由36件减少到11件，下降69.4%: the result gives the change itself."""
    share = target.unit == "%"
    return any(one.unit == target.unit for one in quantities(actual)) and (
        share or "百分点" in actual
    )


def _way_of(name: str) -> int:
    falls, rises = _FALLS.search(name), _RISES.search(name)
    if (falls is None) == (rises is None):
        return 0
    return -1 if falls else 1


def _figures(plain: str) -> tuple[Quantity, Quantity] | None:
    """What it was and what it is now, in one unit."""
    found = list(_TWO.finditer(plain))
    if len(found) != 1:
        return None
    (one,) = found
    last, this = one["last"] or one["last2"], one["this"] or one["this2"]
    if last and this and not _follows(last, this):
        return None
    old = quantities(one["old"] or one["then"] or one["then2"])
    new = quantities(one["new"] or one["now"] or one["now2"])
    if len(old) != 1 or len(new) != 1:
        return None
    before, now = old[0], new[0]
    if any(part.is_range or part.approximate or part.is_bound for part in (before, now)):
        return None
    return (before, now) if before.unit == now.unit else None


def _follows(last: str, this: str) -> bool:
    """Of two years in figures the earlier is the one that is compared with."""
    earlier, later = _YEAR.match(last), _YEAR.match(this)
    if earlier and later:
        return earlier.group() < later.group()
    return not (earlier or later) or earlier is not None
