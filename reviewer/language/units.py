"""Units of measure: reading them, and which can mean the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Any

from reviewer.language.patterns import pattern
from reviewer.lexicon import data


class Kind(StrEnum):
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

NO_UNITS = frozenset(_TABLES["no_units"]["characters"])
"""Behind a number they name which one, how good or when, and count nothing: 203室, 3星, 16开."""

_COUNTS = frozenset(
    {
        Kind.PERSONS,
        Kind.PERSON_TIMES,
        Kind.DOCUMENTS,
        Kind.EVENTS,
        Kind.PLACES,
        Kind.THINGS,
    }
)
_DURATIONS = frozenset({Kind.TIME, Kind.WORKDAYS, Kind.MONTHS, Kind.LESSONS})
_SHARES = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.RATIO, Kind.SCORE})
_WILD = frozenset({"个", "项", "种", "类", "例", "单", "组", "", "点"})
"""Classifiers that count anything."""
_THINGS = frozenset({"个", "项", "种", "类"})
"""No turnout is counted in these."""
_SET_LIKE = frozenset(
    ("套", "件", "部", "张", "幅", "本", "册", "台", "组", "块", "面", "台套", "件套")
)
_TURNOUT = frozenset({Kind.PERSON_TIMES, Kind.EVENTS})
_SESSIONS = frozenset({"场", "期", "届", "班", "场次", "班次", "期次"})
_PERIODIC = frozenset({"期", "批", "件", "批次", "期次"})
_PERIODIC_KINDS = frozenset({Kind.DOCUMENTS, Kind.EVENTS})
"""Issues of a journal, batches, cases: events and documents at once."""
_LONGEST = max(map(len, UNITS))
_BRACKETS = pattern(r"\(([\u4e00-\u9fff]{1,2})\)")


def unit_at(text: str, start: int, *, chinese: bool = False) -> str:
    """The unit that begins at `start`, "" where none does.

    What follows a slash or stands in brackets belongs to it (元/人, 套(件)). `chinese` allows
    only the units that a Chinese numeral takes.
    """
    if text[start : start + 1] == " ":
        start += 1
    allowed = CHINESE_ONLY if chinese else UNITS
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        name = text[start : start + length]
        if name not in allowed and not (name in _AMBIGUOUS and not chinese):
            continue
        after = text[start + length : start + length + 1]
        if after and (after in NOT_BEFORE.get(name, "") or _runs_on(name, after)):
            continue
        return name + _suffix(text, start + length)
    return ""


def _suffix(text: str, start: int, slashes: int = 2) -> str:
    """/人, /人/月 or (件) behind a unit."""
    mark = text[start : start + 1]
    if mark == "(":
        found = _BRACKETS.match(text, start)
        return found.group() if found is not None and found[1] in UNITS else ""
    if mark not in _PER_SIGNS or not slashes:
        return ""
    after = start + 2 if text[start + 1 : start + 2] == "每" else start + 1
    for length in range(_LONGEST, 0, -1):
        end = after + length
        if text[after:end] in UNITS and end <= len(text) and text[end : end + 1] != "均":
            return text[start:end] + _suffix(text, end, slashes - 1)
    return ""


def _runs_on(name: str, after: str) -> bool:
    """Latin units end where the letters end."""
    return name[-1].isascii() and name[-1].isalnum() and after.isascii() and after.isalnum()


_YEARLY = frozenset({"年", "年度"})
_PER_SIGNS = ("/", "·", "*", "×")
_SAME_SIGN = str.maketrans("·*×(", "////")
_NOUN = pattern(r"[\u4e00-\u9fff]{1,2}")
_AMBIGUOUS = {"M": ("m", "MB", "Mbps")}
"""A capital M is printed for metres and for megabytes."""


@lru_cache(maxsize=1024)
def units(printed: str) -> tuple[Unit, ...]:
    """The units that a printed one may mean: 套(件) is 套 or 件, 元/人 is money per person.

    A noun that no table has counts things. Empty where nothing or another unknown word is printed.
    """
    printed = printed.strip()
    if printed in _AMBIGUOUS:
        return tuple(UNITS[name] for name in _AMBIGUOUS[printed])
    if printed in UNITS:
        return (UNITS[printed],)
    first, slash, second = printed.translate(_SAME_SIGN).partition("/")
    second = second.strip(")").removeprefix("每")
    head, tail = UNITS.get(first), UNITS.get(second)
    if head is None or not slash:
        is_noun = _NOUN.fullmatch(printed) is not None
        return (Unit(printed, Kind.THINGS),) if is_noun else ()
    if first == "人" and second == "次":
        return (head, UNITS["人次"])
    if second in _YEARLY:
        return (head,)  # a form covers one year
    if tail is not None and head.kind in _COUNTS and tail.kind in _COUNTS:
        return (head, tail)
    return (Unit(printed, head.kind, head.scale, _per(second)),)


def _per(printed: str) -> str:
    """One spelling of what stands behind the slash: 升 for L, 人/天 for 人*日; a form is of one year."""
    parted = printed.replace("人天", "人/天").replace("人日", "人/天")
    pieces = (piece.removeprefix("每") for piece in parted.split("/"))
    return "/".join(sorted(_plainest(piece) for piece in pieces if piece not in _YEARLY))


def _plainest(name: str) -> str:
    unit = UNITS.get(name)
    if unit is None or unit.kind in _COUNTS:
        return "人" if name in _PERSON else name
    return _FIRST_NAMES[unit.kind, unit.scale]


_PERSON = frozenset({"人", "名", "位", "个人"})
_FIRST_NAMES = {(unit.kind, unit.scale): unit.name for unit in reversed(UNITS.values())}


def drops_time(target: str, result: str) -> bool:
    """Whether what `result` leaves out is a time: the 天 of 元/人·天."""
    pieces = [
        _per(unit.translate(_SAME_SIGN).partition("/")[2]).split("/") for unit in (target, result)
    ]
    left_out = (UNITS.get(piece) for piece in pieces[0] if piece not in pieces[1])
    return any(unit is not None and unit.kind in _DURATIONS for unit in left_out)


def drops_part_of_per(target: str, result: str) -> bool:
    """Whether a result says itself per what it is given, and less than its target: 元/人 for 元/人·天."""
    pieces = [_per(unit.translate(_SAME_SIGN).partition("/")[2]) for unit in (target, result)]
    wanted, said = (set(piece.split("/")) - {""} for piece in pieces)
    return bool(said) and said < wanted


def without_per(target: str, result: str) -> bool:
    """Whether a result leaves out what its target counts per: 元 for 元/册, 元/人 for 元/人·天."""
    head, slash, rest = target.translate(_SAME_SIGN).partition("/")
    own, _, kept = result.translate(_SAME_SIGN).partition("/")
    wanted, said = UNITS.get(head), UNITS.get(own)
    if not slash or wanted is None or said is None or wanted.kind is not said.kind:
        return False
    if wanted.kind in _COUNTS or wanted.kind in _DURATIONS:
        return False
    pieces, own_pieces = _per(rest).split("/"), _per(kept).split("/") if kept else []
    counted = [UNITS.get(piece) for piece in pieces]
    if all(unit is not None and unit.kind in _DURATIONS for unit in counted):
        return False  # 500吨/日 against 480吨 may be of a day or of a year
    return len(own_pieces) < len(pieces) and set(own_pieces) <= set(pieces)


class Agreement(IntEnum):
    """Whether two units can be compared."""

    DIFFERENT = 0  # cannot be the same thing
    DOUBTFUL = 1  # may be, but the numbers cannot be set against each other
    CLOSE = 2  # different words for one thing, or one of them missing
    SAME = 3


def agreement(first: tuple[Unit, ...], second: tuple[Unit, ...]) -> Agreement:
    """The best agreement among the meanings of two printed units."""
    if not first or not second:
        return Agreement.CLOSE
    if first is second:  # as the same words have it
        return Agreement.SAME
    return max(_agreement(one, other) for one in first for other in second)


def _agreement(one: Unit, other: Unit) -> Agreement:
    if one.per != other.per and _may_be_the_same(one.kind, other.kind):
        return Agreement.DOUBTFUL
    if one.name == other.name:
        return Agreement.SAME
    if one.kind in _COUNTS and other.kind in _COUNTS:
        return _between_counts(one, other)
    if one.kind is other.kind:
        return Agreement.SAME
    for family in (_DURATIONS, _SHARES):
        if one.kind in family and other.kind in family:
            return Agreement.DOUBTFUL
    if Kind.TIMES in (one.kind, other.kind) or Kind.RATIO in (one.kind, other.kind):
        return Agreement.DOUBTFUL
    return Agreement.DIFFERENT


def _may_be_the_same(one: Kind, other: Kind) -> bool:
    """500元/人 against 12% is something else altogether; 5次/班 against 20次 may be not."""
    return one is other or (one in _COUNTS and other in _COUNTS)


_APART = {
    Kind.PERSONS: (Kind.PERSON_TIMES, Kind.DOCUMENTS, Kind.EVENTS, Kind.PLACES),
    Kind.PERSON_TIMES: (Kind.DOCUMENTS, Kind.PLACES),
    Kind.EVENTS: (Kind.DOCUMENTS, Kind.PLACES),
}
"""Counts that never count the same thing."""


_PAGES = frozenset({"页"})
_VOLUMES = frozenset({"卷", "册", "本", "份", "篇", "部", "套", "件"})


def _between_counts(one: Unit, other: Unit) -> Agreement:
    if {one.name, other.name} & _PAGES and {one.name, other.name} & _VOLUMES:
        return Agreement.DIFFERENT  # a volume has many pages
    if one.kind is other.kind:
        return Agreement.CLOSE
    if Kind.PERSON_TIMES in (one.kind, other.kind) and _THINGS & {one.name, other.name}:
        return Agreement.DIFFERENT  # 1000人次 against 215个
    if one.name in _WILD or other.name in _WILD:
        return Agreement.CLOSE
    if one.name in _SET_LIKE and other.name in _SET_LIKE:
        return Agreement.CLOSE
    periodic = one.name in _PERIODIC or other.name in _PERIODIC
    if periodic and {one.kind, other.kind} <= _PERIODIC_KINDS:
        return Agreement.DOUBTFUL
    kinds = frozenset({one.kind, other.kind})
    if kinds == _TURNOUT:
        # 次 is often written for 人次; 场 and 期 never are.
        return Agreement.DIFFERENT if {one.name, other.name} & _SESSIONS else Agreement.DOUBTFUL
    apart = other.kind in _APART.get(one.kind, ()) or one.kind in _APART.get(other.kind, ())
    return Agreement.DIFFERENT if apart else Agreement.DOUBTFUL
