"""A number with what it may differ by: 300±10人次, 300人次±5%, 18±2℃, 5±0.5万元."""

from __future__ import annotations

from reviewer.language.patterns import pattern
from reviewer.language.units import unit_at
from reviewer.language.values import Value, value_at

_SIGN = pattern(r"(?P<bracket>\()?(?:±|\+/?-|正负)(?=\d)")
_PERCENT = "%"


def with_tolerance(text: str, value: Value) -> Value | None:
    """The span that a tolerance behind `value` leaves, None where none stands there.

    A share is one of the number itself, unless that is a rate: 95%±2% is 93% to 97%.
    """
    sign = _SIGN.match(text, value.end)
    margin = None if sign is None else value_at(text, sign.end())
    if sign is None or margin is None or margin.low != margin.high or value.low != value.high:
        return None
    middle, multiplier, unit, end = value.low, value.multiplier, value.unit, margin.end
    if margin.unit == _PERCENT and unit != _PERCENT:
        width = middle * margin.low / 100
        if not unit:  # 300±5%人次
            unit = unit_at(text, end)
            end += len(unit)
    elif margin.unit in ("", unit) or not unit:
        width = margin.low
        if not unit and multiplier == 1:  # 5±0.5万元
            middle, multiplier = middle * margin.multiplier, margin.multiplier
        elif margin.multiplier == 1 and not margin.unit:  # 5万元±0.5
            width *= multiplier
        unit = unit or margin.unit
    else:
        return None
    if sign["bracket"] and text[end : end + 1] == ")":
        end += 1
    return value._replace(
        end=end, low=middle - width, high=middle + width, multiplier=multiplier, unit=unit
    )
