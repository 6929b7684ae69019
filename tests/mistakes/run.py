"""Review a form with a planted mistake."""

from __future__ import annotations

from reviewer.intake import read_bytes
from reviewer.models import Finding, Severity
from reviewer.reviewing import review_document
from tests.mistakes.mistake import Mistake


def findings(text: str) -> tuple[Finding, ...]:
    """All findings about the one form of a text."""
    reviewed = review_document(read_bytes(text.encode(), "mistake.txt"))
    assert not reviewed.crashes
    (review,) = reviewed.reviews
    return review.findings


def place(finding: Finding) -> str:
    """The row's name where the finding is about a row, else its field."""
    return finding.field if finding.row is None else (finding.indicator or "")


def is_it(mistake: Mistake, finding: Finding) -> bool:
    """Whether the finding is the one that the mistake must give."""
    if finding.code != mistake.code or place(finding) != mistake.at:
        return False
    return mistake.expected is None or _equal(finding.expected, mistake.expected)


def _equal(printed: str | None, expected: str) -> bool:
    return printed is not None and printed.rstrip("0").rstrip(".") == expected.rstrip("0").rstrip(
        "."
    )


def beside(mistake: Mistake, found: tuple[Finding, ...]) -> list[str]:
    """The errors that the mistake does not bring about."""
    allowed = {(mistake.code, mistake.at), *mistake.follows}
    return [
        f"{finding.code} {place(finding)} {finding.message}"
        for finding in found
        if finding.severity is Severity.ERROR and (finding.code, place(finding)) not in allowed
    ]
