"""What people say about rows: a file of labels, one JSON object a line.

{"id": "sh-1-3", "source": "../samples/x.txt", "form": 0, "row": 3, "verdict": "partly",
 "answers": {"cause": true, "cause_kind": "own"}, "author": "…", "origin": "real"}

A row that no form holds stands in `data` instead of `source`, `form` and `row`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.models.verdict import VerdictKind
from reviewer.system_errors import told

VERDICTS = tuple(kind.value for kind in VerdictKind)
YES_NO = ("true", "false")
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "cause": YES_NO,
    "cause_kind": ("objective", "own", "none"),
    "about_this_row": YES_NO,
    "specific": YES_NO,
    "accounts_for_size": YES_NO,
    "contradiction": YES_NO,
    "measure": YES_NO,
    "measure_actionable": YES_NO,
}
ORIGINS = ("real", "synthetic")
LONGEST_SHOWN = 40


class LabelError(Exception):
    """A file of labels cannot be used; the message is one Chinese line with file and line."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says about a row.

    Attributes:
        id: the label's own name, unique in its file.
        verdict: one of VERDICTS.
        answers: by question, one of QUESTIONS' values; questions may be left out.
        author: who labelled the row.
        origin: "real" for a row of a published form, "synthetic" for one made up.
        source: the file of the form, relative to the file of labels; "" where `data` holds it.
        form: the form's index in that file.
        row: the row's index in that form.
        data: the row itself with what belongs to it, where no form holds it.
        note: for readers.
        line: where it stands in the file of labels.
    """

    id: str
    verdict: str
    answers: Mapping[str, str]
    author: str
    origin: str
    source: str = ""
    form: int = 0
    row: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    line: int = 0


def load_labels(path: Path) -> list[Label]:
    """Read labels, one JSON object a line; empty lines are skipped.

    Raises:
        LabelError: the file or a line cannot be used.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = (
            f"{path} 读不了：{told(error) if isinstance(error, OSError) else '不是 UTF-8 文本'}"
        )
        raise LabelError(message) from None
    labels: dict[str, Label] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            label = _label(line, number)
            if label.id in labels:
                raise ValueError(f"id {label.id!r} 与第 {labels[label.id].line} 行相同")
        except ValueError as error:
            message = f"{path} 第 {number} 行：{error}"
            raise LabelError(message) from None
        labels[label.id] = label
    return list(labels.values())


FIELDS = frozenset(Label.__dataclass_fields__) - {"line"}


def _label(line: str, number: int) -> Label:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("不是 JSON") from None
    if not isinstance(data, dict):
        raise ValueError("应为一个 JSON 对象")
    if unknown := sorted(set(data) - FIELDS):
        raise ValueError(
            f"不认识的字段 {'、'.join(unknown)}，可用的有：{'、'.join(sorted(FIELDS))}"
        )
    if ("source" in data) == ("data" in data):
        raise ValueError("应有 source（指向文件中的一行）或 data（写出这一行）之一")
    answers = data.get("answers", {})
    if not isinstance(answers, dict):
        raise ValueError("answers 应为一个 JSON 对象")
    return Label(
        id=_text(data, "id"),
        verdict=_one_of(data.get("verdict"), VERDICTS, "verdict"),
        answers={name: _answer(name, value) for name, value in answers.items()},
        author=_text(data, "author"),
        origin=_one_of(data.get("origin"), ORIGINS, "origin"),
        source=_text(data, "source") if "source" in data else "",
        form=_index(data, "form"),
        row=_index(data, "row"),
        data=_object(data),
        note=str(data.get("note", "")),
        line=number,
    )


def _answer(name: str, value: object) -> str:
    if name not in QUESTIONS:
        raise ValueError(f"不认识的问题 {name}，可用的有：{'、'.join(QUESTIONS)}")
    said = str(value).lower() if isinstance(value, bool) else value
    return _one_of(said, QUESTIONS[name], f"answers.{name}")


def _one_of(value: object, choices: tuple[str, ...], name: str) -> str:
    if value not in choices:
        raise ValueError(f"{name} 应为 {'、'.join(choices)} 之一，现为 {_shown(value)}")
    return str(value)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} 应为不为空的文字，现为 {_shown(value)}")
    return value


def _index(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{name} 应为从 0 数起的序号，现为 {_shown(value)}")
    return value


def _object(data: Mapping[str, Any]) -> Mapping[str, Any]:
    value = data.get("data", {})
    if not isinstance(value, dict) or ("data" in data and not value):
        raise ValueError(f"data 应为不为空的 JSON 对象，现为 {_shown(value)}")
    return value


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:LONGEST_SHOWN]
