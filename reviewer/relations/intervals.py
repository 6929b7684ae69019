"""Days between two dates, and the number of days that is told beside them.

5月14日贴公示，5月20日放鱼 are six days apart, 3月18日至20日办班 three: a number of days said of them that is
none of the ways to count (with the first day, without it, working days) contradicts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates
from reviewer.language.patterns import pattern
from reviewer.language.units import Kind
from reviewer.reading.claims import Figure, Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import Line, Term, says

_SENTENCE = pattern(r"[^。；\n]+")
_SIGNS = pattern(r"[，：、（）()]")
_ANY_YEAR = 2023
"""Days between two dates without a year; 29 February is within the slack of counting."""
_DAYS = frozenset(("天", "日", "个自然日", "个日历天", "日历天", "自然日"))
_SHORT = 10
"""What runs over no more days than this is done day after day."""
_NEAR = 12


def intervals(line: Line) -> Iterator[Equation]:
    """Sentences with two days, or one span of days, and one number of days said of them."""
    told = [one for one in line if one.kind is Kind.TIME and one.unit in _DAYS]
    if not told or "月" not in line.plain or arabic_dates(line.plain) != line.plain:
        return
    spans = dates(line.plain, _ANY_YEAR)
    for found in _SENTENCE.finditer(line.plain):
        start, end = found.span()
        own = [one for one in told if start <= one.start < end]
        said = [one for one in spans if start <= one.start < end]
        for one, span in product(own, said):
            if one.is_exact and _is_of_state(line, span, one):
                yield _equation(replace(one, step=Fraction(0)), span, span)
        if len(own) != 1 or not own[0].is_exact or own[0].scope in _OF_MANY:
            continue
        if any(one.bound is not Bound.ON or one.is_whole_year for one in said):
            continue
        if says(found.group(), "by_plan") or _is_against_a_limit(own[0].front):
            continue
        result = replace(own[0], step=Fraction(0))
        if len(said) == 1 and said[0].is_run_of_days and _is_of_span(line, said[0], result):
            yield _equation(result, said[0], said[0])
        elif len(said) == _TWO and all(one.is_day for one in said):
            first, last = sorted(said, key=lambda one: one.first)
            if _is_of_two(line, said[-1], result, found.group()):
                yield _equation(result, first, last)


_TWO = 2
_AGAINST_A_LIMIT = ("早", "提前", "提早", "晚", "迟", "推迟", "延后", "拖后", "超期", "逾期")


def _is_against_a_limit(front: str) -> bool:
    """早7天 alone, 最晚的早3天: told of a deadline that the sentence does not name."""
    return front.endswith(_AGAINST_A_LIMIT) and (front in _AGAINST_A_LIMIT or front[0] == "最")


_OF_MANY = (Scope.EACH, Scope.AVERAGE)


def _is_of_span(line: Line, span: DateSpan, told: Term) -> bool:
    """3月18日至20日办班3天: right behind a short span, or behind a word of time that passed."""
    between = line.plain[span.end : told.start]
    if told.start < span.end or "，" in between.strip("，"):
        return False
    if says(told.front, "in_all"):
        return told.value / told.one > (span.last - span.first).days
    if says(told.front, "elapsed"):
        return True
    is_short = (span.last - span.first).days < _SHORT
    return is_short and len(between) <= _NEAR and not _SIGNS.search(between)


_STATE = 4


def _is_of_state(line: Line, span: DateSpan, told: Term) -> bool:
    """7月3日至9月27日关闭37天: more than all, or a digit changed; fewer may have been some of them."""
    between = line.plain[span.end : told.start]
    if not (span.is_run_of_days and 0 < len(between) <= _STATE and says(between, "lasting")):
        return False
    days = (span.last - span.first).days + 1
    own, whole = str(told.value / told.one), str(days)
    changed = len(own) == len(whole) and sum(map(str.__ne__, own, whole)) == 1
    return changed or told.value / told.one > days


def _is_of_two(line: Line, last: DateSpan, told: Term, sentence: str) -> bool:
    """7月8日验收、8月16日付款，39天; 提前最少的一场是16天：5月14日贴公示，5月20日放鱼."""
    behind = line.plain[told.end : told.end + 1]
    is_before = told.end <= last.start
    if is_before:
        return behind == "：" and says(told.label, "elapsed", "ahead")
    if says(told.front, "elapsed"):
        return True
    if says(told.front, "ahead"):  # done ahead of a day that is not named
        return not says(sentence, "done")
    bare = not told.front and line.plain[told.start - 1 : told.start] in ("，", "(")
    return bare and behind in ("", "。", "；", ")", "，")


def _equation(result: Term, first: DateSpan, last: DateSpan) -> Equation:
    is_span = first is last
    end = last.last.toordinal() + is_span
    terms = _day(result, first, first.first.toordinal()), _day(result, last, end)
    return Equation(Shape.DAYS, result, terms, Weight.SURE)


def _day(result: Term, span: DateSpan, number: int) -> Term:
    value = Fraction(number)
    quantity = replace(
        result.quantity, words=span.words, low=value, high=value, start=span.start, end=span.end
    )
    figure = Figure(quantity, "", Role.VALUE, Scope.NONE, 0, 0, 0)
    return Term(result.line, 0, figure, value * result.one, Fraction(0), result.one)
