"""What the total comes to once the scores that other rules doubt are mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reviewer.rules.a2_execution import execution_score_follows
from reviewer.rules.a3_ledger import Ledger, ledger_of
from reviewer.rules.a3_weights import no_score_exceeds_its_weight
from reviewer.rules.a4_scores import (
    check_met_but_deducted,
    check_missed_with_full_marks,
    check_score_above_formula,
)
from reviewer.rules.case import Case, per_case
from reviewer.rules.outcome import Problem
from reviewer.rules.registry import Check

_CERTAIN = (
    no_score_exceeds_its_weight,
    execution_score_follows,
    check_score_above_formula,
    check_missed_with_full_marks,
)
_LIKELY = (check_met_but_deducted,)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Mended:
    """The items whose score a formula contradicts, and by how much they are too high and too low."""

    names: tuple[str, ...]
    over: Fraction
    under: Fraction

    @property
    def told(self) -> str:
        """The items, for a message."""
        listed = "、".join(self.names[:_MOST_NAMED])
        return listed if len(self.names) <= _MOST_NAMED else f"{listed}等{len(self.names)}处"

    def sum_of(self, ledger: Ledger) -> Fraction:
        """Σ得分 once they are mended."""
        return ledger.score_sum - self.over + self.under

    def explains(self, ledger: Ledger) -> bool:
        """Whether the printed total is just what the mended scores add up to."""
        return bool(self.names) and ledger.prints(self.sum_of(ledger))

    def points(self, ledger: Ledger) -> Fraction:
        """What the total claims beyond the scores, where no row is in doubt for it already.

        Negative where the total does not hold what rows claim too much.
        """
        if self.explains(ledger):
            return -self.over
        return max(-self.over, ledger.score_gap - self.under)


@per_case
def mended(case: Case) -> Mended:
    """What is wrong for certain: the execution score, and rows above the formula."""
    return _mended(case, _CERTAIN)


@per_case
def likely_mended(case: Case) -> Mended:
    """With the rows below the formula, where the unit may have had a reason."""
    return _mended(case, (*_LIKELY, *_CERTAIN))


def _mended(case: Case, checks: Sequence[Check]) -> Mended:
    ledger = ledger_of(case)
    written = {item.row: item.score.exact or Fraction(0) for item in ledger.items}
    problems = [one for check in checks for one in check(case) if isinstance(one, Problem)]
    gaps = {
        problem.row: _too_much(problem, written[problem.row])
        for problem in problems
        if problem.row in written and not problem.field.startswith("total")
    }
    return Mended(
        names=tuple(item.name for item in ledger.items if gaps.get(item.row)),
        over=sum((gap for gap in gaps.values() if gap > 0), Fraction(0)),
        under=sum((-gap for gap in gaps.values() if gap < 0), Fraction(0)),
    )


def _too_much(problem: Problem, written: Fraction) -> Fraction:
    if problem.points is not None:
        return problem.points
    return written - Fraction(Decimal(problem.expected)) if problem.expected else Fraction(0)
