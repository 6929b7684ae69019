"""One case for all: one that fails is enough, all of them are the whole, none of them is nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reviewer.language.frequency import times_a_year
from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.quantities import Quantity, every_quantity
from reviewer.language.stops import clause_at
from reviewer.language.units import Agreement, agreement
from reviewer.language.units import Kind as Measure
from reviewer.lexicon import lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.reading.sense import Sense
from reviewer.reading.states import Kind, read_states
from reviewer.standing.answers import ONLY, in_scale
from reviewer.standing.limits import Place, direction, scale_of


def asks_each(target: str, place: Place, wish: Quantity) -> bool:
    """Whether every case must keep the target, and not their average or their sum."""
    if says_each(target, place, wish):
        return True
    if lexicon("scopes").holds(normalize(target) + normalize(place.name), "average"):
        return False
    return wish.measures_time and direction(place, wish) is Sense.REVERSE


def says_each(target: str, place: Place, wish: Quantity) -> bool:
    """Whether words say so: 每次, 各批次, 最长, 时限, 受理后10日内."""
    since = wish.measures_time and wish.subject.endswith("后")
    if since or _is_of_each(target, wish):
        return True
    said = normalize(target) + normalize(place.name)
    words = lexicon("scopes")
    return words.holds(said, "each") and not words.holds(said, "average")


def _is_of_each(target: str, wish: Quantity) -> bool:
    """每栋≥120秒; 每年 is no case of many, nor are parts of a year its cases; nor 5立方米/秒 of any."""
    if lexicon("scopes").holds(normalize(target), "of_time"):
        return False
    figures = read_cell(target).figures
    said = [one for one in figures if one.scope is Scope.EACH and one.quantity.low == wish.low]
    roles = lexicon("roles")
    return any("/" not in one.quantity.unit or roles.holds(one.subject, "each") for one in said)


def outlier(
    cell: Cell, found: Sequence[Figure], wish: Quantity, target: str, place: Place
) -> Figure | None:
    """The figure that fails where each must hold; None where none surely does."""
    way = direction(place, wish)
    if wish.trend or (way is Sense.OPEN and not wish.is_range):
        return None
    each = asks_each(target, place, wish)
    alike = _of_cases(found, wish, each=each)
    worst = Scope.MOST if way is Sense.REVERSE else Scope.LEAST
    singled = [one for one in alike if one.scope is worst or _is_only(one, cell)]
    asked = {Scope.NONE, Scope.EACH}
    if _is_of_each(target, wish) and lexicon("roles").holds(place.name, "average"):
        asked.add(Scope.AVERAGE)  # 每社区月均误报: each of them is a mean
    values = [one for one in alike if one.scope in asked and one.role is not Role.TOTAL]
    averaged = any(one.scope is Scope.AVERAGE for one in alike if one not in values)
    if averaged:
        values = [one for one in values if one.quantity.is_range or _is_case(one, alike, cell)]
    listed = any(_ends_list(one, cell) for one in values)
    if (
        len(values) > 1
        or listed
        or (averaged and values)
        or any(one.quantity.is_range for one in values)
    ):
        singled += values
    return next((one for one in singled if _fails(one.quantity, wish, way)), None)


def _ends_list(figure: Figure, cell: Cell) -> bool:
    """1号21.7、2号18.4、4号36.3毫克: one of several values, of which the last has the unit of all."""
    said = cell.plain[clause_at(cell.plain, figure.start)[0] : figure.start]
    *others, own = said.split("、")
    values = [one for one in others if one[-1:].isdecimal()]
    return bool(others) and len(values) == len(others) and len(own) <= _SHORT


_SHORT = 8


def _of_cases(found: Sequence[Figure], wish: Quantity, *, each: bool) -> list[Figure]:
    """The figures in the unit of the target; 22.4毫克 is told of 30毫克/立方米."""
    found = [one for one in found if each or (one.scope is Scope.EACH and one.quantity.is_range)]
    alike = [
        one
        for one in found
        if _is_in_unit(one.quantity, wish, each=each)
        and not one.quantity.trend
        and bool(times_a_year(one.quantity.subject)) <= bool(times_a_year(wish.subject))
    ]
    own = [one for one in alike if one.quantity.unit == wish.unit and "/" in wish.unit]
    of_each = [one for one in alike if one.scope is Scope.EACH]
    return in_scale(
        wish, own or (of_each if len(of_each) > 1 else alike)
    )  # 3艘每艘11.60万元，共34.80万元


def _is_in_unit(one: Quantity, wish: Quantity, *, each: bool) -> bool:
    if agreement(wish.units, one.units) is Agreement.SAME:
        return True
    is_money = any(unit.kind is Measure.MONEY for unit in one.units)  # 2套8.60万元 for 4.5万元/套
    return each and bool(one.unit) and one.unit == wish.unit.partition("/")[0] and not is_money


def worst_of_each(
    cell: Cell, found: Sequence[Figure], wish: Quantity, target: str, place: Place
) -> Figure | None:
    """最低的86分 for 每户不低于85分: the worst case keeps the target, and so do all."""
    way = direction(place, wish)
    if way is Sense.OPEN or wish.trend or not _is_of_each(target, wish):
        return None
    worst = Scope.MOST if way is Sense.REVERSE else Scope.LEAST
    named = [one for one in _of_cases(found, wish, each=True) if one.scope is worst]
    return named[0] if len(named) == 1 and not _fails(named[0].quantity, wish, way) else None


def _is_case(figure: Figure, alike: Sequence[Figure], cell: Cell) -> bool:
    """6月那次18分钟 beside an average is one of its cases; 入场前要等35分钟 is another time."""
    since = max((one.end for one in alike if one.end <= figure.start), default=0)
    said = cell.plain[since : figure.start].strip("，、；")
    numbered = any(char.isdecimal() or char in NUMERALS for char in said)
    return numbered or not said or lexicon("scopes").holds(said, "case")


def _is_only(figure: Figure, cell: Cell) -> bool:
    """7月仅1次: what one month brought."""
    return cell.plain.endswith(ONLY, 0, figure.start)


def _fails(value: Quantity, wish: Quantity, way: Sense) -> bool:
    if value.approximate or value.is_bound or wish.approximate:
        return False
    scale = scale_of(value) / scale_of(wish)
    if value.unit == wish.unit.partition("/")[0]:
        scale = Fraction(1)
    if wish.is_range and way is Sense.OPEN:
        return not wish.low <= value.low * scale <= wish.high
    if way is Sense.REVERSE:
        return value.high * scale > wish.high
    return value.low * scale < wish.low


_PAIR = 2


def all_of_them(cell: Cell) -> bool:
    """Whether every one counted is said to be so: 4处都合格, 18批过关 of 18批."""
    words = lexicon("occurrence")
    if words.holds(cell.plain, "but"):
        return False
    if words.holds(cell.plain, "every"):
        return True
    own = [one for one in cell.figures if one.role is not Role.BEFORE]
    counts = [one.quantity for one in own if one.scope is not Scope.EACH]
    counts = [one for one in counts if not (one.is_range or one.is_percent or one.decimals)]
    if any(_says_whole(one, counts) for one in counts):
        return True
    return any(_says_all(counts, unit) for unit in {one.unit for one in counts})


def _says_whole(one: Quantity, counts: Sequence[Quantity]) -> bool:
    """12台全合格, where the other numbers of them do not come to something else."""
    marks = lexicon("occurrence").find(one.tail, "wholly")
    if not marks or marks[0].start > 0:
        return False
    others = [other.low for other in counts if other.unit == one.unit and other is not one]
    return not others or one.low in (max(others), sum(others))


def alone_is_so(cell: Cell, name: str) -> bool:
    """8台一次验收合格 for 验收合格率: the one count of the result is told to be so."""
    own = normalize(name).removesuffix("率")[-_PAIR:]
    counts = [one.quantity for one in cell.figures if any(map(str.isdecimal, one.quantity.words))]
    if len(counts) != 1 or counts[0].is_percent or lexicon("occurrence").holds(cell.plain, "but"):
        return False
    return len(own) == _PAIR and cell.plain.strip("。").endswith(own) and _is_so(counts[0], own)


def all_in_parts(cell: Cell, name: str) -> bool:
    """3部一次过，2部改后二次过 of 5部: parts that make up the whole, each of them told to be good."""
    words = lexicon("occurrence")
    own = normalize(name).removesuffix("率")[-_PAIR:]
    counts = [one.quantity for one in cell.figures if not one.quantity.is_percent]
    if words.holds(cell.plain, "but"):  # 批准69份，其余4份不符合条件、已书面答复
        rest = [one.low for one in counts[1:]]
        last = cell.plain[: clause_at(cell.plain, counts[-1].end)[1]] if len(rest) > 1 else ""
        return bool(own) and last.endswith(own) and counts[0].low == sum(rest)
    good = [one for one in counts if words.holds(one.tail, "passed") or _is_so(one, own)]
    if len(good) < _PAIR or len({one.unit for one in good}) > 1:
        return False
    others = [one.low for one in counts if one.unit == good[0].unit and one not in good]
    return bool(others) and max(others) == sum(one.low for one in good)


def fewer_than_due(cell: Cell) -> tuple[Quantity, Quantity] | None:
    """应建17240份，已建16890份: what was done and what was due, alone in their sentence."""
    sentences = _by_sentence(cell)
    for told in sentences:
        if len(told) != _PAIR or not all(one.role in (Role.PLAN, Role.VALUE) for one in told):
            return None
        due, done = (one.quantity for one in told)
        if told[0].role is not Role.PLAN or not due.unit or due.unit != done.unit:
            return None
    pairs = [(done.quantity, due.quantity) for due, done in sentences]
    several = len(pairs) >= _PAIR
    return next((one for one in pairs if several and one[0].low < one[1].low), None)


def all_made_up(cell: Cell) -> bool:
    """应检3416人，在校检3371人，补检45人: what was due, and parts that make it up."""
    if any(one.role in (Role.PART, Role.REST) for one in cell.figures):
        return False  # 87件，其中82件已处理，另外5件要求听证
    if len(cell.figures) <= _PAIR or lexicon("occurrence").holds(cell.plain, "but"):
        return False
    for told in _by_sentence(cell):
        first, *parts = (one.quantity for one in told)
        if {one.unit for one in parts} != {first.unit} or first.low != sum(
            one.low for one in parts
        ):
            return False
    return True


def _by_sentence(cell: Cell) -> list[list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for one in cell.figures:
        found.setdefault(one.sentence, []).append(one)
    return list(found.values())


def _is_so(one: Quantity, own: str) -> bool:
    """12项通过, 修改后通过3项; not 未通过3项."""
    before = bool(own) and own in one.subject
    return own in one.tail or (before and not any(f"{no}{own}" in one.subject for no in "不未没"))


def _says_all(counts: Sequence[Quantity], unit: str) -> bool:
    """129段合格 of 129段, 评估表307份 of 307户."""
    own = [one.low for one in counts if one.unit == unit]
    most = max(own)
    beside = [one.low for one in counts if one.unit != unit and one.low == most]
    return own.count(most) + len(beside) >= _PAIR


def denies(cell: Cell) -> bool:
    """Whether the result says that something did not happen: 没有误报, 无人员死亡, 疫木一株未流出."""
    return lexicon("occurrence").holds(cell.plain, "denied")


def occurrence(cell: Cell, wish: Quantity) -> Quantity | None:
    """The number of times that what was not to happen did; None where nothing says that it did."""
    words = lexicon("occurrence")
    alike = [
        one
        for one in cell.figures
        if one.role not in (Role.BEFORE, Role.PLAN, Role.REST)
        and agreement(wish.units, one.quantity.units) >= Agreement.CLOSE
        and not one.quantity.is_percent
    ]
    if any(one.quantity.high == 0 for one in alike):
        return None
    for one in alike:
        before = cell.plain[max(0, one.start - 8) : one.start]
        marks = words.find(before, "happened")
        if marks and not words.holds(before[: marks[-1].start], "denied"):
            return one.quantity
    return alike[0].quantity if alike and not denies(cell) else None


_PERIOD = re.compile(
    r"前[两二三]个?季度|第?[一二三四1-4](?:至第?[二三四2-4])?季度|[上下]半年|\d{1,2}(?:[-—~至、]\d{1,2})?月"
)
_CLAUSES = re.compile(r"[，；。]")
_LAPSES = (Kind.UNDONE, Kind.LATE, Kind.LACKING, Kind.STOPPED)
_TIMES = frozenset(("次", "期", "批", "个月", "月", "季度", "回", "天"))


def tells_periods_apart(target: str, actual: str) -> bool:
    """前三季度按季发放，第四季度于次年1月发放: of 按季发放 that was true for some quarters only."""
    if _PERIOD.search(normalize(target)):
        return False
    wanted = normalize(target).strip("。")
    told = [clause for clause in _CLAUSES.split(normalize(actual)) if _PERIOD.search(clause)]
    return len(told) > 1 and any(wanted not in clause for clause in told)


def misses_some(explanation: str) -> bool:
    """1次未按15天间隔维保: one of many was late or left out."""
    plain = normalize(explanation)
    times = [one for one in every_quantity(explanation) if one.unit in _TIMES]
    lapses = [one.start for one in read_states(explanation) if one.kind in _LAPSES]
    lapses += [
        at
        for sign in ("未", "漏", "缺", "没有", "延", "推迟", "晚")
        if (at := plain.find(sign)) >= 0
    ]
    return any(0 <= at - one.end <= 8 for one in times for at in lapses)
