"""What is wrong with a result that is no actual figure and no date; A409 says it."""

from __future__ import annotations

from reviewer.language.dates import Bound, impossible_date
from reviewer.language.quantities import misprint
from reviewer.reading.leftovers import is_placeholder
from reviewer.reading.limits import last_limit
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.quotes import quoted
from reviewer.standing.degrees import hedge
from reviewer.standing.figureless import (
    gives_no_date,
    gives_no_figure,
    is_more_than_all,
    is_part_of_one,
    stands_in_for_a_figure,
)
from reviewer.standing.grounds import Standing


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
    if part := _part_of_one(facts):
        return part
    if facts.deduction is not None and not facts.has_full_marks:
        return ""
    return _figureless(facts) or _more_than_all(facts) or _dateless(facts, case)


def _figureless(facts: RowFacts) -> str:
    row, found = facts.indicator, facts.attainment
    if found.standing is not Standing.UNKNOWN or len(found.parts) != 1:
        return ""
    if hedge(row.actual.text) is not None:
        return ""  # A410 says so
    target = found.parts[0].target
    if found.parts[0].actual or not gives_no_figure(target, row.actual.text, row.name.text):
        return ""
    return f"指标值是“{quoted(row.target, target)}”，实际完成值只写“{row.actual.text}”，没有写出实际数。"


def _part_of_one(facts: RowFacts) -> str:
    row = facts.indicator
    for part in facts.attainment.parts:
        if part.actual and is_part_of_one(row.name.text, part.target, part.actual):
            shown = quoted(row.actual, part.actual)
            return f"实际完成值“{shown}”以“{part.actual.unit}”计，不应有小数。"
    return ""


def _more_than_all(facts: RowFacts) -> str:
    row = facts.indicator
    for part in facts.attainment.parts:
        if part.actual and is_more_than_all(row.name.text, part.target, part.actual):
            most = "100分" if part.actual.unit == "分" else "100%"
            return f"“{row.name.text}”最高为{most}，实际完成值却是“{quoted(row.actual, part.actual)}”。"
    return ""


_YEAR_END = 12, 31


def _dateless(facts: RowFacts, case: Case) -> str:
    """完成 by 31 October says neither when nor that it was in time; by the year's end it may do."""
    row = facts.indicator
    if facts.attainment.is_quantified or not gives_no_date(row.actual.text):
        return ""
    limit = last_limit(row, case.form.year)
    span = limit.span if limit is not None and limit.at == "target" else None
    if span is None or span.bound is not Bound.BY:
        return ""
    if (span.last.month, span.last.day) == _YEAR_END:
        return ""
    return f"指标值是期限“{row.target.text}”，实际完成值只写“{row.actual.text}”，看不出何时完成、是否按期。"
