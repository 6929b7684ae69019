"""What a rule yields for each thing it looks at: passed, a problem, or not checkable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

from reviewer.mending import Cell
from reviewer.models import Number, Severity, Text

Value = Text | Number


@dataclass(frozen=True, slots=True)
class Passed:
    """The check was made and nothing is wrong with the form of that index."""

    form: int = 0


PASSED = Passed()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong.

    Attributes:
        at: the cell it is about; its text becomes `found` (unless given) and the first evidence.
        message: one Chinese sentence with the numbers in it.
        suggestion: what the clerk should do.
        field: the cell's name, such as "indicator.score" or "funding.total.execution_rate".
        row: index into the form's indicators, None for the form as a whole.
        formula: the rule's formula with the numbers put in.
        points: score claimed minus score supported, where points hang on it.
        evidence: further cells.
        severity: where it differs from the rule's own.
        form: index of the form, for a rule that looks at several.
        cause: the cell to mend first, where this follows from it.
        chooses: whether it lists the ways in which everything may be mended.
    """

    at: Value
    message: str
    suggestion: str
    field: str
    row: int | None = None
    expected: str | None = None
    found: str | None = None
    formula: str | None = None
    points: Fraction | None = None
    evidence: tuple[Value, ...] = ()
    severity: Severity | None = None
    form: int = 0
    cause: Cell | None = None
    chooses: bool = False


class Details(TypedDict, total=False):
    """What a problem may say besides its place, its message and its advice."""

    expected: str | None
    found: str | None
    formula: str | None
    points: Fraction | None
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The check could not be made; `reason` says why, in Chinese."""

    reason: str
    field: str
    row: int | None = None
    at: Value | None = None
    form: int = 0


Outcome = Passed | Problem | Unchecked
