"""One quantity that was planned against one that was reached."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, Kind, Unit, agreement, drops_part_of_per
from reviewer.reading.sense import Sense
from reviewer.standing.grounds import Comparison, Standing, unknown
from reviewer.standing.limits import Reading, lower, upper


def compare(
    target: Quantity, actual: Quantity, direction: Sense, reverse_formula: str
) -> Comparison:
    """Compare under every reading of a missing unit; they must agree to say anything."""
    agreed = agreement(target.units, actual.units)
    if agreed is Agreement.DIFFERENT:
        return unknown(
            f"指标值的单位（{target.unit}）与实际完成值的单位（{actual.unit}）不同",
            units_differ=True,
        )
    if agreed is Agreement.DOUBTFUL:
        if direction is Sense.REVERSE and _is_sooner(target, actual):
            return Comparison(Standing.MET, reverse=True)
        if direction is Sense.REVERSE and _is_later(target, actual):
            return Comparison(Standing.MISSED, reverse=True)
        return unknown(
            f"指标值的单位（{target.unit}）与实际完成值的单位（{actual.unit}）不能直接比较",
            units_differ=drops_part_of_per(target.unit, actual.unit),
        )
    if direction is Sense.FORWARD and _mixes_days_and_hours(target, actual):
        return unknown(
            f"指标值的单位（{target.unit}）与实际完成值的单位（{actual.unit}）不同",
            units_differ=True,
        )
    if ":" in (target.unit, actual.unit):
        direction = Sense.OPEN
    outcomes = [
        _decide(reading, direction, reverse_formula) for reading in _readings(target, actual)
    ]
    first = outcomes[0]
    if any(other.standing is not first.standing for other in outcomes[1:]):
        if actual.unit:
            return unknown("指标值没有写单位，与实际完成值的单位对不上")
        return unknown("实际完成值没有写单位，与指标值的单位对不上")
    if len(outcomes) > 1:
        return Comparison(first.standing, first.reason, reverse=first.reverse)
    return first


_DAYS = {
    Kind.TIME: (Fraction(1, 24), Fraction(1, 24)),
    Kind.WORKDAYS: (Fraction(1), Fraction(10)),
    Kind.MONTHS: (Fraction(28), Fraction(31)),
}
"""The fewest and the most days that one of a kind's own unit lasts; a holiday is long."""


def _is_sooner(target: Quantity, actual: Quantity) -> bool:
    """8天 are surely no more than 10个工作日, 80天 than 3个月; 12天 against 10个工作日 may be."""
    spans = _durations(target, actual)
    if spans is None or actual.approximate:
        return False
    one, other = spans
    allowed = target.high * one.scale * _DAYS[one.kind][0]
    return actual.high * other.scale * _DAYS[other.kind][1] <= allowed


def _is_later(target: Quantity, actual: Quantity) -> bool:
    """105天 are surely more than 3个月, 4个月 than 100天; 92天 against 3个月 may be none."""
    spans = _durations(target, actual)
    if spans is None or actual.approximate or target.approximate or actual.is_bound:
        return False
    one, other = spans
    allowed = target.high * one.scale * _DAYS[one.kind][1]
    return actual.low * other.scale * _DAYS[other.kind][0] > allowed


def _durations(target: Quantity, actual: Quantity) -> tuple[Unit, Unit] | None:
    """The units of two spans of time, None where one is no plain span."""
    spans = (
        (one, other)
        for one in target.units
        for other in actual.units
        if one.kind in _DAYS and other.kind in _DAYS and not (one.per or other.per)
    )
    return next(spans, None)


def _mixes_days_and_hours(target: Quantity, actual: Quantity) -> bool:
    """Open for 310 days is not open for 7440 hours; only a time limit converts."""
    scales = [
        unit.scale for one in (target, actual) for unit in one.units if unit.kind is Kind.TIME
    ]
    return len(scales) == 2 and min(scales) < 24 <= max(scales)


def _readings(target: Quantity, actual: Quantity) -> Iterator[Reading]:
    t_scale, a_scale = _scales(target, actual)
    bare = not actual.unit and actual.multiplier == 1 and t_scale * target.multiplier != 1
    if bare and _alike(target.low / target.multiplier, actual.low):
        yield _reading(target, actual, t_scale, t_scale * target.multiplier)  # 47.6 of 50万次
        return
    if _is_bare_twin(target, actual, a_scale):
        yield _reading(target, actual, a_scale * actual.multiplier, a_scale)  # 1.5 and 1.48万册
        return
    yield _reading(target, actual, t_scale, a_scale)
    if target.units and actual.units:
        return
    # 5 against 100万元 is 5万元, or 5元; 0.95 against 95% is 95%, or 0.95%.
    if bare:
        yield _reading(target, actual, t_scale, t_scale * target.multiplier)
    if not target.unit and target.multiplier == 1 and a_scale * actual.multiplier != 1:
        yield _reading(target, actual, a_scale * actual.multiplier, a_scale)
    if target.is_percent and not actual.unit and abs(actual.high) <= 1 < abs(target.high):
        yield _reading(target, actual, t_scale, Fraction(100))
    if actual.is_percent and not target.unit and abs(target.high) <= 1 < abs(actual.high):
        yield _reading(target, actual, Fraction(100), a_scale)


def _alike(target: Fraction, actual: Fraction) -> bool:
    """Whether two printed numbers are of one size, so that they count the same thing."""
    return target / _SIZE <= actual <= target * _SIZE


_SIZE = 10


