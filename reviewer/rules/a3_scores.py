"""A3: do 分值 and 得分 add up?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import Number, Severity
from reviewer.rounding import plain, rounded
from reviewer.rules.a3_causes import smallest_edit
from reviewer.rules.a3_ledger import Ledger, declared_groups, digits, ledger_of
from reviewer.rules.a3_mending import Mending, mending_of
from reviewer.rules.a3_numbers import TOTAL_SCORE
from reviewer.rules.case import Case
from reviewer.rules.cells import added
from reviewer.rules.examples import Money, Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule

_ROW = Row("培训人次", "≥100人次", "120人次")
_PART = Row("其中：外地学员", "≥20人次", "30人次", weight="", score="")
_HEAVY = (("年度资金总额", Money(weight="15", score="14.25")),)
_DEDUCTED = _ROW._replace(score="8", explanation="两期因场地原因未办，下年3月补办")


@rule(
    "A301",
    Severity.ERROR,
    rests_on=("indicators",),
    scored=True,
    good=[
        Sketch(),
        of(_ROW, _PART, also=("A404",)),
        of(_ROW, _PART._replace(weight="5", score="5"), total=("100", "99.5", ""), also=("A404",)),
    ],
    bad=[
        Sketch(funding=_HEAVY, total=("100", "104.25", ""), also=("A304", "A310")),
        Sketch(funding=_HEAVY, total=("", "104.25", ""), also=("A304", "A310")),
        Sketch(funding=_HEAVY, also=("A310",)),
        Sketch(total=("110", "99.5", "")),
    ],
)
def weights_add_up(case: Case) -> Iterator[Outcome]:
    """各项分值之和不等于总分

    查什么：预算执行的分值与各指标行的分值相加，是否等于总分行所填的分值（没有填的，按口径规定的100分）。没有分值的“其中”行不计。

    为什么：分值合不上，说明有指标的分值填错、漏行或重复。

    怎么改：逐行核对分值；若原表有而这里没有读到的行，请检查文件格式。
    """
    ledger = ledger_of(case)
    yield _why_weights_unknown(ledger) or _weight_outcome(ledger)


def _why_weights_unknown(ledger: Ledger) -> Unchecked | None:
    field = "indicator.weight"
    if not ledger.has_weights:
        return Unchecked("本表各指标行不列分值，无法核对分值之和", field)
    item = ledger.unreadable_weight
    if item is not None:
        reason = f"{item.name}的分值“{item.weight.text}”不是数字，无法核对分值之和"
        return Unchecked(reason, field, item.row, item.weight)
    if ledger.weight.text and ledger.weight.value is None:
        reason = f"总分行的分值“{ledger.weight.text}”不是数字"
        return Unchecked(reason, "total.weight", at=ledger.weight)
    if ledger.missing_row:
        return Unchecked("疑缺指标行，见A303", "total.weight", at=ledger.weight)
    return _why_gap_is_open(ledger)


def _why_gap_is_open(ledger: Ledger) -> Unchecked | None:
    """A gap that an empty 分值 may fill is not known to be wrong."""
    if ledger.weight_gap <= 0:
        return None
    if ledger.without_weight:
        item = ledger.without_weight[0]
        reason = f"{item.name}未填写分值，无法核对分值之和（差{plain(ledger.weight_gap)}分）"
        return Unchecked(reason, "indicator.weight", item.row, item.weight)
    if ledger.execution is None and ledger.weight_gap == ledger.policy.execution_weight:
        reason = f"表中没有预算执行的分值，各指标行分值合计{plain(ledger.weight_sum)}"
        return Unchecked(reason, "funding.total.weight")
    return None


def _weight_outcome(ledger: Ledger) -> Outcome:
    total = ledger.policy.total
    if ledger.weight_gap == 0 and ledger.expected_weight == total:
        return PASSED
    advice = "逐行核对分值，使各项分值之和等于总分"
    wanted: str | None = str(plain(ledger.weight_sum if ledger.weight_gap else total))
    if twice := ledger.repeated_row:
        advice, wanted = f"{twice.name}列了两次，删去重复的一行，总分不用改", None
    if ledger.weight_gap == 0:
        message = f"各项分值之和与总分行均为{ledger.weight}，而总分应为{plain(total)}"
    else:
        verb = "少" if ledger.weight_gap > 0 else "多"
        is_printed = ledger.weight.exact is not None
        message = (
            f"各项分值之和为{plain(ledger.weight_sum)}，总分{'' if is_printed else '应'}为"
            f"{plain(ledger.expected_weight)}，{verb}{plain(abs(ledger.weight_gap))}分"
        )
        if not is_printed:
            message += "（表中没有总分的分值）"
            advice, wanted = "逐行核对分值；文件不完整的，补全后再查", None
    return Problem(
        ledger.weight,
        message,
        advice,
        "total.weight",
        expected=wanted,
        formula=_sum_formula(ledger, "weight"),
    )


def _sum_formula(ledger: Ledger, column: str) -> str:
    numbers: list[Number] = [getattr(item, column) for item in ledger.items]
    shown = " + ".join(digits(number) for number in numbers if number)
    return f"{shown} = {plain(added(numbers))}"


@rule(
    "A302",
    Severity.ERROR,
    rests_on=("indicator.score", "indicators"),
    scored=True,
    good=[
        Sketch(),
        of(_DEDUCTED, _PART, also=("A403", "A404")),
        of(_DEDUCTED, total=("100", "97.5", ""), also=("A403",)),
        of(_DEDUCTED, total=("100", "98", ""), also=("A403",)),
    ],
    bad=[
        of(_DEDUCTED, total=("100", "99.5", ""), also=("A403",)),
        of(_DEDUCTED, total=("100", "88.0", ""), also=("A308", "A403")),
        of(_DEDUCTED, total=("100", "79.5", ""), also=("A308", "A403")),
        of(_DEDUCTED, total=("100", "95.7", ""), also=("A403",)),
        of(_ROW, _PART._replace(score="3"), total=("100", "102.5", ""), also=("A304", "A404")),
    ],
)
def scores_add_up(case: Case) -> Iterator[Outcome]:
    """各项得分之和不等于总分

    查什么：预算执行的得分与各指标行的得分相加，是否等于总分行所填的得分；总分小数位较少的，按四舍五入比较（四舍五入成满分的，请核实）。合不上时，找出一处改动即可合上的原因：漏计或重复计了一行、两个数字写颠倒、改了一行而总分没有改、预算执行得分漏计、“其中”行重复计算等。

    为什么：总分是自评的结论，与明细不符时结论不成立。

    怎么改：按提示核对该处，改正得分或总分。
    """
    ledger = ledger_of(case)
    yield _why_scores_unknown(ledger) or _score_outcome(case, ledger)


def _why_scores_unknown(ledger: Ledger) -> Unchecked | None:
    if not ledger.score:
        state = "为空" if ledger.score.is_empty else f"“{ledger.score.text}”不是数字"
        return Unchecked(f"总分行的得分{state}，无法核对", "total.score", at=ledger.score)
    item = ledger.unreadable_score
    if item is not None:
        reason = f"{item.name}的得分“{item.score.text}”不是数字，无法核对得分之和"
        return Unchecked(reason, "indicator.score", item.row, item.score)
    if ledger.missing_row:
        return Unchecked("疑缺指标行，见A303", "total.score", at=ledger.score)
    if _execution_comes_on_top(ledger):
        reason = "预算执行的分值加在总分以外，见A301；改正后再核对得分之和"
        return Unchecked(reason, "total.score", at=ledger.score)
    if 0 < ledger.score_gap <= _room(ledger):
        names = [item.name for item in ledger.without_score] or ["预算执行"]
        reason = f"{names[0]}没有得分，无法核对得分之和（差{plain(ledger.score_gap)}分）"
        return Unchecked(reason, "total.score", at=ledger.score)
    return None


def _execution_comes_on_top(ledger: Ledger) -> bool:
    """Whether both sums are too high by the execution line: A301 has said so."""
    own = ledger.execution
    if own is None or not own.weight.exact or own.score.exact is None or not ledger.has_weights:
        return False
    is_whole = ledger.weight_sum - own.weight.exact == ledger.expected_weight
    return is_whole and ledger.prints(ledger.score_sum - own.score.exact)


def _room(ledger: Ledger) -> Fraction:
    """What empty cells may at most add to the scores."""
    room = added(item.weight for item in ledger.without_score)
    # Where the rows have all the points, the execution rate is one of them or counts nothing.
    is_whole = ledger.has_weights and ledger.weight_sum == ledger.policy.total
    return room + (
        ledger.policy.execution_weight if ledger.execution is None and not is_whole else 0
    )


def _score_outcome(case: Case, ledger: Ledger) -> Outcome:
    beside = added(item.score for item in ledger.without_weight) if ledger.has_weights else 0
    fits = ledger.prints(ledger.score_sum)
    by_rounding = fits and _claims_full_marks(ledger)
    fits = fits and not by_rounding
    if fits or (beside and ledger.prints(ledger.score_sum - beside)):
        return PASSED
    gap, mending, twice = ledger.score_gap, mending_of(case), ledger.repeated_row
    why = _why_apart(ledger, mending)
    message = (
        f"各项得分之和为{plain(ledger.score_sum)}，总分为{ledger.score}，"
        f"总分{'多' if gap > 0 else '少'}{plain(abs(gap))}分"
    )
    return Problem(
        ledger.score,
        message + (f"：{why}" if why else ""),
        f"{twice.name}列了两次，删去重复的一行，总分不用改"
        if twice
        else f"核对{'该处' if why else '各行得分'}；明细无误的，总分改为{plain(ledger.score_sum)}",
        "total.score",
        expected=None if twice else str(plain(ledger.score_sum)),
        formula=_sum_formula(ledger, "score"),
        points=_points(ledger, mending) or None,
        severity=Severity.WARNING if by_rounding else None,
    )


def _why_apart(ledger: Ledger, mending: Mending) -> str | None:
    """What would explain the gap: scores that are wrong themselves, else a slip in the total."""
    if not mending.repairs or not mending.is_total_right or not mending.mended_scores:
        return smallest_edit(ledger)
    names = {item.row: item.name for item in ledger.items}
    rows = [
        cell.row if cell.field.startswith("indicator") else None for cell in mending.mended_scores
    ]
    listed = "、".join(names[row] for row in rows[:_MOST_NAMED] if row in names)
    more = f"等{len(rows)}处" if len(rows) > _MOST_NAMED else ""
    return f"{listed}{more}的得分改正后，各项之和与总分一致"


_MOST_NAMED = 3


def _points(ledger: Ledger, mending: Mending) -> Fraction:
    """What the total claims beyond the mended scores, where no row is in doubt for it already.

    Negative where the total does not hold what rows claim too much.
    """
    after = mending.value(TOTAL_SCORE)
    if after is None:
        return ledger.score_gap
    return max(-mending.excess, (ledger.score.exact or Fraction(0)) - after - mending.excess)


def _claims_full_marks(ledger: Ledger) -> bool:
    """A total of 100 over rows that add up to 99.5: rounding hides that points are missing."""
    near = rounded(ledger.score_sum, max(1, ledger.score.decimals)) == ledger.expected_weight
    return ledger.score.exact == ledger.expected_weight and not near


@rule(
    "A303",
    Severity.ERROR,
    rests_on=("indicators",),
    scored=True,
    good=[
        Sketch(),
        of(_ROW._replace(weight="8", score="8"), total=("100", "97.5", ""), also=("A302",)),
        of(_DEDUCTED, total=("100", "99.5", ""), also=("A302", "A403")),
    ],
    bad=[
        of(_ROW, total=("105", "104.5", "")),
        of(_ROW, total=("106", "103.5", "")),
        of(_ROW, total=("140", "139.5", "")),
    ],
)
def no_row_is_missing(case: Case) -> Iterator[Outcome]:
    """缺少一行指标

    查什么：分值之和与总分的差、得分之和与总分的差，是否正好相当于一行指标（两个差相等，或得分的差不大于分值的差）。出现时以本条代替A301、A302。

    为什么：分值和得分同时少一份，多半不是算错，而是有一行没有列出来；也可能是本程序读取文件时漏掉的（如跨页的行）。

    怎么改：对照原表找出缺少的一行补上；原表完整的，说明是读取遗漏，可换用其他格式的文件再查。
    """
    ledger = ledger_of(case)
    missing = ledger.missing_row
    if missing is not None:
        rows = "一行或几行" if missing.several else "一行"
        weight, score = plain(missing.weight), plain(missing.score)
        # The category that lacks just so much of what its label declares.
        short = (
            f"（在“{group.label.text}”下）"
            for group in declared_groups(case.form, ledger)
            if group.declared - group.weight == missing.weight
        )
        yield Problem(
            ledger.score,
            f"各项分值之和为{plain(ledger.weight_sum)}、得分之和为{plain(ledger.score_sum)}，"
            f"总分行为{plain(ledger.expected_weight)}和{ledger.score}，"
            f"缺少{rows}分值{weight}、得分{score}的指标{next(short, '')}；"
            "可能是原表漏列，也可能是读取时遗漏",
            f"对照原表找出分值{weight}、得分{score}的{rows}并补上；原表完整的，是读取遗漏",
            "total.score",
            formula=_sum_formula(ledger, "score"),
            points=ledger.score_gap,
            evidence=(ledger.weight,),
        )
    elif ledger.weights_are_known and ledger.scores_are_known:
        yield PASSED
