"""What a reviewer may write beside each row: 核查分数, 扣分 and 审核意见, as the rules support them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reviewer.models import Finding, Form, Review, Severity
from reviewer.models.source import printed_number
from reviewer.report.safe import safe
from reviewer.reviewing import doubts

_BELOW_FORMULA = frozenset({"A203", "A403"})
_MOST = 4
"""Findings named in one comment; the list of findings has them all."""


@dataclass(frozen=True)
class Proposal:
    """For one row: 扣分 in points (核查分数 is 自评得分 less that), and 审核意见."""

    deduction: Decimal = Decimal(0)
    comment: str = ""


@dataclass(frozen=True)
class Proposals:
    """For a form: by indicator, for 预算执行, and for what belongs to no row (the sums, a lost row)."""

    rows: tuple[Proposal, ...]
    execution: Proposal
    rest: Proposal


def propose(form: Form, review: Review) -> Proposals:
    """What the findings of a review come to; 扣分 adds up to the review's points in doubt."""
    points = _with_low_scores(doubts(review.findings), review.findings)
    rows: list[list[Finding]] = [[] for _ in form.indicators]
    execution: list[Finding] = []
    rest: list[Finding] = []
    for finding in review.findings:
        if finding.row is not None and finding.row < len(rows):
            rows[finding.row].append(finding)
        elif finding.field.partition(".")[0] == "funding":
            execution.append(finding)
        else:
            rest.append(finding)
    said = {verdict.row: verdict.reviewer_comment for verdict in review.verdicts}
    proposals = [
        Proposal(points.pop(index, Decimal(0)), _comment(found, said.get(index, "")))
        for index, found in enumerate(rows)
    ]
    spent = Proposal(points.pop("funding", Decimal(0)), _comment(execution))
    left = Proposal(sum(points.values(), Decimal(0)), _comment(rest))
    return Proposals(tuple(proposals), spent, left)


def _with_low_scores(
    points: dict[object, Decimal], findings: Sequence[Finding]
) -> dict[object, Decimal]:
    """Where the total holds what rows should have scored, the rows get it: 核查分数 add up to it.

    A302's points leave out what scores below their formula (A203, A403) explain of its gap.
    """
    if not any(one.code == "A302" for one in findings):
        return points
    low: dict[object, Decimal] = {
        "funding" if one.row is None else one.row: gap
        for one in findings
        if one.code in _BELOW_FORMULA and one.severity is Severity.ERROR
        if (gap := _gap(one)) is not None and gap < 0
    }
    if not low:
        return points
    return {**points, **low, "total": points.get("total", Decimal(0)) - sum(low.values())}


def _gap(finding: Finding) -> Decimal | None:
    """What is written less what is expected."""
    found = printed_number(finding.found or "")[1]
    expected = printed_number(finding.expected or "")[1]
    return None if found is None or expected is None else found - expected


def _comment(findings: Sequence[Finding], judged: str = "") -> str:
    """The sentences of the findings that ask for something, then what the judge drafted."""
    asked = [one for one in findings if one.severity is not Severity.INFO]
    sentences = [safe(one.message) for one in asked[:_MOST]]
    if len(asked) > _MOST:
        sentences.append(f"另有{len(asked) - _MOST}处，见问题清单。")
    if judged:
        sentences.append(safe(judged))
    return "\n".join(sentences)
