"""Documents become reviews: choose the policy, ask the rules, draw the conclusion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reviewer.models import Conclusion, Document, Finding, Form, Review, Severity
from reviewer.policy import Choice, choose
from reviewer.rounding import plain
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import Examination, RuleCrashError, examine
from reviewer.rules.registry import Rule


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document, its forms with their policies, their reviews, and the rules that crashed."""

    document: Document
    cases: tuple[Case, ...]
    reviews: tuple[Review, ...]
    crashes: tuple[tuple[str, RuleCrashError], ...]

    @property
    def crashed(self) -> tuple[str, ...]:
        """What to say of the rules that crashed."""
        return tuple(
            f"“{project}”：{crash}。其余规则的结果照常列出" for project, crash in self.crashes
        )


def review_document(
    document: Document,
    policy: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Reviewed:
    """Review every form of a document.

    Args:
        document: what was read.
        policy: the policy's name or file; None lets each form say which applies.
        select: codes or their beginnings (A2); empty for all.
        ignore: codes or their beginnings to leave out.

    Raises:
        PolicyError: the policy cannot be loaded.
    """
    choices = [choose(form, policy) for form in document.forms]
    cases = [
        Case(form, choice.policy) for form, choice in zip(document.forms, choices, strict=True)
    ]
    examinations = examine(cases, selected(RULES.values(), select, ignore))
    reviews = [
        _review(document, index, choice, examination)
        for index, (choice, examination) in enumerate(zip(choices, examinations, strict=True))
    ]
    crashes = [
        (form.project.text, crash)
        for form, examination in zip(document.forms, examinations, strict=True)
        for crash in examination.crashes
    ]
    return Reviewed(document, tuple(cases), tuple(reviews), tuple(crashes))


def selected(rules: Iterable[Rule], select: Collection[str], ignore: Collection[str]) -> list[Rule]:
    """The rules whose code begins with one of `select` (all if empty) and none of `ignore`."""
    wanted = tuple(select) or ("",)
    return [
        rule
        for rule in rules
        if rule.code.startswith(wanted) and not rule.code.startswith(tuple(ignore) or ("\0",))
    ]


def _review(document: Document, index: int, choice: Choice, examination: Examination) -> Review:
    form, policy = document.forms[index], choice.policy
    findings = tuple(examination.findings)
    claimed = form.total.score if form.total and form.total.score else None
    doubt = points_in_doubt(findings)
    supported, mended = None, examination.mended
    if claimed is not None and claimed.value is not None:
        supported = max(Decimal(0), claimed.value - doubt)
    return Review(
        source=document.source,
        form=index,
        project=form.project.text,
        unit=form.unit.text or form.department.text,
        year=form.year,
        policy=policy.name,
        policy_reason=choice.reason,
        claimed_score=claimed.text if claimed else None,
        claimed_grade=_claimed_grade(form, choice),
        supported_score=supported,
        supported_grade=None if supported is None else policy.grade(supported),
        points_in_doubt=doubt,
        mended_score=None if mended is None else plain(mended),
        mended_grade=None if mended is None else policy.grade(mended),
        conclusion=_conclusion(findings),
        coverage=examination.coverage,
        findings=findings,
        not_checkable=tuple(examination.not_checkable),
        location=form.title.location if form.title else form.project.location,
    )


def _claimed_grade(form: Form, choice: Choice) -> str | None:
    """The grade that the form prints, else the one that its score gives."""
    if form.total is None:
        return None
    if form.total.grade:
        return form.total.grade.text
    score = form.total.score.value
    return None if score is None else choice.policy.grade(score)


def doubts(findings: Sequence[Finding]) -> dict[object, Decimal]:
    """Points in doubt by place: a row's index, or the block of a cell outside the rows."""
    worst: dict[object, Decimal] = {}
    for finding in findings:
        if finding.points is not None:
            # The sums are one thing, whichever rule doubts them.
            place = finding.row if finding.row is not None else finding.field.partition(".")[0]
            worst[place] = max(worst.get(place, finding.points), finding.points)
    return worst


def points_in_doubt(findings: Sequence[Finding]) -> Decimal:
    """The findings' points, each row (and each block outside the rows) counted once.

    Those of the total are negative where it does not hold what rows claim too much.
    """
    return max(Decimal(0), sum(doubts(findings).values(), Decimal(0)))


def _conclusion(findings: Sequence[Finding]) -> Conclusion:
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Conclusion.FAIL
    return Conclusion.ATTENTION if Severity.WARNING in severities else Conclusion.PASS
