"""Days between two dates, minutes between two times of the clock, and the number of them told beside.

5月14日贴公示，5月20日放鱼 are six days apart, 3月18日至20日办班 three: a number of days said of them that is
none of the ways to count (with the first day, without it, working days) contradicts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates
from reviewer.language.patterns import pattern
from reviewer.language.units import Kind
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Figure, Role, Scope
from reviewer.reading.moments import Moment, minutes_between, moments
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
    """Sentences with two days, one span of days or two times, and one number that is said of them."""
    yield from _by_clock(line)
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


def _by_clock(line: Line) -> Iterator[Equation]:
    """9时20分停车，12时55分落地，历时3小时35分: whole hours may leave out a pause, minutes do not."""
    told = [one for one in line if one.kind is Kind.TIME and one.unit in _HOURS]
    clocks = moments(line.plain, None) if told else ()
    for found in _SENTENCE.finditer(line.plain):
        own = [one for one in told if found.start() <= one.start < found.end()]
        said = [one for one in clocks if found.start() <= one.start < found.end()]
        if len(own) != 1 or len(said) != _TWO or not own[0].quantity.words.endswith(_MINUTES):
            continue
        one, last = own[0], said[-1]
        after = last.start < one.start and one.is_exact and one.scope not in _OF_MANY
        if after and not says(one.front, "ahead") and _is_of_two(line, last, one, found.group()):
            quantity = replace(one.quantity, unit="分钟")
            minutes = replace(one, figure=replace(one.figure, quantity=quantity), one=_MINUTE)
            result = replace(minutes, step=_MINUTE)
            first, passed = said[0], minutes_between(*said)
            ends = (_end(result, first, first.minutes), _end(result, last, first.minutes + passed))
            yield Equation(Shape.CLOCK, result, ends, Weight.SURE)


_HOURS = frozenset(("小时", "分钟"))
_MINUTES = ("分", "分钟")
_MINUTE = Fraction(1, 60)


def from_limit(text: str, due: DateSpan, year: int | None) -> Iterator[Equation]:
    """6月9日才投用，晚了14天 where 5月31日 was due: no day of the text is so many days from another."""
    cell = read_cell(text)
    line = Line(cell.plain, cell.figures)
    said = [one for one in dates(cell.plain, year) if one.is_day]
    for one in line:
        before = [day for day in said if day.end <= one.start]
        is_late = one.unit in _DAYS and one.is_exact and one.front.removesuffix("了") in _LATE
        if not (before and is_late) or before[-1].first <= due.last:
            continue
        result = replace(one, step=Fraction(0))
        pairs = combinations(sorted((due, *said), key=lambda day: day.last), 2)
        ways = [_equation(result, replace(first, first=first.last), last) for first, last in pairs]
        if not any(way.holds() for way in ways):
            yield _equation(result, replace(due, first=due.last), before[-1])


_LATE = ("晚", "迟", "推迟", "延后", "拖后", "延误", "超期", "逾期")
_AGAINST_A_LIMIT = ("早", "提前", "提早", *_LATE)


def _is_against_a_limit(front: str) -> bool:
    """早7天 alone, 最晚的早3天: told of a deadline that the sentence does not name."""
    front = front.removesuffix("了")
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


def _is_of_two(line: Line, last: DateSpan | Moment, told: Term, sentence: str) -> bool:
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
    terms = _end(result, first, first.first.toordinal()), _end(result, last, end)
    return Equation(Shape.DAYS, result, terms, Weight.SURE)


def _end(result: Term, told: DateSpan | Moment, number: int) -> Term:
    value, end = Fraction(number), told.start + len(told.words)
    quantity = replace(
        result.quantity, words=told.words, low=value, high=value, start=told.start, end=end
    )
    figure = Figure(quantity, "", Role.VALUE, Scope.NONE, 0, 0, 0)
    return Term(result.line, 0, figure, value * result.one, Fraction(0), result.one)
