"""A4: targets against results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from reviewer.models import Severity
from reviewer.reading.blank import has_words
from reviewer.rounding import plain
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut, figure, quoted, reason_as_printed
from reviewer.rules.registry import rule
from reviewer.standing.comparison import is_small
from reviewer.standing.confessions import says_why
from reviewer.standing.grounds import Part, Standing

if TYPE_CHECKING:
    from reviewer.policy import Policy

_WHY = "年初按上年规模设定，目标偏低，下年度调高为300个。"
_HALF = 50


@rule(
    "A404",
    Severity.WARNING,
    good=[
        of(Row("培训人数", "≥300人", "312人")),
        of(Row("抽查项目", "≥80个", "318个", "10", "10", _WHY)),
        of(Row("群众满意率", "≥70%", "98%", level2="质量指标")),
        of(Row("人均培训成本", "≤500元", "200元", level2="成本指标")),
        of(Row("办理时限", "10个工作日", "3个工作日", level2="时效指标")),
        of(Row("印制手册", "400~500套", "520套")),
        of(Row("安全事故", "0起", "0起", level2="质量指标")),
        of(Row("拍摄宣传片", "≥3部", "4部")),
        of(Row("出厂水余氯", "≥0.3mg/L", "0.42mg/L", level2="质量指标")),
        of(Row("接待人次增长率", "较上年增长5%", "8.2%", level2="经济效益指标")),
        of(Row("投诉量下降率", "≥20%", "26.3%", level2="社会效益指标")),
    ],
    bad=[
        of(Row("地下水监测井", "≥25个", "60")),
        of(Row("培训人次", "400人次", "2000余人次")),
        of(Row("抽查项目", "不少于80个，其中现场取样不少于20个", "抽查318个，其中现场取样20个")),
        of(Row("提供数据单位", "10个以上", "18", explanation="无")),
        of(Row("培训人次", "300人次", "480人次", explanation="超额完成，成效显著")),
        of(Row("培训人次", "300人次", "480人次", explanation="因工作需要")),
        of(Row("税收增长率", "≥5%", "12%", level2="经济效益指标")),
    ],
)
def check_over_achievement(case: Case) -> Iterator[Outcome]:
    """完成值大大超过指标值，没有说明原因

    查什么：正向定量指标的实际完成值达到指标值的130%（以所用政策为准）以上，而偏差原因一栏是空的，或者只写了
    “超额完成”“成效显著”“因工作需要”一类的话。反向指标、时间和指标值为0的不看；合格率、满意度这类最高100%的
    比率，指标值在50%以上的不看；只多完成一两个，或比率只高出几个百分点的（以所用政策为准）不看。

    为什么：大幅超额多半是目标定低了。按规定，明显超过目标的要分析原因，目标明显偏低的要酌情扣分。

    怎么改：写明超额的原因；目标定低的，写明下一年度调整到多少，必要时按偏离程度扣分。
    """
    for facts in case.rows:
        exceeding = [part for part in facts.attainment.parts if _can_exceed(part)]
        if not exceeding:
            continue
        far = _far_over(exceeding, facts, case)
        if not far:
            yield PASSED
        elif not all(map(_counts_another_thing, far)):  # else A405 says so
            yield _exceeded(facts, max(far, key=_over), case)


def _far_over(parts: Sequence[Part], facts: RowFacts, case: Case) -> list[Part]:
    """The parts that were far exceeded, where nothing says why."""
    policy, row = case.policy, facts.indicator
    pieces, *limits = policy.small_excess
    far = [
        part
        for part in parts
        if _over(part) >= policy.over_achievement
        and not is_small(part.target, _over(part), pieces, (limits[0], limits[1]))
    ]
    if far and len(parts) == 1 and any(map(partial(_is_just_enough, policy), case.readings(facts))):
        return []  # 申报7部，入选3部 of 3部
    texts = (row.explanation.text, case.form.explanation.text)
    said = far and any(has_words(text) and says_why(text, row.name.text) for text in texts)
    return [] if said else far


def _is_just_enough(policy: Policy, part: Part) -> bool:
    over = part.comparison.over
    return over is not None and over < policy.over_achievement


_SESSIONS = frozenset({"期", "届", "班", "期次"})
_TIMES = frozenset({"场", "次", "场次", "节", "课次"})


def _counts_another_thing(part: Part) -> bool:
    """62场 for 24期: a course has many sessions, so that the number is more likely another row's."""
    units = part.target.unit, part.actual.unit if part.actual else ""
    return any(one in _SESSIONS and other in _TIMES for one, other in (units, units[::-1]))


def _over(part: Part) -> Fraction:
    return part.comparison.over or Fraction(0)


def _can_exceed(part: Part) -> bool:
    """A rate that stops at 100% says little when half of that is passed."""
    actual = part.actual
    if part.comparison.over is None:
        return False
    capped = part.target.is_percent and part.target.low >= _HALF
    return not capped or (actual is not None and actual.low > 2 * _HALF)


