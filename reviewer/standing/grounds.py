"""Whether a row falls short of its target, and on what grounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction

from reviewer.language.quantities import Quantity


class Standing(Enum):
    """Whether a target was reached; UNKNOWN where that cannot be said for certain."""

    MET = "met"
    OVER = "over"  # met, and more than that
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for one pair.

    Attributes:
        reason: why it is UNKNOWN, in Chinese.
        completion: the share of 分值 that the formula gives a missed target, where it gives one.
        over: result ÷ target of a forward target that was met.
        target_value: both values in the target's printed unit, for the formula.
        units_differ: the units cannot mean the same thing.
        reverse: less is better.
    """

    standing: Standing
    reason: str = ""
    completion: Fraction | None = None
    over: Fraction | None = None
    target_value: Fraction | None = None
    actual_value: Fraction | None = None
    units_differ: bool = False
    reverse: bool = False


def unknown(reason: str, *, units_differ: bool = False) -> Comparison:
    """A pair that cannot be compared, and why."""
    return Comparison(Standing.UNKNOWN, reason, units_differ=units_differ)


class Ground(Enum):
    """By what a row falls short.

    Its number, one case of many, the way against the year before, or what its figures really give.
    """

    NUMBER = "number"
    EACH = "each"
    TREND = "trend"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Part:
    """One quantity of a target and what became of it; `actual` is None where nothing fits it."""

    target: Quantity
    actual: Quantity | None
    comparison: Comparison

    @property
    def standing(self) -> Standing:
        return self.comparison.standing


@dataclass(frozen=True, slots=True)
class Attainment:
    """What comes of a row.

    Attributes:
        standing: MISSED only where nothing speaks against it.
        reason: why it is UNKNOWN, in Chinese.
        is_quantified: the target holds a number, whether it could be read or not.
        as_worded: met because the result says what a target in words asks for.
        parts: the target's quantities with their results; one for a plain target.
        completion: what the formula multiplies 分值 by, 0..1, for a missed plain target.
        over: result ÷ target of a plain forward target that was met (3 for 300%).
        target_value: both values in the target's printed unit, for the formula.
        reverse: less is better.
        units_differ: target and result have units that cannot mean the same thing.
        has_blank: the target or the result is empty.
        ground: by what it was decided.
        said: the figures that show a trend, the formula of a relation.
    """

    standing: Standing
    reason: str = ""
    is_quantified: bool = False
    as_worded: bool = False
    parts: tuple[Part, ...] = ()
    completion: Fraction | None = None
    over: Fraction | None = None
    target_value: Fraction | None = None
    actual_value: Fraction | None = None
    reverse: bool = False
    units_differ: bool = False
    has_blank: bool = False
    ground: Ground = Ground.NUMBER
    said: str = ""

    @property
    def only(self) -> Part | None:
        """The part of a target with one quantity."""
        return self.parts[0] if len(self.parts) == 1 else None

    @property
    def is_compound(self) -> bool:
        """The target has several quantities."""
        return len(self.parts) > 1

    @property
    def met(self) -> bool:
        """Reached, or more than that."""
        return self.standing in (Standing.MET, Standing.OVER)

    @property
    def missed(self) -> bool:
        return self.standing is Standing.MISSED


def of_part(part: Part) -> Attainment:
    """What comes of a row with one quantity."""
    found = part.comparison
    is_over = found.over is not None and found.over > 1
    return Attainment(
        standing=Standing.OVER if is_over else found.standing,
        reason=found.reason,
        is_quantified=True,
        parts=(part,),
        completion=found.completion,
        over=found.over,
        target_value=found.target_value,
        actual_value=found.actual_value,
        reverse=found.reverse,
        units_differ=found.units_differ,
    )


def of_parts(parts: tuple[Part, ...], *, either: bool) -> Attainment:
    """One part missed is the whole missed; one part unknown leaves the rest open.

    Of parts to choose from (`either`) one reached is the whole reached.
    """
    standings = {part.standing for part in parts}
    if either and standings & {Standing.MET, Standing.OVER}:
        return Attainment(Standing.MET, is_quantified=True, parts=parts)
    order = (Standing.UNKNOWN, Standing.MISSED) if either else (Standing.MISSED, Standing.UNKNOWN)
    standing = next((one for one in order if one in standings), Standing.MET)
    reason = next((part.comparison.reason for part in parts if part.standing is standing), "")
    return Attainment(
        standing=standing,
        reason=reason if standing is Standing.UNKNOWN else "",
        is_quantified=True,
        parts=parts,
        units_differ=any(part.comparison.units_differ for part in parts),
    )


def undecided(reason: str) -> Attainment:
    """A target with numbers of which the result does not surely tell; `reason` says why, in Chinese."""
    return Attainment(Standing.UNKNOWN, reason, is_quantified=True)


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


_SHOWN = 20


def short(text: str) -> str:
    """The beginning of a text, for a reason."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def it_happened(event: str) -> Shortfall:
    """That something happened which was not to."""
    return Shortfall(ShortfallKind.PRESENCE, event, f"写明“{event}”，与指标值相反")
