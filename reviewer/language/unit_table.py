"""The table of units: what kind each is and what it converts to; the units are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Any

from reviewer.lexicon import data


class Kind(Enum):
    """What a unit measures. Within a kind the scales convert; between counts see `agreement`."""

    PERCENT = auto()
    POINTS = auto()  # 百分点
    MONEY = auto()
    FOREIGN_MONEY = auto()
    LENGTH = auto()
    AREA = auto()
    VOLUME = auto()
    MASS = auto()
    TIME = auto()
    WORKDAYS = auto()
    MONTHS = auto()
    ENERGY = auto()
    POWER = auto()
    NOISE = auto()
    TEMPERATURE = auto()
    SCORE = auto()
    LESSONS = auto()
    TIMES = auto()  # 倍
    DATA = auto()
    BANDWIDTH = auto()
    RATIO = auto()  # 1:10
    PERSONS = auto()
    PERSON_TIMES = auto()
    DOCUMENTS = auto()
    EVENTS = auto()
    PLACES = auto()  # 家, 户: who is served or checked
    THINGS = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed; `scale` brings it to the kind's own unit, `per` is what follows a slash."""

    name: str
    kind: Kind
    scale: Fraction = Fraction(1)
    per: str = ""


def _units(tables: Mapping[str, Any]) -> dict[str, Unit]:
    measures = {
        name: Unit(name, Kind[kind.upper()], Fraction(scale))
        for kind, scales in tables["measures"].items()
        for scale, names in scales.items()
        for name in names.split()
    }
    counts = {
        name: Unit(name, Kind[kind.upper()])
        for kind, names in tables["counts"].items()
        for name in names.split()
    }
    return measures | counts


_TABLES = data("units")
UNITS = _units(_TABLES)
CHINESE_ONLY = frozenset(_TABLES["numerals"]["units"].split())
"""Behind a Chinese numeral only these: 三方, 四面, 五点 are words rather than quantities."""
NOT_BEFORE = {
    unit: others.strip()
    for unit, _, others in (line.partition(":") for line in _TABLES["not_before"]["units"])
}
"""A unit followed by one of these characters is the beginning of another word: 3年级, 5种植户."""
