"""A year's total against what every month or quarter asked for: 每季度1期 and 3期."""

from __future__ import annotations

from fractions import Fraction

from reviewer.language.frequency import EVERY, times_a_year
from reviewer.language.quantities import Quantity
from reviewer.lexicon import lexicon

_TOTAL = ("全年", "年度", "年内", "累计", "合计", "总计", "共")
_PLAINLY = Fraction(3, 4)
"""So much of the year's number is no single month's or quarter's any more."""
_HOLIDAYS = {52: 50, 365: 365}
"""Weeks that a year holds without the long holidays."""
_EVEN = (1, 2, 3, 4, 6, 12)
"""A year has so many months or quarters; of 每10天 or 每2周 one or two may fall out."""


def due_in_a_year(target: Quantity, reached: Quantity) -> int:
    """How many were due where the result is plainly the whole year's and fewer; 0 otherwise.

    3期 for 每季度1期 are a year's, 2次 for 每月2次 a month's. 250 of 每日1次 may be the working days.
    """
    times = times_a_year(target.subject) or 0
    upper = target.relation is not None and target.relation.is_upper
    inexact = target.approximate or reached.approximate or reached.is_bound or target.is_range
    if (
        not times
        or upper
        or inexact
        or reached.tail
        or reached.trend
        or EVERY.search(reached.subject)
    ):
        return 0
    if (
        target.unit != reached.unit
        or reached.is_range
        or reached.is_percent
        or "工作日" in target.subject
    ):
        return 0
    if times > max(_HOLIDAYS):
        return 0  # 每2小时1次 may leave the nights out
    if lexicon("seasons").holds(f"{target.tail}，{EVERY.sub('', target.subject)}", "season"):
        return 0
    due = target.low * times
    fewest = target.low * _HOLIDAYS.get(times, times if times in _EVEN else times * 24 // 25 - 1)
    if not target.low < reached.low < fewest or due.denominator != 1:
        return 0
    is_total = any(word in reached.subject for word in _TOTAL) and times < max(_HOLIDAYS)
    return int(due) if is_total or reached.low >= _PLAINLY * due else 0
