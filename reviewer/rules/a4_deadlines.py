"""A4: deadlines against the dates on which things were completed."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.dates import DateSpan, arabic_dates
from reviewer.models import Indicator, Severity, Text
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.quotes import as_printed
from reviewer.rules.registry import rule
from reviewer.standing.attainment import is_blank
from reviewer.standing.sense import lasts
from reviewer.wording.contraries import is_late
from reviewer.wording.deadlines import (
    completions,
    deadline,
    in_turn,
    late_completion,
    late_in_explanation,
    needs_year,
    span_of_months,
)
from reviewer.wording.impossible import impossible_date

_WHY = "因设备到货晚，验收推迟，下年起合同写明到货日期。"
_TIME = "时效指标"


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
        Sketch((Row("实施时间", "2023年3月至10月", "2023年3月至12月", level2=_TIME),)),
        Sketch((Row("完成时间", "第三季度", "2023年11月完成", level2=_TIME),)),
        Sketch((Row("报告印发", "年底前印发", "次年2月印发", level2=_TIME),)),
        Sketch((Row("完成时间", "2023年10月31日前", "推迟两个月完成", level2=_TIME),)),
        Sketch((Row("报送时间", "6月底、12月底前", "7月5日、12月28日", level2=_TIME),)),
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
    期限，或者写明“延期完成”“跨年完成”。几个期限（“6月底、12月底前”）与几个日期逐一对应；起止时间（“3月至10月”）看结束的时间。“2020年12月”按该月最后一天算；“10个工作日”之类的时长按数量指标核对。已经扣分的不报；没有得分栏的
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
    if turns := in_turn(row, year):
        return _each(turns, facts, case)
    done = completions(row.actual.text, year)
    slipped = late_in_explanation(row.explanation.text, year)
    late = late_completion(row, limit, year)
    if late is not None:
        return _late(limit, late, row.actual, facts, case)
    late = next((span for span in slipped if span.first > limit.last), None)
    if late is not None:
        return _late(limit, late, row.explanation, facts, case)
    if done:
        longer = _runs_longer(limit, row, year)
        return PASSED if longer is None else _late(limit, longer, row.actual, facts, case)
    if is_late(row.actual.text) and (year is None or limit.last.year <= year):
        return _late(limit, None, row.actual, facts, case)
    never = impossible_date(row.actual.text)
    why = f"中的日期“{never}”不存在" if never else "没有写完成日期"
    return Unchecked(
        f"“{facts.label}”：实际完成值{why}，无法核对期限“{_dated(row.target, limit)}”",
        "indicator.actual",
        facts.index,
        row.actual,
    )


def _runs_longer(limit: DateSpan, row: Indicator, year: int | None) -> DateSpan | None:
    """3月至12月 for 3月至10月: the work that was to end in October; a service may go on."""
    if lasts(row.name.text):
        return None
    planned = span_of_months(row.target.text, year)
    span = span_of_months(row.actual.text, year)
    if planned != limit or span is None or span.first > limit.last:
        return None
    return span if span.last > limit.last else None


def _each(turns: tuple[tuple[DateSpan, DateSpan], ...], facts: RowFacts, case: Case) -> Outcome:
    """6月底、12月底前 against 7月5日、12月28日: each date against its own."""
    for limit, done in turns:
        if done.first > limit.last:
            return _late(limit, done, facts.indicator.actual, facts, case)
    return PASSED


def _late(limit: DateSpan, late: DateSpan | None, at: Text, facts: RowFacts, case: Case) -> Outcome:
    """`late` is None where the result says in words that it was late."""
    owned = not facts.has_full_marks if facts.deduction is not None else facts.is_explained
    if owned:
        return PASSED
    wanted = _dated(facts.indicator.target, limit)
    reached = at.text if late is None else _dated(at, late)
    said = "" if late is None else "的完成时间是"
    place = "偏差说明" if at is facts.indicator.explanation else "实际完成值"
    full = (
        f"，得分却是满分{facts.score.text}分" if case.scored and facts.score else "，没有说明原因"
    )
    return Problem(
        at=at,
        message=f"期限是“{wanted}”，{place}写{said}“{reached}”，已超过期限{full}。",
        suggestion="日期属实的不要改动，按逾期情况扣分并说明原因和改进措施；日期填写有误的改正日期。",
        field="indicator.explanation" if place == "偏差说明" else "indicator.actual",
        row=facts.index,
        found=reached,
        expected=f"不晚于{limit.last.year}年{limit.last.month}月{limit.last.day}日",
        evidence=(facts.indicator.target, facts.indicator.score),
    )


def _dated(cell: Text, span: DateSpan) -> str:
    """A date as the cell prints it: 二〇二三年十月底前."""
    return as_printed(cell.text, span.words, arabic_dates) or span.words
