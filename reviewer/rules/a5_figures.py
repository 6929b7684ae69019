"""A507: what an explanation says of its row that the row does not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.quantities import Quantity, quantities
from reviewer.models import Severity
from reviewer.reading.blank import has_words
from reviewer.reading.claimed import Claimed
from reviewer.relations import is_contradicted
from reviewer.relations.explained import contradicted
from reviewer.relations.gap import Figures
from reviewer.rules.accounts import denial
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, missed, of
from reviewer.rules.outcome import PASSED, Outcome
from reviewer.rules.registry import rule

_HALL = Row("场馆开放时间", "2023年10月31日前", "2023年11月5日", "10", "8", level2="时效指标")


@rule(
    "A507",
    Severity.WARNING,
    good=[
        of(missed("计划10期，实际完成8期，因降雨少办2期，扣2分"), also=("A502",)),
        of(missed("完成率80%，场地维修"), also=("A502",)),
        of(missed("偏差率20%，场地维修，缺口2期"), also=("A502",)),
        of(missed("截至6月完成3期，下半年因场地维修停办"), also=("A502",)),
        of(missed("其中线上完成5期，线下场地不足"), also=("A502",)),
        of(missed("原计划举办12期，经批准调整为10期"), also=("A502",)),
        of(missed("参训人员由500人减为400人"), also=("A502",)),
        of(
            Row("申报登记单位数", "≥1500", "1320家", "2", "1.76", "合计登记1320家，完成88%"),
            also=("A502", "A503"),
        ),
        of(missed("参加别家培训的人数超过预期，报名不足"), also=("A502",)),
        of(missed("8期已全部完成，其余2期因讲师出差未办"), also=("A502",)),
        of(missed("年初目标设定过低，实际报名多", actual="15期")),
    ],
    bad=[
        of(missed("因场地维修，实际完成6期"), also=("A502",)),
        of(missed("年度目标12期，报名不足"), also=("A502",)),
        of(missed("报名不足，扣1分"), also=("A502",)),
        of(missed("完成率为75%，讲师不足"), also=("A502",)),
        of(missed("比计划少4期，讲师不足"), also=("A502",)),
        of(missed("因场地维修，缺口5期"), also=("A502",)),
        of(missed("偏差率30%，讲师不足"), also=("A502",)),
        of(missed("超额完成2期，场地维修")),
        of(missed("已完成全部10期，讲师请假"), also=("A502",)),
        of(
            Row("标志牌制作", "1000块", "600块", "10", "6", "供应商产能不足，实际完成650块"),
            also=("A502",),
        ),
        of(missed("报名踊跃，超额完成年度任务，下年合理设定目标")),
        of(missed("年初目标设定过低，2024年调高目标值")),
        of(missed("培训已全部完成，今后继续做好")),
        of(_HALL._replace(explanation="场馆已于10月20日按期开放")),
    ],
)
def contradicting_number(case: Case) -> Iterator[Outcome]:
    """说明与本行对不上

    查什么：说明里写明是实际完成数、目标数、扣分、完成率、偏差率、差额、超额或未参加数的数字，与本行的实际完成值、指标值、
    得分算出来的不同。其中一部分的数、截至某月的数、调整前的目标、其他年度的目标、上级考核的扣分不查。
    没有数字而说法相反的也报：没有达到的，说明写“超额完成”“目标设定偏低”“全部合格”；逾期的，写“按期开放”；
    按期的，写晚于期限的日期；大大超过的，写“培训减少”。

    为什么：同一件事两个说法，必有一个不对，审核人员不知道该信哪个。

    怎么改：对照原始记录，改正说明或本行的数字；说明里是另一口径的，写明是什么口径。
    """
    for facts in case.rows:
        text = facts.indicator.explanation.text
        shows, denied = denial(case, facts)
        row = facts.indicator
        if denied:
            yield facts.problem(
                "explanation",
                f"{facts.place}指标值“{row.target}”、完成“{row.actual}”，"
                f"{shows}，说明却写“{denied}”，说法相反",
                "对照原始记录：完成值属实的，改写说明，写明原因、差额和措施；"
                "说明属实的，改正完成值、得分和总分",
                ("target", "actual"),
                found=denied,
            )
            continue
        if not has_words(text) or not any(char.isdecimal() or char in _NUMERALS for char in text):
            continue
        found = [
            (claim, expected)
            for claim, expected in contradicted(text, _figures(case, facts))
            if not is_contradicted(text, claim.quantity.words)
        ]
        for claim, expected in found:
            said, what = claim.quantity.words, claim.kind.value
            yield facts.problem(
                "explanation",
                f"{facts.place}的说明写{what}为“{said}”，而本行为“{expected}”，二者不一致",
                "对照原始记录，改正说明或本行的数字；口径不同的，在说明里写明",
                ("score",) if claim.kind is Claimed.POINTS else ("target", "actual"),
                expected=expected,
                found=said,
            )
        if not found:
            yield PASSED


_NUMERALS = frozenset("一二三四五六七八九十两")


def _figures(case: Case, facts: RowFacts) -> Figures:
    row = facts.indicator
    weight, score = row.weight.exact, row.score.exact
    scored = case.scored and weight and score is not None
    target, actual = quantities(row.target.text), quantities(row.actual.text)
    return Figures(
        target=target,
        actual=actual,
        deduction=facts.deduction if case.scored else None,
        points=(weight, score) if scored and weight and score is not None else (),
        words=facts.words,
        asked=f"{row.name.text} {row.target.text}",
        year=case.form.year,
        compared=_compared(facts, actual) if len(actual) > 1 else None,
    )


def _compared(facts: RowFacts, actual: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """The target of a row with one and, of the numbers of its result, that which answers it."""
    part = facts.part
    held = None if part is None else part.comparison.actual_value
    if part is None or held is None:
        return None
    value = held * part.target.multiplier
    same = [one for one in actual if one.unit == part.target.unit and one.low == value]
    return (part.target, same[-1]) if same else None
