"""Run a program for a bounded time; it and all that it started are ended then."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def run(command: Sequence[str], seconds: float) -> tuple[int | None, bytes]:
    """Run a command without a shell, a terminal or input.

    Args:
        command: the program and its arguments.
        seconds: how long it may take.

    Returns:
        Its exit status, None where it took too long, and its standard output.

    Raises:
        OSError: it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that all that it starts can be ended; Windows has no sessions
        creationflags=_NO_WINDOW,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return None, b""
    return process.returncode, said


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # Windows
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
