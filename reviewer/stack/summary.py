"""A form in one line: what the list of a stack needs of its review, and nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reviewer.models import Conclusion, Review, Severity
from reviewer.models.source import printed_number

WITHOUT_REASON = frozenset({"A501", "A503", "A504", "J601", "J603"})
"""Findings that leave a deduction without a usable reason."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A reviewed form.

    `codes` counts its findings by rule and severity; `checked` to `unchecked` are its coverage.
    """

    source: str
    form: int
    project: str
    unit: str
    year: int | None
    claimed_score: str | None
    claimed_grade: str | None
    points_in_doubt: Decimal
    supported_score: Decimal | None
    supported_grade: str | None
    conclusion: Conclusion
    codes: tuple[tuple[str, Severity, int], ...]
    without_reason: int
    checked: int
    failed: int
    unchecked: int

    @property
    def claimed(self) -> Decimal | None:
        """自评总分 as a number, None where the form prints none."""
        return printed_number(self.claimed_score or "")[1]

    def count(self, severity: Severity) -> int:
        """How many findings of a severity the form has."""
        return sum(number for _, one, number in self.codes if one is severity)

    @property
    def order(self) -> tuple[object, ...]:
        """Worst first: by conclusion, errors, points in doubt, warnings; then file and place."""
        return (
            -list(Conclusion).index(self.conclusion),
            -self.count(Severity.ERROR),
            -self.points_in_doubt,
            -self.count(Severity.WARNING),
            self.source,
            self.form,
        )


_BANDS = (60, 70, 80, 90, 95, 98, 100)


def by_band(scores: Iterable[Decimal | None]) -> list[tuple[str, int]]:
    """How many scores lie in each band, full marks apart; forms without a score are in none."""
    known = [score for score in scores if score is not None]
    counted = [
        (f"{low}～{high}", sum(score < high and (score >= low or not low) for score in known))
        for low, high in pairwise((0, *_BANDS))
    ]
    return [*counted, ("100", sum(score >= _BANDS[-1] for score in known))]


def summarize(review: Review) -> Summary:
    """The line of a review."""
    counted = Counter((finding.code, finding.severity) for finding in review.findings)
    coverage = review.coverage
    return Summary(
        source=review.source,
        form=review.form,
        project=review.project,
        unit=review.unit,
        year=review.year,
        claimed_score=review.claimed_score,
        claimed_grade=review.claimed_grade,
        points_in_doubt=review.points_in_doubt,
        supported_score=review.supported_score,
        supported_grade=review.supported_grade,
        conclusion=review.conclusion,
        codes=tuple((code, severity, number) for (code, severity), number in counted.items()),
        without_reason=len({one.row for one in review.findings if one.code in WITHOUT_REASON}),
        checked=coverage.checked,
        failed=coverage.failed,
        unchecked=coverage.not_checkable,
    )
