"""Exchange one word of a mistake by another of its class: it must still be found.

The classes are the lexicon's concepts. Every bad example of the rules on words is taken, and every
word of it that carries what is wrong is exchanged by its neighbours in its concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.lexicon import Lexicon, Token, lexicon
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch

CODES = ("A409", "A410", "A415")
CLASSES = {
    "states": (
        "negation yet mostly some many waiting under_construction draft planned"
        " stopped failed late worse over lacking nearly"
    ),
    "events": "bad_order bad_safety bad_running bad_law bad_error",
    "degrees": "little poor slowly faint",
}
VERBS = (
    "完成 完结 办完 做完",
    "开展 组织 进行 实施",
    "到货 供货 交货 到齐",
    "建成 完工 竣工",
    "提高 提升 增强",
    "验收 复验",
)
"""Verbs that say the same; the concept of achieving holds many that do not."""
NEIGHBOURS = 4
"""So many other words of its class each word is exchanged by."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A mistake with one word exchanged.

    Attributes:
        code: the rule that finds the mistake as written.
        concept: the class of the word.
        text: the result with the new word.
        found: whether the rule still finds it.
    """

    code: str
    concept: str
    text: str
    found: bool


def exchanges() -> Iterator[Exchange]:
    """Every exchange of one word in the results of the bad examples."""
    for code in CODES:
        for sketch in RULES[code].bad:
            for index, row in enumerate(sketch.rows):
                for concept, text in _variants(row.actual):
                    changed = _with_result(sketch, index, text)
                    yield Exchange(code, concept, text, _is_found(changed, code))


def _with_result(sketch: Sketch, index: int, text: str) -> Sketch:
    rows: list[Row] = list(sketch.rows)
    rows[index] = rows[index]._replace(actual=text)
    return replace(sketch, rows=tuple(rows))


def _is_found(sketch: Sketch, code: str) -> bool:
    """Whether the rule or a neighbour that says the same (A409, A410, A415) finds it."""
    case = Case(sketch.build(), load(sketch.policy))
    (examination,) = examine([case], [RULES[one] for one in dict.fromkeys((code, *CODES))])
    return bool(examination.findings)


def _variants(text: str) -> Iterator[tuple[str, str]]:
    for name, concepts in CLASSES.items():
        words = lexicon(name)
        for token in words.tokens(text):
            for concept in sorted(token.concepts.intersection(concepts.split())):
                yield from _neighbours(words, token, concept, text)

    for alike in map(str.split, VERBS):
        for word in alike:
            if word in text:
                yield from (
                    ("verb", text.replace(word, other, 1)) for other in alike if other != word
                )


def _neighbours(words: Lexicon, token: Token, concept: str, text: str) -> Iterator[tuple[str, str]]:
    """The text with other words of the concept, where they are read as such."""
    listed = words.concepts[concept]["words"].split()
    if token.word not in listed:
        return
    at, left = listed.index(token.word), NEIGHBOURS
    for word in (*listed[at + 1 :], *listed[:at]):
        changed = text[: token.start] + word + text[token.end :]
        there = any(
            one.start == token.start and one.word == word and concept in one.concepts
            for one in words.tokens(changed)
        )
        if there and "□" not in word:
            yield f"{concept}", changed
            left -= 1
        if not left:
            return
