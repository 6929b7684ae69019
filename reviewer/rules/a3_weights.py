"""A3: each 分值 and 得分 by itself, and 分值 by category."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import Form, Number, Severity
from reviewer.reading.labels import dimension, row_category
from reviewer.rounding import plain
from reviewer.rules.a3_ledger import Ledger, declared_groups, digits, ledger_of
from reviewer.rules.case import Case
from reviewer.rules.cells import Cell, NumberCell, added
from reviewer.rules.examples import Money, Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule

_ROW = Row("培训人次", "≥100人次", "120人次")
_DECLARED = _ROW._replace(level1="产出指标（50分）", weight="30", score="30")
_BENEFIT = Row("安全感", "≥5%", "6%", "30", "30", level2="社会效益指标", level1="效益指标")
_PLEASED = Row("满意度", "≥90%", "93%", level2="服务对象满意度指标", level1="满意度指标")


@rule(
    "A304",
    Severity.ERROR,
    scored=True,
    good=[Sketch(), of(_ROW._replace(score="9.5"), also=("A403", "A501"))],
    bad=[
        of(_ROW._replace(score="11")),
        Sketch(funding=(("年度资金总额", Money(score="10.5")),), also=("A203",)),
        Sketch(total=("100", "101", ""), also=("A302",)),
    ],
)
def no_score_exceeds_its_weight(case: Case) -> Iterator[Outcome]:
    """得分超过分值

    查什么：每一行、预算执行和总分的得分是否大于分值。

    为什么：超额完成也不加分，得分最高为该项分值。

    怎么改：得分改为不超过分值；两格填反的，对调。总分超过的，把各项得分重新相加。
    """
    ledger = ledger_of(case)
    for item in (*ledger.items, *ledger.parts):
        if not item.weight.is_empty and not item.score.is_empty:  # else A103 asks for the cell
            advice = f"得分改为不超过{item.weight}；两格填反的，对调"
            over = f"{item.name}的得分{item.score}大于分值{item.weight}"
            yield _within(item.cell("score"), item.weight, item.name, over, advice)
    if ledger.score:
        limit = ledger.weight if ledger.weight else Number.parse(str(plain(case.policy.total)))
        advice = f"把各项得分重新相加；各项得分都不超过分值时，总分不会超过{limit}"
        total = Cell("total.score", None, ledger.score, "得分")
        yield _within(total, limit, "总分", f"总分{ledger.score}超过{limit}", advice)


def _within(cell: NumberCell, limit: Number, name: str, over: str, advice: str) -> Outcome:
    score = cell.at
    if score.value is None or limit.value is None:
        unread = score if score.value is None else limit
        told = f"{name}的“{unread.text}”不是数字，无法比较得分与分值"
        return Unchecked(told, cell.field, cell.row, unread)
    if score.value <= limit.value:
        return PASSED
    return cell.problem(
        over,
        advice,
        (limit,),
        expected=f"不大于{limit}",
        formula=f"{score} > {limit}",
        points=Fraction(score.value) - Fraction(limit.value),
    )


@rule(
    "A305",
    Severity.ERROR,
    scored=True,
    good=[Sketch(), of(_ROW._replace(score="0"), also=("A403", "A501"))],
    bad=[
        of(_ROW._replace(weight="0", score="0")),
        of(_ROW._replace(weight="-5", score="0"), also=("A304",)),
        of(_ROW._replace(score="-2")),
        Sketch(funding=(("年度资金总额", Money(weight="0", score="0")),), also=("A301", "A310")),
    ],
)
def weights_are_positive(case: Case) -> Iterator[Outcome]:
    """分值为0或负数，或得分为负数

    查什么：每一行和预算执行的分值是否大于0，得分是否不小于0。

    为什么：分值为0的指标等于没有考核；得分最低为0分。

    怎么改：补填正确的分值，不考核的指标整行删除；没有完成的得分填0，已完成的填应得的分数。
    """
    ledger = ledger_of(case)
    for item in (*ledger.items, *ledger.parts):
        weight, score = item.weight.value, item.score.value  # empty or no number: A103 and X906
        if weight is not None and weight <= 0:
            advice = "补填该项的分值并核对分值之和；不考核的指标整行删除"
            told = f"{item.name}的分值为{item.weight}，应大于0"
            yield item.cell("weight").problem(told, advice)
        elif weight is not None:
            yield PASSED
        if score is not None and score < 0:
            limit = f"（不超过{item.weight}分）" if item.weight else ""
            yield item.cell("score").problem(
                f"{item.name}的得分为{item.score}，不应小于0",
                f"没有完成的填0分，已完成的填应得的分数{limit}，再核对总分；负号是误录的，删去",
            )
        elif score is not None:
            yield PASSED


@rule(
    "A306",
    Severity.ERROR,
    rests_on=("indicators",),
    scored=True,
    good=[
        Sketch(),
        of(
            _DECLARED,
            _DECLARED._replace(weight="20", score="20"),
            _BENEFIT,
            _PLEASED,
            fill=False,
            also=("A104", "A412"),
        ),
        of(
            _ROW._replace(level1="产出指标(10)"),
            _BENEFIT,
            fill=False,
            also=("A104", "A301", "A310"),
        ),
    ],
    bad=[
        of(
            _DECLARED,
            _DECLARED,
            _BENEFIT,
            _PLEASED,
            fill=False,
            also=("A104", "A301", "A310", "A412"),
        ),
        of(_ROW._replace(level1="产出指标 50分"), fill=False, also=("A104", "A301", "A310")),
        of(_ROW._replace(level2="数量指标（15分）")),
    ],
)
def declared_weights_hold(case: Case) -> Iterator[Outcome]:
    """一级或二级指标注明的分值与各行之和不符

    查什么：一级、二级指标名称中注明分值的（如“产出指标（50分）”），其下各行分值之和是否等于注明的分值。

    为什么：注明的分值是权重安排，明细与之不符，说明有一行的分值填错或漏列。

    怎么改：核对该类各行的分值，或改正注明的分值。
    """
    ledger = ledger_of(case)
    missing = ledger.missing_row
    for group in declared_groups(case.form, ledger):
        field, gap = f"indicator.{group.level}", group.declared - group.weight
        label = group.label.text
        if not group.items or group.unreadable:
            reason = f"“{label}”下有的行没有分值，无法核对"
            yield Unchecked(reason, field, group.row, group.label)
        elif gap == 0:
            yield PASSED
        elif missing is not None and gap == missing.weight:
            reason = f"“{label}”下疑缺一行，见A303"
            yield Unchecked(reason, field, group.row, group.label)
        else:
            shown = " + ".join(digits(item.weight) for item in group.items)
            declared, added_up = plain(group.declared), plain(group.weight)
            yield Problem(
                group.label,
                f"“{label}”注明{declared}分，其下{len(group.items)}行分值之和为{added_up}",
                "核对该类各行的分值，或改正注明的分值",
                field,
                group.row,
                expected=str(added_up),
                formula=f"{shown} = {added_up} ≠ {declared}",
                evidence=tuple(item.weight for item in group.items),
            )


@rule(
    "A310",
    Severity.WARNING,
    rests_on=("indicator.level1", "indicators"),
    scored=True,
    good=[
        Sketch(),
        of(
            _ROW._replace(weight="40", score="40"),
            Row("人均成本", "≤50元", "48元", level2="经济成本指标", level1="成本指标"),
            _BENEFIT,
            _PLEASED,
            fill=False,
            also=("A104",),
        ),
        of(
            _ROW._replace(weight="40", score="40"),
            Row("人均成本", "≤50元", "48元", "20", "20", level2="经济成本指标", level1="成本指标"),
            _BENEFIT._replace(weight="20", score="20"),
            _PLEASED,
            fill=False,
            also=("A104",),
        ),
        of(
            _ROW._replace(weight="", score="80"),
            funding=(("年度资金总额", Money(weight="20", score="19")),),
            fill=False,
            policy="hubei",
            also=("A104", "A304"),
        ),
    ],
    bad=[
        of(_ROW._replace(weight="60", score="60"), _BENEFIT, fill=False, also=("A104",)),
        of(_ROW._replace(weight="90", score="90"), fill=False, also=("A104",)),
        of(
            _ROW._replace(weight="40", score="40"),
            _BENEFIT,
            _PLEASED,
            funding=(("年度资金总额", Money(weight="20", score="19")),),
            fill=False,
            also=("A104",),
        ),
    ],
)
def categories_have_their_weights(case: Case) -> Iterator[Outcome]:
    """各类指标的分值与规定不符

    查什么：预算执行、产出（含一级的成本指标）、效益、满意度四类的分值是否为口径规定的10、50、30、10；一级指标设成本指标的，也可以是10、60（成本20、产出40）、20、10。

    为什么：权重原则上统一设置，可以根据项目特点适当调整；调整较大时应有理由。

    怎么改：按规定调整各类分值；确有理由的，在说明中写明。
    """
    ledger = ledger_of(case)
    reason = _why_categories_unknown(case.form, ledger)
    if reason:
        yield Unchecked(reason, "indicator.weight")
        return
    weights = _category_weights(case.form, ledger)
    allowed = _allowed_weights(case, ledger)
    if any(all(weights[name] == weight for name, weight in one.items()) for one in allowed):
        yield PASSED
        return
    found = "、".join(f"{name}{plain(weights[name])}" for name in allowed[-1])
    expected = "、".join(f"{name}{plain(weight)}" for name, weight in allowed[-1].items())
    yield Problem(
        ledger.weight,
        f"各类分值为{found}，{case.policy.title}的口径为{expected}",
        "按规定调整各类分值；确有理由的，在说明中写明",
        "indicator.weight",
        expected=expected,
        found=found,
    )


_EXECUTION = "预算执行"


def _why_categories_unknown(form: Form, ledger: Ledger) -> str | None:
    if ledger.policy.category_weights is None:
        return None
    if not ledger.weights_are_known:
        return "有的分值为空或不是数字，无法按类合计"
    if ledger.missing_row:
        return "疑缺指标行（见A303），无法按类合计"
    for item in ledger.rows:
        row = form.indicators[item.row or 0]
        if row_category(row) is None:
            label = row.level1.text or row.level2.text or "（空）"
            return f"{item.name}的指标类别“{label}”不属于产出、效益、满意度，无法按类合计"
    return None


def _allowed_weights(case: Case, ledger: Ledger) -> list[dict[str, Fraction]]:
    """The policy's weights, and those for forms with 成本指标 at the first level."""
    policy = case.policy
    execution = (
        {_EXECUTION: policy.execution_weight}
        if ledger.execution and ledger.execution.weight.exact is not None
        else {}
    )
    allowed = [execution | dict(policy.category_weights or {})]
    costs = any(dimension(row.level1.text) == "成本" for row in case.form.indicators)
    if costs and policy.cost_weights:
        allowed.append(execution | dict(policy.cost_weights))
    return allowed


def categories(case: Case, ledger: Ledger) -> Iterator[tuple[str, Fraction, list[int]]]:
    """The categories with the policy's weight and their rows, as the form comes nearest to them."""
    if _why_categories_unknown(case.form, ledger) or case.policy.category_weights is None:
        return
    found = _category_weights(case.form, ledger)
    allowed = _allowed_weights(case, ledger)
    nearest = max(allowed, key=lambda one: sum(found[name] == one[name] for name in one))
    for name, weight in nearest.items():
        rows = [
            item.row
            for item in ledger.rows
            if item.row is not None and row_category(case.form.indicators[item.row]) == name
        ]
        if rows:
            yield name, weight, rows


def _category_weights(form: Form, ledger: Ledger) -> dict[str, Fraction]:
    weights: dict[str | None, list[Number]] = {}
    for item in ledger.rows:
        name = row_category(form.indicators[item.row or 0])
        weights.setdefault(name, []).append(item.weight)
    sums = {name: added(weights.get(name, ())) for name in ("产出", "效益", "满意度")}
    executed = ledger.execution.weight.exact if ledger.execution else None
    return sums | {_EXECUTION: executed or Fraction(0)}
