"""Why a request is not on a cassette: what changed since it was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import Any

from reviewer.judge.cassette_text import parsed

AROUND = 12
LIKELY_THE_SAME_FORM = Fraction(1, 2)
PIECE = re.compile(r'[^\s",:{}\[\]]+')
ROW_ID = re.compile(r"\b(r\d{1,4})\b")
ASKED = 2  # the system message and the user message; what follows are answers and mends


def reason(body: Any, recorded: Sequence[Any], played: Sequence[bool]) -> str:
    """The likeliest reason, in Chinese.

    Args:
        body: the request that is not on the cassette, parsed.
        recorded: the recorded requests, parsed.
        played: by recorded request, whether its answer was given already.
    """
    if not recorded:
        return "录制文件里没有任何问答"
    nearest = max(recorded, key=lambda other: _likeness(body, other))
    if _same(body, nearest):
        used = all(done for other, done in zip(recorded, played, strict=True) if _same(body, other))
        return "录制的答复已经用完，同一个请求又问了一次" if used else "与录制的请求不符"
    changes = [text for text in (_model(body, nearest), _prompt(body, nearest)) if text]
    if not changes and _user(body) != _user(nearest):
        changes = [_row(_user(body), _user(nearest))]
    if not changes and _schema(body) != _schema(nearest):
        changes = ["答案的格式变了"]
    if not changes:
        changes = ["核对答案的规则变了，要求模型修改的话与录制时不同"]
    return "、".join(changes)


def _likeness(body: Any, other: Any) -> tuple[Fraction | int, ...]:
    """More is nearer: first the same rows, then the same prompt, model, schema and course."""
    messages, recorded = _messages(body), _messages(other)
    return (
        _user(body) == _user(other),
        _overlap(_user(body), _user(other)),
        _system(body) == _system(other),
        _get(body, "model") == _get(other, "model"),
        _schema(body) == _schema(other),
        -abs(len(messages) - len(recorded)),
    )


def _model(body: Any, other: Any) -> str:
    now, then = _get(body, "model"), _get(other, "model")
    return "" if now == then else f"模型变了（录制时是 {then}，现在是 {now}）"


def _prompt(body: Any, other: Any) -> str:
    return "" if _system(body) == _system(other) else "提示词变了"


def _row(now: str, then: str) -> str:
    """Which row's text changed, and how."""
    start = _common(now, then)
    end = _common(reversed(now[start:]), reversed(then[start:]))
    was = _excerpt(then, start, len(then) - end)
    is_now = _excerpt(now, start, len(now) - end)
    if _overlap(now, then) < LIKELY_THE_SAME_FORM:
        return "这份表没有录过，或已大改"
    rows = ROW_ID.findall(now, 0, start)
    where = f"{rows[-1]} 行" if rows else "表头或总体目标"
    return f"{where}的内容变了（录制时“{was}”，现在“{is_now}”）"


def _overlap(one: str, other: str) -> Fraction:
    """How much two texts share, from 0 to 1."""
    ours, theirs = _pieces(one), _pieces(other)
    return Fraction(len(ours & theirs), max(len(ours | theirs), 1))


@lru_cache(maxsize=2048)
def _pieces(text: str) -> frozenset[str]:
    """What stands between JSON's signs; a form may fill a single line."""
    return frozenset(PIECE.findall(text))


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts have in common at the start."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _excerpt(text: str, start: int, end: int) -> str:
    """The changed words with a few around them, in one line."""
    words = text[max(start - AROUND, 0) : min(end, start + 2 * AROUND) + AROUND]
    return " ".join(words.split())


def _same(body: Any, other: Any) -> bool:
    return bool(comparable(body) == comparable(other))


def comparable(body: Any) -> Any:
    """What counts of a request.

    Temperature and seed are sent or not as the model accepts them, and an answer that the model is
    shown again may have been laid out differently.
    """
    if not isinstance(body, dict):
        return body
    kept = {name: value for name, value in body.items() if name not in ("temperature", "seed")}
    return kept | {"messages": [_unfolded(message) for message in _messages(body)]}


def _unfolded(value: Any) -> Any:
    """The same with JSON that stands as text replaced by what it says."""
    if isinstance(value, dict):
        return {name: _unfolded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_unfolded(item) for item in value]
    return parsed(value) if isinstance(value, str) else value


def _get(body: Any, name: str) -> Any:
    return body.get(name) if isinstance(body, dict) else None


def _messages(body: Any) -> list[Any]:
    messages = _get(body, "messages")
    return messages if isinstance(messages, list) else []


def _content(body: Any, role: str) -> str:
    for message in _messages(body)[:ASKED]:
        if isinstance(message, dict) and message.get("role") == role:
            return str(message.get("content"))
    return ""


def _system(body: Any) -> str:
    return _content(body, "system")


def _user(body: Any) -> str:
    return _content(body, "user")


def _schema(body: Any) -> Any:
    return _get(body, "response_format"), _get(body, "tools")
