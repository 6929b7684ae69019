"""What of a form is compared with other forms: its explanations, its results, its full marks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.language.similarity import bare
from reviewer.models import Form, Review

if TYPE_CHECKING:
    from reviewer.rules.case import Case

_LONGEST = 1_000
"""Characters of an explanation that are compared."""
_LEAST_WORDS = 8
_ORDINARY = re.compile(r"\D*(?:100|0)?%?\D*")
"""100%, 是, 0起: results that many forms share without copying."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reason that may be a copy; `row` is None for a form's one box, `own` its row's words."""

    row: int | None
    text: str
    own: str


@dataclass(frozen=True, slots=True)
class Features:
    """Of one form; `results` are hashes of its rows' names with results that say something."""

    explanations: tuple[Explanation, ...]
    results: tuple[int, ...]
    has_full_marks: bool
    rounds_oddly: bool


def features(case: Case, review: Review) -> Features:
    """What a stack compares of a form."""
    form = case.form
    total = form.total.score.value if form.total else None
    full = form.total.weight.value if form.total and form.total.weight.value else Decimal(100)
    return Features(
        explanations=tuple(_explanations(case)),
        results=tuple(sorted(set(_results(form)))),
        has_full_marks=total is not None and total >= full,
        rounds_oddly=any(finding.code == "A202" for finding in review.findings),
    )


def _explanations(case: Case) -> Iterator[Explanation]:
    # Imported here: a run in which nothing changed reads features and asks no rule.
    from reviewer.rules.a5_copies import places_of

    for place in places_of(0, case):
        row = place.facts
        own = ""
        if row is not None:
            cells = row.indicator
            own = f"{cells.name.text} {cells.target.text} {cells.actual.text}"[:_LONGEST]
        yield Explanation(row.index if row else None, place.at.text[:_LONGEST], own)


def _results(form: Form) -> Iterator[int]:
    for row in form.indicators:
        actual = bare(row.actual.text)
        if _says_something(actual, bare(row.target.text)):
            cells = f"{bare(row.name.text)}|{actual}".encode()
            yield int.from_bytes(hashlib.blake2b(cells, digest_size=7).digest(), "big")


def _says_something(actual: str, target: str) -> bool:
    """Whether a result tells more than that the target was met."""
    if actual == target:
        return False
    ordinary = actual in target or _ORDINARY.fullmatch(actual)
    return not ordinary or len(actual) >= _LEAST_WORDS
