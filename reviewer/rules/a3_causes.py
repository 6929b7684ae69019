"""What would explain a wrong total: a single slip in it, or scores that other rules doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reviewer.rounding import plain
from reviewer.rules.a2_execution import execution_score_follows
from reviewer.rules.a3_ledger import Item, Ledger, added, ledger_of
from reviewer.rules.a3_weights import no_score_exceeds_its_weight
from reviewer.rules.a4_scores import (
    check_met_but_deducted,
    check_missed_with_full_marks,
    check_score_above_formula,
)
from reviewer.rules.case import Case, per_case
from reviewer.rules.outcome import Problem
from reviewer.rules.registry import Check

_MOST_NAMED = 3


def smallest_edit(ledger: Ledger) -> str | None:
    """What a single slip would explain the printed total, in Chinese; None where none does.

    Every slip that fits is told where they are of different kinds: each would do.
    """
    found = [told for told in _edits(ledger) if told]
    return "；也可能是".join(found[:2]) if found else None


def _edits(ledger: Ledger) -> Iterator[str | None]:
    if ledger.weight_gap and ledger.weights_are_known:
        # 分值 are off as well: only a slip that mends both sums will do.
        yield _listed_twice(ledger)
        return
    yield _parts_counted(ledger)
    yield _digits_swapped(ledger)
    yield _point_moved(ledger)
    yield _left_out(ledger)
    yield _counted_twice(ledger)
    yield _counted_in_full(ledger)


def _listed_twice(ledger: Ledger) -> str | None:
    twice = [
        item
        for item in ledger.rows
        if item.weight.exact == -ledger.weight_gap and _is_total(ledger, _without(ledger, item))
    ]
    named = _named(twice)
    return f"{named}在表中重复列了一次" if named else None


def _is_total(ledger: Ledger, exact: Fraction) -> bool:
    """Whether the total is just this; a rounded total would let too many edits fit."""
    return ledger.score.exact == exact


def _without(ledger: Ledger, item: Item) -> Fraction:
    return ledger.score_sum - (item.score.exact or 0)


def _parts_counted(ledger: Ledger) -> str | None:
    parts = added(item.score for item in ledger.parts)
    if not parts or not _is_total(ledger, ledger.score_sum + parts):
        return None
    return f"“其中”各行的{plain(parts)}分已包含在上级指标内，又被重复计入总分"


def _digits_swapped(ledger: Ledger) -> str | None:
    printed = f"{ledger.score.value:f}"
    exact = plain(ledger.score_sum, ledger.score.decimals)
    wanted = f"{exact:.{ledger.score.decimals}f}"
    if Fraction(exact) != ledger.score_sum or len(wanted) != len(printed):
        return None
    odd = [i for i, (one, other) in enumerate(zip(printed, wanted, strict=True)) if one != other]
    if len(odd) != 2 or printed[odd[0]] + printed[odd[1]] != wanted[odd[1]] + wanted[odd[0]]:
        return None
    return f"总分的两个数字写颠倒，{wanted}写成了{printed}"


def _point_moved(ledger: Ledger) -> str | None:
    printed = ledger.score.exact or Fraction(0)
    if ledger.score_sum not in (printed * 10, printed / 10, printed * 100):
        return None
    return f"小数点错位，{plain(ledger.score_sum)}写成了{ledger.score}"


def _left_out(ledger: Ledger) -> str | None:
    missing = [item for item in _scored(ledger) if _is_total(ledger, _without(ledger, item))]
    named = _named(missing)
    return f"总分漏计了{named}的{plain(_score(missing[0]))}分" if named else None


def _counted_twice(ledger: Ledger) -> str | None:
    twice = [item for item in _scored(ledger) if _is_total(ledger, ledger.score_sum + _score(item))]
    named = _named(twice)
    return f"总分把{named}的{plain(_score(twice[0]))}分重复计了一次" if named else None


def _counted_in_full(ledger: Ledger) -> str | None:
    """The total was not brought up to date after points were taken off one row."""
    full = [
        item
        for item in ledger.items
        if item.deduction and _is_total(ledger, ledger.score_sum + item.deduction)
    ]
    named = _named(full)
    if named is None:
        return None
    points = plain(full[0].deduction or Fraction(0))
    return f"{named}扣{points}分后总分没有随之改动，仍按满分计入"


def _scored(ledger: Ledger) -> list[Item]:
    return [item for item in ledger.items if item.score.exact]


def _score(item: Item) -> Fraction:
    return item.score.exact or Fraction(0)


def _named(items: Sequence[Item]) -> str | None:
    if not items:
        return None
    names = "或".join(item.name for item in items[:_MOST_NAMED])
    return names if len(items) <= _MOST_NAMED else f"{names}等{len(items)}项之一"


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
