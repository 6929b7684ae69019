"""A2: the amounts of the 项目资金 block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.models import Form, FundingLine, Number, Severity
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import (
    column,
    differs_by_rounding,
    divided_twice,
    is_blank,
    is_nothing,
    missing_sums,
    part_lines,
    sum_slip,
    top_by_sums,
    top_parts,
    without_second_parts,
)
from reviewer.rules.case import Case
from reviewer.rules.cells import AMOUNTS, added, line_cell, line_name
from reviewer.rules.examples import PART, Money, Sketch, money_lines, money_part
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule

_FISCAL = "其中：当年财政拨款"
_CARRYOVER = "上年结转资金"
_BLANK_LINE = Money("", "", "", "—", "", "")


@rule(
    "A205",
    Severity.ERROR,
    good=[
        Sketch(),
        Sketch(funding=money_lines(Money(), (_FISCAL, PART), (_CARRYOVER, _BLANK_LINE))),
        Sketch(
            funding=money_lines(
                Money(),
                ("其中：财政拨款", PART),
                ("其中：中央资金", PART._replace(annual_budget="300000.00", executed="300000.00")),
                ("市级资金", PART._replace(annual_budget="700000.00", executed="650000.00")),
            )
        ),
        Sketch(
            funding=money_lines(
                Money(),
                ("财政拨款小计", PART),
                ("当年预算", money_part("600000.00", "600000.00", "600000.00")),
                ("上年结转", money_part("400000.00", "400000.00", "350000.00")),
                ("其他资金", money_part("0", "0", "0")),
            )
        ),
    ],
    bad=[
        Sketch(funding=money_lines(Money(), (_FISCAL, PART._replace(executed="900000.00")))),
        Sketch(funding=money_lines(Money(), (_FISCAL, PART), (_CARRYOVER, PART))),
        Sketch(
            funding=money_lines(
                Money(),
                (_FISCAL, PART._replace(annual_budget="600000.00")),
                ("其他资金", money_part("", "300000.00", "0.00")),
            ),
            also=("A204",),
        ),
    ],
)
def parts_add_up(case: Case) -> Iterator[Outcome]:
    """各项资金之和不等于年度资金总额

    查什么：年初预算数、全年预算数、全年执行数逐列核对，年度资金总额下各行之和是否等于总额。整行为空的按0计；行内个别单元格为空的，视为无法核对；“其中”再细分的行不重复计算。

    为什么：分项与总额不符，说明有资金漏填、重填或填错了行。

    怎么改：核对各资金来源的金额，使分项之和等于总额。
    """
    form = case.form
    parts = [line for line in part_lines(form) if not is_blank(line)]
    if form.funding_total is None:
        if len(parts) > 1:
            yield Unchecked("表中没有年度资金总额一行，分项无从核对", "funding.total")
        return
    if not parts:
        yield Unchecked("年度资金总额下没有填写分项金额，无法核对", "funding")
        return
    for name in AMOUNTS:
        for group in _groups(form.funding_total, parts, name):
            yield from _column_outcome(form, form.funding_total, group, name)


def counted_parts(
    whole: FundingLine, parts: list[FundingLine], name: str
) -> Iterator[list[FundingLine]]:
    """The lines that add up to the whole in a column, or should."""
    total = getattr(whole, name).exact
    for group in _groups(whole, parts, name):
        ways = (top_parts(group), group, top_by_sums(group), without_second_parts(group))
        yield next((one for one in ways if added(column(one, name)) == total), ways[0])


def _groups(whole: FundingLine, parts: list[FundingLine], name: str) -> Sequence[list[FundingLine]]:
    """The parts as they are to be added up: once, or apart where they divide the whole twice."""
    sources, uses = divided_twice(parts)
    total = getattr(whole, name).exact
    apart = [added(column(group, name)) == total for group in (sources, uses)]
    once = added(column(parts, name)) == total
    return (sources, uses) if sources and uses and any(apart) and not once else (parts,)


def _column_outcome(
    form: Form, whole: FundingLine, parts: Sequence[FundingLine], name: str
) -> Iterator[Outcome]:
    total: Number = getattr(whole, name)
    every, top = column(parts, name), column(top_parts(parts), name)
    nested, again = column(top_by_sums(parts), name), column(without_second_parts(parts), name)
    field = f"funding.total.{name}"
    if is_nothing(total) and (added(every) or total.is_empty):
        return  # A209 says that the total is missing; or the form has no such column.
    unread = [amount for amount in (total, *every) if amount.text and amount.value is None]
    if unread:
        reason = f"{AMOUNTS[name]}中的“{unread[0].text}”不是数字，无法核对分项之和"
        yield Unchecked(reason, field, at=unread[0])
    elif total.exact in (added(every), added(top), added(nested), added(again)):
        yield PASSED
    elif (total.exact or 0) > added(every) and any(amount.is_empty for amount in every):
        yield Unchecked(f"{AMOUNTS[name]}有分项为空，无法核对是否等于总额", field, at=total)
    elif sum_slip(total, top):
        yield Unchecked(f"{AMOUNTS[name]}疑似元与万元混用（见A208）", field, at=total)
    else:
        yield _wrong_sum(form, name, total, top)


def _wrong_sum(form: Form, name: str, total: Number, parts: Sequence[Number]) -> Problem:
    together = added(parts)
    filled = [part for part in parts if part]
    shown = " + ".join(str(part) for part in filled)
    gap = (total.exact or Fraction(0)) - together
    by_rounding = form.currency_unit == "万元" and differs_by_rounding(total, parts)
    several, valued = len(filled) > 1, sum(bool(part.value) for part in parts)
    message = (
        f"{AMOUNTS[name]}：{'各项资金之和' if several else '分项只有'}{plain(together)}"
        f"{'' if several else '一项，'}与年度资金总额{total}不符，"
        f"{'总额多' if gap > 0 else '总额少'}{plain(abs(gap))}"
    )
    if by_rounding:
        message += "，可能是以万元列示时四舍五入所致"
    return Problem(
        total,
        message,
        "核对各资金来源的金额，使分项之和等于总额"
        if several
        else "核对总额与该分项，改正其一；漏填了其他资金来源的，补填",
        f"funding.total.{name}",
        expected=str(plain(together)),
        formula=f"{shown} = {plain(together)} ≠ {total}"
        if several
        else f"{plain(together)} ≠ {total}",
        evidence=tuple(filled),
        # 33.33 × 3 for 100: several rounded amounts need not add up; one that stands alone has to.
        severity=(Severity.INFO if valued > 1 else Severity.WARNING) if by_rounding else None,
    )


@rule(
    "A209",
    Severity.ERROR,
    good=[
        Sketch(),
        Sketch(
            funding=money_lines(Money("0", "0", "0", execution_rate="", score="")), also=("A103",)
        ),
    ],
    bad=[
        Sketch(
            funding=money_lines(Money("0", "0", "0", "10", "0", "0"), (_FISCAL, PART)),
            also=("A207",),
        ),
        Sketch(funding=money_lines(Money("1000000.00", "", "950000.00"), (_FISCAL, PART))),
    ],
)
def total_is_filled_in(case: Case) -> Iterator[Outcome]:
    """年度资金总额为0或为空，分项却有金额

    查什么：年度资金总额一行的年初预算数、全年预算数、全年执行数是否为0或空，而其下的分项有金额。

    为什么：总额缺失，执行率和预算执行得分都无从计算，多为系统没有自动汇总。

    怎么改：按分项之和填写年度资金总额，并重算执行率和得分。
    """
    whole, parts = case.form.funding_total, part_lines(case.form)
    if whole is None or not parts:
        return
    sums = missing_sums(case.form)
    if sums:
        first, total = next(iter(sums)), line_name(whole)
        wanted = "、".join(f"{AMOUNTS[name]}{plain(amount)}" for name, amount in sums.items())
        empty = line_cell(whole, first)
        yield empty.problem(
            f"{total}的{'、'.join(AMOUNTS[name] for name in sums)}为0或未填写，而各分项合计为{wanted}",
            f"年度资金总额填写{wanted}，并重算执行率和得分",
            expected=str(plain(sums[first])),
            found=empty.at.text or "（空）",
        )
    elif any(added(column(parts, name)) for name in AMOUNTS):
        yield PASSED
