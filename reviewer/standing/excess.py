"""Over-achievement: does an explanation say why, and is there enough of it to ask?"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.language.words import is_stock
from reviewer.lexicon import lexicon
from reviewer.reading.accounts import Role, read_account

_AMOUNT = re.compile(r"[\d.]+[万亿]?(?:%|[\u4e00-\u9fff]{0,2})")
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
        Role.RESTATING not in clause.role and _tells_more(clause.text, row_words)
        for clause in reason.clauses
    )


def _tells_more(clause: str, row_words: str) -> bool:
    words = lexicon("surplus")
    rest = _AMOUNT.sub("", words.without(clause, "more"))
    return words.holds(clause, "planned") or not is_stock(rest, row_words)


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
