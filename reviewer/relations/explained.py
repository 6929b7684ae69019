"""Claims of an explanation against its row: the numbers that do not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, start_of
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.language.words import pieces
from reviewer.lexicon import lexicon
from reviewer.reading.claimed import MAX_NUMBERS, Claim, Claimed, read_claimed
from reviewer.relations.accounted import MONEY, unaccounted
from reviewer.relations.gap import MAX_PARTS, Figures, lacking, only_pair
from reviewer.relations.gap_parts import misstated_part
from reviewer.relations.printed import rounds_to
from reviewer.relations.rest import misstated_rest
from reviewer.rounding import rounded

_LOCAL = pattern(r"[全本我][省市县区州旗镇乡局校院]|(?:20)?\d\d年度?|但|[过偏较][高低多少大小]")
_SHORTEST = 2
"""A single character left (铺 of 只铺了24公里) is a verb, no other thing."""
_PERCENT_OF_ALL = 100


def contradicted(text: str, figures: Figures) -> Iterator[tuple[Claim, str]]:
    """The claims that nothing in the row explains, each with what the row says instead."""
    made = read_claimed(text)
    found = False
    for claim in made:
        if claim.year is not None and claim.year != figures.year:
            continue  # 2024年目标定为13场
        if claim.kind is not Claimed.POINTS and _is_of_another(claim, figures):
            continue
        if claim.kind is Claimed.RESULT and _is_of_some(claim.quantity, text, figures):
            continue
        if claim.kind in (Claimed.TARGET, Claimed.RESULT) and _is_of_part(claim, figures):
            continue
        if claim.kind is Claimed.POINTS:
            row = _points(_alike(claim, made), figures)
        elif claim.kind is Claimed.ABSENT:
            row = _absent(claim, figures, text)
        elif claim.kind is Claimed.GAP:
            row = _gap(_alike(claim, made), claim, figures, text)
        else:
            row = _ON_ITS_OWN.get(claim.kind, _value)(claim, figures)
        if row is not None and not any(rounds_to(claim.quantity, one) for one in row.possible):
            yield claim, row.says
            found = True
    if not found:
        yield from _of_the_gap(text, figures)


def _of_the_gap(text: str, figures: Figures) -> Iterator[tuple[Claim, str]]:
    """A count of what is left, or of what came to nothing, that is not what the row lacks."""
    if (odd := misstated_rest(text, figures)) is not None:
        yield _of_gap(Claim(Claimed.ABSENT, odd[0], ""), odd[1])
        return
    pair = lacking(figures, text)
    if pair is None:
        return
    known = (*figures.target, *figures.actual, pair[0])
    odd_counts = [_of_gap(*one) for one in unaccounted(text, figures.words, *pair, known)]
    yield from odd_counts
    if not odd_counts:
        for part in misstated_part(text, *pair, known[:-1]):
            yield Claim(Claimed.ABSENT, part.said, ""), part.instead


def _of_gap(claim: Claim, gap: Fraction) -> tuple[Claim, str]:
    said = claim.quantity
    shown = _shown(gap / (said.multiplier or 1))
    return claim, f"相差{shown}{'万' * (said.multiplier == _WAN)}{said.unit}"


class _Row(NamedTuple):
    """What a row says of the matter of a claim, and all the numbers that it bears out."""

    says: str
    possible: Collection[Fraction]


def _is_of_another(claim: Claim, figures: Figures) -> bool:
    """Whether its words speak of something that the row does not."""
    around = lexicon("claimed").without(_LOCAL.sub("", claim.around), "link", "real", "deed")
    return any(len(one) >= _SHORTEST for one in pieces(around, figures.words))


def _is_of_part(claim: Claim, figures: Figures) -> bool:
    """西坡段计划10.8公里: of a part of the row, which only its result names, or nothing but 段."""
    words = lexicon("claimed")
    around = words.without(_LOCAL.sub("", claim.around), "link", "real", "deed")
    if words.holds(around, "stretch") and not words.holds(figures.asked, "stretch"):
        return True
    several = len(figures.actual) > 1 and bool(figures.asked)
    return several and any(len(one) >= _SHORTEST for one in pieces(around, figures.asked))


_ONLY = frozenset("只仅")


def _is_of_some(quantity: Quantity, text: str, figures: Figures) -> bool:
    """老人有248人，及格的只有165人: of those whom its sentence counts before, and the row does not."""
    plain = normalize(text)
    clause = plain[start_of(plain, quantity.start) : quantity.start]
    if _ONLY.isdisjoint(clause) or "实际" in clause:
        return False
    own = {one.low for one in (*figures.target, *figures.actual)}
    begin = start_of(plain, quantity.start, SENTENCE)
    return any(
        begin <= one.start < quantity.start
        and one.unit == quantity.unit
        and one.low > quantity.low
        and one.low not in own
        for one in quantities(text)[:MAX_NUMBERS]
    )


def _alike(claim: Claim, made: Iterable[Claim]) -> list[Fraction]:
    """The numbers claimed to be the same thing in the same unit: parts of one whole."""
    unit = claim.quantity.unit
    return [
        one.quantity.low for one in made if one.kind is claim.kind and one.quantity.unit == unit
    ]


def _points(claimed: Sequence[Fraction], figures: Figures) -> _Row | None:
    lost = figures.deduction
    if lost is None or lost in (*claimed, sum(claimed)):
        return None
    return _Row(f"扣{_shown(lost)}分", (lost,))


def _value(claim: Claim, figures: Figures) -> _Row | None:
    own = figures.actual if claim.kind is Claimed.RESULT else figures.target
    alike = _same_unit(claim.quantity, own, figures)
    if not alike or any(map(_is_vague, alike)):
        return None
    values = [one.low for one in alike]
    if claim.is_bare and not _is_a_slip(claim.quantity, values):
        return None
    possible = {*values, *_sums(values)}
    if len(values) > 1:
        target = (one.low for one in _same_unit(claim.quantity, figures.target, figures))
        pairs = combinations([*values, *target][:MAX_PARTS], 2)
        possible |= {abs(one - other) for one, other in pairs}
    return _Row("、".join(one.words for one in alike), possible)


_SLIP = Fraction(1, 10)


def _is_a_slip(quantity: Quantity, values: Sequence[Fraction]) -> bool:
    """完成142万页 beside 141万页; a number farther from the result may be a part of it."""
    (value,) = values if len(values) == 1 else (Fraction(0),)
    return abs(quantity.low - value) <= abs(value) * _SLIP


_NUMBERED = pattern(r"[1-3①-③][.、)]")


def _gap(claimed: Sequence[Fraction], claim: Claim, figures: Figures, text: str) -> _Row | None:
    said = claim.quantity
    if said.unit.endswith("百分点"):
        said = replace(said, unit="%")
    pair = _single_pair(said, figures)
    if pair is None:
        return _deviation(claim, figures) if claim.quantity.is_percent else None
    gap = abs(pair[0] - pair[1])
    several = lexicon("claimed").holds(text, "several") or _NUMBERED.search(text)
    if sum(claimed) == gap or (claim.quantity.low < gap and several):
        return None
    if _is_what_remained(claim.quantity, text, *pair):
        return None
    beside = (one.low for one in quantities(text)[:MAX_NUMBERS] if one.unit == said.unit)
    if gap - claim.quantity.low in beside:
        return None  # 剩下的2座在征地范围，1座邻居反对
    return _Row(f"相差{_shown(gap)}{claim.quantity.unit}", (gap,))


def _is_what_remained(said: Quantity, text: str, target: Fraction, actual: Fraction) -> bool:
    """5000亩剩4850亩: what is left of all that was to be done is the result."""
    begin = start_of(normalize(text), said.start)
    before = (one.low for one in quantities(text) if begin <= one.start < said.start)
    return said.low == actual and target in before


def _rate(claim: Claim, figures: Figures) -> _Row | None:
    pair = _exact_pair(figures, Agreement.CLOSE)
    if pair is None or (pair[0].relation is not None and pair[0].relation.is_upper):
        return None
    target, actual = pair
    possible = [actual.low / target.low * _PERCENT_OF_ALL]
    says = f"{_printed(actual)} ÷ {_printed(target)} = {_shown(possible[0])}%"
    if actual.is_percent:
        possible += [actual.low, target.low]
    if figures.points:
        possible.append(figures.points[1] / figures.points[0] * _PERCENT_OF_ALL)
    return _Row(says, possible)


def _exact_pair(figures: Figures, least: Agreement) -> tuple[Quantity, Quantity] | None:
    """The only number of the target and of the result, where both are exact and their units agree."""
    pair = only_pair(figures)
    if pair is None or any(_is_vague(one) or not one.low for one in pair):
        return None
    return pair if agreement(pair[0].units, pair[1].units) >= least else None


def _is_vague(quantity: Quantity) -> bool:
    return bool(quantity.approximate) or quantity.is_range


def _excess(claim: Claim, figures: Figures) -> _Row | None:
    pair = _single_pair(claim.quantity, figures)
    if pair is None:
        return None
    more = pair[1] - pair[0]
    if claim.is_bare and (more <= 0 or claim.quantity.low < more):
        return None  # 多来了30人 may be a part of what was more
    possible = [more, pair[0]]  # 超过目标300人次 may name the target itself
    if claim.quantity.is_percent and pair[0]:
        possible.append(more / pair[0] * _PERCENT_OF_ALL)  # 90%, 95%: 超额完成5.6%
    word = "少" if more < 0 else "多"
    says = f"比目标{word}{_shown(abs(more))}{claim.quantity.unit}" if more else "与目标相同"
    return _Row(says, possible)


def _deviation(claim: Claim, figures: Figures) -> _Row | None:
    pair = _exact_pair(figures, Agreement.SAME)
    if pair is None:
        return None
    target, actual = pair
    sign = -1 if claim.quantity.low < 0 else 1  # 偏差率-10%
    missing = abs(actual.low - target.low)
    share = missing / target.low * _PERCENT_OF_ALL
    possible = [sign * share, *([sign * missing] if actual.is_percent else ())]
    return _Row(f"{_printed(target)}与{_printed(actual)}，偏差{_shown(share)}%", possible)


_PEOPLE = frozenset({Kind.PERSONS, Kind.PERSON_TIMES})


def _absent(claim: Claim, figures: Figures, text: str) -> _Row | None:
    """More were missing than the row lacks, and no other number says of how many."""
    missing = claim.quantity
    pair = figures.compared or only_pair(figures)
    if pair is None:
        return None
    target, actual = pair
    kinds = [{unit.kind for unit in one.units} for one in (target, actual, missing)]
    people = all(kind and kind <= _PEOPLE for kind in kinds)
    same = _is_counted_in(missing.unit, target.unit, figures) and target.unit == actual.unit
    gap = target.low - actual.low
    if any(map(_is_vague, pair)) or not (people or same) or gap <= 0 or missing.low <= gap:
        return None
    if claim.is_bare and any(unit.kind in MONEY for unit in missing.units):
        return None  # 一笔1300万元合同推迟: what a cause is worth may be more than the gap
    others = [one.low for one in quantities(text)[:MAX_NUMBERS] if one is not missing]
    made_up = not claim.is_bare and lexicon("claimed").holds(text, "made_up")
    if made_up or any(
        actual.low in (one - missing.low, one + missing.low, target.low - missing.low + one)
        for one in others
    ):
        return None  # 报名320人，50人未参加; 清出52处，只清27处; 影响80人次，补训20人次
    if claim.is_bare and (missing.low >= target.low or gap in others):
        return None
    return _Row(f"相差{_shown(gap)}{target.unit}", ())


def _is_counted_in(unit: str, own: str, figures: Figures) -> bool:
    """张床位 beside 张 where the row speaks of 床位."""
    return unit == own or bool(own and unit.startswith(own) and unit[len(own) :] in figures.words)


def _single_pair(quantity: Quantity, figures: Figures) -> tuple[Fraction, Fraction] | None:
    pair = figures.compared
    own = (figures.target, figures.actual) if pair is None else (pair[:1], pair[1:])
    target, actual = (_same_unit(quantity, one, figures) for one in own)
    if len(target) != 1 or len(actual) != 1 or any(map(_is_vague, (*target, *actual))):
        return None
    return target[0].low, actual[0].low


def _same_unit(
    quantity: Quantity, own: Sequence[Quantity], figures: Figures
) -> tuple[Quantity, ...]:
    """The row's numbers in the claim's unit; a number without unit takes the row's only one."""
    units = {one.unit for one in (*figures.target, *figures.actual) if one.unit}
    only = units.pop() if len(units) == 1 else ""
    return tuple(one for one in own if (one.unit or only) == (quantity.unit or only))


def _sums(values: Sequence[Fraction]) -> Iterable[Fraction]:
    if len(values) > MAX_PARTS:
        yield sum(values, Fraction(0))
        return
    for size in range(2, len(values) + 1):
        for parts in combinations(values, size):
            yield sum(parts, Fraction(0))


_ON_ITS_OWN = {
    Claimed.RATE: _rate,
    Claimed.EXCESS: _excess,
    Claimed.DEVIATION: _deviation,
}


def _printed(quantity: Quantity) -> str:
    return f"{_shown(quantity.low / quantity.multiplier)}{'万' * (quantity.multiplier == _WAN)}"


_WAN = 10_000


def _shown(value: Fraction) -> str:
    shown = rounded(value, 2).normalize()
    return f"{shown:f}"
