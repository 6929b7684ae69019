"""A clause of an explanation with the words of `explanation.toml` in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reviewer.lexicon import Mark, lexicon

LONGEST = 200
"""Nobody writes a longer clause; what is behind is not read, so that time stays bounded."""


@dataclass(frozen=True)
class Marked:
    """A clause; positions and concepts are those of its longest words."""

    text: str

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return lexicon("explanation").outer(self.text)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(self._by_concept)

    @cached_property
    def _by_concept(self) -> dict[str, list[Mark]]:
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.concept, []).append(mark)
        return found

    def of(self, *concepts: str, start: int = 0, end: int = LONGEST) -> list[Mark]:
        """The marks of these concepts between two places, in the order of the text."""
        by = self._by_concept
        found = [one for concept in concepts for one in by.get(concept, ())]
        if len(concepts) > 1 and len(found) > 1:
            found.sort(key=lambda one: one.start)
        return [one for one in found if start <= one.start and one.end <= end] if found else found

    def first(self, *concepts: str, start: int = 0, end: int = LONGEST) -> Mark | None:
        return next(iter(self.of(*concepts, start=start, end=end)), None)

    def at(self, place: int, *concepts: str) -> Mark | None:
        """The mark of these concepts that begins at that place."""
        return next((m for m in self.marks if m.start == place and m.concept in concepts), None)

    def chain(self, first: str, second: str, reach: int, start: int = 0) -> bool:
        """Whether a word of the one concept is followed by one of the other within so many signs."""
        if first not in self._by_concept or second not in self._by_concept:
            return False
        seconds = self.of(second, start=start)
        return any(
            0 <= two.start - one.end <= reach
            for one in self.of(first, start=start)
            for two in seconds
        )

    @cached_property
    def cause(self) -> Mark | None:
        """The word that says that something is why, also 受…影响."""
        marked = self.first("cause")
        undergone = next(
            (m for m in self.of("undergo") if self.of("influence", start=m.end + 1)), None
        )
        found = [one for one in (marked, undergone) if one is not None]
        return min(found, key=lambda one: one.start) if found else None

    def hinders(self, start: int = 0) -> bool:
        """Whether a word of a shortfall, a hindrance or a denial stands there."""
        return bool(self.of("lack", "negation", start=start))
