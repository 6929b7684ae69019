"""Moments of a text: a day with the time of the clock, as 5月11日14:05预警、14:38到位 tells them.

A moment without a day of its own is of the day before it; the second of two that are told together
and lie the other way round is of the day after: 21:10接通知，1:50送到.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern

_MOMENT = pattern(
    r"(?:(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]|(?P<next>次日|第二天|翌日|隔天|隔日)|当日|当天|同日)?"
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|深夜)?"
    r"(?P<hour>\d{1,2})(?:[:时点](?P<minute>\d{2})分?(?!\d)|[时点](?P<few>\d)分|[时点](?P<half>半|整)?(?![段长]))"
)
_AFTERNOON = frozenset(("下午", "傍晚", "晚上", "晚", "夜里", "深夜"))
_NOON, _HOURS, _MINUTES = 12, 24, 60
_DAY = _HOURS * _MINUTES
_ANY_YEAR = 2023
"""Without a year of its own; only the time between two moments counts."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: minutes since some day, the words that tell it, and what is told of it behind.

    `start` is its place in the normal form of the text.
    """

    minutes: int
    words: str
    told: str
    start: int


def moments(text: str, year: int | None) -> tuple[Moment, ...]:
    """The moments of a text in their order, of no more than some dozens."""
    plain = normalize(text)
    found = list(_MOMENT.finditer(plain))[:40]
    told: list[Moment] = []
    day: int | None = None
    part: str | None = None
    for at, one in enumerate(found):
        if one["month"]:
            try:
                own = date(year or _ANY_YEAR, int(one["month"]), int(one["day"]))
            except ValueError:
                return ()
            day = own.toordinal()
        elif one["next"]:
            day = (day or 0) + 1
        is_of_new_day = one["month"] or one["next"]
        part = one["part"] or (None if is_of_new_day else part)  # 下午3点20分报警，3点35分到场
        minutes = _of_clock(
            part, int(one["hour"]), _minute(one["minute"] or one["few"], one["half"])
        )
        if minutes is None:
            return ()
        end = found[at + 1].start() if at + 1 < len(found) else len(plain)
        words = plain[one.end() : end]
        told.append(Moment((day or 0) * _DAY + minutes, one.group(), words, one.start()))
    return tuple(told)


def _minute(printed: str | None, half: str | None) -> int:
    return int(printed) if printed else 30 * (half == "半")


def _of_clock(part: str | None, hour: int, minute: int) -> int | None:
    """Minutes since midnight; None for what no clock shows."""
    if part in _AFTERNOON and hour < _NOON:
        hour += _NOON
    return hour * _MINUTES + minute if hour <= _HOURS and minute < _MINUTES else None


def minutes_between(first: Moment, second: Moment) -> int:
    """From the one to the other; a second that lies before the first on one day is of the next."""
    passed = second.minutes - first.minutes
    return passed + _DAY if -_DAY < passed < 0 else passed


def in_pairs(told: Sequence[Moment]) -> list[tuple[Moment, Moment]]:
    """Two by two, as cases are told: when it was reported, when it was done."""
    return list(zip(told[::2], told[1::2], strict=False)) if len(told) % 2 == 0 else []
