"""A509, A510 and A512: 年度总体目标 copied, doubled, or said to be wholly reached."""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction

from reviewer.language.dates import dates
from reviewer.language.quantities import quantities
from reviewer.models import Severity, Text
from reviewer.reading.blank import has_words
from reviewer.reading.goal_text import (
    admits_failure,
    parts,
    says_nothing,
    sweeping_claim,
    without_labels,
)
from reviewer.reading.prose import statements
from reviewer.reading.states import Kind, read_states
from reviewer.relations.row_names import named_thing
from reviewer.relations.words_and_rows import Clause, Says, about, clauses
from reviewer.rounding import plain
from reviewer.rules.accounts import accounts
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut, excerpt
from reviewer.rules.registry import rule

MIN_COPIED = 10
"""Shorter goals leave no other words for having been reached."""
_MOST_DECORATION = 200
"""Tags, blanks and labels add up to no more; longer differences are differences in words."""
MIN_PART = 6
_SHOWN = 30


@rule(
    "A509",
    Severity.WARNING,
    good=[
        Sketch(
            goal=("举办安全培训10期，提升居民安全意识。", "已举办安全培训10期，参加520人次。"),
            also=("A511",),
        ),
        Sketch(goal=("完成设备采购。", "完成设备采购。")),
        Sketch(goal=("举办安全培训10期以上。", ""), also=("A102", "A511")),
        Sketch(goal=("举办安全培训10期。", "安全培训已按计划全部办完。"), also=("A511",)),
        Sketch(goal=("提升居民安全意识。", "已完成年度目标。")),
    ],
    bad=[
        Sketch(
            goal=("举办安全培训10期，提升居民安全意识。", "举办安全培训10期，提升居民安全意识。"),
            also=("A511",),
        ),
        Sketch(
            goal=(
                "<p>举办安全培训10期，提升居民安全意识</p>",
                "举办安全培训10期,提升居民安全意识。",
            ),
            also=("A105", "A511"),
        ),
        Sketch(
            goal=("年度目标：保障机关设备正常运转，降低能耗。", "保障机关设备正常运转，降低能耗。")
        ),
        Sketch(
            goal=("举办安全培训10期，培训干部500人次。", "年度目标已全部完成。"),
            also=("A508", "A511"),
        ),
        Sketch(goal=("举办安全培训10期，培训干部500人次。", "100%"), also=("A508", "A511")),
    ],
)
def copied_goal(case: Case) -> Iterator[Outcome]:
    """实际完成情况照抄预期目标，或没有内容

    查什么：“实际完成情况”与“预期目标”除标点外一字不差（10个字以上）；或者预期目标写了数量，实际完成情况只有
    “已全部完成”“完成情况良好”“100%”“见附件”一类的话（只作提示）。

    为什么：这样写看不出做了多少、效果如何，也无法与指标的完成值核对。

    怎么改：写实际完成的数量、时间和效果；没有完成的部分也要写明。
    """
    goal = case.form.goal
    if goal is None or not goal.planned or not goal.achieved:
        return
    if not _is_copy(goal.planned.text, goal.achieved.text):
        if not says_nothing(goal.achieved.text) or not statements(goal.planned.text):
            yield PASSED
            return
        shown = cut(goal.achieved.text, _SHOWN)
        yield Problem(
            goal.achieved,
            f"实际完成情况只写“{shown}”，没有写明预期目标中各项数量完成了多少",
            "对照预期目标，逐项写明实际完成的数量、时间和效果",
            "goal.achieved",
            severity=Severity.INFO,
        )
        return
    yield Problem(
        at=goal.achieved,
        message=f"实际完成情况“{cut(goal.achieved.text, _SHOWN)}”与预期目标一字不差",
        suggestion="改写为实际完成的数量、时间和效果，没有完成的部分写明差多少",
        field="goal.achieved",
        found=cut(goal.achieved.text, _SHOWN),
        evidence=(goal.planned,),
    )


def _is_copy(planned: str, achieved: str) -> bool:
    if abs(len(planned) - len(achieved)) > _MOST_DECORATION:
        return False
    words = without_labels(achieved)
    return len(words) >= MIN_COPIED and words == without_labels(planned)


