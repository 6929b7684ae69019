"""Which rows of a form the judge speaks about, and in which way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reviewer.reading.blank import has_words
from reviewer.rules.a4_attainment import check_over_achievement
from reviewer.rules.accounts import deviates, is_over
from reviewer.rules.case import Case, RowFacts, per_case
from reviewer.rules.outcome import Problem
from reviewer.rules.x9_extraction import text_is_for_people


class Treatment(Enum):
    """What is done about a row."""

    JUDGE = "judge"  # its explanation is judged, and a draft written
    DRAFT = "draft"  # nothing is explained (A501 says so): only a draft
    WITHHOLD = "withhold"  # X905 marks it: its text does not reach the model


@dataclass(frozen=True, slots=True)
class Selected:
    """A row and what is done about it.

    Attributes:
        row: the row.
        treatment: see there.
        explanations: the texts that stand for its explanation: its own, then the form's one box.
        owes: it deducts, or misses or exceeds its target: there is something to explain.
    """

    row: RowFacts
    treatment: Treatment
    explanations: tuple[str, ...]
    owes: bool

    @property
    def id(self) -> str:
        """How the model and the cache call the row."""
        return row_id(self.row.index)


def row_id(index: int) -> str:
    """The id of indicators[index]."""
    return f"r{index}"


@per_case
def select(case: Case) -> tuple[Selected, ...]:
    """The rows with a deduction, an unmet target, a flagged over-achievement or an explanation."""
    marks = marked_rows(case)
    over = _over_achieved(case)
    box = case.form.explanation.text
    chosen = []
    for row in case.rows:
        own = row.indicator.explanation.text
        deducted = deviates(case, row)
        exceeded = row.index in over or (has_words(own) and is_over(row.attainment))
        owes = deducted or row.attainment.missed or exceeded
        # The box of the whole form speaks of what was deducted, and of nothing else.
        texts = (own, box if deducted or has_words(own) else "")
        explanations = tuple(text for text in texts if has_words(text))
        if not owes and not has_words(own):
            continue
        if not explanations and case.form.unread_at("indicator.explanation", row.index):
            continue
        treatment = Treatment.JUDGE if explanations else Treatment.DRAFT
        if marks is None or row.index in marks:
            treatment = Treatment.WITHHOLD
        chosen.append(Selected(row, treatment, explanations, owes))
    return tuple(chosen)


def marked_rows(case: Case) -> frozenset[int] | None:
    """The rows that X905 marks; None where it marks the form as a whole, and so every row.

    Asked of the rule itself: `--ignore X9` must not open a door.
    """
    rows = [found.row for found in text_is_for_people(case) if isinstance(found, Problem)]
    if None in rows:
        return None
    return frozenset(row for row in rows if row is not None)


def _over_achieved(case: Case) -> frozenset[int]:
    """The rows that A404 reports."""
    found = (one for one in check_over_achievement(case) if isinstance(one, Problem))
    return frozenset(one.row for one in found if one.row is not None)
