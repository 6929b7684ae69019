"""Targets that name a way to go (较上年下降, 不高于上年, 稳步增长) against where the thing went."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon
from reviewer.reading.absence import nothing_came
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role
from reviewer.reading.sense import Sense, sense, waits
from reviewer.reading.states import Kind, read_states
from reviewer.standing.answers import likeness
from reviewer.standing.derived import before_and_now


class _Way(Enum):
    """Where something went, or was to go."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    BETTER = "better"
    WORSE = "worse"
    NOT_LESS = "not less"
    NOT_MORE = "not more"


_WRONG = {
    _Way.UP: (_Way.DOWN, _Way.LEVEL, _Way.WORSE),
    _Way.DOWN: (_Way.UP, _Way.LEVEL, _Way.WORSE),
    _Way.NOT_LESS: (_Way.DOWN, _Way.WORSE),
    _Way.NOT_MORE: (_Way.UP,),
}
"""What each way that was asked for is not."""


class Turn(NamedTuple):
    """Where a thing went that was to go a way.

    Attributes:
        missed: it went another one.
        said: the figures or words that show it.
        is_figured: figures show it.
    """

    missed: bool
    said: str
    is_figured: bool


class _Moved(NamedTuple):
    """Where a result says that something went; `thing` is of what, "" for the row's own."""

    way: _Way
    thing: str
    said: str
    is_figured: bool = False


@lru_cache(maxsize=4096)
def turn(target: str, actual: str, name: str) -> Turn | None:
    """Where a thing went; None where no way was asked, or nobody can say where it went."""
    named = normalize(name)
    asked = _asked(normalize(target).strip("。"), bare(target))
    moved = None if asked is None else _by_figures(read_cell(actual), name) or _told(actual, named)
    if asked is None or moved is None:
        return None
    (aim, what), (way, thing, said, is_figured) = asked, moved
    if aim is _Way.BETTER:
        return Turn(True, said, False) if _is_worse(way, thing or what, named) else None
    # 孕产妇死亡率 is not 健康水平.
    if thing and not (thing in named or thing == what or (named and named in thing)):
        return None
    if way is _Way.WORSE and aim is _Way.DOWN and said in ("下滑", "走低", "弱化", "滑坡", "走弱"):
        return None  # worse of what is good, and what was asked of what is bad
    if way is _Way.LEVEL and aim is _Way.DOWN and _is_none(actual):
        return None  # there is no less than none
    if way is _Way.DOWN and aim is _Way.UP and not thing and sense(named) is Sense.REVERSE:
        return None  # what went down may be the bad thing that the name speaks of
    return Turn(way in _WRONG[aim], said, is_figured)


def _is_none(actual: str) -> bool:
    figures = read_cell(actual).figures
    return nothing_came(actual) or any(one.quantity.low == 0 for one in figures)


# What was asked ----------------------------------------------------------------------------------


def _asked(printed: str, wanted: str) -> tuple[_Way, str] | None:
    """The way that a whole target names, and of what."""
    words = lexicon("turns")
    last = next(iter(words.find(printed, "last")), None)
    if last is not None:
        for concept, way in _BOUNDS.items():
            bound = next(iter(words.find(printed, concept)), None)
            if bound is not None and bound.end <= last.start and last.end >= len(printed) - 3:
                return way, ""
    changes = words.find(wanted, *_CHANGES)
    if len(wanted) > 60 or not changes or changes[-1].end < len(wanted) - 1:
        return None
    what = words.without(wanted[: changes[0].start], "how", "last").strip()
    if " " in what or len(what) > 12 or words.holds(what, "refused"):
        return None
    return _CHANGES[changes[-1].concept], what


_BOUNDS = {
    "at_least": _Way.NOT_LESS,
    "at_most": _Way.NOT_MORE,
    "above": _Way.UP,
    "below": _Way.DOWN,
}
_CHANGES = {
    "up": _Way.UP,
    "down": _Way.DOWN,
    "better": _Way.BETTER,
    "not_up": _Way.NOT_MORE,
    "not_down": _Way.NOT_LESS,
}


# What came ---------------------------------------------------------------------------------------


