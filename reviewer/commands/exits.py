"""Exit statuses, and messages to people on standard error."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

from reviewer.report.safe import safe

_LONGEST = 300


class Exit(IntEnum):
    """What the command's exit status says."""

    OK = 0
    FINDINGS = 1
    FAILED = 2
    CRASHED = 3
    INTERRUPTED = 130
    UNHEARD = 141
    """The reader of our output left before its end, as `head` does; as a shell has it."""


def complain(message: str) -> None:
    """One line on standard error; text of files in it cannot act on the terminal."""
    with suppress(OSError):  # nobody hears it; the exit status says so all the same
        print(f"reviewer: {safe(message)}", file=sys.stderr)


def crashed(error: Exception) -> Exit:
    """Say in one line what nobody foresaw and where, for whoever maintains the program."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__} {error}".split())[:_LONGEST]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    complain(f"程序出错，没有做完；请把文件和这一行告诉维护人员：{what}（{place}）")
    return Exit.CRASHED
