"""Exit statuses, and messages to people on standard error."""

from __future__ import annotations

import sys
from enum import IntEnum

from reviewer.report.safe import safe


class Exit(IntEnum):
    """What the command's exit status says."""

    OK = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130


def complain(message: str) -> None:
    """One line on standard error; text of files in it cannot act on the terminal."""
    print(f"reviewer: {safe(message)}", file=sys.stderr)
