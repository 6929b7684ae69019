"""Red seals on a PDF page: their ring, their star and their letters are no text of a cell.

A seal is red and painted in one go: a ring, a star, letters around it or level across its middle.
Red alone makes no seal, since corrections are written in red: a ring, a star or letters in several
directions do, and of level letters only those in its middle belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from reviewer.intake.readers.pdf.painter import SEAL
from reviewer.intake.readers.pdf.text import Char, parts_of, turn_of
from reviewer.intake.readers.picture.boxes import Box

_RED = 0.35
"""By so much the red of a colour exceeds its green and its blue."""
_SMALLEST, _LARGEST = 60.0, 250.0
"""Points across a ring; smaller ones are drawn around a value."""
_ROUND = 1.6
"""The longer side of a ring's box in shares of the shorter one; some are oval."""
_POINTS = 16
"""A path of so many corners is round as well."""
_STARS = "★☆✪✯⭐"
_STAR = 15.0
_DIRECTIONS = 3
_BESIDE = 30.0
"""Points: what lies farther off is painted next, but not on the same seal."""
_CENTRED = 0.1
_DIGIT = re.compile(r"\d")
_MOST_SEALS = 100

Thing = dict[str, Any]


@dataclass(slots=True)
class _Run:
    """Letters that stand level in a line, or in a direction of their own."""

    chars: list[Char]
    is_level: bool

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)


def take_seals(page: Any) -> list[str]:
    """The words of the seals on a page, which veils them: they are neither text nor lines."""
    told: list[str] = []
    for number, things in enumerate(_red_things(page)):
        if number == _MOST_SEALS:
            break
        box = _middle_of(things)
        if box is None:
            continue
        letters = _letters(things, box)
        shapes = [thing for thing in things if thing["object_type"] != "char"]
        for thing in (*letters, *shapes):
            thing["tag"] = replace(thing["tag"], veil=SEAL)
        words = "".join(char["text"] for char in letters)
        told.append("".join(char for char in words if char.isalnum()))
    return [words for words in told if words]


def _red_things(page: Any) -> Iterator[list[Thing]]:
    """The red things that are painted one after the other and lie close together."""
    things = [*page.chars, *page.curves, *page.rects, *page.lines]
    group: list[Thing] = []
    box: Box = (0.0, 0.0, 0.0, 0.0)
    for thing in sorted(things, key=lambda thing: thing["tag"].order):
        colour = _colour(thing)
        if colour is None or thing["tag"].veil:
            continue
        here = (thing["x0"], thing["top"], thing["x1"], thing["bottom"])
        if group and not (_is_red(colour) and _are_close(box, here)):
            yield from _with_a_sign(group)
            group = []
        if _is_red(colour):
            box = _around(box, here) if group else here
            group.append(thing)
    yield from _with_a_sign(group)


def _colour(thing: Thing) -> tuple[float, ...] | None:
    """What a thing is painted in; None for one that leaves nothing, or only white, on the paper."""
    is_filled = thing["object_type"] == "char" or thing.get("fill")
    if not is_filled and not thing.get("stroke"):
        return None
    colour = parts_of(thing.get("non_stroking_color" if is_filled else "stroking_color"))
    white = len(colour) == 3 and min(colour) > 1 - _RED / 2
    return None if white else colour


def _is_red(colour: tuple[float, ...]) -> bool:
    if len(colour) == 4:  # CMYK
        colour = tuple((1 - part) * (1 - colour[3]) for part in colour[:3])
    return len(colour) == 3 and colour[0] - max(colour[1:]) >= _RED


def _are_close(one: Box, other: Box) -> bool:
    return (
        other[0] <= one[2] + _BESIDE
        and one[0] <= other[2] + _BESIDE
        and other[1] <= one[3] + _BESIDE
        and one[1] <= other[3] + _BESIDE
    )


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _with_a_sign(group: list[Thing]) -> Iterator[list[Thing]]:
    """The group, if something in it says that it is a seal."""
    turns = {
        round(char["matrix"][0], 2)
        for char in group
        if char["object_type"] == "char" and turn_of(char) != 0
    }
    if len(turns) >= _DIRECTIONS or any(map(_is_ring, group)) or any(map(_is_star, group)):
        yield group


def _is_ring(thing: Thing) -> bool:
    if thing["object_type"] != "curve":
        return False
    wide, high = thing["x1"] - thing["x0"], thing["bottom"] - thing["top"]
    is_bent = any(step[0] == "c" for step in thing["path"]) or len(thing["pts"]) >= _POINTS
    return (
        is_bent
        and min(wide, high) >= _SMALLEST
        and max(wide, high) <= min(_LARGEST, _ROUND * min(wide, high))
    )


def _is_star(thing: Thing) -> bool:
    return (
        thing["object_type"] == "char" and thing["text"] in _STARS and bool(thing["size"] >= _STAR)
    )


def _middle_of(things: Sequence[Thing]) -> Box | None:
    """The box of the ring, or what is around the star and the letters that are turned."""
    rings = [thing for thing in things if _is_ring(thing)]
    signs = rings or [
        thing
        for thing in things
        if thing["object_type"] == "char" and (_is_star(thing) or turn_of(thing) != 0)
    ]
    if not signs:
        return None
    found = (signs[0]["x0"], signs[0]["top"], signs[0]["x1"], signs[0]["bottom"])
    for sign in signs[1:]:
        found = _around(found, (sign["x0"], sign["top"], sign["x1"], sign["bottom"]))
    return found


def _letters(things: Sequence[Thing], box: Box) -> list[Char]:
    """The letters of the seal, in the order in which they are painted."""
    runs = list(_runs([thing for thing in things if thing["object_type"] == "char"]))
    first = min(
        (thing["tag"].order for thing in things if _is_ring(thing) or _is_star(thing)), default=0
    )
    in_arc = {id(run) for pair in pairwise(runs) if not pair[0].is_level for run in pair} | {
        id(run) for pair in pairwise(runs) if not pair[1].is_level for run in pair
    }
    found: list[Char] = []
    for run in runs:
        is_one = len(run.text.strip()) == 1 and id(run) in in_arc
        is_before = run.chars[-1]["tag"].order < first
        if not run.is_level or is_one or (_is_across(run, box) and not is_before):
            found += run.chars
    return found


def _runs(chars: Sequence[Char]) -> Iterator[_Run]:
    run: list[Char] = []
    for char in chars:
        if run and not (
            turn_of(char) == turn_of(run[-1]) == 0
            and abs(char["matrix"][5] - run[-1]["matrix"][5]) < 1
            and abs(char["x0"] - run[-1]["x1"]) < 2 * char["size"]
        ):
            yield _Run(run, turn_of(run[0]) == 0)
            run = []
        run.append(char)
    if run:
        yield _Run(run, turn_of(run[0]) == 0)


def _is_across(run: _Run, box: Box) -> bool:
    """Whether level letters stand in the middle of the seal, and are no value of a cell."""
    text = run.text.strip()
    if _DIGIT.search(text):
        return False
    left, right = min(char["x0"] for char in run.chars), max(char["x1"] for char in run.chars)
    middle, high = (left + right) / 2, (run.chars[0]["top"] + run.chars[0]["bottom"]) / 2
    wide = max(box[2] - box[0], _SMALLEST)
    return bool(
        abs(middle - (box[0] + box[2]) / 2) <= _CENTRED * wide
        and right - left <= wide * 1.5
        and box[1] - _SMALLEST <= high <= box[3] + _SMALLEST
    )
