"""Which policy a form is checked under, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from reviewer.models import Form, FormKind
from reviewer.policy.loader import DEFAULT, load, names
from reviewer.policy.model import Policy
from reviewer.rounding import plain, rounding_of

_BEFORE_NAME = re.compile(r"[^\u4e00-\u9fff]*")
"""Unit codes ("219001-", "[155]") stand before names."""
_ROAD = re.compile(r"[东南西北中一二三]{0,2}(?:路|街|大道|道|巷)")
_ELSEWHERE = frozenset("驻援赴对往")
"""北京市驻成都市办事处 is none of Chengdu's units."""
_FULL_NAME_ENDS = ("省", "市", "区", "州")


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy in force for a form and, in Chinese, the reason."""

    policy: Policy
    reason: str


def choose(form: Form, wanted: str | None = None) -> Choice:
    """The policy for a form: the one asked for, else what the form tells of itself.

    A form's own 分值 of 预算执行率 counts for more than the place that its department's name
    tells: a unit in Hubei that fills in the national form is checked by the national policy.

    Raises:
        PolicyError: `wanted` is no policy, or its file is broken.
    """
    if wanted:
        return Choice(load(wanted), f"由使用者指定“{wanted}”")
    if form.kind is FormKind.TRANSFER:
        reason = "转移支付绩效自评表不设分值和得分，按全国通用口径且不作分值检查"
        if form.scored:
            reason = "转移支付绩效自评表没有统一的分值，按全国通用口径；表中的分值和得分没有检查"
        return Choice(load(), reason)
    return _by_execution_weight(form, _by_region(form))


def _by_region(form: Form) -> Choice:
    cells = (("主管部门", form.department), ("实施单位", form.unit), ("表名", form.title))
    for label, cell in cells:
        name = policy_of_place(cell.text)
        if name is not None:
            return Choice(load(name), f"{label}为“{cell.text}”")
    return Choice(load(), "主管部门、实施单位和表名中没有已收录口径的地名")


def _by_execution_weight(form: Form, place: Choice) -> Choice:
    printed = execution_weight(form)
    if printed is None:
        return _by_execution_score(form, place)
    if printed == place.policy.execution_weight:
        return place
    fitting = (load(name) for name in names())
    found = next((policy for policy in fitting if policy.execution_weight == printed), None)
    if found is None or _row_weights(form) > found.total - printed:
        return place
    reason = f"表中预算执行率分值为{plain(printed)}分，与{found.title}的口径一致"
    if place.policy.name != DEFAULT:
        reason = f"{place.reason}，但{reason}"
    return Choice(found, reason)


def _by_execution_score(form: Form, place: Choice) -> Choice:
    """A form without any 分值 (得分 = 20分 × 执行率 in its heading) tells its weight by its score."""
    if _row_weights(form):
        return place
    total = form.funding_total
    if total is None or not (total.score and total.executed.exact and total.annual_budget.exact):
        return place
    rate = min(Fraction(1), total.executed.exact / total.annual_budget.exact)
    score = total.score

    def gives(policy: Policy) -> bool:
        exact = policy.execution_weight * rate
        return rounding_of(score.value or Decimal(0), score.decimals, exact) is not None

    if gives(place.policy):
        return place
    found = next((policy for name in names() if gives(policy := load(name))), None)
    if found is None:
        return place
    weight = plain(found.execution_weight)
    reason = (
        f"表中没有分值，执行率得分{total.score}等于{weight}分×执行率，与{found.title}的口径一致"
    )
    return Choice(found, reason)


def execution_weight(form: Form) -> Fraction | None:
    """分值 of the execution rate as printed, on whichever line it stands."""
    return next((line.weight.exact for line in form.funding if line.weight), None)


def _row_weights(form: Form) -> Fraction:
    return sum((row.weight.exact or Fraction(0) for row in form.indicators), Fraction(0))


@lru_cache(maxsize=1024)
def policy_of_place(name: str) -> str | None:
    """The shipped policy of the place that a unit's name begins with or names in full."""
    start = _BEFORE_NAME.match(name)
    head = start.end() if start else 0
    best: tuple[int, str] | None = None
    for policy in names():
        for region in load(policy).regions:
            position = _position(name, region, head)
            if position is not None and (best is None or position < best[0]):
                best = (position, policy)
    return best[1] if best else None


def _position(name: str, region: str, head: int) -> int | None:
    """Where a place stands in a name. A short name ("四川") counts at the beginning only."""
    position = name.find(region, head)
    if position < 0 or (position > head and not region.endswith(_FULL_NAME_ENDS)):
        return None
    if position > 0 and name[position - 1] in _ELSEWHERE:
        return None
    if _ROAD.match(name, position + len(region)):
        return None
    return position
