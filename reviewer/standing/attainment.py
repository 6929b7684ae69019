"""Whether a row's result reaches its target (指标值 against 实际完成值)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from reviewer.language.frequency import is_for_one
from reviewer.language.normal import normalize
from reviewer.language.quantities import (
    Quantity,
    holds_unread_number,
    is_misprinted,
    quantities,
)
from reviewer.models import Indicator
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Scope
from reviewer.relations import corrected, solve
from reviewer.rounding import plain
from reviewer.standing.answers import answers, fitting, like_the_target
from reviewer.standing.comparison import Comparison, Standing, unknown
from reviewer.standing.demand import (
    demanded,
    in_measure,
    is_asked_of_all,
    is_choice,
    measure_of,
    per_its_thing,
)
from reviewer.standing.derived import change_of_values, per_unit, rate_of_counts
from reviewer.standing.direction import Place, direction
from reviewer.standing.elapsed import as_time_between
from reviewer.standing.grades import is_class
from reviewer.standing.occurrence import all_of_them, denies, occurrence
from reviewer.standing.parts import paired
from reviewer.standing.ranks import place as place_in_order
from reviewer.standing.sense import Sense
from reviewer.standing.spread import outlier
from reviewer.standing.sums import added_up, asked_in_all, counts_anew, only_total, total_of
from reviewer.standing.terms import compare_as_said
from reviewer.standing.trends import asked_way, missed_way, movement
from reviewer.standing.worded import reached_as_worded

__all__ = ["Attainment", "Part", "Standing", "attain", "is_blank", "is_numeric", "is_parsed"]


class Ground(Enum):
    """By what a row falls short.

    Its number, one case of many, the way against the year before, or what its figures really give.
    """

    NUMBER = "number"
    EACH = "each"
    TREND = "trend"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Part:
    """One quantity of a target and what became of it; `actual` is None where nothing fits it."""

    target: Quantity
    actual: Quantity | None
    comparison: Comparison

    @property
    def standing(self) -> Standing:
        return self.comparison.standing


@dataclass(frozen=True, slots=True)
class Attainment:
    """What comes of a row.

    Attributes:
        standing: MISSED only where nothing speaks against it.
        reason: why it is UNKNOWN, in Chinese.
        is_quantified: the target holds a number, whether it could be read or not.
        as_worded: met because the result says what a target in words asks for.
        parts: the target's quantities with their results; one for a plain target.
        completion: what the formula multiplies 分值 by, 0..1, for a missed plain target.
        over: result ÷ target of a plain forward target that was met (3 for 300%).
        target_value: both values in the target's printed unit, for the formula.
        reverse: less is better.
        units_differ: target and result have units that cannot mean the same thing.
        has_blank: the target or the result is empty.
        ground: by what it was decided.
        said: the figures that show a trend, the formula of a relation.
    """

    standing: Standing
    reason: str = ""
    is_quantified: bool = False
    as_worded: bool = False
    parts: tuple[Part, ...] = ()
    completion: Fraction | None = None
    over: Fraction | None = None
    target_value: Fraction | None = None
    actual_value: Fraction | None = None
    reverse: bool = False
    units_differ: bool = False
    has_blank: bool = False
    ground: Ground = Ground.NUMBER
    said: str = ""

    @property
    def is_compound(self) -> bool:
        """The target has several quantities."""
        return len(self.parts) > 1

    @property
    def met(self) -> bool:
        """Reached, or more than that."""
        return self.standing in (Standing.MET, Standing.OVER)

    @property
    def missed(self) -> bool:
        return self.standing is Standing.MISSED


_MOST_PARTS = 20
_MOST_RESULTS = 60
_BLANK = re.compile(r"[\s\-—–－/\\.。]*")


def is_blank(cell: str) -> bool:
    """Nothing, or a dash or slash, stands in a cell of 指标值 or 实际完成值."""
    return _BLANK.fullmatch(cell) is not None


def is_numeric(target: str) -> bool:
    """Whether a target holds a number that is no date, name or list number."""
    return bool(quantities(target)) or holds_unread_number(target)


def is_parsed(target: str) -> bool:
    """Whether all numbers of a target were read as quantities."""
    return bool(quantities(target)) and not holds_unread_number(target)


def attain(row: Indicator, year: int | None, reverse_formula: str) -> Attainment:
    """Compare a row's target with its result.

    Args:
        row: an indicator; empty cells give UNKNOWN.
        year: the form's, so that a bare 2023 is not taken for an amount.
        reverse_formula: "ratio" (指标值 ÷ 完成值) or "linear" (1 − excess ÷ 指标值, at least 0).
    """
    place = Place(row.name.text, row.level1.text, row.level2.text)
    return _attain(row.target.text, row.actual.text, place, year, reverse_formula)


@lru_cache(maxsize=4096)
def _attain(
    target: str, actual: str, place: Place, year: int | None, reverse_formula: str
) -> Attainment:
    if (wanted_place := place_in_order(target, place.name)) is not None:
        return _ranked(wanted_place, actual, place.name)
    asked = demanded(target, year)
    quantified = bool(asked) or holds_unread_number(target)
    if is_class(target, place.name):
        asked, quantified = (), False
    if is_blank(target):
        return Attainment(Standing.UNKNOWN, "指标值为空", has_blank=True)
    if is_blank(actual):
        return replace(_BLANK_RESULT, is_quantified=quantified)
    if not quantified:
        return _in_words(target, actual, place.name)
    if not asked:
        return _unknown(f"指标值“{_short(target)}”中的数字无法识别")
    if is_misprinted(actual):
        return _unknown(f"实际完成值“{_short(actual)}”中的数字无法识别")
    cell = read_cell(actual)
    row = _Row(target, cell, place, reverse_formula)
    found = row.against(asked, year)
    if found.met and (true := corrected(actual, place.name)) is not cell:
        by_figures = replace(row, cell=true).against(asked, year)
        if by_figures.missed:
            formula = next(one.formula() for one in solve(actual, place.name).broken)
            return replace(by_figures, ground=Ground.RELATION, said=formula)
    return found


def _in_words(target: str, actual: str, name: str) -> Attainment:
    """A target without a number: a way to go, or words that the result repeats."""
    way = asked_way(target)
    moved = None if way is None else movement(read_cell(actual), name)
    if way is not None and moved is not None and missed_way(way, moved):
        return Attainment(Standing.MISSED, ground=Ground.TREND, said=moved.said)
    return _AS_WORDED if reached_as_worded(target, actual) else _WORDS


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose target holds numbers, while it is decided."""

    target: str
    cell: Cell
    place: Place
    formula: str

    def against(self, asked: tuple[Quantity, ...], year: int | None) -> Attainment:
        """Set what was asked for against the figures that may answer it."""
        done = answers(self.cell, self.target, self.place.name)
        if len(asked) > _MOST_PARTS or len(done) > _MOST_RESULTS:
            return _unknown("数值太多，无法逐一对应")
        if len(asked) == 1:
            if change := change_of_values(self.cell, asked[0], self.place.name):
                outcome = self.compare(asked[0], change)
                return _plain(Part(asked[0], change, replace(outcome, over=None)))
            if derived := self.derived(done, asked[0], year):
                return _plain(Part(asked[0], derived, self.compare(asked[0], derived)))
            if (priced := self.for_one(asked[0])) is not None:
                return _plain(Part(asked[0], priced, self.compare(asked[0], priced)))
            if price := per_unit(done, asked[0]):
                bought = _plain(Part(asked[0], price, self.compare(asked[0], price)))
                value = plain(price.low / price.multiplier, 2)
                sum_told = f"{price.words} = {value}{price.printed_unit}"
                return replace(bought, ground=Ground.RELATION, said=sum_told)
            if failing := outlier(self.cell, done, asked[0], self.target, self.place):
                missed = Part(asked[0], failing.quantity, Comparison(Standing.MISSED))
                return replace(_plain(missed), ground=Ground.EACH)
        if len(asked) == 1 and is_asked_of_all(asked[0]) and not self.counts(asked[0]):
            return _in_words(self.target, self.cell.printed, self.place.name)
        if (said := self.says_all(asked[0])) is not None and len(asked) == 1:
            return said
        if any("/" in per_its_thing(one).unit for one in asked):
            asked = tuple(map(per_its_thing, asked))
            done = tuple(replace(one, quantity=per_its_thing(one.quantity)) for one in done)
        measure = measure_of(self.place.name, asked)
        asked = in_measure(asked, measure)
        done = tuple(
            replace(one, quantity=quantity)
            for one, quantity in zip(
                done, in_measure([one.quantity for one in done], measure), strict=True
            )
        )
        if (told := self.in_all(asked, done)) is not None:
            return told
        results = like_the_target(done, asked, self.place.name)
        if len(asked) == 1:
            return _plain(self.single(asked[0], results))
        found = [one.quantity for one in results]
        whole = self.of_whole(asked, found)
        parts = tuple(
            Part(wish, result, self.compare(wish, result))
            for wish, result in zip(asked, whole or paired(asked, found), strict=True)
        )
        return _compound(parts, either=is_choice(self.target, asked))

    def for_one(self, wish: Quantity) -> Quantity | None:
        """每站0.86万元 for ≤0.9万元/站: the only price per the target's own unit."""
        head, slash, thing = wish.unit.partition("/")
        if not slash:
            return None
        plain = self.cell.plain
        found = [
            one.quantity
            for one in self.cell.figures
            if one.quantity.unit == head
            and is_for_one(plain[max(0, one.start - _BEFORE) : one.start], thing)
        ]
        return replace(found[0], unit=wish.unit, subject="") if len(found) == 1 else None

    def counts(self, wish: Quantity) -> bool:
        """Whether the result has one number, and of what the target counts."""
        figures = self.cell.figures
        return len(figures) == 1 and figures[0].quantity.unit == wish.unit

    def says_all(self, wish: Quantity) -> Attainment | None:
        """18批过关 of 18批, 4处都合格 for 100%; nothing happened for 0起."""
        if wish.is_percent and not any(one.quantity.is_percent for one in self.cell.figures):
            if all_of_them(self.cell):
                return Attainment(Standing.MET, is_quantified=True)
            if len(self.cell.figures) > 1:
                return _unknown(f"实际完成值只写了件数，没有可与指标值“{wish.words}”比较的比率")
        if wish.high == 0 and direction(self.place, wish) is Sense.REVERSE:
            return self.none_of_them(wish)
        return None

    def none_of_them(self, wish: Quantity) -> Attainment | None:
        """What a result says of something that was not to happen; None where it only counts it."""
        if happened := occurrence(self.cell, wish):
            missed = Part(wish, happened, Comparison(Standing.MISSED, reverse=True))
            alone = len(self.cell.figures) == 1
            ground = Ground.NUMBER if alone else Ground.EACH
            return replace(_plain(missed), ground=ground)
        if denies(self.cell):
            return Attainment(Standing.MET, is_quantified=True, reverse=True)
        return None

    def compare(self, target: Quantity, result: Quantity | None) -> Comparison:
        return compare_as_said(self.cell.printed, self.place, target, result, self.formula)

    def derived(
        self, done: tuple[Figure, ...], target: Quantity, year: int | None
    ) -> Quantity | None:
        """What the figures come to in the target's terms: a rate, a price, a span of days."""
        rate = rate_of_counts(self.cell, self.cell.figures, target, self.place.name)
        return rate or as_time_between(target, self.cell.printed, year)

    def in_all(
        self, wanted: tuple[Quantity, ...], results: tuple[Figure, ...]
    ) -> Attainment | None:
        """共演出62场 for 下乡30场，进校园20场: fewer than all parts together is surely too few."""
        asked = asked_in_all(wanted, self.target)
        found = [one.quantity for one in results]
        total = None if asked is None else only_total(found, asked, self.cell.printed)
        if asked is None or total is None:
            return None
        part = Part(asked, total, self.compare(asked, total))
        if part.standing is Standing.MISSED:
            return _plain(part)
        reason = f"实际完成值只有合计“{total.words}”，不能逐项核对“{_short(self.target)}”"
        return Attainment(Standing.UNKNOWN, reason, is_quantified=True)

    def of_whole(
        self, wanted: tuple[Quantity, ...], results: list[Quantity]
    ) -> list[Quantity | None]:
        """62场 for 60场（下乡30场）: a lone figure answers the whole, not what stands in brackets."""
        plain, first = normalize(self.target), wanted[0]
        bracketed = plain[first.end : first.end + 1] == "(" and plain.rstrip("。").endswith(")")
        if not bracketed or len(results) != 1:
            return []
        if results[0].subject or results[0].unit != first.unit:
            return []
        return [results[0], *[None] * (len(wanted) - 1)]

    def single(self, target: Quantity, results: tuple[Figure, ...]) -> Part:
        """A plain target: the result that fits it, or all that fit where they say the same."""
        plain = tuple(one for one in results if one.scope not in _EXTREMES) or results
        fit = [one.quantity for one in fitting(target, plain, self.place.name)]
        if len(fit) <= 1:
            result = fit[0] if fit else None
            return Part(target, result, self.compare(target, result))
        outcomes = [self.compare(target, result) for result in fit]
        standings, reverse = {outcome.standing for outcome in outcomes}, outcomes[0].reverse
        if standings == {Standing.MET}:
            return Part(target, fit[0], Comparison(Standing.MET, reverse=reverse))
        total = None if reverse else added_up(fit, self.cell.printed)
        if total is not None and counts_anew(total):
            return Part(target, total, self.compare(target, total))
        if standings == {Standing.MISSED} and not _adds_up(target, fit, reverse):
            told = None if reverse else total_of(fit, self.cell.printed)
            return Part(target, told or fit[0], Comparison(Standing.MISSED, reverse=reverse))
        ambiguous = unknown(f"实际完成值中有多个数值，不能确定哪一个对应“{target.words}”")
        return Part(target, None, ambiguous)


