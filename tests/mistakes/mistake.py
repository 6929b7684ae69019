"""A mistake planted in a correct form, and what must be found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle
from typing import NamedTuple

from tests.mistakes.bases import (
    BASES,
    COST,
    COUNT,
    LASTING,
    NATURE,
    QUALITY,
    SERVED,
    SOCIAL,
    TIME,
)
from tests.mistakes.paper import Edits, Paper, Row


class Mistake(NamedTuple):
    """One planted mistake.

    Attributes:
        base: the correct form's name in BASES.
        edits: what was changed, see Paper.changed.
        code: the rule that must find it.
        at: the row's name, or the field of a finding about the form.
        expected: what the finding must give as the right value, where that can be said.
        follows: codes that the mistake brings about elsewhere, each with its row or field.
        keep_total: the 总分 row was not changed with the rows.
    """

    base: str
    edits: Edits
    code: str
    at: str
    expected: str | None = None
    follows: tuple[tuple[str, str], ...] = ()
    keep_total: bool = False

    @property
    def paper(self) -> Paper:
        """The form with the mistake in it."""
        return BASES[self.base].changed(self.edits, keep_total=self.keep_total)

    def __str__(self) -> str:
        changes = ",".join(f"{path}={_short(new)}" for path, new in self.edits.items())
        return f"{self.code}-{self.base}-{changes}"[:120]


def _short(new: str | Row | None) -> str:
    if isinstance(new, Row):
        return f"[{new.name}|{new.target}|{new.actual}|{new.weight}|{new.score}|{new.explanation}]"
    return new or "（空）"


WHY = "供应商到货推迟一个多月，后续批次未能按时组织；2024年3月底前由项目科补齐，并在合同中约定违约责任。"
"""A sound explanation without numbers of its own row."""

_SLOTS = {
    COUNT: (("消防培训", "灭火器配置数量"), ("公共卫生", "新建标准化接种门诊"), ("农村公路", "★养护公路里程"), ("图书馆", "开放天数")),
    QUALITY: (("消防培训", "培训考核合格率"), ("河道整治", "工程验收合格率"), ("农村公路", "★路面技术状况优良率"), ("大气监测", "站点验收情况")),
    TIME: (("消防培训", "培训完成时间"), ("河道整治", "工程完工时间"), ("农村公路", "水毁路段修复时间"), ("大气监测", "站点建成时间")),
    COST: (("消防培训", "每场培训成本"), ("河道整治", "单位清淤成本"), ("公共卫生", "人均服务经费"), ("大气监测", "单个站点造价")),
    SOCIAL: (("消防培训", "消防知识知晓率"), ("农村公路", "受益群众人数"), ("河道整治", "受益村庄数量"), ("图书馆", "接待读者")),
    NATURE: (("河道整治", "断面水质达标率"), ("大气监测", "环境空气质量")),
    LASTING: (("消防培训", "培训长效机制"), ("河道整治", "河道管护制度"), ("大气监测", "数据共享机制")),
    SERVED: (("消防培训", "参训居民满意度"), ("河道整治", "沿线居民满意度"), ("农村公路", "沿线群众满意度")),
}  # fmt: skip
"""Rows of the base forms that give up their place, and their 分值, to a row with a mistake."""
_turns = {level: cycle(slots) for level, slots in _SLOTS.items()}


def in_place(
    code: str,
    level2: str,
    name: str,
    target: str,
    actual: str,
    share: str = "full",
    explanation: str = "",
    expected: str | None = None,
) -> Mistake:
    """A row with a mistake in the place of a correct one, in the next form that has such a row.

    `share` is what the row scores of its 分值 in per cent, or "full".
    """
    base, given_up = next(_turns[level2])
    old = BASES[base].rows[BASES[base].index(given_up)]
    score = old.weight if share == "full" else _part(old.weight, share)
    row = Row(old.level1, old.level2, name, target, actual, old.weight, score, explanation)
    if expected is not None:
        expected = _part(old.weight, expected)
    return Mistake(base, {given_up: row}, code, name, expected)


def _part(weight: str, share: str) -> str:
    part = Decimal(weight) * Decimal(share) / 100
    return f"{part.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
