"""A4: targets and results whose words say too little."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Agreement, agreement
from reviewer.models import Severity
from reviewer.reading.accounts import read_account
from reviewer.reading.blank import has_words
from reviewer.reading.sense import is_count_level, is_time_level
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.no_figure import no_figure
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut_tight, quoted
from reviewer.rules.registry import rule
from reviewer.standing.attainment import is_blank, is_numeric
from reviewer.standing.grounds import Part, Standing
from reviewer.standing.pending import is_dated, says_nothing_was_done, tells_of_work, unfinished
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


def _filled(case: Case) -> Iterator[RowFacts]:
    """The rows that have a target and a result; A103 reports the others."""
    for facts in case.rows:
        row = facts.indicator
        if not is_blank(row.target.text) and not is_blank(row.actual.text):
            yield facts


@rule(
    "A407",
    Severity.WARNING,
    good=[
        Sketch((Row("审计数量", "7家", "7家"),)),
        Sketch((Row("验收结果", "验收合格", "验收合格", level2="质量指标"),)),
        Sketch((Row("合格率", "100%", "100%", level2="质量指标"),)),
        Sketch((Row("考核结果", "优秀", "优秀", level2="质量指标"),)),
        Sketch((Row("完成时间", "2023年12月底前", "2023年12月15日", level2="时效指标"),)),
        Sketch((Row("完成时间", "2023年12月", "2023年12月", level2="时效指标"),)),
        Sketch((Row("管护机制", "健全", "健全", level2="可持续影响指标"),)),
        Sketch((Row("备忘录", "签订合作备忘录", "已签订合作备忘录", level2="质量指标"),)),
        Sketch(
            (
                Row(
                    "安全水平",
                    "提升社区安全水平",
                    "社区安全水平提升，全年警情下降",
                    level2=_BENEFIT,
                ),
            )
        ),
    ],
    bad=[
        Sketch(
            (Row("管理制度", "落实市级相关工作要求", "落实市级相关工作要求", level2="质量指标"),)
        ),
        Sketch(
            (Row("安全水平", "有效提升居民安全水平", "有效提升居民安全水平。", level2=_BENEFIT),)
        ),
        Sketch((Row("完成时间", "2023年12月底前", "2023年12月底前", level2="时效指标"),)),
        Sketch((Row("完成时间", "12月31日之前完成", "12月31日之前完成", level2="时效指标"),)),
        Sketch((Row("办理时限", "10个工作日以内", "10个工作日以内", level2="时效指标"),)),
        Sketch((Row("居民安全感", "显著提升", "居民安全感得到显著提升", level2=_BENEFIT),)),
        Sketch((Row("社会影响", "不断提升安全感", "安全感不断提升", level2=_BENEFIT),)),
        Sketch((Row("完成时间", "2023年10月31日前", "10月31日前完成", level2="时效指标"),)),
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
    for facts in _filled(case):
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
        Sketch((Row("培训场次", "不少于三场", "4场"),)),
        Sketch((Row("覆盖范围", "全覆盖", "16个街道全部覆盖"),)),
        Sketch((Row("完成时间", "2023年底前", "2023年11月", level2="时效指标"),)),
        Sketch((Row("规划编制", "2023年6月底前印发规划", "5月20日印发规划"),)),
        Sketch((Row("验收结果", "合格", "验收合格", level2="质量指标"),)),
        Sketch((Row("服务质量", "按要求完成12项审查并出具意见书", "完成12项", level2="质量指标"),)),
        Sketch((Row("安全水平", "居民安全感明显提升", "警情同比下降", level2=_BENEFIT),)),
    ],
    bad=[
        Sketch((Row("工作量", "按要求", "完成全部工作"),)),
        Sketch((Row("培训数量", "完成年度培训任务", "完成培训4场"),)),
        Sketch((Row("工作质量", "达到预期目标", "达到预期目标要求", level2="质量指标"),)),
        Sketch((Row("工作质量", "符合相关规定要求", "专家验收通过", level2="质量指标"),)),
        Sketch((Row("规章制度", "完成各项工作任务", "已印发3项制度", level2="可持续影响指标"),)),
    ],
)
def check_unmeasurable_target(case: Case) -> Iterator[Outcome]:
    """指标值无法衡量

    查什么：数量指标的指标值里没有数字；以及任何指标的指标值整句只是“按要求”“达到预期目标”“完成年度任务”
    “符合相关要求”之类。写明期限、“全覆盖”“合格”等可以判断的，不报。

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
        if vague or (counts and not _has_measure(target.text)):
            yield _unmeasurable(facts, vague)
        else:
            yield PASSED


def _has_measure(target: str) -> bool:
    return is_numeric(target) or says_all_or_none(target)


def _unmeasurable(facts: RowFacts, vague: bool) -> Problem:
    shown = cut_tight(facts.indicator.target.text)
    what = "无法衡量" if vague else "没有数字，作为数量指标无法衡量"
    return facts.problem(
        "target",
        f"指标值“{shown}”{what}。",
        "写出可以核对的数字和计量单位（如“≥4场”），定性的写出判断标准或期限。",
    )


