"""Ask every rule about every form of a document and count what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reviewer.models import (
    NOWHERE,
    Coverage,
    Evidence,
    Finding,
    Location,
    NotCheckable,
    Text,
)
from reviewer.rounding import plain
from reviewer.rules.case import Case
from reviewer.rules.outcome import PASSED, Problem, Unchecked, Value
from reviewer.rules.registry import Rule

_ENDS = ("。", "！", "？")


class RuleCrashError(Exception):
    """A rule raised; the message names the rule, the exception is the cause."""

    def __init__(self, code: str, cause: Exception) -> None:
        super().__init__(f"规则 {code} 执行出错（{type(cause).__name__}: {cause}）")
        self.code = code


@dataclass(slots=True)
class Examination:
    """What the rules say about one form."""

    findings: list[Finding] = field(default_factory=list)
    not_checkable: list[NotCheckable] = field(default_factory=list)
    passed: int = 0
    crashes: list[RuleCrashError] = field(default_factory=list)

    @property
    def coverage(self) -> Coverage:
        """A rule may report several things about one check; each counts as a failed one."""
        return Coverage(
            passed=self.passed,
            failed=len(self.findings),
            not_checkable=len(self.not_checkable),
        )


def examine(cases: Sequence[Case], rules: Iterable[Rule]) -> list[Examination]:
    """Run the rules over the forms of one file; one examination per form, in order."""
    examinations = [Examination() for _ in cases]
    for rule in rules:
        if rule.whole_file:
            _collect(rule, cases, examinations)
            continue
        for case, examination in zip(cases, examinations, strict=True):
            if case.scored or not rule.scored:
                _collect(rule, [case], [examination])
    for case, examination in zip(cases, examinations, strict=True):
        examination.findings = _ordered(case, examination.findings)
    return examinations


def _collect(rule: Rule, cases: Sequence[Case], examinations: Sequence[Examination]) -> None:
    try:
        for outcome in rule.check(cases):
            if outcome is PASSED:
                examinations[0].passed += 1
            elif isinstance(outcome, Problem):
                case = cases[outcome.form]
                examinations[outcome.form].findings.append(_finding(rule, outcome, case))
            elif isinstance(outcome, Unchecked):
                examinations[outcome.form].not_checkable.append(_not_checkable(rule, outcome))
    except Exception as error:
        crash = RuleCrashError(rule.code, error)
        for examination in examinations:
            examination.crashes.append(crash)


def _finding(rule: Rule, problem: Problem, case: Case) -> Finding:
    row = problem.row
    # An empty cell has no place of its own: its row has.
    place = NOWHERE if row is None else case.form.indicators[row].location
    return Finding(
        code=rule.code,
        severity=problem.severity or rule.severity,
        message=_sentence(problem.message),
        indicator=None if row is None else case.form.indicators[row].name.text,
        row=row,
        field=problem.field,
        expected=problem.expected,
        found=problem.found if problem.found is not None else _shown(problem.at),
        formula=problem.formula,
        points=None if problem.points is None else plain(problem.points),
        evidence=tuple(_evidence(value, place) for value in (problem.at, *problem.evidence)),
        suggestion=_sentence(problem.suggestion),
    )


def _not_checkable(rule: Rule, unchecked: Unchecked) -> NotCheckable:
    place = {} if unchecked.at is None else {"location": unchecked.at.location}
    return NotCheckable(
        code=rule.code, reason=unchecked.reason, row=unchecked.row, field=unchecked.field, **place
    )


def _shown(value: Value) -> str:
    return value.text or value.raw if isinstance(value, Text) else str(value)


def _evidence(value: Value, place: Location) -> Evidence:
    location = place if value.location == NOWHERE else value.location
    return Evidence(text=_shown(value), location=location)


def _sentence(text: str) -> str:
    return text if not text or text.endswith(_ENDS) else f"{text}。"


def _ordered(case: Case, findings: list[Finding]) -> list[Finding]:
    """Gravest first, then in the order of the form; with fingerprints that survive moved rows."""
    findings = sorted(
        findings, key=lambda found: (found.severity.rank, -1 if found.row is None else found.row)
    )
    seen: Counter[str] = Counter()
    stamped = []
    for finding in findings:
        parts = (
            finding.code,
            case.form.project.text,
            finding.indicator or "",
            finding.field,
            finding.found or "",
        )
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
        seen[digest] += 1
        # The same fault on two rows of one name: told apart by their order among themselves.
        stamp = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        stamped.append(finding.model_copy(update={"fingerprint": stamp}))
    return stamped
