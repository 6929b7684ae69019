"""A target with one number against the figures of a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from reviewer.language.frequency import is_for_one
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Figure, Role, Scope
from reviewer.reading.demand import in_measure, is_asked_of_all, measure_of, per_its_thing
from reviewer.reading.sense import Sense
from reviewer.relations import Shape, solve
from reviewer.rounding import plain
from reviewer.standing.answers import fitting, is_told_apart, like_the_target, named_so
from reviewer.standing.derived import change_of_values, counted, per_unit, rate_of_counts
from reviewer.standing.each import (
    all_in_parts,
    all_made_up,
    all_of_them,
    alone_is_so,
    asks_each,
    denies,
    fewer_than_due,
    occurrence,
    outlier,
    says_each,
    worst_of_each,
)
from reviewer.standing.elapsed import as_time_between
from reviewer.standing.figureless import reached_as_worded
from reviewer.standing.grounds import (
    Attainment,
    Comparison,
    Ground,
    Part,
    Standing,
    of_part,
    unknown,
)
from reviewer.standing.leading import are_beside, is_mean, is_of_this_year, leading
from reviewer.standing.limits import direction, is_most, scale_of
from reviewer.standing.parts import added_up, counts_anew, total_of
from reviewer.standing.terms import Row

_BEFORE = 12
"""So many characters before a number may say that it is for one of its thing."""
_WHOLE = 100
_PAIR = 2
_SHORT = 12
"""A result of no more characters is its number."""


@dataclass(frozen=True, slots=True)
class OneNumber(Row):
    """A row whose target is one quantity, the `wish`; `done` are the figures that may answer it."""

    wish: Quantity
    done: tuple[Figure, ...]

    def decide(self) -> Attainment:
        """The first way of reading the result that fits it decides."""
        if len(self.cell.figures) > 1 and _is_in_unknown_unit(self.wish):
            return of_part(Part(self.wish, None, self._several()))
        ways: Sequence[Callable[[], Attainment | None]] = (
            self._as_it_leads,
            self._by_change,
            self._by_its_figures,
            self._by_price,
            self._by_one_of_many,
            self._in_words,
            self._by_all_or_none,
        )
        for way in ways:
            if (found := way()) is not None:
                return found
        return of_part(self._by_figure())

    def _as_it_leads(self) -> Attainment | None:
        """What the result begins with answers, where the rest is told beside it."""
        first = leading(self.cell, self.done, self.wish)
        if first is None:
            return None
        money = any(unit.kind is Kind.MONEY for unit in self.wish.units)
        place = self.place._replace(name="") if money else self.place  # 单桩造价 is a mean
        asks = says_each if is_mean(first, self.cell) else asks_each
        if asks(self.target, place, self.wish):
            return None
        part = self.part(self.wish, first.quantity)
        met = part.standing is Standing.MET and are_beside(first, self.done)
        return of_part(part) if met or is_of_this_year(first, self.cell) else None

    def _by_change(self) -> Attainment | None:
        """由1100人次增至1160人次 for 增长10%."""
        change = change_of_values(self.cell, self.wish, self.place.name)
        if change is None:
            return None
        part = self.part(self.wish, change)
        return of_part(replace(part, comparison=replace(part.comparison, over=None)))

    def _by_its_figures(self) -> Attainment | None:
        """What the figures come to in the target's terms: a rate, a span of days."""
        if (
            self.wish.is_percent
            and self.wish.low == _WHOLE
            and all_in_parts(self.cell, self.place.name)
        ):
            return Attainment(Standing.MET, is_quantified=True)
        if self.wish.is_percent and self.wish.low == _WHOLE and (few := fewer_than_due(self.cell)):
            done, due = few
            ratio = done.low / due.low * _WHOLE
            share = counted(self.wish, ratio, ratio, done.words, "即")
            missed = Part(self.wish, share, Comparison(Standing.MISSED))
            said = f"{done.words} ÷ {due.words}"
            return replace(of_part(missed), ground=Ground.RELATION, said=said)
        rate = rate_of_counts(self.cell, self.cell.figures, self.wish, self.place.name)
        derived = rate or as_time_between(self.wish, self.cell.printed, self.year)
        if derived is None:
            return None
        return of_part(self.part(self.wish, derived))

    def _by_price(self) -> Attainment | None:
        """What is given per the target's own unit, or a total and a number that give it."""
        if (priced := self._for_one()) is not None:
            return of_part(self.part(self.wish, priced))
        price = per_unit(self.done, self.wish)
        if price is None:
            return None
        found = of_part(self.part(self.wish, price))
        value = plain(price.low / price.multiplier, 2)
        said = f"{price.words} = {value}{price.printed_unit}"
        return replace(found, ground=Ground.RELATION, said=said)

    def _by_one_of_many(self) -> Attainment | None:
        failing = outlier(self.cell, self.done, self.wish, self.target, self.place)
        if failing is None:
            kept = worst_of_each(self.cell, self.done, self.wish, self.target, self.place)
            if kept is None:
                return None
            return of_part(Part(self.wish, kept.quantity, Comparison(Standing.MET)))
        missed = Part(self.wish, failing.quantity, Comparison(Standing.MISSED))
        return replace(of_part(missed), ground=Ground.EACH)

    def _in_words(self) -> Attainment | None:
        """4个断面均不低于Ⅲ类 asks for a state, unless the result counts the same."""
        figures = self.cell.figures
        counts = len(figures) == 1 and figures[0].quantity.unit == self.wish.unit
        if counts or not is_asked_of_all(self.wish):
            return None
        return as_worded(self.target, self.cell.printed)

    def _for_one(self) -> Quantity | None:
        """每站0.86万元 for ≤0.9万元/站: the only price per the target's own unit."""
        head, slash, thing = self.wish.unit.partition("/")
        money = any(unit.kind is Kind.MONEY for unit in self.wish.units)
        if not slash and not (money and lexicon("scopes").holds(self.place.name, "per_one")):
            return None
        said = self.cell.plain
        rates = [
            one.quantity for one in self.cell.figures if one.quantity.unit.startswith(f"{head}/")
        ]
        if not slash and len(rates) == 1:
            return replace(rates[0], unit=self.wish.unit)
        found = [
            one
            for one in self.cell.figures
            if one.quantity.unit == head
            and is_for_one(said[max(0, one.start - _BEFORE) : one.start], thing)
        ]
        if len(found) != 1 or found[0] not in self.done:
            return None  # 治理前每升18.4毫克
        return replace(found[0].quantity, unit=self.wish.unit, subject="")

    def _by_all_or_none(self) -> Attainment | None:
        """18批过关 of 18批, 4处都合格 for 100%; nothing happened for 0起."""
        rates = [one.quantity for one in self.cell.figures if one.quantity.is_percent]
        no_rate = not any(not _is_other_rate(one, self.place.name) for one in rates)
        all_are = all_of_them(self.cell) or alone_is_so(self.cell, self.place.name)
        if self.wish.is_percent and no_rate and all_are:
            return Attainment(Standing.MET, is_quantified=True)
        if self.wish.high == 0 and direction(self.place, self.wish) is Sense.REVERSE:
            return self._none_of_them()
        return None

    def _none_of_them(self) -> Attainment | None:
        """What a result says of something that was not to happen; None where it only counts it."""
        if any(one.quantity.high == 0 and one.quantity.unit == self.wish.unit for one in self.done):
            return Attainment(Standing.MET, is_quantified=True, reverse=True)
        if lexicon("occurrence").holds(self.place.name, "left_out") and all_of_them(self.cell):
            return Attainment(Standing.MET, is_quantified=True, reverse=True)
        if happened := occurrence(self.cell, self.wish):
            missed = Part(self.wish, happened, Comparison(Standing.MISSED, reverse=True))
            alone = len(self.cell.figures) == 1
            ground = Ground.NUMBER if alone else Ground.EACH
            return replace(of_part(missed), ground=ground)
        if denies(self.cell):
            return Attainment(Standing.MET, is_quantified=True, reverse=True)
        return None

    def _by_figure(self) -> Part:
        """The figure that fits the target, or all that fit where they say the same."""
        wish, done = self.wish, self.done
        if per_its_thing(wish).unit != wish.unit:
            wish = per_its_thing(wish)
            done = tuple(replace(one, quantity=per_its_thing(one.quantity)) for one in done)
        measure = measure_of(self.place.name, (wish,))
        (wish,) = in_measure((wish,), measure)
        results = like_the_target(measured(done, measure), (wish,), self.place.name)
        part = replace(self, wish=wish)._fitting(results)
        return replace(part, comparison=self._in_question(part))

    def _totals(self, own: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """What other figures of the cell come to: the 40套 of 16套、11套、13套; all where none is."""
        held = solve(self.cell.printed, self.place.name).held
        upper = is_most(self.wish)
        starts = {
            one.result.figure.start
            for one in held
            if one.shape in (Shape.SUM, Shape.LESS)
            and len({figure.quantity.unit for figure in one.figures}) == 1
            and (upper or all(term.value <= one.result.value for term in one.terms))
        }
        among = self.cell.figures if upper else own  # 上年末7条，消除5条，余2条
        totals = tuple(one for one in among if one.start in starts)
        same = [one for one in totals if one.quantity.unit == self.wish.unit]
        if len(same) != 1:
            return own
        most = max(one.quantity.low for one in among if one.quantity.unit == self.wish.unit)
        return totals if upper or same[0].quantity.low == most else own  # 62个: 31、19、12

    def _in_question(self, part: Part) -> Comparison:
        """连着两年没查出线虫 for 1个疫点: a time within a longer text answers no number of things."""
        found, actual = part.comparison, part.actual
        beside = actual is not None and actual.measures_time != self.wish.measures_time
        alone = len(self.cell.plain) <= _SHORT
        if self.wish.is_percent and self._tells_base():
            beside, alone = True, False
        return replace(found, units_differ=False) if beside and not alone else found

    def _changes(self, own: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """上年26分钟，今年9分钟，缩短17分钟 for 时间缩短 ≥15分钟: the change answers; () where none does."""
        asked = self.wish.relation
        if asked is None or not asked.is_lower or self.wish.trend:
            return ()
        if not lexicon("roles").holds(self.place.name, "up", "down"):
            return ()
        alike = [one for one in self.cell.figures if one.quantity.unit == self.wish.unit]
        if not any(one.role is Role.BEFORE for one in alike):
            return ()
        return tuple(one for one in own if one in alike and one.role is Role.CHANGE)

    def _beside_others(
        self, found: Comparison, chosen: Sequence[Figure], among: Sequence[Figure]
    ) -> Comparison:
        """Unknown where words chose a figure that misses, and others in its unit may not."""
        if found.standing is not Standing.MISSED or is_told_apart(chosen[0], self.place.name):
            return found
        if is_most(self.wish) and lexicon("prose").holds(chosen[0].quantity.subject, "this_year"):
            return found  # 全年被通报3次，5月、7月各1次
        others = [
            one.quantity
            for one in among
            if one is not chosen[0]
            and one.quantity.unit == chosen[0].quantity.unit
            and one.role in (Role.VALUE, Role.NOW, Role.TOTAL)
            and one.scope is chosen[0].scope
            and one.depth == chosen[0].depth
        ]
        kept = any(self.part(self.wish, one).standing is Standing.MET for one in others)
        all_of_them = [chosen[0].quantity, *others]
        may = kept or (len(others) > 1 and _adds_up(self.wish, all_of_them, found.reverse))
        return self._several() if may else found

    def _several(self) -> Comparison:
        return unknown(f"实际完成值中有多个数值，不能确定哪一个对应“{self.wish.words}”")

    def _tells_base(self) -> bool:
        """乡镇复核154场，不合格0场 for 100%: the same count again, or none of the bad, is its base."""
        counts = [one for one in self.cell.figures if not one.quantity.is_percent]
        if any(one.quantity.high == 0 for one in counts) or denies(self.cell):
            return True
        if all_made_up(self.cell):
            return True
        done = [one.quantity for one in counts if one.role is not Role.PLAN and one.quantity.unit]
        parts = [one.low for one in done if one.unit == done[0].unit][1:]
        if len(parts) > _PAIR and done[0].low == sum(parts):
            return True  # 有效213份，满意206份，基本满意5份，不满意2份
        planned = [one.quantity for one in counts if one.role is Role.PLAN]
        max_of = {one.unit: one.low for one in sorted(done, key=lambda one: one.low)}
        again = any(
            one.unit == other.unit and one.low == other.low and 2 * one.low > max_of[one.unit]
            for one, other in combinations(done, 2)
        )
        finished = lexicon("roles")
        if any(
            plan.unit == one.unit
            and plan.low <= one.low
            and finished.holds(one.subject, "finished")
            for plan in planned
            for one in done
        ):
            return True  # 下达320批，完成326批
        return again or any(
            len(of := [one.low for one in done if one.unit == plan.unit]) > 1
            and min(of) >= plan.low
            for plan in planned
        )

    def _fitting(self, results: tuple[Figure, ...]) -> Part:
        target = self.wish
        extremes = (Scope.MOST, Scope.LEAST)
        own = tuple(one for one in results if one.scope not in extremes) or results
        if not any(one.quantity.unit == target.unit for one in own):
            own = tuple(one for one in results if one.quantity.unit == target.unit) or own
        own = own and named_so(own, f"{target.subject}{target.tail}{self.place.name}")
        own = self._changes(own) or own
        among = self._totals(own)
        chosen = fitting(target, among, self.place.name)
        fit = [one.quantity for one in chosen]
        if len(fit) <= 1:
            found = self.part(target, fit[0] if fit else None)
            return replace(found, comparison=self._beside_others(found.comparison, chosen, among))
        outcomes = [self.part(target, result).comparison for result in fit]
        standings, reverse = {outcome.standing for outcome in outcomes}, outcomes[0].reverse
        if standings == {Standing.MET}:
            return Part(target, fit[0], Comparison(Standing.MET, reverse=reverse))
        total = None if reverse else added_up(fit, self.cell.printed)
        if total is not None and counts_anew(total):
            return self.part(target, total)
        if standings == {Standing.MISSED} and not _adds_up(target, fit, reverse):
            told = None if reverse else total_of(fit, self.cell.printed)
            return Part(target, told or fit[0], Comparison(Standing.MISSED, reverse=reverse))
        return Part(target, None, self._several())


def _is_other_rate(one: Quantity, name: str) -> bool:
    """近视率43% under 筛查覆盖率, where the name has a rate of its own."""
    said, own = one.subject[-_PAIR:], name[-_PAIR:]
    return said.endswith("率") and own.endswith("率") and said not in name


def _adds_up(target: Quantity, results: Sequence[Quantity], reverse: bool) -> bool:
    """Whether the results may be shares of a whole that reaches the target."""
    if reverse:
        return False
    same = [result for result in results if result.unit == results[0].unit]
    scale = scale_of(results[0])
    wanted = target.low * (target.units[0].scale if target.units else scale)
    return sum((result.high for result in same), Fraction(0)) * scale >= wanted


def measured(done: Sequence[Figure], measure: Quantity | None) -> tuple[Figure, ...]:
    """The figures in the unit that the name gives."""
    if measure is None:
        return tuple(done)
    quantities = in_measure([one.quantity for one in done], measure)
    return tuple(
        replace(one, quantity=quantity) for one, quantity in zip(done, quantities, strict=True)
    )


def as_worded(target: str, actual: str) -> Attainment:
    """Met where the result says what a target in words asks for; else nobody can say by numbers."""
    return _AS_WORDED if reached_as_worded(target, actual) else _WORDS


_WORDS = Attainment(Standing.UNKNOWN, "指标值是文字表述，不能用数值核对")
_AS_WORDED = Attainment(Standing.MET, as_worded=True)


def _is_in_unknown_unit(wish: Quantity) -> bool:
    """≥60BPN: which of several numbers is in it nobody can tell."""
    return not wish.unit and wish.tail[:2].isascii() and wish.tail[:2].isalpha()
