"""Days since 1900 (or 1904) under formats such as `yyyy"年"m"月"d"日"` and `[h]:mm`."""

from __future__ import annotations

from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from reviewer.intake.number_format.chinese import by_digit, in_words
from reviewer.intake.number_format.code import Section, Token
from reviewer.intake.number_format.figures import rounded

_LAST_DAY = 2_958_465
"""31 December 9999."""
_DAY = 86_400
_LEAP_DAY = 60
"""29 February 1900, which never was."""
_FROM_1904 = 1462
_DIGITS = "一二三四五六日"
_CHINESE_DAYS = {"ddd": "周", "dddd": "星期", "aaa": "", "aaaa": "星期"}
_CHINESE_MONTHS = (*"一二三四五六七八九十", "十一", "十二")
_BUDDHIST = 543
_NOISE = 3
"""Decimals of seconds that a fraction of a day holds for sure."""


def moment(section: Section, serial: Decimal, *, date1904: bool) -> str | None:
    """The text of a date or time; None for a number that Excel shows as #### under such a format.

    Args:
        section: of kind date.
        serial: days, and parts of days, since the workbook's beginning.
        date1904: whether days are counted from 1904.
    """
    places = max((len(text) for kind, text in section.tokens if kind == "fraction"), default=0)
    if date1904:
        serial += _FROM_1904
    if not 0 <= serial <= _LAST_DAY + 1:
        return None
    has_clock = any(
        kind in ("elapsed", "half") or (kind == "date" and text[0] in "hs")
        for kind, text in section.tokens
    )
    # At the precision that is shown: 59.7 seconds are the next minute, but not the next day.
    seconds = rounded(serial * _DAY, places if has_clock else _NOISE)
    days, clock = divmod(seconds, _DAY)
    if days > _LAST_DAY:
        return None
    is_half = any(kind == "half" for kind, _ in section.tokens)
    at_hand = _Moment(*_calendar(int(days)), clock, seconds, is_half)
    return "".join(
        _shown(section, at, at_hand, places) if kind != "literal" else text
        for at, (kind, text) in enumerate(section.tokens)
    )


class _Moment(NamedTuple):
    year: int
    month: int
    day: int
    weekday: int
    """From Monday, which is 0."""
    clock: Decimal
    """Seconds of the day."""
    seconds: Decimal
    """Since the workbook's beginning."""
    is_half: bool
    """Whether hours are counted from 1 to 12."""


def _shown(section: Section, at: int, moment: _Moment, places: int) -> str:
    kind, text = section.tokens[at]
    if kind == "half":
        return _half(text, int(moment.clock) // 3600, chinese=section.chinese)
    if kind == "fraction":
        return f"{moment.clock % 1:.{places}f}"[1 : 2 + len(text)]
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
        return _number(int(moment.seconds) // unit, len(text), section)
    if text[0] in "hs" or (text[0] == "m" and _is_minute(section.tokens, at)):
        return _number(_of_clock(text[0], moment), min(2, len(text)), section)
    if text[0] in "yebg":
        return _year(text, moment.year, section)
    if text[0] == "m" and len(text) > 2:
        return _month(moment.month, len(text), chinese=section.chinese)
    if len(text) > 2:
        return _weekday(moment.weekday, text, chinese=section.chinese)
    return _number(moment.month if text[0] == "m" else moment.day, len(text), section)


def _calendar(days: int) -> tuple[int, int, int, int]:
    """Year, month, day, and day of the week from Monday, of a day in Excel's calendar."""
    if days == 0:
        return 1900, 1, 0, 5
    if days == _LEAP_DAY:
        return 1900, 2, 29, 2
    found = date(1899, 12, 31) + timedelta(days - (days > _LEAP_DAY))
    return found.year, found.month, found.day, (days + 5) % 7


def _is_minute(tokens: Sequence[Token], at: int) -> bool:
    """`m` after hours or before seconds."""
    if len(tokens[at][1]) > 2:
        return False
    kinds = ("date", "elapsed")
    before = next((text for kind, text in reversed(tokens[:at]) if kind in kinds), "")
    after = next((text for kind, text in tokens[at + 1 :] if kind in kinds), "")
    return before.startswith("h") or after.startswith("s")


def _of_clock(letter: str, moment: _Moment) -> int:
    hours, rest = divmod(int(moment.clock), 3600)
    if letter == "h":
        return (hours - 1) % 12 + 1 if moment.is_half else hours
    return rest // 60 if letter == "m" else rest % 60


def _year(text: str, year: int, section: Section) -> str:
    if text[0] == "g":
        return "公元" if len(text) > 1 else ""
    if text[0] == "b":
        return str(year + _BUDDHIST)[-2 if len(text) == 2 else 0 :]
    shown = f"{year % 100:02d}" if text in ("y", "yy") else f"{year:04d}"
    return by_digit(shown, section.numerals) if section.numerals else shown


def _number(count: int, length: int, section: Section) -> str:
    digits = f"{count:0{length}d}"
    if not section.numerals:
        return digits
    if digits.startswith("0"):
        return by_digit(digits, section.numerals)
    return in_words(digits, section.numerals, short=True)


def _half(text: str, hour: int, *, chinese: bool) -> str:
    if chinese and len(text) > 3:
        text = "上午/下午"
    return text.split("/")[hour >= 12]


def _month(month: int, length: int, *, chinese: bool) -> str:
    if chinese:
        return f"{month}月" if length == 3 else f"{_CHINESE_MONTHS[month - 1]}月"
    if length == 5:
        return month_name[month][0]
    return month_abbr[month] if length == 3 else month_name[month]


def _weekday(weekday: int, text: str, *, chinese: bool) -> str:
    if chinese or text[0] == "a":
        return _CHINESE_DAYS[text[:4]] + _DIGITS[weekday]
    return day_abbr[weekday] if len(text) == 3 else day_name[weekday]
