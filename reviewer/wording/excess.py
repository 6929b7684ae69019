"""Over-achievement: does an explanation say why, and is there enough of it to ask?"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.language.words import is_stock
from reviewer.reading.accounts import Role, read_account

_MORE = re.compile(
    r"超额|超出|超过|超预期|超|高于|多于|大于|大幅|显著|明显|突出|良好|较[高多好]|圆满|顺利|[比较多达]|任务|目标|计划|指标|完成"
    r"|数量|[\d.]+[万亿]?(?:%|[\u4e00-\u9fff]{0,2})"
)
"""That there was more than planned, and how much: 超额完成, 比目标多180人次, 成效显著."""
_PLANNED = re.compile(r"预[计估测]|估计|测算|设[定置]|[偏过较][低少]|保守|不足|口径|录入")
"""The target was set too low, however the clerk puts it."""
_MOST_CHARACTERS = 200
"""Nobody writes more without giving a reason."""


@lru_cache(maxsize=4096)
def says_why(text: str, row_words: str) -> bool:
    """Whether an explanation tells more of an over-achievement than that there was one."""
    if len(text) > _MOST_CHARACTERS:
        return True
    reason = read_account(text)
    if reason.refers_elsewhere:
        return True
    return any(
        Role.RESTATING not in clause.role
        and (_PLANNED.search(clause.text) or not is_stock(_MORE.sub("", clause.text), row_words))
        for clause in reason.clauses
    )


_MEASURED = frozenset(
    {
        *(Kind.MONEY, Kind.FOREIGN_MONEY, Kind.LENGTH, Kind.AREA, Kind.VOLUME, Kind.MASS),
        *(Kind.ENERGY, Kind.POWER, Kind.DATA),
    }
)
_SHARES = frozenset({Kind.PERCENT, Kind.POINTS})


def is_small(
    target: Quantity, over: Fraction, pieces: Fraction, points: tuple[Fraction, Fraction]
) -> bool:
    """Whether so little was done beyond the target that nobody asks, however large the share.

    One film more than three is a third more; so are two per cent more than six. A rate may be
    passed by its own size, within bounds; amounts (money, roads, areas) have a share only.

    Args:
        target: what was planned.
        over: result ÷ target.
        pieces: so many counted things more are few; concentrations (mg/L) are taken so too.
        points: percentage points that are few for any rate, and the most that are for one.
    """
    excess = (over - 1) * target.high
    kinds = {unit.kind for unit in target.units if not unit.per}
    if kinds & _SHARES:
        least, most = points
        return excess <= min(max(least, target.high), most)
    return not kinds & _MEASURED and excess <= pieces
