"""Standard output and error, whatever stands at their other end.

A console of Windows, or a C locale, may know few characters: what it cannot show is replaced, and
no report fails for it. Documents that other programs read (JSON, HTML) are UTF-8 everywhere.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper


class _Closed(TextIOWrapper):
    """Standard output of a process that was started without one: what is written is not lost."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def open_streams() -> None:
    """Make standard output and error fit to be written to."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # Closed: the next file to be opened would take its place and get what is printed.
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = _Closed(open(os.devnull, "wb"))  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def write_document(text: str) -> None:
    """A piece of JSON or HTML to standard output, in UTF-8 under any code page."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def let_go() -> None:
    """Nobody takes what is written any more: at the end nothing is left to be flushed."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def has_left(error: OSError) -> bool:
    """Whether the reader of our output left (head, less), which Windows tells in its own way."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
