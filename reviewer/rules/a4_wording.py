"""A407 and A408: results that repeat their target, and targets that cannot be measured."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Severity
from reviewer.reading.sense import is_count_level, is_time_level
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome
from reviewer.rules.quotes import cut_tight
from reviewer.rules.registry import rule
from reviewer.standing.attainment import is_blank, is_numeric
from reviewer.standing.vague import (
    cannot_be_measured,
    only_says_prompt,
    repeats,
    repeats_deadline,
    rewords,
    says_all_or_none,
)

_WHY = "因场地装修推迟，个别场次顺延，下年3月底前补办。"
_BENEFIT = "社会效益指标"


@rule(
    "A407",
    Severity.WARNING,
    good=[
        of(Row("审计数量", "7家", "7家")),
        of(Row("验收结果", "验收合格", "验收合格", level2="质量指标")),
        of(Row("合格率", "100%", "100%", level2="质量指标")),
        of(Row("考核结果", "优秀", "优秀", level2="质量指标")),
        of(Row("完成时间", "2023年12月底前", "2023年12月15日", level2="时效指标")),
        of(Row("完成时间", "2023年12月", "2023年12月", level2="时效指标")),
        of(Row("管护机制", "健全", "健全", level2="可持续影响指标")),
        of(Row("备忘录", "签订合作备忘录", "已签订合作备忘录", level2="质量指标")),
        of(Row("安全水平", "提升社区安全水平", "社区安全水平提升，全年警情下降", level2=_BENEFIT)),
    ],
    bad=[
        of(Row("管理制度", "落实市级相关工作要求", "落实市级相关工作要求", level2="质量指标")),
        of(Row("安全水平", "有效提升居民安全水平", "有效提升居民安全水平。", level2=_BENEFIT)),
        of(Row("完成时间", "2023年12月底前", "2023年12月底前", level2="时效指标")),
        of(Row("完成时间", "12月31日之前完成", "12月31日之前完成", level2="时效指标")),
        of(Row("办理时限", "10个工作日以内", "10个工作日以内", level2="时效指标")),
        of(Row("居民安全感", "显著提升", "居民安全感得到显著提升", level2=_BENEFIT)),
        of(Row("社会影响", "不断提升安全感", "安全感不断提升", level2=_BENEFIT)),
        of(Row("完成时间", "2023年10月31日前", "10月31日前完成", level2="时效指标")),
    ],
)
def check_repeated_target(case: Case) -> Iterator[Outcome]:
    """实际完成值照抄指标值

    查什么：指标值是文字或期限，而实际完成值与它一字不差（标点、空格不计），或者只是添上“已”“得到”、指标名称，调换了
    词序（“不断提升获得感”与“获得感不断提升”），或者只是重复期限（“10月31日前完成”）。数值相同（7家、100%）和
    “合格”“优秀”“达标”“健全”“长期”这类简短的结论不算照抄。

    为什么：照抄只是重复目标，看不出实际做了什么、何时做完，复核时无法采信。

    怎么改：写明实际做了什么、做到什么程度、有什么依据；期限类指标写实际完成的日期。
    """
    for facts in case.rows:
        if facts.attainment.has_blank:
            continue  # A103 says so
        if copied := _copied(facts):
            yield facts.problem(
                "actual",
                f"{copied}，看不出实际完成情况。",
                "写明实际完成的内容、程度和依据；期限类指标写实际完成日期。",
                ("target",),
            )
        else:
            yield PASSED


def _copied(facts: RowFacts) -> str:
    """How a result copies its target, for a message; "" where it does not."""
    row = facts.indicator
    target, actual = row.target.text, row.actual.text
    if repeats(target, actual):
        return f"实际完成值与指标值一字不差（“{cut_tight(actual)}”）"
    if rewords(target, actual, row.name.text):
        return f"实际完成值“{cut_tight(actual)}”只是把指标值“{cut_tight(target)}”重复了一遍"
    if repeats_deadline(target, actual):
        return f"实际完成值“{cut_tight(actual)}”只是重复期限“{cut_tight(target)}”"
    return ""


@rule(
    "A408",
    Severity.WARNING,
    good=[
        of(Row("培训场次", "不少于三场", "4场")),
        of(Row("覆盖范围", "全覆盖", "16个街道全部覆盖")),
        of(Row("完成时间", "2023年底前", "2023年11月", level2="时效指标")),
        of(Row("规划编制", "2023年6月底前印发规划", "5月20日印发规划")),
        of(Row("验收结果", "合格", "验收合格", level2="质量指标")),
        of(Row("服务质量", "按要求完成12项审查并出具意见书", "完成12项", level2="质量指标")),
        of(Row("安全水平", "居民安全感明显提升", "警情同比下降", level2=_BENEFIT)),
    ],
    bad=[
        of(Row("工作量", "按要求", "完成全部工作")),
        of(Row("培训数量", "完成年度培训任务", "完成培训4场")),
        of(Row("工作质量", "达到预期目标", "达到预期目标要求", level2="质量指标")),
        of(Row("工作质量", "符合相关规定要求", "专家验收通过", level2="质量指标")),
        of(Row("规章制度", "完成各项工作任务", "已印发3项制度", level2="可持续影响指标")),
        of(Row("讲解员人数", "人数满足需要", "26人", level2="可持续影响指标")),
        of(Row("单株复壮费用", "控制在合理范围内", "980元", level2="成本指标")),
    ],
)
def check_unmeasurable_target(case: Case) -> Iterator[Outcome]:
    """指标值无法衡量

    查什么：数量指标的指标值里没有数字；以及任何指标的指标值整句只是“按要求”“达到预期目标”“完成年度任务”
    “符合相关要求”“满足需要”“控制在合理范围内”之类。写明期限、“全覆盖”“合格”等可以判断的，不报。

    为什么：无法衡量的指标值，完成多少都可以说达到了，自评没有依据。

    怎么改：数量指标写出数字和计量单位；其他指标写出可以查证的标准、比例或期限。
    """
    for facts in case.rows:
        target = facts.indicator.target
        if is_blank(target.text):
            continue
        level = facts.indicator.level2.text, facts.indicator.level1.text
        vague = cannot_be_measured(target.text) or (
            is_time_level(*level) and only_says_prompt(target.text, facts.indicator.actual.text)
        )
        counts = is_count_level(*level)
        if not vague and (not counts or is_numeric(target.text) or says_all_or_none(target.text)):
            yield PASSED
            continue
        what = "无法衡量" if vague else "没有数字，作为数量指标无法衡量"
        advice = "写出可以核对的数字和计量单位（如“≥4场”），定性的写出判断标准或期限。"
        yield facts.problem("target", f"指标值“{cut_tight(target.text)}”{what}。", advice)