@rule(
    "A510",
    Severity.INFO,
    good=[
        Sketch(
            goal=("总目标：提升居民安全意识。阶段性目标：举办安全培训10期。", "已完成。"),
            also=("A509", "A511"),
        ),
        Sketch(goal=("举办安全培训10期。", "已完成。"), also=("A509", "A511")),
        Sketch(goal=("总目标：举办安全培训10期。", "已完成。"), also=("A509", "A511")),
    ],
    bad=[
        Sketch(
            goal=(
                "<p>总目标：提升安全意识，完善制度。阶段性目标：提升安全意识，完善制度。</p>",
                "略",
            ),
            also=("A105",),
        ),
        Sketch(
            goal=("总体目标:举办安全培训10期。年度目标:举办安全培训10期", "略"),
            also=("A509", "A511"),
        ),
        Sketch(goal=("中长期目标：健全应急管理体系。年度绩效目标：健全应急管理体系。", "略")),
    ],
)
def doubled_goal(case: Case) -> Iterator[Outcome]:
    """总目标与阶段性目标相同

    查什么：预期目标分为“总目标”和“阶段性目标”（或年度目标），两段文字除标点外完全相同。

    为什么：总目标管整个实施期，阶段性目标管本年度；两段相同，看不出本年度要做到哪一步。

    怎么改：阶段性目标写明本年度的任务、数量和时间。
    """
    goal = case.form.goal
    divided = None if goal is None else parts(goal.planned.text)
    if goal is None or divided is None or len(divided.whole) < MIN_PART:
        return
    if divided.whole != divided.stage:
        yield PASSED
        return
    yield Problem(
        at=goal.planned,
        message=f"总目标与阶段性目标的文字相同（“{cut(divided.stage, _SHOWN)}”）",
        suggestion="在阶段性目标里写明本年度要完成的任务、数量和时间",
        field="goal.planned",
        found=cut(divided.stage, _SHOWN),
    )


