"""What can be kept of an answer that did not pass as a whole: row by row, or why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from reviewer.judge.exchange import Inquiry
from reviewer.judge.material import CONTEXT_KEY, Material
from reviewer.judge.shape import DraftAnswer, FormAnswer, RowAnswer, reasons

__all__ = ["DraftAnswer", "FormAnswer", "RowAnswer", "salvage"]

MAX_TEXT = 400_000
MAX_TRIES = 400
"""How many opening braces are tried; an answer holds one for each row."""

NO_ANSWER = "模型没有回答这一行"
NOT_JSON = "模型的回答不是JSON"
CUT_OFF = "模型的回答不完整，没有写到这一行"
TWICE = "模型对这一行答了两次，而且不一致"
_LISTS = ("rows", "drafts")


def salvage(text: str, inquiry: Inquiry) -> tuple[dict[str, BaseModel], dict[str, str]]:
    """Read an answer row by row: the rows that pass the guards, and for the others why not.

    Takes any text: JSON in a fence, cut off, or none at all. Never raises.

    Returns:
        The answers and the reasons, in Chinese; together they hold every row asked.
    """
    material = inquiry.context.get(CONTEXT_KEY)
    drafted = material.drafted if isinstance(material, Material) else ()
    data, whole = _parsed(text[:MAX_TEXT])
    given: dict[str, list[dict[str, Any]]] = {}
    for item in data:
        given.setdefault(str(item.get("row")), []).append(item)
    missing = NO_ANSWER if whole else (CUT_OFF if given else NOT_JSON)
    answers: dict[str, BaseModel] = {}
    failures: dict[str, str] = {}
    for row in inquiry.rows:
        found = _read_row(given.get(row, []), row in drafted, inquiry, missing)
        if isinstance(found, str):
            failures[row] = found
        else:
            answers[row] = found
    return answers, failures


def _read_row(
    items: list[dict[str, Any]], draft_only: bool, inquiry: Inquiry, missing: str
) -> BaseModel | str:
    if not items:
        return missing
    if any(item != items[0] for item in items[1:]):
        return TWICE
    model: type[BaseModel] = DraftAnswer if draft_only else RowAnswer
    item = items[0]
    if draft_only:  # more than was asked for is no fault here
        item = {name: value for name, value in item.items() if name in model.model_fields}
    try:
        return model.model_validate(item, context=dict(inquiry.context))
    except ValidationError as error:
        return reasons(error)
    except (RecursionError, ValueError, TypeError) as error:
        return f"模型的回答无法读取（{type(error).__name__}）"


def _parsed(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The objects that speak of a row, and whether the text was whole."""
    decoder = json.JSONDecoder()
    found: list[dict[str, Any]] = []
    at, whole = text.find("{"), None
    for _ in range(MAX_TRIES):
        if at < 0:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            # Cut off, or a brace in prose: what stands inside may still be whole.
            value, end = None, at + 1
        whole = value is not None if whole is None else whole
        rows = list(_rows_in(value))
        found += rows
        if rows and "row" not in value:
            break  # the whole answer; a later one would only repeat it
        at = text.find("{", end)
    return found, bool(whole)


def _rows_in(value: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(value, dict):
        return
    if "row" in value:
        yield value
    for name in _LISTS:
        items = value.get(name)
        if isinstance(items, list):
            yield from (item for item in items if isinstance(item, dict))
