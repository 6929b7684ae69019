"""Takes in the files of a run as they are done: kept, committed now and then, counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from reviewer.stack.store import Store
from reviewer.stack.work import Outcome

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""
COMMIT_SECONDS = 0.5
_COMMIT_FILES = 200


@dataclass(slots=True)
class Tally:
    """Writes to the store, so that a crash costs half a second's work at most."""

    store: Store
    total: int
    progress: Progress | None
    done: int = 0
    committed: float = 0.0

    def add(self, place: int, name: str, key: str, outcome: Outcome | None) -> None:
        """A file and what it came to; None where that is kept already."""
        if outcome is not None and outcome.error:
            self.store.trouble(place, name, outcome.error)
        else:
            self.store.add(place, name, key, outcome)
        self._count()

    def trouble(self, place: int, name: str, message: str) -> None:
        """A file that could not even be looked at."""
        self.store.trouble(place, name, message)
        self._count()

    def flush(self) -> None:
        """Make durable what is done."""
        if self.store.uncommitted:
            self.store.commit()
        self.committed = time.monotonic()

    def _count(self) -> None:
        self.done += 1
        late = time.monotonic() - self.committed > COMMIT_SECONDS
        if late or self.store.uncommitted >= _COMMIT_FILES:
            self.flush()
        if self.progress:
            self.progress(self.done, self.total)
