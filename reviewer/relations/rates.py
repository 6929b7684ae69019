"""A rate and its counts: 收回248份，满意223份，满意度92.3%; 抽检320批次，不合格4批次; 占."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.terms import Term, alike, front, is_exact, label, term, written

_ASPECTS = (
    "satisfied",
    "finished",
    "passed",
    "punctual",
    "attended",
    "settled",
    "known",
    "covered",
    "alive",
    "employed",
    "intact",
    "spent",
)
_MOST_COUNTS = 6
_FEW = 3
_ENDS = "为达到是约仅只有了：的"
_TAILS = ("比例", "占比", "比率", "率", "度", "比重")


class _Count(NamedTuple):
    """A count that may be a part or a whole, with its own words."""

    term: Term
    said: str
    at: int


def rates(cell: Cell, name: str) -> Iterator[Equation]:
    """Every per cent with the counts around it; `name` is what a bare one is called."""
    for at, figure in enumerate(cell.figures):
        quantity = figure.quantity
        if quantity.unit not in ("%", "‰") or not is_exact(figure) or quantity.trend:
            continue
        if figure.role is Role.BEFORE or figure.scope is not Scope.NONE:
            continue
        if figure.role is Role.CHANGE and not front(cell, at).rstrip(_ENDS).endswith("率"):
            continue  # 核减率 is a rate of two counts
        written = _as_fraction(cell, at)
        if written is not None:
            yield written
        else:
            yield from _of_rate(cell, at, name)


_FRACTION = re.compile(
    r"(?<![\d/.])(?P<part>\d{1,6})[^\d/()，。]{0,3}/(?P<whole>\d{1,6})[^\d/()，。%]{0,3}"
)


def _as_fraction(cell: Cell, at: int) -> Equation | None:
    """95%（57/60）; 57/60=95%."""
    rate = cell.figures[at]
    behind = _FRACTION.match(cell.plain, rate.end + 1)
    if behind is not None and cell.plain[rate.end] in "(，":
        found = behind
        if cell.plain[behind.end() : behind.end() + 1] not in ("", ")", "。"):
            return None
    else:
        before = list(_FRACTION.finditer(cell.plain, 0, rate.start))
        if not before or cell.plain[before[-1].end() : rate.start].strip("(，=为是") != "":
            return None
        found = before[-1]
    part, whole = (written(found, name) for name in ("part", "whole"))
    if not 0 < part.value <= whole.value:
        return None
    return Equation(Shape.RATE, term(rate), (part, whole), Weight.SURE)


def _of_rate(cell: Cell, at: int, name: str) -> Iterator[Equation]:
    """The equation that the words name, then every other that may hold all the same."""
    counts = _counts(cell, at)
    result = term(cell.figures[at])
    chosen = _chosen(cell, at, counts, name)
    if chosen is not None:
        shape, terms, weight = chosen
        yield Equation(shape, result, tuple(one.term for one in terms), weight)
    yield from _of_several(result, counts)
    for one in counts:
        for other in counts:
            if one is other or not alike(one.term.figure, other.term.figure):
                continue
            pair = one.term, other.term
            if one.term.value <= other.term.value:
                yield Equation(Shape.RATE, result, pair, Weight.NEVER)
            if _is_rest(cell, one):
                yield Equation(Shape.RATE_OF_REST, result, pair, Weight.NEVER)
            if one.at < other.at and _is_rest(cell, other):
                yield Equation(Shape.RATE_OF_BOTH, result, pair, Weight.NEVER)


def _of_several(result: Term, counts: Sequence[_Count]) -> Iterator[Equation]:
    """非常满意120人、满意80人、一般10人: both are of those who are content."""
    for first in range(len(counts) - 2):
        run = counts[first:]
        if not all(alike(one.term.figure, run[0].term.figure) for one in run):
            continue
        for last in range(first + 3, len(counts) + 1):
            terms = tuple(one.term for one in counts[first:last])
            yield Equation(Shape.RATE_OF_ALL, result, terms, Weight.NEVER)
            behind = (*terms[1:], terms[0])
            yield Equation(Shape.RATE_OF_SUM, result, behind, Weight.NEVER)


def _counts(cell: Cell, at: int) -> list[_Count]:
    """The counts of the rate's sentence, the nearest ones."""
    rate = cell.figures[at]
    few = len(cell.figures) <= _FEW and "；" in cell.plain and "。" not in cell.plain.rstrip("。")
    found = [
        place
        for place, one in enumerate(cell.figures)
        if (one.sentence == rate.sentence or few) and place != at and _is_count(one)
    ]
    found.sort(key=lambda place: abs(place - at))
    return [
        _Count(term(cell.figures[place]), label(cell, place), place)
        for place in sorted(found[:_MOST_COUNTS])
    ]