def _by_figures(cell: Cell, name: str) -> _Moved | None:
    """由91%下降到86%, 上年3起，本年4起, 较上年下降4.6%; None where the figures do not tell.

    Of another thing than the row's (孕产妇死亡率 under 健康水平) they tell only of that. Times and
    places tell nothing: fewer of them are more of what is named (办事效率 由5天降到2天).
    """
    signs: dict[int, str] = {}
    told = None
    if (pair := before_and_now(cell)) is not None:
        before, now = pair
        sign = (now.low > before.low) - (now.low < before.low)
        thing = _thing(cell.plain[: min(before.start, now.start)], normalize(name))
        if not (now.measures_time or now.unit in ("名", "位")):
            told = _Moved(_WAYS[sign], thing, cell.plain)
        if not all(_is_of_row(one, name) for one in pair):
            return told
        signs[sign] = f"{before.words}→{now.words}"
    for one in cell.figures:
        if one.role is Role.CHANGE and not _is_of_row(one.quantity, name):
            return told
        if one.role is Role.CHANGE and (sign := _sign(one, cell)):
            start = max(cell.plain.rfind(stop, 0, one.start) for stop in "，。；(") + 1
            signs.setdefault(sign, cell.plain[start : one.end])
    if len(signs) != 1:
        return told
    ((sign, said),) = signs.items()
    return _Moved(_WAYS[sign], "", said, True)


_WAYS = (_Way.LEVEL, _Way.UP, _Way.DOWN)
"""By the sign of the change, -1 the last."""


def _is_of_row(quantity: Quantity, name: str) -> bool:
    """Whether a figure is given of the row's own thing, and in what the name measures."""
    if (quantity.measures_time or quantity.unit in ("名", "位")) and not waits(name):
        return False
    concepts = ("before", "now", "from", "up", "down", "total", "average", "rate")
    own = lexicon("roles").without(quantity.subject, *concepts).split()
    return all(likeness(piece, name) for piece in own if len(piece) > 2 and not piece.isascii())


def _sign(figure: Figure, cell: Cell) -> int:
    if not lexicon("turns").holds(cell.plain, "last", "year_on_year"):
        return 0
    return -1 if figure.quantity.low < 0 else figure.way


def _told(actual: str, name: str) -> _Moved | None:
    """Where the words of a result say that it went; None where they say more."""
    reached, words = normalize(actual).strip("。；，"), lexicon("turns")
    if len(reached) > 60:
        return None
    moves = words.find(reached, *_CAME)
    worse = next((one for one in read_states(actual) if one.kind is Kind.WORSE), None)
    if worse is not None:
        other = [one for one in moves if not worse.start <= one.start < worse.end]
        falls = {
            "不升反降": _Way.DOWN,
            "不增反减": _Way.DOWN,
            "不降反升": _Way.UP,
            "不减反增": _Way.UP,
        }
        way = falls.get(worse.words, _Way.WORSE)
        if way is _Way.WORSE and len(other) > 1:
            return None
        return _Moved(way, _thing(reached[: worse.start], name), worse.words)
    if len(moves) != 1:
        return None
    (one,) = moves
    if one.concept == "level" and not words.holds(reached, "last"):
        return None
    thing = _thing(reached[: one.start], name)
    left = words.without(reached[one.end :], "last", "filler").strip(" ，。的了")
    return None if left or "，" in thing else _Moved(_CAME[one.concept], thing, reached)


_CAME = {"went_up": _Way.UP, "went_down": _Way.DOWN, "level": _Way.LEVEL}


def _thing(head: str, name: str) -> str:
    """What a movement is said of: 孕产妇死亡率 of 孕产妇死亡率由12下降到9."""
    head = head.rpartition("，")[2]
    head = head.replace(name, "") if name else head
    left = lexicon("turns").without(head, "last", "how", "filler", "up", "down")
    kept = "".join(char for char in "".join(left.split()) if not char.isdecimal())
    return kept.strip("%，。；、：.()")


def _is_worse(way: _Way, thing: str, name: str) -> bool:
    """A better state shows in more of what is good and less of what is bad."""
    measured = thing or name
    good = lexicon("turns").holds(measured, "good_share") or sense(measured) is Sense.FORWARD
    bad = sense(measured) is Sense.REVERSE
    wrong = {_Way.DOWN: good and not bad, _Way.UP: bad and not good, _Way.WORSE: True}
    return wrong.get(way, False)
