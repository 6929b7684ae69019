"""The answers already given, kept on disk: a second run costs nothing, a killed one goes on.

Raw answers under the hash of everything that they depend on; guards read them anew each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel

from reviewer.judge.exchange import Inquiry
from reviewer.judge.settings import Settings

APPLICATION_ID = 0x4A_58_50_4A  # "JXPJ": tells our file from any other database
SCHEMA_VERSION = 1
BUSY_SECONDS = 10
LOCK_TRIES, LOCK_PAUSE = 100, 0.05
COMPANIONS = ("", "-wal", "-shm")
TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, model TEXT NOT NULL,
    requests INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,
    created REAL NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the model gave it, the model's name, and what it once took."""

    text: str
    model: str
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds. `oldest` and `newest` are seconds since 1970, None when it is empty."""

    path: Path
    entries: int
    bytes: int
    oldest: float | None
    newest: float | None


def key(inquiry: Inquiry, settings: Settings) -> str:
    """What an answer depends on, as a hash: another endpoint, prompt or row is another answer."""
    parts = (
        settings.base_url,
        settings.model,
        settings.mode,
        inquiry.prompt_sha256,
        schema_sha256(inquiry.answer_model),
        inquiry.system,
        inquiry.user,
    )
    # As JSON, so that no two lists of parts run together into the same text.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@lru_cache(maxsize=16)
def schema_sha256(model: type[BaseModel]) -> str:
    """The hash of an answer model's JSON schema."""
    return hashlib.sha256(
        json.dumps(model.model_json_schema(), sort_keys=True).encode()
    ).hexdigest()


def default_path() -> Path:
    """Where the user's cache stands."""
    from platformdirs import user_cache_path

    return user_cache_path("jixiao-reviewer", appauthor=False) / "answers.sqlite3"


class Cache:
    """Answers by key. It may fail to keep one, which `warnings` then says, but never stops a run.

    Several processes may use the same file at once.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self.warnings: list[str] = []
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = self._open()
        except (OSError, sqlite3.Error, _ForeignFileError) as error:
            self._give_up(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, key: str) -> Kept | None:
        """The answer under a key, None where there is none."""
        columns = "text, model, requests, prompt_tokens, completion_tokens"
        rows = self._run(f"SELECT {columns} FROM answers WHERE key = ?", (key,))  # noqa: S608
        return Kept(*rows[0]) if rows else None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer; a later one under the same key replaces it."""
        values = (kept.text, kept.model, kept.requests, kept.prompt_tokens, kept.completion_tokens)
        statement = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._run(statement, (key, *values, time.time()))

    def info(self) -> CacheInfo:
        """How much there is, and how old."""
        rows = self._run("SELECT count(*), min(created), max(created) FROM answers", ())
        entries, oldest, newest = rows[0] if rows else (0, None, None)
        size = 0
        for companion in COMPANIONS:
            with suppress(OSError):
                size += Path(f"{self.path}{companion}").stat().st_size
        return CacheInfo(self.path, entries, size, oldest, newest)

    def clear(self) -> int:
        """Forget everything; how many answers there were. Other processes keep their connection."""
        entries = self.info().entries
        self._run("DELETE FROM answers", ())
        self._run("VACUUM", ())
        self._run("PRAGMA wal_checkpoint(TRUNCATE)", ())
        return entries

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(_ForeignFileError):
            return _connect(self.path)
        with _alone(self.path):
            try:
                return _connect(self.path)  # another process may have dealt with it by now
            except _ForeignFileError as error:
                self._set_aside(str(error))
            return _connect(self.path)

    def _set_aside(self, why: str) -> None:
        """Rename what is not a cache; nothing of the user's is deleted."""
        aside = self.path.with_name(f"{self.path.name}.bad-{time.time_ns():x}")
        # The file itself comes last: from then on others make a new one, with new companions.
        for companion in reversed(COMPANIONS):
            with suppress(FileNotFoundError):
                os.replace(f"{self.path}{companion}", f"{aside}{companion}")  # noqa: PTH105
        self.warnings.append(f"缓存文件 {self.path} {why}，已改名为 {aside.name}，另建新的")

    def _run(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            # Locked for too long, or the disk is full: this answer is lost to the cache, no more.
            self._warn(f"缓存 {self.path} 暂时不能用：{error}")
        except sqlite3.Error as error:
            self._give_up(error)
        return []

    def _give_up(self, error: Exception) -> None:
        self.close()
        self._warn(f"缓存 {self.path} 不能用，本次不用缓存：{error}")

    def _warn(self, message: str) -> None:
        if message not in self.warnings:
            self.warnings.append(message)


class _ForeignFileError(Exception):
    """The file is not a cache of ours; the message says in Chinese what it is."""


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time change files; one that died in here is waited for, then ignored."""
    lock = path.with_name(f"{path.name}.lock")
    for _ in range(LOCK_TRIES):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(LOCK_PAUSE)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to our database, made where there is none.

    Raises: _ForeignFileError, OSError, sqlite3.Error.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        message = "已损坏或不是缓存"
        raise _ForeignFileError(message) from error
    except _ForeignFileError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    # Of two processes one makes the table; and the other sees either nothing of it or all.
    connection.execute("BEGIN IMMEDIATE")
    _check(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute(TABLE)
    connection.execute("COMMIT")
    # Without it, which another process may prevent at this moment, all works but more slowly.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")


def _check(connection: sqlite3.Connection) -> None:
    """Raise for a database that is not ours; one without any table becomes ours."""
    application, version, tables = (
        connection.execute(question).fetchone()[0]
        for question in (
            "PRAGMA application_id",
            "PRAGMA user_version",
            "SELECT count(*) FROM sqlite_master",
        )
    )
    if tables and (application, version) != (APPLICATION_ID, SCHEMA_VERSION):
        message = "是别的程序或别的版本的文件"
        raise _ForeignFileError(message)
