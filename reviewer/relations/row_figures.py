"""The figures of an indicator row as a running text is compared with them, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate

from reviewer.language.frequency import times_a_year
from reviewer.language.kinship import plain_words, without_light
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, measure_in_name, quantities
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.demand import planned
from reviewer.reading.measures import Measure, is_money, measure_of, per
from reviewer.reading.states import Kind, read_states
from reviewer.relations.printed import same_unit, units_alike
from reviewer.relations.row_names import Name, named

_OF_EACH = pattern(r"以[\u4e00-\u9fff]{1,6}为单位")


@dataclass(frozen=True)
class RowFigures:
    """A row, or one line of a row that counts several things, as a text is compared with it.

    Attributes:
        row: index of the row.
        words: what its name says that it measures, without 数量, 面积 …; those of a kin as one.
        context: all its words, those of a kin as one.
        measure: what it measures.
        trend, names_change: what its name says of a change.
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

    @cached_property
    def sums(self) -> tuple[Quantity, ...]:
        """What the figures that its result lists come to."""
        return totals(self.listed, self.cell) if self.listed else ()

    @cached_property
    def is_each(self) -> bool:
        """每季度2期: so many each time."""
        return any(times_a_year(value.subject) for value in (*self.values, *self.asked))

    @cached_property
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


_MOST_FIGURES = 40
"""Real cells hold some twenty; each is compared with each."""


def counts_in(said: Set[str], name: str, target: str, actual: str) -> bool:
    """Whether a row may have a figure in one of some units, to spare the reading of the others."""
    told = [one for text in (target, actual) for one in quantities(text)[:_MOST_FIGURES]]
    units = {one.unit for one in (*told, *measure_in_name(name))}
    own, heads = ({one.partition("/")[0] for one in some} for some in (units, said))
    return any(units_alike(one, head) for one in own for head in heads)


@lru_cache(maxsize=4096)
def row_figures(
    row: int, name: str, target_text: str, actual_text: str, *, of_result: bool
) -> tuple[RowFigures, ...]:
    """The lines of a row; a number without a unit has the only unit of target, result and name."""
    target = quantities(target_text)[:_MOST_FIGURES]
    actual = quantities(actual_text)[:_MOST_FIGURES]
    asked = planned(target)
    if any(one.tail and not one.unit and one.tail in normalize(actual_text) for one in asked):
        return ()  # 1080断次: no list of units knows it, and 90个断面 beside it is another number
    measured = [one for one in (*target, *actual, *measure_in_name(name)) if one.unit]
    values = _with_units(actual if of_result else asked, measured)
    if not values and of_result and actual_text and lexicon("prose").holds(actual_text, "none"):
        values = tuple(one for one in _with_units(asked, measured) if not one.low)
    if not values:
        return ()
    asked = _with_units(asked, measured)
    units = {one.unit for one in asked}
    as_asked = {one.unit for one in values if any(units_alike(one.unit, unit) for unit in units)}
    mine = [one for one in values if not as_asked or one.unit in as_asked]
    lists = of_result and (len(values) > 1 or "各" in actual_text)
    said, context = named(name), plain_words(f"{name} {target_text}")
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
        tuple(one for one in values if as_asked and one.unit not in as_asked),
        values if lists else (),
        actual_text,
    )
    if lines is None:
        return (whole,)
    return tuple(replace(whole, words=words, values=(value,)) for words, value in lines)


def _lines(values: Sequence[Quantity]) -> list[tuple[str, Quantity]] | None:
    """药品420批次；器械60批次: each number with its own words; None where one has none."""
    words = [plain_words(f"{one.subject}{one.tail}") for one in values]
    told_apart = all(map(content, words)) and len(set(words)) == len(words)
    return list(zip(words, values, strict=True)) if told_apart else None


def _measure(name: str, said: Name, value: Quantity, target_text: str) -> Measure:
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


# What the figures that a result lists come to --------------------------------------------------

_MOST_PARTS = 16
"""Longer lists give their own total; sums of every run would grow with the square."""
_NAMES_REACH = 80
_NAMES = pattern(r"([^，。；！？]{1,60})各[^，。；！？、\d]{0,4}$")
_OPEN = frozenset(
    (
        Kind.UNDONE,
        Kind.UNDER_WAY,
        Kind.BUILDING,
        Kind.PENDING,
        Kind.PLANNED,
        Kind.STOPPED,
        Kind.LACKING,
    )
)
_BETWEEN = pattern("[、和及与]")


@lru_cache(maxsize=1024)
def totals(values: tuple[Quantity, ...], cell: str) -> tuple[Quantity, ...]:
    """The sums of parts that stand one behind the other, and of what each of several has."""
    parts = [one for one in _counted(values, normalize(cell)) if _adds(one) and not _is_open(one)]
    units: list[list[Quantity]] = []
    for part in parts[: _MOST_PARTS * 2]:
        kin = next((one for one in units if same_unit(one[0], part)), None)
        if kin is None:
            units.append([part])
        else:
            kin.append(part)
    return tuple(one for kin in units for one in _sums(kin[:_MOST_PARTS]))


def _adds(one: Quantity) -> bool:
    return bool(one.unit) and not (one.is_percent or one.trend or one.is_range)


def _is_open(part: Quantity) -> bool:
    """进学校的1场排在次年3月, 未更换2台."""
    said = f"{part.subject}{part.words}{part.tail}"
    later = lexicon("states").holds(said, "later")
    return later or any(state.kind in _OPEN for state in read_states(said))


def _counted(values: Sequence[Quantity], plain: str) -> Iterator[Quantity]:
    """Each figure, times those that have it: 5个乡镇各12吨, 车站、广场各1个."""
    for before, one in zip((None, *values), values, strict=False):
        times = _having_it(before, one, plain) if "各" in one.subject else 0
        yield _made(one, one.low * times) if times else one


def _having_it(before: Quantity | None, one: Quantity, plain: str) -> int:
    if before is not None and before.clause == one.clause and before.tail.endswith("各"):
        return int(before.low)
    named = _NAMES.search(plain[max(0, one.start - _NAMES_REACH) : one.start])
    return 0 if named is None else len(_BETWEEN.findall(named[1])) + 1


def _sums(parts: Sequence[Quantity]) -> Iterator[Quantity]:
    """What every run of parts comes to; a total behind its parts is none of them."""
    runs: list[list[Quantity]] = [[]]
    for part in parts:
        sums = list(accumulate((one.low for one in reversed(runs[-1])), initial=Fraction(0)))
        if part.low in sums[2:] or lexicon("roles").holds(part.subject, "total"):
            runs.append([])
        else:
            runs[-1].append(part)
    for run in runs:
        for start in range(len(run)):
            for length, low in enumerate(accumulate(one.low for one in run[start:]), start=1):
                if length > 1 or run[start].made:
                    yield _made(run[start], low)


def _made(like: Quantity, low: Fraction) -> Quantity:
    return replace(like, low=low, high=low, relation=None, is_bound=False, made="合计")
