"""Parts and their total: 34座（镇区12座、村20座）, 线上2期，线下6期，共8期, 24户，已调解18户，其余6户."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.reading.claims import Role
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.lists import (
    OF_WHICH,
    chained_parts,
    closes,
    is_made_otherwise,
    weight_of_list,
)
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import (
    POINTS,
    Line,
    Term,
    adds_to,
    alike,
    of_one_statement,
    plays,
    says,
    year_of,
)

_APART = frozenset((Role.BEFORE, Role.PLAN, Role.CONVERTED, Role.TOTAL))
_MOST_PARTS = 12
_BESIDE = 6
"""So many characters may stand between a total and the bracket with its parts."""
_TWO_AND_NUMBER = 3
_FEW = 9
_LONGEST_LABEL = 16
_BEGIN_TOTALS = ("全年", "共", "合计", "总计")
"""共下达2.65亿元 is a total though 下达 names a plan."""
_NO_AMOUNTS = frozenset((":", "分", "℃", "倍", "年", "度", *POINTS))
_LISTED = frozenset("，、；和及与")
_Parts = Sequence[Term]


def sums(line: Line) -> Iterator[Equation]:
    """Every run of parts with the total that may belong to it."""
    for total in line:
        if total.role is Role.BEFORE or not _can_be_added(total):
            continue
        inside = [one for one in _in_bracket(line, total) if _is_part(one, total)]
        if len(inside) > 1:
            words = line.plain[total.end : _end_of_clause(line, inside[-1])]
            weight = weight_of_list(line, total, inside, words, bracket=True)
            yield from _runs(total, inside, weight)
        else:
            yield from _listed_behind(line, total)
            yield from _with_all_others(line, total)
        if total.role is Role.TOTAL or total.front.startswith(_BEGIN_TOTALS):
            yield from _listed_before(line, total)
        elif (parts := _parts_before(line, total))[1:] and _ends_them(total):
            yield _equation(total, parts)


def _ends_them(total: Term) -> bool:
    """公众基站812座、专用台站117座，核查929座: nothing of the kind stands behind it."""
    behind = (one for one in total.line[total.at + 1 :] if of_one_statement(one, total))
    return not any(alike(one, total) for one in behind)


def _can_be_added(one: Term) -> bool:
    if not one.is_amount or one.unit in _NO_AMOUNTS:
        return False
    return one.role is not Role.CHANGE or not one.quantity.trend


def _is_part(one: Term, total: Term) -> bool:
    role = one.role
    if role is Role.CHANGE and one.at and one.line[one.at - 1].role is Role.BEFORE:
        return False  # 比2022年的34件少19件
    if one.line.plain.startswith(OF_WHICH, one.end):
        return False  # 1200株里1143株
    compared = one.front.startswith(("比", "较"))
    if role is Role.BEFORE and year_of(one.front) is not None and not compared:
        role = Role.VALUE  # 2021年3800万元，2022年4200万元
    reached = role is Role.NOW and one.quantity.relation is not None
    return role not in _APART and not reached and _can_be_added(one) and adds_to(one, total)


def _equation(total: Term, parts: _Parts, weight: Weight = Weight.OPEN) -> Equation:
    places = sorted((total, *parts), key=lambda one: one.at)
    again = any(one.value == total.value and one.unit == total.unit for one in parts)
    behind = total.role is not Role.TOTAL and total.at > parts[-1].at
    again |= behind and any(one.value > total.value for one in parts)  # 92个、6个分两轮验，首轮90个
    if again or not total.line.is_read(places[0], places[-1]) or _leaves_out(total, places):
        weight = Weight.NEVER
    return Equation(Shape.SUM, total, tuple(one.in_unit_of(total) for one in parts), weight)


def _leaves_out(total: Term, places: _Parts) -> bool:
    """欠薪268件、解除合同84件、其他39件: one of the list whose words give it another part."""
    run = total.line[places[0].at : places[-1].at]
    beside = (one for one in run if one not in places and one.role is Role.PLAN)
    return any(
        one.unit == total.unit and one.figure.depth == places[-1].figure.depth for one in beside
    )


def _runs(total: Term, parts: _Parts, weight: Weight) -> Iterator[Equation]:
    """The whole run with its weight; shorter ones may hold all the same."""
    for count in range(2, len(parts)):
        yield _equation(total, parts[:count])
    yield _equation(total, parts, weight)


def _in_bracket(line: Line, total: Term) -> Iterator[Term]:
    """The figures of the bracket that opens behind a figure, those of deeper ones left out."""
    opened = line.plain.find("(", total.end, total.end + _BESIDE)
    if opened < 0 or not _STOPS.isdisjoint(line.plain[total.end : opened]):
        return
    inside = total.figure.depth + 1
    for one in line[total.at + 1 : total.at + 1 + _MOST_PARTS]:
        if one.start < opened or one.figure.depth < inside:
            return
        if one.figure.depth == inside:
            between = line.plain[opened : one.start]
            if between.count("(") - between.count(")") != 1 and ")" in between:
                return
            yield one


_STOPS = frozenset("，。；、")


# A total, then its parts ------------------------------------------------------------------------


def _listed_behind(line: Line, total: Term) -> Iterator[Equation]:
    """812户，其中…; 24户…，18户已签，其余6户."""
    parts = _parts_behind(line, total)
    if parts and closes(parts[-1]):
        for count in range(2, len(parts)):
            yield _equation(total, parts[-count:])
        if len(parts) > 1:
            yield _equation(total, parts, _weight_of_closed(line, total, parts[-1]))
        return
    parts = [one for one in parts if one.figure.sentence == total.figure.sentence]
    if len(parts) < 2:
        return
    joined = chained_parts(line, parts)
    for count in range(2, len(parts) + 1):
        if count != len(joined):
            yield _equation(total, parts[:count])
    words = line.plain[total.end : _end_of_clause(line, parts[-1])]
    yield _equation(total, joined, weight_of_list(line, total, joined, words, bracket=False))


def _with_all_others(line: Line, total: Term) -> Iterator[Equation]:
    """62位，男39位、女23位；城关镇17位，另外7个乡镇合起来45位: what all the others make together."""
    for last in line[total.at + 2 :] if total.at == 0 and not total.front else ():
        begin = line.plain.rfind("；", total.end, last.start)
        kin = [
            one
            for one in line[1 : last.at + 1]
            if one.start > begin and one.is_amount and one.unit == total.unit
        ]
        if len(kin) != 2 or kin[1] is not last or "合" not in last.front:
            continue
        if of_one_statement(total, last) and plays(line.between(*kin), "closing"):
            yield Equation(Shape.LESS, last, (total, kin[0]), Weight.NEAR)


def _weight_of_closed(line: Line, total: Term, last: Term) -> Weight:
    """其余 is of the same; 其他 only within a list: 重点任务20项，督办10项，其他工作5项 is none."""
    words = line.between(total, last)
    listed = total.role is Role.TOTAL or any(sign in words for sign in ("其中", "包括", "：", "、"))
    if not (listed or "余" in last.front or "剩" in last.front):
        return Weight.DIGIT if _is_rated(line, total) else Weight.NEVER
    near = last.figure.sentence == total.figure.sentence
    alone = near or not any(alike(one, total) for one in total.mates)
    return Weight.NEAR if alone else Weight.DIGIT


def _is_rated(line: Line, total: Term) -> bool:
    """1.3%，检了9240份，不合格120份，…，其他57份: a part of a whole, of which the list is."""
    whole = line[total.at - 1] if total.at else total
    return any(
        Equation(Shape.RATE, rate, (total, whole), Weight.NEVER).holds()
        for rate in line
        if rate.is_percent and whole.value > total.value and alike(whole, total)
    )


def _parts_behind(line: Line, total: Term) -> list[Term]:
    """The parts of the total's sentence and the next, up to the one that closes the list."""
    parts: list[Term] = []
    for one in line[total.at + 1 : total.at + 1 + _MOST_PARTS]:
        figure = one.figure
        if figure.sentence - total.figure.sentence > 1 or figure.depth < total.figure.depth:
            break
        if one.role is Role.TOTAL and adds_to(one, total):
            break
        if parts and plays(one.front, "detail"):
            break  # 经费20万元，支出12.8万元，其中…: a list of the second
        named = not parts and _counts_parts(one)  # 62个，分布在三个居委：桐柏31个、…
        if figure.depth == total.figure.depth and _is_part(one, total) and not named:
            parts.append(one)
            if closes(one) and line.plain[one.end : one.end + 1] != "、":
                break  # not 其他垃圾车3辆、有害垃圾车1辆
    return parts


