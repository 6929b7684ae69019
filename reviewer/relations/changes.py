"""Before, now and the change between them: 由11起降至9起，下降22.2%; what is left."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.units import Kind
from reviewer.reading.cells import APART
from reviewer.reading.claims import Role, Scope
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.lists import PARTIAL
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import (
    POINTS,
    Line,
    Term,
    alike,
    alike_each,
    is_of_another,
    of_one_statement,
    plays,
    says,
    year_of,
)

_REACH = 5
"""So many figures before and behind a change its two ends may stand."""
_FEW = 3
_ADDED = ("新增", "新增加")
_EXCESS = ("超出", "超过", "超额", "超")
_Ends = tuple[Term, Term, Weight]


def changes(line: Line, name: str = "") -> Iterator[Equation]:
    """Every change with the two figures that it may lie between; `name` is what a bare one is called."""
    for one in line:
        bare = _is_named_change(one, name)
        if not bare and not _is_change(one):
            continue
        around = _around(line, one)
        chosen = _ends_of_named(one, around) if bare else _ends(one, around)
        for before in around:
            for now in around:
                turned = before.role is Role.NOW or now.role is Role.BEFORE
                if before is now or turned or not alike_each(before, now):
                    continue
                own = chosen is not None and chosen[0] is before and chosen[1] is now
                own = own and not _is_again(now, one)
                weight = chosen[2] if own and chosen is not None else Weight.NEVER
                equation = _change(one, before, now, weight)
                if equation is not None:
                    yield equation


def _is_named_change(one: Term, name: str) -> bool:
    """9.2分 of 平均提高: the first figure is the change that the row asks for."""
    return one.at == 0 and not one.front and one.is_exact and says(name[-_NAME_ENDS:], "changed")


_NAME_ENDS = 4


def _ends_of_named(change: Term, around: list[Term]) -> _Ends | None:
    """春天平均52.5分，秋天平均62.7分: two that are told as before and after, not as parts."""
    kin = [one for one in around if one.unit == change.unit or change.is_percent]
    if len(kin) != _TWO or not alike(*kin) or change.value > max(one.value for one in kin):
        return None
    old, new = kin
    told = _ends_by_role(change, kin) or _ends_by_year(kin) or _ends_by_turn(kin)
    if told is not None and set(told[:2]) == set(kin):
        return told[0], told[1], Weight.NEAR
    later = says(old.front, "earlier") and says(new.front, "later")
    return (old, new, Weight.NEAR) if later else None


def _is_again(one: Term, change: Term) -> bool:
    """今年少16件 … 有16件先行调解: the change itself, told once more."""
    said = one.role is Role.VALUE and one.at > change.at
    return said and one.value == change.value and one.unit == change.unit


def _is_change(one: Term) -> bool:
    quantity = one.quantity
    if quantity.words.startswith(_EXCESS) and not quantity.is_range:
        return True  # 超出46名; 超过46名 is a bound, of which no ends are named
    if not one.is_exact or one.scope in (Scope.MOST, Scope.LEAST):
        return False
    if one.front.endswith(_ADDED) and any(alike(one, other) for other in one.line[one.at + 1 :]):
        return False  # 续约21家，新增5家，年末26家: what was added, whatever was lost
    saved = one.kind is Kind.MONEY and one.front in _SAVED
    return one.role is Role.CHANGE or saved or bool(quantity.trend) or one.unit in POINTS


def _around(line: Line, change: Term) -> list[Term]:
    """The exact figures of a change's sentence within reach that are no changes themselves."""
    few = len(line) <= _FEW and "。" not in line.plain.rstrip("。")  # 上年…；本年…；增12%
    return [
        one
        for one in change.near(_REACH)
        if (few or of_one_statement(one, change)) and one.role is not Role.CHANGE and one.is_exact
    ]


def _ends(change: Term, around: list[Term]) -> _Ends | None:
    """What a change lies between, by the words; none where it is the change of another thing."""
    said = change.front
    if plays(said, "detail"):
        return None  # 其中工业产值增长18.4%
    of_plan = plays(said, "plan", "excess")
    of_before = plays(said, "before") or any(sign in said for sign in ("同比", "环比"))
    found = None
    if not of_plan:
        found = _ends_by_role(change, around) or _ends_by_year(around) or _ends_by_turn(around)
    if found is None and not of_before:
        found = _plan_and_result(change, around) or _two_in_front(change, around)
    if found is None or said in _SAVED or change.at < min(found[0].at, found[1].at):
        return found  # 投诉量减少18件（上年126件，本年108件）: the head of both
    return None if is_of_another(said, found[0].label, found[1].label) else found


