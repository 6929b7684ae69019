"""Orders of concepts in a text, as data: which follows which, and how much may stand between.

A line names concepts one behind the other:

    disregard filler? above ~8 command

`a|b` is either; `name?` may be missing; `~8` lets up to so many characters of the same clause stand
between; without it the next word follows at once. `^` is the beginning of a clause, `$` its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.lexicon.words import Mark

_CLAUSE_SIGNS = frozenset("。；;，,!！?？\n")


@dataclass(frozen=True, slots=True)
class _Step:
    concepts: frozenset[str]
    gap: int
    may_miss: bool

    @property
    def is_needed(self) -> bool:
        return not self.may_miss and self.concepts.isdisjoint("^$")


@dataclass(frozen=True, slots=True)
class _Places:
    """The marks of a text by where they start, and its clauses' bounds."""

    text: str
    by_start: dict[int, list[Mark]]

    def is_edge(self, at: int) -> bool:
        return at in (-1, len(self.text)) or self.text[at] in _CLAUSE_SIGNS


_Line = tuple[tuple[_Step, ...], tuple[frozenset[str], ...]]


class Orders:
    """The lines of a lexicon, compiled."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._by_concept: dict[str, list[_Line]] = {}
        for line in lines:
            steps = _steps(line)
            needed = tuple(one.concepts for one in steps if one.is_needed)
            # The last of them is as a rule the rarest.
            for concept in needed[-1]:
                self._by_concept.setdefault(concept, []).append((steps, needed[:-1]))

    def first(self, text: str, marks: Sequence[Mark]) -> tuple[int, int] | None:
        """Where the first place begins in which the marks stand as a line says, and the furthest end."""
        present = {mark.concept for mark in marks}
        lines = [
            steps
            for concept in present & self._by_concept.keys()
            for steps, needed in self._by_concept[concept]
            if all(not one.isdisjoint(present) for one in needed)
        ]
        if not lines:
            return None
        by_start: dict[int, list[Mark]] = {}
        for mark in marks:
            by_start.setdefault(mark.start, []).append(mark)
        places = _Places(text, by_start)
        for start in sorted(by_start):
            ends = [_end(places, steps, 0, start) for steps in lines]
            found = [end for end in ends if end is not None]
            if found:
                return start, max(found)
        return None


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
