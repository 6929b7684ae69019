"""The JSON that other programs read. A field is only ever added within a schema version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from textwrap import indent
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from reviewer.judge.judging import Account
    from reviewer.stack.batch import BatchFinding

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


def reviews_json(
    reviews: Sequence[Review],
    account: Account | None = None,
    drafts: Sequence[Mapping[int, str]] = (),
) -> Json:
    """What `check` and `triage` print; `drafts` are those made without a model, form by form."""
    listed = [_review(review) for review in reviews]
    for one, skeletons in zip(listed, drafts, strict=bool(drafts)):
        one["drafts"] = [{"row": row, "draft": text} for row, text in sorted(skeletons.items())]
    return {
        "schema_version": SCHEMA_VERSION,
        "reviews": listed,
        "judge": None if account is None else _account(account),
    }


def stack_json(
    reviews: Iterable[Review],
    account: Account | None,
    batch: Iterable[BatchFinding],
    unread: Iterable[tuple[str, str]] = (),
) -> Iterator[str]:
    """What `triage` prints, piece by piece: as reviews_json, and what only the stack shows.

    Args:
        reviews: of all forms.
        account: of the judge.
        batch: findings about several forms.
        unread: name and message of the files that could not be read, or not wholly.
    """
    yield f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "reviews": ['
    separator = "\n"
    for review in reviews:
        yield separator + indent(dump(_review(review)), "    ")
        separator = ",\n"
    rest = {
        "judge": None if account is None else _account(account),
        "batch": [_batch(finding) for finding in batch],
        "unread": [{"source": name, "message": message} for name, message in unread],
    }
    yield "\n  ],\n" + dump(rest).removeprefix("{\n")


def _batch(finding: BatchFinding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "forms": [{"source": name, "form": form} for name, form in finding.forms],
    }


def _account(account: Account) -> Json:
    return {
        "endpoint": account.endpoint,
        "model": "、".join(account.models) or None,
        "prompt": account.prompt,
        "prompt_sha256": account.prompt_sha256,
        "inquiries": account.inquiries,
        "requests": account.requests,
        "cached": account.cached,
        "tokens": account.prompt_tokens + account.completion_tokens,
        "prompt_tokens": account.prompt_tokens,
        "completion_tokens": account.completion_tokens,
        "cost": _decimal(account.cost),
        "currency": account.currency or None,
        "unjudged": [{"reason": reason, "rows": rows} for reason, rows in account.unjudged],
    }


def _form(form: Form) -> Json:
    goal, total = form.goal or Goal(), form.total or Total()
    return {
        "kind": form.kind.value,
        **({} if form.scored else {"scored": False}),
        "title": form.title.text,
        "year": form.year,
        "project": form.project.text,
        "department": form.department.text,
        "unit": form.unit.text,
        **({"dated": form.dated.text} if form.dated else {}),
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
        "unread": [
            {"field": one.field, "row": one.row, "reason": one.reason} for one in form.unread
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
        "mended_score": _decimal(review.mended_score),
        "mended_grade": review.mended_grade,
        "conclusion": review.conclusion.value,
        "coverage": {
            "checked": coverage.checked,
            "passed": coverage.passed,
            "failed": coverage.failed,
            "not_checkable": coverage.not_checkable,
        },
        "findings": [_finding(finding) for finding in review.findings],
        "not_checkable": [_unchecked(item) for item in review.not_checkable],
        "verdicts": [verdict.model_dump(mode="json") for verdict in review.verdicts],
        "drafts": [],
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
        **({"root": finding.root} if finding.root else {}),
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