_BEFORE = 12
"""So many characters before a number may say that it is for one of its thing."""
_EXTREMES = (Scope.MOST, Scope.LEAST)


def _unknown(reason: str) -> Attainment:
    return Attainment(Standing.UNKNOWN, reason, is_quantified=True)


def _ranked(wanted: Quantity, actual: str, name: str) -> Attainment:
    """前三 against 第4名; the formula knows no share of a place."""
    if is_blank(actual):
        return _BLANK_RESULT
    reached = place_in_order(actual, name)
    if reached is None or reached.unit != wanted.unit:
        reason = f"实际完成值“{_short(actual)}”不是可与指标值“{wanted.words}”比较的名次"
        return Attainment(Standing.UNKNOWN, reason, is_quantified=True)
    standing = Standing.MET if reached.high <= wanted.high else Standing.MISSED
    return _plain(Part(wanted, reached, Comparison(standing, reverse=True)))


def _adds_up(target: Quantity, results: Sequence[Quantity], reverse: bool) -> bool:
    """Whether the results may be shares of a whole that reaches the target."""
    if reverse:
        return False
    same = [result for result in results if result.unit == results[0].unit]
    scale = results[0].units[0].scale if results[0].units else Fraction(1)
    wanted = target.low * (target.units[0].scale if target.units else scale)
    return sum((result.high for result in same), Fraction(0)) * scale >= wanted


