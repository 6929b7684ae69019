"""The JSON that other programs read. A field is only ever added within a schema version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reviewer.models import (
    Document,
    Evidence,
    Finding,
    Form,
    FundingLine,
    Goal,
    Indicator,
    Location,
    NotCheckable,
    Review,
    Total,
)

SCHEMA_VERSION = 1
Json = dict[str, Any]


def dump(data: Json) -> str:
    """The text to print: Chinese readable, lone surrogates escaped."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()


def documents_json(documents: Iterable[Document]) -> Json:
    """What `extract` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": [
            {"source": document.source, "forms": [_form(form) for form in document.forms]}
            for document in documents
        ],
    }


def reviews_json(reviews: Iterable[Review]) -> Json:
    """What `check` and `triage` print."""
    return {
        "schema_version": SCHEMA_VERSION,
        "reviews": [_review(review) for review in reviews],
        "judge": None,
    }


def _form(form: Form) -> Json:
    goal, total = form.goal or Goal(), form.total or Total()
    return {
        "kind": form.kind.value,
        "title": form.title.text,
        "year": form.year,
        "project": form.project.text,
        "department": form.department.text,
        "unit": form.unit.text,
        "currency_unit": form.currency_unit,
        "funding": [_funding(line) for line in form.funding],
        "goal": {"planned": goal.planned.text, "achieved": goal.achieved.text},
        "indicators": [_indicator(row) for row in form.indicators],
        "explanation": form.explanation.text,
        "total": {
            "weight": total.weight.text,
            "score": total.score.text,
            "grade": total.grade.text or None,
        },
        "notes": [note.text for note in form.notes],
        "remarks": [
            {
                "code": remark.code,
                "text": remark.text.text,
                "row": remark.row,
                "reason": remark.reason,
                "location": _location(remark.text.location),
            }
            for remark in form.remarks
        ],
    }


def _funding(line: FundingLine) -> Json:
    return {
        "label": line.label.text,
        "source": line.source.value,
        "initial_budget": line.initial_budget.text,
        "annual_budget": line.annual_budget.text,
        "executed": line.executed.text,
        "weight": line.weight.text,
        "execution_rate": line.execution_rate.text,
        "score": line.score.text,
    }


def _indicator(row: Indicator) -> Json:
    return {
        "level1": row.level1.text,
        "level2": row.level2.text,
        "name": row.name.text,
        "target": row.target.text,
        "actual": row.actual.text,
        "weight": row.weight.text,
        "score": row.score.text,
        "explanation": row.explanation.text,
        "location": _location(row.location),
    }


def _review(review: Review) -> Json:
    coverage = review.coverage
    return {
        "source": review.source,
        "form": review.form,
        "project": review.project,
        "unit": review.unit,
        "year": review.year,
        "policy": review.policy,
        "policy_reason": review.policy_reason,
        "claimed_score": review.claimed_score,
        "claimed_grade": review.claimed_grade,
        "points_in_doubt": _decimal(review.points_in_doubt),
        "supported_score": _decimal(review.supported_score),
        "supported_grade": review.supported_grade,
        "conclusion": review.conclusion.value,
        "coverage": {
            "checked": coverage.checked,
            "passed": coverage.passed,
            "failed": coverage.failed,
            "not_checkable": coverage.not_checkable,
        },
        "findings": [_finding(finding) for finding in review.findings],
        "not_checkable": [_unchecked(item) for item in review.not_checkable],
        "verdicts": [],
    }


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "indicator": finding.indicator,
        "row": finding.row,
        "field": finding.field,
        "expected": finding.expected,
        "found": finding.found,
        "formula": finding.formula,
        "points": _decimal(finding.points),
        "evidence": [_evidence(item) for item in finding.evidence],
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def _unchecked(item: NotCheckable) -> Json:
    return {
        "code": item.code,
        "reason": item.reason,
        "row": item.row,
        "field": item.field,
        "location": _location(item.location),
    }


def _evidence(item: Evidence) -> Json:
    return {"text": item.text, "location": _location(item.location)}


def _location(location: Location) -> Json:
    return {
        "page": location.page,
        "sheet": location.sheet,
        "line": location.line,
        "cell": location.cell,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