@rule(
    "A409",
    Severity.WARNING,
    rests_on=("indicator.explanation", "indicator.score", "indicator.weight"),
    good=[
        Sketch(rows=(Row("不合理收费项目", "取消", "已取消", "10", "10"),), also=("A408",)),
        Sketch((Row("群众满意率", "≥80%", "93.5%"),)),
        Sketch((Row("培训人次", "400人次", "2000余人次"),), also=("A404",)),
        Sketch((Row("覆盖率", "≥90%", "达到95%"),)),
        Sketch((Row("响应时间", "≤24小时", "均在24小时内响应", level2="时效指标"),)),
        Sketch((Row("平台建设", "建成平台并运行", "平台建成，正在稳定运行", level2="质量指标"),)),
        Sketch((Row("报告", "完成报告", "按计划完成年度工作计划内的报告", level2="质量指标"),)),
        Sketch((Row("培训", "≥4场", "计划4场，实际举办5场"),)),
        Sketch((Row("群众满意率", "≥90%", "未开展调查", "10", "0", _WHY),)),
        Sketch((Row("培训", "≥4场", "未开展", "10", "0", _WHY),)),
        Sketch((Row("规划编制", "1份", "已完成"),)),
        Sketch((Row("验收", "3个项目", "全部通过验收"),)),
        Sketch((Row("覆盖率", "≥90%", "各乡镇均已覆盖", level2="质量指标"),)),
        Sketch((Row("印发简报", "12期", "每月均印发"),)),
        Sketch((Row("完成时间", "2023年12月底前", "已按期完成", level2="时效指标"),)),
        Sketch((Row("预算执行进度", "≥95%", "102%", level2="时效指标"),), also=("A201",)),
        Sketch((Row("合格率", "≥95%", "96.5%（193/200）", level2="质量指标"),)),
        Sketch((Row("培训人次", "1200人次", "1236人次，完成率103%"),)),
    ],
    bad=[
        Sketch((Row("群众满意率", "≥90%", "未开展调查", "10", "8", _WHY),)),
        Sketch((Row("群众满意率", "≥90%", "未开展调查", "10", "0"),), also=("A501",)),
        Sketch((Row("培训", "≥4场", "计划下年举办", "10", "0", _WHY),)),
        Sketch((Row("群众满意率", "≥80%", ">80%"),)),
        Sketch((Row("群众满意率", "≥80%", "超过90%"),)),
        Sketch((Row("培训人数", "300人", "300人以上"),)),
        Sketch((Row("项目成本", "≤50万元", "控制在50万元以内", level2="成本指标"),)),
        Sketch((Row("成果报告", "完成评估报告", "正在编写评估报告", level2="质量指标"),)),
        Sketch((Row("系统验收", "通过验收", "计划2024年3月组织验收", level2="质量指标"),)),
        Sketch((Row("课题研究", "完成课题研究", "推进中", level2="质量指标"),)),
        Sketch((Row("培训人次", "≥300人次", "已完成"),)),
        Sketch((Row("群众满意度", "≥90%", "较高", level2="满意度指标"),)),
        Sketch((Row("培训人次", "≥300人次", "待统计"),)),
        Sketch((Row("惠及群众", "≥5万人次", "覆盖面进一步扩大", level2=_BENEFIT),)),
        Sketch((Row("补贴户数", "1200户", "应发尽发"),)),
        Sketch((Row("培训合格率", "提升5%", "有所提升", level2="质量指标"),)),
        Sketch((Row("规划编制", "完成规划编制", "结转下年", level2="质量指标"),)),
        Sketch((Row("完成时间", "2023年10月31日前", "100%", level2="时效指标"),)),
        Sketch((Row("完成时间", "2023年10月31日前", "2023年10月32日", level2="时效指标"),)),
        Sketch((Row("课程合格率", "≥95%", "105%", level2="质量指标"),)),
    ],
)
def check_result_is_no_value(case: Case) -> Iterator[Outcome]:
    """实际完成值不是实际数

    查什么：实际完成值只写了界限（“>80%”“95%以上”“不超过50万元”），或写的是打算和进展（“计划……”“正在……”
    “推进中”“结转下年”）；指标值是数字或期限、得满分，实际完成值却没有一个数，只写“完成”“达标”“较高”“效果明显”
    “有所提升”“同指标值”；写“待统计”“XX人次”“#DIV/0!”；日期不存在（10月32日、2月30日）；数的写法有误（“1,2360人次”）；
    人次、场次等写成小数；合格率、满意度等超过100%。
    “2000余人次”这样的约数，“已按期完成”，费用“未超预算”，比率“全部”“均”“无”，20个以内“全部完成”，只要求1份、100%或年底前
    完成而写“已完成”，以及“见附件”的，不报；如实写“未开展”、得0分并说明原因的，如实写哪些已完成、哪些正在做，并已扣分、
    写明原因和何时补上的，不报。

    为什么：年终自评要填实际完成的数。只写界限看不出实际是多少，写计划说明年内没有完成。

    怎么改：填写统计得到的实际数值和依据；尚未完成的，写明完成到什么程度，并相应扣分、说明原因。
    """
    for facts in _filled(case):
        row = facts.indicator
        told = _is_reached(facts) or _is_told_in_full(facts) or _is_told_in_part(facts, case)
        plan = None if told else unfinished(row.actual.text)
        if plan and "取消" in plan and "取消" in row.name.text + row.target.text:
            plan = None  # it was to be cancelled
        limit = _limit(facts)
        wrong = no_figure(facts, case) if plan is None and limit is None else ""
        if plan is None and limit is None and not wrong:
            yield PASSED
            continue
        message = wrong or (
            _only_a_limit(facts, limit)
            if limit is not None
            else f"实际完成值写的是打算或进展（“{plan}”），不是完成的结果。"
        )
        yield facts.problem(
            "actual",
            message,
            "核对后填写实际完成的数值或日期；没有完成的如实写明，并扣分、说明原因。"
            if wrong
            else "填写实际完成的数值，与指标值填反的对调；尚未完成的写明完成程度，并说明原因。"
            if limit is not None
            else "填写实际完成的数值；尚未完成的写明完成程度，并说明原因。",
            ("target",),
        )


