"""A4: rows that contradict one another, their own sense or their deadline."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import Severity, Text
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.quotes import as_printed, quoted
from reviewer.rules.registry import rule
from reviewer.wording.attainment import Part, is_blank
from reviewer.wording.dates import DateSpan, arabic_dates
from reviewer.wording.deadlines import completions, deadline, late_in_explanation, needs_year
from reviewer.wording.quantities import Quantity, quantities
from reviewer.wording.sameness import core, counted
from reviewer.wording.sense import Sense, sense
from reviewer.wording.units import Agreement, agreement

_WHY = "因设备到货晚，验收推迟，下年起合同写明到货日期。"
_TIME = "时效指标"
_QUALITY = "质量指标"


@rule(
    "A412",
    Severity.WARNING,
    good=[
        Sketch(
            (Row("采集分析土壤样品", "62个", "261个"), Row("采集分析地下水样品", "20个", "43个"))
        ),
        Sketch((Row("安全培训次数", "≥5次", "6次"), Row("安全培训人数", "≥500人", "600人"))),
        Sketch((Row("新建公共厕所", "3座", "3座"), Row("改建公共厕所", "3座", "3座"))),
        Sketch((Row("验收合格率", "100%", "100%", level2=_QUALITY), Row("验收项目", "3个", "3个"))),
        Sketch(
            (
                Row("道路清扫面积", "20万平方米", "20万平方米"),
                Row("道路清扫里程", "30公里", "30公里"),
            )
        ),
    ],
    bad=[
        Sketch((Row("建立地下水监测井", "≥25个", "60"), Row("完成地下水监测井建设", "20个", "60"))),
        Sketch((Row("社区安全宣传", "10场", "12场"), Row("开展社区安全宣传工作", "12场", "12场"))),
        Sketch(
            (Row("高标准农田建设", "500亩", "520亩"), Row("建设高标准农田数量", "500亩", "520亩"))
        ),
    ],
)
def check_measured_twice(case: Case) -> Iterator[Outcome]:
    """两行指标衡量的是同一件事

    查什么：去掉“完成”“建立”“开展”“数量”等通用字词后名称相同、单位也能对应的两行指标，指标值不同，或者
    完成值相同（同一成果算了两次）。

    为什么：同一件事只应有一个目标；重复设置会让同一成果得两次分。

    怎么改：两行合并为一行，统一指标值，并把分值合并；如确是两件事，在名称中写清区别。
    """
    seen: dict[str, list[RowFacts]] = {}
    for facts in case.rows:
        name, part = core(facts.indicator.name.text), _plain_part(facts)
        if not name or part is None or (facts.is_sub_row and case.scored):
            continue
        earlier = next((one for one in seen.get(name, ()) if _same(one, facts)), None)
        seen.setdefault(name, []).append(facts)
        yield PASSED if earlier is None else _twice(case, earlier, facts)


def _plain_part(facts: RowFacts) -> Part | None:
    parts = facts.attainment.parts
    return parts[0] if len(parts) == 1 else None


def _same(earlier: RowFacts, later: RowFacts) -> bool:
    """Compatible units, and targets that differ or results that are equal."""
    one, other = _plain_part(earlier), _plain_part(later)
    if one is None or other is None:
        return False
    if bool(one.target.unit) != bool(other.target.unit):
        return False
    if not _count_alike(earlier, later, agreement(one.target.units, other.target.units)):
        return False
    if one.target.is_percent and earlier.indicator.level2 != later.indicator.level2:
        return False
    if _value(one.target) != _value(other.target):
        return True
    results = one.actual, other.actual
    return None not in results and _value(one.actual) == _value(other.actual)


def _count_alike(earlier: RowFacts, later: RowFacts, units: Agreement) -> bool:
    """检查企业数 50个 and 检查企业次数 120次 count different things."""
    names = earlier.indicator.name.text, later.indicator.name.text
    return units is Agreement.SAME or (
        units is Agreement.CLOSE and counted(names[0]) == counted(names[1])
    )


def _value(quantity: Quantity | None) -> Fraction | None:
    if quantity is None:
        return None
    return quantity.low * (quantity.units[0].scale if quantity.units else 1)


def _twice(case: Case, earlier: RowFacts, later: RowFacts) -> Problem:
    first, second = earlier.indicator, later.indicator
    return Problem(
        at=second.name,
        message=(
            f"与{row_name(case.form, earlier.index)}衡量的是同一件事：指标值“{first.target.text}”和"
            f"“{second.target.text}”，完成值“{first.actual.text}”和“{second.actual.text}”。"
        ),
        suggestion="两行合并为一行并统一指标值；如确是两件事，在名称中写清区别。",
        field="indicator.name",
        row=later.index,
        evidence=(first.name, first.target, second.target),
    )


@rule(
    "A413",
    Severity.INFO,
    good=[
        Sketch((Row("培训覆盖率", "≥90%", "95%"),)),
        Sketch((Row("群众投诉率", "≤1%", "0.5%", level2=_QUALITY),)),
        Sketch((Row("投诉办结率", "≥95%", "98%", level2=_QUALITY),)),
        Sketch((Row("成本节约率", "≥5%", "6%", level2="成本指标"),)),
        Sketch((Row("单位产值能耗下降率", "≥3%", "3.5%"),)),
        Sketch((Row("安全隐患整改率", "不低于95%", "100%"),)),
        Sketch((Row("查处违法案件数", "≥20件", "25件"),)),
        Sketch((Row("成果不合格率", "≤2%", "1%", level2=_QUALITY),)),
    ],
    bad=[
        Sketch((Row("培训覆盖率", "≤90%", "85%"),)),
        Sketch((Row("验收合格率", "不超过95%", "95%", level2=_QUALITY),)),
        Sketch((Row("群众投诉件数", "≥5件", "3件", level2=_QUALITY),)),
        Sketch((Row("项目总成本", "不低于50万元", "48万元", level2="成本指标"),)),
        Sketch((Row("安全事故死亡人数", ">2人", "0人", level2=_QUALITY),)),
    ],
)
def check_direction(case: Case) -> Iterator[Outcome]:
    """指标方向与含义相反

    查什么：越高越好的指标（覆盖率、合格率、满意度等）用了“≤”“不超过”，或越低越好的指标（投诉、事故、死亡率、
    成本等）用了“≥”“不低于”。“投诉办结率”“能耗下降率”等处理、下降类指标按越高越好看待。

    为什么：方向填反，完成得越好反而越不达标，得分也会算错。

    怎么改：核对指标性质，改正符号。
    """
    for facts in case.rows:
        found = [one for one in quantities(facts.indicator.target.text) if one.relation is not None]
        if not found:
            continue
        wrong = next((one for one in found if _contradicts(one, facts)), None)
        yield PASSED if wrong is None else _wrong_way(facts, wrong)


def _contradicts(quantity: Quantity, facts: RowFacts) -> bool:
    relation = quantity.relation
    if relation is None or quantity.trend:
        return False
    named = sense(quantity.subject) if quantity.subject else Sense.OPEN
    if named is Sense.OPEN and not facts.attainment.is_compound:
        named = sense(facts.indicator.name.text)
    if named is Sense.FORWARD:
        return relation.is_upper and quantity.is_percent
    return named is Sense.REVERSE and relation.is_lower


def _wrong_way(facts: RowFacts, quantity: Quantity) -> Problem:
    lower = quantity.relation is not None and quantity.relation.is_lower
    better, sign = ("低", "≤") if lower else ("高", "≥")
    return Problem(
        at=facts.indicator.target,
        message=f"“{facts.label}”应当越{better}越好，指标值却写成“{quoted(facts.indicator.target, quantity)}”，方向可能填反了。",
        suggestion=f"核对指标性质；如填反了，改为“{sign}”并重新核对完成情况和得分。",
        field="indicator.target",
        row=facts.index,
        evidence=(facts.indicator.name,),
    )


@rule(
    "A414",
    Severity.ERROR,
    good=[
        Sketch((Row("验收时间", "2023年12月31日前", "2023年12月20日通过验收", level2=_TIME),)),
        Sketch((Row("验收时间", "2023年12月底", "12月28日", level2=_TIME),)),
        Sketch((Row("验收时间", "2023年12月底前", "2024年1月验收", "10", "8", _WHY, _TIME),)),
        Sketch(
            (Row("预算编制", "12月底前完成2024年预算", "已于12月5日完成2024年预算", level2=_TIME),)
        ),
        Sketch((Row("办理时限", "30天内", "25天", level2=_TIME),)),
        Sketch(
            (
                Row(
                    "验收时间",
                    "年底前",
                    "2023年11月",
                    "10",
                    "10",
                    "将于2024年3月前完善档案。",
                    _TIME,
                ),
            )
        ),
    ],
    bad=[
        Sketch((Row("验收时间", "2023年12月31日前", "2024年1月15日通过验收", level2=_TIME),)),
        Sketch((Row("完成时间", "2023年6月底前", "9月完成", level2=_TIME),)),
        Sketch((Row("完成时间", "2023.11.30", "2023.12.15", level2=_TIME),)),
        Sketch((Row("完成时间", "第三季度", "2023年11月完成", level2=_TIME),)),
        Sketch((Row("报告印发", "年底前印发", "次年2月印发", level2=_TIME),)),
        Sketch(
            (
                Row(
                    "系统上线",
                    "12月底前",
                    "已上线",
                    "10",
                    "10",
                    "受疫情影响推迟至2024年3月。",
                    _TIME,
                ),
            )
        ),
    ],
)
def check_deadline(case: Case) -> Iterator[Outcome]:
    """超过期限完成，却没有扣分

    查什么：指标值写有期限（“12月31日前”“年底前”，时效指标中的日期），而实际完成值或偏差说明中的完成日期晚于
    期限。“2020年12月”按该月最后一天算；“10个工作日”之类的时长按数量指标核对。已经扣分的不报；没有得分栏的
    表，已说明原因的不报。

    为什么：期限是时效指标的全部内容，逾期完成就是没有达到。

    怎么改：按逾期情况扣分，并说明原因和改进措施；日期填写有误的改正日期。
    """
    year = case.form.year
    for facts in case.rows:
        if is_blank(facts.indicator.actual.text):
            continue
        if needs_year(facts.indicator, year):
            yield Unchecked(
                f"“{facts.label}”的期限没有年份，表中也没有年度", "indicator.actual", facts.index
            )
        limit = deadline(facts.indicator, year)
        if limit is not None:
            yield _against(limit, facts, case)


def _against(limit: DateSpan, facts: RowFacts, case: Case) -> Outcome:
    row, year = facts.indicator, case.form.year
    done = completions(row.actual.text, year)
    slipped = late_in_explanation(row.explanation.text, year)
    in_time = any(span.first <= limit.last for span, _ in done)
    late = next(
        (span for span, own in done if span.first > limit.last and (own or not in_time)), None
    )
    if late is not None:
        return _late(limit, late, row.actual, facts, case)
    late = next((span for span in slipped if span.first > limit.last), None)
    if late is not None:
        return _late(limit, late, row.explanation, facts, case)
    if done:
        return PASSED
    return Unchecked(
        f"“{facts.label}”：实际完成值没有写完成日期，无法核对期限“{_dated(row.target, limit)}”",
        "indicator.actual",
        facts.index,
        row.actual,
    )


def _late(limit: DateSpan, late: DateSpan, at: Text, facts: RowFacts, case: Case) -> Outcome:
    owned = not facts.has_full_marks if facts.deduction is not None else facts.is_explained
    if owned:
        return PASSED
    wanted, reached = _dated(facts.indicator.target, limit), _dated(at, late)
    place = "偏差说明" if at is facts.indicator.explanation else "实际完成值"
    full = (
        f"，得分却是满分{facts.score.text}分" if case.scored and facts.score else "，没有说明原因"
    )
    return Problem(
        at=at,
        message=f"期限是“{wanted}”，{place}写的完成时间是“{reached}”，已超过期限{full}。",
        suggestion="按逾期情况扣分并说明原因和改进措施；日期填写有误的改正日期。",
        field="indicator.explanation" if place == "偏差说明" else "indicator.actual",
        row=facts.index,
        found=reached,
        expected=wanted,
        evidence=(facts.indicator.target, facts.indicator.score),
    )


def _dated(cell: Text, span: DateSpan) -> str:
    """A date as the cell prints it: 二〇二三年十月底前."""
    return as_printed(cell.text, span.words, arabic_dates) or span.words