def _exceeded(facts: RowFacts, part: Part, case: Case) -> Problem:
    over = _over(part)
    share = plain(over * 100, 1)
    row = facts.indicator
    limit = plain(case.policy.over_achievement * 100)
    written = has_words(facts.indicator.explanation.text)
    lacking = "说明栏没有写出原因" if written else "没有说明原因"
    both = f"指标值{figure(row.target, part.target)}，实际完成{figure(row.actual, part.actual)}，"
    message = f"{both}是指标值的{share}%（{limit}%起应说明原因），{lacking}。"
    suggestion = "说明超额完成的原因；目标定低的，写明下一年度的指标值，必要时按偏离程度扣分。"
    if 5_000 <= over <= 20_000:
        message = f"{both}约为指标值的一万倍，可能有一处的单位少写或多写了“万”。"
        suggestion = "核对两处的计量单位，统一后重新填写；数值无误的，说明超额完成的原因。"
    return Problem(
        at=facts.indicator.actual,
        message=message,
        suggestion=suggestion,
        field="indicator.explanation",
        row=facts.index,
        evidence=(facts.indicator.target, facts.indicator.explanation),
    )


@rule(
    "A405",
    Severity.WARNING,
    good=[
        of(Row("评估报告", "2份", "5篇", "10", "10", _WHY)),
        of(Row("培训场次", "5场", "6次")),
        of(Row("设备采购", "10台（套）", "12套")),
        of(Row("修建道路", "5公里", "5200米")),
        of(Row("培训人数", "≥100", "120人")),
        of(Row("覆盖率", "95%", "96", level2="质量指标")),
        of(Row("人才引进", "10个", "12名")),
    ],
    bad=[
        of(Row("评估报告数量", "2%", "5份")),
        of(Row("培训人数", "≥200人", "开展培训5次")),
        of(Row("培训人数", "200人", "250人次")),
        of(Row("绿化面积", "500平方米", "种植树木300棵")),
        of(Row("检查企业", "≥50家", "完成率100%")),
        of(Row("培训人次", "1000人次", "215个")),
        of(Row("产品合格率", "100%", "1件不合格", level2="质量指标")),
        of(Row("公益培训班", "≥24期", "62场")),
    ],
)
def check_units(case: Case) -> Iterator[Outcome]:
    """指标值与实际完成值的单位不同

    查什么：两边都有数字，单位却不可能是同一件事（如“2%”对“5份”、“200人”对“5次”）。公里与米、份与篇、
    场与次等能换算或通用的不报；以“期”计的指标值，完成值以“场”“次”计而又多出很多的，要核对。指标值是比率而完成值只写件数、算不出比率的，也在此列。

    为什么：单位不同就无法判断是否达到，多半是填错了单位或答非所问。

    怎么改：统一口径后重新填写；指标值录入有误的，说明正确的指标值。
    """
    for facts in case.rows:
        found = facts.attainment
        if not found.is_quantified or found.has_blank:
            continue
        if found.units_differ:
            yield _units_differ(facts)
        elif (other := _other_thing(facts, case)) is not None:
            yield _another_thing(facts, other)
        elif found.standing is not Standing.UNKNOWN:
            yield PASSED
        elif not case.scored:  # with scores, A402 says so
            yield facts.unchecked(
                "actual", f"“{facts.label}”：{reason_as_printed(facts.indicator, found)}"
            )


def _other_thing(facts: RowFacts, case: Case) -> Part | None:
    """The part of the target that the result far exceeds in another unit, without a word on it."""
    far = _far_over(list(filter(_can_exceed, facts.attainment.parts)), facts, case)
    return next(filter(_counts_another_thing, far), None)


def _another_thing(facts: RowFacts, part: Part) -> Problem:
    row, actual = facts.indicator, part.actual
    counted = actual.unit if actual is not None else ""
    return facts.problem(
        "actual",
        (
            f"指标值“{quoted(row.target, part.target)}”以“{part.target.unit}”计，实际完成值"
            f"“{quoted(row.actual, actual)}”以“{counted}”计，是指标值的{plain(_over(part) * 100, 1)}%，"
            "数的可能不是同一件事。"
        ),
        f"核对是否填错了行；按“{part.target.unit}”填写实际完成数，确属超额完成的说明原因。",
        ("target",),
        expected=part.target.unit,
    )


def _units_differ(facts: RowFacts) -> Problem:
    part = next(part for part in facts.attainment.parts if part.comparison.units_differ)
    row = facts.indicator
    wanted, actual = quoted(row.target, part.target), quoted(row.actual, part.actual)
    message = f"指标值是“{wanted}”，实际完成值是“{actual}”，单位不同，无法比较。"
    suggestion = "统一计量单位后重新填写；指标值录入有误的，说明正确的指标值。"
    if part.target.is_percent and part.actual and not part.actual.is_percent:
        rate = row.name.text if row.name.text.endswith(("率", "度", "比例")) else "比率"
        message = (
            f"指标值是“{wanted}”，实际完成值“{cut(row.actual.text)}”没有写出{rate}，无法比较。"
        )
        suggestion = f"请写出{rate}（%），可附上计算依据；指标值录入有误的，说明正确的指标值。"
    return facts.problem("actual", message, suggestion, ("target",), expected=part.target.unit)
