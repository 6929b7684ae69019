"""The figures of an indicator row as a running text is compared with them, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from reviewer.language.frequency import times_a_year
from reviewer.language.kinship import plain_words, without_light
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, measure_in_name, quantities
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.demand import planned
from reviewer.reading.measures import Measure, is_money, measure_of, per, rate_at
from reviewer.relations.printed import same_unit, units_alike
from reviewer.relations.row_totals import totals

_PREFIX = pattern(
    r"^(?:指标\d*[：、.]?|[★▲*☆]+|\d{1,2}[、.)](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、]"
    r"|其中：?){1,3}"
)
_BRACKETS = pattern(r"\([^()]{0,20}\)$")
_OF_EACH = pattern(r"以[\u4e00-\u9fff]{1,6}为单位")


@dataclass(frozen=True, slots=True)
class RowFigures:
    """A row, or one line of a row that counts several things, as a text is compared with it.

    Attributes:
        row: index of the row.
        words: what its name says that it measures, without 数量, 面积 …; those of a kin as one.
        context: all its words, those of a kin as one.
        measure: what it measures.
        trend: -1 for a fall (下降率), 1 for a rise, 0 for a level.
        names_change: whether the name speaks of a change at all.
        values: the numbers compared.
        asked: those of its target.
        others: numbers that the cell says besides; they may agree with a text, never contradict it.
        listed: all numbers of a result that has several.
        cell: the result that lists them.
    """

    row: int
    words: str
    context: str
    measure: Measure
    trend: int
    names_change: bool
    values: tuple[Quantity, ...]
    asked: tuple[Quantity, ...] = ()
    others: tuple[Quantity, ...] = ()
    listed: tuple[Quantity, ...] = ()
    cell: str = ""

    @property
    def sums(self) -> tuple[Quantity, ...]:
        """What the figures that its result lists come to."""
        return totals(self.listed, self.cell) if self.listed else ()

    @property
    def is_each(self) -> bool:
        """每季度2期: so many each time."""
        return any(times_a_year(value.subject) for value in (*self.values, *self.asked))

    @property
    def is_money(self) -> bool:
        return any(map(is_money, self.values))

    @property
    def is_price(self) -> bool:
        """So much money per head, per day, per piece."""
        return bool(self.measure.per) and self.is_money

    @property
    def names_a_thing(self) -> bool:
        """Whether the name has more than what is done (巡查次数)."""
        return bool(without_light(self.words).strip())


@dataclass(frozen=True, slots=True)
class _Name:
    whole: str
    words: str
    rate: str
    manner: str
    trend: int
    names_change: bool


@lru_cache(maxsize=4096)
def _named(name: str) -> _Name:
    """公路硬化里程 → 公路硬化; 学员满意度 → 学员, 满意度."""
    plain = _BRACKETS.sub("", _PREFIX.sub("", normalize(name)))
    prose = lexicon("prose")
    change = prose.holds(plain, "change", "rise", "fall")
    spans = prose.find(plain, "span")
    if spans and spans[-1].end == len(plain):
        stem = plain[: spans[-1].start]
        for concept, trend in (("rise", 1), ("fall", -1)):
            marks = prose.find(stem, concept)
            if marks and marks[-1].end == len(stem):
                return _Name("", plain_words(stem[: marks[-1].start]), "", "", trend, True)
    rates = prose.find(plain, "rate")
    if rates and rates[-1].end == len(plain):
        rate, manner = rate_at(plain, rates[-1])
        words = plain_words(plain[: len(plain) - len(rate)])
        return _Name(plain_words(plain), words, rate, manner, 0, change)
    return _Name("", plain_words(_without_measure(plain)), "", "", 0, change)


@lru_cache(maxsize=4096)
def named_thing(name: str) -> str:
    """What a row is about: 设备验收合格 of 设备验收合格率（%）; those of a kin as one word."""
    said = _named(name)
    if not said.rate:
        return said.words
    plain = _BRACKETS.sub("", _PREFIX.sub("", normalize(name)))
    return plain_words(plain[: lexicon("prose").find(plain, "rate")[-1].start])


def _without_measure(name: str) -> str:
    """护林员人数 without 人数, 出动巡查次数 without 出动 and 次数."""
    for _ in range(2):
        marks = lexicon("prose").find(name, "measure")
        if not marks or marks[-1].end != len(name) or marks[-1].start < _SHORTEST:
            break
        name = name[: marks[-1].start]
    sent = lexicon("prose").find(name, "sent_out")
    return name[sent[0].end :] if sent and not sent[0].start else name


_SHORTEST = 2
_MOST_FIGURES = 40
"""Real cells hold some twenty; each is compared with each."""


def counts_in(said: Set[str], name: str, target: str, actual: str) -> bool:
    """Whether a row may have a figure in one of some units, to spare the reading of the others."""
    own = {one.unit for text in (target, actual) for one in quantities(text)[:_MOST_FIGURES]}
    own |= {one.unit for one in measure_in_name(name)}
    heads = {one.partition("/")[0] for one in said}
    return any(units_alike(unit.partition("/")[0], head) for unit in own for head in heads)


@lru_cache(maxsize=4096)
def row_figures(
    row: int, name: str, target_text: str, actual_text: str, *, of_result: bool
) -> tuple[RowFigures, ...]:
    """The lines of a row; a number without a unit has the only unit of target, result and name."""
    target = quantities(target_text)[:_MOST_FIGURES]
    actual = quantities(actual_text)[:_MOST_FIGURES]
    asked = planned(target)
    measured = [one for one in (*target, *actual, *measure_in_name(name)) if one.unit]
    values = _with_units(actual if of_result else asked, measured)
    if not values and of_result and actual_text and lexicon("prose").holds(actual_text, "none"):
        values = tuple(one for one in _with_units(asked, measured) if not one.low)
    if not values:
        return ()
    asked = _with_units(asked, measured)
    mine = [one for one in values if any(same_unit(one, other) for other in asked)] or list(values)
    others = tuple(one for one in values if one not in mine)
    lists = of_result and (len(values) > 1 or "各" in actual_text)
    cell, listed = (actual_text, values) if lists else ("", ())
    said, context = _named(name), plain_words(f"{name} {target_text}")
    if said.rate and not any(one.is_percent for one in mine):  # 年均浓度 in micrograms
        said = replace(said, words=said.whole, rate="", manner="")
    lines = _lines(mine) if len(asked) == len(mine) > 1 else None
    if lines is None and (counts_each(values) or _OF_EACH.search(f"{name}{target_text}")):
        return ()
    measure = _measure(name, said, mine[0], target_text)
    whole = RowFigures(
        row,
        said.words,
        context,
        measure,
        said.trend,
        said.names_change,
        tuple(mine),
        asked,
        others,
        listed,
        cell,
    )
    if lines is None:
        return (whole,)
    return tuple(replace(whole, words=words, values=(value,)) for words, value in lines)


def _lines(values: Sequence[Quantity]) -> list[tuple[str, Quantity]] | None:
    """药品420批次；器械60批次: each number with its own words; None where one has none."""
    lines = [(plain_words(f"{one.subject}{one.tail}"), one) for one in values]
    if any(not content(words) for words, _ in lines) or len({words for words, _ in lines}) < len(
        lines
    ):
        return None
    return lines


def _measure(name: str, said: _Name, value: Quantity, target_text: str) -> Measure:
    heads = per(name, f"{value.unit}{value.tail}", of_money=is_money(value))
    heads |= measure_of(value, value.subject).per
    return Measure(said.rate, said.manner, heads)


def counts_each(values: Sequence[Quantity]) -> bool:
    """最低的乡镇为96.2%: one of many is not the whole."""
    roles = lexicon("roles")
    return any(roles.holds(one.subject[-_NEAR:], "most", "least") for one in values)


_NEAR = 10


def _with_units(own: Sequence[Quantity], measured: Sequence[Quantity]) -> tuple[Quantity, ...]:
    quarters = any(_SECOND in one.subject for one in own)  # 一季度60万页，二季度70万页
    read = tuple(own if quarters else map(in_a_year, own))
    if len({one.unit for one in measured}) == 1:
        read = tuple(reading for one in read for reading in _readings(one, measured))
    return tuple(one for one in read if one.unit)


_SECOND = "二季度"


def in_a_year(value: Quantity) -> Quantity:
    """每季度1次 makes 4次; money stays as it is."""
    times = times_a_year(value.subject) if value.subject and not is_money(value) else 0
    return replace(value, low=value.low * times, high=value.high * times) if times else value


def _readings(bare: Quantity, measured: Sequence[Quantity]) -> Iterator[Quantity]:
    """47.6 beside 50万次 is 47.6万次, or 47.6次."""
    if bare.unit:
        yield bare
        return
    unit = measured[0].unit
    yield replace(bare, unit=unit)
    for times in {one.multiplier for one in measured if bare.multiplier == 1} - {Fraction(1)}:
        low, high = bare.low * times, bare.high * times
        yield replace(bare, unit=unit, low=low, high=high, multiplier=times)
