"""A508 and A511: the numbers of 年度总体目标 against the indicator rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reviewer.models import Severity, Text
from reviewer.models.form import NO_TEXT
from reviewer.reading.limits import last_limit
from reviewer.reading.prose import statements
from reviewer.relations.chronology import other_date, other_deadline, told_dates
from reviewer.relations.funding import YUAN
from reviewer.relations.matching import Side as TextSide
from reviewer.relations.row_figures import RowFigures, counts_in, row_figures
from reviewer.relations.text_and_table import (
    Pair,
    compare,
    compare_note,
    measured,
    told_gaps,
    unmeasured,
    wants_row,
)
from reviewer.rules.case import Case
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut, excerpt
from reviewer.rules.registry import rule


class _Side(NamedTuple):
    """One of the goal's two texts and the column of the rows that it is compared with."""

    text: Text
    field: str
    title: str
    column_title: str
    is_result: bool


_GOAL = "举办安全培训10期，培训社区干部500人次，学员满意度达到90%以上。"
_DONE = "举办安全培训10期，培训社区干部520人次，学员满意度95%。"
_ROWS = (
    Row("安全培训期数", "10期", "10期", "10", "10"),
    Row("培训社区干部人次", "≥500人次", "520人次", "10", "10"),
    Row("学员满意度", "≥90%", "95%", "5", "5", "", "服务对象满意度指标", "满意度指标"),
)


def _with(index: int, **changed: str) -> tuple[Row, ...]:
    """The rows with one of them changed."""
    return (*_ROWS[:index], _ROWS[index]._replace(**changed), *_ROWS[index + 1 :])


@rule(
    "A508",
    Severity.WARNING,
    rests_on=("indicators",),
    good=[
        of(*_ROWS, goal=(_GOAL, _DONE)),
        of(*_with(0), goal=("至少举办安全培训8期。", _DONE)),
        of(*_with(0), goal=("举办安全培训8至12期。", "举办安全培训10期。")),
        of(*_with(0), goal=("举办安全培训10期，其中线上安全培训4期。", _DONE)),
        of(*_with(0), goal=("三年举办安全培训30期。", "累计举办安全培训25期。")),
        of(*_with(0), goal=("上半年举办安全培训4期，下半年举办安全培训6期。", _DONE)),
        of(*_with(1), goal=("培训社区干部约500人次。", "培训社区干部500余人次。")),
    ],
    bad=[
        of(*_with(0, target="12期", actual="12期"), goal=(_GOAL, "已开展培训。")),
        of(*_with(1, target="≥450人次"), goal=(_GOAL, _DONE)),
        of(*_with(1, actual="560人次"), goal=(_GOAL, _DONE)),
        of(*_with(2, target="≥80%"), goal=(_GOAL, _DONE)),
        of(*_with(2, actual="92%"), goal=(_GOAL, _DONE)),
        of(
            *_with(0, target="8期", actual="8期"),
            goal=("至少举办安全培训10期。", ""),
            also=("A102",),
        ),
    ],
)
def goal_contradicts_rows(case: Case) -> Iterator[Outcome]:
    """总体目标里的数字与指标对不上

    查什么：预期目标里写明的数量与同一事项的指标值不同，或者实际完成情况里写明的数量与同一事项的实际完成值不同；每人每年多少元的标准、写明的完成日期也这样核对。说明栏和表下说明里写明的完成数也与该行比较。按指标名称的用词和计量单位对应；四舍五入等取舍后相同的算一致；“其中”的部分、累计数、往年数、多年合计不查。

    为什么：同一件事在文字和表格里是两个数，说明目标或完成数至少有一处填错。

    怎么改：对照批复的绩效目标和原始记录，把文字和表格改成一致；口径不同的，在文字里写明。
    """
    for side, pair in (*_compared(case), *_noted(case)):
        if pair.agrees or _is_of_the_block(case, pair):
            yield PASSED
        else:
            said = pair.statement
            yield _mismatch(case, side, pair.row.row, said.clause, said.quantity.words)
    for side in _sides(case):
        told = [pair for of, pair in _compared(case) if of.is_result] if side.is_result else []
        for pair, claim in told_gaps(side.text.text, told):
            both = f"{pair.statement.clause}……{claim.quantity.words}"
            yield _mismatch(case, side, pair.row.row, both, claim.quantity.words)
        yield from _other_dates(case, side)


def _is_of_the_block(case: Case, pair: Pair) -> bool:
    """全年花了83.42万元 is what the project spent, whatever a row on cost has."""
    said, unit = pair.statement.quantity, YUAN.get(case.form.currency_unit or "")
    if said.unit != "元" or unit is None:
        return False
    amounts = (one.exact for line in case.form.funding for one in line.amounts)
    return any(one is not None and one and one * unit == said.low for one in amounts)


def _other_dates(case: Case, side: _Side) -> Iterator[Problem]:
    """2023年12月完成设备安装 beside 2023年10月20日; a goal's deadline beside the row's."""
    year, text = case.form.year, side.text.text
    done = told_dates(text, year) if side.is_result else ()
    for index, row in enumerate(case.form.indicators if text else ()):
        if side.is_result:
            other = other_date(done, row.name.text, row.actual.text, year) if done else None
        else:
            limit = last_limit(row, year)
            span = limit.span if limit is not None and limit.at == "target" else None
            name = row.name.text
            other = None if span is None else other_deadline(text, name, span, year)
        if other is not None:
            yield _mismatch(case, side, index, other.clause, other.span.words)


