"""The time that passed between two events of a result, against a limit that runs from the first.

5月20日收到，7月10日下达 are 51天, 21:10接通知次日1:50送到 280分钟.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from reviewer.language.calendar import workdays
from reviewer.language.frequency import EVERY
from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.reading.dates import HAPPENINGS, Event, own_pairs, read_dates, words
from reviewer.reading.moments import Moment, in_pairs, minutes_between, moments
from reviewer.standing.derived import counted

_ANCHORS = ("receive", *HAPPENINGS)
_KINDS = frozenset({Kind.TIME, Kind.WORKDAYS, Kind.MONTHS})
_SINCE = ("后", "起", "之日", "以来", "当日")
_A_MONTH = 31
_DAY = 24
"""Times are counted in hours; a limit of days is held against days, whatever clock stands there."""


def as_time_between(target: Quantity, actual: str, year: int | None) -> Quantity | None:
    """5月20日收到，7月10日下达 as 51天 (in months, where the target counts them).

    None where the limit starts with no event of the result, or a day is vague.
    """
    kinds = {unit.kind for unit in target.units}
    plain = normalize(actual)
    if not kinds or not kinds <= _KINDS or len(plain) > 160:
        return None
    within_a_day = all(unit.kind is Kind.TIME and unit.scale < _DAY for unit in target.units)
    if within_a_day and (clocks := moments(actual, year)):
        return _by_clock(target, clocks, plain)
    found = [one for one in read_dates(actual, year) if not one.span.is_whole_year]
    if len(found) % _TWO and found[-1].says("afterwards", "more_of_it", "pay"):
        found = found[:-1]  # 8月3日报案，8月14日赔付，9月1日回访
    pairs = [_Pair(*two) for two in zip(found[::_TWO], found[1::_TWO], strict=False)]
    if not pairs or len(found) % _TWO or not all(event.span.is_day for event in found):
        return None
    if not all(one.is_of(target) for one in pairs) and not _are_alike(pairs, target):
        return None
    told = [_passed(one.first.span.first, one.second.span.first, target, kinds) for one in pairs]
    passed = [one for one in told if one is not None]
    if len(passed) < len(pairs):
        return None
    value, unit = max(passed)
    each = EVERY.search(target.subject)
    between = counted(target, value, value, plain.rstrip("。"), "相隔")
    return replace(between, unit=unit, subject=target.subject if each else "")


_TWO = 2


def _by_clock(target: Quantity, told: Sequence[Moment], plain: str) -> Quantity | None:
    """The longest time between two moments told together, in minutes."""
    pairs = in_pairs(told)
    if not pairs or not all(_is_timed(target, first, len(pairs)) for first, _ in pairs):
        return None
    first, second = max(pairs, key=lambda pair: minutes_between(*pair))
    passed = minutes_between(first, second)
    if min(minutes_between(*pair) for pair in pairs) < 0:
        return None
    words = plain[first.start : second.start] + second.words + second.told
    between = counted(target, Fraction(passed), Fraction(passed), words.rstrip("。；，、"), "相隔")
    return replace(between, unit="分钟", subject="")


def _is_timed(target: Quantity, first: Moment, many: int) -> bool:
    """Whether the limit runs from such a moment: told of several cases, or in the limit's words."""
    told = first.told.strip("，、；了")
    shared = bool(set(told) & set(target.subject)) or bool(_said(told) & _said(target.subject))
    return bool(told) and (many > 1 or shared)


class _Pair(NamedTuple):
    """Two dates that follow each other: 5月18日出完、9月10日补足."""

    first: Event
    second: Event

    def is_of(self, target: Quantity) -> bool:
        """Whether the limit runs from the first to the second."""
        in_order = self.second.span.first >= self.first.span.first
        return in_order and _begins(target, self.first, self.second)


def _are_alike(pairs: Sequence[_Pair], target: Quantity) -> bool:
    """2月13日收2月22日回，6月5日收6月17日回: what is told of one case after another is timed."""
    firsts, seconds = ({pair[at].tail.strip("，、；")[:1] for pair in pairs} for at in (0, 1))
    in_order = all(one.second.span.first >= one.first.span.first for one in pairs)
    apart = firsts.isdisjoint(seconds) and "" not in firsts and len(firsts) == 1
    is_since = any(word in target.subject for word in _SINCE)
    return len(pairs) > 1 and in_order and apart and is_since


def _begins(target: Quantity, first: Event, second: Event) -> bool:
    """Whether the limit runs from the first event: 合同签订后60日内 from 3月1日签订合同."""
    anchors = _anchors(target.subject)
    if anchors and anchors & _said(first.clause):
        return True
    if target.subject.rstrip("的，").endswith(_SINCE):  # 进点后60日内, 3月1日进点
        said = first.lead[-4:] + first.tail
        verb = target.subject.rstrip("的，").removesuffix("之日").rstrip("后起")[-1:]
        return verb in said or any(pair in first.clause for pair in own_pairs(target.subject))
    is_limit = target.relation is Relation.LE and not target.subject
    return is_limit and bool(_said(first.clause) & {"start"}) and second.says("finish", "accept")


def _anchors(subject: str) -> frozenset[str]:
    """What the limit starts with, by the concepts of the lexicon."""
    carried_out = words().find(subject, "carried_out")
    if carried_out and carried_out[-1].end == len(subject):
        return frozenset({"start"})
    return _said(subject) if subject.rstrip("的，").endswith(_SINCE) else frozenset()


def _said(text: str) -> frozenset[str]:
    return frozenset(mark.concept for mark in words().find(text, *_ANCHORS))


def _passed(
    first: date, second: date, target: Quantity, kinds: set[Kind]
) -> tuple[Fraction, str] | None:
    """The time between two days as the limit counts it; None where working days are too near it."""
    if Kind.WORKDAYS in kinds:
        fewest, most = workdays(first, second)
        if fewest > target.high:
            return Fraction(fewest), "个工作日"
        return (Fraction(most), "个工作日") if most <= target.high else None
    if Kind.MONTHS in kinds:
        return _months(first, second), "个月"
    return Fraction((second - first).days), "天"


def _months(first: date, second: date) -> Fraction:
    """3月1日 to 9月1日 is six months, any day more a part of the seventh."""
    months = 12 * (second.year - first.year) + second.month - first.month
    last = monthrange(second.year, second.month)[1]
    behind = second.day - min(first.day, last)
    if behind < 0:
        months, behind = months - 1, behind + _A_MONTH
    return months + Fraction(behind, _A_MONTH)
