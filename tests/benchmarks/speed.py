"""How fast: `python tests/benchmarks/speed.py` prints a table, `--json` the same as JSON.

Start-up and `check` are timed as whole processes on the command that stands beside this Python;
reading and checking inside the process, on one core, over the shipped sample.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reviewer.intake import read_bytes
from reviewer.judge.prompt import load_prompt
from reviewer.judge.questions import build_inquiries, tokens
from reviewer.language.quantities import holds_unread_number
from reviewer.reviewing import review_document
from reviewer.standing.attainment import is_numeric

SAMPLE = Path(__file__).parents[2] / "samples" / "shanghai-sthj-2020.txt"
SECONDS = 2.0


def best_of(runs: int, arguments: list[str]) -> float:
    """Wall time of the fastest of some runs of the command, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "reviewer", *arguments], stdout=subprocess.DEVNULL, check=False
        )
        times.append(time.perf_counter() - start)
    return min(times)


def per_second(work: Callable[[], int]) -> float:
    """How many forms a second `work` gets through; it returns how many it did."""
    work()
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        done += work()
    return done / (time.perf_counter() - start)


def variant(number: int) -> bytes:
    """The sample with a character of its own in nearly every text, so that no cache helps."""
    mark = chr(0x4E00 + number % 20_000)
    text = SAMPLE.read_text("utf-8")
    for word in ("，", "工作", "管理", "生态"):
        text = text.replace(word, word[:1] + mark + word[1:])
    return text.encode()


def measure() -> dict[str, float]:
    """All figures by name."""
    document = read_bytes(SAMPLE.read_bytes(), SAMPLE.name)

    def extract() -> int:
        return len(read_bytes(SAMPLE.read_bytes(), SAMPLE.name).forms)

    def check() -> int:
        return len(review_document(document).reviews)

    def both() -> int:
        return len(review_document(read_bytes(SAMPLE.read_bytes(), SAMPLE.name)).reviews)

    numbers = itertools.count(1)

    def never_seen() -> int:
        return len(review_document(read_bytes(variant(next(numbers)), SAMPLE.name)).reviews)

    cells = [
        text
        for form in document.forms
        for row in form.indicators
        for text in (row.target.text, row.actual.text)
    ]
    numeric = [cell for cell in cells if is_numeric(cell)]
    parsed = sum(not holds_unread_number(one) for one in numeric)
    inquiries = build_inquiries(document, review_document(document).cases, load_prompt())
    asked = sum(tokens(inquiry.system + inquiry.user) for inquiry in inquiries)
    return {
        "reviewer --version (s)": best_of(5, ["--version"]),
        "reviewer check of the sample (s)": best_of(5, ["check", str(SAMPLE)]),
        "extract (forms/s)": per_second(extract),
        "check (forms/s)": per_second(check),
        "extract + check (forms/s)": per_second(both),
        "the same, every text new (forms/s)": per_second(never_seen),
        "numeric targets and results parsed": parsed,
        "of": len(numeric),
        "judge: requests for the sample": len(inquiries),
        "judge: prompt tokens a judged row": asked / sum(len(one.rows) for one in inquiries),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gc.freeze()  # as the commands do
    figures = measure()
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:<36} {value:>10.3f}" if value < 10 else f"{name:<36} {value:>10.0f}")


if __name__ == "__main__":
    main()
