"""Targets that name a way to go (较上年下降, 不高于上年, 稳步增长) against where the thing went."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role
from reviewer.reading.sense import Sense, sense, waits
from reviewer.reading.states import Kind, read_states
from reviewer.standing.answers import likeness
from reviewer.standing.derived import before_and_now


class Way(Enum):
    """Where something went, or was to go."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    BETTER = "better"
    WORSE = "worse"
    NOT_LESS = "not less"
    NOT_MORE = "not more"


_WRONG = {
    Way.UP: (Way.DOWN, Way.LEVEL, Way.WORSE),
    Way.DOWN: (Way.UP, Way.LEVEL, Way.WORSE),
    Way.NOT_LESS: (Way.DOWN, Way.WORSE),
    Way.NOT_MORE: (Way.UP,),
    Way.LEVEL: (Way.WORSE,),
}
"""What each way that was asked for is not."""
_DOWNWARDS = ("下滑", "走低", "弱化", "滑坡", "走弱")
"""Worse of what is good, and what was asked of what is bad."""
_LONGEST_SAID = 60


@lru_cache(maxsize=4096)
def went_the_other_way(target: str, actual: str, name: str) -> str:
    """The words that tell that a thing went another way than the target names; "" for none."""
    wanted, reached, named = bare(target), normalize(actual).strip("。；，"), normalize(name)
    if max(len(wanted), len(reached)) > _LONGEST_SAID:
        return ""
    asked = _asked(normalize(target).strip("。"), wanted)
    if asked is None:
        return ""
    aim, what = asked
    moved = _moved(actual, reached, named)
    if moved is None:
        return ""
    way, thing, words = moved
    if aim is Way.BETTER:
        return words if _is_worse(way, thing or what, named) else ""
    if thing and not _is_same(thing, what, named):
        return ""
    if way is Way.WORSE and aim is Way.DOWN and words in _DOWNWARDS:
        return ""
    if way is Way.LEVEL and aim is Way.DOWN and _is_none(reached):
        return ""  # there is no less than none
    if way is Way.DOWN and aim is Way.UP and not thing and sense(named) is Sense.REVERSE:
        return ""  # what went down may be the bad thing that the name speaks of
    return words if way in _WRONG[aim] else ""


def _is_none(reached: str) -> bool:
    figures = read_cell(reached).figures
    return "未发生" in reached or any(one.quantity.low == 0 for one in figures)


# What was asked ----------------------------------------------------------------------------------


def _asked(printed: str, wanted: str) -> tuple[Way, str] | None:
    """The way that a whole target names, and of what."""
    words = lexicon("turns")
    last = next(iter(words.find(printed, "last")), None)
    if last is not None:
        for way, concept in _BOUNDS.items():
            bound = next(iter(words.find(printed, concept)), None)
            if bound is not None and bound.end <= last.start and last.end >= len(printed) - 3:
                return way, ""
    changes = words.find(wanted, "up", "down", "better")
    if not changes or changes[-1].end < len(wanted) - 1:
        return None
    head = wanted[: changes[0].start]
    what = words.without(head, "how", "last").strip()
    if " " in what or len(what) > _LONGEST_THING or words.holds(what, "refused"):
        return None
    return _ASKED[changes[-1].concept], what


_BOUNDS = {
    Way.NOT_LESS: "at_least",
    Way.NOT_MORE: "at_most",
    Way.UP: "above",
    Way.DOWN: "below",
}
_ASKED = {"up": Way.UP, "down": Way.DOWN, "better": Way.BETTER}
_LONGEST_THING = 12


# What came ---------------------------------------------------------------------------------------


