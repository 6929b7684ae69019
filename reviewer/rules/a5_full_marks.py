"""A506: an explanation beside full marks: nothing to explain, or a shortfall owned up to."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon
from reviewer.models import FormKind, Severity
from reviewer.reading.accounts import Role, read_account
from reviewer.reading.acts import tells_of_lack
from reviewer.reading.blank import has_words
from reviewer.rules.accounts import is_over
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut
from reviewer.rules.registry import rule
from reviewer.standing.confessions import confession, is_made_up
from reviewer.standing.deadlines import is_kept, slipped, stays_in_time
from reviewer.standing.degrees import hedge


def _met(explanation: str, target: str = "10期", actual: str = "10期") -> Row:
    return Row("举办培训期数", target, actual, "10", "10", explanation)


_HALL = Row("场馆开放时间", "2023年10月31日前", "2023年10月20日", level2="时效指标")


@rule(
    "A506",
    Severity.INFO,
    good=[
        of(_met("")),
        of(_met("已按计划完成")),
        of(_met("无偏差。")),
        of(_met("年初目标设置偏低，实际报名多", actual="15期")),
        of(_met("原指标录入错误，应为“10期”，非“10%”", "10%", "10期"), also=("A405",)),
        of(_met("数据来源：培训签到表")),
        of(Row("举办培训期数", "10期", "8期", "10", "8", "因降雨停课2期，3月补办")),
        of(
            Row("促进就业", "效果明显", "效果较好", "5", "5", "受疫情影响，仍需加强"),
            also=("A408",),
        ),
        of(_met("讲师生病，第8期未能按期举办，已于12月补办。", "≥10期")),
        of(_met("上年未完成的2期本年一并举办")),
        of(Row("采购设备", "50台", "50台", "10", "10", "到货后尚未安装，待场地移交")),
    ],
    bad=[
        of(_met("受疫情影响，部分培训未能开展，下一步将加强组织")),
        of(_met("因连续降雨停工两个月")),
        of(_met("培训工作有待进一步加强", "≥10期")),
        of(_met("今后将加强培训组织，督促承办单位按期开班"), kind=FormKind.TRANSFER),
        of(_met("讲师不足，2期培训未能举办")),
        of(Row("新建分馆", "3个", "3个", "10", "10", "东湖分馆因征地未建成")),
        of(_HALL._replace(explanation="东湖馆因征地延误至11月中旬开放")),
    ],
)
def needless_explanation(case: Case) -> Iterator[Outcome]:
    """没有偏差却写了偏差原因

    查什么：指标值已经完成、没有超额很多、也没有扣分，说明栏里却写着没有完成的原因或改进措施，列为提示。
    说明里承认本项指标有没做到的地方（“东湖分馆未建成”“距目标仍有差距”“超出预算”“未开展满意度调查”，
    或者完成日期晚于期限）而得了满分的，请核实。“无偏差”“已按计划完成”一类的话，已经补做、改用别的方式
    做到的，以及上年的、别的事项的，不算。

    为什么：要么确有没做到的地方而没有扣分，要么是从别处抄来的话。

    怎么改：确有偏差的，改正实际完成值和得分；没有偏差的，删去这段话。
    """
    for facts in case.rows:
        row, found = facts.indicator, facts.attainment
        said, year = row.explanation.text, case.form.year
        reduced = case.scored and (not facts.has_full_marks or facts.is_sub_row)
        if reduced or not has_words(said):
            continue
        owned = _owned(case, facts)
        if not owned and not _explains_shortfall(facts):
            continue
        met = found.met or is_kept(row, year)
        if found.missed or hedge(row.actual.text) is not None:
            yield PASSED  # A402 or A410 says so
        elif owned and (met or case.scored):
            yield _confessed(case, facts, owned)
        elif not met:
            reason = "目标是否完成无法核对，不能判断是否需要说明"
            yield facts.unchecked("explanation", reason)
        elif (
            is_over(found, case.policy.over_achievement)
            or is_made_up(said, year, facts.words)
            or (not found.met and stays_in_time(said))
        ):
            yield PASSED
        else:
            marks = f"、得满分{facts.score}分" if case.scored else ""
            yield facts.problem(
                "explanation",
                f"{facts.place}指标值“{row.target}”、完成“{row.actual}”{marks}，没有偏差，"
                f"说明栏却写着“{cut(said)}”",
                "确有没有做到的，改正实际完成值和得分；没有偏差的，删去这段说明",
                ("target", "actual"),
            )


def _owned(case: Case, facts: RowFacts) -> str:
    """The words in which the explanation owns up to a shortfall of the row; "" for none."""
    row, year = facts.indicator, case.form.year
    said = row.explanation.text
    if late := slipped(row, year):
        return late
    words = facts.words
    owned = confession(said, words, less_is_better=facts.attainment.reverse, year=year)
    # 2名学员未完成 of 1236人次 may be beyond the 1200 that were wanted.
    is_part = bool(quantities(owned))
    return "" if is_part and is_over(facts.attainment) else owned


def _explains_shortfall(facts: RowFacts) -> bool:
    """Whether the text explains why less was done, or only pledges; more, or an entry, is neither."""
    text, words = facts.indicator.explanation.text, lexicon("made_up")
    if not has_words(text) or words.holds(text, "remark"):
        return False
    reason = read_account(text)
    # 督促承办单位按期完成 announces; only what is told as a fact remarks on the result.
    told = [one.text for one in reason.clauses if one.role != Role.MEASURE]
    if any(words.holds(clause, "reported") for clause in told):
        return False
    pledges = reason.has_measure and not reason.has_cause
    return pledges or any(tells_of_lack(clause) for clause in told)


def _confessed(case: Case, facts: RowFacts, owned: str) -> Problem:
    row = facts.indicator
    marks = f"得满分{facts.score}分" if case.scored else "按已完成填写"
    return facts.problem(
        "explanation",
        (
            f"{facts.place}指标值“{row.target}”、完成“{row.actual}”、"
            f"{marks}，说明却承认没有做到：“{owned}”，前后说法相反"
        ),
        (
            "说明属实的，如实改写实际完成值，按未完成的部分扣分并核对总分；"
            "已经补做的，在说明里写明；说明有误的，改正或删去"
        ),
        ("target", "actual", "score"),
        found=owned,
        severity=Severity.WARNING,
    )