def _is_reached(facts: RowFacts) -> bool:
    return facts.attainment.met and facts.attainment.is_quantified


def _is_told_in_full(facts: RowFacts) -> bool:
    """未开展 is a true result where all points went and the row says why."""
    weight, score = facts.weight.exact, facts.score.exact
    return (
        score == 0
        and weight is not None
        and weight > 0
        and facts.is_explained
        and says_nothing_was_done(facts.indicator.actual.text)
    )


def _is_told_in_part(facts: RowFacts, case: Case) -> bool:
    """完成8口，2口正在施工, points taken, cause and dated measure given: what is open is told honestly.

    A plan (计划下年举办) tells nothing of what was done, nor does 正在施工 where a number is asked.
    """
    row = facts.indicator
    weight, score, said = facts.weight.exact, facts.score.exact, row.explanation.text
    if weight is None or score is None or not 0 <= score < weight or not has_words(said):
        return False
    if not tells_of_work(row.actual.text):
        return False
    counted = bool(quantities(row.actual.text))
    if facts.attainment.is_quantified and not counted:
        return False
    reason = read_account(said, case.form.year)
    return reason.has_cause and reason.has_measure and (counted or is_dated(said))


def _limit(facts: RowFacts) -> Quantity | None:
    """A bound where a value is wanted. Within so many days is how single cases are reported."""
    matched = [part.actual for part in facts.attainment.parts if part.actual is not None]
    late = [part.actual for part in facts.attainment.parts if _is_longer(part)]
    found = quantities(facts.indicator.actual.text)
    if not matched:
        whole = len(found) == 1 and not (found[0].subject or found[0].tail)
        matched = list(found) if whole else []
    # 每季度1次以上，全年共5次: the value stands beside its bound.
    values = {one.unit for one in found if not one.is_bound and "其中" not in one.subject}
    return next(
        (
            one
            for one in matched
            if one.is_bound
            and one.unit not in values
            and (not one.measures_time or one in late)
            and not _is_extreme(one, facts)
        ),
        None,
    )


def _is_extreme(actual: Quantity, facts: RowFacts) -> bool:
    """最低81.3分 for ≥75分: the lowest of several is a value, and it proves the rest."""
    return facts.attainment.met and actual.words.startswith(("最低", "最高"))


def _only_a_limit(facts: RowFacts, limit: Quantity) -> str:
    row = facts.indicator
    shown = cut_tight(quoted(row.actual, limit))
    targets = [part.target for part in facts.attainment.parts]
    swapped = len(targets) == 1 and targets[0].relation is None and targets[0].low != limit.low
    if swapped and limit.words[0] in _SIGNS:
        # A sign belongs to a target, a bare number that lies within it to a result.
        return (
            f"实际完成值“{shown}”带有“{limit.words[0]}”，只是一个界限，指标值“{row.target.text}”反而是一个确切的数，"
            "两格可能填反了。"
        )
    return f"实际完成值“{shown}”只是一个界限，不是实际数。"


_SIGNS = frozenset("≥≤><")


def _is_longer(part: Part) -> bool:
    """36小时内 was reported where 12小时内 was asked for."""
    target, actual = part.target, part.actual
    if actual is None or not (target.measures_time and actual.measures_time):
        return False
    same = agreement(target.units, actual.units) is Agreement.SAME
    return same and part.standing is not Standing.MET and _days(actual) > _days(target)


def _days(quantity: Quantity) -> Fraction:
    return quantity.high * (quantity.units[0].scale if quantity.units else 1)
