"""How a form was read, field by field, against an answer key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reviewer.models import Document, Form
from reviewer.models.review import Finding
from reviewer.report.contract import documents_json

_LEFT_OUT = frozenset({"location", "remarks"})


def as_json(form: Form) -> dict[str, Any]:
    """The form as `extract` prints it."""
    data = documents_json([Document(source="", forms=(form,))])
    found: dict[str, Any] = data["documents"][0]["forms"][0]
    return found


def cells(form: dict[str, Any]) -> dict[str, Any]:
    """Every field with its path; places and remarks differ between formats."""
    return dict(_cells(form, ""))


def _cells(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _LEFT_OUT:
                yield from _cells(part, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        yield f"{path}.length", len(value)
        for index, part in enumerate(value):
            yield from _cells(part, f"{path}[{index}]")
    else:
        yield path, "".join(value.split()) if isinstance(value, str) else value


def differences(expected: Form, found: Form) -> list[str]:
    """The fields that were read differently."""
    wanted, got = cells(as_json(expected)), cells(as_json(found))
    return [
        f"{path}: {wanted.get(path)!r} → {got.get(path)!r}"
        for path in dict.fromkeys([*wanted, *got])
        if wanted.get(path) != got.get(path)
    ]


def told(finding: Finding) -> tuple[Any, ...]:
    """What a finding says, without the place in the file."""
    return (
        finding.code,
        finding.severity,
        finding.row,
        finding.field,
        finding.found,
        finding.expected,
    )
