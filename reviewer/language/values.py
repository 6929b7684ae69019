"""A number with its unit as it is printed: 1,000块, 4.1万家, 十二个, 百分之九十五, 九成, 零投诉."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from reviewer.language.numerals import FINANCIAL, NUMERALS, chinese_number
from reviewer.language.patterns import pattern
from reviewer.language.units import unit_at

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,20})(?:\.\d{1,15})?"
_ABSENT = (
    "投诉|事故|差错|违规|违纪|违法|死亡|伤亡|感染|延误|上访|信访|发生|失误|缺陷|举报|积压|复发|新增|拖欠"
    "|逾期|泄漏|泄露|污染|事件|隐患|故障|纠纷|案件|重大|安全"
)
_NUMBER = pattern(
    r"(?:(?P<ratio>\d{1,4}(?:\.\d{1,2})?:\d{1,4}(?:\.\d{1,2})?)"
    rf"|(?P<digits>{_DIGITS})(?P<more>余|多(?![部方元种功层样个]))?(?P<times>[十百千万亿]{{2}}(?![瓦克米])|千(?![瓦克米])|[十百万亿])?"
    rf"|(?P<base>[百千万])分之(?P<parts>{_DIGITS}|[{NUMERALS}]{{1,8}}(?:点[{NUMERALS}]{{1,4}})?)"
    r"|(?P<whole>百分百)"
    rf"|(?P<below>[{NUMERALS}]{{1,4}})分之(?P<above>[{NUMERALS}]{{1,4}})"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<half>半|[一二三四五六七八九](?=[，。；、)以及左上的]|$))?(?![立员果功效本为就新绩型])"
    rf"|零(?P<none>{_ABSENT})"
    rf"|(?P<financial>{FINANCIAL})"
    rf"|(?P<chinese>[{NUMERALS}]{{1,12}}(?:点[{NUMERALS}]{{1,4}})?)"
    r"|(?P<half_of>半)(?=年|个月|天|小时))"
)
_AND_HALF = pattern(r"(?P<unit>年|天)半(?![年天])|个半月")
"""5个半月, 2年半."""
_HEAD = pattern(rf"[0-9{NUMERALS}半壹贰叁肆伍陆柒捌玖拾佰仟]")
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BARE_POWERS = pattern(r"[百千万亿]+")
_EITHER = pattern(r"[一二两三四五六七八九]{2}")
_ONE = Fraction(1)


class Value(NamedTuple):
    """A number as read; `needs_unit` marks a Chinese numeral that nothing measures yet."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    multiplier: Fraction
    unit: str
    more: str = ""
    needs_unit: bool = False
    is_vague: bool = False
    noun: str = ""


def find_value(text: str, start: int) -> tuple[int, Value | None] | None:
    """The next number from `start`: where reading may go on, and what it is worth.

    None where no number follows; a value of None for numerals that form no number.
    """
    while (head := _HEAD.search(text, start)) is not None:
        match = _NUMBER.match(text, head.start())
        if match is not None:
            return match.end(), _read(match, text)
        start = head.end()
    return None


def value_at(text: str, start: int) -> Value | None:
    """The number that begins exactly at `start`."""
    match = _NUMBER.match(text, start)
    return None if match is None else _read(match, text)


def _read(match: re.Match[str], text: str) -> Value | None:
    start, end = match.span()
    if match["digits"]:
        return _digits(match, text)
    if match["chinese"] or match["financial"]:
        return _chinese(match, text)
    if match["ratio"]:
        first, _, second = match["ratio"].partition(":")
        below = _decimal(second)
        share = _decimal(first) / below if below else None
        return None if share is None else Value(start, end, share, share, _ONE, ":")
    if match["none"]:
        zero = Fraction(0)
        return Value(start, end, zero, zero, _ONE, "", noun=match["none"])
    if match["half_of"]:
        unit = unit_at(text, end)
        half = Fraction(1, 2)
        return Value(start, end + len(unit), half, half, _ONE, unit)
    share = _share(match)
    return None if share is None else Value(start, end, share, share, _ONE, "%")


def _digits(match: re.Match[str], text: str) -> Value:
    end, more = match.end(), match["more"] or ""
    times = 1
    for char in match["times"] or "":
        times *= _TIMES[char]
    multiplier = _ONE if times == 1 else Fraction(times)
    if match["times"] and text[end : end + 1] in ("余", "多"):
        more, end = text[end], end + 1
    value = _decimal(match["digits"], times)
    if half := _AND_HALF.match(text, end):
        value += Fraction(1, 2)
        return Value(match.start(), half.end(), value, value, multiplier, half["unit"] or "个月")
    unit = unit_at(text, end)
    return Value(match.start(), _behind(text, end, unit), value, value, multiplier, unit, more)


def _chinese(match: re.Match[str], text: str) -> Value | None:
    words, end = match["chinese"] or match["financial"], match.end()
    value = chinese_number(words)
    if value is None:
        return None
    more = text[end] if text[end : end + 1] in ("余", "多") else ""
    end += len(more)
    vague = _BARE_POWERS.fullmatch(words) is not None
    unit = unit_at(text, end, chinese=True)
    low = high = value
    if _EITHER.fullmatch(words):  # 三四个 is three or four
        numbers = [chinese_number(char) or value for char in words]
        low, high = min(numbers), max(numbers)
    return Value(
        match.start(),
        _behind(text, end, unit),
        low,
        high,
        _ONE,
        unit,
        more,
        needs_unit=not unit,
        is_vague=vague,
    )


def _share(match: re.Match[str]) -> Fraction | None:
    """百分之九十五, 百分百, 三分之二, 九成: in per cent."""
    if match["whole"]:
        return Fraction(100)
    if match["tenths"]:
        tenths = chinese_number(match["tenths"])
        return None if tenths is None else tenths * 10 + _percents(match["half"])
    if match["base"]:
        parts = match["parts"]
        number = _decimal(parts) if parts.isascii() else chinese_number(parts)
        scale = {"百": _ONE, "千": Fraction(1, 10), "万": Fraction(1, 100)}[match["base"]]
        return None if number is None else number * scale
    below, above = chinese_number(match["below"]), chinese_number(match["above"])
    return above / below * 100 if below and above is not None and above <= below else None


def _percents(half: str | None) -> Fraction:
    """What stands behind 九成: 半 is five per cent, 九成六 is 96%."""
    if half == "半":
        return Fraction(5)
    return (chinese_number(half) if half else None) or Fraction(0)


def _behind(text: str, start: int, unit: str) -> int:
    """Where the unit ends; a blank may stand before Latin letters."""
    return start + len(unit) + (1 if unit and text[start] == " " else 0)


def _decimal(digits: str, times: int = 1) -> Fraction:
    whole, _, decimals = digits.replace(",", "").partition(".")
    return Fraction(int(whole + decimals) * times, 10 ** len(decimals))


# With what it may differ by ----------------------------------------------------------------------

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


# How its digits are printed ----------------------------------------------------------------------

_GROUPED = pattern(r"\d[,，]\d{3}")
_UNGROUPED = pattern(r"(?<![\d,，.．])\d{4,}")
_FULL_WIDTH = pattern(r"[０-９]|\d[，．]\d")


def is_grouped(raw: str) -> bool:
    """2,885,887.00."""
    return _GROUPED.search(raw) is not None


def is_ungrouped(raw: str) -> bool:
    """2885887.00: four digits or more before the point, none of them set apart."""
    return _UNGROUPED.search(raw) is not None


def is_full_width(raw: str) -> bool:
    """１０, or a full-width comma or point within the number."""
    return not raw.isascii() and _FULL_WIDTH.search(raw) is not None
