"""A stack as one job: forms a second, growth, memory, a second run; see tests/benchmarks.

Files are generated over all formats and kept for the next time; each run is a process of its own,
whose memory and that of its workers is looked at while it runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.generate import generate

MEGABYTE = 1024 * 1024
_PAGE = os.sysconf("SC_PAGE_SIZE")
ROOT = Path(__file__).parents[2]


def measure(counts: list[int]) -> list[dict[str, float]]:
    """For each number of forms: with one worker and with all, then again with nothing changed."""
    rows = []
    cores = os.cpu_count() or 1
    for count in counts:
        folder = Path(tempfile.gettempdir()) / f"jixiao-benchmark-{count}"
        if not folder.exists():
            generate(folder, count)
        with tempfile.TemporaryDirectory() as scratch:
            store = Path(scratch) / "s.db"
            ways: list[tuple[str, int, Path]] = [("all cores", cores, store)]
            if count <= 1_000:
                ways.insert(0, ("one worker", 1, Path(scratch) / "one.db"))
            for way, jobs, target in [*ways, ("unchanged", cores, store)]:
                seconds, main, worker = run(folder, target, jobs)
                rows.append(
                    {
                        "forms": count,
                        "way": way,
                        "seconds": round(seconds, 1),
                        "forms/s": round(count / seconds, 1),
                        "main process (MB)": round(main),
                        "worker (MB)": round(worker),
                        "store (MB)": round(target.stat().st_size / MEGABYTE, 1),
                    }
                )
    return rows


def run(folder: Path, store: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds, and the most memory of the process and of any worker, in MB."""
    command = [sys.executable, "-m", "reviewer", "triage", str(folder), "--store", str(store)]
    command += ["--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    main = worker = 0.0
    while process.poll() is None:
        main = max(main, resident(process.pid))
        worker = max([worker, *map(resident, children(process.pid))])
        time.sleep(0.1)
    return time.perf_counter() - start, main, worker


def resident(process: int) -> float:
    """Megabytes of memory that a process holds; 0 where that is not to be seen."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0.0
    return int(pages) * _PAGE / MEGABYTE


def children(process: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [
            int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    except OSError:
        return []
