"""What is found of the mistakes planted in whole forms, and what is said of the forms as they were.

A set is a folder of tests/data/planted: correct forms as plain text (NN.txt) and mistakes.jsonl, a
line a mistake: the form, the pieces of text to exchange, the row (or block) at which it must be
told, the codes that may carry it, and what is to be said. The sets were written before the rules
had seen them; what they said then is the figure that counts, here they only must not fall back.

    python -m tests.planted.measure [SET …]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.intake import read_bytes
from reviewer.models import Document, Finding, Form, Severity
from reviewer.reviewing import review_document

ROOT = Path(__file__).parents[1] / "data" / "planted"
_BLOCKS = frozenset({"head", "goal", "funding", "total", "notes"})
_IN_A_RESULT = frozenset(
    {"A401", "A402", "A403", "A404", "A405", "A406", "A409", "A410", "A414", "A415", "A416", "A420"}
)
"""What is wrong with one result may fairly be told by any of these."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake and whether it was told at its place under a fair code."""

    form: str
    at: str
    say: str
    found: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set gives: the mistakes, and the errors and warnings on the correct forms."""

    mistakes: tuple[Mistake, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the mistakes the share that was found."""
        return sum(one.found for one in self.mistakes) / len(self.mistakes)


def measure(name: str) -> Outcome:
    """Review every form of a set as it is and with each of its mistakes."""
    folder = ROOT / name
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    plain = {number: _review(text)[1] for number, text in texts.items()}
    lines = (folder / "mistakes.jsonl").read_text("utf-8").splitlines()
    mistakes = tuple(_mistakes(map(json.loads, lines), texts, plain))
    return Outcome(mistakes, _told(plain, Severity.ERROR), _told(plain, Severity.WARNING))


def _mistakes(
    planted: Iterator[dict[str, object]],
    texts: dict[str, str],
    plain: dict[str, tuple[Finding, ...]],
) -> Iterator[Mistake]:
    for one in planted:
        number, at = str(one["form"]), str(one["at"])
        text = texts[number]
        for old, new in one["edits"]:  # type: ignore[attr-defined]
            text = text.replace(old, new, 1)
        form, findings = _review(text)
        known = {_key(finding) for finding in plain[number]}
        gained = [finding for finding in findings if _key(finding) not in known]
        codes = set(one["codes"])  # type: ignore[call-overload]
        found = any(
            _is_fair(finding, codes) and _is_at(finding, at, form, codes) for finding in gained
        )
        yield Mistake(number, at, str(one["say"]), found)


def _review(text: str) -> tuple[Form, tuple[Finding, ...]]:
    (form,) = read_bytes(text.encode(), "form.txt").forms
    (review,) = review_document(Document(source="form", forms=(form,))).reviews
    return form, review.findings


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.row, finding.field, finding.message


def _is_fair(finding: Finding, codes: set[str]) -> bool:
    return finding.code in codes or bool(finding.code in _IN_A_RESULT and codes & _IN_A_RESULT)


def _is_at(finding: Finding, at: str, form: Form, codes: set[str]) -> bool:
    if at in _BLOCKS:
        return True
    if finding.row is None:
        return at in finding.message or finding.code in codes
    name = form.indicators[finding.row].name.text
    return at in name or name in at


def _told(plain: dict[str, tuple[Finding, ...]], severity: Severity) -> tuple[str, ...]:
    return tuple(
        f"{number} {finding.code} {finding.message}"
        for number, findings in plain.items()
        for finding in findings
        if finding.severity is severity
    )


def main() -> None:
    """Measure the sets named, or all of them."""
    for name in sys.argv[1:] or sorted(path.name for path in ROOT.iterdir()):
        outcome = measure(name)
        count = len(outcome.mistakes)
        print(f"{name}: {outcome.share:.1%} of {count} found;", end=" ")
        print(
            f"on the correct forms {len(outcome.errors)} errors, {len(outcome.warnings)} warnings"
        )
        for line in (*outcome.errors, *outcome.warnings):
            print(f"    {line}")
        for one in outcome.mistakes:
            if not one.found:
                print(f"  - {one.form} {one.at}: {one.say}")


if __name__ == "__main__":
    main()
