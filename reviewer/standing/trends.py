"""Targets that name a way to go (较上年下降, 不高于上年, 只减不增) against what the figures did."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from reviewer.language.quantities import Quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role
from reviewer.reading.sense import waits
from reviewer.standing.answers import likeness
from reviewer.standing.derived import before_and_now

_LONGEST = 24


class Way(Enum):
    """What a target asks of a thing beside its earlier value."""

    FALL = "下降"
    RISE = "上升"
    NO_RISE = "不高于上年"
    NO_FALL = "不低于上年"


class Movement(NamedTuple):
    """Where a thing went: below 0 down, above up; `said` are the figures that show it."""

    sign: int
    said: str


_COMPARED = frozenset(
    (
        "高于",
        "低于",
        "多于",
        "少于",
        "长于",
        "短于",
        "优于",
        "超过",
        "不高于",
        "不超过",
        "不超",
        "不多于",
        "不大于",
        "不长于",
        "不低于",
        "不少于",
        "不差于",
        "不短于",
        "不小于",
        "不得高于",
        "不得超过",
        "不得低于",
        "不得少于",
        "未高于",
        "未低于",
        "不突破",
    )
)
"""Words that compare with the year before only where that is named."""


def asked_way(target: str) -> Way | None:
    """The way that a whole target names; None where it names a number, several ways or more."""
    plain = read_cell(target).plain.strip("。；")
    if len(plain) > _LONGEST or quantities(target):
        return None
    words = lexicon("trends")
    last = words.holds(plain, "last")
    found = {
        mark.concept
        for mark in words.find(plain, "fall", "rise", "no_rise", "no_fall")
        if last or mark.word not in _COMPARED
    }
    if "no_rise" in found:
        return Way.NO_RISE
    if "no_fall" in found:
        return Way.NO_FALL
    if len(found) != 1:
        return None
    return Way.FALL if "fall" in found else Way.RISE


def movement(cell: Cell, name: str) -> Movement | None:
    """How the figures of a result moved against the year before, None where they do not tell.

    Figures of another thing than the row's (孕产妇死亡率 under 健康水平) tell nothing, nor do times and
    places, of which fewer are more of what is named (办事效率 由5天降到2天).
    """
    signs: dict[int, str] = {}
    if (pair := before_and_now(cell)) is not None:
        before, now = pair
        if not all(_is_of_row(one, name) for one in pair):
            return None
        sign = (now.low > before.low) - (now.low < before.low)
        signs[sign] = f"{before.words}→{now.words}"
    for one in cell.figures:
        if one.role is Role.CHANGE and not _is_of_row(one.quantity, name):
            return None
        if one.role is Role.CHANGE and (sign := _sign(one, cell)):
            signs.setdefault(sign, _clause(one.quantity, cell))
    if len(signs) != 1:
        return None
    ((sign, said),) = signs.items()
    return Movement(sign, said)


_SHORTEST = 2


def _is_of_row(quantity: Quantity, name: str) -> bool:
    """Whether a figure is given of the row's own thing, and in what the name measures."""
    if (quantity.measures_time or quantity.unit in _PLACES) and not waits(name):
        return False
    words = lexicon("roles")
    concepts = ("before", "now", "from", "up", "down", "total", "average", "rate")
    bare = words.without(quantity.subject, *concepts)
    own = [piece for piece in bare.split() if len(piece) > _SHORTEST and not piece.isascii()]
    return all(likeness(piece, name) for piece in own)


_PLACES = frozenset(("名", "位"))


def _sign(figure: Figure, cell: Cell) -> int:
    if not lexicon("trends").holds(cell.plain, "last") and "同比" not in cell.plain:
        return 0
    return -1 if figure.quantity.low < 0 else figure.way


def _clause(change: Quantity, cell: Cell) -> str:
    start = max(cell.plain.rfind(sign, 0, change.start) for sign in "，。；(") + 1
    return cell.plain[start : change.end]


def missed_way(way: Way, moved: Movement) -> bool:
    """Whether it went another way than asked; of what stayed the same only a change was missed."""
    if way is Way.NO_RISE:
        return moved.sign > 0
    if way is Way.NO_FALL:
        return moved.sign < 0
    wanted = -1 if way is Way.FALL else 1
    return moved.sign != wanted
