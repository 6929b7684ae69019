"""On what grounds a result falls short of its target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ShortfallKind(StrEnum):
    """What a result lacks."""

    STATE = "state"  # 未获批准, 被退回, 征求意见稿
    GRADE = "grade"  # Ⅳ类 for Ⅲ类
    DEGREE = "degree"  # 有所提升 for 显著提升
    PRESENCE = "presence"  # 事故一起 for 零事故
    COMPLETENESS = "completeness"  # 缺两卷, 9户未纳入
    LATE = "late"  # 迟报一回
    TREND = "trend"  # 不及上年 for 持续改善
    COST = "cost"  # 超预算
    HEDGE = "hedge"  # 基本完成
    PLAN = "plan"  # 计划下年举办
    PENDING = "pending"  # 待验收
    OTHER = "other"  # another thing than was asked


@dataclass(frozen=True, slots=True)
class Shortfall:
    """That a result says less than its target.

    Attributes:
        words: the result's own, as in its normal form; "" where the cell as a whole says it.
        phrase: what is lacking, for a message: 等级低于指标值.
    """

    kind: ShortfallKind
    words: str
    phrase: str


def with_words(kind: ShortfallKind, words: str) -> Shortfall:
    """A shortfall that is told by its words: 有“2台未到货”."""
    return Shortfall(kind, words, f"有“{words}”")
