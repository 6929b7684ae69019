"""How an explanation breaks down what its row lacks: as a share, group by group, of those awaited.

欠260立方米，占任务的4% where 6500 were asked; 18户每户该埋的4套 where 72套 are lacking; 报名的75人里
有20人没来 where a session of the result counts 55.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, end_of, start_of
from reviewer.lexicon import lexicon
from reviewer.relations.accounted import is_alike, is_counted, tells_of_loss
from reviewer.relations.printed import rounds_to
from reviewer.rounding import rounded

_PERCENT_OF_ALL = 100
_SIGNS = "，。；！？、：:()"
_MOST = 12
"""More numbers than so break nothing down that could be followed."""


class Part(NamedTuple):
    """A number that does not fit the gap, and what the row gives instead."""

    said: Quantity
    instead: str


def misstated_part(
    text: str, target: Quantity, actual: Quantity, known: Sequence[Quantity]
) -> Iterator[Part]:
    """The number of such a breakdown that the gap does not bear out, one at most.

    Args:
        text: the explanation.
        target: what was to be done.
        actual: what was.
        known: all numbers of the row.
    """
    gap = target.low - actual.low
    said = [one for one in quantities(text) if not (one.is_range or one.is_bound)]
    if not is_counted(target, actual) or gap <= 0 or len(said) > _MOST:
        return
    plain = normalize(text)
    if lexicon("claimed").holds(plain, "corrected"):
        return
    row = _Row(target, actual, gap, frozenset(one.low for one in known))
    for way in (_share, _group_by_group, _of_those_awaited, _enough):
        found = way(said, row, plain)
        if found is not None and not _is_made_up(found.said, plain):
            yield found
            return


def _is_made_up(one: Quantity, plain: str) -> bool:
    begin, end = start_of(plain, one.start, SENTENCE), end_of(plain, one.end, SENTENCE)
    return lexicon("claimed").holds(plain[begin:end], "made_up")


class _Row(NamedTuple):
    target: Quantity
    actual: Quantity
    gap: Fraction
    known: frozenset[Fraction]


def _share(said: Sequence[Quantity], row: _Row, plain: str) -> Part | None:
    """占任务的6% right behind the gap."""
    for before, one in pairwise(said):
        if not one.is_percent or one.approximate or before.low != row.gap:
            continue
        if not is_alike(before, row.target):
            continue
        own = row.gap / row.target.low * _PERCENT_OF_ALL
        if _is_of_all(plain[start_of(plain, one.start, _SIGNS) : one.start]) and not any(
            rounds_to(one, share) for share in (own, _PERCENT_OF_ALL - own)
        ):
            return Part(one, f"{_shown(own)}%")
    return None


def _is_of_all(before: str) -> bool:
    claimed = lexicon("claimed")
    if not claimed.holds(before, "makes_up") or not claimed.holds(before, "wanted", "whole"):
        return False
    return not claimed.without(before, "makes_up", "wanted", "whole", "link").strip()


def _group_by_group(said: Sequence[Quantity], row: _Row, plain: str) -> Part | None:
    """18户没了土面，每户该埋的3套埋不进去: as many groups, in each as many."""
    alike = [one for one in said if is_alike(one, row.target) and one.low != row.gap]
    if len(alike) != 1 or alike[0].low in row.known:
        return None
    (each,) = alike
    before = plain[start_of(plain, each.start) : each.start]
    sentence = start_of(plain, each.start, SENTENCE)
    groups = [
        one
        for one in said
        if sentence <= one.start < each.start
        and one.unit
        and not one.approximate
        and (f"每{one.unit}" in before or (before.endswith("各") and one.words in before))
    ]
    if len(groups) != 1 or groups[0].low <= 1:
        return None
    made = groups[0].low * each.low
    share = row.gap / groups[0].low
    near = row.gap <= made * _TWO <= row.gap * _TWO * _TWO
    if made == row.gap or not near or (share * each.multiplier).denominator != 1:
        return None
    return Part(
        each, f"{_shown(share / each.multiplier)}{'万' * (each.multiplier == _WAN)}{each.unit}"
    )


def _of_those_awaited(said: Sequence[Quantity], row: _Row, plain: str) -> Part | None:
    """报名的75人里有15人走不开, where all but the gap are a number of the row, all but those none."""
    alike = [one for one in said if is_alike(one, row.target) and one.low != row.gap]
    if len(alike) != _TWO:
        return None
    whole, lost = alike
    between = plain[whole.end : lost.start]
    if not whole.low > lost.low or not lexicon("claimed").holds(between, "among"):
        return None
    if start_of(plain, lost.start, SENTENCE) > whole.start or not tells_of_loss(lost, plain):
        return None
    came = whole.low - row.gap
    if came <= 0 or came not in row.known or whole.low - lost.low in row.known:
        return None
    return Part(lost, f"{_shown(row.gap)}{lost.unit}")


def _enough(said: Sequence[Quantity], row: _Row, plain: str) -> Part | None:
    """库存只够30尊的料 where 33尊 were made, and nothing else is counted."""
    alike = [one for one in said if is_alike(one, row.target) and one.low != row.gap]
    if len(alike) != 1 or alike[0].low in row.known or alike[0].approximate:
        return None
    (one,) = alike
    before = plain[start_of(plain, one.start, _SIGNS) : one.start]
    marks = lexicon("claimed").find(before, "enough")
    sentence = plain[start_of(plain, one.start, SENTENCE) : end_of(plain, one.end, SENTENCE)]
    if not marks or marks[-1].end != len(before) or lexicon("claimed").holds(sentence, "several"):
        return None
    return Part(one, f"{_shown(row.actual.low)}{one.unit}") if one.low < row.target.low else None


_TWO, _WAN = 2, 10_000


def _shown(value: Fraction) -> str:
    return f"{rounded(value, 2).normalize():f}"
