"""Find the words of a lexicon in a text.

A lexicon is a TOML file beside this one. Each table is a concept:

    [total]
    words = "共 共计 合计 应□尽□"          # □ stands for any one character
    not_before = ["共: 享 同 建"]           # followed by one of these it is another word
    not_behind = ["共: 公"]                 # preceded by one of these it is another word
    examples = ["镇区12座、村20座，共32座"]  # texts that hold the concept
    counterexamples = ["共享平台3个"]        # texts that do not

`not_before` and `not_behind` may name `*` for every word of the concept. `@not` among the words
stands for those of the concept `not` of common.toml, with what they must not stand beside, and so
it does in `not_before` and `not_behind`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_ANY = "□"
_NONE: frozenset[str] = frozenset()
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


class _Entry(NamedTuple):
    """A word of a concept; next to some others it is another word."""

    word: str
    concept: str
    size: int
    not_before: tuple[str, ...]
    not_behind: tuple[str, ...]
    has_gap: bool

    def fits(self, text: str, at: int) -> bool:
        """Whether a word with gaps stands there."""
        piece = text[at : at + self.size]
        return len(piece) == self.size and all(
            own in (_ANY, char) for own, char in zip(self.word, piece, strict=True)
        )


class Lexicon:
    """The concepts of one file; see the module for its form."""

    def __init__(self, tables: Tables) -> None:
        self.concepts = tables
        self._by_head: dict[str, dict[str, list[_Entry]]] = {}
        for entry in sorted(_entries(tables), key=lambda one: -one.size):
            seconds = self._by_head.setdefault(entry.word[0], {"": []})
            second = entry.word[1:2]
            if second == _ANY:  # stands before any character: with all words of that head
                second = ""
            seconds.setdefault(second, []).append(entry)
        for seconds in self._by_head.values():
            for second, entries in seconds.items():
                if second:
                    entries.extend(seconds[""])
                    entries.sort(key=lambda one: -one.size)
        self._heads = re.compile(_beginnings(self._by_head))
        self.marks = lru_cache(maxsize=4096)(self._marks)
        self._held = lru_cache(maxsize=4096)(self._concepts_of)

    @cache  # noqa: B019 - there are as many lexicons as files
    def words(self, concept: str) -> tuple[str, ...]:
        """The words of a concept, the longest first."""
        return tuple(sorted(self.concepts[concept]["words"].split(), key=len, reverse=True))

    def _marks(self, text: str) -> tuple[Mark, ...]:
        """The words of the text in order, the longest first where several begin at one place.

        Words of one concept never overlap; those of several may.
        """
        found: list[Mark] = []
        taken: dict[str, int] = {}
        heads = self._by_head
        for head in self._heads.finditer(text):
            at = head.start()
            seconds = heads[text[at]]
            for one in seconds.get(text[at + 1 : at + 2]) or seconds[""]:
                word, concept, size, not_before, not_behind, has_gap = one
                # Of a shorter word without a gap both characters are those that it was found by.
                if (size > 2 or has_gap) and not (
                    text.startswith(word, at) or (has_gap and one.fits(text, at))
                ):
                    continue
                if taken.get(concept, 0) > at:
                    continue
                end = at + size
                if (not_before and text.startswith(not_before, end)) or (
                    not_behind and text.endswith(not_behind, 0, at)
                ):
                    taken[concept] = at + 1  # another word: nor does a shorter one stand here
                    continue
                taken[concept] = end
                found.append(Mark(concept, at, end, text[at:end]))
        return tuple(found)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of the text, the longest at each place, none within another.

        So a longer word of any concept (初步设计, a name) hides the shorter (初步).
        """
        marks = self.marks(text)
        if not marks:  # most texts hold no word of most lexicons
            return ()
        found: list[tuple[Mark, set[str]]] = []
        end = 0
        for mark in marks:
            if mark.start >= end:
                found.append((mark, {mark.concept}))
                end = mark.end
            elif (mark.start, mark.end) == (found[-1][0].start, end):
                found[-1][1].add(mark.concept)
        return tuple(
            Token(one.start, one.end, one.word, frozenset(concepts)) for one, concepts in found
        )

    def outer(self, text: str) -> tuple[Mark, ...]:
        """The marks that stand within no longer word of any concept."""
        return tuple(
            Mark(concept, one.start, one.end, one.word)
            for one in self.tokens(text)
            for concept in sorted(one.concepts)
        )

    def find(self, text: str, *concepts: str) -> tuple[Mark, ...]:
        """The marks of these concepts, in the order of the text."""
        marks = self.marks(text)
        return tuple([mark for mark in marks if mark.concept in concepts]) if marks else ()

    def holds(self, text: str, *concepts: str) -> bool:
        """Whether a word of one of these concepts stands in the text."""
        return not self._held(text).isdisjoint(concepts)

    def _concepts_of(self, text: str) -> frozenset[str]:
        marks = self.marks(text)
        return frozenset([mark.concept for mark in marks]) if marks else _NONE

    def without(self, text: str, *concepts: str) -> str:
        """The text with a blank for every word of these concepts."""
        found = self.find(text, *concepts)
        return blanked(text, [(mark.start, mark.end) for mark in found]) if found else text


def _beginnings(by_head: Mapping[str, Mapping[str, object]]) -> str:
    """An expression for where a word may begin: most characters that could are of other words.

    Where a word of one character, or one with a gap behind it, begins any may follow; else one that
    is the second of some word.
    """
    alone = re.escape("".join(head for head, seconds in by_head.items() if seconds[""]))
    others = re.escape("".join(head for head, seconds in by_head.items() if not seconds[""]))
    follow = re.escape("".join({second for seconds in by_head.values() for second in seconds}))
    found = [f"[{alone}]"] * bool(alone) + [f"[{others}](?=[{follow}])"] * bool(others)
    return "|".join(found) or "(?!)"


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a blank for every span; they stand in order and may overlap."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = max(at, end)
    return " ".join([*kept, text[at:]])


def _entries(tables: Tables) -> Iterator[_Entry]:
    for concept, table in tables.items():
        before, behind = _beside(table, "not_before"), _beside(table, "not_behind")
        for word in table.get("words", "").split():
            yield _Entry(
                word,
                concept,
                len(word),
                (*before.get(word, ()), *before.get("*", ())),
                (*behind.get(word, ()), *behind.get("*", ())),
                _ANY in word,
            )


def _beside(table: Table, key: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in table.get(key, ()):
        word, _, others = line.partition(":")
        found[word] = (*found.get(word, ()), *_spelt(others.split()))
    return found


def data(name: str) -> Tables:
    """The tables of a file, whether they hold words or anything else."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon of that name (`roles` is roles.toml), read when it is first asked for."""
    tables = data(name)
    return Lexicon({concept: _with_common(table) for concept, table in tables.items()})


_BESIDE = ("not_before", "not_behind")


def _with_common(table: Table) -> Table:
    """The table with the words of `common.toml` that its own refer to."""
    words = table.get("words", "").split()
    named = [_common()[word[1:]] for word in words if word.startswith("@")]
    if not named:
        return table
    beside = {
        key: [line for one in (table, *named) for line in one.get(key, ())] for key in _BESIDE
    }
    return {**table, "words": " ".join(_spelt(words)), **beside}


def _spelt(words: Iterable[str]) -> Iterator[str]:
    """The words, those of `common.toml` in the place of its concepts' names."""
    for word in words:
        yield from _common()[word[1:]]["words"].split() if word.startswith("@") else (word,)


@cache
def _common() -> Tables:
    return data("common")
