"""A211: sentences about the project's money against the 项目资金 block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon
from reviewer.models import Form, Severity
from reviewer.reading.money import Extent, Told, money_told
from reviewer.reading.money_scope import is_about_money, is_execution_rate
from reviewer.reading.money_words import Aspect
from reviewer.reading.spending import absence_told
from reviewer.relations import is_contradicted
from reviewer.relations.funding import TEN_THOUSAND, YUAN, Block
from reviewer.relations.money import Mismatch, Undecided, Verdict, against_block, missing
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import change_slip, unit_slip
from reviewer.rules.a2_rates import known_lines, main_line
from reviewer.rules.case import Case, per_case
from reviewer.rules.cells import TextCell, line_name, texts
from reviewer.rules.examples import Money, Row, Sketch, money_lines, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import as_printed
from reviewer.rules.registry import rule

_CUT = Money("3000000.00", "2400000.00", "2295000.00", "10", "95.63%", "9.56")
_LINES = money_lines(_CUT)
_OF_A_PLAN = frozenset({Aspect.INITIAL, Aspect.ANNUAL, Aspect.BUDGET})


@rule(
    "A211",
    Severity.WARNING,
    rests_on=("funding",),
    good=[
        Sketch(),
        Sketch(funding=_LINES, explanation="9月调减预算60万元，年末结余10.5万元由财政收回。"),
        Sketch(
            funding=_LINES, explanation="设备采购合同金额80万元，尾款24万元未支付。", also=("A206",)
        ),
        Sketch(
            funding=_LINES, goal=("开展培训。", "全年支出229.5万元，执行率95.6%。"), also=("A206",)
        ),
        Sketch(funding=_LINES, notes=("截至10月底支出80万元；上年支出200万元。",), also=("A206",)),
        of(
            Row("培训次数", "10次", "9次", "10", "9", "少办一期，节约经费3万元"),
            funding=_LINES,
            also=("A206", "A502"),
        ),
    ],
    bad=[
        Sketch(funding=_LINES, explanation="9月调减预算80万元。"),
        Sketch(funding=_LINES, explanation="年末结余12.5万元由财政收回。", also=("A206",)),
        Sketch(funding=_LINES, notes=("预算执行率为93.6%，主要是培训人数减少。",), also=("A206",)),
        Sketch(funding=_LINES, goal=("开展培训。", "全年实际支出239.5万元。"), also=("A206",)),
        of(
            Row("培训次数", "10次", "9次", "10", "9", "项目预算追加60万元，实施较晚"),
            funding=_LINES,
            also=("A502",),
        ),
    ],
)
def text_agrees_with_money(case: Case) -> Iterator[Outcome]:
    """文字里的资金数与项目资金一栏对不上

    查什么：说明、备注、总体目标、完成情况里写明是全项目的追加、调减、结余、结转、未支付、支出、到位资金、年初或全年预算、执行率的数，与项目资金一栏的预算数、执行数或由它们算出的数不同。取整和元、万元的换算都认可；只说某个合同、某项费用、某一来源、其他年度、截至某月的数不查。

    为什么：同一笔钱在文字和表格里是两个数，必有一处填错，执行率和扣分的原因也就说不清。

    怎么改：核对预算批复、调整文件和账面支出，把文字与项目资金一栏改成一致；口径不同的，在文字里写明。
    """
    for place, verdict in _verdicts(case):
        if verdict is None:
            yield PASSED
        elif isinstance(verdict, Mismatch):
            block = block_of(case)
            if block is not None and not _is_for_others(place, verdict):
                yield _mismatch(case.form, block, place, verdict)
        elif isinstance(verdict, Undecided):
            reason = f"“{verdict.told.words}”是否就全项目而言无法确定，未与项目资金一栏核对"
            yield place.unchecked(reason)
        else:
            reason = f"项目资金一栏没有可比较的金额，无法与“{verdict.words}”核对"
            yield place.unchecked(reason)


@per_case
def _verdicts(case: Case) -> tuple[tuple[TextCell, Verdict | Told], ...]:
    """What the block makes of every statement; the statement itself where there is no block."""
    block = block_of(case)
    found: list[tuple[TextCell, Verdict | Told]] = []
    for place in _places(case):
        told = _told_at(case.form, place)
        if not told and not (block and _absence_told(case.form, place)):
            continue
        if block is None:
            found.append((place, told[0]))
            continue
        beside = [one.low for one in quantities(place.at.text) if one.unit == "元"]
        verdicts = against_block(block, told, beside)
        found += ((place, one) for one in (*verdicts, *_absences(case.form, block, place, told)))
    return tuple(found)


def _is_for_others(place: TextCell, found: Mismatch) -> bool:
    """A part above the whole, which the text itself may contradict (A416)."""
    return found.is_part and is_contradicted(place.at.text, found.told.words)


@per_case
def denied_by_block(case: Case) -> frozenset[tuple[str, str]]:
    """The texts, and the figures of theirs that A211 holds against the block."""
    return frozenset(
        (place.at.text, verdict.told.words)
        for place, verdict in _verdicts(case)
        if isinstance(verdict, Mismatch) and not verdict.is_part
    )


@per_case
def block_of(case: Case) -> Block | None:
    """The 项目资金 block as one can compare with it; None where its unit or amounts are unsure."""
    line, unit = main_line(case.form), case.form.currency_unit
    if line is None or unit not in YUAN or unit_slip(line) or change_slip(line):
        return None
    return Block(known_lines(case.form), line, unit)


_TOLD_IN = frozenset({"goal.planned", "goal.achieved", "explanation", "notes"})
_TOLD_IN_ROWS = frozenset({"indicator.actual", "indicator.explanation"})


def _places(case: Case) -> Iterator[TextCell]:
    """The texts that may speak of money."""
    for fields in (_TOLD_IN, _TOLD_IN_ROWS):
        yield from (cell for cell in texts(case) if cell.field in fields)


def _told_at(form: Form, place: TextCell) -> list[Told]:
    """What a text tells that the block could bear out."""
    if place.row is None:
        told = money_told(place.at.text, form.year, project=form.project.text)
        if place.field == "goal.planned":
            return [one for one in told if _OF_A_PLAN.issuperset(one.aspects)]
        if place.field == "goal.achieved":
            return [one for one in told if not _is_of_a_row(form, one)]
        return list(told)
    name = form.indicators[place.row].name.text
    about_money, is_rate = is_about_money(name), is_execution_rate(name)
    about_money = about_money and not lexicon("scopes").holds(name, "per_one")
    if not about_money and place.field == "indicator.actual":
        return []  # 年末贷款余额21.60亿元 is the row's matter
    heading = name if about_money and place.field == "indicator.actual" else ""
    told = money_told(place.at.text, form.year, heading, form.project.text)
    if about_money:
        return [one for one in told if not (one.is_rate and is_rate)]  # A201 compares those
    return [_within_row(one) for one in told]


def _absence_told(form: Form, place: TextCell) -> tuple[Told, ...]:
    """That no money was left, or the budget unchanged: in a row's cells it may be the row's own."""
    if place.row is not None or place.field == "goal.planned":
        return ()
    return absence_told(place.at.text, form.year)


def _absences(
    form: Form, block: Block, place: TextCell, told: list[Told]
) -> Iterator[Mismatch | None]:
    for one in _absence_told(form, place):
        amount = missing(block, one, told)
        yield None if amount is None else Mismatch(one, amount)


def _within_row(told: Told) -> Told:
    """In the row of something else an amount is that thing's, unless it names the project."""
    return told if told.extent is Extent.WHOLE else replace(told, extent=Extent.PART)