def _is_bare_twin(target: Quantity, actual: Quantity, a_scale: Fraction) -> bool:
    """1.5 against 1.48万册: the same digits, nearly, so that the target is in 万册 too."""
    if target.unit or target.multiplier != 1 or a_scale * actual.multiplier == 1:
        return False
    printed = actual.low / actual.multiplier
    return 0 < target.low <= 2 * printed and printed <= 2 * target.low


def _scales(target: Quantity, actual: Quantity) -> tuple[Fraction, Fraction]:
    for one in target.units:
        for other in actual.units:
            if one.kind is other.kind:
                return one.scale, other.scale
    return Fraction(1), Fraction(1)


def _reading(target: Quantity, actual: Quantity, t: Fraction, a: Fraction) -> Reading:
    if t == 1 and a == 1:  # nearly always: Fractions are slow
        values = target.low, target.high, actual.low, actual.high
        return Reading(target, actual, *values, target.multiplier)
    return Reading(
        target,
        actual,
        target.low * t,
        target.high * t,
        actual.low * a,
        actual.high * a,
        t * target.multiplier,
    )


def _decide(reading: Reading, direction: Sense, reverse_formula: str) -> Comparison:
    target, actual = reading.target, reading.actual
    if target.trend * actual.trend < 0 and actual.low > 0 and target.low > 0:
        return Comparison(Standing.MISSED)  # 增长5% was planned, 下降2% came out
    if direction is Sense.OPEN:
        return _within(reading)
    reverse = direction is Sense.REVERSE
    standing = upper(reading) if reverse else lower(reading)
    if standing is Standing.UNKNOWN:
        return Comparison(standing, _why(target, actual), reverse=reverse)
    exact = not (target.approximate or actual.approximate or actual.is_bound or actual.is_range)
    missed = standing is Standing.MISSED and exact
    wanted, reached = _printed(reading.t_high if reverse else reading.t_low, reading)
    return Comparison(
        standing,
        completion=_completion(reading, reverse, reverse_formula) if missed else None,
        over=_over(reading) if standing is Standing.MET and not reverse else None,
        target_value=wanted,
        actual_value=reached,
        reverse=reverse,
    )


def _within(reading: Reading) -> Comparison:
    """What lies within the target's span is met; outside, only a tolerance tells."""
    target, actual = reading.target, reading.actual
    if not actual.is_bound:
        if reading.t_low <= reading.a_low and reading.a_high <= reading.t_high:
            return Comparison(Standing.MET)
        outside = reading.a_high < reading.t_low or reading.a_low > reading.t_high
        if target.binds_both_ways and outside and not (actual.approximate or target.approximate):
            return Comparison(Standing.MISSED)
    return unknown("不能确定该指标是越高越好还是越低越好")


def _printed(wanted: Fraction, reading: Reading) -> tuple[Fraction, Fraction]:
    """Both in the target's printed unit; in the result's where only that is even (14个月 of 1年)."""
    reached, unit = reading.a_low, reading.unit
    if unit == 1:
        return wanted, reached
    own = _scales(reading.target, reading.actual)[1] * reading.actual.multiplier
    if own < unit and not _is_even(reached / unit) and _is_even(wanted / own):
        unit = own
    return wanted / unit, reached / unit


def _is_even(value: Fraction) -> bool:
    return 10_000 % value.denominator == 0


def _completion(reading: Reading, reverse: bool, reverse_formula: str) -> Fraction | None:
    if not reverse:
        planned, reached = reading.t_low, reading.a_low
        return reached / planned if 0 <= reached < planned else None
    planned, reached = reading.t_high, reading.a_high
    if not 0 < planned < reached:
        return None
    if reverse_formula == "linear":
        return max(Fraction(0), 1 - (reached - planned) / planned)
    return planned / reached


def _over(reading: Reading) -> Fraction | None:
    if reading.t_high <= 0 or reading.target.measures_time or reading.target.unit in _ROUNDS:
        return None
    return reading.a_low / reading.t_high


_ROUNDS = ("遍", "轮")
"""全员轮训一遍 is done in as many courses as it takes."""


def _why(target: Quantity, actual: Quantity) -> str:
    if actual.is_bound:
        return f"实际完成值“{actual.words}”只是一个界限，不能确定是否达到“{target.words}”"
    if actual.approximate or target.approximate:
        vague = actual if actual.approximate else target
        return f"“{vague.words}”是约数，不能确定“{actual.words}”是否达到“{target.words}”"
    if actual.is_range:
        return f"实际完成值“{actual.words}”是一个区间，不能确定是否达到“{target.words}”"
    return f"实际完成值“{actual.words}”恰好等于指标值“{target.words}”的界限"


_MEASURED = frozenset(
    {
        *(Kind.MONEY, Kind.FOREIGN_MONEY, Kind.LENGTH, Kind.AREA, Kind.VOLUME, Kind.MASS),
        *(Kind.ENERGY, Kind.POWER, Kind.DATA),
    }
)
_SHARES = frozenset({Kind.PERCENT, Kind.POINTS})


def is_small(
    target: Quantity, over: Fraction, pieces: Fraction, points: tuple[Fraction, Fraction]
) -> bool:
    """Whether so little was done beyond the target that nobody asks, however large the share.

    One film more than three is a third more; so are two per cent more than six. A rate may be
    passed by its own size, within bounds; amounts (money, roads, areas) have a share only.

    Args:
        target: what was planned.
        over: result ÷ target.
        pieces: so many counted things more are few; concentrations (mg/L) are taken so too.
        points: percentage points that are few for any rate, and the most that are for one.
    """
    excess = (over - 1) * target.high
    kinds = {unit.kind for unit in target.units if not unit.per}
    if kinds & _SHARES:
        least, most = points
        return excess <= min(max(least, target.high), most)
    return not kinds & _MEASURED and excess <= pieces
