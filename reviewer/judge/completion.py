"""What a chat completion says. The client hands on whatever an endpoint sent, of whatever types."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

THOUGHT_BEGINS, THOUGHT_ENDS = "<think", "</think>"
CALL_ID = "call_0"


@dataclass(frozen=True, slots=True)
class Said:
    """A completion, its parts known to be of the right kind.

    Attributes:
        text: the answer, without what stands around its JSON: thoughts, fences, kind words.
        finish: why it ended ("stop", "length" …), "" where that is not said.
        refusal: the model's words where it refused.
        call: the id of the tool call that the text comes from, "" where it was none.
        model: the model's name as the endpoint gave it.
    """

    text: str
    finish: str
    refusal: str
    call: str
    model: str


def read(completion: object) -> Said | None:
    """What a completion says; None for anything that is not one."""
    from openai.types.chat import ChatCompletionMessage

    choice = _first(getattr(completion, "choices", None))
    message = getattr(choice, "message", None)
    if not isinstance(message, ChatCompletionMessage):
        return None
    call = _first(getattr(message, "tool_calls", None))
    arguments = getattr(getattr(call, "function", None), "arguments", None)
    finish = _words(getattr(choice, "finish_reason", None))
    text = _words(getattr(message, "content", None) if arguments is None else arguments)
    return Said(
        text=_bare(text, whole=finish != "length"),
        finish=finish,
        refusal=_words(getattr(message, "refusal", None)),
        call="" if arguments is None else _words(getattr(call, "id", None)) or CALL_ID,
        model=_words(getattr(completion, "model", None)),
    )


def rebuilt(said: Said, tool: str) -> Any:
    """A completion for instructor: a call of the tool where there is one, else the text.

    A model that writes the answer as text instead of calling the tool has answered all the same.
    """
    from openai.types.chat import ChatCompletion

    message: dict[str, Any] = {"role": "assistant", "content": None if tool else said.text}
    if tool:
        function = {"name": tool, "arguments": said.text}
        call = {"id": said.call or CALL_ID, "type": "function", "function": function}
        message["tool_calls"] = [call]
    finish = "length" if said.finish == "length" else "stop"
    return ChatCompletion.model_validate(
        {
            "id": "",
            "object": "chat.completion",
            "created": 0,
            "model": said.model,
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }
    )


def _first(items: object) -> object:
    return items[0] if isinstance(items, list) and items else None


def _words(value: object) -> str:
    """Text as it is, without halves of characters; anything else as JSON; "" for nothing."""
    if value is None:
        return ""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return ""
    return text.encode("utf-8", "replace").decode()


def _bare(text: str, *, whole: bool) -> str:
    """The JSON object in a text. One that was cut off has no end to look for."""
    if (end := text.find(THOUGHT_ENDS)) >= 0 and text.lstrip().startswith(THOUGHT_BEGINS):
        text = text[end + len(THOUGHT_ENDS) :]
    start, end = text.find("{"), text.rfind("}")
    if start < 0:
        return text.strip()
    return text[start : end + 1] if whole and end > start else text[start:]
