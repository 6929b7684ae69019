"""Labelled rows as documents to judge, and the verdicts on them as predictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reviewer.intake import ReadError, read
from reviewer.judge.evaluation import Prediction
from reviewer.judge.labels import Label, LabelError
from reviewer.models import Document, Form, Goal, Indicator, Number, Review, Text, Verdict

_INLINE = "标注"


def documents_of(labels: Iterable[Label], folder: Path) -> list[Document]:
    """The files that the labels name, each once, and a form for each row given inline.

    Args:
        labels: what was read from the file of labels.
        folder: that file's folder; sources are relative to it.

    Raises:
        LabelError: a file cannot be read, or has no such row.
    """
    labels = list(labels)
    documents: dict[str, Document] = {}
    for label in labels:
        if label.source and label.source not in documents:
            try:
                documents[label.source] = read(folder / label.source, label.source)
            except ReadError as error:
                raise LabelError(f"标注 {label.id} 所指的 {label.source}：{error}") from error
        if label.source:
            _check(label, documents[label.source])
    inline = tuple(_form(rows) for rows in _inline_forms(labels).values())
    return [*documents.values(), *([Document(source=_INLINE, forms=inline)] if inline else [])]


def _inline_forms(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """Labels with rows of their own, by the form that their data names: one request a form."""
    forms: dict[str, list[Label]] = {}
    for label in labels:
        if not label.source:
            forms.setdefault(str(label.data.get("form") or label.id), []).append(label)
    return forms


def _check(label: Label, document: Document) -> None:
    forms = document.forms
    if label.form >= len(forms) or label.row >= len(forms[label.form].indicators):
        raise LabelError(f"标注 {label.id} 所指的 {label.source} 没有这一行")


def _form(labels: Sequence[Label]) -> Form:
    """A form of the labelled rows; project, year and goal are those of the first."""
    first = labels[0].data
    goal = first.get("goal") or {}
    return Form(
        project=_text(first, "project") or Text(text=labels[0].id, raw=labels[0].id),
        year=first.get("year"),
        goal=Goal(planned=_text(goal, "planned"), achieved=_text(goal, "achieved")),
        indicators=tuple(_indicator(label.data) for label in labels),
    )


def _indicator(row: Mapping[str, object]) -> Indicator:
    texts = ("level1", "level2", "name", "target", "actual", "explanation")
    return Indicator(
        **{name: _text(row, name) for name in texts},
        weight=Number.parse(str(row.get("weight") or "")),
        score=Number.parse(str(row.get("score") or "")),
    )


def _text(data: Mapping[str, object], name: str) -> Text:
    text = str(data.get(name) or "")
    return Text(text=text, raw=text)


def predictions_of(labels: Iterable[Label], reviews: Sequence[Review]) -> dict[str, Prediction]:
    """What the judge said about each labelled row, by label id; rows without a verdict are left out."""
    verdicts = {
        (review.source, review.form, verdict.row): verdict
        for review in reviews
        for verdict in review.verdicts
        if verdict.verdict is not None
    }
    labels = list(labels)
    places = {label.id: (label.source, label.form, label.row) for label in labels if label.source}
    for form, rows in enumerate(_inline_forms(labels).values()):
        places |= {label.id: (_INLINE, form, row) for row, label in enumerate(rows)}
    return {
        name: Prediction(verdict.verdict.value, _answers(verdict))
        for name, place in places.items()
        if (verdict := verdicts.get(place)) and verdict.verdict
    }


def _answers(verdict: Verdict) -> dict[str, str]:
    if verdict.cause_kind is None:
        return {}
    told = {
        "cause": verdict.cause_quote is not None,
        "about_this_row": verdict.about_this_row,
        "specific": verdict.specific,
        "accounts_for_size": verdict.accounts_for_size,
        "contradiction": verdict.contradiction_quote is not None,
        "measure": verdict.measure_quote is not None,
        "measure_actionable": verdict.measure_actionable,
    }
    return {"cause_kind": verdict.cause_kind} | {
        name: str(bool(value)).lower() for name, value in told.items()
    }
