"""An OpenAI-compatible server on the loopback that misbehaves as scripted."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
MODEL = "scripted-1"
USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True)
class Turn:
    """What the server does with one request; `hold` is waited for before it answers."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    hold: threading.Event | threading.Barrier | None = None
    hang_up: bool = False


@dataclass(frozen=True)
class Received:
    """A request."""

    body: Any
    headers: Mapping[str, str]
    path: str

    @property
    def last_message(self) -> str:
        return str(self.body["messages"][-1]["content"])


Script = Callable[[Any], Turn]


def say(content: Any, *, finish: str = "stop", usage: Any = USAGE, **message: Any) -> Turn:
    """A completion; anything but text is sent as JSON text, None as null."""
    if content is not None and not isinstance(content, str):
        content = json.dumps(content, ensure_ascii=False)
    said = {"role": "assistant", "content": content} | message
    body = {
        "id": "chatcmpl-9f8e7d",
        "object": "chat.completion",
        "created": 1700000000,
        "model": MODEL,
        "system_fingerprint": "fp_44709d6fcb",
        "choices": [{"index": 0, "message": said, "finish_reason": finish, "logprobs": None}],
    }
    return Turn(body=body if usage is None else body | {"usage": usage})


def call(arguments: Any) -> Turn:
    """A completion that calls the tool it was offered."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
    function = {"name": "Sheet", "arguments": text}
    calls = [{"id": "call_7", "type": "function", "function": function}]
    return say(None, finish="tool_calls", tool_calls=calls)


def fail(status: int, message: str = "", **headers: str) -> Turn:
    """An error as OpenAI words it; `retry_after` in headers becomes Retry-After."""
    error = {"error": {"message": message, "type": "error", "code": None}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Turn(status, error, named)


class Scripted(ThreadingHTTPServer):
    """The server; `received` holds every request in the order of arrival."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, script: Script) -> None:
        super().__init__((HOST, 0), _Handler)
        self.script = script
        self.received: list[Received] = []
        self.lock = threading.Lock()

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the script."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Scripted

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        body = json.loads(raw)
        with self.server.lock:
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(body, headers, self.path)
            self.server.received.append(received)
            turn = self.server.script(body)
        if turn.hold:
            turn.hold.wait()
        if turn.hang_up:
            self.close_connection = True
            return
        self._answer(turn)

    def _answer(self, turn: Turn) -> None:
        content_type, data = "application/json", turn.body
        if isinstance(data, str):
            content_type, data = "text/html", data.encode()
        elif not isinstance(data, bytes):
            data = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.send_response(turn.status)
        headers = {
            "content-type": content_type,
            "content-length": str(len(data)),
            "x-request-id": "req_0123456789abcdef",
            "openai-organization": "org-secret-department",
            "set-cookie": "__cf_bm=anything; path=/",
        }
        for name, value in (headers | dict(turn.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


def in_turn(*turns: Turn) -> Script:
    """The turns one after the other; the last one for good."""
    left = list(turns)

    def script(_: Any) -> Turn:
        return left.pop(0) if len(left) > 1 else left[0]

    return script


@contextmanager
def serving(script: Script) -> Iterator[Scripted]:
    """A running server."""
    server = Scripted(script)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
