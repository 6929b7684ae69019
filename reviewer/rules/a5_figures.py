"""A506 and A507: an explanation where nothing is to be explained, and numbers that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.models import FormKind, Severity
from reviewer.rules.accounts import is_over, shown
from reviewer.rules.case import Case, RowFacts, has_words
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule
from reviewer.wording.claims import Claim, Claimed
from reviewer.wording.contradictions import Figures, contradicted
from reviewer.wording.hedges import hedge
from reviewer.wording.quantities import quantities
from reviewer.wording.reasons import Role, read_reason

_FIELD = "indicator.explanation"


def _met(explanation: str, target: str = "10期", actual: str = "10期") -> Row:
    return Row("举办培训期数", target, actual, "10", "10", explanation)


@rule(
    "A506",
    Severity.INFO,
    good=[
        Sketch(rows=(_met(""),)),
        Sketch(rows=(_met("已按计划完成"),)),
        Sketch(rows=(_met("无偏差。"),)),
        Sketch(rows=(_met("年初目标设置偏低，实际报名多", actual="15期"),)),
        Sketch(rows=(_met("原指标录入错误，应为“10期”，非“10%”", "10%", "10期"),)),
        Sketch(rows=(_met("数据来源：培训签到表"),)),
        Sketch(rows=(Row("举办培训期数", "10期", "8期", "10", "8", "因降雨停课2期，3月补办"),)),
        Sketch(rows=(Row("促进就业", "效果明显", "效果较好", "5", "5", "受疫情影响，仍需加强"),)),
    ],
    bad=[
        Sketch(rows=(_met("受疫情影响，部分培训未能开展，下一步将加强组织"),)),
        Sketch(rows=(_met("因连续降雨停工两个月"),)),
        Sketch(rows=(_met("培训工作有待进一步加强", "≥10期"),)),
        Sketch(rows=(_met("今后将加强培训组织，督促承办单位按期开班"),), kind=FormKind.TRANSFER),
    ],
)
def needless_explanation(case: Case) -> Iterator[Outcome]:
    """没有偏差却写了偏差原因

    查什么：指标值已经完成、没有超额很多、也没有扣分，说明栏里却写着没有完成的原因或改进措施。
    “无偏差”“已按计划完成”一类的话不算。

    为什么：要么确有没做到的地方而没有扣分，要么是从别处抄来的话。

    怎么改：确有偏差的，改正实际完成值和得分；没有偏差的，删去这段话。
    """
    for facts in case.rows:
        if not _explains_shortfall(facts) or not _is_unreduced(case, facts):
            continue
        attained = facts.attainment
        if not attained.met and not attained.missed:
            reason = "目标是否完成无法核对，不能判断是否需要说明"
            yield Unchecked(reason, _FIELD, facts.index, facts.indicator.explanation)
        elif attained.missed or _is_doubtful(case, facts):
            yield PASSED
        else:
            yield _needless(case, facts)


_REMARK = re.compile(
    r"超额|超出|超过|高于|大于|多于|增加|新增|调整|变更|录入|填报|填写|口径|错误|应为|设[置定]|偏[低高]"
    r"|追加|扩大|提前(?:完|实|达|竣|结|交|验)"
)
_REPORTED = re.compile(r"(?<!未)(?<!未能)(?<!没有)(?:全部|均|仍|按期|按时|如期|已|顺利)完成|提前")
"""It explains more than was asked, or an entry; the row's marks do not contradict that."""
_SHORTFALL = re.compile(
    r"[未没]能?[^，。；]{0,6}(?:完成|开展|达|实施|举办|签|到位)|受[^，。；]{1,16}影响|有待|尚需"
    r"|不足|滞后|延[期迟误]|推迟"
    r"|取消|停[工课产办]|减少|缺[少乏]|困难"
)


def _explains_shortfall(facts: RowFacts) -> bool:
    text = facts.indicator.explanation.text
    if not has_words(text) or _REMARK.search(text):
        return False
    reason = read_reason(text)
    # 督促承办单位按期完成 announces; only what is told as a fact remarks on the result.
    told = (one.text for one in reason.clauses if one.role != Role.MEASURE)
    if any(_REPORTED.search(clause) for clause in told):
        return False
    pledges = reason.has_measure and not reason.has_cause
    return pledges or _SHORTFALL.search(text) is not None


def _is_unreduced(case: Case, facts: RowFacts) -> bool:
    return not case.scored or (facts.has_full_marks and not facts.is_sub_row)


def _is_doubtful(case: Case, facts: RowFacts) -> bool:
    over = is_over(facts.attainment, case.policy.over_achievement)
    return over or hedge(facts.indicator.actual.text) is not None


