"""What type and position alone license, where no word does: a list that is its total's whole line.

An equation that words did not choose is told all the same where the line leaves little else that
its figures could be: the more of the line it explains, the less must restore it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.lists import _PARTIAL
from reviewer.relations.named_counts import ASPECTS, ENDS, _aspects
from reviewer.relations.terms import Line, Term, alike, plays, says, shares_words

_LONGEST_LABEL = 12
_LONGEST_OUTCOME = 8
_JOINTS = frozenset("，、；+和及与")
_STAGES = (*ASPECTS, "returned", "base", "deducted", "trait", "negative", "cut", "due", "actual")
_LONGEST = 90
_WHOLE = 100
_PAIR = 2


def licensed(line: Line, equation: Equation, name: str) -> Weight:
    """The weight of an equation for which no word speaks; `name` is what the line is about."""
    match equation.shape:
        case Shape.SUM:
            return _of_sum(line, equation, name)
        case Shape.RATE:
            return _of_rate(line, equation, name)
        case Shape.PRODUCT:
            return _of_product(line, equation)
    return Weight.NEVER


def _kin(line: Line, one: Term) -> list[Term]:
    return [
        other
        for other in line
        if other.figure.sentence == one.figure.sentence and not other.is_percent and "/" not in other.unit and alike(one, other)
    ]


def _of_sum(line: Line, equation: Equation, name: str) -> Weight:
    total, parts = equation.result, equation.terms
    if "累计" in total.front:
        return Weight.NEVER  # with those of years before
    kin = _kin(line, total)
    if {one.start for one in kin} != equation.places:
        return _of_segment(line, total, parts)
    if any(one.unit not in ("", total.unit) for one in parts):
        return Weight.NEVER
    if any(one.role in (Role.BEFORE, Role.CHANGE, Role.REST) for one in kin):
        return Weight.NEVER
    words = line.plain[kin[0].end : kin[-1].end + 1]
    if any(word in words for word in _PARTIAL) or _is_open(words):
        return Weight.NEVER
    if total.start == kin[0].start:
        if (total.front and not plays(total.front, "total")) or "、" in line.between(total, kin[1]):
            return Weight.NEVER
        return Weight.NEAR if _is_list(line, kin[1:]) else Weight.DIGIT
    if total.start == kin[-1].start:
        between = line.between(kin[-2], total)
        if total.value <= max(one.value for one in parts) or "、" in between:
            return Weight.NEVER  # one more of the list
        apart = len(between) <= _LONGEST_OUTCOME and (
            _is_joined(line, kin[:-1]) or _concludes(total, parts, name)
        )
        return Weight.NEAR if apart and _is_list(line, kin[:-1]) else Weight.DIGIT
    return Weight.NEVER


def _of_segment(line: Line, total: Term, parts: Sequence[Term]) -> Weight:
    """标准型350辆、护理型130辆，上半年260辆、下半年220辆，合计480辆: the list next to the total."""
    first, last = parts[0], parts[-1]
    ends = total.at == last.at + 1 and "，" in line.between(last, total)
    whole = first.at == 0 or "，" in line.between(line[first.at - 1], first)
    chained = all("、" in line.between(one, other) for one, other in pairwise(parts))
    if ends and whole and chained and total.role is Role.TOTAL and _is_list(line, parts):
        return Weight.NEAR
    return Weight.NEVER


def _is_open(words: str) -> bool:
    """图书5册、期刊3册等; not 等 before a number, which is the rest of the list."""
    return words.rstrip().endswith("等")


def _concludes(total: Term, parts: Sequence[Term], name: str) -> bool:
    """城区17户，乡镇45户，做成62户: it says what was done with all, in words that no part has."""
    said = total.front
    own = set(said) & set(name) - {char for one in parts for char in one.front}
    return bool(own) or said.endswith(_DONE)


_DONE = ("了", "完", "成", "好", "到", "过")


def _is_joined(line: Line, parts: Sequence[Term]) -> bool:
    """By signs that part less than the one before the total does: 、 or +."""
    return all(_PARTING.isdisjoint(line.between(one, other)) for one, other in pairwise(parts))


_PARTING = frozenset("，；")


def _is_list(line: Line, parts: Sequence[Term]) -> bool:
    for one, other in pairwise(parts):
        between = line.between(one, other)
        if len(between) > _LONGEST_LABEL or not _JOINTS & set(between):
            return False
    return all(one.front for one in parts) and not any(
        says(one.label, *_STAGES) for one in parts
    )


def _of_rate(line: Line, equation: Equation, name: str) -> Weight:
    """What a rate behind two or more counts of one unit is of, when it is of none of them.

    A rate with a name of its own is only of what shares a word with it: 应训250人，取证率95.4%.
    """
    rate, (part, whole) = equation.result, equation.terms
    said = rate.front.rstrip(ENDS)
    mates = [one for one in line if one.figure.sentence == rate.figure.sentence]
    counts = [one for one in mates if one.unit == part.unit and one is not rate]
    if len(line.plain) > _LONGEST or rate.quantity.low == _WHOLE or "占" in said[:-1]:
        return Weight.NEVER
    if sum(one.is_percent for one in mates) != 1 or not all(map(_is_plain_count, counts)):
        return Weight.NEVER
    if not {part.at, whole.at} <= {one.at for one in counts} or counts[-1].at > rate.at:
        return Weight.NEVER
    if said and said not in name and not _is_of(said, part, whole):
        return Weight.NEVER
    if _aspects(said) and _aspects(part.label) != _aspects(said):
        return Weight.NEVER  # 实到550人，合格率95%
    if len(counts) == len(mates) - 1:
        return _of_two(line, equation) if len(counts) == _PAIR else _of_parts(equation, counts)
    chained = counts[-1].at == rate.at - 1 and counts[-1] is part and whole is counts[-2]
    return Weight.DIGIT if chained else Weight.NEVER


def _is_of(said: str, part: Term, whole: Term) -> bool:
    """差错率 of 错64条, 整改率 of 当场改28处: a word of its name is the part's and not the whole's."""
    return bool(set(said) & set(part.label) - set(whole.label) - _GENERAL)


_GENERAL = frozenset("合率度的数总综比例达实到")


def _is_plain_count(one: Term) -> bool:
    """In digits, and no change against another year: 一户, 比上年多0.4万人."""
    return any(map(str.isdecimal, one.quantity.words)) and one.role not in (
        Role.CHANGE,
        Role.BEFORE,
    )


def _of_two(line: Line, equation: Equation) -> Weight:
    """Only two counts stand before the rate: it is of them, in one way or another."""
    rate, (part, whole) = equation.result, equation.terms
    first, second = sorted((part, whole), key=lambda one: one.at)
    if "、" in line.between(first, second):
        return Weight.NEVER
    pairs = ((part, whole), (whole, part))
    if any(Equation(shape, rate, pair, Weight.NEVER).holds() for shape in _OTHERS for pair in pairs):
        return Weight.NEVER
    return Weight.SURE


def _of_parts(equation: Equation, counts: Sequence[Term]) -> Weight:
    """抽60批，59批合格，1批已退换，合格率98.33%: the first is the whole of the others."""
    whole = equation.terms[1]
    parted = whole is counts[0] and sum(one.value for one in counts[1:]) == whole.value
    return Weight.NEAR if parted else Weight.NEVER


_OTHERS = (Shape.RATE_OF_REST, Shape.RATE_OF_BOTH, Shape.CHANGE_RATE)
"""设备1250台套里在修19台套, 活了7720株，枯死280株: what else two counts give, whatever they are called."""


def _of_product(line: Line, equation: Equation) -> Weight:
    """18个点每点3人，54人: three figures side by side, each the only one of its unit."""
    total, terms = equation.result, equation.terms
    known = [one for one in line if one.figure.sentence == total.figure.sentence]
    places = sorted(one.at for one in (total, *terms))
    each = next((one for one in terms if one.scope in (Scope.EACH, Scope.AVERAGE)), None)
    if len(places) != 3 or places[2] - places[0] != 2 or each is None or each.unit != total.unit:
        return Weight.EXCHANGE
    count = next(one for one in terms if one is not each)
    alone = [one for one in known if one.unit in (each.unit, count.unit)]
    if len(alone) != 3 or says(total.label, "returned"):
        return Weight.EXCHANGE
    if len(total.front) > 1 and not any(replace(equation, result=one).holds() for one in total.variants()):
        return Weight.EXCHANGE
    return Weight.DIGIT
