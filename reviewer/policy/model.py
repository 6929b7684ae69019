"""A policy: the numbers that differ between places, and where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from reviewer.rounding import Rounding

ReverseFormula = Literal["ratio", "linear"]


class PolicyError(Exception):
    """A policy that does not exist or cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One setting as `reviewer policy NAME` prints it.

    Attributes:
        key: the setting's name in the file.
        label: its Chinese name.
        value: the value, for people.
        source: the document that it comes from, or how it was come by.
        verified: whether somebody compared it with that document.
        policy: the policy whose file sets it; another one where it is taken over.
    """

    key: str
    label: str
    value: str
    source: str
    verified: bool
    policy: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers in force for a form. Shares are fractions of 1, scores are points.

    Attributes:
        name: what `--policy` takes.
        title: the name for people.
        total: 总分.
        execution_weight: 分值 of 预算执行率.
        category_weights: 分值 of 产出, 效益 and 满意度; None where the place does not divide them.
        cost_weights: the same where 成本指标 stand at the first level; 产出 has those of 成本 with it.
        reverse_formula: how a missed ≤ target scores: 指标值 ÷ 完成值 ("ratio"), or down in a
            straight line to 0 at twice the target ("linear").
        bands: lower ends of 达成, 部分达成, 未达成, as shares of 分值.
        over_achievement: a result of so many times its target needs a reason.
        small_excess: counted things beyond the target that need no reason, and percentage points:
            those that never do, and the most that do not.
        low_execution: an execution rate below this needs a reason.
        hardly_spent: below this execution rate complete outputs are doubtful.
        nearly_complete: outputs with this share of their points count as reported complete.
        budget_change: a change of the budget by this share needs a reason; 0 means any change.
        token_deduction: a deduction of at most this share of 分值 is a token one.
        grades: (lower end, names that mean it), best first, the last from 0.
        required_dimensions: groups of dimensions; of each group one must have a row.
        scored: whether forms carry 分值 and 得分 at all.
        rounding: how the place's budget system is known to round the execution rate.
        regions: names by which a department or unit tells that it belongs here.
    """

    name: str
    title: str
    total: Fraction
    execution_weight: Fraction
    category_weights: Mapping[str, Fraction] | None
    cost_weights: Mapping[str, Fraction] | None
    reverse_formula: ReverseFormula
    bands: tuple[Fraction, ...]
    over_achievement: Fraction
    small_excess: tuple[Fraction, Fraction, Fraction]
    low_execution: Fraction
    hardly_spent: Fraction
    nearly_complete: Fraction
    budget_change: Fraction
    token_deduction: Fraction
    grades: tuple[tuple[Fraction, tuple[str, ...]], ...]
    required_dimensions: tuple[tuple[str, ...], ...]
    scored: bool
    rounding: Rounding
    regions: tuple[str, ...]
    table: tuple[Figure, ...]

    def figures(self) -> tuple[Figure, ...]:
        """Every setting with its source, in the order of the files."""
        return self.table

    def band(self, score: Fraction | Decimal) -> int:
        """The index in `grades` that a total score falls into; 0 is the best."""
        last = len(self.grades) - 1
        return next((i for i, (low, _) in enumerate(self.grades) if score >= low), last)

    def grade(self, score: Fraction | Decimal) -> str:
        """The grade that follows from a total score, by this place's own name for it."""
        return self.grades[self.band(score)][1][0]

    def named_band(self, grade: str) -> int | None:
        """The index in `grades` of a grade's name, None for a name that no band has."""
        return next((i for i, (_, names) in enumerate(self.grades) if grade in names), None)
