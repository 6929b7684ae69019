"""Folders of forms for the tests of stacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.generate import document, sources

ROOT = Path(__file__).parents[2]


def fill(folder: Path, count: int) -> None:
    """Write so many different forms as text."""
    from tests.benchmarks.generate import varied

    texts = sources()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = varied(texts[number % len(texts)], number, wrong=number % 5 == 0)
        (folder / f"{number:03}.txt").write_text(text, "utf-8")


def fill_mixed(folder: Path, count: int) -> None:
    """Write so many forms over all formats."""
    texts = sources()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, data = document(number, texts)
        (folder / name).write_bytes(data)


def triage(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reviewer", "triage", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, encoding="utf-8", cwd=ROOT, **options
    )


def told(*arguments: object) -> dict:
    """What `triage --format json` prints."""
    return json.loads(triage(*arguments, "--format", "json").stdout)
