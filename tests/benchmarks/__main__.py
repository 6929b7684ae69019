"""All figures at once: `python -m tests.benchmarks [--forms N] [--json OUT]`.

Prints tables, and writes the same as JSON where asked to. `--forms` is the largest stack; 10000
takes some twenty minutes on two cores, most of them to generate the files.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks import formats, judge_throughput, speed, stack


def table(rows: Sequence[dict[str, Any]]) -> None:
    """Print rows of the same fields under each other."""
    names = list(rows[0])
    widths = [max(len(name), *(len(shown(row[name])) for row in rows)) for name in names]
    print("  ".join(name.rjust(width) for name, width in zip(names, widths, strict=True)))
    for row in rows:
        print("  ".join(shown(row[n]).rjust(w) for n, w in zip(names, widths, strict=True)))
    print()


def shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--forms", type=int, default=1_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    counts = [count for count in (100, 1_000, 10_000) if count <= options.forms]
    if options.forms not in counts:
        counts.append(options.forms)
    # Before anything is frozen or warmed up in this process: stacks run in their own.
    found: dict[str, Any] = {"machine": platform.platform(), "python": platform.python_version()}
    found["stack"] = stack.measure(counts)
    table(found["stack"])
    gc.freeze()
    found["formats"] = formats.measure()
    table(found["formats"])
    found["speed"] = speed.measure()
    table([{"figure": name, "value": value} for name, value in found["speed"].items()])
    found["judge"] = judge_throughput.measure(200, 1.0, 50)
    table([{"figure": name, "value": value} for name, value in found["judge"].items()])
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
