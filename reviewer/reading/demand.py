"""What a target asks for: the quantities that a result is set against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.language.frequency import per_thing, times_a_year
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, measure_in_name, quantities
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon

_RATES = ("率", "度", "比例", "比重", "占比", "覆盖面", "及以上", "以上", "以下")
_ALTERNATIVE = "或"


def demanded(target: str, year: int | None) -> tuple[Quantity, ...]:
    """The quantities that a target asks for; a bare year is none."""
    asked = _without_years_total(planned(quantities(target)))
    if len(asked) == 1 and year is not None and asked[0].words == str(year):
        return ()
    return asked


def is_asked_of_all(quantity: Quantity) -> bool:
    """4个断面均不低于Ⅲ类: what is asked is a state, and of how many."""
    at = min(
        (
            at
            for word in ("均", "都", "全部", "皆", "全都")
            if (at := quantity.tail.find(word)) >= 0
        ),
        default=-1,
    )
    return 0 <= at <= 10 and not quantity.is_bound and not quantity.is_percent


def planned(found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a text without those that only describe what is measured.

    16个区覆盖率100% speaks of 100%; 100万元以上项目审计率≥95% of 95%.
    """
    again = summed_up(found)
    return tuple(
        quantity
        for index, quantity in enumerate(found)
        if (index + 1 == len(found) or not describes(quantity, found[index + 1]))
        and quantity.start not in again
    )


_MOST_FIGURES = 100
"""Real cells hold some twenty; each that has a frequency is compared with all."""


def summed_up(found: Sequence[Quantity]) -> frozenset[int]:
    """Where the quantities begin that say the same as another: the 每月1次 of 12次（每月1次）."""
    often = [(one, times) for one in found if (times := times_a_year(one.subject)) and one.low]
    if not often:
        return frozenset()
    totals = {(one.unit, one.low) for one in found}
    return frozenset(one.start for one, times in often if (one.unit, one.low * times) in totals)


def describes(quantity: Quantity, following: Quantity) -> bool:
    """Whether a number only says what the next one counts: 三类以下会议22次."""
    if following.clause != quantity.clause or not quantity.tail:
        return False
    if quantity.words.endswith(("以上", "以下", "以内")) and not quantity.is_percent:
        return True
    rate = following.is_percent and following.subject.endswith(_RATES)
    return rate and not quantity.is_percent and quantity.relation is None


def _without_years_total(asked: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """12座（三年累计36座）: the form's own year asks for 12座."""
    own = [one for one in asked if not one.measures_time]
    spans = [
        one
        for one in asked
        if one.measures_time
        and "年" in one.unit
        and one.tail.startswith(("累计", "合计", "总计", "共"))
    ]
    if not spans or len(own) < len(asked) - len(spans):
        return asked
    totals = [one for one in own if one.start >= spans[0].end]
    rest = tuple(one for one in own if one.start < spans[0].start)
    alone = len(totals) == 1 and len(rest) == 1 and rest[0].unit == totals[0].unit
    return rest if alone else asked


def leaves_years_total_out(target: str) -> bool:
    """Whether the target names a total of several years beside what this year is to bring."""
    asked = planned(quantities(target))
    return len(_without_years_total(asked)) < len(asked)


def measure_of(name: str, asked: Sequence[Quantity]) -> Quantity | None:
    """The unit that the name gives (种植面积（万亩）) where the target has none."""
    if any(one.unit for one in asked):
        return None
    return next((one for one in measure_in_name(name) if one.unit), None)


def in_measure(found: Sequence[Quantity], measure: Quantity | None) -> tuple[Quantity, ...]:
    """The quantities that have no unit of their own, in the one that the name gives."""
    if measure is None:
        return tuple(found)
    unit, by = measure.unit, measure.multiplier
    return tuple(
        one
        if one.unit
        else replace(
            one, unit=unit, low=one.low * by, high=one.high * by, multiplier=one.multiplier * by
        )
        for one in found
    )


_PER_THING = frozenset(
    {Kind.MONEY, Kind.LENGTH, Kind.AREA, Kind.VOLUME, Kind.MASS, Kind.ENERGY, Kind.POWER}
)
"""Measures of which 每家 makes another unit; of counts (每村2场) it is asked how often."""


def per_its_thing(quantity: Quantity) -> Quantity:
    """每家不超过1500元 in 元/家, 户均3万元 in 万元/户."""
    thing = per_thing(quantity.subject)
    kinds = {unit.kind for unit in quantity.units}
    if not thing or "/" in quantity.unit or not kinds <= _PER_THING or not kinds:
        return quantity
    return replace(quantity, unit=f"{quantity.unit}/{thing}", subject="")


_COMPARED = ("上", "下", "超过", "等于", "高于", "少于", "低于", "大于", "小于", "多于")


def is_choice(target: str, wanted: Sequence[Quantity]) -> bool:
    """SCI论文5篇或中文核心论文10篇: any one will do."""
    plain = normalize(target)
    return all(_is_or(plain[one.end : other.start]) for one, other in pairwise(wanted))


def _is_or(between: str) -> bool:
    _, either, behind = between.partition(_ALTERNATIVE)
    return bool(either) and not behind.startswith(_COMPARED) and not behind.startswith("以")


def asks_for_a_beginning(asked: str) -> bool:
    """Whether the row asks that something be begun, so that 开工 is what was reached."""
    return lexicon("roles").holds(asked, "begun")
