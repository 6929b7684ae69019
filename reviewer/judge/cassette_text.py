"""A cassette as people read it: YAML, JSON bodies as mappings, real characters, text in blocks.

What repeats in each request (the system message, the answer schema) stands once, with references.
Nothing of the exchange's envelope is kept: no header but content-type, no ids, no dates.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml

from reviewer.judge.trouble import scrub

# libyaml's where PyYAML was built with it: ten times as fast.
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

HEADING = "# 审核问答的录制：问了什么，答了什么。用 --replay 回放时不联网。\n"
KEPT_HEADER = "content-type"
KEPT_OF_ANSWER = ("object", "model", "choices", "usage")
KEPT_OF_CHOICE = ("index", "message", "finish_reason")
KEPT_OF_MESSAGE = ("role", "content", "reasoning_content", "refusal", "tool_calls", "function_call")
KEPT_OF_USAGE = ("prompt_tokens", "completion_tokens", "total_tokens")
KEPT_OF_ERROR = ("error", "message", "detail", "type", "code", "param")
TEXTS_WITH_JSON = ("content", "arguments")
WORTH_SHARING = 200


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Blocks for text of several lines."""


def _text(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(data: Mapping[str, Any], about: Callable[[Any], tuple[int, str]]) -> str:
    """A cassette, as vcr has it, as text.

    Args:
        data: with JSON bodies as strings, as vcr has them.
        about: where an interaction belongs, and whose it is, by its request's parsed body.
    """
    shared: dict[str, Any] = {}
    labelled = []
    for interaction in data["interactions"]:
        request, response = interaction["request"], interaction["response"]
        body = parsed(request["body"])
        position, label = about(body)
        heading = {"about": label} if label else {}
        labelled.append(
            (
                position,
                heading
                | {
                    "request": request | {"body": _share(_ordered(_laid_out(body)), shared)},
                    "response": response | {"body": _readable(response["body"]["string"])},
                },
            )
        )
    # By form, as they were asked; requests under way at once are answered in any order.
    labelled.sort(key=lambda pair: pair[0])
    document = {"version": data["version"], "interactions": [item for _, item in labelled]}
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return HEADING + text


def read(text: str) -> dict[str, Any]:
    """The reverse of `write`.

    Raises:
        ValueError: this is not a cassette.
    """
    try:
        data = yaml.load(text, Loader=_SafeLoader)  # noqa: S506 - a safe one
        interactions = [_for_vcr(item) for item in data["interactions"]]
        version = data["version"]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return {"version": version, "interactions": interactions}


def labels(data: Mapping[str, Any]) -> list[str]:
    """Whose each interaction is, of what `read` returns."""
    return [interaction["about"] for interaction in data["interactions"]]


def parsed(body: Any) -> Any:
    """A body as JSON, or as it is."""
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    try:
        value = json.loads(body)
    except (ValueError, TypeError, RecursionError):
        return body
    return value if isinstance(value, dict | list) else body


def clean_uri(uri: str) -> str:
    """The address without account, password and parameters."""
    parts = urlsplit(uri)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def clean_headers(headers: Mapping[str, Any]) -> dict[str, Any]:
    """The one header that says something about the body."""
    return {name.lower(): value for name, value in headers.items() if name.lower() == KEPT_HEADER}


def clean_response(body: bytes, key: str) -> bytes:
    """A response's body without what identifies the account, the request and the moment."""
    value = parsed(body)
    if not isinstance(value, dict):
        return scrub(body.decode("utf-8", "replace"), key).encode("utf-8", "replace")
    if "choices" in value:
        value = _answer(value)
        text = json.dumps(value, ensure_ascii=False)
        text = text.replace(key, "***") if key else text
    else:
        text = scrub(json.dumps(_error(value), ensure_ascii=False), key)
    return text.encode("utf-8", "replace")


def _answer(value: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = _only(value, KEPT_OF_ANSWER)
    if isinstance(answer.get("usage"), dict):
        answer["usage"] = _only(answer["usage"], KEPT_OF_USAGE)
    if isinstance(answer["choices"], list):
        answer["choices"] = [_choice(choice) for choice in answer["choices"]]
    return answer


def _choice(choice: Any) -> Any:
    choice = _only(choice, KEPT_OF_CHOICE)
    if isinstance(choice, dict) and "message" in choice:
        choice["message"] = _only(choice["message"], KEPT_OF_MESSAGE)
    return choice


def _error(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _error(item) for name, item in _only(value, KEPT_OF_ERROR).items()}


def _only(value: Any, names: tuple[str, ...]) -> Any:
    """The named fields, in this order."""
    if not isinstance(value, dict):
        return value
    return {name: value[name] for name in names if name in value}


def _ordered(body: Any) -> Any:
    """A request in the order in which one reads it."""
    if not isinstance(body, dict):
        return body
    first = ("model", "messages")
    rest = sorted(name for name in body if name not in first)
    return _only(body, (*first, *rest))


def _share(body: Any, shared: dict[str, Any]) -> Any:
    """The body with equal long parts as the same object, which YAML writes once."""
    if not isinstance(body, dict):
        return body

    def same(part: Any) -> Any:
        text = json.dumps(part, ensure_ascii=False)
        return shared.setdefault(text, part) if len(text) > WORTH_SHARING else part

    return {
        name: [same(item) for item in value] if isinstance(value, list) else same(value)
        for name, value in body.items()
    }


def _readable(body: Any) -> dict[str, Any]:
    value = parsed(body)
    return {"json": _laid_out(value)} if isinstance(value, dict | list) else {"string": value}


def _laid_out(value: Any) -> Any:
    """The same with JSON that stands as text in messages and calls indented, to be read."""
    if isinstance(value, list):
        return [_laid_out(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _indented(item) if name in TEXTS_WITH_JSON else _laid_out(item)
        for name, item in value.items()
    }


def _indented(text: Any) -> Any:
    """JSON text with line breaks, if nothing else changes by it; anything else as it is."""
    value = parsed(text)
    if not isinstance(value, dict | list):
        return text
    for separators in ((", ", ": "), (",", ":")):
        if json.dumps(value, ensure_ascii=False, separators=separators) == text:
            return json.dumps(value, ensure_ascii=False, indent=1)
    return text


def _for_vcr(item: Mapping[str, Any]) -> dict[str, Any]:
    request, response = dict(item["request"]), dict(item["response"])
    if isinstance(request["body"], dict | list):
        request["body"] = json.dumps(request["body"], ensure_ascii=False)
    body = response["body"]
    if "json" in body:
        response["body"] = {"string": json.dumps(body["json"], ensure_ascii=False)}
    return {"about": str(item.get("about", "")), "request": request, "response": response}
