"""Which field a heading that nobody knows may be: by its words, and by what stands below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from reviewer.intake.cells import is_filled, kind
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models.source import printed_number

_MOST_LOOKED_AT = 40
_ALIKE = 0.5
_SOMEWHAT_ALIKE = 0.25
_MOST_POINTS = 100
_KINDS: Mapping[str, str] = {
    "weight": "points",
    "score": "points",
    "target": "value",
    "actual": "value",
    "explanation": "text",
    "name": "text",
    "initial_budget": "amount",
    "annual_budget": "amount",
    "executed": "amount",
    "execution_rate": "rate",
    "execution_weight": "points",
    "execution_score": "points",
}
"""What a column of each role holds; other roles are not guessed."""


def likely_role(
    heading: str, texts: Sequence[str], names: Mapping[str, str], taken: Collection[str]
) -> str | None:
    """The role that a column may have; None where nothing speaks for one.

    Args:
        heading: its words.
        texts: what stands below it.
        names: the known names of this place, and their roles.
        taken: roles that other columns have.
    """
    word = key(heading)
    filled = [text for text in texts[:_MOST_LOOKED_AT] if is_filled(text)]
    best, most, another = None, 0.0, 0.0
    for name, role in names.items():
        alike = SequenceMatcher(None, word, name).ratio()
        if role in taken:
            another = max(another, alike)
        elif alike > most and role in _KINDS and _holds(_KINDS[role], filled):
            best, most = role, alike
    # Where no other column holds the result, words that are somewhat alike will do.
    enough = _SOMEWHAT_ALIKE if filled and best in ("actual", "score", "target") else _ALIKE
    is_another = another >= _ALIKE and another > most
    return best if most >= enough and not is_another else None


def _holds(what: str, texts: Sequence[str]) -> bool:
    """Whether the cells look like points, amounts, rates, values or sentences; empty ones all do."""
    kinds = [kind(text) for text in texts]
    if what == "points":
        values = [printed_number(text)[1] for text in texts]
        return all(value is not None and 0 <= value <= _MOST_POINTS for value in values)
    if what == "amount":
        return all(one == "n" for one in kinds)
    if what == "rate":
        return all(one in "n%" for one in kinds)
    if what == "text":
        return all(one not in "n%" for one in kinds)
    return not texts or not all(len(text) > _LONGEST_VALUE for text in texts)


_LONGEST_VALUE = 40


def suggestion(place: str, heading: str, role: str | None) -> str:
    """What to say of such a heading: the field, and the line of the configuration that names it."""
    if role is None:
        return ""
    names: Mapping[str, str] = getattr(vocabulary(), place)
    title = next(name for name, its in names.items() if its == role)
    line = f'[vocabulary.{place}] {role} = ["{key(heading)}"]'
    return f"；可能是“{title}”，可在配置文件里加入 {line}"
