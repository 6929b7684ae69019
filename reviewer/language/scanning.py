"""The numbers of a text, each with the words directly around it; not those inside a name."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.modifiers import After, Before, after, before, before_share
from reviewer.language.noise import FILLER
from reviewer.language.patterns import pattern
from reviewer.language.units import NO_UNITS, Kind, unit_at, units
from reviewer.language.values import Value, find_value, value_at, with_tolerance

PERCENTS = frozenset({"%", "%%", "百分比", "‰"})
_TIMES = frozenset({Kind.TIME, Kind.WORKDAYS, Kind.MONTHS, Kind.LESSONS})
BOUNDARY = pattern(r"[，。；、！？]")
_RANGE = pattern(r"[-~至到—](?=[0-9零一二两三四五六七八九十百])")
_AFTER_LETTERS = PERCENTS | frozenset("台套个盏辆件只条块部")
_ENDS = frozenset("，。；、)！？+~至到-—(（=")
_NO_NUMBER_AFTER = frozenset(("第", FILLER, "号", "/", ".", "#"))


class Draft(NamedTuple):
    """A quantity before its tail is known."""

    value: Value
    front: Before
    back: After
    subject: str
    clause: int
    has_tolerance: bool


def scan(plain: str, masked: str) -> list[Draft]:
    """The numbers of a normalized text; `masked` is the text without what measures nothing."""
    found: list[Draft] = []
    position = last = clause = 0
    while (step := find_value(masked, position)) is not None:
        position, value = step
        if value is None:
            continue
        value = _in_own_unit(value, masked)
        front = before(masked, last, value.start)
        if front.relation is None and value.unit == "%":
            front = before_share(masked, last, value.start, value.low) or front
        spread = with_tolerance(masked, value)
        if spread is None and not _is_quantity(value, front, masked):
            continue
        whole = spread or _with_range(masked, value)
        if whole is None:
            continue
        signs = [sign.end() for sign in BOUNDARY.finditer(masked, last, front.start)]
        clause += len(signs)
        subject = plain[signs[-1] if signs else last : front.start].strip("(（：:")
        # 控制在50万元内: behind a bound the bare 内 is another.
        within = front.relation is not None and front.relation.is_upper
        back = after(masked, whole.end, measures_time=within or is_time(whole.unit))
        found.append(Draft(whole, front, back, subject + whole.noun, clause, spread is not None))
        position = last = back.end
    return found


_NOUN_BEHIND = pattern(
    r"(?<=[\d十百千万亿余多])(?![十百千万亿余多])(?P<noun>[\u4e00-\u9fff](?:次|日)?)(?=[，。；、)：里中的]|$)"
)
_NUMBER_BEFORE = pattern(r"(?<![\d:.A-Za-z])(?:\d[\d,]*(?:\.\d+)?)[十百千万亿余多]{0,2}$")
_LONGEST_NUMBER = 20


def _in_own_unit(value: Value, masked: str) -> Value:
    """9744叶，溜口6120叶: what a cell counts more than once in is a unit, though no table has it."""
    if value.unit or value.needs_unit or value.noun:
        return value
    found = _NOUN_BEHIND.match(masked, value.end)
    if found is None or found["noun"] not in _own_units(masked):
        return value
    return value._replace(unit=found["noun"], end=found.end())


@lru_cache(maxsize=1024)
def _own_units(masked: str) -> frozenset[str]:
    """The nouns behind the number that leads a text, or behind several; not of 7:19报、7:31报.

    断次 and 时次 say themselves that they count.
    """
    nouns = Counter[str]()
    for found in _NOUN_BEHIND.finditer(masked):
        noun, start = found["noun"], found.start()
        number = _NUMBER_BEFORE.search(masked, max(0, start - _LONGEST_NUMBER), start)
        if number is None or noun in NO_UNITS or unit_at(masked, start):
            continue
        leads = _LEAD.fullmatch(masked, 0, number.start()) is not None
        nouns[noun] += 1 + (leads or noun.endswith("次"))
    return frozenset(noun for noun, number in nouns.items() if number > 1)


_LEAD = pattern(r"[≥≤=<>]?|不[少低多高超][于过]|至少|至多")


def _is_quantity(value: Value, front: Before, masked: str) -> bool:
    """A number with a unit or a relation, or one that stands alone; not one inside a name."""
    if value.is_vague and not (value.more or front.relation or front.about):
        return False  # 万家灯火, 百姓
    if value.noun:
        return True
    if value.unit:  # AED100台 is a quantity, B2层 is none
        return not _is_latin(masked, front.start) or value.unit in _AFTER_LETTERS
    right = masked[value.end : value.end + 1]
    at_end = not right or right in _ENDS or _per_time(value, masked)
    if value.needs_unit:
        return at_end and (front.relation is not None or (value.start == 0 and not right))
    if front.relation is not None:
        return True
    follows = (
        at_end
        or after(masked, value.end, measures_time=False).end > value.end
        or _counts_a_noun(masked, front.start, value.end)
    )
    left = masked[front.start - 1 : front.start]
    return follows and left not in _NO_NUMBER_AFTER and not _is_latin(masked, front.start)


_PER_TIME = pattern(r"/每?(?:年|月|季度?|天|日|人|户|亩|个?月)(?=$|[，。；、)])")


def _per_time(value: Value, masked: str) -> bool:
    """868万/月 is a number though 元 is left out."""
    return value.multiplier != 1 and _PER_TIME.match(masked, value.end) is not None


_NOUN = pattern(
    r"(?!完成|验收|通过|实施|建设|启动|开展|已|的|和|与|中|期|后|前|时|年|月|级|类|号|阶段|部分)"
    r"[\u4e00-\u9fff]{1,3}(?=[，。；、)]|$)"
)
_VERB = pattern(
    r"(?:^|[，。；、：]|完成|建设|新建|建成|发放|接种|采购|购置|培训|开展|举办|印发|种植|栽植|维修|改造|安装|共|累计|合计)$"
)


def _counts_a_noun(masked: str, start: int, end: int) -> bool:
    """建设5公园, 300学员: the noun is no known unit, yet the number counts it."""
    return (
        _NOUN.match(masked, end) is not None
        and _VERB.search(masked, max(0, start - 2), start) is not None
    )


def _is_latin(masked: str, start: int) -> bool:
    left = masked[start - 1 : start]
    return left.isascii() and left.isalpha()


def _with_range(masked: str, value: Value) -> Value | None:
    """With the second number of 400~500, 4场~5场, 80%—90%, 3至5个; None for a falling range."""
    high = _range_end(masked, value)
    if high is None:
        return value
    low = value.low
    if not value.unit and value.multiplier == 1:
        low *= high.multiplier  # 3-5万元
    if high.low <= low:
        return None
    return high._replace(start=value.start, low=low, more=value.more or high.more)


def _range_end(masked: str, value: Value) -> Value | None:
    sign = _RANGE.match(masked, value.end)
    if sign is None or value.low != value.high:
        return None
    high = value_at(masked, sign.end())
    if high is None or (high.needs_unit and not value.unit):
        return None
    return high if high.unit else high._replace(unit=value.unit)


@lru_cache(maxsize=1024)
def is_time(unit: str) -> bool:
    """Whether a printed unit may be one of time."""
    return any(one.kind in _TIMES for one in units(unit))
