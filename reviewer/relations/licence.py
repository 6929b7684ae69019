"""What type and position alone license, where no word does.

An equation that no word chose is told all the same where its line leaves its figures little else
to be: 48台，蒸饭柜18台、冷柜21台、洗碗机9台 is a total and its list, whatever is counted. The less
else it may be, the less must restore it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reviewer.language.units import Kind
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.lists import OF_WHICH, PARTIAL, is_kept
from reviewer.relations.named_counts import ASPECTS, ENDS, TAILS, aspects
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import Line, Term, adds_to, of_one_statement, plays, says

_LONGEST = 90
"""The result of a row is shorter; in longer texts figures stand together that are of many things."""
_LONGEST_LABEL = 12
_LONGEST_OUTCOME = 8
_PAIR = 2
_TRIPLE = 3


def licensed(line: Line, equation: Equation, name: str) -> Weight:
    """The weight of an equation for which no word speaks; `name` is what the line is about."""
    match equation.shape:
        case Shape.SUM:
            return _of_sum(line, equation, name)
        case Shape.RATE:
            return _of_rate(line, equation, name)
        case Shape.PRODUCT:
            return _of_product(equation, name)
    return Weight.NEVER


# A list and its total ---------------------------------------------------------------------------


def _of_sum(line: Line, equation: Equation, name: str) -> Weight:
    """A total that leads or ends the list of all the others that count the same."""
    total, parts = equation.result, equation.terms
    if "累计" in total.front:
        return Weight.NEVER  # with those of years before
    if total.value < max(one.value for one in parts) and "均" in name + total.front:
        return Weight.NEVER  # 户均增收: 种养户420元，务工户180元
    if _is_of_what_was_done(line, total, parts):
        more = sum(one.value for one in parts) > total.value and not _MANIFOLD & _kinds(total)
        return Weight.NEAR if more or equation.is_restored_by_a_digit() else Weight.NEVER
    kin = [
        one for one in line if one is total or (_adds(one, total) and of_one_statement(one, total))
    ]
    kin = [one for one in kin if one in (total, *parts) or not _is_their_number(one, parts)]
    if {one.start for one in kin} != equation.places:
        return _of_nearest_list(line, total, parts)
    words = line.plain[kin[0].end : kin[-1].end + 1]
    if any(word in words for word in PARTIAL) or words.rstrip().endswith("等"):
        return Weight.NEVER
    if any(one.unit not in ("", total.unit) or one.role in _NO_PARTS for one in kin):
        return Weight.NEVER
    if total.at == kin[0].at:
        if "、" in line.between(total, kin[1]):
            return Weight.NEVER
        if (len(parts) == _PAIR or is_kept(parts[-1])) and _is_rated(line, total, parts):
            return Weight.NEAR
        if words.startswith(OF_WHICH):
            return Weight.NEVER
        if total.front and not plays(total.front, "total") and not _is_long_list(line, parts):
            return Weight.NEVER
        return Weight.NEAR if _is_list(line, kin[1:]) else Weight.DIGIT
    if total.at == kin[-1].at:
        return _of_last(line, total, kin[:-1], name)
    return Weight.NEVER


def _is_of_what_was_done(line: Line, total: Term, parts: Sequence[Term]) -> bool:
    """栽了48株，樟树18株、桂花35株: a verb and the first figure of all, then one list and its end."""
    verb, first, last = total.front, parts[0], parts[-1]
    if total.at or total.start != len(verb) or not verb.endswith(_DID) or len(verb) > _LONGEST_VERB:
        return False
    if [one.at for one in parts] != [*range(1, len(parts) + 1)] or not _is_list(line, parts):
        return False
    if line.plain[last.end : last.end + 1] not in _ENDED or line.plain[total.end] != "，":
        return False
    joined = all(words.startswith("、") for words in _joints(line, parts))
    listed = line.between(total, first).count("，") == 1 and _PARTLY.isdisjoint(first.front)
    alike = all(one.unit == total.unit and one.role is Role.VALUE for one in parts)
    behind = line.plain[last.end :].partition("。")[0]
    more = plays(behind, "closing") or any(_is_one_more(one, total) for one in line[last.at + 1 :])
    return joined and listed and alike and not more


def _is_one_more(one: Term, total: Term) -> bool:
    """夜里应急74次 behind the list is one of it, 40亩立一块牌 and 平均一天2次 are not."""
    named = bool(one.front) and one.scope is Scope.NONE and one.role is not Role.TOTAL
    return named and one.unit == total.unit and of_one_statement(one, total)


def _kinds(one: Term) -> set[Kind]:
    return {unit.kind for unit in one.quantity.units}


_DID = ("了", "达", "计")
_LONGEST_VERB = 4
_ENDED = ("", "，", "。")
_PARTLY = frozenset("含括其中里")
_MANIFOLD = frozenset((Kind.PERSONS, Kind.PLACES))
"""Of whom one may be counted under several heads: 党员40人、妇女50人."""
_NO_PARTS = frozenset((Role.BEFORE, Role.CHANGE, Role.REST))


def _is_rated(line: Line, total: Term, parts: Sequence[Term]) -> bool:
    """界桩640根，撞断19根，完好631根，98.6%: the rate has one of the two, the other is the rest."""
    rates = [
        one
        for one in line
        if one.is_percent
        and "占" not in one.front
        and not total.at < one.at < parts[-1].at  # 填240份，满意222份，92.5%，家属填的70份
    ]
    return any(
        Equation(Shape.RATE, rate, (part, total), Weight.NEVER).holds()
        for rate in rates
        for part in parts
    )


def _is_long_list(line: Line, parts: Sequence[Term]) -> bool:
    """开了34门，体艺类12门、学科类11门、科技类8门: three or more that 、 joins."""
    return len(parts) >= _TRIPLE and all("、" in words for words in _joints(line, parts))


def _is_their_number(one: Term, parts: Sequence[Term]) -> bool:
    """三个 of 三个居委：桐柏31个、…: how many parts there are, in words."""
    digits = any(map(str.isdecimal, one.quantity.words))
    return not digits and one.quantity.low == len(parts)


def _adds(one: Term, total: Term) -> bool:
    return not one.is_percent and "/" not in one.unit and adds_to(one, total)


def _of_last(line: Line, total: Term, parts: Sequence[Term], name: str) -> Weight:
    """城区17户，乡镇45户，做成62户; one more of the list is no total."""
    between = line.between(parts[-1], total)
    if total.value <= max(one.value for one in parts) or "、" in between:
        return Weight.NEVER
    joined = all("，" not in words and "；" not in words for words in _joints(line, parts))
    apart = len(between) <= _LONGEST_OUTCOME and (joined or _concludes(total, parts, name))
    return Weight.NEAR if apart and _is_list(line, parts) else Weight.DIGIT


def _concludes(total: Term, parts: Sequence[Term], name: str) -> bool:
    """Whether it says what was done with all, in words that no part has."""
    own = set(total.front) & set(name) - {char for one in parts for char in one.front}
    return bool(own) or total.front.endswith(_DONE)


_DONE = ("了", "完", "成", "好", "到", "过")


def _of_nearest_list(line: Line, total: Term, parts: Sequence[Term]) -> Weight:
    """标准型350辆、护理型130辆，上半年260辆、下半年220辆，合计480辆: the list next to the total."""
    first, last = parts[0], parts[-1]
    ends = total.at == last.at + 1 and "，" in line.between(last, total)
    whole = first.at == 0 or "，" in line.between(line[first.at - 1], first)
    chained = all("、" in words for words in _joints(line, parts))
    listed = ends and whole and chained and _is_list(line, parts)
    return Weight.NEAR if listed and total.role is Role.TOTAL else Weight.NEVER


def _joints(line: Line, parts: Sequence[Term]) -> list[str]:
    """What stands between the parts of a list."""
    return [line.between(one, other) for one, other in pairwise(parts)]


def _is_list(line: Line, parts: Sequence[Term]) -> bool:
    """Whether short names that tell no stage of one thing, as 发出 and 收回 do, make one list."""
    short = all(
        len(words) <= _LONGEST_LABEL and not _SIGNS.isdisjoint(words)
        for words in _joints(line, parts)
    )
    return short and all(one.front and not says(one.label, *_STAGES) for one in parts)


_SIGNS = frozenset("，、；+和及与")
_STAGES = (*ASPECTS, "returned", "base", "deducted", "trait", "negative", "cut", "due", "actual")


# A rate and its counts --------------------------------------------------------------------------


def _of_rate(line: Line, equation: Equation, name: str) -> Weight:
    """What a rate behind two or more counts of one unit is of, when it is of none of them.

    A rate with a name of its own is only of what shares a word with it: 应训250人，取证率95.4%.
    """
    rate, (part, whole) = equation.result, equation.terms
    said = rate.front.rstrip(ENDS)
    if len(line.plain) > _LONGEST or "占" in said[:-1]:
        return Weight.NEVER
    mates = [one for one in rate.mates if any(map(str.isdecimal, one.quantity.words))]  # not 一遍
    counts = [one for one in mates if one.unit == part.unit]
    if any(one.is_percent for one in mates) or not all(map(_is_plain_count, counts)):
        return Weight.NEVER
    if not {part.at, whole.at} <= {one.at for one in counts}:
        return Weight.NEVER
    leads = rate.at == 0 and not said and name.endswith(TAILS) and rate.quantity.low < _ALL
    if counts[-1].at > rate.at and not (leads and _is_of_whole_before(part, whole, name)):
        return Weight.NEVER
    if said and said not in name and not _is_of(said, part, whole):
        return Weight.NEVER
    if says(part.label, "degree") and says(part.label, "satisfied"):
        return Weight.NEVER  # 满意和基本满意176份: of which the rate is, is open
    if _is_of_others(aspects(said or name), part):
        return Weight.NEVER  # 实到550人，合格率95%; 建成1200亩，抽检300亩，合格率98%
    if len(counts) == len(mates):
        if len(counts) == _PAIR:
            return _of_two(line, equation)
        named = len(counts) == _TRIPLE or bool(set(said or name) & set(part.label) - _GENERAL)
        return _of_parts(equation, counts) if named else Weight.NEVER
    chained = [whole.at, part.at] == [one.at for one in counts[-2:]]
    beside = part.at == rate.at - 1 or (leads and len(counts) == _PAIR)
    chained = chained and beside and part.value <= whole.value and bool(said or name)
    return Weight.NEAR if chained else Weight.NEVER


def _is_of_whole_before(part: Term, whole: Term, name: str) -> bool:
    """96.4%，该报6570条，报上来6303条: behind a bare rate first the whole, then what is rated of it.

    Two counts of a list, or one of those whom a survey asked, are no such pair.
    """
    if part.value > whole.value or part.role is Role.PART:
        return False
    if whole.at > part.at:
        return "人口" in name and "人口" in whole.front
    if part.front.rstrip("了的")[-1:] == whole.front.rstrip("了的")[-1:]:
        return False  # 东校访了60人，西校访了50人
    if says(name, *_SURVEYED) or says(part.label, "one_side", "other_side"):
        return False
    if _is_of(name, part, whole) or says(whole.label, "due"):
        return True
    named = says(whole.label, "base") or _is_of(name, whole, part)
    return named and (bool(aspects(part.label)) or "的" in part.front)


_ALL = 100
"""100% is told of all; what a count behind it says of some is another thing."""
_SURVEYED = ("satisfied", "known")


def _is_plain_count(one: Term) -> bool:
    """In digits, and no change against another year: not 一户, nor 比上年多0.4万人."""
    changed = one.role is Role.CHANGE or one.role is Role.BEFORE
    return not changed and any(map(str.isdecimal, one.quantity.words))


def _is_of_others(rated: set[str], part: Term) -> bool:
    """Whether a rate has an aspect, 合格, and the count another or that of a base."""
    own = aspects(part.label)
    return bool(rated) and not rated & own and (bool(own) or says(part.label, "base"))


def _is_of(said: str, part: Term, whole: Term) -> bool:
    """差错率 of 错64条, 整改率 of 当场改28处: a word of its name is the part's and not the whole's."""
    return bool(set(said) & set(part.label) - set(whole.label) - _GENERAL)


_GENERAL = frozenset("合率度的数总综比例达实到")


def _of_two(line: Line, equation: Equation) -> Weight:
    """Only two counts stand before the rate: it is of them, in one way or another."""
    rate, (part, whole) = equation.result, equation.terms
    first, second = sorted((part, whole), key=lambda one: one.at)
    pairs = ((part, whole), (whole, part))
    others = (Equation(shape, rate, pair, Weight.NEVER) for shape in _OTHERS for pair in pairs)
    if "、" in line.between(first, second) or any(one.holds() for one in others):
        return Weight.NEVER
    # 问120人，满意414人: more than its whole, unless the larger is named as such.
    odd = part.value > whole.value and not says(whole.label, "base")
    return Weight.DIGIT if odd else Weight.NEAR


_OTHERS = (Shape.RATE_OF_REST, Shape.RATE_OF_BOTH, Shape.CHANGE_RATE)
"""1250台套里在修19台套, 活了7720株，枯死280株: what else two counts give, whatever they are called."""


def _of_parts(equation: Equation, counts: Sequence[Term]) -> Weight:
    """抽60批，59批合格，1批已退换，合格率98.33%: the first is the whole of the others."""
    whole = equation.terms[1]
    parted = whole is counts[0] and sum(one.value for one in counts[1:]) == whole.value
    return Weight.NEAR if parted else Weight.NEVER


# So many times so many --------------------------------------------------------------------------


def _of_product(equation: Equation, name: str) -> Weight:
    """18个点每点3人，54人: three figures side by side, the only ones of their units."""
    total, *terms = equation.result, *equation.terms
    each = next((one for one in terms if one.scope in (Scope.EACH, Scope.AVERAGE)), None)
    places = sorted(one.at for one in (total, *terms))
    if (
        each is None
        or each.unit != total.unit
        or places != [*range(places[0], places[0] + _TRIPLE)]
    ):
        return Weight.EXCHANGE
    count = next(one for one in terms if one is not each)
    others = [one for one in total.mates if one.unit in (each.unit, count.unit)]
    if len(others) != _PAIR or says(total.label, "returned"):
        return Weight.EXCHANGE
    named = (
        len(total.front) > 1 and total.front not in name
    )  # 赠阅5600册: some of them, unless a digit of it makes it all
    if named and not equation.is_restored_by(total.variants()):
        return Weight.EXCHANGE
    return Weight.DIGIT
