"""Parts and their total: 34座（镇区12座、村20座）, 线上2期，线下6期，共8期, 24户，已调解18户，其余6户."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.relations.equations import Equation, Shape, Weight
from reviewer.relations.lists import chained_parts, closes, weight_of_list
from reviewer.relations.terms import alike, front, is_exact, label, term, year_of

_APART = frozenset((Role.BEFORE, Role.PLAN, Role.CONVERTED))
_MOST_PARTS = 12
_BESIDE = 6
"""So many characters may stand between a total and the bracket with its parts."""
_BEGIN_TOTALS = ("全年", "共", "合计", "总计")
"""共下达2.65亿元 is a total though 下达 names a plan."""


def sums(cell: Cell) -> Iterator[Equation]:
    """Every run of parts with the total that may belong to it."""
    for at, figure in enumerate(cell.figures):
        if not _can_be_added(figure):
            continue
        inside = [one for one in _in_bracket(cell, at) if _is_part(cell, one, figure)]
        if len(inside) > 1:
            yield from _of_bracket(cell, at, inside)
        else:
            yield from _listed_behind(cell, at)
        if figure.role is Role.TOTAL or front(cell, at).startswith(_BEGIN_TOTALS):
            yield from _listed_before(cell, at)


def _can_be_added(figure: Figure) -> bool:
    quantity = figure.quantity
    return not (
        quantity.is_percent
        or "/" in quantity.unit
        or quantity.unit in _NO_AMOUNTS
        or figure.scope is not Scope.NONE
        or not is_exact(figure)
        or figure.role is Role.BEFORE
        or (figure.role is Role.CHANGE and quantity.trend != 0)
    )


_NO_AMOUNTS = frozenset((":", "分", "个百分点", "百分点", "℃", "倍", "年", "度"))


def _is_part(cell: Cell, at: int, total: Figure) -> bool:
    figure = cell.figures[at]
    if figure.role is Role.BEFORE and year_of(front(cell, at)) is not None:
        figure = replace(figure, role=Role.VALUE)  # 2021年3800万元，2022年4200万元
    return (
        _can_be_added(figure)
        and figure.role not in _APART
        and figure.role is not Role.TOTAL
        and not (figure.role is Role.NOW and figure.quantity.relation is not None)
        and alike(figure, total)
    )


def _equation(cell: Cell, total: int, parts: Sequence[int], weight: Weight) -> Equation:
    whole = cell.figures[total]
    terms = tuple(term(cell.figures[at], whole) for at in parts)
    return Equation(Shape.SUM, term(whole), terms, weight)


def _runs(cell: Cell, total: int, parts: Sequence[int], weight: Weight) -> Iterator[Equation]:
    """The whole run with its weight; shorter ones may hold all the same."""
    for count in range(2, len(parts)):
        yield _equation(cell, total, parts[:count], Weight.NEVER)
    yield _equation(cell, total, parts, weight)


def _in_bracket(cell: Cell, at: int) -> list[int]:
    """The figures of the bracket that opens behind a figure, those of deeper ones left out."""
    total = cell.figures[at]
    opened = cell.plain.find("(", total.end, total.end + _BESIDE)
    if opened < 0 or set(cell.plain[total.end : opened]) & set("，。；、"):
        return []
    inside = []
    for place in range(at + 1, min(len(cell.figures), at + 1 + _MOST_PARTS)):
        one = cell.figures[place]
        if one.start < opened:
            return []
        if one.depth <= total.depth:
            break
        closed = cell.plain.find(")", opened, one.start)
        if closed >= 0 and one.depth == total.depth + 1 and _is_closed(cell, opened, one):
            break
        if one.depth == total.depth + 1:
            inside.append(place)
    return inside


def _is_closed(cell: Cell, opened: int, figure: Figure) -> bool:
    between = cell.plain[opened : figure.start]
    return between.count("(") - between.count(")") != 1


def _of_bracket(cell: Cell, at: int, parts: Sequence[int]) -> Iterator[Equation]:
    words = cell.plain[cell.figures[at].end : _end_of_clause(cell, parts[-1])]
    yield from _runs(cell, at, parts, weight_of_list(cell, at, parts, words, bracket=True))


def _listed_behind(cell: Cell, at: int) -> Iterator[Equation]:
    """A total, then its parts: 812户，其中…; 24户…，18户已签，其余6户."""
    total = cell.figures[at]
    parts = _parts_behind(cell, at)
    if parts and closes(cell, parts[-1]):
        for count in range(2, len(parts)):
            yield _equation(cell, at, parts[-count:], Weight.NEVER)
        if len(parts) > 1:
            yield _equation(cell, at, parts, _weight_of_closed(cell, at, parts))
        return
    parts = [one for one in parts if cell.figures[one].sentence == total.sentence]
    if len(parts) < 2:
        return
    joined = chained_parts(cell, parts)
    for count in range(2, len(parts) + 1):
        if count != len(joined):
            yield _equation(cell, at, parts[:count], Weight.NEVER)
    if len(joined) > 1:
        words = cell.plain[total.end : _end_of_clause(cell, parts[-1])]
        yield _equation(cell, at, joined, weight_of_list(cell, at, joined, words, bracket=False))


def _weight_of_closed(cell: Cell, at: int, parts: Sequence[int]) -> Weight:
    """其余 is of the same; 其他 only within a list: 重点任务20项，督办10项，其他工作5项 is none."""
    total, last = cell.figures[at], cell.figures[parts[-1]]
    said = front(cell, parts[-1])
    words = cell.plain[total.end : last.start]
    listed = total.role is Role.TOTAL or any(sign in words for sign in ("其中", "包括", "：", "、"))
    if not (listed or "余" in said or "剩" in said):
        return Weight.NEVER
    near = last.sentence == total.sentence or _is_only(cell, at)
    return Weight.NEAR if near else Weight.DIGIT


def _parts_behind(cell: Cell, at: int) -> list[int]:
    """The parts of the total's sentence and the next, up to the one that closes the list."""
    total = cell.figures[at]
    parts: list[int] = []
    for place in range(at + 1, min(len(cell.figures), at + 1 + _MOST_PARTS)):
        one = cell.figures[place]
        if one.sentence - total.sentence > 1 or one.depth < total.depth:
            break
        if one.role is Role.TOTAL and alike(one, total):
            break
        if parts and lexicon("roles").holds(front(cell, place), "detail"):
            break  # 经费20万元，支出12.8万元，其中…: a list of the second
        if one.depth == total.depth and _is_part(cell, place, total):
            parts.append(place)
            if closes(cell, place):
                break
    return parts


