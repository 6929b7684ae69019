"""What the figures of a result come to in the target's terms: a rate from counts, a change from two values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role
from reviewer.standing.limits import is_inexact

_RATES = ("率", "度", "比例", "占比")
_SHARES = frozenset({Kind.PERCENT, Kind.POINTS})
_FOUR_DIGITS = 10**6

Counts = tuple[Fraction, Fraction]
"""The part and the whole of a rate."""


def rate_of_counts(
    cell: Cell, figures: Sequence[Figure], target: Quantity, name: str
) -> Quantity | None:
    """调查120人，满意104人 as 86.7%; None where the counts are not surely a part and its whole."""
    rated = _bare(name) if _bare(name).endswith(_RATES) else target.subject
    if target.unit != "%" or not rated.endswith(_RATES):
        return None
    results = [one.quantity for one in figures]
    counts = _fraction(cell.plain) or part_and_whole(results, rated) or _so_many_of(results, cell)
    if counts is None:
        return None
    part, whole = counts
    if not 0 <= part <= whole or not whole:
        return None
    share = part / whole * 100
    return counted(target, share, share, cell.plain, "即")


def _bare(name: str) -> str:
    """The name without what stands in brackets behind it."""
    plain = normalize(name)
    return plain.partition("(")[0] if plain.endswith(")") else plain


def _fraction(plain: str) -> Counts | None:
    """7/8 as the whole cell."""
    part, slash, whole = plain.strip("()").partition("/")
    if not slash or not (part.isdecimal() and whole.isdecimal()):
        return None
    both = Fraction(int(part)), Fraction(int(whole))
    return both if max(both) < _FOUR_DIGITS else None


def part_and_whole(results: Sequence[Quantity], rated: str) -> Counts | None:
    """The whole stands first, and only the part is said to be so."""
    if len(results) == 3:
        results = _of_three(results, rated)
    if len(results) != 2:
        return None
    whole, part = results
    marks = [_alike()[mark.word] for mark in lexicon("shares").find(rated, "mark")]
    if not marks or whole.unit != part.unit or not whole.unit or any(map(is_inexact, results)):
        return None
    return _and_the_rest(whole, part, marks) or _told(whole, part, marks)


def _told(whole: Quantity, part: Quantity, marks: Sequence[tuple[str, ...]]) -> Counts | None:
    words = lexicon("shares")
    said, base = f"{part.subject}{part.tail}", f"{whole.subject}{whole.tail}"
    if any(_says(base, alike) for alike in marks) and not words.holds(base, "all_of"):
        return None
    is_so = _told_so(said, marks) and not words.holds(said, "not_so")
    return (part.low, whole.low) if is_so else None


def _and_the_rest(
    one: Quantity, other: Quantity, marks: Sequence[tuple[str, ...]]
) -> Counts | None:
    """8个已验收合格，2个未验收: 8 of 10; 抽检320批次，不合格4批次: 316 of 320.

    Between 满意 and 不满意 there are others.
    """
    if any("满意" in alike for alike in marks):
        return None
    words = lexicon("shares")
    said = [f"{part.subject}{part.tail}" for part in (one, other)]
    undone = [
        any(f"{no}{word}" in words_of for alike in marks for word in alike for no in "不未没")
        for words_of in said
    ]
    if undone == [False, True] and words.holds(said[0], "all_of") and not _told_so(said[0], marks):
        return (one.low - other.low, one.low) if other.low <= one.low else None
    if sum(undone) != 1 or any(words.holds(text, "aside") for text in said):
        return None
    done, rest = (other, one) if undone[0] else (one, other)
    told = said[1] if undone[0] else said[0]
    return (done.low, done.low + rest.low) if _told_so(told, marks) else None


def _told_so(text: str, marks: Sequence[tuple[str, ...]]) -> bool:
    return all(_says(text, alike) for alike in marks)


def _of_three(results: Sequence[Quantity], rated: str) -> Sequence[Quantity]:
    """Of 发放200份，收回198份，满意190份 the last two; of 抽检126件，合格123件，3件未达标 the first two."""
    words = lexicon("shares")
    first, second, third = results
    if words.holds(first.subject, "sent") and words.holds(second.subject, "back"):
        return second, third
    adds_up = first.low == second.low + third.low
    said = second.subject.strip("，、；")
    if adds_up and len(said) > 2 and said in rated:
        return first, second  # 送检73批，一次通过68批，复检通过5批 for 一次通过率
    rest = adds_up and words.holds(third.subject + third.tail, "not_so")
    return (first, second) if rest and first.unit == third.unit else ()


def _so_many_of(results: Sequence[Quantity], cell: Cell) -> Counts | None:
    """12个乡镇中的8个: the whole result is a part of a whole, and nothing is said against it."""
    if len(results) != 2 or any(map(is_inexact, results)):
        return None
    whole, part = results
    if whole.unit != part.unit or not whole.unit:
        return None
    between = cell.plain[whole.end : part.start]
    is_all = whole.start == 0 and part.end == len(cell.plain.rstrip("。"))
    of = between.rstrip("的已有").endswith("中") and len(between) <= 9
    return (part.low, whole.low) if is_all and of else None


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    mark = lexicon("shares").concepts["mark"]
    classes = [tuple(line.split()) for line in mark["alike"]]
    own = {word: (word,) for word in mark["words"].split()}
    return own | {word: alike for alike in classes for word in alike}


def _says(words: str, alike: Sequence[str]) -> bool:
    return any(mark in words for mark in alike)


# Per unit --------------------------------------------------------------------------------------


def per_unit(figures: Sequence[Figure], target: Quantity) -> Quantity | None:
    """养护62公里支出291.4万元 as 4.7万元/公里, None where there is not just one total and one number."""
    if len(target.units) != 1 or not target.units[0].per:
        return None
    wanted = target.units[0]
    if any(unit.per for one in figures for unit in one.quantity.units):
        return None
    totals = [
        one.quantity
        for one in figures
        if any(unit.kind is wanted.kind and not unit.per for unit in one.quantity.units)
    ]
    counts = [one.quantity for one in figures if one.quantity.unit == wanted.per]
    if len(totals) != 1 or len(counts) != 1 or totals[0] is counts[0] or not counts[0].low:
        return None
    if is_inexact(totals[0]) or is_inexact(counts[0]):
        return None
    value = totals[0].low * totals[0].units[0].scale / wanted.scale / counts[0].low
    shown = f"{totals[0].words} ÷ {counts[0].words}"
    return replace(counted(target, value, value, shown, "即"), multiplier=target.multiplier)


# Changes --------------------------------------------------------------------------------------


def change_of_values(cell: Cell, target: Quantity, name: str) -> Quantity | None:
    """由36件减少到11件 as a fall of 69.4%, signed the target's way; None where nothing surely is."""
    way = target.trend or _way_of(normalize(name))
    if not way or len(cell.plain) > 80 or target.low < 0:
        return None
    values = before_and_now(cell)
    if values is None or _tells_change(cell, target):
        return None
    old, new = values
    shares = {unit.kind for unit in (*old.units, *new.units)} & _SHARES
    if target.unit == "%" and not shares and old.low > half_step(old):
        moved = (new.low - old.low) / old.low * 100 * way
        most = _most(old, new, way) if moved < target.low else moved
    elif target.unit.endswith("百分点") and shares:
        moved = most = (new.low - old.low) * way
    else:
        return None
    if most < target.low:
        most = moved
    if most < 0 and target.trend:
        turned = counted(target, abs(moved), abs(moved), cell.plain, "即")
        return replace(turned, trend=-target.trend, approximate="约" if most != moved else "")
    made = counted(target, moved, most, cell.plain, "即")
    return replace(made, trend=target.trend, approximate="约" if most != moved else "")