def _plain(part: Part) -> Attainment:
    found = part.comparison
    is_over = found.over is not None and found.over > 1
    return Attainment(
        standing=Standing.OVER if is_over else found.standing,
        reason=found.reason,
        is_quantified=True,
        parts=(part,),
        completion=found.completion,
        over=found.over,
        target_value=found.target_value,
        actual_value=found.actual_value,
        reverse=found.reverse,
        units_differ=found.units_differ,
    )


def _compound(parts: tuple[Part, ...], *, either: bool) -> Attainment:
    """One part missed is the whole missed; one part unknown leaves the rest open.

    Of parts to choose from (`either`) one reached is the whole reached.
    """
    standings = {part.standing for part in parts}
    if either and standings & {Standing.MET, Standing.OVER}:
        return Attainment(Standing.MET, is_quantified=True, parts=parts)
    order = (Standing.UNKNOWN, Standing.MISSED) if either else (Standing.MISSED, Standing.UNKNOWN)
    standing = next((one for one in order if one in standings), Standing.MET)
    reason = next((part.comparison.reason for part in parts if part.standing is standing), "")
    return Attainment(
        standing=standing,
        reason=reason if standing is Standing.UNKNOWN else "",
        is_quantified=True,
        parts=parts,
        units_differ=any(part.comparison.units_differ for part in parts),
    )


_BLANK_RESULT = Attainment(Standing.UNKNOWN, "实际完成值为空", is_quantified=True, has_blank=True)
_WORDS = Attainment(Standing.UNKNOWN, "指标值是文字表述，不能用数值核对")
_AS_WORDED = Attainment(Standing.MET, as_worded=True)
_SHOWN = 20


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
