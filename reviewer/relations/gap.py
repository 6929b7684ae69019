"""What a row lacks: what was to be done and what was, of a rate those that are counted for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import end_of, start_of
from reviewer.reading.claimed import MAX_NUMBERS
from reviewer.relations.accounted import DENIALS, denied_thing
from reviewer.relations.printed import rounds_to

MAX_PARTS = 6
"""Of so many numbers in a cell all sums are tried; nobody adds up more in an explanation."""
_PERCENT_OF_ALL = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """What a row says itself: its numbers, its points, and its words."""

    target: tuple[Quantity, ...]
    actual: tuple[Quantity, ...]
    deduction: Fraction | None
    points: tuple[Fraction, ...]
    words: str
    year: int | None = None
    compared: tuple[Quantity, Quantity] | None = None
    """The target and the figure of the result that was held against it, where cells have more."""
    asked: str = ""
    """The words of its name and target; those of its result may name parts."""


def only_pair(figures: Figures) -> tuple[Quantity, Quantity] | None:
    """The number of the target and of the result, where each has one."""
    is_one = len(figures.target) == len(figures.actual) == 1
    return (figures.target[0], figures.actual[0]) if is_one else None


def lacking(figures: Figures, text: str) -> tuple[Quantity, Quantity] | None:
    """What was to be done and what was; of a rate those that its result and the text count."""
    pair = figures.compared or only_pair(figures)
    if len(figures.target) == 1 and figures.target[0].is_percent:
        return _lacking_of_rate(figures.target[0], figures, text) or pair
    if len(figures.target) != 1 or (pair is not None and pair[0].low > pair[1].low):
        return pair
    (target,) = figures.target
    counts = [one for one in figures.actual if not one.is_percent]
    values = {one.low for one in counts}
    rest = [one for one in counts if one.low < target.low and target.low - one.low in values]
    done = max(rest, key=lambda one: one.low, default=None)  # 5个点完工, 剩1个点
    return None if done is None else (target, done)


_TWO = 2


def whole_and_part(actual: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """受理74件，办结63件，85.14%: the two counts of a result of which its rate is made."""
    counts = [one for one in actual if not one.is_percent]
    rates = [one for one in actual if one.is_percent]
    pairs = [
        (whole, part)
        for whole, part in combinations(counts[:MAX_PARTS], _TWO)
        if whole.unit == part.unit
        and whole.low > part.low
        and (rates or len(counts) == _TWO)
        and all(rounds_to(one, part.low / whole.low * _PERCENT_OF_ALL) for one in rates)
    ]
    return pairs[0] if len(pairs) == 1 else None


def _lacking_of_rate(
    target: Quantity, figures: Figures, text: str
) -> tuple[Quantity, Quantity] | None:
    """应学22人，学完20人 of 100%; 95%应为2698人 of 2840人 is what the text says was to be done.

    Where it does not say that, what lacks of less than all can be meant in two ways, but for
    all that failed.
    """
    pair = whole_and_part(figures.actual)
    if pair is None:
        return None
    whole, part = pair
    if target.low == _PERCENT_OF_ALL:
        return whole, part
    wanted = whole.low * target.low / _PERCENT_OF_ALL
    said = (one for one in quantities(text)[:MAX_NUMBERS] if one.unit == part.unit)
    asked = [
        one
        for one in said
        if part.low < one.low < whole.low
        and abs(one.low - wanted) < one.multiplier / Fraction(10**one.decimals)
    ]
    if asked:
        return asked[0], part
    return (whole, part) if _tells_of_all_failed(text, part.unit, figures.words) else None


_GRADED = "满意"
"""Between those who are content and those who are not stand others."""


def _tells_of_all_failed(text: str, unit: str, words: str) -> bool:
    """没报准的9次, 不合格的19台, 19台不合格都是: all that is not the part of a rate."""
    plain = normalize(text)
    return any(
        one.unit == unit
        and (
            is_all_failed(plain[start_of(plain, one.start) : one.start], words)
            or _are_all_failed(plain[one.end : end_of(plain, one.end)], words)
        )
        for one in quantities(text)[:MAX_NUMBERS]
    )


def _are_all_failed(behind: str, words: str) -> bool:
    """不合格都出在汛期 behind a count, 误报均因老化: what is said of them is said of all."""
    every = min((at for at in map(behind.find, _EVERY) if at > 0), default=0)
    failed = behind[:every]
    denied = next((one for one in _FAILING if failed.startswith(one)), "")
    if not denied or len(failed) > _SHORT or _GRADED in failed:
        return False
    return denied not in DENIALS or any(char in words for char in failed[len(denied) :])


_EVERY = ("都", "均", "全部", "全是")
_FAILING = (*DENIALS, "误", "漏", "错")
_SHORT = 5


def is_all_failed(before: str, words: str) -> bool:
    """没报准的 before a count, where the row counts what was 报准."""
    denied = denied_thing(before)
    return bool(denied) and _GRADED not in denied and any(char in words for char in denied)
