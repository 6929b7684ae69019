"""Which dimension (数量, 时效, 满意度 …) and which category (产出, 效益, 满意度) a label names."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.models import Indicator

_SOME_BENEFIT = "效益"
"""A label that says 效益 and not which."""
BENEFITS = frozenset(("经济效益", "社会效益", "生态效益", "可持续影响"))
_PATTERNS = (
    # The order decides: 服务质量满意度 is 满意度, 生态环境成本 is 成本, 社会效益数量 is 效益.
    ("满意度", re.compile("满意")),
    ("成本", re.compile("成本")),
    ("经济效益", re.compile("经济(?:效益|效果|效应|影响)")),
    ("社会效益", re.compile("社会(?:效益|效果|效应|影响)")),
    ("生态效益", re.compile("(?:生态|环境|环保)(?:环境)?(?:效益|效果|效应|影响)")),
    ("可持续影响", re.compile("可持续")),
    (_SOME_BENEFIT, re.compile("效益|效果|效应|影响")),
    ("数量", re.compile("数量")),
    ("质量", re.compile("质量")),
    ("时效", re.compile("时效|进度|时间")),
)
_CATEGORY = {"满意度": "满意度"} | dict.fromkeys(("数量", "质量", "时效", "成本"), "产出")
_OUTPUT = re.compile("产出")


@lru_cache(maxsize=1024)
def dimension(label: str) -> str | None:
    """The dimension that a level label names, None where it names none."""
    return next((name for name, pattern in _PATTERNS if pattern.search(label)), None)


@lru_cache(maxsize=1024)
def category(label: str) -> str | None:
    """产出, 效益 or 满意度; 成本指标 at the first level counts as 产出."""
    found = dimension(label)
    if found is None:
        return "产出" if _OUTPUT.search(label) else None
    return _CATEGORY.get(found, "效益")


def row_category(row: Indicator) -> str | None:
    """A row's category by its first level, else by its second."""
    return category(row.level1.text) or category(row.level2.text)


def row_dimensions(row: Indicator) -> frozenset[str]:
    """The dimensions that a row's two labels name; 效益 alone may be any of them."""
    return _dimensions(row.level1.text, row.level2.text)


@lru_cache(maxsize=1024)
def _dimensions(level1: str, level2: str) -> frozenset[str]:
    found = {name for name in (dimension(level1), dimension(level2)) if name}
    if _SOME_BENEFIT in found:
        found.remove(_SOME_BENEFIT)
        if not found & BENEFITS:
            return frozenset(found | BENEFITS)
    return frozenset(found)