def _is_count(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        not quantity.is_percent
        and "/" not in quantity.unit
        and is_exact(figure)
        and quantity.low >= 0
        and figure.role is not Role.BEFORE
        and figure.scope is Scope.NONE
        and quantity.unit not in (":", "分", "个百分点", "百分点")
    )


_Choice = tuple[Shape, Sequence[_Count], Weight]


def _chosen(cell: Cell, at: int, counts: Sequence[_Count], name: str) -> _Choice | None:
    """The part and the whole that the words name."""
    said = front(cell, at).rstrip(_ENDS)
    share = _share_of_named(cell, at, counts)
    if share is not None:
        return share
    if said.endswith("占") or "占" in said[-_SHARE_REACH:]:
        return _share(cell, at, counts, said)
    rated = said if said.endswith(_TAILS) else ""
    if not rated:
        rated = name if not said else _headed(cell)
    if not rated:
        return None
    return _named(cell, at, counts, rated) or _beside(cell, at, counts, rated)


def _headed(cell: Cell) -> str:
    """检测合格率：蔬菜98.2%: the rate that stands before a colon at the head of the text."""
    head = cell.plain[: cell.figures[0].start].partition("：")[0]
    return head if head.endswith(_TAILS) else ""


def _named(cell: Cell, at: int, counts: Sequence[_Count], rated: str) -> _Choice | None:
    """The part whose words name what is rated, and its whole."""
    marks = lexicon("relations")
    parts = [one for one in _between_rates(cell, at, counts) if _is_said(one.said, rated)]
    due = [one for one in counts if marks.holds(one.said, "due")]
    if due and not [one for one in parts if one not in due]:  # 应检215家，实检198家
        near = _between_rates(cell, at, counts)
        parts = [one for one in near if marks.holds(one.said, "actual")] or parts
    else:
        parts = [one for one in parts if one not in due]
    denied = marks.holds(rated, "negative")  # 不合格率 is of those that are not
    good = [one for one in parts if marks.holds(one.said, "negative") is denied]
    bad = [one for one in parts if one not in good]
    if len(good) > 1 and "满意" in rated:
        return _of_grades(counts, good, bad)
    read = [(one, Shape.RATE) for one in good] + [(one, Shape.RATE_OF_REST) for one in bad]
    for part, shape in read:
        wholes = [
            one
            for one in counts
            if one is not part
            and alike(one.term.figure, part.term.figure)
            and (one not in good or marks.holds(one.said, "base"))
            and one not in bad
        ]
        larger = [one for one in wholes if one.term.value >= part.term.value]
        whole = _whole(larger or wholes, part)
        if whole is not None and not larger and whole.at > part.at:
            return Shape.RATE_OF_BOTH, (part, whole), Weight.DIGIT  # 成交12宗，流拍3宗
        if whole is not None:
            named = marks.holds(whole.said, "base")
            several = len([one for one in larger or wholes if one.at < part.at]) > 1
            weight = Weight.SURE if named or len(wholes) == 1 else Weight.NEAR
            if several and not marks.holds(whole.said, "returned"):
                weight = Weight.DIGIT if not _is_only_named(larger or wholes) else weight
            if "满意" in rated and marks.holds(part.said, "degree"):
                weight = Weight.NEVER  # 满意和基本满意: of which the rate is, is open
            return shape, (part, whole), weight
    return None


def _of_grades(
    counts: Sequence[_Count], good: Sequence[_Count], bad: Sequence[_Count]
) -> _Choice | None:
    """非常满意312人，满意148人，不满意40人; with a base of its own that is the whole."""
    marks = lexicon("relations")
    others = [one for one in counts if one not in good and one not in bad]
    wholes = [one for one in others if marks.holds(one.said, "base")]
    if len(wholes) == 1 and alike(wholes[0].term.figure, good[0].term.figure):
        return Shape.RATE_OF_SUM, (*good, wholes[0]), Weight.NEAR
    if len(bad) == 1 and not others:
        return Shape.RATE_OF_ALL, (*good, *bad), Weight.NEAR
    return None


def _beside(cell: Cell, at: int, counts: Sequence[_Count], rated: str) -> _Choice | None:
    """Two counts of one kind and a rate behind them: 180人，165人取得证书，取证率91.7%."""
    near = [one for one in _between_rates(cell, at, counts) if one.at < at]
    if len(near) != 2 or near[-1].at != at - 1 or "满意" in rated:
        return None
    whole, part = near
    if not alike(whole.term.figure, part.term.figure) or part.term.value > whole.term.value:
        return None
    return Shape.RATE, (part, whole), Weight.DIGIT