def _is_of_a_row(form: Form, told: Told) -> bool:
    """Whether a row of the table has the amount, or lacks it: 成交额1.08亿元，尚差0.12亿元."""
    if told.is_rate:
        return False
    for row in form.indicators:
        target, actual = (
            [one.low for one in quantities(cell.text) if one.unit == "元"]
            if "元" in cell.text
            else []
            for cell in (row.target, row.actual)
        )
        if told.value in (*target, *actual):
            return True
        if len(target) == len(actual) == 1 and told.value == target[0] - actual[0]:
            return True
    return False


def _mismatch(form: Form, block: Block, place: TextCell, found: Mismatch) -> Problem:
    told, amount = found.told, found.amount
    words = as_printed(place.at.text, told.words) or told.words
    value = f"{plain(amount.value, 2)}%" if told.is_rate else _in_unit(told, found, block)
    name = f"{line_name(amount.line)}的" if amount.line is not block.main else ""
    computed = f"（{amount.formula}）" if amount.formula else ""
    relation = "多于" if found.is_part else "而"
    verb = "" if found.is_part else "为"
    message = f"{place.label}写“{words}”，{relation}项目资金一栏{name}{amount.label}{verb}{value}{computed}"
    return place.problem(
        message + ("" if found.is_part else "，二者不一致"),
        "核对预算批复、调整文件和账面支出，把文字与项目资金一栏改成一致；口径不同的，在文字里写明",
        (amount.line.annual_budget, amount.line.executed),
        expected=None if found.is_part else value,
        found=words,
        formula=amount.formula or None,
    )


def _in_unit(told: Told, found: Mismatch, block: Block) -> str:
    """The amount in the unit in which the text speaks."""
    unit = "万元" if told.step > 1 or block.unit == "万元" else "元"
    factor = TEN_THOUSAND if unit == "万元" else 1
    return f"{plain(found.amount.value / factor, 4)}{unit}"
