"""Recall and false alarms of every rule: `python -m tests.proof.measure` prints the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.intake import read
from reviewer.models import Document, Finding, Form, Severity
from reviewer.reviewing import review_document
from reviewer.rules import RULES
from tests.proof.operators import OPERATORS, Mutant, mutants

CORRECT = Path(__file__).parents[1] / "data" / "correct"


@dataclass
class Proof:
    """What was measured. `missed` holds code, form, row and field of mutants that were not found."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    missed: list[tuple[str, str, int | None, str]] = field(default_factory=list)


def correct_forms() -> list[tuple[str, Form]]:
    """The correct forms of tests/data, those of a file one by one."""
    return [
        (path.stem, form) for path in sorted(CORRECT.glob("*.txt")) for form in read(path).forms
    ]


def findings_of(form: Form) -> tuple[Finding, ...]:
    (review,) = review_document(Document(source="form", forms=(form,))).reviews
    return review.findings


def is_found(code: str, mutant: Mutant, findings: tuple[Finding, ...]) -> bool:
    """At the right row and cell."""
    return any(
        finding.code == code
        and (mutant.row is None or finding.row == mutant.row)
        and finding.field.startswith(mutant.field)
        for finding in findings
    )


def measure(forms: Sequence[tuple[str, Form]]) -> Proof:
    """Every operator on every form, and every form as it is."""
    proof = Proof()
    for name, form in forms:
        proof.forms += 1
        before = findings_of(form)
        proof.alarms.update(one.code for one in before if one.severity is not Severity.INFO)
        for code in OPERATORS:
            for mutant in mutants(code, form):
                if is_found(code, mutant, before):
                    continue  # it proves nothing where the form says so itself
                proof.made[code] += 1
                if is_found(code, mutant, findings_of(mutant.form)):
                    proof.found[code] += 1
                else:
                    proof.missed.append((code, name, mutant.row, mutant.field))
    return proof


def main() -> None:
    """Print a line per rule, then what was missed."""
    proof = measure(correct_forms())
    print(
        f"{'code':<6}{'mutants':>8}{'found':>8}{'recall':>9}{'alarms on':>11} {proof.forms} forms"
    )
    for code in sorted(RULES):
        made, found = proof.made[code], proof.found[code]
        share = f"{found / made:.1%}" if made else "—"
        print(f"{code:<6}{made:>8}{found:>8}{share:>9}{proof.alarms[code]:>11}")
    made, found = proof.made.total(), proof.found.total()
    print(f"{'all':<6}{made:>8}{found:>8}{found / made:>9.1%}{proof.alarms.total():>11}")
    for missed in proof.missed[:200]:
        print("missed", *missed)


if __name__ == "__main__":
    main()
