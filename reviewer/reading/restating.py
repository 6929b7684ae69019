"""Whether a clause of an explanation only repeats what its row says, or nothing at all."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from reviewer.language.noise import has_numerals
from reviewer.language.patterns import pattern
from reviewer.language.quantities import quantities
from reviewer.language.words import content, is_stock, without_shared
from reviewer.lexicon import lexicon
from reviewer.reading.acts import View

_LESS = pattern(r"(?:相应|有所|略有|随之|大幅|明显)?(?:减少|下降|降低|偏少|偏低)了?$")


def says_nothing(clause: str, row_words: str) -> bool:
    """Stock words, or that there was less of what the row counts (培训减少 beside 培训人次)."""
    return is_stock(clause, row_words) or is_stock(_LESS.sub("", clause), row_words)


_FILLED = pattern(r"\S(?=[够满完足齐])|[≥≤><=]?\d[\d.,]*[万亿]?%?(?:人次|公里|[^\d，])?")


_MOST_LEFT = 4
"""开馆 of 全年开馆296天: so much may stand beside the row's own number and say nothing more."""


@lru_cache(maxsize=256)
def _numbers(text: str) -> frozenset[tuple[Fraction, str]]:
    return frozenset((one.low, one.unit) for one in quantities(text))


def gives_own_number(view: View, row_words: str) -> bool:
    """全年开馆296天 where 296天 is the row's own result or target."""
    said = quantities(view.text) if row_words and has_numerals(view.text) else ()
    own = _numbers(row_words) if said else frozenset()
    if not said or view.cause is not None or view.of("negation", "event"):
        return False
    if any(one.word not in _SHORTER for one in view.of("lack")):
        return False
    rest = lexicon("restating").without(
        _FILLED.sub(" ", without_shared(view.text, row_words)), "own_figures"
    )
    return any((one.low, one.unit) in own for one in said) and len(content(rest)) <= _MOST_LEFT


_SHORTER = ("少", "低于", "较低", "较少", "只有", "仅有", "才", "高于", "减少")


def repeats(clause: str, row_words: str) -> bool:
    """Whether nothing is left but the row's words and numbers and that they fell short.

    因未达到目标值，故扣分 is no cause, whatever word of cause it has.
    """
    if lexicon("explanation").holds(clause, "earlier", "future"):
        return False
    rest = _FILLED.sub(" ", without_shared(clause, row_words) if row_words else clause)
    rest = lexicon("restating").without(rest, "own_figures")
    return (
        rest != clause
        and not content(rest, row_words)
        and lexicon("restating").holds(clause, "own_figures")
    )
