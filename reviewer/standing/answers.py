"""Which numbers of a result may answer its target: all but those with another part to play."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from reviewer.language.frequency import EVERY
from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, agreement, units
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.reading.demand import (
    asks_for_a_beginning,
    describes,
    leaves_years_total_out,
    summed_up,
)
from reviewer.standing.limits import is_most

_OTHERWISE_USED = frozenset({Role.BEFORE, Role.PLAN, Role.REST, Role.EXCESS})
_UNDONE_WITHIN = 4
"""So many characters may stand between a number and the word that says it is not done."""


def answers(cell: Cell, target: str, name: str) -> tuple[Figure, ...]:
    """The figures of a result that report what was reached, in the order of the cell.

    What was planned, was before, is left or lies beyond the plan reports nothing; nor does what is
    said not to be done yet (购置20台，3台未到货), where something else is. Of 开工3个，完工2个 only what
    was finished counts, unless the row asks for a beginning.
    """
    kept = [one for one in _described(cell.figures) if one.role not in _OTHERWISE_USED]
    kept = [one for one in kept if not _is_undone(one, cell)] or kept
    if not asks_for_a_beginning(f"{name}{target}"):
        kept = _finished(kept)
    if leaves_years_total_out(target):
        kept = [one for one in kept if one.role is not Role.TOTAL] or kept
    return tuple(kept)


def _described(figures: Sequence[Figure]) -> list[Figure]:
    """Without those that only say what the next one counts, or the total once more per month."""
    found = [one.quantity for one in figures]
    again = summed_up(found)
    return [
        figure
        for index, figure in enumerate(figures)
        if not (index + 1 < len(found) and describes(found[index], found[index + 1]))
        and figure.start not in again
        and not (index + 1 < len(figures) and _is_one_each(figure, figures[index + 1]))
        and not (index and _is_for_each(figures[index - 1], figure))
    ]


def _is_for_each(one: Figure, following: Figure) -> bool:
    """一周测2次, 一天吃60吨, 一处一名: no number of all. 一公里31万元 is a price."""
    counts = one.end == following.start and following.quantity.words.startswith("一")
    return (one.quantity.measures_time or counts) and _is_one_each(one, following)


def _is_one_each(figure: Figure, following: Figure) -> bool:
    """一台4.6万元, 一天吃60吨: for each of what the next number is given."""
    return (
        figure.quantity.words.startswith("一")
        and figure.quantity.low == figure.quantity.high == 1
        and following.clause == figure.clause
        and figure.depth == following.depth
    )


def _is_undone(figure: Figure, cell: Cell) -> bool:
    """3台未到货, 6个待验收, 未录用27人."""
    before = lexicon("roles").find(figure.quantity.subject, "undone")
    if before and before[0].start == 0 and len(figure.quantity.subject) <= _UNDONE_WITHIN:
        return True
    behind = cell.plain[figure.end : figure.end + 2 * _UNDONE_WITHIN].lstrip("(")
    marks = lexicon("roles").find(behind, "undone")
    return (
        bool(marks)
        and marks[0].start <= _UNDONE_WITHIN
        and not set(behind[: marks[0].start]) & set("，。；、")
    )


def _finished(kept: list[Figure]) -> list[Figure]:
    words = lexicon("roles")
    done = [one for one in kept if words.holds(one.quantity.subject, "finished")]
    begun = [one for one in kept if words.holds(one.quantity.subject, "begun")]
    return done if done and begun else kept


def named_so(figures: Sequence[Figure], words: str) -> tuple[Figure, ...]:
    """入选3部 of 申报7部，入选3部，退回4部 where 入选 was asked: a step, and what came of it.

    All of them where that is not as plain: a list, a total, a first figure without words of its own.
    """
    if not _RUN <= len(figures) <= _RUN + 1:
        return tuple(figures)
    first, second = figures[:_RUN]
    same = all(
        one.quantity.unit == first.quantity.unit
        and one.role is Role.VALUE
        and one.quantity.low <= first.quantity.low
        for one in figures
    )
    apart = len({one.clause for one in figures}) == len(figures)
    step = first.quantity.subject
    last = figures[-1]
    if same and apart and lexicon("roles").holds(last.quantity.subject, "really"):
        return (last,)  # 报到80人，实际听完课的71人
    if not (same and apart and step) or likeness(words, step):
        return tuple(figures)
    alike = [bool(likeness(words, one.quantity.subject)) for one in figures[1:]]
    return (second,) if alike[0] and not any(alike[1:]) else tuple(figures)


def like_the_target(
    found: Sequence[Figure], wanted: Sequence[Quantity], name: str
) -> tuple[Figure, ...]:
    """Changes for a change and levels for a level: 合格率98%，较上年提高3%.

    Under a name that is a change itself (削减量) either may be meant.
    """
    if lexicon("roles").holds(name, "up", "down"):
        return tuple(found)
    trends = {quantity.trend for quantity in wanted}
    alike = tuple(one for one in found if one.quantity.trend in trends)
    alike = alike if _any_fits(alike, wanted) else tuple(found)
    levels = tuple(one for one in alike if one.role is not Role.CHANGE)
    changed = {one.quantity.unit for one in alike if one.role is Role.CHANGE}
    if any(one.scope is Scope.EACH and one.quantity.unit in changed for one in levels):
        return alike  # 每公斤高0.14元，农民多得168万元: either may be what was asked for
    return levels if trends == {0} and _any_fits(levels, wanted) else alike


def _any_fits(found: Sequence[Figure], wanted: Sequence[Quantity]) -> bool:
    return any(
        agreement(one.units, other.quantity.units) > Agreement.DOUBTFUL
        for one in wanted
        for other in found
    )


def fitting(target: Quantity, found: Sequence[Figure], name: str) -> tuple[Figure, ...]:
    """The figures that may answer a plain target: the best by unit, total and words; () if none.

    Only where all have units that cannot be the target's, the first is given, to say so.
    """
    if target.high == 0 and not target.unit:
        found = _of_none(target, found, name)
    if is_noun := _noun_as_unit(target):
        found = [one for one in found if not one.quantity.unit and one.quantity.tail == is_noun]
    graded = [(_agreement(target, one, found), one) for one in found]
    best = max((grade for grade, _ in graded), default=Agreement.DIFFERENT)
    if best <= Agreement.DOUBTFUL:
        return tuple(in_scale(target, [one for grade, one in graded if grade is best])[:1])
    # A missing unit is CLOSE to everything; a printed one that fits goes before it.
    fit = [one for grade, one in graded if grade is best]
    bare = [one for one in fit if not one.quantity.unit and target.decimals and not target.unit]
    fit = bare or [one for one in fit if one.quantity.unit] or fit  # 平均1.83 for ≤2.5
    every = EVERY.search(target.subject)
    if every is not None:
        fit = [one for one in fit if every.group() in one.quantity.subject] or fit
    fit = in_scale(target, fit)
    averages = [one for one in fit if one.scope is Scope.AVERAGE]
    intensive = target.measures_time or target.is_percent or "/" in target.unit
    if len(averages) == 1 and every is None and intensive and not _is_in_all(target, fit):
        return tuple(averages)
    if all(_says_again(one, fit[0]) for one in fit[1:]):
        return (fit[0],)
    totals = [one for one in fit if one.role is Role.TOTAL]
    if len(totals) == 1 and all(one.quantity.low <= totals[0].quantity.low for one in fit):
        return tuple(totals)
    if _leads(fit) or (is_most(target) and _is_of_the_year(fit)):
        return (fit[0],)
    if len(fit) > _RUN and fit[-1].quantity.low == _sum(fit[:-1]):
        return (fit[-1],)  # 春节146户、中秋82户，两次228户
    return _by_words(f"{target.subject}{target.tail}{name}", fit)


def _is_in_all(target: Quantity, fit: Sequence[Figure]) -> bool:
    """12套总计78840小时，平均一套6570小时 for ≥78000小时: hours that add up are no average."""
    floor = target.relation is not None and target.relation.is_lower
    in_all = any(one.role is Role.TOTAL or one.scope is Scope.NONE for one in fit)
    return target.measures_time and floor and in_all


def _agreement(target: Quantity, figure: Figure, found: Sequence[Figure]) -> Agreement:
    """相符1042台，不符0: a bare number beside counts is one of them, and no rate."""
    one = figure.quantity
    counted = any(other.quantity.unit and not other.quantity.is_percent for other in found)
    if (
        not target.is_percent
        or one.unit
        or not counted
        or one.subject.endswith(("率", "度", "比例", "占比", "占", "达", "达到", "为"))
    ):
        return agreement(target.units, one.units)
    return Agreement.DIFFERENT


def _noun_as_unit(target: Quantity) -> str:
    """叶 of ≥18000叶, which no list of units knows: 7人 is certainly no number of them."""
    noun = target.tail
    is_noun = not target.unit and len(noun) <= 2 and noun.isalpha()
    return noun if is_noun and target.high > 0 else ""


def _of_none(target: Quantity, found: Sequence[Figure], name: str) -> Sequence[Figure]:
    """Of 862艘次，零失误 the second answers 零失误; what names no such thing counts something else."""
    none = [one for one in found if one.quantity.high == 0 and not one.quantity.unit]
    if none:
        return none[:1]
    bad = "".join(mark.word for mark in lexicon("senses").find(name, "bad"))
    words = f"{target.subject} {bad}"
    return [
        one
        for one in found
        if not (told := f"{one.quantity.subject}{one.quantity.tail}")
        or likeness(words, told)
        or told in name
        or any(word in told for word in ("发生", "出现", "存在", "收到", "接到", "引发", "造成"))
    ]


_FAR_ABOVE, _FAR_BELOW = 5, 50


def in_scale(target: Quantity, fit: list[Figure]) -> list[Figure]:
    """1900元 and not 8.55万元 for ≤2000元: of several figures those of the target's size."""
    wanted = target.ends[1]
    if wanted <= 0:
        return fit
    least, most = wanted / _FAR_BELOW, wanted * _FAR_ABOVE
    return [one for one in fit if least <= one.quantity.ends[1] <= most] or fit