def _end_of_clause(line: Line, last: Term) -> int:
    found = [place for sign in "，。；)" if (place := line.plain.find(sign, last.end)) >= 0]
    return min(found, default=len(line.plain))


# Parts, then their total ------------------------------------------------------------------------


def _listed_before(line: Line, total: Term) -> Iterator[Equation]:
    parts = _parts_before(line, total)
    if len(parts) > 2 and parts[0].quantity.low == total.quantity.low:
        parts = parts[1:]  # 820人，小学380人，…，合计820人: the total is said twice
    if len(parts) < 2:
        return
    for count in range(2, len(parts)):
        yield _equation(total, parts[-count:])
    yield _equation(total, parts, _weight_before(line, total, parts))


def _parts_before(line: Line, total: Term) -> list[Term]:
    """The figures in front of a total that may be its parts, up to the total before it."""
    parts: list[Term] = []
    for one in reversed(line[max(0, total.at - _MOST_PARTS) : total.at]):
        near = one.figure.sentence == total.figure.sentence
        if not near and "；" not in line.between(one, total):
            break
        if one.role is Role.TOTAL and alike(one, total):
            break
        is_part = one.figure.depth <= total.figure.depth and _is_part(one, total)
        if is_part and not _counts_parts(one):
            parts.insert(0, one)
    return parts[:-1] if _is_their_number(line, total, parts) else parts


