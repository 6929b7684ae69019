"""A bar on standard error while a person looks, nothing in pipes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Task


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """What to call with how many are done and how many there are; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
    from rich.text import Text

    class Pace(ProgressColumn):
        """How many a second, and how long the rest will take."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            if not speed or task.total is None:
                return Text("")
            seconds = int((task.total - task.completed) / speed)
            minutes, seconds = divmod(seconds, 60)
            return Text(f"每秒 {speed:.1f}，还要 {minutes}分{seconds:02}秒")

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), Pace())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
