"""Check a command's output against the block of README.md that shows it: `as_shown.py OUTPUT`.

A line `[… … …]` in the block stands for lines that are left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def shown() -> str:
    """What README says that its first command prints."""
    (block,) = re.findall(r"```\n\$ reviewer triage .*\n((?:.*\n)*?)```", README.read_text("utf-8"))
    return block


def main(output: Path) -> int:
    """Tell the first line that differs; 1 if there is one."""
    printed = output.read_text("utf-8").splitlines()
    before, _, after = (
        part.splitlines() for part in re.split(r"(^\[….*…\]\n)", shown(), flags=re.M)
    )
    for expected, found in (
        (before, printed[: len(before)]),
        (after, printed[len(printed) - len(after) :]),
    ):
        for one, other in zip(expected, found, strict=True):
            if one.rstrip() != other.rstrip():
                print(f"README shows\n  {one}\nthe command printed\n  {other}")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
