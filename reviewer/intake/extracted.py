"""What `extract --format json` printed, read again: forms that another program may have mended."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reviewer.intake.characters import ordinary
from reviewer.intake.errors import ReadError
from reviewer.models import (
    Document,
    Form,
    FormKind,
    FundingLine,
    FundingSource,
    Goal,
    Indicator,
    Location,
    Number,
    Remark,
    Text,
    Total,
    Unread,
)

_MAX_FORMS = 5_000


class _Part(BaseModel):
    """A part of the contract; fields of later versions are passed over."""

    model_config = ConfigDict(extra="ignore", strict=True)


class _Line(_Part):
    label: str = ""
    source: Literal["total", "fiscal", "carryover", "other"] = "other"
    initial_budget: str | None = None
    annual_budget: str | None = None
    executed: str | None = None
    weight: str | None = None
    execution_rate: str | None = None
    score: str | None = None


class _Place(_Part):
    page: int | None = None
    sheet: str | None = None
    line: int | None = None
    cell: str | None = None

    def location(self) -> Location:
        return Location(page=self.page, sheet=self.sheet, line=self.line, cell=self.cell)


class _Row(_Part):
    level1: str = ""
    level2: str = ""
    name: str = ""
    target: str = ""
    actual: str = ""
    weight: str | None = None
    score: str | None = None
    explanation: str = ""
    location: _Place = Field(default_factory=_Place)


class _Goal(_Part):
    planned: str = ""
    achieved: str = ""


class _Total(_Part):
    weight: str | None = None
    score: str | None = None
    grade: str | None = None


class _Remark(_Part):
    code: str
    text: str = ""
    row: int | None = None
    reason: str = ""
    location: _Place = Field(default_factory=_Place)


class _Unread(_Part):
    field: str
    row: int | None = None
    reason: str = ""


class _Form(_Part):
    kind: Literal["project", "transfer", "department"] = "project"
    scored: bool = True
    title: str = ""
    year: int | None = None
    project: str = ""
    department: str = ""
    unit: str = ""
    dated: str = ""
    currency_unit: str | None = None
    funding: list[_Line] = []
    goal: _Goal | None = None
    indicators: list[_Row] = []
    explanation: str = ""
    total: _Total | None = None
    notes: list[str] = []
    remarks: list[_Remark] = []
    unread: list[_Unread] = []


class _Document(_Part):
    source: str = ""
    forms: list[_Form] = Field(default=[], max_length=_MAX_FORMS)


class _Extract(_Part):
    schema_version: Literal[1]
    documents: list[_Document]


def read_extract(data: bytes, source: str) -> Document:
    """The forms of all documents in the JSON, as those of one document.

    Raises:
        ReadError: it is no extract of schema version 1, or holds no form.
    """
    try:
        # Not model_validate_json: it accepts lone surrogates' escapes only in part.
        extract = _Extract.model_validate(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"不是提取结果的JSON（{_first(error)}）") from error
    forms = tuple(_form(form) for document in extract.documents for form in document.forms)
    if not forms:
        raise ReadError("提取结果里没有自评表")
    if len(forms) > _MAX_FORMS:
        raise ReadError(f"提取结果超过 {_MAX_FORMS} 张表，未读取")
    return Document(source=source, forms=forms)


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return f"{place} 与约定的格式不符"
    return "格式有误"


def _text(text: str | None, at: Location) -> Text:
    return Text(text=ordinary(text or ""), raw=text or "", location=at)


def _numbers(part: _Line | _Row | _Total, at: Location, *names: str) -> dict[str, Any]:
    return {name: Number.parse(ordinary(getattr(part, name) or ""), at) for name in names}


def _form(form: _Form) -> Form:
    nowhere = Location()
    return Form(
        kind=FormKind(form.kind),
        scored=form.scored,
        title=_text(form.title, nowhere),
        year=form.year,
        project=_text(form.project, nowhere),
        department=_text(form.department, nowhere),
        unit=_text(form.unit, nowhere),
        dated=_text(form.dated, nowhere),
        currency_unit=form.currency_unit,
        funding=tuple(_line(line) for line in form.funding),
        goal=_goal(form.goal),
        indicators=tuple(_row(row) for row in form.indicators),
        explanation=_text(form.explanation, nowhere),
        total=_total(form.total),
        notes=tuple(_text(note, nowhere) for note in form.notes),
        remarks=tuple(
            Remark(
                code=one.code,
                text=_text(one.text, one.location.location()),
                row=one.row if one.row is not None and one.row < len(form.indicators) else None,
                reason=one.reason,
            )
            for one in form.remarks
        ),
        unread=tuple(
            Unread(field=one.field, row=one.row, reason=one.reason) for one in form.unread
        ),
    )


def _goal(goal: _Goal | None) -> Goal | None:
    """None for a form without the block: `extract` prints that as two empty texts."""
    if goal is None or not (goal.planned or goal.achieved):
        return None
    return Goal(planned=_text(goal.planned, Location()), achieved=_text(goal.achieved, Location()))


def _total(total: _Total | None) -> Total | None:
    if total is None or not (total.weight or total.score or total.grade):
        return None
    at = Location()
    return Total(**_numbers(total, at, "weight", "score"), grade=_text(total.grade, at))


def _line(line: _Line) -> FundingLine:
    at = Location()
    return FundingLine(
        label=_text(line.label, at),
        source=FundingSource(line.source),
        **_numbers(line, at, "initial_budget", "annual_budget", "executed", "execution_rate"),
        **_numbers(line, at, "weight", "score"),
    )


def _row(row: _Row) -> Indicator:
    at = row.location.location()
    texts = ("level1", "level2", "name", "target", "actual", "explanation")
    return Indicator(
        **{name: _text(getattr(row, name), at) for name in texts},
        **_numbers(row, at, "weight", "score"),
        location=at,
    )
