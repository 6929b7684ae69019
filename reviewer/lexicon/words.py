"""Find the words of a lexicon in a text.

A lexicon is a TOML file beside this one. Each table is a concept:

    [total]
    words = "共 共计 合计 应□尽□"          # □ stands for any one character
    not_before = ["共: 享 同 建"]           # followed by one of these it is another word
    not_behind = ["共: 公"]                 # preceded by one of these it is another word
    examples = ["镇区12座、村20座，共32座"]  # texts that hold the concept
    counterexamples = ["共享平台3个"]        # texts that do not

`not_before` and `not_behind` may name `*` for every word of the concept.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_ANY = "□"
Table = Mapping[str, Any]
Tables = Mapping[str, Table]


class Mark(NamedTuple):
    """A word of a lexicon in a text: its concept and where it stands."""

    concept: str
    start: int
    end: int
    word: str


class Token(NamedTuple):
    """A word of a lexicon that stands within no longer one, with all its concepts."""

    start: int
    end: int
    word: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    concept: str
    not_before: tuple[str, ...]
    not_behind: tuple[str, ...]
    has_gap: bool

    def is_written_at(self, text: str, at: int) -> bool:
        """Whether its characters stand there, be it as another word."""
        return text.startswith(self.word, at) or (self.has_gap and self._fits(text, at))

    def is_meant_at(self, text: str, at: int) -> bool:
        """Whether nothing beside it makes it another word."""
        if self.not_before and text.startswith(self.not_before, at + len(self.word)):
            return False
        return not (self.not_behind and text.endswith(self.not_behind, 0, at))

    def _fits(self, text: str, at: int) -> bool:
        piece = text[at : at + len(self.word)]
        return len(piece) == len(self.word) and all(
            own in (_ANY, char) for own, char in zip(self.word, piece, strict=True)
        )


class Lexicon:
    """The concepts of one file; see the module for its form."""

    def __init__(self, tables: Tables) -> None:
        self.concepts = tables
        self._by_head: dict[str, dict[str, list[_Entry]]] = {}
        for entry in sorted(_entries(tables), key=lambda one: -len(one.word)):
            seconds = self._by_head.setdefault(entry.word[0], {"": []})
            second = entry.word[1:2]
            if second == _ANY:  # stands before any character: with all words of that head
                second = ""
            seconds.setdefault(second, []).append(entry)
        for seconds in self._by_head.values():
            for second, entries in seconds.items():
                if second:
                    entries.extend(seconds[""])
                    entries.sort(key=lambda one: -len(one.word))
        heads = re.escape("".join(self._by_head))
        self._heads = re.compile(f"[{heads}]" if heads else "(?!)")
        self.marks = lru_cache(maxsize=4096)(self._marks)
        self._held = lru_cache(maxsize=4096)(self._concepts_of)

    def _marks(self, text: str) -> tuple[Mark, ...]:
        """The words of the text in order, of each concept the longest at its place.

        Words of one concept never overlap; those of several may.
        """
        found: list[Mark] = []
        taken: dict[str, int] = {}
        heads = self._by_head
        for head in self._heads.finditer(text):
            at = head.start()
            seconds = heads[text[at]]
            for one in seconds.get(text[at + 1 : at + 2]) or seconds[""]:  # longest first
                if taken.get(one.concept, 0) > at or not one.is_written_at(text, at):
                    continue
                if not one.is_meant_at(text, at):
                    taken[one.concept] = at + 1  # another word: nor does a shorter one stand here
                    continue
                end = taken[one.concept] = at + len(one.word)
                found.append(Mark(one.concept, at, end, text[at:end]))
        return tuple(found)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of the text, the longest at each place, none within another.

        So a longer word of any concept (初步设计, a name) hides the shorter (初步).
        """
        places: dict[int, dict[int, set[str]]] = {}
        for mark in self.marks(text):
            places.setdefault(mark.start, {}).setdefault(mark.end, set()).add(mark.concept)
        found, at = [], 0
        for start in sorted(places):
            if start >= at:
                at = max(places[start])
                found.append(Token(start, at, text[start:at], frozenset(places[start][at])))
        return tuple(found)

    def outer(self, text: str) -> tuple[Mark, ...]:
        """The marks that stand within no longer word of any concept."""
        return tuple(
            Mark(concept, one.start, one.end, one.word)
            for one in self.tokens(text)
            for concept in sorted(one.concepts)
        )

    def find(self, text: str, *concepts: str) -> tuple[Mark, ...]:
        """The marks of these concepts, in the order of the text."""
        return tuple(mark for mark in self.marks(text) if mark.concept in concepts)

    def holds(self, text: str, *concepts: str) -> bool:
        """Whether a word of one of these concepts stands in the text."""
        return not self._held(text).isdisjoint(concepts)

    def _concepts_of(self, text: str) -> frozenset[str]:
        return frozenset(mark.concept for mark in self.marks(text))

    def without(self, text: str, *concepts: str) -> str:
        """The text with a blank for every word of these concepts."""
        kept, at = [], 0
        for mark in self.find(text, *concepts):
            kept.append(text[at : mark.start])
            at = max(at, mark.end)
        return " ".join([*kept, text[at:]])


def _entries(tables: Tables) -> Iterator[_Entry]:
    for concept, table in tables.items():
        before, behind = _beside(table, "not_before"), _beside(table, "not_behind")
        for word in table.get("words", "").split():
            yield _Entry(
                word,
                concept,
                (*before.get(word, ()), *before.get("*", ())),
                (*behind.get(word, ()), *behind.get("*", ())),
                _ANY in word,
            )


def _beside(table: Table, key: str) -> dict[str, tuple[str, ...]]:
    parted = (line.partition(":") for line in table.get(key, []))
    return {word: tuple(others.split()) for word, _, others in parted}


def data(name: str) -> Tables:
    """The tables of a file, whether they hold words or anything else."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon of that name (`roles` is roles.toml), read when it is first asked for."""
    return Lexicon(data(name))
