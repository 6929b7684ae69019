"""So many times so many: 8个社区各讲4场，共32场; 20台，单价5800元，总额11.6万元; 1800家，平均1360元/家."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reviewer.language.patterns import pattern
from reviewer.language.units import Kind
from reviewer.reading.cells import APART
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import (
    COUNTS,
    ONE,
    PERSONS,
    ZERO,
    Line,
    Term,
    plays,
    says,
    shares_words,
)

_REACH = 4
_AROUND = 8
"""The total of a list of parts, which the average is of, may stand so many figures before it."""
_OF_MANY = pattern("每[十百千万亿]")
_POWERS = {sign: 10**power for sign, power in zip("十百千万亿", (1, 2, 3, 4, 8), strict=True)}


def products(line: Line) -> Iterator[Equation]:
    """Every figure that is said of each, with how many there are and what they make together."""
    for each in line:
        if each.is_exact and not each.is_percent and _is_of_each(line, each):
            yield from _of_each(line, each)


def _is_of_each(line: Line, one: Term) -> bool:
    if one.role in (Role.BEFORE, Role.REST) or one.quantity.trend or _is_one(line, one):
        return False
    if one.role is Role.CHANGE and "平均数" in one.front:
        return False  # 把平均数拉高了0.5分钟: what the mean rose by is of no one
    if (_OF_MANY.search(one.front) and one.kind is not Kind.MONEY) or one.unit == "日":
        return False  # 每万人6.8件; 每月10日
    if one.scope in (Scope.MOST, Scope.LEAST) or _is_next_one(line, one) or _is_of_named(one):
        return False
    return one.scope in (Scope.EACH, Scope.AVERAGE) or says(_said(line, one), "price")


def _is_of_named(one: Term) -> bool:
    """本地、异地各存一份, 早晚各1次: as many as are named there, whatever is counted before them."""
    before, each, _ = one.front.rpartition("各")
    if not each:
        return False
    start = one.line.plain.rfind(one.front.rstrip(), 0, one.end)
    listed = start > 0 and one.line.plain[start - 1] == "、"
    return listed or "、" in before or says(before[-_PAIR:], "both")


_PAIR = 2


def _said(line: Line, one: Term) -> str:
    """The words before a figure; of 一亩下药0.8公斤 it is said 每亩."""
    if one.front[-2:-1] == "一":
        return f"{one.front[:-2]}每{one.front[-1]}"
    before = line[one.at - 1] if one.at else None
    if before is None or not _is_one(line, before):
        return one.front
    return f"{before.front}每{before.unit}{one.front}"


def _is_one(line: Line, one: Term) -> bool:
    """一亩 of 一亩下药0.8公斤: each of them, and no number."""
    if one.quantity.words != f"一{one.unit}" or line.plain.count(one.quantity.words) > 1:
        return False  # 一家少养8万羽、一家少养5万羽: one and the other
    return one.at + 1 < len(line) and line.joins(one, line[one.at + 1], _REACH)


def _is_next_one(line: Line, one: Term) -> bool:
    """一家少养8万羽、一家少养5万羽: one of them, then another."""
    before = line[one.at - 1] if one.at else None
    if before is None or not _is_one(line, before):
        return False
    return any(other.quantity.words == before.quantity.words for other in before.mates)


def _of_each(line: Line, each: Term) -> Iterator[Equation]:
    near = [
        one
        for one in each.near(_AROUND)
        if one.figure.sentence == each.figure.sentence
        and one.is_exact
        and not one.is_percent
        and one.role is not Role.BEFORE
        and not _is_of_difference(one, each)
        and not one.quantity.trend
        and one.scope is Scope.NONE
        and not _is_one(line, one)
    ]
    totals = _totals(each, near)
    counts = [one for one in near if _can_be_count(one, each)]
    chosen = _chosen(line, each, counts, totals)
    beside = [
        one for one in totals if _follows(line, one, each, chosen) or _is_all_of(line, one, each)
    ]
    rate = _rate(each)
    for total in totals:
        others = [one for one in totals if one is not total and not _is_within(one, total, chosen)]
        named = chosen if not others or beside == [total] else None
        for count in counts:
            if count is total or total.value * _TOO_FAR < count.counted.value * rate.value:
                continue  # 来馆84360人次，人均收费9元，市场价35元
            weight = _weight(line, each, total, (count,), named)
            if _is_share_of(total, count.counted.value * rate.value):
                weight = Weight.NEVER
            if each.at > total.at and (
                "/" in each.unit or rate.step
            ):  # a mean, as is 每班次88.62元
                yield Equation(Shape.QUOTIENT, rate, (total, count.counted), weight)
            else:
                yield Equation(Shape.PRODUCT, total, (count.counted, rate), weight)
            if named == (count,) and _is_of_year(count, each, total):
                yearly = (count.counted, _times_a_year(each), rate)
                yield Equation(Shape.PRODUCT, total, yearly, Weight.DIGIT)
            for third in counts:
                if third.at > count.at and third is not total:
                    weight = _weight(line, each, total, (count, third), named)
                    terms = (count.counted, third.counted, rate)
                    yield Equation(Shape.PRODUCT, total, terms, weight)


def _is_within(one: Term, total: Term, chosen: _Factors | None) -> bool:
    """9240批次，其中阳性21批次: a part of the total, unless it is what the factors come to."""
    part = total.role is Role.TOTAL and one.role is Role.PART and one.front.startswith("其中")
    return part and bool(chosen) and one.value * _FAR < total.value


_TOO_FAR = 50
"""What is so much less than a product is none, and no slip of it."""
_FAR = 5
"""A part that is so much smaller than its total is not what the factors make."""


def _is_of_difference(now: Term, each: Term) -> bool:
    """由12人次减为8人次，每人次6000元，省2.4万元: the price is of what they differ by."""
    if now.role is not Role.NOW:
        return False
    apart = {
        abs(one.value - now.value) * each.value
        for one in now.mates
        if one.role is Role.BEFORE and one.unit == now.unit
    }
    return any(one.value in apart for one in each.mates)


def _is_all_of(line: Line, total: Term, each: Term) -> bool:
    """115.20万元（120名，每名9600元）: number and price are all that the bracket behind it holds."""
    if each.at != total.at + 2 or each.figure.depth != total.figure.depth + 1:
        return False
    inside = line.between(total, each)
    return inside.startswith("(") and ")" not in inside and line.plain.startswith(")", each.end)


_Factors = tuple[Term, ...]


def _follows(line: Line, total: Term, each: Term, chosen: _Factors | None) -> bool:
    """每周5期播满52周是260期, 544万尾按每万尾2450元算，付133.28万元: the factors are said to make it."""
    before = line[total.at - 1] if total.at else total
    factors = (*chosen, each) if chosen else ()
    between = line.between(before, total)
    return before in factors and (
        between.removeprefix("，") in _MAKE or between.startswith(_RECKONED)
    )


_RECKONED = ("算，", "计算，", "结算，", "核算，", "折算，")
_MAKE = ("是", "为", "就是", "共", "计", "合计", "共计", "即", "合")


def _is_of_year(count: Term, each: Term, total: Term) -> bool:
    """每月1200元 … 全年发放; 34处每月1次，共408处次: the unit of the total is made of the others."""
    noun = count.line.plain[count.end : count.end + 1]
    made = total.unit in (count.unit + each.unit, noun + each.unit)
    made = made and total.at == each.at + 1 and each.line.between(each, total).count("，") <= 1
    return _period(each.front) is not None and ("年" in total.label or made)


def _period(said: str) -> str | None:
    return next((period for period in _PERIODS if period in said), None)


_PERIODS = {"每月": 12, "每季": 4}
"""How often each comes in a year."""


def _times_a_year(each: Term) -> Term:
    """The twelve months of a year, which no text prints."""
    period = _period(each.front) or "每月"
    number = Fraction(_PERIODS[period])
    unit = "个月" if period == "每月" else "个季度"
    words = f"{number}{unit}"
    quantity = replace(
        each.quantity, low=number, high=number, unit=unit, multiplier=ONE, words=words
    )
    figure = replace(each.figure, quantity=quantity)
    return replace(each, figure=figure, value=number, step=ZERO, one=ONE)


def _totals(each: Term, near: Sequence[Term]) -> list[Term]:
    """Those in the unit of the one that is said of each, if there are any."""
    mean = _is_average(each)
    parts = [one for one in near if one.at < each.at and one.value < each.value]
    made = sum((one.value for one in parts), ZERO) == each.value  # 油料190元、配件90元，每座次280元
    totals = [
        one
        for one in near
        if _can_be_total(one, each)
        and not (
            one.value < each.value and (mean or _is_difference(one) or (made and one in parts))
        )
    ]
    return [one for one in totals if one.unit == each.unit.partition("/")[0]] or totals


def _is_share_of(total: Term, made: Fraction) -> bool:
    """92%，25个村每村10人，230人满意: the rate tells that it is a part of what the factors make."""
    return bool(made) and any(
        one.is_percent and abs(total.value / made * 100 - one.value) < one.step + 1
        for one in total.mates
        if one.value < 100
    )


def _is_difference(one: Term) -> bool:
    """比上年便宜10元, 离上限还有100元."""
    return one.role in (Role.REST, Role.CHANGE) or one.front in APART


def _chosen(
    line: Line, each: Term, counts: Sequence[Term], totals: Sequence[Term]
) -> _Factors | None:
    """The factors that the words name: of 每人每天 there are two."""
    said = _said(line, each)
    counts = [one for one in counts if one not in totals and one.role is not Role.PART]
    times = [one for one in counts if one.quantity.measures_time]
    monthly = _period(said) is not None and not times and len(counts) == 1
    yearly = "年" in said and not times  # a form is of one year
    if says(said, "period") and not (monthly or yearly):
        others = [one for one in counts if one not in times]
        if len(times) != 1 or len(others) > 1:
            return None
        return tuple(sorted((*times, *others), key=lambda one: one.at))
    of_unit = [one for one in counts if _is_counted_by(one, each, said)]
    of_unit = [one for one in of_unit or counts if not _is_of_each(line, one)]  # not 一周6期
    if len(of_unit) == 1:
        return (of_unit[0],)
    before = [one for one in of_unit if one.at < each.at]
    if not before:
        return None
    last = before[-1]
    return (last if line.joins(last, each, _AROUND) else _whole(last, of_unit),)


def _whole(last: Term, counts: Sequence[Term]) -> Term:
    """192 of 192趟，北堤108趟、南堤84趟，每趟11公里: all of those that are counted beside it."""
    beside = [one for one in counts if one.unit == last.unit]
    most = max(beside, key=lambda one: one.value)
    return most if 2 * most.value == sum(one.value for one in beside) else last


def _weight(
    line: Line, each: Term, total: Term, factors: _Factors, chosen: _Factors | None
) -> Weight:
    """A total that is named as one, or an average per what is counted, can be nothing else."""
    if factors != chosen:
        return Weight.NEVER
    named = total.role is Role.TOTAL or plays(total.label, "total")
    unit, own = factors[0].unit, _said(line, each)
    each_of_them = any(f"每{name}" in own for name in _names(factors[0]))
    mean = _is_mean_of(factors[0], own) or (
        each_of_them and ("平均" in own or _is_one(line, line[each.at - 1]))
    )
    average = len(factors) == 1 and bool(unit) and mean
    if named or average or _follows(line, total, each, factors) or _is_all_of(line, total, each):
        return Weight.NEAR
    paid = each_of_them and total.kind is Kind.MONEY
    per = "/" in each.unit or "价" in own or paid
    likely = per or "全年" in total.label or each.at > total.at or shares_words(total.label, own)
    return Weight.DIGIT if likely else Weight.OPEN


def _rate(each: Term) -> Term:
    """What each gets: a standard is exact, an average or a cost is rounded; 每万尾2450元 is of many."""
    many = _OF_MANY.search(each.front)
    if many is not None:
        power = _POWERS[many.group()[-1]]
        each = replace(each, value=each.value / power, one=each.one / power, step=each.step / power)
    if _is_average(each):
        return replace(each, step=each.step or each.one)
    standard = any(word in each.front for word in ("按", "标准", "单价"))
    exact = each.value % each.one == 0 and each.one == each.step
    if each.one >= 10_000 and each.step < each.one:
        return each  # 9台64.50万元，每台7.17万元
    return replace(each, step=ZERO) if standard or exact else each


def _is_average(each: Term) -> bool:
    return each.scope is Scope.AVERAGE or "均" in each.front


def _can_be_total(one: Term, each: Term) -> bool:
    """In the unit of what each gets, or one that converts to it; 个 stands for no other here."""
    head, unit = each.unit.partition("/")[0], one.unit
    if unit == head or (unit, head) in _TURNOUT or (_period(each.front) and unit.endswith(head)):
        return True
    if not unit or not head or "/" in unit:
        return False
    if any(meant.kind in COUNTS for meant in one.quantity.units):
        return head.startswith(unit) or unit.startswith(head) or {unit, head} <= PERSONS
    if one.kind is Kind.TIME and one.quantity.units[0].scale > _HOUR:
        return False  # 播满52周，每期25分钟: how long, and no sum of minutes
    return one.kind is not None and one.kind is each.kind


_HOUR = 1
_TURNOUT = frozenset(
    (("人次", "人"), ("人次", "名"), ("场次", "场"), ("户次", "户"), ("点次", "个"))
)
"""So many each time are so many visits together."""


def _can_be_count(one: Term, each: Term) -> bool:
    if one.role is Role.PLAN or "/" in one.unit or one.unit == each.unit.partition("/")[0]:
        return False
    return all(meant.kind not in (Kind.MONEY, Kind.PERCENT) for meant in one.quantity.units)


def _is_counted_by(one: Term, each: Term, said: str) -> bool:
    """1800家 for 元/家, 5期 for 每期40人."""
    per = each.unit.partition("/")[2]
    named = any(name in per or f"每{name}" in said for name in _names(one))
    return named or _is_mean_of(one, said)


def _is_mean_of(count: Term, said: str) -> bool:
    """人均 and 次均 of 人次, 村均 of 23个村."""
    return any(f"{char}均" in said for name in _names(count) for char in name)


def _names(one: Term) -> tuple[str, ...]:
    """What a count counts, by its unit and by the word behind it: 个 and 村 of 23个村."""
    noun = "" if one.label.startswith(one.front + " ，") else one.label.rpartition(" ")[2][:1]
    return tuple(name for name in (one.unit, noun, "日" if one.unit == "天" else "") if name)