def _says_again(figure: Figure, first: Figure) -> bool:
    """收19件，19件都给了答复."""
    one, other = figure.quantity, first.quantity
    same = (one.low, one.high, one.unit) == (other.low, other.high, other.unit)
    return same and one.tail.startswith(("都", "均", "全"))


_RUN = 2


def _leads(fit: Sequence[Figure]) -> bool:
    """Whether the first figure is the whole and the others are details of it.

    30场（线下26场、线上4场）, 抽查82个，其中取样20个, 96座，移动公厕9座算在内. Parts come first:
    新增308亩，水田121亩，旱地187亩，14亩未报.
    """
    first, *others = fit
    if _is_bare(first) and all(_is_detail(one, first) for one in others):
        return True
    if all(one.role is Role.PART for one in others):
        return True
    if first.depth == 0 and all(one.depth > 0 for one in others):
        return True
    sums = (_sum(others[:end]) for end in range(_RUN, len(others) + 1))
    return any(first.quantity.low == one for one in sums)


def _is_of_the_year(fit: Sequence[Figure]) -> bool:
    """全年被通报3次，5月、7月各1次，11月1次: the whole year's, and what it is made of."""
    first, *others = fit
    said = lexicon("prose").holds(first.quantity.subject, "this_year")
    return said and first.role is Role.VALUE and _sum(others) <= first.quantity.low


