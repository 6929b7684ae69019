"""Which draft of an explanation is shown for which row."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.models import Review

_WANTING = frozenset({"A404", "A501", "A502", "A503", "A504", "A505", "A512"})


def skeletons_of(review: Review, skeletons: Mapping[int, str]) -> dict[int, str]:
    """Drafts out of computed facts alone, for rows whose explanation has a finding.

    Rows to which the judge gave a draft are left out.
    """
    drafted = {verdict.row for verdict in review.verdicts if verdict.draft}
    wanting = {finding.row for finding in review.findings if finding.code in _WANTING} - drafted
    return {row: text for row, text in sorted(skeletons.items()) if row in wanting}


def drafts_of(review: Review, skeletons: Mapping[int, str]) -> dict[int, str]:
    """The draft for each row that has one: the judge's, else the skeleton."""
    judged = {verdict.row: verdict.draft for verdict in review.verdicts if verdict.draft}
    return dict(sorted({**skeletons_of(review, skeletons), **judged}.items()))