def _sides(case: Case) -> Iterator[_Side]:
    goal = case.form.goal
    if goal is not None:
        yield _Side(goal.planned, "goal.planned", "预期目标", "指标值", is_result=False)
        yield _Side(goal.achieved, "goal.achieved", "实际完成情况", "实际完成值", is_result=True)


def _compared(case: Case) -> Iterator[tuple[_Side, Pair]]:
    """What each text says about a row, with whether the row says so too."""
    texts = list(_sides(case))
    if not any(statements(side.text.text) for side in texts):
        return
    said = frozenset(one.quantity.unit for side in texts for one in statements(side.text.text))
    planned, achieved = (
        TextSide(statements(side.text.text), _figures(case, side, said), side.is_result)
        for side in texts
    )
    for side, pairs in zip(texts, compare(planned, achieved, case.form.year), strict=True):
        yield from ((side, pair) for pair in pairs)


def _noted(case: Case) -> Iterator[tuple[_Side, Pair]]:
    """What the notes and the box under the table say of a row; its target may be told as well."""
    form = case.form
    places = [(form.explanation, "explanation", "偏差原因说明栏")]
    places += [(note, "notes", "说明") for note in form.notes]
    told = [(place, statements(place[0].text)) for place in places if place[0].text]
    if not any(said for _, said in told):
        return
    column = _Side(NO_TEXT, "", "", "实际完成值", is_result=True)
    units = frozenset(one.quantity.unit for _, said in told for one in said)
    rows = tuple(
        replace(row, others=(*row.others, *row.asked)) for row in _figures(case, column, units)
    )
    for (text, field, title), said in told:
        side = column._replace(text=text, field=field, title=title)
        noted = TextSide(said, rows, is_result=True, is_note=True)
        yield from ((side, pair) for pair in compare_note(noted, form.year))


def _figures(case: Case, side: _Side, said: frozenset[str]) -> tuple[RowFigures, ...]:
    """The lines of the rows that count in a unit that a text has."""
    return tuple(
        line
        for index, row in enumerate(case.form.indicators)
        if counts_in(said, row.name.text, row.target.text, row.actual.text)
        for line in row_figures(
            index, row.name.text, row.target.text, row.actual.text, of_result=side.is_result
        )
    )


def _mismatch(case: Case, side: _Side, index: int, clause: str, words: str) -> Problem:
    row = case.form.indicators[index]
    cell = row.actual if side.is_result else row.target
    name = row_name(case.form, index)
    return Problem(
        at=excerpt(side.text, clause),
        message=(
            f"{side.title}写“{cut(clause)}”，而{name}的{side.column_title}"
            f"为“{cut(cell.text)}”，二者不一致"
        ),
        suggestion=f"对照批复的目标和原始记录，把{side.title}与{side.column_title}改成一致",
        field=side.field,
        row=index,
        expected=cell.text,
        found=words,
        evidence=(cell,),
    )


@rule(
    "A511",
    Severity.INFO,
    rests_on=("indicators",),
    good=[
        of(*_ROWS, goal=(_GOAL, _DONE)),
        of(*_ROWS, goal=("提升居民安全意识，加强培训管理。", _DONE)),
        of(*_ROWS, goal=("2023年投入100万元，覆盖全市16个区，举办安全培训10期。", _DONE)),
        of(*_ROWS, goal=("培训社区干部500人次，12月底前完成。", _DONE)),
    ],
    bad=[
        of(*_ROWS, goal=(f"{_GOAL}印发宣传手册3000册。", _DONE)),
        of(*_ROWS, goal=(f"{_GOAL}安装烟感报警器1200台，建成微型消防站8座。", _DONE)),
        of(*_ROWS, goal=(f"{_GOAL}消防设施完好率不低于98%。", _DONE)),
    ],
)
def goal_without_indicator(case: Case) -> Iterator[Outcome]:
    """总体目标里的量化内容没有对应的指标

    查什么：预期目标里写明数量的事项，绩效指标里找不到单位、数量或用词相近的一行。
    金额、时间和“覆盖16个区”一类的范围不查。

    为什么：目标里承诺了的数量没有指标来衡量，是否做到就无从考核。

    怎么改：补设相应指标；不再实施的，按规定调整绩效目标；确由某行指标衡量的，在指标名称里写明。
    """
    goal = case.form.goal
    if goal is None or not case.form.indicators:
        return
    wanted = [one for one in statements(goal.planned.text) if wants_row(one)]
    rows = [
        measured(row.name.text, row.target.text, row.actual.text) for row in case.form.indicators
    ]
    missing = unmeasured(wanted, rows)
    if missing:  # what A508 holds against a row has that row
        paired = {pair.statement for side, pair in _compared(case) if not side.is_result}
        missing = [one for one in missing if one not in paired]
    if not missing:
        yield from (PASSED,) if wanted else ()
        return
    clauses = tuple(dict.fromkeys(one.clause for one in missing))
    named = "；".join(f"“{cut(clause)}”" for clause in clauses[:5])
    more = f"等{len(clauses)}项" if len(clauses) > 5 else ""
    first, *others = (excerpt(goal.planned, clause) for clause in clauses[:5])
    yield Problem(
        first,
        f"预期目标中的{named}{more}没有对应的绩效指标",
        "为这些量化内容补设指标，或在已有指标的名称、指标值中写明",
        "goal.planned",
        evidence=tuple(others),
    )
