"""Recording the exchange with the model, and answering from a recording with the network cut.

A request matches a recorded one by its method, the end of its path and its parsed body. Host and
port do not count, nor what stands before /chat/completions: a cassette answers whatever endpoint it
came from. Temperature and seed do not count either, since some models refuse them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.judge.settings import JudgeConfigError, Settings

if TYPE_CHECKING:
    from vcr.cassette import Cassette  # type: ignore[import-untyped]

    from reviewer.judge.exchange import Inquiry

_tapes: list[Tape] = []


class Tape:
    """A cassette that runs.

    Attributes:
        path: its file.
        recording: whether it records; otherwise it replays.
        warnings: what went wrong with the file, in Chinese.
    """

    def __init__(self, path: Path, *, recording: bool) -> None:
        self.path = path
        self.recording = recording
        self.warnings: list[str] = []
        self.cassette: Cassette
        self.key = ""
        self._positions: dict[str, tuple[int, str]] = {}
        self._labels: list[str] = []
        self._parsed: list[Any] | None = None

    def fit(self, settings: Settings) -> Settings:
        """The settings that a replay needs: the recorded mode, and model unless one is named."""
        first = None if self.recording else next(iter(self._bodies()), None)
        if not isinstance(first, dict):
            return settings
        model = settings.model or str(first.get("model"))
        return replace(settings, model=model, mode=_mode(first))

    def announce(self, inquiries: Sequence[Inquiry], settings: Settings) -> None:
        """Tell whose requests will come, and what must never be written down."""
        self.key = settings.key.get_secret_value()
        for position, inquiry in enumerate(inquiries):
            name = Path(inquiry.source).name
            rows = "、".join(inquiry.rows)
            label = f"{name} 第 {inquiry.form + 1} 份表「{inquiry.project}」{rows}"
            self._positions.setdefault(inquiry.user, (position, label))

    def about(self, body: Any) -> tuple[int, str]:
        """Where a request belongs among the inquiries, and whose it is."""
        messages = body.get("messages", ()) if isinstance(body, dict) else ()
        for message in messages:
            content = message.get("content")
            if isinstance(content, str) and content in self._positions:
                return self._positions[content]
        return len(self._positions), ""

    def explain(self, request: Any) -> str:
        """Why a request cannot be answered from the cassette."""
        from reviewer.judge.cassette_text import parsed
        from reviewer.judge.mismatch import reason

        body = parsed(request.body)
        bodies = self._bodies()
        played = [bool(self.cassette.play_counts[number]) for number in range(len(bodies))]
        label = self.about(body)[1]
        label = label[: label.rfind("」") + 1]  # the reply knows its rows
        why = reason(body, bodies, played)
        return f"录制文件 {self.path.name} 里没有这次问答：{label}{'，' if label else ''}{why}"

    @property
    def unplayed(self) -> list[str]:
        """The recorded requests that nobody made, one line each; empty while recording."""
        if self.recording:
            return []
        return [
            f"第 {number + 1} 次问答{label and f'（{label}）'}"
            for number, label in enumerate(self._labels)
            if not self.cassette.play_counts[number]
        ]

    def read(self, text: str) -> dict[str, Any]:
        """What vcr makes of the file; the labels stay here."""
        from reviewer.judge.cassette_text import labels, read

        data = read(text)
        self._labels = labels(data)
        return data

    def _bodies(self) -> list[Any]:
        """The recorded requests, parsed."""
        from reviewer.judge.cassette_text import parsed

        if self._parsed is None:
            self._parsed = [parsed(request.body) for request in self.cassette.requests]
        return self._parsed


def inserted() -> Tape | None:
    """The cassette that runs now, if any."""
    return _tapes[-1] if _tapes else None


def mismatch(error: BaseException) -> str | None:
    """The Chinese reason if this error came from a request that the running cassette lacks."""
    tape = inserted()
    cause: BaseException | None = error
    while tape and cause:
        if hasattr(cause, "failed_request"):
            return tape.explain(cause.failed_request)
        cause = cause.__cause__ or cause.__context__
    return None


def _mode(body: dict[str, Any]) -> str:
    """How a recorded request asked for structured output."""
    if "tools" in body:
        return "tools"
    kind = (body.get("response_format") or {}).get("type")
    return "json_schema" if kind == "json_schema" else "json"


@contextmanager
def record(path: Path) -> Iterator[Tape]:
    """Keep every exchange in a file, which is written when the block ends, however it ends.

    Raises:
        JudgeConfigError: the file cannot be written, or is something other than a cassette.
    """
    from reviewer.judge.cassette_text import read

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.exists() and (text := path.read_text("utf-8")).strip():
            read(text)
    except (OSError, ValueError) as error:
        why = "已有同名文件，且不是录制文件" if isinstance(error, ValueError) else "写不了"
        message = f"录制文件 {path} {why}"
        raise JudgeConfigError(message) from None
    yield from _run(Tape(path, recording=True))


@contextmanager
def replay(path: Path) -> Iterator[Tape]:
    """Answer every request from a file; anything else is refused, and nothing is sent.

    Raises:
        JudgeConfigError: the file is missing or no cassette.
    """
    if not path.is_file():
        message = f"录制文件 {path} 不存在"
        raise JudgeConfigError(message)
    yield from _run(Tape(path, recording=False))


def _run(tape: Tape) -> Iterator[Tape]:
    with _player(tape) as tape.cassette:
        _tapes.append(tape)
        try:
            yield tape
        finally:
            _tapes.remove(tape)


def _player(tape: Tape) -> Any:
    import vcr  # type: ignore[import-untyped]

    player = vcr.VCR(
        record_mode=vcr.mode.ALL if tape.recording else vcr.mode.NONE,
        before_record_request=lambda request: _clean_request(request, tape),
        before_record_response=lambda response: _clean_response(response, tape),
        decode_compressed_response=True,
        match_on=["exchange"],
    )
    player.register_matcher("exchange", _matches)
    player.register_persister(_Persister(tape))
    return player.use_cassette(str(tape.path))


def _matches(one: Any, other: Any) -> bool:
    return _fingerprint(one) == _fingerprint(other)


def _fingerprint(request: Any) -> tuple[str, str, str]:
    path = "/".join(request.path.rstrip("/").split("/")[-2:])
    return request.method, path, _body_fingerprint(request.body)


@lru_cache(maxsize=4096)
def _body_fingerprint(body: bytes | None) -> str:
    from reviewer.judge.cassette_text import parsed
    from reviewer.judge.mismatch import comparable

    return json.dumps(comparable(parsed(body or b"")), sort_keys=True)


def _clean_request(request: Any, tape: Tape) -> Any:
    from reviewer.judge.cassette_text import clean_headers, clean_uri

    request.uri = clean_uri(request.uri)
    request.headers = clean_headers(request.headers)
    if tape.key and request.body:
        request.body = request.body.replace(tape.key.encode(), b"***")
    return request


def _clean_response(response: dict[str, Any], tape: Tape) -> dict[str, Any]:
    from reviewer.judge.cassette_text import clean_headers, clean_response

    body = clean_response(response["body"]["string"] or b"", tape.key)
    return {
        "status": response["status"],
        "headers": clean_headers(response["headers"]),
        "body": {"string": body},
    }


class _Persister:
    """Reads and writes the file for vcr: UTF-8 everywhere, and whole or not at all."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    def load_cassette(self, path: str, serializer: Any) -> Any:
        from vcr.persisters.filesystem import (  # type: ignore[import-untyped]
            CassetteNotFoundError,
        )
        from vcr.serialize import deserialize  # type: ignore[import-untyped]

        if self._tape.recording:
            raise CassetteNotFoundError
        try:
            return deserialize(Path(path).read_text("utf-8"), self)
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"{path} 不是能读的录制文件（{type(error).__name__}）"
            raise JudgeConfigError(message) from None

    def save_cassette(self, path: str, cassette_dict: dict[str, Any], serializer: Any) -> None:
        from vcr.serialize import serialize

        new = Path(f"{path}.new")
        try:
            new.write_text(serialize(cassette_dict, self), "utf-8")
            new.replace(path)
        except (OSError, RecursionError) as error:
            self._tape.warnings.append(f"录制文件 {path} 没有写成（{type(error).__name__}）")

    def serialize(self, data: dict[str, Any]) -> str:
        from reviewer.judge.cassette_text import write

        return write(data, self._tape.about)

    def deserialize(self, text: str) -> dict[str, Any]:
        return self._tape.read(text)
