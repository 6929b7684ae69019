"""A4: deadlines against the dates on which things were completed."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.dates import arabic_dates, impossible_date
from reviewer.models import Indicator, Severity, Text
from reviewer.reading.limits import needs_year
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Unchecked
from reviewer.rules.quotes import as_printed
from reviewer.rules.registry import rule
from reviewer.standing.attainment import is_blank
from reviewer.standing.deadlines import weigh
from reviewer.standing.timing import Timing, Verdict

_WHY = "因设备到货晚，验收推迟，下年起合同写明到货日期。"
_TIME = "时效指标"
_SHARE = "12月20日前验收17座，占85%，其余3座按合同2024年5月验收"


@rule(
    "A414",
    Severity.ERROR,
    good=[
        of(Row("验收时间", "2023年12月31日前", "2023年12月20日通过验收", level2=_TIME)),
        of(Row("验收时间", "2023年12月底", "12月28日", level2=_TIME)),
        of(Row("验收时间", "2023年12月底前", "2024年1月验收", "10", "8", _WHY, _TIME)),
        of(Row("预算编制", "12月底前完成2024年预算", "已于12月5日完成2024年预算", level2=_TIME)),
        of(Row("办理时限", "30天内", "25天", level2=_TIME)),
        of(Row("快报报送", "次月15日前", "最晚一次次月12日", level2=_TIME)),
        of(Row("竣工验收", "年底前完成80%以上", _SHARE, level2=_TIME)),
        of(Row("验收时间", "年底前", "2023年11月", "10", "10", "将于2024年3月前完善档案。", _TIME)),
    ],
    bad=[
        of(Row("验收时间", "2023年12月31日前", "2024年1月15日通过验收", level2=_TIME)),
        of(Row("完成时间", "2023年6月底前", "9月完成", level2=_TIME)),
        of(Row("完成时间", "2023.11.30", "2023.12.15", level2=_TIME)),
        of(Row("实施时间", "2023年3月至10月", "2023年3月至12月", level2=_TIME)),
        of(Row("完成时间", "第三季度", "2023年11月完成", level2=_TIME)),
        of(Row("学校修缮", "国庆节前完工", "10月12日完工", level2=_TIME)),
        of(Row("快报报送", "次月15日前", "最晚一次次月23日", level2=_TIME)),
        of(Row("报告印发", "年底前印发", "次年2月印发", level2=_TIME)),
        of(Row("完成时间", "2023年10月31日前", "推迟两个月完成", level2=_TIME)),
        of(Row("报送时间", "6月底、12月底前", "7月5日、12月28日", level2=_TIME)),
        of(Row("系统上线", "12月底前", "已上线", "10", "10", "受疫情影响推迟至2024年3月。", _TIME)),
    ],
)
def check_deadline(case: Case) -> Iterator[Outcome]:
    """超过期限完成，却没有扣分

    查什么：指标值（没有的看指标名称）写有期限，而实际完成值或偏差说明中的完成日期晚于期限，或者写明“延期完成”“跨年完成”。
    期限可以是日期（“12月31日前”“年底前”，时效指标中的日期）、节日和时节（“国庆节前”“汛期前”“国庆节前15天”）、每月每季的
    某日（“每月10日前”“次月15日前”“季度末月20日前”）和“当日办结”。几个期限与几个日期按事项或次序逐一对应，每月每季的逐次
    核对；起止时间（“3月至10月”）看结束的时间；只要求完成一部分的（“年底前完成80%以上”），其余部分可以晚些。
    看的是指标要求的那件事的日期，以后的审计、付款不算，写明“另算”的不算；问完成时间的，余下的、退回重报的和几部分中较晚的
    日期都算，只是看来属于同一件事的，提示核对。“2020年12月”按该月最后一天算；
    各地起始日不同的时节，介于其间的不能核对；“验收后20日内”之类的时长按数量指标核对。已经扣分的不报；没有得分栏的
    表，已说明原因的不报。

    为什么：期限是时效指标的全部内容，逾期完成就是没有达到。

    怎么改：按逾期情况扣分，并说明原因和改进措施；日期填写有误的改正日期。
    """
    year = case.form.year
    for facts in case.rows:
        row = facts.indicator
        if is_blank(row.actual.text):
            continue
        if needs_year(row, year):
            reason = f"“{facts.label}”的期限没有年份，表中也没有年度"
            yield Unchecked(reason, "indicator.actual", facts.index)
        found = weigh(row, year)
        if found is None:
            continue
        if found.timing is Timing.IN_TIME:
            yield PASSED
        elif found.timing is Timing.LATE:
            yield _late(found, facts, case)
        else:
            never = impossible_date(row.actual.text)
            why = f"中的日期“{never}”不存在" if never else "没有写完成日期"
            if found.done:
                why = f"中的“{_printed(row.actual, found.done)}”是否在期限以内不能确定"
            told = f"“{facts.label}”：实际完成值{why}，无法核对期限“{_limit(found, row)}”"
            yield facts.unchecked("actual", told)


def _late(found: Verdict, facts: RowFacts, case: Case) -> Outcome:
    owned = not facts.has_full_marks if facts.deduction is not None else facts.is_explained
    if owned:
        return PASSED
    row = facts.indicator
    at: Text = getattr(row, found.where)
    reached = _printed(at, found.done) if found.done else at.text
    said = "的完成时间是" if found.done and found.is_certain else ""
    passed = "已超过期限" if found.is_certain else "晚于期限"
    place = "偏差说明" if found.where == "explanation" else "实际完成值"
    full = (
        f"，得分却是满分{facts.score.text}分" if case.scored and facts.score else "，没有说明原因"
    )
    return facts.problem(
        found.where,
        f"期限是“{_limit(found, row)}”，{place}写{said}“{reached}”，{passed}{full}。",
        "日期属实的不要改动，按逾期情况扣分并说明原因和改进措施；日期填写有误的改正日期。",
        ("target", "score"),
        severity=None if found.is_certain else Severity.WARNING,
        found=reached,
        expected=found.limit.expected,
    )


def _limit(found: Verdict, row: Indicator) -> str:
    return _printed(row.name if found.limit.at == "name" else row.target, found.limit.words)


def _printed(cell: Text, words: str) -> str:
    """A date as the cell prints it: 二〇二三年十月底前."""
    return as_printed(cell.text, words, arabic_dates) or words
