"""What a change of the program changes in its findings, over every form that the tests have.

    python -m tests.proof.differences record before.json    # with the program of before
    python -m tests.proof.differences record after.json     # with the program of after
    python -m tests.proof.differences compare before.json after.json

A form is asked as it is, with every planted mistake and with every mutant. The comparison lists by
rule which findings were gained, lost or changed in severity, and says whether a finding that both
have kept its fingerprint.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reviewer.intake import ReadError, read, read_bytes
from reviewer.models import Document, Finding, Form
from reviewer.reviewing import review_document
from tests.mistakes.test_mistakes import MISTAKES
from tests.proof.measure import correct_forms
from tests.proof.operators import OPERATORS, mutants

SAMPLES = Path(__file__).parents[2] / "samples"
_SHOWN = 12
"""Findings of a rule that are listed, gained and lost each."""

Key = tuple[str, str, str]
"""Code, place (the row's name or the field) and what was found there."""
Record = Mapping[str, Sequence[Mapping[str, str]]]
"""The findings by form."""


def forms() -> Iterator[tuple[str, Form]]:
    """Every form with a name of its own."""
    for path in sorted(SAMPLES.iterdir()):
        try:
            document = read(path)
        except ReadError:
            continue  # a record of answers, or a kind that needs a program that is not there
        for index, form in enumerate(document.forms):
            yield f"sample {path.name} {index}", form
    for index, (name, form) in enumerate(correct_forms()):
        yield f"correct {name} {index}", form
        for code in OPERATORS:
            for at, mutant in enumerate(mutants(code, form)):
                yield f"mutant {code} {name} {index} {at}", mutant.form
    for mistake in MISTAKES:
        (form,) = read_bytes(mistake.paper.printed().encode(), "mistake.txt").forms
        yield f"mistake {mistake}", form


def record() -> dict[str, list[dict[str, str]]]:
    """The findings about every form."""
    return {name: [_told(finding) for finding in _findings(form)] for name, form in forms()}


def _findings(form: Form) -> tuple[Finding, ...]:
    (review,) = review_document(Document(source="form", forms=(form,))).reviews
    return review.findings


def _told(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "place": finding.field if finding.row is None else f"{finding.row} {finding.indicator}",
        "found": finding.found or "",
        "severity": str(finding.severity),
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }


def compare(before: Record, after: Record) -> Iterator[str]:
    """The lines of the report."""
    gained: dict[str, list[str]] = defaultdict(list)
    lost: dict[str, list[str]] = defaultdict(list)
    harder: Counter[str] = Counter()
    renamed: Counter[str] = Counter()
    for name in sorted(before.keys() & after.keys()):
        old, new = _by_key(before[name]), _by_key(after[name])
        for key in sorted(new.keys() - old.keys()):
            gained[key[0]].append(f"{name}: {new[key]['message']}")
        for key in sorted(old.keys() - new.keys()):
            lost[key[0]].append(f"{name}: {old[key]['message']}")
        for key in old.keys() & new.keys():
            harder[key[0]] += old[key]["severity"] != new[key]["severity"]
            renamed[key[0]] += old[key]["fingerprint"] != new[key]["fingerprint"]
    yield f"forms: {len(before.keys() & after.keys())} in both, {len(before.keys() ^ after.keys())} in one"
    yield f"{'code':<6}{'gained':>8}{'lost':>8}{'severity':>10}{'fingerprint':>13}"
    codes = sorted({*gained, *lost, *+harder, *+renamed})
    for code in codes:
        counts = len(gained[code]), len(lost[code])
        yield f"{code:<6}{counts[0]:>8}{counts[1]:>8}{harder[code]:>10}{renamed[code]:>13}"
    for code in codes:
        for sign, found in (("+", gained[code]), ("-", lost[code])):
            yield from (f"{sign} {code} {line}" for line in found[:_SHOWN])


def _by_key(findings: Sequence[Mapping[str, str]]) -> dict[Key, Mapping[str, str]]:
    return {(one["code"], one["place"], one["found"]): one for one in findings}


def main() -> None:
    """Record or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record").add_argument("out", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.command == "record":
        asked.out.write_text(json.dumps(record(), ensure_ascii=False), "utf-8")
        return
    before, after = (json.loads(path.read_text("utf-8")) for path in (asked.before, asked.after))
    for line in compare(before, after):
        print(line)


if __name__ == "__main__":
    main()
