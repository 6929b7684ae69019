"""A1: dates that contradict one another: accepted before it was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reviewer.language.dates import arabic_dates
from reviewer.models import Form, Severity, Text
from reviewer.reading.dates import Event
from reviewer.reading.own_date import own_date
from reviewer.relations.chronology import Contradiction, after, out_of_order, rows_out_of_order
from reviewer.rules.case import Case
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import as_printed, excerpt
from reviewer.rules.registry import rule

_TIME = "时效指标"
_ACCEPTED = Row("泵站工程验收时间", "2023年12月底前", "2023年11月8日", level2=_TIME)
_ADVICE = "对照开工、完工报告和验收单核对日期：写错的改正；分段、分项完成的，写明各段、各项的日期。"
_NAMES = {
    "start": "开工（启动）",
    "finish": "完成",
    "deliver": "到货",
    "accept": "验收",
    "publish": "印发（提交）",
}


@rule(
    "A108",
    Severity.WARNING,
    good=[
        of(Row("泵站改造", "2座", "2座，9月20日完工，11月8日验收")),
        of(Row("泵站改造", "2座", "1座于8月验收，1座于11月完工")),
        of(Row("锅炉更换", "2台", "2台，9月1日点火试烧，9月30日验收")),
        of(Row("文物扫描", "50方", "50方，二期扫描11月25日完工，一期11月18日通过验收")),
        of(Row("林地抚育", "3片", "3片，3月8日抚育南坡，2月6日抚育北坡，4月9日抚育东沟")),
        of(Row("泵站改造", "完成", "10月8日通过验收，11月20日完成绿化补植"), also=("A408",)),
        of(Row("泵站工程完工时间", "9月底前", "9月20日", level2=_TIME), _ACCEPTED),
        of(Row("泵站改造", "2座", "2座，12月19日通过验收"), dated="2024年1月26日"),
        Sketch(dated="2023年12月10日", notes=("尾款计划于12月20日支付。",)),
        of(Row("泵站改造", "2座", "2座，12月19日验收"), notes=("本表填于2024年1月9日。",)),
        of(Row("宣传培训完成时间", "年底前", "12月20日", level2=_TIME), _ACCEPTED),
    ],
    bad=[
        of(Row("泵站改造", "完成", "10月8日通过验收，11月20日完工"), also=("A408",)),
        of(Row("泵站改造", "完成", "5月6日完工，8月10日开工建设"), also=("A408",)),
        of(Row("文物扫描", "50方", "50方，扫描11月25日完工，11月18日通过验收")),
        of(Row("年鉴出版", "1部", "1部，8月14日定稿，7月25日付印，12月8日出书")),
        of(Row("泵站工程完工时间", "年底前", "12月20日", level2=_TIME), _ACCEPTED),
        Sketch(goal=("完成泵站改造。", "泵站改造9月8日通过验收，泵站改造11月20日完工。")),
        of(Row("泵站改造", "2座", "2座，12月19日通过验收"), dated="2023年12月10日"),
        of(Row("泵站改造", "2座", "2座，12月19日验收"), notes=("本表填于2023年10月9日。",)),
    ],
)
def dates_follow_one_another(case: Case) -> Iterator[Outcome]:
    """日期先后颠倒

    查什么：同一件事的开工、完工（到货）、验收、印发日期，在同一单元格（实际完成值、偏差说明、总体目标的
    实际完成情况）里或在两行指标之间是否先后颠倒，例如“10月8日通过验收，11月20日完工”；一步接一步的几件事（“8月14日定稿，7月25日付印，12月8日出书”，“扫描11月25日完工，11月18日通过验收”）有没有一步的日期放错；已经发生的事，日期是否晚于
    本表的填报日期。只核对写明同一件事的日期；计划、分批分段的，以及验收以后另做的事，不算。

    为什么：没有完工就不能验收，没有开工就不能完工，没有发生的事不能填为已完成；先后颠倒，至少有一个日期不属实。

    怎么改：对照开工、完工报告和验收单核对日期，写错的改正；分段、分项完成的，写明各段、各项的日期。
    """
    form = case.form
    filled = _filled(form)
    for told in _told(form):
        found = out_of_order(told.cell.text, form.year, told.thing)
        late = after(told.cell.text, form.year, filled.text, told.thing)
        if found is not None:
            yield _contradiction(told, found)
        elif late is not None:
            yield _too_late(told, late, filled)
        else:
            yield PASSED
    for first, second, apart in rows_out_of_order(form.indicators, form.year):
        earlier, later = form.indicators[first], form.indicators[second]
        yield Problem(
            at=later.actual,
            message=(
                f"{row_name(form, second)}写的日期是“{later.actual}”，而{row_name(form, first)}写的是“{earlier.actual}”："
                f"{_order(apart)}"
            ),
            suggestion=_ADVICE,
            field="indicator.actual",
            row=second,
            evidence=(earlier.actual,),
        )


def _filled(form: Form) -> Text:
    """The day on which the form was filled in: under its label, or as a sentence below tells it."""
    below = ((note, own_date(note.text)) for note in (*form.notes, form.explanation))
    told = (excerpt(note, day) for note, day in below if day)
    return form.dated or next(told, form.dated)


class _Told(NamedTuple):
    """A text that says what was done, where it stands, and of what thing it speaks by itself."""

    cell: Text
    field: str
    row: int | None
    place: str
    thing: str = ""


def _told(form: Form) -> Iterator[_Told]:
    if form.goal is not None:
        yield _Told(form.goal.achieved, "goal.achieved", None, "实际完成情况")
    for index, row in enumerate(form.indicators):
        label, thing = row_name(form, index), row.name.text
        if row.actual.text:
            yield _Told(row.actual, "indicator.actual", index, f"{label}的实际完成值", thing)
        if row.explanation.text:
            place = f"{label}的偏差说明"
            yield _Told(row.explanation, "indicator.explanation", index, place, thing)
    for note in form.notes:
        yield _Told(note, "notes", None, "表下说明")


def _contradiction(told: _Told, found: Contradiction) -> Problem:
    first, second = (_printed(told.cell, step.event) for step in found)
    message = f"{told.place}写“{second}”，又写“{first}”：{_order(found)}"
    return Problem(told.cell, message, _ADVICE, told.field, told.row, found=second)


def _too_late(told: _Told, late: Event, dated: Text) -> Problem:
    said = _printed(told.cell, late)
    return Problem(
        told.cell,
        f"{told.place}写“{said}”，而本表的填报日期是“{dated}”，早于这件事的日期",
        "核对填报日期和这件事的日期：哪个写错改哪个；填报时还没有完成的，按填报时的实际情况填写。",
        told.field,
        told.row,
        found=said,
        evidence=(dated,),
    )


def _order(found: Contradiction) -> str:
    if not found.first.kind:
        return "一步接一步的几件事，日期先后颠倒。"
    first, second = (_NAMES[step.kind] for step in found)
    return f"{second}早于{first}，先后颠倒。"


def _printed(cell: Text, event: Event) -> str:
    return as_printed(cell.text, event.clause, arabic_dates) or event.clause
