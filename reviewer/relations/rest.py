"""The rest that an explanation counts: 剩下的18件 where 74件 were taken in and 63件 closed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, end_of, start_of
from reviewer.lexicon import lexicon
from reviewer.relations.accounted import HEADS, tells_of_loss
from reviewer.relations.gap import Figures, is_all_failed, only_pair, whole_and_part

_PERCENT_OF_ALL = 100
_SIGNS = "，。；！？、：:"
_FEW_CHARS = 6
_FAR = 4
_GRADED = "满意"


def misstated_rest(text: str, figures: Figures) -> tuple[Quantity, Fraction] | None:
    """The first count of the row's things, where it is called the rest and is another, and the rest.

    Behind other counts 其余 is the rest of those: 7件等鉴定，其余4件排期未到.
    """
    counted = whole_and_part(figures.actual)
    pair = counted or only_pair(figures)
    if pair is None:
        return None
    whole, part = pair
    if any(one.is_percent or one.approximate or one.is_range for one in pair):
        return None
    own = {one.low for one in (*figures.target, *figures.actual)}
    said = [one for one in quantities(text) if one.unit == part.unit and one.low not in own]
    if not part.unit or whole.unit != part.unit or whole.low <= part.low or not said:
        return None
    first, rest = said[0], whole.low - part.low
    if (
        first.approximate
        or first.is_range
        or first.is_bound
        or not (
            _is_rest(first, text, figures.words)
            or (counted is not None and _is_more_than_all(said, rest, text))
        )
    ):
        return None
    possible = {rest, *(_wanted(one, whole) - part.low for one in figures.target)}
    possible |= {rest - one.low for one in said[1:]}  # 剩下的2座在征地范围，1座邻居反对
    near = any(abs(first.low - one) < 1 for one in possible)
    return None if near else (first, rest)


def _is_more_than_all(said: Sequence[Quantity], rest: Fraction, text: str) -> bool:
    """北岸9个租赁库点没通宽带 where 44 of 50 are covered: the only count, and it opens the account.

    Of persons a cause may name more than failed, if it does not tell that they did.
    """
    plain, first = normalize(text), said[0]
    alone = len({one.low for one in said}) == 1 and rest < first.low <= rest * _FAR
    if not alone or not _opens(plain[: first.start]) or _GRADED in text:
        return False
    told = plain[: end_of(plain, first.end, SENTENCE)]
    if lexicon("claimed").holds(told, "made_up", "corrected", "several") or "部分" in told:
        return False
    heads = any(unit.kind in HEADS for unit in first.units)
    return not heads or tells_of_loss(first, plain)


def _opens(before: str) -> bool:
    """Nothing but where they are stands before them."""
    if len(before) > _FEW_CHARS or any(sign in before for sign in _SIGNS):
        return False
    return not (
        lexicon("claimed").holds(before, "apart", "others", "wanted", "real", "achieved")
        or lexicon("missing").holds(before, "not_the_missing")
    )


def _wanted(target: Quantity, whole: Quantity) -> Fraction:
    """So many make up the rate asked: 67.5 of 75 for 90%."""
    return whole.low * target.low / _PERCENT_OF_ALL if target.is_percent else target.low


def _is_rest(one: Quantity, text: str, words: str) -> bool:
    """Whether its clause begins with 剩下的, 其余 or 没办结的."""
    plain = normalize(text)
    before = plain[start_of(plain, one.start, _SIGNS) : one.start].removesuffix("有")
    if is_all_failed(before, words):
        return True
    before = before.removesuffix("的")
    left = lexicon("claimed").find(before, "left", "rest")
    return bool(left) and left[0].start == 0 and left[-1].end == len(before)
