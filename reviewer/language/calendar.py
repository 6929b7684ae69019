"""Days that have a name (春节, 汛期), and dates that no calendar holds (2月30日)."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reviewer.language.patterns import pattern


class NamedDays(NamedTuple):
    """When something with a name begins: one day a year, or some day from `first` to `last`.

    `ahead` is by how many days before it something is due: 15 for 国庆节前15天.
    """

    name: str
    words: tuple[str, ...]
    days: tuple[date, ...]
    first: str
    last: str
    off: int = 0
    ahead: int = 1

    def begins(self, year: int) -> tuple[date, date] | None:
        """The first and the last day on which it may begin in a year; None where nobody knows."""
        if self.days:
            own = next((day for day in self.days if day.year == year), None)
            return None if own is None else (own, own)
        return date.fromisoformat(f"{year}-{self.first}"), date.fromisoformat(f"{year}-{self.last}")


@cache
def named_days() -> dict[str, NamedDays]:
    """The table of calendar.toml, by the words that name a day."""
    tables = tomllib.loads((files(__package__) / "calendar.toml").read_text("utf-8"))
    found = [
        NamedDays(
            name,
            tuple(one["words"].split()),
            tuple(one.get("days", ())),
            one.get("first", one.get("day", "")),
            one.get("last", one.get("day", "")),
            one.get("off", 0),
        )
        for table in ("feasts", "seasons")
        for name, one in tables[table].items()
    ]
    return {word: one for one in found for word in one.words}


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(sorted(named_days(), key=len, reverse=True))
    return re.compile(
        r"(?:(?P<year>(?:19|20)\d\d)年|(?P<next>次年|翌年|明年|下一?年))?(?:的|度)?[“\"]?"
        rf"(?P<word>{words})[”\"]?(?:节日|节|放假|假期|长假|来临|到来|开始)*(?:以前|之前|前)(?!后|期|夕|往)"
        r"(?:(?P<ahead>\d{1,2})(?:天|日|个自然日)(?![以之]?内|里|左右))?"
    )


class NamedLimit(NamedTuple):
    """国庆节前 in a text: what it names, the year if it names one, and its place."""

    days: NamedDays
    year: int | None
    start: int
    end: int


def named_limits(plain: str, year: int | None) -> Iterator[NamedLimit]:
    """The deadlines of a normalized text that lie before a day with a name."""
    if "前" not in plain:
        return
    for found in _before().finditer(plain):
        if found["year"]:
            named: int | None = int(found["year"])
        else:
            named = year + 1 if found["next"] and year is not None else None
        days = named_days()[found["word"]]._replace(ahead=int(found["ahead"] or 1))
        yield NamedLimit(days, named, *found.span())


_NEAR = timedelta(days=100)
"""A feast that is further away from a day than this is not the one that was meant."""


def last_day_before(days: NamedDays, year: int, done: date | None) -> tuple[date, date] | None:
    """The last day that is surely in time, and the last that may be; None where nobody can say.

    Args:
        days: what the deadline names.
        year: the form's year, or the one that the deadline names.
        done: the day that is held against it where the deadline names no year. Feasts at the turn
            of the year come twice within a year's work; the one next to that day is meant.
    """
    own = days.begins(year)
    if own is None:
        return None
    if done is not None and own[0] == own[1] and own[0].month <= _TURN_OF_YEAR:
        following = days.begins(year + 1)
        near = [one for one in (own, following) if one and abs(one[0] - done) <= _NEAR]
        if not near:
            return None
        own = min(near, key=lambda one: abs(one[0] - done))
    return own[0] - timedelta(days.ahead), own[1] - timedelta(days.ahead)


_TURN_OF_YEAR = 3
"""元旦, 春节 and 元宵 lie within these months."""


def workdays(first: date, last: date) -> tuple[int, int]:
    """The fewest and the most working days behind the first day up to the last.

    Which days before and behind a feast are off, or worked instead, is decided year by year.
    """
    days = [first + timedelta(days=one) for one in range(1, (last - first).days + 1)]
    week = sum(day.weekday() < _SATURDAY for day in days)
    off = worked = 0
    for feast in {id(one): one for one in named_days().values() if one.off}.values():
        for year in range(first.year, last.year + 1):
            own = feast.begins(year)
            if own is None:
                continue
            near = [day for day in days if abs((day - own[0]).days) < feast.off]
            off += min(feast.off, sum(day.weekday() < _SATURDAY for day in near))
            worked += (
                _WORKED_INSTEAD if any(abs((day - own[0]).days) < _AROUND for day in days) else 0
            )
    return max(0, week - off), week + worked


_SATURDAY = 5
_WORKED_INSTEAD = 2
_AROUND = 12


_DATE = pattern(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?!龄)(?:份)?(?:(?P<day>\d{1,2})[日号])?"
)
_IN_DIGITS = pattern(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?"
)
_MONTHS = 12
_LEAP_YEAR = 2000


def impossible_day(plain: str) -> str:
    """10月32日, 2月30日 or 2023年13月, "" where all dates can be; 24月 alone is a span of time.

    In digits (2023-13-05) only the whole text is surely a date.
    """
    whole = _IN_DIGITS.fullmatch(plain)
    if whole and whole["sep"] == "." and not whole["day"]:
        return ""  # 2013.25 is an amount as well
    found = [whole] if whole else _DATE.finditer(plain)
    return next((one.group() for one in found if not _can_be(one)), "")


def _can_be(found: re.Match[str]) -> bool:
    if not (found["year"] or found["day"]):
        return True
    month, day = int(found["month"]), int(found["day"] or 1)
    if not 1 <= month <= _MONTHS:
        return False
    # Without a year 29 February may be.
    return 1 <= day <= monthrange(int(found["year"] or _LEAP_YEAR), month)[1]
