"""What the clauses of an explanation do, and what it amounts to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto

from reviewer.language.words import is_stock

MAX_BOILERPLATE = 300
"""Nobody writes more characters than this without saying anything."""


class Role(Flag):
    """What a clause does; a clause may name a cause and a measure at once."""

    OTHER = 0
    CAUSE = auto()
    MEASURE = auto()
    STOCK = auto()
    """Nothing but phrases that could stand in any row."""
    PLAN = auto()
    """Going on as planned."""
    RESTATING = auto()
    """The result once more."""
    PLEA = auto()
    """Mercy asked for, a delay approved, steps towards the result."""
    ELSEWHERE = auto()
    """A reference to another document."""
    THRIFT = auto()
    """A cause of having spent less, and of nothing else."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its roles."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Reason:
    """An explanation, clause by clause, in order."""

    clauses: tuple[Clause, ...]
    length: int

    @property
    def has_cause(self) -> bool:
        """Something in it says why."""
        return any(Role.CAUSE in clause.role for clause in self.clauses)

    @property
    def has_cause_but_thrift(self) -> bool:
        """Something in it says why less was done, not only why less was spent."""
        return any(
            Role.CAUSE in clause.role and Role.THRIFT not in clause.role for clause in self.clauses
        )

    @property
    def has_measure(self) -> bool:
        """Something in it announces, or reports as done, an act against the gap."""
        return any(Role.MEASURE in clause.role for clause in self.clauses)

    @property
    def refers_elsewhere(self) -> bool:
        """It points to another document, which this reading does not know."""
        return any(Role.ELSEWHERE in clause.role for clause in self.clauses)

    def is_boilerplate(self, row_words: str = "") -> bool:
        """Whether nothing is left without stock words and the words of the row's own name."""
        if not self.clauses or self.length > MAX_BOILERPLATE or self.refers_elsewhere:
            return False
        return all(_says_nothing(clause.text, row_words) for clause in self.clauses)


_LESS = re.compile(r"(?:相应|有所|略有|随之|大幅|明显)?(?:减少|下降|降低|偏少|偏低)了?$")


def _says_nothing(clause: str, row_words: str) -> bool:
    """Stock words, or that there was less of what the row counts (培训减少 beside 培训人次)."""
    return is_stock(clause, row_words) or is_stock(_LESS.sub("", clause), row_words)
