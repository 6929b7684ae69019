"""Ask every rule about every form of a document and count what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reviewer.models import (
    NOWHERE,
    Coverage,
    Evidence,
    Finding,
    Form,
    Location,
    NotCheckable,
    Severity,
    Text,
)
from reviewer.rounding import plain
from reviewer.rules.a3_settled import mended_total, roots, settled
from reviewer.rules.case import Case
from reviewer.rules.outcome import Passed, Problem, Unchecked, Value
from reviewer.rules.registry import Rule


class RuleCrashError(Exception):
    """A rule raised; the message names the rule, the exception is the cause."""

    def __init__(self, code: str, cause: Exception) -> None:
        super().__init__(f"规则 {code} 执行出错（{type(cause).__name__}: {cause}）")
        self.code = code


@dataclass(slots=True)
class Examination:
    """What the rules say about one form; findings are gravest first, then in the form's order.

    `mended` is the total once what is computed is mended, None where that is open or nothing is wrong.
    """

    findings: list[Finding] = field(default_factory=list)
    not_checkable: list[NotCheckable] = field(default_factory=list)
    passed: int = 0
    crashes: list[RuleCrashError] = field(default_factory=list)
    mended: Fraction | None = None
    _problems: list[tuple[Rule, Problem]] = field(default_factory=list)

    @property
    def coverage(self) -> Coverage:
        """A rule may report several things about one check; each counts as a failed one."""
        return Coverage(
            passed=self.passed, failed=len(self.findings), not_checkable=len(self.not_checkable)
        )

    def add(self, rule: Rule, outcome: Problem | Unchecked) -> None:
        """Keep what a rule tells; problems become findings when all are known."""
        if isinstance(outcome, Problem):
            self._problems.append((rule, outcome))
        else:
            location = NOWHERE if outcome.at is None else outcome.at.location
            self.not_checkable.append(
                NotCheckable(
                    code=rule.code,
                    reason=outcome.reason,
                    row=outcome.row,
                    field=outcome.field,
                    location=location,
                )
            )

    def conclude(self, case: Case) -> None:
        """Turn the problems into findings."""
        seen: Counter[str] = Counter()
        # A figure that a machine read off a picture may be misread: no error rests on it.
        scanned = any(remark.code == "X903" for remark in case.form.remarks)
        known = settled(case, [(rule.code, problem) for rule, problem in self._problems])
        told = sorted(
            zip([rule for rule, _ in self._problems], known, strict=True),
            key=_rank,
        )
        for rule, problem in told:
            finding = _finding(rule, problem, case, seen)
            if scanned and finding.severity is Severity.ERROR:
                finding = finding.model_copy(update={"severity": Severity.WARNING})
            self.findings.append(finding)
        for at, root in roots(case.form, [problem for _, problem in told]):
            print_of_root = self.findings[root].fingerprint
            self.findings[at] = self.findings[at].model_copy(update={"root": print_of_root})
        self.mended = mended_total(case, [finding.code for finding in self.findings])


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
        examination.conclude(case)
    return examinations


def _collect(rule: Rule, cases: Sequence[Case], examinations: Sequence[Examination]) -> None:
    try:
        for outcome in rule.check(cases):
            if isinstance(outcome, Passed):  # as most are
                examinations[outcome.form].passed += 1
                continue
            form = cases[outcome.form].form
            examinations[outcome.form].add(rule, as_far_as_read(form, rule, outcome))
    except Exception as error:  # a broken rule must not take the others' findings along
        crash = RuleCrashError(rule.code, error)
        for examination in examinations:
            examination.crashes.append(crash)


def as_far_as_read(form: Form, rule: Rule, outcome: Problem | Unchecked) -> Problem | Unchecked:
    """The outcome, or why there is none: no rule may find fault with what was not read.

    The X rules are asked all the same: they speak of the reading.
    """
    if not isinstance(outcome, Problem) or not form.unread or rule.code.startswith("X"):
        return outcome
    for rested in (outcome.field, *rule.rests_on):
        if (unread := form.unread_at(rested, outcome.row)) is not None:
            return Unchecked(unread.reason, outcome.field, outcome.row, outcome.at, outcome.form)
    return outcome


def _rank(found: tuple[Rule, Problem]) -> tuple[int, int, int]:
    """Gravest first; then as the form reads, the total last: it follows from the rows."""
    rule, problem = found
    severity = problem.severity or rule.severity
    row = -1 if problem.row is None else problem.row
    return severity.rank, int(problem.field.startswith("total")), row


def _finding(rule: Rule, problem: Problem, case: Case, seen: Counter[str]) -> Finding:
    row = problem.row
    indicator = None if row is None else case.form.indicators[row]
    found = problem.found if problem.found is not None else _shown(problem.at)
    name = indicator.name.text if indicator else None
    # An empty cell has no place of its own: its row has.
    place = indicator.location if indicator else NOWHERE
    return Finding(
        code=rule.code,
        severity=problem.severity or rule.severity,
        message=_sentence(problem.message),
        indicator=name,
        row=row,
        field=problem.field,
        expected=problem.expected,
        found=found,
        formula=problem.formula,
        points=None if problem.points is None else plain(problem.points),
        evidence=tuple([_evidence(value, place) for value in (problem.at, *problem.evidence)]),
        suggestion=_sentence(problem.suggestion),
        fingerprint=_fingerprint(
            (rule.code, case.form.project.text, name or "", problem.field, found), seen
        ),
    )


def _fingerprint(parts: tuple[str, ...], seen: Counter[str]) -> str:
    """Made of what does not change when other rows move; equal faults are told apart by order."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _shown(value: Value) -> str:
    return value.text or value.raw if isinstance(value, Text) else str(value)


def _evidence(value: Value, place: Location) -> Evidence:
    location = place if value.location == NOWHERE else value.location
    return Evidence(text=_shown(value), location=location)


def _sentence(text: str) -> str:
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"