def _end_of_clause(cell: Cell, at: int) -> int:
    end = cell.figures[at].end
    found = [place for sign in "，。；)" if (place := cell.plain.find(sign, end)) >= 0]
    return min(found, default=len(cell.plain))


def _listed_before(cell: Cell, at: int) -> Iterator[Equation]:
    """Parts, then 共 and their total."""
    parts = _parts_before(cell, at)
    if len(parts) > 2 and _value(cell, parts[0]) == _value(cell, at):
        parts = parts[1:]  # 820人，小学380人，…，合计820人: the total is said twice
    if len(parts) < 2:
        return
    for count in range(2, len(parts)):
        yield _equation(cell, at, parts[-count:], Weight.NEVER)
    yield _equation(cell, at, parts, _weight_before(cell, at, parts))


def _parts_before(cell: Cell, at: int) -> list[int]:
    """The figures in front of a total that may be its parts, up to the total before it."""
    total = cell.figures[at]
    parts: list[int] = []
    for place in range(at - 1, max(-1, at - 1 - _MOST_PARTS), -1):
        one = cell.figures[place]
        if one.sentence != total.sentence and "；" not in cell.plain[one.end : total.start]:
            break
        if one.role is Role.TOTAL and alike(one, total):
            break
        is_part = _is_part(cell, place, total) and one.depth <= total.depth
        if is_part and not _counts_parts(cell, place):
            parts.insert(0, place)
    return parts[:-1] if _is_their_number(cell, at, parts) else parts


def _is_their_number(cell: Cell, at: int, parts: Sequence[int]) -> bool:
    """4处凑齐2400个: so many parts there are."""
    if not parts or parts[-1] != at - 1 or len(parts) < _TWO_AND_NUMBER:
        return False
    between = cell.between(cell.figures[at - 1], cell.figures[at])
    return _value(cell, at - 1) == len(parts) - 1 and not set(between) & set("，；、和")


_TWO_AND_NUMBER = 3


def _weight_before(cell: Cell, at: int, parts: Sequence[int]) -> Weight:
    """Surest where 共 or 合计 ends a list, or the parts make a year."""
    said, marks = front(cell, at), lexicon("relations")
    heading = cell.plain[: cell.figures[parts[0]].start]
    if marks.holds(said, "spent") and not marks.holds(heading, "spent"):
        return Weight.NEVER  # 补助30万元、自筹20万元，共支出45万元
    if marks.holds(label(cell, parts[0]), "returned") and not marks.holds(said, "returned"):
        return Weight.NEVER  # 收回96份，作废12份，共发放110份
    if any(marks.holds(front(cell, one), "deducted") for one in parts):
        return Weight.NEVER  # 扣去重复14人: weighed with its sign
    if said.startswith("总") and "分别" in front(cell, parts[0]):
        return Weight.NEAR
    chain = all(
        _is_listed(cell.between(cell.figures[one], cell.figures[other]))
        for one, other in pairwise(parts)
    )
    year = all(marks.holds(front(cell, one), "part_of_year") for one in parts)
    ends = marks.holds(said, "summed") and "累计" not in said
    return Weight.NEAR if chain and (ends or year) else Weight.DIGIT


def _value(cell: Cell, at: int) -> Fraction:
    return cell.figures[at].quantity.low


_FEW = 9


def _counts_parts(cell: Cell, at: int) -> bool:
    """两项合计, 三个村共: how many parts there are, in words."""
    figure = cell.figures[at]
    digits = any(char.isdecimal() for char in figure.quantity.words)
    return not digits and figure.quantity.low <= _FEW and figure.role is not Role.TOTAL


def _is_only(cell: Cell, at: int) -> bool:
    """Whether no other figure of the sentence counts the same."""
    figure = cell.figures[at]
    return not any(
        other is not figure and other.sentence == figure.sentence and alike(other, figure)
        for other in cell.figures
    )


_LONGEST_LABEL = 16


def _is_listed(between: str) -> bool:
    """Only a sign and a short label stand between two parts of one list."""
    return len(between) <= _LONGEST_LABEL and bool(set(between) & set("，、；和及与"))
