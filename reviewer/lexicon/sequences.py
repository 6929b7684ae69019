"""Orders of concepts in a text, as data: which follows which, and how much may stand between.

A line names concepts one behind the other:

    disregard filler? above ~8 command

`a|b` is either; `name?` may be missing; `~8` lets up to so many characters of the same clause stand
between; without it the next word follows at once. `^` is the beginning of a clause, `$` its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.lexicon.words import Mark

_CLAUSE_SIGNS = frozenset("。；;，,!！?？\n")


@dataclass(frozen=True, slots=True)
class _Step:
    concepts: frozenset[str]
    gap: int
    may_miss: bool


@dataclass(frozen=True, slots=True)
class _Places:
    """The marks of a text by where they start, and its clauses' bounds."""

    text: str
    by_start: dict[int, list[Mark]]

    def is_edge(self, at: int) -> bool:
        return at in (-1, len(self.text)) or self.text[at] in _CLAUSE_SIGNS


def first_order(text: str, marks: Sequence[Mark], lines: Sequence[str]) -> tuple[int, int] | None:
    """Where the first place begins and ends in which the marks stand as a line says."""
    by_start: dict[int, list[Mark]] = {}
    for mark in marks:
        by_start.setdefault(mark.start, []).append(mark)
    places = _Places(text, by_start)
    steps = [_steps(line) for line in lines]
    present = {mark.concept for mark in marks}
    steps = [one for one in steps if _may_stand(one, present)]
    for start in sorted(by_start):
        ends = (_end(places, one, 0, start) for one in steps)
        found = next((end for end in ends if end is not None), None)
        if found is not None:
            return start, found
    return None


def _may_stand(steps: tuple[_Step, ...], present: set[str]) -> bool:
    return all(
        step.may_miss or step.concepts & present or step.concepts & {"^", "$"} for step in steps
    )


@lru_cache(maxsize=256)
def _steps(line: str) -> tuple[_Step, ...]:
    steps, gap = [], 0
    for item in line.split():
        if item.startswith("~"):
            gap = int(item[1:])
            continue
        names = frozenset(item.removesuffix("?").split("|"))
        steps.append(_Step(names, gap, item.endswith("?")))
        gap = 0
    return tuple(steps)


def _end(places: _Places, steps: tuple[_Step, ...], index: int, at: int) -> int | None:
    """Where the steps from `index` on end, the first of them standing at `at` or in its gap."""
    if index == len(steps):
        return at
    step = steps[index]
    if "^" in step.concepts:
        return _end(places, steps, index + 1, at) if places.is_edge(at - 1) else None
    if "$" in step.concepts and places.is_edge(at):
        return at
    for place in range(at, min(len(places.text), at + step.gap) + 1):
        for mark in places.by_start.get(place, ()):
            if mark.concept in step.concepts:
                end = _end(places, steps, index + 1, mark.end)
                if end is not None:
                    return end
        if places.is_edge(place):
            break
    return _end(places, steps, index + 1, at) if step.may_miss else None
