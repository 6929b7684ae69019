"""Which test files skipped something: `skips.py OUTPUT-OF-PYTEST-RS` prints them, a line each.

A test may skip only for want of what a fresh machine lacks; anything else is an error.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ALLOWED = (
    "LibreOffice is not installed",
    "chromium is not installed",
    "[browser]",
    "[daft]",
    "[ocr]",
)
"""Words of the reasons that count."""
SKIPPED = re.compile(r"^SKIPPED \[\d+\] ([^:]+)(?::\d+)?: (.*)$", re.MULTILINE)


def main(output: Path) -> int:
    """Print the files; 1 where a test was skipped for another reason."""
    found = SKIPPED.findall(output.read_text("utf-8"))
    strange = [f"{file}: {why}" for file, why in found if not any(word in why for word in ALLOWED)]
    print(*strange, sep="\n", end="\n" if strange else "", file=sys.stderr)
    print(*sorted({file for file, _ in found}), sep="\n")
    return 1 if strange else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