def _ends_by_role(change: Term, around: list[Term]) -> _Ends | None:
    """由11起降至9起; 上年271件，今年286件."""
    old = _nearest(change, around, Role.BEFORE)
    if old is None:
        compared = [one for one in around if says(one.front, "reference")]
        if len(compared) != 1:
            return None
        old = compared[0]  # 测产612公斤/亩，对照578公斤/亩
    new = _nearest(change, around, Role.NOW)
    if new is None and "原" not in old.front:
        new = _only_value(old, change)
    if new is None:
        return None
    # 院内考出2人，仍比10人少1人: what is compared with it need not be told.
    open_ = new.role is not Role.NOW and old.front.endswith(("比", "较"))
    return old, new, Weight.DIGIT if open_ else Weight.SURE


def _ends_by_year(around: list[Term]) -> _Ends | None:
    """2022年为0.52吨，2023年为0.494吨: the earlier year is the one that is compared with."""
    dated = [(year, one) for one in around if (year := year_of(one.front)) is not None]
    if len(dated) != 2 or dated[0][0] == dated[1][0]:
        return None
    (_, old), (_, new) = sorted(dated, key=lambda one: one[0])
    return old, new, Weight.SURE


def _ends_by_turn(around: list[Term]) -> _Ends | None:
    """灭螺前0.60只，灭螺后0.06只: one thing's before and after, whatever it is called."""
    old = [one for one in around if "前" in one.front]
    new = [one for one in around if "后" in one.front]
    if len(old) != 1 or len(new) != 1:
        return None
    turn = old[0].front.partition("前")[0]
    return (old[0], new[0], Weight.SURE) if turn and f"{turn}后" in new[0].front else None


def _plan_and_result(change: Term, around: list[Term]) -> _Ends | None:
    """计划投资800万元，实际投资752万元，节约48万元."""
    plan = _nearest(change, around, Role.PLAN)
    if plan is None and change.at and change.line[change.at - 1].role is Role.EXCESS:
        plan = change.line[change.at - 1]  # 较计划数400件多26件
    now = None if plan is None else _only_value(plan, change)
    if plan is None or now is None:
        return None
    beside = (plan.at, now.at) == (change.at - 2, change.at - 1)
    saved = beside and now.value < plan.value and change.front in _SAVED
    return plan, now, Weight.SURE if saved else Weight.NEAR


_SAVED = ("省下", "省出", "省了", "节省", "节约", "节约了")


def _two_in_front(change: Term, around: list[Term]) -> _Ends | None:
    """用前71户、用后163户，多出92户: the two that stand before what is only called more or less.

    So do two means alone: 头一回平均168秒，末一回平均132秒，缩短36秒.
    """
    before = [one for one in around if one.at < change.at and one.unit == change.unit]
    means = len(before) == _TWO and all(one.scope is Scope.AVERAGE for one in before)
    if len(before) < _TWO or not (change.front in APART or (means and change.figure.way)):
        return None
    return before[-2], before[-1], Weight.NEAR


_TWO = 2


def _nearest(change: Term, around: list[Term], role: Role) -> Term | None:
    """The nearest figure of that role."""
    found = (one for one in around if one.role is role)
    return min(found, key=lambda one: abs(one.at - change.at), default=None)


def _only_value(one: Term, change: Term) -> Term | None:
    """The only plain figure of a sentence that counts the same as one that has a part in it."""
    plain = [
        other
        for other in one.line
        if other not in (one, change)
        and not (other.at > change.at and other.value == change.value)  # 少16件，有16件已兑现
        and of_one_statement(one, other)
        and other.role in (Role.VALUE, Role.NOW, Role.TOTAL)
        and alike_each(other, one)
    ]
    plain = [other for other in plain if other.unit == one.unit] or plain  # 28个类目，96万字
    true = [other for other in plain if abs(other.value - one.value) == change.value]
    if true:
        return true[0]  # 141例，上年129例，多12例；海葬16例、树葬15例，合31例
    plain = [other for other in plain if other.one == one.one] or plain  # 121.50万元 beside 0.52元
    plain = [other for other in plain if other.scope is one.scope] or plain
    if len(plain) > 1:
        totals = [other for other in plain if _is_total(other, plain)]
        nearest = [other for other in plain if other.at < one.at and not other.front.endswith("占")]
        plain = totals or nearest[-1:]
    return plain[0] if len(plain) == 1 else None


def _is_total(one: Term, others: list[Term]) -> bool:
    """3起：民航2起、铁路1起; 现场326人次、线上1034人次，共1360人次."""
    return one.role is Role.TOTAL or one.value * 2 == sum(other.value for other in others)


