"""A rate and its counts: 收回248份，满意223份，满意度92.3%; 抽检320批次，不合格4批次; 占."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.named_counts import ENDS, chosen_counts
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import (
    POINTS,
    Line,
    Term,
    alike,
    plays,
    says,
    written,
)

_MOST_COUNTS = 6
_FEW = 3
_SHORT = 3
_PAIR = 2
_WHOLE = 100


def rates(line: Line, name: str) -> Iterator[Equation]:
    """Every per cent with the counts around it; `name` is what a bare one is called."""
    for rate in line:
        if rate.unit not in ("%", "‰") or not rate.is_exact or rate.quantity.trend:
            continue
        if rate.role is Role.BEFORE or rate.scope is not Scope.NONE:
            continue
        if rate.role is Role.CHANGE and not rate.front.rstrip(ENDS).endswith("率"):
            continue  # 核减率 is a rate of two counts
        if rate.quantity.low == _WHOLE and _passed_later(line.plain[: rate.start]):
            continue
        fraction = _as_fraction(line, rate)
        if fraction is not None:
            yield fraction
        else:
            yield from _of_rate(line, rate, name)


def _passed_later(before: str) -> bool:
    """一次通过11个，油饰分部复验通过，合格率100%: what first failed has passed since."""
    clauses = before.rpartition("。")[2].replace("；", "，").split("，")
    pairs = (f"{one}，{'' if '率' in other else other}" for one, other in pairwise((*clauses, "")))
    return any(
        says(one, "again") and _passes_behind(both)
        for one, both in zip(clauses, pairs, strict=True)
    )


def _passes_behind(clause: str) -> bool:
    behind = clause[lexicon("relations").find(clause, "again")[-1].end :]
    return says(behind, "passed") and not says(behind, "negative")


_FRACTION = pattern(
    r"(?<![\d/.])(?P<part>\d{1,6})[^\d/()，。]{0,3}/(?P<whole>\d{1,6})[^\d/()，。%]{0,3}"
)


def _as_fraction(line: Line, rate: Term) -> Equation | None:
    """95%（57/60）; 57/60=95%."""
    plain = line.plain
    if "/" not in plain:
        return None
    found = _FRACTION.match(plain, rate.end + 1)
    if found is not None and plain[rate.end] in "(，":
        if plain[found.end() : found.end() + 1] not in ("", ")", "。"):
            return None
    else:
        *_, found = None, *_FRACTION.finditer(plain, 0, rate.start)
        if found is None or plain[found.end() : rate.start].strip("(，=为是"):
            return None
    part, whole = (written(found, name) for name in ("part", "whole"))
    if not 0 < part.value <= whole.value:
        return None
    return Equation(Shape.RATE, rate, (part, whole), Weight.SURE)


def _of_rate(line: Line, rate: Term, name: str) -> Iterator[Equation]:
    """The equation that the words name, then every other that may hold all the same."""
    counts = _counts(line, rate)
    own = [one for one in counts if one.role is not Role.BEFORE]
    chosen = chosen_counts(line, rate, own, name)
    if chosen is not None:
        shape, terms, weight = chosen
        if "占" in rate.front and shape is Shape.RATE and terms[0].value > terms[1].value:
            weight = Weight.NEVER  # 再付30万元；已付970万元，占合同价97%
        yield Equation(shape, rate, tuple(terms), weight)
    yield from _of_partition(rate, own, rate.front.rstrip(ENDS) or name)
    yield from _of_several(rate, counts)
    yield from _of_text(rate, own, rate.front.rstrip(ENDS) or name)
    for one in counts:
        for other in counts:
            if one is other or not alike(one, other):
                continue
            pair = one, other
            past = Role.BEFORE in (one.role, other.role)  # 上年签约24家，本年续约21家
            if one.value <= other.value or one.at > other.at:
                yield Equation(Shape.RATE, rate, pair, Weight.NEVER if past else Weight.OPEN)
            if _is_rest(one):
                yield Equation(Shape.RATE_OF_REST, rate, pair, Weight.NEVER)
            if one.at < other.at and (wrong := says(other.label, "wrong")) | _is_rest(other):
                # 报准30条，虚惊6条，准确率
                weight = Weight.NEAR if wrong and len(counts) == _PAIR else Weight.NEVER
                yield Equation(Shape.RATE_OF_BOTH, rate, pair, weight)


def _of_partition(rate: Term, counts: Sequence[Term], rated: str) -> Iterator[Equation]:
    """276件评出优121件、良128件、合格27件，优良率: of a whole and all its parts those that it is named after."""
    whole, *parts = counts if len(counts) > _PAIR else (rate,)
    if not parts or parts[-1].at > rate.at or not all(alike(one, whole) for one in parts):
        return
    if any(one.is_percent for one in rate.mates):
        return
    named = set(rated) - _OF_ANY_RATE
    own = [one for one in parts if named & set(one.front) and not says(one.label, "negative")]
    is_whole = sum(one.value for one in parts) == whole.value
    if is_whole and own and len(own) < len(parts):
        yield Equation(Shape.RATE_OF_SUM, rate, (*own, whole), Weight.NEAR)


_OF_ANY_RATE = frozenset("率度比例占的为达到总")


def _of_text(rate: Term, counts: Sequence[Term], rated: str) -> Iterator[Equation]:
    """抽了8万字，校出错字14处，差错率: faults are counted by places, a text by its characters."""
    if not says(rated, "faulty") or len(counts) != _PAIR:
        return
    whole, part = sorted(counts, key=lambda one: one.unit != _CHARACTER)
    if whole.unit == _CHARACTER != part.unit and says(part.label, "faulty"):
        yield Equation(Shape.RATE, rate, (part, whole), Weight.NEAR)


_CHARACTER = "字"


def _of_several(rate: Term, counts: Sequence[Term]) -> Iterator[Equation]:
    """非常满意120人、满意80人、一般10人: both are of those who are content."""
    for first in range(len(counts) - 2):
        if not all(alike(one, counts[first]) for one in counts[first:]):
            continue
        for last in range(first + 3, len(counts) + 1):
            terms = tuple(counts[first:last])
            total = sum(one.value for one in terms)
            if all(2 * one.value != total for one in terms):
                # not 复查300户，280户未见，20户补了药: one is the whole of the others
                yield Equation(Shape.RATE_OF_ALL, rate, terms, Weight.NEVER)
            yield Equation(Shape.RATE_OF_SUM, rate, (*terms[1:], terms[0]), Weight.NEVER)


def _counts(line: Line, rate: Term) -> list[Term]:
    """The counts of the rate's sentence, the nearest ones."""
    few = len(line) <= _FEW and "；" in line.plain and "。" not in line.plain.rstrip("。")
    found = sorted(
        (one for one in (line if few else rate.mates) if _is_count(one)),
        key=lambda one: abs(one.at - rate.at),
    )
    return sorted(found[:_MOST_COUNTS], key=lambda one: one.at)


def _is_count(one: Term) -> bool:
    return one.is_amount and one.quantity.low >= 0 and one.unit not in (":", "分", *POINTS)


def _is_rest(one: Term) -> bool:
    return plays(one.front, "closing") or says(one.label, "negative")
