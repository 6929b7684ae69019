"""A3: the grade of the total."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.mending import Cell
from reviewer.models import Severity
from reviewer.reading.labels import grade_name
from reviewer.rounding import plain
from reviewer.rules.a3_ledger import ledger_of
from reviewer.rules.a3_mending import mending_of
from reviewer.rules.case import Case
from reviewer.rules.examples import Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule

_DEDUCTED = Row("培训人次", "≥100人次", "80人次", score="8", explanation="两期未办，下年3月补办")
_POOR = _DEDUCTED._replace(weight="30", score="20.5")


@rule(
    "A307",
    Severity.ERROR,
    scored=True,
    good=[
        Sketch(total=("100", "99.5", "优")),
        Sketch(total=("100", "99.5", "自评等级：优秀（90-100分）")),
        of(_POOR, total=("100", "90", "☑优 □良 □中 □差"), also=("A403",)),
        of(_POOR._replace(score="10.5"), total=("100", "80", "良好"), also=("A403",)),
        of(
            _POOR._replace(score="0"),
            total=("100", "69.5", "合格"),
            policy="shanghai",
            also=("A403",),
        ),
    ],
    bad=[
        Sketch(total=("100", "99.5", "良")),
        of(_POOR._replace(score="20.4"), total=("100", "89.9", "优秀"), also=("A403",)),
        of(_POOR._replace(score="0"), total=("100", "69.5", "良好"), also=("A403",)),
        Sketch(total=("100", "99.5", "□优 ☑良 □中 □差")),
    ],
)
def grade_follows_the_score(case: Case) -> Iterator[Outcome]:
    """等级与总分不符

    查什么：总分行所填等级（优、良、中、差，或优、良、合格、不合格）是否与得分所在的区间一致，区间按口径规定（一般为90、80、60分）。

    为什么：等级是对外公布的结论，须由得分推出。

    怎么改：按得分改正等级；得分有误的，改正得分。
    """
    total = case.form.total
    if total is None or not total.grade:
        return
    name, score = grade_name(total.grade.text), total.score.exact
    band = case.policy.named_band(name)
    if band is None or score is None:
        what = (
            f"等级“{total.grade.text}”不在口径的等级之内" if score is not None else "总分没有得分"
        )
        yield Unchecked(f"{what}，无法核对等级", "total.grade", at=total.grade)
    elif band == case.policy.band(score):
        yield PASSED
    else:
        grades = case.policy.grades[:-1]
        bands = "、".join(f"{plain(low)}分以上{names[0]}" for low, names in grades)
        grade = case.policy.grade(score)
        yield Problem(
            total.grade,
            f"总分{total.score}，按{bands}应为“{grade}”，表中为“{name}”",
            f"等级改为“{grade}”；得分有误的，改正得分",
            "total.grade",
            expected=grade,
            evidence=(total.score,),
        )


@rule(
    "A308",
    Severity.WARNING,
    rests_on=("indicator.score", "indicators"),
    scored=True,
    good=[
        Sketch(),
        of(_DEDUCTED, total=("100", "95", ""), also=("A302",)),
        of(_POOR, total=("100", "90", ""), also=("A403",)),
    ],
    bad=[
        of(_POOR._replace(score="20"), total=("100", "90", ""), also=("A403",)),
        of(_POOR._replace(score="10"), total=("100", "92", "优"), also=("A302", "A403")),
    ],
)
def grade_survives_the_sum(case: Case) -> Iterator[Outcome]:
    """按明细重算的总分与所报总分不在同一等级

    查什么：各项得分之和与总分不等时（包括总分取整），两者所在的等级是否不同。

    为什么：总分虚高（或偏低）而跨了等级，结论就变了。

    怎么改：先按A302改正总分，再按改正后的总分填写等级。
    """
    ledger = ledger_of(case)
    claimed = ledger.score.exact
    if claimed is None:
        return
    if not ledger.scores_are_known or ledger.missing_row:
        reason = "各项得分不全，无法按明细重算等级"
        yield Unchecked(reason, "total.score", at=ledger.score)
    elif case.policy.band(claimed) == case.policy.band(ledger.score_sum):
        yield PASSED
    elif _is_total_right(case):
        yield PASSED  # the total is right, a row is not
    else:
        one, other = case.policy.grade(claimed), case.policy.grade(ledger.score_sum)
        added = plain(ledger.score_sum)
        message = f"总分{ledger.score}为“{one}”，而各项得分之和{added}为“{other}”"
        suggestion = "先改正总分，再按改正后的总分填写等级"
        yield Problem(
            case.form.total.grade if case.form.total else ledger.score,
            message,
            suggestion,
            "total.grade",
            expected=other,
            found=one,
            evidence=(ledger.score,),
        )


def _is_total_right(case: Case) -> bool:
    """Whether rows that score more than they can make the difference, and nothing else."""
    mending = mending_of(case)
    rows = [case.rows[cell.row] for cell in mending.mended_scores if cell.row is not None]
    rows = [one for one in rows if Cell("indicator.score", one.index) in mending.changes]
    certain = all(one.beside_formula > 0 or (one.deduction or 0) < 0 for one in rows)
    return bool(mending.repairs) and mending.is_total_right and certain
