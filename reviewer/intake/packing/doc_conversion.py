"""Convert a .doc into a .docx; run as a program: SOURCE TARGET SECONDS BYTES.

The converter takes binary files of strangers apart. In a process of its own, which imports nothing
else of this program, its time and memory are bounded on every system. What it says of the file goes
to standard output, a code a line.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

DAMAGED = 1
ENCRYPTED = 4
LATE = 5


def main(source: str, target: str, seconds: str, memory: str) -> int:
    """Convert, within so many seconds and bytes of memory; the exit status."""
    # Holds when whoever started this process is gone, too.
    watch = threading.Timer(float(seconds), os._exit, (LATE,))
    watch.daemon = True
    watch.start()
    _bound_memory(int(memory))
    from doc2docx import convert
    from doc2docx.errors import EncryptedDocumentError

    try:
        report = convert(source, target).report
    except EncryptedDocumentError:
        return ENCRYPTED
    except Exception:  # whatever a damaged file makes the library stumble over
        return DAMAGED
    for diagnostic in report.diagnostics:
        print(diagnostic.code)
    return 0


def _bound_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):  # macOS knows this limit, but does not take it
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
