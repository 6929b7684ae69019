"""Where the results of a stack are kept: an SQLite file, written once per file, durably.

A result is kept under the file's content, the program's rules and the options, so that a second
run reads and checks only what changed. A run lists which files it found; the last one that came to
its end is the stack that is reported.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reviewer.models import Conclusion, Document, Review, Severity
from reviewer.stack.database import StoreError, clear, opened
from reviewer.stack.features import Explanation
from reviewer.stack.schema import SCHEMA
from reviewer.stack.summary import Summary
from reviewer.stack.titles import title_of
from reviewer.stack.work import Outcome, engine, unpack

_REMEMBERED = 86_400.0
_LINES = """
FROM file JOIN form ON form.key = file.key WHERE file.run = :run
ORDER BY rank DESC, errors DESC, doubt DESC, warnings DESC, file.name, form.form
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form of the stack as comparisons see it; `at` is the file's name and the form's index."""

    at: tuple[str, int]
    project: str
    unit: str
    year: int | None
    grade: str | None
    has_full_marks: bool
    rounds_oddly: bool
    results: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Under which program (see work.engine) and options a run was made, and whether it ended."""

    engine: str
    options: str
    ended: bool


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file of the run that is not written yet."""

    place: int
    name: str
    key: str
    trouble: str
    outcome: Outcome | None


class Store:
    """A store that is open; one process writes at a time, others wait."""

    def __init__(self, path: Path) -> None:
        """Open a store, or make one.

        Raises:
            StoreError: the file is no store, of a later version, or cannot be opened or written.
        """
        self.path = path
        self._base = opened(path, SCHEMA)
        self.run = 0
        self._waiting: list[_Waiting] = []

    def _clear(self) -> AbstractContextManager[None]:
        return clear(self.path)

    def begin(self, options: str) -> None:
        """Start a run: what `add` and `trouble` say from now on belongs to it."""
        with self._clear(), self._transaction():
            self._forget()
            cursor = self._base.execute(
                "INSERT INTO run (engine, options, begun, ended) VALUES (?, ?, ?, 0)",
                (engine(), options, time.time()),
            )
            self.run = int(cursor.lastrowid or 0)

    def _forget(self) -> None:
        """Drop the lists of old runs but the last; another process may still read a young one."""
        old = (
            "SELECT id FROM run WHERE begun < :before"
            " AND id <> (SELECT id FROM run ORDER BY ended DESC, id DESC LIMIT 1)"
        )
        before = {"before": time.time() - _REMEMBERED}
        self._base.execute(f"DELETE FROM file WHERE run IN ({old})", before)  # noqa: S608
        self._base.execute(f"DELETE FROM run WHERE id IN ({old})", before)  # noqa: S608

    def has(self, key: str) -> bool:
        """Whether a result is kept under the key."""
        if any(one.key == key and one.outcome is not None for one in self._waiting):
            return True
        with self._clear():
            found = self._base.execute("SELECT 1 FROM result WHERE key = ?", (key,)).fetchone()
        return found is not None

    def keys(self) -> Iterator[str]:
        """Of all results that are kept."""
        yield from (key for (key,) in self._rows("SELECT key FROM result"))

    def add(self, place: int, name: str, key: str, outcome: Outcome | None = None) -> None:
        """A file of the run, and its result unless that is kept already; kept at `commit`."""
        self._waiting.append(_Waiting(place, name, key, "", outcome))

    def trouble(self, place: int, name: str, message: str) -> None:
        """A file of the run that could not be read or whose worker died.

        Nothing is kept of it, so that it is tried again next time: the program that reads it may
        be installed by then.
        """
        self._waiting.append(_Waiting(place, name, "", message, None))

    def _keep(self, key: str, outcome: Outcome) -> None:
        base = self._base
        cursor = base.execute(
            "INSERT OR IGNORE INTO result VALUES (?, ?, ?)",
            (key, json.dumps(outcome.notes), outcome.payload),
        )
        if not cursor.rowcount:
            return  # another run, or the same content under another name, came first
        for line, found in outcome.forms:
            base.execute(
                "INSERT INTO form VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    key,
                    line.form,
                    _to_json(line),
                    list(Conclusion).index(line.conclusion),
                    line.count(Severity.ERROR),
                    float(line.points_in_doubt),
                    line.count(Severity.WARNING),
                    _storable(line.unit),
                    _storable(line.project),
                    line.year,
                    line.claimed_grade and _storable(line.claimed_grade),
                    found.has_full_marks,
                    found.rounds_oddly,
                    json.dumps(found.results),
                ),
            )
            base.executemany(
                "INSERT OR IGNORE INTO title VALUES (?,?,?)",
                [(engine(), code, title_of(code)) for code, _, _ in line.codes],
            )
            base.executemany(
                "INSERT INTO explanation VALUES (?,?,?,?,?)",
                [
                    (key, line.form, one.row, _storable(one.text), _storable(one.own))
                    for one in found.explanations
                ],
            )

    def commit(self) -> None:
        """Make all that was added durable, in one short transaction: other runs may be waiting."""
        with self._clear(), self._transaction():
            self._write()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:  # a full disk has ended it already
                self._base.execute("ROLLBACK")
            raise

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if one.outcome is not None:
                self._keep(one.key, one.outcome)
            self._base.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
                (self.run, _storable(one.name), one.place, one.key, _storable(one.trouble)),
            )

    @property
    def uncommitted(self) -> int:
        """How many files a crash would have to read again."""
        return len(self._waiting)

    def end(self) -> None:
        """The run came to its end: it is the stack now."""
        with self._clear(), self._transaction():
            self._write()
            self._base.execute("UPDATE run SET ended = 1 WHERE id = ?", (self.run,))

    def last(self) -> Run:
        """Choose the last run that ended, else the last one.

        Raises:
            StoreError: nothing was ever run.
        """
        with self._clear():
            found = self._base.execute(
                "SELECT id, engine, options, ended FROM run ORDER BY ended DESC, id DESC LIMIT 1"
            ).fetchone()
        if found is None:
            raise StoreError(f"{self.path}：结果库是空的，请写明要审核的文件或文件夹")
        self.run = found[0]
        return Run(found[1], found[2], bool(found[3]))

    def close(self) -> None:
        """Make durable what was added, and close the file."""
        if self._waiting:
            self.commit()
        self._base.close()

    def _rows(self, query: str, **values: str) -> Iterator[tuple[Any, ...]]:
        with self._clear():
            rows = self._base.execute(query, {"run": self.run, **values})
            # Not `yield from`: a reader that stops midway may do so after the store is closed.
            while (row := rows.fetchone()) is not None:
                yield row

    def troubles(self) -> Iterator[tuple[str, str]]:
        """Name and message of files that were not read, and notes about those that were."""
        query = (
            "SELECT name, trouble, notes FROM file LEFT JOIN result USING (key)"
            " WHERE run = :run ORDER BY place"
        )
        for name, trouble, notes in self._rows(query):
            if trouble:
                yield name, trouble
            for note in json.loads(notes) if notes else ():
                yield name, note

    def titles(self) -> dict[str, str]:
        """What the rules that found something look at, in words: no rule need be asked for it."""
        query = "SELECT code, title FROM title WHERE engine = :engine"
        return dict(self._rows(query, engine=engine()))

    def files(self) -> int:
        """How many files of the stack hold a form."""
        query = "SELECT count(DISTINCT name) FROM file JOIN form USING (key) WHERE run = :run"
        (counted,) = self._rows(query)
        return int(counted[0])

    def lines(self) -> Iterator[Summary]:
        """Every form in a line, worst first."""
        for name, line in self._rows(f"SELECT file.name, form.line {_LINES}"):
            yield _from_json(line, name)

    def documents(self) -> Iterator[tuple[Document, list[Review]]]:
        """Every document with its reviews, in the order in which they were found."""
        query = (
            "SELECT name, payload FROM file JOIN result USING (key) WHERE run = :run ORDER BY place"
        )
        for name, payload in self._rows(query):
            yield unpack(payload, name)

    def forms(self) -> Iterator[tuple[Document, Review]]:
        """Every form's document and review, worst first."""
        held: tuple[str, Document, list[Review]] | None = None
        query = f"SELECT file.name, form.form, form.key {_LINES}"
        for name, form, key in list(self._rows(query)):
            if held is None or held[0] != name:
                (payload,) = next(
                    self._rows("SELECT payload FROM result WHERE key = :key", key=key)
                )
                held = (name, *unpack(payload, name))
            yield held[1], held[2][form]

    def kept(self) -> Iterator[Kept]:
        """Every form as comparisons see it, in the order of files."""
        query = (
            "SELECT name, form, project, unit, year, grade, full_marks, rounds_oddly, results"
            " FROM file JOIN form USING (key) WHERE run = :run ORDER BY place, form"
        )
        for name, form, project, unit, year, grade, full, rounds, results in self._rows(query):
            yield Kept(
                (name, form),
                project,
                unit,
                year,
                grade,
                bool(full),
                bool(rounds),
                tuple(json.loads(results)),
            )

    def explanations(self) -> Iterator[tuple[tuple[str, int], Explanation]]:
        """Every explanation that may be a copy, with its form."""
        query = (
            "SELECT name, form, row, text, own FROM file JOIN explanation USING (key)"
            " WHERE run = :run ORDER BY place, form, row"
        )
        for name, form, row, text, own in self._rows(query):
            yield (name, form), Explanation(row, text, own)


def _storable(text: str) -> str:
    """Lone surrogates, which stand for bytes that are no text, cannot be stored."""
    return text.encode("utf-8", "replace").decode()


def _to_json(line: Summary) -> str:
    return json.dumps(asdict(line), default=str)


def _from_json(text: str, name: str) -> Summary:
    found = json.loads(text)
    supported = found["supported_score"]
    return Summary(
        **{
            **found,
            "source": name,
            "points_in_doubt": Decimal(found["points_in_doubt"]),
            "supported_score": None if supported is None else Decimal(supported),
            "conclusion": Conclusion(found["conclusion"]),
            "codes": tuple(
                (code, Severity(severity), number) for code, severity, number in found["codes"]
            ),
        }
    )