def _change(change: Term, old: Term, new: Term, weight: Weight) -> Equation | None:
    quantity, terms = change.quantity, (old, new)
    sure = weight is Weight.SURE and quantity.low >= 0
    way = (change.figure.way or quantity.trend) if sure else 0
    if change.unit in POINTS:
        if not old.is_percent:
            return None
        return Equation(Shape.CHANGE, change, terms, weight, way)
    if change.is_percent:
        if old.is_percent:
            # 由50%提高到60%，提高20%: by a fifth, or by so many points
            in_points = abs(new.value - old.value) == change.value
            shape = Shape.CHANGE if in_points else Shape.CHANGE_RATE
            return Equation(shape, change, terms, Weight.NEVER)
        return Equation(Shape.CHANGE_RATE, change, terms, weight, way)
    if not alike_each(change, old):
        return None
    if old.scope is not Scope.NONE and "年" in change.front:
        return None  # 每月由1.2万元降至0.9万元，全年节约3.6万元
    if new.at > change.at > old.at and new.role is Role.NOW:
        rises = quantity.trend >= 0 and not plays(change.front, "down")
        return Equation(Shape.SUM if rises else Shape.LESS, new, (old, change), weight)
    return Equation(Shape.CHANGE, change, terms, weight, way)


# What is left -----------------------------------------------------------------------------------


def rests(line: Line) -> Iterator[Equation]:
    """计划20公里，完成16.4公里，剩余3.6公里; 新办6580张，注销310张，净增6270张."""
    for rest in line:
        if rest.role is not Role.REST and "净" not in rest.front:
            continue
        if not rest.is_exact or rest.is_percent or _is_carried_over(rest):
            continue
        near = [
            one
            for one in rest.mates
            if one.is_exact
            and one.role is not Role.REST
            and not one.is_told_again
            and alike(one, rest)
            and not one.front.startswith(PARTIAL)  # 预算45万元含师资费0.2万元，余3万元
        ]
        plans = [one for one in near if _is_whole(one, rest, near)]
        if any(one.value == rest.value and one not in plans for one in near):
            continue  # 停课2天，这两天没有供餐，差2天: what lacks, told before
        chosen, weight = near, Weight.NEVER
        if len(near) == 2 and len(plans) == 1:
            chosen, weight = sorted(near, key=lambda one: one is not plans[0]), Weight.SURE
        elif len(near) == 2 and near[1].at == rest.at - 1 and not plans:
            # 买400枚付74.00万元，打掉392枚，还有8枚: what stands between counts another thing
            weight = Weight.NEAR
        for whole in near:
            for done in near:
                if done is whole:
                    continue
                own = weight if [whole, done] == chosen else Weight.NEVER
                if own is not Weight.SURE and done.quantity.low > whole.quantity.low:
                    continue
                yield Equation(Shape.LESS, rest, (whole, done), own)


def _is_whole(one: Term, rest: Term, near: list[Term]) -> bool:
    """A plan, or a total: 监理费5万元，共支298万元，余12万元 tells between the others what was paid."""
    return one.role is Role.PLAN or (
        one.role is Role.TOTAL and (one is near[0] or one.at > rest.at)
    )


def tails(line: Line) -> Iterator[Equation]:
    """资源监测15万元 … 余6.6万元是资源监测合同（总价21.6万元）的尾款: its price less what was paid."""
    for rest in line:
        tail = line.plain[rest.end : rest.end + _TAIL_WITHIN]
        if not (rest.is_exact and rest.kind is Kind.MONEY) or "尾款" not in rest.front + tail:
            continue
        near = [one for one in line if one is not rest and one.is_exact and alike(one, rest)]
        prices = [
            one
            for one in near
            if one.figure.sentence == rest.figure.sentence
            and any(word in one.front for word in ("总价", "合同价", "合同金额", "合同额"))
        ]
        if len(prices) != 1 or not rest.value < prices[0].value:
            continue
        (price,) = prices
        begin = line.plain.rfind("。", 0, price.start) + 1
        said = line.plain[begin : price.start]
        paid = [
            one
            for one in near
            if one.start < begin
            and one.value < price.value
            and one.front[-_NAME:] in said
            and len(one.front) > 1
        ]
        if len(paid) == 1:
            yield Equation(Shape.LESS, rest, (price, paid[0]), Weight.NEAR)


_TAIL_WITHIN = 30
_NAME = 4
"""So many characters at the end of what an item is called are found again in its contract."""


def _is_carried_over(rest: Term) -> bool:
    """上年结余10万元 … 结余15万元: what is left is not of the other two alone."""
    return any(
        alike(one, rest) and (one.role in (Role.REST, Role.BEFORE) or "结转" in one.front)
        for one in rest.mates
    )