def _share_of_named(cell: Cell, at: int, counts: Sequence[_Count]) -> _Choice | None:
    """28600件，占业务总量32500件的88%: the whole stands between 占 and its share."""
    if at < 2 or cell.between(cell.figures[at - 1], cell.figures[at]) not in _OF:
        return None
    said = front(cell, at - 1)
    before = [one for one in counts if one.at < at]
    if len(before) < 2 or before[-1].at != at - 1:
        return None
    planned = cell.figures[at - 1].role is Role.PLAN  # 2.86亿元，为年度目标2.6亿元的110%
    if not (planned or "占" in said or "完成" in said):
        return None
    part, whole = before[-2:]
    if not alike(part.term.figure, whole.term.figure):
        return None
    return Shape.RATE, (part, whole), Weight.SURE


_OF = ("的", "的约", "总数的", "总量的")
_SHARE_REACH = 8


def _between_rates(cell: Cell, at: int, counts: Sequence[_Count]) -> list[_Count]:
    """The counts between the rate before and the rate behind: each has its own part."""
    first = max(
        (place for place in range(at) if cell.figures[place].quantity.is_percent), default=-1
    )
    last = min(
        (
            place
            for place in range(at + 1, len(cell.figures))
            if cell.figures[place].quantity.is_percent
        ),
        default=len(cell.figures),
    )
    before = [one for one in counts if first < one.at < at]
    return before or [one for one in counts if at < one.at < last]


def _is_said(words: str, rated: str) -> bool:
    """Whether a count's words name what is rated: 合格 of 验收合格率, 实到 of 参训率."""
    marks = lexicon("relations")
    aspects = {mark.concept for mark in marks.find(rated, *_ASPECTS)}
    if "satisfied" in aspects:
        return marks.holds(words, "satisfied")
    stem = rated
    for tail in _TAILS:
        stem = stem.removesuffix(tail)
    first, second = words.find(stem[-2:-1]), words.rfind(stem[-1:])
    if len(stem) >= 2 and 0 <= first < second:
        return True  # 取得证书 of 取证率
    last = [mark.concept for mark in marks.find(stem, *_ASPECTS)][-1:]
    return bool(last) and marks.holds(words, *last)


def _is_only_named(wholes: Sequence[_Count]) -> bool:
    """Whether one of several is named as the base, and no other."""
    marks = lexicon("relations")
    return len([one for one in wholes if marks.holds(one.said, "base")]) == 1


def _whole(wholes: Sequence[_Count], part: _Count) -> _Count | None:
    """Of forms sent out and forms come back the latter; else the one that is named as the base."""
    if len(wholes) == 1:
        return wholes[0]
    marks = lexicon("relations")
    back = [one for one in wholes if marks.holds(one.said, "returned")]
    if len(back) == 1:
        return back[0]
    named = [one for one in wholes if marks.holds(one.said, "base")]
    if len(named) == 1:
        return named[0]
    before = [one for one in named or wholes if one.at < part.at]
    return before[-1] if before else None


def _share(cell: Cell, at: int, counts: Sequence[_Count], said: str) -> _Choice | None:
    """17座，占85%: of the whole before it, or with the rest behind it."""
    of_what = said[said.rfind("占") + 1 :]
    before = [one for one in counts if one.at < at]
    if not before:
        return None
    part = before[-1]
    named = [one for one in before[:-1] if _shares_words(one.said, of_what)]
    if len(named) == 1 and alike(named[0].term.figure, part.term.figure):
        return Shape.RATE, (part, named[0]), Weight.NEAR  # 耕地56万亩 … 占耕地面积的
    of_all = not of_what or any(word in of_what for word in ("总", "全部", "比"))
    if not of_all and not lexicon("roles").holds(of_what, "plan"):
        return None
    weight = Weight.NEAR if of_all else Weight.DIGIT
    wholes = [one for one in before[:-1] if alike(one.term.figure, part.term.figure)]
    larger = [one for one in wholes if one.term.value >= part.term.value]
    if len(larger or wholes) == 1:
        return Shape.RATE, (part, (larger or wholes)[0]), weight
    rest = [
        one
        for one in counts
        if one.at > at
        and alike(one.term.figure, part.term.figure)
        and lexicon("roles").holds(front(cell, one.at), "closing")
    ]
    if not wholes and len(rest) == 1:
        return Shape.RATE_OF_BOTH, (part, rest[0]), Weight.NEAR
    return None


def _is_rest(cell: Cell, one: _Count) -> bool:
    return lexicon("roles").holds(front(cell, one.at), "closing") or lexicon("relations").holds(
        one.said, "negative"
    )


def _shares_words(words: str, others: str) -> bool:
    """Whether two neighbouring characters stand in both."""
    return any(others[at : at + 2] in words for at in range(len(others) - 1))
