"""Figures of a result that contradict one another or the row; A409 says so."""

from __future__ import annotations

from fractions import Fraction

from reviewer.rules.case import RowFacts
from reviewer.rules.outcome import Problem
from reviewer.wording.claims import Claimed
from reviewer.wording.contradictions import Figures, contradicted
from reviewer.wording.own_rate import rate_that_does_not_follow

_TOLD = {Claimed.RATE: "完成率", Claimed.EXCESS: "超出目标的数"}
_ADVICE = "核对原始记录，改正实际完成值中的数；口径不同的，写明怎样算出。"


def own_figures(facts: RowFacts) -> Problem | None:
    """A rate that its counts do not give, or a share of the plan that the result is not."""
    row = facts.indicator
    mismatch = rate_that_does_not_follow(row.actual.text, row.name.text)
    if mismatch is not None:
        return Problem(
            at=row.actual,
            message=f"实际完成值里的“{mismatch.rate}”与同一格的件数不符：{mismatch.formula}。",
            suggestion=_ADVICE,
            field="indicator.actual",
            row=facts.index,
            expected=mismatch.expected,
            formula=mismatch.formula,
            found=mismatch.rate,
        )
    return _of_plan(facts)


def _of_plan(facts: RowFacts) -> Problem | None:
    row, parts = facts.indicator, facts.attainment.parts
    if len(parts) != 1 or parts[0].actual is None or facts.attainment.reverse:
        return None
    target, reached = parts[0].target, parts[0].actual
    figures = Figures((target,), (reached,), None, (), f"{row.name.text} {row.target.text}")
    for claim, expected in contradicted(row.actual.text, figures):
        whole = claim.kind is Claimed.RATE and claim.quantity.low == 100
        if claim.kind not in _TOLD or (whole and reached.low >= target.low > Fraction(0)):
            continue
        return Problem(
            at=row.actual,
            message=f"实际完成值里写{_TOLD[claim.kind]}为“{claim.quantity.words}”，"
            f"而按指标值“{target.words}”和完成数“{reached.words}”，应为“{expected}”。",
            suggestion=_ADVICE,
            field="indicator.actual",
            row=facts.index,
            expected=expected,
            found=claim.quantity.words,
            evidence=(row.target,),
        )
    return None