def _is_bare(figure: Figure) -> bool:
    """Whether it opens the cell and no word before it says of what it is."""
    return figure.start == 0 and figure.depth == 0 and not figure.quantity.subject


def _is_detail(figure: Figure, whole: Figure) -> bool:
    """Whether its own words set it apart from the whole, and are not what came of it (实际20台)."""
    said = figure.quantity.subject
    told = lexicon("roles").holds(said, "really", "finished", "now") or said.endswith(ONLY)
    return bool(said) and not told and figure.quantity.low <= whole.quantity.low


def is_told_apart(figure: Figure, name: str) -> bool:
    """Whether more than a word it shares makes it the answer: its role, 实际, 入选, or the row's name."""
    said = figure.quantity.subject
    if figure.role is Role.TOTAL or figure.scope is Scope.AVERAGE or _is_bare(figure):
        return True
    if said.endswith(ONLY):
        return True
    if lexicon("roles").holds(said, "really", "finished"):
        return True
    plain = said.strip("，、；的")
    return len(plain) >= 3 and (plain in name or name in plain)


ONLY = ("仅", "只", "只有", "仅有", "仅为", "只完成", "仅完成", "仅开展", "只开展")
"""Words before a number of which it is all there is: 7月仅1次."""


def _sum(figures: Sequence[Figure]) -> Fraction:
    return sum((one.quantity.low for one in figures), Fraction(0))


def _by_words(words: str, found: Sequence[Figure]) -> tuple[Figure, ...]:
    scores = [
        2 * likeness(words, one.quantity.subject) + likeness(words, one.quantity.tail)
        for one in found
    ]
    best = max(scores)
    chosen = [one for one, score in zip(found, scores, strict=True) if score == best]
    return tuple(chosen) if best else tuple(found)


_MAX_WORDS = 60


def likeness(words: str, others: str) -> int:
    """How many pairs of neighbouring characters two texts share."""
    return len(_pairs(words[-_MAX_WORDS:]) & _pairs(others[-_MAX_WORDS:]))


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    plain = [char for char in words if "\u4e00" <= char <= "\u9fff"]
    return frozenset(first + second for first, second in pairwise(plain))


_NAMED_UNITS = "人次 人 名 户 次 场 期 家 份 篇 册 台 辆 座 亩 件"
_WHERE = ("在", "对", "为", "向", "覆盖", "涉及", "针对", "组织", "包括")


def counts_something_else(target: Quantity, result: Quantity, name: str) -> bool:
    """Whether a result that seems to fall short counts another thing: 5个班 against 500人."""
    wanted = target.unit
    if not wanted:
        wanted = next((unit for unit in _NAMED_UNITS.split() if f"{unit}数" in name), "")
        if agreement(units(wanted), result.units) <= Agreement.DOUBTFUL:
            return True
    if wanted == result.unit or not result.unit or result.is_percent:
        return False
    same_kind = {unit.kind for unit in units(wanted)} & {unit.kind for unit in result.units}
    if not same_kind and result.subject.endswith(_WHERE):
        return True
    thing = [char for char in result.tail if "\u4e00" <= char <= "\u9fff"]
    words = f"{target.subject}{target.tail}{name}"
    return not same_kind and bool(thing) and not any(char in words for char in thing)
