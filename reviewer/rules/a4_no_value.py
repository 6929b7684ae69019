"""A409: results that are a bound, a plan, or no figure at all."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.dates import Bound, impossible_date
from reviewer.language.quantities import Quantity, misprint, quantities
from reviewer.language.units import Agreement, agreement
from reviewer.models import Severity
from reviewer.reading.accounts import read_account
from reviewer.reading.blank import has_words
from reviewer.reading.leftovers import is_placeholder
from reviewer.reading.limits import last_limit
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome
from reviewer.rules.quotes import cut_tight, quoted
from reviewer.rules.registry import rule
from reviewer.standing.deadlines import is_kept
from reviewer.standing.degrees import hedge
from reviewer.standing.figureless import (
    gives_no_date,
    gives_no_figure,
    is_more_than_all,
    is_part_of_one,
    stands_in_for_a_figure,
)
from reviewer.standing.foretold import foretold
from reviewer.standing.grounds import Ground, Part, Standing
from reviewer.standing.pending import is_dated, says_nothing_was_done, tells_of_work, unfinished

_WHY = "因场地装修推迟，个别场次顺延，下年3月底前补办。"
_BENEFIT = "社会效益指标"


@rule(
    "A409",
    Severity.WARNING,
    rests_on=("indicator.explanation", "indicator.score", "indicator.weight"),
    good=[
        of(Row("不合理收费项目", "取消", "已取消", "10", "10"), also=("A408",)),
        of(Row("群众满意率", "≥80%", "93.5%")),
        of(Row("培训人次", "400人次", "2000余人次"), also=("A404",)),
        of(Row("覆盖率", "≥90%", "达到95%")),
        of(Row("响应时间", "≤24小时", "均在24小时内响应", level2="时效指标")),
        of(Row("平台建设", "建成平台并运行", "平台建成，正在稳定运行", level2="质量指标")),
        of(Row("报告", "完成报告", "按计划完成年度工作计划内的报告", level2="质量指标")),
        of(Row("培训", "≥4场", "计划4场，实际举办5场")),
        of(Row("群众满意率", "≥90%", "未开展调查", "10", "0", _WHY)),
        of(Row("培训", "≥4场", "未开展", "10", "0", _WHY)),
        of(Row("规划编制", "1份", "已完成")),
        of(Row("验收", "3个项目", "全部通过验收")),
        of(Row("覆盖率", "≥90%", "各乡镇均已覆盖", level2="质量指标")),
        of(Row("印发简报", "12期", "每月均印发")),
        of(Row("完成时间", "2023年12月底前", "已按期完成", level2="时效指标")),
        of(Row("预算执行进度", "≥95%", "102%", level2="时效指标"), also=("A201",)),
        of(Row("合格率", "≥95%", "96.5%（193/200）", level2="质量指标")),
        of(Row("培训人次", "1200人次", "1236人次，完成率103%")),
    ],
    bad=[
        of(Row("群众满意率", "≥90%", "未开展调查", "10", "8", _WHY)),
        of(Row("群众满意率", "≥90%", "未开展调查", "10", "0"), also=("A501",)),
        of(Row("培训", "≥4场", "计划下年举办", "10", "0", _WHY)),
        of(Row("群众满意率", "≥80%", ">80%")),
        of(Row("群众满意率", "≥80%", "超过90%")),
        of(Row("培训人数", "300人", "300人以上")),
        of(Row("项目成本", "≤50万元", "控制在50万元以内", level2="成本指标")),
        of(Row("成果报告", "完成评估报告", "正在编写评估报告", level2="质量指标")),
        of(Row("系统验收", "通过验收", "计划2024年3月组织验收", level2="质量指标")),
        of(Row("课题研究", "完成课题研究", "推进中", level2="质量指标")),
        of(Row("培训人次", "≥300人次", "已完成")),
        of(Row("群众满意度", "≥90%", "较高", level2="满意度指标")),
        of(Row("培训人次", "≥300人次", "待统计")),
        of(Row("惠及群众", "≥5万人次", "覆盖面进一步扩大", level2=_BENEFIT)),
        of(Row("补贴户数", "1200户", "应发尽发")),
        of(Row("培训合格率", "提升5%", "有所提升", level2="质量指标")),
        of(Row("规划编制", "完成规划编制", "结转下年", level2="质量指标")),
        of(Row("完成时间", "2023年10月31日前", "100%", level2="时效指标")),
        of(Row("完成时间", "2023年10月31日前", "2023年10月32日", level2="时效指标")),
        of(Row("课程合格率", "≥95%", "105%", level2="质量指标")),
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
    for facts in case.rows:
        row, found = facts.indicator, facts.attainment
        if found.has_blank:
            continue  # A103 says so
        told = (
            (found.met and (found.is_quantified or found.ground is Ground.TREND))
            or is_kept(row, case.form.year)
            or _is_told_in_full(facts)
            or _is_told_in_part(facts, case)
        )
        plan = _foretold(facts, case) or (None if told else unfinished(row.actual.text))
        if plan and "取消" in plan and "取消" in row.name.text + row.target.text:
            plan = None  # it was to be cancelled
        limit = _limit(facts)
        wrong = no_figure(facts, case) if plan is None and limit is None else ""
        if plan is None and limit is None and not wrong:
            yield PASSED
            continue
        if wrong:
            message = wrong
            advice = "核对后填写实际完成的数值或日期；没有完成的如实写明，并扣分、说明原因。"
        elif limit is not None:
            message = _only_a_limit(facts, limit)
            advice = "填写实际完成的数值，与指标值填反的对调；尚未完成的写明完成程度，并说明原因。"
        else:
            message = f"实际完成值写的是打算或进展（“{plan}”），不是完成的结果。"
            advice = "填写实际完成的数值；尚未完成的写明完成程度，并说明原因。"
        yield facts.problem("actual", message, advice, ("target",))


def _foretold(facts: RowFacts, case: Case) -> str:
    """预计明年3月可达88%: enough, and still to come."""
    answered = (part.actual for part in facts.attainment.parts if part.actual is not None)
    said = facts.indicator.actual.text
    return next((words for one in answered if (words := foretold(said, one, case.form.year))), "")


def _is_told_in_full(facts: RowFacts) -> bool:
    """未开展 is a true result where all points went and the row says why."""
    lost_all = facts.score.exact == 0 and (facts.weight.exact or 0) > 0
    said = facts.indicator.actual.text
    return lost_all and facts.is_explained and says_nothing_was_done(said)


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
    has_mean = any("平均" in one.subject for one in found if not one.is_bound)
    return next(
        (
            one
            for one in matched
            if one.is_bound
            and one.unit not in values
            and (not one.measures_time or one in late)
            # 最低81.3分 for ≥75分: the lowest of several is a value, and it proves the rest;
            # beside a mean the highest is one too.
            and not (one.words.startswith(_EXTREMES) and (facts.attainment.met or has_mean))
        ),
        None,
    )


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


_EXTREMES = ("最低", "最高")
_SIGNS = frozenset("≥≤><")


def _is_longer(part: Part) -> bool:
    """36小时内 was reported where 12小时内 was asked for."""
    target, actual = part.target, part.actual
    if actual is None or not (target.measures_time and actual.measures_time):
        return False
    if agreement(target.units, actual.units) is not Agreement.SAME:
        return False
    wanted, reached = (
        one.high * (one.units[0].scale if one.units else 1) for one in (target, actual)
    )
    return part.standing is not Standing.MET and reached > wanted


def no_figure(facts: RowFacts, case: Case) -> str:
    """A message on a result that cannot be an actual figure or date; "" on all others."""
    actual = facts.indicator.actual.text
    placeholder = actual.strip() if is_placeholder(actual.strip()) else ""
    if placeholder := placeholder or stands_in_for_a_figure(actual):
        return f"实际完成值写的是“{placeholder}”，没有填写实际完成的数值。"
    if spoilt := misprint(actual):
        return f"实际完成值中的数“{spoilt}”写法有误（小数点或千位分隔符），看不出是多少。"
    if never := impossible_date(actual):
        return f"实际完成值中的日期“{never}”不存在。"
    name = facts.indicator.name.text
    answered = [(part.target, part.actual) for part in facts.attainment.parts if part.actual]
    for target, reached in answered:
        if is_part_of_one(name, target, reached):
            shown = quoted(facts.indicator.actual, reached)
            return f"实际完成值“{shown}”以“{reached.unit}”计，不应有小数。"
    if facts.deducts:
        return ""
    if figureless := _figureless(facts):
        return figureless
    for target, reached in answered:
        if is_more_than_all(name, target, reached):
            most = "100分" if reached.unit == "分" else "100%"
            shown = quoted(facts.indicator.actual, reached)
            return f"“{name}”最高为{most}，实际完成值却是“{shown}”。"
    return _dateless(facts, case)


def _figureless(facts: RowFacts) -> str:
    row, part = facts.indicator, facts.part
    if part is None or part.actual or facts.attainment.standing is not Standing.UNKNOWN:
        return ""
    if hedge(row.actual.text) is not None:
        return ""  # A410 says so
    if not gives_no_figure(part.target, row.actual.text, row.name.text):
        return ""
    return f"指标值是“{quoted(row.target, part.target)}”，实际完成值只写“{row.actual.text}”，没有写出实际数。"


def _dateless(facts: RowFacts, case: Case) -> str:
    """完成 by 31 October says neither when nor that it was in time; by the year's end it may do."""
    row = facts.indicator
    if facts.attainment.is_quantified or not gives_no_date(row.actual.text):
        return ""
    limit = last_limit(row, case.form.year)
    span = limit.span if limit is not None and limit.at == "target" else None
    if span is None or span.bound is not Bound.BY or (span.last.month, span.last.day) == (12, 31):
        return ""
    return f"指标值是期限“{row.target.text}”，实际完成值只写“{row.actual.text}”，看不出何时完成、是否按期。"