def _is_their_number(line: Line, total: Term, parts: _Parts) -> bool:
    """4处凑齐2400个: so many parts there are."""
    if len(parts) < _TWO_AND_NUMBER or parts[-1].at != total.at - 1:
        return False
    number = parts[-1].quantity.low
    between = line.between(parts[-1], total)
    return number == len(parts) - 1 and _AND.isdisjoint(between)


_AND = frozenset("，；、和")


def _counts_parts(one: Term) -> bool:
    """两项合计, 三个村共: how many parts there are, in words."""
    digits = any(char.isdecimal() for char in one.quantity.words)
    return not digits and one.quantity.low <= _FEW and one.role is not Role.TOTAL


def _weight_before(line: Line, total: Term, parts: _Parts) -> Weight:
    """Surest where 共 or 合计 ends a list, or the parts make a year."""
    said, first = total.front, parts[0]
    if says(said, "spent") and not says(line.plain[: first.start], "spent"):
        return Weight.NEVER  # 补助30万元、自筹20万元，共支出45万元
    if says(first.label, "returned") and not says(said, "returned"):
        return Weight.NEVER  # 收回96份，作废12份，共发放110份
    if any(says(one.front, "deducted") for one in parts):
        return Weight.NEVER  # 扣去重复14人: weighed with its sign
    if is_made_otherwise(total, parts):
        return Weight.NEVER
    if said.startswith("总") and "分别" in first.front:
        return Weight.NEAR
    chain = all(_is_listed(line.between(one, other)) for one, other in pairwise(parts))
    ends = (says(said, "summed") or said == "合") and "累计" not in said
    year = all(says(one.front, "part_of_year") for one in parts)
    return Weight.NEAR if chain and (ends or year) else Weight.DIGIT


def _is_listed(between: str) -> bool:
    """Only a sign and a short label stand between two parts of one list."""
    return len(between) <= _LONGEST_LABEL and not _LISTED.isdisjoint(between)
