"""Whether a result in words clearly says less than its target, and in what way."""

from __future__ import annotations

from functools import lru_cache

from reviewer.wording.contraries import contradicts, left_out
from reviewer.wording.degrees import is_weaker
from reviewer.wording.not_all import fewer_than_all
from reviewer.wording.poor import is_poor
from reviewer.wording.scales import is_graded_lower
from reviewer.wording.trends import went_the_other_way


@lru_cache(maxsize=4096)
def shortfall(target: str, actual: str, name: str) -> str:
    """How a result falls short of a target, for a message; "" where it does not for certain."""
    if is_graded_lower(target, actual, name):
        return "等级低于指标值"
    if contrary := contradicts(target, actual, name):
        return contrary
    if went_the_other_way(target, actual, name):
        return "变化方向与指标值不符"
    if is_weaker(target, actual, name) or is_poor(target, actual, name):
        return "程度不如指标值"
    if fewer := fewer_than_all(target, actual):
        return fewer
    if missing := left_out(target, actual):
        return f"有“{missing}”"
    return ""