def _rows(*missed: tuple[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(f"安全培训第{i}类期数", "10期", actual, "10", score, "讲师不足，2024年3月补办")
        for i, (actual, score) in enumerate(missed, 1)
    )


def _denied(explanation: str) -> Row:
    return Row("安全培训期数", "10期", "8期", "10", "8", explanation)


_MISSED = _rows(("8期", "8"))
_SHELTERS = Row("救灾帐篷采购数量", "20顶", "18顶", "10", "9", "厂家缺货，2024年3月补齐2顶")


@rule(
    "A512",
    Severity.WARNING,
    rests_on=("indicators",),
    good=[
        of(*_MISSED, goal=("举办培训。", "基本完成年度目标任务，少办2期。")),
        of(*_MISSED, goal=("举办培训。", "完成财政部门要求的全面预算绩效管理各项任务。")),
        of(*_MISSED, goal=("改造100户。", "已完成全部100户改造。"), also=("A511",)),
        of(*_MISSED, goal=("举办培训。", "除培训少办2期外，完成各项年度目标。")),
        of(*_rows(("10期", "10")), goal=("举办培训。", "完成年度各项目标任务。"), also=("A506",)),
        of(*_MISSED, goal=("举办培训。", "教室条件全部达到要求。")),
        of(*_MISSED, goal=("举办培训。", "未完成年度目标。")),
        of(*_MISSED, goal=("举办培训。", "完成年度目标任务的80%。")),
        of(_denied("已完成8期，讲师不足，2024年3月补办")),
        of(Row("培训期数", "10期", "10期", "10", "10", "全部完成，无偏差。")),
    ],
    bad=[
        of(*_MISSED, goal=("举办培训。", "完成各项二级目录年度计划目标。")),
        of(*_MISSED, goal=("举办培训。", "2023年，全面完成年度绩效目标。")),
        of(*_MISSED, goal=("举办培训。", "举办培训多期，各项目标任务均已完成。")),
        of(*_MISSED, goal=("举办培训。", "举办培训多期，各项指标全部达到下达要求。")),
        of(
            Row("工作量", "按要求", "基本完成所有工作", "18", "16", "疫情取消外出交流"),
            goal=("开展交流。", "圆满完成了全年各项工作任务"),
            also=("A408", "A502"),
        ),
        of(_denied("全部完成，无偏差。")),
        of(*_rows(("10期", "10")), goal=("举办培训。", "未完成年度目标。"), also=("A506",)),
        of(_denied("已全部完成年度目标任务")),
        of(_SHELTERS, goal=("采购设备。", "救灾帐篷采购全部完成，运行正常。")),
    ],
)
def sweeping_completion(case: Case) -> Iterator[Outcome]:
    """文字与打分说法相反

    查什么：实际完成情况写着“完成各项（全部、年度）目标（任务、工作）”一类的话，没有保留，
    而至少一行指标没有完成并且扣了分；或者扣分行的说明只写“全部完成”“无偏差”；或者反过来，实际完成情况写
    “未完成年度目标”，而各项指标都得满分。对某一件事写“均已验收”“无投诉”“尚未开展”的，与同一件事的一行比较。

    为什么：文字和打分说法相反，审核人员不知道该信哪个。

    怎么改：文字里写明哪些没有完成、差多少；如果确已完成，改正扣分的行。
    """
    for account in accounts(case):
        if account.denies_deviation:
            lost = None if account.row is None else case.rows[account.row].deduction
            what = f"却扣了{plain(lost)}分" if case.scored and lost else "却有没有完成的指标"
            yield account.problem(
                f"{account.label}的说明写“{cut(account.at.text)}”，{what}，说法相反",
                "确有偏差的，写明差多少、原因和改进措施；确已完成的，恢复得分并核对总分",
            )
    if case.form.goal is not None:
        achieved = case.form.goal.achieved
        yield from _admitted(case, achieved)
        yield from _said_of_rows(case, achieved)
        yield from _claimed(case, achieved)


def _admitted(case: Case, achieved: Text) -> Iterator[Outcome]:
    """未完成年度目标 beside rows that all have full marks."""
    if not case.scored or not admits_failure(achieved.text):
        return
    scored = [facts for facts in case.rows if not facts.is_sub_row]
    if not scored or not all(facts.has_full_marks for facts in scored):
        yield PASSED
        return
    yield Problem(
        achieved,
        f"实际完成情况写“{cut(achieved.text, _SHOWN)}”，而各项指标都得满分，说法相反",
        "没有完成的，写明差多少，在相应指标扣分并说明原因；确已完成的，改写实际完成情况",
        "goal.achieved",
    )


def _claimed(case: Case, achieved: Text) -> Iterator[Outcome]:
    """完成年度各项任务 beside rows that lost points for what was not done."""
    claim = sweeping_claim(achieved.text)
    if not claim:
        return
    missed = [facts for facts in case.rows if case.scored and _deducts_for_missing(facts)]
    if not missed:
        yield PASSED
        return
    rows = (f"{facts.place}扣{plain(facts.deduction or Fraction(0))}分" for facts in missed[:5])
    more = f"等{len(missed)}行" if len(missed) > 5 else ""
    yield Problem(
        excerpt(achieved, claim),
        f"实际完成情况写“{claim}”，而有指标因没有完成扣分：{'、'.join(rows)}{more}",
        "在实际完成情况里写明哪些没有完成、差多少；如确已完成，改正这些行的扣分",
        "goal.achieved",
        evidence=tuple(facts.indicator.actual for facts in missed[:5]),
    )


_SHORT = frozenset(
    (
        Kind.UNDONE,
        Kind.PARTLY,
        Kind.SOME,
        Kind.MOSTLY,
        Kind.UNDER_WAY,
        Kind.STOPPED,
        Kind.LACKING,
        Kind.LATE,
    )
)
"""States of what was not, or not wholly, done."""
_OPEN = _SHORT | {Kind.BUILDING, Kind.PENDING, Kind.DRAFT}


def _deducts_for_missing(facts: RowFacts) -> bool:
    """Whether points were taken off because something was not done."""
    if not facts.deducts or facts.attainment.met:
        return False
    row = facts.indicator
    said = row.explanation.text if has_words(row.explanation.text) else ""
    return facts.attainment.missed or _says(row.actual.text, _OPEN) or _says(said, _SHORT)


def _says(text: str, kinds: Set[Kind]) -> bool:
    return any(state.kind in kinds for state in read_states(text))


def _said_of_rows(case: Case, achieved: Text) -> Iterator[Outcome]:
    """均已验收, 无投诉 or 尚未开展 in the text, and the row about the same thing."""
    said = clauses(achieved.text)
    for facts in case.rows if said else ():
        for clause in about(said, named_thing(facts.indicator.name.text)):
            yield _unlike(case, facts, achieved, clause) if _denies(facts, clause) else PASSED


def _denies(facts: RowFacts, clause: Clause) -> bool:
    """Whether a row says otherwise than a clause about its thing."""
    row = facts.indicator
    if clause.says is Says.ALL:
        late = bool(dates(row.target.text, None)) or "时效" in row.level2.text
        if late and not _says(clause.text, frozenset({Kind.IN_TIME})):
            return False  # too late is done all the same
        return facts.attainment.missed or _says(row.actual.text, _OPEN)
    if clause.says is Says.NONE:
        found = quantities(row.actual.text)
        return len(found) == 1 and found[0].low > 0 and not found[0].measures_time
    return facts.has_full_marks and facts.attainment.met and not _says(row.actual.text, _OPEN)


def _unlike(case: Case, facts: RowFacts, achieved: Text, clause: Clause) -> Problem:
    row = facts.indicator
    full = "得满分，" if clause.says is Says.UNDONE else ""
    return Problem(
        at=excerpt(achieved, clause.text),
        message=(
            f"实际完成情况写“{cut(clause.text, _SHOWN)}”，而{facts.place}{full}"
            f"实际完成值为“{cut(row.actual.text, _SHOWN)}”（指标值“{cut(row.target.text, _SHOWN)}”），说法相反"
        ),
        suggestion="对照原始记录，把实际完成情况与该行的实际完成值、得分改成一致",
        field="goal.achieved",
        row=facts.index,
        found=clause.text,
        evidence=(row.actual,),
    )