def _needless(case: Case, facts: RowFacts) -> Problem:
    row = facts.indicator
    marks = f"、得满分{facts.score}分" if case.scored else ""
    return Problem(
        at=row.explanation,
        message=(
            f"{row_name(case.form, facts.index)}指标值“{row.target}”、完成“{row.actual}”"
            f"{marks}，没有偏差，说明栏却写着“{shown(row.explanation)}”"
        ),
        suggestion="确有没有做到的，改正实际完成值和得分；没有偏差的，删去这段说明",
        field=_FIELD,
        row=facts.index,
        evidence=(row.target, row.actual),
    )


def _missed(explanation: str, *, target: str = "10期", actual: str = "8期") -> Row:
    return Row("举办培训期数", target, actual, "10", "8", explanation)


@rule(
    "A507",
    Severity.WARNING,
    good=[
        Sketch(rows=(_missed("计划10期，实际完成8期，因降雨少办2期，扣2分"),)),
        Sketch(rows=(_missed("完成率80%，场地维修"),)),
        Sketch(rows=(_missed("偏差率20%，场地维修，缺口2期"),)),
        Sketch(rows=(_missed("截至6月完成3期，下半年因场地维修停办"),)),
        Sketch(rows=(_missed("其中线上完成5期，线下场地不足"),)),
        Sketch(rows=(_missed("原计划举办12期，经批准调整为10期"),)),
        Sketch(rows=(_missed("参训人员由500人减为400人"),)),
        Sketch(
            rows=(Row("申报登记单位数", "≥1500", "1320家", "2", "1.76", "合计登记1320家，完成88%"),)
        ),
    ],
    bad=[
        Sketch(rows=(_missed("因场地维修，实际完成6期"),)),
        Sketch(rows=(_missed("年度目标12期，报名不足"),)),
        Sketch(rows=(_missed("报名不足，扣1分"),)),
        Sketch(rows=(_missed("完成率为75%，讲师不足"),)),
        Sketch(rows=(_missed("比计划少4期，讲师不足"),)),
        Sketch(rows=(_missed("因场地维修，缺口5期"),)),
        Sketch(rows=(_missed("偏差率30%，讲师不足"),)),
        Sketch(rows=(_missed("超额完成2期，场地维修"),)),
        Sketch(rows=(_missed("已完成全部10期，讲师请假"),)),
        Sketch(
            rows=(Row("标志牌制作", "1000块", "600块", "10", "6", "供应商产能不足，实际完成650块"),)
        ),
    ],
)
def contradicting_number(case: Case) -> Iterator[Outcome]:
    """说明里的数字与本行对不上

    查什么：说明里写明是实际完成数、目标数、扣分、完成率、偏差率、差额、超额或未参加数的数字，与本行的实际完成值、指标值、
    得分算出来的不同。其中一部分的数、截至某月的数、调整前的目标、其他年度的
    目标、上级考核的扣分不查。

    为什么：同一件事两个数，必有一个不对，审核人员不知道该信哪个。

    怎么改：对照原始记录，改正说明或本行的数字；说明里是另一口径的，写明是什么口径。
    """
    for facts in case.rows:
        text = facts.indicator.explanation.text
        if not has_words(text) or not any(char.isdecimal() or char in _NUMERALS for char in text):
            continue
        found = list(contradicted(text, _figures(case, facts)))
        yield from (_contradiction(case, facts, *one) for one in found)
        if not found:
            yield PASSED


_NUMERALS = frozenset("一二三四五六七八九十两")


def _figures(case: Case, facts: RowFacts) -> Figures:
    row = facts.indicator
    weight, score = row.weight.exact, row.score.exact
    scored = case.scored and weight and score is not None
    return Figures(
        target=quantities(row.target.text),
        actual=quantities(row.actual.text),
        deduction=facts.deduction if case.scored else None,
        points=(weight, score) if scored and weight and score is not None else (),
        words=f"{row.name.text} {row.target.text} {row.actual.text}",
        year=case.form.year,
    )


def _contradiction(case: Case, facts: RowFacts, claim: Claim, expected: str) -> Problem:
    row = facts.indicator
    kind = claim.kind
    printed = f"{row_name(case.form, facts.index)}的说明写{kind.value}为“{claim.quantity.words}”"
    return Problem(
        at=row.explanation,
        message=f"{printed}，而本行为“{expected}”，二者不一致",
        suggestion="对照原始记录，改正说明或本行的数字；口径不同的，在说明里写明",
        field=_FIELD,
        row=facts.index,
        expected=expected,
        found=claim.quantity.words,
        evidence=(row.score,) if kind is Claimed.POINTS else (row.target, row.actual),
    )