def before_and_now(cell: Cell) -> tuple[Quantity, Quantity] | None:
    """What it was and what it is now, in one unit; None where either is open."""
    before = [one for one in cell.figures if one.role is Role.BEFORE]
    if len(before) != 1:
        return None
    unit = before[0].quantity.unit
    others = [
        one
        for one in cell.figures
        if one.role not in (Role.BEFORE, Role.CHANGE, Role.PLAN, Role.CONVERTED)
        and one.quantity.unit == unit
        and not one.quantity.trend
    ]
    now = [one for one in others if one.role is Role.NOW] or others
    if len(now) != 1:
        return None
    pair = before[0].quantity, now[0].quantity
    if any(one.is_range or one.approximate or one.is_bound for one in pair):
        return None
    return pair


def _tells_change(cell: Cell, target: Quantity) -> bool:
    """由36件减少到11件，下降69.4%: the result gives the change itself."""
    return any(
        one.role is Role.CHANGE and one.quantity.unit == target.unit for one in cell.figures
    ) or (target.unit == "%" and any(one.quantity.unit == "%" for one in cell.figures))


def _most(old: Quantity, new: Quantity, way: int) -> Fraction:
    """What the change may be where 1.2万 and 1.3万 are rounded."""
    before, after = old.low + way * -half_step(old), new.low + way * half_step(new)
    return (after - before) / before * 100 * way


def half_step(one: Quantity) -> Fraction:
    """Half of the last digit of what was measured or is printed in 万; whole counts are exact."""
    decimals = one.decimals
    if not decimals and one.multiplier == 1:
        return Fraction(0)
    halves: int = 2 * 10**decimals
    return one.multiplier / halves


def _way_of(name: str) -> int:
    falls, rises = (lexicon("roles").holds(name, way) for way in ("down", "up"))
    if falls == rises:
        return 0
    return -1 if falls else 1


def counted(like: Quantity, low: Fraction, high: Fraction, words: str, made: str) -> Quantity:
    """A quantity in the unit of another that the cell does not print itself."""
    return replace(
        like,
        subject="",
        tail="",
        relation=None,
        low=low,
        high=high,
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        trend=0,
        words=words,
        start=0,
        end=len(words),
        made=made,
    )
