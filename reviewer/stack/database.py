"""An SQLite file of this program's own: opened or made, and its errors in words for a clerk."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APPLICATION = 0x4A585368
"""Marks an SQLite file as a store of this program."""
VERSION = 2
_BUSY_SECONDS = 60.0
_PAUSE = 0.05


class StoreError(Exception):
    """The store cannot be used; the message is Chinese and says what to do."""


def opened(path: Path, schema: str) -> sqlite3.Connection:
    """The file, made with its tables if it is not there; durable at every commit.

    Raises:
        StoreError: it is no store, of a later version, or cannot be opened or written.
    """
    with clear(path):
        base = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        # At one moment: another run may be making the tables just now.
        base.execute("BEGIN")
        (version,) = base.execute("PRAGMA user_version").fetchone()
        (application,) = base.execute("PRAGMA application_id").fetchone()
        tables = _tables(base)
        base.execute("COMMIT")
        if tables and application != APPLICATION:
            raise StoreError(f"{path}：不是审核结果库，没有改动；请换一个文件名")
        if version > VERSION:
            raise StoreError(f"{path}：由更新版本的程序写成，没有改动；请升级程序，或换一个文件名")
        _write_ahead(base)
        base.execute("PRAGMA synchronous=FULL")
        if version < VERSION:
            _make(base, schema)
    return base


def _write_ahead(base: sqlite3.Connection) -> None:
    """Let readers and a writer not wait for each other.

    The change wants the file for itself. Where two runs want that at once, SQLite refuses one of
    them without waiting.
    """
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            base.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _tables(base: sqlite3.Connection) -> int:
    return int(base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _make(base: sqlite3.Connection, schema: str) -> None:
    """Make the tables that are lacking: all of them, or those that a later version added."""
    base.execute("BEGIN IMMEDIATE")
    for statement in schema.split(";"):
        base.execute(statement)
    base.execute(f"PRAGMA application_id={APPLICATION}")
    base.execute(f"PRAGMA user_version={VERSION}")
    base.execute("COMMIT")


@contextmanager
def clear(path: Path) -> Iterator[None]:
    """What SQLite says of the file, in words that a clerk can act on.

    Raises:
        StoreError: for every error of SQLite.
    """
    try:
        yield
    except sqlite3.Error as error:
        told = str(error)
        if "full" in told:
            reason = "磁盘已满；已写入的结果不会丢失，腾出空间后重新运行即可接着做"
        elif "locked" in told or "busy" in told:
            reason = "正被另一个程序占用，请稍后再试"
        elif "readonly" in told or "unable to open" in told or "permission" in told:
            reason = "无法写入（文件夹不存在或没有权限），请换一个位置"
        elif "not a database" in told or "malformed" in told or "encrypted" in told:
            reason = "不是审核结果库，或已损坏；请换一个文件名"
        else:
            reason = f"读写出错（{told}）"
        raise StoreError(f"{path}：{reason}") from error