def _moved(actual: str, reached: str, name: str) -> tuple[Way, str, str] | None:
    """Where the result says that it went, of what, and its words; None where it says more."""
    figured = _by_figures(read_cell(actual), reached, name)
    if figured is not None:
        return figured
    words = lexicon("turns")
    states = [one for one in read_states(actual) if one.kind is Kind.WORSE]
    moves = words.find(reached, "went_up", "went_down", "level")
    if states:
        first = states[0]
        other = [one for one in moves if not first.start <= one.start < first.end]
        falls = {"不升反降": Way.DOWN, "不增反减": Way.DOWN, "不降反升": Way.UP, "不减反增": Way.UP}
        way = falls.get(first.words, Way.WORSE)
        thing = _thing(reached[: first.start], name)
        return None if other and way is Way.WORSE and len(other) > 1 else (way, thing, first.words)
    if len(moves) != 1:
        return None
    (one,) = moves
    if one.concept == "level" and not words.holds(reached, "last"):
        return None
    thing = _thing(reached[: one.start], name)
    left = words.without(reached[one.end :], "last", "filler").strip(" ，。的了")
    if left or "，" in thing:
        return None
    return _CAME[one.concept], thing, reached


_CAME = {"went_up": Way.UP, "went_down": Way.DOWN, "level": Way.LEVEL}


def _by_figures(cell: Cell, reached: str, name: str) -> tuple[Way, str, str] | None:
    """由91%下降到86%, 上年3起，本年4起, 较上年下降4.6%."""
    pair = before_and_now(cell)
    if pair is None:
        moved = movement(cell, name)
        return None if moved is None else (_way(moved.sign), "", reached)
    before, now = pair
    if now.unit in _LESS_IS_BETTER:
        return None
    thing = _thing(reached[: min(before.start, now.start)], name)
    return _way((now.low > before.low) - (now.low < before.low)), thing, reached


def _way(sign: int) -> Way:
    return (Way.LEVEL, Way.UP, Way.DOWN)[sign]


_LESS_IS_BETTER = frozenset(
    ["位", "名", "天", "日", "工作日", "小时", "分钟", "秒", "个月", "月", "年"]
)
"""Of places and of times nobody can say without their name which way is better."""


def _thing(head: str, name: str) -> str:
    """What a movement is said of: 孕产妇死亡率 of 孕产妇死亡率由12下降到9."""
    head = head.rpartition("，")[2] if "，" in head else head
    bare_head = head.replace(name, "") if name else head
    left = lexicon("turns").without(bare_head, "last", "how", "filler", "up", "down")
    kept = "".join(char for char in "".join(left.split()) if not char.isdecimal())
    return kept.strip("%，。；、：.()")


def _is_same(thing: str, what: str, name: str) -> bool:
    """Whether the result speaks of the row's own thing: 孕产妇死亡率 is not 健康水平."""
    return thing in name or thing == what or (bool(name) and name in thing)


def _is_worse(way: Way, thing: str, name: str) -> bool:
    """A better state shows in more of what is good and less of what is bad."""
    if way is Way.WORSE:
        return True
    measured = thing or name
    good = lexicon("turns").holds(measured, "good_share") or sense(measured) is Sense.FORWARD
    bad = sense(measured) is Sense.REVERSE
    return (good and not bad and way is Way.DOWN) or (bad and not good and way is Way.UP)


_LONGEST = 24


class Movement(NamedTuple):
    """Where a thing went: below 0 down, above up; `said` are the figures that show it."""

    sign: int
    said: str


def asked_way(target: str) -> Way | None:
    """The way that a whole target names; None where it names a number, several ways or more."""
    plain = read_cell(target).plain.strip("。；")
    if len(plain) > _LONGEST or quantities(target):
        return None
    words = lexicon("trends")
    by_last = words.holds(plain, "last")
    found = {
        way
        for concept, way in _ASKED_WAYS.items()
        if words.holds(plain, concept) or (by_last and words.holds(plain, f"{concept}_than"))
    }
    bounds = found & {Way.NOT_MORE, Way.NOT_LESS}
    if bounds:
        return Way.NOT_MORE if Way.NOT_MORE in bounds else Way.NOT_LESS
    return found.pop() if len(found) == 1 else None


_ASKED_WAYS = {
    "fall": Way.DOWN,
    "rise": Way.UP,
    "no_rise": Way.NOT_MORE,
    "no_fall": Way.NOT_LESS,
}


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
    return _way(moved.sign) in _WRONG[way]
